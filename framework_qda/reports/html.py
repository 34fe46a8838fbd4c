"""Write matrices as one web page that needs nothing else: no script, no font, no connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda.progress import Progress, silent
from framework_qda.reports.clean import label
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Cell, Counter, Group, Row, Table, shown, spoken, tables
from framework_qda.text.summary import Kind, Line, Run

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView

# Nothing is fetched and nothing runs, whatever a summary holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_KINDS = {
    Kind.SUMMARY: "{}",
    Kind.OWN_WORDS: '<i class="own">{}</i>',
    Kind.COMMENT: '<span class="comment">{}</span>',
}


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a page of all `views`; errors as `reports.write`."""
    made = tables(views, options)
    page = "\n".join(_page(made, options, Counter(made, progress)))
    save(path, (page + "\n").encode())


def _page(made: Sequence[Table], options: ReportOptions, count: Counter) -> Iterator[str]:
    arranged = f" · {escape(label(options.arranged))}" if options.arranged else ""
    yield from head(options)
    yield f"<body>\n<header><h1>{escape(label(options.title))}</h1>"
    yield f'<p><time datetime="{options.date}">{options.day}</time>{arranged}</p></header>'
    if len(made) > 1:
        yield from _contents(made)
    yield "<main>"
    for number, table in enumerate(made, start=1):
        yield from _section(table, number, count)
    yield "</main>\n</body>\n</html>"


def head(
    options: ReportOptions, sheet: str = "html_style.css", title: str = "", language: str = "en-GB"
) -> Iterator[str]:
    """Make the head of a page, its style in it; without a title it has the study's."""
    yield f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(label(title or options.title))}</title>"
    style = files(__package__).joinpath(sheet).read_text("utf-8")
    yield f"<style>\n{style.replace('A4', options.paper)}</style>\n</head>"


def _contents(made: Sequence[Table]) -> Iterator[str]:
    yield '<nav aria-label="Matrices"><ul>'
    for number, table in enumerate(made, start=1):
        yield f'<li><a href="#matrix-{number}">{escape(table.title)}</a></li>'
    yield "</ul></nav>"


def _section(table: Table, number: int, count: Counter) -> Iterator[str]:
    yield f'<section id="matrix-{number}" aria-labelledby="title-{number}">'
    yield f'<h2 id="title-{number}">{escape(table.title)}</h2>'
    yield from rows(table, count)
    yield "</section>"


def rows(table: Table, count: Counter) -> Iterator[str]:
    """Make the table itself."""
    yield f'<table style="--columns: {len(table.columns)}">\n<caption>{escape(table.title)}</caption>'
    yield f"<colgroup><col>{''.join(_columns(table))}</colgroup>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (table.named_corner, *table.columns))
    yield f"<thead><tr>{heads}</tr></thead>"
    for group in table.groups:
        yield from _group(group, table, count)
    yield "</table>"


def _columns(table: Table) -> Iterator[str]:
    if not table.widths:
        yield "<col>" * len(table.columns)
    for share in table.widths:
        yield f'<col style="width: {85 * share / sum(table.widths):.0f}%">'


def _group(group: Group, table: Table, count: Counter) -> Iterator[str]:
    span = len(table.columns) + 1
    band = f'<th scope="rowgroup" colspan="{span}"><span>{escape(group.title)}</span></th>'
    yield "<tbody>" + (f'\n<tr class="band">{band}</tr>' if group.title else "")
    for row in group.rows:
        count(table)
        yield _row(row, table)
    yield "</tbody>"


def _row(row: Row, table: Table) -> str:
    about = row.about(table)
    facts = f'<span class="facts">{escape(about)}</span>' if about else ""
    cells = "".join(f"<td>{blocks(cell)}{_note(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.interview)}{facts}</th>{cells}</tr>'


def _note(cell: Cell) -> str:
    return f'<p class="facts">{escape(cell.note)}</p>' if cell.note else ""


def blocks(cell: Cell) -> str:
    """Make paragraphs and lists of a text, or say why there is none."""
    if cell.blank:
        return f'<span class="blank">{escape(cell.blank)}</span>'
    return "".join(_block(item, lines) for item, lines in groupby(shown(cell), key=lambda line: line.item))


def _block(item: bool, lines: Iterable[Line]) -> str:
    tag = "li" if item else "p"
    made = "".join(f"<{tag}>{''.join(map(_run, spoken(line)))}</{tag}>" for line in lines)
    return f"<ul>{made}</ul>" if item else made


def _run(run: Run) -> str:
    words = escape(run.text)
    return _KINDS[run.kind].format(f"<strong>{words}</strong>" if run.bold else words)
