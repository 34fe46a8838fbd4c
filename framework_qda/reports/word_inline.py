"""Write the words of a report in Word, with bookmarks, and fields that refer to them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from framework_qda.reading.document import (
    Block,
    Box,
    Closing,
    Contents,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Piece,
    Prose,
    Table,
    named,
    words,
)
from framework_qda.reports import wml
from framework_qda.reports.prepared import bracketed


class Place(NamedTuple):
    """What may be referred to: its bookmark, and the words the bookmark is about."""

    bookmark: str
    number: int
    text: str


class Places:
    """The bookmarks of a report, by the anchors of its blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._places: dict[str, Place] = {}
        for block in blocks:
            anchor = "" if isinstance(block, Contents | Facts | Paragraph | Prose) else block.anchor
            if anchor and anchor not in self._places:
                number = len(self._places) + 1
                # Word hides bookmarks that begin so, as it does its own.
                self._places[anchor] = Place(f"_Ref{number:08}", number, _shown(block))

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, anchor: str) -> Place | None:
        return self._places.get(anchor)

    @contextmanager
    def at(self, parent: wml.Element, anchor: str) -> Generator[None]:
        """Put the bookmark of an anchor about what is appended inside."""
        place = self._places.get(anchor)
        if place is None:
            yield
            return
        with wml.bookmarked(parent, place.bookmark, place.number):
            yield

    def write(self, parent: wml.Element, pieces: Iterable[Piece]) -> None:
        """Append pieces to a paragraph: references as fields, notes in brackets."""
        for target, group in groupby(bracketed(pieces), key=lambda piece: piece.target):
            held = list(group)
            place = self._places.get(target)
            if place is None:
                _runs(parent, held)
            elif words(held) == place.text:
                with wml.field_of(parent, f"REF {place.bookmark} \\h"):
                    _runs(parent, held)
            else:
                _runs(wml.add(parent, "hyperlink", anchor=place.bookmark, history="1"), held)


def _shown(block: Block) -> str:
    match block:
        case Heading():
            return words(block.pieces)
        case Table() | Figure() | Box() | Closing() if block.number:
            return named(block)
        case _:
            return ""


def _runs(parent: wml.Element, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        style = "InlineNote" if piece.note else "Strong" if piece.bold else "Emphasis" if piece.italic else ""
        bold = piece.bold and style != "Strong"
        italic = piece.italic and style != "Emphasis"
        wml.words(parent, piece.text, style, bold=bold, italic=italic)
