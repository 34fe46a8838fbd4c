"""Write a report in the real window: words, quotations, what changes elsewhere, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt
from PySide6.QtGui import QDropEvent, QFontMetricsF, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from framework_qda.study.authoring import Block, BlockId, BlockKind, QuotationId
from framework_qda.text.drafting import Reference, Run
from framework_qda.ui import theme
from framework_qda.ui.desk import Desk
from framework_qda.ui.filtering.chooser import fitting_note
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.modes import Mode
from framework_qda.ui.quotes.clip import copy_quotations
from framework_qda.ui.report import keys
from framework_qda.ui.report.caret import atoms, find_block
from framework_qda.ui.report.mapping import QUOTATIONS_MIME, block_of
from framework_qda.ui.report.page_marks import fitting_font
from framework_qda.ui.report.workspace import ReportWorkspace
from framework_qda.ui.window import MainWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def quotation(desk: Desk) -> QuotationId:
    """A quotation of the first interview: ‘We see them every day’."""
    study = desk.studio.study
    row = study.interviews()[0].id
    text = study.transcript(row).text
    start = text.index("We see them every day")
    return study.quote_stretch(row, start, start + len("We see them every day"))


@pytest.fixture
def report(qtbot: QtBot, desk: Desk) -> ReportWorkspace:
    """An empty draft on its page, with the keyboard in it."""
    desk.studio.study.add_draft("Findings")
    desk.write_report()
    report = desk._workspace(Mode.REPORT)
    qtbot.waitUntil(report.editor.hasFocus)
    return report


def typed(qtbot: QtBot, report: ReportWorkspace, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            qtbot.keyClick(report.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(report.editor, line)


def stored(report: ReportWorkspace) -> list[tuple[str, int, str]]:
    assert report.save()
    return [(str(each.kind), each.level, each.text) for each in blocks(report)]


def blocks(report: ReportWorkspace) -> list[Block]:
    assert report.draft
    return report.studio.study.blocks(report.draft)


def put(report: ReportWorkspace, *made: Block) -> list[BlockId]:
    assert report.draft
    return report.studio.study.put_blocks(report.draft, made)


def paragraph(text: str) -> Block:
    return Block(BlockId(""), BlockKind.PARAGRAPH, text)


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockId(""), BlockKind.HEADING, text, level)


def caret(report: ReportWorkspace, block: int, offset: int = 0) -> None:
    cursor = report.editor.textCursor()
    cursor.setPosition(report.editor.document().findBlockByNumber(block).position() + offset)
    report.editor.setTextCursor(cursor)


# --- Writing ---------------------------------------------------------------------------------------------


def test_a_study_without_drafts_offers_to_begin_one(qtbot: QtBot, desk: Desk) -> None:
    desk.write_report()
    report = desk._workspace(Mode.REPORT)
    assert report.begin_button.isVisible()
    qtbot.mouseClick(report.begin_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(report.drafts.templates.field, Qt.Key.Key_Return)
    (draft,) = desk.studio.study.drafts()
    assert report.draft == draft.id
    typed(qtbot, report, "First words")
    assert stored(report) == [("paragraph", 0, "First words")]


def test_signs_at_the_beginning_make_headings_and_lists(qtbot: QtBot, report: ReportWorkspace) -> None:
    typed(qtbot, report, "# Findings\nSome words\n- one\ntwo")
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)  # an empty item ends the list
    typed(qtbot, report, "1. first")
    assert stored(report) == [
        ("heading", 1, "Findings"),
        ("paragraph", 0, "Some words"),
        ("item", 0, "one"),
        ("item", 0, "two"),
        ("numbered", 0, "first"),
    ]
    assert report.outline.item(0).text() == "Findings"
    assert report.counts.text().startswith("6 words")


def test_keys_change_kinds_and_looks(qtbot: QtBot, report: ReportWorkspace) -> None:
    typed(qtbot, report, "plain ")
    qtbot.keyClick(report.editor, Qt.Key.Key_B, CTRL)
    typed(qtbot, report, "bold")
    qtbot.keyClick(report.editor, Qt.Key.Key_B, CTRL)
    qtbot.keyClick(report.editor, Qt.Key.Key_I, CTRL)
    typed(qtbot, report, " slanted")
    qtbot.keyClick(report.editor, Qt.Key.Key_I, CTRL)
    typed(qtbot, report, " ask Ann")
    for _ in " ask Ann":
        qtbot.keyClick(report.editor, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)
    qtbot.keyClick(report.editor, Qt.Key.Key_End)
    assert stored(report) == [("paragraph", 0, "plain **bold**__ slanted__[[ ask Ann]]")]
    qtbot.keyClick(report.editor, Qt.Key.Key_2, CTRL | ALT)
    qtbot.keyClick(report.editor, Qt.Key.Key_Tab)
    assert stored(report)[0][:2] == ("heading", 3)
    qtbot.keyClick(report.editor, Qt.Key.Key_Backtab)
    assert stored(report)[0] == ("heading", 2, "plain **bold**__ slanted__[[ ask Ann]]")
    qtbot.keyClick(report.editor, Qt.Key.Key_0, CTRL | ALT)
    qtbot.keyClick(report.editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert stored(report)[0][0] == "item"


def test_a_note_to_self_is_a_paragraph_or_the_words_that_are_selected(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    typed(qtbot, report, "ask Ann")
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)
    assert stored(report) == [("note", 0, "ask Ann")]
    assert report.tools.note.isChecked()
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)
    assert stored(report) == [("paragraph", 0, "ask Ann")]
    assert not report.tools.note.isChecked()
    caret(report, 0, 4)
    qtbot.keyClick(report.editor, Qt.Key.Key_End, SHIFT)
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)
    assert stored(report) == [("paragraph", 0, "ask [[Ann]]")]
    caret(report, 0, 7)
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)  # at its end the text goes on
    typed(qtbot, report, "!")
    assert stored(report) == [("paragraph", 0, "ask [[Ann]]!")]
    caret(report, 0, 5)
    qtbot.keyClick(report.editor, Qt.Key.Key_N, CTRL | ALT)  # within it, it is no note any more
    assert stored(report) == [("paragraph", 0, "ask Ann!")]


def test_split_and_joined_the_first_half_keeps_the_id(qtbot: QtBot, report: ReportWorkspace) -> None:
    (row,) = put(report, paragraph("One. Two."))
    caret(report, 0, 4)
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)
    assert [each[2] for each in stored(report)] == ["One.", " Two."]
    assert blocks(report)[0].id == row
    qtbot.keyClick(report.editor, Qt.Key.Key_Backspace)
    assert [each[2] for each in stored(report)] == ["One. Two."]
    assert blocks(report)[0].id == row
    caret(report, 0)
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)  # before the words: they stay what they are
    assert [each[2] for each in stored(report)] == ["", "One. Two."]
    assert blocks(report)[1].id == row


def test_a_spell_of_typing_is_one_step_and_undo_goes_on_in_the_study(
    qtbot: QtBot, window: MainWindow, report: ReportWorkspace
) -> None:
    study = report.studio.study
    before = len(study.actions())
    typed(qtbot, report, "Some words")
    assert report.save()
    typed(qtbot, report, "\nand more")
    assert report.save()
    assert len(study.actions()) == before + 1
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)  # the page's own
    assert stored(report) != [("paragraph", 0, "Some words"), ("paragraph", 0, "and more")]
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert stored(report) == [("paragraph", 0, "Some words"), ("paragraph", 0, "and more")]
    report.keeper.show(report.draft)  # as after opening again: nothing typed to take back
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)  # the study's
    assert report.editor.toPlainText() == ""
    assert blocks(report) == []
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert report.editor.toPlainText() == "Some words\nand more"


def test_what_is_typed_is_saved_when_the_typing_pauses_and_is_there_again(
    qtbot: QtBot, window: MainWindow, report: ReportWorkspace
) -> None:
    typed(qtbot, report, "Kept")
    qtbot.waitUntil(lambda: [each.text for each in blocks(report)] == ["Kept"], timeout=3000)
    typed(qtbot, report, " words")
    path = report.studio.study.path
    assert window.close_study()
    assert window.open_file(Path(path))
    assert window.desk
    window.desk.write_report()
    again: ReportWorkspace = window.desk._workspace(Mode.REPORT)
    assert again.editor.toPlainText() == "Kept words"


# --- Quotations ------------------------------------------------------------------------------------------


def test_a_quotation_set_off_is_taken_as_one(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    put(report, paragraph("Before"), paragraph("After"))
    caret(report, 0, 3)
    report.editor.insert_quotation(quotation)
    kinds = [each[0] for each in stored(report)]
    assert kinds == ["paragraph", "quotation", "paragraph"]
    assert blocks(report)[1].settings == {"quotation": quotation, "in": "block"}
    assert "‘We see them every day’" in report.editor.toPlainText()
    assert report.editor.textCursor().selectedText().startswith("‘We see them every day’")
    qtbot.keyClick(report.editor, Qt.Key.Key_Down)
    assert report.editor.textCursor().blockNumber() == 2
    qtbot.keyClick(report.editor, Qt.Key.Key_Left)
    assert report.editor.textCursor().hasSelection()
    with qtbot.waitSignal(report.editor.quotation_opened) as opened:
        qtbot.keyClick(report.editor, Qt.Key.Key_Return)
    assert opened.args == [quotation]
    report.editor.setFocus()
    typed(qtbot, report, "x")  # goes after it, not in it
    assert [each[2] for each in stored(report)][2:] == ["x", "After"]
    caret(report, 1)
    qtbot.keyClick(report.editor, Qt.Key.Key_Delete)
    assert [each[2] for each in stored(report)] == ["Before", "x", "After"]
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    assert [each[0] for each in stored(report)][1] == "quotation"


def test_a_quotation_in_the_sentence_is_stepped_over_and_deleted_whole(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    typed(qtbot, report, "They say ")
    report.editor.insert_quotation(quotation, inline=True)
    typed(qtbot, report, " often")
    markup = f'They say {{{{"{quotation}|We see them every day}}}} often'
    assert stored(report) == [("paragraph", 0, markup)]
    caret(report, 0, 9)
    qtbot.keyClick(report.editor, Qt.Key.Key_Right)
    assert report.editor.textCursor().selectedText() == "‘We see them every day’"
    qtbot.keyClick(report.editor, Qt.Key.Key_Right)
    typed(qtbot, report, "!")  # beside it, not in it
    assert stored(report)[0][2] == markup.replace("}} often", "}}! often")
    qtbot.keyClick(report.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(report.editor, Qt.Key.Key_Backspace)
    assert stored(report)[0][2] == "They say  often"
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    assert stored(report)[0][2] == markup


def test_a_changed_quotation_is_shown_everywhere_and_the_sentence_waits_for_its_author(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    study = report.studio.study
    typed(qtbot, report, "They say ")
    report.editor.insert_quotation(quotation, inline=True)
    report.editor.insert_quotation(quotation)
    report.save()
    assert not report.moved.isVisible()
    study.edit_quotation(quotation, "We see them {-every day-}")
    assert report.editor.toPlainText().count("‘We see them ....’") == 2
    assert report.moved.isVisible()
    assert report.editor.extraSelections()
    qtbot.mouseClick(report.moved.what, Qt.MouseButton.LeftButton)
    assert "<s>" in report.moved.difference.text()
    qtbot.mouseClick(report.moved.agree, Qt.MouseButton.LeftButton)
    assert not report.moved.isVisible()
    assert report.draft
    assert study.moved_on(report.draft) == []
    study.undo()
    assert report.moved.isVisible()


def test_a_quotation_changed_while_another_mode_is_on_show_is_right_when_one_comes_back(
    desk: Desk, report: ReportWorkspace, quotation: QuotationId
) -> None:
    report.editor.insert_quotation(quotation)
    report.save()
    desk.show_mode(Mode.CHART)
    report.studio.study.edit_quotation(quotation, "We see them {-every day-}")
    desk.write_report()
    assert "‘We see them ....’" in report.editor.toPlainText()


def test_marks_of_verification_stand_in_the_margin(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    report.editor.insert_quotation(quotation)
    report.save()
    qtbot.waitUntil(lambda: report.rendering.mark(quotation).from_notes)
    report.studio.study.edit_quotation(quotation, "We see them every week")
    qtbot.waitUntil(lambda: report.rendering.mark(quotation).sign.startswith("≠"))
    place = report.editor.marks.rect(report.editor.document().begin()).center().toPoint()
    assert report.rendering.mark(quotation).words in report.editor.marks.told_at(place)


def test_a_quotation_keeps_its_id_when_it_is_cut_and_pasted(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    put(report, paragraph("Before"), paragraph("After"))
    caret(report, 0)
    report.editor.insert_quotation(quotation)
    report.save()
    row = blocks(report)[1].id
    qtbot.keyClick(report.editor, Qt.Key.Key_X, CTRL)
    assert [each[2] for each in stored(report)] == ["Before", "After"]
    caret(report, 1, 5)
    qtbot.keyClick(report.editor, Qt.Key.Key_V, CTRL)
    assert [each[0] for each in stored(report)] == ["paragraph", "paragraph", "quotation"]
    assert blocks(report)[2].id == row
    qtbot.keyClick(report.editor, Qt.Key.Key_V, CTRL)  # a copy is another block
    assert blocks(report)[2].id == row
    assert len({each.id for each in report.keeper.look()}) == 4


def test_words_of_other_programs_come_in_clean(qtbot: QtBot, report: ReportWorkspace) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>Title</h1><p>Some <b>bold</b></p><ul><li>item</li></ul>")
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(report.editor, Qt.Key.Key_V, CTRL)
    assert stored(report) == [
        ("heading", 1, "Title"),
        ("paragraph", 0, "Some **bold**"),
        ("item", 0, "item"),
    ]


# --- What changes elsewhere ------------------------------------------------------------------------------


def test_what_changes_elsewhere_is_shown_and_the_caret_stays(qtbot: QtBot, report: ReportWorkspace) -> None:
    put(report, heading("Top"), paragraph("First"), paragraph("Second"), paragraph("Third"))
    caret(report, 2, 3)
    study, now = report.studio.study, blocks(report)
    study.change_block(now[1]._replace(text="First, **longer**"))
    assert report.editor.toPlainText() == "Top\nFirst, longer\nSecond\nThird"
    assert (report.editor.textCursor().blockNumber(), report.editor.textCursor().positionInBlock()) == (2, 3)
    put(report, *now[2:], *now[:2], paragraph(""))
    assert report.editor.toPlainText() == "Second\nThird\nTop\nFirst\n"
    assert report.editor.textCursor().block().text() == "Second"
    assert report.keeper.look() == blocks(report)
    study.undo()
    assert report.editor.toPlainText() == "Top\nFirst, longer\nSecond\nThird"
    assert report.keeper.look() == blocks(report)
    put(report, now[3])
    assert report.editor.toPlainText() == "Third"
    put(report)
    assert report.editor.toPlainText() == ""


def test_the_caret_stays_near_when_its_paragraph_is_undone(qtbot: QtBot, report: ReportWorkspace) -> None:
    put(report, *(paragraph(f"Paragraph {n}") for n in range(6)))
    caret(report, 3, 4)
    typed(qtbot, report, "\n# words\nmore")
    report.save()
    report.studio.study.undo()
    assert report.editor.document().findBlockByNumber(3).text() == "Paragraph 3"
    assert report.editor.textCursor().blockNumber() >= 3


def test_a_draft_is_shown_anew_in_other_colours(qtbot: QtBot, report: ReportWorkspace) -> None:
    put(report, heading("One"), paragraph("**Words** to keep"))
    caret(report, 1, 3)
    try:
        theme.apply("dark", 1.5)
        QApplication.processEvents()
        assert report.keeper.look() == blocks(report)
        assert report.editor.textCursor().blockNumber() == 1
    finally:
        theme.apply("light")


def test_words_not_saved_yet_outlive_a_change_elsewhere(qtbot: QtBot, report: ReportWorkspace) -> None:
    put(report, paragraph("First"), paragraph("Second"))
    now = blocks(report)
    caret(report, 0, 5)
    typed(qtbot, report, " typed")
    report.studio.study.change_block(now[1]._replace(text="Other"))
    assert report.editor.toPlainText() == "First typed\nOther"
    assert [each[2] for each in stored(report)] == ["First typed", "Other"]


def test_an_undo_elsewhere_can_be_gone_to(qtbot: QtBot, desk: Desk, report: ReportWorkspace) -> None:
    put(report, paragraph("First"))
    desk.show_mode(Mode.CHART)
    undone = desk.studio.study.undo()
    assert undone
    spot = desk.show_change(undone)
    assert spot
    assert spot.mode is Mode.REPORT
    desk.go_to_spot(spot)
    assert desk.mode is Mode.REPORT


# --- Finding one's way -----------------------------------------------------------------------------------


def test_sections_move_and_references_keep_their_numbers(qtbot: QtBot, report: ReportWorkspace) -> None:
    study = report.studio.study
    matrices = [each.id for each in study.matrices()]

    def table(matrix: str) -> Block:
        return Block(BlockId(""), BlockKind.MATRIX, "", 0, {"matrix": matrix, "caption": "What was charted"})

    ids = put(
        report,
        heading("One"),
        table(matrices[0]),
        heading("Two"),
        table(matrices[1]),
        paragraph(""),
    )
    caret(report, 4)
    report.editor.insert_inline(Run("See "))
    report.editor.insert_inline(Reference(ids[3]))
    report.save()
    assert report.editor.document().lastBlock().text() == "See Table 2"
    with qtbot.waitSignal(report.outline.moved):
        report.outline.setCurrentRow(1)
        report.outline.setFocus()
        qtbot.keyClick(report.outline, Qt.Key.Key_Up, ALT)
    assert [each.id for each in blocks(report)] == [ids[2], ids[3], ids[4], ids[0], ids[1]]
    assert report.editor.document().findBlockByNumber(2).text() == "See Table 1"
    assert report.editor.document().findBlockByNumber(4).text().startswith("Table 2")
    study.undo()
    assert report.editor.document().lastBlock().text() == "See Table 2"
    qtbot.keyClick(report.outline, Qt.Key.Key_Return)
    assert report.editor.hasFocus()


def test_a_section_moves_by_keys_from_its_heading_on_the_page(qtbot: QtBot, report: ReportWorkspace) -> None:
    ids = put(report, heading("One"), paragraph("first"), heading("Two"), paragraph("second"))
    item = report.outline.item(0)
    qtbot.mouseClick(
        report.outline.viewport(), Qt.MouseButton.LeftButton, pos=report.outline.visualItemRect(item).center()
    )
    assert report.editor.hasFocus()
    qtbot.keyClick(report.editor, Qt.Key.Key_Down, ALT)
    assert [each.id for each in blocks(report)] == [ids[2], ids[3], ids[0], ids[1]]
    assert report.editor.textCursor().block().text() == "One"
    qtbot.keyClick(report.editor, Qt.Key.Key_Up, ALT)
    assert [each.id for each in blocks(report)] == ids
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    assert [each.id for each in blocks(report)] == [ids[2], ids[3], ids[0], ids[1]]


def test_a_reference_names_what_has_no_caption(qtbot: QtBot, report: ReportWorkspace) -> None:
    closing = Block(BlockId(""), BlockKind.CLOSING, "", 0, {"heads": ["one"], "rows": [{"cells": ["a"]}]})
    captioned = closing._replace(settings={**closing.settings, "caption": "What to do"})
    (row, _, _) = put(report, closing, paragraph("See "), captioned)
    caret(report, 1, 4)
    report.choose_reference()
    qtbot.keyClicks(report.references.chooser.field, "closing")
    assert report.references.chooser.current
    assert report.references.chooser.current.text == "Table 1 · Closing table"
    qtbot.keyClick(report.references.chooser.field, Qt.Key.Key_Down)
    assert report.references.chooser.current.text == "Table 2 · Closing table: What to do"
    qtbot.keyClick(report.references.chooser.field, Qt.Key.Key_Up)
    qtbot.keyClick(report.references.chooser.field, Qt.Key.Key_Return)
    assert stored(report)[1][2] == f"See {{{{#{row}}}}}"


def test_references_are_chosen_from_what_there_is(qtbot: QtBot, report: ReportWorkspace) -> None:
    (row, _) = put(report, heading("Meetings"), paragraph("As in "))
    caret(report, 1, 6)
    qtbot.keyClick(report.editor, Qt.Key.Key_R, CTRL | ALT)
    qtbot.keyClicks(report.references.chooser.field, "meet")
    qtbot.keyClick(report.references.chooser.field, Qt.Key.Key_Return)
    assert stored(report)[1][2] == f"As in {{{{#{row}}}}}"
    assert report.editor.document().lastBlock().text() == "As in “Meetings”"


def test_words_are_linked_to_evidence(qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId) -> None:
    typed(qtbot, report, "They meet daily.")
    caret(report, 0, 5)
    cursor = report.editor.textCursor()
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    report.editor.setTextCursor(cursor)
    qtbot.keyClick(report.editor, Qt.Key.Key_L, CTRL)
    qtbot.keyClicks(report.evidence.chooser.field, "see them every")
    qtbot.keyClick(report.evidence.chooser.field, Qt.Key.Key_Return)
    linked = stored(report)[0][2]
    assert linked.startswith("They {meet|")
    caret(report, 0, 7)
    qtbot.keyClick(report.editor, Qt.Key.Key_L, CTRL)
    assert report.evidence.chooser.current
    assert report.evidence.chooser.current.ticked
    qtbot.keyClick(report.evidence.chooser.field, Qt.Key.Key_Space)
    assert stored(report)[0][2] == "They meet daily."


def test_found_words_are_replaced_but_never_those_of_quotations(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    typed(qtbot, report, "every day and every night ")
    report.editor.insert_quotation(quotation, inline=True)
    qtbot.keyClick(report.editor, Qt.Key.Key_F, CTRL)
    report.find_bar.field.clear()
    qtbot.keyClicks(report.find_bar.field, "every")
    assert report.find_bar.count.text().endswith("of 3")
    qtbot.keyClicks(report.find_bar.instead, "each")
    qtbot.mouseClick(report.find_bar.all_button, Qt.MouseButton.LeftButton)
    assert stored(report)[0][2].startswith("each day and each night {{")
    assert "‘We see them every day’" in report.editor.toPlainText()
    qtbot.keyClick(report.find_bar.field, Qt.Key.Key_Escape)
    assert report.editor.hasFocus()
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    assert stored(report)[0][2].startswith("every day and every night")


def test_a_place_is_a_sentence_of_a_block(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    (row,) = put(
        report, paragraph(f'One is here. They say {{{{"{quotation}|We see them every day}}}}. Three.')
    )
    for sentence in range(3):
        assert report.go_to(row, sentence)
        assert report.editor.place().sentence == sentence
    caret(report, 0, 30)  # in the quotation, which is taken whole
    assert report.editor.place().sentence == 1


# --- Drafts ----------------------------------------------------------------------------------------------


def test_drafts_are_begun_named_copied_and_deleted(qtbot: QtBot, report: ReportWorkspace) -> None:
    study = report.studio.study
    ids = put(report, heading("Meetings"), paragraph("words"))
    put(report, *blocks(report), paragraph(f"See {{{{#{ids[0]}}}}}"))
    report.drafts.duplicate()
    assert [each.name for each in study.drafts()] == ["Findings", "Findings (copy)"]
    copy = blocks(report)
    assert copy[2].text == f"See {{{{#{copy[0].id}}}}}"
    assert {each.id for each in copy}.isdisjoint(ids)
    report.drafts.rename()
    qtbot.keyClicks(report.drafts._asking.field, "Second report")
    qtbot.keyClick(report.drafts._asking.field, Qt.Key.Key_Return)
    assert "Second report" in report.drafts.choice.text()
    report.drafts.delete()
    assert report.draft == study.drafts()[0].id
    assert len(study.drafts()) == 1
    study.undo()
    assert [each.name for each in study.drafts()] == ["Findings", "Second report"]
    qtbot.mouseClick(report.drafts.new, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(report.drafts.templates.field, "full")
    qtbot.keyClick(report.drafts.templates.field, Qt.Key.Key_Return)
    assert len(study.drafts()) == 3
    assert len(blocks(report)) > 5
    assert report.keeper.look() == blocks(report)


def test_a_heading_can_be_gone_to_from_the_outline(qtbot: QtBot, report: ReportWorkspace) -> None:
    put(
        report, heading("One"), *(paragraph("words") for _ in range(60)), heading("Two", 2), paragraph("last")
    )
    item = report.outline.item(1)
    qtbot.mouseClick(
        report.outline.viewport(), Qt.MouseButton.LeftButton, pos=report.outline.visualItemRect(item).center()
    )
    assert report.editor.textCursor().block().text() == "Two"
    assert report.editor.viewport().rect().contains(report.editor.cursorRect().center())
    caret(report, 3)
    qtbot.waitUntil(lambda: report.outline.currentRow() == 0)


def test_quotations_are_dropped_within_and_between_lines(
    report: ReportWorkspace, quotation: QuotationId
) -> None:
    (row, _) = put(report, paragraph("They say that it is so, " * 12), paragraph("After"))
    mime = QMimeData()
    mime.setData(QUOTATIONS_MIME, quotation.encode())
    paragraph_ = find_block(report.editor.document(), row)
    assert paragraph_

    def drop(y: float) -> None:
        rect = report.editor.marks.rect(paragraph_)
        event = QDropEvent(
            QPointF(rect.left() + 100, rect.top() + y * rect.height()),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        report.editor.dropEvent(event)
        QApplication.processEvents()

    drop(0.5)
    assert len(atoms(paragraph_)) == 1
    assert quotation in block_of(paragraph_, report.editor.store).text
    drop(0.98)
    assert [each[0] for each in stored(report)] == ["paragraph", "quotation", "paragraph"]


@pytest.mark.parametrize("from_here", [True, False])
def test_dropped_words_part_no_word_and_undo_leaves_the_caret_there(
    qtbot: QtBot, report: ReportWorkspace, from_here: bool
) -> None:
    editor = report.editor
    put(report, *(paragraph("Some words of a report. " * 9) for _ in range(40)), paragraph("They say so."))
    mime = QMimeData()
    mime.setText("often")
    caret(report, 40, 6)  # in “say”
    editor.ensureCursorVisible()
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().maximum())
    place = editor.cursorRect().center()
    if from_here:
        caret(report, 39, 5)
        cursor = editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        mime = editor.createMimeDataFromSelection()
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(event)
    assert editor.document().lastBlock().text() == f"They {'words' if from_here else 'often'} say so."
    scrolled = editor.verticalScrollBar().value()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.document().lastBlock().text() == "They say so."
    assert editor.textCursor().blockNumber() == 40
    assert abs(editor.verticalScrollBar().value() - scrolled) < editor.viewport().height()


def test_undo_after_replacing_everywhere_stays_there(qtbot: QtBot, report: ReportWorkspace) -> None:
    editor = report.editor
    put(report, *(paragraph("Some words of a report. " * 9) for _ in range(40)), paragraph("They say so."))
    qtbot.keyClick(editor, Qt.Key.Key_F, CTRL)
    report.find_bar.field.setText("they")
    report.find_bar.instead.setText("All")
    qtbot.mouseClick(report.find_bar.all_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(report.find_bar.field, Qt.Key.Key_Escape)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.document().lastBlock().text() == "They say so."
    assert editor.textCursor().blockNumber() == 40
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_redo_leaves_the_caret_where_the_step_was(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    ids = put(report, paragraph("x"), heading("One"), paragraph("last"))
    caret(report, 0, 1)
    report.editor.insert_inline(Reference(ids[1]))
    report.save()
    caret(report, 1, 3)
    typed(qtbot, report, "s")
    report.save()  # the reference above is written anew with this step
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert report.editor.toPlainText().startswith("x“Ones”")
    assert report.editor.textCursor().blockNumber() == 1


def test_a_quotation_in_the_sentence_stands_apart_from_the_words_around_it(
    report: ReportWorkspace, quotation: QuotationId
) -> None:
    put(report, paragraph("as one said, (so) they go"))
    for offset, shown in (
        (11, "as one said ‘We see them every day’, (so) they go"),
        (14, "as one said, (‘We see them every day’ so) they go"),
        (20, "as one said, (so) ‘We see them every day’ they go"),  # within a word
    ):
        caret(report, 0, offset)
        report.editor.insert_quotations([quotation], inline=True)
        assert report.editor.toPlainText() == shown
        report.keeper.end()
        report.studio.study.undo()


def test_quotations_copied_on_the_board_stay_quotations(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    study = report.studio.study
    copy_quotations(study, [quotation])
    put(report, paragraph("They say."))
    caret(report, 0, 9)
    qtbot.keyClick(report.editor, Qt.Key.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    assert [each[0] for each in stored(report)] == ["paragraph", "quotation"]
    assert blocks(report)[1].settings["quotation"] == quotation
    foreign = QMimeData()  # of another study: its words come, not what they are called there
    foreign.setData(QUOTATIONS_MIME, b"unheard-of")
    foreign.setText("words")
    report.editor.insertFromMimeData(foreign)
    assert report.editor.toPlainText().endswith("words")


def test_a_template_is_named_however_long_its_description(qtbot: QtBot, report: ReportWorkspace) -> None:
    option = QStyleOptionViewItem()
    rect = QRect(0, 0, 400, 20)
    short = option.fontMetrics.horizontalAdvance("A report")
    long = fitting_note(Offer("", "A report", "with all that " * 40), rect, option)
    assert option.fontMetrics.horizontalAdvance(long) + short < rect.width()
    assert long.startswith("with all that") and long.endswith("…")
    assert fitting_note(Offer("", "A report", "note"), rect, option) == "note"
    report.drafts.begin()
    model = report.drafts.templates.model
    tip = model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Full report\nSummary, methods")  # with all of what may be cut
    report.drafts.templates.close()


def test_the_marks_of_a_margin_have_room_there(qapp: object) -> None:
    font = theme.reading_font("", 1.6)
    for signs in ("✓", "✓·", "✓ ✓· ≠"):
        made = QFontMetricsF(fitting_font(font, signs, 40, ear=True))
        assert made.horizontalAdvance(signs) + made.height() <= 40
    assert fitting_font(font, "✓", 400, ear=True) == font


def test_a_dragged_block_goes_between_paragraphs_and_stays_itself(
    report: ReportWorkspace, quotation: QuotationId
) -> None:
    put(report, paragraph("Before"), paragraph("After, and some more words"))
    caret(report, 0)
    report.editor.insert_quotation(quotation)
    report.save()
    row = blocks(report)[1].id
    mime = report.editor.createMimeDataFromSelection()
    rect = report.editor.marks.rect(report.editor.document().lastBlock())
    event = QDropEvent(
        QPointF(rect.left() + 30, rect.bottom() - 2),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.source = lambda: report.editor  # type: ignore[method-assign]
    report.editor.dropEvent(event)
    assert [each[0] for each in stored(report)] == ["paragraph", "paragraph", "quotation"]
    assert blocks(report)[2].id == row


def test_what_an_undo_brings_back_reads_as_it_does_now(
    qtbot: QtBot, report: ReportWorkspace, quotation: QuotationId
) -> None:
    typed(qtbot, report, "They say ")
    report.editor.insert_quotation(quotation, inline=True)
    report.save()
    typed(qtbot, report, " so")
    report.save()
    report.studio.study.edit_quotation(quotation, "We see them {-every day-}")
    assert "We see them ....’ so" in report.editor.toPlainText()
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    report.save()
    assert "every day" not in report.editor.toPlainText()


def test_a_step_taken_back_can_be_done_again_after_it_was_saved(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    ids = put(report, heading("One"), paragraph("x"))
    caret(report, 1, 1)
    report.editor.insert_inline(Reference(ids[0]))
    report.save()
    caret(report, 0, 3)
    typed(qtbot, report, "s")
    report.save()
    assert report.editor.toPlainText() == "Ones\nx“Ones”"
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL)
    report.save()
    assert report.editor.toPlainText() == "One\nx“One”"
    qtbot.keyClick(report.editor, Qt.Key.Key_Z, CTRL | SHIFT)
    report.save()
    assert report.editor.toPlainText() == "Ones\nx“Ones”"


def test_the_keyboard_goes_round_the_panes(qtbot: QtBot, desk: Desk, report: ReportWorkspace) -> None:
    typed(qtbot, report, "# One")
    report.save()
    report.outline.setFocus()
    desk.next_pane(1)
    assert report.editor.hasFocus()
    desk.next_pane(-1)
    assert report.outline.hasFocus()


def test_keys_are_named_as_the_editor_takes_them() -> None:
    assert keys.HEADING % 1 == "Ctrl+Alt+1"


def test_the_draft_has_the_room_of_the_study_until_that_is_asked_for(
    qtbot: QtBot, desk: Desk, report: ReportWorkspace
) -> None:
    assert not desk.left.isVisible()
    desk.toggle_left()
    assert desk.left.isVisible()
    desk.show_mode(Mode.CHART)
    assert desk.left.isVisible()
    desk.show_mode(Mode.REPORT)
    assert desk.left.isVisible()  # as it was left here
    desk.toggle_left()
    desk.show_mode(Mode.CHART)
    assert desk.left.isVisible()  # there, nobody has hidden it
