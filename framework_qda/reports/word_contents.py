"""Write the contents of a report in Word: a field whose entries stand there already.

Word fills in the page numbers when the field is updated, and before it prints. Nothing has it ask about that
when the document is opened, and no number is guessed; so there are no dots either, which would lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from framework_qda.reading.document import Heading, Piece, words
from framework_qda.reports import wml

DEEPEST = 3
_CODE = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'


def bookmark(number: int) -> str:
    """Name the bookmark of a heading, counted from 1."""
    return f"_Toc{number:08}"


def contents(parent: wml.Element, title: str, headings: Iterable[Heading], width: int) -> None:
    """Append the contents of `headings`, `width` wide."""
    held = wml.add(parent, "sdt")
    properties = wml.add(held, "sdtPr")
    gallery = wml.add(properties, "docPartObj")
    wml.add(gallery, "docPartGallery", val="Table of Contents")
    wml.add(gallery, "docPartUnique")
    inside = wml.add(held, "sdtContent")
    wml.words(wml.paragraph(inside, "TOCHeading", keep=True), title)
    entries = list(enumerate(headings, start=1))
    first: wml.Element | None = None
    for number, heading in entries:
        line = _line(inside, heading.level, width)
        if first is None:
            first = line
            wml.begin_field(line, _CODE)
        _entry(line, heading.pieces, bookmark(number))
    if first is not None:
        wml.end_field(wml.paragraph(inside, "TableEnd"))


def _line(parent: wml.Element, level: int, width: int) -> wml.Element:
    made = wml.paragraph(parent, f"TOC{min(level, DEEPEST)}")
    wml.add(wml.add(made[0], "tabs"), "tab", val="right", pos=str(width))
    return made


def _entry(line: wml.Element, pieces: tuple[Piece, ...], name: str) -> None:
    link = wml.add(line, "hyperlink", anchor=name, history="1")
    wml.words(link, words(pieces).replace("\n", " "))
    wml.words(link, "\t")
    with wml.field_of(link, f"PAGEREF {name} \\h"):
        wml.add(link, "r")
