"""The interview's words beside the cell: read, find, copy, and take them into the summary."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from framework_qda.study.model import InterviewId
from framework_qda.text.case import Case
from framework_qda.text.transcript import Paragraph, Transcript, numbered
from framework_qda.ui import theme
from framework_qda.ui.cell.rich_summary import WORDS_MIME
from framework_qda.ui.find_bar import loose_pattern
from framework_qda.ui.studio import Studio
from framework_qda.ui.transcript_page import MEASURE
from framework_qda.ui.transcript_pane import TranscriptPane

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(studio: Studio, qtbot: QtBot) -> TranscriptPane:
    widget = TranscriptPane(studio)
    qtbot.addWidget(widget)
    widget.resize(700, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def rows(studio: Studio) -> list[InterviewId]:
    return [interview.id for interview in studio.study.interviews()]


def long_transcript(turns: int, words: int = 60) -> Transcript:
    said = " ".join(f"word{n % 17}" for n in range(words))
    return numbered(Paragraph(0, f"{said} end{n}", "INT" if n % 2 else "TM", n * 9000) for n in range(turns))


def add(studio: Studio, transcript: Transcript, name: str = "Long") -> InterviewId:
    (row,) = studio.study.import_interviews([(Case(f"{name}.txt", "Area 1", name), transcript)])
    return row


def select(pane: TranscriptPane, words: str) -> None:
    found = pane.text.document().find(words)
    assert not found.isNull()
    pane.text.setTextCursor(found)


def tops(pane: TranscriptPane) -> dict[int, float]:
    """Where each paragraph on show begins, in pixels."""
    return {block.blockNumber() + 1: rect.top() for block, rect in pane.text._visible_blocks()}


def test_the_heading_says_whose_words_they_are(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(rows(studio)[0])
    words = studio.study.transcript(rows(studio)[0]).words
    assert pane.title.text() == "LA Team Manager"
    assert pane.facts.text() == f"Area 1 · 28 Feb 2012 · notes · {words} words"
    assert pane.text.toPlainText() == studio.study.transcript(rows(studio)[0]).text


def test_without_words_it_says_what_to_do(pane: TranscriptPane, studio: Studio) -> None:
    assert not pane.heading.isVisible()
    assert "Choose an interview" in pane.nothing.text()
    pane.show_interview(add(studio, Transcript(())))
    assert "This interview has no words yet" in pane.nothing.text()
    assert pane.nothing.isVisible()
    assert pane.title.text() == "Long"
    assert not pane.search.isEnabled()
    pane.start_finding()
    assert not pane.find_bar.isVisible()


def test_the_margin_shows_number_time_and_speaker(pane: TranscriptPane, studio: Studio) -> None:
    bare = add(studio, numbered([Paragraph(0, "Said.")]), "Bare")
    full = add(studio, numbered([Paragraph(0, "Said.", "TM", 845_000)]), "Full")
    pane.show_interview(bare)
    picture, words = pane.text.grab().toImage(), pane.text.page.words_left
    pane.show_interview(full)
    assert pane.text.page.words_left > words
    assert pane.text.grab().toImage() != picture
    assert pane.text.toPlainText() == "Said.", "the margin is never part of what is copied"


def test_lines_keep_a_measure_and_a_narrow_pane_has_its_margin_above(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    pane.show_interview(add(studio, long_transcript(20)))
    letter = QFontMetricsF(pane.text.font()).averageCharWidth()
    pane.resize(1600, 400)
    assert MEASURE - 1 <= pane.text.page.measure / letter <= MEASURE + 1
    assert not pane.text.page.above
    pane.resize(260, 400)
    assert pane.text.page.above
    for block, _ in pane.text._visible_blocks():
        layout = block.layout()
        lines = [layout.lineAt(n) for n in range(layout.lineCount())]
        assert all(line.x() + line.naturalTextWidth() <= pane.text.viewport().width() for line in lines)
        steps = {b.y() - a.y() for a, b in pairwise(lines)}
        assert steps <= {pane.text.page.line_step}


def test_the_interviewer_is_muted(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(rows(studio)[0])
    document = pane.text.document()
    assert [bool(pane.text.formats(document.findBlockByNumber(n))) for n in range(3)] == [False, True, False]


def test_it_goes_to_a_paragraph_and_marks_it_for_a_moment(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    pane.show_interview(add(studio, long_transcript(400)), 300)
    assert pane.text.textCursor().blockNumber() == 299
    assert 0 <= tops(pane)[300] < pane.text.viewport().height()
    marked = pane.text.viewport().grab().toImage()
    x, y = 2, int(tops(pane)[300] + 8)
    assert marked.pixelColor(x, y).name().upper() == theme.colours().selection
    qtbot.waitUntil(lambda: pane.text.viewport().grab().toImage() != marked)
    pane.show_interview(rows(studio)[0], 2)
    assert pane.text.textCursor().blockNumber() == 1


def test_it_is_read_on_where_it_was_left(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    long = add(studio, long_transcript(200))
    pane.show_interview(long)
    pane.text.read_on(120)
    pane.show_interview(rows(studio)[0])
    pane.show_interview(long)
    assert pane.text.first_visible() == 120
    pane.text.read_on(80)
    pane.hide()
    another = TranscriptPane(studio)
    qtbot.addWidget(another)
    another.show_interview(long)
    another.resize(500, 300)
    with qtbot.waitExposed(another):
        another.show()
    assert another.text.first_visible() == 80


def test_the_place_holds_when_the_pane_changes_size(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(add(studio, long_transcript(200)))
    pane.text.read_on(120)
    pane.resize(420, 500)
    assert pane.text.first_visible() == 120
    theme.apply("dark", 1.5)
    assert pane.text.first_visible() == 120


def test_finding(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    pane.show_interview(rows(studio)[0])
    pane.text.setFocus()
    pressed = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F, CONTROL | SHIFT)
    pressed.ignore()
    QApplication.sendEvent(pane.text, pressed)
    assert pressed.isAccepted(), "else a shortcut of the window would take the key"
    qtbot.keyClick(pane.text, Qt.Key.Key_F, CONTROL | SHIFT)
    field = pane.find_bar.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "THE")
    assert pane.find_bar.count.text() == "1 of 6"
    before = pane.text.textCursor().selectionStart()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "2 of 6"
    assert pane.text.textCursor().selectionStart() > before
    assert pane.text.selected_words().casefold() == "the"
    qtbot.keyClick(field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert pane.find_bar.count.text() == "6 of 6"
    field.setText("nowhere at all")
    assert pane.find_bar.count.text() == "not found"
    assert not pane.find_bar.on.isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.text.hasFocus()


def test_every_place_found_is_marked(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(rows(studio)[0])
    pane.start_finding()
    pane.find_bar.field.setText("midwives")
    pane.text.setTextCursor(QTextCursor(pane.text.document()))

    def yellow() -> int:
        picture = pane.text.viewport().grab().toImage()
        found = theme.colours().found.lower()
        return sum(
            picture.pixelColor(x, y).name() == found
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        )

    assert yellow() > 10
    pane.find_bar.close_bar()
    assert yellow() == 0


def test_what_is_found_is_selected_to_the_letter_after_an_emoji(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(add(studio, numbered([Paragraph(0, "One."), Paragraph(0, "😀 the “café” 😀 door")])))
    pane.start_finding()
    pane.find_bar.field.setText('"CAFÉ" 😀')
    assert pane.text.selected_words() == "“café” 😀"


def test_a_pattern_forgives_signs_and_spaces() -> None:
    pattern = loose_pattern("don't  (ask)")
    assert pattern is not None
    assert pattern.search("we Don’t\u00a0(ask) them")
    assert not pattern.search("dont ask")
    assert loose_pattern("  ") is None


def test_copied_words_say_that_they_are_somebodys(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    pane.show_interview(rows(studio)[0])
    pane.text.selectAll()
    qtbot.keyClick(pane.text, Qt.Key.Key_C, CONTROL)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == studio.study.transcript(rows(studio)[0]).text
    assert bytes(mime.data(WORDS_MIME).data()).decode() == mime.text()


def test_words_are_wanted_by_key_button_and_menu(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    pane.show_interview(rows(studio)[0])
    assert not pane.into.isEnabled()
    select(pane, "midwives knock")

    def by_menu() -> None:
        at = pane.text.cursorRect().center()
        QApplication.sendEvent(
            pane.text.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, QPoint(0, 0))
        )
        menu = next(menu for menu in pane.text.findChildren(QMenu) if menu.isVisible())
        menu.actions()[-1].trigger()
        menu.close()

    asks: list[Callable[[], None]] = [
        lambda: qtbot.keyClick(pane.text, Qt.Key.Key_Return, CONTROL | SHIFT),
        lambda: qtbot.mouseClick(pane.into, Qt.MouseButton.LeftButton),
        by_menu,
    ]
    for ask in asks:
        with qtbot.waitSignal(pane.words_wanted) as wanted:
            ask()
        assert wanted.args == ["midwives knock"]


def test_a_line_end_inside_a_paragraph_stays_inside(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(add(studio, numbered([Paragraph(0, "One\nhalf"), Paragraph(0, "Two", "TM")])))
    assert pane.text.document().blockCount() == 2
    pane.text.selectAll()
    assert pane.text.selected_words() == "One\nhalf\nTwo"


def test_it_follows_what_happens_to_the_interview(pane: TranscriptPane, studio: Studio) -> None:
    row = rows(studio)[0]
    pane.show_interview(row)
    studio.study.rename_interview(row, "LA Manager")
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    assert pane.title.text() == "LA Manager"
    assert pane.facts.text().startswith("North · ")
    studio.study.delete_interview(row)
    assert not pane.heading.isVisible()
    assert pane.nothing.isVisible()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_a_very_long_transcript_opens_like_plain_text(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    """150,000 words open in a few times what they take to be read and put into a bare QPlainTextEdit."""
    short, long = rows(studio)[0], add(studio, long_transcript(2460))
    assert studio.study.transcript(long).words > 150_000
    bare = QPlainTextEdit()
    qtbot.addWidget(bare)
    bare.resize(pane.size())
    with qtbot.waitExposed(bare):
        bare.show()

    def plainly() -> None:
        bare.setPlainText(studio.study.transcript(long).text)
        bare.grab()

    def here() -> None:
        pane.show_interview(long)
        pane.grab()

    plain, ours = [], []
    for _ in range(3):
        pane.show_interview(short)
        bare.clear()
        plain.append(seconds(plainly))
        ours.append(seconds(here))
    laid_out = sum(pane.text.document().findBlockByNumber(n).lineCount() > 1 for n in range(2460))
    assert laid_out < 60, "only what is on show is laid out"
    assert min(ours) < 5 * min(plain), f"{min(ours):.3f} s, {min(ours) / min(plain):.1f} times a bare one"


def test_the_scroll_bar_goes_when_there_is_nothing_to_scroll(pane: TranscriptPane, studio: Studio) -> None:
    pane.show_interview(add(studio, numbered([Paragraph(0, "all in one breath " * 3000)]), "Breath"))
    assert pane.text.verticalScrollBar().maximum() > 500
    pane.show_interview(add(studio, numbered([Paragraph(0, "Yes.")]), "Short"))
    assert pane.text.verticalScrollBar().maximum() == 0
