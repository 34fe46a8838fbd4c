"""Memos on anything, the reflexive journal, and how they are found again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.errors import DiskFull
from framework_qda.study.model import About
from framework_qda.ui.memos.placing import subjects
from framework_qda.ui.memos.workspace import MemosWorkspace
from framework_qda.ui.studio import Studio


@pytest.fixture
def key(studio: Studio):
    return studio.study.interviews()[0].id, studio.study.subtopics()[1].id


@pytest.fixture
def memos(qtbot: QtBot, studio: Studio, key) -> Iterator[MemosWorkspace]:
    memos = MemosWorkspace(studio, lambda: subjects(studio.study, key))
    qtbot.addWidget(memos)
    memos.resize(1000, 600)
    with qtbot.waitActive(memos):
        memos.show()
    yield memos


def texts(memos: MemosWorkspace) -> list[str]:
    return [memo.text for memo in memos._model.memos]


def test_a_memo_is_saved_as_it_is_typed_in_one_step(
    qtbot: QtBot, studio: Studio, memos: MemosWorkspace, key
) -> None:
    before = len(studio.study.actions())
    memos.write(About.CELL, "/".join(key))
    qtbot.keyClicks(memos.editor.text, "Six of how many?")
    qtbot.waitUntil(lambda: texts(memos) == ["Six of how many?"])
    (memo,) = studio.study.memos(About.CELL)
    assert (memo.subject, memo.author) == ("/".join(key), "Ann")
    assert memos.editor.about.text() == "Area 1 · LA Team Manager · 1.2 social work staffing"
    assert len(studio.study.actions()) == before + 1
    assert studio.study.actions()[0].sentence == "Write a memo on the cell"
    studio.study.undo()
    assert texts(memos) == []
    assert memos.editor.memo is None


def test_leaving_the_text_saves_it(qtbot: QtBot, studio: Studio, memos: MemosWorkspace) -> None:
    first = studio.study.write_memo(About.STUDY, "First")
    memos.show_memo(first)
    qtbot.keyClick(memos.list, Qt.Key.Key_Return)
    memos.editor.text.setFocus()
    memos.editor.text.moveCursor(memos.editor.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(memos.editor.text, " and last")
    memos.list.setFocus()
    assert studio.study.memos()[0].text == "First and last"


def test_another_memo_is_another_step(qtbot: QtBot, studio: Studio, memos: MemosWorkspace) -> None:
    for text in ("One", "Two"):
        memos.write(About.JOURNAL)
        qtbot.keyClicks(memos.editor.text, text)
    assert memos.save()
    assert texts(memos) == ["Two", "One"]
    studio.study.undo()
    assert texts(memos) == ["One"]


def test_an_emptied_memo_keeps_its_words_and_says_so(
    qtbot: QtBot, studio: Studio, memos: MemosWorkspace
) -> None:
    memos.show_memo(studio.study.write_memo(About.STUDY, "Keep me"))
    memos.editor.text.setFocus()
    memos.editor.text.selectAll()
    qtbot.keyClick(memos.editor.text, Qt.Key.Key_Backspace)
    memos.save()
    assert "delete it" in memos.editor.message.text()
    assert studio.study.memos()[0].text == "Keep me"
    qtbot.mouseClick(memos.editor.delete, Qt.MouseButton.LeftButton)
    assert studio.study.memos() == []
    studio.study.undo()
    assert texts(memos) == ["Keep me"]


def test_words_that_cannot_be_saved_stay(
    qtbot: QtBot, studio: Studio, memos: MemosWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull(studio.study.path)

    with monkeypatch.context() as patched:
        patched.setattr(studio.study, "write_memo", full)
        memos.write(About.JOURNAL)
        qtbot.keyClicks(memos.editor.text, "Not lost")
        assert not memos.save()
        assert memos.editor.message.isVisible()
    assert memos.save()
    assert texts(memos) == ["Not lost"]
    assert not memos.editor.message.isVisible()


def test_lists_by_kind_and_search(qtbot: QtBot, studio: Studio, memos: MemosWorkspace, key) -> None:
    study = studio.study
    study.write_memo(About.JOURNAL, "Am I hearing the café because I want to?")
    study.write_memo(About.INTERVIEW, "She was in a hurry", key[0])
    study.write_memo(About.AREA, "One hospital, two cafes", study.areas()[0].id)
    assert memos.kinds.item(0).text() == "All memos  3"
    assert memos.kinds.item(1).text() == "Reflexive journal  1"
    memos.kinds.setCurrentRow(1)
    assert texts(memos) == ["Am I hearing the café because I want to?"]
    memos.kinds.setCurrentRow(0)
    qtbot.keyClicks(memos.field, "caf*")
    qtbot.waitUntil(lambda: len(texts(memos)) == 2)
    memos.field.setText("hurry")
    qtbot.waitUntil(lambda: texts(memos) == ["She was in a hurry"])
    memos.field.setText("nowhere")
    qtbot.waitUntil(lambda: memos._pages.currentIndex() == 1)
    assert "nowhere" in memos._nothing.text()


def test_what_is_current_is_offered(studio: Studio, memos: MemosWorkspace, key) -> None:
    passage = studio.study.index(key[0], 0, 12, [key[1]])
    memos._fill_menu()
    names = [action.text() for action in memos.new.menu().actions() if action.text()]
    assert names == [
        "In the journal",
        "A memo about",
        "A small study",
        "Area 1 · LA Team Manager · 1.2 social work staffing",
        "Area 1 · LA Team Manager",
        "Area 1",
        "1.2 social work staffing",
        "1 Background and staffing",
        "Area 1 · LA Team Manager · “Semi-verbati”",
    ]
    memos.new.menu().actions()[-1].trigger()
    memos.editor.text.insertPlainText("Why semi?")
    (memo,) = studio.study.memos(About.PASSAGE)
    assert memo.subject == passage
    assert memos.about_chip.isVisible()
    memos.about_chip.click()
    assert not memos.about_chip.isVisible()


def test_going_to_what_a_memo_is_about(qtbot: QtBot, studio: Studio, memos: MemosWorkspace, key) -> None:
    memo = studio.study.write_memo(About.CELL, "Look", "/".join(key))
    memos.show_memo(memo)
    with qtbot.waitSignal(memos.go_wanted) as gone:
        qtbot.mouseClick(memos.editor.go, Qt.MouseButton.LeftButton)
    assert gone.args[0].id == memo
    with qtbot.waitSignal(memos.left):
        qtbot.keyClick(memos.editor.text, Qt.Key.Key_Escape)


def test_a_memo_outlives_what_it_was_about(studio: Studio, memos: MemosWorkspace) -> None:
    area = studio.study.areas()[0].id
    memos.show_memo(studio.study.write_memo(About.AREA, "Two of a kind", area))
    assert memos.editor.go.isVisible()
    studio.study.delete_area(area)
    assert memos.editor.about.text() == "a deleted area"
    assert not memos.editor.go.isVisible()
