"""The sheet of attributes: typed in, pasted into and copied from as in Excel, each paste one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from framework_qda.study.model import AttributeType, Subject
from framework_qda.ui.attributes.block import Pasted, placed, read_block, write_block
from framework_qda.ui.attributes.dialog import AttributeDialog
from framework_qda.ui.attributes.workspace import AttributeWorkspace
from framework_qda.ui.sources.workspace import SourcesWorkspace
from framework_qda.ui.studio import Studio


@pytest.fixture
def work(qtbot: QtBot, studio: Studio) -> AttributeWorkspace:
    work = AttributeWorkspace(studio)
    qtbot.addWidget(work)
    work.resize(900, 500)
    work.show()
    work.view.setFocus()
    return work


def shown(work: AttributeWorkspace) -> dict[str, list[str]]:
    """The rows by their titles, as they are shown."""
    sheet = work.sheet
    return {
        row.title: [str(sheet.index(n, m).data()) for m in range(sheet.columnCount())]
        for n, row in enumerate(sheet.rows)
    }


def go_to(work: AttributeWorkspace, row: int, column: int) -> None:
    choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
    work.view.selectionModel().setCurrentIndex(work.sheet.index(row, column), choose)


def editor(work: AttributeWorkspace, kind: type[QWidget] = QLineEdit) -> QWidget:
    return next(each for each in work.view.viewport().findChildren(kind) if each.isVisible())


def paste(qtbot: QtBot, work: AttributeWorkspace, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(work.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_switch_shows_areas_interviews_or_participants(work: AttributeWorkspace) -> None:
    assert shown(work) == {"Area 1": ["South West"], "Area 2": ["London"]}
    work.switches[Subject.INTERVIEW].click()
    assert shown(work)["Area 1 · AT Named Nurse"] == ["acute trust", "62"]
    work.switches[Subject.PARTICIPANT].click()
    assert shown(work)["Area 1 · LA Team Manager · P 1LA"] == ["LA Team Manager"]
    assert work.sheet.headerData(0, Qt.Orientation.Horizontal) == "role\ntext"


def test_a_value_is_typed_and_enter_goes_down(qtbot: QtBot, work: AttributeWorkspace, studio: Studio) -> None:
    go_to(work, 0, 0)
    qtbot.keyClick(work.view, Qt.Key.Key_F2)
    qtbot.keyClick(editor(work), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor(work), "Wales")
    qtbot.keyClick(editor(work), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(work)["Area 1"] == ["Wales"])
    assert work.view.currentIndex().row() == 1
    studio.study.undo()
    assert shown(work)["Area 1"] == ["South West"]


def test_what_does_not_fit_stays_with_its_sentence_until_it_is_mended(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    minutes = next(each for each in studio.study.attributes() if each.name == "minutes")
    studio.study.set_attribute_type(minutes.id, AttributeType.NUMBER)
    work.show_subject(Subject.INTERVIEW)
    go_to(work, 0, 1)
    qtbot.keyClick(work.view, Qt.Key.Key_F2)
    qtbot.keyClick(editor(work), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor(work), "an hour")
    qtbot.keyClick(editor(work), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“an hour” does not fit minutes" in work.message.text())
    assert work.message.isVisible()
    assert shown(work)["Area 1 · LA Team Manager"] == ["local authority", "⚠ an hour"]
    assert work.view.currentIndex().row() == 0, "one stays where something is to be mended"
    assert "does not fit" in work.sheet.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    again = AttributeWorkspace(studio)
    qtbot.addWidget(again)
    again.show_subject(Subject.INTERVIEW)
    assert shown(again)["Area 1 · LA Team Manager"] == ["local authority", "⚠ an hour"], "it is kept marked"
    qtbot.keyClick(work.view, Qt.Key.Key_F2)
    assert editor(work).text() == "an hour"
    qtbot.keyClick(editor(work), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor(work), "61")
    qtbot.keyClick(editor(work), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(work)["Area 1 · LA Team Manager"] == ["local authority", "61"])
    assert not work.message.isVisible()


def test_a_block_from_a_spreadsheet_goes_in_as_one_step(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    work.show_subject(Subject.INTERVIEW)
    go_to(work, 1, 0)
    before = shown(work)
    paste(qtbot, work, "GP\t45\r\nGP\t50\r\nNHS\t55\r\nbeyond\t60\r\n")
    assert list(shown(work).values()) == [
        ["local authority", "62"], ["GP", "45"], ["GP", "50"], ["NHS", "55"],
    ]  # fmt: skip
    assert "6 values pasted. 2 had no room" in work.message.text()
    assert len(work.sheet.rows) == 4
    studio.study.undo()
    assert shown(work) == before


def test_a_block_with_names_goes_where_they_say(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    work.show_subject(Subject.INTERVIEW)
    go_to(work, 0, 0)
    paste(
        qtbot,
        work,
        "area\tinterview\tMinutes\tcolour\nArea 2\tAT Named Midwife\t71\tred\n"
        "Area 1\tat named nurse\t72\tblue\nArea 9\tNobody\t1\tgreen\n",
    )
    assert shown(work)["Area 2 · AT Named Midwife"][:2] == ["acute trust", "71"]
    assert shown(work)["Area 1 · AT Named Nurse"][:2] == ["acute trust", "72"]
    assert shown(work)["Area 2 · AT Named Midwife"][2:] == ["red"], "a new attribute is made"
    assert "4 values pasted. New, as text: “colour”." in work.message.text()
    assert "Nothing here is called “Area 9 · Nobody”." in work.message.text()


def test_attributes_that_are_not_there_yet_are_made_and_no_fact_is_lost(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    go_to(work, 0, 0)
    before = shown(work)
    paste(qtbot, work, "area\tbeds\tinspection\nArea 2\t610\tgood\nArea 9\t300\tpoor\n")
    assert shown(work) == {"Area 1": ["South West", "", ""], "Area 2": ["London", "610", "good"]}
    assert work.message.text() == (
        "2 values pasted. New, as text: “beds”, “inspection”. Nothing here is called “Area 9”."
    )
    chosen = {(each.row(), each.column()) for each in work.view.selectedIndexes()}
    assert chosen == {(1, 1), (1, 2)}
    studio.study.undo()
    assert shown(work) == before
    assert not work.message.isVisible(), "what it said is undone"


ROWS = [("Area 1", "LA Team Manager"), ("Area 1", "AT Named Nurse"), ("Area 2", "AT Named Nurse")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # rows named below any head
        (["Ward\tbeds", "Area 1 · AT Named Nurse\t9"], Pasted({(1, 2): "9"}, new=("beds",))),
        # rows named, no heads: across from the current cell
        (["LA Team Manager\t7", "Nobody\t8"], Pasted({(0, 1): "7"}, ("Nobody",))),
        (["Nobody\t8", "LA Team Manager\t7"], Pasted({(0, 1): "7"}, ("Nobody",))),
        # heads, no names: down from the current cell
        (["Minutes\tmood", "7\tgood"], Pasted({(1, 1): "7", (1, 2): "good"}, new=("mood",))),
        # unknown attributes before known ones
        (
            ["area\tinterview\tmood\tside", "Area 2\tAT Named Nurse\tgood\ttrust"],
            Pasted({(2, 2): "good", (2, 0): "trust"}, new=("mood",)),
        ),
        # labelled, and nobody is known: nothing is overwritten
        (["interview\tbeds", "Nobody\t9"], Pasted({}, ("beds", "Nobody"))),
        (["\tMinutes", "Nobody\t9"], Pasted({}, ("Nobody",))),
        # what is empty makes no attribute
        (["interview\tmood", "LA Team Manager\t"], Pasted({}, ("mood",))),
        # values that happen to be called as heads may be
        (["interview\t8", "focus group\t9"], Pasted({(1, 1): "interview", (2, 1): "focus group"}, cut=2)),
        # nothing named
        (["7\t8", "9\t10"], Pasted({(1, 1): "7", (2, 1): "9"}, cut=2)),
        (["trust\t8"], Pasted({(1, 1): "trust"}, cut=1)),
    ],
)
def test_by_position_goes_only_what_nothing_names(block: list[str], expected: Pasted) -> None:
    assert placed([row.split("\t") for row in block], ROWS, ["side", "minutes"], (1, 1)) == expected


def test_a_type_is_changed_though_a_value_does_not_fit(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    (region,) = studio.study.attributes(Subject.AREA)
    dialog = AttributeDialog(studio, region, work)
    qtbot.addWidget(dialog)
    dialog.type.setCurrentText(str(AttributeType.NUMBER))
    dialog.accept()
    assert studio.study.attributes(Subject.AREA)[0].type is AttributeType.NUMBER
    assert shown(work) == {"Area 1": ["⚠ South West"], "Area 2": ["⚠ London"]}
    sources = SourcesWorkspace(studio)
    qtbot.addWidget(sources)
    column = [each.attribute and each.attribute.name for each in sources.sheet.columns].index("region")
    region_there = sources.sheet.index(0, column)
    assert region_there.data() == "⚠ South West"
    assert region_there.data(Qt.ItemDataRole.EditRole) == "South West"
    assert "takes a number" in region_there.data(Qt.ItemDataRole.ToolTipRole)


def test_pasted_values_that_do_not_fit_are_marked_and_the_others_go_in(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    minutes = next(each for each in studio.study.attributes() if each.name == "minutes")
    studio.study.set_attribute_type(minutes.id, AttributeType.NUMBER)
    work.show_subject(Subject.INTERVIEW)
    go_to(work, 0, 1)
    paste(qtbot, work, "40\nlong\n42\n")
    assert [row[1] for row in shown(work).values()] == ["40", "⚠ long", "42", "62"]
    assert "3 values pasted. 1 of them does not fit" in work.message.text()
    assert work.sheet.wrong() == 1
    go_to(work, 1, 1)
    assert "“long” does not fit minutes" in work.message.text()
    studio.study.undo()
    assert [row[1] for row in shown(work).values()] == ["62"] * 4


def test_one_value_fills_all_that_is_chosen(qtbot: QtBot, work: AttributeWorkspace) -> None:
    work.view.selectAll()
    paste(qtbot, work, "Wales\n")
    assert shown(work) == {"Area 1": ["Wales"], "Area 2": ["Wales"]}


def test_delete_clears_what_is_chosen_as_one_step(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    work.view.selectAll()
    qtbot.keyClick(work.view, Qt.Key.Key_Delete)
    assert shown(work) == {"Area 1": [""], "Area 2": [""]}
    studio.study.undo()
    assert shown(work)["Area 1"] == ["South West"]


def test_what_is_copied_can_be_pasted_back(qtbot: QtBot, work: AttributeWorkspace, studio: Studio) -> None:
    work.show_subject(Subject.INTERVIEW)
    work.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[:2] == [
        "area\tinterview\tside\tminutes", "Area 1\tLA Team Manager\tlocal authority\t62",
    ]  # fmt: skip
    paste(qtbot, work, text.replace("62", "63"))
    assert [row[1] for row in shown(work).values()] == ["63"] * 4
    go_to(work, 0, 0)
    qtbot.keyClick(work.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "local authority\n"


def test_enter_begins_to_edit(qtbot: QtBot, work: AttributeWorkspace) -> None:
    go_to(work, 0, 0)
    qtbot.keyClick(work.view, Qt.Key.Key_Return)
    assert editor(work).text() == "South West"


def test_choices_of_an_ordered_attribute_are_offered(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    studio.study.add_attribute(Subject.AREA, "size", AttributeType.ORDERED, ["small", "middling", "large"])
    go_to(work, 0, 1)
    qtbot.keyClick(work.view, Qt.Key.Key_F2)
    combo = editor(work, QComboBox)
    assert [combo.itemText(n) for n in range(combo.count())] == ["", "small", "middling", "large"]
    combo.setCurrentText("large")
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(work)["Area 1"] == ["South West", "large"])
    assert work.sheet.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == (
        "size, ordered: small, middling, large"
    )


def test_attributes_are_added_renamed_moved_and_deleted(
    qtbot: QtBot, work: AttributeWorkspace, studio: Studio
) -> None:
    work.new_button.click()
    dialog = work.findChild(AttributeDialog)
    assert dialog.subject.currentText() == "area"
    qtbot.keyClicks(dialog.name, "type")
    dialog.accept()
    heads = lambda: [column.name for column in work.sheet.columns]  # noqa: E731
    assert heads() == ["region", "type"]
    go_to(work, 0, 1)
    work._fill_menu()
    menu: QMenu = work.attribute_button.menu()
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Name, type and choices of “type”…" and words[-1] == "Delete “type”"
    menu.actions()[1].menu().actions()[0].trigger()
    assert heads() == ["type", "region"]
    go_to(work, 0, 0)
    work._fill_menu()
    menu.actions()[-1].trigger()
    assert heads() == ["region"]
    studio.study.undo()
    assert heads() == ["type", "region"]


def test_the_attributes_are_a_tab_of_the_sources(qtbot: QtBot, studio: Studio) -> None:
    sources = SourcesWorkspace(studio)
    qtbot.addWidget(sources)
    sources.show()
    sources.show_attributes(Subject.PARTICIPANT)
    assert sources.attributes.isVisible()
    assert sources.attributes.sheet.subject is Subject.PARTICIPANT
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_blocks_are_read_as_spreadsheets_write_them() -> None:
    assert read_block('a\t"b\nc"\r\n\t\r\n1\t2\r\n') == [["a", "b c"], ["", ""], ["1", "2"]]
    assert read_block(write_block([["a", "b\tc"]])) == [["a", "b c"]]
    assert read_block("") == []


def test_a_name_that_several_rows_have_is_told() -> None:
    rows = [("North", "Nurse"), ("South", "Nurse"), ("South", "Porter")]
    block = [["", "minutes"], ["Nurse", "1"], ["Porter", "2"], ["North · nurse", "3"]]
    found = placed(block, rows, ["minutes"], (0, 0))
    assert (found.values, found.unknown) == ({(2, 0): "2", (0, 0): "3"}, ("Nurse",))


def test_one_value_is_spoken_of_as_one(qtbot: QtBot, work: AttributeWorkspace) -> None:
    go_to(work, 0, 0)
    paste(qtbot, work, "North")
    assert work.message.text() == "1 value pasted."
