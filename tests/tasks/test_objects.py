"""What stands for an object while its draft is written: its title and the first of what it shows."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study
from framework_qda.reports.lettering import PAPER
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.tasks.objects import NAMES, STILL_OPEN, drawing, image_of, previewed
from framework_qda.tasks.report_objects import GONE
from tests.study.making import ids, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        yield study


def block(kind: BlockKind, **settings: Any) -> Block:
    return Block(BlockId("b"), kind, "", 0, settings)


@pytest.mark.parametrize(
    "kind", [kind for kind in NAMES if kind not in (BlockKind.CONTENTS, BlockKind.APPENDIX)]
)
def test_an_object_that_is_not_chosen_yet_says_so(study: Study, kind: BlockKind) -> None:
    assert previewed(study, block(kind)) == (f"{NAMES[kind]}, {STILL_OPEN}", ())
    assert drawing(study, block(kind)) is None


def test_a_cell_shows_its_summary(study: Study) -> None:
    _, (column, *_), _, (row, *_) = ids(study)
    study.chart(row, column, "**One** line\n- another")
    title, lines = previewed(study, block(BlockKind.CELL, cell=f"{row}/{column}"))
    assert title == "Cell: Area 1 · Interview 1, " + next(iter(study.subtopics())).name
    assert lines[0] == "One line"
    assert "another" in lines[1]


def test_a_matrix_shows_its_heads_and_its_first_rows(study: Study) -> None:
    (matrix, *_), (column, *_), _, (row, *_) = ids(study)
    study.chart(row, column, "Late {trains|" + "0" * 32 + "}")
    title, (heads, first, *_) = previewed(study, block(BlockKind.MATRIX, matrix=matrix, subtopics=[column]))
    assert title == f"Matrix: {study.matrices()[0].name}"
    assert heads == f"interview | {study.subtopics()[0].name}"
    assert first == "Interview 1 | Late trains"
    assert previewed(study, block(BlockKind.MATRIX, matrix=matrix, caption="Own"))[0] == "Matrix: Own"


def test_what_was_deleted_is_said_to_be_gone(study: Study) -> None:
    assert previewed(study, block(BlockKind.MATRIX, matrix="0" * 32)) == ("Matrix", (GONE,))
    assert previewed(study, block(BlockKind.PICTURE, figure="bars", groups="x", categories="y"))[1] == (GONE,)
    assert drawing(study, block(BlockKind.PICTURE, figure="bars", groups="x", categories="y")) is None


def test_a_survey_shows_its_answers_and_draws_a_chart_of_them(study: Study) -> None:
    asked: dict[str, Any] = {"question": "Was it late?", "counts": [["yes", 3], ["no", 1]], "base": 4}
    table = block(BlockKind.SURVEY, **asked)
    assert previewed(study, table) == (
        "Survey: Was it late?",
        ("answer | per cent", "yes | 75%", "no | 25%", "Base | 4"),
    )
    assert drawing(study, table) is None
    chart = block(BlockKind.SURVEY, **asked, **{"as": "chart"})
    draw = drawing(study, chart)
    assert draw
    made = draw(PAPER)
    assert len(made.content) == made.width * made.height * 4


def test_a_picture_of_the_study_is_drawn_and_one_from_a_file_is_given(study: Study) -> None:
    heat_map = block(BlockKind.PICTURE, figure="heat map")
    assert previewed(study, heat_map)[0] == "Picture: How much is charted, by area and sub-topic"
    draw = drawing(study, heat_map)
    assert draw
    assert draw(PAPER).width > 100
    own = block(BlockKind.PICTURE, file="door", png=base64.b64encode(b"PNG").decode(), alt="A door, open")
    assert previewed(study, own) == ("Picture: door", ("A door, open",))
    assert (drawing(study, own), image_of(own)) == (None, b"PNG")
    assert image_of(block(BlockKind.PICTURE, png="no base 64")) == b""


def test_boxes_and_closing_tables_show_their_first_rows(study: Study) -> None:
    practice = block(
        BlockKind.PRACTICE,
        title="A walk",
        organisation="A trust",
        answers=[["What is it?", "A **walk**"], ["Why?", ""]],
    )
    assert previewed(study, practice) == ("Practice example: A walk", ("A trust", "What is it? A walk"))
    rows = [
        {"group": "Calls"},
        {"cells": ["- day\n- night", "day"]},
        {"spanning": "Both"},
        {"cells": ["x", ""]},
    ]
    closing = block(BlockKind.CLOSING, caption="Features", heads=["trust", "authority"], rows=rows)
    assert previewed(study, closing) == (
        "Closing table: Features",
        ("trust | authority", "Calls", "day night | day", "Both", "and 1 more"),
    )
