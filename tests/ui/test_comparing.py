"""Side by side: two to six things next to each other, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from framework_qda.reading.plan import Head, Line, Plan
from framework_qda.study.model import Field, FindingKind, Thing, ThingKind, ViewKind
from framework_qda.ui.comparing.comparison import Comparison, comparison
from framework_qda.ui.comparing.differences import differing
from framework_qda.ui.comparing.side_by_side import SideBySide
from framework_qda.ui.comparing.workspace import CompareWorkspace
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.modes import Mode
from framework_qda.ui.studio import Studio
from framework_qda.ui.window import MainWindow

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(qtbot: QtBot, studio: Studio) -> Iterator[SideBySide]:
    tab = SideBySide(studio)
    qtbot.addWidget(tab)
    tab.resize(1000, 600)
    with qtbot.waitActive(tab):
        tab.show()
    yield tab


def field(studio: Studio, name: str) -> Field:
    return next(each for each in studio.study.fields() if each.name == name)


def area(studio: Studio, n: int) -> Thing:
    return Thing(ThingKind.AREA, studio.study.areas()[n].id)


def offered(chooser: Chooser) -> list[tuple[str, str, bool | None]]:
    """The rows that match what is typed, each with its note and tick."""
    offers = [chooser.model.index(n).data(Qt.ItemDataRole.UserRole) for n in range(chooser.model.rowCount())]
    return [(offer.text, offer.note, offer.ticked) for offer in offers]


def columns(tab: SideBySide) -> list[str]:
    return [head.title for head in tab.sheet.plan.heads]


def chips(tab: SideBySide) -> list[str]:
    return [chip.text() for chip in tab.sides.chips]


def shown(tab: SideBySide) -> list[list[str]]:
    """The words of every place of every row, as they are laid out, without names and chips."""
    model, rows = tab.sheet.plan_model, list[list[str]]()
    for row, line in enumerate(tab.sheet.plan.lines):
        if not line.level:
            rows.append([str(model.data(model.index(row, n)) or "") for n in range(model.columnCount())])
    return rows


def check_against(tab: SideBySide, frame: pd.DataFrame) -> None:
    """The rows, the columns and the words on the screen are those of the frame of the same comparison."""
    assert list(frame.columns) == columns(tab)
    lines = [line.title for line in tab.sheet.plan.lines if not line.level]
    assert [row for _, row in frame.index] == lines
    for said, row in zip(shown(tab), frame.to_numpy(), strict=True):
        for place, words in zip(said, row, strict=True):
            for part in filter(None, words.split("\n")):
                name, _, text = part.partition(": ")
                assert (text if name.split(" · ")[-1] in NAMES else part) in place
        assert any(filter(None, row)) == any(_written(place) for place in said)


NAMES = ("LA Team Manager", "AT Named Nurse", "LA Service Manager", "AT Named Midwife")


def _written(place: str) -> bool:
    return any(part and part != "not asked" for part in place.split("\n"))


def add(qtbot: QtBot, tab: SideBySide, typed: str) -> None:
    """Add what is typed, by keyboard alone."""
    tab.sides.add_button.setFocus()
    qtbot.keyClick(tab.sides.add_button, Qt.Key.Key_Space)
    qtbot.keyClicks(tab.sides.chooser.field, typed)
    qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return)
    assert not tab.sides.chooser.isVisible()


# --- What stands side by side ---


def test_areas_are_set_side_by_side_by_keyboard_alone(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    assert tab.nothing.isVisible() and not tab.sheet.isVisible()
    add(qtbot, tab, "area 1")
    add(qtbot, tab, "area 2")
    assert chips(tab) == columns(tab) == ["Area 1", "Area 2"]
    check_against(tab, studio.study.compare(["Area 1", "Area 2"]))
    assert tab.sheet.plan.heads[0].facts == "South West"
    assert [line.title for line in tab.sheet.plan.lines if line.level] == [
        "1 Background and staffing",
        "2 Referral quality",
    ]


def test_the_button_of_the_empty_page_compares_the_groups_of_a_field(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    assert tab.begin_button.text() == "Compare by region"
    assert tab.head is tab.begin_button
    qtbot.mouseClick(tab.begin_button, LEFT)
    assert columns(tab) == ["London", "South West"]
    assert [head.facts for head in tab.sheet.plan.heads] == ["region · 2 interviews"] * 2
    check_against(tab, studio.study.compare(["region=London", "region=South West"]))
    assert tab.head is tab.sheet


def test_interviews_and_groups_stand_beside_an_area(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    for typed in ("area 1", "area 2 midwife", "side acute"):
        add(qtbot, tab, typed)
    things = ["Area 1", "Area 2 · AT Named Midwife", "side=acute trust"]
    check_against(tab, studio.study.compare(things))
    assert chips(tab) == ["Area 1", "Area 2 · AT Named Midwife", "side: acute trust"]


def test_sub_topics_stand_beside_sub_topics_alone(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    add(qtbot, tab, "1.1")
    tab.sides.add()
    assert {note for _, note, _ in offered(tab.sides.chooser)} == {"sub-topic", "within every area"}
    tab.sides.chooser.close()
    add(qtbot, tab, "audits")
    check_against(tab, studio.study.compare(["1.1", "audits"]))
    assert not tab.subtopics_button.isVisible(), "they are read down the interviews"
    assert [line.title for line in tab.sheet.plan.lines if line.level] == ["Area 1", "Area 2"]


def test_six_are_the_most(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    for row in ("area 1 LA", "area 1 nurse", "area 2 LA", "area 2 midwife", "area 1"):
        add(qtbot, tab, row)
    tab.sides.add()
    assert len(offered(tab.sides.chooser)) > 6
    tab.sides.chooser.close()
    add(qtbot, tab, "area 2")
    tab.sides.add()
    assert [ticked for _, _, ticked in offered(tab.sides.chooser) if ticked is not None] == [True] * 6
    assert "Six" in tab.sides.chooser.foot.text()
    tab.sides.chooser.close()
    assert len(columns(tab)) == 6
    assert len({tab.sheet.columnWidth(n) for n in range(6)}) == 1


def test_several_are_ticked_one_after_another(qtbot: QtBot, tab: SideBySide) -> None:
    qtbot.mouseClick(tab.sides.add_button, LEFT)
    for typed in ("area 1", "area 2", "area 1"):
        qtbot.keyClicks(tab.sides.chooser.field, typed)
        qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return, CONTROL)
    assert tab.sides.chooser.isVisible()
    assert columns(tab) == ["Area 2"], "a second tick takes it away"


def test_rows_are_of_one_height_and_a_cell_that_changes_is_shown(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    before = tab.sheet.rowHeight(1)
    row, column = studio.study.interviews()[2], studio.study.subtopics()[0]
    studio.study.chart(row.id, column.id, "A long story. " * 80)
    assert tab.sheet.rowHeight(1) > before
    check_against(tab, studio.study.compare(["Area 1", "Area 2"]))


# --- Taking away, swapping ---


def test_a_chip_is_taken_away_by_its_cross_and_by_a_key(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    qtbot.waitUntil(lambda: tab.sides.chips[0].width() > 40)
    chip = tab.sides.chips[0]
    qtbot.mouseClick(chip, LEFT, pos=chip.cross().center())
    assert columns(tab) == ["Area 2"]
    tab.sides.chips[0].setFocus()
    qtbot.keyClick(tab.sides.chips[0], Qt.Key.Key_Delete)
    assert columns(tab) == []
    assert tab.sides.add_button.hasFocus()
    assert tab.nothing.isVisible()


def test_a_click_on_a_chip_puts_another_in_its_place(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.sides.chips[0].setFocus()
    qtbot.keyClick(tab.sides.chips[0], Qt.Key.Key_Return)
    assert "Area 2" not in [text for text, _, _ in offered(tab.sides.chooser)]
    qtbot.keyClicks(tab.sides.chooser.field, "area 1 nurse")
    qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return)
    assert columns(tab) == ["Area 1 · AT Named Nurse", "Area 2"]


def test_alt_with_an_arrow_swaps_columns_and_the_current_cell_goes_along(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    first = Thing(ThingKind.INTERVIEW, studio.study.interviews()[0].id)
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1), first)))
    tab.sheet.choose(studio.study.interviews()[2].id, studio.study.subtopics()[4].id)
    tab.sheet.setFocus()
    key = tab.current_key
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Left, ALT)
    assert columns(tab) == ["Area 2", "Area 1", "Area 1 · LA Team Manager"]
    assert (tab.current_key, tab.sheet.currentIndex().column()) == (key, 0)
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Left, ALT)
    assert columns(tab)[0] == "Area 2", "there is nothing beyond the first"
    chip = tab.sides.chips[0]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Right, ALT)
    assert columns(tab)[1] == chips(tab)[1] == "Area 2"
    assert tab.sides.chips[1] is chip and chip.hasFocus()


def test_a_chip_is_dragged_to_another_place(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    first, second = tab.sides.chips
    qtbot.waitUntil(lambda: second.x() > first.x() > 0)
    way = QPoint(second.x() + second.width() - first.x(), 0)
    qtbot.mousePress(first, LEFT, pos=QPoint(8, 8))
    qtbot.mouseMove(first, QPoint(8, 8) + way / 2)
    qtbot.mouseMove(first, QPoint(8, 8) + way)
    qtbot.mouseRelease(first, LEFT, pos=QPoint(8, 8))
    assert columns(tab) == chips(tab) == ["Area 2", "Area 1"]
    assert not tab.sides.chooser.isVisible(), "a drag is no click"


# --- The sub-topics, pairs, filters ---


def test_sub_topics_are_chosen_and_none_is_all(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.subtopics_button.setFocus()
    qtbot.keyClick(tab.subtopics_button, Qt.Key.Key_Space)
    assert offered(tab.subtopics)[0] == ("1 Background and staffing", "3 sub-topics", False)
    for typed in ("staffing", "2 ref"):  # a sub-topic, then a whole matrix
        qtbot.keyClicks(tab.subtopics.field, typed)
        while tab.subtopics.current and tab.subtopics.current.text not in (
            "1.2 social work staffing", "2 Referral quality",
        ):  # fmt: skip
            qtbot.keyClick(tab.subtopics.field, Qt.Key.Key_Down)
        qtbot.keyClick(tab.subtopics.field, Qt.Key.Key_Return, CONTROL)
        tab.subtopics.field.clear()
    assert tab.subtopics_button.text() == "4 sub-topics"
    chosen = ["1.2", "2.1", "2.2", "2.3"]
    check_against(tab, studio.study.compare(["Area 1", "Area 2"], subtopics=chosen))
    for key in list(tab.comparison.subtopics or ()):
        tab.subtopics.picked.emit(key)
    assert tab.subtopics_button.text() == "All sub-topics"
    assert len(shown(tab)) == 6


def test_arrows_and_space_tick_among_the_sub_topics_that_were_found(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.choose_subtopics()
    field = tab.subtopics.field
    qtbot.keyClicks(field, "staffing")
    found = [text for text, _note, _ticked in offered(tab.subtopics)]
    assert found[0] == "1.2 social work staffing", "a name that fits as well comes before a whole matrix"
    assert "1 Background and staffing" in found
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.text() == "staffing ", "without the arrows it is a letter"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    at = found.index("1 Background and staffing")
    for _ in range(at):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.text() == "staffing" and tab.subtopics_button.text() == "3 sub-topics"
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert tab.subtopics_button.text() == "All sub-topics", "the arrows have gone to it still"
    qtbot.keyClicks(field, "social")
    qtbot.keyClick(field, Qt.Key.Key_Space)
    qtbot.keyClicks(field, "work")
    assert field.text() == "social work", "what is typed anew has its spaces again"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not tab.subtopics.isVisible()
    assert tab.comparison.subtopics == (studio.study.subtopics()[1].id,)


def test_a_list_that_finds_nothing_says_so(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.choose_subtopics()
    chooser = tab.subtopics
    assert not chooser.nothing.isVisible()
    qtbot.keyClicks(chooser.field, "qqqq")
    assert chooser.nothing.isVisible() and chooser.nothing.text() == "Nothing found"
    assert chooser.field.accessibleDescription() == "Nothing found"
    chooser.field.clear()
    assert not chooser.nothing.isVisible() and chooser.field.accessibleDescription() != "Nothing found"


def test_pairs_stand_side_by_side_within_every_area(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    qtbot.mouseClick(tab.sides.add_button, LEFT)
    qtbot.keyClicks(tab.sides.chooser.field, "side")
    pairs = ("In pairs: side", "within every area", None)
    assert pairs in offered(tab.sides.chooser)
    while tab.sides.chooser.current and tab.sides.chooser.current.note != pairs[1]:
        qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Down)
    qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return)
    assert tab.sheet.hasFocus(), "what was chosen has the keyboard"
    assert chips(tab) == ["side, in pairs within every area"]
    study = studio.study
    check_against(tab, study.frame_of(study.plan_pairs(field(studio, "side").id)))
    assert [line.title for line in tab.sheet.plan.lines if line.level] == ["Area 1", "Area 2"]
    tab.sides.chips[0].setFocus()
    qtbot.keyClick(tab.sides.chips[0], Qt.Key.Key_Delete)
    assert tab.comparison.empty


def test_filters_leave_only_some_interviews_in_every_column(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    side, region = field(studio, "side").id, field(studio, "region").id
    tab.filter.set_condition(side, ["acute trust"])
    check_against(tab, studio.study.compare(["Area 1", "Area 2"], where=tab.filter.conditions))
    left = dict(tab.sheet.plan.keys())
    assert set(left) == {studio.study.interviews()[n].id for n in (1, 3)}
    tab.filter.set_condition(region, ["London"])
    tab.show_comparison(tab.comparison._replace(things=(area(studio, 0),)))
    assert tab.nothing.text() == "No interview meets all of this: side: acute trust; region: London."
    qtbot.mouseClick(tab.begin_button, LEFT)
    assert tab.sheet.isVisible() and not tab.filter.conditions


# --- Differences ---


def test_categories_that_not_all_columns_share_are_marked(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    study, rows = studio.study, studio.study.interviews()
    column = study.subtopics()[0].id
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    both = [rows[0].id, rows[2].id]
    study.add_finding(column, FindingKind.CATEGORY, "on site", interviews=both)
    rare = study.add_finding(column, FindingKind.CATEGORY, "rare", interviews=[rows[3].id])

    def badges(n: int) -> list[tuple[str, bool]]:
        given = tab.sheet.plan_model.badges
        assert given
        return [(badge.text, badge.marked) for badge in given((rows[n].id, column))]

    assert badges(0) == badges(2) == [("on site", False)]
    assert badges(3) == [("rare", True)]
    laid = tab.sheet.page.laid(1, 1)
    assert laid and [badge.marked for _, badge in laid.chips] == [False, True]
    study.tick(rare, [rows[1].id])
    assert badges(3) == [("rare", False)]
    study.undo()
    assert badges(3) == [("rare", True)]


def test_a_column_of_which_nothing_is_placed_says_nothing(studio: Studio) -> None:
    study, rows = studio.study, [row.id for row in studio.study.interviews()]
    column = study.subtopics()[0].id
    near = study.add_finding(column, FindingKind.CATEGORY, "near", interviews=rows[:2])
    far = study.add_finding(column, FindingKind.CATEGORY, "far", interviews=rows[1:2])
    cells = tuple(((row, column),) for row in rows)
    plan = Plan("", tuple(Head(row, row) for row in rows), (Line(column, "summary", cells=cells),))
    found = differing(plan, study.categorised())
    assert found == {((rows[1], column), far)}
    assert not any(category == near for _, category in found)


# --- The pinned column ---


def test_a_pinned_column_stays_when_the_others_are_scrolled_across(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    rows = [Thing(ThingKind.INTERVIEW, row.id) for row in studio.study.interviews()]
    tab.show_comparison(Comparison((*rows, area(studio, 0), area(studio, 1))))
    bar = tab.sheet.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    stays, head = copies(tab)
    edge = tab.sheet.page.column_width - 2
    picture = column_picture(tab, edge)
    bar.setValue(300)
    assert not stays.isVisible()
    assert column_picture(tab, edge) != picture
    qtbot.mouseClick(tab.pin_button, LEFT)
    assert stays.isVisible() and head.isVisible()
    assert column_picture(tab, edge) == picture
    place = QPoint(60, tab.sheet.rowViewportPosition(1) + 20)
    qtbot.mouseClick(stays, LEFT, pos=place)
    with qtbot.waitSignal(tab.charting_wanted) as asked:
        qtbot.mouseDClick(stays, LEFT, pos=place)
    assert asked.args == [rows[0].id, studio.study.subtopics()[0].id]
    assert bar.value() == 300, "what is always in view is not scrolled to"
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Right)
    assert tab.sheet.columnViewportPosition(1) >= tab.sheet.page.column_width
    qtbot.keyClick(tab.pin_button, Qt.Key.Key_Space)
    assert not stays.isVisible()


def copies(tab: SideBySide) -> tuple[QWidget, QWidget]:
    assert tab.sheet._copy
    return tab.sheet._copy, tab.sheet._head_copy


def column_picture(tab: SideBySide, width: int) -> QImage:
    """What stands beside the titles of the rows, with its own title above."""
    return tab.sheet.grab().toImage().copy(tab.sheet.viewport().x(), 0, width, 300)


# --- Kept by name ---


def test_a_comparison_is_kept_chosen_renamed_and_deleted(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    assert tab.kept.text() == "Keep"
    wanted = Comparison((area(studio, 0), area(studio, 1)), (studio.study.subtopics()[1].id,), pinned=True)
    tab.show_comparison(wanted)
    tab.filter.set_condition(field(studio, "side").id, ["acute trust"])
    kept = tab.comparison
    tab.kept.setFocus()
    qtbot.keyClick(tab.kept, Qt.Key.Key_Space)
    qtbot.keyClicks(tab.kept.chooser.field, "North & South")
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Return)
    (view,) = studio.study.views(ViewKind.COMPARISON)
    assert (view.name, comparison(view.settings)) == ("North & South", kept)
    assert tab.kept.accessibleName() == "Kept: North & South"
    tab.sides.clear()
    tab.filter.clear()
    assert tab.kept.text() == "Keep"
    tab.kept.choose()
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Return)
    assert tab.comparison == kept and tab.filter.conditions == kept.conditions
    assert tab.pin_button.isChecked()
    tab.kept.choose()
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_F2)
    qtbot.keyClicks(tab.kept.chooser.field, "Regions")
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Return)
    assert tab.kept.text() == studio.study.views(ViewKind.COMPARISON)[0].name == "Regions"
    studio.study.undo()
    assert tab.kept.accessibleName() == "Kept: North & South"
    tab.kept.choose()
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Delete)
    assert studio.study.views(ViewKind.COMPARISON) == []
    studio.study.undo()
    assert tab.kept.accessibleName() == "Kept: North & South"


def test_a_change_in_a_kept_comparison_can_be_kept_in_it(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    tab.show_comparison(Comparison((area(studio, 0),)))
    tab.kept.keep("Both")
    add(qtbot, tab, "area 2")
    tab.kept.choose()
    assert offered(tab.kept.chooser)[0][0] == "Keep the change in “Both”"
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Return)
    (view,) = studio.study.views(ViewKind.COMPARISON)
    assert comparison(view.settings) == tab.comparison


def test_the_comparison_on_show_is_the_current_one(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    for number in (0, 1):
        tab.show_comparison(Comparison((area(studio, number),)))
        tab.kept.keep(f"Alone {number}")
    tab.kept.choose()
    qtbot.keyClick(tab.kept.chooser.field, Qt.Key.Key_Delete)
    assert [view.name for view in studio.study.views(ViewKind.COMPARISON)] == ["Alone 0"]


def test_the_last_comparison_returns(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1)), pinned=True))
    tab.filter.set_condition(field(studio, "side").id, ["acute trust"])
    again = SideBySide(studio)
    qtbot.addWidget(again)
    assert again.comparison == tab.comparison
    assert columns(again) == ["Area 1", "Area 2"]
    assert again.filter.conditions == tab.filter.conditions


# --- Following the study ---


def test_what_is_deleted_leaves_and_undo_brings_it_back(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    things = [Thing(ThingKind.INTERVIEW, row.id) for row in studio.study.interviews()[:3]]
    tab.show_comparison(Comparison(tuple(things)))
    studio.study.delete_interview(studio.study.interviews()[1].id)
    assert columns(tab) == chips(tab) == ["Area 1 · LA Team Manager", "Area 2 · LA Service Manager"]
    studio.study.undo()
    assert columns(tab) == chips(tab)
    assert columns(tab)[1] == "Area 1 · AT Named Nurse"
    studio.study.delete_interview(studio.study.interviews()[1].id)
    tab.sides.step(things[0], 1)
    assert columns(tab) == chips(tab) == ["Area 2 · LA Service Manager", "Area 1 · LA Team Manager"]
    tab.sides.step(things[0], -1)
    studio.study.rename_area(studio.study.areas()[0].id, "North")
    assert columns(tab)[0] == chips(tab)[0] == "North · LA Team Manager"


def test_a_new_value_moves_an_interview_and_the_place_is_kept(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    side = field(studio, "side")
    tab.show_comparison(Comparison(tuple(Thing(ThingKind.GROUP, side.id, each) for each in side.values)))
    for column in studio.study.subtopics():
        studio.study.chart(studio.study.interviews()[1].id, column.id, "A long story. " * 60)
    key = studio.study.interviews()[2].id, studio.study.subtopics()[4].id
    tab.sheet.choose(*key)
    place = tab.sheet.rowViewportPosition(tab.sheet.currentIndex().row())
    attribute = next(each.id for each in studio.study.attributes() if each.name == "side")
    studio.study.set_value(attribute, studio.study.interviews()[0].id, "acute trust")
    assert [head.facts for head in tab.sheet.plan.heads] == ["side · 3 interviews", "side · 1 interview"]
    assert tab.current_key == key
    assert tab.sheet.rowViewportPosition(tab.sheet.currentIndex().row()) == place
    check_against(tab, studio.study.compare(["side=acute trust", "side=local authority"]))


def test_names_of_areas_tell_the_interviews_of_a_group_apart(tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((Thing(ThingKind.GROUP, field(studio, "side").id, "acute trust"),)))
    laid = tab.sheet.page.laid(1, 0)
    assert laid and laid.lines.text().startswith("Area 1 · AT Named Nurse")


def test_pairs_say_which_area_is_read_once_its_heading_is_out_of_view(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    for row in studio.study.interviews():
        for column in studio.study.subtopics():
            studio.study.chart(row.id, column.id, "A long story. " * 60)
    tab.pair_by(field(studio, "side").id)
    sheet, corner = tab.sheet, tab.sheet.corner
    assert sheet.plan.lines[0].title == "Area 1" and not corner.isVisible(), "its heading is there to be read"
    sheet.verticalScrollBar().setValue(sheet.rowHeight(0) + 5)
    assert corner.isVisible() and corner.text() == "Area 1"
    assert corner.geometry().bottom() < sheet.viewport().y() and corner.width() == sheet.line_head.width()
    sheet.scroll_to_row(next(n for n, line in enumerate(sheet.plan.lines) if line.title == "Area 2") + 1)
    assert corner.text() == "Area 2"
    sheet.verticalScrollBar().setValue(0)
    assert not corner.isVisible()


def test_what_is_printed_is_what_is_shown(tab: SideBySide, studio: Studio) -> None:
    assert tab.page() is None
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.kept.keep("Both")
    page = tab.page()
    assert page and page.title == "Both"
    assert page.grids[0].heads == ("Area 1", "Area 2")
    tab.pair_by(field(studio, "side").id)
    page = tab.page()
    assert page and page.grids[0].heads == ("acute trust", "local authority")


# --- In the window ---


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> Iterator[MainWindow]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
    assert window.open_file(study_file)
    desk = window.desk
    assert desk
    qtbot.waitUntil(lambda: desk._furnished)
    yield window
    window.close()


def side_by_side(window: MainWindow) -> SideBySide:
    assert window.desk
    workspace = window.desk._workspace(Mode.COMPARE)
    assert isinstance(workspace, CompareWorkspace)
    tab = workspace.show_tab("side by side")
    assert isinstance(tab, SideBySide)
    return tab


def test_ctrl_4_compares_and_enter_charts_the_cell(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    assert desk.mode is Mode.COMPARE
    tab = side_by_side(window)
    qtbot.mouseClick(tab.begin_button, LEFT)
    key = desk.studio.study.interviews()[2].id, desk.studio.study.subtopics()[1].id
    tab.sheet.choose(*key)
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.cell.isVisible)
    assert desk.cell.cell_key == key
    qtbot.keyClicks(desk.focusWidget(), "Two teams.")
    assert desk.cell.save()
    assert desk.studio.study.cell(*key).summary == "Two teams."
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    assert tab.current_key == key
    check_against(tab, desk.studio.study.compare(["region=London", "region=South West"]))


def test_linked_words_are_shown_in_the_notes(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    study = desk.studio.study
    row, column = study.interviews()[1].id, study.subtopics()[0].id
    passage = study.index(row, 3, 20, [column])
    study.chart(row, column, f"{{We knock|{passage}}} every day.")
    desk.show_mode(Mode.COMPARE)
    tab = side_by_side(window)
    tab.show_comparison(Comparison((Thing(ThingKind.INTERVIEW, row),)))
    tab.sheet.choose(row, column)
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(desk.transcript.isVisible)
    assert desk.transcript.interview == row
    assert desk.mode is Mode.COMPARE


def test_alt_with_an_arrow_does_not_go_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    desk.show_mode(Mode.COMPARE)
    tab = side_by_side(window)
    qtbot.mouseClick(tab.begin_button, LEFT)
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Right, ALT)
    assert desk.mode is Mode.COMPARE
    assert columns(tab) == ["South West", "London"]


def test_the_cell_comes_beside_and_esc_gives_the_room_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    tab = desk.compare()
    qtbot.mouseClick(tab.begin_button, LEFT)
    rows, columns_ = desk.studio.study.interviews(), desk.studio.study.subtopics()
    tab.sheet.choose(rows[0].id, columns_[1].id)
    tab.sheet.setFocus()
    assert not desk.cell.isVisible()
    qtbot.waitUntil(lambda: tab.sheet.horizontalScrollBar().maximum() == 0)
    qtbot.keyClick(tab.sheet, Qt.Key.Key_Return)
    assert desk.mode is Mode.COMPARE and desk.cell.isVisible()
    qtbot.waitUntil(lambda: tab.sheet.horizontalScrollBar().maximum() > 0)
    rect = tab.sheet.visualRect(tab.sheet.currentIndex())
    assert rect.left() >= 0 and rect.right() <= tab.sheet.viewport().width()
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Left, ALT)
    assert tab.current_key == desk.cell.cell_key == (rows[2].id, columns_[1].id)
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Escape)
    assert not desk.cell.isVisible() and tab.sheet.hasFocus()
    desk.show_mode(Mode.CHART)
    assert desk.matrix.view.current_key == (rows[2].id, columns_[1].id)
    desk.matrix.go_to(rows[3].id, columns_[4].id)
    desk.show_mode(Mode.COMPARE)
    assert tab.current_key == (rows[3].id, columns_[4].id)


def test_the_outlines_lead_to_what_is_compared_or_else_to_the_matrix(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk = window.desk
    assert desk
    study = desk.studio.study
    rows, columns_ = study.interviews(), study.subtopics()
    tab = desk.compare()
    tab.show_comparison(Comparison(tuple(Thing(ThingKind.INTERVIEW, row.id) for row in rows[:2])))
    tab.sheet.choose(rows[0].id, columns_[2].id)
    desk.navigator.interview_chosen.emit(rows[1].id)
    assert tab.current_key == (rows[1].id, columns_[2].id)
    desk.navigator.subtopic_chosen.emit(columns_[4].id)
    assert (desk.mode, tab.current_key) == (Mode.COMPARE, (rows[1].id, columns_[4].id))
    desk.navigator.interview_chosen.emit(rows[3].id)
    assert desk.mode is Mode.CHART
    assert desk.matrix.view.current_key == (rows[3].id, columns_[4].id)


def test_type_is_scaled_and_stays_so(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    tab = desk.compare()
    qtbot.mouseClick(tab.begin_button, LEFT)
    before = tab.sheet.page.text.line_height
    window.commands["zoom_in"].trigger()
    assert tab.sheet.page.text.line_height > before
    again = CompareWorkspace(desk.studio)
    qtbot.addWidget(again)
    assert again.tab.reading_sheet and again.tab.reading_sheet.zoom == tab.sheet.zoom
    window.commands["zoom_reset"].trigger()
    assert tab.sheet.page.text.line_height == before


def test_keys_go_through_the_tabs_and_the_tab_returns(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk
    first = desk.compare()
    workspace = desk._workspace(Mode.COMPARE)
    window.commands["next_matrix"].trigger()
    assert workspace.tab is not first
    again = CompareWorkspace(desk.studio)
    qtbot.addWidget(again)
    assert again.tabs.currentIndex() == workspace.tabs.currentIndex() == 1
    window.commands["previous_matrix"].trigger()
    assert workspace.tab is first and desk.mode is Mode.COMPARE


# --- From any sheet, by heads, and folded ---


def test_pairs_are_found_by_typing_from_any_sheet(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    tab.sides.add()
    qtbot.keyClicks(tab.sides.chooser.field, "pairs")
    qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return)
    assert columns(tab) == ["acute trust", "local authority"] and tab.comparison.paired


def test_the_palette_offers_pairs(qtbot: QtBot, window: MainWindow) -> None:
    assert window.commands["compare_pairs"].text() == "Compare in pairs within every area"
    window.commands["compare_pairs"].trigger()
    assert window.desk
    tab = window.desk.compare()
    assert [text for text, _, _ in offered(tab.sides.chooser)] == ["In pairs: side", "In pairs: role"]
    qtbot.keyClick(tab.sides.chooser.field, Qt.Key.Key_Return)
    assert tab.comparison.paired


def test_chips_say_the_same_whatever_stands_beside_them(tab: SideBySide, studio: Studio) -> None:
    side = field(studio, "side")
    groups = tuple(Thing(ThingKind.GROUP, side.id, value) for value in side.values)
    tab.show_comparison(Comparison(groups))
    alone = chips(tab)
    tab.show_comparison(Comparison((*groups, area(studio, 0))))
    assert chips(tab) == [*alone, "Area 1"] and alone[0] == "side: acute trust"


def test_a_column_is_dragged_by_its_head(qtbot: QtBot, tab: SideBySide, studio: Studio) -> None:
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    head = tab.sheet.column_head
    start = QPoint(head.sectionViewportPosition(0) + 30, 8)
    end = QPoint(head.sectionViewportPosition(1) + head.sectionSize(1) * 3 // 4, 8)
    qtbot.mousePress(head.viewport(), LEFT, pos=start)
    qtbot.mouseMove(head.viewport(), (start + end) / 2)
    qtbot.mouseMove(head.viewport(), end)
    qtbot.mouseRelease(head.viewport(), LEFT, pos=end)
    assert columns(tab) == chips(tab) == ["Area 2", "Area 1"]
    assert [head.logicalIndex(n) for n in range(2)] == [0, 1]


def test_there_is_nothing_to_keep_until_something_is_compared(tab: SideBySide, studio: Studio) -> None:
    assert not tab.kept.isEnabled()
    tab.show_comparison(Comparison((area(studio, 0), area(studio, 1))))
    assert tab.kept.isEnabled()


def test_cells_of_a_group_that_are_not_charted_are_folded_into_a_line(
    qtbot: QtBot, tab: SideBySide, studio: Studio
) -> None:
    side = field(studio, "side")
    tab.show_comparison(Comparison(tuple(Thing(ThingKind.GROUP, side.id, each) for each in side.values)))
    laid = tab.sheet.page.laid(1, 1)
    assert laid is not None and len(laid.parts) == 2
    text = laid.lines.text()
    assert text.count("not yet charted") == 1
    assert text.endswith("1 not yet charted: Area 2 · LA Service Manager")
    row, column = studio.study.interviews()[2], studio.study.subtopics()[0]
    assert tab.sheet.choose(row.id, column.id), "a link or an undo leads to it all the same"
    unfolded = tab.sheet.page.laid(1, 1)
    assert unfolded is not None and [part.key for part in unfolded.parts][1] == (row.id, column.id)


def test_a_folded_cell_that_is_charted_elsewhere_comes_to_light(tab: SideBySide, studio: Studio) -> None:
    side = field(studio, "side")
    tab.show_comparison(Comparison(tuple(Thing(ThingKind.GROUP, side.id, each) for each in side.values)))
    row, column = studio.study.interviews()[2], studio.study.subtopics()[0]
    studio.study.chart(row.id, column.id, "They ring.")
    laid = tab.sheet.page.laid(1, 1)
    assert laid is not None and "They ring." in laid.lines.text()
