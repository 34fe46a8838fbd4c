"""What is read often is read once, and anew as soon as an action has changed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study, create_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return create_study(tmp_path / "study.fqda", analyst="Ann")


def test_an_action_undo_and_redo_are_seen_at_once(study: Study) -> None:
    area = study.add_area("Area 1")
    assert [each.name for each in study.areas()] == ["Area 1"]
    study.rename_area(area, "North")
    assert [each.name for each in study.areas()] == ["North"]
    study.undo()
    assert [each.name for each in study.areas()] == ["Area 1"]
    study.redo()
    assert [each.name for each in study.areas()] == ["North"]


def test_what_is_changed_inside_an_action_is_seen_there_and_not_after_it_failed(study: Study) -> None:
    assert study.areas() == []

    def fail() -> None:
        with study.action("Try"):
            study.add_area("Area 1")
            assert len(study.areas()) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert study.areas() == []


def test_a_listener_reads_what_the_action_made(study: Study) -> None:
    study.areas()
    seen: list[int] = []
    study.subscribe(lambda _: seen.append(len(study.areas())))
    study.add_area("Area 1")
    assert seen == [1]


def test_who_changes_a_list_changes_it_for_nobody_else(study: Study) -> None:
    study.add_area("Area 1")
    study.areas().clear()
    assert len(study.areas()) == 1


def test_it_is_read_from_the_file_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    study.add_area("Area 1")
    read = study.areas()
    monkeypatch.setattr("framework_qda.study.database.Database.rows", None)
    assert study.areas() == read
