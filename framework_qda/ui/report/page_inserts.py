"""What may be put into a page: words, quotations, references and whole blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCursor

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Inline, Quoted, Run
from framework_qda.ui.report.caret import (
    chosen_whole,
    find_block,
    new_id,
    outside,
    remove_selected,
    split,
    whole_at,
)
from framework_qda.ui.report.clipboard import Clip, with_ids
from framework_qda.ui.report.mapping import (
    LEVEL,
    id_of,
    is_whole,
    kind_of,
    paragraphs,
    parsed,
    put,
    put_inlines,
)
from framework_qda.ui.report.page_style import StylePage
from framework_qda.ui.report.set_off import quotation_block

_OPENING = "([{‘“«'\"-–—/"  # what stands close after these stands right


class InsertPage(StylePage):
    """Put in at the caret what is not typed, never within what is taken as one."""

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
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            put(cursor, block, self.rendering, self.store, new=False)
            cursor.endEditBlock()

    def insert_clip(self, clip: Clip) -> None:
        """Put in what was copied: words at the caret, blocks between its paragraph's two halves."""
        if not chosen_whole(self.textCursor()):  # nothing goes in the place of a whole unasked
            self._clear_selected()
        if clip.within:
            for inline in parsed(clip.blocks[0].text):
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

    def _clear_selected(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            remove_selected(cursor)
            self.setTextCursor(cursor)


def _starts_apart(inline: Inline) -> bool:
    """Tell whether words bring their own space, or a sign that stands close to what is before it."""
    first = inline.text[:1] if isinstance(inline, Run) else "‘"
    return not (first.isalnum() or (first and first in _OPENING))
