"""Take quotations out, grouped as an author asks."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest

from framework_qda import Study, create_study
from framework_qda.errors import Refused
from framework_qda.study.authoring import QuotationStatus
from framework_qda.study.model import InterviewId, SubTopicId
from framework_qda.tasks.quotation_pages import (
    Column,
    grouping_named,
    of_cells,
    outline,
    write_quotations,
)
from framework_qda.text.case import Case, Person
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Paragraph, numbered

SAID = "We see them every day and the midwives knock."
DAY = datetime.date(2012, 5, 31)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two areas with an interview each; three quotations, the first of them under two sub-topics."""
    study = create_study(tmp_path / "small.fqda", "A small study", analyst="Ann")
    study.add_framework(
        [MatrixOutline("Background", "", (SubTopicOutline("staffing", ""), SubTopicOutline("meetings", "")))]
    )
    words = numbered([Paragraph(0, SAID, "TM", 65_000), Paragraph(0, "Out of hours is different.", "TM")])
    for area, side in (("Area 1", "trust"), ("Area 2", "authority")):
        case = Case(f"{area}.txt", area, "Manager", participants=(Person("P"),), attributes={"side": side})
        study.import_interviews([(case, words)])
    first, second = (row.id for row in study.interviews())
    staffing, meetings = (each.id for each in study.subtopics())
    study.add_attribution("Side", "{side}")
    edited = study.quote_stretch(first, 0, 21, [staffing, meetings])
    study.edit_quotation(edited, "We see {+the staff+} every day".replace("see ", "see {-them-} "))
    study.edit_quotation(edited, "We see {them>the staff} every day")
    study.note_quotation(edited, "For the summary.")
    study.tag_quotations([edited], "daily")
    study.quote_stretch(second, 0, 21, [staffing])
    study.set_status([study.quote_stretch(second, 46, 60)], QuotationStatus.CHOSEN)
    return study


def _cells(study: Study) -> tuple[InterviewId, InterviewId, SubTopicId]:
    first, second = (row.id for row in study.interviews())
    return first, second, study.subtopics()[0].id


def test_they_stand_under_subtopic_and_area(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.md"
    assert write_quotations(study, path, date=DAY) == 3
    assert path.read_text("utf-8") == (
        "# Quotations\n\nA small study\n\n31 May 2012\n\n## 1\\.1 staffing\n\n### Area 1\n\n"
        "> ‘We see \\[the staff\\] every day’\n>\n"
        "> — *Trust.* Area 1 · Manager · p1, 00:01:05 · edited, from notes, not checked by ear\n\n"
        "### Area 2\n\n"
        "> ‘We see them every day’\n>\n"
        "> — *Authority.* Area 2 · Manager · p1, 00:01:05 · as in the notes, not checked by ear\n\n"
        "## 1\\.2 meetings\n\n### Area 1\n\n"
        "> ‘We see \\[the staff\\] every day’\n>\n"
        "> — *Trust.* Area 1 · Manager · p1, 00:01:05 · edited, from notes, not checked by ear\n\n"
        "## Not indexed\n\n### Area 2\n\n"
        "> ‘Out of hours i’\n>\n"
        "> — *Authority.* Area 2 · Manager · p2 · as in the notes, not checked by ear\n"
    )


def test_word_has_real_styles_and_keeps_the_attribution_with_the_words(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.docx"
    write_quotations(study, path, by=["status"], columns=[Column.ATTRIBUTION, Column.NOTE], date=DAY)
    with ZipFile(path) as package:
        body = ET.fromstring(package.read("word/document.xml"))
    paragraphs = [
        (style.get(f"{W}val"), "".join(text.text or "" for text in each.iter(f"{W}t")))
        for each in body.iter(f"{W}p")
        if (style := each.find(f"{W}pPr/{W}pStyle")) is not None
    ]
    assert ("Heading1", "Candidate") in paragraphs
    quote = paragraphs.index(("Quote", "‘We see [the staff] every day’"))
    assert paragraphs[quote + 1] == ("Attribution", "Trust.")
    assert paragraphs[quote + 2][1] == "For the summary."
    kept = [each for each in body.iter(f"{W}p") if (s := each.find(f"{W}pPr/{W}pStyle")) is not None
            and s.get(f"{W}val") == "Quote"]  # fmt: skip
    assert all(each.find(f"{W}pPr/{W}keepNext") is not None for each in kept)


def test_excel_has_a_row_each_with_the_columns_chosen(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.xlsx"
    side = grouping_named(study, "side")
    write_quotations(study, path, by=[side, "interview"], columns=[Column.TAGS, Column.STATUS], date=DAY)
    rows = list(openpyxl.load_workbook(path).active.values)  # type: ignore[union-attr]
    assert rows[0][1:6] == ("side", "interview", "quotation", "status", "tags")
    assert [row[0] for row in rows[1:4]] == [1, 2, 3]
    columns = openpyxl.load_workbook(path).active.column_dimensions  # type: ignore[union-attr]
    wide = {each: columns[each].width for each in "ABCD"}
    assert wide["A"] < wide["B"] < wide["C"] < wide["D"] and wide["A"] < 8
    table = [row[1:6] for row in rows[1:4]]
    assert [row[0] for row in table] == ["authority", "authority", "trust"]
    assert table[2] == (
        "trust",
        "Area 1 · Manager",
        "We see [the staff] every day",
        "candidate",
        "daily",
    )


def test_csv_has_the_same_as_words(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    write_quotations(study, path, by=["tag"], columns=[Column.TIME, Column.NOTE], date=DAY)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["no.", "tag", "quotation", "time", "note"]
    assert rows[1] == ["1", "daily", "We see [the staff] every day", "00:01:05", "For the summary."]
    assert [row[1] for row in rows[2:]] == ["no tag", "no tag"]


def test_the_outline_tells_the_headings_in_their_order(study: Study) -> None:
    assert outline(study, study.quotations(), ["area", "interview"]) == [
        (1, "Area 1", 1),
        (2, "Manager", 1),
        (1, "Area 2", 2),
        (2, "Manager", 2),
    ]


def test_of_cells_what_is_not_taken_yet_stands_for_itself(study: Study) -> None:
    first, second, staffing = _cells(study)
    (taken,) = [each for each in study.quotations() if each.interview == first]
    fresh = study.index(second, 22, 45, [staffing])
    linked = study.mark_passage(first, 46, 60)
    study.chart(first, staffing, f"{{At night|{linked}}}")
    found, under = of_cells(study, [(first, staffing), (second, staffing)])
    assert taken in found
    assert [each.words for each in found if each.passage in (fresh, linked)] == [
        "Out of hours i",
        "and the midwives knock.",
    ]
    assert set(under.values()) == {(staffing,)}
    assert len(study.quotations()) == 3  # none was taken for it


def test_what_is_not_taken_comes_after_and_is_no_speech(study: Study, tmp_path: Path) -> None:
    first, second, staffing = _cells(study)
    fresh = study.index(second, 22, 45, [staffing])
    found, under = of_cells(study, [(first, staffing), (second, staffing)])
    path = tmp_path / "cells.md"
    write_quotations(study, path, found, by=["area"], under=under, date=DAY)
    written = path.read_text("utf-8")
    assert written.index("‘We see them") < written.index("## Passages not yet quoted")
    assert written.endswith(
        "## Passages not yet quoted\n\n### Area 2\n\n> and the midwives knock.\n>\n"
        "> — Area 2 · Manager · p1, 00:01:05 · from notes, not known to be speech\n"
    )
    study.quote(fresh)
    write_quotations(study, path, of_cells(study, [(second, staffing)])[0], date=DAY)
    assert "not yet quoted" not in path.read_text("utf-8")


def test_what_is_not_taken_has_a_table_of_its_own(study: Study, tmp_path: Path) -> None:
    first, second, staffing = _cells(study)
    study.index(second, 22, 45, [staffing])
    path = tmp_path / "cells.csv"
    found, under = of_cells(study, [(first, staffing), (second, staffing)])
    write_quotations(study, path, found, under=under, date=DAY)
    with path.open(encoding="utf-8-sig", newline="") as file:
        words = [row[3] for row in csv.reader(file) if len(row) > 3]
    assert words == ["quotation", "We see [the staff] every day", "We see them every day", "passage",
                     "and the midwives knock."]  # fmt: skip


def test_a_passage_that_a_quotation_covers_is_not_told_again(study: Study) -> None:
    _, second, staffing = _cells(study)
    meetings = study.subtopics()[1].id
    (taken,) = [each for each in study.quotations() if each.interview == second and "see" in each.words]
    study.index(second, 7, 45, [staffing, meetings])
    found, under = of_cells(study, [(second, staffing), (second, meetings)])
    assert found == [taken] and set(under[taken.id]) == {staffing, meetings}
    study.set_status([taken.id], QuotationStatus.SET_ASIDE)
    assert [each.words for each in of_cells(study, [(second, meetings)])[0]] == [SAID[7:45]]


def test_of_cells_what_is_set_aside_stays_out(study: Study) -> None:
    first, _, staffing = _cells(study)
    (taken,) = [each.id for each in study.quotations() if each.interview == first]
    study.set_status([taken], QuotationStatus.SET_ASIDE)
    assert of_cells(study, [(first, staffing)])[0] == []


def test_of_cells_they_stand_only_under_the_subtopics_of_those(study: Study, tmp_path: Path) -> None:
    first, _, staffing = _cells(study)
    found, under = of_cells(study, [(first, staffing)])
    path = tmp_path / "cells.md"
    write_quotations(study, path, found, under=under, date=DAY)
    written = path.read_text("utf-8")
    assert "staffing" in written
    assert "meetings" not in written


def test_nothing_to_write_is_said(study: Study, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no quotation"):
        write_quotations(study, tmp_path / "none.docx", [])
    with pytest.raises(Refused, match=r"\.docx, \.odt, \.html, \.md, \.xlsx, \.csv"):
        write_quotations(study, tmp_path / "quotes.pdf")
    with pytest.raises(Refused, match=r"choose among “sub-topic”, “matrix”.*“side”"):
        grouping_named(study, "shoe size")


def test_writing_leaves_no_trace_in_the_history(study: Study, tmp_path: Path) -> None:
    before = study.next_undo()
    write_quotations(study, tmp_path / "quotes.odt", date=DAY)
    assert study.next_undo() == before
