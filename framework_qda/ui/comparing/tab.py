"""What all tabs of the compare workspace have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from framework_qda.reading.page import Page
from framework_qda.ui.extents import Extent
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio


class ComparingTab(QWidget):
    """One tab; what it tells, and asks for, goes through the workspace to the desk.

    `cell_chosen(interview, sub-topic)` follows the current cell, `charting_wanted(interview, sub-topic)` asks
    to write in it, `link_clicked(target)` has the id of a passage, or interview/sub-topic for a cell,
    `mode_wanted(mode)` asks for another way of working.
    """

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str, str)
    link_clicked = Signal(str)
    mode_wanted = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._reading: ReadingSheet | None = None

    def extent(self) -> Extent | None:
        """Name what is on show and give what makes its page; None where nothing is."""
        return None

    def page(self) -> Page | None:
        """Give what is on show as it is printed."""
        extent = self.extent()
        return extent.pages(False)[0] if extent else None

    def extents(self) -> list[Extent]:
        """Say what of it can be taken out."""
        extent = self.extent()
        return [extent] if extent else []

    @property
    def head(self) -> QWidget:
        """What takes the keyboard when the tab is shown."""
        return self

    @property
    def reading_sheet(self) -> ReadingSheet | None:
        """The sheet of a tab that shows a plan: keys and commands then go through it as in Read."""
        return self._reading

    def read_in(self, sheet: ReadingSheet) -> None:
        """Show a plan in this sheet, and hand on what it tells."""
        self._reading = sheet
        sheet.cell_chosen.connect(self.cell_chosen)
        sheet.cell_left.connect(self.cell_left)
        sheet.charting_wanted.connect(self.charting_wanted)
        sheet.link_clicked.connect(self.follow)

    def follow(self, target: str) -> None:
        """Go to the cell a link leads to, if it is on show; else ask for what it leads to."""
        interview, _, subtopic = target.partition("/")
        if self._reading is None or not self._reading.choose(interview, subtopic):
            self.link_clicked.emit(target)

    def hand_over(self) -> None:
        """Give the keyboard to what is shown, once a choice above it is made."""
        if self.isVisible():
            self.head.setFocus()

    @property
    def current_key(self) -> tuple[str, str] | None:
        """The ids of the interview and the sub-topic of the current cell."""
        return self.reading_sheet.current_key if self.reading_sheet else None
