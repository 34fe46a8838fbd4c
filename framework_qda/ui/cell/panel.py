"""Write one cell of a matrix, with its definition, its history and where it stands."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import ExposedIn
from framework_qda.study.model import (
    BlankReason,
    Cell,
    CellKey,
    Change,
    InterviewId,
    PassageId,
    SubTopicId,
)
from framework_qda.tasks.taking import Wanted
from framework_qda.ui.cell.comments import CommentsPane
from framework_qda.ui.cell.fitting_row import QWIDGETSIZE_MAX
from framework_qda.ui.cell.foot import Foot
from framework_qda.ui.cell.heading import Heading
from framework_qda.ui.cell.keeping import Keeper
from framework_qda.ui.cell.linking import Linking
from framework_qda.ui.cell.rich_summary import trimmed
from framework_qda.ui.cell.standing import Standing
from framework_qda.ui.cell.summary_edit import DONE_KEYS, SummaryEdit
from framework_qda.ui.cell.tools import Tools
from framework_qda.ui.cell.versions import Versions
from framework_qda.ui.evidence.pane import EvidencePane
from framework_qda.ui.exposed_words import ExposedWords
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.in_summary import wanted_in
from framework_qda.ui.scrolled import Scrolled
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MARGIN = 4 * STEP
_WIDE = 105  # letters, from which on the evidence stands beside the summary
_MINUTE = 60_000
_LEAST_LINES, _LEADING = 4, 1.5  # of the summary that are always in sight


class CellPanel(QWidget):
    """The cell editor. All is saved as it happens; one visit to a cell is one step of the history."""

    step_wanted = Signal(int, int)
    left = Signal()
    notes_wanted = Signal()
    unsaved = Signal(str)  # why the text cannot be saved, or nothing once it is
    saving = Signal()  # some text is typed and will be saved in a moment
    passage_chosen = Signal(str)  # to be shown in the interview's text
    full_wanted = Signal()  # to chart with the notes and the evidence in view, or back

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._key: CellKey | None = None
        self._spell = ""
        self._keeper = Keeper(studio, self)
        self._keys = self._leaving_keys()
        self._build()
        self._connect()
        self.show_nothing()

    @property
    def cell_key(self) -> CellKey | None:
        """The interview and sub-topic of the cell on show."""
        return self._key

    def show_cell(self, interview: InterviewId, subtopic: SubTopicId) -> None:
        """Show a cell, saving the one before; show nothing where it does not exist."""
        if self._key == (interview, subtopic):
            return
        self.save()
        self._key, self._spell = (interview, subtopic), uuid.uuid4().hex
        if self._describe():
            self._pages.setCurrentIndex(1)
            self._load()
            self._show_versions()
            if self.edit.hasFocus():
                self.edit.type_at_end()

    def show_nothing(self) -> None:
        """Show that no cell is chosen."""
        self.save()
        self._key = None
        self._pages.setCurrentIndex(0)

    def focus_editor(self, typed: str = "") -> None:
        """Put the keyboard into the summary, at its end, and type there."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._key:
            self.edit.type_at_end(typed)

    def insert_words(self, text: str) -> None:
        """Put what the speaker said into the summary, at the cursor."""
        if self._key:
            self.edit.insert_words(text)

    def insert_passage(self, passage: str) -> None:
        """Put a passage into the summary at the cursor, as the speaker's words with a link to it."""
        if self._key:
            self.linking.insert([passage])

    def go_back(self) -> None:
        """Go back to the link that was followed last, with the keyboard."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        place = self.linking.came_from
        if place and place[0] == self._key:
            cursor = self.edit.textCursor()
            cursor.setPosition(min(place[1], self.edit.document().characterCount() - 1))
            self.edit.setTextCursor(cursor)
            self.edit.ensureCursorVisible()

    def toggle_done(self) -> None:
        """Say that the cell is done, or in progress again."""
        if self._key and self.save() and self._written().charted:
            key, done = self._key, not self._studio.study.cell(*self._key).done
            self._attempt(lambda: self._studio.study.set_done(*key, done))

    def show_history(self) -> None:
        """Unfold what the cell held before, with the keyboard on the list of it."""
        self.foot.history_button.setChecked(True)
        self.versions.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        return self._keeper.save()

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: the passages chosen, else what is selected in the summary."""
        if not self.evidence.list.hasFocus():
            return wanted_in(self.edit, self._key)
        here = self.evidence.list.currentIndex()
        chosen = self.evidence.list.chosen() or ([self.evidence.list.id_at(here)] if here.isValid() else [])
        return Wanted(tuple(map(PassageId, chosen)), cell=self._key) if chosen else None

    # -- building

    def _build(self) -> None:
        self._pages = QStackedLayout(self)
        nothing = QLabel(
            self.tr("Choose a cell of the matrix to read and write its summary."),
            alignment=Qt.AlignmentFlag.AlignCenter,
            wordWrap=True,
        )
        nothing.setProperty("muted", True)
        nothing.setMargin(2 * _MARGIN)
        self._pages.addWidget(nothing)
        page = QWidget()
        column = QVBoxLayout(page, spacing=2 * STEP)
        column.setContentsMargins(_MARGIN, 3 * STEP, _MARGIN, 2 * STEP)
        self.edit = SummaryEdit()
        self.edit.setProperty("framed", True)
        self.edit.setMinimumHeight(_least_height(self.edit))
        self.edit.setPlaceholderText(self.tr("Write the summary here"))
        self.edit.exposed = ExposedWords(self.edit, self._studio, self._looked_through)
        self.tools = Tools(self.edit)
        self.heading = Heading()
        column.addWidget(self.heading)
        column.addWidget(self.tools)
        self.evidence = EvidencePane()
        self.linking = Linking(self._studio, self.edit, self.evidence, self)
        self.sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.sides.addWidget(self.edit)
        self.sides.addWidget(self.evidence)
        self.sides.setSizes([100, 100])
        column.addWidget(self.sides, 3)
        self.comments = CommentsPane(self._studio)
        column.addWidget(self._build_bar())
        self.standing = Standing()
        column.addWidget(self.standing)
        column.addWidget(self.comments)
        self.foot = Foot(self._keys)
        column.addWidget(self.foot)
        self.versions = Versions(self._studio)
        self.versions.hide()
        column.addWidget(self.versions, 2)
        self._scrolled = Scrolled(page)
        self._pages.addWidget(self._scrolled)
        self.setFocusProxy(self.edit)

    def _looked_through(self, _paragraph: object) -> tuple[ExposedIn, str] | None:
        """Tell what the summary is to the disclosure check."""
        return (ExposedIn.CELL, "/".join(self._key)) if self._key else None

    def _build_bar(self) -> QFrame:
        self.bar = QFrame(visible=False)
        self.trouble = _label(wordWrap=True)
        self.again = QPushButton(self.tr("Try again"))
        warning = QLabel(pixmap=icon("warning").pixmap(4 * STEP, 4 * STEP))
        row = QHBoxLayout(self.bar, spacing=2 * STEP)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(warning, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.trouble, 1)
        row.addWidget(self.again)
        return self.bar

    def _connect(self) -> None:
        self.edit.edited.connect(self._edited)
        self.edit.focus_left.connect(self.save)
        self.edit.undo_wanted.connect(self._undo)
        self.edit.redo_wanted.connect(self._redo)
        self.standing.reason.activated.connect(self._reason_chosen)
        self.foot.history_button.toggled.connect(self._show_versions)
        self.foot.notes_button.clicked.connect(self.notes_wanted)
        self.foot.full_button.clicked.connect(self.full_wanted)
        self.standing.done.clicked.connect(self.toggle_done)
        self.linking.followed.connect(self.passage_chosen)
        self.evidence.folded.connect(self._fit_evidence)
        self.versions.restore_wanted.connect(self._restore)
        self.again.clicked.connect(self.save)
        self._keeper.failed.connect(self._say)
        self._keeper.failed.connect(self.unsaved)
        self._keeper.held.connect(self.saving)
        self._keeper.kept.connect(self.bar.hide)
        self._keeper.kept.connect(lambda: self.unsaved.emit(""))
        self._studio.changed.connect(self._changed)
        self._minutes = QTimer(self, interval=_MINUTE)
        self._minutes.timeout.connect(self._show_stored)
        self._minutes.start()

    # -- the keys

    def _leaving_keys(self) -> dict[str, Callable[[], None]]:
        return {
            "Esc": self._leave,
            "Ctrl+Return": self._go_down,
            "Ctrl+Enter": self._go_down,
            "Alt+Down": self._go_down,
            "Alt+Up": self._go_up,
            "Alt+Left": self._go_left,
            "Alt+Right": self._go_right,
            DONE_KEYS: self.toggle_done,
        }

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._key and self._command(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event) if self._key else None
        if command:
            command()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        pressed = QKeySequence(event.keyCombination())
        return next((run for keys, run in self._keys.items() if QKeySequence(keys) == pressed), None)

    def _leave(self) -> None:
        self.save()
        self.left.emit()

    def _go_down(self) -> None:
        self._step(0, 1)

    def _go_up(self) -> None:
        self._step(0, -1)

    def _go_left(self) -> None:
        self._step(-1, 0)

    def _go_right(self) -> None:
        self._step(1, 0)

    def _step(self, columns: int, rows: int) -> None:
        self.save()
        self.step_wanted.emit(columns, rows)

    # -- writing

    def _written(self) -> Cell:
        summary = trimmed(self.edit.markup())
        return Cell(summary, BlankReason.NOT_CHARTED if summary else self.standing.reason.currentData())

    def _edited(self) -> None:
        if self._key:
            written = self._written()
            self._keeper.hold(self._key, written, self._spell)
            self.linking.follow_text(written.summary)
            self._show_state(written.summary)

    def _reason_chosen(self) -> None:
        self._edited()
        self.save()

    def _restore(self, cell: Cell) -> None:
        if self._key and self.save():
            key = self._key
            self._attempt(lambda: self._studio.study.chart(*key, cell.summary, cell.blank_reason))

    def _undo(self) -> None:
        if self.save():
            self._attempt(self._studio.study.undo)

    def _redo(self) -> None:
        if self.save():
            self._attempt(self._studio.study.redo)

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except StudyError as error:
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.bar.show()

    # -- showing

    def _changed(self, change: Change) -> None:
        if self._key is None:
            return
        if change.touches("area", "interview", "matrix", "subtopic") and not self._describe():
            return
        if self.linking.touched_by(change):
            self.linking.refresh()
            self._show_state(self._written().summary)
        if self._key in change.rows.get("cell", ()):
            stored = self._studio.study.cell(*self._key)
            written = self._written()
            same = (stored.summary, stored.blank_reason) == (written.summary, written.blank_reason)
            if not same and self._keeper.draft(self._key) is None:
                self._load()
            else:
                self._show_stored()

    def _load(self) -> None:
        assert self._key is not None
        cell = self._keeper.draft(self._key) or self._studio.study.cell(*self._key)
        self.standing.show_reason(cell.blank_reason)
        self.edit.set_markup(cell.summary)
        self.linking.show_cell(self._key, cell.summary)
        self.comments.show_cell(*self._key)
        self._show_state(cell.summary)
        self._show_stored()

    def _describe(self) -> bool:
        """Say which cell this is; show nothing where it is gone."""
        assert self._key is not None
        if not self.heading.describe(self._studio.study, self._key):
            self.show_nothing()
            return False
        name = f"{self.heading.title.text()}, {self.heading.interview.text()}"
        self.edit.setAccessibleName(self.tr("Summary: %s") % name)
        self._fit_heading()
        return True

    def _show_state(self, summary: str) -> None:
        """Show what is written, which may not be saved yet, beside the interview and the evidence."""
        whole, (linked, indexed) = self.linking.words_of_interview(), self.linking.tally()
        self.standing.show_summary(summary, whole, linked, indexed)

    def _show_stored(self) -> None:
        """Show how far the cell is, and who wrote it when."""
        if self._key is not None:
            self.standing.show_cell(self._studio.study.cell(*self._key))

    def minimumSizeHint(self) -> QSize:
        """Keep some lines of the summary in sight, as far as the window is not very low."""
        folded, _ = self.heading.heights(max(self.width(), 60 * STEP) - 2 * _MARGIN)
        wanted = min(folded + self._beside_heading(), self.window().height() * 2 // 5)
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), wanted))

    def _beside_heading(self) -> int:
        """Give what must be in sight with the heading: the tools and the least of the summary."""
        return self.tools.sizeHint().height() + self.edit.minimumHeight() + 9 * STEP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heading()
        self._fit_evidence()

    def _fit_heading(self) -> None:
        """Fold the definition away where the summary would not be seen below it."""
        _, whole = self.heading.heights(self.width() - 2 * _MARGIN)
        self.heading.fold(whole + self._beside_heading() > self.height())
        self._scrolled.fit()

    def _fit_evidence(self) -> None:
        """Put the evidence beside the summary where there is room, else below it."""
        wide = self.width() > self.fontMetrics().averageCharWidth() * _WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.sides.orientation() != way:
            self.sides.setOrientation(way)
            self.sides.setSizes([300, 200] if wide else [100, 100])
        folded = not wide and not self.evidence.fold_button.isChecked()
        self.evidence.setMaximumHeight(self.evidence.sizeHint().height() if folded else QWIDGETSIZE_MAX)

    def _show_versions(self) -> None:
        unfolded = self.foot.history_button.isChecked()
        if unfolded:
            self.save()
            self.versions.show_cell(self._key)
        self.versions.setVisible(unfolded)


def _least_height(edit: SummaryEdit) -> int:
    return round(_LEAST_LINES * _LEADING * edit.fontMetrics().lineSpacing()) + 8 * STEP


def _label(**properties: object) -> QLabel:
    return QLabel(textFormat=Qt.TextFormat.PlainText, **properties)  # type: ignore[call-overload]
