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
# A letter's usual width, a line's height, and what a cell's margins take.
_LETTER, _LINE, _MARGINS = 80, 205, 216
# Of a page's height to its width. Rows over a third of a page may break across two, as they would leave that
# much of one empty; areas up to so much are kept on one page, of a longer one its band with its first row.
_PAGE, _SHARE = 0.67, 1 / 3


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
            widths=table.widths[start:stop],
            groups=tuple(_narrowed(group, slice(start, stop)) for group in table.groups),
        )


def _narrowed(group: Group, columns: slice) -> Group:
    return replace(group, rows=tuple(replace(row, cells=row.cells[columns]) for row in group.rows))


def build(
    table: Table, width: int, count: Callable[[Table], None], first: int = _INTERVIEW_WIDTH
) -> wml.Element:
    """Make the table, `width` wide, its first column `first`; `count` is called before each interview."""
    widths = _widths(table, width, first)
    short = width * _PAGE * _SHARE
    made = wml.root("tbl")
    _properties(made, table, width)
    grid = wml.add(made, "tblGrid")
    for column in widths:
        wml.add(grid, "gridCol", w=column)
    _head(made, table, widths)
    for group in table.groups:
        if group.title:
            _band(made, group, widths)
        heights = [_height(row, row.about(table), widths) for row in group.rows]
        together = bool(group.title) and sum(heights) <= short
        for number, (row, height) in enumerate(zip(group.rows, heights, strict=True), start=1):
            count(table)
            keep = together and number < len(group.rows)
            _row(made, table, row, widths, whole=height <= short, keep=keep)
    return made


def first_width(table: Table) -> int:
    """Give how wide the first column is to be at most for the names in it."""
    names = max([len(table.corner), *(len(row.interview) for row in table.rows)])
    return min(_INTERVIEW_WIDTH, names * _LETTER + _MARGINS)


def _widths(table: Table, width: int, first: int) -> list[str]:
    shares = table.widths or (1.0,) * len(table.columns)
    room = width - first
    return [str(first), *(str(int(room * share / sum(shares))) for share in shares)]


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
    for words, width in zip([table.named_corner, *table.columns], widths, strict=True):
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


def _row(made: wml.Element, table: Table, row: Row, widths: list[str], *, whole: bool, keep: bool) -> None:
    element = wml.add(made, "tr")
    if whole:
        wml.add(wml.add(element, "trPr"), "cantSplit")
    first, *others = widths
    about = _cell(element, first)
    _words(about, "Interview", row.interview, keep)
    if facts := row.about(table):
        _words(about, "InterviewFacts", facts, keep)
    for cell, width in zip(row.cells, others, strict=True):
        _summary(_cell(element, width), cell, keep)


def _height(row: Row, about: str, widths: list[str]) -> int:
    """Guess how high a row is, in twentieths of a point, from the length of what is in it."""
    texts = [[row.interview, about], *([line.text for line in cell.lines] for cell in row.cells)]
    return max(
        sum(_LINE * max(1, -(-len(text) * _LETTER // (int(width) - _MARGINS))) for text in cell)
        for cell, width in zip(texts, widths, strict=True)
    )


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
    if cell.note:
        _words(element, "CellNote", cell.note, keep)
