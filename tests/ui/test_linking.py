"""Charting with the evidence in view: passages come in with their links, and links lead there and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from framework_qda.study.model import CellKey, InterviewId, PassageId, PassageState
from framework_qda.text.summary import Kind
from framework_qda.text.transcript import Paragraph
from framework_qda.ui.cell.panel import CellPanel
from framework_qda.ui.cell.rich_summary import PASSAGES_MIME, SUMMARY_MIME
from framework_qda.ui.desk import Desk
from framework_qda.ui.evidence.chooser import PassageChooser
from framework_qda.ui.evidence.places import Manner, set_manner
from framework_qda.ui.studio import Studio
from tests.ui.conftest import press

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
DAILY = "We see them every day, the team manager said, the midwives knock."
NIGHT = "Out of hours is a different café altogether."


def mark(studio: Studio, interview: InterviewId, words: str, subtopic: str) -> PassageId:
    start = studio.study.transcript(interview).text.index(words)
    return studio.study.index(interview, start, start + len(words), [subtopic])


@pytest.fixture
def key(studio: Studio) -> CellKey:
    """An empty cell."""
    return studio.study.interviews()[0].id, studio.study.subtopics()[2].id


@pytest.fixture
def ids(studio: Studio, key: CellKey) -> list[PassageId]:
    """Two passages indexed to it."""
    return [mark(studio, key[0], words, key[1]) for words in (DAILY, NIGHT)]


@pytest.fixture
def panel(studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot) -> CellPanel:
    widget = CellPanel(studio)
    qtbot.addWidget(widget)
    widget.resize(900, 800)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_cell(*key)
    widget.focus_editor()
    return widget


def summary(studio: Studio, key: CellKey) -> str:
    return studio.study.cell(*key).summary


def select(panel: CellPanel, words: str) -> None:
    found = panel.edit.document().find(words)
    assert not found.isNull()
    panel.edit.setTextCursor(found)


def put_cursor_in(panel: CellPanel, words: str, offset: int = 1) -> None:
    cursor = panel.edit.document().find(words)
    cursor.setPosition(cursor.selectionStart() + offset)
    panel.edit.setTextCursor(cursor)


def place_of_cursor(panel: CellPanel) -> QPoint:
    return panel.edit.cursorRect().center()


def chooser(panel: CellPanel) -> PassageChooser:
    found = [each for each in panel.findChildren(PassageChooser) if each.isVisible()]
    assert len(found) == 1
    return found[0]


# The list of passages --------------------------------------------------------------------------------


def test_the_passages_of_the_cell_stand_beside_it_in_order(panel: CellPanel, ids: list[PassageId]) -> None:
    model = panel.evidence.list.passages
    assert [each.id for each in model.passages] == ids
    assert [each.place for each in model.passages] == ["p3 · 00:01:05", "p4 · 00:02:10"]
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"p3 · 00:01:05, {DAILY}"
    assert panel.evidence.fold_button.text() == "Evidence (2)"
    assert panel.sides.orientation() is Qt.Orientation.Horizontal


def test_a_narrow_panel_has_them_below(panel: CellPanel, qtbot: QtBot) -> None:
    panel.resize(380, 800)
    qtbot.waitUntil(lambda: panel.sides.orientation() is Qt.Orientation.Vertical)
    qtbot.mouseClick(panel.evidence.fold_button, LEFT)
    assert not panel.evidence.list.isVisible()
    qtbot.mouseClick(panel.evidence.fold_button, LEFT)
    assert panel.evidence.list.isVisible()


@pytest.mark.parametrize("width", [380, 400, 420, 440])
def test_its_buttons_show_whole_words_or_none(
    panel: CellPanel, studio: Studio, key: CellKey, width: int, qtbot: QtBot
) -> None:
    panel.resize(width, 800)
    row = panel.evidence
    qtbot.waitUntil(lambda: row.width() < width and row.insert_button.width() > 0)
    studio.study.chart(*key, "So far.")
    for words in ("knock", "We see", "different", "hours", "midwives", "Out", "every", "café", "see"):
        mark(studio, key[0], words, key[1])  # they are new, so the words of the row grow
    qtbot.waitUntil(lambda: "●9" in row.fold_button.text())
    buttons = (row.fold_button, row.insert_button, row.link_button, row.all_button, row.more_button)
    qtbot.waitUntil(
        lambda: all(each.width() >= min(each.sizeHint().width(), each.maximumWidth()) for each in buttons)
    )


def test_a_cell_without_passages_says_what_to_do(panel: CellPanel, studio: Studio, key: CellKey) -> None:
    panel.show_cell(key[0], studio.study.subtopics()[4].id)
    assert panel.evidence.nothing.isVisible()
    assert not panel.evidence.list.isVisible()
    assert not panel.evidence.insert_button.isEnabled()


def test_what_was_indexed_since_it_was_written_is_marked(
    panel: CellPanel, studio: Studio, key: CellKey, qtbot: QtBot
) -> None:
    studio.study.chart(*key, "Written")
    model = panel.evidence.list.passages
    assert not any(each.new for each in model.passages)
    qtbot.wait(2)  # times are kept to the millisecond
    mark(studio, key[0], "How is the service set up?", key[1])
    assert [each.new for each in model.passages] == [True, False, False]
    assert panel.evidence.fold_button.text() == "Evidence (3)  ●1"
    qtbot.wait(2)
    studio.study.chart(*key, "Written anew")
    assert not any(each.new for each in model.passages)


def test_a_passage_whose_words_were_corrected_is_marked(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId]
) -> None:
    studio.study.chart(*key, f"They «{{knock|{ids[0]}}}»")
    assert panel.edit._look.references == {ids[0]: "p3"}
    fresh = DAILY.replace("every day", "most days")
    studio.study.correct_paragraph(key[0], Paragraph(3, fresh, "TM", 65_000))
    model = panel.evidence.list.passages
    assert any("doubtful" in words for words in model.marks(model.passages[0]))
    assert panel.edit._look.references == {ids[0]: "p3?"}
    studio.study.delete_passage(ids[0])
    assert panel.edit._look.references == {ids[0]: "deleted"}


# Into the summary ------------------------------------------------------------------------------------


def test_enter_in_the_list_inserts_the_words_with_their_link(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "Always there:")
    panel.evidence.list.setFocus()
    qtbot.keyClick(panel.evidence.list, Qt.Key.Key_Return)
    panel.focus_editor("Good")
    panel.save()
    assert summary(studio, key) == f"Always there: «{{{DAILY}|{ids[0]}}}»Good"
    assert panel.evidence.list.passages.linked == {ids[0]}
    assert panel.standing.count.text().endswith("1 of 2 passages linked")


def test_a_click_on_insert_inserts_and_so_does_the_button(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    view = panel.evidence.list
    rect = view.visualRect(view.passages.index(1))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view._delegate.insert_rect(rect).center())
    assert panel.edit.markup() == f"«{{{NIGHT}|{ids[1]}}}»"
    view.choose(ids[0])
    qtbot.mouseClick(panel.evidence.insert_button, LEFT)
    assert panel.edit.markup() == f"«{{{NIGHT}|{ids[1]}}}» «{{{DAILY}|{ids[0]}}}»"


def test_a_passage_is_dragged_into_the_summary(panel: CellPanel, ids: list[PassageId]) -> None:
    panel.focus_editor("Says")
    model = panel.evidence.list.passages
    mime = model.mimeData([model.index(0)])
    assert panel.edit.canInsertFromMimeData(mime)
    panel.edit.insertFromMimeData(mime)
    assert panel.edit.markup() == f"Says «{{{DAILY}|{ids[0]}}}»"
    assert mime.text() == DAILY


def test_a_dragged_passage_that_is_in_or_doubtful_is_asked_about_first(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    model = panel.evidence.list.passages
    panel.insert_passage(ids[0])
    panel.edit.insertFromMimeData(model.mimeData([model.index(0)]))
    assert panel.edit.markup() == f"«{{{DAILY}|{ids[0]}}}»"
    assert panel.evidence.question.text() == "That passage is in this summary already."
    studio.study.correct_paragraph(key[0], Paragraph(4, NIGHT.replace("café", "place"), "TM", 130_000))
    panel.edit.insertFromMimeData(model.mimeData([model.index(1)]))
    assert panel.edit.markup() == f"«{{{DAILY}|{ids[0]}}}»"
    assert "Confirm the passage in the notes first" in panel.evidence.question.text()
    qtbot.mouseClick(panel.evidence.anyway_button, LEFT)
    assert panel.edit.markup().endswith(f"«{{{NIGHT}|{ids[1]}}}»")


def test_a_passage_of_another_study_is_not_dragged_in(panel: CellPanel, ids: list[PassageId]) -> None:
    mime = QMimeData()
    mime.setData(PASSAGES_MIME, b"elsewhere")
    panel.edit.insertFromMimeData(mime)
    assert panel.edit.markup() == ""
    assert QToolTip.text() == "This study does not have that passage."


def test_a_passage_comes_from_elsewhere(panel: CellPanel, ids: list[PassageId]) -> None:
    panel.insert_passage(ids[1])
    assert panel.edit.markup() == f"«{{{NIGHT}|{ids[1]}}}»"
    panel.show_nothing()
    panel.insert_passage(ids[1])


def test_all_passages_make_a_first_draft_that_one_undo_takes_back(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    panel.focus_editor("So far.")
    qtbot.mouseClick(panel.evidence.all_button, LEFT)
    drafted = f"So far.\n«{{{DAILY}|{ids[0]}}}»\n«{{{NIGHT}|{ids[1]}}}»"
    assert panel.edit.markup() == drafted
    qtbot.mouseClick(panel.evidence.all_button, LEFT)
    assert panel.edit.markup() == drafted, "what is linked already does not come in twice"
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, CONTROL)
    assert panel.edit.markup() == "So far."
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    panel.save()
    assert summary(studio, key) == drafted


# Making and changing links ---------------------------------------------------------------------------


def test_a_phrase_is_linked_to_the_chosen_passages(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "midwives knock often")
    panel.evidence.list.selectAll()
    select(panel, "midwives knock")
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    assert panel.edit.markup() == f"{{midwives knock|{ids[0]},{ids[1]}}} often"


def test_by_keyboard_a_phrase_is_linked_changed_and_unlinked(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "midwives knock")
    for _ in "knock":
        qtbot.keyClick(panel.edit, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    listed = chooser(panel).list
    assert [listed.item(n).data(Qt.ItemDataRole.UserRole) for n in range(2)] == ids
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert panel.edit.markup() == f"midwives {{knock|{ids[1]}}}"
    put_cursor_in(panel, "knock", 2)
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    listed = chooser(panel).list
    assert chooser(panel).ticked() == [ids[1]]
    qtbot.keyClick(listed, Qt.Key.Key_Up)
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert panel.edit.markup() == f"midwives {{knock|{ids[0]},{ids[1]}}}"
    put_cursor_in(panel, "knock", 2)
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    qtbot.keyClick(chooser(panel).list, Qt.Key.Key_Delete)
    assert panel.edit.markup() == "midwives knock"


def test_the_mouse_ticks_and_takes_away(panel: CellPanel, ids: list[PassageId], qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.edit, "knock")
    select(panel, "knock")
    qtbot.mouseClick(panel.evidence.link_button, LEFT)
    chooser(panel).list.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(chooser(panel).take_button, LEFT)
    assert panel.edit.markup() == f"{{knock|{ids[0]}}}"
    put_cursor_in(panel, "knock")
    qtbot.mouseClick(panel.evidence.link_button, LEFT)
    qtbot.mouseClick(chooser(panel).remove_button, LEFT)
    assert panel.edit.markup() == "knock"


def test_escape_leaves_the_words_as_they_are(panel: CellPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.edit, "knock")
    select(panel, "knock")
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    qtbot.keyClick(chooser(panel).list, Qt.Key.Key_Escape)
    assert panel.edit.markup() == "knock"


def test_without_words_or_passages_it_says_so(
    panel: CellPanel, studio: Studio, key: CellKey, qtbot: QtBot
) -> None:
    panel.show_cell(key[0], studio.study.subtopics()[4].id)
    panel.focus_editor("knock")
    select(panel, "knock")
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    assert QToolTip.text().startswith("Nothing is indexed here yet.")


@pytest.mark.parametrize("ending", ["", " more"])
def test_typing_at_the_edges_does_not_extend_a_link(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot, *, ending: str
) -> None:
    studio.study.chart(*key, f"{{knock|{ids[0]}}}{ending}")
    put_cursor_in(panel, "knock", 5)
    qtbot.keyClicks(panel.edit, "ing")
    assert panel.edit.markup() == f"{{knock|{ids[0]}}}ing{ending}"
    put_cursor_in(panel, "knock", 0)
    qtbot.keyClicks(panel.edit, "to ")
    assert panel.edit.markup() == f"to {{knock|{ids[0]}}}ing{ending}"
    put_cursor_in(panel, "knock", 2)
    qtbot.keyClicks(panel.edit, "o")
    assert panel.edit.markup() == f"to {{knoock|{ids[0]}}}ing{ending}"


def test_a_new_line_after_a_link_is_not_linked(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"«{{knock|{ids[0]}}}»")
    panel.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.edit, "on")
    assert panel.edit.markup() == f"«{{knock|{ids[0]}}}»\n«on»"


def test_a_kind_chosen_at_the_edge_of_a_link_is_what_is_typed(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"{{knock|{ids[0]}}}")
    panel.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(panel.edit, Qt.Key.Key_C, CONTROL | SHIFT)
    assert panel.edit.kind() is Kind.COMMENT
    qtbot.keyClicks(panel.edit, "why")
    assert panel.edit.markup() == f"{{knock|{ids[0]}}}[[why]]"


def test_copied_and_pasted_words_keep_their_links(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    linked = f"They «{{knock **loud**|{ids[0]},{ids[1]}}}» here"
    studio.study.chart(*key, linked)
    panel.edit.selectAll()
    qtbot.keyClick(panel.edit, Qt.Key.Key_C, CONTROL)
    mime = QApplication.clipboard().mimeData()
    assert bytes(mime.data(SUMMARY_MIME).data()).decode() == linked
    assert mime.text() == "They “knock loud” here"
    panel.show_cell(key[0], studio.study.subtopics()[4].id)
    panel.focus_editor()
    qtbot.keyClick(panel.edit, Qt.Key.Key_V, CONTROL)
    assert panel.edit.markup() == linked


# There and back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["Enter", "Ctrl+click"])
def test_a_link_leads_to_its_passage(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot, *, by: str
) -> None:
    studio.study.chart(*key, f"midwives {{knock|{ids[0]}}} often")
    put_cursor_in(panel, "knock", 2)
    with qtbot.waitSignal(panel.passage_chosen) as asked:
        if by == "Enter":
            qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(panel.edit.viewport(), LEFT, CONTROL, place_of_cursor(panel))
    assert asked.args == [ids[0]]
    assert panel.linking.came_from is not None
    assert panel.edit.markup() == f"midwives {{knock|{ids[0]}}} often"
    panel.evidence.list.setFocus()
    panel.go_back()
    assert panel.edit.hasFocus()
    assert panel.edit.link_here() is not None


def test_a_plain_click_says_what_there_is_to_do(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"midwives {{knock|{ids[0]}}}")
    put_cursor_in(panel, "knock", 2)
    with qtbot.assertNotEmitted(panel.passage_chosen):
        qtbot.mouseClick(panel.edit.viewport(), LEFT, pos=place_of_cursor(panel))
    assert "p3 · 00:01:05" in QToolTip.text()
    assert "Ctrl+L changes the link" in QToolTip.text()


def test_of_several_passages_one_is_chosen(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"{{knock|{ids[0]},{ids[1]}}}")
    put_cursor_in(panel, "knock", 2)
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    menu = panel.edit.findChildren(QMenu)[-1]
    with qtbot.waitSignal(panel.passage_chosen) as asked:
        menu.actions()[1].trigger()
    assert asked.args == [ids[1]]
    menu.close()


def test_a_link_to_a_deleted_passage_says_so(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"{{knock|{ids[0]}}}")
    studio.study.delete_passage(ids[0])
    put_cursor_in(panel, "knock", 2)
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    assert QToolTip.text().startswith("That passage has been deleted")


def test_a_link_and_its_passage_light_up_together(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    studio.study.chart(*key, f"midwives {{knock|{ids[1]}}}")
    put_cursor_in(panel, "knock", 2)
    assert panel.evidence.list.passages.lit == {ids[1]}
    put_cursor_in(panel, "midwives", 2)
    assert panel.evidence.list.passages.lit == frozenset()
    panel.evidence.list.choose(ids[1])
    assert panel.edit._look.lit == {ids[1]}
    panel.evidence.list.choose(ids[0])
    assert panel.edit._look.lit == {ids[0]}


def test_shift_enter_in_the_list_goes_to_the_passage(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    panel.evidence.list.setFocus()
    panel.evidence.list.choose(ids[1])
    with qtbot.waitSignal(panel.passage_chosen) as asked:
        qtbot.keyClick(panel.evidence.list, Qt.Key.Key_Return, SHIFT)
    assert asked.args == [ids[1]]


# References --------------------------------------------------------------------------------------------


def test_references_are_shown_and_never_stored(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    kept = f"midwives «{{knock|{ids[0]},{ids[1]}}}»"
    studio.study.chart(*key, kept)
    look = panel.edit._look
    assert look.reference(ids) == "[p3, p4]"
    menu = panel.evidence.more_button.menu()
    menu.actions()[1].trigger()
    assert look.reference(ids) == "[00:01:05, 00:02:10]"
    width = panel.edit.document().firstBlock().layout().lineAt(0).naturalTextWidth()
    menu.actions()[2].trigger()
    assert look.reference(ids) == ""
    assert panel.edit.document().firstBlock().layout().lineAt(0).naturalTextWidth() < width
    assert panel.edit.markup() == kept
    assert panel.edit.toPlainText() == "midwives knock"
    set_manner(Manner.PARAGRAPH)


def test_references_stay_right_when_the_notes_are_stamped_anew(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId]
) -> None:
    set_manner(Manner.TIME)
    studio.study.chart(*key, f"{{knock|{ids[0]}}}")
    assert panel.edit._look.reference([ids[0]]) == "[00:01:05]"
    studio.study.stamp_paragraph(key[0], 3, 90_000)
    assert panel.edit._look.reference([ids[0]]) == "[00:01:30]"
    set_manner(Manner.PARAGRAPH)


# How far it is -----------------------------------------------------------------------------------------


def test_a_cell_is_marked_as_done_and_in_progress_again(
    panel: CellPanel, studio: Studio, key: CellKey, qtbot: QtBot
) -> None:
    qtbot.keyClick(panel.edit, Qt.Key.Key_D, CONTROL)
    assert not studio.study.cell(*key).charted, "an empty cell is not done"
    qtbot.keyClicks(panel.edit, "Cover is thin")
    qtbot.keyClick(panel.edit, Qt.Key.Key_D, CONTROL)
    assert studio.study.cell(*key).done
    assert summary(studio, key) == "Cover is thin"
    assert panel.standing.done.text() == "Done"
    qtbot.mouseClick(panel.standing.done, LEFT)
    assert not studio.study.cell(*key).done
    assert panel.standing.done.text() == "In progress"
    studio.study.undo()
    assert panel.standing.done.text() == "Done"
    assert QKeySequence("Ctrl+D").toString() in panel.standing.done.toolTip()


def test_words_share_and_links_are_counted(panel: CellPanel, key: CellKey, qtbot: QtBot) -> None:
    assert panel.standing.count.text() == "0 of 2 passages linked"
    qtbot.keyClicks(panel.edit, "one two three four five six seven")
    assert panel.standing.count.text() == "7 words, 21% of the interview; 0 of 2 passages linked"


# In the window -----------------------------------------------------------------------------------------


def test_by_keyboard_there_and_back(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    row, column = study.interviews()[0].id, study.subtopics()[0].id
    passage = mark(desk.studio, row, DAILY, column)
    study.chart(row, column, f"midwives {{knock|{passage}}} often")
    desk.chart_cell(row, column)
    for _ in range(8):
        press(qtbot, Qt.Key.Key_Left)
    place = desk.cell.edit.textCursor().position()
    press(qtbot, Qt.Key.Key_Return)
    assert desk.transcript.isVisible()
    assert desk.transcript.isAncestorOf(QApplication.focusWidget())
    assert desk.transcript.text.selected_words() == DAILY
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert desk.cell.edit.hasFocus()
    assert desk.cell.edit.textCursor().position() == place
    assert desk.cell.edit.markup() == f"midwives {{knock|{passage}}} often"


def test_the_keyboard_reaches_the_evidence_and_goes_back_to_the_matrix(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    row, column = study.interviews()[0].id, study.subtopics()[2].id
    mark(desk.studio, row, DAILY, column)
    desk.chart_cell(row, column)
    press(qtbot, Qt.Key.Key_F10)
    assert desk.cell.edit.hasFocus()
    press(qtbot, Qt.Key.Key_F6)
    assert desk.cell.evidence.list.hasFocus()
    press(qtbot, Qt.Key.Key_F6)
    assert desk.transcript.isAncestorOf(QApplication.focusWidget())
    press(qtbot, Qt.Key.Key_F6)
    assert desk.cell.edit.hasFocus()
    press(qtbot, Qt.Key.Key_2, CONTROL)
    assert desk.matrix.view.hasFocus()
    assert desk.centre.isVisible()
    desk.cell.focus_editor()
    press(qtbot, Qt.Key.Key_2, CONTROL)
    assert desk.matrix.view.hasFocus()


def test_a_whole_row_is_charted_without_leaving_the_editor(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    row, columns = study.interviews()[0].id, [each.id for each in study.subtopics()]
    desk.chart_cell(row, columns[0])
    press(qtbot, Qt.Key.Key_F10)
    assert not desk.centre.isVisible()
    assert desk.transcript.isVisible()
    assert desk.cell.evidence.isVisible()
    for n in range(6):
        assert desk.cell.cell_key == (row, columns[n])
        qtbot.keyClicks(QApplication.focusWidget(), f" column {n}")
        press(qtbot, Qt.Key.Key_Right, ALT)
    assert desk.cell.edit.hasFocus()
    desk.cell.save()
    cells = study.cells([row], columns)
    assert all(cells[row, column].summary.endswith(f"column {n}") for n, column in enumerate(columns))
    for n in range(4, -1, -1):
        press(qtbot, Qt.Key.Key_Left, ALT)
        assert desk.cell.cell_key == (row, columns[n])


def test_a_whole_column_too_and_escape_gives_the_matrix_back(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    rows, column = [each.id for each in study.interviews()], study.subtopics()[0].id
    desk.chart_cell(rows[0], column)
    shown = desk.left.isVisible(), desk.transcript.isVisible()
    qtbot.mouseClick(desk.cell.foot.full_button, LEFT)
    for row in rows:
        assert desk.cell.cell_key == (row, column)
        qtbot.keyClicks(QApplication.focusWidget(), " read")
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.matrix.view.hasFocus()
    assert desk.centre.isVisible()
    assert (desk.left.isVisible(), desk.transcript.isVisible()) == shown
    assert all(cell.summary.endswith("read") for cell in study.cells(rows, [column]).values())
    assert len(study.cells(rows, [column])) == 4


# What does not go in without a word -------------------------------------------------------------------


def choose_and_enter(panel: CellPanel, passage: PassageId, qtbot: QtBot) -> None:
    panel.evidence.list.setFocus()
    panel.evidence.list.choose(passage)
    qtbot.keyClick(panel.evidence.list, Qt.Key.Key_Return)


def test_a_linked_passage_goes_in_again_only_when_told(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    choose_and_enter(panel, ids[0], qtbot)
    once = panel.edit.markup()
    assert not panel.evidence.asking.isVisible()
    for _ in range(2):
        choose_and_enter(panel, ids[0], qtbot)
        assert panel.edit.markup() == once
        assert panel.evidence.question.text() == "That passage is in this summary already."
    qtbot.mouseClick(panel.evidence.anyway_button, LEFT)
    assert panel.edit.markup().count(ids[0]) == 2
    assert not panel.evidence.asking.isVisible()


def test_another_choice_takes_the_question_back(panel: CellPanel, ids: list[PassageId], qtbot: QtBot) -> None:
    choose_and_enter(panel, ids[0], qtbot)
    choose_and_enter(panel, ids[0], qtbot)
    assert panel.evidence.asking.isVisible()
    choose_and_enter(panel, ids[1], qtbot)
    assert not panel.evidence.asking.isVisible()
    assert ids[1] in panel.edit.markup()


def correct(studio: Studio, interview: InterviewId) -> None:
    paragraph = studio.study.transcript(interview).paragraphs[2]
    text = paragraph.text.replace("every day, the team manager said", "each night")
    studio.study.correct_paragraph(interview, paragraph._replace(text=text))


def test_words_the_notes_no_longer_have_go_in_by_a_second_enter(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    correct(studio, key[0])
    found = studio.study.passage(ids[0])
    assert found is not None and found.state is not PassageState.SOUND
    choose_and_enter(panel, ids[0], qtbot)
    assert panel.edit.markup() == ""
    assert panel.evidence.question.text().startswith("The notes no longer")
    panel.evidence.list.setFocus()
    qtbot.keyClick(panel.evidence.list, Qt.Key.Key_Return)
    assert ids[0] in panel.edit.markup()
    assert not panel.evidence.asking.isVisible()


def test_a_confirmed_passage_is_asked_about_no_more(
    panel: CellPanel, studio: Studio, key: CellKey, ids: list[PassageId], qtbot: QtBot
) -> None:
    correct(studio, key[0])
    panel.evidence.all_button.click()
    assert ids[0] not in panel.edit.markup() and ids[1] in panel.edit.markup()
    assert panel.evidence.asking.isVisible()
    studio.study.confirm_passage(ids[0])
    assert not panel.evidence.asking.isVisible()
    choose_and_enter(panel, ids[0], qtbot)
    assert "each night" in panel.edit.markup()


def test_without_words_the_passage_itself_is_chosen_and_put_in(
    panel: CellPanel, ids: list[PassageId], qtbot: QtBot
) -> None:
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_L, CONTROL)
    assert chooser(panel).heading.text() == "Insert with a link"
    qtbot.keyClick(chooser(panel).list, Qt.Key.Key_Return)
    assert f"|{ids[0]}}}" in panel.edit.markup() and "\n" not in panel.edit.markup().strip()
