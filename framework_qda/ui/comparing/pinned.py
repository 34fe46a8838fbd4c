"""A reading sheet of which the first column can be pinned: it stays when the others are scrolled across."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from framework_qda.ui.reading.model import Place
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours


class PinnedSheet(ReadingSheet):
    """Show a plan; with `pinned`, its first column stands at the left however far the others are scrolled."""

    # Set here, since Qt asks for them while the table is being built.
    _copy: _ColumnCopy | None = None
    pinned = False

    def __init__(self, studio: Studio, *, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent=parent)
        self._copy, self._head_copy = _ColumnCopy(self), _HeadCopy(self)

    def pin(self, pinned: bool) -> None:
        """Let the first column stay, or scroll with the others."""
        self.pinned = pinned
        self._place_copies()

    def _place_copies(self) -> None:
        if self._copy is None:
            return
        shown = self.pinned and self.horizontalScrollBar().value() > 0
        for copy, under in ((self._copy, self.viewport()), (self._head_copy, self.column_head)):
            room = under.geometry()
            copy.setGeometry(room.x(), room.y(), self.page.column_width, room.height())
            copy.setVisible(shown)
            copy.update()

    # What moves or changes the column -----------------------------------------------------------------

    def _settle(self) -> None:
        super()._settle()
        self._place_copies()

    def lay_out(self) -> None:
        super().lay_out()
        self._place_copies()

    def _update_place(self, place: Place) -> None:
        super()._update_place(place)
        if self._copy is not None and place.column == 0:
            self._copy.update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._copy is not None:
            self._copy.update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_copies()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_copies()

    def scrollTo(
        self,
        index: QModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view: beside the pinned column, which itself is always in view."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not self.pinned or not index.isValid():
            return
        if index.column() == 0:
            bar.setValue(before)
        elif (hidden := self.page.column_width - self.columnViewportPosition(index.column())) > 0:
            bar.setValue(bar.value() - hidden)

    # What the copies ask ------------------------------------------------------------------------------

    def paint_first(self, painter: QPainter, room: QRect) -> None:
        """Paint the first column from the left edge, as far as it lies within the room."""
        row = self.rowAt(room.top())
        while 0 <= row < self.plan_model.rowCount() and self.rowViewportPosition(row) <= room.bottom():
            option: Any = QStyleOptionViewItem()
            option.rect = QRect(0, self.rowViewportPosition(row), self.page.column_width, self.rowHeight(row))
            painter.save()
            painter.setClipRect(option.rect)
            self._cells.paint(painter, option, self.plan_model.index(row, 0))
            painter.restore()
            row += 1

    def take_mouse(self, event: QMouseEvent) -> None:
        """Do what the mouse does on the copy where the column itself stands."""
        away = QPointF(self.columnViewportPosition(0), 0)
        moved = QMouseEvent(
            event.type(), event.position() + away, event.globalPosition(), event.button(),
            event.buttons(), event.modifiers(),
        )  # fmt: skip
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self.mousePressEvent(moved)
            case QEvent.Type.MouseButtonRelease:
                self.mouseReleaseEvent(moved)
            case QEvent.Type.MouseButtonDblClick:
                self.mouseDoubleClickEvent(moved)
            case _:
                self.mouseMoveEvent(moved)


class _Copy(QWidget):
    """What stands over the sheet where its first column was."""

    def __init__(self, sheet: PinnedSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._sheet.wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, event.rect())
        painter.setPen(QColor(colours().muted))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()

    def _paint(self, painter: QPainter, room: QRect) -> None:
        raise NotImplementedError


class _ColumnCopy(_Copy):
    def __init__(self, sheet: PinnedSheet) -> None:
        super().__init__(sheet)
        self.setMouseTracking(True)

    def _paint(self, painter: QPainter, room: QRect) -> None:
        painter.fillRect(room, QColor(colours().page))
        self._sheet.paint_first(painter, room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._sheet.setFocus()
        self._sheet.take_mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._sheet.take_mouse(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._sheet.take_mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._sheet.take_mouse(event)
        self.setCursor(self._sheet.viewport().cursor())

    def leaveEvent(self, event: QEvent) -> None:
        self._sheet.leaveEvent(event)


class _HeadCopy(_Copy):
    def _paint(self, painter: QPainter, room: QRect) -> None:
        self._sheet.column_head.paintSection(painter, QRect(QPoint(), self.size()), 0)
