"""Typology: types from categories, cases under them, decided by hand, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from framework_qda.study.model import FindingKind, Subject, TypologyId
from framework_qda.ui.beyond.types_model import TypesModel
from framework_qda.ui.beyond.types_tree import TypesTree
from framework_qda.ui.beyond.typology import TypologyTab
from framework_qda.ui.studio import Studio
from tests.ui.beyond import build, categorise

Key = Qt.Key


@pytest.fixture
def tab(qtbot: QtBot, studio: Studio) -> TypologyTab:
    build(studio.study, categorise(studio.study))
    return shown(qtbot, studio)


def shown(qtbot: QtBot, studio: Studio) -> TypologyTab:
    tab = TypologyTab(studio)
    qtbot.addWidget(tab)
    tab.resize(1000, 600)
    tab.show()
    return tab


def typology(tab: TypologyTab) -> TypologyId:
    assert tab.typology is not None
    return tab.typology.id


def area(studio: Studio, number: int) -> str:
    return studio.study.areas()[number - 1].id


def reasons(tab: TypologyTab) -> list[str]:
    return [tab.reasons.item(n).text() for n in range(tab.reasons.count())]


def drop(tree: TypesTree, cases: list[str], onto: str) -> None:
    """Let cases fall on a band, as the mouse does."""
    onto_index = next(index for _, index in tree.types.indexes() if index.data() == onto)
    tree.go_to(cases[0])
    data = tree.types.mimeData(tree.selectedIndexes())
    place = QPointF(tree.visualRect(onto_index).center())
    event = QDropEvent(
        place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tree.dropEvent(event)


def test_a_typology_is_made_by_keyboard_alone(qtbot: QtBot, studio: Studio) -> None:
    categorise(studio.study)
    tab = shown(qtbot, studio)
    assert tab.pages.currentIndex() == 1 and tab.head is tab.begin_button
    qtbot.keyClick(tab.begin_button, Key.Key_Space)
    qtbot.keyClicks(tab.asking.field, "Distance")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.tree.tally() == {"several types": [], "no type yet": ["Area 1", "Area 2"]}
    qtbot.keyClick(tab.type_button, Key.Key_Space)
    qtbot.keyClicks(tab.asking.field, "Presence")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.tree.current_type() is not None
    qtbot.keyClick(tab.tree, Key.Key_Return)
    qtbot.keyClicks(tab.categories.field, "near")
    qtbot.keyClick(tab.categories.field, Key.Key_Return)
    assert tab.tree.tally() == {"Presence": ["Area 1", "Area 2"], "several types": [], "no type yet": []}
    assert reasons(tab) == ["social work staffing: near"]
    assert "0 not placed" in tab.told.text()


def test_every_case_stands_where_its_categories_put_it(tab: TypologyTab, studio: Studio) -> None:
    assert tab.tree.tally() == {
        "Presence": ["Area 1"],
        "Line and letter": [],
        "several types": ["Area 2"],
        "no type yet": [],
    }
    assert tab.told.text() == "2 areas · 1 doubly placed · 0 not placed"
    of_study = {case.subject: case.types for case in studio.study.typed_cases(typology(tab))}
    assert len(of_study[area(studio, 1)]) == 1 and len(of_study[area(studio, 2)]) == 2
    tab.tree.go_to(area(studio, 2))
    row = tab.tree.current_case()
    assert row is not None and row.how == "fits Presence and Line and letter"


def test_how_a_case_got_there_leads_to_its_cells(qtbot: QtBot, tab: TypologyTab, studio: Studio) -> None:
    tab.tree.go_to(area(studio, 1))
    assert reasons(tab) == [
        "social work staffing: near\nLA Team Manager · 1.2",
        "social work staffing: near\nAT Named Nurse · 1.2",
    ]
    key = f"{studio.study.interviews()[1].id}/{studio.study.subtopics()[1].id}"
    tab.reasons.setCurrentRow(1)
    with qtbot.waitSignal(tab.link_clicked) as told:
        qtbot.keyClick(tab.reasons, Key.Key_Return)
    assert told.args == [key]
    place = tab.reasons.visualItemRect(tab.reasons.item(1)).center()
    with qtbot.waitSignal(tab.link_clicked) as told:
        qtbot.mouseClick(tab.reasons.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [key]


def test_a_case_is_decided_by_hand_with_a_reason_and_taken_back(
    qtbot: QtBot, tab: TypologyTab, studio: Studio
) -> None:
    tab.tree.go_to(area(studio, 2))
    qtbot.keyClick(tab.tree, Key.Key_Return)
    qtbot.keyClicks(tab.types.field, "line")
    qtbot.keyClick(tab.types.field, Key.Key_Return)
    qtbot.keyClicks(tab.asking.field, "The manager is far.")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.tree.tally()["Line and letter"] == ["Area 2"]
    row = tab.tree.current_case()
    assert row is not None and row.how == "by hand: The manager is far."
    assert tab.words.text() == "by hand: The manager is far."
    qtbot.keyClick(tab.tree, Key.Key_Delete)
    assert tab.tree.tally()["several types"] == ["Area 2"]
    studio.study.undo()
    assert tab.tree.tally()["Line and letter"] == ["Area 2"]
    studio.study.undo()
    assert tab.tree.tally()["several types"] == ["Area 2"]


def test_a_case_is_dragged_to_a_type(qtbot: QtBot, tab: TypologyTab, studio: Studio) -> None:
    drop(tab.tree, [area(studio, 1)], "Line and letter")
    assert tab.asking.isVisible()
    qtbot.keyClicks(tab.asking.field, "Only by day.")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.tree.tally()["Line and letter"] == ["Area 1"]
    (case,) = (each for each in studio.study.typed_cases(typology(tab)) if each.by_hand)
    assert (case.subject, case.reason) == (area(studio, 1), "Only by day.")
    drop(tab.tree, [area(studio, 1)], "no type yet")
    assert tab.tree.tally()["Line and letter"] == ["Area 1"], "nobody decides that a case has no type"


def test_the_menu_leaves_a_case_to_its_categories(tab: TypologyTab, studio: Studio) -> None:
    types = studio.study.types(typology(tab))
    studio.study.decide_type(typology(tab), area(studio, 2), types[0].id, "why")
    tab.tree.go_to(area(studio, 2))
    menu = tab.menu()
    assert [each.text() for each in menu.actions()] == ["Decide by hand…", "Leave it to its categories"]
    menu.actions()[1].trigger()
    assert tab.tree.tally()["several types"] == ["Area 2"]


def test_types_are_renamed_described_moved_and_deleted(
    qtbot: QtBot, tab: TypologyTab, studio: Studio
) -> None:
    first, second = studio.study.types(typology(tab))
    tab.tree.go_to(first.id)
    tab.tree.types.setData(tab.tree.currentIndex(), "Being there")
    assert studio.study.types(typology(tab))[0].name == "Being there"
    tab.explain_button.click()
    qtbot.keyClicks(tab.asking.field, "In the building.")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.words.text() == "In the building."
    move = next(each for each in tab.menu().actions() if each.text() == "Move down")
    move.trigger()
    assert [each.id for each in studio.study.types(typology(tab))] == [second.id, first.id]
    assert tab.tree.current_type() is not None
    tab.tree.setFocus()
    qtbot.keyClick(tab.tree, Key.Key_Delete)
    assert [each.id for each in studio.study.types(typology(tab))] == [second.id]
    studio.study.undo()
    assert "Being there" in tab.tree.tally()


def test_a_name_in_f2_is_typed_where_it_stands(qtbot: QtBot, tab: TypologyTab, studio: Studio) -> None:
    tab.tree.go_to(studio.study.types(typology(tab))[0].id)
    tab.tree.setFocus()
    qtbot.keyClick(tab.tree, Key.Key_F2)
    editor = tab.tree.focusWidget()
    assert editor is not None and editor is not tab.tree
    qtbot.keyClicks(editor, "Nearness")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: studio.study.types(typology(tab))[0].name == "Nearness")


def test_typologies_are_chosen_renamed_described_and_deleted(
    qtbot: QtBot, tab: TypologyTab, studio: Studio
) -> None:
    of_areas, _of_interviews = tab.add_button.menu().actions()
    assert of_areas.text() == "Of areas…"
    tab.add("Roles", Subject.INTERVIEW)
    assert len(tab.tree.tally()["no type yet"]) == 4
    tab.rename_button.click()
    qtbot.keyClicks(tab.asking.field, "Parts")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    tab.describe_button.click()
    qtbot.keyClicks(tab.asking.field, "Who does what.")
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert (tab.choice.text(), tab.description.text()) == ("Parts", "Who does what.")
    tab.delete_button.click()
    assert tab.choice.text() == "Distance"
    studio.study.undo()
    assert tab.choice.text() == "Parts"
    tab.choice.click()
    qtbot.keyClicks(tab.choice.chooser.field, "dist")
    qtbot.keyClick(tab.choice.chooser.field, Key.Key_Return)
    assert tab.choice.text() == "Distance"


def test_a_name_is_needed(qtbot: QtBot, tab: TypologyTab, studio: Studio) -> None:
    tab.type_button.click()
    qtbot.keyClick(tab.asking.field, Key.Key_Return)
    assert tab.asking.isVisible() and tab.asking.foot.text() == "Type a name first."
    qtbot.keyClick(tab.asking.field, Key.Key_Escape)
    assert not tab.asking.isVisible() and len(studio.study.types(typology(tab))) == 2


def test_ticks_elsewhere_move_a_case(tab: TypologyTab, studio: Studio) -> None:
    far = next(each for each in studio.study.findings() if each.name == "far")
    studio.study.tick(far.id, [studio.study.interviews()[3].id], False)
    assert tab.tree.tally()["Presence"] == ["Area 1", "Area 2"]


def test_it_prints_as_it_is_read(tab: TypologyTab) -> None:
    page = tab.page()
    assert page is not None and page.title == "Distance"
    (grid,) = page.grids
    assert [row.name for row in grid.rows] == ["Area 1", "Area 2"]


def test_everything_has_a_name_and_the_keyboard_comes_there(tab: TypologyTab) -> None:
    assert tab.head is tab.tree
    for widget in (
        *(tab.choice, tab.add_button, tab.rename_button, tab.describe_button, tab.delete_button),
        *(tab.type_button, tab.tree, tab.reasons, tab.build_button, tab.place_button),
    ):
        assert widget.accessibleName() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    spoken = tab.tree.types.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Presence, 1, social work staffing: near"
    assert tab.tree.type_at(QPoint(5, 5000)) is None


def test_of_many_cases_only_those_on_show_are_asked_for(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(300):
        studio.study.add_area(f"Ward {n}")
    asked: set[int] = set()
    data = TypesModel.data

    def counting(model: TypesModel, index: QModelIndex, role: int = 0) -> object:
        asked.add(index.row())
        return data(model, index, role)

    monkeypatch.setattr(TypesModel, "data", counting)
    tab = shown(qtbot, studio)
    tab.add("Roles", Subject.AREA)
    qtbot.waitUntil(lambda: len(asked) > 5)
    assert len(tab.tree.tally()["no type yet"]) == 302 and len(asked) < 100


def test_something_is_current_from_the_start_and_names_get_their_room(qtbot: QtBot, tab: TypologyTab) -> None:
    assert tab.tree.current_type() is not None and tab.title.text() == "Presence"
    assert tab.tree.columnWidth(0) <= tab.tree.viewport().width() // 2
    assert tab.tree.textElideMode() == Qt.TextElideMode.ElideMiddle
    case = tab.tree.types.index(0, 2, tab.tree.types.index(0, 0))
    assert case.data(Qt.ItemDataRole.ToolTipRole) == case.data(Qt.ItemDataRole.DisplayRole)


def test_categories_are_counted_with_the_cells_of_their_elements(studio: Studio, tab: TypologyTab) -> None:
    study = studio.study
    column, rows = study.subtopics()[0].id, [row.id for row in study.interviews()]
    category = study.add_finding(column, FindingKind.CATEGORY, "by their elements")
    for n, row in enumerate(rows[:2]):
        study.add_finding(column, FindingKind.ELEMENT, f"element {n}", category, interviews=[row])
    typed = study.add_type(typology(tab), "Counted")
    tab.keep_up()
    tab.tree.go_to(typed)
    tab.choose_categories()
    offers = {offer.text: offer.note for offer in tab._category_offers()}
    assert offers[f"{study.subtopics()[0].name}: by their elements"] == "2 cells"
