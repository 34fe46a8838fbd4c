"""References after linked words, by choice and in every format; nothing of them otherwise."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import _Cell
from openpyxl import load_workbook

from framework_qda import reports
from framework_qda.reading.matrix_view import MatrixView
from tests.reports import golden
from tests.reports.examples import OPTIONS, SUFFIXES, matrix
from tests.reports.test_html import Cells

ONE, TWO, GONE = ("1" * 32, "2" * 32, "9" * 32)
SUMMARIES = {
    f"They {{are on site|{ONE},{TWO}}} and {{short|{TWO}}} of time.": (
        "They are on site [p12, 00:14:05] and short [00:14:05] of time."
    ),
    f"Near: «we see {{them **every** day|{ONE}}}, mostly»; far": (
        "Near: “we see them every day, mostly” [p12]; far"
    ),
    f"[[{{Check|{TWO}}} this]]": "[Check this] [00:14:05]",
    f"- {{out of {{hours|{GONE}}}\n- {{nights|{ONE}}}": "• {out of hours\n• nights [p12]",
}


@pytest.fixture
def view() -> MatrixView:
    """A matrix with a summary a column, of which two passages are known."""
    rows = [("Area 1", "Named nurse", list(SUMMARIES))]
    made = matrix(rows, [f"sub-topic {n}" for n in range(len(SUMMARIES))])
    return replace(made, references={ONE: "p12", TWO: "00:14:05"})


def read(path: Path) -> list[str]:
    """Give the cells of the one interview as they are read."""
    match path.suffix:
        case ".csv":
            *_, row = csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True))
            return row[-len(SUMMARIES) :]
        case ".xlsx":
            *_, row = load_workbook(path).worksheets[0].iter_rows(values_only=True)
            return [str(cell) for cell in row[-len(SUMMARIES) :]]
        case ".docx":
            return [_word_cell(cell) for cell in docx.Document(str(path)).tables[0].rows[-1].cells[1:]]
        case _:
            return Cells(path.read_text("utf-8")).cells


def _word_cell(cell: _Cell) -> str:
    lists = ("• " if p.style and p.style.name == "Matrix List" else "" for p in cell.paragraphs)
    return "\n".join(start + p.text for start, p in zip(lists, cell.paragraphs, strict=True))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_linked_words_are_followed_by_where_they_stand(view: MatrixView, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{suffix}"
    reports.write([view], path, OPTIONS)
    assert read(path) == list(SUMMARIES.values())
    reports.write([replace(view, references={})], path, OPTIONS)
    assert not any("p12]" in cell or "00:14:05" in cell for cell in read(path))


def test_golden(view: MatrixView, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    reports.write([view], path, OPTIONS)
    golden.check("references.csv", path.read_text("utf-8-sig").replace("\r\n", "\n"))
