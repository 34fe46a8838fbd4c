"""Write a memo: saved as it is typed, one spell of typing a step of the history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused, StudyError
from framework_qda.study.model import About, Change, Memo
from framework_qda.ui import theme
from framework_qda.ui.dates import local_time
from framework_qda.ui.icons import icon
from framework_qda.ui.memos.words import one, subject_in_words
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class _Page(QPlainTextEdit):
    """A page to type on; tells when the keyboard goes elsewhere."""

    left = Signal()
    escaped = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class MemoEditor(QWidget):
    """One memo, or a new one that is in the study from its first word on.

    `go_wanted` asks to show what the memo is about, `written` tells which memo a new one has become.
    """

    go_wanted = Signal(object)
    written = Signal(str)
    left = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._memo: Memo | None = None
        self._new: tuple[About, str] | None = None
        self._text = SavedText(self._write, self)
        self._build()
        self._connect()
        self.show_nothing()

    @property
    def memo(self) -> Memo | None:
        """The memo on show, if it is in the study."""
        return self._memo

    @property
    def empty(self) -> bool:
        """Whether no memo is on show, and none begun."""
        return self._memo is None and self._new is None

    def show_memo(self, memo: Memo) -> None:
        """Show a memo, saving the one before."""
        self.save()
        self._begin(memo, None, memo.text)

    def begin(self, about: About, subject: str) -> None:
        """Begin a new memo about something."""
        self.save()
        self._begin(None, (about, subject), "")
        self.text.setFocus()

    def show_nothing(self) -> None:
        """Show that no memo is chosen."""
        self.save()
        self._memo = self._new = None
        self._pages.setCurrentIndex(0)

    def _begin(self, memo: Memo | None, new: tuple[About, str] | None, text: str) -> None:
        self._memo, self._new = memo, new
        self._put(text)
        self._describe()
        self._pages.setCurrentIndex(1)

    def _put(self, text: str) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)
        self._text.begin()
        self._say("")

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._pages = QStackedLayout(self)
        nothing = QLabel(self.tr("Choose a memo to read it, or write one."), wordWrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setProperty("muted", True)
        self._pages.addWidget(nothing)
        page = QWidget()
        self.about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.about.setProperty("heading", True)
        self.facts = QLabel(wordWrap=True)
        self.facts.setProperty("muted", True)
        self.go = self._button(
            "arrow-square-out", self.tr("Go to it"), self.tr("Show what this memo is about")
        )
        self.delete = self._button(
            "trash", self.tr("Delete"), self.tr("Delete this memo; undo brings it back")
        )
        self.text = _Page(tabChangesFocus=True)
        self.text.setAccessibleName(self.tr("Text of the memo"))
        self.text.setPlaceholderText(self.tr("Write here; it is saved as you type"))
        self.text.setProperty("framed", True)
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setAccessibleName(self.tr("Message"))
        column = QVBoxLayout(page, spacing=2 * STEP)
        column.setContentsMargins(5 * STEP, 4 * STEP, 5 * STEP, 4 * STEP)
        column.addWidget(self.about)
        row = QHBoxLayout(spacing=STEP)
        row.addWidget(self.facts, 1)
        row.addWidget(self.go)
        row.addWidget(self.delete)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.message)
        self._pages.addWidget(page)
        self._dress()

    def _button(self, symbol: str, text: str, hint: str) -> QToolButton:
        button = QToolButton(icon=icon(symbol), text=text, toolTip=hint)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self._text.end)
        self.text.escaped.connect(self._leave)
        self.go.clicked.connect(self._go)
        self.delete.clicked.connect(self._delete)
        self._text.told.connect(self._say)
        self._studio.changed.connect(self._changed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "text"):
            self._dress()

    def _dress(self) -> None:
        self.text.setFont(theme.reading_font(factor=1.08))

    def _describe(self) -> None:
        about, subject = (
            (self._memo.about, self._memo.subject) if self._memo else self._new or (About.STUDY, "")
        )
        study = self._studio.study
        self.about.setText(subject_in_words(study, about, subject))
        self.facts.setText(
            self.tr("Memo on the %s · ") % one(about) + f"{self._memo.author} · {local_time(self._memo.at)}"
            if self._memo
            else self.tr("New memo on the %s") % one(about)
        )
        there = about is About.STUDY or bool(study.subject_name(about, subject))
        self.go.setVisible(there and about not in (About.JOURNAL, About.STUDY))
        self.delete.setEnabled(self._memo is not None)

    # Writing ----------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._text.typed()
        if self._new:
            self.save()

    def save(self) -> bool:
        """Save at once what is typed; tells whether no word of it is left unsaved."""
        return self._text.save() or not self.text.toPlainText().strip()

    def _write(self, spell: str) -> None:
        study, text = self._studio.study, self.text.toPlainText()
        if self._memo and not text.strip():
            raise Refused(self.tr("An empty memo is not saved: write on, or delete it."))
        if self._new and text.strip():
            about, subject = self._new
            memo = study.write_memo(about, text, subject, continues=spell)
            self._memo, self._new = study.memo(memo), None
            self._describe()
            self.written.emit(memo)
        elif self._memo and text.strip() != self._memo.text:
            study.edit_memo(self._memo.id, text, continues=spell)

    def _delete(self) -> None:
        if self._memo:
            self._text.begin()
            try:
                self._studio.study.delete_memo(self._memo.id)
            except StudyError as error:
                self._say(str(error))

    def _go(self) -> None:
        self.save()
        if self._memo:
            self.go_wanted.emit(self._memo)
        elif self._new:
            self.go_wanted.emit(Memo("", *self._new, "", "", ""))  # type: ignore[arg-type]

    def _leave(self) -> None:
        self.save()
        self.left.emit()

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _changed(self, change: Change) -> None:
        if self._memo and (self._memo.id,) in change.rows.get("memo", ()):
            memo = self._studio.study.memo(self._memo.id)
            if memo is None:
                self._text.begin()
                self.show_nothing()
                return
            self._memo = memo
            if not self._text.unsaved and memo.text != self.text.toPlainText().strip():
                self._put(memo.text)
        if (self._memo or self._new) and change.touches(
            "memo", "setting", "area", "interview", "matrix", "subtopic", "passage"
        ):
            self._describe()
