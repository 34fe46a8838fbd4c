"""Each verb does what it says, once, and can be taken back and done again."""

from __future__ import annotations

import threading
from collections import Counter
from random import Random

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.model import (
    EMPTY_CELL,
    ActionState,
    AttributeId,
    AttributeType,
    BlankReason,
    Cell,
    InterviewId,
    Subject,
)
from framework_qda.text.case import Case
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Transcript
from tests.study.making import changes, differing, done, fill, furnish, ids, state, told_by, words
from tests.study.verbs import VERBS


def names(rows: list) -> list[str]:
    return [row.name for row in rows]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_undo_takes_it_back_and_redo_does_it_again(study: Study, verb: str) -> None:
    fill(study)
    furnish(study)
    study.set_value(study.attributes(Subject.AREA)[0].id, study.areas()[0].id, "trust")
    study.add_participant(study.interviews()[0].id, "Another")
    study.add_attribute(Subject.AREA, "Region")
    chance, before, steps = Random(1), state(study), len(done(study))
    for _ in range(100):  # chance may pick what changes nothing
        VERBS[verb](study, chance)
        if (after := state(study)) != before:
            break
    assert len(done(study)) == steps + 1
    undone = study.undo()
    assert undone and undone.sentence.startswith("Undo: ")
    assert state(study) == before
    redone = study.redo()
    assert redone and redone.sentence.startswith("Redo: ")
    assert state(study) == after
    assert undone.rows == redone.rows == differing(before.tables, after.tables)
    assert study.problems() == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_listener_hears_once_exactly_what_changed(study: Study, verb: str) -> None:
    fill(study)
    furnish(study)
    for seed in range(5):
        before = state(study)
        told = told_by(study, lambda seed=seed: VERBS[verb](study, Random(seed)))
        expected = differing(before.tables, state(study).tables)
        assert [change.rows for change in told] == ([expected] if expected else [])
        assert [change.sentence for change in told] == ([done(study)[-1]] if expected else [])


# --- the framework


def test_matrices_and_subtopics_stand_in_order_and_are_numbered(study: Study) -> None:
    assert [matrix.title for matrix in study.matrices()] == ["1 Understandings", "2 Practice"]
    first, second = study.matrices()
    assert [(each.number, each.name) for each in study.subtopics(second.id)] == [
        (1, "Referral"),
        (2, "Team"),
        (3, "Time"),
    ]
    assert names(study.subtopics()) == ["Meaning", "Origins", "Purpose", "Referral", "Team", "Time"]
    assert study.subtopics(first.id)[0].definition == "What the words stand for"


def test_a_framework_is_added_after_what_is_there(study: Study) -> None:
    (added,) = study.add_framework([MatrixOutline(" New\ntheme ", " why ", (SubTopicOutline("One"),))])
    assert study.matrices()[2].id == added
    assert study.matrices()[2].name == "New theme"
    assert study.matrices()[2].description == "why"
    assert names(study.subtopics(added)) == ["One"]
    assert done(study)[-1] == "Add 1 matrix"


def test_matrix_verbs(study: Study) -> None:
    first, second = (matrix.id for matrix in study.matrices())
    third = study.add_matrix("Third")
    study.rename_matrix(first, "  Renamed ")
    study.describe_matrix(second, " about ")
    assert names(study.matrices()) == ["Renamed", "Practice", "Third"]
    assert study.matrices()[1].description == "about"
    study.move_matrix(third, first)
    assert names(study.matrices()) == ["Third", "Renamed", "Practice"]
    study.move_matrix(third, second)
    assert names(study.matrices()) == ["Renamed", "Third", "Practice"]
    study.move_matrix(first)
    assert names(study.matrices()) == ["Third", "Practice", "Renamed"]


def test_subtopic_verbs(study: Study) -> None:
    first, second = (matrix.id for matrix in study.matrices())
    meaning, origins, *_ = (subtopic.id for subtopic in study.subtopics(first))
    study.rename_subtopic(meaning, "Sense")
    study.define_subtopic(meaning, " What it is ")
    study.add_subtopic(first, "Last", " what belongs ")
    assert names(study.subtopics(first)) == ["Sense", "Origins", "Purpose", "Last"]
    assert [each.definition for each in study.subtopics(first)] == ["What it is", "", "", "what belongs"]
    study.move_subtopic(meaning, first)
    assert names(study.subtopics(first)) == ["Origins", "Purpose", "Last", "Sense"]
    team = study.subtopics(second)[1].id
    study.move_subtopic(origins, second, team)
    assert names(study.subtopics(second)) == ["Referral", "Origins", "Team", "Time"]
    assert names(study.subtopics(first)) == ["Purpose", "Last", "Sense"]


def test_summaries_go_with_a_subtopic(study: Study) -> None:
    fill(study)
    matrices, subtopics, _, interviews = ids(study)
    study.move_subtopic(subtopics[0], matrices[1])
    assert study.cell(interviews[0], subtopics[0]).summary == "row 1 column 1"


def test_moving_again_and_again_keeps_the_order(study: Study) -> None:
    matrix = study.matrices()[0].id
    order = [subtopic.id for subtopic in study.subtopics(matrix)]
    for _ in range(60):  # positions are halved each time: more often than a float can be
        order = [order[0], order[2], order[1]]
        study.move_subtopic(order[1], matrix, order[2])
        assert [subtopic.id for subtopic in study.subtopics(matrix)] == order
    while study.undo():
        pass
    assert study.problems() == []


def test_deleting_says_how_many_summaries_go(study: Study) -> None:
    fill(study)
    matrices, subtopics, areas, interviews = ids(study)
    study.chart(interviews[3], subtopics[0], blank_reason=BlankReason.NOT_ASKED)
    full = state(study)
    for verb, sentence in (
        (lambda: study.delete_subtopic(subtopics[0]), "Delete sub-topic “Meaning” with 3 summaries"),
        (lambda: study.delete_matrix(matrices[0]), "Delete matrix “Understandings” with 11 summaries"),
        (lambda: study.delete_interview(interviews[0]), "Delete interview “Interview 1” with 6 summaries"),
        (lambda: study.delete_area(areas[0]), "Delete area “Area 1” with 2 interviews and 12 summaries"),
        (
            lambda: study.merge_subtopics(subtopics[0], subtopics[1]),
            "Merge sub-topic “Meaning” into “Origins” with 3 summaries",
        ),
        (
            lambda: study.merge_areas(areas[0], areas[1]),
            "Merge area “Area 1” into “Area 2” with 2 interviews",
        ),
    ):
        verb()
        assert done(study)[-1] == sentence
        study.undo()
        assert state(study) == full


def test_merging_subtopics_loses_no_word(study: Study) -> None:
    _, (source, target, *_), _, (both, only_source, only_target, reason) = ids(study)
    study.chart(both, source, "from the source")
    study.chart(both, target, "to the target")
    study.chart(only_source, source, "alone")
    study.chart(only_source, target, blank_reason=BlankReason.NOT_ASKED)
    study.chart(only_target, source, blank_reason=BlankReason.NOTHING_SAID)
    study.chart(only_target, target, "stays")
    study.chart(reason, source, blank_reason=BlankReason.NOT_APPLICABLE)
    study.merge_subtopics(source, target)
    assert source not in [subtopic.id for subtopic in study.subtopics()]
    assert study.cell(both, target).summary == "to the target\nfrom the source"
    assert study.cell(only_source, target).summary == "alone"
    assert study.cell(only_source, target).blank_reason is BlankReason.NOT_CHARTED
    assert study.cell(only_target, target).summary == "stays"
    assert study.cell(reason, target).blank_reason is BlankReason.NOT_APPLICABLE
    assert [hit.interview for hit in study.search("source")] == [both]


def test_merging_areas_loses_no_interview(study: Study) -> None:
    fill(study)
    _, subtopics, (source, target), interviews = ids(study)
    study.merge_areas(source, target)
    assert [area.id for area in study.areas()] == [target]
    assert [interview.id for interview in study.interviews()] == interviews[2:] + interviews[:2]
    assert len(study.cells(interviews, subtopics)) == 24
    assert len(study.participants()) == 4


def test_nothing_is_merged_into_itself(study: Study) -> None:
    fill(study)
    before = state(study)
    with pytest.raises(Refused, match="itself"):
        study.merge_subtopics(study.subtopics()[0].id, study.subtopics()[0].id)
    with pytest.raises(Refused, match="itself"):
        study.merge_areas(study.areas()[0].id, study.areas()[0].id)
    assert state(study) == before


# --- people


def test_area_verbs(study: Study) -> None:
    first, second = (area.id for area in study.areas())
    third = study.add_area("Third")
    study.rename_area(first, "Renamed")
    study.move_area(third, second)
    assert names(study.areas()) == ["Renamed", "Third", "Area 2"]
    study.delete_area(second)
    assert names(study.areas()) == ["Renamed", "Third"]
    assert names(study.interviews()) == ["Interview 1", "Interview 2"]


def test_interview_verbs(study: Study) -> None:
    first, second = (area.id for area in study.areas())
    added = study.add_interview(first, " Fifth ", kind="transcript", date="2012-05-01", source="five.txt")
    assert names(study.interviews()) == [
        *("Interview 1", "Interview 2", "Fifth", "Interview 3", "Interview 4"),
    ]
    study.rename_interview(added, "Renamed")
    study.date_interview(added, "2012-06-01")
    study.set_interview_kind(added, "notes")
    found = study.interview(added)
    assert found and (found.name, found.date, found.kind, found.source) == (
        *("Renamed", "2012-06-01", "notes", "five.txt"),
    )
    study.move_interview(added, second, study.interviews()[4].id)
    assert names(study.interviews())[2:] == ["Interview 3", "Renamed", "Interview 4"]
    study.delete_interview(added)
    assert study.interview(added) is None


def test_an_interview_is_notes_or_a_transcript(study: Study) -> None:
    with pytest.raises(Refused, match="“poem”"):
        study.set_interview_kind(study.interviews()[0].id, "poem")


def test_deleting_an_interview_takes_its_people_values_and_summaries(study: Study) -> None:
    fill(study)
    interview = study.interviews()[0].id
    study.delete_interview(interview)
    tables = state(study).tables
    assert len(tables["cell"]) == 18
    assert [participant.name for participant in study.participants()] == ["P2", "P3", "P4"]
    subjects = {key[1] for key in tables["attribute_value"]}
    assert subjects == {
        *[each.id for each in study.areas()],
        *[each.id for each in study.interviews()],
        *[each.id for each in study.participants()],
    }


def test_participant_verbs(study: Study) -> None:
    interview = study.interviews()[0].id
    first = study.participants()[0].id
    second = study.add_participant(interview, "Second")
    study.rename_participant(first, "First")
    study.move_participant(second, first)
    assert names(study.participants())[:3] == ["Second", "First", "P2"]
    study.delete_participant(first)
    assert names(study.participants())[:2] == ["Second", "P2"]
    assert first not in {subject for _, subject in study.values()}


def test_naming_all_participants_keeps_who_they_are(study: Study) -> None:
    interview, first = study.interviews()[0].id, study.participants()[0].id
    study.set_participants(interview, ["First", " ", "Second"])
    assert names(study.participants())[:3] == ["First", "Second", "P2"]
    assert study.participants()[0].id == first
    study.set_participants(interview, ["Only"])
    assert names(study.participants())[:2] == ["Only", "P2"]


def test_an_import_uses_what_is_there_and_adds_the_rest(study: Study) -> None:
    known = {attribute.name: attribute.id for attribute in study.attributes()}
    cases = [
        (Case("a.txt", "Area 1", "Fifth", attributes={"Length": "9", "Mood": "calm"}), words(5)),
        (Case("b.txt", "Area 9", "Sixth", kind="transcript"), words(5)),
    ]
    fifth, sixth = study.import_interviews(cases)
    assert done(study)[-1] == "Import 2 interviews"
    assert names(study.areas()) == ["Area 1", "Area 2", "Area 9"]
    assert study.values()[known["Length"], fifth] == "9"
    assert names(study.attributes(Subject.INTERVIEW)) == ["Length", "Mood"]
    assert study.transcript(fifth) == study.transcript(sixth) == words(5)
    assert study.transcript_words()[sixth] == words(5).words
    assert [hit.interview for hit in study.search('"number 5"')] == [fifth, sixth]


def test_importing_nothing_leaves_no_action(study: Study) -> None:
    assert told_by(study, lambda: study.import_interviews([])) == []


def test_only_words_that_no_interview_ever_had_are_dropped(study: Study) -> None:
    loose, used, once = words(7), words(1), words(8)
    study.keep_transcripts([loose, once])
    (imported,) = study.import_interviews([(Case("h.txt", "Area 1", "Eighth"), once)])
    study.undo()
    study.drop_loose_transcripts([loose.hash, used.hash, once.hash])
    study.redo()
    assert study.transcript(imported) == once
    assert study.transcript(study.interviews()[0].id) == used
    lost = study.add_interview(study.areas()[0].id, "Seventh", transcript=loose.hash)
    assert study.transcript(lost) == Transcript(())
    assert study.problems() == ["The words of “Seventh” are missing"]


# --- attributes


def test_attribute_verbs(study: Study) -> None:
    grade = study.add_attribute(Subject.PARTICIPANT, "Grade", AttributeType.ORDERED, ["low", "high"])
    role = study.attributes(Subject.PARTICIPANT)[0].id
    study.rename_attribute(grade, "Band")
    study.move_attribute(grade, role)
    assert names(study.attributes()) == ["Service", "Length", "Band", "Role"]
    assert study.attributes()[2].choices == ("low", "high")
    person = study.participants()[0].id
    study.set_value(grade, person, " high ")
    assert study.values()[grade, person] == "high"
    study.set_value(grade, person, "")
    assert (grade, person) not in study.values()
    study.delete_attribute(role)
    assert names(study.attributes()) == ["Service", "Length", "Band"]
    assert role not in {attribute for attribute, _ in study.values()}


@pytest.mark.parametrize(
    ("type", "value", "wanted"),
    [
        *(
            (AttributeType.NUMBER, value, "a number such as 62, 1,200 or 0.5")
            for value in ("many", "nan", "inf", "-inf", "1_000", "1e9", "0x1f", "1,00", "1,2000", "0,5", "٣")
        ),
        (AttributeType.DATE, "20120228", "a date such as 2012-02-28"),
        (AttributeType.DATE, "2012-W09-2", "a date such as 2012-02-28"),
        (AttributeType.DATE, "last May", "a date such as 2012-02-28"),
        (AttributeType.ORDERED, "middle", "one of low, high"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    study: Study, type: AttributeType, value: str, wanted: str
) -> None:
    attribute = study.add_attribute(Subject.AREA, "Fact", type, ["low", "high"])
    area, before = study.areas()[0].id, state(study)
    with pytest.raises(Refused) as refused:
        study.set_value(attribute, area, value)
    assert str(refused.value) == f"“{value}” does not fit Fact; it takes {wanted}."
    assert state(study) == before
    text = study.add_attribute(Subject.AREA, "Text")
    study.set_value(text, area, value)
    with pytest.raises(Refused):
        study.set_attribute_type(text, type, ["low", "high"])
    assert study.attributes(Subject.AREA)[-1].type is AttributeType.TEXT
    study.set_attribute_type(text, type, ["low", "high"], as_typed=True)
    assert study.attributes(Subject.AREA)[-1].type is type
    assert study.values()[text, area] == value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("12,345,678.5", "12345678.5"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3", "-3"),
        ("+3", "3"),
        (".5", ".5"),
        ("007", "007"),
    ],
)
def test_numbers_are_taken_as_people_type_them(study: Study, typed: str, kept: str) -> None:
    attribute = study.add_attribute(Subject.AREA, "Beds", AttributeType.NUMBER)
    area = study.areas()[0].id
    study.set_value(attribute, area, typed)
    assert study.values()[attribute, area] == kept
    text = study.add_attribute(Subject.AREA, "Text")
    study.set_value(text, area, typed)
    study.set_attribute_type(text, AttributeType.NUMBER)
    assert study.values()[text, area] == kept
    study.undo()
    assert study.values()[text, area] == typed


def test_a_value_is_of_somebody_who_is_there(study: Study) -> None:
    before = state(study)
    attribute = study.attributes(Subject.INTERVIEW)[0].id
    for subject in (InterviewId("nobody"), study.areas()[0].id, study.participants()[0].id):
        with pytest.raises(Refused, match="no such interview"):
            study.set_value(attribute, subject, "41")
    assert state(study) == before


def test_two_attributes_of_one_name_are_refused(study: Study) -> None:
    region = study.add_attribute(Subject.AREA, "Region")
    study.add_attribute(Subject.INTERVIEW, "Region")  # of something else
    with pytest.raises(Refused, match="“Region” already"):
        study.add_attribute(Subject.AREA, " region ")
    service = study.attributes(Subject.AREA)[0].id
    with pytest.raises(Refused, match="“Region” already"):
        study.rename_attribute(service, "REGION")
    study.rename_attribute(region, "REGION")  # itself, in capitals
    case = Case("a.txt", "Area 1", "Fifth", area_attributes={"region": "North"})
    study.import_interviews([(case, words(5))])
    assert names(study.attributes(Subject.AREA)) == ["Service", "REGION"]
    assert study.values()[region, study.areas()[0].id] == "North"


def test_a_file_of_old_with_two_attributes_of_one_name_shows_both(study: Study) -> None:
    study._database.connection.execute("UPDATE attribute SET name = 'Same', subject = 'interview'")
    titles = study.attribute_frame().columns.tolist()
    assert titles == [("interview", "Same"), ("interview", "Same (2)"), ("interview", "Same (3)")]


def test_a_value_of_a_deleted_attribute_is_refused(study: Study) -> None:
    with pytest.raises(Refused, match="deleted"):
        study.set_value(AttributeId("gone"), study.areas()[0].id, "x")


# --- cells


def test_a_cell_holds_a_summary_or_a_reason_or_nothing(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    assert study.cell(interview, subtopic) == EMPTY_CELL
    study.chart(interview, subtopic, "  Said it.\n", BlankReason.NOT_ASKED)
    cell = study.cell(interview, subtopic)
    assert (cell.summary, cell.blank_reason, cell.author) == ("Said it.", BlankReason.NOT_CHARTED, "Ann")
    assert done(study)[-1] == "Chart “Meaning” for Interview 1"
    study.chart(interview, subtopic, " ", BlankReason.NOT_ASKED)
    assert study.cell(interview, subtopic).blank_reason is BlankReason.NOT_ASKED
    assert done(study)[-1] == "Mark “Meaning” for Interview 1 as not asked"
    study.chart(interview, subtopic)
    assert study.cell(interview, subtopic) == EMPTY_CELL
    assert done(study)[-1] == "Empty “Meaning” for Interview 1"


def test_many_cells_are_one_action(study: Study) -> None:
    _, (one, two, *_), _, (interview, *_) = ids(study)
    study.chart_many({(interview, one): Cell("a"), (interview, two): Cell("", BlankReason.NOT_ASKED)})
    assert done(study)[-1] == "Chart 2 cells"
    assert study.cell(interview, one).summary == "a"
    study.undo()
    assert study.cells([interview], [one, two]) == {}


def test_coverage_counts_cells_with_a_summary_or_a_reason(study: Study) -> None:
    _, (one, two, *_), _, (interview, other, *_) = ids(study)
    study.chart(interview, one, "a")
    study.chart(other, one, blank_reason=BlankReason.NOT_ASKED)
    study.chart(interview, two, "b")
    coverage = study.coverage()
    assert (coverage.total, coverage.charted) == (24, 3)
    assert coverage.by_subtopic == {one: 2, two: 1}
    assert coverage.by_interview == {interview: 2, other: 1}


def test_the_history_of_a_cell(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    for summary, reason in (("one", ""), ("two", ""), ("", "not asked"), ("", ""), ("three", "")):
        study.chart(interview, subtopic, summary, BlankReason(reason))
    study.undo()
    versions = study.cell_history(interview, subtopic)
    assert [(each.cell.summary, str(each.cell.blank_reason)) for each in versions] == [
        *(("one", ""), ("two", ""), ("", "not asked"), ("", ""), ("three", "")),
    ]
    assert [each.action.state for each in versions] == [ActionState.DONE] * 4 + [ActionState.UNDONE]
    assert {each.action.who for each in versions} == {"Ann"}


def test_the_history_of_a_cell_knows_merged_and_moved_summaries(study: Study) -> None:
    _, (source, target, *_), _, (interview, *_) = ids(study)
    study.chart(interview, source, "words")
    study.merge_subtopics(source, target)
    assert [each.cell.summary for each in study.cell_history(interview, target)] == ["words"]
    assert [each.cell.summary for each in study.cell_history(interview, source)] == ["words", ""]


def test_typing_that_ends_where_it_began_is_no_version(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    study.chart(interview, subtopic, "before")
    study.analyst = "Ben"
    study.chart(interview, subtopic, "before and", continues="spell")
    study.chart(interview, subtopic, "before", continues="spell")
    assert study.cell(interview, subtopic).author == "Ben"
    assert [each.cell.summary for each in study.cell_history(interview, subtopic)] == ["before"]


# --- actions


def test_an_action_holds_all_that_is_done_in_it(study: Study) -> None:
    steps, before, told = len(done(study)), state(study), changes(study)
    with study.action("Tidy up"):
        area = study.add_area("New")
        with study.action("Inside"):
            study.add_interview(area, "One")
        study.rename_area(area, "Newer")
    assert done(study)[steps:] == ["Tidy up"]
    assert [change.sentence for change in told] == ["Tidy up"]
    study.undo()
    assert state(study) == before


def test_an_exception_takes_all_back_and_tells_nobody(study: Study) -> None:
    before, actions, told = state(study), study.actions(), changes(study)
    with pytest.raises(RuntimeError, match="midway"), study.action("Fail"):
        area = study.add_area("New")
        with study.action("Inside"):
            study.add_interview(area, "One")
        raise RuntimeError("midway")
    assert (state(study), study.actions(), told) == (before, actions, [])
    study.add_area("Later")
    assert done(study)[-1] == "Add area “Later”"
    assert study.problems() == []


def test_nothing_of_a_refused_step_stays_redoable_or_not(study: Study) -> None:
    study.add_area("New")
    study.undo()
    with pytest.raises(RuntimeError), study.action("Fail"):
        study.add_area("Other")
        raise RuntimeError
    assert study.next_redo() is not None
    study.redo()
    assert names(study.areas())[-1] == "New"


@pytest.mark.parametrize(
    "verb",
    [
        lambda s: s.rename_area(s.areas()[0].id, s.areas()[0].name),
        lambda s: s.rename_subtopic(s.subtopics()[0].id, " Meaning "),
        lambda s: s.define_subtopic(s.subtopics()[0].id, "What the words stand for"),
        lambda s: s.set_title("Small study"),
        lambda s: s.set_interview_kind(s.interviews()[0].id, "notes"),
        lambda s: s.move_area(s.areas()[1].id),
        lambda s: s.move_area(s.areas()[0].id, s.areas()[1].id),
        lambda s: s.move_area(s.areas()[0].id, s.areas()[0].id),
        lambda s: s.move_matrix(s.matrices()[0].id, s.matrices()[0].id),
        lambda s: s.move_interview(s.interviews()[1].id, s.areas()[0].id),
        lambda s: s.move_subtopic(s.subtopics()[1].id, s.matrices()[0].id, s.subtopics()[2].id),
        lambda s: s.chart(s.interviews()[0].id, s.subtopics()[0].id),
        lambda s: s.set_value(s.attributes()[0].id, s.areas()[0].id, "acute"),
        lambda s: s.set_value(s.attributes()[1].id, s.areas()[0].id, ""),
        lambda s: s.delete_interview(InterviewId("gone")),
        lambda s: s.move_interview(InterviewId("gone"), s.areas()[0].id),
        lambda s: s.chart_many({}),
        lambda s: s.add_framework([]),
        lambda s: s.set_participants(s.interviews()[0].id, ["P1"]),
    ],
)
def test_what_changes_nothing_leaves_no_action(study: Study, verb) -> None:
    study.add_area("To redo")
    study.undo()
    actions = study.actions()
    assert told_by(study, lambda: verb(study)) == []
    assert study.actions() == actions
    assert study.next_redo() is not None


def test_moving_last_is_no_change_after_a_gap(study: Study) -> None:
    matrix = study.matrices()[0].id
    _, middle, last = (subtopic.id for subtopic in study.subtopics(matrix))
    study.delete_subtopic(middle)
    assert told_by(study, lambda: study.move_subtopic(last, matrix)) == []


@pytest.mark.parametrize("name", ["", " \n\t "])
def test_a_name_needs_a_letter(study: Study, name: str) -> None:
    before = study.actions()
    for verb in (
        study.add_area,
        study.add_matrix,
        study.set_title,
        lambda n: study.rename_area(study.areas()[0].id, n),
    ):
        with pytest.raises(Refused):
            verb(name)
    assert study.actions() == before


def test_a_spell_of_typing_is_one_step(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    before, steps = state(study), len(done(study))
    told = changes(study)
    for text in ("T", "Th", "The", "They"):
        study.chart(interview, subtopic, text, continues="cell")
    assert len(done(study)) == steps + 1
    assert len(told) == 4
    assert [each.cell.summary for each in study.cell_history(interview, subtopic)] == ["They"]
    study.undo()
    assert state(study) == before
    study.redo()
    assert study.cell(interview, subtopic).summary == "They"


@pytest.mark.parametrize(
    "between",
    [
        lambda s: s.add_area("Other"),
        lambda s: (s.undo(), s.redo()),
        lambda s: (s.add_area("Other"), s.undo()),
        lambda s: s.chart(s.interviews()[1].id, s.subtopics()[1].id, "x", continues="another"),
    ],
    ids=["another action", "undo and redo", "another undone", "another cell"],
)
def test_a_spell_of_typing_ends(study: Study, between) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    study.chart(interview, subtopic, "One", continues="cell")
    between(study)
    steps, typed = len(done(study)), state(study)
    study.chart(interview, subtopic, "One two", continues="cell")
    assert len(done(study)) == steps + 1
    study.undo()
    assert state(study) == typed


def test_typing_after_an_undo_is_a_new_step(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    steps = len(done(study))
    study.chart(interview, subtopic, "One", continues="cell")
    study.undo()
    study.chart(interview, subtopic, "Two", continues="cell")
    assert len(done(study)) == steps + 1
    assert study.redo() is None
    study.undo()
    assert study.cell(interview, subtopic) == EMPTY_CELL


def test_a_spell_of_typing_that_leaves_nothing_is_no_step(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    actions = study.actions()
    study.chart(interview, subtopic, "T", continues="cell")
    study.chart(interview, subtopic, "", continues="cell")
    assert study.actions() == actions
    study.chart(interview, subtopic, "U", continues="cell")
    study.undo()
    assert study.actions()[1:] == actions
    assert study.cell_history(interview, subtopic)[-1].action.state is ActionState.UNDONE


def test_the_next_steps_and_the_list_of_actions(study: Study) -> None:
    study.add_area("One")
    study.add_area("Two")
    study.undo()
    undo, redo = study.next_undo(), study.next_redo()
    assert undo and undo.sentence == "Add area “One”"
    assert redo and redo.sentence == "Add area “Two”"
    assert [action.sentence for action in study.actions(limit=2)] == [redo.sentence, undo.sentence]
    assert study.actions(limit=2, before=undo.id)[0].sentence == "Import 4 interviews"
    study.add_area("Three")
    assert study.next_redo() is None
    assert [action.state for action in study.actions(limit=2)] == [ActionState.DONE, ActionState.ABANDONED]
    assert {action.who for action in study.actions()} == {"Ann"}
    while study.undo():
        pass
    assert study.next_undo() is None
    assert study.undo() is None


def test_an_action_is_for_who_is_the_analyst(study: Study) -> None:
    study.analyst = "Ben"
    study.add_area("New")
    assert [action.who for action in study.actions(limit=2)] == ["Ben", "Ann"]


def test_threads_take_turns(study: Study) -> None:
    """An action of another thread waits, and becomes an action of its own."""
    inside, steps = threading.Event(), len(done(study))

    def other() -> None:
        inside.wait()
        study.add_area("Other")

    thread = threading.Thread(target=other)
    thread.start()
    with study.action("Long"):
        study.add_area("Mine")
        inside.set()
        thread.join(0.1)
        assert thread.is_alive()
        study.add_area("Mine too")
    thread.join()
    assert done(study)[steps:] == ["Long", "Add area “Other”"]
    study.undo()
    assert names(study.areas())[-2:] == ["Mine", "Mine too"]


def test_a_listener_may_read_and_a_second_one_hears_too(study: Study) -> None:
    heard: list[str] = []
    study.subscribe(lambda _: heard.append(study.areas()[-1].name))
    study.subscribe(lambda change: heard.append(change.sentence))
    study.add_area("New")
    assert heard == ["New", "Add area “New”"]


def test_no_verb_hides_another_of_its_name() -> None:
    classes = [each for each in Study.__mro__ if each.__module__.startswith("framework_qda.study.")]
    homes = [(name, each) for each in classes if each is not Study for name in vars(each)]
    names = Counter(name for name, _ in homes if not name.startswith("__"))
    assert [name for name, count in names.items() if count > 1] == []
