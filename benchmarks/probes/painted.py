"""Tell when a widget has been painted for the first time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

_PAINTED = QEvent.Type.User
_HIGH = 1  # Qt.EventPriority.HighEventPriority: loading all of Qt's names is no part of an empty window


class _Watch(QObject):
    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Comes as soon as all of the window has been painted, ahead of anything put off until then.
            QCoreApplication.postEvent(self, QEvent(_PAINTED), _HIGH)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED:
            self._then()
            return True
        return super().event(event)


def when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` as soon as the widget's next paint event has been handled."""
    _Watch(widget, then)
