"""A field and a list that work as one: the cursor stays in the field while the arrows move in the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChoiceList(QListView):
    """A list from which Enter or one click picks; Esc leaves."""

    picked = Signal(QModelIndex)
    left = Signal()
    spaced = Signal(QModelIndex)  # Space was pressed on a row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked_at: QPoint | None = None  # while a click picks
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.pick()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.spaced.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        under = self.indexAt(event.position().toPoint())
        alone = not event.modifiers()  # with Ctrl or Shift, several are chosen
        if event.button() == Qt.MouseButton.LeftButton and alone and under == self.currentIndex():
            self.clicked_at = event.position().toPoint()
            self.pick()
            self.clicked_at = None

    def pick(self) -> None:
        """Pick the current row, if there is one that can be picked."""
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable:
            self.picked.emit(self.currentIndex())


class DrivingField(QLineEdit):
    """A field whose arrow keys move in a list; Enter and Esc are told to whoever owns both."""

    entered = Signal()
    left = Signal()

    def __init__(self, view: QListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            QCoreApplication.sendEvent(self._view, event)
        elif event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
