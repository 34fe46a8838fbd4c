"""Hold the rows of a closing table: one cell a side, names of groups, and rows across all sides."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from framework_qda.text import drafting

Index = QModelIndex | QPersistentModelIndex
Row = dict[str, Any]
CELLS, GROUP, SPANNING = "cells", "group", "spanning"
_MOST = 200  # steps that can be taken back


class ClosingModel(QAbstractTableModel):
    """Rows of markup under the names of the sides; `spans_changed` tells that other rows go across.

    Every change is a step that `undo` takes back.
    """

    spans_changed = Signal()

    def __init__(self, heads: Sequence[str], rows: Sequence[Mapping[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self.heads = list(heads)
        self.rows: list[Row] = [self._whole(dict(row)) for row in rows]
        self._before: list[list[Row]] = []

    def _whole(self, row: Row) -> Row:
        """Give a row a cell for each side."""
        if kind_of(row) == CELLS:
            cells = [str(each) for each in row.get(CELLS) or ()]
            return {CELLS: (cells + [""] * len(self.heads))[: len(self.heads)]}
        return {kind_of(row): str(row[kind_of(row)])}

    # Changes ----------------------------------------------------------------------------------------

    def _step(self) -> None:
        self._before = [*self._before[-_MOST:], copy.deepcopy(self.rows)]

    def add(self, place: int, kind: str) -> None:
        """Put an empty row in."""
        self._step()
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.insert(place, self._whole({kind: [] if kind == CELLS else ""}))
        self.endInsertRows()
        self.spans_changed.emit()

    def delete(self, place: int) -> None:
        """Take a row out."""
        self._step()
        self.beginRemoveRows(QModelIndex(), place, place)
        del self.rows[place]
        self.endRemoveRows()
        self.spans_changed.emit()

    def move(self, place: int, step: int) -> int:
        """Move a row up or down; tells where it is then."""
        to = place + step
        if not (0 <= place < len(self.rows) and 0 <= to < len(self.rows)):
            return place
        self._step()
        self.beginResetModel()
        self.rows.insert(to, self.rows.pop(place))
        self.endResetModel()
        self.spans_changed.emit()
        return to

    def undo(self) -> int | None:
        """Take the last change back; tells in which row, None where there is nothing to take back."""
        if not self._before:
            return None
        after, before = self.rows, self._before.pop()
        self.beginResetModel()
        self.rows = before
        self.endResetModel()
        self.spans_changed.emit()
        alike = (one == other for one, other in zip(after, before, strict=False))
        return next((n for n, same in enumerate(alike) if not same), min(len(after), len(before)))

    def name_side(self, side: int, name: str) -> None:
        """Name a side."""
        self.heads[side] = name
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, side, side)

    def markup(self, row: int, column: int) -> str:
        """Give what stands somewhere."""
        held = self.rows[row]
        kind = kind_of(held)
        return held[CELLS][column] if kind == CELLS else held[kind] if column == 0 else ""

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or (index.column() and kind_of(self.rows[index.row()]) != CELLS):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        markup = self.markup(index.row(), index.column())
        kind = kind_of(self.rows[index.row()])
        match role:
            case Qt.ItemDataRole.EditRole:
                return markup
            case Qt.ItemDataRole.DisplayRole:
                return markup if kind == GROUP else "\n".join(map(_shown, markup.split("\n")))
            case Qt.ItemDataRole.AccessibleTextRole:
                names = {GROUP: self.tr("group"), SPANNING: self.tr("across all sides")}
                words = markup if kind == GROUP else drafting.plain(markup)
                return f"{names.get(kind, self.heads[index.column()])}: {words}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = index.column()
        if role != Qt.ItemDataRole.EditRole or value == self.markup(index.row(), column):
            return False
        self._step()
        row = self.rows[index.row()]
        if (kind := kind_of(row)) == CELLS:
            row[CELLS][column] = value
        else:
            row[kind] = value
        self.dataChanged.emit(index, index)
        return True


def kind_of(row: Mapping[str, Any]) -> str:
    """Tell what a row is."""
    return next((kind for kind in (GROUP, SPANNING) if kind in row), CELLS)


def _shown(line: str) -> str:
    return f"• {drafting.plain(line[2:])}" if line.startswith("- ") else drafting.plain(line)
