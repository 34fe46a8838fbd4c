"""Comma-separated values, wide and long."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports import comma
from framework_qda.reports.comma import harmless
from tests.reports import golden
from tests.reports.examples import OPTIONS, one_cell, other_matrix, seen, summaries, two_areas


def written(views: list[MatrixView], path: Path) -> list[dict[str, str]]:
    comma.write(views, path, OPTIONS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize(
    ("name", "views"), [("wide", [two_areas()]), ("long", [two_areas(), other_matrix()])]
)
def test_golden(name: str, views: list[MatrixView], tmp_path: Path) -> None:
    comma.write(views, tmp_path / "out.csv", OPTIONS)
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    golden.check(f"{name}.csv", content.decode("utf-8-sig").replace("\r\n", "\n"))


@given(summaries)
def test_words_are_those_of_the_summary(markup: str) -> None:
    with TemporaryDirectory() as folder:
        (row,) = written([one_cell(markup)], Path(folder) / "out.csv")
    shown = "" if seen(markup) == "not yet charted" != markup else seen(markup)
    assert row["summary"] == harmless(shown)


def test_wide_has_reasons_in_brackets(tmp_path: Path) -> None:
    rows = written([two_areas()], tmp_path / "out.csv")
    assert [row["interview"] for row in rows] == ["Named nurse", "Team manager", "Named midwife"]
    assert (rows[1]["summary"], rows[1]["social work staffing"]) == ("(not asked)", "")


def test_long_has_a_row_a_cell(tmp_path: Path) -> None:
    rows = written([two_areas(), other_matrix()], tmp_path / "out.csv")
    assert len(rows) == 7
    assert [row["blank reason"] for row in rows] == ["", "", "not asked", "not yet charted", "", "", ""]
    assert (rows[-1]["matrix"], rows[-1]["sub-topic"], rows[-1]["text"]) == (
        "4 Meetings: joint/other",
        "meetings",
        "[thin]",
    )


@pytest.mark.parametrize("risky", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "=HYPERLINK(A1)"])
def test_formulas_are_disarmed(risky: str) -> None:
    assert harmless(risky) == "'" + risky


@pytest.mark.parametrize("plain", ["", "-5", "+44 ", "3.5", "-1,000", "a = b", "• item", "– dash"])
def test_other_texts_stay(plain: str) -> None:
    assert harmless(plain.strip()) == plain.strip()


def test_no_attributes_on_demand(tmp_path: Path) -> None:
    comma.write([two_areas()], tmp_path / "out.csv", replace(OPTIONS, attributes=False))
    head = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0]
    assert head == "area,interview,summary,social work staffing"
