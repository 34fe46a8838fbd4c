"""The page on which a draft is written: what keys and a double click do on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from framework_qda.study.authoring import BlockKind
from framework_qda.text.drafting import Quoted, Reference, Run
from framework_qda.ui.report import keys
from framework_qda.ui.report.caret import (
    Span,
    atom_after,
    atom_before,
    chosen_whole,
    find_block,
    remove_selected,
    select,
    split,
    tidy,
)
from framework_qda.ui.report.mapping import (
    Rendering,
    Store,
    block_of,
    id_of,
    is_whole,
    kind_of,
    redress,
    run_format,
)
from framework_qda.ui.report.page_drops import DropPage
from framework_qda.ui.report.page_steps import Steps
from framework_qda.ui.report.set_off import quotation_in

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_SECTION = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TYPED = {
    "#": (BlockKind.HEADING, 1),
    "##": (BlockKind.HEADING, 2),
    "###": (BlockKind.HEADING, 3),
    "-": (BlockKind.ITEM, 0),
    "*": (BlockKind.ITEM, 0),
    "1.": (BlockKind.NUMBERED, 0),
}


class DraftEdit(DropPage):
    """Write a draft: each paragraph is a block of it.

    While there is typing to take back, undo and redo are the document's own; else `undo_wanted` and
    `redo_wanted` ask for the study's. `opened(Block)` comes with Enter or a double click on a whole,
    `quotation_opened(id)` on a quotation, `reference_opened(block)` on a reference. These and objects are
    not typed into: the caret takes each as one. `saver` has what is typed written to the study.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    link_wanted = Signal()
    reference_wanted = Signal()
    find_wanted = Signal()
    opened = Signal(object)
    quotation_opened = Signal(str)
    reference_opened = Signal(str)
    section_moved = Signal(int)  # by Alt and an arrow on a heading: the section goes up or down

    def __init__(self, rendering: Rendering, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(rendering, store, parent)
        self.saver: Callable[[], bool] = lambda: True
        self.steps = Steps(self)
        self.setAccessibleName(self.tr("Text of the draft"))
        self.setPlaceholderText(self.tr("Write here; it is saved as you type"))
        self._keys = self._commands()

    def save(self) -> bool:
        """Have what is typed in the study at once."""
        return self.saver()

    def _commands(self) -> list[tuple[QKeySequence, Callable[[], None]]]:
        return [
            *((QKeySequence(keys.HEADING % n), self._heading(n)) for n in (1, 2, 3)),
            (QKeySequence(keys.PARAGRAPH), lambda: self.set_kind(BlockKind.PARAGRAPH)),
            (QKeySequence(keys.LIST), lambda: self.toggle_kind(BlockKind.ITEM)),
            (QKeySequence(keys.NUMBERED), lambda: self.toggle_kind(BlockKind.NUMBERED)),
            (QKeySequence(keys.BOLD), self.toggle_bold),
            (QKeySequence(keys.ITALIC), self.toggle_italic),
            (QKeySequence(keys.NOTE), self.toggle_note),
            (QKeySequence(keys.LINK), self.link_wanted.emit),
            (QKeySequence(keys.REFERENCE), self.reference_wanted.emit),
            (QKeySequence(keys.FIND), self.find_wanted.emit),
        ]

    def _heading(self, level: int) -> Callable[[], None]:
        return lambda: self.set_kind(BlockKind.HEADING, level)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        pressed = QKeySequence(event.keyCombination())
        return next((run for each, run in self._keys if each == pressed), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            if _is(key, QKeySequence.StandardKey.Undo) or _is(key, QKeySequence.StandardKey.Redo):
                event.setAccepted(self._can(key))
                return event.isAccepted()
            if self._command(key):
                event.accept()
                return True
        return super().event(event)

    def _can(self, event: QKeyEvent) -> bool:
        if _is(event, QKeySequence.StandardKey.Undo):
            return self.document().isUndoAvailable()
        return self.document().isRedoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command:
            command()
        elif _is(event, QKeySequence.StandardKey.Undo):
            self.steps.back() if self._can(event) else self.undo_wanted.emit()
        elif _is(event, QKeySequence.StandardKey.Redo):
            self.steps.on() if self._can(event) else self.redo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif not (self._key_on_whole(event) or self._key_of_paragraph(event)):
            if _types(event):
                self._clear_selected()
                self._step_out()
            super().keyPressEvent(event)

    def _key_on_whole(self, event: QKeyEvent) -> bool:
        """Handle the keys while a whole is chosen: go on past it, open it, take it away, write after it."""
        cursor = self.textCursor()
        block = chosen_whole(cursor)
        if block is None:
            return False
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._open(block)
        elif key in _BACK and shifted:
            cursor.setPosition(cursor.selectionEnd())
            cursor.setPosition(max(0, block.position() - 1), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        elif key in (*_BACK, *_ON) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step_past(block, -1 if key in _BACK else 1)
        elif _types(event):
            self.setTextCursor(self._paragraph_after(cursor))
            return False
        elif key in _ENTER:
            self.setTextCursor(self._paragraph_after(cursor))
        else:
            return False
        return True

    def _step_past(self, block: QTextBlock, step: int) -> None:
        beside = block.next() if step > 0 else block.previous()
        if beside.isValid():
            self._last = block.position()
            cursor = QTextCursor(beside)
            if step < 0:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _open(self, block: QTextBlock) -> None:
        found = block_of(block, self.store)
        if found.kind is BlockKind.QUOTATION and (quoted := quotation_in(found)):
            self.quotation_opened.emit(quoted)
        else:
            self.opened.emit(found)

    def _key_of_paragraph(self, event: QKeyEvent) -> bool:
        key, cursor = event.key(), self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and plain:
            self._enter(cursor)
        elif key in _SECTION and _with_alt(event) and self.kind()[0] is BlockKind.HEADING:
            self.section_moved.emit(_SECTION[Qt.Key(key)])
            return True
        elif key == Qt.Key.Key_Space and plain and self._made_of_sign(cursor):
            pass
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._indent(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Backspace:
            return self._erase(cursor, forward=False)
        elif key == Qt.Key.Key_Delete:
            return self._erase(cursor, forward=True)
        else:
            return False
        self.ensureCursorVisible()
        return True

    def _enter(self, cursor: QTextCursor) -> None:
        atom = self._chosen_atom(cursor)
        if atom is not None:
            self._open_atom(atom)
            return
        remove_selected(cursor)
        kind, _ = self.kind()
        if not cursor.block().text() and kind in (BlockKind.ITEM, BlockKind.NUMBERED, BlockKind.NOTE):
            self.set_kind(BlockKind.PARAGRAPH)
            return
        style = self.look()
        split(cursor)
        self.setTextCursor(cursor)
        kind, level = self.kind()
        self.setCurrentCharFormat(run_format(style._replace(links=(), note=False), kind, level))

    def _chosen_atom(self, cursor: QTextCursor) -> Quoted | Reference | None:
        if not cursor.hasSelection():
            return None
        found = atom_after(self.document(), cursor.selectionStart())
        return found.inline if found and found.end == cursor.selectionEnd() else None

    def _open_atom(self, inline: Quoted | Reference) -> None:
        if isinstance(inline, Quoted):
            self.quotation_opened.emit(inline.quotation)
        else:
            self.reference_opened.emit(inline.block)

    def _made_of_sign(self, cursor: QTextCursor) -> bool:
        """Make a heading or an item of a paragraph that begins with its sign, as # or -."""
        before = cursor.block().text()[: cursor.positionInBlock()]
        if cursor.hasSelection() or before not in _TYPED or self.kind()[0] is not BlockKind.PARAGRAPH:
            return False
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        redress(QTextCursor(cursor), cursor.block(), *_TYPED[before])
        cursor.endEditBlock()
        if not cursor.block().text():
            self.setCurrentCharFormat(run_format(Run(""), *_TYPED[before]))
        self.style_changed.emit()
        return True

    def _indent(self, step: int) -> None:
        """Go deeper or up: headings by a level, paragraphs into a list and out of it.

        Else the keyboard goes on to the next pane. A paragraph becomes an item at its beginning only.
        """
        kind, level = self.kind()
        if kind is BlockKind.HEADING:
            self.set_kind(kind, max(1, min(3, level + step)))
        elif kind is BlockKind.PARAGRAPH and step > 0 and self.textCursor().atBlockStart():
            self.set_kind(BlockKind.ITEM)
        elif kind in (BlockKind.ITEM, BlockKind.NUMBERED) and step < 0:
            self.set_kind(BlockKind.PARAGRAPH)
        else:
            self.focusNextPrevChild(step > 0)

    def _erase(self, cursor: QTextCursor, *, forward: bool) -> bool:
        """Handle Del and Backspace beside and on what is taken as one; False leaves it to the page."""
        if not cursor.hasSelection():
            beside = atom_after if forward else atom_before
            if atom := beside(self.document(), cursor.position()):
                select(cursor, atom)
            else:
                return self._at_border(cursor, forward=forward)
        remove_selected(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _at_border(self, cursor: QTextCursor, *, forward: bool) -> bool:
        """Where a paragraph ends, choose the whole beside it, or take from it first what it is."""
        block = cursor.block()
        if not (cursor.atBlockEnd() if forward else cursor.atBlockStart()):
            return False
        kind = kind_of(block)
        if not forward and kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            self.set_kind(BlockKind.PARAGRAPH)
            return True
        beside = block.next() if forward else block.previous()
        if not beside.isValid() or not is_whole(kind_of(beside)):
            return False
        whole = id_of(beside)
        if block.length() == 1:
            cursor.deleteChar() if block.next().isValid() and forward else cursor.deletePreviousChar()
            tidy(cursor)
        if found := find_block(self.document(), whole):
            select(cursor, Span(found.position(), found.position() + found.length() - 1))
        self.setTextCursor(cursor)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.setTextCursor(self._writable())
            self._clear_selected()
            self._step_out()
        super().inputMethodEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cursor = self.textCursor()
        block, atom = chosen_whole(cursor), self._chosen_atom(cursor)
        if block is not None:
            self._open(block)
        elif atom is not None:
            self._open_atom(atom)
        else:
            super().mouseDoubleClickEvent(event)


def _with_alt(event: QKeyEvent) -> bool:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier


def _is(event: QKeyEvent, key: QKeySequence.StandardKey) -> bool:
    redo = QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Shift+Z")
    return (key == QKeySequence.StandardKey.Redo and redo) or event.matches(key)


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key types a letter; with AltGr, Ctrl and Alt are held both."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and (not held or held == both)
