"""The column notes: elements, categories and dimensions, made and ticked by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.model import CellKey, FindingId, FindingKind, InterviewId
from framework_qda.ui.reading.column_notes import ColumnNotes
from framework_qda.ui.reading.model import CELLS_MIME
from framework_qda.ui.reading.notes_tree import NotesTree
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.reading.within_theme import WithinTheme
from framework_qda.ui.reading.workspace import ReadingWorkspace
from framework_qda.ui.studio import Studio

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ELEMENT, CATEGORY, DIMENSION = FindingKind
_On = QAbstractItemView.DropIndicatorPosition


@pytest.fixture
def theme(qtbot: QtBot, studio: Studio) -> Iterator[WithinTheme]:
    study = studio.study
    for n, row in enumerate(study.interviews()):
        study.chart(row.id, study.subtopics()[0].id, f"Account {n}")
    reading = ReadingWorkspace(studio)
    qtbot.addWidget(reading)
    reading.resize(1100, 700)
    with qtbot.waitExposed(reading):
        reading.show()
    reading.other()
    choose(reading.theme, 0)
    reading.theme.sheet.setFocus()
    yield reading.theme
    reading.save()


def choose(theme: WithinTheme, *interviews: int) -> None:
    """Choose cells of the column, the first of them current."""
    rows, column = theme.studio.study.interviews(), theme.studio.study.subtopics()[0].id
    theme.sheet.choose(rows[interviews[0]].id, column)
    for n in interviews[1:]:
        place = theme.sheet.plan_model.places_of((rows[n].id, column))[0]
        model = theme.sheet.selectionModel()
        model.select(theme.sheet.plan_model.index(place.row, 0), model.SelectionFlag.Select)


def named(study: Study, name: str) -> FindingId:
    return next(each.id for each in study.findings() if each.name == name)


def outline(study: Study) -> list[str]:
    """All notes in their order, each under the names of those that hold it."""
    known = {each.id: each for each in study.findings()}

    def path(of: FindingId | None) -> str:
        return f"{path(known[of].parent)}{known[of].name}/" if of else ""

    return [f"{path(each.parent)}{each.name}" for each in known.values()]


def placed(study: Study, name: str) -> list[int]:
    rows = [row.id for row in study.interviews()]
    return sorted(rows.index(row) for row in study.placings().get(named(study, name), ()))


def add(study: Study, kind: FindingKind, name: str, parent: str = "", rows: Sequence[int] = ()) -> FindingId:
    interviews = [study.interviews()[n].id for n in rows]
    holder = named(study, parent) if parent else None
    return study.add_finding(study.subtopics()[0].id, kind, name, holder, interviews=interviews)


def chips(theme: WithinTheme, interview: int) -> list[str]:
    study = theme.studio.study
    place = theme.sheet.plan_model.places_of((study.interviews()[interview].id, study.subtopics()[0].id))[0]
    laid = theme.sheet.page.laid(place.row, place.column)
    assert laid
    return [badge.text for _, badge in laid.chips]


def state(tree: NotesTree, name: str) -> Qt.CheckState:
    (item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return item.checkState(0)


def count(tree: NotesTree, name: str) -> str:
    (item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return item.text(1)


def drop(view: NotesTree | ReadingSheet, mime: QMimeData, point: QPoint) -> bool:
    """Let go of something over a point of a view."""
    event = QDropEvent(
        QPointF(point), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    view.dropEvent(event)
    return event.isAccepted()


def over(tree: NotesTree, name: str) -> QPoint:
    (item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return tree.visualItemRect(item).center()


# --- By the keyboard alone ---


def test_from_reading_to_a_category_by_keys_alone(qtbot: QtBot, theme: WithinTheme) -> None:
    study, sheet, notes = theme.studio.study, theme.sheet, theme.notes
    qtbot.keyClicks(sheet, "k")  # any letter begins a note
    assert notes.field.hasFocus()
    qtbot.keyClicks(notes.field, "nocking")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return)
    assert outline(study) == ["knocking"] and placed(study, "knocking") == [0]
    qtbot.keyClicks(notes.field, "queueing")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.field, "near")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return, CONTROL)
    assert [each.kind for each in study.findings()] == [ELEMENT, ELEMENT, CATEGORY]
    qtbot.keyClick(notes.field, Qt.Key.Key_Escape)
    assert sheet.hasFocus()
    notes.tree.setFocus()
    qtbot.keyClick(notes.tree, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(notes.tree, Qt.Key.Key_Up, ALT)
    assert outline(study) == ["near", "knocking", "queueing"]
    notes.tree.show_current(named(study, "knocking"))
    qtbot.keyClick(notes.tree, Qt.Key.Key_Right, ALT)
    assert outline(study) == ["near", "queueing", "near/knocking"]
    qtbot.keyClick(notes.tree, Qt.Key.Key_Escape)
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    qtbot.keyClick(sheet, Qt.Key.Key_1)
    assert placed(study, "near") == [0, 1] and chips(theme, 1) == ["near"]
    qtbot.keyClick(sheet, Qt.Key.Key_1)
    assert placed(study, "near") == [0], "once more takes it off"
    qtbot.keyClick(sheet, Qt.Key.Key_Space)  # knocking is still the chosen note
    assert placed(study, "knocking") == [0, 1]
    study.undo()
    assert placed(study, "knocking") == [0] and state(notes.tree, "knocking") is Qt.CheckState.Unchecked


def test_of_several_new_notes_the_last_is_chosen_and_defined(qtbot: QtBot, theme: WithinTheme) -> None:
    study, notes = theme.studio.study, theme.notes
    notes.start()
    window = notes.window().windowHandle()  # through it, so that Ctrl counts as held
    for name, held in (("knocking", Qt.KeyboardModifier(0)), ("queueing", CONTROL), ("near", CONTROL)):
        qtbot.keyClicks(notes.field, name)
        QTest.keyClick(window, Qt.Key.Key_Return, held)
        assert notes.tree.chosen() == [notes.tree.current()] == [named(study, name)]
        assert [item.text(0) for item in notes.tree.selectedItems()] == [name]
        assert notes.definition.accessibleName() == f"Definition of {name}"
        assert notes.definition.placeholderText() == f"What belongs in “{name}”, and what does not"
    qtbot.keyClick(notes.field, Qt.Key.Key_Escape)
    assert theme.sheet.hasFocus()


class _Paints(QObject):
    """Count how often a widget is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_what_belongs_in_a_note_is_painted_for_the_next_one(qtbot: QtBot, theme: WithinTheme) -> None:
    notes, paints = theme.notes, _Paints()
    qtbot.keyClicks(notes.field, "told by phone")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.field, "a fixed time")
    for _ in range(5):  # until all is painted that waits for it
        QApplication.processEvents()
    notes.definition.viewport().installEventFilter(paints)
    qtbot.keyClick(notes.field, Qt.Key.Key_Return, CONTROL)
    assert "“a fixed time”" in notes.definition.placeholderText()
    qtbot.waitUntil(lambda: paints.count > 0)


def test_cells_dropped_on_the_field_write_nothing_in_it(theme: WithinTheme) -> None:
    field, cells = theme.notes.field, QMimeData()
    cells.setText("Account 0")
    words = QMimeData()
    words.setText("in their own words")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    cells.setData(CELLS_MIME, b"a/b")
    for mime in (cells, words):
        enter = QDragEnterEvent(QPoint(8, 8), Qt.DropAction.CopyAction, mime, left, none)
        move = QDragMoveEvent(QPoint(8, 8), Qt.DropAction.CopyAction, mime, left, none)
        drop = QDropEvent(QPointF(8, 8), Qt.DropAction.CopyAction, mime, left, none)
        field.dragEnterEvent(enter)
        field.dragMoveEvent(move)
        field.dropEvent(drop)
        assert field.text() == ("" if mime is cells else "in their own words")
        assert enter.isAccepted() == move.isAccepted() == (mime is words)


def test_unplaced_cells_are_counted_and_gone_to(qtbot: QtBot, theme: WithinTheme) -> None:
    study, sheet, notes = theme.studio.study, theme.sheet, theme.notes
    add(study, CATEGORY, "near", rows=[0, 2])
    assert notes.unplaced.text() == "2 not yet placed"
    qtbot.keyClick(sheet, Qt.Key.Key_F3)
    assert here(theme) == 1
    notes.unplaced.click()
    assert here(theme) == 3
    qtbot.keyClick(sheet, Qt.Key.Key_F3)
    assert here(theme) == 1, "from the top again"
    qtbot.keyClick(sheet, Qt.Key.Key_F3, SHIFT)
    assert here(theme) == 3
    theme.filter.set_condition(study.find_field("region").id, ["London"])
    assert notes.unplaced.text() == "1 not yet placed", "only those that are read here"
    choose(theme, 3)
    qtbot.keyClick(sheet, Qt.Key.Key_1)
    assert notes.unplaced.text() == "every summary has its place" and not notes.unplaced.isEnabled()


def here(theme: WithinTheme) -> int:
    key = theme.sheet.current_key
    assert key
    return [row.id for row in theme.studio.study.interviews()].index(InterviewId(key[0]))


def test_a_note_is_renamed_defined_made_another_kind_and_deleted_by_keys(
    qtbot: QtBot, theme: WithinTheme
) -> None:
    study, notes = theme.studio.study, theme.notes
    add(study, CATEGORY, "near")
    add(study, ELEMENT, "knocking", "near")
    tree = notes.tree
    tree.show_current(named(study, "near"))
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "at hand")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outline(study) == ["at hand", "at hand/knocking"])
    notes.definition.setFocus()
    qtbot.keyClicks(notes.definition, "Where one can knock.")
    tree.setFocus()
    assert study.findings()[0].definition == "Where one can knock."
    qtbot.keyClick(tree, Qt.Key.Key_3, ALT)
    assert study.findings()[0].kind is DIMENSION
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert outline(study) == ["knocking"]
    study.undo()
    assert outline(study) == ["at hand", "at hand/knocking"]


def test_an_empty_name_is_refused_with_a_sentence(qtbot: QtBot, theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    add(study, CATEGORY, "near")
    tree.show_current(named(study, "near"))
    tree.currentItem().setText(0, "  ")  # type: ignore[union-attr]
    assert theme.notes.message.isVisible() and theme.notes.message.text()
    assert outline(study) == ["near"] and tree.currentItem().text(0) == "near"  # type: ignore[union-attr]


def test_notes_are_gathered_under_a_new_one_and_let_go_again(qtbot: QtBot, theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    for name in ("a", "b", "c"):
        add(study, ELEMENT, name)
    tree.show_current(named(study, "a"))
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(tree, Qt.Key.Key_G, CONTROL)
    editor = tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit), "it is named at once"
    qtbot.keyClicks(editor, "ab")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sorted(outline(study)) == ["ab", "ab/a", "ab/b", "c"])
    tree.show_current(named(study, "b"))
    qtbot.keyClick(tree, Qt.Key.Key_Left, ALT)
    assert sorted(outline(study)) == ["ab", "ab/a", "b", "c"]
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert theme.sheet.current_key, "no cell has it: nothing moves"


def test_enter_reads_the_cells_a_note_stands_on(qtbot: QtBot, theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    add(study, ELEMENT, "knocking", rows=[1, 3])
    tree.show_current(named(study, "knocking"))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert here(theme) == 1
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert here(theme) == 3


# --- By the mouse ---


def test_boxes_tick_the_chosen_cells_and_show_what_is_ticked(qtbot: QtBot, theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    add(study, CATEGORY, "near", rows=[0])
    add(study, ELEMENT, "knocking", "near", rows=[1])
    assert state(tree, "near") is Qt.CheckState.Checked
    choose(theme, 1)
    assert state(tree, "near") is Qt.CheckState.PartiallyChecked, "by its element alone"
    assert count(tree, "near") == "2" and count(tree, "knocking") == "1"
    choose(theme, 0, 3)
    assert state(tree, "near") is Qt.CheckState.PartiallyChecked
    box = tree.visualItemRect(tree.topLevelItem(0))  # type: ignore[arg-type]
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 8, box.center().y()))
    assert placed(study, "near") == [0, 3] and state(tree, "near") is Qt.CheckState.Checked
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 8, box.center().y()))
    assert placed(study, "near") == []
    assert chips(theme, 0) == []


def test_cells_dropped_on_a_note_and_a_note_dropped_on_a_cell_tick(theme: WithinTheme) -> None:
    study, tree, sheet = theme.studio.study, theme.notes.tree, theme.sheet
    add(study, DIMENSION, "distance")
    add(study, CATEGORY, "near", "distance")
    choose(theme, 0, 2)
    QApplication.processEvents()
    assert drop(tree, sheet.drag_data(), over(tree, "near"))
    assert placed(study, "near") == [0, 2]
    drop(tree, sheet.drag_data(), over(tree, "distance"))
    assert placed(study, "distance") == [], "a dimension is not ticked"
    tree.show_current(named(study, "near"))
    place = sheet.plan_model.places_of((study.interviews()[1].id, study.subtopics()[0].id))[0]
    rect = sheet.visualRect(sheet.plan_model.index(place.row, place.column))
    assert drop(sheet, tree.drag_data(), rect.center())
    assert placed(study, "near") == [0, 1, 2] and chips(theme, 1) == ["near"]
    study.undo()
    assert placed(study, "near") == [0, 2]


def test_notes_are_dragged_to_where_they_belong(theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    add(study, DIMENSION, "distance")
    add(study, CATEGORY, "near", "distance")
    add(study, CATEGORY, "far")
    add(study, ELEMENT, "knocking")
    tree.place([named(study, "knocking")], named(study, "near"), _On.OnItem)
    assert outline(study) == ["distance", "distance/near", "far", "distance/near/knocking"]
    tree.place([named(study, "far")], named(study, "near"), _On.AboveItem)
    assert outline(study)[:3] == ["distance", "distance/far", "distance/near"]
    tree.place([named(study, "far")], named(study, "knocking"), _On.BelowItem)
    order = [path for path in outline(study) if path.count("/") == 1]
    assert order == ["distance/near", "distance/far"], "behind what holds it"
    tree.show_current(named(study, "knocking"))
    assert drop(tree, tree.drag_data(), QPoint(20, tree.viewport().height() - 4))
    assert outline(study)[-1] == "knocking", "let go on nothing, it stands alone at the end"


def test_two_notes_are_merged_from_the_menu(theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    add(study, CATEGORY, "near", rows=[0])
    add(study, CATEGORY, "close by", rows=[1])
    tree.show_current(named(study, "close by"))
    menu = tree.menu()
    into = next(action.menu() for action in menu.actions() if action.text() == "Merge into")
    (near,) = into.actions()  # type: ignore[union-attr]
    near.trigger()
    assert outline(study) == ["near"] and placed(study, "near") == [0, 1]
    menu.close()


def test_the_notes_change_with_the_sub_topic(qtbot: QtBot, theme: WithinTheme) -> None:
    study, notes = theme.studio.study, theme.notes
    add(study, CATEGORY, "near")
    theme.step(1)
    assert notes.tree.topLevelItemCount() == 0
    notes.start()
    qtbot.keyClicks(notes.field, "other")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return)
    assert study.findings()[-1].subtopic == study.subtopics()[1].id
    theme.step(-1)
    assert notes.tree.topLevelItem(0).text(0) == "near"  # type: ignore[union-attr]


def test_only_nine_categories_have_a_key(theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    for n in range(1, 12):
        add(study, CATEGORY, f"category {n}")
    assert tree.category(9) == named(study, "category 9")
    marks = [tree.topLevelItem(n).text(2) for n in range(11)]  # type: ignore[union-attr]
    assert marks == [*"①②③④⑤⑥⑦⑧⑨", "", ""]
    theme.notes.toggle_category(9)
    assert placed(study, "category 9") == [0]


def test_each_is_said_to_those_who_listen(theme: WithinTheme) -> None:
    notes: ColumnNotes = theme.notes
    for widget in (notes.field, notes.tree, notes.kind, notes.definition, notes.unplaced):
        assert widget.accessibleName()
    key: CellKey = (theme.studio.study.interviews()[0].id, theme.studio.study.subtopics()[0].id)
    add(theme.studio.study, CATEGORY, "near", rows=[0])
    place = theme.sheet.plan_model.places_of(key)[0]
    index = theme.sheet.plan_model.index(place.row, 0)
    assert "near" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_moving_without_shift_chooses_the_framed_cell(qtbot: QtBot, theme: WithinTheme) -> None:
    study, sheet = theme.studio.study, theme.sheet
    study.add_finding(study.subtopics()[0].id, CATEGORY, "told by phone")
    qtbot.keyClick(sheet, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(sheet, Qt.Key.Key_Down, SHIFT)
    assert len(sheet.chosen_keys()) == 3
    qtbot.keyClick(sheet, Qt.Key.Key_Home, CONTROL)
    assert sheet.chosen_keys() == [sheet.current_key]
    qtbot.keyClicks(sheet, "1")
    assert placed(study, "told by phone") == [0]
    qtbot.keyClick(sheet, Qt.Key.Key_End, CONTROL | SHIFT)
    assert len(sheet.chosen_keys()) == len(study.interviews())


def test_a_long_name_is_shown_in_as_many_lines_as_it_takes(qtbot: QtBot, theme: WithinTheme) -> None:
    study, tree = theme.studio.study, theme.notes.tree
    column = study.subtopics()[0].id
    short = study.add_finding(column, ELEMENT, "told")
    long = study.add_finding(
        column, ELEMENT, "what is told at once and by the person who took the referral is kept longest"
    )

    def heights() -> tuple[int, int]:
        items = (tree.topLevelItem(n) for n in range(2))
        one, many = (tree.visualItemRect(item).height() for item in items if item)
        return one, many

    assert [tree.topLevelItem(n).finding.id for n in range(2)] == [short, long]  # type: ignore[union-attr]
    one, many = heights()
    assert many > one + tree.fontMetrics().height()
    theme.notes.setMinimumWidth(900)
    qtbot.waitUntil(lambda: heights() == (one, one))
