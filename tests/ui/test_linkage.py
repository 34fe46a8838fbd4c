"""Linkage: the cases of every pair of values first, their number second, their summaries beneath."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from framework_qda.reading.page import Prose
from framework_qda.study.model import FieldId, Subject, ViewKind
from framework_qda.tasks.pages import view_page
from framework_qda.ui.beyond.linkage import LinkageTab, concerned
from framework_qda.ui.beyond.linkage_grid import NAMED
from framework_qda.ui.studio import Studio
from tests.ui.beyond import build, categorise

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def tab(qtbot: QtBot, studio: Studio) -> LinkageTab:
    build(studio.study, categorise(studio.study))
    tab = LinkageTab(studio)
    qtbot.addWidget(tab)
    tab.resize(1000, 700)
    tab.show()
    return tab


def field(studio: Studio, name: str) -> FieldId:
    return studio.study.find_field(name).id


def linked(tab: LinkageTab, unit: Subject = Subject.INTERVIEW) -> LinkageTab:
    rows, columns = field(tab.studio, "social work staffing"), field(tab.studio, "feedback")
    tab.show_linkage(tab.link._replace(rows=rows, columns=columns, unit=unit))
    return tab


def grid(tab: LinkageTab) -> dict[tuple[str, str], list[str]]:
    model = tab.model
    return {
        (row, column): names
        for n, row in enumerate(model.grid.rows)
        for m, column in enumerate(model.grid.columns)
        if (names := model.names_at(model.index(n, m)))
    }


def test_two_fields_are_chosen_by_keyboard(qtbot: QtBot, tab: LinkageTab) -> None:
    for button, typed in ((tab.rows, "social work staffing"), (tab.columns, "feedback")):
        assert tab.head is tab.begin_button
        qtbot.keyClick(tab.begin_button, Key.Key_Space)
        qtbot.keyClicks(button.chooser.field, typed)
        qtbot.keyClick(button.chooser.field, Key.Key_Return)
    assert tab.head is tab.grid
    assert grid(tab)["near", "hears"] == ["Area 1", "Area 2"]
    tab.unit.click()
    qtbot.keyClicks(tab.unit.chooser.field, "interviews")
    qtbot.keyClick(tab.unit.chooser.field, Key.Key_Return)
    assert grid(tab)["near", "hears"] == ["Area 1 · LA Team Manager", "Area 2 · LA Service Manager"]


@pytest.mark.parametrize("unit", [Subject.AREA, Subject.INTERVIEW])
def test_the_grid_is_the_frame(tab: LinkageTab, studio: Studio, unit: Subject) -> None:
    linked(tab, unit)
    frame = studio.study.crosstab("social work staffing", "feedback", unit)
    assert list(frame.index) == list(tab.model.grid.rows)
    assert list(frame.columns) == list(tab.model.grid.columns)
    shown = {
        (row, column): names
        for row in frame.index
        for column in frame.columns
        if (names := list(frame.loc[row, column]))
    }
    assert grid(tab) == shown
    where = tab.model.index(0, 0)
    assert where.data(SPOKEN).startswith("near, hears: 2 ")
    assert where.data() == "\n".join(shown["near", "hears"])


def test_a_place_shows_the_summaries_of_its_cases(qtbot: QtBot, tab: LinkageTab, studio: Studio) -> None:
    linked(tab)
    near = tab.model.index(0, tab.model.grid.columns.index("does not hear"))
    place = tab.grid.visualRect(near).center()
    qtbot.mouseClick(tab.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tab.place.text() == "near · does not hear: 1 interview"
    assert [line.title for line in tab.sheet.plan.lines] == ["Area 1 · AT Named Nurse"]
    assert [head.title for head in tab.sheet.plan.heads] == ["social work staffing", "feedback"]
    row = studio.study.interviews()[1].id
    assert list(tab.sheet.plan.keys()) == [(row, studio.study.subtopics()[n].id) for n in (1, 4)]
    tab.grid.setFocus()
    qtbot.keyClick(tab.grid, Key.Key_Left)
    assert [line.title for line in tab.sheet.plan.lines] == [
        "Area 1 · LA Team Manager",
        "Area 2 · LA Service Manager",
    ]
    qtbot.keyClick(tab.grid, Key.Key_Return)
    assert tab.sheet.hasFocus()


def test_fields_tell_of_which_sub_topics_they_speak(tab: LinkageTab, studio: Studio) -> None:
    study = studio.study
    assert concerned(study, study.find_field("feedback")) == {study.subtopics()[4].id}
    assert concerned(study, study.find_field("Distance")) == {study.subtopics()[1].id}
    assert concerned(study, study.find_field("region")) == set()
    tab.show_linkage(tab.link._replace(rows=field(studio, "region"), columns=field(studio, "side")))
    assert len(tab.sheet.plan.heads) == 6, "attributes are of no sub-topic, so all are read"


def test_the_sub_topics_beneath_are_chosen_and_kept(qtbot: QtBot, tab: LinkageTab, studio: Studio) -> None:
    tab.show_linkage(tab.link._replace(rows=field(studio, "region"), columns=field(studio, "side")))
    assert tab.subtopics.accessibleName() == "Sub-topics beneath: all sub-topics"
    third = studio.study.subtopics()[2]
    studio.study.chart(studio.study.interviews()[0].id, third.id, "Phones often.")
    qtbot.keyClick(tab.subtopics, Key.Key_Space)
    qtbot.keyClicks(tab.subtopics.chooser.field, third.name)
    qtbot.keyClick(tab.subtopics.chooser.field, Key.Key_Return)
    assert [head.id for head in tab.sheet.plan.heads] == [third.id]
    assert tab.subtopics.accessibleName() == "Sub-topics beneath: 1 sub-topic"
    tab.kept.keep("Regions")
    (view,) = studio.study.views(ViewKind.LINKAGE)
    for page in (tab.page(), view_page(studio.study, view)):
        assert page is not None and page.title == "Regions"
        assert {each.facts for each in page.blocks if isinstance(each, Prose)} == {third.name}
    tab.subtopics.picked.emit(third.id)
    assert len(tab.sheet.plan.heads) == 6, "none is chosen, so all are read again"
    tab.choose_kept(view.id)
    assert [head.id for head in tab.sheet.plan.heads] == [third.id]
    studio.study.delete_subtopic(third.id)
    assert len(tab.sheet.plan.heads) == 5, "what is deleted is no longer chosen"


def test_rows_and_columns_are_swapped(tab: LinkageTab) -> None:
    linked(tab)
    before = grid(tab)
    tab.swap_button.click()
    assert grid(tab) == {(column, row): names for (row, column), names in before.items()}


def test_a_case_that_does_not_fit_is_marked_in_the_grid_too(
    qtbot: QtBot, tab: LinkageTab, studio: Studio
) -> None:
    linked(tab)
    tab.kept.keep("Nearness and feedback")
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Key.Key_D, CONTROL_SHIFT)
    qtbot.keyClicks(tab.deviants.asking.field, "Rings on Mondays.")
    qtbot.keyClick(tab.deviants.asking.field, Key.Key_Return)
    assert grid(tab)["near", "hears"][0] == "◆ Area 1 · LA Team Manager"
    assert tab.sheet.plan.lines[0].facts.startswith("Rings on Mondays.")
    (view,) = studio.study.views(ViewKind.LINKAGE)
    assert studio.study.deviants(view.id) == {studio.study.interviews()[0].id: "Rings on Mondays."}
    studio.study.undo()
    assert grid(tab)["near", "hears"][0] == "Area 1 · LA Team Manager"


def test_a_case_of_a_place_is_marked_from_the_grid(qtbot: QtBot, tab: LinkageTab, studio: Studio) -> None:
    linked(tab)
    tab.grid.setFocus()
    qtbot.keyClick(tab.grid, Key.Key_D, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == [line.title for line in tab.sheet.plan.lines]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(menu, key)
    assert tab.deviants.asking.question.text() == "Why does “Area 2 · LA Service Manager” not fit?"
    qtbot.keyClicks(tab.deviants.asking.field, "Hears late.")
    qtbot.keyClick(tab.deviants.asking.field, Key.Key_Return)
    assert grid(tab)["near", "hears"] == ["Area 1 · LA Team Manager", "◆ Area 2 · LA Service Manager"]


def test_enter_on_an_empty_place_leaves_the_keyboard_in_the_grid(qtbot: QtBot, tab: LinkageTab) -> None:
    linked(tab)
    model = tab.model
    empty = next(
        model.index(n, m)
        for n in range(model.rowCount())
        for m in range(model.columnCount())
        if not model.cases_at(model.index(n, m))
    )
    tab.grid.setCurrentIndex(empty)
    tab.grid.setFocus()
    qtbot.keyClick(tab.grid, Key.Key_Return)
    assert tab.grid.hasFocus()
    (nothing,) = tab.deviants.cases_menu().actions()
    assert not nothing.isEnabled(), "there is no case to be marked"


def test_it_is_kept_filtered_and_printed(tab: LinkageTab, studio: Studio) -> None:
    linked(tab)
    tab.filter.set_condition(field(studio, "side"), ["local authority"])
    assert grid(tab) == {("near", "hears"): ["Area 1 · LA Team Manager", "Area 2 · LA Service Manager"]}
    tab.kept.keep("Authorities")
    (view,) = studio.study.views(ViewKind.LINKAGE)
    tab.filter.clear()
    assert len(grid(tab)) == 3
    tab.choose_kept(view.id)
    assert len(grid(tab)) == 1 and tab.filter.in_words() == "side: local authority"
    page = tab.page()
    assert page is not None and page.title == "Authorities"


def test_many_cases_are_named_as_far_as_there_is_room(tab: LinkageTab, studio: Studio) -> None:
    area = studio.study.areas()[0].id
    with studio.study.action("Many more"):
        for n in range(30):
            studio.study.add_interview(area, f"Interview {n}")
    linked(tab)
    none = tab.model.index(tab.model.grid.rows.index("not given"), tab.model.grid.columns.index("not given"))
    assert tab.model.count_at(none) == "30 interviews"
    assert tab.grid.rowHeight(none.row()) < (NAMED + 4) * tab.grid.fontMetrics().lineSpacing()
    assert not tab.grid.grab().isNull()


def test_everything_has_a_name(tab: LinkageTab) -> None:
    linked(tab)
    for widget in (tab.rows, tab.columns, tab.unit, tab.swap_button, tab.grid, tab.sheet, tab.kept):
        assert widget.accessibleName()
    assert tab.rows.accessibleName() == "Rows: social work staffing"


def test_no_row_of_the_grid_is_cut_where_there_is_room(qtbot: QtBot, tab: LinkageTab) -> None:
    tab.resize(1280, 800)
    linked(tab)
    qtbot.waitUntil(lambda: tab.grid.verticalScrollBar().maximum() == 0)
    assert tab.sheet.height() > 150
    last = tab.model.rowCount() - 1
    assert tab.grid.rowViewportPosition(last) + tab.grid.rowHeight(last) <= tab.grid.viewport().height()


def test_long_names_of_rows_and_columns_stay_apart(tab: LinkageTab) -> None:
    linked(tab)
    heads = tab.grid.horizontalHeader(), tab.grid.verticalHeader()
    assert all(head.textElideMode() == Qt.TextElideMode.ElideMiddle for head in heads)
    for orientation, names in (
        (Qt.Orientation.Horizontal, tab.model.grid.columns),
        (Qt.Orientation.Vertical, tab.model.grid.rows),
    ):
        for role in (Qt.ItemDataRole.ToolTipRole, SPOKEN):
            assert tab.model.headerData(0, orientation, role) == names[0]
    assert tab.grid.horizontalHeader().length() >= tab.grid.viewport().width() - len(tab.model.grid.columns)


def test_what_is_chosen_is_named_with_both_ends(tab: LinkageTab) -> None:
    names = [f"How word of a referral comes back to whoever made it, {end}" for end in ("by post", "by day")]
    for name in names:
        tab.rows.say(name)
        assert tab.rows.text().endswith(name[-6:]) and name in tab.rows.accessibleName()
        assert name in tab.rows.toolTip()
