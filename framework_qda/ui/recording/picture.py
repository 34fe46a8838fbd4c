"""Show the picture of a video, beneath the interview's text or in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_WIDE = 16 / 9
_LINES = 12  # of text at most: the words stay in view


class Picture(QWidget):
    """The frame that is on; `large_wanted` is told by a double click."""

    large_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame: QVideoFrame | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the recording"))
        self.setToolTip(self.tr("Double-click for a window of its own"))

    def show_frame(self, frame: QVideoFrame | None) -> None:
        """Show a frame, or none."""
        self.frame = frame if frame is not None and frame.isValid() else None
        if not self.isWindow():
            self._fit()
        self.update()

    def _fit(self) -> None:
        """Be as high as the picture is in this width, within bounds."""
        size = self.frame.size() if self.frame else QSize()
        shape = size.width() / size.height() if not size.isEmpty() else _WIDE
        self.setFixedHeight(round(min(self.width() / shape, _LINES * self.fontMetrics().lineSpacing())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.isWindow() and event.size().width() != event.oldSize().width():
            self._fit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.large_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtMultimedia import QVideoFrame

        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self.frame is not None:
            options = QVideoFrame.PaintOptions()
            options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
            self.frame.paint(painter, QRectF(self.rect()), options)
        painter.end()


class LargePicture(Picture):
    """The picture in a window of its own; Esc or a double click closes it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setToolTip("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.resize(round(110 * STEP * _WIDE), 110 * STEP)
        self.large_wanted.connect(self.close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
