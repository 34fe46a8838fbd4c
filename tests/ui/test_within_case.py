"""Reading along one case: its page, its overview, its steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.model import About, CellKey
from framework_qda.ui.reading.outline import Outline
from framework_qda.ui.reading.overview_edit import OverviewEdit
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.reading.within_case import WithinCase
from framework_qda.ui.reading.workspace import ReadingWorkspace
from framework_qda.ui.studio import Studio

DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reading(qtbot: QtBot, studio: Studio) -> Iterator[ReadingWorkspace]:
    reading = ReadingWorkspace(studio)
    qtbot.addWidget(reading)
    reading.resize(1000, 700)
    with qtbot.waitExposed(reading):
        reading.show()
    reading.table.setFocus()
    yield reading
    reading.save()


@pytest.fixture
def case(reading: ReadingWorkspace) -> WithinCase:
    return reading.case


def shown(sheet: ReadingSheet) -> list[list[str]]:
    """What stands in the rows that are no headings, as a reader is told it."""
    rows = [n for n, line in enumerate(sheet.plan.lines) if not line.level]
    columns = range(len(sheet.plan.heads))
    return [[str(sheet.plan_model.index(row, c).data() or "") for c in columns] for row in rows]


def heads(sheet: ReadingSheet) -> list[str]:
    return [head.title for head in sheet.plan.heads]


def key_of(study: Study, interview: int, subtopic: int) -> CellKey:
    return study.interviews()[interview].id, study.subtopics()[subtopic].id


def type_overview(qtbot: QtBot, edit: OverviewEdit, words: str) -> None:
    edit.setFocus()
    qtbot.keyClicks(edit, words)


def select(edit: OverviewEdit, words: str) -> None:
    cursor = edit.document().find(words)
    assert not cursor.isNull()
    edit.setTextCursor(cursor)


# --- The page ---


def test_the_page_shows_what_the_frame_of_the_case_has(reading: ReadingWorkspace, case: WithinCase) -> None:
    frame = reading.studio.study.within_case("Area 1", by="side")
    assert case.stepper.title.text() == "Area 1 ▾"
    assert heads(case.sheet) == list(frame.columns) == ["AT Named Nurse", "LA Team Manager"]
    empty = {"not asked", ""}
    for row, texts in zip(shown(case.sheet), frame.to_numpy().tolist(), strict=True):
        assert [text if text not in empty else "" for text in row] == texts
    headings = [line.title for line in case.sheet.plan.lines if line.level]
    assert headings == ["1 Background and staffing", "2 Referral quality"]
    assert case.facts.facts == (("region", "South West"),)
    assert "South West" in case.facts.accessibleName()


def test_sides_are_told_apart_by_order_by_name_and_by_a_bar(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    plan = case.sheet.plan
    assert [head.facts.split(" · ")[0] for head in plan.heads] == ["acute trust", "local authority"]
    hues = [case.sheet.column_head.hues[head.id].name() for head in plan.heads]
    assert hues[0] != hues[1]
    picture = case.sheet.column_head.grab().toImage()
    x = case.sheet.column_head.sectionViewportPosition(0) + 40
    assert picture.pixelColor(round(x * picture.devicePixelRatio()), 1).name() == hues[0]
    case.side_button.click()
    qtbot.keyClicks(case.sides.field, "as they")
    qtbot.keyClick(case.sides.field, Qt.Key.Key_Return)
    assert heads(case.sheet) == ["LA Team Manager", "AT Named Nurse"]
    assert not case.sheet.column_head.hues


def test_interviews_stand_below_each_other_where_that_is_wanted_and_it_is_remembered(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    case.below_button.click()
    frame = reading.studio.study.within_case("Area 1", by="side")
    assert [row[0] for row in shown(case.sheet)][:2] == ["", frame.iloc[0, 1]]
    reading.show_case(reading.studio.study.interviews()[0].id)
    assert case.sheet.plan.lines[1].level == 0, "of one alone its name is not said again and again"
    reading.show_case(reading.studio.study.areas()[0].id)
    again = ReadingWorkspace(reading.studio)
    qtbot.addWidget(again)
    again.show()
    assert again.case.below_button.isChecked() and len(again.case.sheet.plan.heads) == 1


def test_one_key_goes_to_the_next_case_and_stays_at_the_sub_topic(
    reading: ReadingWorkspace, case: WithinCase
) -> None:
    study = reading.studio.study
    case.sheet.choose(*key_of(study, 0, 1))
    reading.step_subject(1)
    assert case.stepper.title.text() == "Area 2 ▾"
    assert case.sheet.current_key == key_of(study, 3, 1)
    reading.step_subject(1)
    assert case.stepper.title.text() == "Area 2 ▾", "there is no third"
    reading.step_subject(-1)
    assert case.stepper.title.text() == "Area 1 ▾"


def test_one_interview_is_read_alone_and_stepped_from(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    case.stepper.title.click()
    qtbot.keyClicks(case.stepper.chooser.field, "team manager")
    qtbot.keyClick(case.stepper.chooser.field, Qt.Key.Key_Return)
    assert heads(case.sheet) == ["LA Team Manager"]
    assert dict(case.facts.facts)["side"] == "local authority"
    reading.step_subject(1)
    assert heads(case.sheet) == ["AT Named Nurse"]


def test_the_outline_jumps_and_follows(qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase) -> None:
    reading.resize(1000, 360)
    QApplication.processEvents()
    outline: Outline = case.outline
    names = ["1 Background and staffing", "2 Referral quality"]
    assert [outline.item(n).text() for n in range(outline.count())] == ["1", "2"], "there is little room"
    assert [outline.item(n).toolTip() for n in range(outline.count())] == names
    outline.setFocus()
    qtbot.keyClick(outline, DOWN)
    qtbot.keyClick(outline, Qt.Key.Key_Return)
    study = reading.studio.study
    assert case.sheet.hasFocus() and case.sheet.current_key == key_of(study, 1, 3)
    case.sheet.verticalScrollBar().setValue(0)
    assert outline.currentRow() == 0
    case.sheet.verticalScrollBar().setValue(case.sheet.verticalScrollBar().maximum())
    assert outline.currentRow() == 1
    reading.resize(2000, 360)
    QApplication.processEvents()
    assert [outline.item(n).text() for n in range(outline.count())] == names


def test_a_summary_is_edited_from_the_page_and_a_link_asks_for_its_words(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    study = reading.studio.study
    case.sheet.choose(*key_of(study, 0, 0))
    with qtbot.waitSignal(reading.charting_wanted) as asked:
        qtbot.keyClick(case.sheet, Qt.Key.Key_Return)
    assert tuple(asked.args or ()) == key_of(study, 0, 0)
    row, column = key_of(study, 0, 0)
    passage = study.mark_passage(row, 0, 10)
    study.chart(row, column, f"{{seen|{passage}}} here")
    with qtbot.waitSignal(reading.passage_wanted) as wanted:
        qtbot.keyClick(case.sheet, Qt.Key.Key_Return, CONTROL)
    assert wanted.args == [passage]


def test_the_page_follows_the_study(reading: ReadingWorkspace, case: WithinCase) -> None:
    study = reading.studio.study
    side = study.find_field("side")
    study.rename_interview(study.interviews()[0].id, "Manager")
    assert heads(case.sheet) == ["AT Named Nurse", "Manager"]
    study.set_value(side.id, study.interviews()[1].id, "the other side")  # type: ignore[arg-type]
    assert heads(case.sheet) == ["Manager", "AT Named Nurse"]
    study.move_subtopic(study.subtopics()[0].id, study.matrices()[1].id)
    assert case.sheet.plan.lines[1].title == "social work staffing"
    study.undo()
    assert case.sheet.plan.lines[1].title == "summary"


def test_a_case_that_goes_makes_room_for_another(reading: ReadingWorkspace, case: WithinCase) -> None:
    study = reading.studio.study
    study.delete_area(study.areas()[0].id)
    assert case.stepper.title.text() == "Area 2 ▾"
    study.delete_area(study.areas()[0].id)
    assert case.empty.isVisible()
    study.undo()
    assert not case.empty.isVisible() and case.stepper.title.text() == "Area 2 ▾"


# --- The overview ---


def test_the_overview_is_saved_as_it_is_typed_in_one_step(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    study, edit = reading.studio.study, case.overview.edit
    area = study.areas()[0].id
    steps = len(study.actions())
    type_overview(qtbot, edit, "Two accounts ")
    qtbot.waitUntil(lambda: study.overview(About.AREA, area).text == "Two accounts")
    qtbot.keyClicks(edit, "of one corridor")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert study.overview(About.AREA, area).text == "Two accounts of one corridor"
    assert len(study.actions()) == steps + 1
    assert case.sheet.hasFocus()
    study.undo()
    assert edit.toPlainText() == ""
    study.redo()
    assert edit.toPlainText() == "Two accounts of one corridor"
    reading.step_subject(1)
    assert edit.toPlainText() == ""
    reading.step_subject(-1)
    assert edit.toPlainText() == "Two accounts of one corridor"


def test_words_of_the_overview_are_linked_to_the_chosen_cell_and_lead_back(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    study, edit = reading.studio.study, case.overview.edit
    key = key_of(study, 0, 1)
    case.sheet.choose(*key)
    type_overview(qtbot, edit, "a team on site")
    select(edit, "team")
    qtbot.keyClick(edit, Qt.Key.Key_L, CONTROL)
    assert edit.markup() == f"a {{team|{key[0]}/{key[1]}}} on site"
    case.sheet.choose(*key_of(study, 1, 4))
    cursor = edit.document().find("tea")
    cursor.clearSelection()
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, Qt.Key.Key_Return)  # within the link
    assert case.sheet.current_key == key and case.sheet.hasFocus()
    assert study.overview(About.AREA, study.areas()[0].id).text == edit.markup()
    select(edit, "team")
    edit.setFocus()
    case.overview.link_button.click()
    assert edit.markup() == "a team on site", "once more takes the link away"


def test_a_cell_dropped_on_a_word_is_linked_to_it(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    study, edit = reading.studio.study, case.overview.edit
    case.sheet.choose(*key_of(study, 1, 2))
    type_overview(qtbot, edit, "nobody asks")
    cursor = edit.document().find("asks")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    cursor.setPosition(cursor.position() - 2)
    point = edit.cursorRect(cursor).center()
    drop(edit, case.sheet.drag_data(), point)
    row, column = key_of(study, 1, 2)
    assert edit.markup() == f"nobody {{asks|{row}/{column}}}"


def drop(edit: OverviewEdit, mime: QMimeData, point: QPoint) -> None:
    event = QDropEvent(
        QPointF(point),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    edit.dropEvent(event)
    assert event.isAccepted()


def test_an_interview_has_an_overview_of_its_own_beside_that_of_its_area(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase
) -> None:
    study = reading.studio.study
    row = study.interviews()[0]
    study.write_overview(About.AREA, row.area, "The area")
    study.write_overview(About.INTERVIEW, row.id, "The manager")
    reading.show_case(row.id)
    assert case.overview.edit.toPlainText() == "The manager"
    buttons = case.overview._buttons.buttons()
    assert [button.text() for button in buttons] == ["LA Team Manager", "Area 1"]
    buttons[1].click()
    assert case.overview.edit.toPlainText() == "The area"


def test_what_cannot_be_saved_is_said_and_kept(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    from framework_qda.errors import Refused

    study, edit = reading.studio.study, case.overview.edit

    def refuse(*_: object, **__: object) -> None:
        raise Refused("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(study, "write_overview", refuse)
        type_overview(qtbot, edit, "kept")
        with qtbot.waitSignal(reading.unsaved):
            assert not reading.save()
    assert case.overview.message.text() == "The disk is full."
    assert reading.save() and not case.overview.message.isVisible()
    assert study.overview(About.AREA, study.areas()[0].id).text == "kept"


def test_every_visit_to_an_overview_is_a_step_of_its_own(qtbot: QtBot, case: WithinCase) -> None:
    study, edit = case.studio.study, case.overview.edit
    area = study.areas()[0].id
    for words in ("one", " two", " three"):
        type_overview(qtbot, edit, words)
        case.sheet.setFocus()
    assert study.overview(About.AREA, area).text == "one two three"
    for left in ("one two", "one", ""):
        study.undo()
        assert study.overview(About.AREA, area).text == left


def test_an_overview_keeps_its_height_whoever_has_the_keyboard(qtbot: QtBot, case: WithinCase) -> None:
    edit = case.overview.edit
    type_overview(qtbot, edit, "A long account of one corridor. " * 60)
    height = edit.height()
    case.sheet.setFocus()
    assert edit.height() == height < case.height() / 2


def test_enter_right_after_linking_makes_no_paragraph(qtbot: QtBot, case: WithinCase) -> None:
    edit = case.overview.edit
    case.sheet.choose(*key_of(case.studio.study, 0, 0))
    type_overview(qtbot, edit, "a team")
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_L, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.markup().startswith("{a team|") and edit.toPlainText() == "a team"
    qtbot.keyClicks(edit, "s")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "a teams\n", "any other Enter does"


def test_enter_after_a_link_that_could_not_be_made_takes_nothing_away(
    qtbot: QtBot, reading: ReadingWorkspace, case: WithinCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = case.overview.edit
    monkeypatch.setattr(case.overview, "_chosen", list)
    type_overview(qtbot, edit, "a team")
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_L, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "a team"


def test_what_is_chosen_from_the_title_takes_the_keyboard(qtbot: QtBot, reading: ReadingWorkspace) -> None:
    case = reading.case
    case.stepper.title.setFocus()
    case.stepper.choose()
    qtbot.keyClicks(case.stepper.chooser.field, "Area 2")
    qtbot.keyClick(case.stepper.chooser.field, Qt.Key.Key_Return)
    assert case.stepper.title.text().startswith("Area 2")
    assert reading.focusWidget() is case.sheet
