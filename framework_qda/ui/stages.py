"""Draw how far a cell is: a glyph for each stage, the same in the matrix, on the board and in the editor."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen

from framework_qda.study.model import BlankReason
from framework_qda.study.states import CellState, Stage
from framework_qda.ui.painted_icon import painted_icon
from framework_qda.ui.theme import colours


def paint_stage(painter: QPainter, disc: QRectF, state: CellState) -> None:
    """Paint a ring, a half disc or a full one, or the reason why a cell is empty, into a square."""
    thick = max(1.4, disc.width() / 8)
    inner = disc.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    accent, muted = QColor(colours().accent), QColor(colours().muted)
    match state.stage:
        case Stage.NOT_CHARTED:
            painter.setPen(QPen(muted, thick))
            small = inner.width() / 4
            painter.drawEllipse(inner.adjusted(small, small, -small, -small))
        case Stage.IN_PROGRESS:
            painter.setPen(QPen(accent, thick))
            painter.drawEllipse(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case Stage.DONE:
            painter.setPen(QPen(accent, thick))
            painter.setBrush(accent)
            painter.drawEllipse(inner)
        case Stage.BLANK:
            _paint_reason(painter, inner, QPen(muted, thick), state.blank_reason)


def _paint_reason(painter: QPainter, inner: QRectF, pen: QPen, reason: BlankReason) -> None:
    across = inner.width() / 2 / hypot(1, 1)
    match reason:
        case BlankReason.NOT_ASKED:
            painter.setPen(pen)
            painter.drawEllipse(inner)
            slant = QPointF(across, -across)
            painter.drawLine(inner.center() - slant, inner.center() + slant)
        case BlankReason.NOTHING_SAID:
            pen.setDashPattern([0.9, 1.3])
            painter.setPen(pen)
            painter.drawEllipse(inner)
        case _:
            painter.setPen(pen)
            reach = QPointF(inner.width() / 2, 0)
            painter.drawLine(inner.center() - reach, inner.center() + reach)


def stage_icon(stage: Stage) -> QIcon:
    """Give the glyph of a stage as an icon."""
    return painted_icon(lambda painter, rect, _mode: _paint_icon(painter, QRectF(rect), CellState(stage)))


def _paint_icon(painter: QPainter, rect: QRectF, state: CellState) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = rect.width() / 8
    paint_stage(painter, rect.adjusted(room, room, -room, -room), state)
