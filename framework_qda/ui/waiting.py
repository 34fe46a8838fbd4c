"""Draw what waits in a cell: a sign for each kind, the same in the matrix, on the board and in its legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from framework_qda.study.states import CellState
from framework_qda.ui.theme import colours

# As they stand in plain text; what is painted has the shape of these.
NEW, OPEN, CHANGED = "●", "✎", "⚠"


def waiting_in(state: CellState) -> list[tuple[str, int]]:
    """Give the signs of what waits in a cell, new passages first, and how many each stands for."""
    counts = ((NEW, state.new_passages), (OPEN, state.open_comments), (CHANGED, state.changed_links))
    return [(sign, count) for sign, count in counts if count]


def paint_sign(painter: QPainter, square: QRectF, sign: str) -> None:
    """Paint a disc, a pencil or a warning triangle into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().warning))
    painter.translate(square.center())
    painter.scale(square.width() / 2, square.height() / 2)
    {NEW: _paint_disc, OPEN: _paint_pencil, CHANGED: _paint_triangle}[sign](painter)
    painter.restore()


# Each paints round the middle, as far as 1 to every side.


def _paint_disc(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0, 0), 0.8, 0.8)


def _paint_pencil(painter: QPainter) -> None:
    painter.rotate(45)
    painter.drawRect(QRectF(-0.3, -1.15, 0.6, 1.5))
    painter.drawPolygon(QPolygonF([QPointF(-0.3, 0.5), QPointF(0.3, 0.5), QPointF(0, 1.2)]))


def _paint_triangle(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(0, -1), QPointF(1.05, 0.9), QPointF(-1.05, 0.9)]))
    painter.setPen(QPen(QColor(colours().page), 0.28, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(0, -0.45), QPointF(0, 0.3))
    painter.drawLine(QPointF(0, 0.45), QPointF(0, 0.72))
