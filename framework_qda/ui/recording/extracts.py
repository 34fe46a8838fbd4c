"""Type what is heard in a section of the recording, and list what was transcribed so far."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.model import InterviewId, Passage, PassageId
from framework_qda.text.transcript import clock
from framework_qda.ui.commands import window_action
from framework_qda.ui.dates import local_time
from framework_qda.ui.icons import icon
from framework_qda.ui.recording.times import fine_clock, time_typed
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_ID = Qt.ItemDataRole.UserRole
_SAVE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ExtractEditor(QWidget):
    """The words of one extract and its times; `section_typed` follows times that are typed."""

    section_typed = Signal(int, int)
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._interview: InterviewId | None = None
        self._passage: PassageId | None = None
        self.start, self.stop = QLineEdit(), QLineEdit()
        for field, name in ((self.start, self.tr("Begins at")), (self.stop, self.tr("Ends at"))):
            field.setAccessibleName(name)
            field.setToolTip(self.tr("%s, such as 0:14:05.3") % name)
            field.setPlaceholderText("00:00:00.0")
            field.editingFinished.connect(self._times_typed)
        self.words = QPlainTextEdit()
        self.words.setProperty("framed", True)
        self.words.setPlaceholderText(self.tr("Type what you hear, word for word"))
        self.words.setAccessibleName(self.tr("Words of the extract"))
        self.words.setTabChangesFocus(True)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._show_state)
        self.save_button = QPushButton()
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton(self.tr("Cancel"), visible=False)
        self.cancel_button.clicked.connect(self.clear)
        self._build()
        self.clear()

    def _build(self) -> None:
        times = QHBoxLayout(spacing=STEP)
        times.addWidget(self.start, 1)
        times.addWidget(QLabel("–"))
        times.addWidget(self.stop, 1)
        buttons = QHBoxLayout(spacing=STEP)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(times)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        hint = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.save_button.setToolTip(self.tr("Keep these words as an extract  %s") % hint)

    # What is edited ---------------------------------------------------------------------------------

    def show_interview(self, interview: InterviewId | None) -> None:
        """Take up another interview, with nothing typed."""
        self._interview = interview
        self.clear()

    def clear(self) -> None:
        """Begin a new extract."""
        self._passage = None
        self.words.clear()
        self.show_section(None)
        self._show_state()

    def edit(self, extract: Passage) -> None:
        """Take up an extract to change it."""
        self.save_unfinished()
        self._passage = extract.id
        self.words.setPlainText(extract.words)
        if extract.time_start is not None and extract.time_stop is not None:
            self.show_section((extract.time_start, extract.time_stop))
        self._show_state()

    def show_section(self, section: tuple[int, int] | None) -> None:
        """Show between which times the words are."""
        for field, time in zip((self.start, self.stop), section or ("", ""), strict=True):
            field.setText(fine_clock(time) if isinstance(time, int) else "")

    @property
    def section(self) -> tuple[int, int] | None:
        """The times as they are typed, None where they are no section."""
        start, stop = time_typed(self.start.text()), time_typed(self.stop.text())
        return (start, stop) if start is not None and stop is not None and start < stop else None

    def _times_typed(self) -> None:
        if section := self.section:
            self.section_typed.emit(*section)

    def _show_state(self) -> None:
        self.save_button.setText(self.tr("Save changes") if self._passage else self.tr("Save extract"))
        self.save_button.setEnabled(bool(self.words.toPlainText().strip()))
        self.cancel_button.setVisible(self._passage is not None)

    # Saving -----------------------------------------------------------------------------------------

    def save(self) -> PassageId | None:
        """Keep the words and give their extract; say what is missing where that cannot be."""
        section = self.section
        if section is None:
            self.refused.emit(self.tr("Mark where the extract begins and ends, or type both times."))
            return None
        return self._keep(*section)

    def save_unfinished(self) -> None:
        """Keep words that were typed but not saved, so that going elsewhere loses none."""
        section = self.section
        if self.words.toPlainText().strip() and section is not None:
            self._keep(*section)

    def _keep(self, start: int, stop: int) -> PassageId | None:
        study, words = self._studio.study, self.words.toPlainText()
        try:
            if self._passage and study.passage(self._passage):
                study.edit_extract(self._passage, words, start, stop)
                passage = self._passage
            elif self._interview:
                passage = study.transcribe(self._interview, start, stop, words)
            else:
                return None
        except StudyError as error:
            self.refused.emit(str(error))
            return None
        self.clear()
        self.saved.emit(passage)
        return passage

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _SAVE_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
                return True
            if event.key() == Qt.Key.Key_Escape and self._passage:
                self.clear()
                return True
        return False


class ExtractList(QWidget):
    """The extracts of an interview; a tick says that somebody checked one by ear, and who and when."""

    chosen = Signal(str)
    edit_wanted = Signal(str)
    refused = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._filling = self._ticked = False
        self.list = QListWidget(wordWrap=True)
        self.list.setAccessibleName(self.tr("Extracts of this interview"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(STEP // 2)
        self.list.itemChanged.connect(self._tick)
        self.list.itemPressed.connect(self._pressed)
        self.list.itemClicked.connect(self._clicked)
        self.list.itemActivated.connect(self._play)
        self.list.currentItemChanged.connect(self._show_buttons)
        self.list.installEventFilter(self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.edit_button = self._button("pencil-simple", self.tr("Change words or times"), "F2", self._edit)
        self.delete_button = self._button("trash", self.tr("Delete this extract"), "Del", self._delete)
        self.heading = QLabel()
        self.heading.setProperty("muted", True)
        row = QHBoxLayout(spacing=STEP)
        row.addWidget(self.heading, 1)
        row.addWidget(self.edit_button)
        row.addWidget(self.delete_button)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def _button(self, symbol: str, words: str, keys: str, run) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton(
            icon=icon(symbol), toolTip=f"{words}  {keys}", focusPolicy=Qt.FocusPolicy.TabFocus
        )
        button.setIconSize(QSize(4 * STEP, 4 * STEP))
        button.setAccessibleName(words)
        button.clicked.connect(run)
        return button

    def show_extracts(self, extracts: list[Passage]) -> None:
        """List them anew, the same one being current."""
        current = self._current()
        self._filling = True
        self.list.clear()
        for extract in extracts:
            self.list.addItem(self._item(extract))
            if extract.id == current:
                self.list.setCurrentRow(self.list.count() - 1)
        self._filling = False
        count = len(extracts)
        self.heading.setText(
            self.tr("1 extract")
            if count == 1
            else self.tr("%d extracts") % count
            if count
            else self.tr("No extract of this interview yet")
        )
        self.list.setVisible(bool(extracts))
        self._show_buttons()

    def _item(self, extract: Passage) -> QListWidgetItem:
        if extract.checked_by:
            when = local_time(extract.checked_at)
            state = self.tr("checked by ear by %s, %s") % (extract.checked_by, when)
        else:
            state = self.tr("not checked by ear yet")
        times = f"{clock(extract.time_start or 0)} – {clock(extract.time_stop or 0)}"
        item = QListWidgetItem(f"{times}  ·  {state}\n“{extract.words}”")
        item.setData(_ID, extract.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if extract.checked_by else Qt.CheckState.Unchecked)
        item.setToolTip(self.tr("Click to hear it; tick it when its words are what you hear"))
        return item

    @staticmethod
    def id_of(item: QListWidgetItem) -> PassageId:
        """Give the extract that an item of the list stands for."""
        return item.data(_ID)

    def _current(self) -> PassageId | None:
        item = self.list.currentItem()
        return self.id_of(item) if item else None

    def _offer(self, at: QPoint) -> None:
        if self.list.currentItem() is None:
            return
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(window_action(self, "quote"))
        menu.addAction(window_action(self, "copy_quotation"))
        menu.addSeparator()
        menu.addAction(icon("pencil-simple"), self.tr("Change words or times") + "\tF2", self._edit)
        menu.addAction(icon("trash"), self.tr("Delete this extract") + "\tDel", self._delete)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _show_buttons(self) -> None:
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(self.list.currentItem() is not None)

    def _tick(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        self._ticked = True
        passage, ticked = item.data(_ID), item.checkState() == Qt.CheckState.Checked
        self._attempt(lambda: self._studio.study.check_by_ear(passage, ticked))

    def _pressed(self) -> None:
        self._ticked = False

    def _clicked(self, item: QListWidgetItem) -> None:
        if not self._ticked:
            self._play(item)
        self._ticked = False

    def _play(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ID))

    def _edit(self) -> None:
        if current := self._current():
            self.edit_wanted.emit(current)

    def _delete(self) -> None:
        if current := self._current():
            self._attempt(lambda: self._studio.study.delete_passage(current))

    def _attempt(self, verb) -> None:  # type: ignore[no-untyped-def]
        try:
            verb()
        except StudyError as error:
            self.refused.emit(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._ticked = False
            runs = {Qt.Key.Key_F2: self._edit, Qt.Key.Key_Delete: self._delete}
            if run := runs.get(Qt.Key(event.key())):
                run()
                return True
        return False
