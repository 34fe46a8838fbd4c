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
    """Write all tables one below the other; errors as `reports.write_pages`.

    One table is written as it is; of several each stands below a line with its title, an empty line between.
    A page without a table is written as its words, each after what it is from.
    """
    made = leaves(pages)
    blocks = [(leaf, table) for leaf in made for table in leaf.tables or (None,)]
    count = Counter([table or leaf for leaf, table in blocks], progress)
    _save((line for n, block in enumerate(blocks) for line in _block(n, len(blocks), *block, count)), path)


def _block(number: int, of: int, leaf: Leaf, table: Table | None, count: Counter) -> Iterator[Sequence[str]]:
    if number:
        yield ()
    if of > 1:
        title = table.title if table else ""
        yield [" · ".join(dict.fromkeys(filter(None, (leaf.title, title))))]
    yield from _wide(table, count) if table else _words(leaf, count)


def _words(leaf: Leaf, count: Counter) -> Iterator[Sequence[str]]:
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
