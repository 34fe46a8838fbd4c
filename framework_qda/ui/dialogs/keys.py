"""Show every key there is, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from framework_qda.ui import matching
from framework_qda.ui.commands import Commands
from framework_qda.ui.dialogs.fixed_keys import Group, fixed_keys, written
from framework_qda.ui.theme import STEP

COLUMN = 48  # characters
AT_MOST = 3  # columns
_CAP = """
QLabel { border: 1px solid palette(mid); border-radius: 4px; background: palette(base); padding: 1px 6px; }
"""


class KeysSheet(QDialog):
    """The keys of all commands by group, with those of the matrix and the editor, and a field to find one."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self._columns = [QVBoxLayout() for _ in range(AT_MOST)]
        self._used = 0
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find a key or what it does"))
        self._field.setAccessibleName(self.tr("Find a key or what it does"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._filter)
        self._groups = [_GroupBox(*group) for group in (*_command_keys(commands), *fixed_keys())]
        self._nothing = QLabel(self.tr("No key does that; Ctrl+K finds every command by name."))
        self._nothing.setProperty("muted", True)
        self._nothing.hide()
        self._sheet = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._sheet.setContentsMargins(0, 0, 2 * STEP, 0)
        self._sheet.setSpacing(10 * STEP)
        for column in self._columns:
            column.setSpacing(6 * STEP)
            column.addStretch(1)
            self._sheet.addLayout(column)
        inner = QWidget()
        inner.setLayout(self._sheet)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(4 * STEP)
        layout.addWidget(self._field)
        layout.addWidget(self._nothing)
        layout.addWidget(scroll, 1)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * COLUMN * AT_MOST + 1, self.fontMetrics().height() * 36)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self.width() // (self.fontMetrics().averageCharWidth() * COLUMN)
        used = max(1, min(len(self._columns), fitting))
        if used != self._used:
            self._used = used
            self._arrange()

    def _arrange(self) -> None:
        """Lay the groups that show into columns of about the same height, in their order."""
        shown = [group for group in self._groups if group.height_in_rows()]
        whole = sum(group.height_in_rows() for group in shown)
        above = 0
        for group in shown:
            middle = above + group.height_in_rows() // 2
            column = self._columns[middle * self._used // whole]
            for each in self._columns:
                each.removeWidget(group)  # or what stands in this one already comes after the stretch
            column.insertWidget(column.count() - 1, group)  # before the stretch
            above += group.height_in_rows()
        for n, column in enumerate(self._columns):
            self._sheet.setStretchFactor(column, int(n < self._used))

    def _filter(self, query: str) -> None:
        shown = [group.filter(query) for group in self._groups]
        self._nothing.setVisible(not any(shown))
        self._arrange()


class _GroupBox(QWidget):
    def __init__(self, name: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._fitting = len(keys)
        self._rows: list[tuple[str, tuple[QLabel, QLabel]]] = []
        heading = QLabel(name)
        heading.setProperty("heading", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(STEP + 2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (text, key) in enumerate(keys, start=1):
            labels = QLabel(text), QLabel(key)
            labels[0].setWordWrap(True)
            labels[0].setAccessibleName(f"{text}: {key}")
            labels[1].setStyleSheet(_CAP)
            grid.addWidget(labels[0], row, 0)
            grid.addWidget(labels[1], row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._rows.append((f"{text} {key} {name}", labels))

    def height_in_rows(self) -> int:
        """Give the rows it takes with its heading and the space below; 0 where no key fits."""
        return self._fitting + 2 if self._fitting else 0

    def filter(self, query: str) -> bool:
        """Show only the keys that fit; tell whether there is any."""
        fits = [matching.has_all(query, words) for words, _ in self._rows]
        for fit, (_, labels) in zip(fits, self._rows, strict=True):
            for label in labels:
                label.setVisible(fit)
        self._fitting = sum(fits)
        self.setVisible(any(fits))
        return any(fits)


def _command_keys(commands: Commands) -> Iterator[Group]:
    for group, actions in commands.grouped():
        keys = [
            (action.text().replace("&", ""), written(action.shortcut()))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        if keys:
            yield group, keys
