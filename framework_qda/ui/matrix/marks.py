"""Mark how far a cell of the matrix is, and what waits in it: small, by shape first and colour second."""

from __future__ import annotations

from functools import cache
from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from framework_qda.study.states import CellState, Stage
from framework_qda.ui.stages import paint_stage
from framework_qda.ui.theme import STEP, Colours, colours
from framework_qda.ui.waiting import CHANGED, NEW, OPEN, paint_sign, waiting_in

DISC = 2.25 * STEP
_EDGE = 1.25 * STEP
_GAP = 1.5 * STEP


def in_words(state: CellState) -> list[str]:
    """Say in words what the marks of a cell mean."""
    stage = [_tr(state.stage)] if has_disc(state) else []
    return [*stage, *(words for _, words in waiting(state))]


def waiting(state: CellState) -> list[tuple[str, str]]:
    """Say what waits in a cell: the sign of each mark, and its words."""
    words = {
        NEW: ("1 new passage", "%d new passages"),
        OPEN: ("1 open comment", "%d open comments"),
        CHANGED: ("1 link whose passage has changed", "%d links whose passage has changed"),
    }
    return [
        (sign, _tr(words[sign][0]) if count == 1 else _tr(words[sign][1]) % count)
        for sign, count in waiting_in(state)
    ]


def has_disc(state: CellState) -> bool:
    """Tell whether a cell is marked by how far it is."""
    return state.stage in (Stage.IN_PROGRESS, Stage.DONE)


def paint_disc(painter: QPainter, corner: QPointF, stage: Stage) -> None:
    """Paint how far a cell is, as a disc of the size of `DISC` below and right of a corner."""
    painter.drawPixmap(corner, _disc(stage, colours(), painter.device().devicePixelRatioF()))


def room_of_marks(state: CellState, font: QFont) -> int:
    """Give how far the marks of a cell reach from the right edge into its last line, in pixels."""
    counts, disc = _counts(state), has_disc(state)
    if not counts and not disc:
        return 0
    metrics = QFontMetricsF(_small(font))
    width = _GAP + sum(_width(metrics, count) + _GAP for _, count in counts) if counts else 0
    return ceil(_EDGE + (DISC + _GAP if disc else 0) + width)


def paint_marks(painter: QPainter, rect: QRect, state: CellState, font: QFont) -> None:
    """Paint the marks of a cell from the right end of its lower edge."""
    counts = _counts(state)
    if not counts and not has_disc(state):
        return
    right, bottom = rect.right() - _EDGE, rect.bottom() - _EDGE
    if has_disc(state):
        right -= DISC
        paint_disc(painter, QPointF(right, bottom - DISC), state.stage)
        right -= _GAP
    if counts:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_counts(painter, counts, QPointF(right, bottom), _small(font))
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


def _counts(state: CellState) -> list[tuple[str, str]]:
    """Give the signs and numbers from the left: what is new stands last, at the edge."""
    return [(sign, str(count)) for sign, count in reversed(waiting_in(state))]


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    return small


def _width(metrics: QFontMetricsF, count: str) -> float:
    return _sign_size(metrics) + STEP / 2 + metrics.horizontalAdvance(count)


def _sign_size(metrics: QFontMetricsF) -> float:
    return metrics.ascent() * 0.8


def _paint_counts(painter: QPainter, counts: list[tuple[str, str]], corner: QPointF, font: QFont) -> None:
    metrics = QFontMetricsF(font)
    wide = _GAP + sum(_width(metrics, count) + _GAP for _, count in counts)
    room = QRectF(0, 0, wide, metrics.height())
    room.moveBottomRight(corner + QPointF(0, STEP / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().page))
    painter.drawRoundedRect(room, STEP, STEP)
    painter.setFont(font)
    painter.setPen(QColor(colours().warning))
    size, x = _sign_size(metrics), room.left() + _GAP
    for sign, count in counts:
        paint_sign(painter, QRectF(x, room.center().y() - size / 2, size, size), sign)
        number = QRectF(x + size + STEP / 2, room.top(), metrics.horizontalAdvance(count) + 1, room.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, count)
        x += _width(metrics, count) + _GAP


def _tr(text: str) -> str:
    return QCoreApplication.translate("marks", text)
