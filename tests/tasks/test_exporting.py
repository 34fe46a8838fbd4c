"""Matrices leave a study as views and as files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from framework_qda import Study
from framework_qda.errors import CannotWrite, NotFound, Refused
from framework_qda.study.model import BlankReason
from framework_qda.tasks.exporting import export, views
from framework_qda.tasks.references import Manner
from framework_qda.text.framework import MatrixOutline, SubTopicOutline


@pytest.fixture
def charted(study: Study) -> Study:
    """The small study with a matrix “Costs” of two columns, both charted for the first interview."""
    study.add_framework([MatrixOutline("Costs", "", (SubTopicOutline("money"), SubTopicOutline("time")))])
    money, time = study.subtopics(study.matrices()[-1].id)
    first = study.interviews()[0].id
    study.chart(first, money.id, "Dear, «very dear».")
    study.chart(first, time.id, blank_reason=BlankReason.NOT_ASKED)
    return study


def test_views_hold_markup_reasons_and_attributes_of_the_same_rows(charted: Study) -> None:
    *_, costs = views(charted)
    assert len(views(charted)) == len(charted.matrices())
    assert costs.title == f"{len(charted.matrices())} Costs"
    assert costs.cells.iloc[0].tolist() == ["Dear, «very dear».", ""]
    assert costs.reasons.iloc[0].tolist() == ["", "not asked"]
    assert len(costs.cells) == len(costs.reasons) == len(costs.attributes) == len(charted.interviews())


def test_views_take_rows_and_columns_in_the_order_asked(charted: Study) -> None:
    rows = [row.id for row in charted.interviews()][:2][::-1]
    columns = [column.id for column in charted.subtopics(charted.find_matrix("Costs").id)][::-1]
    (costs,) = views(charted, interviews=rows, subtopics=columns)
    assert list(costs.cells.columns) == ["time", "money"]
    assert costs.cells.iloc[1].tolist() == ["", "Dear, «very dear»."]
    assert len(costs.attributes) == 2


def test_matrices_are_chosen_by_number_or_name_and_come_once(charted: Study) -> None:
    assert [view.name for view in views(charted, ["costs", "Costs", 1])] == [
        "Costs",
        charted.matrices()[0].name,
    ]
    with pytest.raises(NotFound, match="no matrix “9”"):
        views(charted, [9])


def test_reading_leaves_no_trace_in_the_history(charted: Study) -> None:
    before = charted.actions()
    views(charted)
    assert charted.actions() == before


def test_references_are_those_of_now_and_only_if_wanted(charted: Study, tmp_path: Path) -> None:
    first, money = charted.interviews()[0].id, charted.subtopics(charted.find_matrix("Costs").id)[0].id
    passage = charted.mark_passage(first, 0, 6)
    charted.chart(first, money, f"{{Dear|{passage}}}, {{very|{'0' * 32}}}.")
    path = tmp_path / "out.csv"
    export(charted, path, ["Costs"], references=Manner.PARAGRAPH)
    assert "Dear [p1], very [deleted]." in path.read_text("utf-8-sig")
    export(charted, path, ["Costs"])
    assert "Dear, very." in path.read_text("utf-8-sig")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html"])
def test_every_format_holds_what_was_charted(charted: Study, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    written = export(charted, out, ["Costs"], date=datetime.date(2012, 5, 31))
    assert [view.name for view in written] == ["Costs"]
    assert "very dear" in text_of(out)


def text_of(path: Path) -> str:
    match path.suffix:
        case ".docx":
            return "\n".join(
                node.text or "" for node in Document(str(path)).element.iter() if node.tag.endswith("}t")
            )
        case ".xlsx":
            sheet = load_workbook(path).worksheets[0]
            return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
        case _:
            return path.read_text("utf-8-sig")


def test_paper_and_date_reach_the_document(charted: Study, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    export(charted, out, paper="A3", date=datetime.date(2012, 5, 31))
    document = Document(str(out))
    assert document.sections[0].page_width.mm == pytest.approx(420, abs=1)  # type: ignore[union-attr]
    assert "31 May 2012" in text_of(out)


def test_an_unknown_ending_is_refused_with_those_known(charted: Study, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“out\.pdf” cannot be written; .*\.docx, \.xlsx, \.csv, \.html"):
        export(charted, tmp_path / "out.pdf")


def test_a_folder_that_is_not_there_is_told(charted: Study, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        export(charted, tmp_path / "nowhere" / "out.docx")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_how_rows_are_arranged_reaches_every_format_with_a_title(
    charted: Study, tmp_path: Path, suffix: str
) -> None:
    out, words = tmp_path / f"out{suffix}", "By region; side: acute trust"
    export(charted, out, arranged=words)
    header = load_workbook(out).worksheets[0].oddHeader.right.text if suffix == ".xlsx" else text_of(out)
    assert words in header
    if suffix == ".xlsx":
        assert all(sheet.cell(sheet.max_row, 1).value == words for sheet in load_workbook(out).worksheets)
    export(charted, out)
    assert suffix == ".xlsx" or words not in text_of(out)
