"""A chip: one condition in words, with a cross that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from framework_qda.ui.theme import STEP, colours

_MOST, _LEAST = 44, 10  # letters


class Chip(QAbstractButton):
    """Show a condition; a click or Enter asks to change it, its cross or Del to take it away (`removed`).

    `short` is what of its words is shown where there is no room for all.
    """

    removed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None, *, short: str = "") -> None:
        super().__init__(parent)
        self._short = short or words
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(self.tr("Filter %s") % words)
        self.setAccessibleDescription(self.tr("Enter changes it, Delete takes it away"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = metrics.averageCharWidth() * _MOST
        words = min(widest, metrics.horizontalAdvance(self.text()) + 2)
        return QSize(words + 3 * STEP + self._cross_width(), metrics.height() + 2 * STEP)

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * _LEAST + self._cross_width()
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def _cross_width(self) -> int:
        return self.fontMetrics().height() + STEP

    def cross(self) -> QRect:
        """Where the cross is."""
        width = self._cross_width()
        return QRect(self.width() - width, 0, width, self.height())

    def fitting(self, width: int) -> str:
        """Give the words that have room: all, or the short ones, cut in their middle if they must be."""
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self.text()) <= width:
            return self.text()
        return metrics.elidedText(self._short, Qt.TextElideMode.ElideMiddle, width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours().accent if self.hasFocus() or self.underMouse() else colours().hairline
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colours().selection))
        round_ = self.height() / 2 - 1
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), round_, round_)
        painter.setPen(QColor(colours().text))
        words = self.rect().adjusted(3 * STEP, 0, -self._cross_width(), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.fitting(words.width()))
        self._paint_cross(painter)
        painter.end()

    def _paint_cross(self, painter: QPainter) -> None:
        over = self.underMouse() and self.cross().contains(self.mapFromGlobal(self.cursor().pos()))
        painter.setPen(QPen(QColor(colours().text if over else colours().muted), 1.4))
        centre, arm = self.cross().center(), self.fontMetrics().height() // 5
        painter.drawLine(centre.x() - arm, centre.y() - arm, centre.x() + arm, centre.y() + arm)
        painter.drawLine(centre.x() - arm, centre.y() + arm, centre.x() + arm, centre.y() - arm)
