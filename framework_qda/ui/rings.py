"""Draw a small ring that is filled as far as work has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen

from framework_qda.ui.painted_icon import painted_icon
from framework_qda.ui.theme import colours


def paint_ring(painter: QPainter, rect: QRectF, done: float) -> None:
    """Paint a ring filled clockwise from the top; `done` goes from 0 to 1, and 1 is a full disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(2.0, rect.width() / 6)
    inner = rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setPen(QPen(QColor(colours().hairline), thick))
    painter.drawEllipse(inner)
    accent = QColor(colours().accent)
    if done >= 1:
        painter.setPen(QPen(accent, thick))
        painter.setBrush(accent)
        painter.drawEllipse(inner)
    elif done > 0:
        painter.setPen(QPen(accent, thick, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(inner, 90 * 16, -round(done * 360 * 16))
    painter.restore()


def ring_icon(done: float) -> QIcon:
    """Give the ring as an icon, for tabs and trees."""
    return painted_icon(
        lambda painter, rect, _mode: paint_ring(painter, QRectF(rect).adjusted(2, 2, -2, -2), done)
    )
