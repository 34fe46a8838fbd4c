"""Paint the cells of a plan, and across them the headings and titles they share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from framework_qda.study.states import UNTOUCHED
from framework_qda.ui.icons import icon
from framework_qda.ui.matrix.marks import DISC, has_disc, paint_disc
from framework_qda.ui.reading.full_text import Laid
from framework_qda.ui.reading.model import Place, PlanModel
from framework_qda.ui.reading.page import LEFT, RIGHT, TOP, Page
from framework_qda.ui.theme import ICON, STEP, colours

_RING = 2
NOWHERE = Place(-1, -1, 0)


class PlanDelegate(QStyledItemDelegate):
    """Paint what the page has laid out; `current` has the ring, and it and the one pointed at a pencil."""

    def __init__(self, model: PlanModel, page: Page, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view, self._model, self._page = view, model, page
        self._pencil = icon("pencil-simple")
        self.current = self.pointed = NOWHERE

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        row, column = index.row(), index.column()
        line, room = self._model.line(row), QRectF(rect)
        if line.level:
            self._paint_title(painter, rect, row)
            return
        laid = self._page.laid(row, column)
        if laid and self._view.selectionModel().isSelected(index):
            self._paint_selected(painter, rect, row, column)
        if not self._page.title_column:
            self._paint_title(painter, rect, row)
        if self._page.ruled(row):
            painter.setPen(QColor(colours().hairline))
            painter.drawLine(rect.left() + LEFT, rect.bottom(), rect.right() - LEFT, rect.bottom())
        if laid is None:
            return
        clip = QRectF(self._view.viewport().rect())
        self._page.text.paint(painter, self._page.origin(row, room), laid, clip)
        self._paint_stages(painter, row, room, laid)
        for place in {self.current, self.pointed}:
            if place[:2] == (row, column):
                self._paint_place(painter, room, place, laid)

    def _paint_selected(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        """Paint what is chosen; where that is the current cell alone, its ring is enough."""
        alone = (row, column) == self.current[:2] and len(self._view.selectionModel().selectedIndexes()) < 2
        painter.fillRect(rect, QColor(colours().page))  # over what the style has painted
        if not alone:
            painter.fillRect(self._page.text_rect(row, QRectF(rect)), QColor(colours().selection))

    def _paint_title(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint the stretch of a heading or title that lies above one column."""
        title = self._page.title(row)
        if title is None:
            return
        painter.save()
        painter.setClipRect(rect)
        top = rect.top() + (0 if self._model.line(row).level else TOP)
        title.paint(painter, LEFT + self._page.slack - self._page.title_width, top)
        painter.restore()

    def _paint_stages(self, painter: QPainter, row: int, room: QRectF, laid: Laid) -> None:
        """Paint how far each cell is before its first line."""
        x, top = room.left() + (LEFT - DISC) / 2, self._page.origin(row, room).y()
        for part in laid.parts:
            state = self._model.state(part.key, row) if part.key else UNTOUCHED
            if has_disc(state):
                y = top + part.top + (self._page.text.line_height - DISC) / 2
                paint_disc(painter, QPointF(x, y), state.stage)

    def _paint_place(self, painter: QPainter, room: QRectF, place: Place, laid: Laid) -> None:
        around = self._page.part_rect(*place, room)
        if place == self.current:
            painter.setPen(QPen(QColor(colours().accent), _RING))
            painter.drawRect(around.adjusted(1, 1, -2, -2))
        if place.part < len(laid.parts) and laid.parts[place.part].key:
            self._pencil.paint(painter, self.pencil_rect(around))

    def pencil_rect(self, around: QRectF) -> QRect:
        """Give the room of the pencil in that of a cell."""
        return QRect(round(around.right()) - RIGHT + STEP, round(around.top()) + 2 * STEP, ICON, ICON)

    def text_point(self, place: Place, rect: QRect, point: QPointF) -> QPointF:
        """Turn a point on the viewport into one in the text of a cell."""
        return point - self._page.origin(place.row, QRectF(rect))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 0)  # heights are the page's, never asked of the delegate
