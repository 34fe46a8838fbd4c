"""Paint the cells and bands of a matrix."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import Cell
from framework_qda.text.summary import links
from framework_qda.ui.matrix.categories import paint_categories
from framework_qda.ui.matrix.cell_text import PADDING, CellText
from framework_qda.ui.matrix.marks import in_words, paint_marks, room_of_marks
from framework_qda.ui.matrix.model import MatrixModel
from framework_qda.ui.theme import colours

_RING = 2


class CellDelegate(QStyledItemDelegate):
    """Paint what the model holds; cells are never edited in place."""

    def __init__(self, model: MatrixModel, text: CellText, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._text = text
        self._empty = self.tr("not yet charted")
        self.current: tuple[int, int] = (-1, -1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        row, column = index.row(), index.column()
        group = self._model.rows[row]
        if isinstance(group, RowGroup):
            self._paint_band(painter, rect, group)
            return
        if (row, column) != self.current and self._view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(colours().selection))
        if self._model.is_categories(column):
            paint_categories(painter, rect, self._model.categories_at(index), self._text)
        else:
            state = self._model.state_at(row, column)
            free = max(0, room_of_marks(state, self._text.font) - PADDING)
            self._text.paint(painter, rect, self._model.cell_at(row, column), self._empty, free)
            paint_marks(painter, rect, state, self._text.font)
        if (row, column) == self.current:
            painter.setPen(QPen(QColor(colours().accent), _RING))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_band(self, painter: QPainter, rect: QRect, group: RowGroup) -> None:
        painter.fillRect(rect, QColor(colours().band))
        painter.setFont(self._text.font)
        painter.setPen(QColor(colours().muted))
        shown = rect.adjusted(PADDING - min(0, rect.left()), 0, -PADDING, 0)
        painter.drawText(shown, Qt.AlignmentFlag.AlignVCenter, group.facts)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 0)  # heights are set by density, never asked of the text

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        from framework_qda.ui.matrix.clipboard import cell_html

        if not index.isValid() or self._model.key_at(index) is None:
            QToolTip.hideText()
            return True
        if self._model.is_categories(index.column()):
            return super().helpEvent(event, view, option, index)
        cell = self._model.cell_at(index.row(), index.column())
        html = cell_html(cell, self._references(cell)) if cell.charted else ""
        marks = in_words(self._model.state_at(index.row(), index.column()))
        html += f"<p>{' · '.join(marks)}</p>" if marks else ""
        QToolTip.showText(event.globalPos(), html and f"<div style='width: 26em'>{html}</div>", view)
        return True

    def _references(self, cell: Cell) -> dict[str, str]:
        """Write where the passages behind a cell stand now."""
        from framework_qda.ui.evidence.places import Places, manner

        linked = links(cell.summary)
        return Places(self._model.studio.study).references(linked, manner()) if linked else {}
