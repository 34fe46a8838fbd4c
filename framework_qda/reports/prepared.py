"""Make a report fit to be written: take out of its words what no file can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    Paragraph,
    Piece,
    Quote,
    Table,
)
from framework_qda.reports.clean import clean, label


def prepared(document: Document) -> Document:
    """Clean all words; grids, prose and facts are cleaned where they are read (`leaves.part`)."""
    return document._replace(
        title=label(document.title),
        subtitle=label(document.subtitle),
        authors=tuple(name for author in document.authors if (name := label(author))),
        date=label(document.date),
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


def bracketed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give pieces with brackets about each note."""
    for note, group in groupby(pieces, key=lambda piece: piece.note):
        held = list(group)
        if note:
            held[0] = held[0]._replace(text="[" + held[0].text)
            held[-1] = held[-1]._replace(text=held[-1].text + "]")
        yield from held
