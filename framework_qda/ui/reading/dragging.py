"""Draw what hangs on the mouse while cells are dragged."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from framework_qda.ui.theme import STEP, colours

_WIDEST = 80 * STEP


def drag_picture(words: str, widget: QWidget) -> QPixmap:
    """Write words on a small card."""
    metrics, ratio = widget.fontMetrics(), widget.devicePixelRatioF()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _WIDEST)
    room = QRect(0, 0, metrics.horizontalAdvance(shown) + 4 * STEP, metrics.height() + 2 * STEP)
    pixmap = QPixmap(room.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(colours().selection))
    painter = QPainter(pixmap)
    painter.setFont(widget.font())
    painter.setPen(QColor(colours().text))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return pixmap
