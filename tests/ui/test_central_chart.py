"""The central chart: chosen columns, one row a case, by type, deviant cases marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.study.model import FieldKind, Subject, ViewKind
from framework_qda.ui.beyond.central_chart import CentralChartTab
from framework_qda.ui.studio import Studio
from tests.ui.beyond import build, categorise

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tab(qtbot: QtBot, studio: Studio) -> CentralChartTab:
    build(studio.study, categorise(studio.study))
    tab = CentralChartTab(studio)
    qtbot.addWidget(tab)
    tab.resize(1000, 600)
    tab.show()
    return tab


def chosen(tab: CentralChartTab) -> CentralChartTab:
    """Choose two columns of two matrices, and the typology."""
    study = tab.studio.study
    columns = tuple(study.subtopics()[n].id for n in (1, 4))
    tab.show_chart(tab.chart._replace(subtopics=columns, typology=study.typologies()[0].id))
    return tab


def lines(tab: CentralChartTab) -> list[str]:
    return [line.title.upper() if line.level else line.title for line in tab.sheet.plan.lines]


def test_columns_are_chosen_by_keyboard_from_any_matrix(qtbot: QtBot, tab: CentralChartTab) -> None:
    assert tab.head is tab.begin_button
    qtbot.keyClick(tab.begin_button, Key.Key_Space)
    for typed in ("staffing", "feedback"):
        field = tab.subtopics.chooser.field
        qtbot.keyClicks(field, f"social work {typed}" if typed == "staffing" else typed)
        qtbot.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        field.clear()
    qtbot.keyClick(tab.subtopics.chooser.field, Key.Key_Escape)
    assert [head.title for head in tab.sheet.plan.heads] == ["social work staffing", "feedback"]
    assert lines(tab) == ["Area 1", "Area 2"]
    tab.typology.click()
    qtbot.keyClicks(tab.typology.chooser.field, "dist")
    qtbot.keyClick(tab.typology.chooser.field, Key.Key_Return)
    assert lines(tab) == ["PRESENCE", "Area 1", "SEVERAL TYPES", "Area 2"]
    assert not tab.unit.isEnabled(), "a typology says itself what its cases are"


def test_what_is_shown_is_the_frame(tab: CentralChartTab, studio: Studio) -> None:
    chosen(tab)
    frame = studio.study.central_chart(["1.2", "2.2"], typology="Distance")
    assert [head.title for head in tab.sheet.plan.heads] == list(frame.columns)
    assert studio.study.frame_of(tab.sheet.plan).equals(frame)
    tab.show_chart(tab.chart._replace(typology=None, unit=Subject.INTERVIEW))
    frame = studio.study.central_chart(["1.2", "2.2"], Subject.INTERVIEW)
    assert len(frame) == 4 and studio.study.frame_of(tab.sheet.plan).equals(frame)


def test_a_filter_leaves_who_meets_it(tab: CentralChartTab, studio: Studio) -> None:
    chosen(tab)
    region = next(each for each in studio.study.fields() if each.kind is FieldKind.AREA)
    tab.filter.set_condition(region.id, ["London"])
    assert lines(tab) == ["SEVERAL TYPES", "Area 2"]
    tab.filter.set_condition(region.id, ["nowhere"])
    assert tab.nothing.text() == "No interview meets all of this: region: nowhere."
    tab.begin_button.click()
    assert len(lines(tab)) == 4


def test_it_is_kept_by_name_and_comes_back(qtbot: QtBot, tab: CentralChartTab, studio: Studio) -> None:
    chosen(tab)
    tab.kept.keep("The centre")
    (view,) = studio.study.views(ViewKind.CENTRAL_CHART)
    assert view.settings == tab.chart.settings()
    tab.show_chart(tab.chart._replace(subtopics=tab.chart.subtopics[:1], typology=None))
    assert len(tab.sheet.plan.heads) == 1
    tab.choose_kept(view.id)
    assert (len(tab.sheet.plan.heads), tab.kept.text()) == (2, "The centre")
    again = CentralChartTab(studio)
    qtbot.addWidget(again)
    assert again.chart == tab.chart


def test_a_case_that_does_not_fit_is_marked_by_key(
    qtbot: QtBot, tab: CentralChartTab, studio: Studio
) -> None:
    chosen(tab)
    tab.sheet.setFocus()
    qtbot.keyClick(tab.sheet, Key.Key_D, CONTROL_SHIFT)
    assert tab.deviants.asking.question.text() == "Why does “Area 1” not fit?"
    qtbot.keyClicks(tab.deviants.asking.field, "Nobody is there at night.")
    qtbot.keyClick(tab.deviants.asking.field, Key.Key_Return)
    marked = next(line for line in tab.sheet.plan.lines if line.id == studio.study.areas()[0].id)
    assert marked.title == "◆ Area 1" and marked.facts.startswith("Nobody is there at night.\u2028")
    (view,) = studio.study.views(ViewKind.CENTRAL_CHART)
    assert view.name == "Central chart", "a mark belongs to a view that is kept"
    page = tab.page()
    assert page is not None and "◆ Area 1" in [row.name for row in page.grids[0].rows]
    studio.study.undo()
    assert studio.study.views(ViewKind.CENTRAL_CHART) == [] and "Area 1" in lines(tab), "one step"
    studio.study.redo()
    assert "◆ Area 1" in lines(tab)


def test_the_menu_marks_and_takes_back(qtbot: QtBot, tab: CentralChartTab) -> None:
    chosen(tab)
    tab.sheet.setFocus()
    mark, write, _quote = tab.deviants.menu().actions()
    assert (mark.text(), write.text()) == ("Mark as a case that does not fit…", "Write in this cell")
    mark.trigger()
    qtbot.keyClick(tab.deviants.asking.field, Key.Key_Return)
    assert "◆ Area 1" in lines(tab)
    change, back, _write, _quote = tab.deviants.menu().actions()
    assert change.text() == "Change why it does not fit…"
    back.trigger()
    assert "◆ Area 1" not in lines(tab)


def test_enter_asks_to_chart(qtbot: QtBot, tab: CentralChartTab, studio: Studio) -> None:
    chosen(tab)
    tab.sheet.setFocus()
    with qtbot.waitSignal(tab.charting_wanted) as told:
        qtbot.keyClick(tab.sheet, Key.Key_Return)
    assert told.args == [studio.study.interviews()[0].id, studio.study.subtopics()[1].id]
    assert tab.reading_sheet is tab.sheet


def test_a_deleted_typology_is_left_out_and_comes_back(tab: CentralChartTab, studio: Studio) -> None:
    chosen(tab)
    studio.study.delete_typology(studio.study.typologies()[0].id)
    assert lines(tab) == ["Area 1", "Area 2"]
    studio.study.undo()
    assert lines(tab) == ["PRESENCE", "Area 1", "SEVERAL TYPES", "Area 2"]
