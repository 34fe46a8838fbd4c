"""Everything on show for one open study: the study at the left, a workspace, and the inspector."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from framework_qda.study.authoring import DraftId, QuotationId
from framework_qda.study.model import About, InterviewId, PassageId, SubTopicId
from framework_qda.ui.modes import ASIDE, Mode
from framework_qda.ui.places import Places
from framework_qda.ui.studio import Studio

if TYPE_CHECKING:
    from framework_qda.ui.cell.panel import CellPanel
    from framework_qda.ui.extents import Extent
    from framework_qda.ui.indexing.passages_pane import PassagesPane
    from framework_qda.ui.navigator import Navigator
    from framework_qda.ui.recording.player import Player
    from framework_qda.ui.report.workspace import ReportWorkspace
    from framework_qda.ui.search_panel import SearchPanel
    from framework_qda.ui.transcript_pane import TranscriptPane


_CASE, _COLUMN = (About.AREA, About.INTERVIEW), (About.MATRIX, About.SUBTOPIC)


class Desk(Places):
    """Carry what is chosen in one pane to the others."""

    import_wanted = Signal()
    export_wanted = Signal()  # of what is read or compared
    print_wanted = Signal()
    listening = Signal(str)
    unsaved = Signal(str)  # why what is typed cannot be saved, or nothing once it is
    saving = Signal()  # what is typed will be saved in a moment
    quote_wanted = Signal(object)  # Wanted
    quotes_wanted = Signal(str)  # of a sub-topic, as far as it is shown

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.matrix.charting_wanted.connect(self.start_charting)
        self.matrix.notes_wanted.connect(self.show_notes)
        self.matrix.history_wanted.connect(self.show_cell_history)
        self.matrix.quotes_wanted.connect(self.quotes_wanted)

    # What the panes tell ------------------------------------------------------------------------------

    def _connect_panes(
        self, navigator: Navigator, cell: CellPanel, transcript: TranscriptPane, player: Player
    ) -> None:
        self._connect_navigator(navigator)
        self._connect_cell(cell)
        transcript.words_wanted.connect(cell.insert_words)
        transcript.words_wanted.connect(lambda _words: cell.focus_editor())
        transcript.passage_wanted.connect(cell.insert_passage)
        transcript.interview_shown.connect(
            lambda row: player.show_interview(InterviewId(row) if row else None)
        )
        transcript.time_clicked.connect(player.play_from)
        transcript.indexer.listen_wanted.connect(self.listen_to)
        transcript.indexer.memo_wanted.connect(self._memo_on_passage)
        transcript.indexer.quote_wanted.connect(self._quote_passage)
        transcript.indexer.passage_clicked.connect(self.follow_passage)
        player.told.connect(self.listening)
        player.unfolded.connect(self.make_room)

    def _quote_passage(self, passage: str) -> None:
        from framework_qda.tasks.taking import Wanted

        self.quote_wanted.emit(Wanted((PassageId(passage),)))

    def _connect_navigator(self, navigator: Navigator) -> None:
        navigator.area_chosen.connect(self.go_to_area)
        navigator.interview_chosen.connect(self.go_to_interview)
        navigator.matrix_chosen.connect(self.go_to_matrix)
        navigator.subtopic_chosen.connect(self.go_to_subtopic)
        navigator.framework.definition_wanted.connect(self._define)
        navigator.framework.passages_wanted.connect(self.show_passages)
        navigator.cases.memo_wanted.connect(lambda row, level: self.write_memo(_CASE[level], row))
        navigator.framework.memo_wanted.connect(lambda row, level: self.write_memo(_COLUMN[level], row))

    def _connect_cell(self, cell: CellPanel) -> None:
        cell.left.connect(self.leave_cell)
        cell.full_wanted.connect(self.toggle_full)
        cell.passage_chosen.connect(self.go_to_passage)
        cell.evidence.list.listen_wanted.connect(self.listen_to)
        cell.evidence.list.memo_wanted.connect(self._memo_on_passage)
        cell.evidence.list.passage_clicked.connect(self.follow_passage)
        cell.unsaved.connect(self.unsaved)
        cell.saving.connect(self.saving)
        cell.step_wanted.connect(self.step)
        cell.notes_wanted.connect(self.toggle_notes)

    def _define(self, row: str) -> None:
        from framework_qda.ui.dialogs.definition import DefinitionDialog

        DefinitionDialog(self.studio, row, self).open()

    # What the workspaces tell -------------------------------------------------------------------------

    def _make_workspace(self, mode: Mode) -> QWidget:
        makers = {
            Mode.SOURCES: self._sources,
            Mode.READ: self._read,
            Mode.COVERAGE: self._coverage,
            Mode.COMPARE: self._compare,
            Mode.QUOTES: self._quotes,
            Mode.REPORT: self._report,
            Mode.MEMOS: self._memos,
            Mode.HISTORY: self._history,
        }
        return makers[mode]()

    def _sources(self) -> QWidget:
        from framework_qda.ui.sources.workspace import SourcesWorkspace

        sources = SourcesWorkspace(self.studio)
        sources.interview_chosen.connect(self._source_chosen)
        sources.import_wanted.connect(self.import_wanted)
        if key := self.matrix.view.current_key:
            sources.show_interview(key[0])
        return sources

    def _source_chosen(self, interview: str) -> None:
        self.transcript.show_interview(InterviewId(interview))
        self.navigator.cases.show_current(interview)

    def _coverage(self) -> QWidget:
        from framework_qda.ui.coverage.workspace import CoverageWorkspace

        coverage = CoverageWorkspace(self.studio)
        coverage.cell_chosen.connect(self.chart_cell)
        self.matrix.cell_chosen.connect(coverage.show_cell)
        if key := self.matrix.view.current_key:
            coverage.show_cell(*key)
        return coverage

    def _read(self) -> QWidget:
        from framework_qda.ui.reading.workspace import ReadingWorkspace

        reading = ReadingWorkspace(self.studio)
        reading.cell_chosen.connect(self._cell_chosen)
        reading.cell_left.connect(self._cell_left)
        reading.charting_wanted.connect(lambda *_: self.start_charting())
        reading.passage_wanted.connect(self.hear_or_see)
        reading.saving.connect(self.saving)
        reading.out.export_wanted.connect(self.export_wanted)
        reading.out.print_wanted.connect(self.print_wanted)
        reading.unsaved.connect(self.unsaved)
        return reading

    def _compare(self) -> QWidget:
        from framework_qda.ui.comparing.workspace import CompareWorkspace

        compare = CompareWorkspace(self.studio)
        compare.cell_chosen.connect(self._cell_chosen)
        compare.cell_left.connect(self._cell_left)
        compare.charting_wanted.connect(self._chart_compared)
        compare.link_clicked.connect(self.follow_link)
        compare.out.export_wanted.connect(self.export_wanted)
        compare.out.print_wanted.connect(self.print_wanted)
        compare.mode_wanted.connect(lambda mode: self.show_mode(Mode(mode)))
        return compare

    def _chart_compared(self, interview: str, subtopic: str) -> None:
        """Write in a cell beside what is compared, if it is current there; else in the matrix."""
        if self._workspace(Mode.COMPARE).current_key == (interview, subtopic):
            self.start_charting()
        else:
            self.chart_cell(interview, subtopic)

    def _quotes(self) -> QWidget:
        from framework_qda.ui.quotes.workspace import QuotesWorkspace

        quotes = QuotesWorkspace(self.studio)
        quotes.passage_wanted.connect(self.show_passage)
        quotes.listen_wanted.connect(self.listen_to)
        quotes.cell_wanted.connect(self._go_to_cell)
        quotes.block_wanted.connect(self.go_to_block)
        quotes.overview_wanted.connect(lambda about, subject: self.show_overview(About(about), subject))
        quotes.quotation_chosen.connect(self._quotation_chosen)
        quotes.export_wanted.connect(self.export_wanted)
        quotes.sources_wanted.connect(lambda: self.show_mode(Mode.SOURCES))
        return quotes

    def _go_to_cell(self, interview: str, subtopic: str) -> None:
        """Show a cell in the matrix, with the keyboard there."""
        if self._jump(InterviewId(interview), SubTopicId(subtopic)):
            self.matrix.view.setFocus()

    def _quotation_chosen(self, quotation: str) -> None:
        """Have the interview's text follow where it stands beside the board."""
        found = self.studio.study.quotation(QuotationId(quotation))
        if found and self.mode is Mode.QUOTES and self.transcript.isVisible():
            if found.passage:
                self.transcript.show_passage(found.passage)
            else:
                self.transcript.show_interview(found.interview)

    @property
    def draft(self) -> DraftId | None:
        """The draft that Report shows; None where nobody has looked at one yet."""
        return self._built[Mode.REPORT].draft if Mode.REPORT in self._built else None

    def show_draft(self, draft: str) -> None:
        """Show a draft in Report."""
        self.show_mode(Mode.REPORT)
        self._workspace(Mode.REPORT).show_draft(DraftId(draft))

    def _report(self) -> QWidget:
        from framework_qda.ui.report.beside import ways_out
        from framework_qda.ui.report.workspace import ReportWorkspace

        report = ReportWorkspace(self.studio)
        ways_out(report)
        report.go_wanted.connect(self._go_from_report)
        report.saving.connect(self.saving)
        report.unsaved.connect(self.unsaved)
        return report

    def _go_from_report(self, what: str, subject: str) -> None:
        """Show what a draft stands on: a quotation on the board, a passage (or its text or sound), a cell."""
        if what == "quotation":
            self.show_quotation(subject)
        elif what == "passage":
            self.hear_or_see(subject)
        elif what == "text":
            self.show_passage(subject)
        elif what == "sound":
            self.listen_to(subject)
        else:
            self.follow_link(subject)

    def report(self) -> ReportWorkspace:
        """Show Report, and give its workspace."""
        self.show_mode(Mode.REPORT)
        return self._workspace(Mode.REPORT)

    def write_report(self) -> None:
        """Go on writing in the draft that was on show last."""
        self.show_mode(Mode.REPORT)
        self._workspace(Mode.REPORT).setFocus()

    def show_overview(self, about: About, subject: str) -> None:
        """Show the overview of a case or a theme where it is read."""
        self.show_mode(Mode.READ)
        read = self._workspace(Mode.READ)
        if about in _CASE:
            read.show_case(subject)
        else:
            self.read_down()
            read.show_theme(subject) if about is About.SUBTOPIC else read.show_matrix(subject)

    def _memos(self) -> QWidget:
        from framework_qda.ui.memos.placing import go_to_subject, subjects
        from framework_qda.ui.memos.workspace import MemosWorkspace

        study = self.studio.study
        memos = MemosWorkspace(self.studio, lambda: subjects(study, self.matrix.view.current_key))
        memos.go_wanted.connect(lambda memo: go_to_subject(self, memo))
        memos.left.connect(lambda: self.show_mode(self._before_memos))
        return memos

    def _history(self) -> QWidget:
        from framework_qda.ui.history_view import HistoryView

        return HistoryView(self.studio)

    def extents(self) -> list[Extent] | None:
        """Say what of a view can be taken out, what is on show first; None where no view is on show."""
        return self._workspace(self.mode).extents() if self.mode in ASIDE else None

    # Reading ------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read where the work is; once more goes from reading along a case to reading down a theme."""
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).other()
        else:
            self.show_mode(Mode.READ)

    def read_along(self) -> None:
        """Read the current case on one page."""
        self.show_mode(Mode.READ)
        self._workspace(Mode.READ).along()

    def read_down(self) -> None:
        """Read the current sub-topic down all interviews."""
        self.show_mode(Mode.READ)
        self._workspace(Mode.READ).down()

    def write_overview(self) -> None:
        """Write the overview of what is read."""
        self.show_mode(Mode.READ)
        self._workspace(Mode.READ).write_overview()

    def step_page(self, step: int) -> None:
        """Show the next matrix, or where that is the work, read the next case or sub-topic."""
        if self.mode is Mode.READ:
            self._workspace(Mode.READ).step_subject(step)
        elif self.mode is Mode.COMPARE:
            self._workspace(Mode.COMPARE).step_tab(step)
        else:
            self.matrix.step_matrix(step)

    def zoom(self, steps: int) -> None:
        """Make the type of what is read or charted larger or smaller; 0 is its actual size."""
        place = self._workspace(self.mode) if self.mode in (*ASIDE, Mode.REPORT) else self.matrix
        if steps:
            place.zoom_in() if steps > 0 else place.zoom_out()
        else:
            place.zoom_reset()

    # In the place of the study at the left ------------------------------------------------------------

    def show_search(self, query: str = "") -> None:
        """Put the search in the place of the study at the left."""
        self._show_left(self._search)
        if query:
            self._search.search(query)
        self._search.focus_field()

    @cached_property
    def _search(self) -> SearchPanel:
        from framework_qda.ui.search_panel import SearchPanel

        search = SearchPanel(self.studio)
        search.hit_chosen.connect(self.go_to_hit)
        search.closed.connect(self.hide_search)
        return search

    def show_passages(self, subtopic: str = "") -> None:
        """Put the passages of a sub-topic, or of the current one, in the place of the study at the left."""
        key = self.current_key
        wanted = SubTopicId(subtopic) if subtopic else key[1] if key else None
        if wanted is not None:
            self._show_left(self._passages)
            self._passages.show_subtopic(wanted)
            self._passages.list.setFocus()

    def show_unsettled(self) -> None:
        """Put the passages that need a look or are lost in the place of the study at the left."""
        self._show_left(self._passages)
        self._passages.show_unsettled()
        self._passages.list.setFocus()

    @cached_property
    def _passages(self) -> PassagesPane:
        from framework_qda.ui.indexing.passages_pane import PassagesPane

        passages = PassagesPane(self.studio)
        passages.passage_chosen.connect(self.go_to_passage)
        passages.listen_wanted.connect(self.listen_to)
        passages.closed.connect(self.hide_search)
        return passages

    def _show_left(self, pane: QWidget) -> None:
        if self.left.indexOf(pane) < 0:
            self.left.addWidget(pane)
        self.left.setVisible(True)
        self.left.setCurrentWidget(pane)

    def hide_search(self) -> None:
        """Give the left back to the study."""
        self.left.setCurrentWidget(self.navigator)
        self._show_left_if_roomy()
        self.transcript.mark_found(())
        self._head().setFocus()

    # Memos ------------------------------------------------------------------------------------------

    def write_memo(self, about: About | None = None, subject: str = "") -> None:
        """Begin a memo about something, or about what is current where nothing is given."""
        if about is None:
            about, subject = self._current_subject()
        self.show_memos().write(about, subject)

    def _memo_on_passage(self, passage: str) -> None:
        self.write_memo(About.PASSAGE, passage)

    def _current_subject(self) -> tuple[About, str]:
        """Tell what is current where the keyboard is, or else in the workspace, or else the study."""
        if self.mode is Mode.MEMOS:
            return About.JOURNAL, ""
        if subject := self._subject_at_keyboard():
            return subject
        key = self.current_key
        if self.mode is Mode.SOURCES and self.transcript.interview:
            return About.INTERVIEW, self.transcript.interview
        if self.mode is Mode.COVERAGE:
            key = self._workspace(Mode.COVERAGE).current_key or key
        return (About.CELL, "/".join(key)) if key else (About.STUDY, "")

    def _subject_at_keyboard(self) -> tuple[About, str] | None:
        """Tell which passage, interview, area, sub-topic or matrix has the keyboard."""
        focus, text, evidence = self.focusWidget(), self.transcript.text, self.cell.evidence.list
        outlines = (self.navigator.cases, _CASE), (self.navigator.framework, _COLUMN)
        for outline, kinds in outlines:
            if focus is outline and (current := outline.current()):
                return kinds[current[1]], current[0]
        if focus is evidence and evidence.currentIndex().isValid():
            return About.PASSAGE, evidence.id_at(evidence.currentIndex())
        if focus is text and self.transcript.interview:
            passage = self.transcript.indexer.current()
            return (About.PASSAGE, passage.id) if passage else (About.INTERVIEW, self.transcript.interview)
        return None

    # The recording ----------------------------------------------------------------------------------

    def go_to_passage(self, passage: str) -> None:
        """Show a passage in its interview's text, and hear it there."""
        self.show_passage(passage)
        self.follow_passage(passage)

    def hear_or_see(self, passage: str) -> None:
        """Show a passage in its interview's text, and play it where it was recorded."""
        self.show_passage(passage)
        found = self.studio.study.passage(PassageId(passage))
        heard = found and self.studio.study.recordings(found.interview)
        if found and heard and self.studio.study.time_of(found) is not None:
            self.listen_to(passage)

    def follow_link(self, target: str) -> None:
        """Show what words are linked to: a passage by its id, or a cell as interview/sub-topic."""
        interview, cell, subtopic = target.partition("/")
        if not cell:
            self.hear_or_see(target)
        elif self._jump(InterviewId(interview), SubTopicId(subtopic)):
            self.matrix.view.setFocus()

    def follow_passage(self, passage: str) -> None:
        """Have the player, where it is in view, go to a passage that was clicked; else do nothing."""
        found = self.studio.study.passage(PassageId(passage))
        time = self.studio.study.time_of(found) if found else None
        if found and time is not None and self.player.interview == found.interview:
            self.player.follow(time)

    def listen_to(self, passage: str) -> None:
        """Play a passage from when it was said, as far as that is known."""
        found = self.studio.study.passage(PassageId(passage))
        time = self.studio.study.time_of(found) if found else None
        if found is None or time is None:
            self.show_notes()
            self.player.say(
                self.tr("Nobody has said yet when this was; stamp its paragraph while listening.")
            )
            return
        if self.player.interview != found.interview and self.mode in ASIDE:
            self.transcript.show_interview(found.interview)  # what is read stays
        elif self.player.interview != found.interview:
            self.go_to_interview(found.interview)
        self.player.play_from(time)

    def play_here(self) -> None:
        """Play from the time of the paragraph with the cursor, or of the last one before it that has one."""
        here = self.transcript.text.here()[0]
        interview = self.player.interview
        paragraphs = self.studio.study.transcript(interview).paragraphs if interview else ()
        times = [each.time for each in paragraphs if each.number <= here and each.time is not None]
        self.player.play_from(times[-1] if times else 0)

    def stamp(self) -> None:
        """Write the time of the recording beside the paragraph in which the cursor is."""
        text, interview = self.transcript.text, self.player.interview
        if interview is None or not self.player.has_recording:
            self.player.say(self.tr("Attach a recording first; its times are written beside the paragraphs."))
            return
        time = self.player.position // 1000 * 1000
        self.studio.study.stamp_paragraph(interview, text.here()[0], time)
