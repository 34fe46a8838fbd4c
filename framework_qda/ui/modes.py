"""The ways of working on a study, and the bar that changes between them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP


class Mode(StrEnum):
    """The ways of working on a study, each a workspace."""

    SOURCES = "Sources"
    CHART = "Chart"
    READ = "Read"
    COVERAGE = "Coverage"
    COMPARE = "Compare"
    QUOTES = "Quotes"
    REPORT = "Report"
    MEMOS = "Memos"
    HISTORY = "History"


# A cell or an interview's text can stand beside these; in those aside, both come when they are wanted.
ASIDE = (Mode.READ, Mode.COMPARE, Mode.QUOTES)
READING = (Mode.SOURCES, Mode.CHART, *ASIDE)

_SYMBOLS = {
    Mode.SOURCES: "files",
    Mode.CHART: "table",
    Mode.READ: "book-open",
    Mode.COVERAGE: "circle-half",
    Mode.COMPARE: "columns",
    Mode.QUOTES: "quotes",
    Mode.REPORT: "article",
    Mode.MEMOS: "notepad",
    Mode.HISTORY: "clock-counter-clockwise",
}


class ModeBar(QWidget):
    """A button for every mode, one beneath the other."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(STEP, 2 * STEP, STEP, STEP)
        column.addStrut(16 * STEP)
        self._buttons = QButtonGroup(self)
        for n, mode in enumerate(Mode):
            button = self._button(mode)
            self._buttons.addButton(button, n)
            column.addWidget(button)
        column.addStretch()
        self._buttons.idClicked.connect(lambda n: self.chosen.emit(list(Mode)[n]))

    def _button(self, mode: Mode) -> QToolButton:
        button = QToolButton(text=self.tr(mode), icon=icon(_SYMBOLS[mode]), checkable=True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        return button

    def show_mode(self, mode: Mode) -> None:
        """Mark the mode that is on show."""
        self._buttons.button(list(Mode).index(mode)).setChecked(True)
