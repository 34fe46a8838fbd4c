"""Nothing goes out unlooked at: quotations, what a draft prints, files; and it can be mended there."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, ExposedIn, QuotationId
from framework_qda.study.model import About, FindingKind
from framework_qda.tasks.checking import Finding, Kind, findings, open_findings, place_of, summed, where
from framework_qda.tasks.ledger_pages import ledger_page, ledger_rows, used_twice
from framework_qda.tasks.mending import context, mend
from framework_qda.tasks.publishing import obstacles
from framework_qda.text import drafting
from tests.study.making import ids, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        study.set_fewest(1)
        study.define_subtopic(ids(study)[1][0], "What a café is to people")  # “The Café” is no name
        yield study


@pytest.fixture
def quotation(study: Study) -> QuotationId:
    return quote(study)


def quote(study: Study) -> QuotationId:
    interview = ids(study)[3][0]
    text = study.transcript(interview).text
    quoted = study.quote_stretch(interview, text.index("The Café"), len(text))
    study.check_quotation_by_ear(quoted)
    return quoted


def draft(study: Study, *blocks: Block, **settings: Any) -> DraftId:
    return study.add_draft("What was said", blocks, settings)


def block(kind: BlockKind, text: str = "", **settings: Any) -> Block:
    return Block(BlockId(""), kind, text, 0, settings)


def quoted(quotation: str, agreed: str) -> str:
    return drafting.write([drafting.Quoted(quotation, agreed)])


def only(study: Study, draft: DraftId | None = None) -> Finding:
    (found,) = findings(study, draft)
    return found


# --- Quotations ------------------------------------------------------------------------------------------


def test_a_quotation_is_told_until_it_is_verified_and_heard(study: Study, quotation: QuotationId) -> None:
    assert findings(study) == []
    study.check_quotation_by_ear(quotation, False)
    found = only(study)
    assert (found.kind, found.what) == (Kind.BY_EAR, "not checked by ear")
    study.edit_quotation(quotation, "The Café was closed.")
    kinds = [(each.kind, each.what) for each in findings(study)]
    assert kinds == [(Kind.UNVERIFIED, "differs"), (Kind.BY_EAR, "not checked by ear")]
    assert summed(findings(study)) == "1 quotation not verified, 1 quotation not checked by ear"
    assert where(study, found) == "quotation · Area 1 · Interview 1"


def test_a_quotation_without_its_passage_is_told(study: Study, quotation: QuotationId) -> None:
    known = study.quotation(quotation)
    assert known and known.passage
    study.delete_passage(known.passage)
    found = only(study)
    assert (found.kind, found.subject, found.what) == (Kind.PASSAGE, quotation, "passage deleted")
    assert summed([found]) == "1 quotation whose passage was deleted"
    study.find_again(quotation, 0, 5)
    assert Kind.PASSAGE not in {each.kind for each in findings(study)}


def test_a_draft_tells_of_its_own_quotations_those_in_boxes_too(study: Study, quotation: QuotationId) -> None:
    study.edit_quotation(quotation, "The Café was closed.")
    empty = draft(study, block(BlockKind.PARAGRAPH, "Nothing."))
    assert findings(study, empty) == []
    answer = quoted(quotation, "The Café was closed.")
    box = block(BlockKind.PRACTICE, title="A desk", answers=[["What?", answer]])
    assert [each.kind for each in findings(study, draft(study, box))] == [Kind.UNVERIFIED]


def test_sentences_whose_quotation_moved_on_or_is_gone_are_told(study: Study, quotation: QuotationId) -> None:
    own = draft(study, block(BlockKind.PARAGRAPH, f"They said {quoted(quotation, 'otherwise')}."))
    found = only(study, own)
    assert (found.about, found.what) == (ExposedIn.BLOCK, "moved on")
    assert where(study, found) == "“What was said” · paragraph"
    study.delete_quotations([quotation])
    assert only(study, own).what == "deleted"
    assert [each.why for each in obstacles(study, own)] == ["a quotation that was deleted stands here"]


# --- What a draft prints ---------------------------------------------------------------------------------


def test_what_matrices_and_cells_print_is_looked_through_where_it_is_written(study: Study) -> None:
    matrices, subtopics, _, interviews = ids(study)
    study.chart(interviews[0], subtopics[0], "She went to «a town, Kelsworth».")
    study.chart(interviews[1], subtopics[3], "She went to Brantham.")
    printing = draft(study, block(BlockKind.MATRIX, matrix=matrices[0]))
    found = only(study, printing)
    cell = f"{interviews[0]}/{subtopics[0]}"
    assert (found.about, found.subject, found.words) == (ExposedIn.CELL, cell, "Kelsworth")
    assert where(study, found) == "Area 1 · Interview 1 · 1.1 Meaning"
    study.accept_disclosure(ExposedIn.CELL, cell, "Kelsworth", "a fictional town")
    assert only(study, printing).accepted == "a fictional town" and open_findings(study, printing) == []
    one = draft(study, block(BlockKind.CELL, cell=f"{interviews[1]}/{subtopics[3]}", caption="In Marlbury"))
    assert {(each.about, each.words) for each in findings(study, one)} == {
        (ExposedIn.CELL, "Brantham"),
        (ExposedIn.BLOCK, "Marlbury"),
    }


def test_what_views_print_of_typologies_and_names_is_looked_through(study: Study) -> None:
    _, subtopics, areas, interviews = ids(study)
    typology = study.add_typology("Ways of meeting", description="As they are told in Thornbury.")
    type_ = study.add_type(typology, "those who meet in Brantham")
    study.decide_type(typology, areas[0], type_, "because of what Zbigniew said")
    study.rename_area(areas[0], "the area about Kelsworth")
    study.chart(interviews[0], subtopics[0], "She went to Marlbury.")
    study.write_overview(About.AREA, areas[0], "They all know Wexcombe.")
    types = draft(study, block(BlockKind.VIEW, typology=typology))
    words = {each.words for each in findings(study, types)}
    assert {"Brantham", "Zbigniew", "Kelsworth"} <= words and "Marlbury" not in words
    case = draft(study, block(BlockKind.VIEW, case=areas[0]))
    assert (ExposedIn.CELL, "Marlbury") in {(each.about, each.words) for each in findings(study, case)}


def test_findings_that_a_theme_prints_are_looked_through(study: Study) -> None:
    _, subtopics, _, interviews = ids(study)
    study.chart(interviews[0], subtopics[0], "They meet.")
    category = study.add_finding(subtopics[0], FindingKind.CATEGORY, "like that of Kelsworth")
    study.tick(category, [interviews[0]])
    theme = draft(study, block(BlockKind.VIEW, theme=subtopics[0]))
    assert "Kelsworth" in {each.words for each in findings(study, theme)}


def test_files_that_go_into_a_report_are_looked_through(study: Study, tmp_path: Path) -> None:
    template = tmp_path / "house.docx"
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "From the desk of Mary Thornbury"
    document.core_properties.author = "Zbigniew Nowak"
    document.save(str(template))
    own = draft(study, block(BlockKind.PARAGRAPH, "Nothing."), template=str(template))
    found = only(study, own)
    assert (found.about, found.words) == (ExposedIn.DRAFT, "Mary Thornbury")
    assert where(study, found) == "name and settings of “What was said”"
    comment = b"Comment\0drawn by Mary Kelsworth"
    chunk = struct.pack(">I", len(comment)) + b"tEXt" + comment + struct.pack(">I", zlib.crc32(comment))
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunk).decode()
    picture = draft(
        study, block(BlockKind.PICTURE, png=png, caption="A chart", alt="As Jane Brantham drew it")
    )
    assert {each.words for each in findings(study, picture)} == {"Mary Kelsworth", "Jane Brantham"}


# --- Mending ---------------------------------------------------------------------------------------------


def test_words_are_mended_where_they_stand_and_undo_brings_them_back(study: Study) -> None:
    _, subtopics, areas, interviews = ids(study)
    study.list_identifying(["Kelsworth", "meadow"])
    study.chart(interviews[0], subtopics[0], "She went to «**Kelsworth** road».")
    study.write_overview(About.AREA, areas[0], "They all know Kelsworth.")
    answers = [["What?", "As in Kelsworth."]]
    study.add_draft(
        "On Kelsworth", [block(BlockKind.PRACTICE, "", answers=answers)], {"subtitle": "Kelsworth"}
    )
    study.set_title("On Kelsworth")
    quotation = quote(study)
    found = open_findings(study)
    assert {each.about for each in found} == set(ExposedIn) - {ExposedIn.ATTRIBUTION}
    for each in found:
        assert context(study, each)[1] == each.words
        assert mend(study, each, "the town") >= 1
    assert open_findings(study) == []
    assert study.cell(interviews[0], subtopics[0]).summary == "She went to «**the town** road»."
    assert study.title == "On the town" and study.drafts()[0].name == "On the town"
    mended = study.quotation(quotation)
    assert mended and "{meadow>the town}" in mended.text
    assert study.verified()[quotation].verdict == "edited"
    study.undo_after(study.actions()[len(found)].id)
    assert {key(each) for each in open_findings(study)} == {key(each) for each in found}


def key(finding: Finding) -> tuple[str, ...]:
    return finding.kind, finding.about, finding.subject, finding.words


def test_what_cannot_be_mended_there_says_where_to_go(study: Study, quotation: QuotationId) -> None:
    finding = Finding(Kind.DISCLOSURE, ExposedIn.QUOTATION, quotation, "not there", "name", "")
    with pytest.raises(Refused, match="go there"):
        mend(study, finding, "a town")
    with pytest.raises(Refused, match="Type what"):
        mend(study, finding, "  ")
    with pytest.raises(Refused, match="template"):
        mend(study, finding._replace(about=ExposedIn.ATTRIBUTION), "a town")


# --- The ledger as a page --------------------------------------------------------------------------------


def test_the_ledger_is_printed_with_what_is_used_twice(study: Study, quotation: QuotationId) -> None:
    words = study.quotation(quotation)
    assert words
    text = quoted(quotation, words.text)
    own = draft(study, block(BlockKind.PARAGRAPH, text), block(BlockKind.QUOTATION, text))
    rows = ledger_rows(study, "area")
    assert [row.group for row in rows] == ["Area 1", "Area 2"]
    assert (rows[0].quotations, rows[0].used, rows[0].times, rows[0].share_used) == (1, 1, 2, 1.0)
    assert rows[1].remark == "unheard"
    (twice,) = used_twice(study)
    assert twice.places == ("“What was said” · paragraph", "“What was said” · quotation")
    assert place_of(study, study.blocks(own)[0].id) == twice.places[0]
    page = ledger_page(study, "area")
    first, second = page.grids
    assert [cell.markup for cell in first.rows[0].cells][1:] == ["50%", "100%", "1", "1", "2", ""]
    assert "quotation" in second.rows[0].cells[1].markup
