"""Drafts begin from templates: headings, notes to self and places, made for the study they are begun in."""

from __future__ import annotations

from typing import Any

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.reading.document import Heading, Listing, Paragraph
from framework_qda.reading.survey import of_settings
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.tasks.draft_templates import (
    draft_templates,
    practice_questions,
    practice_settings,
    template_blocks,
    template_named,
)
from framework_qda.tasks.report_objects import GONE, is_open
from framework_qda.tasks.reporting import OPEN, compose
from framework_qda.text.drafting import Reference, parse, plain

NAMES = ["Full report", "At a glance", "Case report"]


def test_the_templates_come_in_order() -> None:
    assert [each.name for each in draft_templates()] == NAMES
    assert all(each.description and each.settings["language"] == "en-GB" for each in draft_templates())
    assert template_named("at a GLANCE ").name == NAMES[1]
    with pytest.raises(Refused, match=r"no template “Novel” for drafts; .*“Full report”"):
        template_named("Novel")


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_begun_from_each(study: Study, name: str) -> None:
    template = template_named(name)
    blocks = template_blocks(study, template)
    draft = study.add_draft("My report", blocks, template.settings)
    kept = study.blocks(draft)
    assert [block.id for block in kept] == [block.id for block in blocks], "so that references lead there"
    assert len({block.id for block in kept}) == len(kept)
    headings = [block for block in kept if block.kind is BlockKind.HEADING]
    assert headings[0].level == 1 and all(block.text and 1 <= block.level <= 3 for block in headings)
    assert any(block.kind is BlockKind.NOTE for block in kept)
    ids = {block.id for block in kept}
    for block in kept:
        assert {each.block for each in parse(block.text) if isinstance(each, Reference)} <= ids
    other = template_blocks(study, template)
    assert not {block.id for block in other} & ids, "every draft has ids of its own"


def test_a_full_report_has_a_place_for_everything(study: Study) -> None:
    blocks = template_blocks(study, template_named("Full report"))
    kinds = {block.kind for block in blocks}
    assert kinds >= {
        BlockKind.QUOTATION, BlockKind.PRACTICE, BlockKind.SURVEY, BlockKind.CLOSING, BlockKind.APPENDIX,
    }  # fmt: skip
    sections = [plain(block.text) for block in blocks if block.kind is BlockKind.HEADING and block.level == 2]
    assert [matrix.name for matrix in study.matrices()] == [each for each in sections if each[0] == "M"] or [
        matrix.name for matrix in study.matrices()
    ] == sections[-len(study.matrices()) :], "a section for each matrix of the study"
    notes = " ".join(plain(block.text) for block in blocks if block.kind is BlockKind.NOTE)
    assert all(subtopic.name in notes for subtopic in study.subtopics())
    (survey,) = (block for block in blocks if block.kind is BlockKind.SURVEY)
    assert of_settings(survey.settings) == () and survey.settings["as"] == "chart"
    (closing,) = (block for block in blocks if block.kind is BlockKind.CLOSING)
    assert closing.settings["heads"] == ["Acute trust", "Local authority"]
    assert [key for row in closing.settings["rows"] for key in row].count("spanning") == 1
    assert any(
        isinstance(each, Reference) and each.block == closing.id
        for block in blocks
        for each in parse(block.text)
    )


@pytest.mark.parametrize("name", NAMES)
def test_places_where_nothing_is_chosen_yet_are_left_out_of_a_report(study: Study, name: str) -> None:
    template = template_named(name)
    draft = study.add_draft("My report", template_blocks(study, template), template.settings)
    composed = compose(study, draft, public=True)
    assert {type(block) for block in composed.blocks} <= {Heading, Paragraph, Listing}
    pieces = [piece for block in composed.blocks if isinstance(block, Paragraph) for piece in block.pieces]
    assert not any(piece.target for piece in pieces), "a reference to an open place leads nowhere"
    said = " ".join(piece.text for piece in pieces)
    assert GONE not in said and OPEN not in said and "gives the answers" not in said
    own = (block for block in compose(study, draft).blocks if isinstance(block, Paragraph))
    told = " ".join(piece.text for block in own for piece in block.pieces)
    assert (OPEN in told) == (name == "Full report"), "a study copy says what is still to be done"


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (BlockKind.CELL, {}), (BlockKind.MATRIX, {}), (BlockKind.VIEW, {}), (BlockKind.VIEW, {"by": "x"}),
        (BlockKind.PICTURE, {}), (BlockKind.SURVEY, {}), (BlockKind.SURVEY, {"questions": []}),
        (BlockKind.PRACTICE, {}), (BlockKind.PRACTICE, {"answers": [["What?", " "]]}),
        (BlockKind.CLOSING, {}), (BlockKind.CLOSING, {"rows": [{"group": "A"}, {"cells": ["", ""]}]}),
    ],
)  # fmt: skip
def test_a_place_is_open_until_something_stands_there(kind: BlockKind, settings: dict[str, Any]) -> None:
    assert is_open(Block(BlockId("b"), kind, "", 0, settings))


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (BlockKind.CELL, {"cell": "a/b"}),
        (BlockKind.MATRIX, {"matrix": "a"}),
        (BlockKind.VIEW, {"case": "a"}),
        (BlockKind.PICTURE, {"figure": "bars"}),
        (BlockKind.SURVEY, {"question": "Q", "counts": [["a", 1]], "base": 1}),
        (BlockKind.PRACTICE, {"title": "T"}),
        (BlockKind.PRACTICE, {"answers": [["What?", "This."]]}),
        (BlockKind.CLOSING, {"rows": [{"cells": ["", "b"]}]}),
        (BlockKind.CLOSING, {"rows": [{"spanning": "c"}]}),
        (BlockKind.PARAGRAPH, {}),
        (BlockKind.QUOTATION, {}),
    ],
)
def test_what_is_begun_is_not_open(kind: BlockKind, settings: dict[str, Any]) -> None:
    assert not is_open(Block(BlockId("b"), kind, "", 0, settings))


def test_names_of_matrices_are_words_and_no_markup(study: Study) -> None:
    study.rename_matrix(study.matrices()[0].id, "Staff {and} **others**")
    blocks = template_blocks(study, template_named("Case report"))
    assert "Staff {and} **others**" in [plain(block.text) for block in blocks]


def test_a_practice_example_answers_seven_questions(study: Study) -> None:
    assert len(practice_questions()) == 7
    assert all(each.ask.endswith("?") and each.guide for each in practice_questions())
    settings = practice_settings("Weekly round", "A trust")
    assert (settings["title"], settings["organisation"]) == ("Weekly round", "A trust")
    assert settings["answers"] == [[each.ask, ""] for each in practice_questions()]
    blocks = template_blocks(study, template_named("Full report"))
    (practice,) = (block for block in blocks if block.kind is BlockKind.PRACTICE)
    assert practice.settings == practice_settings()
