"""Write matrices as an Excel workbook: a sheet a matrix, attributes as columns to filter by."""

# XlsxWriter has no types to read.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from framework_qda.progress import Progress, silent
from framework_qda.reports.clean import label
from framework_qda.reports.excel_names import first, sheet_names, units
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Cell, Counter, Row, Table, spoken, tables, text
from framework_qda.text.summary import Kind, Run

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView

Looks: TypeAlias = dict[str, str | int | bool]

# What Excel holds in one cell, counted in UTF-16 units.
MOST = 32_767
CUT = "\n[Cut here: Excel holds no more in one cell. The study has the whole text.]"
_PAPERS = {"A4": 9, "A3": 8}
# Widths in characters.
_AREA, _INTERVIEW, _FACT, _SUB_TOPIC = 11, 20, 12, 36
_NARROWEST, _WIDEST = 6, 70
_NUMBER = "no."  # above the names of rows that are numbers
# Heights in points: of a line, the least and the most that Excel allows a row.
_LINE, _LEAST, _HIGHEST = 13, 28, 409
_FONT: Looks = {"font_size": 10}
_QUIET: Looks = {
    "text_wrap": True,
    "valign": "top",
    "bottom": 1,
    "bottom_color": "#D5D9DD",
    "right": 1,
    "right_color": "#D5D9DD",
}
_NAME: Looks = {"bold": True}
_HEAD: Looks = {"bold": True, "font_color": "#1F3A4D", "bg_color": "#EAF0F3", "bottom_color": "#1F3A4D"}
_COMMENT: Looks = {"font_color": "#7A5230"}
_ASIDE: Looks = {"italic": True, "text_wrap": False, "bottom": 0, "right": 0}
_BLANK: Looks = {"font_color": "#6B7178", "font_size": 8}


class Formats:
    """Make each look of a workbook once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, str | int | bool], ...], Format] = {}

    def cell(self, looks: Looks) -> Format:
        """Give the look of a whole cell."""
        return self.font(_QUIET | looks)

    def font(self, looks: Looks) -> Format:
        """Give the look of a run of text in a cell."""
        key = tuple((_FONT | looks).items())
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


def _looks(words: Run) -> Looks:
    looks: Looks = {"bold": words.bold, "italic": words.kind is Kind.OWN_WORDS}
    return looks | _COMMENT if words.kind is Kind.COMMENT else looks


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a workbook of all `views`; errors as `reports.write`.

    A summary longer than a cell of Excel holds is cut there and says so.
    """
    made = tables(views, options)
    count = Counter(made, progress)
    with workbook(path, options) as (book, formats):
        for table, name in zip(made, sheet_names(table.title for table in made), strict=True):
            sheet = book.add_worksheet(name)
            set_up(sheet, table)
            set_print(sheet, table.title, options)
            below = put_table(sheet, table, 0, formats, count)
            put_below(sheet, below + 1, options.arranged, formats)


@contextmanager
def workbook(path: Path, options: ReportOptions) -> Generator[tuple[Workbook, Formats]]:
    """Begin a workbook, which is put in its place when it is complete."""
    content = BytesIO()
    # In memory, so that nothing of the study is left in the computer's folder for temporary files.
    book = Workbook(content, {"in_memory": True})
    yield book, Formats(book)
    book.set_properties({"title": label(options.title), "author": "", "created": options.midnight})
    book.close()
    save(path, content.getvalue())


def put_table(sheet: Worksheet, table: Table, top: int, formats: Formats, count: Counter) -> int:
    """Write a table from row `top` and give the row after it."""
    sheet.set_row(top, _LEAST)
    widths = _widths(table) if table.widths else ()
    for column, head in enumerate(table.heads):
        put(sheet, (top, column), [Run(head)], formats, _HEAD)
    for number, row in enumerate(table.rows, start=top + 1):
        count(table)
        sheet.set_row(number, _height(row, widths))
        _row(sheet, number, table, row, formats)
    return top + 1 + len(table.rows)


def put_below(sheet: Worksheet, row: int, words: str, formats: Formats) -> None:
    """Say below a table which rows it has, since its heads must stay at the top."""
    if words:
        put(sheet, (row, 0), [Run(label(words))], formats, _ASIDE)


def set_up(sheet: Worksheet, table: Table) -> None:
    """Freeze the heads of a table at the top, and give its columns their widths and filters."""
    names = len(table.known_heads) - len(table.facts)
    sheet.freeze_panes(1, names)
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    if table.widths:
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        return
    sheet.set_column(0, names - 1, _INTERVIEW)
    if table.grouping:
        sheet.set_column(0, 0, _area_width(table))
    sheet.set_column(names, len(table.heads) - 1, _SUB_TOPIC)
    if table.facts:
        sheet.set_column(names, names + len(table.facts) - 1, _FACT)


def _widths(table: Table) -> list[int]:
    """Give each column of a table of unlike columns the room that its words want, long ones in lines."""
    rows = [[*table.known(row), *map(text, row.cells)] for row in table.rows]
    longest = [
        max((len(line) for words in column for line in words.split("\n")), default=0)
        for column in zip(table.heads, *rows, strict=True)
    ]
    return [min(_WIDEST, max(_NARROWEST, each + 2)) for each in longest]


def _area_width(table: Table) -> int:
    """Give the names of groups room where they are long."""
    return min(_INTERVIEW, max([_AREA, *(len(row.area) for row in table.rows)]))


def set_print(sheet: Worksheet, name: str, options: ReportOptions) -> None:
    """Fit a sheet to the width of landscape paper, its heads on every page."""
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[options.paper])
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # “&” begins a code there, and Excel takes no more than 255 characters.
    title, about, right = (
        first(words, 70).replace("&", "&&") for words in (label(options.title), name, _day_and_order(options))
    )
    sheet.set_header(f"&L{title} · {about}&R{right}")
    sheet.set_footer("&RPage &P of &N")


def _day_and_order(options: ReportOptions) -> str:
    return " · ".join(filter(None, (options.day, label(options.arranged))))


def _row(sheet: Worksheet, number: int, table: Table, row: Row, formats: Formats) -> None:
    known = table.known(row)
    names = len(known) - len(row.facts)
    for column, value in enumerate(known):
        if column == names - 1 and table.corner == _NUMBER and value.isdigit():
            sheet.write_number(number, column, int(value), formats.cell(_NAME))
            continue
        put(sheet, (number, column), [Run(value)], formats, _NAME if column < names else {})
    for column, cell in enumerate(row.cells, start=len(known)):
        put_cell(sheet, (number, column), cell, formats)


def put_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: Formats) -> None:
    """Write a summary, or why there is none."""
    if cell.blank:
        put(sheet, place, [Run(cell.blank)], formats, _BLANK)
    else:
        put(sheet, place, fitting(list(_runs(cell))), formats)


def _height(row: Row, widths: Sequence[int]) -> int:
    """Estimate the height that shows all of a row; not every spreadsheet does so by itself."""
    if widths:
        own = widths[len(widths) - len(row.cells) :]
        return max(text_height(each, width) for each, width in zip(row.cells, own, strict=True))
    known = [
        _lines(row.area, _AREA),
        _lines(row.interview, _INTERVIEW),
        *(_lines(fact, _FACT) for fact in row.facts),
    ]
    return max([_points(max(known)), *map(text_height, row.cells)])


def text_height(cell: Cell, width: int | None = None) -> int:
    """Estimate the height of a text, in a column of a sub-topic's width or of another."""
    texts = [line.text for line in cell.lines] + ([cell.note] if cell.note else [])
    return _points(sum(_lines(text, width or _SUB_TOPIC) for text in texts))


def _points(lines: int) -> int:
    return min(_HIGHEST, max(_LEAST, 4 + _LINE * lines))


def _lines(text: str, width: int) -> int:
    # Letters are narrower than the digits in which Excel counts a width; words do not fill their lines.
    return 1 + int(len(text) / (1.1 * width))


def _runs(cell: Cell) -> Iterator[Run]:
    for number, line in enumerate(cell.lines):
        start = ("\n" if number else "") + ("• " if line.item else "")
        if start:
            yield Run(start)
        yield from spoken(line)
    if cell.note:
        yield Run(f"\n({cell.note})")


def fitting(runs: Sequence[Run]) -> Sequence[Run]:
    """Cut runs to what one cell holds, saying so where words are lost."""
    if units("".join(run.text for run in runs)) <= MOST:
        return runs
    kept: list[Run] = []
    room = MOST - units(CUT)
    for run in runs:
        kept.append(run._replace(text=first(run.text, room)))
        room -= units(kept[-1].text)
        if kept[-1] != run:
            break
    return [*(run for run in kept if run.text), Run(CUT)]


def put(
    sheet: Worksheet,
    place: tuple[int, int],
    runs: Sequence[Run],
    formats: Formats,
    looks: Looks | None = None,
) -> None:
    """Write text as text, whatever sign it begins with."""
    words = "".join(run.text for run in runs)
    # XlsxWriter takes a plain text in such tags for XML of its own, but not one in parts.
    if len(runs) == 1 and not words.startswith("<r>"):
        sheet.write_string(*place, words, formats.cell(_looks(runs[0]) | (looks or {})))
        return
    parts = runs if len(runs) > 1 else [runs[0]._replace(text=half) for half in (words[:1], words[1:])]
    rich = [part for run in parts for part in (formats.font(_looks(run)), run.text)]
    sheet.write_rich_string(*place, *rich, formats.cell(looks or {}))
