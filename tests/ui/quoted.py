"""Quotations in the small study, and the keys that work on them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from framework_qda.study import Study
from framework_qda.study.authoring import QuotationId
from framework_qda.study.model import InterviewId
from framework_qda.ui.quotes.panel_words import WordsEdit


def stretch(study: Study, interview: InterviewId, words: str) -> tuple[int, int]:
    """Tell where words stand in an interview's text."""
    start = study.transcript(interview).text.index(words)
    return start, start + len(words)


def quote(study: Study, row: int, words: str, column: int | None = 1) -> QuotationId:
    """Quote words of an interview, by its place in the study, indexed to a sub-topic."""
    interview = study.interviews()[row].id
    subtopics = [] if column is None else [study.subtopics()[column].id]
    return study.quote_stretch(interview, *stretch(study, interview, words), subtopics)


def select(editor: WordsEdit, words: str) -> None:
    """Choose words in the editor, as the mouse does."""
    start = editor.toPlainText().index(words)
    begin, end = (_units(editor.toPlainText()[:n]) for n in (start, start + len(words)))
    cursor = editor.textCursor()
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def _units(text: str) -> int:
    """Count as Qt does, which takes two for some characters."""
    return len(text.encode("utf-16-le")) // 2


def put_cursor(editor: WordsEdit, after: str) -> None:
    """Put the cursor behind words."""
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(after) + len(after))
    editor.setTextCursor(cursor)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifiers)
