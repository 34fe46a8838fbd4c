"""What lies around the words: memos on what is current, words a search found, passages to look at, names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.model import About, InterviewId, PassageId
from framework_qda.text.transcript import Paragraph, numbered
from framework_qda.ui.desk import Desk, Mode
from framework_qda.ui.window import MainWindow
from tests.ui.conftest import press

pytestmark = pytest.mark.usefixtures("desk")
CONTROL = Qt.KeyboardModifier.ControlModifier


def marked(study: Study, row: InterviewId, words: str) -> PassageId:
    start = study.transcript(row).text.index(words)
    return study.index(row, start, start + len(words), [study.subtopics()[0].id])


def written_about(desk: Desk, qtbot: QtBot) -> tuple[About, str]:
    """Write a memo with Ctrl+M, and tell what it is about."""
    press(qtbot, Qt.Key.Key_M, CONTROL)
    return saved_memo(desk, qtbot)


def saved_memo(desk: Desk, qtbot: QtBot) -> tuple[About, str]:
    study = desk.studio.study
    before = len(study.memos())
    assert desk.mode is Mode.MEMOS
    memos = desk.show_memos()
    qtbot.waitUntil(memos.editor.text.hasFocus)
    qtbot.keyClicks(memos.editor.text, "Noticed")
    assert memos.save()
    (memo,) = study.memos()[: len(study.memos()) - before]
    desk.show_mode(Mode.CHART)
    return memo.about, memo.subject


def test_a_memo_is_about_what_has_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    row, column = study.interviews()[0], study.subtopics()[0]
    passage = marked(study, row.id, "every day")
    desk.show_passage(passage)
    qtbot.waitUntil(desk.transcript.text.hasFocus)
    assert written_about(desk, qtbot) == (About.PASSAGE, passage)
    desk.in_notes().text.go_to(1)
    assert written_about(desk, qtbot) == (About.INTERVIEW, row.id)
    desk.matrix.view.setFocus()
    about, subject = written_about(desk, qtbot)
    assert about is About.CELL and subject.startswith(row.id)
    for outline, rows in (
        (desk.navigator.cases, ((About.AREA, row.area), (About.INTERVIEW, row.id))),
        (desk.navigator.framework, ((About.MATRIX, column.matrix), (About.SUBTOPIC, column.id))),
    ):
        for about, subject in rows:
            outline.setFocus()
            outline.show_current(subject)
            assert written_about(desk, qtbot) == (about, subject)


def test_a_memo_is_offered_where_passages_and_outlines_have_their_menus(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    row, column = study.interviews()[0], study.subtopics()[0]
    passage = marked(study, row.id, "every day")
    desk.show_passage(passage)
    desk.transcript.indexer.open_menu()
    choose_memo(desk.transcript.text)
    assert saved_memo(desk, qtbot) == (About.PASSAGE, passage)
    desk.chart_cell(row.id, column.id)
    evidence = desk.cell.evidence.list
    evidence.choose(passage)
    evidence.setFocus()
    at = evidence.visualRect(evidence.currentIndex()).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, evidence.viewport().mapToGlobal(at))
    QApplication.sendEvent(evidence.viewport(), asked)
    choose_memo(evidence)
    assert saved_memo(desk, qtbot) == (About.PASSAGE, passage)
    outline = desk.navigator.cases
    outline.show_current(row.area)
    outline.customContextMenuRequested.emit(outline.visualRect(outline.currentIndex()).center())
    choose_memo(outline)
    assert saved_memo(desk, qtbot) == (About.AREA, row.area)


def choose_memo(widget: object) -> None:
    menu = next(each for each in widget.findChildren(QMenu) if each.isVisible())  # type: ignore[attr-defined]
    next(action for action in menu.actions() if action.text().startswith("Memo…")).trigger()
    menu.close()


def test_what_a_search_found_is_marked_in_the_notes(qtbot: QtBot, desk: Desk) -> None:
    desk.show_search("cafe hours")
    hit = next(each for each in desk.studio.study.search("cafe hours") if each.paragraph)
    desk.go_to_hit(hit)
    text = desk.transcript.text
    assert text.found is not None
    found = [text.selected_words() for place in text.places(text.found) if text.select(*place) is None]
    assert found == ["hours", "café"]
    assert text.here()[0] == 4
    desk.hide_search()
    assert text.found is None


def test_the_history_of_a_cell_takes_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    row, column = desk.studio.study.interviews()[0], desk.studio.study.subtopics()[0]
    desk.chart_cell(row.id, column.id)
    press(qtbot, Qt.Key.Key_H, CONTROL)
    qtbot.waitUntil(desk.cell.versions.list.hasFocus)


def test_passages_to_look_at_are_a_command(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    row = study.interviews()[2].id
    marked(study, row, "see them every day")
    study.replace_words(row, "every", "each")
    window.commands["unsettled"].trigger()
    assert desk.left.currentWidget() is desk._passages
    assert desk._passages.count.text() == "1 passage"
    press(qtbot, Qt.Key.Key_Return)
    assert desk.transcript.interview == row
    assert desk.transcript.text.selected_words() == "see them each day"


def test_a_passage_gone_to_right_after_the_full_view_opens_is_in_view(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    said = [
        Paragraph(0, f"Turn {n}: " + "we see them on the ward every day. " * 9, "TM") for n in range(1, 400)
    ]
    area = study.areas()[0].id
    row = study.add_interview(area, "Long")
    transcript = numbered(said)
    study.keep_transcripts([transcript])
    with study.action("Give it words"):
        study._database.run("UPDATE interview SET transcript = ? WHERE id = ?", (transcript.hash, row))
    start = study.transcript(row).text.index("Turn 250")
    passage = study.index(row, start, start + 40, [study.subtopics()[0].id])
    desk.chart_cell(row, study.subtopics()[0].id)
    desk.toggle_full()
    desk.show_passage(passage)
    text = desk.transcript.text

    def in_view() -> bool:
        middle = text.cursorRect().center().y()
        return text.viewport().height() * 0.2 < middle < text.viewport().height() * 0.8

    qtbot.wait(0)
    QApplication.processEvents()
    qtbot.waitUntil(in_view, timeout=2000)
    assert text.here()[0] == 250


def test_the_history_is_forgotten_after_a_question(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    study.set_title("Quillfeather")
    study.set_title("A study")
    row, column = study.interviews()[0].id, study.subtopics()[0].id
    study.chart(row, column, "Quillfeather knocks")
    desk.matrix.go_to(row, column)
    desk.show_cell_history()
    assert desk.cell.versions.list.count() > 0
    window.commands["forget_history"].trigger()
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    assert "undone" in box.informativeText() and box.defaultButton().text() == "Cancel"
    with qtbot.waitSignal(desk.studio.changed):
        next(each for each in box.buttons() if each.text() == "Forget the history").click()
    qtbot.waitUntil(lambda: not window.work.busy)
    assert study.actions() == [] and desk.cell.versions.list.count() == 0
    assert not window.commands["undo"].isEnabled() and not window.notice_undo.isVisible()
    assert window.notice.text() == "Forget the history"


def test_the_foot_offers_to_undo_nothing_but_the_last_step(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    row, column = study.interviews()[0].id, study.subtopics()[0].id
    study.correct_paragraph(row, study.transcript(row).paragraphs[2]._replace(text="Other words."))
    assert window.notice.text().startswith("Correct paragraph 3") and window.notice_undo.isVisible()
    study.chart(row, column, "New words")
    assert window.notice.text() == "" and not window.notice_undo.isVisible()
    window.say("A copy lies there")
    study.chart(row, column, "More words")
    assert window.notice.text() == "A copy lies there"
