"""The page on which a draft is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Inline, Quoted, Reference, Run, sentences, write
from framework_qda.ui import settings
from framework_qda.ui.exposed_words import ExposedWords
from framework_qda.ui.report import keys
from framework_qda.ui.report.caret import (
    Span,
    atom_after,
    atom_before,
    chosen_blocks,
    chosen_whole,
    find_block,
    new_id,
    outside,
    remove_selected,
    select,
    span_around,
    split,
    tidy,
    whole_at,
)
from framework_qda.ui.report.clipboard import Clip, clip_from, mime_of, with_ids
from framework_qda.ui.report.mapping import (
    BLOCKS_MIME,
    LEVEL,
    LINKS,
    QUOTATIONS_MIME,
    Rendering,
    Store,
    atom_of,
    block_of,
    id_of,
    inlines_of,
    is_whole,
    kind_of,
    paragraphs,
    parsed,
    put,
    put_inlines,
    redress,
    run_format,
    run_of,
)
from framework_qda.ui.report.page_marks import PageMarks
from framework_qda.ui.theme import STEP, reading_font

MEASURE = 72  # letters
MARGIN = 13 * STEP
_ZOOM = "report/zoom"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENING = "([{‘“«'\"-–—/"  # what stands close after these stands right
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


class Place(NamedTuple):
    """Where the caret is: a block, the number of the sentence in it, and what stands in that sentence."""

    block: Block
    sentence: int
    inlines: tuple[Inline, ...]


class DraftEdit(QTextEdit):
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
    focus_left = Signal()
    style_changed = Signal()
    section_moved = Signal(int)  # by Alt and an arrow on a heading: the section goes up or down

    def __init__(self, rendering: Rendering, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rendering, self.store = rendering, store
        self.saver: Callable[[], bool] = lambda: True
        self.marks = PageMarks(self, rendering)
        self.exposed: ExposedWords | None = None  # underlines what could tell who somebody is
        self._together = set[int]()  # steps of undo that go with those before them
        self.walking = False  # in an undo or redo of the page's own
        self._settling = False
        self._last = 0
        self.document().setDocumentMargin(MARGIN)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Text of the draft"))
        self.setPlaceholderText(self.tr("Write here; it is saved as you type"))
        self._keys = self._commands()
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._caret_moved)
        self.currentCharFormatChanged.connect(self.style_changed)
        self.dress()

    # -- where the caret is

    def block_here(self) -> Block:
        """Give the block of the caret."""
        return block_of(self.textCursor().block(), self.store)

    def place(self) -> Place:
        """Tell the sentence of the caret."""
        block = self.block_here()
        at = self.textCursor().positionInBlock()
        if is_whole(block.kind):
            return Place(block, 0, ())
        told = sentences(tuple(inlines_of(self.textCursor().block())))
        starts = self._starts(told)
        number = max((n for n, start in enumerate(starts) if start <= at), default=0)
        return Place(block, number, told[number] if told else ())

    def show_block(self, wanted: BlockId, sentence: int = 0) -> bool:
        """Put the caret to a block, at the beginning of a sentence of it; False where it is not there."""
        found = find_block(self.document(), wanted)
        if found is None:
            return False
        self.show_position(found.position() + self._offset(found, sentence))
        return True

    def _offset(self, block: QTextBlock, sentence: int) -> int:
        """Give where a sentence begins in a paragraph."""
        if is_whole(kind_of(block)):
            return 0
        starts = self._starts(sentences(tuple(inlines_of(block))))
        return min(starts[min(sentence, len(starts) - 1)], block.length() - 1) if starts else 0

    def sentence_around(self, block: QTextBlock, offset: int) -> Span:
        """Give the sentence that stands at a place of a paragraph (UTF-16, from its beginning)."""
        starts = self._starts(sentences(tuple(inlines_of(block))))
        start = max((each for each in starts if each <= offset), default=0)
        end = min((each for each in starts if each > offset), default=block.length() - 1)
        return Span(block.position() + start, block.position() + end)

    def _starts(self, told: Sequence[Sequence[Inline]]) -> list[int]:
        """Give where sentences begin (UTF-16), each as long as it is shown."""
        starts = [0]
        for sentence in told:
            shown = "".join(
                each.text if isinstance(each, Run) else self.rendering.words(each) for each in sentence
            )
            starts.append(starts[-1] + len(shown.encode("utf-16-le")) // 2)
        return starts[: len(told)]

    def show_position(self, position: int, end: int | None = None) -> None:
        """Put the caret somewhere in the document, with what is around it in view."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)  # so that what is sought comes to the top of the page
        cursor.setPosition(position)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 4)

    def _caret_moved(self) -> None:
        """Step over, or take as one, what is not the author's words; type as beside it, not as in it."""
        if self._settling:
            return
        self._settling = True
        cursor = self.textCursor()
        if self._take_whole(cursor):
            self.setTextCursor(cursor)
        self._settling = False
        self._last = cursor.position()
        self._step_out()
        self.style_changed.emit()

    def _step_out(self) -> None:
        """Have what is typed stand beside a quotation, a reference or a link, and not belong to it."""
        style = self.currentCharFormat()
        if not self.textCursor().hasSelection() and (atom_of(style) or self._at_end_of_link(style)):
            self.setCurrentCharFormat(self._plain_format(style))

    def _take_whole(self, cursor: QTextCursor) -> bool:
        document, forward = self.document(), cursor.position() >= self._last
        if not cursor.hasSelection():
            span = span_around(document, cursor.position())
            if span is None or span.start == span.end:
                return False
            cursor.setPosition(span.start if forward or span.inline is None else span.end)
            cursor.setPosition(
                span.end if forward or span.inline is None else span.start, QTextCursor.MoveMode.KeepAnchor
            )
            return True
        anchor = outside(document, cursor.anchor(), forward=cursor.anchor() > cursor.position())
        position = outside(document, cursor.position(), forward=forward)
        if chosen_whole(cursor) or (anchor, position) == (cursor.anchor(), cursor.position()):
            return False
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        return True

    def _at_end_of_link(self, style: QTextCharFormat) -> bool:
        if not style.stringProperty(LINKS):
            return False
        cursor = self.textCursor()
        at, block = cursor.positionInBlock(), cursor.block()
        after = [each for each in block.textFormats() if each.start <= at < each.start + each.length]
        return not after or after[0].format.stringProperty(LINKS) != style.stringProperty(LINKS)

    def _plain_format(self, style: QTextCharFormat) -> QTextCharFormat:
        block = self.textCursor().block()
        look = Run("") if atom_of(style) else run_of(style)._replace(links=())
        return run_format(look, kind_of(block), block.blockFormat().intProperty(LEVEL))

    # -- what may be put in

    def insert_inline(self, inline: Inline) -> None:
        """Put words, a quotation or a reference in at the caret; on a whole, in a paragraph after it."""
        self.setTextCursor(self._writable())
        cursor = self.textCursor()
        block = cursor.block()
        cursor.beginEditBlock()
        remove_selected(cursor)
        put_inlines(cursor, [inline], self.rendering, kind_of(block), block.blockFormat().intProperty(LEVEL))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def _writable(self) -> QTextCursor:
        """Give the caret, in a paragraph after it where it is on a whole."""
        cursor = self.textCursor()
        if chosen_whole(cursor) or whole_at(self.document(), cursor.position()):
            cursor = self._paragraph_after(cursor)
        return cursor

    def _paragraph_after(self, cursor: QTextCursor) -> QTextCursor:
        after = QTextCursor(cursor.block())
        after.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        after.beginEditBlock()
        put(after, Block(new_id(), BlockKind.PARAGRAPH), self.rendering, self.store, new=True)
        after.endEditBlock()
        return after

    def insert_blocks(self, blocks: Sequence[Block]) -> list[BlockId]:
        """Put blocks in after the caret's paragraph, in its place where that is empty; tells their ids."""
        blocks = with_ids(blocks, map(id_of, paragraphs(self.document())))
        cursor = self.textCursor()
        cursor.clearSelection()
        here = cursor.block()
        instead = here.length() == 1 and not is_whole(kind_of(here))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.beginEditBlock()
        for number, block in enumerate(blocks):
            put(cursor, block, self.rendering, self.store, new=not (instead and number == 0))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return [block.id for block in blocks]

    def insert_quotation(self, quotation: str, inline: bool = False) -> None:
        """Put a quotation in: set off after the caret's paragraph, or in the sentence."""
        self.insert_quotations([quotation], inline=inline)

    def insert_quotations(self, quotations: Iterable[str], *, inline: bool = False) -> None:
        """Put quotations in."""
        made = [Quoted(each, self.rendering.agreed(each)) for each in quotations]
        if inline:
            self._insert_apart(made)
        elif made:
            self.insert_blocks([quotation_block(each) for each in made])

    def _insert_apart(self, inlines: Sequence[Inline]) -> None:
        """Put words or quotations in before the word of the caret, with spaces where words stand close."""
        self.setTextCursor(self._writable())
        self._clear_selected()
        cursor = self.textCursor()
        if all(map(str.isalnum, self._beside_caret())):  # within a word
            cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
            cursor.setPosition(outside(self.document(), cursor.position(), forward=True))
            self.setTextCursor(cursor)
        cursor.beginEditBlock()
        for inline in inlines:
            before, _ = self._beside_caret()
            if before and not before.isspace() and before not in _OPENING and not _starts_apart(inline):
                self.insert_inline(Run(" "))
            self.insert_inline(inline)
        before, after = self._beside_caret()
        if after.isalnum() and not before.isspace():
            self.insert_inline(Run(" "))
        cursor.endEditBlock()

    def _beside_caret(self) -> tuple[str, str]:
        """Give the letters before and after the caret; "" at the ends of its paragraph."""
        document, at = self.document(), self.textCursor().position()
        before, after = document.characterAt(at - 1) if at else "", document.characterAt(at)
        return before.strip("\u2029\x00"), after.strip("\u2029\x00")

    def put_block(self, block: Block) -> None:
        """Let a block that stands here say or show something else."""
        if found := find_block(self.document(), block.id):
            cursor = QTextCursor(found)
            cursor.beginEditBlock()
            self._rewrite(cursor, block)
            cursor.endEditBlock()

    def _rewrite(self, cursor: QTextCursor, block: Block) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        put(cursor, block, self.rendering, self.store, new=False)

    def link(self, ids: Sequence[str]) -> None:
        """Link the selected words to evidence, or take their links away; the caret goes behind them."""
        self._on_runs(lambda run: run._replace(links=tuple(ids)))
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def linked_here(self) -> tuple[str, ...]:
        """Give the evidence of the selected words, or of those around the caret."""
        runs = list(self._chosen_runs()) or [run_of(self.currentCharFormat())]
        return tuple(dict.fromkeys(link for run in runs for link in run.links))

    def select_link(self) -> bool:
        """Select the linked words around the caret; tells whether any words are selected."""
        cursor = self.textCursor()
        links = run_of(self.currentCharFormat()).links
        if cursor.hasSelection() or not links:
            return cursor.hasSelection()
        at, block = cursor.positionInBlock(), cursor.block()
        pieces = [each for each in block.textFormats() if run_of(each.format).links == links]
        start = end = at
        for each in reversed(pieces):
            if each.start <= start <= each.start + each.length:
                start = each.start
        for each in pieces:
            if each.start <= end <= each.start + each.length:
                end = each.start + each.length
        select(cursor, Span(block.position() + start, block.position() + end))
        self.setTextCursor(cursor)
        return True

    def save(self) -> bool:
        """Have what is typed in the study at once."""
        return self.saver()

    # -- kinds and looks

    def kind(self) -> tuple[BlockKind, int]:
        """Tell the kind of the paragraph of the caret, and its level."""
        block = self.textCursor().block()
        return kind_of(block), block.blockFormat().intProperty(LEVEL)

    def set_kind(self, kind: BlockKind, level: int = 0) -> None:
        """Make the chosen paragraphs this kind; wholes stay what they are."""
        cursor = self.textCursor()  # undo brings the caret back to where an edit began
        cursor.beginEditBlock()
        for block in chosen_blocks(self.textCursor()):
            if not is_whole(kind_of(block)):
                redress(cursor, block, kind, level)
        cursor.endEditBlock()
        block = self.textCursor().block()
        if not block.text():
            self.setCurrentCharFormat(run_format(Run(""), kind, level))
        self.style_changed.emit()

    def toggle_kind(self, kind: BlockKind) -> None:
        """Make the chosen paragraphs this kind, or ordinary ones where all are."""
        kinds = {kind_of(block) for block in chosen_blocks(self.textCursor())}
        self.set_kind(BlockKind.PARAGRAPH if kinds == {kind} else kind)

    def look(self) -> Run:
        """Tell how what is typed next looks."""
        return run_of(self.currentCharFormat())

    def toggle_bold(self) -> None:
        on = all(run.bold for run in self._chosen_runs() or [self.look()])
        self._on_runs(lambda run: run._replace(bold=not on))

    def toggle_italic(self) -> None:
        on = all(run.italic for run in self._chosen_runs() or [self.look()])
        self._on_runs(lambda run: run._replace(italic=not on))

    def toggle_note(self) -> None:
        """Make the selected words, or the whole paragraph of the caret, a note to self or text again.

        Within words that are a note these become text; at their end what is typed next is.
        """
        if self.textCursor().hasSelection():
            on = all(run.note for run in self._chosen_runs() or [self.look()])
            self._on_runs(lambda run: run._replace(note=not on))
        elif self.look().note:
            if words := self._words_of_note():
                look = run_of(words.charFormat())._replace(note=False)
                words.setCharFormat(run_format(look, *self.kind()))
            self._on_runs(lambda run: run._replace(note=False))
        else:
            self.toggle_kind(BlockKind.NOTE)

    def _words_of_note(self) -> QTextCursor | None:
        """Give the words of the note that the caret is within."""
        cursor = self.textCursor()
        at, block = cursor.positionInBlock(), cursor.block()
        for piece in block.textFormats():
            if piece.start < at < piece.start + piece.length and run_of(piece.format).note:
                start = block.position() + piece.start
                select(cursor, Span(start, start + piece.length))
                return cursor
        return None

    def _chosen_runs(self) -> list[Run]:
        return [run for _, run in self._chosen_stretches()]

    def _chosen_stretches(self) -> Iterator[tuple[Span, Run]]:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end:
            return
        for block in chosen_blocks(cursor):
            if is_whole(kind_of(block)):
                continue
            for piece in block.textFormats():
                low = max(start, block.position() + piece.start)
                high = min(end, block.position() + piece.start + piece.length)
                if low < high and not atom_of(piece.format):
                    yield Span(low, high), run_of(piece.format)

    def _on_runs(self, change: Callable[[Run], Run]) -> None:
        """Change the look of what is selected, or of what is typed next."""
        if not self.textCursor().hasSelection():
            kind, level = self.kind()
            if not is_whole(kind):
                self.setCurrentCharFormat(run_format(change(self.look()), kind, level))
            self.style_changed.emit()
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for span, run in list(self._chosen_stretches()):
            select(cursor, span)
            block = cursor.block()
            level = block.blockFormat().intProperty(LEVEL)
            cursor.setCharFormat(run_format(change(run), kind_of(block), level))
        cursor.endEditBlock()
        self.style_changed.emit()

    # -- the keys

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
            self._walk_back() if self._can(event) else self.undo_wanted.emit()
        elif _is(event, QKeySequence.StandardKey.Redo):
            self._walk_on() if self._can(event) else self.redo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif not (self._key_on_whole(event) or self._key_of_paragraph(event)):
            if _types(event):
                self._clear_selected()
                self._step_out()
            super().keyPressEvent(event)

    def go_with_the_step_before(self) -> None:
        """Let undo take back what was just written together with what was written before."""
        now = self.document().availableUndoSteps()
        self._together = {each for each in self._together if each < now} | {now}

    def stepped(self) -> None:
        """Take note of a new step: what could have been done again, and went together, is gone."""
        now = self.document().availableUndoSteps()
        self._together = {each for each in self._together if each < now}

    def _walk_back(self) -> None:
        self.walking = True
        while self.document().availableUndoSteps() in self._together:
            self.undo()
        self.undo()
        self.walking = False

    def _walk_on(self) -> None:
        self.walking = True
        self.redo()
        place = self.textCursor()  # which follows what goes with this step
        while self.document().isRedoAvailable():
            self.redo()
            if self.document().availableUndoSteps() not in self._together:
                self.undo()
                break
        self.walking = False
        self.setTextCursor(place)
        self.ensureCursorVisible()

    def cut(self) -> None:
        """Take what is selected to the clipboard."""
        self.copy()
        self._clear_selected()

    def _clear_selected(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            remove_selected(cursor)
            self.setTextCursor(cursor)

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

    # -- the mouse

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cursor = self.textCursor()
        block, atom = chosen_whole(cursor), self._chosen_atom(cursor)
        if block is not None:
            self._open(block)
        elif atom is not None:
            self._open_atom(atom)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = cast(QHelpEvent, event)
            words = self.marks.told_at(place.pos())
            QToolTip.showText(place.globalPos(), words, self) if words else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # -- clipboard, drag and drop

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(self.textCursor(), self.store)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        own = any(source.hasFormat(each) for each in (BLOCKS_MIME, QUOTATIONS_MIME))
        return own or ((source.hasText() or source.hasHtml()) and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if quotations := self._known(source):
            self.insert_quotations(quotations)
        elif clip := clip_from(source):
            self.insert_clip(clip)

    def _known(self, source: QMimeData) -> list[str]:
        """Give the quotations of this study that come; those of another come as words."""
        ids = bytes(source.data(QUOTATIONS_MIME).data()).decode().split("\n")
        return [each for each in ids if each and self.rendering.agreed(each)]

    def insert_clip(self, clip: Clip) -> None:
        """Put in what was copied: words at the caret, blocks between its paragraph's two halves."""
        if not chosen_whole(self.textCursor()):  # nothing goes in the place of a whole unasked
            self._clear_selected()
        if clip.within:
            for inline in inlines_in(clip.blocks[0]):
                self.insert_inline(inline)
            return
        self.setTextCursor(self._writable_for_blocks())
        self.insert_blocks(clip.blocks)

    def _writable_for_blocks(self) -> QTextCursor:
        """Part the caret's paragraph; blocks come after its first half."""
        cursor = self.textCursor()
        block = cursor.block()
        if is_whole(kind_of(block)) or cursor.atBlockEnd():
            return cursor
        split(cursor)
        return QTextCursor(cursor.block().previous())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        source, place = event.mimeData(), event.position().toPoint()
        moved = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        quotations = self._known(source)
        clip = None if quotations else clip_from(source)
        between = self._between(place) or (clip is not None and not clip.within)
        target = self.cursorForPosition(place)
        upper = place.y() < self.marks.rect(target.block()).center().y()
        if not between:
            target.setPosition(outside(self.document(), target.position(), forward=True))
        cursor = self.textCursor()
        if moved and cursor.selectionStart() <= target.position() <= cursor.selectionEnd():
            event.setDropAction(Qt.DropAction.IgnoreAction)
            return
        edit = QTextCursor(target)  # undo brings the caret back to where an edit began
        edit.beginEditBlock()
        if moved:
            remove_selected(cursor)
        self._drop_at(self._beside(target, upper) if between else target)
        if clip and clip.within:
            self._drop_within([inline for block in clip.blocks for inline in inlines_in(block)])
        elif clip:
            self.insert_clip(clip)
        elif between:
            self.insert_quotations(quotations)
        else:
            self._drop_within([Quoted(each, self.rendering.agreed(each)) for each in quotations])
        edit.endEditBlock()
        # What was dragged is gone already: the drag is not to take it away once more.
        event.setDropAction(Qt.DropAction.CopyAction if moved else event.proposedAction())
        event.accept()
        super().dragLeaveEvent(QDragLeaveEvent())  # takes away the caret that showed the place
        self.setFocus()

    def _drop_within(self, inlines: Sequence[Inline]) -> None:
        """Put words or quotations in before the word under the mouse, which nothing parts."""
        cursor = self.textCursor()
        if self._beside_caret()[1]:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
            cursor.setPosition(outside(self.document(), cursor.position(), forward=True))
            self.setTextCursor(cursor)
        self._insert_apart(inlines)

    def _between(self, place: QPoint) -> bool | None:
        """Tell whether a place is between paragraphs or on a whole, rather than within lines."""
        block = self.cursorForPosition(place).block()
        top = self.marks.rect(block)
        line = self.fontMetrics().lineSpacing() * 0.4
        return is_whole(kind_of(block)) or not (top.top() + line < place.y() < top.bottom() - line)

    def _beside(self, target: QTextCursor, upper: bool) -> QTextCursor:
        """Give the end of the paragraph after which blocks come that are dropped on one."""
        before = target.block().previous()
        beside = QTextCursor(before if upper and before.isValid() else target.block())
        if not upper or before.isValid():
            beside.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return beside

    def _drop_at(self, target: QTextCursor) -> None:
        self._settling = True
        self.setTextCursor(target)
        self._settling = False

    # -- the look

    def dress(self) -> None:
        """Take the reading font and the colours of the moment."""
        font = reading_font(settings.text_family(), 1.05 * 1.1 ** settings.get(_ZOOM, 0))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._limit_measure()

    def zoom(self, steps: int) -> None:
        """Make the type larger or smaller; 0 is its actual size."""
        now = settings.get(_ZOOM, 0)
        settings.put(_ZOOM, max(-4, min(8, now + steps)) if steps else 0)
        self.dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._limit_measure()
        super().resizeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.marks.paint_under(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.marks.paint_over(painter)
        if self.exposed:
            self.exposed.paint(painter)
        painter.end()

    def _limit_measure(self) -> None:
        measure = QFontMetricsF(self.font()).averageCharWidth() * MEASURE + 2 * MARGIN
        side = max(0, round((self.width() - measure) / 2))
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)


def quotation_block(quoted: Quoted) -> Block:
    """Make the block of a quotation that is set off."""
    return Block(
        BlockId(""), BlockKind.QUOTATION, write([quoted]), 0, {"quotation": quoted.quotation, "in": "block"}
    )


def quotation_in(block: Block) -> str:
    """Give the quotation that a block sets off, "" where none is chosen yet."""
    found = next((each for each in inlines_in(block) if isinstance(each, Quoted)), None)
    return found.quotation if found else ""


def inlines_in(block: Block) -> tuple[Inline, ...]:
    """Read the markup of a block."""
    return parsed(block.text)


def _starts_apart(inline: Inline) -> bool:
    """Tell whether words bring their own space, or a sign that stands close to what is before it."""
    first = inline.text[:1] if isinstance(inline, Run) else "‘"
    return not (first.isalnum() or (first and first in _OPENING))


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
