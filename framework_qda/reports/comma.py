"""Write matrices as comma-separated values, UTF-8 with a byte order mark so that Excel reads it as such.

One matrix is written as it is read: a row an interview, a column a sub-topic. Several have no columns in
common, so they are written long: a row a cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda.progress import Progress, silent
from framework_qda.reports.leaves import NOTHING, Leaf, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import NOT_CHARTED, Cell, Counter, Table, tables, text

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView
    from framework_qda.reading.page import Page

# A spreadsheet takes such a cell for a formula, which may send what stands beside it elsewhere.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write all `views`, wide if there is one and long if there are more; errors as `reports.write`.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    made = tables(views, options)
    count = Counter(made, progress)
    _save(_wide(made[0], count) if len(made) == 1 else _long(made, count), path)


def write_pages(
    pages: Sequence[Page], path: Path, _options: ReportOptions, progress: Progress = silent
) -> None:
    """Write the first table of each page, an empty line between; errors as `reports.write_pages`.

    A page without a table is written as its words, each after what it is from.
    """
    made = leaves(pages)
    count = Counter([leaf.tables[0] if leaf.tables else leaf for leaf in made], progress)
    _save((line for leaf in made for line in _spaced(leaf, leaf is made[-1], count)), path)


def _spaced(leaf: Leaf, last: bool, count: Counter) -> Iterator[Sequence[str]]:
    yield from _leaf(leaf, count)
    if not last:
        yield ()


def _leaf(leaf: Leaf, count: Counter) -> Iterator[Sequence[str]]:
    if leaf.tables:
        yield from _wide(leaf.tables[0], count)
        return
    yield ["about", "text"]
    for words in leaf.words:
        count(leaf)
        yield [words.label, _text_or_reason(words.cell)]


def _save(lines: Iterable[Sequence[str]], path: Path) -> None:
    file = StringIO(newline="")
    csv.writer(file).writerows([harmless(value) for value in line] for line in lines)
    save(path, file.getvalue().encode("utf-8-sig"))


def harmless(value: str) -> str:
    """Put an apostrophe before what would run as a formula."""
    return "'" + value if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def _wide(table: Table, count: Counter) -> Iterator[Sequence[str]]:
    yield table.heads
    for row in table.rows:
        count(table)
        yield [*table.known(row), *map(_text_or_reason, row.cells)]


def _text_or_reason(cell: Cell) -> str:
    if cell.blank:
        return "" if cell.blank in (NOT_CHARTED, NOTHING) else f"({cell.blank})"
    return text(cell)


def _long(made: Sequence[Table], count: Counter) -> Iterator[Sequence[str]]:
    facts = list(dict.fromkeys(fact for table in made for fact in table.facts))
    yield ["matrix", "sub-topic", "area", "interview", *map(str, facts), "text", "blank reason"]
    for table in made:
        for row in table.rows:
            count(table)
            about = dict(zip(table.facts, row.facts, strict=True))
            known = [about.get(fact, "") for fact in facts]
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield [table.title, column, row.area, row.interview, *known, text(cell), cell.blank]
