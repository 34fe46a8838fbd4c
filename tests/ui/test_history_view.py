"""The audit trail: what was done, and back and forth in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from framework_qda.study.model import Action
from framework_qda.ui import theme
from framework_qda.ui.history_model import AT_A_TIME, STATE, WHAT
from framework_qda.ui.history_view import HistoryView
from framework_qda.ui.studio import Studio


@pytest.fixture
def view(qtbot: QtBot, studio: Studio) -> Iterator[HistoryView]:
    view = HistoryView(studio)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitActive(view):
        view.show()
    yield view


def steps(view: HistoryView) -> list[Action]:
    model = view._model
    every = [model.row(model.index(row, 0)) for row in range(model.rowCount())]
    return [row for row in every if isinstance(row, Action)]


def states(view: HistoryView) -> list[str]:
    model = view._model
    every = range(model.rowCount())
    return [model.index(row, STATE).data() for row in every if not model.is_day(row)]


def choose(view: HistoryView, action: int) -> None:
    view._table.selectRow(view._model.row_of(action))


def test_steps_stand_under_their_day_the_newest_first(studio: Studio, view: HistoryView) -> None:
    model = view._model
    assert isinstance(model.row(model.index(0, 0)), date)
    assert model.index(0, 0).data().startswith("Today, ")
    assert view._table.columnSpan(0, 0) == 4
    assert [step.sentence for step in steps(view)] == [
        "Mark “other” for AT Named Nurse as not asked",
        "Chart “social work staffing” for LA Team Manager",
        "Chart “summary” for LA Team Manager",
        "Import 4 interviews",
        "Add 2 matrices",
    ]
    assert [model.index(1, column).data() for column in (1, 2, 3)] == ["Ann", steps(view)[0].sentence, "done"]


def test_it_follows_every_change(qtbot: QtBot, studio: Studio, view: HistoryView) -> None:
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    qtbot.waitUntil(lambda: len(steps(view)) == 6)
    assert steps(view)[0].sentence == "Rename area “Area 1” to “North”"
    studio.study.undo()
    qtbot.waitUntil(lambda: states(view)[0] == "undone")
    studio.study.rename_area(studio.study.areas()[0].id, "South")
    qtbot.waitUntil(lambda: states(view)[:2] == ["done", "undone, then replaced"])


def test_undone_steps_are_grey_and_named(qtbot: QtBot, studio: Studio, view: HistoryView) -> None:
    studio.study.undo()
    qtbot.waitUntil(lambda: states(view)[:2] == ["undone", "done"])
    inks = [view._model.index(row, WHAT).data(Qt.ItemDataRole.ForegroundRole).name() for row in (1, 2)]
    assert inks == [theme.LIGHT.muted.lower(), theme.LIGHT.text.lower()]


def test_undo_and_redo_to_a_step(qtbot: QtBot, studio: Studio, view: HistoryView) -> None:
    imported = steps(view)[3]
    choose(view, imported.id)
    qtbot.mouseClick(view._undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(view) == ["undone"] * 3 + ["done"] * 2)
    assert studio.study.coverage().charted == 0
    assert len(studio.study.interviews()) == 4
    # What was chosen stays chosen; there is nothing after it left to undo.
    assert view._chosen() == imported
    assert not view._undo.isEnabled()

    choose(view, steps(view)[1].id)
    assert view._redo.isEnabled() and not view._undo.isEnabled()
    qtbot.mouseClick(view._redo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(view) == ["undone"] + ["done"] * 4)
    assert studio.study.coverage().charted == 2


def test_buttons_wait_for_a_step_that_can_be_gone_to(qtbot: QtBot, studio: Studio, view: HistoryView) -> None:
    assert not view._undo.isEnabled() and not view._redo.isEnabled()
    choose(view, steps(view)[0].id)
    assert not view._undo.isEnabled()  # it is the last one already
    choose(view, steps(view)[1].id)
    assert view._undo.isEnabled()
    gone = steps(view)[0].id
    studio.study.undo()
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    qtbot.waitUntil(lambda: "undone, then replaced" in states(view))
    choose(view, gone)
    assert not view._undo.isEnabled() and not view._redo.isEnabled()


def test_arrow_keys_go_past_the_heading_of_a_day(qtbot: QtBot, view: HistoryView) -> None:
    view._table.setFocus()
    choose(view, steps(view)[1].id)
    qtbot.keyClick(view._table, Qt.Key.Key_Up)
    assert view._chosen() == steps(view)[0]
    qtbot.keyClick(view._table, Qt.Key.Key_Up)
    assert view._chosen() == steps(view)[0]


def test_the_filter_finds_by_words_who_and_state(qtbot: QtBot, studio: Studio, view: HistoryView) -> None:
    qtbot.keyClicks(view._filter, "chart MANAGER")
    assert len(steps(view)) == 2
    studio.study.analyst = "Béa"
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    view._filter.setText("bea")
    assert [step.who for step in steps(view)] == ["Béa"]
    studio.study.undo()
    view._filter.setText("undone")
    assert len(steps(view)) == 1
    view._filter.setText("zebra")
    assert steps(view) == []
    assert view._nothing.isVisible() and "No step has “zebra”." in view._nothing.text()
    view._filter.clear()
    assert len(steps(view)) == 6 and not view._nothing.isVisible()


def many(studio: Studio, count: int) -> None:
    area = studio.study.areas()[0].id
    for n in range(count):
        studio.study.rename_area(area, f"Name {n}")


def test_a_long_history_is_read_as_it_is_scrolled_to(qtbot: QtBot, studio: Studio) -> None:
    many(studio, 2 * AT_A_TIME)
    view = HistoryView(studio)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    bar = view._table.verticalScrollBar()
    for count in (AT_A_TIME, 2 * AT_A_TIME, 2 * AT_A_TIME + 5):
        assert len(steps(view)) == count
        reached = bar.value()
        qtbot.waitUntil(lambda reached=reached: bar.maximum() > reached)  # what was read is laid out
        bar.setValue(bar.maximum())
    assert not view._model.canFetchMore(view._table.rootIndex())


def test_the_filter_looks_through_what_is_not_read_yet(qtbot: QtBot, studio: Studio) -> None:
    many(studio, 2 * AT_A_TIME)
    view = HistoryView(studio)
    qtbot.addWidget(view)
    view.show()
    view._filter.setText("import")
    assert [step.sentence for step in steps(view)] == ["Import 4 interviews"]


def test_what_is_read_stays_in_place_when_something_is_done(qtbot: QtBot, studio: Studio) -> None:
    many(studio, AT_A_TIME)
    view = HistoryView(studio)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    chosen = steps(view)[100]
    choose(view, chosen.id)
    view._table.scrollTo(view._model.index(100, 0), view._table.ScrollHint.PositionAtTop)
    top = view._model.row(view._table.indexAt(view._table.rect().topLeft()))
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    qtbot.waitUntil(lambda: steps(view)[0].sentence.endswith("“North”"))
    assert view._chosen() == chosen
    assert view._model.row(view._table.indexAt(view._table.rect().topLeft())) == top


def test_the_trail_is_exported_as_csv(
    qtbot: QtBot, studio: Studio, view: HistoryView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.study.analyst = "=1+1"
    studio.study.rename_area(studio.study.areas()[0].id, "North, “far”")
    studio.study.undo()
    target = tmp_path / "trail.csv"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(target)))
    qtbot.mouseClick(view._export, Qt.MouseButton.LeftButton)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["step", "when (UTC)", "who", "what", "state"]
    assert [line[3] for line in lines[1:]][:2] == ["Add 2 matrices", "Import 4 interviews"]
    assert lines[-1][2:] == ["'=1+1", "Rename area “Area 1” to “North, “far””", "undone"]
    assert view._said.isVisible() and "6 steps are saved in “trail.csv”." in view._said.text()


def test_a_trail_that_cannot_be_written_says_why(view: HistoryView, tmp_path: Path) -> None:
    view.export(str(tmp_path / "missing" / "trail.csv"))
    assert "cannot be written" in view._said.text()
    assert view._said.isVisible()


def test_a_hidden_view_reads_again_when_it_is_shown(studio: Studio, view: HistoryView) -> None:
    view.hide()
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    assert len(steps(view)) == 5
    view.show()
    assert len(steps(view)) == 6


def test_a_screen_reader_hears_each_column(view: HistoryView) -> None:
    said = [view._model.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (1, 2, 3)]
    assert said == ["Who: Ann", "What: Mark “other” for AT Named Nurse as not asked", "State: done"]


def test_a_study_without_history_says_so(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    from framework_qda import create_study

    with create_study(tmp_path / "empty.fqda") as study:
        view = HistoryView(Studio(study))
        qtbot.addWidget(view)
        view.show()
        assert "Nothing has been done" in view._nothing.text()
        assert view._nothing.isVisible()
