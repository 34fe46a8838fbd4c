"""Give what a draft prints as texts to be looked through, with the place where each can be mended.

Words of a cell or an overview that a table shows are the cell's; all else of a table is the block's. What an
author wrote, and quotations, the study looks through by itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from framework_qda.reading import document
from framework_qda.reading.document import Box, Closing, Figure, Listing, Table
from framework_qda.reading.page import Facts, Grid, Prose, Text
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, ExposedIn
from framework_qda.tasks.reporting import composed
from framework_qda.text import summary

_OF_THE_STUDY = (BlockKind.CELL, BlockKind.MATRIX, BlockKind.VIEW, BlockKind.PICTURE)
_PNG, _CHUNK = b"\x89PNG\r\n\x1a\n", 12  # bytes of a chunk beside its data


class Printed(NamedTuple):
    """Words of a report, and what they stand in: what `about` and `subject` name."""

    about: ExposedIn
    subject: str
    text: str


def printed(study: Study, draft: DraftId) -> Iterator[Printed]:
    """Give the words that the objects of a draft show of the study, and those within its pictures."""
    sources = _Sources(study)
    for block, made in composed(study, draft):
        if block.kind in _OF_THE_STUDY:
            for each in made:
                yield from (_own(block, words) for words in _words(each))
                for text in _texts(each):
                    yield sources.of(text.markup) or _own(block, summary.plain(text.markup))
                    yield from (_own(block, words) for words in (text.blank, text.note))
        if png := block.settings.get("png"):
            yield from (_own(block, words) for words in picture_words(str(png)))


def _own(block: Block, words: str) -> Printed:
    return Printed(ExposedIn.BLOCK, block.id, words)


def printed_names(study: Study, draft: DraftId, names: Collection[str]) -> Iterator[tuple[BlockId, str]]:
    """Give which of these names of interviews the objects of a draft show in a public copy."""
    for block, made in composed(study, draft, public=True):
        if block.kind in _OF_THE_STUDY:
            lines = {line for each in made for line in _lines(each)}
            yield from ((block.id, name) for name in names if any(_names(line, name) for line in lines))


def _lines(block: document.Block) -> Iterator[str]:
    yield from _words(block)
    for text in _texts(block):
        yield from summary.plain(text.markup).splitlines()


def _names(line: str, name: str) -> bool:
    """Tell whether a line is a name, alone or after that of its area, or begins with it."""
    line = line.removeprefix("- ").rpartition(" · ")[2]
    return line == name or line.startswith(f"{name}:")


class _Sources:
    """Find the cell or the overview that a text is, word for word."""

    def __init__(self, study: Study) -> None:
        rows, columns = study.interviews(), study.subtopics()
        cells = study.cells([row.id for row in rows], [column.id for column in columns])
        self._found: Mapping[str, Printed] = {
            **{
                each.text: Printed(ExposedIn.OVERVIEW, f"{about}/{subject}", summary.plain(each.text))
                for (about, subject), each in study.overviews().items()
            },
            **{
                cell.summary: Printed(ExposedIn.CELL, f"{row}/{column}", summary.plain(cell.summary))
                for (row, column), cell in cells.items()
                if cell.summary
            },
        }

    def of(self, markup: str) -> Printed | None:
        return self._found.get(markup)


def _words(block: document.Block) -> Iterator[str]:
    """Give what of a block is no text of the study: captions, heads, names of rows."""
    match block:
        case Table():
            yield from (block.caption, block.note)
            yield from _grid_words(block.grid)
        case Figure():
            yield from (block.caption, block.note, block.picture.alt)
        case Listing():
            yield from _grid_words(block.grid)
        case Prose():
            yield from (block.label, block.facts)
        case Facts():
            yield from (f"{name}: {value}" for name, value in block.pairs)
        case Box() | Closing():
            pass  # written by the author
        case _:
            yield document.words(tuple(document.pieces_of(block)))


def _grid_words(grid: Grid) -> Iterator[str]:
    yield from (grid.title, grid.corner, grid.grouping, *grid.heads)
    for band in grid.bands:
        yield band.title
        for row in band.rows:
            yield from (row.name, row.facts)


def _texts(block: document.Block) -> Iterator[Text]:
    match block:
        case Table() | Listing():
            for row in block.grid.rows:
                yield from row.cells
        case Prose():
            yield block.text
        case _:
            pass


# --- Files -----------------------------------------------------------------------------------------------


def picture_words(encoded: str) -> Iterator[str]:
    """Give what a picture's file says beside its pixels, such as its author and comments."""
    import base64
    import binascii

    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return
    place = len(_PNG) if data.startswith(_PNG) else len(data)
    while place + _CHUNK <= len(data):
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt"):
            yield _png_text(kind, body)
        place += length + _CHUNK


def _png_text(kind: bytes, body: bytes) -> str:
    name, _, rest = body.partition(b"\0")
    try:
        if kind == b"zTXt":
            rest = zlib.decompress(rest[1:])
        elif kind == b"iTXt":
            packed, rest = rest[:1] == b"\x01", rest[2:].split(b"\0", 2)[-1]
            rest = zlib.decompress(rest) if packed else rest
    except zlib.error:
        rest = b""
    return f"{name.decode('latin-1')}: {rest.decode('utf-8' if kind == b'iTXt' else 'latin-1', 'replace')}"


def template_words(path: Path) -> Iterator[str]:
    """Give what a report takes over of a Word template: the words at the head and the foot of its pages."""
    from docx.oxml.ns import qn
    from lxml import etree

    try:
        with ZipFile(path) as package:
            for name in package.namelist():
                if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                    root = etree.fromstring(package.read(name))
                    for paragraph in root.iter(qn("w:p")):
                        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
    except (OSError, BadZipFile, etree.LxmlError, KeyError, RuntimeError):
        return  # said when it is used
