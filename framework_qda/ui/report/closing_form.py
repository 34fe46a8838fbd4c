"""Write the closing table: side by side, in groups, with rows that hold for every side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.text.drafting import Run, plain, write
from framework_qda.ui.dialogs.parts import button
from framework_qda.ui.report.answer_edit import AnswerEdit
from framework_qda.ui.report.closing_model import CELLS, GROUP, SPANNING, ClosingModel, kind_of
from framework_qda.ui.report.object_form import ObjectForm, Settings, filled
from framework_qda.ui.theme import STEP, colours

if TYPE_CHECKING:
    from framework_qda.ui.report.mapping import Rendering
    from framework_qda.ui.report.workspace import ReportWorkspace

Index = QModelIndex | QPersistentModelIndex
SIDES = ("acute trust", "local authority")
_PADDING = 2 * STEP
_LINES = 3  # of a cell that is being written, at least
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClosingForm(ObjectForm):
    """A grid that is driven by keys: Enter writes in a cell, Tab goes on, and beyond the end makes a row."""

    room = (104, 36)

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        heads = [str(each) for each in settings.get("heads") or ()] or list(SIDES)
        self.model = ClosingModel(heads, settings.get("rows") or [{CELLS: []}], self)
        self.caption = self.line(self.tr("Caption"), "caption")
        self.names = [self._name_field(n, head) for n, head in enumerate(heads)]
        line = QHBoxLayout(spacing=2 * STEP)
        for field in self.names:
            line.addWidget(field)
        self._column.addLayout(line)
        self.grid = ClosingGrid(self.model, workspace.rendering, self)
        self.add_widget(self.grid, 1)
        self._add_buttons()
        self.head = self.grid

    def _name_field(self, side: int, name: str) -> QLineEdit:
        field = QLineEdit(name, accessibleName=self.tr("Name of side %d") % (side + 1))
        field.setPlaceholderText(field.accessibleName())
        field.textChanged.connect(lambda words: self.model.name_side(side, words))
        return field

    def _add_buttons(self) -> None:
        grid = self.grid
        row = QHBoxLayout(spacing=STEP)
        for words, hint, run in (
            (
                self.tr("Add &row"),
                self.tr("A row with a cell for each side (Insert)"),
                lambda: grid.add(CELLS),
            ),
            (self.tr("Add &group"), self.tr("A line that names the rows after it"), lambda: grid.add(GROUP)),
            (
                self.tr("Add row &across"),
                self.tr("A row that holds for every side"),
                lambda: grid.add(SPANNING),
            ),
            (self.tr("Move &up"), "Alt+Up", lambda: grid.move(-1)),
            (self.tr("Move do&wn"), "Alt+Down", lambda: grid.move(1)),
            (self.tr("&Delete row"), "Ctrl+Del", grid.delete),
        ):
            made = button(words, run)
            made.setToolTip(hint)
            made.setAutoDefault(False)
            row.addWidget(made)
        row.addStretch()
        self._column.addLayout(row)

    def settings(self) -> dict[str, Any]:
        self.grid.finish()
        heads = [each.text().strip() for each in self.names]
        if not all(heads):
            raise Refused(self.tr("Name every side."))
        return {"heads": heads, "rows": self.model.rows, **filled(caption=self.caption.text())}


class ClosingGrid(QTableView):
    """The rows of a closing table."""

    def __init__(self, model: ClosingModel, rendering: Rendering, parent: QWidget) -> None:
        super().__init__(parent)
        self.closing = model
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(rendering, self))
        self.setAccessibleName(self.tr("Rows of the closing table"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # only while a cell is written does Tab go on to the next
        self.verticalHeader().hide()
        self.horizontalHeader().hide()  # the names of the sides stand above, to be written
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        model.spans_changed.connect(self._span)
        model.dataChanged.connect(lambda *_: self._fit())
        self.setCurrentIndex(model.index(0, 0))
        self._span()

    def add(self, kind: str) -> None:
        """Put a row in after the current one, and write in it."""
        self.finish()
        place = (
            min(self.currentIndex().row() + 1, self.closing.rowCount())
            if self.currentIndex().isValid()
            else 0
        )
        self.closing.add(place, kind)
        self._go(place, 0)
        self.edit(self.currentIndex())

    def move(self, step: int) -> None:
        """Move the current row up or down."""
        self.finish()
        here = self.currentIndex()
        if here.isValid():
            self._go(self.closing.move(here.row(), step), here.column())

    def delete(self) -> None:
        """Take the current row out."""
        here = self.currentIndex()
        if here.isValid():
            self.closing.delete(here.row())
            self._go(min(here.row(), self.closing.rowCount() - 1), 0)

    def finish(self) -> None:
        """Have what is being written in the table."""
        editor = self.findChild(AnswerEdit)
        if editor and editor.isVisible():
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.closing.index(row, column))
        self.setFocus()

    # Keys -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        alt, control = held & Qt.KeyboardModifier.AltModifier, held & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.move(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Insert and not held:
            self.add(CELLS)
        elif key == Qt.Key.Key_Delete and control:
            self.delete()
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.closing.setData(self.currentIndex(), "")
        elif key == Qt.Key.Key_Z and control and not held & Qt.KeyboardModifier.ShiftModifier:
            self._undo()
        elif (key in _ENTER or key == Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z and Enter for the grid while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            control = key.modifiers() == Qt.KeyboardModifier.ControlModifier
            if (key.key() == Qt.Key.Key_Z and control) or key.key() in _ENTER:
                event.accept()
                return True
        return super().event(event)

    def _undo(self) -> None:
        column = max(0, self.currentIndex().column())
        row = self.closing.undo()
        if row is not None:
            self._go(min(row, self.closing.rowCount() - 1), column)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go from cell to cell as they are read; what goes across is one cell."""
        actions, here = QAbstractItemView.CursorAction, self.currentIndex()
        if action in (actions.MoveNext, actions.MovePrevious) and here.isValid():
            return self._beside(here, 1 if action == actions.MoveNext else -1)
        return super().moveCursor(action, modifiers)

    def _beside(self, here: QModelIndex, step: int) -> QModelIndex:
        places = [
            (row, column)
            for row in range(self.closing.rowCount())
            for column in range(self.closing.columnCount() if kind_of(self.closing.rows[row]) == CELLS else 1)
        ]
        at = places.index((here.row(), here.column())) + step
        if at >= len(places):
            self.closing.add(self.closing.rowCount(), CELLS)
            return self.closing.index(self.closing.rowCount() - 1, 0)
        return self.closing.index(*places[max(0, at)])

    # Room -------------------------------------------------------------------------------------------

    def _span(self) -> None:
        self.clearSpans()
        if self.closing.columnCount() > 1:
            for n, row in enumerate(self.closing.rows):
                if kind_of(row) != CELLS:
                    self.setSpan(n, 0, 1, self.closing.columnCount())
        self._fit()

    def _fit(self) -> None:
        """Give each row the height of what is in it; a closing table has few."""
        delegate = cast(_CellDelegate, self.itemDelegate())
        for row in range(self.closing.rowCount()):
            whole = kind_of(self.closing.rows[row]) != CELLS
            columns = range(1 if whole else self.closing.columnCount())
            width = self.viewport().width() if whole else self.columnWidth(0)
            self.setRowHeight(row, max(delegate.height(row, column, width) for column in columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, rendering: Rendering, grid: ClosingGrid) -> None:
        super().__init__(grid)
        self._rendering, self._grid = rendering, grid

    def _font(self, row: int) -> QFont:
        font = QFont(self._grid.font())
        font.setBold(kind_of(self._grid.closing.rows[row]) == GROUP)
        return font

    def height(self, row: int, column: int, width: int) -> int:
        """Tell how high a cell is at a width."""
        words = self._grid.closing.index(row, column).data() or " "
        room = QRect(0, 0, max(10, width - 2 * _PADDING), 1 << 20)
        return QFontMetrics(self._font(row)).boundingRect(room, _WRAP, words).height() + 2 * _PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        kind = kind_of(self._grid.closing.rows[index.row()])
        painter.save()
        ground = colours().selection if chosen else colours().page if kind == CELLS else colours().band
        painter.fillRect(rect, QColor(ground))
        painter.setFont(self._font(index.row()))
        painter.setPen(QColor(colours().text))
        room = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.drawText(room, int(_WRAP), index.data())
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return AnswerEdit(self._rendering, index.data(Qt.ItemDataRole.AccessibleTextRole), parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        markup, group = index.data(Qt.ItemDataRole.EditRole), self._is_group(index)
        cast(AnswerEdit, editor).set_markup(write([Run(markup)]) if group else markup)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        markup = cast(AnswerEdit, editor).markup
        # The name of a group is no markup.
        words = plain(markup).replace("\n", " ").strip() if self._is_group(index) else markup
        model.setData(index, words)  # type: ignore[arg-type]

    def _is_group(self, index: Index) -> bool:
        return kind_of(self._grid.closing.rows[index.row()]) == GROUP

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        least = editor.fontMetrics().lineSpacing() * _LINES + 4 * STEP
        height = max(rect.height(), least)
        top = max(0, min(rect.top(), self._grid.viewport().height() - height))
        editor.setGeometry(QRect(rect.left(), top, rect.width(), height))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(index.row(), index.column(), self._grid.columnWidth(index.column())))

    def eventFilter(self, watched, event: QEvent) -> bool:  # type: ignore[no-untyped-def]
        """Ctrl+Enter and Tab have a cell written, and go on; Esc leaves it as it was."""
        if event.type() == QEvent.Type.KeyPress:
            key, hints = cast(QKeyEvent, event), QAbstractItemDelegate.EndEditHint
            control = key.modifiers() & Qt.KeyboardModifier.ControlModifier
            ways: dict[int, QAbstractItemDelegate.EndEditHint] = {
                Qt.Key.Key_Tab: hints.EditNextItem,
                Qt.Key.Key_Backtab: hints.EditPreviousItem,
            }
            if (key.key() in _ENTER and control) or key.key() in ways:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, ways.get(key.key(), hints.NoHint))
                return True
        return super().eventFilter(watched, event)
