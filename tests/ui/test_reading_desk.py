"""Reading in the whole window: from the matrix and back, to a cell's editor, to the notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda import open_study
from framework_qda.study.model import About, CellKey, FindingKind
from framework_qda.tasks.library import sample_folder
from framework_qda.ui import theme
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.reading.workspace import ReadingWorkspace
from framework_qda.ui.window import MainWindow

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)

SOUND = sample_folder() / "recordings" / "01-la-team-manager-extract.ogg"


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> Iterator[MainWindow]:
    theme.apply("light")
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
    window.show_study(open_study(study_file, analyst="Ann"))
    yield window
    window.close_study()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    assert window.desk
    return window.desk


def reading(desk: Desk) -> ReadingWorkspace:
    return desk._workspace(Mode.READ)


def press(
    window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def key_of(desk: Desk, interview: int, subtopic: int) -> CellKey:
    study = desk.studio.study
    return study.interviews()[interview].id, study.subtopics()[subtopic].id


def test_by_keys_alone_from_the_matrix_to_reading_and_back(window: MainWindow, desk: Desk) -> None:
    desk.matrix.go_to(*key_of(desk, 2, 1))
    desk.matrix.view.setFocus()
    press(window, Qt.Key.Key_3, CONTROL)
    assert desk.mode is Mode.READ and reading(desk).table.hasFocus()
    assert reading(desk).current_key == key_of(desk, 2, 1), "it goes on at the same cell"
    assert not desk.right.isVisible(), "what is read has the room"
    press(window, Qt.Key.Key_PageUp, CONTROL)
    assert reading(desk).current_key == key_of(desk, 1, 1)  # the trust's column is the first
    press(window, Qt.Key.Key_3, CONTROL)
    assert reading(desk).screen is reading(desk).theme
    press(window, Qt.Key.Key_PageDown, CONTROL)
    assert reading(desk).current_key == key_of(desk, 1, 2)
    press(window, Qt.Key.Key_2, CONTROL)
    assert desk.mode is Mode.CHART and desk.matrix.view.current_key == key_of(desk, 1, 2)
    assert desk.cell.cell_key == key_of(desk, 1, 2)


def test_a_summary_is_edited_beside_the_page(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    desk.matrix.go_to(*key_of(desk, 1, 0))
    desk.show_mode(Mode.READ)
    press(window, Qt.Key.Key_Return)
    assert desk.mode is Mode.READ and desk.cell.isVisible()
    assert desk.cell.edit.hasFocus() and desk.cell.cell_key == key_of(desk, 1, 0)
    QTest.keyClicks(desk.cell.edit, "Seen from the ward")
    press(window, Qt.Key.Key_Right, ALT)  # the neighbour at the right, as the columns stand here
    assert desk.cell.cell_key == key_of(desk, 0, 0) and desk.cell.edit.hasFocus()
    assert study.cell(*key_of(desk, 1, 0)).summary == "Seen from the ward"
    sheet = reading(desk).table
    place = sheet.plan_model.places_of(key_of(desk, 1, 0))[0]
    assert sheet.plan_model.index(place.row, place.column).data() == "Seen from the ward"
    press(window, Qt.Key.Key_Escape)
    assert sheet.hasFocus() and not desk.cell.isVisible()
    press(window, Qt.Key.Key_2, CONTROL)
    assert desk.cell.isVisible(), "beside the matrix it is still as it was"


def test_a_link_shows_its_words_and_back_leads_to_the_page(window: MainWindow, desk: Desk) -> None:
    study, (row, column) = desk.studio.study, key_of(desk, 0, 1)
    start = study.transcript(row).text.index("We see them")
    passage = study.index(row, start, start + len("We see them every day"), [column])
    study.chart(row, column, f"{{on site|{passage}}}")
    desk.matrix.go_to(row, column)
    desk.show_mode(Mode.READ)
    press(window, Qt.Key.Key_Return, CONTROL)
    assert desk.mode is Mode.READ and desk.transcript.isVisible()
    assert desk.transcript.text.textCursor().selectedText() or desk.transcript.interview == row
    assert desk.transcript.interview == row
    press(window, Qt.Key.Key_Left, ALT)
    assert reading(desk).table.hasFocus() and reading(desk).current_key == (row, column)


def test_the_outline_of_the_study_leads_to_pages(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    desk.show_mode(Mode.READ)
    desk.navigator.area_chosen.emit(study.areas()[1].id)
    assert reading(desk).case.stepper.title.text() == "Area 2 ▾"
    desk.navigator.interview_chosen.emit(study.interviews()[0].id)
    assert reading(desk).case.sheet.plan.title == "Area 1 · LA Team Manager"
    desk.navigator.matrix_chosen.emit(study.matrices()[1].id)
    assert reading(desk).current_key == key_of(desk, 0, 3)
    desk.navigator.subtopic_chosen.emit(study.subtopics()[4].id)
    assert reading(desk).theme.stepper.title.text() == "2.2 feedback ▾"
    desk.navigator.matrix_chosen.emit(study.matrices()[0].id)
    assert reading(desk).theme.stepper.title.text() == "1.1 summary ▾"


def test_the_overview_is_written_by_keys_and_kept_when_the_study_is_closed(
    window: MainWindow, desk: Desk, study_file: Path
) -> None:
    press(window, Qt.Key.Key_O, CONTROL | SHIFT)
    edit = reading(desk).case.overview.edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, "Two sides of one corridor")
    window.close_study()
    with open_study(study_file) as study:
        assert study.overview(About.AREA, study.areas()[0].id).text == "Two sides of one corridor"


def test_type_is_zoomed_where_the_work_is(window: MainWindow, desk: Desk) -> None:
    before = desk.matrix.view.zoom
    desk.show_mode(Mode.READ)
    window.commands["zoom_in"].trigger()
    assert reading(desk).table.zoom == pytest.approx(1.1) and desk.matrix.view.zoom == before
    window.commands["zoom_reset"].trigger()
    assert reading(desk).table.zoom == 1.0


def test_a_memo_is_about_the_cell_that_is_read(window: MainWindow, desk: Desk) -> None:
    desk.matrix.go_to(*key_of(desk, 0, 0))
    desk.show_mode(Mode.READ)
    reading(desk).table.choose(*key_of(desk, 1, 2))
    assert desk._current_subject() == (About.CELL, "/".join(key_of(desk, 1, 2)))


def test_reading_is_in_the_palette(window: MainWindow, desk: Desk) -> None:
    for name, tab in (("read_down", 1), ("read_along", 0)):
        window.commands[name].trigger()
        assert desk.mode is Mode.READ and reading(desk).tabs.currentIndex() == tab


def test_a_filter_of_the_matrix_stays_when_reading_ends_at_a_cell_it_hides(
    window: MainWindow, desk: Desk
) -> None:
    study = desk.studio.study
    desk.matrix.conditions.set_condition(study.find_field("region").id, ["London"])
    desk.show_mode(Mode.READ)
    reading(desk).show_case(study.areas()[0].id)
    reading(desk).table.choose(*key_of(desk, 0, 0))
    desk.show_mode(Mode.CHART)
    assert desk.matrix.conditions.conditions, "nobody took it away"


def test_a_link_to_a_recorded_passage_is_heard_beside_the_page(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    study, (row, column) = desk.studio.study, key_of(desk, 0, 1)
    study.attach_embedded(row, SOUND)
    passage = study.transcribe(row, 27_100, 45_600, "And the parents.")
    study.chart(row, column, f"{{on site|{passage}}}")
    desk.matrix.go_to(row, column)
    desk.show_mode(Mode.READ)
    press(window, Qt.Key.Key_Return, CONTROL)
    assert desk.mode is Mode.READ and desk.player.interview == row
    qtbot.waitUntil(lambda: 27_100 < desk.player.position < 45_600, timeout=15_000)
    assert reading(desk).case.sheet.plan.title == "Area 1", "the page stays"


def test_words_found_are_shown_beside_the_page(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    desk.show_mode(Mode.READ)
    title = reading(desk).case.stepper.title.text()
    hit = next(hit for hit in study.search("midwife") if hit.paragraph)
    desk.go_to_hit(hit)
    assert desk.mode is Mode.READ and desk.transcript.isVisible()
    assert desk.transcript.interview == hit.interview
    assert reading(desk).case.stepper.title.text() == title


# --- What undo took back ---


def test_an_undo_out_of_sight_says_where_it_was_and_leads_there(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    study = desk.studio.study
    area = study.areas()[1]
    study.write_overview(About.AREA, area.id, "Two sides, one corridor.")
    desk.compare()
    window.undo()
    assert "Undo: Sum up Area 2" in window.notice.text() and "Read · Area 2" in window.notice.text()
    assert window.notice.font().bold() and window.notice_go.isVisible()
    window.notice_go.setFocus()
    qtbot.keyClick(window.notice_go, Qt.Key.Key_Space)
    assert desk.mode is Mode.READ and reading(desk).screen.subject == area.id
    assert not window.notice_go.isVisible() and window.notice.text() == "Undo: Sum up Area 2"
    window.redo()
    assert "Redo: Sum up Area 2" in window.notice.text()
    assert not window.notice_go.isVisible(), "it is on show now"


def test_an_undone_cell_is_shown_in_what_is_read_or_where_it_is(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    here, there = key_of(desk, 1, 4), key_of(desk, 2, 4)
    study.chart(*there, "Hears by letter.")
    study.chart(*here, "Hears nothing.")
    desk.show_mode(Mode.READ)
    reading(desk).show_case(study.areas()[0].id)
    window.undo()
    assert reading(desk).current_key == here and not window.notice_go.isVisible()
    window.undo()
    assert window.notice_go.isVisible() and "out of sight in Chart" in window.notice.text()
    window.notice_go.click()
    assert desk.mode is Mode.CHART and desk.matrix.view.current_key == there


def test_a_note_that_was_undone_is_in_sight_on_its_page(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    subtopic, other = (study.subtopics()[n].id for n in (2, 1))
    desk.show_mode(Mode.READ)
    reading(desk).show_theme(subtopic)
    study.add_finding(subtopic, FindingKind.ELEMENT, "told by phone")
    window.undo()
    assert not window.notice_go.isVisible(), "its page is on show"
    window.redo()
    reading(desk).show_theme(other)
    window.undo()
    assert window.notice_go.isVisible()
    window.notice_go.click()
    assert reading(desk).theme.subject == subtopic


def test_what_is_typed_next_is_said_as_ever(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    study.add_typology("Distance")
    window.undo()
    assert window.notice_go.isVisible() and "Compare · Typology" in window.notice.text()
    study.rename_area(study.areas()[0].id, "North")
    assert not window.notice_go.isVisible() and not window.notice.font().bold()


def test_reading_goes_on_at_the_interview_of_the_sources(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    desk.matrix.go_to(*key_of(desk, 0, 1))
    desk.show_mode(Mode.READ)
    desk.show_mode(Mode.SOURCES)
    desk.go_to_interview(study.interviews()[2].id)
    assert desk.transcript.interview == study.interviews()[2].id
    desk.read()
    assert reading(desk).current_key == key_of(desk, 2, 1)


def test_reading_goes_on_at_the_last_cell_where_what_is_compared_has_none(
    window: MainWindow, desk: Desk
) -> None:
    desk.show_mode(Mode.READ)
    desk.show_mode(Mode.CHART)
    desk.matrix.go_to(*key_of(desk, 2, 1))
    desk.compare("typology")
    assert desk.current_key is None
    desk.read()
    assert reading(desk).current_key == key_of(desk, 2, 1)


def test_from_reading_to_the_matrix_the_cell_is_in_view(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    study, view = desk.studio.study, desk.matrix.view
    first = study.matrices()[0].id
    last = study.subtopics(first)[-1].id
    desk.show_mode(Mode.READ)
    assert reading(desk).case.show_cell(study.interviews()[0].id, last)
    QApplication.processEvents()
    view.setColumnWidth(view.model().columnCount() - 1, 240)
    desk.show_mode(Mode.CHART)
    assert view.current_key == (study.interviews()[0].id, last)

    def in_view() -> bool:
        shown = view.visualRect(view.currentIndex())
        return shown.left() >= 0 and shown.right() <= view.viewport().width()

    QApplication.processEvents()
    qtbot.waitUntil(in_view)


def test_a_row_that_is_filtered_away_gives_way_to_the_next_one(window: MainWindow, desk: Desk) -> None:
    study = desk.studio.study
    desk.matrix.go_to(*key_of(desk, 0, 1))
    region = study.find_field("region")
    given = study.field_values(region.id)
    other = next(value for value in region.values if value not in given[study.interviews()[0].id])
    desk.matrix.conditions.set_condition(region.id, [other])
    shown = desk.matrix.view.current_key
    assert shown and other in given[shown[0]] and shown[1] == key_of(desk, 0, 1)[1]
    assert desk.cell.cell_key == shown, "the panel says no more than the matrix shows"


def test_grouping_and_kept_filters_are_found_by_their_names(window: MainWindow, desk: Desk) -> None:
    desk.read_down()
    bar = reading(desk).theme.filter
    window.commands["group_by"].trigger()
    assert bar.groups.isVisible()
    bar.groups.close()
    bar.group_by(desk.studio.study.find_field("region").id)
    window.commands["kept_filters"].trigger()
    assert bar.kept.isVisible()
    bar.kept.close()
    desk.show_mode(Mode.HISTORY)
    window.commands["group_by"].trigger()
    assert desk.mode is Mode.CHART and desk.matrix.conditions.groups.isVisible()
    desk.matrix.conditions.groups.close()
