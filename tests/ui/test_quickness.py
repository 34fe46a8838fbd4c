"""What keeps the window quick, seen without a clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.study.model import Cell
from framework_qda.ui import theme
from framework_qda.ui.matrix.cell_text import CellText
from framework_qda.ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> MainWindow:
    theme.apply("light")
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_file(study_file)
    return window


def test_the_matrix_is_painted_before_the_panes_beside_it_are_made(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    assert (desk.left.count(), desk.right.count()) == (0, 0)
    qtbot.waitUntil(lambda: desk.right.count() == 2)
    assert desk.left.currentWidget() is desk.navigator
    assert desk.cell.cell_key == desk.matrix.view.current_key


def test_the_window_opens_without_what_only_pictures_and_frames_need(study_file: Path) -> None:
    start = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from framework_qda.ui.window import MainWindow
app = QApplication([])
window = MainWindow()
window.show()
window.open_file(Path(sys.argv[1]))
app.processEvents()
for tab in ("typology", "central chart", "linkage"):
    window.desk.compare(tab)
print([name for name in ("matplotlib", "pandas", "framework_qda.ui.beyond.figures") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", start, str(study_file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": str(study_file.parent / "settings")},
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_scrolled_is_moved_and_not_painted_anew(window: MainWindow, scheme: str) -> None:
    assert window.desk is not None
    theme.apply(scheme)
    QApplication.processEvents()
    view = window.desk.matrix.view
    for area in (view, view.row_header, view.column_header):
        assert area.viewport().autoFillBackground()
    theme.apply("light")


def test_an_edit_reads_no_other_cell(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window.desk is not None
    model, study = window.desk.matrix.model, window.desk.studio.study
    row, column = model.interviews()[0].id, model.columns[0].id
    place = model.index_of(row, column)
    model.cell_at(place.row(), place.column())
    monkeypatch.setattr(model, "_read_block", None)
    study.chart(row, column, "New words")
    assert model.cell_at(place.row(), place.column()).summary == "New words"


def test_a_cell_is_cut_to_the_lines_that_fit_and_laid_out_once(qapp: QApplication) -> None:
    text = CellText(QFont(qapp.font()))
    image = QImage(200, text.height_of(2), QImage.Format.Format_RGB32)
    cell = Cell("many words " * 30)
    laid = [_painted(text, image, cell) for _ in range(2)]
    assert laid[0] is laid[1]
    assert laid[0].lines.lineCount() == 2
    assert laid[0].end is not None
    assert _painted(text, image, Cell("few words")).end is None


def _painted(text: CellText, image: QImage, cell: Cell):  # type: ignore[no-untyped-def]
    painter = QPainter(image)
    text.paint(painter, QRect(QPoint(0, 0), image.size()), cell, "not yet charted")
    painter.end()
    return next(reversed(text._kept.values()))
