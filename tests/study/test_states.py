"""The state of every cell, read at once and after each change alone."""

from __future__ import annotations

from random import Random

import pytest

from framework_qda import Study
from framework_qda.study.model import About, BlankReason, HitKind
from framework_qda.study.states import UNTOUCHED, CellState, Stage
from tests.study.making import changes, ids


@pytest.fixture
def places(study: Study):
    """Give the interviews and the sub-topics of the small study."""
    _, columns, _, rows = ids(study)
    return rows, columns


def test_stages(study: Study, places) -> None:
    rows, columns = places
    study.chart(rows[0], columns[0], "written")
    study.chart(rows[0], columns[1], "finished")
    study.set_done(rows[0], columns[1])
    study.chart(rows[0], columns[2], blank_reason=BlankReason.NOT_ASKED)
    states = study.states()
    assert {key: state.stage for key, state in states.items()} == {
        (rows[0], columns[0]): Stage.IN_PROGRESS,
        (rows[0], columns[1]): Stage.DONE,
        (rows[0], columns[2]): Stage.BLANK,
    }
    assert states[rows[0], columns[2]].blank_reason is BlankReason.NOT_ASKED
    assert study.states_of([(rows[1], columns[0])]) == {(rows[1], columns[0]): UNTOUCHED}


def test_what_waits_in_a_cell(study: Study, places) -> None:
    rows, columns = places
    key = rows[0], columns[0]
    study.index(rows[0], 0, 6, [columns[0]])
    assert study.states()[key] == CellState(new_passages=1)
    study.chart(*key, "written after it was indexed")
    with study.action("As if written long ago"):
        study._database.run("UPDATE cell SET charted_at = '2020-01-01T00:00:00+00:00'")
    assert study.states()[key].new_passages == 1
    with study.action("As if written after"):
        study._database.run("UPDATE cell SET charted_at = '2999-01-01T00:00:00+00:00'")
    assert study.states()[key].new_passages == 0
    comment = study.add_comment(*key, "Says who?")
    study.add_comment(*key, "And when?")
    assert study.states()[key].open_comments == 2
    study.resolve_comment(comment)
    assert study.states()[key].open_comments == 1


def test_links_to_passages_that_changed(study: Study, places) -> None:
    rows, columns = places
    passage = study.mark_passage(rows[0], 0, 6)
    other = study.mark_passage(rows[0], 7, 10)
    study.chart(rows[0], columns[0], f"They {{met|{passage},{other}}} there")
    assert study.states()[rows[0], columns[0]].changed_links == 0
    with study.action("Lose a passage"):
        study._database.run("UPDATE passage SET state = 'lost' WHERE id = ?", (passage,))
    assert study.states()[rows[0], columns[0]].changed_links == 1


def test_a_changed_link_counts_from_another_interview(study: Study, places) -> None:
    rows, columns = places
    passage = study.mark_passage(rows[0], 0, 6)
    key = rows[1], columns[0]
    study.chart(*key, f"As {{they said|{passage}}} elsewhere")
    before, seen = study.states(), changes(study)
    with study.action("Lose a passage"):
        study._database.run("UPDATE passage SET state = 'lost' WHERE id = ?", (passage,))
    assert study.states()[key].changed_links == 1
    assert study.states_of([key])[key].changed_links == 1
    assert study.states_after(seen[-1], before)[key].changed_links == 1


def some_change(study: Study, chance: Random) -> None:
    """Do one thing that the state of a cell may hang on."""
    _, columns, _, rows = ids(study)
    if not rows or not columns:  # undone to the very beginning
        return
    row, column = chance.choice(rows), chance.choice(columns)
    passages = [each.id for each in study.passages(row)]
    comments = [each.id for each in study.comments(row, column)]
    match chance.randrange(9):
        case 0:
            link = f"{{words|{chance.choice(passages)}}}" if passages else "words"
            study.chart(row, column, f"{link} {chance.randrange(9)}")
        case 1:
            study.chart(row, column, blank_reason=chance.choice(list(BlankReason)))
        case 2:
            study.set_done(row, column, chance.random() < 0.5)
        case 3:
            start = chance.randrange(10)
            study.index(row, start, start + 12, [column, chance.choice(columns)])
        case 4 if passages:
            study.unindex(chance.choice(passages), column)
        case 5:
            study.add_comment(row, column, "why?")
        case 6 if comments:
            study.resolve_comment(chance.choice(comments), chance.random() < 0.5)
        case 7 if comments:
            study.delete_comment(chance.choice(comments))
        case 8 if passages:
            with study.action("A passage changes"):
                state = chance.choice(["sound", "doubtful", "lost"])
                study._database.run(
                    "UPDATE passage SET state = ? WHERE id = ?", (state, chance.choice(passages))
                )


@pytest.mark.parametrize("seed", range(6))
def test_the_change_alone_keeps_the_states_true(study: Study, seed: int) -> None:
    chance = Random(seed)
    told, followed = changes(study), dict(study.states())
    for _ in range(60):
        chance.choice([some_change, some_change, some_change, _undo, _redo])(study, chance)
        for change in told:
            new = study.states_after(change, followed)
            assert all(followed.get(key, UNTOUCHED) != state for key, state in new.items())
            followed.update(new)
        told.clear()
        assert {key: state for key, state in followed.items() if state != UNTOUCHED} == study.states()


def _undo(study: Study, _chance: Random) -> None:
    study.undo()


def _redo(study: Study, _chance: Random) -> None:
    study.redo()


def test_search_finds_memos_and_comments(study: Study, places) -> None:
    rows, columns = places
    study.write_memo(About.JOURNAL, "The harbour again: am I looking for it?")
    memo = study.write_memo(About.CELL, "A café, or a quay?", f"{rows[1]}/{columns[2]}")
    study.add_comment(rows[2], columns[3], "Which quay?")
    found = [hit for hit in study.search("quay") if hit.kind is not HitKind.NOTES]
    assert {(hit.kind, hit.interview, hit.subtopic, hit.memo) for hit in found} == {
        (HitKind.COMMENT, rows[2], columns[3], None),
        (HitKind.MEMO, rows[1], columns[2], memo),
    }
    assert [hit.kind for hit in study.search("harb*")].count(HitKind.MEMO) == 1
    assert study.memos_matching("cafe") == {memo}
    study.delete_memo(memo)
    assert study.memos_matching("cafe") == set()
    study.undo()
    assert study.memos_matching('"or a quay"') == {memo}


def test_a_spell_of_typing_a_memo_is_one_step(study: Study) -> None:
    memo = study.write_memo(About.STUDY, "F", continues="spell")
    study.edit_memo(memo, "First thoughts", continues="spell")
    assert study.actions()[0].sentence == "Write a memo on the study"
    assert study.memo(memo).text == "First thoughts"  # type: ignore[union-attr]
    study.undo()
    assert study.memo(memo) is None


def test_what_a_memo_is_about_has_a_name(study: Study, places) -> None:
    rows, columns = places
    matrix = study.matrices()[1]
    passage = study.mark_passage(rows[0], 0, 24)
    named = {
        (About.JOURNAL, ""): "",
        (About.STUDY, ""): "Small study",
        (About.AREA, study.areas()[0].id): "Area 1",
        (About.INTERVIEW, rows[2]): "Area 2 · Interview 3",
        (About.MATRIX, matrix.id): matrix.title,
        (About.SUBTOPIC, columns[4]): "2.2 Team",
        (About.CELL, f"{rows[2]}/{columns[4]}"): "Area 2 · Interview 3 · 2.2 Team",
        (About.PASSAGE, passage): "Area 1 · Interview 1 · “We met at the harbour, n”",
        (About.AREA, "gone"): "",
        (About.CELL, f"gone/{columns[4]}"): "",
    }
    assert {key: study.subject_name(*key) for key in named} == named


def test_interviews_are_found_by_what_is_known_of_them(study: Study, places) -> None:
    rows, columns = places
    study.chart(rows[3], columns[0], "acute")
    assert study.interviews_described("acute manager") == {rows[0]}
