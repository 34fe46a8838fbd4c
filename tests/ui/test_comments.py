"""Comments on a cell: said, answered, resolved and opened again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.ui.cell.comments import CommentsPane
from framework_qda.ui.studio import Studio


@pytest.fixture
def key(studio: Studio):
    return studio.study.interviews()[0].id, studio.study.subtopics()[0].id


@pytest.fixture
def pane(qtbot: QtBot, studio: Studio, key) -> Iterator[CommentsPane]:
    pane = CommentsPane(studio)
    qtbot.addWidget(pane)
    pane.resize(360, 400)
    pane.show_cell(*key)
    with qtbot.waitActive(pane):
        pane.show()
    yield pane


def said(pane: CommentsPane, row: int) -> str:
    return pane._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_comment_and_an_answer(qtbot: QtBot, studio: Studio, pane: CommentsPane, key) -> None:
    pane.focus_field()
    qtbot.keyClicks(pane.field, "Says who?")
    with qtbot.waitSignal(pane.count_changed) as counted:
        qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    assert counted.args == [1]
    studio.study.analyst = "Ben"
    qtbot.keyClicks(pane.field, "The nurse")
    qtbot.mouseClick(pane.add, Qt.MouseButton.LeftButton)
    assert [(each.author, each.text) for each in studio.study.comments(*key)] == [
        ("Ann", "Says who?"),
        ("Ben", "The nurse"),
    ]
    assert pane.field.text() == ""
    assert pane.fold.text() == "Comments  ·  2 open"


def test_space_resolves_and_opens_again(qtbot: QtBot, studio: Studio, pane: CommentsPane, key) -> None:
    studio.study.add_comment(*key, "Check with the nurse")
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    assert studio.study.open_comments() == {}
    assert ", resolved: Check" in said(pane, 0)
    assert pane.fold.text() == "Comments  ·  all resolved"
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    assert pane.open_count == 1
    assert studio.study.actions()[0].sentence == "Open a comment again"


def test_delete_and_undo(qtbot: QtBot, studio: Studio, pane: CommentsPane, key) -> None:
    studio.study.add_comment(*key, "One")
    studio.study.add_comment(*key, "Two")
    pane.list.setCurrentIndex(pane._model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert [comment.text for comment in pane._model.comments] == ["Two"]
    studio.study.undo()
    assert [comment.text for comment in pane._model.comments] == ["One", "Two"]


def test_another_cell_has_its_own(qtbot: QtBot, studio: Studio, pane: CommentsPane, key) -> None:
    studio.study.add_comment(*key, "Here")
    pane.field.setText("half a thought")
    with qtbot.waitSignal(pane.count_changed) as counted:
        pane.show_cell(studio.study.interviews()[1].id, key[1])
    assert counted.args == [0]
    assert pane._model.comments == []
    assert pane.field.text() == ""


def test_it_folds(qtbot: QtBot, studio: Studio, pane: CommentsPane, key) -> None:
    assert not pane.field.isVisible(), "a cell without comments leaves the room to its summary"
    studio.study.add_comment(*key, "Here")
    assert pane.field.isVisible()
    qtbot.mouseClick(pane.fold, Qt.MouseButton.LeftButton)
    assert not pane.field.isVisible()
    assert not pane.resolve.isVisible()
    other = (key[0], studio.study.subtopics()[-1].id)
    pane.show_cell(*other)
    pane.show_cell(*key)
    assert not pane.field.isVisible(), "what was folded stays folded"
    pane.show_cell(*other)
    pane.focus_field()
    assert pane.field.hasFocus()
    pane.show_cell(*key)
    assert not pane.field.isVisible(), "unfolding an empty one says nothing of the others"
    pane.focus_field()
    assert pane.field.hasFocus()
