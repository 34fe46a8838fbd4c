"""The matrix as a sheet: frozen heads, bands of areas, a few densities, and the keys of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import Cell, CellKey, Interview, InterviewId, SubTopicId
from framework_qda.ui.matrix.categories import as_cell
from framework_qda.ui.matrix.cell_text import CellText
from framework_qda.ui.matrix.delegate import CellDelegate
from framework_qda.ui.matrix.headers import ColumnHeader, RowHeader
from framework_qda.ui.matrix.model import MatrixModel
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.tasks.taking import Wanted

COLUMN_LETTERS = 34


class Density(IntEnum):
    """How many lines of a summary a row shows."""

    COMPACT = 2
    NORMAL = 5
    ROOMY = 11


class MatrixView(QTableView):
    """Show a MatrixModel.

    `cell_chosen(interview, sub-topic)` follows the current cell; `charting_wanted(text)` asks to write in it,
    beginning with what was typed.
    """

    cell_chosen = Signal(str, str)
    charting_wanted = Signal(str)
    cell_left = Signal()
    zoom_wanted = Signal(int)
    row_dropped = Signal(str, int)
    column_dropped = Signal(str, int)
    empty_wanted = Signal()

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.density = Density.NORMAL
        self.zoom = 1.0
        self._key: CellKey | None = None
        self._bands: list[int] = []
        self._rows: list[InterviewId] = []  # as they were when all was laid out last
        self.text = CellText(self.font())
        self._cells = CellDelegate(model, self.text, self)
        self.row_header = RowHeader(model, self)
        self.column_header = ColumnHeader(self)
        self.setVerticalHeader(self.row_header)
        self.setHorizontalHeader(self.column_header)
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self.setAccessibleName(self.tr("Matrix"))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._choose_by_heads()
        self.row_header.sectionMoved.connect(self._row_dragged)
        self.column_header.sectionMoved.connect(self._column_dragged)
        self.doubleClicked.connect(self._chart_at)
        model.modelReset.connect(self.lay_out)
        self.lay_out()

    # Layout -----------------------------------------------------------------------------------------

    def set_density(self, density: Density) -> None:
        """Show more or fewer lines of every cell."""
        self.density = density
        self.lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Scale the type of the matrix, 0.6 to 2.0."""
        before, self.zoom = self.zoom, min(2.0, max(0.6, zoom))
        for column in range(self._model.columnCount()):
            self.setColumnWidth(column, round(self.columnWidth(column) * self.zoom / before))
        self.lay_out()

    def lay_out(self) -> None:
        """Set fonts, heights and bands anew; the current cell stays the current one."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * self.zoom)
        self.text.set_font(font)
        self.row_header.setFont(font)
        self.column_header.setFont(font)
        self.row_header.setDefaultSectionSize(self.text.height_of(self.density))
        self.column_header.setDefaultSectionSize(round(self.text.metrics.averageCharWidth() * COLUMN_LETTERS))
        self.clearSpans()
        self._forget_bands()
        self._lay_out_bands()
        self._restore_current()
        self.viewport().update()

    def _forget_bands(self) -> None:
        """Give rows that were bands before a filter or another order the height of all others."""
        for row in self._bands:
            if row < self._model.rowCount():
                self.row_header.resizeSection(row, self.row_header.defaultSectionSize())
        self._bands.clear()

    def _lay_out_bands(self) -> None:
        height = round(self.text.metrics.lineSpacing()) + 3 * STEP
        columns = self._model.columnCount()
        for row, group in enumerate(self._model.rows):
            if isinstance(group, RowGroup):
                self.row_header.resizeSection(row, height)
                self._bands.append(row)
                if columns > 1:
                    self.setSpan(row, 0, 1, columns)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_opaque()

    def _make_opaque(self) -> None:
        # A style sheet makes areas see-through, and what is seen through is not scrolled but painted anew.
        for area in (self, self.row_header, self.column_header):
            area.viewport().setAutoFillBackground(True)

    def _dress(self) -> None:
        self._make_opaque()
        if self.row_header.font().pointSizeF() != QApplication.font().pointSizeF() * self.zoom:
            self.lay_out()  # a new style sheet gave the heads back the type they had before

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column_header"):
            QTimer.singleShot(0, self, self._dress)  # once the heads have been dressed too
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "text"):
            self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:  # the words on a band stay where they are while the columns move under them
            self.viewport().update()

    # The current cell -------------------------------------------------------------------------------

    @property
    def current_key(self) -> CellKey | None:
        """The cell with the ring."""
        return self._key

    def choose(self, interview: InterviewId, subtopic: SubTopicId) -> bool:
        """Make a cell the current one and scroll to it; False where it is not shown."""
        index = self._model.index_of(interview, subtopic)
        if index.isValid():
            self._go_to(index)
        return index.isValid()

    def _go_to(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def show_current(self) -> None:
        """Scroll to the current cell."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def step(self, columns: int, rows: int) -> bool:
        """Go to a neighbouring cell, over bands; False at the edge."""
        index = self._neighbour(self.currentIndex(), columns, rows)
        while columns and self._model.is_categories(index.column()):
            index = self._neighbour(index, columns, 0)
        if index.isValid():
            self._go_to(index)
        return index.isValid()

    def _neighbour(self, index: QModelIndex, columns: int, rows: int) -> QModelIndex:
        if not index.isValid():
            return self._first_cell()
        row, column = index.row() + rows, index.column() + columns
        while 0 <= row < self._model.rowCount() and isinstance(self._model.rows[row], RowGroup):
            row += 1 if rows > 0 else -1
        return self._model.index(row, column)

    def _first_cell(self) -> QModelIndex:
        first = next((n for n, row in enumerate(self._model.rows) if isinstance(row, Interview)), -1)
        return self._model.index(first, 0)

    def _restore_current(self) -> None:
        before, self._rows = self._rows, [row.id for row in self._model.rows if isinstance(row, Interview)]
        if self._key is None:
            return
        index = self._nearest(before, *self._key)
        if index.isValid():
            self._go_to(index)
        else:
            self._key = None
            self.cell_left.emit()

    def _nearest(
        self, before: Sequence[InterviewId], interview: InterviewId, subtopic: SubTopicId
    ) -> QModelIndex:
        """Find a cell, or where it is filtered away, what is shown of those behind it, else before it."""
        place = before.index(interview) if interview in before else len(before)
        rows = (interview, *before[place + 1 :], *reversed(before[:place]))
        found = (self._model.index_of(row, subtopic) for row in rows)
        return next((index for index in found if index.isValid()), QModelIndex())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        key = self._model.key_at(current)
        self._cells.current = (current.row(), current.column()) if key else (-1, -1)
        self.row_header.current = current.row() if key else -1
        self.row_header.viewport().update()
        if previous.isValid():
            self.update(previous)
        if key and key != self._key:
            self._key = key
            self.cell_chosen.emit(*key)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the cells from corner to corner; a band between them adds none of its columns."""
        first = self._model.index(self.rowAt(rect.top()), self.columnAt(rect.left()))
        last = self._model.index(self.rowAt(rect.bottom()), self.columnAt(rect.right()))
        if first.isValid() and last.isValid():
            self.selectionModel().select(QItemSelection(first, last), command)
        else:
            super().setSelection(rect, command)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        steps = {
            QAbstractItemView.CursorAction.MoveUp: (0, -1),
            QAbstractItemView.CursorAction.MoveDown: (0, 1),
            QAbstractItemView.CursorAction.MoveLeft: (-1, 0),
            QAbstractItemView.CursorAction.MoveRight: (1, 0),
        }
        if cursorAction in steps and not modifiers & Qt.KeyboardModifier.ControlModifier:
            found = self._neighbour(self.currentIndex(), *steps[cursorAction])
            return found if found.isValid() else self.currentIndex()
        found = super().moveCursor(cursorAction, modifiers)
        if self._model.key_at(found) is None:
            backwards = found.row() < self.currentIndex().row()
            found = self._neighbour(found, 0, -1 if backwards and found.row() > 0 else 1)
        return found

    # Keys and mouse ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._key:
            self.charting_wanted.emit("")
        elif event.key() == Qt.Key.Key_Tab:
            self.step(1, 0)
        elif event.key() == Qt.Key.Key_Backtab:
            self.step(-1, 0)
        elif event.key() == Qt.Key.Key_Space and self._key:
            self._show_whole()
        elif event.key() == Qt.Key.Key_Delete and self._key:
            self.empty_wanted.emit()
        elif self._model.is_categories(self.currentIndex().column()) and event.text().strip():
            event.ignore()  # categories are only read
        elif plain and event.text().isprintable() and event.text().strip() and self._key:
            self.charting_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def chosen_keys(self) -> list[CellKey]:
        """List the selected cells, from the top and the left."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        keys = [self._model.key_at(each) for each in indexes if not self._model.is_categories(each.column())]
        return [key for key in keys if key]

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: what the selected cells link to, else the speaker's words in them."""
        from framework_qda.tasks.taking import of_cells

        found = of_cells(self._model.studio.study, self.chosen_keys())
        return found if found.passages or found.words else None

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as text and as rich text."""
        from framework_qda.ui.matrix.clipboard import cells_as_mime

        rows: dict[int, list[QModelIndex]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            if self._model.key_at(index):
                rows.setdefault(index.row(), []).append(index)
        if rows:
            block = [[self._shown(index) for index in row] for row in rows.values()]
            QGuiApplication.clipboard().setMimeData(cells_as_mime(block))

    def _shown(self, index: QModelIndex) -> Cell:
        if self._model.is_categories(index.column()):
            return as_cell(self._model.categories_at(index))
        return self._model.cell_at(index.row(), index.column())

    def _show_whole(self) -> None:
        rect = self.visualRect(self.currentIndex())
        corner = rect.bottomLeft() - QPoint(0, STEP)
        event = QHelpEvent(QEvent.Type.ToolTip, corner, self.viewport().mapToGlobal(corner))
        self._cells.helpEvent(event, self, self._tooltip_option(), self.currentIndex())

    def _tooltip_option(self):  # type: ignore[no-untyped-def]
        from PySide6.QtWidgets import QStyleOptionViewItem

        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

    def _chart_at(self, index: QModelIndex) -> None:
        if self._model.key_at(index):
            self.charting_wanted.emit("")

    # Pressed heads: what is selected is the row or column, and the current cell stays -------------------

    def _choose_by_heads(self) -> None:
        heads = (self.row_header, self._choose_row), (self.column_header, self._choose_column)
        for header, choose in heads:
            # The table's own answer to a press would make another cell the current one.
            header.sectionPressed.disconnect()
            header.sectionEntered.disconnect()
            header.sectionPressed.connect(choose)

    def _choose_row(self, row: int) -> None:
        self._choose_all(self._model.index(row, 0), self._model.index(row, self._model.columnCount() - 1))

    def _choose_column(self, column: int) -> None:
        self._choose_all(self._model.index(0, column), self._model.index(self._model.rowCount() - 1, column))

    def _choose_all(self, first: QModelIndex, last: QModelIndex) -> None:
        added = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(
            QItemSelection(first, last), flags.Select if added else flags.ClearAndSelect
        )

    # Dragged heads: the study's own order changes, and the view follows it ----------------------------

    def _row_dragged(self, logical: int, old: int, new: int) -> None:
        self._put_back(self.row_header, old, new)
        row = self._model.rows[logical]
        if isinstance(row, Interview):
            self.row_dropped.emit(row.id, new)

    def _column_dragged(self, logical: int, old: int, new: int) -> None:
        self._put_back(self.column_header, old, new)
        if not self._model.is_categories(logical):
            self.column_dropped.emit(self._model.columns[logical].id, new)

    @staticmethod
    def _put_back(header: RowHeader | ColumnHeader, old: int, new: int) -> None:
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
