"""Keep every command in one register: menus, keys, the palette and the keyboard sheet are read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from framework_qda.ui.icons import icon


def window_action(widget: QWidget, name: str) -> QAction:
    """Give a command of the window that a widget is in, for a menu on the spot; elsewhere one that is off."""
    found = widget.window().findChild(QAction, name, Qt.FindChildOption.FindDirectChildrenOnly)
    return found or QAction(widget, enabled=False, visible=False)


class Commands(QObject):
    """The commands of one window, in groups, in the order they were added."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, list[str]] = {}
        self.of_study: list[str] = []

    def add(
        self,
        name: str,
        text: str,
        run: Callable[[], object],
        *,
        group: str,
        keys: str | QKeySequence.StandardKey = "",
        symbol: str = "",
        checkable: bool = False,
    ) -> QAction:
        """Register a command and make its keys work anywhere in the window."""
        action = QAction(text, self._window, checkable=checkable)
        action.setObjectName(name)
        if symbol:
            action.setIcon(icon(symbol))
        if keys:
            action.setShortcuts(
                QKeySequence.keyBindings(keys) if not isinstance(keys, str) else [QKeySequence(keys)]
            )
        hint = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text}  {hint}" if hint else text)
        action.triggered.connect(lambda _checked=False: run())
        self._window.addAction(action)
        self._actions[name] = action
        self._groups.setdefault(group, []).append(name)
        return action

    def add_of_study(self, name: str, text: str, run: Callable[[], object], **more: Any) -> QAction:
        """Register a command that is available only while a study is open."""
        self.of_study.append(name)
        return self.add(name, text, run, **more)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def grouped(self) -> Iterator[tuple[str, list[QAction]]]:
        """Give each group with its commands."""
        for group, names in self._groups.items():
            yield group, [self._actions[name] for name in names]

    def enable(self, enabled: bool, *names: str) -> None:
        """Make commands available or not."""
        for name in names:
            self._actions[name].setEnabled(enabled)
