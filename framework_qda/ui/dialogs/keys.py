"""Show every key there is, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
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

from framework_qda.text.summary import Kind
from framework_qda.ui import matching
from framework_qda.ui.beyond.keys import DEVIANT_KEYS
from framework_qda.ui.cell.summary_edit import BOLD_KEYS, KIND_KEYS, LINK_KEYS, LIST_KEYS
from framework_qda.ui.commands import Commands
from framework_qda.ui.theme import STEP

Group = tuple[str, list[tuple[str, str]]]
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
            (action.text().replace("&", ""), _written(action.shortcut()))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        if keys:
            yield group, keys


def fixed_keys() -> list[Group]:
    """Give the keys that belong to a pane rather than to a command: group, then what it does and its keys."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("KeysSheet", text)

    return [
        (
            tr("In the matrix"),
            [
                (tr("Move from cell to cell"), "← ↑ ↓ →"),
                (tr("Next, previous cell"), _keys("Tab", "Shift+Tab")),
                (tr("Chart the cell"), _keys("Return", "F2")),
                (tr("Chart it, beginning with what is typed"), tr("any letter")),
                (tr("Read the whole cell"), _keys("Space")),
                (tr("Empty the cell"), _keys("Del")),
                (tr("Choose several cells"), _keys("Shift+") + "← ↑ ↓ →"),
                (tr("Copy the chosen cells"), _keys("Ctrl+C")),
            ],
        ),
        (
            tr("In a cell"),
            [
                (tr("Back to the matrix"), _keys("Esc")),
                (tr("Next cell down"), _keys("Ctrl+Return")),
                (tr("Next cell in any direction"), _keys("Alt+") + "← ↑ ↓ →"),
                (tr("The speaker's own words"), _keys(KIND_KEYS[Kind.OWN_WORDS])),
                (tr("The analyst's comment"), _keys(KIND_KEYS[Kind.COMMENT])),
                (tr("Summary"), _keys(KIND_KEYS[Kind.SUMMARY])),
                (tr("Bold"), _keys(BOLD_KEYS)),
                (tr("List"), _keys(LIST_KEYS)),
                (tr("Link words to passages, change the link"), _keys(LINK_KEYS)),
                (tr("From linked words to their passage"), _keys("Return") + "  " + tr("Ctrl+click")),
                (tr("Back from the passage"), _keys("Alt+Left")),
            ],
        ),
        (
            tr("In the evidence"),
            [
                (tr("Put the passage into the summary"), _keys("Return")),
                (tr("Read the passage in the notes"), _keys("Shift+Return")),
                (tr("Listen to the passage"), _keys("Space")),
            ],
        ),
        (
            tr("In the notes"),
            [
                (tr("Find in these notes"), _keys("Ctrl+Shift+F")),
                (tr("Next, previous place found"), _keys("Return", "Shift+Return")),
                (tr("Into the summary as own words"), _keys("Ctrl+Shift+Return")),
                (tr("Index to sub-topics"), _keys("Ctrl+I")),
                (tr("Index to a favourite sub-topic"), "1 … 9"),
                (tr("What can be done with this passage"), _keys("Alt+Return")),
                (tr("Next, previous unread stretch"), _keys("F3", "Shift+F3")),
                (tr("Correct this paragraph"), _keys("Return", "F2")),
                (tr("Save, leave a correction"), _keys("Ctrl+Return", "Esc")),
                (tr("Replace a name"), _keys("Ctrl+R")),
            ],
        ),
        (
            tr("In filters"),
            [
                (tr("Change, take away a filter"), _keys("Return", "Del")),
                (tr("Tick a value"), _keys("Space")),
                (tr("Back to all attributes"), _keys("Backspace")),
            ],
        ),
        (
            tr("In what is read"),
            [
                (tr("From summary to summary, and through a long one"), "← ↑ ↓ →"),
                (tr("Write in the summary"), _keys("Return", "F2")),
                (tr("From linked words to their passage"), _keys("Ctrl+Return")),
                (tr("Link words of the overview to the chosen cells"), _keys(LINK_KEYS)),
                (tr("From the overview back to the page"), _keys("Esc")),
                (tr("Fold, unfold the passages within a theme"), "← →"),
            ],
        ),
        (
            tr("Within a theme, to the column notes"),
            [
                (tr("Add a note, a category"), _keys("Return", "Ctrl+Return")),
                (tr("Begin a note with what is typed"), tr("any letter")),
                (tr("Tick a category to the chosen cells"), "1 … 9"),
                (tr("Tick the chosen note to them"), _keys("Space")),
                (tr("Next, previous cell without a category"), _keys("F3", "Shift+F3")),
                (tr("Next cell of a note"), _keys("Return")),
                (tr("Move a note"), _keys("Alt+") + "← ↑ ↓ →"),
                (tr("Gather notes under a new one"), _keys("Ctrl+G")),
                (tr("Element, category, dimension"), _keys("Alt+1", "Alt+2", "Alt+3")),
                (tr("Rename, delete a note"), _keys("F2", "Del")),
            ],
        ),
        (
            tr("Side by side"),
            [
                (tr("Move the column, or the name with the keyboard"), _keys("Alt+Left", "Alt+Right")),
                (tr("Put another in its place, take it away"), _keys("Return", "Del")),
                (tr("Rename, delete a kept comparison"), _keys("F2", "Del")),
            ],
        ),
        (
            tr("In a typology, a central chart, a linkage grid, a picture"),
            [
                (tr("Categories of a type, decide a case by hand"), _keys("Return")),
                (tr("Rename a type"), _keys("F2")),
                (tr("Delete a type, leave a case to its categories"), _keys("Del")),
                (tr("Mark a case that does not fit"), _keys(DEVIANT_KEYS)),
                (tr("From a grid to the summaries beneath"), _keys("Return")),
                (tr("Copy, save a picture"), _keys("Ctrl+C", "Ctrl+S")),
            ],
        ),
        (
            tr("In the sheet of attributes"),
            [
                (tr("Change the value"), _keys("F2")),
                (tr("Write it and go down, to the right"), _keys("Return", "Tab")),
                (tr("Clear the chosen values"), _keys("Del")),
                (tr("Copy, paste a block"), _keys("Ctrl+C", "Ctrl+V")),
            ],
        ),
        (
            tr("In a list that finds"),
            [
                (tr("Move in the list while typing"), "↑ ↓"),
                (tr("Go there, or do it"), _keys("Return")),
                (tr("Close"), _keys("Esc")),
            ],
        ),
    ]


def _keys(*names: str) -> str:
    return "  ".join(name if name.endswith("+") else _written(QKeySequence(name)) for name in names)


def _written(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
