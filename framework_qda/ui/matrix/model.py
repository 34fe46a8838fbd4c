"""Show one matrix to Qt: bands and interviews as rows, sub-topics as columns, cells read when looked at."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import (
    EMPTY_CELL,
    Cell,
    CellKey,
    Change,
    Interview,
    InterviewId,
    Matrix,
    MatrixId,
    SubTopic,
    SubTopicId,
)
from framework_qda.study.states import UNTOUCHED, CellState
from framework_qda.text.summary import plain
from framework_qda.ui.filtering.conditions import Arrangement
from framework_qda.ui.matrix.categories import Categories, names_of, with_categories
from framework_qda.ui.matrix.marks import in_words
from framework_qda.ui.studio import Studio

Index = QModelIndex | QPersistentModelIndex
Row = RowGroup | Interview
CELL = Qt.ItemDataRole.UserRole
_STRUCTURE = ("area", "interview", "participant", "attribute", "attribute_value", "matrix", "subtopic")
_MARKING = ("cell", "indexing", "passage", "comment")
# Cells are read in blocks around the row asked for: few enough to be quick, enough to scroll on.
_BLOCK = 48
_BAND_FLAGS = Qt.ItemFlag.ItemIsEnabled
_CELL_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class MatrixModel(QAbstractTableModel):
    """The rows and columns of one matrix as they are arranged, filtered and hidden."""

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.matrix: Matrix | None = None
        self.rows: list[Row] = []
        self.columns: list[SubTopic] = []
        self.arrangement = Arrangement()
        self.query = ""
        self.show_categories = False
        self.hidden_rows: frozenset[InterviewId] = frozenset()
        self.hidden_columns: frozenset[SubTopicId] = frozenset()
        self._cells: dict[InterviewId, dict[SubTopicId, Cell]] = {}
        self._states: dict[CellKey, CellState] = {}  # of the cells that have been looked at
        self._places: dict[InterviewId, int] = {}
        studio.changed.connect(self._refresh)

    def show(self, matrix: MatrixId | None) -> None:
        """Show another matrix."""
        self._load(matrix)

    def arrange(self, wanted: Arrangement) -> None:
        """Show only the interviews that meet these conditions, in these bands."""
        self.arrangement = wanted
        self.reload()

    def filter(self, query: str) -> None:
        """Show only the interviews that have these words."""
        self.query = query.strip()
        self.reload()

    def with_categories(self, shown: bool) -> None:
        """Show the categories of each sub-topic in a narrow column beside it, or not."""
        self.show_categories = shown
        self.reload()

    def hide(self, rows: Collection[InterviewId], columns: Collection[SubTopicId]) -> None:
        """Leave out these rows and columns."""
        self.hidden_rows, self.hidden_columns = frozenset(rows), frozenset(columns)
        self.reload()

    def reload(self) -> None:
        """Read the rows and columns anew."""
        self._load(self.matrix.id if self.matrix else None)

    def _load(self, matrix: MatrixId | None) -> None:
        self.beginResetModel()
        study = self.studio.study
        self.matrix = next((each for each in study.matrices() if each.id == matrix), None)
        self._cells.clear()
        self._states.clear()
        columns = study.subtopics(self.matrix.id) if self.matrix else []
        self.columns = [column for column in columns if column.id not in self.hidden_columns]
        if self.show_categories:
            self.columns = with_categories(study, self.columns)
        self.rows = self._arranged() if self.matrix else []
        self._places = {row.id: n for n, row in enumerate(self.rows) if isinstance(row, Interview)}
        self.endResetModel()

    def _arranged(self) -> list[Row]:
        conditions, by, descending = self.arrangement
        groups = self.studio.study.arranged(by, descending=descending, where=conditions)
        found = None
        if self.query and self.matrix:
            found = self.studio.study.interviews_with(self.query, self.matrix.id)
        rows: list[Row] = []
        for group in groups:
            shown = [
                row
                for row in group.interviews
                if row.id not in self.hidden_rows and (found is None or row.id in found)
            ]
            if shown or not (group.interviews or self.query):
                rows += [group, *shown]
        return rows

    def _refresh(self, change: Change) -> None:
        if change.touches(*_STRUCTURE) or (self.show_categories and change.touches("finding")):
            self.reload()
            return
        if self.show_categories and self.rows and change.touches("placing"):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        for key in change.rows.get("cell", ()):
            self._refresh_cell((InterviewId(key[0]), SubTopicId(key[1])))
        if self._states and change.touches(*_MARKING):
            self._refresh_states(change)

    def _refresh_cell(self, key: CellKey) -> None:
        interview, subtopic = key
        if interview in self._cells:
            self._cells[interview][subtopic] = self.studio.study.cell(*key)
        index = self.index_of(interview, subtopic)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _refresh_states(self, change: Change) -> None:
        for key, state in self.studio.study.states_after(change, self._states).items():
            if key in self._states:
                self._states[key] = state
                index = self.index_of(*key)
                self.dataChanged.emit(index, index)

    def index_of(self, interview: InterviewId, subtopic: SubTopicId) -> QModelIndex:
        """Find a cell; an invalid index where it is not shown."""
        row = self._places.get(interview)
        column = next((n for n, each in enumerate(self.columns) if each.id == subtopic), None)
        return QModelIndex() if row is None or column is None else self.index(row, column)

    def is_categories(self, column: int) -> bool:
        """Tell whether a column only shows the categories of the sub-topic before it."""
        return 0 <= column < len(self.columns) and isinstance(self.columns[column], Categories)

    def categories_at(self, index: Index) -> list[str]:
        """List the categories of the cell at an index."""
        key = self.key_at(index)
        return names_of(self.studio.study, key) if key else []

    def key_at(self, index: Index) -> CellKey | None:
        """Tell which cell stands at an index; None on a band."""
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        return (row.id, self.columns[index.column()].id) if isinstance(row, Interview) else None

    def interviews(self) -> list[Interview]:
        """List the interviews shown, from the top."""
        return [row for row in self.rows if isinstance(row, Interview)]

    def cell_at(self, row: int, column: int) -> Cell:
        """Give the cell at a place that is no band."""
        interview = self.rows[row]
        assert isinstance(interview, Interview)
        if interview.id not in self._cells:
            self._read_block(row)
        return self._cells[interview.id].get(self.columns[column].id, EMPTY_CELL)

    def state_at(self, row: int, column: int) -> CellState:
        """Tell how far the cell at a place is, and what waits in it."""
        self.cell_at(row, column)
        interview = self.rows[row]
        assert isinstance(interview, Interview)
        return self._states.get((interview.id, self.columns[column].id), UNTOUCHED)

    def _read_block(self, row: int) -> None:
        block = [
            each.id
            for each in self.rows[max(0, row - _BLOCK // 3) : row + _BLOCK]
            if isinstance(each, Interview)
        ]
        found = self.studio.study.cells(block, [column.id for column in self.columns])
        self._cells.update({interview: {} for interview in block})
        for (interview, subtopic), cell in found.items():
            self._cells[interview][subtopic] = cell
        keys = [(interview, column.id) for interview in block for column in self.columns]
        self._states.update(self.studio.study.states_of(keys))

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        band = index.isValid() and isinstance(self.rows[index.row()], RowGroup)
        return _BAND_FLAGS if band else _CELL_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, RowGroup):
            return _band_text(row) if role in _SPOKEN_ROLES else None
        if self.is_categories(index.column()):
            return self._categories_data(index, row, role)
        return self._cell_data(index, row, role)

    def _cell_data(self, index: Index, row: Interview, role: int) -> object:
        cell = self.cell_at(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain(cell.summary) or str(cell.blank_reason)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = plain(cell.summary) or str(cell.blank_reason) or self.tr("not yet charted")
                marks = in_words(self.state_at(index.row(), index.column()))
                return ", ".join((f"{row.name}, {self.columns[index.column()].name}: {said}", *marks))
            case _ if role == CELL:
                return cell
        return None

    def _categories_data(self, index: Index, row: Interview, role: int) -> object:
        said = "; ".join(self.categories_at(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = f"{row.name}, {self.headerData(index.column(), Qt.Orientation.Horizontal)}"
            return f"{place}: {said or self.tr('none')}"
        return said if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            column = self.columns[section]
            if role in _SPOKEN_ROLES:
                return self.tr("%s: categories") % column.name if self.is_categories(section) else column.name
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"<p><b>{column.name}</b></p><p>{column.definition}</p>"
        elif orientation == Qt.Orientation.Vertical and section < len(self.rows) and role in _SPOKEN_ROLES:
            row = self.rows[section]
            return row.title if isinstance(row, RowGroup) else row.name
        return None


_SPOKEN_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def _band_text(group: RowGroup) -> str:
    return " · ".join(filter(None, (group.title, group.facts)))
