"""The editor of summaries: what is seen is what is kept, and every key does what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.text.summary import Kind, Line, Run, parse, write
from framework_qda.ui import theme
from framework_qda.ui.cell.rich_summary import (
    SUMMARY_MIME,
    WORDS_MIME,
    cleaned,
    fill,
    html,
    read,
    trimmed,
)
from framework_qda.ui.cell.summary_edit import MEASURE, SummaryEdit

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MARKUP = "Team of six, «we see **them**» [[check]]\n- on site\n- at night"

KEPT_BY_QT = "\ufdd0\ufdd1\ufffc\ufffe\uffff"

texts = st.text(
    st.one_of(
        st.sampled_from("*«»[]\\- ab😀e\u0301"),
        st.characters(
            exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufdd0\ufdd1\ufffc\ufffe\uffff"
        ),
    ),
    min_size=1,
)
links = st.lists(st.sampled_from(["a" * 32, "b" * 32]), max_size=2, unique=True).map(tuple)
runs = st.builds(Run, texts, st.sampled_from(Kind), st.booleans(), links)
lines = st.builds(Line, st.lists(runs, max_size=4).map(tuple), st.booleans())


@pytest.fixture
def edit(qapp: QApplication, qtbot: QtBot) -> SummaryEdit:
    theme.apply("light")
    editor = SummaryEdit()
    qtbot.addWidget(editor)
    editor.resize(380, 300)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def select(edit: SummaryEdit, words: str) -> None:
    found = edit.document().find(words)
    assert not found.isNull()
    edit.setTextCursor(found)


def put_cursor_at(edit: SummaryEdit, position: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(position)
    edit.setTextCursor(cursor)


@given(st.lists(lines, max_size=4))
def test_a_document_holds_exactly_the_markup(qapp: QApplication, written: list[Line]) -> None:
    markup = write(written)
    document = QTextDocument()
    fill(document, markup)
    assert read(document) == write(parse(markup))
    assert not document.isUndoAvailable()


@given(st.text())
def test_whatever_is_pasted_fits_a_document(qapp: QApplication, text: str) -> None:
    document = QTextDocument()
    markup = write([Line((Run(part),)) for part in cleaned(text).split("\n")])
    fill(document, markup)
    assert read(document) == markup


@pytest.mark.parametrize(
    ("markup", "kept"),
    [("", ""), ("\n\n", ""), ("- ", ""), ("a\n- \n  \n", "a"), ("\n a \n- b", "a \n- b"), ("- \n«» x", "x")],
)
def test_empty_lines_at_the_ends_are_not_kept(markup: str, kept: str) -> None:
    assert trimmed(markup) == kept


def test_the_three_kinds_look_different(edit: SummaryEdit) -> None:
    def looks() -> list[tuple[bool, QColor]]:
        ranges = edit.document().firstBlock().layout().formats()
        return [(piece.format.fontItalic(), piece.format.foreground().color()) for piece in ranges]

    edit.set_markup("«own»[[comment]]")
    assert [italic for italic, _ in looks()] == [True, True, False, False]
    assert looks()[-1][1] == QColor(theme.LIGHT.muted)
    theme.apply("dark")
    assert looks()[-1][1] == QColor(theme.DARK.muted)


def test_signs_are_painted_in_room_of_their_own_and_not_in_the_text(edit: SummaryEdit) -> None:
    edit.set_markup("said own words")
    width = edit.document().firstBlock().layout().lineAt(0).naturalTextWidth()
    plain_picture = edit.grab().toImage()
    edit.set_markup("said [[own words]]")
    assert edit.toPlainText() == "said own words"
    layout = edit.document().firstBlock().layout()
    assert layout.lineAt(0).naturalTextWidth() > width
    assert edit.grab().toImage() != plain_picture


def test_dressing_anew_is_no_edit(edit: SummaryEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_markup(MARKUP)
        theme.apply("dark", 1.5)
        edit.dress()
    assert edit.markup() == MARKUP
    assert not edit.document().isUndoAvailable()


@pytest.mark.parametrize(
    ("key", "marked"),
    [
        (Qt.Key.Key_W, "six «social workers» on site"),
        (Qt.Key.Key_C, "six [[social workers]] on site"),
        (Qt.Key.Key_L, "- six social workers on site"),
    ],
)
def test_keys_mark_what_is_selected_and_unmark_it(
    edit: SummaryEdit, qtbot: QtBot, key: Qt.Key, marked: str
) -> None:
    edit.set_markup("six social workers on site")
    select(edit, "social workers")
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClick(edit, key, CONTROL | SHIFT)
    assert edit.markup() == marked
    qtbot.keyClick(edit, key, CONTROL | SHIFT)
    assert edit.markup() == "six social workers on site"


def test_bold_leaves_the_kind(edit: SummaryEdit, qtbot: QtBot) -> None:
    edit.set_markup("«we see them» daily")
    select(edit, "them daily")
    qtbot.keyClick(edit, Qt.Key.Key_B, CONTROL)
    assert edit.markup() == "«we see **them**»** daily**"
    select(edit, "see them")
    qtbot.keyClick(edit, Qt.Key.Key_S, CONTROL | SHIFT)
    assert edit.markup() == "«we »see **them daily**"


def test_a_kind_can_be_typed(edit: SummaryEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "says ")
    qtbot.keyClick(edit, Qt.Key.Key_W, CONTROL | SHIFT)
    assert edit.kind() is Kind.OWN_WORDS
    qtbot.keyClicks(edit, "daily")
    qtbot.keyClick(edit, Qt.Key.Key_C, CONTROL | SHIFT)
    qtbot.keyClicks(edit, "sure?")
    qtbot.keyClick(edit, Qt.Key.Key_S, CONTROL | SHIFT)
    qtbot.keyClicks(edit, " end")
    assert edit.markup() == "says «daily»[[sure?]] end"


def test_a_dash_begins_a_list_and_an_empty_item_ends_it(edit: SummaryEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "Cover:")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "- day")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "night")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "Thin.")
    assert edit.markup() == "Cover:\n- day\n- night\nThin."


def test_backspace_at_the_head_of_an_item_makes_it_a_line(edit: SummaryEdit, qtbot: QtBot) -> None:
    edit.set_markup("- day")
    put_cursor_at(edit, 0)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.markup() == "day"
    assert edit.document().firstBlock().blockFormat().indent() == 0


def test_shift_enter_begins_a_line_that_the_markup_knows(edit: SummaryEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "a")
    qtbot.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(edit, "b")
    assert edit.markup() == "a\nb"


def test_what_is_pasted_from_elsewhere_comes_in_as_plain_text(edit: SummaryEdit) -> None:
    mime = QMimeData()
    mime.setHtml("<b>Team</b>")
    mime.setText("Team\tof «six»\r\n\x07at night\n")
    edit.insertFromMimeData(mime)
    assert edit.markup() == "Team of \\«six\\»\nat night"
    assert edit.toPlainText() == "Team of «six»\nat night"


def test_copying_gives_text_and_html_and_pasting_keeps_kinds(edit: SummaryEdit, qtbot: QtBot) -> None:
    edit.set_markup(MARKUP)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_C, CONTROL)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "Team of six, “we see them” [check]\n• on site\n• at night"
    assert "<i>“we see <b>them</b>”</i>" in mime.html()
    assert "<ul><li>on site</li><li>at night</li></ul>" in mime.html()
    edit.set_markup("")
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert edit.markup() == MARKUP


def test_part_of_a_line_is_copied_with_its_kinds(edit: SummaryEdit) -> None:
    edit.set_markup("- said «we see them😀 daily» and [[check]]")
    select(edit, "them😀 daily and")
    mime = edit.createMimeDataFromSelection()
    assert bytes(mime.data(SUMMARY_MIME).data()).decode() == "«them😀 daily» and"


@pytest.mark.parametrize(
    ("before", "cursor", "after"),
    [
        ("", 0, "«we see them»"),
        ("She says.", 8, "She says «we see them»."),
        ("She says ", 9, "She says «we see them»"),
        ("saysthat", 4, "says «we see them» that"),
        ("- ", 0, "- «we see them»"),
    ],
)
def test_words_of_the_transcript_come_in_as_own_words(
    edit: SummaryEdit, qtbot: QtBot, before: str, cursor: int, after: str
) -> None:
    edit.set_markup(before)
    put_cursor_at(edit, cursor)
    mime = QMimeData()
    mime.setText("we see them")
    mime.setData(WORDS_MIME, b"we see them\n")
    assert edit.canInsertFromMimeData(mime)
    edit.insertFromMimeData(mime)
    assert edit.markup() == after
    assert edit.kind() is Kind.SUMMARY


def test_files_are_not_dropped_into_a_summary(edit: SummaryEdit) -> None:
    mime = QMimeData()
    mime.setText("file:///notes.docx")
    mime.setUrls(["file:///notes.docx"])
    assert not edit.canInsertFromMimeData(mime)


def test_undo_is_the_documents_while_there_is_any_then_the_studys(edit: SummaryEdit, qtbot: QtBot) -> None:
    edit.set_markup("Team")
    edit.type_at_end(" of six")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert edit.markup() == "Team"
    with qtbot.waitSignal(edit.undo_wanted):
        qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert edit.markup() == "Team of six"
    with qtbot.waitSignal(edit.redo_wanted):
        qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL | SHIFT)


def test_the_windows_undo_key_is_left_alone_once_nothing_is_typed(edit: SummaryEdit) -> None:
    def takes(keys: str) -> bool:
        pressed = QKeySequence(keys)[0]
        event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(edit, event)
        return event.isAccepted()

    edit.set_markup("Team")
    assert not takes("Ctrl+Z")
    assert not takes("Ctrl+Shift+Z")
    edit.type_at_end(" of six")
    assert takes("Ctrl+Z")
    assert all(
        takes(keys) for keys in ("Ctrl+Shift+W", "Ctrl+Shift+C", "Ctrl+Shift+S", "Ctrl+Shift+L", "Ctrl+B")
    )
    assert not takes("Ctrl+K")


def test_a_wide_editor_keeps_a_readable_measure(edit: SummaryEdit, qtbot: QtBot) -> None:
    edit.resize(1600, 300)
    letters = edit.viewport().width() / edit.fontMetrics().averageCharWidth()
    assert MEASURE <= letters <= MEASURE + 8
    assert edit.document().textWidth() == edit.viewport().width()
    edit.resize(300, 300)
    assert edit.viewport().width() == 300


def test_the_cursor_stays_where_it_was_when_the_text_is_replaced(edit: SummaryEdit) -> None:
    edit.set_markup("Team of six")
    put_cursor_at(edit, 4)
    edit.set_markup("Team of seven")
    assert edit.textCursor().position() == 4
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.set_markup("Te")
    assert edit.textCursor().position() == 2


def test_html_tells_the_kinds_apart() -> None:
    assert html(parse("a <b> «c» [[d]]")) == (
        '<p>a &lt;b&gt; <i>“c”</i> <span style="color: gray">[d]</span></p>'
    )


@pytest.mark.parametrize(
    ("before", "place", "words", "after"),
    [
        ("Cover", 5, "we see", "Cover «we see»"),
        ("«One two.»", 4, "we see", "«One » «we see» «two.»"),
        ("Cover", 5, "“we see”", "Cover «we see»"),
        ("Cover", 5, "“we see,” she said", "Cover «“we see,” she said»"),
        ("Cover “", 7, "we see", "Cover «we see»"),
        ("Cover “”.", 7, '"we see"', "Cover «we see»."),
    ],
)
def test_what_was_said_stands_in_one_pair_of_quotation_marks_with_spaces_round_it(
    edit: SummaryEdit, before: str, place: int, words: str, after: str
) -> None:
    edit.set_markup(before)
    cursor = edit.textCursor()
    cursor.setPosition(place)
    edit.setTextCursor(cursor)
    edit.insert_words(words)
    assert edit.markup() == after


def test_words_marked_as_own_leave_their_quotation_marks(edit: SummaryEdit) -> None:
    edit.set_markup("They say “we see” daily")
    cursor = edit.textCursor()
    cursor.setPosition(9)
    cursor.setPosition(17, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.make_own_words()
    assert edit.markup() == "They say «we see» daily"
    edit.undo()
    assert edit.markup() == "They say “we see” daily"
