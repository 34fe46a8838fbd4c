"""The quotation board: found, filtered, grouped, driven by keys, and quick with thousands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from framework_qda import create_study, open_study
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, QuotationId, QuotationStatus
from framework_qda.study.model import FieldId
from framework_qda.text.quoting import cut, insert, plain
from framework_qda.text.transcript import Paragraph, numbered
from framework_qda.text.verifying import Verdict
from framework_qda.ui.desk import Desk
from framework_qda.ui.filtering.offer import KEEP
from framework_qda.ui.modes import Mode
from framework_qda.ui.quotes.board import BoardTab
from framework_qda.ui.quotes.board_delegate import marks_of
from framework_qda.ui.quotes.board_rows import (
    BY_AREA,
    BY_EAR,
    BY_STATUS,
    BY_SUBTOPIC,
    NOT_INDEXED,
    STRONGEST,
    UNGROUPED,
    UNUSED,
    USED,
    Facet,
    Head,
    Shown,
    Sort,
    where_found,
)
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours
from tests.ui.conftest import case
from tests.ui.quoted import press, quote

KNOCK, DAY, HOURS = (
    "the midwives knock",
    "We see them every day",
    "Out of hours is a different café altogether",
)


@pytest.fixture
def quotations(desk: Desk) -> list[QuotationId]:
    """Four quotations: two of the first interview, one of each of the next two."""
    study = desk.studio.study
    return [
        quote(study, 0, DAY),
        quote(study, 0, HOURS, None),
        quote(study, 1, KNOCK),
        quote(study, 2, HOURS, 4),
    ]


@pytest.fixture
def board(qtbot: QtBot, desk: Desk, quotations: list[QuotationId]) -> BoardTab:
    desk.show_mode(Mode.QUOTES)
    found: BoardTab = desk.quotes("board")
    qtbot.waitUntil(lambda: found.isVisible() and found.faces.all_checked)
    return found


def heads(board: BoardTab) -> list[str]:
    return [f"{row.title} {row.count}" for row in board.view.board.rows if isinstance(row, Head)]


def delete(board: BoardTab) -> None:
    """Delete a board of no window before its study is closed."""
    board.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def use(study: Study, quotation: QuotationId) -> None:
    text = f'They say {{{{"{quotation}|{DAY}}}}} often.'
    study.add_draft("Report", [Block(BlockId(""), BlockKind.PARAGRAPH, text)])


def test_without_quotations_the_board_says_how_to_take_one(qtbot: QtBot, desk: Desk) -> None:
    desk.show_mode(Mode.QUOTES)
    board = desk.quotes("board")
    assert "Ctrl+Q" in board.nothing.text()
    assert desk.focusWidget() is board.way_out
    board.way_out.click()
    assert desk.mode is Mode.SOURCES


def test_the_keys_go_to_the_board(qtbot: QtBot, window, desk: Desk, quotations: list[QuotationId]) -> None:
    window.commands["mode_quotes"].trigger()
    assert desk.mode is Mode.QUOTES
    assert desk.focusWidget() is desk.quotes().view
    assert window.commands["mode_quotes"].shortcut().toString() == "Ctrl+5"


def test_quotations_stand_in_reading_order_under_their_areas(
    board: BoardTab, quotations: list[QuotationId]
) -> None:
    assert heads(board) == ["Area 1 3", "Area 2 1"]
    assert board.ids() == quotations
    assert board.count.text() == "4 quotations"


def test_they_are_grouped_by_anything(board: BoardTab, quotations: list[QuotationId]) -> None:
    study = board.studio.study
    study.set_status([quotations[1]], QuotationStatus.CHOSEN)
    board.group_by(BY_SUBTOPIC)
    assert heads(board) == ["1.2 social work staffing 2", "2.2 feedback 1", f"{NOT_INDEXED} 1"]
    board.group_by(BY_STATUS)
    assert heads(board) == ["candidate 3", "chosen 1"]
    side = next(each for each in study.fields() if each.name == "side")
    board.group_by(side.id)
    assert heads(board) == ["acute trust 1", "local authority 3"]
    assert board.group_button.accessibleName() == "Grouped by side"
    board.group_by(UNGROUPED)
    assert heads(board) == []
    study.delete_attribute(side.id)  # type: ignore[arg-type]
    board.group_by(FieldId(side.id))
    assert heads(board) == ["Area 1 3", "Area 2 1"], "a field that is gone makes no groups"


def test_a_quotation_of_two_sub_topics_stands_under_both(
    board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    found = study.quotation(quotations[0])
    assert found and found.passage
    passage = study.passage(found.passage)
    assert passage
    study.index(found.interview, passage.start, passage.stop, [study.subtopics()[4].id])
    board.group_by(BY_SUBTOPIC)
    assert heads(board)[:2] == ["1.2 social work staffing 2", "2.2 feedback 2"]
    assert len(board.ids()) == 4


def test_they_are_put_in_other_orders(board: BoardTab, quotations: list[QuotationId]) -> None:
    board.group_by(UNGROUPED)
    board.sort_by(Sort.LONGEST)
    assert board.ids()[-1] == quotations[2]
    use(board.studio.study, quotations[2])
    board.sort_by(Sort.USED)
    assert board.ids()[0] == quotations[2]
    assert board.sort_button.text() == "Most used first"


def test_typing_in_the_field_searches_words_tags_and_notes(
    qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    study.tag_quotations([quotations[2]], "Lantern")
    QTest.keyClicks(board.field, "cafe hours")
    qtbot.waitUntil(lambda: board.ids() == [quotations[1], quotations[3]])
    assert board.count.text() == "2 of 4 quotations"
    board.field.setText("lantern")
    press(board.field, Qt.Key.Key_Return)
    assert board.ids() == [quotations[2]]
    assert board.current == quotations[2]
    board.field.setText("no such words")
    qtbot.waitUntil(lambda: board.ids() == [])
    assert "No quotation fits" in board.nothing.text()
    board.way_out.click()
    assert len(board.ids()) == 4
    assert board.field.text() == ""


def test_every_facet_filters(board: BoardTab, quotations: list[QuotationId]) -> None:
    study, (first, second, third, fourth) = board.studio.study, quotations
    use(study, first)
    study.set_status([second], QuotationStatus.SET_ASIDE)
    study.set_strongest([third])
    study.tag_quotations([fourth], "cover")
    study.edit_quotation(third, cut(plain(KNOCK), 0, 4))
    areas, columns = study.areas(), study.subtopics()
    for facet, value, wanted in (
        (Facet.SUBTOPIC, columns[1].id, [first, third]),
        (Facet.SUBTOPIC, NOT_INDEXED, [second]),
        (Facet.AREA, areas[1].id, [fourth]),
        (Facet.INTERVIEW, study.interviews()[1].id, [third]),
        (Facet.STATUS, "set aside", [second]),
        (Facet.TAG, "cover", [fourth]),
        (Facet.USE, USED, [first]),
        (Facet.USE, UNUSED, [second, third, fourth]),
        (Facet.STRONGEST, STRONGEST, [third]),
        (Facet.VERIFICATION, Verdict.EDITED, [third]),
        (Facet.VERIFICATION, BY_EAR, quotations),
    ):
        board.conditions.want(facet, [value])
        assert board.ids() == wanted, (facet, value)
        assert where_found(study, board.shown) == [study.quotation(each) for each in wanted]
        board.conditions.want(facet, ())
    side = next(each for each in study.fields() if each.name == "side")
    board.conditions.set_condition(side.id, ["acute trust"])
    assert board.ids() == [third]


def test_a_filter_is_chosen_from_a_list_and_is_a_chip(
    qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]
) -> None:
    bar = board.conditions
    bar.add_button.click()
    bar.fields.field.setText("status")
    press(bar.fields.field, Qt.Key.Key_Return)
    notes = {offer.text: offer.note for offer in bar.values._offers}
    assert notes == {"candidate": "4", "chosen": "0", "set aside": "0"}
    bar.values.field.setText("chosen")
    press(bar.values.field, Qt.Key.Key_Return)
    assert board.ids() == []
    (chip,) = bar.chips
    assert chip.text() == "status: chosen"
    press(chip, Qt.Key.Key_Delete)
    assert bar.chips == []
    assert len(board.ids()) == 4
    bar.want(Facet.STATUS, ["chosen"])
    bar.clear_button.click()
    assert len(board.ids()) == 4


def test_the_study_at_the_left_narrows_the_board(
    desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    desk.go_to_subtopic(study.subtopics()[1].id)
    assert board.ids() == [quotations[0], quotations[2]]
    desk.go_to_area(study.areas()[0].id)
    desk.go_to_interview(study.interviews()[1].id)
    assert board.ids() == [quotations[2]]
    desk.go_to_interview(study.interviews()[1].id)
    desk.go_to_subtopic(study.subtopics()[1].id)
    assert len(board.ids()) == 4, "once more shows all again"
    assert desk.mode is Mode.QUOTES


def test_keys_say_how_far_quotations_are(board: BoardTab, quotations: list[QuotationId]) -> None:
    study, view = board.studio.study, board.view

    def status(n: int) -> QuotationStatus:
        found = study.quotation(quotations[n])
        assert found
        return found.status

    view.choose(quotations[0])
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert board.chosen() == quotations[:2]
    assert board.count.text() == "2 chosen · 4 quotations"
    press(view, Qt.Key.Key_C)
    assert status(0) is status(1) is QuotationStatus.CHOSEN
    assert status(2) is QuotationStatus.CANDIDATE
    study.undo()
    assert status(0) is status(1) is QuotationStatus.CANDIDATE, "one step"
    view.choose(quotations[2])
    press(view, Qt.Key.Key_X)
    assert status(2) is QuotationStatus.SET_ASIDE
    press(view, Qt.Key.Key_X)
    assert status(2) is QuotationStatus.CANDIDATE
    press(view, Qt.Key.Key_S)
    assert study.quotations()[2].strongest
    press(view, Qt.Key.Key_S)
    assert not study.quotations()[2].strongest


def test_t_tags_and_makes_new_tags(qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]) -> None:
    study = board.studio.study
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_T)
    tags = board.tagging.chooser
    tags.field.setText("lantern")
    assert tags.current and tags.current.key == KEEP
    press(tags.field, Qt.Key.Key_Return)
    assert study.quotations()[0].tags == ("lantern",)
    press(tags.field, Qt.Key.Key_Space)
    assert study.quotations()[0].tags == ()
    tags.close()


def test_del_deletes_and_undo_brings_back(
    board: BoardTab, qtbot: QtBot, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    use(study, quotations[0])
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: board.ids() == quotations[1:])
    assert board.current == quotations[1], "the next one is current"
    assert "A draft still has a place" in board.notice.sentence
    study.undo()
    qtbot.waitUntil(lambda: board.ids() == quotations)


def test_g_goes_to_the_words_and_the_text_follows(
    qtbot: QtBot, desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_G)
    assert desk.mode is Mode.QUOTES
    assert desk.transcript.isVisible()
    assert desk.transcript.interview == board.studio.study.interviews()[0].id
    board.view.choose(quotations[3])
    qtbot.waitUntil(lambda: desk.transcript.interview == board.studio.study.interviews()[2].id)


def test_p_says_where_nothing_can_be_heard(
    desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    heard = []
    board.listen_wanted.connect(heard.append)
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_P)
    assert heard == [board.studio.study.quotations()[0].passage]
    board.studio.study.delete_passage(heard[0])
    press(board.view, Qt.Key.Key_P)
    assert len(heard) == 1
    assert "find its words again" in board.notice.sentence


def test_ctrl_c_copies_what_is_chosen(board: BoardTab, quotations: list[QuotationId]) -> None:
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert f"‘{DAY}’" in QApplication.clipboard().text()
    assert "Copied" in board.notice.sentence
    QApplication.clipboard().clear()


def test_enter_opens_the_panel_and_escape_comes_back(
    desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    board.toggle_panel()
    assert board.panel.isHidden()
    board.view.choose(quotations[1])
    press(board.view, Qt.Key.Key_Return)
    assert board.panel.quotation and board.panel.quotation.id == quotations[1]
    assert desk.focusWidget() is board.panel.words
    press(board.panel.words, Qt.Key.Key_Escape)
    assert desk.focusWidget() is board.view


def test_every_mark_is_said_in_words(qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]) -> None:
    study = board.studio.study
    use(study, quotations[0])
    study.set_strongest([quotations[0]])
    study.set_status([quotations[0]], QuotationStatus.CHOSEN)
    study.tag_quotations([quotations[0]], "cover")
    study.list_identifying(["every day"])

    def told() -> str:
        return board.view.board.data(
            board.view.board.index_of(quotations[0]), Qt.ItemDataRole.AccessibleTextRole
        )

    qtbot.waitUntil(lambda: "could tell who somebody is" in told())
    for words in (
        DAY,
        "as in the notes, not checked by ear",
        "used 1",
        "strongest",
        "chosen",
        "cover",
    ):
        assert words in told(), words
    quotation = study.quotation(quotations[0])
    assert quotation
    marks = {mark.words: mark for mark in marks_of(quotation, board.faces.of(quotation))}
    assert marks["could identify"].warns
    assert (marks["as in the notes, not checked by ear"].symbol, "verbatim" in told()) == ("ear", False)
    assert not any(mark.glyph for mark in marks.values()), "the ear stands in the place of ✓"
    study.check_quotation_by_ear(quotations[0])
    quotation = study.quotation(quotations[0])
    assert quotation
    qtbot.waitUntil(lambda: "verbatim" in told())
    assert marks_of(quotation, board.faces.of(quotation))[0].glyph == "✓"
    study.edit_quotation(quotations[0], cut(plain(DAY), 0, 7))
    study.check_quotation_by_ear(quotations[0], False)
    quotation = study.quotation(quotations[0])
    assert quotation
    qtbot.waitUntil(lambda: "edited and marked, from notes, not checked by ear" in told())
    first = marks_of(quotation, board.faces.of(quotation))[0]
    assert (first.symbol, first.glyph) == ("ear", "")
    assert {"used 1×", "cover"} <= marks.keys()


def test_edits_are_tinted(board: BoardTab, quotations: list[QuotationId]) -> None:
    study = board.studio.study
    study.edit_quotation(quotations[0], insert(cut(plain(DAY), 0, 7), 11, "the nurses"))
    view = board.view
    index = view.board.index_of(quotations[0])
    image = QImage(600, view.painter_of.height, QImage.Format.Format_RGB32)
    image.fill(QColor(colours().page))
    painter, option = QPainter(image), QStyleOptionViewItem()
    option.rect = image.rect()
    option.state = QStyle.StateFlag.State_Enabled
    view.painter_of.paint(painter, option, index)
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(600) for y in range(60)}
    assert colours().warning.lower() in seen, "the mark of a cut"
    assert colours().accent.lower() in seen, "what was put in"


def test_the_list_and_the_cards_show_the_same_and_the_choice_is_kept(
    board: BoardTab, desk: Desk, quotations: list[QuotationId]
) -> None:
    desk.window().resize(1600, 900)
    QApplication.processEvents()
    board.toggle_panel()
    QApplication.processEvents()
    board.view.choose(quotations[0])
    board.cards_button.click()
    QApplication.processEvents()
    assert board.view.board.columns > 1
    assert board.ids() == quotations
    assert board.current == quotations[0]
    press(board.view, Qt.Key.Key_Right)
    assert board.current == quotations[1]
    press(board.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(board.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert board.current == quotations[3]
    press(board.view, Qt.Key.Key_Up)
    assert board.current in quotations[:3], "over the head of the area"
    other = BoardTab(board.studio)
    assert other.view.painter_of.cards
    delete(other)
    board.list_button.click()
    assert board.view.board.columns == 1
    assert board.current in quotations[:3]


def test_arrows_step_over_heads(board: BoardTab, quotations: list[QuotationId]) -> None:
    board.view.choose(quotations[2])
    press(board.view, Qt.Key.Key_Down)
    assert board.current == quotations[3]
    press(board.view, Qt.Key.Key_Up)
    assert board.current == quotations[2]


def test_group_and_order_are_kept(board: BoardTab) -> None:
    board.group_by(BY_STATUS)
    board.sort_by(Sort.NEWEST)
    other = BoardTab(board.studio)
    assert (other.shown.by, other.shown.sort) == (BY_STATUS, Sort.NEWEST)
    other.group_by(UNGROUPED)
    delete(other)
    other = BoardTab(board.studio)
    assert other.shown.by == UNGROUPED
    delete(other)
    assert board.shown.by == BY_STATUS != BY_AREA


def test_another_part_of_the_window_shows_a_quotation(
    desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    board.conditions.want(Facet.STATUS, ["chosen"])
    desk.show_mode(Mode.CHART)
    desk.show_quotation(quotations[3])
    assert desk.mode is Mode.QUOTES
    assert board.current == quotations[3]
    assert board.panel.quotation and board.panel.quotation.id == quotations[3]
    desk._workspace(Mode.QUOTES).show_where(Shown(facets={Facet.AREA: (board.studio.study.areas()[0].id,)}))
    assert board.ids() == quotations[:3]


def test_undo_elsewhere_says_where_it_is_to_be_seen(
    desk: Desk, window, board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    study.set_strongest([quotations[3]])
    board.view.choose(quotations[0])
    desk.show_mode(Mode.CHART)
    window.undo()
    assert window.notice_go.isVisibleTo(window)
    window.notice_go.click()
    assert desk.mode is Mode.QUOTES
    assert board.current == quotations[3]


def test_the_current_cell_is_that_of_the_quotation(
    desk: Desk, board: BoardTab, quotations: list[QuotationId]
) -> None:
    board.view.choose(quotations[3])
    desk.show_mode(Mode.CHART)
    study = board.studio.study
    assert desk.matrix.view.current_key == (study.interviews()[2].id, study.subtopics()[4].id)


@pytest.fixture
def many(tmp_path: Path, qapp: QApplication):
    """5,000 quotations of 250 interviews."""
    path = tmp_path / "many.fqda"
    with create_study(path, "Many", analyst="Ann") as study:
        words = [f"Sentence {n} of what was said about cover at night, and so on." for n in range(20)]
        rows = study.import_interviews(
            [
                (
                    case(f"Area {n // 4}", f"Int {n}", "acute trust"),
                    numbered([Paragraph(0, each) for each in words]),
                )
                for n in range(250)
            ]
        )
        text = study.transcript(rows[0]).text
        starts = [text.index(each) for each in words]
        with study.action("Quote"):
            for row in rows:
                for n, start in enumerate(starts):
                    passage = study.mark_passage(row, start, start + len(words[n]))
                    study.quote(passage, text=cut(plain(words[n]), 0, 8) if n % 2 else "")
    with open_study(path, analyst="Ann") as study:
        yield Studio(study)


def test_thousands_are_on_show_at_once(qtbot: QtBot, many: Studio) -> None:
    delete(BoardTab(many))  # what is only imported once
    many.study._kept.clear()
    begun = time.process_time()
    board = BoardTab(many)
    board.resize(1200, 800)
    board.show()
    board.grab()
    taken = time.process_time() - begun
    assert len(board.ids()) == 5000
    assert taken < 0.6, "0.15 s on a machine that does nothing else"
    begun = time.process_time()
    board.field.setText("sentence 7 night")
    board._refresh()
    board.grab()
    assert len(board.ids()) == 500
    assert time.process_time() - begun < 0.6, "0.2 s on a machine that does nothing else"
    qtbot.waitUntil(lambda: len(board.faces.checks) == 5000, timeout=20_000)
    assert {check.verdict for check in board.faces.checks.values()} == {Verdict.VERBATIM, Verdict.EDITED}
    delete(board)


def test_cards_keep_their_height_in_other_groups(
    qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]
) -> None:
    """A row that was a head is a card now: it must not be as low as the head was."""
    board.show_cards(True)
    board.group_by(BY_AREA)
    QApplication.processEvents()
    for by in (UNGROUPED, BY_AREA, BY_STATUS):
        board.group_by(by)
        view = board.view
        wanted = [
            view.painter_of.head_height if isinstance(line, Head) else view.painter_of.height
            for line in view.board.lines
        ]
        assert [view.rowHeight(n) for n in range(len(wanted))] == wanted, by


def test_what_nobody_has_heard_is_not_among_the_verbatim(
    board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    study.check_quotation_by_ear(quotations[0])
    board.conditions.want(Facet.VERIFICATION, [Verdict.VERBATIM])
    assert board.ids() == [quotations[0]]
    board.conditions.want(Facet.VERIFICATION, [BY_EAR])
    assert board.ids() == quotations[1:]


def test_ctrl_shift_f_goes_to_the_boards_own_search(
    qtbot: QtBot, window, desk: Desk, board: BoardTab
) -> None:
    desk.quotes("ledger").head.setFocus()
    window.commands["filter"].trigger()
    qtbot.waitUntil(board.field.hasFocus)
    QTest.keyClicks(desk.focusWidget(), "knock")
    assert board.field.text() == "knock" and desk.matrix.filter.text() == ""


def test_ctrl_shift_f_types_into_nothing_hidden(qtbot: QtBot, window, desk: Desk) -> None:
    own = {Mode.CHART, Mode.COVERAGE, Mode.QUOTES, Mode.MEMOS, Mode.HISTORY}
    for mode in Mode:
        desk.show_mode(mode)
        before = desk.focusWidget()
        window.say("")
        window.commands["filter"].trigger()
        if mode in own:
            assert desk.focusWidget() is getattr(desk.centre.currentWidget(), "words_field", None), mode
        else:
            assert "Ctrl+F" in window.notice.text() and desk.focusWidget() is before, mode


def test_a_deleted_passage_is_told_and_the_words_are_found_again(
    qtbot: QtBot, board: BoardTab, quotations: list[QuotationId]
) -> None:
    study = board.studio.study
    study.check_quotation_by_ear(quotations[0])
    board.view.choose(quotations[0])
    board.open_panel()
    verification = board.panel.verification
    assert verification.search.isHidden()
    gone = study.quotation(quotations[0])
    assert gone and gone.passage
    study.delete_passage(gone.passage)
    qtbot.waitUntil(lambda: "Its passage was deleted" in verification.why.text())
    assert verification.verdict.text() == "✓ verbatim"
    gone = study.quotation(quotations[0])
    assert gone
    told = [mark for mark in marks_of(gone, board.faces.of(gone)) if mark.warns]
    assert [mark.words for mark in told] == ["its passage was deleted"]
    press(board.view, Qt.Key.Key_G)
    assert "passage of that quotation was deleted" in board.notice.sentence
    board.view.choose(quotations[1])
    assert not board.notice.sentence, "it was about another"
    board.view.choose(quotations[0])
    press(board.view, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: bool(board.panel.quotation and board.panel.quotation.id == quotations[0]))
    assert not verification.search.isHidden()
    verification.find_again()
    assert verification.places.current
    press(verification.places.field, Qt.Key.Key_Return)
    found = study.quotation(quotations[0])
    assert found and found.passage
    assert not board.notice.sentence, "it goes with the next step"
    qtbot.waitUntil(verification.search.isHidden)


def test_a_tag_of_some_of_the_chosen_is_half_ticked(board: BoardTab, quotations: list[QuotationId]) -> None:
    study = board.studio.study
    study.tag_quotations(quotations[:1], "cover")
    board.view.choose_all(quotations[:2])
    press(board.view, Qt.Key.Key_T)
    tags = board.tagging.chooser

    def tick() -> Qt.CheckState:
        return Qt.CheckState(tags.model.index(0).data(Qt.ItemDataRole.CheckStateRole))

    assert tick() is Qt.CheckState.PartiallyChecked
    assert "partly ticked" in tags.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    press(tags.field, Qt.Key.Key_Space)
    assert tick() is Qt.CheckState.Checked
    assert all("cover" in each.tags for each in study.quotations()[:2])
    tags.close()
