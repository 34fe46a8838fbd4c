"""Correct one paragraph of an interview where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout

from framework_qda.text.transcript import Paragraph, clock
from framework_qda.ui.recording.times import time_typed
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.transcript_text import TranscriptText

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 4  # at least, for the words


class ParagraphEdit(QFrame):
    """A speaker, a time and words laid over a paragraph; Ctrl+Enter saves them, Esc leaves.

    `saved` carries the paragraph as it is to be.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, text: TranscriptText) -> None:
        super().__init__(text.viewport())
        self._text = text
        self._before = Paragraph(0, "")
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.number = QLabel()
        self.number.setProperty("muted", True)
        self.speaker = QLineEdit(placeholderText=self.tr("Speaker"))
        self.speaker.setAccessibleName(self.tr("Speaker"))
        self.time = QLineEdit(placeholderText=self.tr("00:00:00"))
        self.time.setAccessibleName(self.tr("Time in the recording"))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("Words of the paragraph"))
        self.words.setProperty("framed", True)
        self.words.setTabChangesFocus(True)
        self.foot = QLabel(wordWrap=True)
        self.foot.setProperty("muted", True)
        self._lay_out()
        for field in (self.speaker, self.time, self.words):
            field.installEventFilter(self)
        text.moved.connect(self._follow)
        self.hide()

    def _lay_out(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self.speaker.setMaximumWidth(letter * 24)
        top = QHBoxLayout(spacing=2 * STEP)
        for widget in (self.number, self.speaker, self.time):
            top.addWidget(widget)
        top.addStretch(1)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        column.addLayout(top)
        column.addWidget(self.words, 1)
        column.addWidget(self.foot)

    def open(self, paragraph: Paragraph) -> None:
        """Lay itself over a paragraph, ready to type."""
        self._before = paragraph
        self.number.setText(self.tr("Paragraph %d") % paragraph.number)
        self.speaker.setText(paragraph.speaker)
        self.time.setText("" if paragraph.time is None else clock(paragraph.time))
        self.words.setPlainText(paragraph.text)
        self.words.setFont(self._text.font())
        self.say(self.tr("Ctrl+Enter saves · Esc leaves it as it was"))
        self.show()
        self.raise_()
        self._follow()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Show a sentence at the foot."""
        self.foot.setText(sentence)

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self.isVisible() and self._paragraph() != self._before

    def save(self) -> None:
        """Tell what was typed, unless the time is none."""
        typed = self.time.text().strip()
        if typed and time_typed(typed) is None:
            self.say(self.tr("“%s” is no time; write it as 00:14:05.") % typed)
            self.time.setFocus()
        else:
            self.saved.emit(self._paragraph())

    def close_edit(self) -> None:
        """Give the page back."""
        if not self.isHidden():
            self.hide()
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.left.emit()

    def _paragraph(self) -> Paragraph:
        typed, before = self.time.text().strip(), self._before
        shown = "" if before.time is None else clock(before.time)
        time = before.time if typed == shown else time_typed(typed)
        # A field of Qt gives back its own kind of line end; one that nobody touched keeps what it held.
        words = self.words.toPlainText().strip() if self.words.document().isModified() else before.text
        return Paragraph(before.number, words, self.speaker.text().strip(), time)

    def _follow(self) -> None:
        """Stay over the paragraph while the page is scrolled."""
        if self.isHidden():
            return
        rect, page = self._text.paragraph_rect(self._before.number), self._text.page
        room = self._text.viewport()
        least = self.fontMetrics().height() * (_LINES + 6)
        self.time.setFixedWidth(self.fontMetrics().averageCharWidth() * 12 + 4 * STEP)
        height = int(min(room.height(), max(least, rect.height() + 3 * least / 4)))
        width = int(min(room.width() - 2 * STEP, page.measure + 8 * STEP))
        left = int(max(STEP, min(page.words_left - 4 * STEP, room.width() - width - STEP)))
        top = int(max(0, min(rect.top(), room.height() - height)))
        if (left, top, width, height) != self.geometry().getRect():
            self.setGeometry(left, top, width, height)

    def eventFilter(self, watched, event: QEvent) -> bool:  # type: ignore[no-untyped-def]
        if isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.close_edit() if event.key() == Qt.Key.Key_Escape else self.save()
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and bool(control))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().room))
        painter.setPen(QPen(QColor(colours().accent), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
