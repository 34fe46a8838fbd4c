"""Draw the state of a cell: how far it is by shape and colour, and small marks for what waits in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from framework_qda.study.states import CellState
from framework_qda.ui.painted_icon import painted_icon
from framework_qda.ui.stages import paint_stage
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.waiting import CHANGED, NEW, OPEN, paint_sign, waiting_in

DIMMED = 0.18
_MARK = 2 * STEP


def paint_state(painter: QPainter, rect: QRectF, state: CellState, *, dimmed: bool = False) -> None:
    """Paint the state of a cell in the middle of a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(DIMMED if dimmed else 1.0)
    size = min(rect.height() * 0.56, rect.width() * 0.56)
    disc = QRectF(0, 0, size, size)
    disc.moveCenter(rect.center())
    paint_stage(painter, disc, state)
    reach = size * 0.62
    towards = {
        NEW: QPointF(reach, -reach * 0.75),
        OPEN: QPointF(reach, reach * 0.75),
        CHANGED: QPointF(-reach, -reach * 0.75),
    }
    for sign, _ in waiting_in(state):
        mark = QRectF(0, 0, _MARK, _MARK)
        mark.moveCenter(rect.center() + towards[sign])
        paint_sign(painter, mark, sign)
    painter.restore()


class Stamps:
    """Hand out pictures of cells, each painted once: a board has thousands, of a few dozen kinds."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], QPixmap] = {}
        self._for: tuple[object, ...] = ()

    def picture(self, state: CellState, dimmed: bool, size: QSize, ratio: float) -> QPixmap:
        """Give the picture of a state in a cell of this size on a screen of this ratio."""
        looks = (size.width(), size.height(), ratio, colours())
        if looks != self._for:
            self._made.clear()
            self._for = looks
        marks = (bool(state.new_passages), bool(state.open_comments), bool(state.changed_links))
        kind = (state.stage, state.blank_reason, *marks, dimmed)
        if kind not in self._made:
            self._made[kind] = _picture(state, dimmed, size, ratio)
        return self._made[kind]


def _picture(state: CellState, dimmed: bool, size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_state(painter, QRectF(0, 0, size.width(), size.height()), state, dimmed=dimmed)
    painter.end()
    return picture


def state_icon(state: CellState, *, only_mark: bool = False) -> QIcon:
    """Give a state as an icon, for the filter and the legend."""
    return painted_icon(partial(_paint_mark if only_mark else _paint_whole, state))


def _paint_whole(state: CellState, painter: QPainter, rect: QRect, _mode: QIcon.Mode) -> None:
    room = STEP / 2
    paint_state(painter, QRectF(rect).adjusted(-room, -room, room, room), state)


def _paint_mark(state: CellState, painter: QPainter, rect: QRect, _mode: QIcon.Mode) -> None:
    (sign, _), *_ = waiting_in(state)
    mark = QRectF(0, 0, rect.height() / 2, rect.height() / 2)
    mark.moveCenter(QRectF(rect).center())
    paint_sign(painter, mark, sign)
