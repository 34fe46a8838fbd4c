"""Column notes: what was said, gathered into categories and dimensions, and the cells they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.model import FindingKind, InterviewId, SubTopicId
from tests.study.making import make_study

ELEMENT, CATEGORY, DIMENSION = FindingKind


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "s.fqda") as study:
        for row in study.interviews():
            study.chart(row.id, study.subtopics()[0].id, f"{row.name} sees a harbour")
        yield study


@pytest.fixture
def column(study: Study) -> SubTopicId:
    return study.subtopics()[0].id


@pytest.fixture
def rows(study: Study) -> list[InterviewId]:
    return [row.id for row in study.interviews()]


def names(study: Study, row: InterviewId, column: SubTopicId) -> list[str]:
    return [each.name for each in study.categorised().get((row, column), ())]


def test_an_element_takes_its_cells_into_its_category(
    study: Study, column: SubTopicId, rows: list[InterviewId]
) -> None:
    where = study.add_finding(column, DIMENSION, "where it lies")
    near = study.add_finding(column, CATEGORY, "near", where, interviews=rows[:1])
    element = study.add_finding(column, ELEMENT, "a walk away", interviews=rows[1:3])
    assert study.unplaced(column) == rows[1:], "an element alone is no category"
    study.move_finding(element, near)
    assert [names(study, row, column) for row in rows] == [["near"], ["near"], ["near"], []]
    assert study.unplaced(column) == rows[3:]
    study.move_finding(element, where)
    assert study.unplaced(column) == rows[1:], "a dimension places nothing"


def test_a_cell_carries_several_in_their_order(
    study: Study, column: SubTopicId, rows: list[InterviewId]
) -> None:
    first, second = (study.add_finding(column, CATEGORY, name) for name in ("first", "second"))
    study.tick(second, rows[:2])
    study.tick(first, rows[1:2])
    assert names(study, rows[1], column) == ["first", "second"]
    study.move_finding(first)
    assert names(study, rows[1], column) == ["second", "first"]
    study.tick(second, rows[:2], ticked=False)
    assert [names(study, row, column) for row in rows[:2]] == [[], ["first"]]


def test_only_a_higher_kind_of_the_same_column_gathers(study: Study, column: SubTopicId) -> None:
    element, category = (study.add_finding(column, kind, kind) for kind in (ELEMENT, CATEGORY))
    elsewhere = study.add_finding(study.subtopics()[1].id, DIMENSION, "elsewhere")
    for child, parent in ((category, element), (category, elsewhere), (category, category)):
        with pytest.raises(Refused):
            study.move_finding(child, parent)
    assert all(each.parent is None for each in study.findings())


def test_deleting_leaves_what_was_gathered_and_undo_gathers_it_again(
    study: Study, column: SubTopicId, rows: list[InterviewId]
) -> None:
    where = study.add_finding(column, DIMENSION, "where")
    near = study.add_finding(column, CATEGORY, "near", where)
    element = study.add_finding(column, ELEMENT, "a walk", near, interviews=rows)
    study.delete_finding(near)
    found = study.finding(element)
    assert found and found.parent == where and study.placings()[element] == frozenset(rows)
    study.undo()
    found = study.finding(element)
    assert found and found.parent == near


def test_a_changed_kind_lets_go_of_what_no_longer_fits(study: Study, column: SubTopicId) -> None:
    near = study.add_finding(column, CATEGORY, "near")
    element = study.add_finding(column, ELEMENT, "a walk", near)
    study.change_kind(near, ELEMENT)
    found = study.finding(element)
    assert found and found.parent is None
    with pytest.raises(Refused, match="deleted"):
        study.delete_finding(near)
        study.rename_finding(near, "gone")


def test_merged_categories_keep_every_cell_and_every_type(
    study: Study, column: SubTopicId, rows: list[InterviewId]
) -> None:
    near = study.add_finding(column, CATEGORY, "near", interviews=rows[:2])
    close = study.add_finding(column, CATEGORY, "close", interviews=rows[1:3])
    element = study.add_finding(column, ELEMENT, "a walk", near, interviews=rows[3:])
    typology = study.add_typology("Distance")
    kind = study.add_type(typology, "neighbours", [near])
    study.merge_findings(near, close)
    found = study.finding(element)
    assert found and found.parent == close
    assert study.unplaced(column) == []
    assert study.types(typology)[0].id == kind and study.types(typology)[0].categories == (close,)
    with pytest.raises(Refused):
        study.merge_findings(close, element)


def test_merged_columns_bring_their_notes_along(
    study: Study, column: SubTopicId, rows: list[InterviewId]
) -> None:
    other = study.subtopics()[1].id
    near = study.add_finding(column, CATEGORY, "near", interviews=rows)
    study.merge_subtopics(column, other)
    assert [names(study, row, other) for row in rows] == [["near"]] * 4
    study.undo()
    found = study.finding(near)
    assert found and found.subtopic == column
