"""A quotation is what was said: taken once, edited in sight, and held against its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.authoring import Quotation, QuotationId, QuotationStatus
from framework_qda.study.model import NOTES, Passage, PassageId, PassageState
from framework_qda.text.quoting import cut, insert, replace, shown
from framework_qda.text.verifying import Check, Verdict
from tests.study.making import copied_study, ids, told_by

SAID = "The Café by the meadow was shut; the slow train came."


@pytest.fixture
def study(tmp_path: Path):
    with copied_study(tmp_path, "study.fqda") as study:
        yield study


def one(study: Study, text: str = "", row: int = 0) -> QuotationId:
    """Quote what the speaker of an interview says."""
    interview = study.interviews()[row].id
    start = study.transcript(interview).text.index(SAID)
    return study.quote(study.mark_passage(interview, start, start + len(SAID)), text=text)


def known(study: Study, quotation: QuotationId) -> Quotation:
    found = study.quotation(quotation)
    assert found
    return found


def source(study: Study, quotation: QuotationId) -> Passage:
    found = study.passage(PassageId(str(known(study, quotation).passage)))
    assert found
    return found


def verdict(study: Study, quotation: QuotationId) -> Verdict:
    return study.verified()[quotation].verdict


def correct(study: Study, text: str, row: int = 0) -> None:
    interview = study.interviews()[row].id
    paragraph = study.transcript(interview).paragraphs[1]
    study.correct_paragraph(interview, paragraph._replace(text=text))


def test_a_quotation_has_the_words_of_its_passage_and_who_took_it(study: Study) -> None:
    quotation = known(study, one(study))
    assert (quotation.words, quotation.text, quotation.author) == (SAID, SAID, "Ann")
    assert quotation.status is QuotationStatus.CANDIDATE and not quotation.strongest and quotation.at
    assert quotation.interview == study.interviews()[0].id
    assert study.quotations_of(PassageId(str(quotation.passage))) == [quotation]


def test_the_same_words_are_quoted_once_and_other_words_of_a_passage_again(study: Study) -> None:
    first = one(study)
    steps = len(study.actions())
    assert one(study) == first and len(study.actions()) == steps
    passage = source(study, first)
    second = study.quote(passage.id, text=cut(passage.words, 0, 4))
    assert second != first and [each.id for each in study.quotations_of(passage.id)] == [first, second]


def test_signs_of_the_markup_in_what_was_said_are_said(study: Study) -> None:
    correct(study, r"She wrote {sic} \ then {-nothing-}.")
    interview = study.interviews()[0].id
    text = study.transcript(interview).text
    start = text.index("She wrote")
    quotation = study.quote_stretch(interview, start, len(text))
    assert verdict(study, quotation) is Verdict.VERBATIM
    assert shown(known(study, quotation).text) == r"She wrote {sic} \ then {-nothing-}."


def test_several_are_quoted_in_one_step_and_one_in_doubt_stops_them(study: Study) -> None:
    interview = study.interviews()[0].id
    passages = [study.mark_passage(interview, start, start + 6) for start in (3, 10, 17)]
    steps = len(study.actions())
    taken = study.quote_many(passages)
    assert [each.passage for each in study.quotations()] == passages
    assert len(study.actions()) == steps + 1 and study.actions(1)[0].sentence == "Quote 3 passages"
    study.delete_quotations(taken)
    study.correct_paragraph(
        interview, study.transcript(interview).paragraphs[0]._replace(text="We met there.")
    )
    assert study.passages(interview)[-1].state is not PassageState.SOUND
    with pytest.raises(Refused, match="were corrected"):
        study.quote_many(passages)
    assert study.quotations() == []


def test_a_stretch_is_quoted_and_indexed_in_one_step(study: Study) -> None:
    _, subtopics, _, (interview, *_) = ids(study)
    steps = len(study.actions())
    quotation = study.quote_stretch(interview, 11, 21, subtopics[:2])
    assert len(study.actions()) == steps + 1
    assert study.subtopics_of_quotations() == {quotation: tuple(subtopics[:2])}
    study.undo()
    assert study.quotations() == [] and study.passages(interview) == []


def test_quotations_come_in_reading_order_wherever_areas_and_interviews_move(study: Study) -> None:
    _, _, areas, interviews = ids(study)
    taken = {row: study.quote_stretch(row, 3, 6) for row in (interviews[3], interviews[0], interviews[2])}
    early = study.quote_stretch(interviews[0], 0, 2)
    order = [each.id for each in study.quotations()]
    assert order == [early, taken[interviews[0]], taken[interviews[2]], taken[interviews[3]]]
    study.move_area(areas[1], areas[0])
    assert [each.id for each in study.quotations()] == [*order[2:], *order[:2]]


def test_edits_are_told_from_what_was_said_and_are_one_step_a_spell(study: Study) -> None:
    quotation = one(study)
    steps = len(study.actions())
    for text in (cut(SAID, 0, 4), insert(cut(SAID, 0, 4), 8, "bar"), replace(SAID, 4, 8, "inn")):
        study.edit_quotation(quotation, text, continues="a spell")
        assert verdict(study, quotation) is Verdict.EDITED
        assert known(study, quotation).words == SAID
    assert len(study.actions()) == steps + 1
    study.edit_quotation(quotation, SAID.replace("shut", "open"))
    check = study.verified()[quotation]
    assert check.verdict is Verdict.DIFFERS
    assert [(step.kind, step.words) for step in check.difference if step.kind != "same"] == [
        ("gone", "shut"),
        ("come", "open"),
    ]
    study.undo()
    assert verdict(study, quotation) is Verdict.EDITED
    study.undo()
    assert known(study, quotation).text == SAID and verdict(study, quotation) is Verdict.VERBATIM


@pytest.mark.parametrize("text", ["", f"{{-{SAID}-}}", "  ", "{- a -}…"])
def test_something_is_left_to_read(study: Study, text: str) -> None:
    quotation = one(study)
    with pytest.raises(Refused, match="Nothing would be left"):
        study.edit_quotation(quotation, text)


def test_a_deleted_quotation_says_so_and_undo_brings_it_back_with_its_tags(study: Study) -> None:
    quotation = one(study)
    study.tag_quotations([quotation], "light")
    before = study.quotations()
    study.delete_quotations([quotation])
    assert study.quotations() == [] and study.tags() == []
    with pytest.raises(Refused, match="has been deleted"):
        study.edit_quotation(quotation, "x")
    study.undo()
    assert study.quotations() == before and study.tags() == ["light"]


def test_what_is_said_of_quotations_is_said_of_those_and_of_no_others(study: Study) -> None:
    first, second, third = (one(study, row=row) for row in range(3))
    participant = study.participants()[0].id
    template = study.add_attribution("Role", "{Role}")
    study.set_status([first, second], QuotationStatus.CHOSEN)
    study.set_strongest([second])
    study.note_quotation(first, " loud ")
    study.tag_quotations([first, third], "a  tag")
    study.tag_quotations([third], "another")
    study.say_who_spoke(first, participant)
    study.set_template([third], template)
    rows = {each.id: each for each in study.quotations()}
    assert [rows[each].status for each in (first, second, third)] == [
        *(QuotationStatus.CHOSEN, QuotationStatus.CHOSEN, QuotationStatus.CANDIDATE),
    ]
    assert [rows[each].strongest for each in (first, second, third)] == [False, True, False]
    assert [rows[each].note for each in (first, second, third)] == ["loud", "", ""]
    assert [rows[each].tags for each in (first, second, third)] == [("a tag",), (), ("a tag", "another")]
    assert [rows[each].participant for each in (first, second, third)] == [participant, None, None]
    assert [rows[each].template for each in (first, second, third)] == [None, None, template]
    assert study.tags() == ["a tag", "another"]
    study.tag_quotations([first, third], "a tag", False)
    study.set_strongest([second], False)
    assert study.tags() == ["another"] and not any(each.strongest for each in study.quotations())
    study.delete_participant(participant)
    study.delete_attribution(template)
    assert known(study, first).participant is None and known(study, third).template is None


def test_a_change_names_the_quotations_it_touches(study: Study) -> None:
    quotation = one(study)
    (change,) = told_by(study, lambda: study.set_strongest([quotation]))
    assert change.rows == {"quotation": frozenset({(quotation,)})}


# --- Its source ------------------------------------------------------------------------------------------


def test_corrected_words_are_told_and_taken_over_with_the_edits(study: Study) -> None:
    quotation = one(study, cut(SAID, 4, 23))
    study.check_quotation_by_ear(quotation)
    correct(study, SAID.replace("slow", "fast"))
    check = study.verified()[quotation]
    assert check.verdict is Verdict.CHANGED
    assert {step.words for step in check.difference if step.kind != "same"} == {"slow", "fast"}
    with pytest.raises(Refused, match="in doubt"):
        study.accept_source(quotation)
    study.confirm_passage(source(study, quotation).id)
    assert verdict(study, quotation) is Verdict.CHANGED
    study.accept_source(quotation)
    now = known(study, quotation)
    assert now.words == SAID.replace("slow", "fast") and verdict(study, quotation) is Verdict.EDITED
    assert now.text == cut(now.words, 4, 23)
    assert not now.checked_by and quotation in study.semi_verbatim()  # nobody heard the new words
    study.undo()
    assert verdict(study, quotation) is Verdict.CHANGED and known(study, quotation).checked_by == "Ann"


def test_edits_that_leave_nothing_of_corrected_words_are_not_taken_over(study: Study) -> None:
    start = SAID.index("slow")
    quotation = one(study, cut(cut(SAID, 0, start), start + 4, len(SAID)))
    correct(study, SAID.replace("the slow train", "the train"))
    study.confirm_passage(source(study, quotation).id)
    study.accept_source(quotation)
    assert known(study, quotation).text == SAID.replace("slow ", "")
    assert verdict(study, quotation) is Verdict.VERBATIM


def test_words_that_were_not_touched_are_verbatim_still(study: Study) -> None:
    quotation = one(study)
    interview = study.interviews()[0].id
    first = study.transcript(interview).paragraphs[0]
    study.correct_paragraph(interview, first._replace(text="They met somewhere else."))
    assert verdict(study, quotation) is Verdict.VERBATIM
    assert source(study, quotation).state is PassageState.SOUND


def test_another_stretch_is_another_source(study: Study) -> None:
    quotation = one(study)
    passage = source(study, quotation)
    study.stretch_passage(passage.id, passage.start, passage.stop - 6)
    assert verdict(study, quotation) is Verdict.CHANGED
    study.undo()
    assert verdict(study, quotation) is Verdict.VERBATIM


def test_a_quotation_whose_passage_is_gone_is_looked_for_in_the_interview(study: Study) -> None:
    quotation, edited = one(study), one(study, cut(SAID, 0, 4))
    study.delete_passage(source(study, quotation).id)
    assert known(study, quotation).passage is None
    assert [verdict(study, each) for each in (quotation, edited)] == [Verdict.VERBATIM, Verdict.EDITED]
    with pytest.raises(Refused, match="gone"):
        study.accept_source(quotation)
    correct(study, "He said nothing.")
    assert [verdict(study, each) for each in (quotation, edited)] == [Verdict.NOT_FOUND] * 2
    study.undo()
    study.undo()
    assert source(study, quotation).words == SAID


def test_a_lost_passage_is_looked_for_as_well(study: Study) -> None:
    quotation = one(study)
    correct(study, "Quite another thing, of which not a word was heard before.")
    passage = source(study, quotation)
    if passage.state is not PassageState.LOST:
        study.leave_as_lost(passage.id)
    assert verdict(study, quotation) is Verdict.NOT_FOUND


def test_words_from_notes_are_semi_verbatim_until_they_are_heard(study: Study) -> None:
    quotation = one(study)
    interview = study.interviews()[0].id
    study.set_interview_kind(interview, NOTES)
    assert study.semi_verbatim() == {quotation} and verdict(study, quotation) is Verdict.VERBATIM
    study.check_quotation_by_ear(quotation)
    assert study.semi_verbatim() == frozenset()
    study.check_quotation_by_ear(quotation, False)
    assert study.semi_verbatim() == {quotation}
    study.set_interview_kind(interview, "transcript")
    assert study.semi_verbatim() == frozenset()
    extract = study.transcribe(interview, 0, 5000, "Well, it was shut.")
    heard = study.quote(extract)
    assert study.semi_verbatim() == {heard}
    study.check_by_ear(extract)
    assert study.semi_verbatim() == frozenset() and verdict(study, heard) is Verdict.VERBATIM


def test_merging_keeps_quotations_and_where_they_belong(study: Study) -> None:
    _, subtopics, areas, (interview, *_) = ids(study)
    quotation = study.quote_stretch(interview, 11, 21, subtopics[:1])
    before = study.quotations()
    study.merge_subtopics(subtopics[0], subtopics[2])
    assert study.subtopics_of_quotations() == {quotation: (subtopics[2],)}
    study.merge_areas(areas[0], areas[1])
    assert study.quotations() == before and verdict(study, quotation) is Verdict.VERBATIM
    study.delete_subtopic(subtopics[2])
    assert study.quotations() == before and study.subtopics_of_quotations() == {}


def test_a_deleted_interview_takes_its_quotations_with_it_and_undo_brings_them_back(study: Study) -> None:
    one(study)
    rest = [one(study, row=row) for row in (1, 2)]
    before = study.quotations()
    study.delete_interview(study.interviews()[0].id)
    assert [each.id for each in study.quotations()] == rest
    study.undo()
    assert study.quotations() == before


def test_what_was_compared_before_is_not_compared_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotations = [one(study, row=row) for row in range(4)]
    study.verified()
    seen: list[str] = []

    def verify(markup: str, words: str, now: str | None, text: str = "") -> Check:
        seen.append(markup)
        return Check(Verdict.VERBATIM)

    monkeypatch.setattr("framework_qda.text.verifying.verify", verify)
    study.edit_quotation(quotations[1], cut(SAID, 0, 4))
    study.note_quotation(quotations[2], "a note")
    assert len(study.verified()) == 4
    assert seen == [cut(SAID, 0, 4)]
    study.undo()
    study.undo()
    study.verified()
    assert seen == [cut(SAID, 0, 4)]


def test_only_those_that_changed_are_read_anew(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = (one(study, row=row) for row in range(3))
    read, whole = list[Sequence[str] | None](), study._read_quotations

    def noted(only: Sequence[str] | None = None) -> list[Quotation]:
        read.append(only)
        return whole(only)

    monkeypatch.setattr(study, "_read_quotations", noted)
    study.quotations()
    read.clear()
    row = study.interviews()[1].id
    subject = next(each.id for each in study.participants() if each.interview == row)
    template = study.add_attribution("Role", "{Role}")
    for step in (
        lambda: study.edit_quotation(first, cut(SAID, 0, 4)),
        lambda: study.note_quotation(second, "a good one"),
        lambda: study.tag_quotations([second, third], "access"),
        lambda: study.tag_quotations([third], "access", False),
        lambda: study.set_status([first, second], QuotationStatus.CHOSEN),
        lambda: study.say_who_spoke(second, subject),
        lambda: study.set_template([third], template),
        lambda: (study.edit_quotation(first, SAID), study.note_quotation(third, "and this")),
        study.undo,
        study.redo,
    ):
        step()
        seen = study.quotations()
        assert seen == whole()
        assert read and None not in read, "only those that changed"
        read.clear()


def test_a_quotation_that_comes_goes_or_moves_is_seen_in_its_place(study: Study) -> None:
    first, second = one(study), one(study, row=1)
    known(study, first)
    third = one(study, row=2)
    assert [each.id for each in study.quotations()] == [first, second, third]
    study.delete_quotations([second])
    assert [each.id for each in study.quotations()] == [first, third]
    study.undo()
    assert study.quotations() == study._read_quotations()
    interview = study.interviews()[0].id
    again = study.quote_stretch(interview, 0, 9)
    study.quotations()
    stop = len(study.transcript(interview).text)
    study.find_again(again, stop - 8, stop)
    assert study.quotations() == study._read_quotations()
    assert [each.id for each in study.quotations()].index(again) == 1
    study.delete_quotations([third])
    study.tag_quotations([first], "a tag")
    assert study.quotations() == study._read_quotations()
    with study.action("Both"):
        study.note_quotation(first, "in an action")
        assert known(study, first).note == "in an action"
        study.delete_quotations([again])
    assert study.quotations() == study._read_quotations()
