"""Mark how far a cell of the matrix is, and what waits in it: small, by shape first and colour second."""

from __future__ import annotations

from functools import cache
from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from framework_qda.study.states import CellState, Stage
from framework_qda.ui.stages import paint_stage
from framework_qda.ui.theme import STEP, Colours, colours

NEW, OPEN, CHANGED = "●", "✎", "⚠"
DISC = 2.25 * STEP
_EDGE = 1.25 * STEP
_GAP = 1.5 * STEP


def in_words(state: CellState) -> list[str]:
    """Say in words what the marks of a cell mean."""
    stage = [_tr(state.stage)] if has_disc(state) else []
    return [*stage, *(words for _, words in waiting(state))]


def waiting(state: CellState) -> list[tuple[str, str]]:
    """Say what waits in a cell: the sign of each mark, and its words."""
    marks = (
        (NEW, state.new_passages, "1 new passage", "%d new passages"),
        (OPEN, state.open_comments, "1 open comment", "%d open comments"),
        (
            *(CHANGED, state.changed_links),
            *("1 link whose passage has changed", "%d links whose passage has changed"),
        ),
    )
    return [
        (sign, _tr(one) if count == 1 else _tr(many) % count) for sign, count, one, many in marks if count
    ]


def has_disc(state: CellState) -> bool:
    """Tell whether a cell is marked by how far it is."""
    return state.stage in (Stage.IN_PROGRESS, Stage.DONE)


def paint_disc(painter: QPainter, corner: QPointF, stage: Stage) -> None:
    """Paint how far a cell is, as a disc of the size of `DISC` below and right of a corner."""
    painter.drawPixmap(corner, _disc(stage, colours(), painter.device().devicePixelRatioF()))


def room_of_marks(state: CellState, font: QFont) -> int:
    """Give how far the marks of a cell reach from the right edge into its last line, in pixels."""
    words, disc = _waiting(state), has_disc(state)
    if not words and not disc:
        return 0
    width = QFontMetricsF(_small(font)).horizontalAdvance(words) + 2 * STEP if words else 0
    return ceil(_EDGE + (DISC + _GAP if disc else 0) + width)


def paint_marks(painter: QPainter, rect: QRect, state: CellState, font: QFont) -> None:
    """Paint the marks of a cell from the right end of its lower edge."""
    words = _waiting(state)
    if not words and not has_disc(state):
        return
    right, bottom = rect.right() - _EDGE, rect.bottom() - _EDGE
    if has_disc(state):
        right -= DISC
        paint_disc(painter, QPointF(right, bottom - DISC), state.stage)
        right -= _GAP
    if words:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_words(painter, words, QPointF(right, bottom), font)
        painter.restore()


@cache
def _disc(stage: Stage, _look: Colours, ratio: float) -> QPixmap:
    """Draw the disc of a stage once, for all cells that are as far."""
    picture = QPixmap(QSize(1, 1) * ceil(DISC * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter, disc = QPainter(picture), QRectF(0, 0, DISC, DISC)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().page))  # words may stand below
    painter.drawEllipse(disc)
    paint_stage(painter, disc, CellState(stage))
    painter.end()
    return picture


def _waiting(state: CellState) -> str:
    marks = ((state.changed_links, CHANGED), (state.open_comments, OPEN), (state.new_passages, NEW))
    return "  ".join(f"{sign}{count}" for count, sign in marks if count)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    return small


def _paint_words(painter: QPainter, words: str, corner: QPointF, font: QFont) -> None:
    small = _small(font)
    metrics = QFontMetricsF(small)
    room = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * STEP, metrics.height())
    room.moveBottomRight(corner + QPointF(0, STEP / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().page))
    painter.drawRoundedRect(room, STEP, STEP)
    painter.setFont(small)
    painter.setPen(QColor(colours().warning))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("marks", text)
