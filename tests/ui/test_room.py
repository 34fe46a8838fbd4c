"""What one works with stays in sight: in low panes, with large type, and after a jump."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from framework_qda import create_study
from framework_qda.study.model import InterviewId
from framework_qda.tasks.library import sample_folder
from framework_qda.ui import theme
from framework_qda.ui.desk import Desk
from framework_qda.ui.dialogs.import_files import ImportDialog
from framework_qda.ui.dialogs.import_table import ImportView
from framework_qda.ui.dialogs.preferences import Preferences
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.modes import Mode
from framework_qda.ui.recording.player import Player
from framework_qda.ui.search_rows import shortened
from framework_qda.ui.studio import Studio
from framework_qda.ui.window import MainWindow
from framework_qda.ui.worded import PicturedButton, WordedToolButton


def lines_in_sight(desk: Desk) -> float:
    """How many lines of the summary are seen."""
    cell, edit = desk.cell, desk.cell.edit
    top = edit.mapTo(cell, edit.rect().topLeft()).y()
    seen = min(top + edit.height(), cell.height()) - top
    return seen / (1.4 * edit.fontMetrics().lineSpacing())


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_summary_is_seen_beside_the_notes(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.matrix.view.step(0, 0)
    desk.show_cell()
    desk.show_notes()
    desk.right.setSizes([10, 1000])
    qtbot.waitUntil(lambda: lines_in_sight(desk) >= 4)
    assert desk.cell.heading.title.isVisible()
    assert desk.cell.heading.definition.isHidden()
    desk.toggle_notes()
    qtbot.waitUntil(desk.cell.heading.definition.isVisible)


@pytest.mark.parametrize("height", [280, 830])
def test_the_text_keeps_half_beside_the_player(qtbot: QtBot, studio: Studio, height: int) -> None:
    row = studio.study.interviews()[0].id
    studio.study.attach_recording(row, sample_folder() / "recordings" / "01-la-team-manager-extract.ogg")
    pane, text, player = QWidget(), QWidget(), Player(studio)
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.addWidget(text, 1)
    column.addWidget(player)
    player.show_interview(row)
    player.marking.fold.setChecked(height > 500)
    pane.resize(400, height)
    pane.show()
    qtbot.waitUntil(lambda: text.height() >= height // 2)
    assert player.waveform.isVisible() is (height > 500)
    assert player.transport.play_button.isVisible()
    player.close()


def test_type_of_another_size_holds_at_once(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.matrix.view.step(0, 0)
    desk.show_notes()
    theme.apply("light", 1.5)
    heads = desk.matrix.view.row_header, desk.matrix.view.column_header, desk.transcript.text
    qtbot.waitUntil(lambda: {each.font().pointSizeF() for each in heads} == {theme.BASE_POINTS * 1.5})
    qtbot.waitUntil(lambda: window.top.find_button.width() >= window.top.find_button.sizeHint().width())


def test_preferences_grow_with_the_type(qtbot: QtBot) -> None:
    dialog = Preferences()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.adjustSize()
    dialog._size.setValue(15)
    layout = dialog.layout()
    assert layout and dialog.width() >= layout.totalSizeHint().width()
    theme.apply("light")


def test_the_study_keeps_its_width_and_a_cell_jumped_to_is_in_view(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.show_mode(Mode.COVERAGE)
    desk.left.setVisible(True)
    desk._left_width = 230
    desk.panes.setSizes([135, 1000, 0])
    study = desk.studio.study
    desk.chart_cell(study.interviews()[-1].id, study.subtopics()[-1].id)
    view = desk.matrix.view
    qtbot.waitUntil(lambda: desk.panes.sizes()[0] == 230)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()).center()))


def test_the_wide_view_takes_the_first_cell_and_needs_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    desk.matrix.view.setCurrentIndex(QModelIndex())
    desk.matrix.view._key = None
    desk.toggle_full()
    assert desk.full.shown and desk.cell.cell_key == desk.current_key is not None
    create_study(tmp_path / "bare.fqda", "Bare", analyst="Ann").close()
    assert window.open_file(tmp_path / "bare.fqda") and window.desk
    window.desk.toggle_full()
    assert not window.desk.full.shown


def test_after_an_import_its_first_interview_is_current(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "09-nurse.txt").write_text("INT: How?\n\nTM: So.", "utf-8")
    window.import_files([tmp_path / "09-nurse.txt"])
    dialog = window.findChild(ImportDialog)
    assert dialog
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as told:
        dialog.go.click()
    assert desk.current_key and desk.current_key[0] == InterviewId((told.args or [""])[0])
    dialog.close()


def test_of_a_long_name_the_interview_is_kept(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    name = "A very long name of an area in the south · Named Nurse"
    shown = shortened(name, metrics, metrics.horizontalAdvance(name) * 2 // 3)
    assert shown.endswith("… · Named Nurse")
    assert shortened("Named Nurse", metrics, 1000) == "Named Nurse"


def test_a_column_widens_to_what_is_typed(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "03-nurse.txt").write_text("INT: How?", "utf-8")
    window = MainWindow()
    qtbot.addWidget(window)
    dialog = ImportDialog(studio, window.work, [tmp_path / "03-nurse.txt"], window)
    dialog.resize(1200, 500)
    dialog.show()
    view = dialog.findChild(ImportView)
    assert view
    index = view.model().index(0, 1)
    before = view.columnWidth(1)
    view.model().setData(index, "An area with a rather long name in it")
    assert view.columnWidth(1) > before
    dialog.close()


def picture(button: QPushButton) -> set[str]:
    image: QImage = button.grab().toImage()
    left = image.width() // 3
    return {image.pixelColor(x, y).name() for x in range(left) for y in range(image.height())}


def test_a_picture_can_be_read_on_the_accent_and_stands_clear_of_the_words(qtbot: QtBot) -> None:
    theme.apply("light")
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button = PicturedButton("folder-open", "Choose a folder", dialog)
    button.setIconSize(QSize(40, 40))
    button.setDefault(True)
    dialog.show()
    assert QColor(theme.LIGHT.accent).name() in picture(button)
    assert QColor(theme.LIGHT.accent_text).name() in picture(button)
    assert QColor(theme.LIGHT.text).name() not in picture(button)
    plain, worded = QToolButton(dialog), WordedToolButton(dialog)
    for each in (plain, worded):
        each.setText("Filter")
        each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    assert worded.sizeHint().width() > plain.sizeHint().width()


def test_how_rows_are_grouped_is_written_as_long_as_there_is_room(qtbot: QtBot, studio: Studio) -> None:
    bar = FilterBar(studio)
    qtbot.addWidget(bar)
    bar.show()
    bar.set_condition(studio.study.fields()[0].id, ["acute trust"])
    icons = 4 * (bar._icon_width() + theme.STEP)
    chip = bar.chips[0].sizeHint().width()
    bar.resize(icons + chip + bar.fontMetrics().horizontalAdvance(bar.group_button.text()) + 30, 40)
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    qtbot.waitUntil(lambda: bar.group_button.toolButtonStyle() == beside)


def test_a_closed_study_leaves_no_undo_and_the_keyboard_on_a_new_one(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    window.say("Something", undoable=True)
    window.close_study()
    assert not window.notice.text() and window.notice_undo.isHidden()
    assert window.focusWidget() is window.welcome._actions[0]
