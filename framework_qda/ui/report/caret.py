"""Keep the caret out of what is not the author's words, and take such stretches away whole."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Quoted, Reference, Run
from framework_qda.ui.report.mapping import (
    ID,
    LEVEL,
    SETTINGS,
    Store,
    block_format,
    id_of,
    is_whole,
    kind_of,
    look_of,
    stretches,
)

KEEP = QTextCursor.MoveMode.KeepAnchor


class Span(NamedTuple):
    """A stretch that is taken as one: positions in the document (UTF-16), and what it is in a sentence."""

    start: int
    end: int
    inline: Quoted | Reference | None = None  # None is a whole paragraph


def new_id() -> BlockId:
    """Make an id for a block that is begun."""
    return BlockId(uuid.uuid4().hex)


def whole_at(document: QTextDocument, position: int) -> Span | None:
    """Give the whole a position stands in or at the edge of."""
    block = document.findBlock(position)
    if block.isValid() and is_whole(kind_of(block)):
        return _extent(block)
    return None


def _extent(block: QTextBlock) -> Span:
    return Span(block.position(), block.position() + block.length() - 1)


def atoms(block: QTextBlock) -> list[Span]:
    """Give the quotations and references in a paragraph."""
    if is_whole(kind_of(block)):
        return []
    at = block.position()
    return [
        Span(at + each.start, at + each.end, each.inline)
        for each in stretches(block)
        if not isinstance(each.inline, Run)
    ]


def span_around(document: QTextDocument, position: int) -> Span | None:
    """Give what a position stands within, so that nothing may be typed there."""
    if whole := whole_at(document, position):
        return whole
    found = atoms(document.findBlock(position))
    return next((each for each in found if each.start < position < each.end), None)


def atom_before(document: QTextDocument, position: int) -> Span | None:
    """Give the quotation or reference that ends at a position."""
    return next((each for each in atoms(document.findBlock(position)) if each.end == position), None)


def atom_after(document: QTextDocument, position: int) -> Span | None:
    """Give the quotation or reference that begins at a position."""
    return next((each for each in atoms(document.findBlock(position)) if each.start == position), None)


def outside(document: QTextDocument, position: int, *, forward: bool) -> int:
    """Give the edge of what a position stands within, or the position itself."""
    span = span_around(document, position)
    return position if span is None else span.end if forward else span.start


def select(cursor: QTextCursor, span: Span) -> None:
    """Select a stretch, the cursor at its end."""
    cursor.setPosition(span.start)
    cursor.setPosition(span.end, KEEP)


def chosen_whole(cursor: QTextCursor) -> QTextBlock | None:
    """Give the whole that alone is selected."""
    block = cursor.document().findBlock(cursor.selectionStart())
    span = whole_at(cursor.document(), cursor.selectionStart())
    alone = span and (cursor.selectionStart(), cursor.selectionEnd()) == (span.start, span.end)
    return block if alone else None


def chosen_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """List the paragraphs a selection reaches into."""
    document, end = cursor.document(), cursor.selectionEnd()
    block = document.findBlock(cursor.selectionStart())
    found = [block]
    while (block := block.next()).isValid() and block.position() < end:
        found.append(block)
    return found


def remove_selected(cursor: QTextCursor) -> None:
    """Take away what is selected; a whole of which nothing is left goes with its paragraph."""
    if not cursor.hasSelection():
        return
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    if first != last and is_whole(kind_of(last)) and end == last.position():
        end -= 1  # the line end before a whole stays
    if is_whole(kind_of(first)) and first.length() > 1 and start == first.position() + first.length() - 1:
        start += 1
    cursor.beginEditBlock()
    if start < end:
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.removeSelectedText()
    tidy(cursor)
    cursor.endEditBlock()


def tidy(cursor: QTextCursor) -> None:
    """Take away the empty paragraph that is left of a whole; the last one of a draft is for writing."""
    block = cursor.block()
    if not is_whole(kind_of(block)) or block.length() > 1:
        return
    if cursor.document().blockCount() == 1:
        begin(cursor)
    elif block.next().isValid():
        cursor.deleteChar()
    else:
        cursor.deletePreviousChar()


def begin(cursor: QTextCursor) -> None:
    """Make the empty paragraph of a cursor one of the author's, with an id of its own."""
    cursor.setBlockFormat(block_format(Block(new_id(), BlockKind.PARAGRAPH), Store()))


def split(cursor: QTextCursor) -> None:
    """Begin a new paragraph at a cursor; what keeps the words, or their beginning, keeps the id.

    After a heading comes a paragraph.
    """
    block = cursor.block()
    style, kind = block.blockFormat(), kind_of(block)
    at_start, at_end = cursor.atBlockStart(), cursor.atBlockEnd()
    after = BlockKind.PARAGRAPH if kind is BlockKind.HEADING and at_end else kind
    level = style.intProperty(LEVEL) if after is kind else 0
    new = look_of(after, level)
    new.setProperty(ID, str(new_id()))
    if after is kind:
        new.setProperty(SETTINGS, style.stringProperty(SETTINGS))
    cursor.beginEditBlock()
    if at_start and not at_end:  # the words move down, and stay what they are
        cursor.insertBlock(style)
        before = QTextCursor(cursor.block().previous())
        if after is BlockKind.HEADING:
            new = look_of(BlockKind.PARAGRAPH, 0)
            new.setProperty(ID, str(new_id()))
        before.setBlockFormat(new)
    else:
        cursor.insertBlock(new)
    cursor.endEditBlock()


def find_block(document: QTextDocument, wanted: BlockId) -> QTextBlock | None:
    """Find the paragraph of a block."""
    block = document.begin()
    while block.isValid():
        if id_of(block) == wanted:
            return block
        block = block.next()
    return None
