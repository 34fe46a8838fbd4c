"""The matrix as a sheet: what it shows, and what the keys do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import BlankReason, Interview
from framework_qda.ui.matrix.categories import paint_categories
from framework_qda.ui.matrix.cell_text import PADDING
from framework_qda.ui.matrix.model import CELL
from framework_qda.ui.matrix.view import Density
from framework_qda.ui.matrix.workspace import MatrixWorkspace
from framework_qda.ui.studio import Studio


@pytest.fixture
def workspace(qtbot: QtBot, studio: Studio) -> Iterator[MatrixWorkspace]:
    workspace = MatrixWorkspace(studio)
    qtbot.addWidget(workspace)
    workspace.resize(1100, 700)
    workspace.show()
    workspace.view.setFocus()
    yield workspace


def names(workspace: MatrixWorkspace) -> list[str]:
    """The heads of the rows from the top, bands in capitals."""
    return [row.title.upper() if isinstance(row, RowGroup) else row.name for row in workspace.model.rows]


def columns(workspace: MatrixWorkspace) -> list[str]:
    return [column.name for column in workspace.model.columns]


def place(workspace: MatrixWorkspace) -> tuple[str, str]:
    key = workspace.view.current_key
    assert key
    row = next(row for row in workspace.model.interviews() if row.id == key[0])
    return row.name, next(column.name for column in workspace.model.columns if column.id == key[1])


def test_rows_stand_in_bands_of_their_area(workspace: MatrixWorkspace) -> None:
    assert names(workspace) == [
        "AREA 1", "LA Team Manager", "AT Named Nurse", "AREA 2", "LA Service Manager", "AT Named Midwife",
    ]  # fmt: skip
    band = workspace.model.rows[0]
    assert isinstance(band, RowGroup)
    assert band.facts == "South West"
    assert workspace.view.columnSpan(0, 0) == 3


def test_categories_are_cut_between_lines_and_told_apart(workspace: MatrixWorkspace) -> None:
    text = workspace.view.text
    line = round(text.line_height)

    def painted(names: list[str], height: int) -> QImage:
        image = QImage(30 * PADDING, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_categories(painter, image.rect(), names, text)
        painter.end()
        return image

    names = ["known by name and by face", "on site"]
    whole = painted(names, text.height_of(2) + line // 2)
    beneath = whole.copy(0, PADDING + 2 * line + 1, whole.width(), line // 2)
    assert len({beneath.pixel(x, y) for x in range(beneath.width()) for y in range(beneath.height())}) == 1
    assert whole != painted(names[:1], whole.height()), "there is more"
    one = painted(["on site"], line + 2 * PADDING).copy(PADDING, 0, PADDING, line + PADDING)
    two = painted(["on site", "x"], line + 2 * PADDING).copy(PADDING, 0, PADDING, line + PADDING)
    assert one != two, "several begin with a sign"


def test_each_matrix_has_a_tab_with_its_own_columns(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    assert [workspace.tabs.tabText(n) for n in range(2)] == [
        "1 Background and staffing",
        "2 Referral quality",
    ]
    workspace.tabs.setCurrentIndex(1)
    assert columns(workspace) == ["referral quality", "feedback", "audits"]


def test_arrows_move_from_cell_to_cell_and_over_bands(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    qtbot.waitUntil(lambda: place(workspace) == ("LA Team Manager", "summary"))  # with the focus
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(workspace.view, key)
    assert place(workspace) == ("LA Service Manager", "social work staffing")
    qtbot.keyClick(workspace.view, Qt.Key.Key_Up)
    assert place(workspace) == ("AT Named Nurse", "social work staffing")
    for _ in range(9):
        qtbot.keyClick(workspace.view, Qt.Key.Key_Up)
    assert place(workspace) == ("LA Team Manager", "social work staffing")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_End, ("LA Team Manager", "other")),
        (Qt.Key.Key_Home, ("LA Team Manager", "summary")),
        (Qt.Key.Key_PageDown, ("AT Named Midwife", "summary")),
    ],
)
def test_far_keys_never_end_on_a_band(
    qtbot: QtBot, workspace: MatrixWorkspace, key: Qt.Key, expected: tuple[str, str]
) -> None:
    workspace.view.step(0, 0)
    qtbot.keyClick(workspace.view, key)
    assert place(workspace) == expected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_asks_to_chart(qtbot: QtBot, workspace: MatrixWorkspace, key: Qt.Key) -> None:
    workspace.view.step(0, 0)
    with qtbot.waitSignal(workspace.charting_wanted) as asked:
        qtbot.keyClick(workspace.view, key)
    assert asked.args == [""]


def test_typing_begins_charting_with_what_was_typed(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    workspace.view.step(0, 0)
    with qtbot.waitSignal(workspace.charting_wanted) as asked:
        qtbot.keyClick(workspace.view, "T")
    assert asked.args == ["T"]


def test_a_cell_shows_its_text_or_why_it_is_empty(workspace: MatrixWorkspace) -> None:
    model = workspace.model
    assert model.index(1, 0).data() == "A strong team on site, “We see them every day” [check with the nurse]"
    assert model.index(2, 2).data() == "not asked"
    spoken = model.index(4, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "LA Service Manager, social work staffing: not yet charted"
    assert model.index(2, 2).data(CELL).blank_reason is BlankReason.NOT_ASKED


def test_an_edit_repaints_that_cell_alone(qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio) -> None:
    row, column = workspace.model.interviews()[3], workspace.model.columns[1]
    with qtbot.waitSignal(workspace.model.dataChanged) as changed:
        studio.study.chart(row.id, column.id, "Two part-time posts.")
    assert (changed.args[0].row(), changed.args[0].column()) == (5, 1)
    assert workspace.model.index(5, 1).data() == "Two part-time posts."


def test_undo_shows_in_the_matrix(workspace: MatrixWorkspace, studio: Studio) -> None:
    row, column = workspace.model.interviews()[0], workspace.model.columns[0]
    studio.study.chart(row.id, column.id, "Otherwise.")
    assert workspace.model.index(1, 0).data() == "Otherwise."
    studio.study.undo()
    assert str(workspace.model.index(1, 0).data()).startswith("A strong team")


def test_rings_say_how_much_is_charted(workspace: MatrixWorkspace, studio: Studio) -> None:
    first = studio.study.areas()[0].id
    assert workspace.view.row_header.charted[first] == pytest.approx(3 / 12)
    row, column = workspace.model.interviews()[1], workspace.model.columns[0]
    studio.study.chart(row.id, column.id, "More.")
    assert workspace.view.row_header.charted[first] == pytest.approx(4 / 12)


def test_filter_finds_names_attributes_and_summaries(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    for words, found in (
        ("acute trust", ["AREA 1", "AT Named Nurse", "AREA 2", "AT Named Midwife"]),
        ("service", ["AREA 2", "LA Service Manager"]),
        ("strong site", ["AREA 1", "LA Team Manager"]),
    ):
        workspace.filter.setFocus()
        workspace.filter.clear()
        qtbot.keyClicks(workspace.filter, words)
        qtbot.waitUntil(lambda found=found: names(workspace) == found)
    qtbot.keyClick(workspace.filter, Qt.Key.Key_Escape)
    assert len(names(workspace)) == 6


def test_a_filter_without_hits_says_so(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    qtbot.keyClicks(workspace.filter, "zebra")
    qtbot.waitUntil(lambda: "zebra" in workspace._empty.text())
    assert workspace._empty.isVisible()
    assert workspace.filter.hasFocus()


def test_rows_are_ordered_by_an_attribute(workspace: MatrixWorkspace, studio: Studio) -> None:
    by_name = {attribute.name: attribute.id for attribute in studio.study.attributes()}
    workspace.order_by(by_name["region"])
    assert [name for name in names(workspace) if name.isupper()] == ["AREA 2", "AREA 1"]
    workspace.order_by(by_name["side"])
    assert names(workspace) == [
        "ACUTE TRUST", "AT Named Nurse", "AT Named Midwife",
        "LOCAL AUTHORITY", "LA Team Manager", "LA Service Manager",
    ]  # fmt: skip
    workspace.order_by(by_name["side"], descending=True)
    assert names(workspace)[0] == "LOCAL AUTHORITY"


def test_columns_and_rows_are_hidden_and_shown(workspace: MatrixWorkspace) -> None:
    column, row = workspace.model.columns[1], workspace.model.interviews()[0]
    workspace.set_shown(column.id, shown=False, rows=False)
    workspace.set_shown(row.id, shown=False, rows=True)
    assert columns(workspace) == ["summary", "other"]
    assert "LA Team Manager" not in names(workspace)
    assert workspace.go_to(row.id, column.id), "going to a hidden cell shows it"
    assert place(workspace) == ("LA Team Manager", "social work staffing")


def test_dragging_a_column_moves_the_sub_topic(workspace: MatrixWorkspace, studio: Studio) -> None:
    workspace.view.column_header.moveSection(2, 0)
    assert columns(workspace) == ["other", "summary", "social work staffing"]
    studio.study.undo()
    assert columns(workspace) == ["summary", "social work staffing", "other"]


@pytest.mark.parametrize("rows", [False, True])
def test_dragging_a_head_with_the_mouse_leaves_the_current_cell_what_it_is(
    qtbot: QtBot, workspace: MatrixWorkspace, *, rows: bool
) -> None:
    view = workspace.view
    row, column = workspace.model.interviews()[2], workspace.model.columns[1]
    assert view.choose(row.id, column.id)
    chosen: list[tuple[str, str]] = []
    view.cell_chosen.connect(lambda *key: chosen.append(key))
    header = view.row_header if rows else view.column_header
    first, last = (4, 1) if rows else (2, 0)
    before = names(workspace), columns(workspace)
    drag(qtbot, header, first, last)
    assert (names(workspace), columns(workspace)) != before
    assert view.current_key == (row.id, column.id)
    assert view._model.key_at(view.currentIndex()) == (row.id, column.id)
    assert chosen == []


def test_pressing_a_head_selects_its_cells(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    view = workspace.view
    view.step(0, 0)
    current = view.current_key
    header = view.column_header
    spot = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert {key[1] for key in view.chosen_keys()} == {workspace.model.columns[2].id}
    assert len(view.chosen_keys()) == 4
    assert view.current_key == current
    spot = QPoint(view.row_header.width() // 2, view.row_header.sectionViewportPosition(1) + 8)
    qtbot.mouseClick(view.row_header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(view.chosen_keys()) == 3


def drag(qtbot: QtBot, header: QHeaderView, first: int, last: int) -> None:
    """Take a head with the mouse and let go of it at another."""
    upright = header.orientation() == Qt.Orientation.Vertical

    def at(section: int, part: float) -> QPoint:
        along = header.sectionViewportPosition(section) + round(header.sectionSize(section) * part)
        across = (header.width() if upright else header.height()) // 2
        return QPoint(across, along) if upright else QPoint(along, across)

    area = header.viewport()
    start, goal = at(first, 0.5), at(last, 0.2)
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3):
        qtbot.mouseMove(area, start + (goal - start) * step / 3)
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=goal)


def test_dragging_a_row_moves_the_interview(workspace: MatrixWorkspace, studio: Studio) -> None:
    workspace.view.row_header.moveSection(1, 4)
    assert names(workspace) == [
        "AREA 1", "AT Named Nurse", "AREA 2", "LA Service Manager", "LA Team Manager", "AT Named Midwife",
    ]  # fmt: skip
    studio.study.undo()
    assert names(workspace)[1] == "LA Team Manager"


def test_density_and_zoom_change_the_height_of_rows(workspace: MatrixWorkspace) -> None:
    heights = []
    for density in Density:
        workspace.set_density(density)
        heights.append(workspace.view.rowHeight(1))
    assert heights == sorted(set(heights))
    workspace.set_zoom(2.0)
    assert workspace.view.rowHeight(1) > 1.8 * heights[-1]
    assert workspace.view.rowHeight(0) < heights[0] * 2, "a band stays one line"


def test_copying_gives_text_and_rich_text(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    workspace.view.step(0, 0)
    qtbot.keyClick(workspace.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    workspace.view.copy()
    mime = QGuiApplication.clipboard().mimeData()
    first, second = mime.text().split("\t")
    assert first == "A strong team on site, “We see them every day” [check with the nurse]"
    assert second == '"Six social workers.\n• on site\n• on call at night"'
    assert "<i>“We see them every day”</i>" in mime.html()
    assert "<b>on call</b>" in mime.html()


def test_several_cells_are_marked_in_one_step(workspace: MatrixWorkspace, studio: Studio) -> None:
    before = studio.study.next_undo()
    workspace.view.setSelection(
        workspace.view.visualRect(workspace.model.index(4, 0)).united(
            workspace.view.visualRect(workspace.model.index(5, 2))
        ),
        workspace.view.selectionCommand(workspace.model.index(4, 0)),
    )
    workspace.mark_chosen(BlankReason.NOTHING_SAID)
    frame = studio.study.blank_reasons(1)
    assert (frame.iloc[2:] == "asked, nothing said").all().all()
    studio.study.undo()
    assert studio.study.next_undo() == before


def test_the_place_is_remembered(qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio) -> None:
    workspace.tabs.setCurrentIndex(1)
    workspace.view.choose(workspace.model.interviews()[2].id, workspace.model.columns[1].id)
    again = MatrixWorkspace(studio)
    qtbot.addWidget(again)
    again.restore_place()
    assert place(again) == ("LA Service Manager", "feedback")


def test_everything_paints_and_the_tip_holds_the_whole_text(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    workspace.view.step(0, 0)
    picture = workspace.view.grab().toImage()
    assert len({picture.pixel(QPoint(x, 150)) for x in range(0, picture.width(), 3)}) > 3
    qtbot.keyClick(workspace.view, Qt.Key.Key_Space)


def test_a_row_says_which_interview_it_is(workspace: MatrixWorkspace) -> None:
    row = workspace.model.rows[1]
    assert isinstance(row, Interview)
    assert workspace.model.headerData(1, Qt.Orientation.Vertical) == "LA Team Manager"
    assert "on site" not in str(workspace.model.headerData(0, Qt.Orientation.Horizontal))


def test_an_empty_framework_says_what_to_do(workspace: MatrixWorkspace, studio: Studio) -> None:
    for matrix in studio.study.matrices():
        studio.study.delete_matrix(matrix.id)
    assert "no matrix yet" in workspace._empty.text()
    studio.study.undo()
    assert workspace.tabs.count() == 1


def test_a_selection_over_a_band_takes_in_no_other_column(
    qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio
) -> None:
    view, model = workspace.view, workspace.model
    view.choose(model.interviews()[1].id, model.columns[0].id)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.chosen_keys()) == 2
    first, last = view.visualRect(model.index(1, 0)), view.visualRect(model.index(4, 1))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
    qtbot.mouseMove(view.viewport(), last.center() - QPoint(3, 3))
    qtbot.mouseMove(view.viewport(), last.center())
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last.center())
    assert {column for _, column in view.chosen_keys()} == {column.id for column in model.columns[:2]}
    workspace.mark_chosen(BlankReason.NOT_ASKED)
    last_action = studio.study.next_undo()
    assert last_action and last_action.sentence == "Mark 6 cells as not asked, emptying 2 of their summaries"


def test_rows_keep_their_height_after_a_filter(qtbot: QtBot, workspace: MatrixWorkspace) -> None:
    height = workspace.view.rowHeight(1)
    workspace.filter.setFocus()
    qtbot.keyClicks(workspace.filter, "midwife")
    qtbot.waitUntil(lambda: len(names(workspace)) == 2)
    qtbot.keyClick(workspace.filter, Qt.Key.Key_Escape)
    heights = [workspace.view.rowHeight(row) for row in range(6)]
    assert [heights[row] for row in (1, 2, 4, 5)] == [height] * 4
    assert heights[0] == heights[3] < height


def test_the_step_leaves_no_other_cell_selected(workspace: MatrixWorkspace) -> None:
    workspace.view.step(0, 0)
    workspace.view.step(1, 0)
    assert len(workspace.view.chosen_keys()) == 1


def test_a_cell_that_goes_is_current_no_more(
    qtbot: QtBot, workspace: MatrixWorkspace, studio: Studio
) -> None:
    workspace.view.step(0, 0)
    with qtbot.waitSignal(workspace.cell_left):
        studio.study.delete_subtopic(workspace.model.columns[0].id)
    assert workspace.view.current_key is None
