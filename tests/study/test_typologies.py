"""Typologies: types made of categories, every case in one, and how it got there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.model import FindingId, FindingKind, Subject, TypeId, TypologyId
from framework_qda.study.plans import NO_TYPE, SEVERAL_TYPES
from tests.study.making import make_study

Made = tuple[Study, TypologyId, dict[str, FindingId], dict[str, TypeId]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Two areas of two interviews; the first area near and quick, the second far."""
    with make_study(tmp_path / "s.fqda") as study:
        where, pace = (subtopic.id for subtopic in study.subtopics()[:2])
        rows = [row.id for row in study.interviews()]
        found = {
            name: study.add_finding(column, FindingKind.CATEGORY, name, interviews=those)
            for column, name, those in (
                (where, "near", rows[:1]),
                (where, "far", rows[2:]),
                (where, "at home", []),
                (pace, "quick", rows[1:2]),
                (pace, "slow", []),
            )
        }
        typology = study.add_typology("Reach")
        types = {
            "at hand": study.add_type(typology, "at hand", [found["near"], found["at home"], found["quick"]]),
            "away": study.add_type(typology, "away", [found["far"]]),
        }
        yield study, typology, found, types


def placed(study: Study, typology: TypologyId) -> list[tuple[TypeId, ...]]:
    return [case.types for case in study.typed_cases(typology)]


def test_a_case_has_one_category_of_each_column_a_type_is_built_from(made: Made) -> None:
    study, typology, found, types = made
    assert placed(study, typology) == [(types["at hand"],), (types["away"],)]
    first = study.typed_cases(typology)[0]
    assert first.categories == (found["near"], found["quick"]) and not first.by_hand
    study.tick(found["quick"], [study.interviews()[1].id], ticked=False)
    assert placed(study, typology)[0] == (), "quick is wanted as well"


def test_doubly_placed_and_unplaced_cases_are_told_and_decided_with_a_reason(made: Made) -> None:
    study, typology, found, types = made
    first, second = (area.id for area in study.areas())
    study.tick(found["far"], [study.interviews()[0].id])
    study.tick(found["far"], [row.id for row in study.interviews()[2:]], ticked=False)
    assert placed(study, typology) == [(types["at hand"], types["away"]), ()]
    headings = [line.title for line in study.plan_central([], typology=typology).lines if line.level]
    assert headings == [SEVERAL_TYPES, NO_TYPE]
    study.decide_type(typology, first, types["away"], "  the hospital itself is far ")
    case = study.typed_cases(typology)[0]
    assert (case.type, case.by_hand, case.reason) == (types["away"], True, "the hospital itself is far")
    study.decide_type(typology, first, None)
    assert len(study.typed_cases(typology)[0].types) == 2
    assert study.typed_cases(typology)[1].subject == second


def test_interviews_can_be_the_cases(made: Made) -> None:
    study, _, found, _ = made
    typology = study.add_typology("People", Subject.INTERVIEW)
    kind = study.add_type(typology, "near ones", [found["near"]])
    assert placed(study, typology) == [(kind,), (), (), ()]
    with pytest.raises(Refused):
        study.add_typology("Wrong", Subject.PARTICIPANT)


def test_a_type_groups_and_filters_the_interviews(made: Made) -> None:
    study, typology, _, types = made
    field = study.find_field("Reach")
    assert (field.id, field.values) == (typology, ("at hand", "away"))
    assert [(band.title, len(band.interviews)) for band in study.arranged(field.id)] == [
        ("at hand", 2),
        ("away", 2),
    ]
    study.delete_type(types["away"])
    assert [(band.title, len(band.interviews)) for band in study.arranged(field.id)] == [
        ("at hand", 2),
        ("not given", 2),
    ]


def test_what_is_gone_takes_its_decisions_along_and_undo_brings_them_back(made: Made) -> None:
    study, typology, _, types = made
    area = study.areas()[1].id
    study.decide_type(typology, area, types["at hand"], "why")
    study.delete_area(area)
    study.undo()
    assert study.typed_cases(typology)[1].by_hand
    study.delete_type(types["at hand"])
    assert placed(study, typology) == [(), (types["away"],)]
