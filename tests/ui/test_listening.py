"""Listening in the window: keys anywhere, time stamps that are clicked, paragraphs that are stamped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from framework_qda.study.model import InterviewId
from framework_qda.tasks.library import sample_folder
from framework_qda.ui.desk import Desk
from framework_qda.ui.indexing import stripes
from framework_qda.ui.indexing.passages_pane import listen_rect
from framework_qda.ui.window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
SOUND = sample_folder() / "recordings" / "01-la-team-manager-extract.ogg"
PATIENCE = 15_000


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> Iterator[MainWindow]:
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.resize(1400, 900)
    with qtbot.waitExposed(opened):
        opened.show()
    assert opened.open_file(study_file)
    assert opened.desk and opened.studio
    study = opened.studio.study
    study.analyst = "Ann"
    study.attach_embedded(study.interviews()[0].id, SOUND)
    opened.desk.matrix.go_to(study.interviews()[0].id, study.subtopics()[0].id)
    opened.desk.show_notes()
    assert opened.desk.player.has_recording
    yield opened
    opened.close_study()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    assert window.desk
    return window.desk


def first(desk: Desk) -> InterviewId:
    return desk.studio.study.interviews()[0].id


def put_cursor(desk: Desk, paragraph: int) -> None:
    desk.transcript.text.setTextCursor(
        QTextCursor(desk.transcript.text.document().findBlockByNumber(paragraph - 1))
    )


def test_ctrl_space_plays_from_the_matrix_and_from_the_cell(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.matrix.view.setFocus()
    qtbot.keyClick(desk.matrix.view, Qt.Key.Key_Space, CONTROL)
    qtbot.waitUntil(lambda: window.recording.text() == "recording ▶ 00:00:01", timeout=PATIENCE)
    desk.start_charting()
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Space, CONTROL)
    assert window.recording.text() == ""
    assert not desk.player.engine.playing


def test_a_click_on_a_time_stamp_plays_from_there(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    text = desk.transcript.text
    block, rect = next(pair for pair in text._visible_blocks() if text.paragraph(pair[0]).time == 40_000)
    stamp = text.page.time_rect(text.paragraph(block), rect.top())
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=stamp.center().toPoint())
    qtbot.waitUntil(lambda: window.recording.text() == "recording ▶ 00:00:40", timeout=PATIENCE)


def test_a_paragraph_is_stamped_while_listening(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    study = desk.studio.study
    desk.player.play_from(20_000)
    qtbot.waitUntil(lambda: desk.player.position > 20_000, timeout=PATIENCE)
    put_cursor(desk, 1)
    qtbot.keyClick(desk.transcript.text, Qt.Key.Key_T, CONTROL)
    assert study.transcript(first(desk)).paragraphs[0].time == 20_000
    assert desk.player.engine.playing, "stamping does not disturb listening"
    assert desk.transcript.text.here()[0] == 1
    qtbot.keyClick(desk.transcript.text, Qt.Key.Key_Space, CONTROL)
    put_cursor(desk, 2)
    qtbot.keyClick(desk.transcript.text, Qt.Key.Key_Space, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: desk.player.position > 40_000, timeout=PATIENCE)


def test_a_passage_is_heard_from_when_it_was_said(desk: Desk, qtbot: QtBot) -> None:
    study, row = desk.studio.study, first(desk)
    verbatim = study.transcribe(row, 27_100, 45_600, "And the parents.")
    unknown = study.mark_passage(row, 0, 10)
    desk.listen_to(unknown)
    assert desk.player.saying.message.text().startswith("Nobody has said yet when this was")
    desk.matrix.go_to(study.interviews()[1].id, study.subtopics()[0].id)
    assert not desk.player.has_recording
    desk.listen_to(verbatim)
    assert desk.player.interview == row
    qtbot.waitUntil(lambda: 27_100 < desk.player.position < 40_000, timeout=PATIENCE)


def indexed(desk: Desk) -> str:
    """Index a passage of the third paragraph, said at 01:05, to the current cell's sub-topic."""
    study, row = desk.studio.study, first(desk)
    start = study.transcript(row).text.index("the midwives knock")
    study.stamp_paragraph(row, 3, 45_000)
    return study.index(row, start, start + 18, [study.subtopics()[0].id])


def playing_from(desk: Desk, time: int, qtbot: QtBot) -> bool:
    player = desk.player
    qtbot.waitUntil(lambda: player.engine.playing and time <= player.position < time + 9000, timeout=PATIENCE)
    player.engine.pause()
    return True


def click_stripe(desk: Desk, qtbot: QtBot) -> QMenu:
    text = desk.transcript.text
    text.go_to(3)
    block, rect = next(
        pair for pair in text._visible_blocks() if text.marks.pieces(pair[0].blockNumber() + 1)
    )
    _, where = next(stripes.stripes(block, rect, text.page, text.marks))
    qtbot.mouseClick(text.viewport(), LEFT, pos=where.center().toPoint())
    menu = next(menu for menu in text.findChildren(QMenu) if menu.isVisible())
    menu.close()
    return menu


def test_a_click_on_a_stripe_plays_its_passage_and_its_menu_does(desk: Desk, qtbot: QtBot) -> None:
    indexed(desk)
    menu = click_stripe(desk, qtbot)
    assert playing_from(desk, 45_000, qtbot)
    listen = next(action for action in menu.actions() if action.text() == "Listen from 00:00:45")
    listen.trigger()
    assert playing_from(desk, 45_000, qtbot)


def test_a_click_on_a_passage_only_goes_there_where_a_person_prefers_that(desk: Desk, qtbot: QtBot) -> None:
    indexed(desk)
    desk.player.seek(1000)
    qtbot.waitUntil(lambda: desk.player.position == 1000 and desk.player.engine._loaded, timeout=PATIENCE)
    qtbot.mouseClick(desk.player.transport.more, LEFT)
    menu = next(menu for menu in desk.player.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "A click on a passage plays it").trigger()
    menu.close()
    click_stripe(desk, qtbot)
    qtbot.waitUntil(lambda: desk.player.position == 45_000, timeout=PATIENCE)
    assert not desk.player.engine.playing


def test_a_click_on_evidence_plays_it_by_its_sign_from_anywhere(desk: Desk, qtbot: QtBot) -> None:
    indexed(desk)
    evidence = desk.cell.evidence.list
    evidence.scrollToTop()
    row = evidence.visualRect(evidence.model().index(0, 0))
    qtbot.mouseClick(evidence.viewport(), LEFT, pos=row.center())
    assert playing_from(desk, 45_000, qtbot)
    desk.toggle_notes()
    assert not desk.player.isVisible()
    desk.player.seek(1000)
    qtbot.mouseClick(evidence.viewport(), LEFT, pos=row.center())
    assert not desk.player.engine.playing, "nothing is heard that is not in view"
    sign = evidence._delegate.listen_rect(row, evidence.passages.passages[0].place)
    qtbot.mouseClick(evidence.viewport(), LEFT, pos=sign.center())
    assert playing_from(desk, 45_000, qtbot)
    evidence.setFocus()
    qtbot.keyClick(evidence, Qt.Key.Key_Space)
    assert playing_from(desk, 45_000, qtbot)


def test_a_passage_of_a_sub_topic_plays_by_its_sign_and_when_one_goes_there(desk: Desk, qtbot: QtBot) -> None:
    indexed(desk)
    desk.show_passages()
    list_ = desk._passages.list
    assert list_.currentIndex().row() == 1
    desk.matrix.go_to(desk.studio.study.interviews()[1].id, desk.studio.study.subtopics()[0].id)
    row = list_.visualRect(list_.currentIndex())
    qtbot.mouseClick(list_.viewport(), LEFT, pos=listen_rect(row).center())
    assert desk.player.interview == first(desk)
    assert playing_from(desk, 45_000, qtbot)
    qtbot.keyClick(list_, Qt.Key.Key_Space)
    assert playing_from(desk, 45_000, qtbot)
    qtbot.mouseClick(list_.viewport(), LEFT, pos=row.center())
    assert desk.transcript.text.hasFocus()
    assert playing_from(desk, 45_000, qtbot)


def test_without_a_recording_a_click_on_a_passage_says_nothing(desk: Desk, qtbot: QtBot) -> None:
    indexed(desk)
    study = desk.studio.study
    study.detach_recording(study.recordings(first(desk))[0].id)
    menu = click_stripe(desk, qtbot)
    assert not any("Listen" in action.text() for action in menu.actions())
    assert not desk.cell.evidence.list.passages.passages[0].heard
    assert desk.player.saying.message.text() == "" and not desk.player.engine.playing


def test_an_extract_is_transcribed_by_keys_alone(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    player = desk.player
    desk.transcript.setFocus()
    assert desk.cell.isVisible()
    player.seek(27_000)
    qtbot.waitUntil(lambda: player.engine._loaded and player.position == 27_000, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_BracketLeft, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: player.position == 30_000, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_BracketRight, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    assert player.engine.loop == (27_000, 30_000)
    assert not desk.cell.isVisible(), "there is room for both only in turn"
    qtbot.keyClicks(player.extracts.editor.words, "And the parents.")
    qtbot.keyClick(player.extracts.editor.words, Qt.Key.Key_Return, CONTROL)
    (extract,) = desk.studio.study.extracts(first(desk))
    assert (extract.words, extract.time_start, extract.time_stop) == ("And the parents.", 27_000, 30_000)
    player.marking.fold.click()
    assert desk.cell.isVisible()


def test_going_to_another_interview_stops_and_closing_keeps_what_is_typed(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    study, player = desk.studio.study, desk.player
    player.play_from(1000)
    qtbot.waitUntil(lambda: player.position > 1000, timeout=PATIENCE)
    desk.matrix.go_to(study.interviews()[1].id, study.subtopics()[0].id)
    assert (window.recording.text(), player.engine.playing) == ("", False)
    desk.matrix.go_to(first(desk), study.subtopics()[0].id)
    player.transcribe()
    qtbot.keyClicks(player.extracts.editor.words, "Can we")
    desk.remember()
    assert [extract.words for extract in study.extracts(first(desk))] == ["Can we"]
