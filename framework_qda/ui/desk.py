"""Everything on show for one open study: the study at the left, a workspace, and the inspector."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import (
    About,
    AreaId,
    CellKey,
    Change,
    Hit,
    InterviewId,
    MatrixId,
    PassageId,
    SubTopicId,
)
from framework_qda.ui import settings
from framework_qda.ui.full_view import FullView
from framework_qda.ui.icons import icon
from framework_qda.ui.matrix.workspace import MatrixWorkspace
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.trail import Trail

if TYPE_CHECKING:
    from framework_qda.ui.cell.panel import CellPanel
    from framework_qda.ui.memos.workspace import MemosWorkspace
    from framework_qda.ui.navigator import Navigator
    from framework_qda.ui.recording.player import Player
    from framework_qda.ui.transcript_pane import TranscriptPane


class Mode(StrEnum):
    """The ways of working on a study, each a workspace."""

    SOURCES = "Sources"
    CHART = "Chart"
    COVERAGE = "Coverage"
    MEMOS = "Memos"
    HISTORY = "History"


_LEFT_SHOWN, _CELL_SHOWN, _TRANSCRIPT_SHOWN = (
    "layout/left_shown",
    "layout/cell_shown",
    "layout/transcript_shown",
)
_SYMBOLS = {
    Mode.SOURCES: "files",
    Mode.CHART: "table",
    Mode.COVERAGE: "circle-half",
    Mode.MEMOS: "notepad",
    Mode.HISTORY: "clock-counter-clockwise",
}
_READING = (Mode.SOURCES, Mode.CHART)  # the modes beside which a cell or an interview's text can stand


class Desk(QWidget):
    """Compose the panes and carry what is chosen in one to the others."""

    import_wanted = Signal()
    mode_changed = Signal(str)
    listening = Signal(str)
    unsaved = Signal(str)  # why what is typed cannot be saved, or nothing once it is
    saving = Signal()  # what is typed will be saved in a moment

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.matrix = MatrixWorkspace(studio)
        self.trail = Trail()
        self._built: dict[str, QWidget] = {Mode.CHART: self.matrix}
        self.mode = self._before_memos = Mode.CHART
        self._build()
        self._connect()
        self._restore()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.left = QStackedWidget()
        self.centre = QStackedWidget()
        self.centre.addWidget(self.matrix)
        self.right = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for pane, stretch in ((self.left, 0), (self.centre, 1), (self.right, 0)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, stretch)
        self.full = FullView([self.left, self.centre], self.right, self)
        row = QHBoxLayout(self, spacing=0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._mode_bar())
        row.addWidget(self.panes, 1)

    def _mode_bar(self) -> QWidget:
        bar = QWidget()
        column = QVBoxLayout(bar, spacing=STEP)
        column.setContentsMargins(STEP, 2 * STEP, STEP, STEP)
        self.mode_buttons = QButtonGroup(self)
        for n, mode in enumerate(Mode):
            button = QToolButton(text=self.tr(mode), icon=icon(_SYMBOLS[mode]), checkable=True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            room = button.fontMetrics().horizontalAdvance(button.text()) + 2 * STEP
            button.setMinimumWidth(max(16 * STEP, room))
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            self.mode_buttons.addButton(button, n)
            column.addWidget(button)
        column.addStretch()
        self.mode_buttons.idClicked.connect(lambda n: self.show_mode(list(Mode)[n]))
        return bar

    def _connect(self) -> None:
        self.matrix.cell_chosen.connect(self._cell_chosen)
        self.matrix.cell_left.connect(self._cell_left)
        self.matrix.charting_wanted.connect(self.start_charting)
        self.matrix.notes_wanted.connect(self.show_notes)
        self.matrix.history_wanted.connect(self.show_cell_history)
        self.matrix.installEventFilter(self)

    # The panes beside the matrix ----------------------------------------------------------------------

    @property
    def navigator(self) -> Navigator:
        """The outlines of the study and its framework."""
        return self._panes[0]

    @property
    def cell(self) -> CellPanel:
        """The editor of the current cell."""
        return self._panes[1]

    @property
    def transcript(self) -> TranscriptPane:
        """The words of the current interview."""
        return self._panes[2]

    @property
    def player(self) -> Player:
        """The recording of the current interview."""
        self._furnish()
        return self._player

    def _furnish(self) -> None:
        _ = self._panes

    @cached_property
    def _panes(self) -> tuple[Navigator, CellPanel, TranscriptPane]:
        """Make the panes when one is first wanted, at the latest once the matrix is on show."""
        from framework_qda.ui.cell.panel import CellPanel
        from framework_qda.ui.navigator import Navigator
        from framework_qda.ui.recording.player import Player
        from framework_qda.ui.transcript_pane import TranscriptPane

        panes = Navigator(self.studio), CellPanel(self.studio), TranscriptPane(self.studio)
        self._player = Player(self.studio)
        self._connect_panes(*panes)
        self._connect_player(self._player, panes[2])
        self._place_panes(*panes)
        if key := self.matrix.view.current_key:
            _show(panes, *key)
        return panes

    def _connect_panes(self, navigator: Navigator, cell: CellPanel, transcript: TranscriptPane) -> None:
        navigator.area_chosen.connect(self._area_chosen)
        navigator.interview_chosen.connect(self._interview_chosen)
        navigator.matrix_chosen.connect(self._matrix_chosen)
        navigator.subtopic_chosen.connect(self.go_to_subtopic)
        navigator.framework.definition_wanted.connect(self._define)
        cell.left.connect(self._leave_cell)
        cell.full_wanted.connect(self.toggle_full)
        cell.passage_chosen.connect(self.show_passage)
        cell.unsaved.connect(self.unsaved)
        cell.saving.connect(self.saving)
        cell.step_wanted.connect(self._step)
        cell.notes_wanted.connect(self.toggle_notes)
        transcript.words_wanted.connect(cell.insert_words)
        if hasattr(cell, "insert_passage"):
            transcript.passage_wanted.connect(cell.insert_passage)
        navigator.framework.passages_wanted.connect(self.show_passages)
        transcript.words_wanted.connect(lambda _words: cell.focus_editor())

    def _connect_player(self, player: Player, transcript: TranscriptPane) -> None:
        transcript.layout().addWidget(player)
        transcript.interview_shown.connect(
            lambda row: player.show_interview(InterviewId(row) if row else None)
        )
        transcript.time_clicked.connect(player.play_from)
        player.told.connect(self.listening)
        player.unfolded.connect(self._make_room)

    def _place_panes(self, navigator: Navigator, cell: CellPanel, transcript: TranscriptPane) -> None:
        self.left.addWidget(navigator)
        for n, pane in enumerate((cell, transcript)):
            self.right.addWidget(pane)
            self.right.setStretchFactor(n, 1)
        cell.setVisible(settings.get(_CELL_SHOWN, True))
        transcript.setVisible(settings.get(_TRANSCRIPT_SHOWN, False))
        if sizes := settings.get("layout/right"):
            self.right.restoreState(sizes)

    @property
    def _furnished(self) -> bool:
        return "_panes" in self.__dict__

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self._panes)
        return False

    def _restore(self) -> None:
        if sizes := settings.get("layout/panes"):
            self.panes.restoreState(sizes)
        else:
            self.panes.setSizes([230, 700, 380])
        self.left.setVisible(settings.get(_LEFT_SHOWN, True))
        self.mode_buttons.button(list(Mode).index(Mode.CHART)).setChecked(True)
        self.matrix.restore_place()

    def remember(self) -> bool:
        """Save the layout for next time and what is being typed; tells whether that could be saved."""
        self.leave_full()
        settings.put("layout/panes", self.panes.saveState())
        if not self._furnished:
            return True
        settings.put("layout/right", self.right.saveState())
        self._player.save()
        memo_saved = self._save_memo()
        return self.cell.save() and memo_saved

    # Modes and panes --------------------------------------------------------------------------------

    def show_mode(self, mode: Mode) -> None:
        """Bring a workspace to the front; it is made when it is first wanted."""
        self.leave_full()
        self.cell.save()
        self._save_memo()
        if mode is Mode.MEMOS is not self.mode:
            self._before_memos = self.mode
        self.mode = mode
        self.centre.setCurrentWidget(self._workspace(mode))
        self.mode_buttons.button(list(Mode).index(mode)).setChecked(True)
        self.cell.setVisible(mode is Mode.CHART and settings.get(_CELL_SHOWN, True))
        shown = settings.get(_TRANSCRIPT_SHOWN, False)
        self.transcript.setVisible(mode is Mode.SOURCES or (mode is Mode.CHART and shown))
        self.right.setVisible(mode in _READING)
        self.mode_changed.emit(mode)

    def _workspace(self, mode: Mode) -> QWidget:
        if mode not in self._built:
            makers: dict[Mode, Callable[[], QWidget]] = {
                Mode.SOURCES: self._sources,
                Mode.COVERAGE: self._coverage,
                Mode.MEMOS: self._memos,
                Mode.HISTORY: self._history,
            }
            self._built[mode] = makers[mode]()
            self.centre.addWidget(self._built[mode])
        return self._built[mode]

    def _sources(self) -> QWidget:
        from framework_qda.ui.sources.workspace import SourcesWorkspace

        sources = SourcesWorkspace(self.studio)
        sources.interview_chosen.connect(self._source_chosen)
        sources.import_wanted.connect(self.import_wanted)
        if key := self.matrix.view.current_key:
            sources.show_interview(key[0])
        return sources

    def _coverage(self) -> QWidget:
        from framework_qda.ui.coverage.workspace import CoverageWorkspace

        coverage = CoverageWorkspace(self.studio)
        coverage.cell_chosen.connect(self.chart_cell)
        self.matrix.cell_chosen.connect(coverage.show_cell)
        if key := self.matrix.view.current_key:
            coverage.show_cell(*key)
        return coverage

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

    def _toggle(self, pane: QWidget, key: str) -> bool:
        shown = not pane.isVisible()
        pane.setVisible(shown)
        settings.put(key, shown)
        self.right.setVisible(self.cell.isVisibleTo(self.right) or self.transcript.isVisibleTo(self.right))
        return shown

    def toggle_left(self) -> None:
        self._toggle(self.left, _LEFT_SHOWN)

    def toggle_cell(self) -> None:
        self._show_right()
        self._toggle(self.cell, _CELL_SHOWN)

    def toggle_notes(self) -> None:
        """Show or hide the interview's text."""
        self._show_right()
        self._toggle(self.transcript, _TRANSCRIPT_SHOWN)

    def show_notes(self) -> None:
        """Show the interview's text."""
        self._show_right()
        if not self.transcript.isVisible():
            self._toggle(self.transcript, _TRANSCRIPT_SHOWN)

    def _show_right(self) -> None:
        self.right.setVisible(True)

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next pane on show."""
        heads: list[QWidget] = [
            self.navigator.cases,
            self.navigator.framework,
            self._head(),
            self.cell,
            self.transcript,
        ]
        shown = [pane for pane in heads if pane.isVisible()]
        focus = self.focusWidget()
        here = (
            next((n for n, pane in enumerate(shown) if pane is focus or pane.isAncestorOf(focus)), -1)
            if focus
            else -1
        )
        target = shown[(here + step) % len(shown)]
        if target is self.cell:
            self.cell.focus_editor()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _head(self) -> QWidget:
        if self.mode is Mode.CHART:
            return self.matrix.view
        return getattr(self._built[self.mode], "table", self._built[self.mode])

    # What is chosen ---------------------------------------------------------------------------------

    def _cell_chosen(self, interview: str, subtopic: str) -> None:
        if self._furnished:
            _show(self._panes, InterviewId(interview), SubTopicId(subtopic))

    def _cell_left(self) -> None:
        if self._furnished:
            self.cell.show_nothing()

    def start_charting(self, typed: str = "") -> None:
        """Write in the current cell."""
        if self.mode is not Mode.CHART:
            self.show_mode(Mode.CHART)
        self._show_right()
        if not self.cell.isVisible():
            self._toggle(self.cell, _CELL_SHOWN)
        self.cell.focus_editor(typed)

    def chart_cell(self, interview: str, subtopic: str) -> None:
        """Go to a cell and write in it."""
        self.show_mode(Mode.CHART)
        self.trail.leave(self.matrix.view.current_key)
        if self.matrix.go_to(InterviewId(interview), SubTopicId(subtopic)):
            self.start_charting()

    def show_cell_history(self) -> None:
        """Unfold what the current cell held before."""
        self.start_charting()
        self.cell.show_history()

    def _step(self, columns: int, rows: int) -> None:
        if self.matrix.step(columns, rows):
            self.cell.focus_editor()

    def _leave_cell(self) -> None:
        self.leave_full()
        self.matrix.view.setFocus()

    def toggle_full(self) -> None:
        """Chart the current cell with its notes and its evidence in view, or go back to the matrix."""
        if self.full.shown:
            self._leave_cell()
        else:
            self.start_charting()
            self.full.enter(self.cell, self.transcript)
            self.cell.focus_editor()

    def leave_full(self) -> None:
        """Put the matrix back beside the cell."""
        if self.full.shown:
            self.full.leave(self.cell, self.transcript)

    def toggle_done(self) -> None:
        """Say that the current cell is done, or in progress again."""
        self.cell.toggle_done()

    def show_passage(self, passage: str) -> None:
        """Show a passage in its interview's text, with the keyboard there."""
        found = self.studio.study.passage(PassageId(passage))
        if found is not None:
            if not self.full.shown:
                self.show_notes()
            self.transcript.show_passage(found.id)
            self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_link(self) -> bool:
        """From the interview's text, go back to the link that led there."""
        focus, place = self.focusWidget(), self.cell.linking.came_from
        if place is None or focus is None or not self.transcript.isAncestorOf(focus):
            return False
        if self.cell.cell_key != place[0]:
            self.matrix.go_to(*place[0])
        self.cell.go_back()
        return True

    def _area_chosen(self, area: str) -> None:
        first = next((row for row in self.studio.study.interviews() if row.area == AreaId(area)), None)
        if first is not None:
            self._interview_chosen(first.id)

    def _interview_chosen(self, interview: str) -> None:
        row = InterviewId(interview)
        if self.mode is Mode.MEMOS:
            self.show_mode(Mode.CHART)
        if self.mode is Mode.SOURCES:
            self._built[Mode.SOURCES].show_interview(row)  # type: ignore[attr-defined]
            return
        key = self.matrix.view.current_key
        columns = self.matrix.model.columns
        self.trail.leave(key)
        if key or columns:
            self.matrix.go_to(row, key[1] if key else columns[0].id)
        self.transcript.show_interview(row)

    def _source_chosen(self, interview: str) -> None:
        self.transcript.show_interview(InterviewId(interview))
        self.navigator.cases.show_current(interview)

    def _matrix_chosen(self, matrix: str) -> None:
        self.show_mode(Mode.CHART)
        self.matrix.show_matrix(MatrixId(matrix))

    def go_to_matrix(self, matrix: str) -> None:
        """Show a matrix."""
        self._matrix_chosen(matrix)

    def go_to_interview(self, interview: str) -> None:
        """Show an interview where the work is."""
        self._interview_chosen(interview)

    def go_to_subtopic(self, subtopic: str) -> None:
        """Show a sub-topic, for the interview that is current."""
        self.show_mode(Mode.CHART)
        key = self.matrix.view.current_key
        rows = self.studio.study.interviews()
        self.trail.leave(key)
        interview = key[0] if key else rows[0].id if rows else None
        if interview is not None:
            self.matrix.go_to(interview, SubTopicId(subtopic))

    def go_to_hit(self, hit: Hit) -> None:
        """Show where a search was found: the memo, the cell, or the paragraph of the notes."""
        if hit.memo is not None:
            self._show_memos().show_memo(hit.memo)
        elif hit.subtopic is not None:
            self.show_mode(Mode.CHART)
            self.trail.leave(self.matrix.view.current_key)
            self.matrix.go_to(hit.interview, hit.subtopic)
            self.matrix.view.setFocus()
        else:
            self._interview_chosen(hit.interview)
            if self.mode not in _READING:
                self.show_mode(Mode.CHART)
            self.show_notes()
            self.transcript.show_interview(hit.interview, hit.paragraph)

    def back(self) -> None:
        """Go back to the link that led into the notes, or to the cell that the last jump left."""
        if not self._back_to_link():
            self._go_to(self.trail.back(self.matrix.view.current_key))

    def forward(self) -> None:
        """Go again where going back came from."""
        self._go_to(self.trail.forward(self.matrix.view.current_key))

    def _go_to(self, place: CellKey | None) -> None:
        if place:
            self.show_mode(Mode.CHART)
            self.matrix.go_to(*place)
            self.matrix.view.setFocus()

    def show_change(self, change: Change) -> None:
        """Go to the cell that an undo or redo changed, when it is one and stands in another place."""
        cells = change.rows.get("cell", frozenset())
        if self.mode is Mode.CHART and len(cells) == 1:
            interview, subtopic = next(iter(cells))
            self.matrix.go_to(InterviewId(interview), SubTopicId(subtopic))

    def _define(self, row: str) -> None:
        from framework_qda.ui.dialogs.definition import DefinitionDialog

        DefinitionDialog(self.studio, row, self).open()

    # The recording ----------------------------------------------------------------------------------

    def _make_room(self, transcribing: bool) -> None:
        """Leave the cell's place to the recording while an extract is typed."""
        if self.mode is Mode.CHART and (not transcribing or self.cell.save() is not False):
            self.cell.setVisible(not transcribing and settings.get(_CELL_SHOWN, True))

    def listen_to(self, passage: PassageId) -> None:
        """Play a passage from when it was said, as far as that is known."""
        found = self.studio.study.passage(passage)
        time = self.studio.study.time_of(found) if found else None
        if found is None or time is None:
            self.player.say(
                self.tr("Nobody has said yet when this was; stamp its paragraph while listening.")
            )
            return
        if self.player.interview != found.interview:
            self._interview_chosen(found.interview)
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

    # Memos ------------------------------------------------------------------------------------------

    def write_memo(self, about: About | None = None, subject: str = "") -> None:
        """Begin a memo about something, or about what is current where nothing is given."""
        if about is None:
            about, subject = self._current_subject()
        self._show_memos().write(about, subject)

    def _current_subject(self) -> tuple[About, str]:
        """Tell what is current: a cell, the interview that is read, the journal among memos, or the study."""
        key = self.matrix.view.current_key
        if self.mode is Mode.SOURCES and self.transcript.interview:
            return About.INTERVIEW, self.transcript.interview
        if self.mode is Mode.COVERAGE:
            key = self._workspace(Mode.COVERAGE).current_key or key  # type: ignore[attr-defined]
        if self.mode is Mode.MEMOS:
            return About.JOURNAL, ""
        return (About.CELL, "/".join(key)) if key else (About.STUDY, "")

    def _show_memos(self) -> MemosWorkspace:
        if self.mode is not Mode.MEMOS:
            self.show_mode(Mode.MEMOS)
        return self._workspace(Mode.MEMOS)  # type: ignore[return-value]

    def _save_memo(self) -> bool:
        memos = self._built.get(Mode.MEMOS)
        return memos is None or memos.save()  # type: ignore[attr-defined]

    # Search -----------------------------------------------------------------------------------------

    def show_search(self, query: str = "") -> None:
        """Put the search in the place of the study at the left."""
        from framework_qda.ui.search_panel import SearchPanel

        search = self.left.findChild(SearchPanel)
        if search is None:
            search = SearchPanel(self.studio)
            search.hit_chosen.connect(self.go_to_hit)
            search.closed.connect(self.hide_search)
            self.left.addWidget(search)
        self.left.setVisible(True)
        self.left.setCurrentWidget(search)
        if query:
            search.search(query)
        search.focus_field()

    def in_notes(self) -> TranscriptPane:
        """Put the keyboard into the interview's text, and give its pane."""
        self.show_notes()
        self.transcript.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.transcript

    def show_passages(self, subtopic: str = "") -> None:
        """Put the passages of a sub-topic, or of the current one, in the place of the study at the left."""
        from framework_qda.ui.indexing.passages_pane import PassagesPane

        key = self.matrix.view.current_key
        if not subtopic and not key:
            return
        pane = self.left.findChild(PassagesPane)
        if pane is None:
            self._panes  # noqa: B018 # the study comes before it in the stack
            pane = PassagesPane(self.studio)
            pane.passage_chosen.connect(self.show_passage)
            pane.closed.connect(self.hide_search)
            self.left.addWidget(pane)
        self.left.setVisible(True)
        self.left.setCurrentWidget(pane)
        pane.show_subtopic(SubTopicId(subtopic) if subtopic else key[1])
        pane.list.setFocus()

    def hide_search(self) -> None:
        """Give the left back to the study."""
        self.left.setCurrentWidget(self.navigator)
        self._head().setFocus()


def _show(
    panes: tuple[Navigator, CellPanel, TranscriptPane], interview: InterviewId, subtopic: SubTopicId
) -> None:
    navigator, cell, transcript = panes
    cell.show_cell(interview, subtopic)
    transcript.show_interview(interview)
    transcript.show_subtopic(subtopic)
    navigator.cases.show_current(interview)
    navigator.framework.show_current(subtopic)
