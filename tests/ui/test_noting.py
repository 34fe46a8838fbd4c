"""The board, memos and comments in the real window, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.study.model import About, Memo
from framework_qda.ui.coverage.workspace import CoverageWorkspace
from framework_qda.ui.desk import Desk, Mode
from framework_qda.ui.memos.placing import go_to_subject
from framework_qda.ui.memos.workspace import MemosWorkspace
from framework_qda.ui.window import MainWindow
from tests.ui.conftest import press

pytestmark = pytest.mark.usefixtures("desk")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def places(desk: Desk):
    study = desk.studio.study
    return [row.id for row in study.interviews()], [column.id for column in study.subtopics()]


def memos(desk: Desk) -> MemosWorkspace:
    workspace = desk.centre.currentWidget()
    assert isinstance(workspace, MemosWorkspace)
    return workspace


def test_from_the_board_to_a_cell_and_back_by_keys(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    rows, columns = places(desk)
    desk.matrix.go_to(rows[0], columns[1])
    window.commands["mode_coverage"].trigger()
    board = desk.centre.currentWidget()
    assert isinstance(board, CoverageWorkspace)
    assert board.current_key == (rows[0], columns[1])
    assert not desk.right.isVisible()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(qtbot, key)
    assert desk.mode is Mode.CHART
    assert desk.cell.cell_key == (rows[0], columns[3])
    assert desk.cell.edit.hasFocus()
    qtbot.keyClicks(desk.cell.edit, "Charted from the board")
    window.commands["mode_coverage"].trigger()
    assert desk.studio.study.states()[rows[0], columns[3]].charted
    assert board._model.of_all()[0] == 4
    window.undo()
    assert board._model.of_all()[0] == 3


def test_ctrl_m_writes_a_memo_on_the_current_cell(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    rows, columns = places(desk)
    desk.matrix.go_to(rows[1], columns[3])
    desk.matrix.view.setFocus()
    press(qtbot, Qt.Key.Key_M, CONTROL)
    assert desk.mode is Mode.MEMOS
    assert memos(desk).editor.text.hasFocus()
    qtbot.keyClicks(memos(desk).editor.text, "Hedgehogs?")
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.mode is Mode.CHART
    (memo,) = desk.studio.study.memos()
    assert (memo.about, memo.subject, memo.text) == (About.CELL, f"{rows[1]}/{columns[3]}", "Hedgehogs?")
    desk.matrix.go_to(rows[0], columns[0])
    (hit,) = desk.studio.study.search("hedgehogs")
    desk.go_to_hit(hit)
    assert desk.mode is Mode.MEMOS
    assert memos(desk).editor.memo == memo
    qtbot.mouseClick(memos(desk).editor.go, Qt.MouseButton.LeftButton)
    assert desk.mode is Mode.CHART
    assert desk.matrix.view.current_key == (rows[1], columns[3])


def test_ctrl_m_in_the_sources_is_about_the_interview(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    rows, _ = places(desk)
    desk.show_mode(Mode.SOURCES)
    desk.go_to_interview(rows[2])
    window.commands["memo"].trigger()
    qtbot.keyClicks(memos(desk).editor.text, "Hurried")
    desk.show_mode(Mode.SOURCES)
    assert [(memo.about, memo.subject) for memo in desk.studio.study.memos()] == [(About.INTERVIEW, rows[2])]


def test_every_subject_can_be_gone_to(desk: Desk) -> None:
    rows, columns = places(desk)
    study = desk.studio.study
    passage = study.mark_passage(rows[3], 0, 14)
    subjects = {
        About.AREA: study.areas()[1].id,
        About.INTERVIEW: rows[3],
        About.MATRIX: study.matrices()[1].id,
        About.SUBTOPIC: columns[4],
        About.CELL: f"{rows[1]}/{columns[2]}",
        About.PASSAGE: passage,
    }
    seen = {}
    for about, subject in subjects.items():
        desk.show_mode(Mode.MEMOS)
        go_to_subject(desk, Memo("", about, subject, "", "", ""))  # type: ignore[arg-type]
        assert desk.mode is Mode.CHART
        seen[about] = desk.matrix.view.current_key
    assert seen[About.AREA][0] == rows[2]
    assert seen[About.INTERVIEW][0] == rows[3]
    assert seen[About.MATRIX][1] in columns[3:]
    assert seen[About.SUBTOPIC][1] == columns[4]
    assert seen[About.CELL] == (rows[1], columns[2])
    assert seen[About.PASSAGE][0] == rows[3]
    assert desk.transcript.isVisible()


def test_the_journal_has_its_own_command(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.commands["journal"].trigger()
    qtbot.keyClicks(memos(desk).editor.text, "What did I expect?")
    assert desk.remember()
    assert [memo.about for memo in desk.studio.study.memos()] == [About.JOURNAL]


def test_the_foot_counts_open_comments(window: MainWindow, desk: Desk) -> None:
    rows, columns = places(desk)
    assert "comment" not in window.counts.text()
    comment = desk.studio.study.add_comment(rows[0], columns[0], "Why?")
    assert window.counts.text() == "4 interviews · 3 of 24 cells charted · 1 comment open"
    desk.studio.study.add_comment(rows[0], columns[1], "When?")
    assert window.counts.text().endswith(" · 2 comments open")
    desk.studio.study.resolve_comment(comment)
    assert window.counts.text().endswith(" · 1 comment open")
