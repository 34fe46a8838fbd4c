"""The checklists on reporting: what the study knows, the author's own words, and the way out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda import Study
from framework_qda.ui.dialogs.export_view import ExportViewDialog
from framework_qda.ui.modes import Mode
from framework_qda.ui.report.checklist import ChecklistWindow
from framework_qda.ui.window import MainWindow
from tests.ui.taking_out import dialog

pytestmark = pytest.mark.usefixtures("sample_shown")


@pytest.fixture
def study(window: MainWindow) -> Study:
    assert window.studio
    return window.studio.study


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> ChecklistWindow:
    window.commands["checklists"].trigger()
    made = dialog(qtbot, window, ChecklistWindow)
    qtbot.waitUntil(lambda: bool(made.count.text()), timeout=30_000)
    return made


def test_what_the_study_knows_is_told_apart_from_ones_own_words(
    qtbot: QtBot, shown: ChecklistWindow, study: Study
) -> None:
    known, open_ = shown.rows["12"], shown.rows["1"]
    assert "28 interviews" in known.known.text() and known.state.text() == "from the study"
    assert open_.state.text() == "not answered yet" and not open_.known.isVisibleTo(open_)
    before = shown.count.text()
    open_.text.setFocus()
    qtbot.keyClicks(open_.text, "Two of us held them.")
    qtbot.waitUntil(lambda: study.answers("COREQ") == {"1": "Two of us held them."})
    qtbot.waitUntil(lambda: open_.state.text() == "your own words")
    assert shown.count.text() != before and "1 in your own words" in shown.count.text()
    known.text.setFocus()
    qtbot.keyClicks(known.text, "Twenty-eight.")
    shown.export.setFocus()
    assert study.answers("COREQ")["12"] == "Twenty-eight.", "saved when the keyboard goes elsewhere"
    assert known.state.text() == "your own words" and "28 interviews" in known.known.text()


def test_undo_takes_back_an_answer_and_its_spell_of_typing(
    qtbot: QtBot, shown: ChecklistWindow, study: Study
) -> None:
    row = shown.rows["2"]
    row.text.setFocus()
    qtbot.keyClicks(row.text, "Nurses")
    row.saved.save()
    qtbot.keyClicks(row.text, " both")
    shown.export.setFocus()
    assert study.answers("COREQ") == {"2": "Nurses both"}
    study.undo()
    assert study.answers("COREQ") == {} and row.text.toPlainText() == ""
    assert row.state.text() == "not answered yet"


def test_what_the_study_says_is_the_beginning_of_ones_own_words(shown: ChecklistWindow, study: Study) -> None:
    row = shown.rows["12"]
    row.edit.click()
    assert row.text.hasFocus() and study.answers("COREQ")["12"] == row.item.known


def test_a_fact_leads_to_where_it_is_kept(window: MainWindow, shown: ChecklistWindow) -> None:
    assert window.desk
    assert shown.rows["12"].go.text() == "Show in Sources"
    shown.rows["12"].go.click()
    assert window.desk.mode is Mode.SOURCES


def test_srqr_is_the_other_tab_and_a_change_of_the_study_is_followed(
    qtbot: QtBot, shown: ChecklistWindow, study: Study
) -> None:
    shown.tabs.setCurrentIndex(1)
    assert shown.name == "SRQR"
    qtbot.waitUntil(lambda: any(row.item.from_study for row in shown.rows.values()), timeout=30_000)
    title = next(row for row in shown.rows.values() if study.title in row.item.known)
    study.set_title("Another title")
    shown.activateWindow()
    qtbot.waitUntil(lambda: title.item.known == "Another title", timeout=30_000)


def test_it_is_exported_as_every_view_is(
    qtbot: QtBot, window: MainWindow, shown: ChecklistWindow, tmp_path: Path
) -> None:
    row = shown.rows["1"]
    row.text.setPlainText("Two of us held them.")
    qtbot.mouseClick(shown.export, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, shown, ExportViewDialog)  # type: ignore[arg-type]
    assert asked.references.isHidden(), "nothing in a checklist is linked to the notes"
    asked.format.setCurrentIndex(asked.format.findData(".docx"))
    asked.go.click()
    qtbot.waitUntil(lambda: asked.notice.sentence.startswith("Written: "), timeout=60_000)
    made = docx.Document(asked.notice.sentence.removeprefix("Written: "))
    cells = [cell.text for table in made.tables for each in table.rows for cell in each.cells]
    assert any("Two of us held them." in each for each in cells)
    assert any("28 interviews" in each and "told by the study" in each for each in cells)
    asked.close()
