"""Make icons that are drawn when they are painted, in the colours of that moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

Paint = Callable[[QPainter, QRect, QIcon.Mode], None]


def painted_icon(paint: Paint) -> QIcon:
    """Give an icon that calls `paint` each time it is shown, so that it follows light and dark by itself."""
    return QIcon(_Engine(paint))


class _Engine(QIconEngine):
    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        self._paint(painter, rect, mode)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._paint)
