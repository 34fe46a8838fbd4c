"""Build a matrix as a table for Word: header row, then each area's rows under its band."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from framework_qda.reports import wml
from framework_qda.reports.table import Cell, Group, Row, Table, shown, spoken
from framework_qda.text.summary import Run

# Widths in twentieths of a point.
_INTERVIEW_WIDTH = 1900
_LEAST_WIDTH = 1500
_BAND_COLOUR = "EAF0F3"
# Characters in a cell. A longer row, kept whole, could leave most of a page empty before it.
_SHORT = 1500


def parts(table: Table, width: int) -> Iterator[Table]:
    """Part a matrix that has more sub-topics than a page of `width` can hold side by side."""
    most = (width - _INTERVIEW_WIDTH) // _LEAST_WIDTH
    number = max(1, -(-len(table.columns) // most))
    if number == 1:
        yield table
        return
    for index in range(number):
        start, stop = (len(table.columns) * edge // number for edge in (index, index + 1))
        yield replace(
            table,
            title=f"{table.title} ({index + 1} of {number})",
            columns=table.columns[start:stop],
            groups=tuple(_narrowed(group, slice(start, stop)) for group in table.groups),
        )


def _narrowed(group: Group, columns: slice) -> Group:
    return replace(group, rows=tuple(replace(row, cells=row.cells[columns]) for row in group.rows))


def build(table: Table, width: int, count: Callable[[Table], None]) -> wml.Element:
    """Make the table, `width` wide; `count` is called before each interview."""
    widths = _widths(table, width)
    made = wml.root("tbl")
    _properties(made, table, width)
    grid = wml.add(made, "tblGrid")
    for column in widths:
        wml.add(grid, "gridCol", w=column)
    _head(made, table, widths)
    for group in table.groups:
        _band(made, group, widths)
        for number, row in enumerate(group.rows, start=1):
            count(table)
            _row(made, table, row, widths, keep=number < len(group.rows))
    return made


def _widths(table: Table, width: int) -> list[str]:
    share = (width - _INTERVIEW_WIDTH) // max(1, len(table.columns))
    return [str(_INTERVIEW_WIDTH), *[str(share)] * len(table.columns)]


def _properties(made: wml.Element, table: Table, width: int) -> None:
    properties = wml.add(made, "tblPr")
    wml.add(properties, "tblStyle", val="Matrix")
    wml.add(properties, "tblW", w=str(width), type="dxa")
    wml.add(properties, "tblLayout", type="fixed")
    wml.add(properties, "tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1")
    wml.add(properties, "tblCaption", val=table.title)


def _head(made: wml.Element, table: Table, widths: list[str]) -> None:
    row = wml.add(made, "tr")
    properties = wml.add(row, "trPr")
    wml.add(properties, "cantSplit")
    wml.add(properties, "tblHeader")
    for words, width in zip(["Interview", *table.columns], widths, strict=True):
        _words(_cell(row, width), "MatrixHead", words)


def _band(made: wml.Element, group: Group, widths: list[str]) -> None:
    row = wml.add(made, "tr")
    wml.add(wml.add(row, "trPr"), "cantSplit")
    cell = wml.add(row, "tc")
    properties = wml.add(cell, "tcPr")
    wml.add(properties, "tcW", w=str(sum(map(int, widths))), type="dxa")
    wml.add(properties, "gridSpan", val=str(len(widths)))
    wml.add(properties, "shd", val="clear", color="auto", fill=_BAND_COLOUR)
    _words(cell, "AreaBand", group.title, keep=True)


def _row(made: wml.Element, table: Table, row: Row, widths: list[str], keep: bool) -> None:
    element = wml.add(made, "tr")
    if all(_length(cell) <= _SHORT for cell in row.cells):
        wml.add(wml.add(element, "trPr"), "cantSplit")
    first, *others = widths
    about = _cell(element, first)
    _words(about, "Interview", row.interview, keep)
    if facts := row.about(table):
        _words(about, "InterviewFacts", facts, keep)
    for cell, width in zip(row.cells, others, strict=True):
        _summary(_cell(element, width), cell, keep)


def _length(cell: Cell) -> int:
    return sum(len(line.text) for line in cell.lines)


def _cell(row: wml.Element, width: str) -> wml.Element:
    cell = wml.add(row, "tc")
    wml.add(wml.add(cell, "tcPr"), "tcW", w=width, type="dxa")
    return cell


def _words(cell: wml.Element, style: str, words: str, keep: bool = False) -> None:
    wml.run(wml.paragraph(cell, style, keep), Run(words))


def _summary(element: wml.Element, cell: Cell, keep: bool) -> None:
    if cell.blank:
        _words(element, "BlankReason", cell.blank, keep)
    for line in shown(cell):
        paragraph = wml.paragraph(element, "MatrixList" if line.item else "MatrixCell", keep)
        for words in spoken(line):
            wml.run(paragraph, words)
