"""Draw the state of a cell: how far it is by shape and colour, and small marks for what waits in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from framework_qda.study.states import CellState
from framework_qda.ui.painted_icon import painted_icon
from framework_qda.ui.stages import paint_stage
from framework_qda.ui.theme import STEP, colours

DIMMED = 0.18
_MARK = 1.75 * STEP


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
    for shown, paint, towards in (
        (state.new_passages, _paint_plus, QPointF(reach, -reach * 0.75)),
        (state.open_comments, _paint_bubble, QPointF(reach, reach * 0.75)),
        (state.changed_links, _paint_exclamation, QPointF(-reach, -reach * 0.75)),
    ):
        if shown:
            mark = QRectF(0, 0, _MARK, _MARK)
            mark.moveCenter(rect.center() + towards)
            paint(painter, mark)
    painter.restore()


def _paint_plus(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor(colours().warning), 2, c=Qt.PenCapStyle.FlatCap))
    middle = rect.center()
    painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
    painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))


def _paint_bubble(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().text))
    box = rect.adjusted(0, 0, 1, -2)
    painter.drawRoundedRect(box, 1.5, 1.5)
    tail = QPointF(box.left() + 1.5, box.bottom())
    painter.drawPolygon(QPolygonF([tail, tail + QPointF(3, 0), tail + QPointF(0, 2.5)]))


def _paint_exclamation(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor(colours().warning), 2, c=Qt.PenCapStyle.FlatCap))
    middle = rect.center().x()
    painter.drawLine(QPointF(middle, rect.top()), QPointF(middle, rect.bottom() - 3))
    painter.drawLine(QPointF(middle, rect.bottom() - 1.5), QPointF(middle, rect.bottom() + 0.5))


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
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = rect.height() / (2 * _MARK)
    painter.translate(QRectF(rect).center())
    painter.scale(scale, scale)
    mark = QRectF(-_MARK / 2, -_MARK / 2, _MARK, _MARK)
    if state.new_passages:
        _paint_plus(painter, mark)
    elif state.open_comments:
        _paint_bubble(painter, mark)
    else:
        _paint_exclamation(painter, mark)
