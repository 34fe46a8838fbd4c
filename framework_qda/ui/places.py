"""Go to the places of a study: a cell, an interview, a sub-topic, a passage, and what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from framework_qda.study.model import (
    About,
    AreaId,
    CellKey,
    Change,
    Hit,
    HitKind,
    InterviewId,
    MatrixId,
    PassageId,
    SubTopicId,
)
from framework_qda.ui.modes import ASIDE, READING, Mode
from framework_qda.ui.panes import Panes
from framework_qda.ui.studio import Studio
from framework_qda.ui.trail import Trail

if TYPE_CHECKING:
    from framework_qda.ui.memos.workspace import MemosWorkspace
    from framework_qda.ui.reading.sheet import ReadingSheet
    from framework_qda.ui.transcript_pane import TranscriptPane
    from framework_qda.ui.undone import Spot


class Places(Panes):
    """Panes among which one can go from place to place, and back."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.trail = Trail()

    # The current cell ---------------------------------------------------------------------------------

    def start_charting(self, typed: str = "") -> None:
        """Write in the current cell."""
        if self.mode not in (Mode.CHART, *ASIDE):
            self.show_mode(Mode.CHART)
        self.show_cell()
        self.cell.focus_editor(typed)

    def chart_cell(self, interview: str, subtopic: str) -> None:
        """Go to a cell and write in it."""
        if self._jump(InterviewId(interview), SubTopicId(subtopic)):
            self.start_charting()
            # Once the matrix has the room that the cell leaves it, and knows how far it can be scrolled.
            QTimer.singleShot(0, self.matrix.view, self.matrix.view.show_current)

    def show_cell_history(self) -> None:
        """Unfold what the current cell held before."""
        self.start_charting()
        self.cell.show_history()

    def toggle_done(self) -> None:
        """Say that the current cell is done, or in progress again."""
        self.cell.toggle_done()

    def toggle_full(self) -> None:
        """Chart the current cell with its notes and its evidence in view, or go back to the matrix."""
        if self.full.shown:
            self.leave_cell()
        elif self.current_key or self.matrix.view.step(0, 0):  # or else there is nothing to chart
            self.start_charting()
            self.full.enter(self.cell, self.transcript)
            self.cell.focus_editor()

    def leave_cell(self) -> None:
        """Go back from the cell to the matrix, or to what is read, which then has the room to itself."""
        self.leave_full()
        if self.mode in ASIDE and self.cell.isVisible():
            self.toggle_cell()
        self._head().setFocus()

    def step(self, columns: int, rows: int) -> None:
        """Write in a neighbour of the current cell."""
        place = self._workspace(self.mode) if self.mode in ASIDE else self.matrix
        if place.step(columns, rows):
            self.cell.focus_editor()

    # Other places -------------------------------------------------------------------------------------

    def _jump(self, interview: InterviewId, subtopic: SubTopicId) -> bool:
        self.show_mode(Mode.CHART)
        self.trail.leave(self.matrix.view.current_key)
        return self.matrix.go_to(interview, subtopic)

    def go_to_matrix(self, matrix: str) -> None:
        """Show a matrix, or in what is read the place where it begins."""
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).show_matrix(matrix)
            return
        self.show_mode(Mode.CHART)
        self.matrix.show_matrix(MatrixId(matrix))

    def go_to_area(self, area: str) -> None:
        """Show the first interview of an area, or read the area."""
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).show_case(area)
            return
        if self.mode is Mode.QUOTES:
            self._workspace(Mode.QUOTES).board.show_area(area)
            return
        first = next((row for row in self.studio.study.interviews() if row.area == AreaId(area)), None)
        if first is not None:
            self.go_to_interview(first.id)

    def go_to_interview(self, interview: str) -> None:
        """Show an interview where the work is."""
        row = InterviewId(interview)
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).show_case(interview)
            return
        if self.mode is Mode.QUOTES:
            self._workspace(Mode.QUOTES).board.show_interview(interview)
            return
        if self.mode is Mode.COMPARE and self._workspace(Mode.COMPARE).show_interview(interview):
            return
        if self.mode in (Mode.MEMOS, Mode.COMPARE, Mode.REPORT):
            self.show_mode(Mode.CHART)
        if self.mode is Mode.SOURCES:
            self._workspace(Mode.SOURCES).show_interview(row)
            return
        key = self.matrix.view.current_key
        columns = self.matrix.model.columns
        self.trail.leave(key)
        if key or columns:
            self.matrix.go_to(row, key[1] if key else columns[0].id)
        self.transcript.show_interview(row)

    def go_to_subtopic(self, subtopic: str) -> None:
        """Show a sub-topic, for the interview that is current, or read it down all interviews."""
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).show_theme(subtopic)
            return
        if self.mode is Mode.QUOTES:
            self._workspace(Mode.QUOTES).board.show_subtopic(subtopic)
            return
        if self.mode is Mode.COMPARE and self._workspace(Mode.COMPARE).show_subtopic(subtopic):
            return
        self.show_mode(Mode.CHART)
        key = self.matrix.view.current_key
        rows = self.studio.study.interviews()
        self.trail.leave(key)
        interview = key[0] if key else rows[0].id if rows else None
        if interview is not None:
            self.matrix.go_to(interview, SubTopicId(subtopic))

    def go_to_hit(self, hit: Hit) -> None:
        """Show where a search was found: memo, quotation, draft, cell, or the paragraph of the notes."""
        if hit.memo is not None:
            self.show_memos().show_memo(hit.memo)
        elif hit.kind is HitKind.QUOTATION:
            self.show_quotation(hit.quotation)
        elif hit.kind is HitKind.DRAFT:
            self.go_to_block(hit.draft, hit.block)
        elif hit.subtopic is not None:
            self._jump(hit.interview, hit.subtopic)
            self.matrix.view.setFocus()
        else:
            if self.mode not in (Mode.READ, Mode.QUOTES):  # what is read stays beside what was found
                self.go_to_interview(hit.interview)
            if self.mode not in READING:
                self.show_mode(Mode.CHART)
            self.show_notes()
            self.transcript.show_hit(hit)

    def show_memos(self) -> MemosWorkspace:
        """Show the memos, and give their workspace."""
        if self.mode is not Mode.MEMOS:
            self.show_mode(Mode.MEMOS)
        return self._workspace(Mode.MEMOS)

    def compare(self, tab: str = "side by side") -> Any:
        """Show one way of comparing, by its name, and give its tab."""
        self.show_mode(Mode.COMPARE)
        return self._workspace(Mode.COMPARE).show_tab(tab)

    def quotes(self, tab: str = "board") -> Any:
        """Show one way of looking at quotations, by its name, and give its tab."""
        if self.mode is not Mode.QUOTES:
            self.show_mode(Mode.QUOTES)
        return self._workspace(Mode.QUOTES).show_tab(tab)

    def show_quotation(self, quotation: str) -> None:
        """Show a quotation on the board, with its panel."""
        self.quotes()
        self._workspace(Mode.QUOTES).show_quotation(quotation)

    def show_quotations(self, quotations: Sequence[str]) -> None:
        """Show quotations on the board, all of them chosen."""
        self.quotes()
        self._workspace(Mode.QUOTES).show_quotations(quotations)

    def go_to_block(self, draft: str, block: str, sentence: int = 0) -> None:
        """Go to a paragraph or object of a draft, with the caret at one of its sentences."""
        self.show_mode(Mode.REPORT)
        self._workspace(Mode.REPORT).show_block(draft, block, sentence)

    def show_passage(self, passage: str) -> None:
        """Show a passage in its interview's text, with the keyboard there."""
        found = self.studio.study.passage(PassageId(passage))
        if found is not None:
            if not self.full.shown:
                self.show_notes()
            self.transcript.show_passage(found.id)
            self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def in_notes(self) -> TranscriptPane:
        """Put the keyboard into the interview's text, and give its pane."""
        self.show_notes()
        self.transcript.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.transcript

    def show_change(self, change: Change) -> Spot | None:
        """Go to the cell that an undo or redo changed; tell where the change is if it is out of sight."""
        cells = sorted(change.rows.get("cell", ()))
        if cells:
            keys = [(InterviewId(interview), SubTopicId(subtopic)) for interview, subtopic in cells]
            return None if self._show_cells(keys) else self._spot_of_cell(keys[0])
        from framework_qda.ui.undone import spot_of

        spot = spot_of(self.studio.study, change)
        return None if spot is None or self._in_sight(spot) else spot

    def _show_cells(self, keys: Sequence[CellKey]) -> bool:
        """Show a cell that was changed, or tell whether one of several is on show."""
        if self.mode in (Mode.COVERAGE, Mode.HISTORY):
            return True
        if self.mode is Mode.CHART:
            if len(keys) == 1:
                return self.matrix.go_to(*keys[0])
            return any(self.matrix.model.index_of(*key).isValid() for key in keys)
        sheet = self._sheet()
        if sheet is None:
            return False
        return sheet.choose(*keys[0]) if len(keys) == 1 else any(map(sheet.plan_model.places_of, keys))

    def _sheet(self) -> ReadingSheet | None:
        """Give the sheet of what is read or compared."""
        if self.mode not in (Mode.READ, Mode.COMPARE):
            return None
        place = self._workspace(self.mode)
        return place.table if self.mode is Mode.READ else place.tab.reading_sheet

    def _spot_of_cell(self, key: CellKey) -> Spot:
        from framework_qda.ui.undone import Spot

        name = self.studio.study.subject_name(About.CELL, "/".join(key))
        return Spot(Mode.CHART, "cell", "/".join(key), name)

    def _in_sight(self, spot: Spot) -> bool:
        """Tell whether what was changed is on show."""
        if self.mode is Mode.HISTORY:
            return True
        if self.mode is not spot.mode:
            return False
        place = self._workspace(self.mode)
        if self.mode in (Mode.COMPARE, Mode.QUOTES):
            return bool(place.shows(spot.part))
        if self.mode is Mode.REPORT:
            return bool(place.shows(spot.subject))
        return self.mode is not Mode.READ or place.shows(spot.subject)

    def go_to_spot(self, spot: Spot) -> None:
        """Show where something was changed."""
        if spot.part == "cell":
            interview, _, subtopic = spot.subject.partition("/")
            self._jump(InterviewId(interview), SubTopicId(subtopic))
        elif spot.mode is Mode.COMPARE:
            self.compare(spot.part)
        elif spot.mode is Mode.QUOTES:
            if spot.subject:
                self.show_quotation(spot.subject)
            else:
                self.quotes(spot.part or "board")
        else:
            self.show_mode(spot.mode)
            self._show_part(spot)
        self._head().setFocus()

    def _show_part(self, spot: Spot) -> None:
        place = self._workspace(spot.mode)
        if spot.part == "block":
            place.go_to(spot.subject)
        if spot.part == "attributes":
            place.show_attributes()
        elif spot.part == "case":
            place.show_case(spot.subject)
        elif spot.part == "theme" and spot.subject:
            place.show_theme(spot.subject)
        elif spot.part == "matrix":
            place.down()
            place.show_matrix(spot.subject)

    # Back and forth -----------------------------------------------------------------------------------

    def back(self) -> None:
        """Go back to the link that led into the notes, or to the cell that the last jump left."""
        if not self._back_to_reading() and not self._back_to_link():
            self._go_to(self.trail.back(self.matrix.view.current_key))

    def forward(self) -> None:
        """Go again where going back came from."""
        self._go_to(self.trail.forward(self.matrix.view.current_key))

    def _go_to(self, place: CellKey | None) -> None:
        if place:
            self.show_mode(Mode.CHART)
            self.matrix.go_to(*place)
            self.matrix.view.setFocus()

    def _back_to_reading(self) -> bool:
        """From the interview's text, go back to what is read."""
        focus = self.focusWidget()
        beside = self.mode in (*ASIDE, Mode.REPORT)
        if not beside or focus is None or not self.transcript.isAncestorOf(focus):
            return False
        self._head().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _back_to_link(self) -> bool:
        """From the interview's text, go back to the link that led there."""
        focus, place = self.focusWidget(), self.cell.linking.came_from
        if place is None or focus is None or not self.transcript.isAncestorOf(focus):
            return False
        if self.cell.cell_key != place[0]:
            self.matrix.go_to(*place[0])
        self.cell.go_back()
        return True
