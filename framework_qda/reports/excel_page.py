"""Write pages as an Excel workbook: a sheet a page, its tables first so that their heads stay in sight."""

# XlsxWriter has no types to read.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from framework_qda.progress import Progress, silent
from framework_qda.reading.page import Facts, Heading, Picture
from framework_qda.reports.clean import label
from framework_qda.reports.excel import (
    Formats,
    Looks,
    put,
    put_below,
    put_cell,
    put_table,
    set_print,
    set_up,
    text_height,
    workbook,
)
from framework_qda.reports.excel_names import sheet_names
from framework_qda.reports.leaves import NOTHING, Leaf, Part, Words, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.table import Cell, Counter, Table
from framework_qda.text.summary import Line, Run

if TYPE_CHECKING:
    from framework_qda.reading.page import Page

# Widths in characters, of a sheet without a table.
_LABEL, _TEXT = 24, 90
_BOLD: Looks = {"bold": True}
_PIXELS_A_ROW = 20


def write_pages(
    pages: Sequence[Page], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a workbook of all `pages`; errors as `reports.write_pages`."""
    made = leaves(pages)
    count = Counter(made, progress)
    with workbook(path, options) as (book, formats):
        for leaf, name in zip(made, sheet_names(leaf.title for leaf in made), strict=True):
            sheet = book.add_worksheet(name)
            set_print(sheet, leaf.title, options)
            _Sheet(sheet, leaf, formats, count).write()


class _Sheet:
    """Writes one leaf down one sheet."""

    def __init__(self, sheet: Worksheet, leaf: Leaf, formats: Formats, count: Counter) -> None:
        self._sheet, self._leaf, self._formats, self._count = sheet, leaf, formats, count
        first = leaf.tables[0] if leaf.tables else None
        # Words stand where the first table has its own, below one another.
        self._column = len(first.known_heads) if first else 1
        self._row = 0
        if first:
            set_up(sheet, first)
        else:
            sheet.set_column(0, 0, _LABEL)
            sheet.set_column(1, 1, _TEXT)

    def write(self) -> None:
        for table in self._leaf.tables:
            self._row = 1 + put_table(self._sheet, table, self._row, self._formats, self._count)
        for part, following in zip_longest(self._leaf.parts, self._leaf.parts[1:]):
            # A table tells by its heads what the heading above it would.
            if not (isinstance(part, Heading) and isinstance(following, Table)):
                self._part(part)
        put_below(self._sheet, self._row + 1, self._leaf.subtitle, self._formats)

    def _part(self, part: Part | None) -> None:
        match part:
            case Heading():
                self._put(0, part.text, _BOLD)
                self._row += 1
            case Facts():
                for name, value in part.pairs:
                    self._labelled(
                        name, Cell((Line((Run(value),)),) if value else (), "" if value else NOTHING)
                    )
            case Words():
                self._count(self._leaf)
                about = " · ".join(filter(None, (part.label, part.facts)))
                self._labelled(about, part.cell)
            case Picture():
                self._picture(part)
            case _:
                return

    def _labelled(self, about: str, cell: Cell) -> None:
        """Write a text beside what it is about."""
        if about:
            self._put(0, about, _BOLD)
        width = None if self._leaf.tables else _TEXT
        self._sheet.set_row(self._row, text_height(cell, width))
        put_cell(self._sheet, (self._row, self._column), cell, self._formats)
        self._row += 1

    def _put(self, column: int, words: str, looks: Looks | None = None) -> None:
        put(self._sheet, (self._row, column), [Run(words)], self._formats, looks or {})

    def _picture(self, picture: Picture) -> None:
        options = {"image_data": BytesIO(picture.png), "description": label(picture.alt)}
        self._sheet.insert_image(self._row + 1, 0, "picture.png", options)
        # Its height stands in the header of every PNG.
        self._row += 3 + int.from_bytes(picture.png[20:24]) // _PIXELS_A_ROW
