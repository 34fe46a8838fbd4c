"""The marks in the matrix: how far a cell is, and what waits in it, by shape and in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from framework_qda.study.model import Cell, CellKey
from framework_qda.study.states import CellState, Stage
from framework_qda.text.transcript import Paragraph
from framework_qda.ui import theme
from framework_qda.ui.coverage import glyphs
from framework_qda.ui.coverage.glyphs import Stamps, state_icon
from framework_qda.ui.matrix import marks
from framework_qda.ui.matrix.cell_text import PADDING, CellText
from framework_qda.ui.matrix.marks import in_words, paint_marks, room_of_marks
from framework_qda.ui.matrix.model import MatrixModel
from framework_qda.ui.matrix.view import MatrixView
from framework_qda.ui.stages import stage_icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.waiting import CHANGED, NEW, OPEN

DAILY = "We see them every day, the team manager said, the midwives knock."


@pytest.fixture
def key(studio: Studio) -> CellKey:
    """A charted cell."""
    return studio.study.interviews()[0].id, studio.study.subtopics()[0].id


@pytest.fixture
def model(studio: Studio) -> MatrixModel:
    made = MatrixModel(studio)
    made.show(studio.study.matrices()[0].id)
    return made


def state(model: MatrixModel, key: CellKey) -> CellState:
    index = model.index_of(*key)
    return model.state_at(index.row(), index.column())


def spoken(model: MatrixModel, key: CellKey) -> str:
    return str(model.data(model.index_of(*key), Qt.ItemDataRole.AccessibleTextRole))


def index_daily(studio: Studio, key: CellKey) -> str:
    start = studio.study.transcript(key[0]).text.index(DAILY)
    return studio.study.index(key[0], start, start + len(DAILY), [key[1]])


def picture(state: CellState) -> QImage:
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_marks(painter, QRect(0, 0, 200, 80), state, QFont())
    painter.end()
    return image


def test_a_cell_shows_how_far_it_is(model: MatrixModel, studio: Studio, key: CellKey, qtbot: QtBot) -> None:
    assert state(model, key).stage is Stage.IN_PROGRESS
    assert spoken(model, key).endswith(", in progress")
    index = QPersistentModelIndex(model.index_of(*key))
    with qtbot.waitSignal(model.dataChanged, check_params_cb=lambda first, *_: first == index):
        studio.study.set_done(*key)
    assert state(model, key).stage is Stage.DONE
    assert spoken(model, key).endswith(", done")
    studio.study.undo()
    assert state(model, key).stage is Stage.IN_PROGRESS


def halves(image: QImage, disc: QRect) -> tuple[bool, bool]:
    """Tell whether the left and the right half of a disc are filled, looked at half way out."""
    middle, reach = disc.center(), disc.width() // 4
    accent = QColor(theme.colours().accent)
    left, right = (image.pixelColor(middle.x() + way * reach, middle.y()) == accent for way in (-1, 1))
    return left, right


def test_a_stage_looks_the_same_in_the_matrix_and_on_the_board(qtbot: QtBot) -> None:
    theme.apply("light")
    for stage, looks in ((Stage.IN_PROGRESS, (True, False)), (Stage.DONE, (True, True))):
        in_matrix = picture(CellState(stage))
        size, edge = round(2.25 * theme.STEP), round(1.25 * theme.STEP)
        corner = QRect(200 - 1 - edge - size, 80 - 1 - edge - size, size, size)
        assert halves(in_matrix, corner) == looks
        on_board = Stamps().picture(CellState(stage), False, QSize(36, 24), 1.0).toImage()
        assert halves(on_board, QRect(11, 5, 14, 14)) == looks
        icon = stage_icon(stage).pixmap(32, 32).toImage()
        assert halves(icon, QRect(0, 0, 32, 32)) == looks


def test_what_waits_has_the_same_signs_in_the_matrix_and_on_the_board(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    for module in (marks, glyphs):
        monkeypatch.setattr(module, "paint_sign", lambda _painter, _square, sign: painted.append(sign))
    state = CellState(Stage.DONE, new_passages=2, open_comments=1, changed_links=3)
    picture(state)
    assert painted == [CHANGED, OPEN, NEW]
    Stamps().picture(state, False, QSize(36, 24), 1.0)
    assert sorted(painted[3:]) == sorted(painted[:3])
    state_icon(CellState(open_comments=1), only_mark=True).pixmap(16, 16)
    assert painted[6:] == [OPEN]


def test_what_waits_is_told_as_it_comes(
    model: MatrixModel, studio: Studio, key: CellKey, qtbot: QtBot
) -> None:
    assert state(model, key).new_passages == 0
    qtbot.wait(2)  # times are kept to the millisecond
    passage = index_daily(studio, key)
    studio.study.add_comment(*key, "why?")
    assert in_words(state(model, key)) == ["in progress", "1 new passage", "1 open comment"]
    qtbot.wait(2)
    studio.study.chart(*key, f"They {{knock|{passage}}}")
    studio.study.correct_paragraph(key[0], Paragraph(3, DAILY.replace("every", "each"), "TM"))
    assert in_words(state(model, key))[-1] == "1 link whose passage has changed"
    studio.study.undo()
    assert state(model, key).changed_links == 0


def test_each_state_has_a_shape_of_its_own(qapp: QApplication) -> None:
    states = [
        CellState(),
        CellState(Stage.IN_PROGRESS),
        CellState(Stage.DONE),
        CellState(Stage.DONE, new_passages=2),
        CellState(Stage.DONE, open_comments=2),
        CellState(Stage.DONE, changed_links=2),
    ]
    shapes = [picture(each).convertToFormat(QImage.Format.Format_Mono) for each in states]
    for n, shape in enumerate(shapes):
        assert all(shape != other for other in shapes[n + 1 :])


def test_the_hover_gives_references_that_are_right_now(
    model: MatrixModel, studio: Studio, key: CellKey, qtbot: QtBot
) -> None:
    passage = index_daily(studio, key)
    studio.study.chart(*key, f"They «{{knock|{passage}}}» & go")
    view = MatrixView(model)
    qtbot.addWidget(view)
    view.show()
    view.choose(*key)
    place = view.visualRect(view.currentIndex()).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert "<i>“knock<small> [p3]</small>”</i> &amp; go" in QToolTip.text()
    assert "in progress" in QToolTip.text()


def test_the_words_of_a_cell_leave_its_marks_free(qapp: QApplication) -> None:
    font, state = QFont(qapp.font()), CellState(Stage.IN_PROGRESS, open_comments=2, changed_links=1)
    text, free = CellText(font), room_of_marks(state, font)
    image = QImage(300, text.height_of(2), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    text.paint(painter, image.rect(), Cell("many words " * 30), "", free - PADDING)
    painter.end()
    below = range(image.height() // 2 + 2, image.height())
    assert all(
        image.pixelColor(x, y) == QColor(Qt.GlobalColor.white) for x in range(300 - free, 300) for y in below
    )
    drawn = picture(state)
    inked = {x for x in range(200) for y in range(80) if drawn.pixelColor(x, y) != Qt.GlobalColor.white}
    assert min(inked) >= 200 - free - 1
    assert room_of_marks(CellState(Stage.NOT_CHARTED), font) == 0
