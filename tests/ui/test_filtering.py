"""The filter bar: chips, groups, kept filters, all by keyboard, following the study."""

from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import NO_VALUE, Condition, Field, FindingKind, ViewKind
from framework_qda.tasks.exporting import export
from framework_qda.ui import theme
from framework_qda.ui.dialogs.export_matrices import ExportDialog
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.chooser import Chooser, fitting
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.matrix.workspace import MatrixWorkspace
from framework_qda.ui.modes import Mode
from framework_qda.ui.sources.workspace import SourcesWorkspace
from framework_qda.ui.studio import Studio
from framework_qda.ui.window import MainWindow

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot: QtBot, studio: Studio) -> FilterBar:
    bar = FilterBar(studio)
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show()
    return bar


def field(studio: Studio, name: str) -> Field:
    return next(each for each in studio.study.fields() if each.name == name)


def offered(chooser: Chooser) -> list[tuple[str, str, bool | None]]:
    """The rows that match what is typed, each with its note and tick."""
    offers = [chooser.model.index(n).data(Qt.ItemDataRole.UserRole) for n in range(chooser.model.rowCount())]
    return [(offer.text, offer.note, offer.ticked) for offer in offers]


def words(bar: FilterBar) -> list[str]:
    return [chip.text() for chip in bar.chips]


def names(bar: FilterBar) -> list[str]:
    """The interviews that are left."""
    study = bar.studio.study
    return [row.name for row in study.interviews() if row.id in study.meeting(bar.conditions)]


def test_a_filter_is_made_by_keyboard_alone(qtbot: QtBot, bar: FilterBar) -> None:
    bar.add_button.setFocus()
    qtbot.keyClick(bar.add_button, Qt.Key.Key_Space)
    assert [text for text, _, _ in offered(bar.fields)] == ["region", "side", "minutes", "role"]
    qtbot.keyClicks(bar.fields.field, "si")
    assert offered(bar.fields) == [("side", "interview", None)]
    qtbot.keyClick(bar.fields.field, Qt.Key.Key_Return)
    assert offered(bar.values) == [("acute trust", "2", False), ("local authority", "2", False)]
    with qtbot.waitSignal(bar.changed):
        qtbot.keyClick(bar.values.field, Qt.Key.Key_Return)
    assert words(bar) == ["side: acute trust"]
    assert names(bar) == ["AT Named Nurse", "AT Named Midwife"]
    assert not bar.values.isVisible()


def test_several_values_stand_on_one_chip_and_count_what_the_others_leave(
    qtbot: QtBot, bar: FilterBar, studio: Studio
) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.choose_values(field(studio, "region").id, bar.add_button)
    assert offered(bar.values) == [("London", "1", False), ("South West", "1", False)]
    qtbot.keyClick(bar.values.field, Qt.Key.Key_Space)
    assert names(bar) == ["AT Named Midwife"]
    qtbot.keyClicks(bar.values.field, "south")
    qtbot.keyClick(bar.values.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert words(bar) == ["side: acute trust", "region: London or South West"]
    assert bar.values.isVisible(), "ticking stays"
    assert bar.in_words() == "side: acute trust; region: London or South West"
    assert bar.values.field.accessibleDescription() == "South West, ticked, 1"


def test_backspace_goes_back_to_the_fields(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.choose_values(field(studio, "side").id, bar.add_button)
    qtbot.keyClick(bar.values.field, Qt.Key.Key_Backspace)
    assert bar.fields.isVisible() and not bar.values.isVisible()
    qtbot.keyClick(bar.fields.field, Qt.Key.Key_Escape)
    assert not bar.fields.isVisible()


@pytest.mark.parametrize("way", ["key", "cross"])
def test_a_chip_is_taken_away(qtbot: QtBot, bar: FilterBar, studio: Studio, way: str) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.set_condition(field(studio, "region").id, ["London"])
    chip = bar.chips[0]
    chip.setFocus()
    if way == "key":
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
        assert bar.chips[0].hasFocus(), "the keyboard stays on the chips"
    else:
        qtbot.waitUntil(lambda: chip.width() > 40)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross().center())
    assert words(bar) == ["region: London"]


def test_a_click_on_a_chip_offers_its_values(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    qtbot.waitUntil(lambda: bar.chips[0].width() > 40)
    qtbot.mouseClick(bar.chips[0], Qt.MouseButton.LeftButton, pos=QPoint(12, 8))
    assert offered(bar.values) == [("acute trust", "2", True), ("local authority", "2", False)]
    qtbot.keyClick(bar.values.field, Qt.Key.Key_Space)
    assert words(bar) == []


def test_clear_takes_all_conditions_and_leaves_the_groups(bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.group_by(field(studio, "role").id)
    bar.clear_button.click()
    assert (bar.conditions, bar.by) == ((), field(studio, "role").id)
    assert not bar.clear_button.isVisible()


def test_groups_are_chosen_and_turned_round(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    side = field(studio, "side").id
    bar.group_button.click()
    qtbot.keyClicks(bar.groups.field, "side")
    qtbot.keyClick(bar.groups.field, Qt.Key.Key_Return)
    assert (bar.by, bar.descending) == (side, False)
    assert bar.group_button.text() == "By side"
    bar.group_button.click()
    assert offered(bar.groups)[0][0] == "Backwards"
    qtbot.keyClick(bar.groups.field, Qt.Key.Key_Return)
    assert (bar.by, bar.descending) == (side, True)
    bar.group_button.click()
    qtbot.keyClicks(bar.groups.field, "areas")
    qtbot.keyClick(bar.groups.field, Qt.Key.Key_Return)
    assert (bar.by, bar.descending) == (None, False)


def test_a_filter_is_kept_by_name_chosen_and_deleted(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.group_by(field(studio, "role").id, descending=True)
    bar.keep_button.click()
    qtbot.keyClicks(bar.kept.field, "Trusts")
    assert [text for text, _, _ in offered(bar.kept)] == ["Keep this one as “Trusts”"]
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    (view,) = studio.study.views(ViewKind.FILTER)
    assert view.settings == {
        "conditions": [[field(studio, "side").id, ["acute trust"]]],
        "by": field(studio, "role").id,
        "descending": True,
    }
    assert bar.keep_button.text() == "Trusts"
    kept = bar.arrangement
    bar.clear()
    bar.group_by(None)
    assert bar.keep_button.text() == ""
    bar.keep_button.click()
    assert offered(bar.kept) == [("Trusts", "2", None)]
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    assert bar.arrangement == kept
    bar.keep_button.click()
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Delete)
    assert studio.study.views(ViewKind.FILTER) == []
    studio.study.undo()
    assert bar.keep_button.text() == "Trusts"


def test_a_name_not_in_use_keeps_rather_than_chooses(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.keep("Acute trusts, by service model")
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.keep_button.click()
    qtbot.keyClicks(bar.kept.field, "Trusts")
    assert [text for text, _, _ in offered(bar.kept)] == [
        "Keep this one as “Trusts”",
        "Acute trusts, by service model",
    ]
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    assert {view.name for view in studio.study.views(ViewKind.FILTER)} > {"Trusts"}
    assert bar.keep_button.text() == "Trusts"


def test_long_names_are_cut_where_they_are_alike(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    subtopic = studio.study.subtopics()[0].id
    for name in ("for", "against"):
        dimension = studio.study.add_finding(subtopic, FindingKind.DIMENSION, "seen as a reason " + name)
        studio.study.add_finding(subtopic, FindingKind.CATEGORY, "strong " + name, dimension)
    fields = [each for each in studio.study.fields() if "reason" in each.name]
    bar.add()
    option = QStyleOptionViewItem()
    room = QRect(0, 0, option.fontMetrics.horizontalAdvance(fields[0].name) // 2, 20)
    cut = [fitting(Offer(each.id, each.name), [], room, option)[0][0] for each in fields]
    assert all("…" in text for text in cut)
    assert [text[-3:] for text in cut] == ["for", "nst"]
    tips = [bar.fields.model.index(n).data(Qt.ItemDataRole.ToolTipRole) for n in range(9)]
    assert {each.name for each in fields} <= {tip.split("\n")[0] for tip in tips if tip}


def test_a_filter_says_how_many_are_shown(bar: FilterBar, studio: Studio) -> None:
    assert bar.count.isHidden()
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert bar.count.text() == "2 of 4 interviews shown"
    assert bar.count.isVisible()
    bar.resize(bar.minimumSizeHint())
    assert bar.count.isHidden()
    assert "2 of 4 interviews shown" in bar.clear_button.toolTip()


def test_an_arrangement_is_said_in_words(bar: FilterBar, studio: Studio) -> None:
    assert bar.arrangement_in_words() == ""
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert bar.arrangement_in_words() == "Side: acute trust"
    bar.group_by(field(studio, "role").id, descending=True)
    assert bar.arrangement_in_words() == "By role, backwards; side: acute trust"


def test_a_name_in_use_is_replaced(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.keep("Mine")
    bar.set_condition(field(studio, "side").id, ["local authority"])
    bar.keep_button.click()
    qtbot.keyClicks(bar.kept.field, "Mine")
    assert offered(bar.kept)[-1][0] == "Replace “Mine” by this one"
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Down)
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    (view,) = studio.study.views(ViewKind.FILTER)
    assert view.settings["conditions"] == [[field(studio, "side").id, ["local authority"]]]


def test_chips_follow_the_study(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    side = studio.study.attributes()[1]
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    studio.study.rename_attribute(side.id, "place")
    assert words(bar) == ["place: acute trust"]
    with qtbot.waitSignal(bar.changed):
        studio.study.delete_attribute(side.id)
    assert (words(bar), bar.conditions) == ([], ())
    with qtbot.waitSignal(bar.changed):
        studio.study.undo()
    assert words(bar) == ["place: acute trust"]


def test_another_value_of_an_interview_changes_who_is_left(
    qtbot: QtBot, bar: FilterBar, studio: Studio
) -> None:
    side = studio.study.attributes()[1]
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    row = studio.study.interviews()[0].id
    with qtbot.waitSignal(bar.changed):
        studio.study.set_value(side.id, row, "acute trust")
    assert "LA Team Manager" in names(bar)
    studio.study.set_value(side.id, row, "")
    bar.choose_values(field(studio, "side").id, bar.add_button)
    assert (NO_VALUE, "1", False) in offered(bar.values)


def test_categories_filter_and_group(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    column, rows = studio.study.subtopics()[0], studio.study.interviews()
    near = studio.study.add_finding(column.id, FindingKind.CATEGORY, "near", interviews=[rows[0].id])
    bar.add()
    assert ("summary", "category", None) in offered(bar.fields)
    bar.set_condition(field(studio, "summary").id, ["near"])
    assert names(bar) == ["LA Team Manager"]
    with qtbot.waitSignal(bar.changed):
        studio.study.tick(near, [rows[1].id])
    assert names(bar) == ["LA Team Manager", "AT Named Nurse"]


def test_names_are_there_for_those_who_cannot_see(bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert bar.chips[0].accessibleName() == "Filter side: acute trust"
    for button in (bar.add_button, bar.clear_button, bar.group_button, bar.keep_button):
        assert button.accessibleName() and button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_many_values_stay_quick(bar: FilterBar, studio: Studio) -> None:
    study = studio.study
    with study.action("Sixty values"):
        area, side = study.areas()[0].id, study.attributes()[1].id
        for n in range(300):
            study.set_value(side, study.add_interview(area, f"Interview {n}"), f"value {n % 60:02}")
    started = perf_counter()
    for n in range(10):
        bar.arrange(
            bar.arrangement._replace(conditions=(Condition(field(studio, "side").id, (f"value {n:02}",)),))
        )
        bar.choose_values(field(studio, "side").id, bar.add_button)
    assert perf_counter() - started < 10 * 0.2
    assert len(offered(bar.values)) == 62


# --- In the matrix ---


@pytest.fixture
def workspace(qtbot: QtBot, studio: Studio) -> MatrixWorkspace:
    workspace = MatrixWorkspace(studio)
    qtbot.addWidget(workspace)
    workspace.resize(1200, 700)
    workspace.show()
    return workspace


def rows(workspace: MatrixWorkspace) -> list[str]:
    """The heads of the rows from the top, bands in capitals."""
    return [row.title.upper() if isinstance(row, RowGroup) else row.name for row in workspace.model.rows]


def heads(workspace: MatrixWorkspace) -> list[object]:
    across = Qt.Orientation.Horizontal
    return [workspace.model.headerData(n, across) for n in range(workspace.model.columnCount())]


def test_the_matrix_shows_who_meets_all_conditions_in_their_bands(
    qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio
) -> None:
    bar = workspace.conditions
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert rows(workspace) == ["AREA 1", "AT Named Nurse", "AREA 2", "AT Named Midwife"]
    bar.group_by(field(studio, "role").id, descending=True)
    assert rows(workspace) == ["AT NAMED NURSE", "AT Named Nurse", "AT NAMED MIDWIFE", "AT Named Midwife"]
    qtbot.keyClicks(workspace.filter, "midwife")
    qtbot.waitUntil(lambda: rows(workspace) == ["AT NAMED MIDWIFE", "AT Named Midwife"])
    bar.set_condition(field(studio, "side").id, ["nobody's"])
    assert workspace._empty.text() == "No interview meets all of this: side: nobody's; “midwife”."


def test_going_to_a_cell_takes_the_filter_away(workspace: MatrixWorkspace, studio: Studio) -> None:
    workspace.conditions.set_condition(field(studio, "side").id, ["acute trust"])
    row, column = studio.study.interviews()[0].id, studio.study.subtopics()[0].id
    assert workspace.go_to(row, column)
    assert workspace.conditions.conditions == ()


def test_the_group_is_remembered_and_the_filter_is_not(
    qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio
) -> None:
    workspace.conditions.set_condition(field(studio, "side").id, ["acute trust"])
    workspace.conditions.group_by(field(studio, "role").id)
    again = MatrixWorkspace(studio)
    qtbot.addWidget(again)
    assert (again.conditions.by, again.conditions.conditions) == (field(studio, "role").id, ())


def test_a_deleted_attribute_leaves_the_current_cell(workspace: MatrixWorkspace, studio: Studio) -> None:
    key = (studio.study.interviews()[1].id, studio.study.subtopics()[0].id)
    workspace.conditions.set_condition(field(studio, "side").id, ["acute trust"])
    workspace.view.choose(*key)
    studio.study.delete_attribute(studio.study.attributes()[1].id)
    assert len(workspace.model.interviews()) == 4
    assert workspace.view.current_key == key


@pytest.fixture
def categorised(studio: Studio) -> Studio:
    column, rows = studio.study.subtopics()[0].id, [row.id for row in studio.study.interviews()]
    studio.study.add_finding(column, FindingKind.CATEGORY, "on site", interviews=rows[:2])
    studio.study.add_finding(column, FindingKind.CATEGORY, "known by name", interviews=rows[:1])
    return studio


def test_categories_stand_in_a_narrow_column_beside_their_sub_topic(
    qtbot: QtBot, categorised: Studio, workspace: MatrixWorkspace
) -> None:
    assert heads(workspace) == ["summary", "social work staffing", "other"]
    workspace.shown_button.menu().aboutToShow.emit()
    switch = next(
        each for each in workspace.shown_button.menu().actions() if each.text() == "Show categories"
    )
    switch.trigger()
    assert heads(workspace) == ["summary", "summary: categories", "social work staffing", "other"]
    assert workspace.view.columnWidth(1) < workspace.view.columnWidth(0) == workspace.view.columnWidth(2)
    place = workspace.model.index(1, 1)
    assert place.data() == "on site; known by name"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert place.data(spoken) == "LA Team Manager, summary: categories: on site; known by name"
    assert workspace.model.index(4, 1).data(spoken) == "LA Service Manager, summary: categories: none"
    categorised.study.delete_finding(categorised.study.findings()[0].id)
    assert place.data() == "known by name"
    workspace.with_categories(False)
    assert heads(workspace) == ["summary", "social work staffing", "other"]
    assert workspace.view.columnWidth(1) == workspace.view.columnWidth(0)


def test_categories_are_only_read(qtbot: QtBot, categorised: Studio, workspace: MatrixWorkspace) -> None:
    workspace.with_categories(True)
    workspace.view.step(0, 0)
    workspace.view.step(1, 0)
    assert workspace.view.currentIndex().column() == 2, "Tab goes from cell to cell"
    before = categorised.study.next_undo()
    workspace.view.setCurrentIndex(workspace.model.index(1, 1))
    assert workspace.view.chosen_keys() == []
    with qtbot.assertNotEmitted(workspace.charting_wanted):
        qtbot.keyClick(workspace.view, "x")
    qtbot.keyClick(workspace.view, Qt.Key.Key_Delete)
    assert categorised.study.next_undo() == before
    workspace.view.copy()
    assert QGuiApplication.clipboard().mimeData().text() == '"on site\nknown by name"'


def test_categories_are_painted(categorised: Studio, workspace: MatrixWorkspace) -> None:
    workspace.with_categories(True)
    place = workspace.view.visualRect(workspace.model.index(1, 1))
    with_them = workspace.view.viewport().grab(place).toImage()
    categorised.study.delete_finding(categorised.study.findings()[0].id)
    assert workspace.view.viewport().grab(place).toImage() != with_them


def test_a_sub_topic_is_dragged_past_categories(categorised: Studio, workspace: MatrixWorkspace) -> None:
    workspace.with_categories(True)
    workspace.view.column_header.moveSection(3, 0)
    assert heads(workspace) == ["other", "summary", "summary: categories", "social work staffing"]
    workspace.view.column_header.moveSection(1, 3)
    assert heads(workspace) == ["other", "social work staffing", "summary", "summary: categories"]


def test_an_export_has_the_categories_that_are_shown(categorised: Studio, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    export(categorised.study, path, [1], categories=True, attributes=False)
    with path.open(newline="", encoding="utf-8-sig") as file:
        head, first, second, third, _ = csv.reader(file)
    place = head.index("summary: categories")
    assert head[place - 1] == "summary"
    assert first[place] == "on site\nknown by name"
    assert (second[place], third[place]) == ("on site", "(no category)")
    export(categorised.study, path, [1])
    assert "categories" not in path.read_text("utf-8-sig")


# --- In the window ---


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> MainWindow:
    theme.apply("light")
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1300, 800)
    with qtbot.waitActive(window):
        window.show()
    window.open_file(study_file)
    return window


def test_a_key_begins_a_filter_where_one_is_and_the_export_takes_it_over(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.right.count() == 2)
    qtbot.keyClick(window, Qt.Key.Key_A, CONTROL_SHIFT)
    bar = desk.matrix.conditions
    qtbot.keyClicks(bar.fields.field, "side")
    qtbot.keyClick(bar.fields.field, Qt.Key.Key_Return)
    qtbot.keyClicks(bar.values.field, "local")
    qtbot.keyClick(bar.values.field, Qt.Key.Key_Return)
    assert words(bar) == ["side: local authority"]
    window.export()
    dialog = window.findChild(ExportDialog)
    said = "2 of 4 interviews, 6 of 6 sub-topics\nSide: local authority"
    assert dialog.shown.text() == f"As shown, in that order: {said}"
    dialog.reject()


def test_the_export_has_the_categories_that_the_matrix_shows(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.desk is not None and window.studio is not None
    study = window.studio.study
    rows = [row.id for row in study.interviews()]
    study.add_finding(study.subtopics()[0].id, FindingKind.CATEGORY, "on site", interviews=rows[:2])
    window.desk.matrix.with_categories(True)
    window.export()
    dialog = window.findChild(ExportDialog)
    assert dialog.shown.text().endswith(", with categories")
    dialog.shown.setChecked(True)
    dialog.format.setCurrentIndex(dialog.format.findData(".html"))
    dialog.place.set_path(tmp_path / "shown.html")
    dialog.run()
    qtbot.waitUntil((tmp_path / "shown.html").exists)
    qtbot.waitUntil(lambda: not window.work.busy)
    assert "summary: categories" in (tmp_path / "shown.html").read_text("utf-8")
    dialog.reject()


def test_from_where_nothing_is_filtered_the_key_goes_to_the_matrices(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk = window.desk
    assert desk is not None
    window.commands["attributes"].trigger()
    assert desk.mode is Mode.SOURCES
    sources = desk.centre.currentWidget()
    assert isinstance(sources, SourcesWorkspace) and sources.attributes.isVisible()
    window.commands["filter_by"].trigger()
    assert desk.mode is Mode.CHART
    assert desk.matrix.conditions.fields.isVisible()
    desk.matrix.conditions.fields.close()


def test_a_kept_filter_serves_every_view(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None and window.studio is not None
    bar = desk.matrix.conditions
    bar.set_condition(field(window.studio, "side").id, ["acute trust"])
    bar.keep("Trusts")
    desk.show_mode(Mode.COVERAGE)
    board = desk.centre.currentWidget().findChild(FilterBar)
    (view,) = window.studio.study.views(ViewKind.FILTER)
    board.choose(view.id)
    assert words(board) == ["side: acute trust"]
    assert desk.centre.currentWidget()._model.interviews == 2


def test_a_kept_filter_is_renamed(qtbot: QtBot, bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.keep("Trusts")
    bar.choose_kept()
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_F2)
    bar.kept.field.setText("Hospitals")
    qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    assert [view.name for view in studio.study.views(ViewKind.FILTER)] == ["Hospitals"]
    assert bar.keep_button.text() == "Hospitals"


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_Delete, ["All", "Again"]), (Qt.Key.Key_F2, ["All", "New", "Again"])]
)
def test_the_filter_in_force_is_the_current_one(
    qtbot: QtBot, bar: FilterBar, studio: Studio, key: Qt.Key, left: list[str]
) -> None:
    side = field(studio, "side").id
    for name in ("All", "Trusts", "Again"):
        bar.set_condition(side, ["acute trust"] if name != "All" else ["acute trust", "local authority"])
        bar.keep(name)
    bar.choose(studio.study.views(ViewKind.FILTER)[1].id)
    assert bar.keep_button.text() == "Trusts"
    bar.choose_kept()
    assert bar.kept.current and bar.kept.current.text == "Trusts"
    qtbot.keyClick(bar.kept.field, key)
    if key == Qt.Key.Key_F2:
        bar.kept.field.setText("New")
        qtbot.keyClick(bar.kept.field, Qt.Key.Key_Return)
    assert [view.name for view in studio.study.views(ViewKind.FILTER)] == left


def test_the_bookmark_says_which_filter_is_on_before_all_else(bar: FilterBar, studio: Studio) -> None:
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert bar.keep_button.text() == "Keep"
    bar.keep("Trusts")
    bar.resize(bar.sizeHint())
    widths = range(bar.width(), bar.minimumSizeHint().width(), -1)
    for width in widths:
        bar.resize(width, bar.height())
        if bar.group_button.toolButtonStyle() != beside:
            break
    assert bar.keep_button.text() == "Trusts" and bar.keep_button.toolButtonStyle() == beside
    assert "Trusts" in bar.keep_button.toolTip()


def test_chips_that_leave_no_room_stand_in_a_line_of_their_own(bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    bar.keep("Trusts")
    (chip,), beside = bar.chips, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    bar.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # as within a window
    bar.setMinimumSize(0, 0)
    bar.resize(900, bar.sizeHint().height())
    assert not bar.chips_below and chip.y() < bar.keep_button.geometry().bottom()
    high = bar.sizeHint().height()
    bar.resize(bar.sizeHint().width(), bar.height())
    assert bar.chips_below and bar.sizeHint().height() > high
    assert {bar.keep_button.toolButtonStyle(), bar.group_button.toolButtonStyle()} == {beside}
    bar.resize(bar.width(), bar.sizeHint().height())
    bar.layout().activate()
    assert chip.y() > bar.keep_button.geometry().bottom() and chip.width() == chip.sizeHint().width()
    bar.clear()
    assert not bar.chips_below and bar.sizeHint().height() == high


def test_a_chip_with_little_room_shows_its_value(bar: FilterBar, studio: Studio) -> None:
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    (chip,) = bar.chips
    wide = chip.fontMetrics().horizontalAdvance
    assert chip.fitting(wide("side: acute trust")) == "side: acute trust"
    assert chip.fitting(wide("side: acute trust") - 1) == "acute trust"
    assert "…" in chip.fitting(wide("acute trust") - 1)


def test_after_a_group_is_chosen_the_keyboard_is_in_the_matrix(
    qtbot: QtBot, workspace: MatrixWorkspace
) -> None:
    workspace.conditions.choose_group()
    qtbot.keyClicks(workspace.conditions.groups.field, "side")
    qtbot.keyClick(workspace.conditions.groups.field, Qt.Key.Key_Return)
    assert workspace.focusWidget() is workspace.view


def test_long_names_are_not_cut_in_a_list_that_can_be_wider(
    qtbot: QtBot, bar: FilterBar, studio: Studio
) -> None:
    names = [f"How word of a referral comes back to whoever made it, {end}" for end in ("by post", "by day")]
    chooser = Chooser(bar)
    chooser.open(bar.add_button, "Any", [Offer(name, name, "category") for name in names])
    option = QStyleOptionViewItem()
    for name in names:
        assert fitting(Offer(name, name), [(name, False)], chooser.list.rect(), option) == [(name, False)]
    chooser.close()


def test_the_bookmark_rests_while_there_is_nothing_to_keep_or_choose(bar: FilterBar, studio: Studio) -> None:
    assert not bar.keep_button.isEnabled()
    bar.set_condition(field(studio, "side").id, ["acute trust"])
    assert bar.keep_button.isEnabled()
    bar.keep("Trusts")
    bar.clear()
    assert bar.keep_button.isEnabled(), "one can be chosen"
