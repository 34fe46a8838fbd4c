"""A chip for one thing that stands side by side with others: dragged, or moved by keys, to another place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from framework_qda.ui.filtering.chip import Chip

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def sideways(event: QKeyEvent) -> int:
    """Tell whether Alt with an arrow was pressed, and which way it points: -1, 1 or 0 for neither."""
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    return _STEPS.get(Qt.Key(event.key()), 0) if alone else 0


class SideChip(Chip):
    """Show a thing; `stepped` asks to swap it with a neighbour, `dragged_to(x)` follows the mouse with it."""

    stepped = Signal(int)
    dragged_to = Signal(int)

    def __init__(self, words: str, parent: QWidget | None = None, *, movable: bool = True) -> None:
        super().__init__(words, parent)
        self._movable = movable
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setAccessibleDescription(
            self.tr("Enter chooses another, Delete takes it away, Alt with an arrow moves it")
        )

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._movable
            and sideways(event)
        ):
            event.accept()  # else the window would go back
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._movable and (step := sideways(event)):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        here = event.position().toPoint()
        if self._pressed is None or not self._movable or not event.buttons():
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged_to.emit(self.mapToParent(here).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed, dragged, self._dragging = None, self._dragging, False
        self.unsetCursor()
        if dragged:
            self.setDown(False)
        else:
            super().mouseReleaseEvent(event)
