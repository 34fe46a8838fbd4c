"""Put cells on the clipboard as text that a sheet takes and as rich text that Word takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from PySide6.QtCore import QMimeData

from framework_qda.study.model import Cell
from framework_qda.text.summary import Kind, Line, by_kind, parse, plain

_TAGS = {
    Kind.SUMMARY: ("", ""),
    Kind.OWN_WORDS: ("<i>“", "”</i>"),
    Kind.COMMENT: ('<span style="color: gray">[', "]</span>"),
}


def cell_html(cell: Cell, references: Mapping[str, str] | None = None) -> str:
    """Write a cell as HTML with its three kinds told apart, and references after what is linked."""
    if not cell.summary:
        return f"<p>{escape(cell.blank_reason)}</p>"
    lines = parse(cell.summary)
    return "".join(
        f"<p>{'• ' if line.item else ''}{_line_html(line, references or {})}</p>" for line in lines
    )


def _line_html(line: Line, references: Mapping[str, str]) -> str:
    html = ""
    for kind, runs in by_kind(line):
        html += _TAGS[kind][0]
        for ids, linked in groupby(runs, key=lambda run: run.links):
            html += "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in linked)
            said = ", ".join(references[each] for each in ids if each in references)
            html += f"<small> [{escape(said)}]</small>" if said else ""
        html += _TAGS[kind][1]
    return html


def cells_as_mime(rows: Iterable[Iterable[Cell]]) -> QMimeData:
    """Write a block of cells, row by row, as tab-separated text and as an HTML table."""
    rows = [list(row) for row in rows]
    text = "\n".join("\t".join(_sheet_text(cell) for cell in row) for row in rows)
    html = "".join("<tr>" + "".join(f"<td>{cell_html(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    mime = QMimeData()
    mime.setText(text)
    mime.setHtml(f"<table>{html}</table>" if len(rows) > 1 or len(rows[0]) > 1 else cell_html(rows[0][0]))
    return mime


def _sheet_text(cell: Cell) -> str:
    text = plain(cell.summary) or str(cell.blank_reason)
    return '"' + text.replace('"', '""') + '"' if "\n" in text else text
