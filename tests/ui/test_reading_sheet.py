"""The sheet of the reading views: any plan in full text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDrag, QGuiApplication, QMouseEvent, QPixmap, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from framework_qda import create_study, open_study
from framework_qda.reading.plan import CellKey, Head, Line, Plan
from framework_qda.study import Study
from framework_qda.ui import theme
from framework_qda.ui.reading.badges import Badge
from framework_qda.ui.reading.model import CELLS_MIME, PlanModel
from framework_qda.ui.reading.page import MEASURE
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio
from tests.ui.conftest import FRAMEWORK, case, notes

ACROSS = Qt.Orientation.Horizontal
LONG = (
    "This is a summary that goes on and on, since it tells of everything that was said. " * 11
    + "It ends here."
)


def down(study: Study, number: int = 0) -> Plan:
    """One sub-topic down all interviews, under their areas."""
    subtopic, lines = study.subtopics()[number], []
    for area in study.areas():
        lines.append(Line(area.id, area.name, "South West", 1))
        lines += [
            Line(row.id, row.name, row.kind, cells=(((row.id, subtopic.id),),))
            for row in study.interviews()
            if row.area == area.id
        ]
    return Plan(subtopic.name, (Head(subtopic.id, ""),), tuple(lines))


def along(study: Study) -> Plan:
    """All sub-topics down, the interviews across; the last interview has no cell in the second line."""
    rows = study.interviews()
    lines = [
        Line(each.id, each.name, cells=tuple(((row.id, each.id),) for row in rows))
        for each in study.subtopics()
    ]
    first, second, *others = lines
    second = Line(second.id, second.title, cells=(*second.cells[:-1], ()))
    return Plan("All", tuple(Head(row.id, row.name) for row in rows), (first, second, *others))


def group(study: Study, rows: list[str], number: int = 0) -> Plan:
    """One place in which many interviews stand."""
    subtopic = study.subtopics()[number].id
    cells: tuple[tuple[CellKey, ...], ...] = (tuple((row, subtopic) for row in rows),)
    return Plan("Group", (Head("all", "All"),), (Line(subtopic, "summary", cells=cells),))


@pytest.fixture
def sheet(qtbot: QtBot, studio: Studio) -> Iterator[ReadingSheet]:
    sheet = ReadingSheet(studio)
    qtbot.addWidget(sheet)
    sheet.resize(900, 500)
    sheet.show()
    sheet.setFocus()
    sheet.show_plan(down(studio.study))
    yield sheet


@pytest.fixture
def crowd(tmp_path: Path, qapp: QApplication) -> Iterator[Studio]:
    """A study of one area with 300 interviews, each charted once."""
    study = create_study(tmp_path / "crowd.fqda", "A crowd", analyst="Ann")
    study.add_framework(FRAMEWORK)
    rows = study.import_interviews(
        [(case("Area 1", f"Nurse {n}", "acute trust"), notes("nurse")) for n in range(300)]
    )
    column = study.subtopics()[0].id
    with study.action("Chart all"):
        for n, row in enumerate(rows):
            study.chart(row, column, f"Summary {n}. {LONG}")
    study.close()
    theme.apply("light")
    with open_study(tmp_path / "crowd.fqda", analyst="Ann") as opened:
        yield Studio(opened)


def names(study: Study, key: CellKey | None) -> tuple[str, str]:
    assert key
    interview = next(row.name for row in study.interviews() if row.id == key[0])
    return interview, next(each.name for each in study.subtopics() if each.id == key[1])


def here(sheet: ReadingSheet) -> tuple[str, str]:
    return names(sheet.plan_model.studio.study, sheet.current_key)


def link_point(sheet: ReadingSheet, row: int, column: int) -> QPoint:
    """Find where on the viewport the first linked letters of a place are."""
    laid = sheet.page.laid(row, column)
    assert laid and laid.links
    start = laid.links[0][0]
    line = laid.lines.lineForTextPosition(start)
    x: Any = line.cursorToX(start)
    within = QPointF((x[0] if isinstance(x, tuple) else x) + 3, line.y() + line.height() / 2)
    rect = sheet.visualRect(sheet.plan_model.index(row, column))
    return (sheet.page.origin(row, rect.toRectF()) + within).toPoint()


def press_and_move(sheet: ReadingSheet, start: QPoint, way: QPoint) -> None:
    """Press the mouse and pull it, as a hand does."""
    for kind, place, button in (
        (QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, start + way / 2, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseMove, start + way, Qt.MouseButton.NoButton),
    ):
        point = QPointF(place)
        event = QMouseEvent(
            kind, point, QPointF(sheet.viewport().mapToGlobal(place)), button,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(sheet.viewport(), event)


def colours_in(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    return {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width()) for y in range(0, image.height(), 2)
    }


# --- What it shows ---


def test_a_text_is_shown_whole_and_its_row_is_as_high_as_it(sheet: ReadingSheet, studio: Studio) -> None:
    key = next(sheet.plan.keys())
    before = sheet.rowHeight(1)
    studio.study.chart(key[0], key[1], LONG)  # type: ignore[arg-type]
    laid = sheet.page.laid(1, 0)
    assert laid
    last = laid.lines.lineAt(laid.lines.lineCount() - 1)
    assert last.textStart() + last.textLength() == len(laid.lines.text()) >= len(LONG)
    assert sheet.rowHeight(1) == sheet.page.height(1) > max(before, laid.height)


def test_the_measure_of_one_column_is_kept_however_wide_the_window(
    sheet: ReadingSheet, studio: Studio
) -> None:
    studio.study.chart(*studio_key(sheet), LONG)
    sheet.resize(2400, 500)
    laid = sheet.page.laid(1, 0)
    assert laid
    lines = [laid.lines.lineAt(n).textLength() for n in range(laid.lines.lineCount() - 1)]
    assert 60 <= sum(lines) / len(lines) <= 75
    assert sheet.columnWidth(0) < 2 * sheet.page.text.measure(MEASURE)


def studio_key(sheet: ReadingSheet) -> Any:
    return next(sheet.plan.keys())


def test_columns_are_of_the_same_width(sheet: ReadingSheet, studio: Studio) -> None:
    sheet.show_plan(along(studio.study))
    assert len({sheet.columnWidth(n) for n in range(4)}) == 1
    assert sheet.plan_model.headerData(1, ACROSS) == "AT Named Nurse"


def test_one_column_fits_a_narrow_window_and_several_are_scrolled(
    sheet: ReadingSheet, studio: Studio, qtbot: QtBot
) -> None:
    sheet.resize(420, 400)
    bar = sheet.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    sheet.show_plan(along(studio.study))
    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_headings_go_across_and_no_cell_of_theirs_can_be_chosen(sheet: ReadingSheet, qtbot: QtBot) -> None:
    heading = sheet.plan_model.index(0, 0)
    assert not sheet.plan_model.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    title = sheet.page.title(0)
    assert title and title.lines.text().startswith("Area 1")
    assert sheet.rowHeight(0) == round(title.height)
    before = sheet.current_key
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=sheet.visualRect(heading).center())
    assert sheet.current_key == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_and_the_muted_comment_are_painted(sheet: ReadingSheet, scheme: str) -> None:
    theme.apply(scheme)
    sheet.choose(*studio_key(sheet))
    used = theme.colours()
    rect = sheet.visualRect(sheet.plan_model.index(1, 0))
    found = colours_in(sheet.viewport().grab(rect))
    theme.apply("light")
    assert {used.accent.lower(), used.page.lower()} <= found
    assert used.selection.lower() not in found  # the ring is enough


def test_kinds_items_and_own_words_have_their_look(sheet: ReadingSheet, studio: Studio) -> None:
    studio.study.chart(*studio_key(sheet), "«We are 😀 here»\n- **one** [[two]]\n- three")
    laid = sheet.page.laid(1, 0)
    assert laid
    text = laid.lines.text()
    assert text.replace("\u2028", "|") == "“We are 😀 here”|• one [two]|• three"
    assert len(laid.bars) == 1
    formats = laid.lines.formats()
    looks = {
        text.encode("utf-16-le")[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"): QTextCharFormat(
            f.format
        )
        for f in formats
    }
    assert looks["We are 😀 here"].fontItalic()
    assert looks["one"].fontWeight() > 500
    assert looks["two"].foreground().color() == QColor(theme.colours().muted)


def test_titles_stand_above_where_they_have_no_column(qtbot: QtBot, studio: Studio) -> None:
    sheet = ReadingSheet(studio, title_column=False)
    qtbot.addWidget(sheet)
    sheet.resize(900, 500)
    sheet.show()
    sheet.show_plan(down(studio.study))
    assert not sheet.line_head.isVisible()
    title = sheet.page.title(1)
    assert title and title.lines.text().startswith("LA Team Manager")
    laid = sheet.page.laid(1, 0)
    assert laid and sheet.rowHeight(1) > laid.height + title.height


def test_chips_stand_under_a_cell_and_are_spoken(sheet: ReadingSheet) -> None:
    before = sheet.rowHeight(1)
    sheet.set_badges(lambda _key: (Badge("on site"), Badge("at night", marked=True)))
    laid = sheet.page.laid(1, 0)
    assert laid and [badge.text for _, badge in laid.chips] == ["on site", "at night"]
    assert sheet.rowHeight(1) > before
    said = sheet.plan_model.data(sheet.plan_model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).endswith("on site · at night")


def test_what_is_spoken_names_area_interview_and_sub_topic(sheet: ReadingSheet) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    said = str(sheet.plan_model.data(sheet.plan_model.index(1, 0), role))
    assert said.startswith("Area 1, LA Team Manager, 1.1 summary: A strong team on site, “We see them")
    assert sheet.plan_model.data(sheet.plan_model.index(2, 0), role) == (
        "Area 1, AT Named Nurse, 1.1 summary: not yet charted"
    )
    assert sheet.plan_model.data(sheet.plan_model.index(0, 0), role) == "Area 1 · South West"


# --- Groups ---


def test_a_group_shows_twelve_by_name_and_reads_no_more(
    qtbot: QtBot, crowd: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    cells = crowd.study.cells
    monkeypatch.setattr(
        crowd.study, "cells", lambda rows, columns: read.append(len(rows)) or cells(rows, columns)
    )
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 500)
    sheet.show()
    rows = [row.id for row in crowd.study.interviews()]
    sheet.show_plan(group(crowd.study, list(rows)))
    sheet.viewport().grab()
    laid = sheet.page.laid(0, 0)
    assert laid and len(laid.parts) == 13
    assert laid.lines.text().startswith("Nurse 0\u2028Summary 0.")
    assert laid.lines.text().endswith("… and 288 more")
    assert sum(read) == 12
    sheet.plan_model.show_more(0, 0)
    laid = sheet.page.laid(0, 0)
    assert laid and laid.lines.text().endswith("… and 276 more")
    assert sheet.rowHeight(0) == sheet.page.height(0)


def test_keys_go_through_a_group_and_enter_charts_the_one_they_are_at(qtbot: QtBot, crowd: Studio) -> None:
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 900)
    sheet.show()
    sheet.setFocus()
    rows: list[str] = [row.id for row in crowd.study.interviews()]
    sheet.show_plan(group(crowd.study, rows))
    sheet.choose(rows[0], crowd.study.subtopics()[0].id)
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert here(sheet)[0] == "Nurse 1"
    with qtbot.waitSignal(sheet.charting_wanted) as asked:
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert asked.args and asked.args[0] == rows[1]
    for _ in range(11):
        qtbot.keyClick(sheet, Qt.Key.Key_Down)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert len(sheet.plan_model.shown_at(0, 0)) == 24
    assert sheet.choose(rows[40], crowd.study.subtopics()[0].id)
    assert here(sheet)[0] == "Nurse 40"
    assert len(sheet.plan_model.shown_at(0, 0)) == 48


# --- Heights while scrolling ---


def test_what_is_read_stays_in_place_while_heights_settle(qtbot: QtBot, crowd: Studio) -> None:
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 700)
    sheet.show()
    for n, row in enumerate(crowd.study.interviews()[:60]):
        crowd.study.chart(row.id, crowd.study.subtopics()[0].id, LONG[: 40 + 30 * (n % 25)])
    sheet.show_plan(down(crowd.study))
    bar = sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for step in (60, 60, -60, -60, -60, -60, -600, -60, 600):
        row = sheet.rowAt(350)
        y = sheet.rowViewportPosition(row)
        bar.setValue(bar.value() + step)
        assert sheet.rowViewportPosition(row) == y - step
        shown = range(sheet.rowAt(0), sheet.rowAt(sheet.viewport().height() - 1) + 1)
        assert all(sheet.rowHeight(n) == sheet.page.height(n) for n in shown)


def test_only_what_is_near_the_screen_is_read(
    qtbot: QtBot, crowd: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 500)
    sheet.show()
    read: list[int] = []
    cells = crowd.study.cells
    monkeypatch.setattr(
        crowd.study, "cells", lambda rows, columns: read.append(len(rows)) or cells(rows, columns)
    )
    sheet.show_plan(down(crowd.study))
    sheet.viewport().grab()
    assert 0 < sum(read) < 150


# --- Keys ---


def test_arrows_go_from_cell_to_cell_over_headings(sheet: ReadingSheet, qtbot: QtBot) -> None:
    sheet.choose(*studio_key(sheet))
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert here(sheet)[0] == "AT Named Nurse"
    with qtbot.waitSignal(sheet.cell_chosen) as chosen:
        qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert here(sheet)[0] == "LA Service Manager"
    assert chosen.args == list(sheet.current_key or ())
    qtbot.keyClick(sheet, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert here(sheet)[0] == "AT Named Midwife"
    qtbot.keyClick(sheet, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert here(sheet)[0] == "LA Team Manager"


def test_arrows_pass_over_a_place_without_a_cell(sheet: ReadingSheet, studio: Studio, qtbot: QtBot) -> None:
    sheet.show_plan(along(studio.study))
    sheet.choose(studio.study.interviews()[-1].id, studio.study.subtopics()[0].id)
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert here(sheet) == ("AT Named Midwife", "other")
    qtbot.keyClick(sheet, Qt.Key.Key_Left)
    assert here(sheet) == ("LA Service Manager", "other")


def test_pages_are_turned_and_the_current_cell_comes_along(qtbot: QtBot, crowd: Studio) -> None:
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 700)
    sheet.show()
    sheet.setFocus()
    sheet.show_plan(down(crowd.study))
    sheet.choose(*studio_key(sheet))
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert 600 < sheet.verticalScrollBar().value() < 700
    assert 0 <= sheet.rowViewportPosition(sheet.currentIndex().row()) < 700
    assert here(sheet)[0] != "Nurse 0"
    for _ in range(3):
        qtbot.keyClick(sheet, Qt.Key.Key_PageUp)
    assert sheet.verticalScrollBar().value() == 0
    assert here(sheet)[0] == "Nurse 0"


def test_a_text_higher_than_the_window_is_read_to_its_end_before_the_next(
    qtbot: QtBot, crowd: Studio
) -> None:
    sheet = ReadingSheet(crowd)
    qtbot.addWidget(sheet)
    sheet.resize(900, 200)
    sheet.show()
    sheet.setFocus()
    sheet.show_plan(down(crowd.study))
    sheet.choose(*studio_key(sheet))
    before = sheet.verticalScrollBar().value()
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert here(sheet)[0] == "Nurse 0"
    assert sheet.verticalScrollBar().value() > before


def test_space_does_nothing_and_enter_charts(sheet: ReadingSheet, qtbot: QtBot) -> None:
    key = studio_key(sheet)
    sheet.choose(*key)
    qtbot.keyClick(sheet, Qt.Key.Key_Space)
    assert sheet.current_key == key
    assert len(sheet.selectedIndexes()) == 1
    for ask in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        with qtbot.waitSignal(sheet.charting_wanted) as asked:
            qtbot.keyClick(sheet, ask)
        assert asked.args == list(key)


def test_copy_takes_text_and_rich_text_of_all_that_is_chosen(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    sheet.show_plan(along(studio.study))
    sheet.choose(*studio_key(sheet))
    qtbot.keyClick(sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(sheet.chosen_keys()) == 2
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().startswith("A strong team on site, “We see them every day”")
    assert "<i>“We see them every day”</i>" in mime.html()
    assert "<b>on call</b>" in mime.html()


# --- Mouse ---


def linked(studio: Studio, target: str) -> CellKey:
    """Write a summary of which some words are linked."""
    row, column = studio.study.interviews()[1], studio.study.subtopics()[0]
    studio.study.chart(row.id, column.id, f"The words {{we knock every day|{target}}} are theirs.")
    return row.id, column.id


def test_a_click_on_linked_words_says_where_they_lead(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    passage = studio.study.index(studio.study.interviews()[1].id, 3, 20, [studio.study.subtopics()[0].id])
    key = linked(studio, passage)
    point = link_point(sheet, 2, 0)
    assert sheet.links_at(point) == (passage,)
    assert sheet.links_at(point - QPoint(20, 0)) == ()
    with qtbot.waitSignal(sheet.link_clicked) as clicked:
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert clicked.args == [passage]
    assert sheet.current_key == key
    with qtbot.assertNotEmitted(sheet.link_clicked, wait=50):
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=point - QPoint(20, 0))
    with qtbot.waitSignal(sheet.link_clicked) as clicked:
        qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clicked.args == [passage]


def test_a_link_to_a_cell_gives_both_ids_and_several_are_offered_by_name(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    cell = f"{studio.study.interviews()[0].id}/{studio.study.subtopics()[1].id}"
    linked(studio, cell)
    with qtbot.waitSignal(sheet.link_clicked) as clicked:
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=link_point(sheet, 2, 0))
    assert clicked.args == [cell]
    passage = studio.study.index(studio.study.interviews()[1].id, 3, 20, [studio.study.subtopics()[0].id])
    actions = sheet.link_menu((cell, passage), sheet.link_clicked.emit).actions()
    found = studio.study.passage(passage)
    assert found
    assert [each.text() for each in actions] == [
        "Area 1, LA Team Manager, 1.2 social work staffing",
        found.words,
    ]
    with qtbot.waitSignal(sheet.link_clicked) as clicked:
        actions[1].trigger()
    assert clicked.args == [passage]


def test_the_pencil_and_a_double_click_ask_to_chart(sheet: ReadingSheet, qtbot: QtBot) -> None:
    key = studio_key(sheet)
    rect = sheet.visualRect(sheet.plan_model.index(1, 0))
    with qtbot.waitSignal(sheet.charting_wanted) as asked:
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=rect.topRight() + QPoint(-14, 16))
    assert asked.args == list(key)
    with qtbot.waitSignal(sheet.charting_wanted) as asked:
        qtbot.mouseDClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked.args == list(key)


def test_a_cell_is_dragged_out_with_its_ids_and_text(
    sheet: ReadingSheet, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, str]] = []

    def taking(drag: QDrag, *_: object) -> Qt.DropAction:
        mime = drag.mimeData()
        taken.append((bytes(mime.data(CELLS_MIME).data()).decode(), mime.text()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", taking)
    key = studio_key(sheet)
    press_and_move(sheet, sheet.visualRect(sheet.plan_model.index(1, 0)).center(), QPoint(80, 60))
    assert taken == [("/".join(key), "A strong team on site, “We see them every day” [check with the nurse]")]
    assert not sheet.acceptDrops()
    sheet.selectAll()
    assert bytes(sheet.drag_data().data(CELLS_MIME).data()).decode().count("\n") == 3


# --- What changes ---


def test_a_change_refreshes_its_cell_and_no_other(sheet: ReadingSheet, studio: Studio) -> None:
    told: list[tuple[int, int, int]] = []
    resets: list[bool] = []
    sheet.plan_model.dataChanged.connect(
        lambda first, last: told.append((first.row(), last.row(), first.column()))
    )
    sheet.plan_model.modelReset.connect(lambda: resets.append(True))
    kept = sheet.page.laid(1, 0)
    row, column = studio.study.interviews()[1], studio.study.subtopics()[0]
    studio.study.chart(row.id, column.id, LONG)
    assert told == [(2, 2, 0)]
    assert not resets
    laid = sheet.page.laid(2, 0)
    assert laid and laid.lines.text().startswith("This is a summary")
    assert sheet.page.laid(1, 0) is kept
    assert sheet.rowHeight(2) == sheet.page.height(2)
    studio.study.undo()
    laid = sheet.page.laid(2, 0)
    assert laid and laid.lines.text().endswith("not yet charted")
    studio.study.chart(row.id, studio.study.subtopics()[3].id, "Elsewhere")
    assert len(told) == 2


def test_a_cell_that_stands_in_two_places_is_refreshed_in_both(qtbot: QtBot, studio: Studio) -> None:
    model = PlanModel(studio)
    key = (studio.study.interviews()[0].id, studio.study.subtopics()[0].id)
    lines = tuple(Line(each, each, cells=((key,),)) for each in ("one", "two"))
    model.set_plan(Plan("Twice", (Head("a", "A"),), lines))
    assert str(model.data(model.index(0, 0))).startswith("A strong team")
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    studio.study.chart(*key, "New")
    assert told == [0, 1]
    assert model.data(model.index(1, 0)) == "New"


def test_another_plan_keeps_the_current_cell_where_it_was(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    row, column = studio.study.interviews()[2], studio.study.subtopics()[0]
    sheet.choose(row.id, column.id)
    with qtbot.assertNotEmitted(sheet.cell_left):
        sheet.show_plan(along(studio.study))
    assert sheet.current_key == (row.id, column.id)
    assert sheet.currentIndex().column() == 2
    sheet.show_plan(down(studio.study, 0))
    with qtbot.waitSignal(sheet.cell_left):
        sheet.show_plan(down(studio.study, 1))
    assert sheet.current_key is None


def test_a_cell_that_is_filtered_away_gives_way_to_the_next_one(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    (first, second, third), column = studio.study.interviews()[:3], studio.study.subtopics()[0]
    plan = down(studio.study)
    sheet.choose(second.id, column.id)
    with qtbot.assertNotEmitted(sheet.cell_left):
        sheet.show_plan(plan._replace(lines=tuple(line for line in plan.lines if line.id != second.id)))
    assert sheet.current_key == (third.id, column.id)
    sheet.show_plan(plan._replace(lines=tuple(line for line in plan.lines if line.id == first.id)))
    assert sheet.current_key == (first.id, column.id), "the last one before it"


def test_larger_type_makes_higher_rows_and_keeps_the_top(sheet: ReadingSheet, qtbot: QtBot) -> None:
    before = sheet.rowHeight(1)
    sheet.set_zoom(1.5)
    assert sheet.rowHeight(1) > before
    assert sheet.rowAt(0) == 0


def test_a_click_on_a_link_leaves_the_keyboard_where_it_is(
    sheet: ReadingSheet, qtbot: QtBot, studio: Studio
) -> None:
    passage = studio.study.index(studio.study.interviews()[1].id, 3, 20, [studio.study.subtopics()[0].id])
    linked(studio, passage)
    elsewhere = QLineEdit()
    qtbot.addWidget(elsewhere)
    sheet.link_clicked.connect(lambda _target: elsewhere.setFocus())
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=link_point(sheet, 2, 0))
    assert sheet.hasFocus()
