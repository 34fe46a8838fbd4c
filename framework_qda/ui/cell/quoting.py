"""Fit what somebody said between what stands around it: spaces, and quotation marks that were typed."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from framework_qda.text.summary import Kind, Line, Run
from framework_qda.ui.cell.rich_summary import kind_of, unquoted

_PARAGRAPH_END = "\u2029"
_OPENING, _CLOSING = frozenset('“„"'), frozenset('”"')
_NO_SPACE_AFTER = frozenset("([“‘/" + _PARAGRAPH_END)
_NO_SPACE_BEFORE = frozenset(")]”’/.,;:!?…" + _PARAGRAPH_END)


def spaced(cursor: QTextCursor, lines: list[Line]) -> list[Line]:
    """Part lines from what stands around a selection; two utterances side by side must not become one."""
    document, space = cursor.document(), Run(" ")
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    before, after = document.characterAt(start - 1), document.characterAt(end)
    parted = before.isspace() or before in _NO_SPACE_AFTER
    if start and (not parted or _is_own(document, start - 1)):
        lines = [Line((space, *lines[0].runs)), *lines[1:]]
    parted = after.isspace() or after in _NO_SPACE_BEFORE or after == "\0"
    if not parted or _is_own(document, end):
        lines = [*lines[:-1], Line((*lines[-1].runs, space))]
    return lines


def with_typed_marks(cursor: QTextCursor) -> QTextCursor:
    """Select the quotation mark before a selection too, with the one after it if there is one."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if document.characterAt(start - 1) in _OPENING and not _is_own(document, start - 1):
        closed = document.characterAt(end) in _CLOSING
        cursor.setPosition(start - 1)
        cursor.setPosition(end + closed, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def without_marks(cursor: QTextCursor) -> QTextCursor:
    """Take quotation marks off both ends of what is selected."""
    said = cursor.selectedText()
    if unquoted(said) != said:
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for place in (end - 1, start):
            cursor.setPosition(place)
            cursor.deleteChar()
        cursor.setPosition(start)
        cursor.setPosition(end - 2, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _is_own(document: QTextDocument, position: int) -> bool:
    """Tell whether a letter is one of somebody's own words."""
    if document.characterAt(position) in ("", "\0", _PARAGRAPH_END):
        return False
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)  # the format of a cursor is that of the letter before it
    return kind_of(cursor.charFormat()) is Kind.OWN_WORDS
