"""The coverage board: a small cell for each interview and sub-topic, painted from a few pictures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import CellKey, Interview, InterviewId, SubTopicId
from framework_qda.study.states import Stage
from framework_qda.ui.coverage.glyphs import Stamps
from framework_qda.ui.coverage.heads import ColumnHead, RowHead
from framework_qda.ui.coverage.model import BoardModel
from framework_qda.ui.coverage.words import in_words
from framework_qda.ui.theme import STEP, colours

_RING = 2


class Board(QTableView):
    """Show a BoardModel: arrows move, Enter or a click chooses a cell, N goes to the next that remains."""

    cell_chosen = Signal(str, str)
    current_changed = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._key: CellKey | None = None
        self._shown = False
        self._cells = _CellDelegate(model, self)
        self.row_head = RowHead(model, self)
        self.column_head = ColumnHead(model, self)
        self.setVerticalHeader(self.row_head)
        self.setHorizontalHeader(self.column_head)
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self.setAccessibleName(self.tr("Coverage board"))
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self.lay_out)
        model.counted.connect(self._show_totals)
        self.lay_out()

    # Layout -----------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Set the sizes of the cells anew; the current cell stays the current one."""
        height = QFontMetrics(self.font()).lineSpacing() + 2 * STEP
        for head, size in (
            (self.row_head, height),
            (self.column_head, max(self.column_head.widest_total + STEP, round(height * 1.4))),
        ):
            head.setMinimumSectionSize(STEP)
            head.setDefaultSectionSize(size)
            head.setFont(self.font())
        self._restore_current()
        self.viewport().update()

    def _show_totals(self) -> None:
        self.row_head.viewport().update()
        self.column_head.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_opaque()
        if not self._shown:  # what was scrolled to before there was a size is not where it should be
            self._shown = True
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "column_head"):
            return
        if event.type() == QEvent.Type.StyleChange:
            self._make_opaque()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.lay_out()

    def _make_opaque(self) -> None:
        # A style sheet makes areas see-through, and what is seen through is not scrolled but painted anew.
        for area in (self, self.row_head, self.column_head):
            area.viewport().setAutoFillBackground(True)

    # The current cell -------------------------------------------------------------------------------

    @property
    def current_key(self) -> CellKey | None:
        """The cell with the ring."""
        return self._key

    def show_cell(self, interview: InterviewId, subtopic: SubTopicId) -> None:
        """Make a cell the current one, where it is shown."""
        index = self._model.index_of(interview, subtopic)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def next_remaining(self, step: int = 1) -> bool:
        """Go to the next cell, row by row, in which something remains; False where there is none."""
        columns, rows = self._model.columnCount(), self._model.rowCount()
        here = self.currentIndex()
        start = here.row() * columns + here.column() if here.isValid() else -1 if step > 0 else 0
        for n in range(1, rows * columns + 1):
            row, column = divmod((start + n * step) % (rows * columns), columns)
            index = self._model.index(row, column)
            if self._remains(index):
                self.setCurrentIndex(index)
                return True
        return False

    def _remains(self, index: QModelIndex) -> bool:
        key = self._model.key_at(index)
        if key is None:
            return False
        if self._model.filtering:
            return self._model.fits(key)
        state = self._model.state(*key)
        finished = state.stage in (Stage.DONE, Stage.BLANK)
        return not finished or bool(state.new_passages or state.open_comments or state.changed_links)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        key = self._model.key_at(current)
        self._cells.current = (current.row(), current.column()) if key else (-1, -1)
        self.row_head.current, self.column_head.current = self._cells.current
        self._show_totals()
        for index in (previous, current):
            if index.isValid():
                self.update(index)
        if key:
            self._key = key
            self.current_changed.emit()

    def _restore_current(self) -> None:
        self._cells.current = (-1, -1)  # Qt forgets the current cell of a model that is read anew
        self.row_head.current = self.column_head.current = -1
        if self._key and (index := self._model.index_of(*self._key)).isValid():
            self.setCurrentIndex(index)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        here = self.currentIndex()
        found = super().moveCursor(cursorAction, modifiers) if here.isValid() else self._model.index(0, 0)
        row, column = found.row(), max(0, found.column())
        up = here.isValid() and row < here.row() and row > 0
        while 0 <= row < self._model.rowCount() and not isinstance(self._model.rows[row], Interview):
            row += -1 if up else 1
        index = self._model.index(row, column)
        return index if index.isValid() else here

    # Keys and mouse ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._key:
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_N:
            self.next_remaining(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        under = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and under == self.currentIndex():
            self._choose(under)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._model.key_at(self.indexAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if key := self._model.key_at(index):
            self.cell_chosen.emit(*key)


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, model: BoardModel, view: Board) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._stamps = Stamps()
        self.current: tuple[int, int] = (-1, -1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        row, column = index.row(), index.column()
        it = self._model.rows[row]
        if isinstance(it, RowGroup):
            painter.fillRect(rect, QColor(colours().band))
            return
        columns = self._model.columns
        state = self._model.state(it.id, columns[column].id)
        ratio = painter.device().devicePixelRatio()
        dimmed = not self._model.fits((it.id, columns[column].id))
        painter.drawPixmap(rect.topLeft(), self._stamps.picture(state, dimmed, rect.size(), ratio))
        if column + 1 == len(columns) or columns[column + 1].matrix != columns[column].matrix:
            painter.setPen(QColor(colours().hairline))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if (row, column) == self.current:
            painter.setPen(QPen(QColor(colours().accent), _RING))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 0)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        QToolTip.showText(event.globalPos(), self.words(index), view)
        return True

    def words(self, index: QModelIndex | QPersistentModelIndex) -> str:
        key = self._model.key_at(index)
        if key is None:
            return ""
        place = f"{self._model.row_title(index.row())}\n{self._model.column_title(index.column())}"
        return f"{place}\n{in_words(self._model.state(*key))}"
