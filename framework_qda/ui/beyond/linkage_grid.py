"""The grid of two fields: in every place the cases that have both values, and how many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from framework_qda.text.counting import counted
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
_NAMING = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
NAMED = 6
"""How many cases of a place are named in the grid; all are read beneath it."""
_COLUMN, _WIDEST = 20, 36  # letters that a column has at least, and as far as names of cases need them
_LONGEST = 48  # letters of the name of a row


class Grid(NamedTuple):
    """The values of two fields in order, and the cases, by id, of every pair that has any."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cases: Mapping[tuple[str, str], Sequence[str]] = {}
    names: Mapping[str, str] = {}
    one: str = ""  # one case, and several
    many: str = ""


class GridModel(QAbstractTableModel):
    """Show a grid to Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()

    def show(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def cases_at(self, index: Index) -> Sequence[str]:
        """List the cases of a place, by id."""
        pair = self.grid.rows[index.row()], self.grid.columns[index.column()]
        return self.grid.cases.get(pair, ())

    def names_at(self, index: Index) -> list[str]:
        """Name the cases of a place."""
        return [self.grid.names.get(case, "") for case in self.cases_at(index)]

    def count_at(self, index: Index) -> str:
        """Say how many cases stand in a place."""
        return counted(len(self.cases_at(index)), self.grid.one, self.grid.many)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(self.names_at(index))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self.names_at(index)[:40]) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                pair = f"{self.grid.rows[index.row()]}, {self.grid.columns[index.column()]}"
                return f"{pair}: {self.count_at(index)}: {', '.join(self.names_at(index))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = self.grid.columns if orientation == Qt.Orientation.Horizontal else self.grid.rows
        if role in _NAMING:
            return titles[section] if section < len(titles) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class GridView(QTableView):
    """The grid as a table; the arrows move, Enter reads the cases beneath."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid_model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(
            lambda n: self._go(max(0, self.currentIndex().row()), n)
        )
        self.verticalHeader().sectionClicked.connect(
            lambda n: self._go(n, max(0, self.currentIndex().column()))
        )
        model.modelReset.connect(self.lay_out)

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.grid_model.index(row, column))

    def lay_out(self) -> None:
        """Give every row the height of the names in it, and the columns all the width there is."""
        metrics, model = self.fontMetrics(), self.grid_model
        self._fit()
        for row in range(model.rowCount()):
            counts = [len(model.cases_at(model.index(row, n))) for n in range(model.columnCount())]
            most = max(counts, default=0)
            lines = min(most, NAMED) + (most > NAMED) + 1
            self.setRowHeight(row, max(lines, 2) * metrics.lineSpacing() + 4 * STEP)

    def _fit(self) -> None:
        """Give the names of rows what they need, up to a third, and the columns all the rest."""
        letter, grid = self.fontMetrics().averageCharWidth(), self.grid_model.grid
        room = self.width() - 2 * self.frameWidth()
        bold = QFontMetrics(self.verticalHeader().font())
        longest = max((bold.horizontalAdvance(f"{name}MM") for name in grid.rows), default=0) + 4 * STEP
        names = min(longest, letter * _LONGEST, max(letter * _COLUMN, room // 4))
        self.verticalHeader().setFixedWidth(names)
        cases = max(map(self.fontMetrics().horizontalAdvance, grid.names.values()), default=0) + 5 * STEP
        least = max(letter * _COLUMN, min(letter * _WIDEST, cases))
        self.horizontalHeader().setDefaultSectionSize(max(least, (room - names) // max(1, len(grid.columns))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() else 0
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + across
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paint the names of the cases first, and then their number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: Any = index.model()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(colours().selection if chosen else colours().page))
        names, room = model.names_at(index), rect.adjusted(2 * STEP, 2 * STEP, -2 * STEP, -STEP)
        top = room.top() + metrics.ascent()
        painter.setFont(option.font)  # type: ignore[attr-defined]
        painter.setPen(QColor(colours().text))
        for name in names[:NAMED]:
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room.left(), top, shown)
            top += metrics.lineSpacing()
        painter.setPen(QColor(colours().muted))
        if len(names) > NAMED:
            painter.drawText(room.left(), top, self.tr("and %d more") % (len(names) - NAMED))
            top += metrics.lineSpacing()
        painter.drawText(room.left(), top, model.count_at(index) if names else "–")
        if index.row() == option.widget.currentIndex().row() and chosen:  # type: ignore[attr-defined]
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()
