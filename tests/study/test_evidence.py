"""Passages stand at their words, are indexed to sub-topics, and go where these and their interviews go."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.model import About, BlankReason, PassageState
from framework_qda.study.states import Stage
from framework_qda.text.transcript import Paragraph
from tests.study.making import done, fill, furnish, ids, state, told_by

HARBOUR = (7, 21)  # “at the harbour” in every interview
CAFE = (33, 41)


@pytest.fixture
def places(study: Study):
    """Give the interviews and the sub-topics of the small study."""
    _, columns, _, rows = ids(study)
    return rows, columns


def test_a_passage_is_indexed_to_several_subtopics_at_once(study: Study, places) -> None:
    (row, *_), (one, two, three, *_) = places
    passage = study.index(row, 6, 21, [two, one])
    assert done(study)[-1] == "Index a passage of Interview 1 to “Origins”, “Meaning”"
    (found,) = study.passages(row)
    assert (found.id, found.start, found.stop, found.words) == (passage, *HARBOUR, "at the harbour")
    assert study.passage(passage) == found
    assert study.indexed(row) == {passage: [one, two]}
    assert study.index(row, *HARBOUR, [three, one]) == passage
    assert study.indexed(row) == {passage: [one, two, three]}
    study.unindex(passage, one)
    assert study.indexed(row) == {passage: [two, three]}
    assert told_by(study, lambda: study.unindex(passage, one)) == []


def test_evidence_comes_in_the_order_of_the_text_and_of_the_study(study: Study, places) -> None:
    rows, (one, two, *_) = places
    late, early = study.index(rows[0], *CAFE, [one]), study.index(rows[0], *HARBOUR, [one])
    last, first = study.index(rows[3], *HARBOUR, [one]), study.index(rows[1], *HARBOUR, [one, two])
    assert [passage.id for passage in study.evidence(rows[0], one)] == [early, late]
    assert study.evidence(rows[0], two) == []
    assert [passage.id for passage in study.evidence_of(one)] == [early, late, first, last]
    assert [passage.id for passage in study.evidence_of(two)] == [first]


def test_many_are_indexed_as_one_action(study: Study, places) -> None:
    rows, columns = places
    steps = len(done(study))
    passages = study.index_many([(row, *HARBOUR) for row in rows], columns[:2])
    assert len(done(study)) == steps + 1
    assert [passage.id for passage in study.evidence_of(columns[1])] == passages
    study.undo()
    assert study.evidence_of(columns[1]) == []


def test_a_passage_without_words_is_refused(study: Study, places) -> None:
    (row, *_), (one, *_) = places
    before = state(study)
    for verb in (lambda: study.index(row, 6, 7, [one]), lambda: study.mark_passage(row, 900, 950)):
        with pytest.raises(Refused, match="select some words"):
            verb()
    assert state(study) == before


def test_a_passage_is_marked_once_stretched_annotated_and_deleted(study: Study, places) -> None:
    (row, *_), (one, *_) = places
    passage = study.mark_passage(row, *HARBOUR)
    assert told_by(study, lambda: study.mark_passage(row, *HARBOUR)) == []
    study.index(row, *HARBOUR, [one])
    study.stretch_passage(passage, 0, 21)
    study.annotate_passage(passage, " where? ")
    found = study.passage(passage)
    assert found and (found.words, found.note) == ("We met at the harbour", "where?")
    study.delete_passage(passage)
    assert (study.passages(row), study.indexed(row)) == ([], {})
    for verb in (study.delete_passage, study.confirm_passage, lambda gone: study.annotate_passage(gone, "x")):
        with pytest.raises(Refused, match="undo brings it back"):
            verb(passage)
    study.undo()
    assert study.indexed(row) == {passage: [one]}


def test_what_was_heard_is_not_overwritten_by_the_notes(study: Study, places) -> None:
    (row, *_), _ = places
    extract = study.transcribe(row, 1_000, 2_000, "Well, we met.")
    with pytest.raises(Refused, match="change the times"):
        study.stretch_passage(extract, *HARBOUR)
    found = study.passage(extract)
    assert found and found.words == "Well, we met."


def test_a_doubtful_passage_is_listed_until_confirmed_and_not_taken_for_another(study: Study, places) -> None:
    (row, *_), (one, two, *_) = places
    passage = study.index(row, *CAFE, [one])
    study.correct_paragraph(row, Paragraph(2, "The Cafe by the meadow was shut."))
    (found,) = study.unsettled_passages()
    assert (found.id, found.words, found.state) == (passage, "The Café", PassageState.DOUBTFUL)
    assert study.index(row, found.start, found.stop, [two]) != passage
    study.confirm_passage(passage)
    assert study.unsettled_passages() == []
    assert {each.words for each in study.passages(row)} == {"The Cafe"}
    step = study.next_undo()
    assert step and step.sentence == "Confirm where a passage of Interview 1 is"
    assert told_by(study, lambda: study.confirm_passage(passage)) == []


def test_only_what_was_indexed_after_a_summary_is_new(study: Study, places) -> None:
    (row, *_), (one, two, *_) = places
    study.index(row, *HARBOUR, [one])
    study.chart(row, one, "charted in the same second")
    assert study.new_evidence() == {}
    backdate(study)
    study.unindex(study.passages(row)[0].id, one)
    study.index(row, *CAFE, [one, two])
    assert study.new_evidence() == {(row, one): 1}
    study.chart(row, one, "charted again")
    assert study.new_evidence() == {}


def backdate(study: Study) -> None:
    """Have all cells written long ago, however quick the computer is."""
    with study.action("Write long ago"):
        study._database.run("UPDATE cell SET charted_at = '2020-01-01T00:00:00+00:00'")


# --- merging, moving, deleting


def test_merging_subtopics_takes_passages_comments_and_memos_along(study: Study, places) -> None:
    (row, other, *_), (source, target, *_) = places
    both = study.index(row, *HARBOUR, [source, target])
    alone = study.index(row, *CAFE, [source])
    elsewhere = study.index(other, *CAFE, [target])
    comment = study.add_comment(row, source, "Says who?")
    study.add_comment(row, target, "I do.")
    on_subtopic = study.write_memo(About.SUBTOPIC, "Too wide?", source)
    on_cell = study.write_memo(About.CELL, "See below.", f"{row}/{source}")
    on_other = study.write_memo(About.CELL, "See above.", f"{row}/{target}")
    before = state(study)
    study.merge_subtopics(source, target)
    assert study.indexed(row) == {both: [target], alone: [target]}
    assert [passage.id for passage in study.evidence_of(target)] == [both, alone, elsewhere]
    assert {each.text for each in study.comments(row, target)} == {"Says who?", "I do."}
    assert comment in {each.id for each in study.all_comments()}
    assert {memo.id for memo in study.memos(About.SUBTOPIC, target)} == {on_subtopic}
    assert {memo.id for memo in study.memos(About.CELL, f"{row}/{target}")} == {on_cell, on_other}
    study.undo()
    assert state(study) == before


def test_what_waits_to_be_charted_waits_after_merging(study: Study, places) -> None:
    rows, (source, target, *_) = places
    for row in rows[:3]:
        study.index(row, *HARBOUR, [source])
        study.index(row, *CAFE, [target])
    study.chart(rows[0], source, "said there")
    study.chart(rows[0], target, "and here")  # nothing waits
    study.chart(rows[1], target, "and here")  # one waits, indexed before this was written
    study.chart(rows[2], source, "said there")
    late = study.index(rows[2], 0, 21, [source])
    with study.action("Index long after"):  # two wait
        study._database.run("UPDATE indexing SET at = '2998-01-01' WHERE passage = ?", (late,))
    with study.as_done_by("Ann", lambda: datetime(2999, 1, 1, tzinfo=UTC)):
        study.merge_subtopics(source, target)
    assert study.new_evidence() == {(rows[1], target): 1, (rows[2], target): 2}


@pytest.mark.parametrize(("marked", "stage"), [((0, 1), Stage.DONE), ((0,), Stage.IN_PROGRESS)])
def test_a_merged_cell_is_done_where_both_were(
    study: Study, places, marked: tuple[int, ...], stage: Stage
) -> None:
    (row, other, *_), columns = places
    for column in columns[:2]:
        study.chart(row, column, "written")
    for number in marked:
        study.set_done(row, columns[number])
    study.chart(other, columns[0], "written")
    study.set_done(other, columns[0])
    study.chart(other, columns[1], blank_reason=BlankReason.NOT_ASKED)
    study.merge_subtopics(columns[0], columns[1])
    assert study.states()[row, columns[1]].stage is stage
    assert study.states()[other, columns[1]].stage is Stage.DONE


def test_a_merged_cell_knows_who_wrote_last(study: Study, places) -> None:
    (row, *_), (source, target, *_) = places
    study.chart(row, target, "older")
    backdate(study)
    study.analyst = "Bo"
    study.chart(row, source, "newer")
    written = study.cell(row, source).charted_at
    study.analyst = "Ann"
    study.merge_subtopics(source, target)
    cell = study.cell(row, target)
    assert (cell.summary, cell.author, cell.charted_at) == ("older\nnewer", "Bo", written)


def test_merging_areas_and_moving_keep_passages_and_memos(study: Study, places) -> None:
    furnish(study)
    rows, columns = places
    matrices, _, (source, target), _ = ids(study)
    passages = [study.passages(row) for row in rows]
    evidence = [study.indexed(row) for row in rows]
    study.merge_areas(source, target)
    study.move_subtopic(columns[0], matrices[1])
    study.move_interview(rows[0], target, rows[3])
    study.move_matrix(matrices[1], matrices[0])
    assert [study.passages(row) for row in rows] == passages
    assert [{key: {*value} for key, value in study.indexed(row).items()} for row in rows] == [
        {key: {*value} for key, value in each.items()} for each in evidence
    ]
    assert [memo.text for memo in study.memos(About.AREA, target)] == ["A lantern on the area"]
    assert len(study.recordings(rows[0])) == 2


def test_deleting_takes_what_stands_on_it_and_undo_brings_all_back(study: Study, places) -> None:
    fill(study)
    furnish(study)
    rows, columns = places
    matrices, _, areas, _ = ids(study)
    full, memos = state(study), study.memos()
    for verb, left in (
        (lambda: study.delete_subtopic(columns[0]), (5, 6, 2)),
        (lambda: study.delete_matrix(matrices[0]), (5, 0, 0)),
        (lambda: study.delete_interview(rows[0]), (2, 4, 0)),
        (lambda: study.delete_area(areas[0]), (0, 0, 0)),
        (lambda: study.delete_passage(study.passages(rows[1])[0].id), (4, 6, 4)),
    ):
        verb()
        tables = state(study).tables
        assert tuple(len(tables[table]) for table in ("passage", "indexing", "comment")) == left
        assert study.memos() == memos  # what was thought of it stays
        assert study.problems() == []
        study.undo()
        assert state(study) == full
