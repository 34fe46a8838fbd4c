"""Edit a quotation in the manner of track changes, over the words that were spoken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from framework_qda.text import quoting
from framework_qda.text.quoting import INSERTED, REPLACED, SPOKEN, Piece
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import colours

RESTORE_KEYS = "Alt+Backspace"
_WORD_BEFORE = re.compile(r"\S*\s*\Z")
_WORD_AFTER = re.compile(r"\s*\S*")
_ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class _Segment(NamedTuple):
    """Characters of the text on show that are words of a piece, or the author's in brackets.

    `place` is where they stand in the words spoken.
    """

    start: int
    stop: int
    piece: int
    place: int
    bracket: bool


class Underlined(NamedTuple):
    """Words that are underlined, and why."""

    words: str
    why: str


class WordsEdit(QTextEdit):
    """The words spoken with the author's edits over them: cuts are struck through, what is put in is in [ ].

    `edited(markup, typing)` tells that they read otherwise; `typing` is false for an edit that is a step by
    itself. `role_wanted` asks for what the chosen words are to be replaced by.
    """

    edited = Signal(str, bool)
    role_wanted = Signal()
    left = Signal()
    ended = Signal()  # the keyboard went elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, undoRedoEnabled=False, tabChangesFocus=True)
        self.setAccessibleName(self.tr("Words of the quotation"))
        self.setAccessibleDescription(
            self.tr("Delete cuts the chosen words, typing inserts in brackets, R replaces by a role")
        )
        self.setProperty("framed", True)
        self.setAcceptDrops(False)
        self.setMouseTracking(True)
        self._pieces: tuple[Piece, ...] = ()
        self._segments: list[_Segment] = []
        self._text = ""
        self._underlined: Sequence[Underlined] = ()
        self._pressed: int | None = None

    # What is shown ------------------------------------------------------------------------------------

    @property
    def markup(self) -> str:
        """The quotation as it is written down."""
        return quoting.write(self._pieces)

    def show_markup(self, markup: str) -> None:
        """Show a quotation; the cursor stays where it was, as far as it can."""
        place = self._place_at(self.textCursor().position()) if self._segments else 0
        self._pieces = quoting.parse(markup)
        self._render()
        self._put_cursor(self._position_of(place))

    def underline(self, found: Sequence[Underlined]) -> None:
        """Underline words wherever they are to be read."""
        if list(found) != list(self._underlined):
            self._underlined = list(found)
            cursor = self.textCursor()
            anchor, position = cursor.anchor(), cursor.position()
            self._render()
            self._put_cursor(anchor)
            self._put_cursor(position, keep=True)

    def dress(self) -> None:
        """Paint the same in the colours of now."""
        position = self.textCursor().position()
        self._render()
        self._put_cursor(position)

    def _render(self) -> None:
        runs = list[tuple[str, QTextCharFormat]]()
        self._segments, at, place = [], 0, 0
        for n, piece in enumerate(self._pieces):
            if piece.words:
                kept = piece.kind is SPOKEN
                runs.append((piece.words, QTextCharFormat() if kept else self._struck()))
                self._segments.append(_Segment(at, at + _units(piece.words), n, place, bracket=False))
                at, place = at + _units(piece.words), place + len(piece.words)
            if piece.kind in (INSERTED, REPLACED):
                text = f"[{piece.instead}]"
                runs.append((text, self._put_in()))
                self._segments.append(_Segment(at, at + _units(text), n, place, bracket=True))
                at += _units(text)
        self._text = "".join(text for text, _ in runs)
        with QSignalBlocker(self):
            self.clear()
            cursor = self.textCursor()
            for text, style in runs:
                cursor.insertText(text, style)
            self._underline()
            self.setCurrentCharFormat(QTextCharFormat())

    def _struck(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFontStrikeOut(True)
        style.setForeground(QColor(colours().warning))
        style.setToolTip(self.tr("Left out; a click restores it"))
        return style

    def _put_in(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(QColor(colours().accent))
        style.setBackground(QColor(colours().selection))
        style.setToolTip(self.tr("Put in by the author; %s takes it back") % RESTORE_KEYS)
        return style

    def _underline(self) -> None:
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(colours().warning))
        cursor = QTextCursor(self.document())
        for words, why in self._underlined:
            style.setToolTip(why)
            for found in re.finditer(re.escape(words), self._text):
                start, stop = _units(self._text[: found.start()]), _units(self._text[: found.end()])
                if words.strip() and not self._left_out(start):
                    cursor.setPosition(start)
                    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(style)

    def _left_out(self, position: int) -> bool:
        segment = self._segment_at(position)
        return bool(segment and not segment.bracket and self._pieces[segment.piece].kind is not SPOKEN)

    # Places -------------------------------------------------------------------------------------------

    def _segment_at(self, position: int) -> _Segment | None:
        """Give the segment of the character behind a position."""
        return next((each for each in self._segments if each.start <= position < each.stop), None)

    def _place_at(self, position: int) -> int:
        """Give where in the words spoken a position is."""
        for each in self._segments:
            if position < each.stop or each is self._segments[-1]:
                inside = max(0, min(position, each.stop) - each.start)
                if each.bracket:
                    return each.place
                words = self._pieces[each.piece].words
                return each.place + len(_cut_units(words, inside))
        return 0

    def _position_of(self, place: int, *, after: bool = False) -> int:
        """Give the position of a place in the words spoken; with `after`, behind what was put in there."""
        found = 0
        for each in self._segments:
            if each.bracket:
                found = each.stop if after and each.place <= place else found
                continue
            words = self._pieces[each.piece].words
            if each.place <= place <= each.place + len(words):
                found = each.start + _units(words[: place - each.place])
                if not after:
                    return found
        return found

    def _put_cursor(self, position: int, *, keep: bool = False) -> None:
        cursor = self.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(min(position, self.document().characterCount() - 1), mode)
        self.setTextCursor(cursor)

    def _selected(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _spoken_selection(self) -> tuple[int, int]:
        """Give the stretch of the words spoken that is chosen."""
        start, stop = self._selected()
        return self._place_at(start), self._place_before(stop)

    def _place_before(self, position: int) -> int:
        """Give the place behind the last character before a position."""
        segment = self._segment_at(position - 1)
        if segment is None or segment.bracket:
            return segment.place if segment else self._place_at(position)
        return segment.place + len(_cut_units(self._pieces[segment.piece].words, position - segment.start))

    def _bracket_around(self, start: int, stop: int, *, edges: bool = False) -> _Segment | None:
        """Give the brackets that a stretch lies within; with `edges` also those it touches."""
        wide = 0 if edges else 1
        return next(
            (
                each
                for each in self._segments
                if each.bracket and each.start + wide <= start and stop <= each.stop - wide
            ),
            None,
        )

    # Edits --------------------------------------------------------------------------------------------

    @property
    def has_words_chosen(self) -> bool:
        """Whether words of the speaker are chosen."""
        start, stop = self._spoken_selection()
        return self.textCursor().hasSelection() and start < stop

    @property
    def can_restore(self) -> bool:
        """Whether there is an edit at the cursor, or in what is chosen."""
        return bool(self._edits_here())

    def chosen_words(self) -> str:
        """Give the words of the speaker that are chosen."""
        start, stop = self._spoken_selection()
        return quoting.spoken(self.markup)[start:stop].strip()

    def cut_chosen(self) -> None:
        """Leave out what is chosen, or take away what the author put in there."""
        start, stop = self._selected()
        if inside := self._bracket_around(start, stop):
            self._rewrite(inside, start, stop, "", typing=False)
            return
        low, high = self._spoken_selection()
        if low < high:
            self._become(quoting.cut(self.markup, low, high), self._after(high), typing=False)
        else:
            self.restore_here()

    def replace_chosen(self, role: str) -> None:
        """Put a role in the place of the chosen words."""
        low, high = self._spoken_selection()
        if low < high and role.strip():
            self._become(quoting.replace(self.markup, low, high, role), self._after(high), typing=False)

    def restore_here(self) -> None:
        """Take back the edits at the cursor, or all that are chosen."""
        here = self._edits_here()
        if here:
            place = self._place_at(self._selected()[0])
            pieces = [Piece(SPOKEN, each.words) if n in here else each for n, each in enumerate(self._pieces)]
            self._become(quoting.write(pieces), lambda: self._position_of(place), typing=False)

    def _edits_here(self) -> set[int]:
        start, stop = self._selected()
        return {
            each.piece
            for each in self._segments
            if self._pieces[each.piece].kind is not SPOKEN
            and each.start <= max(stop - (start < stop), start)
            and (each.stop > start or (start == stop and each.stop == start))
        }

    def _after(self, place: int) -> Callable[[], int]:
        return lambda: self._position_of(place, after=True)

    def _become(self, markup: str, cursor: Callable[[], int], *, typing: bool) -> None:
        if markup == self.markup:
            return
        self._pieces = quoting.parse(markup)
        self._render()
        self._put_cursor(cursor())
        self.edited.emit(self.markup, typing)

    def _rewrite(self, bracket: _Segment, start: int, stop: int, text: str, *, typing: bool = True) -> None:
        """Write other words between brackets, in the place of those from one position to another."""
        piece = self._pieces[bracket.piece]
        first = bracket.start + 1
        low = len(_cut_units(piece.instead, start - first)) if start > first else 0
        high = len(_cut_units(piece.instead, stop - first)) if stop > first else 0
        instead = piece.instead[:low] + text + piece.instead[high:]
        new = piece._replace(instead=instead) if instead.strip() else Piece(SPOKEN, piece.words)
        pieces = [new if n == bracket.piece else each for n, each in enumerate(self._pieces)]
        caret = bracket.start + 1 + _units(piece.instead[:low] + text)
        at = caret if instead.strip() else bracket.start
        self._become(quoting.write(pieces), lambda: at, typing=typing)

    def type_in(self, text: str) -> None:
        """Put in words of the author, or write on in those put in, or in the place of what is chosen."""
        text = " ".join(text.replace("[", "").replace("]", "").split()) if len(text) > 1 else text
        if not text or text in "[]":
            return
        start, stop = self._selected()
        if bracket := self._bracket_around(start, stop, edges=start == stop):
            inner = min(max(start, bracket.start + 1), bracket.stop - 1)
            self._rewrite(bracket, inner, max(inner, min(stop, bracket.stop - 1)), text)
            return
        if not text.strip():
            return
        low, high = self._spoken_selection() if start < stop else (self._place_at(start),) * 2
        if low < high:
            low += len(self._spoken(low, high)) - len(self._spoken(low, high).lstrip())
            markup = quoting.replace(self.markup, low, high, text)
        else:
            markup = quoting.insert(self.markup, low, text)
        self._become(markup, lambda: self._in_bracket(low, high, text), typing=True)

    def _spoken(self, low: int, high: int) -> str:
        return quoting.spoken(self.markup)[low:high]

    def _in_bracket(self, low: int, high: int, text: str) -> int:
        """Give the position at the end of the words just put in."""
        for each in self._segments:
            if each.bracket and each.place >= low and self._pieces[each.piece].instead == text:
                return each.stop - 1
        return self._position_of(high, after=True)

    def _erase(self, step: int) -> None:
        """Take a letter of the author's own away, else cut a word of the speaker."""
        at = self.textCursor().position()
        bracket = self._bracket_beside(at, step)
        if bracket:
            at = min(at, bracket.stop - 1) if step < 0 else max(at, bracket.start + 1)
            self._rewrite(bracket, at - (step < 0), at + (step > 0), "")
            return
        while self._left_out(at - (step < 0)) or self._on_bracket(at - (step < 0)):
            at += step
        place, words = self._place_before(at) if step < 0 else self._place_at(at), quoting.spoken(self.markup)
        segment = self._segment_at(at - (step < 0))
        if segment is None:
            return
        first, last = segment.place, segment.place + len(self._pieces[segment.piece].words)
        if step < 0:
            found = _WORD_BEFORE.search(words, first, place)
            low, high = found.start() if found else first, place
        else:
            found = _WORD_AFTER.match(words, place, last)
            low, high = place, found.end() if found else last
        if low < high:
            goal = low if step < 0 else high
            self._become(quoting.cut(self.markup, low, high), lambda: self._position_of(goal), typing=True)

    def _bracket_beside(self, at: int, step: int) -> _Segment | None:
        """Give the brackets of which a letter is erased in the direction of a step."""
        for each in self._segments:
            before, behind = each.start + 1 < at <= each.stop, each.start <= at < each.stop - 1
            if each.bracket and (before if step < 0 else behind):
                return each
        return None

    def _on_bracket(self, position: int) -> bool:
        segment = self._segment_at(position)
        return bool(segment and segment.bracket)

    # Keys and mouse -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()  # the study's own undo takes back an edit, as it does everything
                return False
            if _restores(event) or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                                      Qt.KeyboardModifier.KeypadModifier)  # fmt: skip
        if _restores(event):
            self.restore_here()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.cut_chosen()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _ERASING:
            if self.textCursor().hasSelection():
                self.cut_chosen()
            else:
                self._erase(-1 if event.key() == Qt.Key.Key_Backspace else 1)
        elif event.key() == Qt.Key.Key_R and plain and self.has_words_chosen:
            self.role_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif plain and event.text() and event.text().isprintable():
            self.type_in(event.text())
        elif not _changes(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.type_in(event.commitString())
        super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.type_in(source.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self._clicked(event) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self._clicked(event)
        if at is not None and at == self._pressed and not self.textCursor().hasSelection():
            self._restore_piece(at)
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._clicked(event) is not None and not event.buttons()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _clicked(self, event: QMouseEvent) -> int | None:
        """Give the piece of which words left out are under the mouse."""
        at = (
            self.document()
            .documentLayout()
            .hitTest(event.position() + self._scrolled(), Qt.HitTestAccuracy.ExactHit)
        )
        segment = self._segment_at(at) if at >= 0 else None
        return segment.piece if segment and self._left_out(at) else None

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _restore_piece(self, number: int) -> None:
        pieces = [Piece(SPOKEN, each.words) if n == number else each for n, each in enumerate(self._pieces)]
        place = self._place_at(self.textCursor().position())
        self._become(quoting.write(pieces), lambda: self._position_of(place), typing=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.ended.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, symbol, run, can in (
            (self.tr("Leave out"), "Del", "scissors", self.cut_chosen, self.has_words_chosen),
            (self.tr("Replace by a role…"), "R", "swap", self.role_wanted.emit, self.has_words_chosen),
            (
                self.tr("Restore"),
                RESTORE_KEYS,
                "arrow-counter-clockwise",
                self.restore_here,
                self.can_restore,
            ),
            (self.tr("Copy"), "Ctrl+C", "copy", self.copy, self.textCursor().hasSelection()),
        ):
            action = menu.addAction(icon(symbol), f"{words}\t{keys}")
            action.triggered.connect(lambda _=False, run=run: run())
            action.setEnabled(can)
        menu.popup(event.globalPos())


def _restores(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Backspace and event.modifiers() == Qt.KeyboardModifier.AltModifier


def _changes(event: QKeyEvent) -> bool:
    """Tell whether Qt's own editor would change the text."""
    standard = QKeySequence.StandardKey
    return any(
        event.matches(each)
        for each in (
            *(standard.DeleteStartOfWord, standard.DeleteEndOfWord, standard.DeleteEndOfLine),
            *(standard.DeleteCompleteLine, standard.InsertLineSeparator, standard.InsertParagraphSeparator),
        )
    )


def _units(text: str) -> int:
    """Count the characters of a text as Qt does, which takes two for some."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut_units(text: str, units: int) -> str:
    """Give the beginning of a text that is so long as Qt counts."""
    return (
        text[:units]
        if text.isascii()
        else text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    )
