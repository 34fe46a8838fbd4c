"""Show a drawing as large as the room allows, and no larger than its letters are meant to be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from framework_qda.ui.theme import colours

LARGEST = 0.8  # of the dots of a file


class DrawingView(QScrollArea):
    """A drawing that fits the width; a high one is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = _Paper(self)
        self.setWidget(self.paper)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_image(self, image: QImage, alt: str) -> None:
        """Show a drawing; `alt` says it in words."""
        self.paper.image = image
        for widget in (self, self.paper):
            widget.setAccessibleName(alt)
        self._fit()

    def _fit(self) -> None:
        image, width = self.paper.image, self.viewport().width()
        if image.isNull():
            return
        size = image.deviceIndependentSize()
        scale = min(1.0, width / size.width())
        shown = (size * scale).toSize()
        self.paper.shown = shown
        self.paper.resize(width, max(shown.height(), self.viewport().height()))
        self.paper.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Paper(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image, self.shown = QImage(), QSize()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours().page))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = self.rect()
        target.setSize(self.shown)
        painter.drawImage(target, self.image)
        painter.end()
