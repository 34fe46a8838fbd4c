"""Make a report fit to be written: take out of its words what no file can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from framework_qda.reading.document import (
    Block,
    Box,
    Captioned,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingRow,
    ClosingSpan,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Table,
)
from framework_qda.reports.clean import clean, label

_INTRODUCTION = 2  # paragraphs


def prepared(document: Document) -> Document:
    """Clean all words; grids, prose and facts are cleaned where they are read (`leaves.part`)."""
    return document._replace(
        title=label(document.title),
        subtitle=label(document.subtitle),
        authors=tuple(name for author in document.authors if (name := label(author))),
        date=label(document.date),
        language=label(document.language) or "en-GB",
        keywords=tuple(word for keyword in document.keywords if (word := label(keyword))),
        blocks=tuple(map(_block, document.blocks)),
    )


def _block(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return block._replace(pieces=pieces(block.pieces))
        case Quote():
            return quotation(block)
        case Contents():
            return Contents(label(block.title))
        case Table() | Figure() | Box() | Closing():
            return _captioned(block)
        case _:
            return block


def _captioned(block: Captioned) -> Captioned:
    match block:
        case Table():
            return block._replace(caption=label(block.caption), note=label(block.note))
        case Figure():
            picture = replace(block.picture, alt=label(block.picture.alt))
            return block._replace(caption=label(block.caption), note=label(block.note), picture=picture)
        case Box():
            parts = tuple((label(question), _paragraphs(answer)) for question, answer in block.parts)
            facts = tuple((label(name), label(value)) for name, value in block.facts)
            return block._replace(title=label(block.title), parts=parts, facts=facts)
        case Closing():
            heads, rows = tuple(map(label, block.heads)), tuple(map(_row, block.rows))
            return block._replace(caption=label(block.caption), heads=heads, rows=rows)


def _row(row: ClosingRow) -> ClosingRow:
    match row:
        case ClosingGroup():
            return ClosingGroup(label(row.title))
        case ClosingCells():
            return ClosingCells(tuple(map(_paragraphs, row.cells)))
        case ClosingSpan():
            return ClosingSpan(_paragraphs(row.paragraphs))


def _paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(paragraph._replace(pieces=pieces(paragraph.pieces)) for paragraph in paragraphs)


def quotation(quote: Quote) -> Quote:
    """Clean a quotation."""
    return quote._replace(
        pieces=pieces(quote.pieces), attribution=label(quote.attribution), reference=label(quote.reference)
    )


def pieces(given: Iterable[Piece]) -> tuple[Piece, ...]:
    """Clean pieces and leave out those without words."""
    return tuple(piece._replace(text=text) for piece in given if (text := clean(piece.text)))


def wide_places(blocks: Sequence[Block]) -> set[int]:
    """Say which blocks go on wide pages: wide tables, with the heading and the words that lead to them."""
    found = set[int]()
    for place, block in enumerate(blocks):
        if isinstance(block, Table | Listing) and block.landscape:
            found.update(range(_led_to(blocks, place), place + 1))
    return found


def _led_to(blocks: Sequence[Block], place: int) -> int:
    """Give where the heading right above a block begins; between them may stand a word of introduction."""
    first = place
    while first and place - first < _INTRODUCTION and isinstance(blocks[first - 1], Paragraph):
        first -= 1
    if not first or not isinstance(blocks[first - 1], Heading):
        return place
    while first and isinstance(blocks[first - 1], Heading):
        first -= 1
    return first


def bracketed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give pieces with brackets about each note."""
    for note, group in groupby(pieces, key=lambda piece: piece.note):
        held = list(group)
        if note:
            held[0] = held[0]._replace(text="[" + held[0].text)
            held[-1] = held[-1]._replace(text=held[-1].text + "]")
        yield from held
