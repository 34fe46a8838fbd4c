"""The Excel workbook, opened as a reader would."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook

from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports import excel
from framework_qda.reports.excel_names import sheet_names, units
from tests.reports.examples import OPTIONS, matrix, one_cell, other_matrix, seen, summaries, two_areas


def written(views: list[MatrixView], path: Path, rich: bool = False, **options: object) -> Workbook:
    excel.write(views, path, replace(OPTIONS, **options))
    return openpyxl.load_workbook(path, rich_text=rich)


def colour(block: TextBlock) -> str:
    """Give the colour a run asks for, "" for the ordinary one."""
    asked = block.font.color
    return asked.rgb[2:] if asked and asked.type == "rgb" else ""


@given(summaries)
def test_words_are_those_of_the_summary(markup: str) -> None:
    with TemporaryDirectory() as folder:
        sheet = written([one_cell(markup)], Path(folder) / "out.xlsx").active
    assert sheet["G2"].value == seen(markup)


def test_sheet_reads_as_the_matrix(tmp_path: Path) -> None:
    book = written([two_areas(), other_matrix()], tmp_path / "out.xlsx")
    assert book.sheetnames == ["1 Background and staffing", "4 Meetings joint other"]
    rows = [[value or "" for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    about = ["London", "hospital team", ""]
    facts = ["area: region", "area: service model", "interview: mode", "participant: role"]
    kinds = "Team of six, “we see them every day” [check with <AT>]"
    listed = "Posts:\n\n• one manager\n• five social workers\n\nAll are filled."
    assert rows == [
        ["area", "interview", *facts, "summary", "social work staffing"],
        ["Area 1", "Named nurse", *about, "Named nurse, named", kinds, listed],
        ["Area 1", "Team manager", *about, "Team manager, named", "not asked", "not yet charted"],
        ["Area 2", "Named midwife", *about, "Named midwife, named", "=1+1", "“all own words”"],
    ]
    assert book.worksheets[0]["G4"].data_type == "s"


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    sheet = written([two_areas()], tmp_path / "out.xlsx", rich=True).active
    value = sheet["G2"].value
    assert isinstance(value, CellRichText)
    blocks = [block for block in value if isinstance(block, TextBlock)]
    looks = {block.text: (bool(block.font.b), bool(block.font.i), colour(block)) for block in blocks}
    assert looks["six"] == (True, False, "")
    assert looks["“we see "] == (False, True, "")
    assert looks["them"] == (True, True, "")
    assert looks["[check with <AT>]"] == (False, False, "7A5230")
    assert sheet["H4"].font.i, "a cell of one kind alone has its look"
    assert sheet["G3"].font.color.rgb[2:] == "6B7178"


def test_sheet_is_ready_to_read_and_print(tmp_path: Path) -> None:
    sheet = written([two_areas()], tmp_path / "out.xlsx", paper="A3").active
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:H4"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["G"].width > 2 * sheet.column_dimensions["C"].width


def test_rows_are_high_enough_for_what_they_hold(tmp_path: Path) -> None:
    view = matrix([("A", "short", ["few words"]), ("A", "long", ["word " * 100])], ["summary"])
    short, long = (written([view], tmp_path / "out.xlsx").active.row_dimensions[row].height for row in (2, 3))
    assert short < 40
    assert long > 12 * 13


def test_no_attributes_on_demand(tmp_path: Path) -> None:
    sheet = written([two_areas()], tmp_path / "out.xlsx", attributes=False).active
    assert [cell.value for cell in sheet[1]] == ["area", "interview", "summary", "social work staffing"]


def test_properties_tell_nobody(tmp_path: Path) -> None:
    properties = written([two_areas()], tmp_path / "out.xlsx").properties
    assert properties.title == OPTIONS.title
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == datetime.datetime(2012, 5, 31)


@pytest.mark.parametrize("markup", ["word " * 8000, "«" + "\U0001f600" * 20_000 + "» and more"])
def test_what_excel_cannot_hold_is_cut_and_says_so(markup: str, tmp_path: Path) -> None:
    value = written([one_cell(markup)], tmp_path / "out.xlsx").active["G2"].value
    assert value.endswith(excel.CUT)
    assert excel.MOST - 2 <= units(value) <= excel.MOST
    assert seen(markup).startswith(value.removesuffix(excel.CUT))


@pytest.mark.parametrize(
    "words", ["<r><t>not ours</t></r>", "<r></r>", "_x0041_", "{=1}", "https://example.org"]
)
def test_text_that_looks_like_something_else_stays_text(words: str, tmp_path: Path) -> None:
    view = matrix([(words, words, [words])], [words])
    sheet = written([view], tmp_path / "out.xlsx").active
    assert [sheet[place].value for place in ("A2", "B2", "G1", "G2")] == [words] * 4
    assert sheet["G2"].hyperlink is None


@given(st.lists(st.text(max_size=50), max_size=6))
def test_sheet_names_are_allowed(titles: list[str]) -> None:
    names = list(sheet_names(titles))
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < units(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert all(name[0] != "'" != name[-1] and name.casefold() != "history" for name in names)


def test_sheet_names_are_cut_between_words() -> None:
    title = "3 Referral quality, feedback and discharge planning"
    assert list(sheet_names([title, title, "History"])) == [
        "3 Referral quality, feedback…",
        "3 Referral quality… (2)",
        "History (2)",
    ]
