"""Reading: along a case, and down a theme."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from framework_qda.reading.plan import CellKey
from framework_qda.ui import settings
from framework_qda.ui.extents import Extent
from framework_qda.ui.out_buttons import OutButtons
from framework_qda.ui.reading.screen import Screen
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.reading.within_case import WithinCase
from framework_qda.ui.reading.within_theme import WithinTheme
from framework_qda.ui.studio import Studio

CASE, THEME = 0, 1
_TAB = "read/tab"


class ReadingWorkspace(QWidget):
    """Two screens, each made when it is first wanted.

    `cell_chosen(interview, sub-topic)` follows the current cell, `charting_wanted` asks to write in one, and
    `passage_wanted(id)` for the words that were linked to.
    """

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str, str)
    passage_wanted = Signal(str)
    saving = Signal()
    unsaved = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("Ways of reading"))
        for name in (self.tr("Within case"), self.tr("Within theme")):
            self.tabs.addTab(name)
        self.out = OutButtons()
        self._screens = QStackedWidget()
        page = QVBoxLayout(self, spacing=0)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(self.out.beside(self.tabs))
        page.addWidget(self._screens, 1)
        self.tabs.setCurrentIndex(settings.get(_TAB, CASE))
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._screens.addWidget(self.screen)

    @cached_property
    def case(self) -> WithinCase:
        """The page of one case."""
        return self._connected(WithinCase(self.studio))  # type: ignore[return-value]

    @cached_property
    def theme(self) -> WithinTheme:
        """The page of one sub-topic."""
        return self._connected(WithinTheme(self.studio))  # type: ignore[return-value]

    def _connected(self, screen: Screen) -> Screen:
        screen.cell_chosen.connect(self.cell_chosen)
        screen.cell_left.connect(self.cell_left)
        screen.charting_wanted.connect(self.charting_wanted)
        screen.link_followed.connect(self.passage_wanted)
        screen.saving.connect(self.saving)
        screen.unsaved.connect(self.unsaved)
        return screen

    # Which of the two -------------------------------------------------------------------------------

    @property
    def screen(self) -> Screen:
        """The screen on show."""
        return self.case if self.tabs.currentIndex() == CASE else self.theme

    @property
    def table(self) -> ReadingSheet:
        """What takes the keyboard."""
        return self.screen.sheet

    @property
    def current_key(self) -> CellKey | None:
        """The cell with the ring."""
        return self.screen.sheet.current_key

    def _tab_chosen(self, tab: int) -> None:
        settings.put(_TAB, tab)
        before: Screen = self._screens.currentWidget()  # type: ignore[assignment]
        before.save()
        key, screen = before.sheet.current_key, self.screen
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if key:
            screen.come_to(*key)
        screen.sheet.setFocus()

    def other(self) -> None:
        """Go from one way of reading to the other."""
        self.tabs.setCurrentIndex(THEME if self.tabs.currentIndex() == CASE else CASE)

    def along(self) -> None:
        """Read along a case."""
        self.tabs.setCurrentIndex(CASE)

    def down(self) -> None:
        """Read down a theme."""
        self.tabs.setCurrentIndex(THEME)

    # Places -----------------------------------------------------------------------------------------

    def show_case(self, case: str) -> None:
        """Read an area or an interview."""
        self.tabs.setCurrentIndex(CASE)
        self.case.show_subject(case)

    def show_theme(self, subtopic: str) -> None:
        """Read a sub-topic."""
        self.tabs.setCurrentIndex(THEME)
        self.theme.show_subject(subtopic)

    def show_matrix(self, matrix: str) -> None:
        """Go to a matrix: its heading, or its first sub-topic."""
        if self.screen is self.case:
            self.case.show_matrix(matrix)
            return
        first = next((each for each in self.studio.study.subtopics() if each.matrix == matrix), None)
        if first:
            self.theme.show_subject(first.id)

    def come_to(self, interview: str, subtopic: str) -> None:
        """Read on at a cell that was current elsewhere."""
        self.screen.come_to(interview, subtopic)

    def shows(self, subject: str) -> bool:
        """Tell whether something is read now, or its overview is on show."""
        whole = self.screen.overview.whole
        return subject == self.screen.subject or bool(whole and whole.subject == subject)

    def step_subject(self, step: int) -> None:
        """Read the next case or sub-topic, or the one before."""
        self.screen.step(step)

    def step(self, columns: int, rows: int) -> bool:
        """Go to a neighbouring cell; False at the edge."""
        return self.screen.sheet.step(columns, rows)

    def zoom_in(self) -> None:
        self.screen.set_zoom(self.table.zoom + 0.1)

    def zoom_out(self) -> None:
        self.screen.set_zoom(self.table.zoom - 0.1)

    def zoom_reset(self) -> None:
        self.screen.set_zoom(1.0)

    def extents(self) -> list[Extent]:
        """Say what of the screen on show can be taken out."""
        return self.screen.extents()

    def write_overview(self) -> None:
        """Put the keyboard into the overview."""
        self.screen.write_overview()

    def save(self) -> bool:
        """Save at once what is typed."""
        saved = [screen.save() for screen in self._made()]  # all of them, also after one that could not be
        return all(saved)

    def _made(self) -> list[Screen]:
        return [self.__dict__[name] for name in ("case", "theme") if name in self.__dict__]
