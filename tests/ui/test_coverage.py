"""The coverage board: every cell of all matrices by its state, filtered to what remains."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import BlankReason, CellKey
from framework_qda.study.states import CellState, Stage
from framework_qda.ui import theme
from framework_qda.ui.coverage.glyphs import Stamps
from framework_qda.ui.coverage.model import BoardModel
from framework_qda.ui.coverage.words import Remains, in_words
from framework_qda.ui.coverage.workspace import CoverageWorkspace
from framework_qda.ui.studio import Studio


@pytest.fixture
def coverage(qtbot: QtBot, studio: Studio) -> Iterator[CoverageWorkspace]:
    coverage = CoverageWorkspace(studio)
    qtbot.addWidget(coverage)
    coverage.resize(900, 600)
    with qtbot.waitExposed(coverage):
        coverage.show()
    yield coverage


def keys(studio: Studio):
    study = studio.study
    return [row.id for row in study.interviews()], [column.id for column in study.subtopics()]


def names(coverage: CoverageWorkspace) -> list[str]:
    return [row.title if isinstance(row, RowGroup) else row.name for row in coverage.board._model.rows]


def said(coverage: CoverageWorkspace, row: int, column: int) -> str:
    return coverage.board._model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_all_matrices_stand_side_by_side_in_bands_of_areas(coverage: CoverageWorkspace) -> None:
    assert names(coverage) == [
        "Area 1", "LA Team Manager", "AT Named Nurse", "Area 2", "LA Service Manager", "AT Named Midwife",
    ]  # fmt: skip
    model = coverage.board._model
    assert model.columnCount() == 6
    assert said(coverage, 1, 0) == "LA Team Manager, 1.1 summary: in progress"
    assert said(coverage, 2, 2) == "AT Named Nurse, 1.3 other: not asked"
    assert said(coverage, 4, 5) == "LA Service Manager, 2.3 audits: not charted"


def test_totals_of_rows_columns_areas_and_all(coverage: CoverageWorkspace) -> None:
    model = coverage.board._model
    assert [model.of_row(row) for row in (0, 1, 2, 3)] == [(3, 12), (2, 6), (1, 6), (0, 12)]
    assert model.of_column(0) == (1, 4)
    assert model.of_all() == (3, 1, 24)
    assert coverage._total.text() == "3 of 24 charted, 1 finished"


def test_each_state_has_its_own_shape(studio: Studio) -> None:
    stamps = Stamps()
    theme.apply("light")
    kinds = [
        CellState(),
        CellState(Stage.IN_PROGRESS),
        CellState(Stage.DONE),
        *(CellState(Stage.BLANK, reason) for reason in list(BlankReason)[1:]),
        CellState(Stage.DONE, new_passages=1),
        CellState(Stage.DONE, open_comments=1),
        CellState(Stage.DONE, changed_links=1),
    ]
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    shapes = set()
    for kind in kinds:  # told apart with every colour made grey
        picture = stamps.picture(kind, False, QSize(36, 24), 1.0).toImage()
        shapes.add(bytes(picture.convertToFormat(QImage.Format.Format_Alpha8).constBits()))
    assert len(shapes) == len(kinds)


def test_an_edit_changes_its_cell_and_totals_alone(
    qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace
) -> None:
    rows, columns = keys(studio)
    model = coverage.board._model
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        studio.study.chart(rows[3], columns[5], "Counted yearly")
    assert (changed.args[0].row(), changed.args[0].column()) == (5, 5)
    assert said(coverage, 5, 5).endswith("in progress")
    assert model.of_row(3) == (1, 12)
    assert model.of_all()[0] == 4
    studio.study.undo()
    assert said(coverage, 5, 5).endswith("not charted")
    assert model.of_all()[0] == 3


def test_the_filter_shows_what_remains(qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace) -> None:
    rows, columns = keys(studio)
    studio.study.add_comment(rows[2], columns[1], "Is this right?")
    chip = coverage.chips[Remains.OPEN_COMMENTS]
    assert chip.text() == "Open comments  1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert names(coverage) == ["Area 2", "LA Service Manager"]
    comment = studio.study.comments(rows[2], columns[1])[0]
    studio.study.resolve_comment(comment.id)
    assert names(coverage) == []
    assert coverage._pages.currentIndex() == 1
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(names(coverage)) == 6


def test_the_filter_takes_words_of_areas_and_attributes(qtbot: QtBot, coverage: CoverageWorkspace) -> None:
    qtbot.keyClicks(coverage.filter, "london acute")
    qtbot.keyClick(coverage.filter, Qt.Key.Key_Return)
    assert names(coverage) == ["Area 2", "AT Named Midwife"]
    assert coverage._total.text().startswith("0 of 6 ")
    coverage.filter.setText("nobody")
    qtbot.waitUntil(lambda: names(coverage) == [])
    assert "nobody" in coverage._nothing.text()


def test_arrows_go_over_bands_and_enter_charts(
    qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace
) -> None:
    rows, columns = keys(studio)
    board = coverage.board
    coverage.show_cell(rows[1], columns[2])
    qtbot.keyClick(board, Qt.Key.Key_Down)
    assert board.current_key == (rows[2], columns[2])
    qtbot.keyClick(board, Qt.Key.Key_Right)
    assert board.current_key == (rows[2], columns[3])
    qtbot.keyClick(board, Qt.Key.Key_Up)
    assert board.current_key == (rows[1], columns[3])
    assert coverage._said.text() == "Area 1 · AT Named Nurse · 2.1 referral quality: not charted"
    with qtbot.waitSignal(coverage.cell_chosen) as chosen:
        qtbot.keyClick(board, Qt.Key.Key_Return)
    assert chosen.args == [rows[1], columns[3]]


def test_n_goes_to_the_next_that_remains(qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace) -> None:
    rows, columns = keys(studio)
    studio.study.set_done(rows[0], columns[1])
    coverage.show_cell(rows[0], columns[0])
    qtbot.keyClick(coverage.board, Qt.Key.Key_N)
    assert coverage.board.current_key == (rows[0], columns[2])
    qtbot.keyClick(coverage.board, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert coverage.board.current_key == (rows[0], columns[0])


def test_a_click_charts_the_cell(qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace) -> None:
    rows, columns = keys(studio)
    board = coverage.board
    place: QPoint = board.visualRect(board._model.index_of(rows[3], columns[4])).center()
    with qtbot.waitSignal(coverage.cell_chosen) as chosen:
        qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [rows[3], columns[4]]
    band = board.visualRect(board._model.index(0, 1)).center()
    with qtbot.assertNotEmitted(coverage.cell_chosen):
        qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=band)


def test_the_state_in_words() -> None:
    assert in_words(CellState(Stage.DONE, new_passages=2, open_comments=1, changed_links=1)) == (
        "done · 2 new passages since it was written · 1 open comment · 1 link whose passage changed"
    )
    assert in_words(CellState(new_passages=1)) == "not charted · 1 new passage waiting"
    assert in_words(CellState(Stage.BLANK, BlankReason.NOTHING_SAID)) == "asked, nothing said"


def test_one_edit_reads_and_paints_one_cell(
    qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, columns = keys(studio)
    study, board = studio.study, coverage.board
    QApplication.processEvents()
    read: list[list[CellKey]] = []
    painted: list[tuple[int, int]] = []
    states_of, paint = study.states_of, board._cells.paint
    monkeypatch.setattr(study, "states", lambda: pytest.fail("all cells were read anew"))
    monkeypatch.setattr(study, "states_of", lambda wanted: read.append(list(wanted)) or states_of(wanted))

    def counting(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.append((index.row(), index.column()))
        paint(painter, option, index)

    monkeypatch.setattr(board._cells, "paint", counting)
    study.chart(rows[3], columns[5], "Counted yearly")
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()
    assert read == [[(rows[3], columns[5])]]
    assert set(painted) == {(5, 5)}


def test_attributes_narrow_the_rows_and_escape_shows_all(qtbot: QtBot, coverage: CoverageWorkspace) -> None:
    side = next(field for field in coverage.conditions.studio.study.fields() if field.name == "side")
    coverage.conditions.set_condition(side.id, ["acute trust"])
    assert names(coverage) == ["Area 1", "AT Named Nurse", "Area 2", "AT Named Midwife"]
    assert coverage._total.text().endswith("of 12 charted, 1 finished")
    coverage.chips[Remains.IN_PROGRESS].click()
    assert names(coverage) == []
    qtbot.keyClick(coverage.board, Qt.Key.Key_Escape)
    assert len(names(coverage)) == 6
    assert not coverage.conditions.conditions and not coverage.chips[Remains.IN_PROGRESS].isChecked()


def test_cells_of_one_analyst(qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace) -> None:
    rows, columns = keys(studio)
    mine = studio.study.analyst
    studio.study.analyst = "Bo"
    studio.study.chart(rows[2], columns[1], "Written by a colleague")
    coverage.writer.menu().aboutToShow.emit()
    offered = {action.text(): action for action in coverage.writer.menu().actions()}
    assert list(offered) == ["Anybody", *sorted([mine, "Bo"])]
    offered["Bo"].trigger()
    assert names(coverage) == ["Area 2", "LA Service Manager"]
    model = coverage.board._model
    assert [column for column in columns if model.fits((rows[2], column))] == [columns[1]]
    studio.study.analyst = mine
    studio.study.chart(rows[2], columns[1], "Written over")
    assert names(coverage) == []
    assert coverage._nothing.text() == "Bo last wrote nothing of this."
    studio.study.undo()
    assert names(coverage) == ["Area 2", "LA Service Manager"]
    assert coverage.writer.accessibleName() == "Last written by Bo"


def test_what_remains_is_charted_by_keyboard_alone(
    qtbot: QtBot, studio: Studio, coverage: CoverageWorkspace
) -> None:
    rows, columns = keys(studio)
    studio.study.set_done(rows[0], columns[0])
    window = coverage.window()
    window.activateWindow()
    coverage.setFocus()
    qtbot.waitUntil(coverage.board.hasFocus)
    visited: list[QWidget] = []
    while QApplication.focusWidget() not in visited:  # Tab leads round
        visited.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = [coverage.filter, coverage.conditions.add_button, coverage.writer, *coverage.chips.values()]
    assert set(wanted) <= set(visited)
    chip = coverage.chips[Remains.IN_PROGRESS]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert names(coverage) == ["Area 1", "LA Team Manager"]
    coverage.filter.setFocus()
    qtbot.keyClicks(coverage.filter, "area 1")
    qtbot.keyClick(coverage.filter, Qt.Key.Key_Return)
    assert coverage.board.hasFocus()
    qtbot.keyClick(coverage.board, Qt.Key.Key_N)
    assert coverage.board.current_key == (rows[0], columns[1])
    with qtbot.waitSignal(coverage.cell_chosen) as chosen:
        qtbot.keyClick(coverage.board, Qt.Key.Key_Return)
    assert chosen.args == [rows[0], columns[1]]
    qtbot.keyClick(coverage.board, Qt.Key.Key_Escape)
    assert len(names(coverage)) == 6 and coverage.filter.text() == ""
    assert coverage.board.hasFocus() and coverage.board.current_key == (rows[0], columns[1])
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Right):
        qtbot.keyClick(coverage.board, key)
        assert coverage.board._model.key_at(coverage.board.currentIndex()) is not None


def test_structure_that_changes_is_read_anew(studio: Studio, qtbot: QtBot) -> None:
    model = BoardModel(studio)
    study = studio.study
    study.delete_area(study.areas()[0].id)
    assert model.rowCount() == 3
    study.undo()
    assert model.rowCount() == 6
    study.delete_subtopic(study.subtopics()[0].id)
    assert (model.columnCount(), model.of_all()) == (5, (2, 1, 20))
