"""The panes of one study: made when they are first wanted, on show or not, and as large as they were left."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from framework_qda.study.model import CellKey, InterviewId, SubTopicId
from framework_qda.ui import settings
from framework_qda.ui.full_view import FullView
from framework_qda.ui.matrix.workspace import MatrixWorkspace
from framework_qda.ui.modes import ASIDE, Mode, ModeBar
from framework_qda.ui.studio import Studio

if TYPE_CHECKING:
    from framework_qda.ui.cell.panel import CellPanel
    from framework_qda.ui.navigator import Navigator
    from framework_qda.ui.recording.player import Player
    from framework_qda.ui.transcript_pane import TranscriptPane

_LEFT_SHOWN, _CELL_SHOWN, _TRANSCRIPT_SHOWN = (
    "layout/left_shown",
    "layout/cell_shown",
    "layout/transcript_shown",
)
_LEFT = 230  # pixels of the study, until somebody has changed it
_LEFT_SHOWN_BESIDE_DRAFT = "layout/left_shown_beside_draft"
_ROOMY = 100  # letters across, from which the study stands beside the matrix and the cell unasked
_ROOMY_BESIDE_DRAFT = 220  # and beside a draft, which has its outline and a pane of its own


class Panes(QWidget):
    """Lay out the study at the left, a workspace, and at the right the current cell and its interview's text.

    Whoever inherits says how the panes and the workspaces hear of each other, in `_connect_panes` and
    `_make_workspace`.
    """

    mode_changed = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.matrix = MatrixWorkspace(studio)
        # Each mode knows its own workspace; to the panes they are all alike.
        self._built: dict[Mode, Any] = {Mode.CHART: self.matrix}
        self.mode = self._before_memos = Mode.CHART
        self._build()
        self.matrix.cell_chosen.connect(self._cell_chosen)
        self.matrix.cell_left.connect(self._cell_left)
        self.matrix.installEventFilter(self)
        self._restore()

    def _build(self) -> None:
        self.left = QStackedWidget()
        self.centre = _Workspaces()
        self.centre.addWidget(self.matrix)
        self.right = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for pane, stretch in ((self.left, 0), (self.centre, 1), (self.right, 0)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, stretch)
        self.full = FullView([self.left, self.centre], self.right, self)
        self._bar = ModeBar()
        self._bar.chosen.connect(lambda mode: self.show_mode(Mode(mode)))
        row = QHBoxLayout(self, spacing=0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar)
        row.addWidget(self.panes, 1)

    def _restore(self) -> None:
        if sizes := settings.get("layout/panes"):
            self.panes.restoreState(sizes)
        else:
            self.panes.setSizes([_LEFT, 700, 380])
        self._left_width = self.panes.sizes()[0] or _LEFT
        self.panes.splitterMoved.connect(self._keep_left_width)
        self._show_left_if_roomy()
        self._bar.show_mode(Mode.CHART)
        self.matrix.restore_place()

    def remember(self) -> bool:
        """Save the layout for next time and what is being typed; tells whether that could be saved."""
        self.leave_full()
        settings.put("layout/panes", self.panes.saveState())
        if not self._furnished:
            return True
        settings.put("layout/right", self.right.saveState())
        self.player.save()
        others_saved = self._save_workspaces()
        return self.cell.save() and others_saved

    def _keep_left_width(self) -> None:
        self._left_width = self.panes.sizes()[0] or self._left_width

    def _widen_left(self) -> None:
        """Give the study the width it was left at, where a wide workspace has taken of it."""
        left, centre, right = self.panes.sizes()
        lacking = self._left_width - left
        if left and lacking > 0:
            self.panes.setSizes([left + lacking, centre - lacking, right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.full.shown:
            self._show_left_if_roomy()

    def _show_left_if_roomy(self) -> None:
        """Show the study as it was left; where nobody has chosen, if there is room for it beside the rest."""
        if self._furnished and self.left.currentWidget() is not self.navigator:
            return  # a search was asked for
        letters = self.width() // self.fontMetrics().averageCharWidth()
        roomy = letters >= (_ROOMY_BESIDE_DRAFT if self.mode is Mode.REPORT else _ROOMY)
        self.left.setVisible(settings.get(self._left_shown, roomy))

    @property
    def _left_shown(self) -> str:
        """Where it is kept whether the study is shown: a draft has an outline of its own beside it."""
        return _LEFT_SHOWN_BESIDE_DRAFT if self.mode is Mode.REPORT else _LEFT_SHOWN

    def save(self) -> bool:
        """Save what is typed in the cell and in overviews; panes that nobody has seen are not made for it."""
        typing = [self._built[mode] for mode in (Mode.READ, Mode.QUOTES, Mode.REPORT) if mode in self._built]
        saved = [place.save() for place in typing]
        return (not self._furnished or self.cell.save()) and all(saved)

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
        return self._panes[3]

    @cached_property
    def _panes(self) -> tuple[Navigator, CellPanel, TranscriptPane, Player]:
        """Make the panes when one is first wanted, at the latest once the matrix is on show."""
        from framework_qda.ui.cell.panel import CellPanel
        from framework_qda.ui.navigator import Navigator
        from framework_qda.ui.recording.player import Player
        from framework_qda.ui.transcript_pane import TranscriptPane

        navigator, cell, transcript = (
            Navigator(self.studio),
            CellPanel(self.studio),
            TranscriptPane(self.studio),
        )
        player = Player(self.studio)
        self._connect_panes(navigator, cell, transcript, player)
        transcript.layout().addWidget(player)
        self._place_panes(navigator, cell, transcript)
        if key := self.matrix.view.current_key:
            _follow(navigator, cell, transcript, *key)
        return navigator, cell, transcript, player

    def _connect_panes(
        self, navigator: Navigator, cell: CellPanel, transcript: TranscriptPane, player: Player
    ) -> None:
        raise NotImplementedError

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
            QTimer.singleShot(0, self, self._furnish)
        return False

    def _furnish(self) -> None:
        if self.isVisible():  # or else its study may be closed by now
            _ = self._panes

    _last_key: CellKey | None = None  # the cell that was chosen last, wherever that was

    def _cell_chosen(self, interview: str, subtopic: str) -> None:
        self._last_key = InterviewId(interview), SubTopicId(subtopic)
        if self._furnished:
            panes = self.navigator, self.cell, self.transcript
            _follow(*panes, InterviewId(interview), SubTopicId(subtopic))

    def _cell_left(self) -> None:
        if self._furnished:
            self.cell.show_nothing()

    # Modes ------------------------------------------------------------------------------------------

    def show_mode(self, mode: Mode) -> None:
        """Bring a workspace to the front; it is made when it is first wanted."""
        self.leave_full()
        self.cell.save()
        self._save_workspaces()
        if mode is Mode.MEMOS is not self.mode:
            self._before_memos = self.mode
        key, before, self.mode = self._key_to_carry(), self.mode, mode
        self.centre.setCurrentWidget(self._workspace(mode))
        self._bar.show_mode(mode)
        self.cell.setVisible(mode is Mode.CHART and settings.get(_CELL_SHOWN, True))
        shown = settings.get(_TRANSCRIPT_SHOWN, False)
        self.transcript.setVisible(mode is Mode.SOURCES or (mode is Mode.CHART and shown))
        self.right.setVisible(mode in (Mode.SOURCES, Mode.CHART))  # beside what is read, when it is wanted
        if mode is not before and (mode in ASIDE or before in ASIDE):
            self._carry(key)
        if Mode.REPORT in (mode, before):
            self._show_left_if_roomy()
        self.mode_changed.emit(mode)
        QTimer.singleShot(0, self, self._widen_left)  # once the workspace has taken its room

    @property
    def current_key(self) -> CellKey | None:
        """The cell that is current where the work is."""
        if self.mode in ASIDE:
            return self._workspace(self.mode).current_key
        return self.matrix.view.current_key

    def _key_to_carry(self) -> CellKey | None:
        """Tell where to go on: at the current cell, else the last one, and at the interview of Sources."""
        key = self.current_key or self._last_key
        shown = self.transcript.interview if self.mode is Mode.SOURCES and self._furnished else None
        if shown is None or (key and key[0] == shown):
            return key
        columns = [key[1]] if key else [each.id for each in self.studio.study.subtopics()]
        return (shown, columns[0]) if columns else None

    def _carry(self, key: CellKey | None) -> None:
        """Go on at the same cell between the matrix, what is read and what is compared."""
        if self.mode in ASIDE:
            if key:
                self._workspace(self.mode).come_to(*key)
            self._head().setFocus(Qt.FocusReason.OtherFocusReason)
        elif key:
            self.matrix.come_to(*key)
            QTimer.singleShot(0, self.matrix.view, self.matrix.view.show_current)  # once it has its room
        if here := self.current_key:  # where that cell is not shown, another one is current
            self._cell_chosen(*here)

    def _workspace(self, mode: Mode) -> Any:
        if mode not in self._built:
            self._built[mode] = self._make_workspace(mode)
            self.centre.addWidget(self._built[mode])
        return self._built[mode]

    def _make_workspace(self, mode: Mode) -> QWidget:
        raise NotImplementedError

    def _save_workspaces(self) -> bool:
        """Save the memo, the overview, the quotation and the draft that are being typed."""
        modes = (Mode.MEMOS, Mode.READ, Mode.QUOTES, Mode.REPORT)
        saved = [self._built[mode].save() for mode in modes if mode in self._built]
        return all(saved)

    # What is on show ----------------------------------------------------------------------------------

    def _toggle(self, pane: QWidget, key: str) -> None:
        shown = not pane.isVisible()
        pane.setVisible(shown)
        if self.mode not in (*ASIDE, Mode.REPORT):  # there, panes come and go as they are wanted
            settings.put(key, shown)
        self.right.setVisible(self.cell.isVisibleTo(self.right) or self.transcript.isVisibleTo(self.right))

    def toggle_left(self) -> None:
        """Show or hide the study."""
        self._toggle(self.left, self._left_shown)
        if self.mode is Mode.REPORT:
            settings.put(self._left_shown, self.left.isVisible())

    def toggle_cell(self) -> None:
        """Show or hide the current cell."""
        self.right.setVisible(True)
        self._toggle(self.cell, _CELL_SHOWN)

    def toggle_notes(self) -> None:
        """Show or hide the interview's text."""
        self.right.setVisible(True)
        self._toggle(self.transcript, _TRANSCRIPT_SHOWN)

    def show_cell(self) -> None:
        """Show the current cell."""
        self.right.setVisible(True)
        if not self.cell.isVisible():
            self._toggle(self.cell, _CELL_SHOWN)

    def show_notes(self) -> None:
        """Show the interview's text."""
        self.right.setVisible(True)
        if not self.transcript.isVisible():
            self._toggle(self.transcript, _TRANSCRIPT_SHOWN)

    def make_room(self, transcribing: bool) -> None:
        """Leave the cell's place to the recording while an extract is typed."""
        if self.mode is Mode.CHART and (not transcribing or self.cell.save() is not False):
            self.cell.setVisible(not transcribing and settings.get(_CELL_SHOWN, True))

    def leave_full(self) -> None:
        """Put the matrix back beside the cell."""
        if self.full.shown:
            self.full.leave(self.cell, self.transcript)

    # The keyboard -------------------------------------------------------------------------------------

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next pane on show."""
        outlines = self.navigator.cases, self.navigator.framework
        evidence = [self.cell.evidence.list] if self.full.shown else []
        heads: list[QWidget] = [*outlines, *self._heads(), self.cell, *evidence, self.transcript]
        shown = [pane for pane in heads if pane.isVisible()]
        target = shown[(self._place_of_keyboard(shown) + step) % len(shown)]
        if target is self.cell:
            self.cell.focus_editor()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_chart(self) -> None:
        """Bring the matrix to the front, with the keyboard in it."""
        self.show_mode(Mode.CHART)
        self.matrix.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place_of_keyboard(self, panes: list[QWidget]) -> int:
        focus = self.focusWidget()
        if focus is None:
            return -1
        if focus in panes:  # the evidence is a part of the cell
            return panes.index(focus)
        return next((n for n, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)), -1)

    def _heads(self) -> list[QWidget]:
        """Give the parts of the workspace on show that take the keyboard, one after the other."""
        return getattr(self._built[self.mode], "heads", [self._head()])

    def _head(self) -> QWidget:
        """Give what takes the keyboard in the workspace on show."""
        if self.mode is Mode.CHART:
            return self.matrix.view
        return getattr(self._built[self.mode], "table", self._built[self.mode])


class _Workspaces(QStackedWidget):
    """Take the room that the workspace on show needs, and not what the others would."""

    def minimumSizeHint(self) -> QSize:
        current = self.currentWidget()
        return current.minimumSizeHint() if current else super().minimumSizeHint()


def _follow(
    navigator: Navigator,
    cell: CellPanel,
    transcript: TranscriptPane,
    interview: InterviewId,
    subtopic: SubTopicId,
) -> None:
    cell.show_cell(interview, subtopic)
    transcript.show_interview(interview)
    transcript.show_subtopic(subtopic)
    navigator.cases.show_current(interview)
    navigator.framework.show_current(subtopic)
