"""Ctrl+Q wherever words are met; copying as a quotation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import InterviewId, PassageId, SubTopicId
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.window import MainWindow

SAID = "We see them every day"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def study(window: MainWindow, desk: Desk) -> Study:
    return desk.studio.study


@pytest.fixture
def cell(study: Study) -> tuple[InterviewId, SubTopicId]:
    return study.interviews()[0].id, study.subtopics()[0].id


def _passage(study: Study, row: InterviewId, words: str) -> PassageId:
    start = study.transcript(row).text.index(words)
    return study.mark_passage(row, start, start + len(words))


def _select(desk: Desk, words: str) -> None:
    assert desk.transcript.interview
    desk.show_notes()
    start = desk.studio.study.transcript(desk.transcript.interview).text.index(words)
    desk.transcript.text.select_span(start, start + len(words))
    desk.transcript.text.setFocus()


def _quote(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Q, CTRL)


def _words(study: Study) -> list[str]:
    return [each.words for each in study.quotations()]


def test_what_is_selected_in_a_transcript(qtbot: QtBot, window: MainWindow, desk: Desk, study: Study) -> None:
    _select(desk, SAID)
    _quote(qtbot, window)
    assert _words(study) == [SAID]
    assert window.notice.text() == f"Quoted: “{SAID}”"
    assert window.notice_undo.isVisible()
    assert window.notice_open.text() == "Open"
    qtbot.mouseClick(window.notice_open, Qt.MouseButton.LeftButton)
    assert desk.mode is Mode.QUOTES


def test_several_paragraphs_are_one_quotation(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study
) -> None:
    text = study.transcript(study.interviews()[0].id).text
    desk.transcript.show_interview(study.interviews()[0].id)
    _select(desk, text[text.index("knock") : text.index("altogether")])
    _quote(qtbot, window)
    (words,) = _words(study)
    assert words == "knock.\nOut of hours is a different café"


def test_what_is_quoted_already_is_said_and_can_be_opened(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study
) -> None:
    _select(desk, SAID)
    _quote(qtbot, window)
    desk.show_mode(Mode.SOURCES)
    _select(desk, SAID)
    _quote(qtbot, window)
    assert len(study.quotations()) == 1
    assert window.notice.text() == f"Quoted already: “{SAID}”"
    assert not window.notice_undo.isVisible()
    assert desk.mode is Mode.SOURCES, "it leaves nobody who is writing"
    qtbot.mouseClick(window.notice_open, Qt.MouseButton.LeftButton)
    assert desk.mode is Mode.QUOTES


def test_with_nothing_to_quote_it_says_what_to_do(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study
) -> None:
    desk.show_mode(Mode.HISTORY)
    window.commands["quote"].trigger()
    assert "Select words" in window.notice.text()
    assert not study.quotations()


def test_the_passages_chosen_beside_a_cell_are_all_quoted(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    row, topic = cell
    start = study.transcript(row).text.index(SAID)
    study.index(row, start, start + 11, [topic])
    study.index(row, start + 12, start + 21, [topic])
    desk.chart_cell(*cell)
    evidence = desk.cell.evidence.list
    qtbot.waitUntil(evidence.isVisible)
    evidence.selectAll()
    evidence.setFocus()
    _quote(qtbot, window)
    assert _words(study) == ["We see them", "every day"]
    assert window.notice.text() == "Quoted 2 passages"
    qtbot.mouseClick(window.notice_open, Qt.MouseButton.LeftButton)
    board = desk.quotes("board")
    assert sorted(board.chosen()) == sorted(each.id for each in study.quotations()), "Open shows them all"
    window.undo()
    assert not study.quotations()


def test_the_link_at_the_caret_of_a_summary(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    passage = _passage(study, cell[0], SAID)
    study.chart(*cell, f"On site, {{seen daily|{passage}}}.")
    desk.chart_cell(*cell)
    cursor = desk.cell.edit.textCursor()
    cursor.setPosition(12)
    desk.cell.edit.setTextCursor(cursor)
    _quote(qtbot, window)
    assert _words(study) == [SAID]
    assert study.indexed(cell[0])[passage] == [cell[1]]


def test_own_words_at_the_caret_are_found_in_the_interview(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    desk.chart_cell(*cell)  # “… site, «We see them every day» …”
    found = desk.cell.edit.document().find("them")
    cursor = desk.cell.edit.textCursor()
    cursor.setPosition(found.position())
    desk.cell.edit.setTextCursor(cursor)
    _quote(qtbot, window)
    assert _words(study) == [SAID]
    (passage,) = study.passages(cell[0])
    assert study.indexed(cell[0])[passage.id] == [cell[1]]


def test_words_selected_in_a_summary_that_nobody_said(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    desk.chart_cell(*cell)
    cursor = desk.cell.edit.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(20, QTextCursor.MoveMode.KeepAnchor)
    desk.cell.edit.setTextCursor(cursor)
    _quote(qtbot, window)
    assert not study.quotations()
    assert "does not have these words" in window.notice.text()


def test_what_a_search_found(qtbot: QtBot, window: MainWindow, desk: Desk, study: Study) -> None:
    desk.show_search("midwives knock")
    qtbot.waitUntil(lambda: desk._search._model.rowCount() > 0)
    qtbot.keyClick(desk._search._field, Qt.Key.Key_Q, CTRL)
    (quotation,) = study.quotations()
    assert "midwives knock." in quotation.words


def test_several_passages_of_a_subtopic(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    for row in study.interviews():
        start = study.transcript(row.id).text.index(SAID)
        study.index(row.id, start, start + len(SAID), [cell[1]])
    desk.show_passages(cell[1])
    passages = desk._passages.list
    for _ in range(2):
        qtbot.keyClick(passages, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(passages, Qt.Key.Key_Q, CTRL)
    assert len(study.quotations()) == 3


def test_an_extract_is_kept_and_quoted(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    from framework_qda.ui.recording.extracts_pane import ExtractsPane

    extract = study.transcribe(cell[0], 1000, 4000, "They knock every day")
    pane = ExtractsPane(desk.studio)
    qtbot.addWidget(pane)
    pane.show_interview(cell[0])
    pane.fill()
    pane.listed.list.setCurrentRow(0)
    wanted = pane.wanted_quotation()
    assert wanted
    assert wanted.passages == (extract,)
    pane.show()
    pane.editor.show_section((5000, 6000))
    pane.editor.words.setPlainText("And at night")
    pane.editor.words.setFocus()
    qtbot.waitUntil(pane.editor.words.hasFocus)
    wanted = pane.wanted_quotation()
    assert wanted
    found = study.passage(wanted.passages[0])
    assert found
    assert found.words == "And at night"


def test_several_links_of_a_cell_that_is_read_are_asked_about(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    first, second = _passage(study, cell[0], "We see them"), _passage(study, cell[0], "the midwives knock")
    study.chart(*cell, f"{{Seen|{first}}} and {{heard|{second}}}")
    desk.read_down()
    sheet = desk._workspace(Mode.READ).table
    assert sheet.choose(*cell)
    sheet.setFocus()
    _quote(qtbot, window)
    menu = window.findChild(QMenu, "which_quotation")
    assert menu
    assert [each.text() for each in menu.actions() if each.text()] == [
        "Quote all 2",
        "“We see them”",
        "“the midwives knock”",
    ]
    menu.actions()[-1].trigger()
    menu.close()
    assert _words(study) == ["the midwives knock"]


def test_the_menu_on_a_link_that_is_read_quotes_that_link(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    first, second = _passage(study, cell[0], "We see them"), _passage(study, cell[0], "the midwives knock")
    study.chart(*cell, f"{{Seen|{first}}} and {{heard|{second}}}")
    desk.read_down()
    sheet = desk._workspace(Mode.READ).table
    sheet.choose(*cell)
    rect = sheet._current_rect().toRect()
    spots = (
        QPoint(x, y) for y in range(rect.top(), rect.bottom(), 4) for x in range(rect.left(), rect.right(), 4)
    )
    spot = next(each for each in spots if sheet.links_at(each) == (second,))
    sheet._pointed_at = sheet.links_at(spot)
    wanted = sheet.wanted_quotation()
    assert wanted
    assert (wanted.passages, wanted.ask) == ((second,), False)
    assert sheet.wanted_quotation().ask  # once the menu has gone, the whole cell is meant again


def test_a_selection_is_copied_as_a_quotation(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study
) -> None:
    desk.transcript.show_interview(study.interviews()[0].id)
    _select(desk, SAID)
    qtbot.keyClick(desk.transcript.text, Qt.Key.Key_Q, CTRL | SHIFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == f"‘{SAID}’\nLocal authority"
    assert f'italic">‘{SAID}’</p>' in mime.html()
    assert "Local authority" in mime.html()
    assert not study.quotations()


def test_quotations_are_copied_as_they_are_edited(study: Study, cell: tuple[InterviewId, SubTopicId]) -> None:
    from framework_qda.ui.quotes.clip import copy_quotations

    ids = study.quote_many([_passage(study, cell[0], SAID), _passage(study, cell[0], "the midwives knock")])
    study.edit_quotation(ids[0], "We see {them>the staff} every day")
    assert copy_quotations(study, ids) == 2
    assert QGuiApplication.clipboard().text() == (
        "‘We see [the staff] every day’\nLocal authority\n\n‘the midwives knock’\nLocal authority"
    )


def test_the_quotes_of_a_column_go_to_word(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document
    from PySide6.QtWidgets import QFileDialog

    topic = study.subtopics()[0].id
    for row in study.interviews():
        start = study.transcript(row.id).text.index(SAID)
        study.index(row.id, start, start + len(SAID), [topic])
    path, asked = study.path.with_name("quotes.docx"), list[str]()

    def answer(dialog: QFileDialog) -> None:
        asked.extend(dialog.selectedFiles())
        dialog.fileSelected.emit(str(path))

    monkeypatch.setattr(QFileDialog, "open", answer)
    desk.matrix.quotes_wanted.emit(topic)
    qtbot.waitUntil(lambda: "Wrote 4 passages not yet quoted" in window.notice.text())
    assert asked[0].endswith("Quotations - summary.docx")
    texts = [(each.style.name, each.text) for each in Document(str(path)).paragraphs if each.style]
    assert [text for style, text in texts if style == "Heading 3"] == ["Area 1", "Area 2"]
    assert texts.count(("Quote", SAID)) == 4  # notes, which nobody has taken for speech
    assert not study.quotations()


def test_cells_without_evidence_have_no_quotes(
    window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    desk.matrix.go_to(*cell)
    desk.matrix.view.setFocus()
    window.commands["quotes_of_cells"].trigger()
    assert "Nothing is indexed or linked" in window.notice.text()


def _offered(desk: Desk, text: str) -> bool:
    """Tell whether the menu that was just opened offers something."""
    menus = [each for each in desk.window().findChildren(QMenu) if each.isVisible()]
    found = any(each.text().partition("\t")[0] == text for menu in menus for each in menu.actions())
    for menu in menus:
        menu.close()
    return found


def test_the_menus_on_the_spot_offer_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    passage = _passage(study, cell[0], SAID)
    study.index(cell[0], *_span(study, passage), [cell[1]])
    study.chart(*cell, f"{{Seen|{passage}}}")
    desk.chart_cell(*cell)
    desk.show_notes()
    _select(desk, SAID)
    _right_click(desk.transcript.text.viewport(), QPoint(40, 40))
    assert _offered(desk, "Copy as quotation")
    _right_click(desk.cell.edit.viewport(), QPoint(20, 20))
    assert _offered(desk, "Quote what is selected")
    evidence = desk.cell.evidence.list
    place = evidence.visualRect(evidence.passages.index(0)).center()
    _right_click(evidence.viewport(), place)
    assert _offered(desk, "Quote what is selected")
    rect = desk.matrix.view.visualRect(desk.matrix.view.currentIndex())
    desk.matrix.view.customContextMenuRequested.emit(rect.center())
    assert _offered(desk, "Quotes to Word…")
    header = desk.matrix.view.column_header
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(0) + 5, 5))
    assert _offered(desk, "Quotes of “summary” to Word…")


def test_the_menu_of_a_passage_quotes_it(
    qtbot: QtBot, desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    passage = _passage(study, cell[0], SAID)
    desk.show_passage(passage)
    found = study.passage(passage)
    assert found
    menu = QMenu(desk)
    desk.transcript.indexer._fill(menu, found)
    next(each for each in menu.actions() if each.text() == "Quote it").trigger()
    assert _words(study) == [SAID]


def test_menus_of_lists_tell_in_which_sentences_a_passage_is_used(
    desk: Desk, study: Study, cell: tuple[InterviewId, SubTopicId]
) -> None:
    passage = _passage(study, cell[0], SAID)
    study.index(cell[0], *_span(study, passage), [cell[1]])
    paragraph = Block(BlockId("b" * 32), BlockKind.PARAGRAPH, f"{{They are seen|{passage}}} there.")
    study.add_draft("Findings", [paragraph])
    desk.chart_cell(*cell)
    evidence = desk.cell.evidence.list
    _right_click(evidence.viewport(), evidence.visualRect(evidence.passages.index(0)).center())
    _go_to_use(desk)
    assert desk.mode is Mode.REPORT
    desk.show_passages(cell[1])
    passages = desk._passages.list
    passages.customContextMenuRequested.emit(passages.visualRect(passages.currentIndex()).center())
    _go_to_use(desk)
    assert desk.mode is Mode.REPORT


def _go_to_use(desk: Desk) -> None:
    """Choose the only sentence that the open menu offers."""
    menus = [each for each in desk.findChildren(QMenu) if each.title() == "Used in one sentence"]
    (menu,) = menus
    (action,) = menu.actions()
    assert action.text() == "They are seen there."
    action.trigger()
    parent = menu.parent()
    assert isinstance(parent, QMenu)
    parent.close()
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _span(study: Study, passage: PassageId) -> tuple[int, int]:
    found = study.passage(passage)
    assert found
    return found.start, found.stop


def _right_click(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
