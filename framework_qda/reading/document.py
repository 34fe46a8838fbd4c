"""Hold a report as plain values that every format writes: what an author composed, ready to be read.

Nothing in it asks the study: words are those to be shown, numbers and references are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from framework_qda.reading.page import Facts, Grid, Picture, Prose


class Piece(NamedTuple):
    """Words of one look; a line feed in them begins a new line.

    `target` is the anchor of the block that words such as “Table 2” refer to, "" where they refer to none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    note: bool = False
    target: str = ""


class Heading(NamedTuple):
    """A heading of level 1 to 3."""

    level: int
    pieces: tuple[Piece, ...]
    anchor: str = ""


class Paragraph(NamedTuple):
    """A paragraph, an item of a list, or a note to self; numbered ones that follow each other are a list."""

    pieces: tuple[Piece, ...]
    style: Literal["body", "item", "numbered", "note"] = "body"


class Quote(NamedTuple):
    """A quotation set off; `reference` leads back to its source, "" in a public copy."""

    pieces: tuple[Piece, ...]
    attribution: str = ""
    reference: str = ""
    anchor: str = ""


class Table(NamedTuple):
    """A table under its caption; `number` 0 leaves it uncounted. A `note` stands beneath: base, source."""

    caption: str
    number: int
    grid: Grid
    anchor: str = ""
    landscape: bool = False
    note: str = ""


class Figure(NamedTuple):
    """A picture over its caption."""

    caption: str
    number: int
    picture: Picture
    anchor: str = ""
    note: str = ""


class Box(NamedTuple):
    """A practice example, set off: `facts` are (name, value), `parts` questions with their answers."""

    title: str
    number: int
    parts: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    facts: tuple[tuple[str, str], ...] = ()
    anchor: str = ""


class ClosingGroup(NamedTuple):
    """A row of a closing table that names the rows after it."""

    title: str


class ClosingCells(NamedTuple):
    """A row with one cell for each side."""

    cells: tuple[tuple[Paragraph, ...], ...]


class ClosingSpan(NamedTuple):
    """A row that holds for every side."""

    paragraphs: tuple[Paragraph, ...]


ClosingRow: TypeAlias = ClosingGroup | ClosingCells | ClosingSpan


class Closing(NamedTuple):
    """The table that ends a report, side by side; `heads` name the sides."""

    caption: str
    number: int
    heads: tuple[str, ...]
    rows: tuple[ClosingRow, ...]
    anchor: str = ""


class Contents(NamedTuple):
    """The place of the table of contents."""

    title: str = "Contents"


class Listing(NamedTuple):
    """A table without caption or number, as an appendix's list of quotations; a heading goes before it."""

    grid: Grid
    anchor: str = ""
    landscape: bool = False


Captioned: TypeAlias = Table | Figure | Box | Closing
# Prose is a summary in full measure under its name, Facts what is known of a subject.
Block: TypeAlias = Heading | Paragraph | Quote | Captioned | Contents | Listing | Prose | Facts

_LABELS: Mapping[type, str] = {Table: "Table", Figure: "Figure", Box: "Box", Closing: "Table"}


class Document(NamedTuple):
    """A report.

    `date` is written as the author gave it, `language` a tag such as en-GB. `references` says what is written
    after words of a summary that are linked to a passage, by its id, as in a `Page`.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = "en-GB"
    keywords: tuple[str, ...] = ()
    references: Mapping[str, str] = {}

    @property
    def headings(self) -> Iterator[Heading]:
        return (block for block in self.blocks if isinstance(block, Heading))


def pieces_of(block: Block) -> Iterator[Piece]:
    """Give all pieces of a block, in the order of reading."""
    match block:
        case Heading() | Paragraph() | Quote():
            yield from block.pieces
        case Box():
            yield from _pieces(answer for _, answer in block.parts)
        case Closing():
            yield from _pieces(held for row in block.rows for held in _cells(row))
        case _:
            return


def _cells(row: ClosingRow) -> tuple[tuple[Paragraph, ...], ...]:
    match row:
        case ClosingGroup():
            return ()
        case ClosingCells():
            return row.cells
        case ClosingSpan():
            return (row.paragraphs,)


def _pieces(texts: Iterable[Iterable[Paragraph]]) -> Iterator[Piece]:
    for paragraphs in texts:
        for paragraph in paragraphs:
            yield from paragraph.pieces


def words(pieces: Sequence[Piece]) -> str:
    """Join the words of pieces."""
    return "".join(piece.text for piece in pieces)


def kind_of(block: Captioned) -> str:
    """Name what a block is counted among: Table, Figure or Box."""
    return _LABELS[type(block)]


def named(block: Captioned) -> str:
    """Give the name by which a text refers to a block: “Table 2”, or what it is called without a number."""
    return f"{kind_of(block)} {block.number}" if block.number else caption_of(block)


def caption_of(block: Captioned) -> str:
    """Give the words of a caption without its number."""
    return block.title if isinstance(block, Box) else block.caption
