"""What could tell who somebody is is found wherever it may leave the study, and stands only for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.progress import silent
from framework_qda.study import disclosing
from framework_qda.study.authoring import Block, BlockId, BlockKind, ExposedIn, Exposure, QuotationId
from framework_qda.study.model import About, AttributeType, Subject
from framework_qda.text.quoting import cut, shown
from framework_qda.text.risks import Risk
from tests.study.making import ids, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        yield study


def told(exposures: list[Exposure]) -> set[tuple[ExposedIn, str]]:
    return {(each.about, each.disclosure.words) for each in exposures}


def quote(study: Study, number: int = 0) -> QuotationId:
    interview = ids(study)[3][number]
    text = study.transcript(interview).text
    return study.quote_stretch(interview, text.index("The Café"), len(text))


def few(study: Study) -> dict[str, int]:
    """Give how many the attribution of each quotation fits, by its interview, where these are too few."""
    known = {each.id: each.name for each in study.interviews()}
    fitting = study.fitting()
    found = [each for each in study.exposures() if each.disclosure.risk is Risk.FEW]
    quotations = [study.quotation(QuotationId(each.subject)) for each in found]
    return {known[each.interview]: fitting[each.id] for each in quotations if each}


def test_words_are_found_in_all_that_may_leave_the_study(study: Study) -> None:
    _, subtopics, areas, interviews = ids(study)
    quotation = quote(study)
    study.edit_quotation(quotation, "The Café {+near Thornbury+} was shut.")
    study.add_attribution("Place", "{Place}")
    study.add_attribute(Subject.INTERVIEW, "Place", AttributeType.TEXT)
    place = next(each for each in study.attributes(Subject.INTERVIEW) if each.name == "Place")
    study.set_value(place.id, interviews[0], "a nurse at Kelsworth")
    study.chart(interviews[0], subtopics[0], "She said «ask Zbigniew» there.")
    study.write_overview(About.AREA, areas[0], "They all met in Marlbury.")
    study.add_draft(
        "How it is in Ostwick",
        [
            Block(BlockId(""), BlockKind.PARAGRAPH, "We went to **Penhallow** by train."),
            Block(BlockId(""), BlockKind.PRACTICE, settings={"answers": [["What?", "A desk in Brantham."]]}),
            Block(BlockId(""), BlockKind.PICTURE, settings={"png": "Wexcombe", "alt": "as in Wexcombe"}),
        ],
    )
    study.set_title("How the wards work in Eastmoor")
    found = told(study.exposures())
    assert found >= {
        (ExposedIn.QUOTATION, "Thornbury"),
        (ExposedIn.ATTRIBUTION, "Kelsworth"),
        (ExposedIn.CELL, "Zbigniew"),
        (ExposedIn.OVERVIEW, "Marlbury"),
        (ExposedIn.DRAFT, "Ostwick"),
        (ExposedIn.BLOCK, "Penhallow"),
        (ExposedIn.BLOCK, "Brantham"),
        (ExposedIn.BLOCK, "Wexcombe"),
        (ExposedIn.STUDY, "Eastmoor"),
    }


def test_a_draft_is_looked_through_with_its_own_quotations_alone(study: Study) -> None:
    _, subtopics, _, interviews = ids(study)
    used, other = quote(study, 0), quote(study, 1)
    study.edit_quotation(used, "The Café {+near Thornbury+} was shut.")
    study.edit_quotation(other, "The Café {+near Marlbury+} was shut.")
    study.chart(interviews[0], subtopics[0], "She went to Kelsworth.")
    text = f'They said {{{{"{used}|The Café was shut}}}} in Brantham.'
    draft = study.add_draft("Draft", [Block(BlockId(""), BlockKind.PARAGRAPH, text)])
    names = {words for _, words in told(study.exposures(draft))}
    assert {"Thornbury", "Brantham"} <= names
    assert not {"Marlbury", "Kelsworth"} & names


def test_listed_words_are_found_from_the_moment_they_are_listed(study: Study) -> None:
    _, subtopics, _, interviews = ids(study)
    study.chart(interviews[0], subtopics[0], "The team sits in the linen store.")
    assert study.exposures() == []
    study.list_identifying(["Linen  Store"], "where the team sits")
    assert [each.note for each in study.identifying()] == ["where the team sits"]
    (found,) = study.exposures()
    assert (found.disclosure.risk, found.disclosure.words) == (Risk.LISTED, "linen store")
    study.unlist_identifying(["Linen Store"])
    assert study.exposures() == []
    study.undo()
    assert len(study.exposures()) == 1


def test_a_word_written_small_somewhere_is_no_name(study: Study) -> None:
    _, subtopics, _, interviews = ids(study)
    study.chart(interviews[0], subtopics[0], "She went to the Harbour.")  # “harbour” is in the notes
    assert study.exposures() == []
    study.chart(interviews[0], subtopics[0], "She went to the Kelstrop.")
    assert len(study.exposures()) == 1
    study.define_subtopic(subtopics[0], "Where a kelstrop is")
    assert study.exposures() == []


def test_what_is_accepted_names_its_reason_until_it_is_withdrawn(study: Study) -> None:
    _, subtopics, _, interviews = ids(study)
    study.chart(interviews[0], subtopics[0], "She went to Kelsworth.")
    cell = f"{interviews[0]}/{subtopics[0]}"
    with pytest.raises(Refused):
        study.accept_disclosure(ExposedIn.CELL, cell, "Kelsworth", " ")
    study.accept_disclosure(ExposedIn.CELL, cell, "Kelsworth", "a fictional town")
    assert [each.accepted for each in study.exposures()] == ["a fictional town"]
    known = study.acceptances()[ExposedIn.CELL, cell, "Kelsworth"]
    assert (known.author, known.reason) == ("Ann", "a fictional town")
    elsewhere = f"{interviews[1]}/{subtopics[0]}"
    study.chart(interviews[1], subtopics[0], "She went to Kelsworth.")
    assert {each.subject: each.accepted for each in study.exposures()}[elsewhere] == ""
    study.withdraw_acceptance(ExposedIn.CELL, cell, "Kelsworth")
    assert [each.accepted for each in study.exposures()] == ["", ""]


def test_an_attribution_fits_those_who_read_alike(study: Study) -> None:
    quote(study, 0)
    template = study.add_attribution("Role", "{Role}")
    assert few(study) == {"Interview 1": 2}  # of four people two are managers
    study.set_fewest(2)
    assert few(study) == {}
    study.set_fewest(3)
    study.change_attribution(template, "{Role}", {"Role": {"manager": "staff", "worker": "staff"}})
    assert few(study) == {}, "both are worded alike: it fits all four"
    study.change_attribution(template, "{Role}, {Length}", {})
    assert few(study) == {"Interview 1": 1}


def test_what_several_attributions_say_of_one_speaker_is_put_together(study: Study) -> None:
    first, again, other = quote(study, 0), quote(study, 0), quote(study, 2)
    assert first == again
    text = study.transcript(ids(study)[3][0]).text
    again = study.quote_stretch(ids(study)[3][0], 0, text.index("The Café") - 1)
    study.add_attribution("Role", "{Role}")
    service = study.add_attribution("Service", "{Service}")
    study.set_fewest(2)
    assert few(study) == {}
    study.set_template([again], service)
    assert study.fitting() == {first: 1, again: 1, other: 2}
    whys = {each.disclosure.why for each in study.exposures() if each.disclosure.risk is Risk.FEW}
    assert whys == {"with the other attributions of the same speaker fits one participant, fewer than 2"}


def test_only_what_changed_is_looked_through_again(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    _, subtopics, _, interviews = ids(study)
    for interview in interviews:
        study.chart(interview, subtopics[0], f"She went to Kelsworth {interview}.")
    before = study.exposures()
    read = list[str]()
    plain = disclosing._plain

    def counted(markup: str) -> str:
        read.append(markup)
        return plain(markup)

    counted.__name__ = plain.__name__
    monkeypatch.setattr(disclosing, "_plain", counted)
    assert study.exposures() == before and read == []
    study.chart(interviews[0], subtopics[0], "She went to Brantham.")
    assert "Brantham" in {each.disclosure.words for each in study.exposures(None, silent)}
    assert set(read) == {"She went to Brantham."}


def test_whom_an_attribution_fits_is_counted_anew_only_when_more_than_words_changed(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotation = quote(study, 0)
    study.add_attribution("Role", "{Role}")
    service = study.add_attribution("Service", "{Service}")
    counted, count = list[int](), study._fitting

    def noted():
        counted.append(1)
        return count()

    monkeypatch.setattr(study, "_fitting", noted)
    assert study.fitting() == {quotation: 2} and counted == [1]
    study.edit_quotation(quotation, "The Café was shut.")
    study.note_quotation(quotation, "short")
    assert study.fitting() == {quotation: 2} and counted == [1]
    study.set_template([quotation], service)
    assert study.fitting() == count() and counted == [1, 1]
    study.change_attribution(service, "{Role}, {Length}", {})
    assert study.fitting() == {quotation: 1} and counted == [1, 1, 1]
    study.undo()
    assert study.fitting() == count() and len(counted) == 4


def test_findings_lie_where_they_are_shown_whatever_marks_a_cut(study: Study) -> None:
    row = study.interviews()[0].id
    text = study.transcript(row).text
    quotation = study.quote_stretch(row, 0, text.index("number"))
    found = study.quotation(quotation)
    assert found
    study.edit_quotation(quotation, cut(found.text, 0, len("We met")))
    study.list_identifying(["harbour"])
    for mark in ("....", "[left out]"):
        study.set_cut_mark(mark)
        (place,) = [
            each for each in study.exposures() if each.subject == quotation and each.about == "quotation"
        ]
        edited = study.quotation(quotation)
        assert edited
        words = shown(edited.text, study.house_style)
        assert words[place.disclosure.start : place.disclosure.stop] == "harbour"
