"""Build the tables of a report in Word: those with a few columns, boxes of practice, and the closing one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from framework_qda.reading.document import (
    Box,
    Captioned,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingSpan,
    Paragraph,
    caption_of,
    kind_of,
)
from framework_qda.reports import wml
from framework_qda.reports.columns import is_short, numeric_columns, shares
from framework_qda.reports.table import Cell, Row, Table, shown, spoken
from framework_qda.reports.word_inline import Places

Lists: TypeAlias = list[list[wml.Element]]

GROUND = "EAF0F3"
_TOGETHER = 500  # letters of a group of rows that stays on one page
_BOX_STYLES = {"body": "BoxText", "note": "NoteToSelf", "item": "BoxBullet", "numbered": "ListNumber"}
_STYLES = {"body": "TableText", "note": "TableNote", "item": "TableBullet", "numbered": "ListNumber"}


def frame(parent: wml.Element, style: str, widths: Sequence[int], title: str) -> wml.Element:
    """Append a table without rows."""
    made = wml.add(parent, "tbl")
    properties = wml.add(made, "tblPr")
    wml.add(properties, "tblStyle", val=style)
    wml.add(properties, "tblW", w=str(sum(widths)), type="dxa")
    wml.add(properties, "tblLayout", type="fixed")
    wml.add(properties, "tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1")
    wml.add(properties, "tblCaption", val=title)
    grid = wml.add(made, "tblGrid")
    for width in widths:
        wml.add(grid, "gridCol", w=str(width))
    return made


def row(table: wml.Element, *, head: bool = False, whole: bool = True) -> wml.Element:
    """Append a row; a head is repeated on each page."""
    made = wml.add(table, "tr")
    if whole or head:
        properties = wml.add(made, "trPr")
        if whole:
            wml.add(properties, "cantSplit")
        if head:
            wml.add(properties, "tblHeader")
    return made


def cell(into: wml.Element, width: int, *, span: int = 1, ground: str = "") -> wml.Element:
    """Append a cell that spans columns."""
    made = wml.add(into, "tc")
    properties = wml.add(made, "tcPr")
    wml.add(properties, "tcW", w=str(width), type="dxa")
    if span > 1:
        wml.add(properties, "gridSpan", val=str(span))
    if ground:
        wml.add(properties, "shd", val="clear", color="auto", fill=ground)
    return made


def line(parent: wml.Element, style: str, words: str, keep: bool = False) -> None:
    """Append a paragraph of plain words."""
    wml.words(wml.paragraph(parent, style, keep), words)


def build(parent: wml.Element, table: Table, width: int) -> None:
    """Append a table of a few columns, its numbers to the right."""
    numeric = numeric_columns(table)
    parts = shares(table, numeric)
    widths = [int(share * width) for share in parts]
    made = frame(parent, "ReportTable", widths, table.title)
    if any((table.corner, *table.columns)):
        head = row(made, head=True)
        styles = ["TableHead", *("TableNumberHead" if number else "TableHead" for number in numeric)]
        for words, style, wide in zip((table.named_corner, *table.columns), styles, widths, strict=True):
            line(cell(head, wide), style, words)
    for group in table.groups:
        if group.title:
            band = cell(row(made), sum(widths), span=len(widths), ground=GROUND)
            line(band, "TableGroup", group.title, keep=True)
        few = len(group.rows) <= 4 and sum(map(_letters, group.rows)) < _TOGETHER
        for place, held in enumerate(group.rows, start=1):
            element = row(made, whole=is_short(held, parts))
            _row(element, table, held, widths, numeric, keep=few and place < len(group.rows))


def _letters(held: Row) -> int:
    return sum(len(line.text) for cell in held.cells for line in cell.lines)


def _row(
    element: wml.Element,
    table: Table,
    held: Row,
    widths: Sequence[int],
    numeric: Sequence[bool],
    *,
    keep: bool,
) -> None:
    name = cell(element, widths[0])
    line(name, "TableText", held.interview, keep)
    if facts := held.about(table):
        line(name, "TableNote", facts, keep)
    for words, number, wide in zip(held.cells, numeric, widths[1:], strict=True):
        _summary(cell(element, wide), words, "TableNumber" if number else "TableText", keep)


def _summary(element: wml.Element, words: Cell, style: str, keep: bool) -> None:
    if words.blank:
        line(element, style if style == "TableNumber" else "TableNote", words.blank, keep)
    for held in shown(words):
        paragraph = wml.paragraph(element, "TableBullet" if held.item else style, keep)
        for run in spoken(held):
            wml.run(paragraph, run)
    if words.note:
        line(element, "TableNote", words.note, keep)


def build_closing(parent: wml.Element, closing: Closing, width: int, places: Places) -> Lists:
    """Append a table side by side; gives the numbered lists in it."""
    count = max([len(closing.heads), *(len(r.cells) for r in closing.rows if isinstance(r, ClosingCells)), 1])
    wide = width // count
    made = frame(parent, "ClosingTable", [wide] * count, closing.caption)
    numbered: Lists = []
    head = row(made, head=True)
    for place in range(count):
        line(cell(head, wide), "TableHead", closing.heads[place] if place < len(closing.heads) else "")
    for held in closing.rows:
        element = row(made)
        match held:
            case ClosingGroup():
                line(cell(element, wide * count, span=count, ground=GROUND), "TableGroup", held.title, True)
            case ClosingSpan():
                spanning = cell(element, wide * count, span=count)
                numbered.append(paragraphs(spanning, held.paragraphs, _STYLES, places))
            case ClosingCells():
                for place in range(count):
                    words = held.cells[place] if place < len(held.cells) else ()
                    numbered.append(paragraphs(cell(element, wide), words, _STYLES, places))
    return numbered


def build_box(parent: wml.Element, box: Box, width: int, places: Places) -> Lists:
    """Append a box whose title is repeated on each page; gives the numbered lists in it."""
    made = frame(parent, "PracticeBox", [width], box.title)
    title = wml.paragraph(cell(row(made, head=True), width), "BoxTitle", keep=True)
    caption(title, box, places)
    inside = cell(row(made, whole=False), width)
    for name, value in box.facts:
        fact = wml.paragraph(inside, "BoxFacts", keep=True)
        if name:
            wml.words(fact, f"{name}: ", "Strong")
        wml.words(fact, value)
    numbered: Lists = []
    for question, answer in box.parts:
        if question:
            line(inside, "BoxQuestion", question, keep=True)
        numbered.append(paragraphs(inside, answer, _BOX_STYLES, places))
    if wml.local(inside[-1]) == "tcPr":
        wml.paragraph(inside, "BoxText")
    return numbered


def caption(parent: wml.Element, block: Captioned, places: Places) -> None:
    """Append the name and number of a block, bookmarked, and what it is about."""
    if block.number:
        with places.at(parent, block.anchor):
            wml.words(parent, f"{kind_of(block)} ")
            with wml.field_of(parent, f"SEQ {kind_of(block)} \\* ARABIC"):
                wml.words(parent, str(block.number))
        wml.words(parent, f". {caption_of(block)}" if caption_of(block) else "")
    else:
        with places.at(parent, block.anchor):
            wml.words(parent, caption_of(block))


def paragraphs(
    parent: wml.Element, given: Iterable[Paragraph], styles: Mapping[str, str], places: Places
) -> list[wml.Element]:
    """Append paragraphs to a cell, at least one; gives those that are numbered."""
    numbered: list[wml.Element] = []
    for paragraph in given:
        made = wml.paragraph(parent, styles[paragraph.style])
        places.write(made, paragraph.pieces)
        if paragraph.style == "numbered":
            numbered.append(made)
    if wml.local(parent[-1]) == "tcPr":
        wml.paragraph(parent, styles["body"])
    return numbered
