"""Checklists are answered with what a study knows, the author's own words first, and tell of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study, __version__
from framework_qda.errors import Refused
from framework_qda.study.model import About, AttributeId, FindingKind, Subject, ViewKind
from framework_qda.tasks.checklist_facts import fact, known_facts
from framework_qda.tasks.checklists import checklist_named, checklist_page, checklists, prefilled
from framework_qda.tasks.exporting import export_pages
from framework_qda.tasks.sample import build_sample


def test_both_checklists_are_whole() -> None:
    assert [(each.name, len(each.items)) for each in checklists()] == [("COREQ", 32), ("SRQR", 21)]
    coreq, srqr = checklists()
    assert [item.number for item in coreq.items] == [str(n) for n in range(1, 33)]
    assert [item.number for item in srqr.items] == [f"S{n}" for n in range(1, 22)]
    assert len(dict.fromkeys(item.domain for item in coreq.items)) == 3
    for checklist in checklists():
        assert len({item.topic for item in checklist.items}) == len(checklist.items)
        assert {item.fact for item in checklist.items if item.fact} <= known_facts()
    asked = {item.fact for checklist in checklists() for item in checklist.items}
    assert known_facts() <= asked, "a fact that no item asks for is told to nobody"


def test_a_checklist_is_found_by_its_name() -> None:
    assert checklist_named(" coreq ") is checklists()[0]
    with pytest.raises(Refused, match=r"no checklist “PRISMA”; .* “COREQ” and “SRQR”"):
        checklist_named("PRISMA")


def test_an_empty_study_knows_little(tmp_path: Path) -> None:
    from framework_qda import create_study

    with create_study(tmp_path / "new.fqda", "Plain title") as study:
        told = {name for name in known_facts() if fact(study, name)}
        assert told == {"title", "software", "processing", "confidentiality"}
        assert fact(study, "title") == "Plain title"
        assert fact(study, "no such fact") == ""


def test_the_sample_answers_what_it_knows(tmp_path: Path) -> None:
    from framework_qda import open_study

    path = tmp_path / "sample.fqda"
    build_sample(path)
    with open_study(path, analyst="somebody") as study:
        coreq = {row.number: row for row in prefilled(study, "COREQ")}
        assert coreq["12"].answer == "29 people took part in 28 interviews in 12 areas."
        assert coreq["10"].answer == "12 case-study areas, with 1 to 3 interviews each."
        assert coreq["14"].answer.endswith("the commonest first: telephone, face to face."), "two are too few"
        assert "by side: acute trust 17, local authority 12" in coreq["16"].answer
        assert coreq["16"].answer.endswith("fewer than 3 people: region, role.")
        assert "Recordings of 1 of 28 interviews" in coreq["19"].answer
        assert coreq["20"].answer.startswith("28 interviews are kept as notes; ")
        assert coreq["21"].answer == (
            "Interviews took 41 to 86 minutes, with a median of 64 and 31 hours in all."
            " They were held between 28 February and 29 May 2012."
        )
        assert coreq["24"].answer.startswith("3 people charted the interviews: Analyst ")
        assert "4 matrices with 23 sub-topics, 23 of them defined: 1 Background" in coreq["25"].answer
        assert coreq["27"].answer == f"Framework QDA {__version__}."
        assert "with 4 types. 3 cases are marked" in coreq["32"].answer
        assert all(row.from_study == bool(row.answer) for row in coreq.values())
        assert not any("somebody" in row.answer for row in coreq.values())
        srqr = {row.number: row.answer for row in prefilled(study, "srqr")}
        assert srqr["S10"].startswith(coreq["12"].answer) and coreq["21"].answer in srqr["S10"]
        assert not srqr["S20"] and not srqr["S21"]


def test_facts_follow_the_study(study: Study) -> None:
    def told(name: str) -> str:
        return fact(study, name)

    first = study.interviews()[0]
    with study.as_done_by("Bea", _moment):
        study.chart(first.id, study.subtopics()[0].id, "Words")
        study.write_memo(About.JOURNAL, "I was a nurse once.")
        study.write_memo(About.STUDY, "On sampling.")
        study.add_comment(first.id, study.subtopics()[0].id, "Really?")
    assert "one cell" in told("coders") and "Bea" in told("coders")
    assert told("journal") == "The reflexive journal has one entry by one person, written on 2 March 2012."
    assert "One memo on the data." in told("trust")
    assert "Analysts made one comment on one another's summaries; 0 of them resolved." in told("trust")
    assert told("duration") == (
        "Interviews took 41 to 44 minutes, with a median of 42.5 and 3 hours in all."
        " They were held between 1 February and 4 February 2012."
    )
    minutes = study.find_field("Length").id
    study.set_value(AttributeId(minutes), first.id, "")
    study.date_interview(first.id, "2011-12-31")
    assert told("duration") == (
        "Interviews took 42 to 44 minutes, with a median of 43 and 2 hours in all (3 of 4 are known)."
        " They were held between 31 December 2011 and 4 February 2012."
    )
    mode = study.add_attribute(Subject.INTERVIEW, "Mode")
    for row in study.interviews():
        study.set_value(mode, row.id, "telephone")
    assert told("mode") == "Interviews by Mode: telephone 4."
    study.set_value(mode, first.id, "face to face")
    assert told("mode").endswith("telephone, face to face."), "one interview is too few to be counted"
    study.add_finding(study.subtopics()[0].id, FindingKind.CATEGORY, "plain")
    assert told("themes").endswith("yielded 0 elements, one category and 0 dimensions.")
    view = study.keep_view(ViewKind.LINKAGE, "L", {})
    study.mark_deviant(view, first.id)
    assert told("minor").endswith("One case is marked as differing from the rest.")


def _moment():  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    return datetime(2012, 3, 2, 9, tzinfo=UTC)


def test_participants_are_not_told_in_groups_too_small(study: Study) -> None:
    post = study.add_attribute(Subject.PARTICIPANT, "post")
    people = [each.id for each in study.participants()]
    people += [study.add_participant(study.interviews()[0].id, f"More {n}") for n in range(6 - len(people))]
    for n, person in enumerate(people):
        study.set_value(post, person, "nurse" if n < 3 else "doctor")
    told, _, left_out = fact(study, "description").partition("Left out")
    assert f"by post: nurse 3, doctor {len(people) - 3}" in told and "post" not in left_out
    study.set_value(post, people[0], "midwife")
    assert fact(study, "description") == "", "no attribute is left that tells of nobody"
    study.set_fewest(1)
    assert "midwife 1" in fact(study, "description")


def test_quotations_are_counted_used_and_compared(study: Study) -> None:
    assert fact(study, "quotations") == fact(study, "consistency") == ""
    row = next(each for each in study.interviews() if each.transcript)
    study.quote_stretch(row.id, 0, 12)
    assert fact(study, "quotations").startswith("One quotation is kept; 0 of them stand in drafts")
    assert "1 of 1 have the speaker's words" in fact(study, "consistency")


def test_an_author_s_own_answer_goes_first(study: Study) -> None:
    before = {row.number: row for row in prefilled(study, "COREQ")}["27"]
    study.answer("COREQ", "27", "By hand.")
    row = {row.number: row for row in prefilled(study, "COREQ")}["27"]
    assert (row.answer, row.from_study, row.known) == ("By hand.", False, before.answer)
    study.undo()
    assert {row.number: row for row in prefilled(study, "COREQ")}["27"] == before


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "csv"])
def test_a_checklist_is_exported_in_every_format(study: Study, tmp_path: Path, suffix: str) -> None:
    study.answer("COREQ", "2", "A nurse, and a doctor of *letters* {sic}.")
    page = checklist_page(study, "COREQ")
    rows = {row.name: row.cells for row in page.grids[0].rows}
    assert [band.title[0] for band in page.grids[0].bands] == ["1", "2", "3"] and len(rows) == 32
    assert (rows["4"][1].markup, rows["4"][1].blank) == ("", "not answered yet")
    assert rows["27"][1].note == "told by the study" and not rows["2"][1].note
    out = tmp_path / f"coreq.{suffix}"
    export_pages(study, out, [page])
    assert _text(out).count("of *letters* {sic}.") == 1
    assert f"Framework QDA {__version__}." in _text(out)


def _text(path: Path) -> str:
    """Give all the words of a file that was written."""
    if path.suffix == ".docx":
        from docx import Document

        document = Document(str(path))
        return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        return "\n".join(
            str(cell)
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )
    return path.read_text("utf-8-sig")
