"""The check in the window: what stands in the way is listed, gone to, accepted and mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from framework_qda import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, ExposedIn
from framework_qda.ui.desk import Desk
from framework_qda.ui.exposed_words import ExposedWords
from framework_qda.ui.indexing.replace_names import ReplaceNames
from framework_qda.ui.modes import Mode
from framework_qda.ui.quotes.check import CheckTab
from framework_qda.ui.window import MainWindow
from tests.ui.conftest import press
from tests.ui.test_whole_window import described, parts, told

Key = Qt.Key


@pytest.fixture
def study(desk: Desk) -> Study:
    """The small study, in which one cell names a town and one quotation is from notes."""
    study = desk.studio.study
    row, column = study.interviews()[1].id, study.subtopics()[0].id
    study.set_fewest(1)
    study.chart(row, column, "The nurse came from Kelsworth by train.")
    text = study.transcript(row).text
    study.quote_stretch(row, text.index("Out of hours"), len(text))
    study.define_subtopic(column, "How the day of a nurse is, and what a café has to do with it")
    return study


@pytest.fixture
def check(qtbot: QtBot, desk: Desk, study: Study) -> CheckTab:
    tab = desk.quotes("check")
    qtbot.waitUntil(lambda: tab.found is not None)
    return tab


def words(check: CheckTab) -> list[tuple[str, list[str]]]:
    """Give the sections with the words of their findings."""
    return [(section.title, [each.words for each in section.findings]) for section in check.model.sections]


def choose(check: CheckTab, text: str) -> None:
    """Make the finding of some words current."""
    for number, section in enumerate(check.model.sections):
        for row, each in enumerate(section.findings):
            if each.words == text:
                check.list.setCurrentIndex(check.model.index(row, 0, check.model.index(number, 0)))
                return
    raise AssertionError(text)


def test_what_stands_in_the_way_is_listed_with_where_and_why(check: CheckTab) -> None:
    assert words(check) == [
        ("From notes, not checked by ear", ["Out of hours is a different café altogether."]),
        ("Could tell who somebody is", ["Kelsworth"]),
    ]
    assert check.said.text() == "1 quotation not checked by ear, 1 disclosure open"
    choose(check, "Kelsworth")
    row = check.list.currentIndex()
    told = [row.siblingAtColumn(n).data() for n in range(3)]
    assert told == ["!  Kelsworth", "name", "Area 1 · AT Named Nurse · 1.1 summary"]
    assert check.detail.words.accessibleName() == "The nurse came from Kelsworth by train."
    assert "never written small" in check.detail.why.text()


def test_one_goes_to_a_cell_and_to_a_quotation(qtbot: QtBot, desk: Desk, check: CheckTab) -> None:
    choose(check, "Kelsworth")
    check.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert desk.mode is Mode.CHART
    row, column = desk.studio.study.interviews()[1].id, desk.studio.study.subtopics()[0].id
    assert desk.current_key == (row, column)
    desk.quotes("check")
    choose(check, "Out of hours is a different café altogether.")
    check.detail.go.click()
    (quotation,) = desk.studio.study.quotations()
    assert desk.quotes("board").current == quotation.id


def test_a_disclosure_is_accepted_for_a_reason_and_withdrawn(
    qtbot: QtBot, study: Study, check: CheckTab
) -> None:
    choose(check, "Kelsworth")
    check.list.setFocus()
    press(qtbot, "a")
    assert check.detail.reason.hasFocus()
    press(qtbot, Key.Key_Return)
    assert "why these words may stand" in check.detail.notice.sentence
    qtbot.keyClicks(check.detail.reason, "a fictional town")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: check.said.text() == "1 quotation not checked by ear")
    assert check.list.hasFocus()
    assert words(check)[-1] == ("Accepted for a reason", ["Kelsworth"])
    folded = check.model.index(1, 0)
    assert not check.list.isExpanded(folded)
    check.list.setExpanded(folded, True)
    choose(check, "Kelsworth")
    assert f"accepted by {study.analyst} on " in check.detail.why.text()
    assert check.detail.why.text().endswith("a fictional town")
    check.detail.withdraw.click()
    qtbot.waitUntil(lambda: check.said.text().endswith("1 disclosure open"))
    assert not study.acceptances()


def test_words_are_replaced_where_they_stand(qtbot: QtBot, study: Study, check: CheckTab) -> None:
    choose(check, "Kelsworth")
    check.list.setFocus()
    press(qtbot, "r")
    qtbot.keyClicks(check.detail.instead, "another town")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: len(words(check)) == 1)
    row, column = study.interviews()[1].id, study.subtopics()[0].id
    assert study.cell(row, column).summary == "The nurse came from another town by train."
    study.undo()
    qtbot.waitUntil(lambda: len(words(check)) == 2)


def test_words_can_be_replaced_everywhere(qtbot: QtBot, study: Study, check: CheckTab) -> None:
    choose(check, "Kelsworth")
    check.detail.everywhere.click()
    dialog = check.findChild(ReplaceNames)
    assert isinstance(dialog, ReplaceNames)
    dialog.instead.setText("[the town]")
    qtbot.waitUntil(dialog.replace_button.isEnabled)
    dialog.accept()
    assert not study.mentions("Kelsworth")
    qtbot.waitUntil(lambda: len(words(check)) == 1)


def test_one_draft_is_looked_through_by_itself(qtbot: QtBot, study: Study, check: CheckTab) -> None:
    block = Block(BlockId(""), BlockKind.PARAGRAPH, "We met a nurse of Brantham there.")
    draft = study.add_draft("At a glance", [block])
    check.of.picked.emit(draft)
    qtbot.waitUntil(lambda: words(check) == [("Could tell who somebody is", ["Brantham"])])
    assert check.of.text() == "At a glance"
    choose(check, "Brantham")
    with qtbot.waitSignal(check.block_wanted) as wanted:
        check.go()
    assert wanted.args == [draft, study.blocks(draft)[0].id]
    study.delete_draft(draft)
    qtbot.waitUntil(lambda: check.of.text() == "Everything")
    qtbot.waitUntil(lambda: len(words(check)) == 2)


def test_identifying_words_are_added_pasted_noted_and_taken_off(
    qtbot: QtBot, study: Study, check: CheckTab
) -> None:
    check.words_button.click()
    words_pane = check.identifying
    assert words_pane.field.hasFocus()
    qtbot.keyClicks(words_pane.field, "out of hours")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: ("Could tell who somebody is", ["Out of hours", "Kelsworth"]) in words(check))
    QGuiApplication.clipboard().setText("linen store\n\nOUT OF HOURS\nold infirmary\n")
    words_pane.paste.click()
    assert [each.words for each in study.identifying()] == ["linen store", "old infirmary", "out of hours"]
    first = words_pane.list.topLevelItem(0)
    assert first
    first.setText(1, "where the team sits")
    assert study.identifying()[0].note == "where the team sits"
    last = words_pane.list.topLevelItem(2)  # the list was shown anew
    assert last
    words_pane.list.setCurrentItem(last)
    words_pane.list.setFocus()
    press(qtbot, Key.Key_Delete)
    assert [each.words for each in study.identifying()] == ["linen store", "old infirmary"]
    study.undo()
    assert words_pane.list.topLevelItemCount() == 3
    words_pane.fewest.setValue(4)
    words_pane.fewest.editingFinished.emit()
    assert study.fewest == 4
    qtbot.waitUntil(lambda: any(each.about is ExposedIn.ATTRIBUTION for each in check.found or ()))


def test_with_nothing_in_the_way_it_says_so_and_offers_the_list(qtbot: QtBot, desk: Desk) -> None:
    check = desk.quotes("check")
    qtbot.waitUntil(lambda: check.found == [])
    assert check.nothing.text().startswith("Nothing was found")
    assert check.head is check.begin_button
    check.begin_button.click()
    assert check.identifying.field.hasFocus()


def test_a_selection_is_added_to_the_list_from_the_notes(
    window: MainWindow, desk: Desk, study: Study
) -> None:
    desk.show_notes()
    desk.transcript.show_interview(study.interviews()[0].id)
    text = desk.transcript.text
    text.setFocus()
    window.commands["identify"].trigger()
    assert window.notice.text().startswith("Select the words")
    cursor = text.document().find("the midwives")
    text.setTextCursor(cursor)
    window.commands["identify"].trigger()
    assert [each.words for each in study.identifying()] == ["the midwives"]
    assert window.notice.text() == "“the midwives” is on the list of identifying words."
    window.commands["identify"].trigger()
    assert window.notice.text().endswith("already.")


# --- In place --------------------------------------------------------------------------------------------


def test_words_are_underlined_in_the_summary_as_it_is_written(qtbot: QtBot, desk: Desk, study: Study) -> None:
    row, column = study.interviews()[1].id, study.subtopics()[0].id
    desk.chart_cell(row, column)
    edit = desk.cell.edit
    marks = edit.exposed
    assert isinstance(marks, ExposedWords)

    def shown() -> list[str]:
        return [each.disclosure.words for each in marks.shown()]

    qtbot.waitUntil(lambda: shown() == ["Kelsworth"])
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(edit, " She met Zbigniew.")
    qtbot.waitUntil(lambda: shown() == ["Kelsworth", "Zbigniew"])
    place = edit.cursorRect(edit.document().find("sworth")).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, edit.viewport().mapToGlobal(place))
    QApplication.sendEvent(edit.viewport(), event)
    assert QToolTip.text().startswith("“Kelsworth”: name")
    desk.save()
    study.accept_disclosure(ExposedIn.CELL, f"{row}/{column}", "Kelsworth", "a fictional town")
    qtbot.waitUntil(lambda: shown() == ["Zbigniew"])


def test_words_are_underlined_in_a_draft(qtbot: QtBot, desk: Desk, study: Study) -> None:
    study.add_draft("Draft", [Block(BlockId(""), BlockKind.PARAGRAPH, "We met a nurse of Brantham there.")])
    desk.show_mode(Mode.REPORT)
    marks = desk.centre.currentWidget().editor.exposed  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: [each.disclosure.words for each in marks.shown()] == ["Brantham"])


def test_a_study_is_closed_while_it_is_looked_through(window: MainWindow, desk: Desk, study: Study) -> None:
    row = study.interviews()[0].id
    with study.action("Write much"):
        for column in study.subtopics():
            study.chart(row, column.id, " ".join(f"She met Kels{n} there." for n in range(400)))
    check = desk.quotes("check")
    assert check.work.busy
    assert window.close_study()
    assert window.studio is None


@pytest.mark.parametrize("name", ["ledger", "check"])
def test_every_part_of_the_tabs_has_a_name_and_is_not_cut(
    qtbot: QtBot, desk: Desk, study: Study, name: str
) -> None:
    tab = desk.quotes(name)
    qtbot.waitUntil(lambda: not tab.work.busy, timeout=20_000)
    if name == "check":
        tab.words_button.setChecked(True)
    found = [each for each in parts(tab.window()) if tab.isAncestorOf(each)]
    assert len(found) >= 3
    assert [described(each) for each in found if not told(each).strip()] == []
    wide = [each for each in tab.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in wide if each.width() < each.sizeHint().width()] == []


def test_what_and_where_are_in_sight_beside_the_identifying_words(
    qtbot: QtBot, desk: Desk, check: CheckTab
) -> None:
    check.words_button.setChecked(True)
    font = check.list.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    check.list.setFont(font)
    check.list.resize(420, check.list.height())
    head = check.list.header()
    assert head.length() <= check.list.viewport().width()
    assert all(head.sectionSize(column) > 60 for column in range(3))
