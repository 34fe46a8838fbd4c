"""A draft is its blocks: kept as they are written, moved and changed, and read for what they use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, QuotationId, Use
from framework_qda.text.drafting import Quoted, Run, parse, write
from framework_qda.text.quoting import cut
from tests.study.making import copied_study, ids, told_by

NEW = BlockId("")


@pytest.fixture
def study(tmp_path: Path):
    with copied_study(tmp_path, "study.fqda") as study:
        yield study


@pytest.fixture
def draft(study: Study) -> DraftId:
    return study.add_draft("A report", [paragraph(text) for text in ("one", "two", "three", "four")])


def paragraph(text: str, block: BlockId = NEW) -> Block:
    return Block(block, BlockKind.PARAGRAPH, text)


def texts(study: Study, draft: DraftId) -> list[str]:
    return [block.text for block in study.blocks(draft)]


def quoted(study: Study, row: int = 0) -> QuotationId:
    return study.quote_stretch(study.interviews()[row].id, 7, 21)


def sentence(quotation: QuotationId, agreed: str = "at the harbour") -> str:
    return write([Run("They met "), Quoted(quotation, agreed), Run(".")])


def test_drafts_are_named_ordered_set_up_and_deleted(study: Study) -> None:
    one, other = study.add_draft(" A  report "), study.add_draft("A brief", settings={"authors": ["Zoë"]})
    assert [each.name for each in study.drafts()] == ["A report", "A brief"]
    study.move_draft(other, one)
    study.rename_draft(one, "The report")
    assert [each.name for each in study.drafts()] == ["A brief", "The report"]
    study.change_draft(one, {"language": "cy", "contents": True})
    found = study.draft(one)
    assert found and found.settings == {"language": "cy", "contents": True}
    study.put_blocks(one, [paragraph("all")])
    study.delete_draft(one)
    assert study.draft(one) is None and study.blocks(one) == []
    study.undo()
    assert texts(study, one) == ["all"] and study.draft(one) == found
    with pytest.raises(Refused):
        study.add_draft("  ")


def test_every_kind_of_block_is_kept_as_it_is(study: Study) -> None:
    blocks = [
        Block(NEW, kind, f"{kind} “é” {{x", 1, {"caption": "Zoë", "rows": [{"cells": ["a", "b"]}]})
        for kind in BlockKind
    ]
    draft = study.add_draft("All", blocks)
    assert [each._replace(id=NEW) for each in study.blocks(draft)] == blocks
    assert len({each.id for each in study.blocks(draft)}) == len(blocks)


def test_only_what_differs_is_written(study: Study, draft: DraftId) -> None:
    one, two, three, four = study.blocks(draft)
    same = told_by(study, lambda: study.put_blocks(draft, [one, two, three, four]))
    assert same == []  # nor is there a step to undo
    (change,) = told_by(study, lambda: study.put_blocks(draft, [one, two._replace(text="2"), three, four]))
    assert change.rows == {"block": frozenset({(two.id,)})}
    moved = [four, one, two._replace(text="2"), three]
    (change,) = told_by(study, lambda: study.put_blocks(draft, moved))
    assert change.rows == {"block": frozenset({(four.id,)})}
    (change,) = told_by(study, lambda: study.put_blocks(draft, [four, one, paragraph("new"), three]))
    assert {two.id} < {row for (row,) in change.rows["block"]} and len(change.rows["block"]) == 2
    assert texts(study, draft) == ["four", "one", "new", "three"]


def test_a_block_that_was_parted_keeps_its_id_in_the_first_half(study: Study, draft: DraftId) -> None:
    one, *rest = study.blocks(draft)
    given = study.put_blocks(draft, [one._replace(text="o"), one._replace(text="ne"), *rest])
    assert given[0] == one.id and len(set(given)) == 5
    assert texts(study, draft) == ["o", "ne", "two", "three", "four"]
    assert [each.id for each in study.blocks(draft)] == given


def test_a_spell_of_typing_is_one_step(study: Study, draft: DraftId) -> None:
    before, steps = study.blocks(draft), len(study.actions())
    for text in ("o", "on", "once"):
        study.put_blocks(draft, [before[0]._replace(text=text), *before[1:]], continues="a spell")
    assert texts(study, draft)[0] == "once" and len(study.actions()) == steps + 1
    study.undo()
    assert study.blocks(draft) == before
    study.redo()
    study.change_block(before[1]._replace(text="2"), sentence="Say it otherwise")
    assert texts(study, draft) == ["once", "2", "three", "four"]
    assert study.actions(1)[0].sentence == "Say it otherwise"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.integers(-1, 6), st.sampled_from(["a", "b", "", "{x", "é"])), max_size=8),
        max_size=4,
    )
)
def test_any_blocks_are_put_as_they_are_given_and_undone(
    study: Study, turns: list[list[tuple[int, str]]]
) -> None:
    draft = study.add_draft("Any", [paragraph(str(n)) for n in range(4)])
    states = [study.blocks(draft)]
    for turn in turns:
        there = study.blocks(draft)
        wanted = [
            there[index]._replace(text=text) if 0 <= index < len(there) else paragraph(text)
            for index, text in turn
        ]
        steps = len(study.actions())
        given = study.put_blocks(draft, wanted)
        assert [(each.id, each.text) for each in study.blocks(draft)] == [
            (block, each.text) for block, each in zip(given, wanted, strict=True)
        ]
        if len(study.actions()) > steps:
            states.append(study.blocks(draft))
    for state in states[-2::-1]:
        study.undo()
        assert study.blocks(draft) == state


# --- What stands where -----------------------------------------------------------------------------------


def closing(*cells: str) -> Block:
    rows = [{"group": "a group"}, {"cells": list(cells[:2])}, {"spanning": cells[2]}]
    return Block(NEW, BlockKind.CLOSING, settings={"heads": ["left", "right"], "rows": rows})


def practice(answer: str) -> Block:
    return Block(NEW, BlockKind.PRACTICE, settings={"title": "A walk", "answers": [["What?", answer]]})


def test_uses_are_found_in_sentences_tables_and_boxes(study: Study) -> None:
    one, other, third = (quoted(study, row) for row in range(3))
    block = Block(NEW, BlockKind.QUOTATION, f'{{{{"{one}|x}}}}', settings={"quotation": one, "in": "block"})
    draft = study.add_draft(
        "A", [paragraph(sentence(one) + sentence(other)), block, closing(sentence(other), "-", sentence(one))]
    )
    brief = study.add_draft("B", [practice(sentence(one)), paragraph(f"[[{sentence(third)}]]")])
    said, quotation, table = (each.id for each in study.blocks(draft))
    box = study.blocks(brief)[0].id
    assert study.uses() == {
        one: (Use(draft, said), Use(draft, quotation), Use(draft, table), Use(brief, box)),
        other: (Use(draft, said), Use(draft, table)),  # in a note to self nothing is used
    }
    assert study.used_in(brief) == [one] and study.used_in(draft) == [one, other]
    study.move_draft(brief, draft)
    assert study.uses()[one][0] == Use(brief, box)
    study.delete_draft(draft)
    assert study.uses() == {one: (Use(brief, box),)}


def test_links_to_evidence_are_found_by_passage_and_cell(study: Study) -> None:
    _, subtopics, _, (row, *_) = ids(study)
    passage = study.mark_passage(row, 7, 21)
    cell = f"{row}/{subtopics[0]}"
    draft = study.add_draft("A", [paragraph(f"{{They met|{passage},{cell}}}"), practice(f"{{So|{cell}}}")])
    said, box = (each.id for each in study.blocks(draft))
    assert study.links_from_drafts() == {
        passage: (Use(draft, said),),
        cell: (Use(draft, said), Use(draft, box)),
    }


def test_a_sentence_says_that_its_quotation_moved_on_until_the_author_agrees(study: Study) -> None:
    one = quoted(study)
    found = study.quotation(one)
    assert found
    agreed = sentence(one, found.text)
    block = Block(NEW, BlockKind.QUOTATION, f'{{{{"{one}|old}}}}')
    draft = study.add_draft("A", [paragraph(f"**Well**, {agreed}"), block, closing("", agreed, "x")])
    said, _, table = (each.id for each in study.blocks(draft))
    assert study.moved_on(draft) == []  # in a block of its own it has no sentence around it
    study.edit_quotation(one, cut(found.text, 0, 3))
    assert study.moved_on(draft) == [(said, one), (table, one)]
    for where in (said, table):
        study.agree(draft, where, one)
    assert study.moved_on(draft) == []
    assert texts(study, draft)[0] == f"**Well**, {sentence(one, '.... the harbour')}"
    study.undo()
    assert study.moved_on(draft) == [(table, one)]
    study.set_cut_mark("[…]")
    assert study.moved_on(draft) == [(said, one), (table, one)]


def test_a_quotation_is_exchanged_for_another_wherever_it_stands_in_a_block(study: Study) -> None:
    one, other = quoted(study, 0), quoted(study, 1)
    block = Block(NEW, BlockKind.QUOTATION, f'{{{{"{one}|x}}}}', settings={"quotation": one})
    draft = study.add_draft("A", [block, closing(sentence(one), sentence(one), sentence(other))])
    first, table = (each.id for each in study.blocks(draft))
    study.replace_quotation(Use(draft, first), one, other)
    study.replace_quotation(Use(draft, table), one, other)
    assert study.uses() == {other: (Use(draft, first), *[Use(draft, table)] * 3)}
    assert study.blocks(draft)[0].settings == {"quotation": other}
    assert parse(study.blocks(draft)[0].text) == (Quoted(other, "x"),)


def test_what_refers_to_what_is_gone_changes_nothing(study: Study, draft: DraftId) -> None:
    one = quoted(study)
    steps = len(study.actions())
    study.agree(draft, BlockId("none"), one)
    study.agree(draft, study.blocks(draft)[0].id, QuotationId("none"))
    study.replace_quotation(Use(draft, BlockId("none")), one, one)
    assert len(study.actions()) == steps
    study.put_blocks(draft, [paragraph(sentence(one))])
    study.delete_quotations([one])
    assert study.moved_on(draft) == [] and list(study.uses()) == [one]


def test_merging_sub_topics_keeps_what_drafts_say_of_their_cells(study: Study) -> None:
    matrices, subtopics, _, (row, *_) = ids(study)
    gone, stays = subtopics[0], subtopics[1]
    draft = study.add_draft(
        "A",
        [
            paragraph(f"{{They met|{row}/{gone}}}"),
            Block(NEW, BlockKind.CELL, settings={"cell": f"{row}/{gone}"}),
            Block(NEW, BlockKind.MATRIX, settings={"matrix": matrices[0], "subtopics": [gone, subtopics[2]]}),
            Block(NEW, BlockKind.VIEW, settings={"theme": gone}),
        ],
    )
    before = study.blocks(draft)
    study.merge_subtopics(gone, stays)
    said, cell, matrix, view = study.blocks(draft)
    assert said.text == f"{{They met|{row}/{stays}}}"
    assert cell.settings == {"cell": f"{row}/{stays}"} and view.settings == {"theme": stays}
    assert matrix.settings == {"matrix": matrices[0], "subtopics": [stays, subtopics[2]]}
    study.undo()
    assert study.blocks(draft) == before


def test_merging_areas_keeps_what_a_draft_shows_of_them(study: Study) -> None:
    _, _, (gone, stays), _ = ids(study)
    draft = study.add_draft("A", [Block(NEW, BlockKind.VIEW, settings={"case": gone})])
    study.merge_areas(gone, stays)
    assert study.blocks(draft)[0].settings == {"case": stays}


# --- Checklists ------------------------------------------------------------------------------------------


def test_answers_to_a_checklist_are_kept_apart_and_taken_back(study: Study) -> None:
    study.answer("COREQ", "1", " Ann did ")
    study.answer("SRQR", "1", "So did we")
    study.answer("COREQ", "2", "Two")
    assert study.answers("COREQ") == {"1": "Ann did", "2": "Two"} and study.answers("SRQR") == {
        "1": "So did we"
    }
    study.answer("COREQ", "1", "  ")
    assert study.answers("COREQ") == {"2": "Two"}
    study.undo()
    assert study.answers("COREQ")["1"] == "Ann did"
