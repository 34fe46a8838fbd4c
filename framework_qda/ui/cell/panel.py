"""Write one cell of a matrix, with its definition, its history and where it stands."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.model import (
    BlankReason,
    Cell,
    CellKey,
    Change,
    InterviewId,
    SubTopicId,
)
from framework_qda.text.summary import words
from framework_qda.ui.cell.captions import ago, words_counted
from framework_qda.ui.cell.fitting_row import FittingRow
from framework_qda.ui.cell.heading import Heading
from framework_qda.ui.cell.keeping import Keeper
from framework_qda.ui.cell.rich_summary import trimmed
from framework_qda.ui.cell.summary_edit import SummaryEdit
from framework_qda.ui.cell.tools import Tools
from framework_qda.ui.cell.versions import Versions
from framework_qda.ui.dates import local_time
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MARGIN = 4 * STEP
_MINUTE = 60_000


class CellPanel(QWidget):
    """The cell editor. All is saved as it happens; one visit to a cell is one step of the history."""

    step_wanted = Signal(int, int)
    left = Signal()
    notes_wanted = Signal()
    unsaved = Signal(str)  # why the text cannot be saved, or nothing once it is
    saving = Signal()  # some text is typed and will be saved in a moment

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

    def show_history(self) -> None:
        """Unfold what the cell held before."""
        self.history_button.setChecked(True)

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        return self._keeper.save()

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
        self.edit.setMinimumHeight(25 * STEP)
        self.edit.setPlaceholderText(self.tr("Write the summary here"))
        self.tools = Tools(self.edit)
        self.heading = Heading()
        column.addWidget(self.heading)
        column.addWidget(self.tools)
        column.addWidget(self.edit, 3)
        column.addWidget(self._build_bar())
        column.addLayout(self._build_state())
        column.addWidget(self._build_foot())
        self.versions = Versions(self._studio)
        self.versions.hide()
        column.addWidget(self.versions, 2)
        self._pages.addWidget(page)
        self.setFocusProxy(self.edit)

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

    def _build_state(self) -> QHBoxLayout:
        self.reason = QComboBox()
        self.reason.setAccessibleName(self.tr("Why this cell is empty"))
        self.reason.setToolTip(self.tr("Why this cell is empty"))
        for reason, name in self._reasons():
            self.reason.addItem(name, reason)
        self.count = _label()
        self.author = _label()
        self.author.setProperty("muted", True)
        row = QHBoxLayout(spacing=2 * STEP)
        row.addWidget(self.reason)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.author)
        return row

    def _build_foot(self) -> QWidget:
        foot = FittingRow([Qt.ToolButtonStyle.ToolButtonTextBesideIcon])
        self.history_button = foot.add(
            self.tr("History"), "clock-counter-clockwise", self.tr("What this cell held before")
        )
        self.history_button.setCheckable(True)
        self.notes_button = foot.add(self.tr("Notes"), "article", self.tr("The interview's text"))
        foot.gap(1)
        for symbol, name, keys in (
            ("caret-up", self.tr("Previous interview"), "Alt+Up"),
            ("caret-down", self.tr("Next interview"), "Alt+Down"),
            ("caret-left", self.tr("Previous sub-topic"), "Alt+Left"),
            ("caret-right", self.tr("Next sub-topic"), "Alt+Right"),
        ):
            foot.add(name, symbol, name, keys, worded=False).clicked.connect(self._keys[keys])
        return foot

    def _reasons(self) -> list[tuple[BlankReason, str]]:
        return [
            (BlankReason.NOT_CHARTED, self.tr("not yet charted")),
            (BlankReason.NOT_ASKED, self.tr("not asked")),
            (BlankReason.NOTHING_SAID, self.tr("asked, nothing said")),
            (BlankReason.NOT_APPLICABLE, self.tr("not applicable")),
        ]

    def _connect(self) -> None:
        self.edit.edited.connect(self._edited)
        self.edit.focus_left.connect(self.save)
        self.edit.undo_wanted.connect(self._undo)
        self.edit.redo_wanted.connect(self._redo)
        self.reason.activated.connect(self._reason_chosen)
        self.history_button.toggled.connect(self._show_versions)
        self.notes_button.clicked.connect(self.notes_wanted)
        self.versions.restore_wanted.connect(self._restore)
        self.again.clicked.connect(self.save)
        self._keeper.failed.connect(self._say)
        self._keeper.failed.connect(self.unsaved)
        self._keeper.held.connect(self.saving)
        self._keeper.kept.connect(self.bar.hide)
        self._keeper.kept.connect(lambda: self.unsaved.emit(""))
        self._studio.changed.connect(self._changed)
        self._minutes = QTimer(self, interval=_MINUTE)
        self._minutes.timeout.connect(self._show_author)
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
        return Cell(summary, BlankReason.NOT_CHARTED if summary else self.reason.currentData())

    def _edited(self) -> None:
        if self._key:
            written = self._written()
            self._keeper.hold(self._key, written, self._spell)
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
        if self._key in change.rows.get("cell", ()):
            stored = self._studio.study.cell(*self._key)
            written = self._written()
            same = (stored.summary, stored.blank_reason) == (written.summary, written.blank_reason)
            if not same and self._keeper.draft(self._key) is None:
                self._load()
            else:
                self._show_author()

    def _load(self) -> None:
        assert self._key is not None
        cell = self._keeper.draft(self._key) or self._studio.study.cell(*self._key)
        self.reason.setCurrentIndex(self.reason.findData(cell.blank_reason))
        self.edit.set_markup(cell.summary)
        self._show_state(cell.summary)
        self._show_author()

    def _describe(self) -> bool:
        """Say which cell this is; show nothing where it is gone."""
        assert self._key is not None
        if not self.heading.describe(self._studio.study, self._key):
            self.show_nothing()
            return False
        name = f"{self.heading.title.text()}, {self.heading.interview.text()}"
        self.edit.setAccessibleName(self.tr("Summary: %s") % name)
        return True

    def _show_state(self, summary: str) -> None:
        self.count.setText(words_counted(words(summary)))
        self.count.setVisible(bool(summary))
        self.reason.setEnabled(not summary)
        self.reason.setVisible(not summary)
        if summary:
            self.reason.setCurrentIndex(0)

    def _show_author(self) -> None:
        if self._key is None:
            return
        cell = self._studio.study.cell(*self._key)
        known = bool(cell.author and cell.charted_at)
        self.author.setText(f"{cell.author} · {ago(cell.charted_at)}" if known else "")
        self.author.setToolTip(local_time(cell.charted_at) if known else "")

    def _show_versions(self) -> None:
        unfolded = self.history_button.isChecked()
        if unfolded:
            self.save()
            self.versions.show_cell(self._key)
        self.versions.setVisible(unfolded)


def _label(**properties: object) -> QLabel:
    return QLabel(textFormat=Qt.TextFormat.PlainText, **properties)  # type: ignore[call-overload]
