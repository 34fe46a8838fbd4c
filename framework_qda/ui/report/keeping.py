"""Keep a page and the study's draft the same: what is typed is saved, what changes elsewhere is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId
from framework_qda.study.model import Change
from framework_qda.text.drafting import write
from framework_qda.ui.report.caret import new_id
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.report.mapping import (
    ID,
    block_of,
    derived,
    fill,
    id_of,
    is_whole,
    paragraphs,
    parsed,
    put,
    quoted_in,
    reads_right,
)
from framework_qda.ui.report.merging import merged
from framework_qda.ui.report.rendering import StudyRendering
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio

_SPELL = 20_000  # milliseconds without a key after which typing is another step of the history


class Keeper(QObject):
    """Hold the blocks of the draft on a page as they are in the study.

    A paragraph is clean while its state, a number, is the place of its block in what was read or written
    last; typing makes it dirty, so that only what was touched is read. `read` comes after every look at the
    page, with its blocks, `failed` with a sentence where these cannot be saved, or nothing once they are.
    """

    read = Signal()
    typed = Signal()
    failed = Signal(str)

    def __init__(self, studio: Studio, edit: DraftEdit, rendering: StudyRendering, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._edit, self._rendering = studio.study, edit, rendering
        self.draft: DraftId | None = None
        self.blocks: list[Block] = []  # as on the page when it was last looked at
        self._stored: list[Block] = []  # as in the study
        self._known: list[Block] = []
        self._derived: dict[BlockId, tuple[object, ...]] = {}
        self._showing = self._writing = self._stale = False
        self._text = SavedText(self._write, self)
        self._rest = QTimer(self, singleShot=True, interval=_SPELL)
        self._rest.timeout.connect(self._text.end)
        self._text.told.connect(self.failed)
        edit.saver = self.save
        edit.focus_left.connect(self._text.end)
        edit.document().contentsChange.connect(self._touched)
        studio.changed.connect(self._changed)
        rendering.marks_changed.connect(edit.viewport().update)
        self._cards_came = QTimer(self, singleShot=True, interval=0)
        self._cards_came.timeout.connect(self._bring_up_to_date)
        rendering.cards.came.connect(lambda _block: self._cards_came.start())

    # --- A draft on the page -----------------------------------------------------------------------------

    def show(self, draft: DraftId | None) -> None:
        """Show a draft, saving the one before."""
        self.save()
        self.draft = draft
        self._stored = self._blocks_in_study()
        self._show_all()
        self._text.begin()

    def _blocks_in_study(self) -> list[Block]:
        return [_normal(each) for each in self._study.blocks(self.draft)] if self.draft else []

    def _show_all(self) -> None:
        self._rendering.number(self._stored)
        self._showing = True
        blocks = self._stored or [Block(new_id(), BlockKind.PARAGRAPH)]
        fill(self._edit.document(), blocks, self._rendering, self._edit.store)
        self._showing = False
        self._take(blocks)
        self._derived = {each.id: derived(each, self._rendering) for each in blocks}
        self._rendering.use(used_in(blocks))
        self._edit.moveCursor(QTextCursor.MoveOperation.Start)
        self._tell()

    def _take(self, blocks: list[Block]) -> None:
        """Take note that the page shows these blocks, and that all of it is clean."""
        self.blocks = self._known = blocks
        for number, paragraph in enumerate(paragraphs(self._edit.document())):
            paragraph.setUserState(number)

    # --- What is typed -----------------------------------------------------------------------------------

    def _touched(self, position: int, removed: int, added: int) -> None:
        if self._showing:
            return
        if not self._edit.steps.walking:
            self._edit.steps.stepped()
        document = self._edit.document()
        block, end = document.findBlock(position), position + added
        while block.isValid() and block.position() <= end:
            block.setUserState(-1)
            if self._edit.steps.walking:  # what undo and redo bring back is shown as it was then
                self._derived.pop(id_of(block), None)
            block = block.next()
        if self.draft:
            self._text.typed()
            self._rest.start()
            self.typed.emit()

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        return self._text.save()

    def end(self) -> bool:
        """Save at once what is typed, and let what is done next be a step of its own."""
        return self._text.end()

    def look(self) -> list[Block]:
        """Read the page: what is clean is known."""
        found, seen = list[Block](), set[BlockId]()
        for paragraph in paragraphs(self._edit.document()):
            state = paragraph.userState()
            block = self._known[state] if state >= 0 else block_of(paragraph, self._edit.store)
            if not block.id or block.id in seen:
                block = block._replace(id=new_id())
                self._name(paragraph.position(), block.id)
            seen.add(block.id)
            found.append(block)
        self._take(found)
        return found

    def _name(self, position: int, block: BlockId) -> None:
        """Give a paragraph that was parted by other means than the Enter key an id of its own."""
        cursor = QTextCursor(self._edit.document())
        cursor.joinPreviousEditBlock()
        cursor.setPosition(position)
        style = cursor.blockFormat()
        style.setProperty(ID, str(block))
        self._showing = True
        cursor.setBlockFormat(style)
        cursor.endEditBlock()
        self._showing = False

    def _write(self, spell: str) -> None:
        if self.draft is None:
            return
        blocks = self.look()
        before, self._writing = self._stored, True
        try:
            self._store(before, blocks, spell)
        finally:
            self._writing = False
        self._stored = blocks
        self._bring_up_to_date()

    def _store(self, before: list[Block], blocks: list[Block], spell: str) -> None:
        study, draft = self._study, self.draft
        assert draft
        found = study.draft(draft)
        sentence = f"Write “{found.name}”" if found else "Write"
        if [each.id for each in before] != [each.id for each in blocks]:
            study.put_blocks(draft, blocks, sentence=sentence, continues=spell)
            return
        other = [new for old, new in zip(before, blocks, strict=True) if old != new]
        if other:
            with study.action(sentence, spell):
                for block in other:
                    study.change_block(block)

    # --- What changes ------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if self.draft is None:
            return
        self._rendering.follow(change)
        if not self._writing and change.touches("block"):
            self._follow_blocks()
        elif not self._writing:
            self._stale = True
            self.refresh()

    def refresh(self) -> None:
        """Show what was changed elsewhere than in the draft, once the page is in sight."""
        if self._stale and self._edit.isVisible():
            self._bring_up_to_date()

    def _follow_blocks(self) -> None:
        """Show what was changed elsewhere, and keep what is typed and not saved yet."""
        theirs = self._blocks_in_study()
        ours, base = self.look(), self._stored
        self._stored = theirs
        wanted = merged(base, ours, theirs) if self._text.unsaved else theirs
        if wanted != ours:
            self._show(ours, wanted or [Block(new_id(), BlockKind.PARAGRAPH)])
        if not self._text.unsaved:
            self._text.begin()
        self._bring_up_to_date()

    def _show(self, ours: list[Block], wanted: list[Block]) -> None:
        """Change the page where it differs: between what both begin and end with."""
        document = self._edit.document()
        self._rendering.number(wanted)
        place = self._place()
        head = _alike(ours, wanted)
        tail = _alike(ours[head:][::-1], wanted[head:][::-1])
        old, new = ours[head : len(ours) - tail], wanted[head : len(wanted) - tail]
        self._showing = True
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if [each.id for each in old] == [each.id for each in new]:
            for number, (one, other) in enumerate(zip(old, new, strict=True), head):
                if one != other:
                    self._rewrite(cursor, number, other)
        else:
            self._exchange(cursor, head, len(old), new)
        cursor.endEditBlock()
        document.setUndoRedoEnabled(True)
        self._showing = False
        self._take(wanted)
        self._derived |= {each.id: derived(each, self._rendering) for each in new}
        self._go_back_to(place)

    def _exchange(self, cursor: QTextCursor, first: int, count: int, blocks: Sequence[Block]) -> None:
        """Put blocks in the place of some paragraphs."""
        document = self._edit.document()
        if not first:  # begin with an empty paragraph, for the others to come after
            cursor.setPosition(0)
            cursor.insertBlock(cursor.blockFormat())
        before = max(first - 1, 0)
        cursor.setPosition(_end(document.findBlockByNumber(before)))
        for block in blocks:
            put(cursor, block, self._rendering, self._edit.store, new=True)
        if count:
            self._remove(cursor, before + len(blocks) + 1, count)
        if not first:
            cursor.setPosition(0)
            cursor.deleteChar()

    def _remove(self, cursor: QTextCursor, first: int, count: int) -> None:
        """Take paragraphs away; those around them stay what they are."""
        document = self._edit.document()
        after = document.findBlockByNumber(first + count)
        if after.isValid():
            cursor.setPosition(document.findBlockByNumber(first).position())
            cursor.setPosition(after.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return
        previous = document.findBlockByNumber(first - 1)
        style, letters = previous.blockFormat(), previous.charFormat()
        cursor.setPosition(_end(previous))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(style)
        cursor.setBlockCharFormat(letters)

    def _rewrite(self, cursor: QTextCursor, number: int, block: Block) -> None:
        cursor.setPosition(self._edit.document().findBlockByNumber(number).position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        put(cursor, block, self._rendering, self._edit.store, new=False)

    def _bring_up_to_date(self) -> None:
        """Write anew what is not the author's words, where it reads otherwise now."""
        self._rendering.number(self.blocks)
        self._rendering.use(used_in(self.blocks))
        self._stale = False
        document = self._edit.document()
        other = list[int]()
        for number, block in enumerate(self.blocks):
            if is_whole(block.kind) or "{{" in block.text:
                now = derived(block, self._rendering)
                if self._derived.get(block.id) != now:
                    self._derived[block.id] = now
                    other.append(number)
        # What undo brought back may read right already; to write it again would leave nothing to redo.
        other = [number for number in other if not self._reads_right(number)]
        if other and document.blockCount() == len(self.blocks):
            place = self._place()
            cursor = QTextCursor(document)
            self._showing = True
            cursor.beginEditBlock()
            for number in other:
                if document.findBlockByNumber(number).userState() >= 0:
                    self._rewrite(cursor, number, self.blocks[number])
                    document.findBlockByNumber(number).setUserState(number)
            cursor.endEditBlock()
            self._edit.steps.join_last()
            self._showing = False
            self._go_back_to(place)
        self._tell()

    def _reads_right(self, number: int) -> bool:
        paragraph = self._edit.document().findBlockByNumber(number)
        return reads_right(paragraph, self.blocks[number], self._rendering)

    def dress(self) -> None:
        """Show everything in the colours of the moment."""
        self.save()
        place = self._place()
        self._show_all()
        self._go_back_to(place)

    def _tell(self) -> None:
        self.read.emit()

    # --- Where the caret is ------------------------------------------------------------------------------

    def _place(self) -> tuple[BlockId, int, int, int]:
        cursor = self._edit.textCursor()
        block, number = cursor.block(), cursor.blockNumber()
        return id_of(block), cursor.positionInBlock(), number, self._edit.verticalScrollBar().value()

    def _go_back_to(self, place: tuple[BlockId, int, int, int]) -> None:
        wanted, offset, number, scrolled = place
        document = self._edit.document()
        numbers = {each.id: n for n, each in enumerate(self.blocks)}
        block = document.findBlockByNumber(min(numbers.get(wanted, number), document.blockCount() - 1))
        cursor = self._edit.textCursor()
        cursor.setPosition(block.position() + min(offset, block.length() - 1))
        self._edit.setTextCursor(cursor)
        self._edit.verticalScrollBar().setValue(scrolled)


def used_in(blocks: Iterable[Block]) -> Iterable[str]:
    """Give the quotations in some blocks."""
    return (each.quotation for block in blocks for each in quoted_in(block.text))


def _end(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _normal(block: Block) -> Block:
    """Write the markup of a block as the page gives it back."""
    return block if is_whole(block.kind) else block._replace(text=write(parsed(block.text)))


def _alike(one: Sequence[Block], other: Sequence[Block]) -> int:
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return number
    return min(len(one), len(other))
