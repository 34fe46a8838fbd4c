"""Find quotations beside a draft, and put them in by keys and by dragging."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from framework_qda.study.authoring import Block, BlockId, BlockKind, QuotationId, QuotationStatus
from framework_qda.text.drafting import quotations
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.quotes.board_delegate import Mark
from framework_qda.ui.quotes.board_rows import Facet
from framework_qda.ui.report.caret import find_block
from framework_qda.ui.report.drawer import QuotationDrawer, in_short
from framework_qda.ui.report.mapping import QUOTATIONS_MIME
from framework_qda.ui.report.workspace import ReportWorkspace

SHIFT = Qt.KeyboardModifier.ShiftModifier
SAID = ("We see them every day", "Out of hours is a different café", "the midwives knock")


@pytest.fixture
def quoted(desk: Desk) -> list[QuotationId]:
    """Three quotations: of the first interview two, of the second one."""
    study = desk.studio.study
    first, second, *_ = [row.id for row in study.interviews()]
    column = study.subtopics()[1].id

    def quote(row, words: str) -> QuotationId:  # type: ignore[no-untyped-def]
        start = study.transcript(row).text.index(words)
        return study.quote_stretch(row, start, start + len(words), [column])

    return [quote(first, SAID[0]), quote(first, SAID[1]), quote(second, SAID[2])]


@pytest.fixture
def report(qtbot: QtBot, desk: Desk, quoted: list[QuotationId]) -> ReportWorkspace:
    """A draft of one paragraph on its page, the caret at its end."""
    desk.studio.study.add_draft("Findings", [Block(BlockId(""), BlockKind.PARAGRAPH, "It is said: ")])
    desk.write_report()
    report = desk._workspace(Mode.REPORT)
    qtbot.waitUntil(report.editor.hasFocus)
    cursor = report.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    report.editor.setTextCursor(cursor)
    return report


@pytest.fixture
def drawer(report: ReportWorkspace) -> QuotationDrawer:
    drawer = report.show_side("quotations")
    assert isinstance(drawer, QuotationDrawer)
    return drawer


def blocks(report: ReportWorkspace) -> list[tuple[str, list[str]]]:
    assert report.save()
    assert report.draft
    return [(str(each.kind), quotations(each.text)) for each in report.studio.study.blocks(report.draft)]


def searched(qtbot: QtBot, drawer: QuotationDrawer, words: str) -> None:
    drawer.field.setFocus()
    drawer.field.clear()
    qtbot.keyClicks(drawer.field, words)
    qtbot.keyClick(drawer.field, Qt.Key.Key_Return)
    assert drawer.view.hasFocus()


def test_enter_puts_a_quotation_after_the_paragraph_and_undo_takes_it_back(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    assert len(drawer.view.board.ids()) == 3
    searched(qtbot, drawer, "cafe hours")
    assert drawer.view.chosen() == [quoted[1]]
    qtbot.keyClick(drawer.view, Qt.Key.Key_Return)
    assert blocks(report) == [("paragraph", []), ("quotation", [quoted[1]])]
    assert "Out of hours is a different café" in report.editor.toPlainText()
    assert drawer.view.hasFocus()  # for the next one
    report.studio.study.undo()
    assert blocks(report) == [("paragraph", [])]


def test_shift_enter_puts_it_in_the_sentence(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    searched(qtbot, drawer, "midwives")
    qtbot.keyClick(drawer.view, Qt.Key.Key_Return, SHIFT)
    assert blocks(report) == [("paragraph", [quoted[2]])]
    assert "It is said: ‘the midwives knock’" in report.editor.toPlainText()
    qtbot.keyClick(drawer.view, Qt.Key.Key_Escape)
    assert report.editor.hasFocus()


def test_a_double_click_puts_it_in(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    place = drawer.view.visualRect(drawer.view.board.index_of(quoted[0])).center()
    qtbot.mouseClick(drawer.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(drawer.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert blocks(report) == [("paragraph", []), ("quotation", [quoted[0]])]


def test_chips_show_the_unused_the_chosen_and_the_strongest(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    study, view = report.studio.study, drawer.view
    study.set_status([quoted[0]], QuotationStatus.CHOSEN)
    study.set_strongest([quoted[2]], True)
    qtbot.waitUntil(lambda: not drawer._later.isActive())
    for facet, found in ((Facet.STATUS, quoted[:1]), (Facet.STRONGEST, quoted[2:]), (Facet.USE, quoted)):
        qtbot.mouseClick(drawer.toggles[facet], Qt.MouseButton.LeftButton)
        assert view.board.ids() == found
        if facet is not Facet.USE:
            qtbot.mouseClick(drawer.toggles[facet], Qt.MouseButton.LeftButton)
    view.choose(quoted[0])
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.board.ids() == quoted[1:])  # it is used now
    drawer.conditions.clear()
    assert view.board.ids() == quoted
    assert not drawer.toggles[Facet.USE].isChecked()


def test_what_the_draft_has_is_marked_also_before_it_is_saved(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    def told(quotation: QuotationId) -> str:
        index = drawer.view.board.index_of(quotation)
        return index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert "in this draft" not in told(quoted[0])
    report.editor.insert_quotation(quoted[0])
    qtbot.waitUntil(lambda: "in this draft" in told(quoted[0]))
    assert "in this draft" not in told(quoted[1])
    report.studio.study.undo()
    qtbot.waitUntil(lambda: "in this draft" not in told(quoted[0]))


def test_the_marks_that_matter_are_seen_in_a_narrow_drawer() -> None:
    marks = [
        Mark("", "✓", "verbatim"),
        Mark("ear", "", "from notes"),
        Mark("", "", "used 2×"),
        Mark("tag", "", "corridor"),
    ]
    words = [(each.glyph, each.words) for each in in_short(marks, here=True)]
    assert words[:3] == [("", "in this draft"), ("✓", ""), ("", "used 2×")]
    assert len(words) == 5
    warned = Mark("", "≠", "differs", True)
    assert in_short([warned], here=False) == [warned]


def test_nothing_found_has_a_way_out(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    qtbot.keyClicks(drawer.field, "zzz")
    qtbot.waitUntil(drawer.way_out.isVisible)
    qtbot.mouseClick(drawer.way_out, Qt.MouseButton.LeftButton)
    assert len(drawer.view.board.ids()) == 3


def test_the_place_for_a_quotation_is_filled(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    """Templates have such places."""
    assert report.draft
    study = report.studio.study
    (paragraph,) = study.blocks(report.draft)
    _, place = study.put_blocks(report.draft, [paragraph, Block(BlockId(""), BlockKind.QUOTATION)])
    report.editor.show_block(place)
    report.editor.setFocus()
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)
    assert drawer.field.hasFocus()
    searched(qtbot, drawer, "midwives")
    qtbot.keyClick(drawer.view, Qt.Key.Key_Return)
    assert blocks(report) == [("paragraph", []), ("quotation", [quoted[2]])]
    assert study.blocks(report.draft)[1].id == place


def dropped(report: ReportWorkspace, drawer: QuotationDrawer, quotation: QuotationId, place: QPoint) -> None:
    mime = drawer.view.board.mimeData([drawer.view.board.index_of(quotation)])
    assert mime.hasFormat(QUOTATIONS_MIME)
    report.editor.dropEvent(
        QDropEvent(
            QPointF(place),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_quotation_is_dragged_between_paragraphs_or_into_a_line(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    editor = report.editor
    first = find_block(editor.document(), report.keeper.blocks[0].id)
    assert first
    line = editor.marks.rect(first).center().toPoint()
    dropped(report, drawer, quoted[0], QPoint(line.x(), line.y()))
    assert blocks(report) == [("paragraph", [quoted[0]])]
    dropped(report, drawer, quoted[1], QPoint(line.x(), editor.viewport().height() - 3))
    assert blocks(report) == [("paragraph", [quoted[0]]), ("quotation", [quoted[1]])]


def test_a_quotation_that_is_dropped_on_a_word_parts_it_not(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    editor = report.editor
    cursor = editor.textCursor()
    cursor.setPosition(5)  # in “is”
    dropped(report, drawer, quoted[2], editor.cursorRect(cursor).center())
    assert blocks(report) == [("paragraph", [quoted[2]])]
    assert "It ‘the midwives knock’ is said" in editor.toPlainText()


def test_typing_does_not_make_the_drawer_find_everything_anew(
    qtbot: QtBot, report: ReportWorkspace, drawer: QuotationDrawer, quoted: list[QuotationId]
) -> None:
    with qtbot.assertNotEmitted(drawer.view.board.modelReset, wait=100):
        qtbot.keyClicks(report.editor, "so it was")
        assert report.save()
    with qtbot.waitSignal(drawer.view.board.modelReset):
        report.editor.insert_quotation(quoted[0])
        assert report.save()
