"""Carry parts of a draft over the clipboard: our own with their ids, those of other programs made clean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextListFormat

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Run, write
from framework_qda.ui.report.caret import chosen_blocks, new_id
from framework_qda.ui.report.mapping import (
    BLOCKS_MIME,
    LINE_END,
    Store,
    block_of,
    cleaned,
    inlines_of,
    is_whole,
    kind_of,
    paragraphs,
)

# How Word writes the signs of a list into the words of a paragraph.
_BULLET = re.compile(r"^[·•▪○§o]\s+")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_ORDERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)
_TAGS = {BlockKind.ITEM: "li", BlockKind.NUMBERED: "li", BlockKind.QUOTATION: "blockquote"}
_LISTS = {BlockKind.ITEM: "ul", BlockKind.NUMBERED: "ol"}


class Clip(NamedTuple):
    """Blocks on their way; `within` where they are words of one paragraph, to go on in another."""

    blocks: list[Block]
    within: bool


def clip_of(cursor: QTextCursor, store: Store) -> Clip:
    """Take what is selected."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    found = chosen_blocks(cursor)
    parts = [_part(block, start, end, store) for block in found]
    inner = len(found) == 1 and not is_whole(kind_of(found[0]))
    return Clip(parts, inner)


def _part(block: QTextBlock, start: int, end: int, store: Store) -> Block:
    at, length = block.position(), block.length() - 1
    whole = block_of(block, store)
    low, high = max(0, start - at), min(length, end - at)
    if is_whole(whole.kind) or (low, high) == (0, length):
        return whole
    return whole._replace(id=BlockId(""), text=write(inlines_of(block, low, high)))


def mime_of(cursor: QTextCursor, store: Store) -> QMimeData:
    """Write what is selected for us and for other programs."""
    clip = clip_of(cursor, store)
    mime = QMimeData()
    held = {"within": clip.within, "blocks": [list(block) for block in clip.blocks]}
    mime.setData(BLOCKS_MIME, json.dumps(held).encode())
    words = [_words(block, cursor) for block in chosen_blocks(cursor)]
    mime.setText("\n".join(words))
    mime.setHtml(_html(zip((block.kind for block in clip.blocks), clip.blocks, words, strict=True)))
    return mime


def _words(block: QTextBlock, cursor: QTextCursor) -> str:
    part = QTextCursor(block)
    part.setPosition(max(block.position(), cursor.selectionStart()))
    part.setPosition(
        min(block.position() + block.length() - 1, cursor.selectionEnd()), QTextCursor.MoveMode.KeepAnchor
    )
    return part.selectedText().replace(LINE_END, "\n").replace("\ufffc", "").strip("\n")


def _html(parts: Iterable[tuple[BlockKind, Block, str]]) -> str:
    made = ""
    for kind, some in groupby(parts, key=lambda part: part[0]):
        inner = "".join(_element(block, words) for _, block, words in some)
        made += f"<{_LISTS[kind]}>{inner}</{_LISTS[kind]}>" if kind in _LISTS else inner
    return made


def _element(block: Block, words: str) -> str:
    tag = f"h{max(1, block.level)}" if block.kind is BlockKind.HEADING else _TAGS.get(block.kind, "p")
    return f"<{tag}>{escape(words).replace(chr(10), '<br>')}</{tag}>"


def clip_from(mime: QMimeData) -> Clip | None:
    """Read what the clipboard has for a draft."""
    if mime.hasFormat(BLOCKS_MIME):
        held = json.loads(bytes(mime.data(BLOCKS_MIME).data()).decode())
        blocks = [
            Block(BlockId(row), BlockKind(kind), text, level, settings)
            for row, kind, text, level, settings in held["blocks"]
        ]
        return Clip(blocks, held["within"])
    if mime.hasHtml():
        blocks = from_html(mime.html())
    elif mime.hasText():
        blocks = from_text(mime.text())
    else:
        return None
    return Clip(blocks, len(blocks) == 1 and blocks[0].kind is BlockKind.PARAGRAPH) if blocks else None


def from_text(text: str) -> list[Block]:
    """Make a paragraph of each line that has words."""
    lines = [line for line in cleaned(text).split("\n") if line.strip()]
    return [Block(BlockId(""), BlockKind.PARAGRAPH, write([Run(line)])) for line in lines]


def from_html(html: str) -> list[Block]:
    """Make clean paragraphs, headings and lists of what another program gives."""
    document = QTextDocument()
    document.setHtml(html)
    made = (_clean(block) for block in paragraphs(document))
    return [block for block in made if block.text.strip()]


def _clean(block: QTextBlock) -> Block:
    style, bullets = block.blockFormat(), block.textList()
    level = min(style.headingLevel(), 3)
    kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
    if bullets:
        ordered = bullets.format().style() in _ORDERED
        kind = BlockKind.NUMBERED if ordered else BlockKind.ITEM
    runs = _runs(block, plain=bool(level))
    if kind is BlockKind.PARAGRAPH and runs:
        for sign, listed in ((_BULLET, BlockKind.ITEM), (_NUMBER, BlockKind.NUMBERED)):
            first, found = runs[0], sign.sub("", "".join(run.text for run in runs))
            cut = sum(len(run.text) for run in runs) - len(found)
            if 0 < cut <= len(first.text):
                runs[0], kind = first._replace(text=first.text[cut:]), listed
                break
    return Block(BlockId(""), kind, write(runs), level)


def _runs(block: QTextBlock, *, plain: bool) -> list[Run]:
    text, found = block.text(), list[Run]()
    wide = text.encode("utf-16-le", "surrogatepass")
    for piece in block.textFormats():
        words = wide[2 * piece.start : 2 * (piece.start + piece.length)].decode("utf-16-le", "ignore")
        words = re.sub(r"[ \t\n\u00a0]+", " ", cleaned(words.replace(LINE_END, " ")))
        heavy = piece.format.fontWeight() > 500 and not plain
        found.append(Run(words, heavy, piece.format.fontItalic() and not plain))
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return [run for run in found if run.text]


def with_ids(blocks: Iterable[Block], taken: Iterable[str]) -> list[Block]:
    """Leave blocks their ids where these are free, so that what was cut and pasted is still the same."""
    known, made = set(taken), list[Block]()
    for block in blocks:
        made.append(block if block.id and block.id not in known else block._replace(id=new_id()))
        known.add(made[-1].id)
    return made
