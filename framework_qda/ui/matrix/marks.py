"""Mark how far a cell of the matrix is, and what waits in it: small, by shape first and colour second."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from framework_qda.study.states import CellState, Stage
from framework_qda.ui.theme import STEP, colours

_SIZE = 2.25 * STEP
_EDGE = 1.25 * STEP
_GAP = 1.5 * STEP


def in_words(state: CellState) -> list[str]:
    """Say in words what the marks of a cell mean."""
    said: list[str] = []
    if state.stage in (Stage.IN_PROGRESS, Stage.DONE):
        said.append(_tr(state.stage))
    for count, one, many in (
        (state.new_passages, "1 new passage", "%d new passages"),
        (state.open_comments, "1 open comment", "%d open comments"),
        (state.changed_links, "1 link whose passage has changed", "%d links whose passage has changed"),
    ):
        if count:
            said.append(_tr(one) if count == 1 else _tr(many) % count)
    return said


def paint_marks(painter: QPainter, rect: QRect, state: CellState, font: QFont) -> None:
    """Paint the marks of a cell from the right end of its lower edge."""
    words = _waiting(state)
    if not words and state.stage not in (Stage.IN_PROGRESS, Stage.DONE):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right, bottom = rect.right() - _EDGE, rect.bottom() - _EDGE
    if state.stage in (Stage.IN_PROGRESS, Stage.DONE):
        disc = QRectF(right - _SIZE, bottom - _SIZE, _SIZE, _SIZE)
        _paint_stage(painter, disc, done=state.stage is Stage.DONE)
        right = disc.left() - _GAP
    if words:
        _paint_words(painter, words, QPointF(right, bottom), font)
    painter.restore()


def _waiting(state: CellState) -> str:
    marks = ((state.changed_links, "⚠"), (state.open_comments, "✎"), (state.new_passages, "●"))
    return "  ".join(f"{sign}{count}" for count, sign in marks if count)


def _paint_stage(painter: QPainter, disc: QRectF, *, done: bool) -> None:
    """Paint a quarter of a disc while it is in progress, and all of it once it is done."""
    painter.setPen(QPen(QColor(colours().muted), 1))
    painter.setBrush(QColor(colours().page))
    painter.drawEllipse(disc)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().accent if done else colours().muted))
    painter.drawEllipse(disc) if done else painter.drawPie(disc, 0, 90 * 16)


def _paint_words(painter: QPainter, words: str, corner: QPointF, font: QFont) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
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
