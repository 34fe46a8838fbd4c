"""The story of the first day: a folder of notes becomes a charted matrix in Word, by keyboard, and stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from framework_qda.errors import DiskFull
from framework_qda.study.model import BlankReason
from framework_qda.tasks.exporting import export
from framework_qda.ui import theme
from framework_qda.ui.app import tell
from framework_qda.ui.desk import Desk, Mode
from framework_qda.ui.window import MainWindow
from tests.ui.conftest import press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def type_words(qtbot: QtBot, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, words)


def summaries(window: MainWindow, matrix: int = 1) -> list[list[str]]:
    assert window.studio
    return window.studio.study.matrix(matrix, markup=True).to_numpy().tolist()


def test_a_cell_is_charted_by_keyboard_alone(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, "Two wards share one team.")
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.matrix.view.hasFocus()
    assert summaries(window)[0][2] == "Two wards share one team."
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert summaries(window)[0][2] == ""
    press(qtbot, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert summaries(window)[0][2] == "Two wards share one team."


def test_typing_on_a_cell_begins_writing_in_it(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, "S")
    type_words(qtbot, "mall team.")
    press(qtbot, Qt.Key.Key_Escape)
    assert summaries(window)[0][2] == "Small team."


def test_the_next_cell_is_reached_without_leaving_the_editor(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, "One")
    press(qtbot, Qt.Key.Key_Down, ALT)
    press(qtbot, Qt.Key.Key_Down, ALT)
    type_words(qtbot, "Three")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    type_words(qtbot, "Four")
    press(qtbot, Qt.Key.Key_Left, ALT)
    type_words(qtbot, "beside")
    press(qtbot, Qt.Key.Key_Escape)
    assert [row[2] for row in summaries(window)] == ["One", "", "Three", "Four"]
    assert summaries(window)[3][1] == "beside"


def test_a_spell_of_typing_is_one_step_of_the_history(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    assert window.studio
    before = len(window.studio.study.actions())
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, " More.")
    desk.cell.save()
    type_words(qtbot, " And more.")
    press(qtbot, Qt.Key.Key_Escape)
    assert len(window.studio.study.actions()) == before + 1
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert summaries(window)[0][0].endswith("[[check with the nurse]]")


def test_tomorrow_everything_is_there_and_can_still_be_undone(
    qtbot: QtBot, window: MainWindow, desk: Desk, study_file: Path
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, "Written last thing at night")
    window.close_study()
    assert window.desk is None
    window.open_file(study_file)
    desk = window.desk
    assert desk is not None
    assert summaries(window)[1][0] == "Written last thing at night"
    key = desk.matrix.view.current_key
    assert key and key[0] == window.studio.study.interviews()[1].id, "the reading place is remembered"  # type: ignore[union-attr]
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert summaries(window)[1][0] == ""


def test_the_matrices_go_to_word_and_excel(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    assert window.studio
    for name in ("out.docx", "out.xlsx"):
        export(window.studio.study, tmp_path / name)
    words = "\n".join(
        paragraph.text
        for table in Document(str(tmp_path / "out.docx")).tables
        for cell in {id(c._tc): c for row in table.rows for c in row.cells}.values()
        for paragraph in cell.paragraphs
    )
    assert "“We see them every day”" in words
    assert "not asked" in words
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert any("“We see them every day”" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_search_leads_to_the_cell_and_to_the_paragraph(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_F, CONTROL)
    type_words(qtbot, "cafe")
    panel = desk.left.currentWidget()
    qtbot.waitUntil(lambda: "4 places" in _labels(panel))
    press(qtbot, Qt.Key.Key_Return)
    assert desk.transcript.isVisible()
    press(qtbot, Qt.Key.Key_F, CONTROL)
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.left.currentWidget() is desk.navigator


def _labels(panel) -> str:  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in panel.findChildren(QLabel))


def test_the_palette_runs_a_command_and_goes_to_a_sub_topic(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    press(qtbot, Qt.Key.Key_K, CONTROL)
    type_words(qtbot, "audits")
    press(qtbot, Qt.Key.Key_Return)
    assert desk.matrix.model.matrix and desk.matrix.model.matrix.name == "Referral quality"
    press(qtbot, Qt.Key.Key_K, CONTROL)
    type_words(qtbot, "go to sources")
    press(qtbot, Qt.Key.Key_Return)
    assert desk.mode is Mode.SOURCES


def test_marking_a_cell_as_not_asked_shows_and_undoes(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_Down)
    desk.matrix.mark_chosen(BlankReason.NOT_ASKED)
    assert window.studio
    assert window.studio.study.blank_reasons(1).iloc[1, 0] == "not asked"
    assert "4 of 24 cells charted" in window.counts.text()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert "3 of 24 cells charted" in window.counts.text()


def test_deleting_what_holds_summaries_asks_and_says_how_many(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    assert window.studio
    framework = desk.navigator.framework
    framework.show_current(window.studio.study.matrices()[0].id)
    framework.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "with 2 summaries" in box.text()
    next(button for button in box.buttons() if button.text() == "Delete").click()
    qtbot.waitUntil(lambda: window.studio is not None and len(window.studio.study.matrices()) == 1)
    assert "2 summaries" in window.notice.text()
    window.notice_undo.click()
    assert summaries(window)[0][1].startswith("Six social workers.")


def test_the_framework_is_changed_in_the_tree(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    assert window.studio
    study, framework = window.studio.study, desk.navigator.framework
    first = study.subtopics()[0]
    framework.show_current(first.id)
    framework.setFocus()
    press(qtbot, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not framework
    qtbot.keyClick(editor, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(editor, "overview")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: study.subtopics()[0].name == "overview")
    assert desk.matrix.model.columns[0].name == "overview"
    framework.setFocus()
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert [each.name for each in study.subtopics()][:2] == ["social work staffing", "overview"]


def test_an_interview_is_edited_in_the_sheet(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    from framework_qda.ui.sources.workspace import SourcesWorkspace

    assert window.studio
    desk.show_mode(Mode.SOURCES)
    sources = desk.findChild(SourcesWorkspace)
    assert sources is not None
    columns = [column.name for column in sources.sheet.columns]
    sheet = sources.sheet
    sheet.setData(sheet.index(0, columns.index("participants")), "L01; L02")
    sheet.setData(sheet.index(0, columns.index("participant: role")), "Manager; Deputy")
    sheet.setData(sheet.index(0, 0), "Area 3")
    study = window.studio.study
    assert [area.name for area in study.areas()] == ["Area 1", "Area 2", "Area 3"]
    frame = study.attribute_frame()
    assert frame[("participant", "role")].iloc[-1] == "Manager; Deputy"
    for _ in range(3):
        study.undo()
    assert len(study.areas()) == 2


def test_the_window_works_small_and_large(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for scale in (1.0, 2.0):
        theme.apply("dark", scale)
        window.resize(1280, 720)
        QApplication.processEvents()
        assert window.width() <= 1280 * scale
        assert not window.grab().isNull()
    theme.apply("light")


def test_a_broken_file_gets_one_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rubbish = tmp_path / "letter.fqda"
    rubbish.write_text("Dear all, this is no study at all. " * 10)
    assert not window.open_file(rubbish)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "no Framework QDA study" in box.text()
    box.close()


def test_copying_from_the_matrix_needs_no_mouse(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("A strong team on site")


def test_text_that_cannot_be_saved_is_not_lost_on_closing(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.studio

    def full(*_: object, **__: object) -> None:
        raise DiskFull(window.studio.study.path)  # type: ignore[union-attr]

    with monkeypatch.context() as disk:
        disk.setattr(window.studio.study, "chart", full)
        press(qtbot, Qt.Key.Key_Return)
        type_words(qtbot, " Irreplaceable.")
        disk.setattr(window, "_may_lose_text", lambda: False)
        assert not window.close()
        assert "Not saved" in window.saved.text()
    assert window.close_study()
    window.open_file(desk.studio.study.path)
    assert summaries(window)[0][0].endswith("Irreplaceable.")


def test_what_goes_wrong_in_any_step_is_said_in_its_sentence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = DiskFull(Path("study.fqda"))
    tell(window, DiskFull, error, None)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == str(error)
    box.close()
    reported: list[object] = []
    monkeypatch.setattr("sys.__excepthook__", lambda *report: reported.append(report))
    tell(window, ValueError, ValueError("ours"), None)
    assert reported, "a fault of the program is never dressed as the user's"


def test_long_typing_without_a_pause_is_saved_as_it_goes(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    written = summaries(window)[0][0]
    for _ in range(400):
        type_words(qtbot, "x")
        qtbot.wait(10)
        if summaries(window)[0][0] != written:
            break
    assert summaries(window)[0][0] != written


def test_back_and_forth_after_a_jump(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    assert window.studio
    here = desk.matrix.view.current_key
    target = window.studio.study.subtopics()[-1].id
    desk.go_to_subtopic(target)
    there = desk.matrix.view.current_key
    assert there and there[1] == target
    desk.matrix.view.setFocus()
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert desk.matrix.view.current_key == here
    press(qtbot, Qt.Key.Key_Right, ALT)
    assert desk.matrix.view.current_key == there


def test_undo_goes_to_what_it_undid(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, "!")
    press(qtbot, Qt.Key.Key_Escape)
    here = desk.matrix.view.current_key
    desk.matrix.tabs.setCurrentIndex(1)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert desk.matrix.view.current_key == here


def test_enter_in_the_sheet_goes_down(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    from framework_qda.ui.sources.workspace import SourcesWorkspace

    assert window.studio
    desk.show_mode(Mode.SOURCES)
    sources = desk.findChild(SourcesWorkspace)
    assert sources is not None
    column = [each.name for each in sources.sheet.columns].index("interview: side")
    sources.table.setFocus()
    sources.table.setCurrentIndex(sources.sheet.index(0, column))
    for row, value in enumerate(("first", "second")):
        qtbot.waitUntil(lambda row=row: sources.table.currentIndex().row() == row)
        sources.table.setFocus()
        press(qtbot, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        qtbot.keyClick(editor, Qt.Key.Key_A, CONTROL)
        qtbot.keyClicks(editor, value)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    study = window.studio.study
    qtbot.waitUntil(
        lambda: study.attribute_frame()[("interview", "side")].tolist()[:2] == ["first", "second"]
    )


def test_new_type_size_makes_the_desk_anew_in_the_same_place(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    here = desk.matrix.view.current_key
    theme.apply("light", 1.5)
    window._preferences_changed()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not desk)
    assert window.desk and window.desk.matrix.view.current_key == here
    theme.apply("light")
