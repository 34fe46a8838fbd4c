"""Lay the blocks of a draft out in a text document, a paragraph each, and read them back.

Which block a paragraph is stands in its format, so that splitting, joining, undo and redo carry it along.
Words that are not the author's, as those of a quotation or a reference, are one stretch with a format of
their own that holds their markup: read back, it is that markup, whatever they are shown as. A quotation set
off, and every object, is a paragraph that holds nothing else: a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count, groupby
from typing import Any, NamedTuple, Protocol

from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from framework_qda.study.authoring import WRITTEN, Block, BlockId, BlockKind
from framework_qda.text.drafting import Inline, Quoted, Reference, Run, parse, write
from framework_qda.ui.theme import STEP, colours

_FIRST = QTextFormat.Property.UserProperty.value + 40
ID, KIND, LEVEL, SETTINGS, MARKUP, BOLD, NOTE, LINKS, ATOM, SPAN = range(_FIRST, _FIRST + 10)

BLOCKS_MIME = "application/x-framework-qda-blocks"
QUOTATIONS_MIME = "application/x-framework-qda-quotations"

LINE_END = "\u2028"
_LINE_HEIGHT = 145.0
_SIZES = {1: 2, 2: 1, 3: 0}  # steps of type a heading is larger by
_INDENT = 6 * STEP
_CARD = 3 * STEP
# Control characters, and what a QTextDocument keeps for its own use.
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0\ufdd1\ufffc\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_spans = count(1)


class Shown(NamedTuple):
    """A line of a whole: its words, and how they stand beside the text."""

    text: str
    strong: bool = False
    quiet: bool = False


class Mark(NamedTuple):
    """How a quotation is verified: a sign and its words, and whether it is from notes that nobody checked."""

    sign: str = ""
    words: str = ""
    from_notes: bool = False


class Rendering(Protocol):
    """Say how what is not the author's own words reads at the moment."""

    def words(self, inline: Quoted | Reference) -> str:
        """Give the words of a quotation in the sentence, or of a reference."""
        ...

    def lines(self, block: Block) -> Sequence[Shown]:
        """Give the lines of a whole; one at least."""
        ...

    def picture(self, block: Block) -> QImage | None:
        """Give the picture beneath the lines of an object."""
        ...

    def agreed(self, quotation: str) -> str:
        """Give the words of a quotation as they read now, without their marks."""
        ...

    def mark(self, quotation: str) -> Mark:
        """Give the sign that tells whether a quotation is what was said."""
        ...


class Store:
    """Hold the settings of blocks, which may be large, under a short key each."""

    def __init__(self) -> None:
        self._held: dict[str, Mapping[str, Any]] = {"": {}}

    def key(self, settings: Mapping[str, Any]) -> str:
        """Keep settings and name them."""
        if not settings:
            return ""
        key = hashlib.blake2b(json.dumps(settings).encode(), digest_size=12).hexdigest()
        self._held.setdefault(key, settings)
        return key

    def settings(self, key: str) -> Mapping[str, Any]:
        """Give the settings of a key."""
        return self._held.get(key, {})


@lru_cache(maxsize=1 << 14)
def parsed(markup: str) -> tuple[Inline, ...]:
    """Read the markup of a block; what was read before is at hand."""
    return parse(markup)


@lru_cache(maxsize=1 << 14)
def quoted_in(markup: str) -> tuple[Quoted, ...]:
    """Give the quotations in a block."""
    return tuple(each for each in parsed(markup) if isinstance(each, Quoted)) if '{{"' in markup else ()


def cleaned(text: str) -> str:
    """Take out of a text what a document cannot hold; every line end becomes a line feed."""
    return _ODD.sub("", _LINE_ENDS.sub("\n", text))


def is_whole(kind: BlockKind) -> bool:
    """Tell whether blocks of a kind are wholes, into which nobody types."""
    return kind not in WRITTEN


# --- Formats ---------------------------------------------------------------------------------------------


def kind_of(block: QTextBlock) -> BlockKind:
    """Tell what a paragraph is."""
    return BlockKind(block.blockFormat().stringProperty(KIND) or BlockKind.PARAGRAPH)


def id_of(block: QTextBlock) -> BlockId:
    """Tell which block a paragraph is."""
    return BlockId(block.blockFormat().stringProperty(ID))


def block_format(block: Block, store: Store) -> QTextBlockFormat:
    """Give the format of the paragraph of a block."""
    style = look_of(block.kind, block.level)
    style.setProperty(ID, str(block.id))
    style.setProperty(SETTINGS, store.key(block.settings))
    if is_whole(block.kind):
        style.setProperty(MARKUP, block.text)
    return style


def look_of(kind: BlockKind, level: int) -> QTextBlockFormat:
    """Give the format that says what a paragraph is, and how that looks."""
    style = QTextBlockFormat()
    style.setProperty(KIND, str(kind))
    style.setProperty(LEVEL, level)
    style.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    style.setBottomMargin(2 * STEP)
    match kind:
        case BlockKind.HEADING:
            style.setLineHeight(120.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setTopMargin((6 - min(level, 3)) * STEP)
            style.setHeadingLevel(max(1, min(level, 3)))
        case BlockKind.ITEM | BlockKind.NUMBERED:
            style.setLeftMargin(_INDENT)
            style.setBottomMargin(STEP)
        case BlockKind.NOTE:
            style.setLeftMargin(_INDENT)
            style.setBackground(QColor(colours().band))
        case BlockKind.QUOTATION:
            style.setLeftMargin(_INDENT)
            style.setRightMargin(_INDENT)
            style.setTopMargin(STEP)
            style.setBottomMargin(3 * STEP)
        case kind if is_whole(kind):
            style.setLeftMargin(_CARD)
            style.setRightMargin(_CARD)
            style.setTopMargin(_CARD + STEP)
            style.setBottomMargin(_CARD + 2 * STEP)
            style.setLineHeight(100.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        case _:
            pass
    return style


def run_format(run: Run, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> QTextCharFormat:
    """Give the format of an author's words in a block of a kind."""
    style = QTextCharFormat()
    heading = kind is BlockKind.HEADING
    style.setProperty(BOLD, run.bold)
    style.setFontWeight(QFont.Weight.Bold if run.bold or heading else QFont.Weight.Normal)
    style.setFontItalic(run.italic)
    if heading:
        style.setProperty(QTextFormat.Property.FontSizeAdjustment.value, _SIZES[max(1, min(level, 3))])
    if kind is BlockKind.NOTE:
        style.setForeground(QColor(colours().muted))
    if run.note:
        style.setProperty(NOTE, True)
        style.setBackground(QColor(colours().found))
        style.setForeground(QColor(colours().text))
    if run.links:
        style.setProperty(LINKS, ",".join(run.links))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        style.setUnderlineColor(QColor(colours().accent))
    return style


def run_of(style: QTextCharFormat, text: str = "") -> Run:
    """Read what a format says of an author's words."""
    links = tuple(filter(None, style.stringProperty(LINKS).split(",")))
    return Run(text, style.boolProperty(BOLD), style.fontItalic(), style.boolProperty(NOTE), links)


def _atom_format(inline: Quoted | Reference, kind: BlockKind, level: int) -> QTextCharFormat:
    style = run_format(Run(""), kind, level)
    style.setProperty(ATOM, write([inline]))
    style.setProperty(SPAN, str(next(_spans)))  # so that two neighbours alike are two
    if isinstance(inline, Quoted):
        style.setBackground(QColor(colours().selection))
    else:
        style.setForeground(QColor(colours().accent))
    return style


def _line_format(line: Shown) -> QTextCharFormat:
    style = QTextCharFormat()
    if line.strong:
        style.setFontWeight(QFont.Weight.DemiBold)
    if line.quiet:
        style.setForeground(QColor(colours().muted))
        style.setProperty(QTextFormat.Property.FontSizeAdjustment.value, -1)
    return style


def atom_of(style: QTextCharFormat) -> str:
    """Give the markup of a quotation or a reference in the sentence; "" for an author's own words."""
    return style.stringProperty(ATOM)


# --- Into the document -----------------------------------------------------------------------------------


def fill(document: QTextDocument, blocks: Sequence[Block], rendering: Rendering, store: Store) -> None:
    """Put a draft into a document in place of what is there; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, block in enumerate(blocks):
        put(cursor, block, rendering, store, new=number > 0)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)


def put(cursor: QTextCursor, block: Block, rendering: Rendering, store: Store, *, new: bool) -> None:
    """Write a block into the empty paragraph of a cursor, or with `new` into one of its own after it."""
    plain = run_format(Run(""), block.kind, block.level)
    if new:
        cursor.insertBlock(block_format(block, store), plain)
    else:
        cursor.setBlockFormat(block_format(block, store))
        cursor.setBlockCharFormat(plain)
    if is_whole(block.kind):
        _put_whole(cursor, block, rendering)
    else:
        put_inlines(cursor, parsed(block.text), rendering, block.kind, block.level)


def _put_whole(cursor: QTextCursor, block: Block, rendering: Rendering) -> None:
    for number, line in enumerate(rendering.lines(block)):
        cursor.insertText((LINE_END if number else "") + _held(line.text), _line_format(line))
    if picture := rendering.picture(block):
        cursor.insertText(LINE_END, QTextCharFormat())
        cursor.insertImage(picture)


def put_inlines(
    cursor: QTextCursor,
    inlines: Sequence[Inline],
    rendering: Rendering,
    kind: BlockKind = BlockKind.PARAGRAPH,
    level: int = 0,
) -> None:
    """Write words, quotations and references at a cursor."""
    for inline in inlines:
        if isinstance(inline, Run):
            cursor.insertText(_held(inline.text), run_format(inline, kind, level))
        else:
            cursor.insertText(_held(rendering.words(inline)), _atom_format(inline, kind, level))


def _held(text: str) -> str:
    return cleaned(text).replace("\n", LINE_END)


def derived(block: Block, rendering: Rendering) -> tuple[object, ...]:
    """Give all that a block shows beyond its author's words: where this changes, it is shown anew."""
    if is_whole(block.kind):
        picture = rendering.picture(block)
        return (*rendering.lines(block), picture.cacheKey() if picture else 0)
    return tuple(rendering.words(each) for each in parsed(block.text) if not isinstance(each, Run))


def reads_right(paragraph: QTextBlock, block: Block, rendering: Rendering) -> bool:
    """Tell whether a paragraph has the words that its block is to be shown with."""
    if is_whole(block.kind):
        wanted = LINE_END.join(_held(line.text) for line in rendering.lines(block))
        return paragraph.text() == wanted and rendering.picture(block) is None
    words = (each.text if isinstance(each, Run) else rendering.words(each) for each in parsed(block.text))
    return paragraph.text() == "".join(map(_held, words))


# --- And back --------------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """Letters of one look in a paragraph: from, to (UTF-16, from its beginning), and what they are."""

    start: int
    end: int
    inline: Inline


def stretches(block: QTextBlock) -> Iterator[Stretch]:
    """Read a paragraph of an author's words."""
    text = _Letters(block.text())
    pieces = [(each.start, each.start + each.length, QTextCharFormat(each.format)) for each in _ranges(block)]
    for span, same in groupby(pieces, key=lambda piece: piece[2].stringProperty(SPAN)):
        some = list(same)
        if span:
            start, end = some[0][0], some[-1][1]
            yield Stretch(start, end, _atom(atom_of(some[0][2]), text[start:end]))
        else:
            for start, end, style in some:
                yield Stretch(start, end, run_of(style, text[start:end].replace(LINE_END, "\n")))


def _atom(markup: str, words: str) -> Inline:
    (inline, *_) = parsed(markup) or (Run(words),)
    return inline


def _ranges(block: QTextBlock) -> list[Any]:
    return [each for each in block.textFormats() if each.length]


class _Letters:
    """A text that is cut by places in UTF-16, as a document counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._wide = None if text.isascii() or max(text) < "\U00010000" else text.encode("utf-16-le")

    def __getitem__(self, place: slice) -> str:
        if self._wide is None:
            return self._text[place]
        return self._wide[2 * place.start : 2 * place.stop].decode("utf-16-le", "ignore")


def inlines_of(block: QTextBlock, start: int = 0, end: int | None = None) -> list[Inline]:
    """Give what stands in a paragraph, or in a part of it that parts no quotation and no reference."""
    found = list[Inline]()
    for each in stretches(block):
        low, high = max(each.start, start), each.end if end is None else min(each.end, end)
        if low >= high:
            continue
        if isinstance(each.inline, Run) and (low, high) != (each.start, each.end):
            part = _Letters(each.inline.text)[low - each.start : high - each.start]
            found.append(each.inline._replace(text=part))
        else:
            found.append(each.inline)
    return found


def block_of(block: QTextBlock, store: Store) -> Block:
    """Read the block that a paragraph is."""
    style, kind = block.blockFormat(), kind_of(block)
    text = style.stringProperty(MARKUP) if is_whole(kind) else write(inlines_of(block))
    settings = store.settings(style.stringProperty(SETTINGS))
    return Block(BlockId(style.stringProperty(ID)), kind, text, style.intProperty(LEVEL), settings)


def paragraphs(document: QTextDocument) -> Iterator[QTextBlock]:
    """Give all paragraphs of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def blocks_of(document: QTextDocument, store: Store) -> list[Block]:
    """Read all blocks of a document."""
    return [block_of(each, store) for each in paragraphs(document)]


def redress(cursor: QTextCursor, block: QTextBlock, kind: BlockKind, level: int) -> None:
    """Make a paragraph of an author's words another kind of them."""
    old, style = block.blockFormat(), look_of(kind, level)
    for key in (ID, SETTINGS):
        style.setProperty(key, old.stringProperty(key))
    parts = list(stretches(block))
    cursor.beginEditBlock()
    cursor.setPosition(block.position())
    cursor.setBlockFormat(style)
    cursor.setBlockCharFormat(run_format(Run(""), kind, level))
    for part in parts:
        cursor.setPosition(block.position() + part.start)
        cursor.setPosition(block.position() + part.end, QTextCursor.MoveMode.KeepAnchor)
        if isinstance(part.inline, Run):
            cursor.setCharFormat(run_format(part.inline, kind, level))
        else:
            cursor.setCharFormat(_atom_format(part.inline, kind, level))
    cursor.clearSelection()
    cursor.endEditBlock()
