"""Show all cells to Qt: bands and interviews as rows, the sub-topics of all matrices as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import (
    AreaId,
    CellKey,
    Change,
    Interview,
    InterviewId,
    Matrix,
    MatrixId,
    SubTopic,
    SubTopicId,
)
from framework_qda.study.states import UNTOUCHED, CellState, Stage
from framework_qda.ui.coverage.words import Remains, in_words, remaining, stage_in_words
from framework_qda.ui.filtering.conditions import Arrangement
from framework_qda.ui.studio import Studio

Index = QModelIndex | QPersistentModelIndex
Row = RowGroup | Interview
_STRUCTURE = ("area", "interview", "participant", "attribute", "attribute_value", "matrix", "subtopic")
_SPOKEN_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_MANY = 200  # changed cells above which all are painted anew
_BAND_FLAGS = Qt.ItemFlag.ItemIsEnabled
_CELL_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class BoardModel(QAbstractTableModel):
    """How far every cell is; `counted` tells that a total may have changed."""

    counted = Signal()

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rows: list[Row] = []
        self.columns: list[SubTopic] = []
        self.matrices: dict[MatrixId, Matrix] = {}
        self.area_places: dict[AreaId, int] = {}
        self.wanted: frozenset[Remains] = frozenset()
        self.query = ""
        self.arrangement = Arrangement()
        self.writer = ""
        self._written: Mapping[CellKey, str] = {}
        self._states: dict[CellKey, CellState] = {}
        self._groups: list[RowGroup] = []
        self._row_of: dict[InterviewId, int] = {}
        self._column_of: dict[SubTopicId, int] = {}
        self._by_row: Counter[InterviewId] = Counter()
        self._by_column: Counter[SubTopicId] = Counter()
        self._remaining: Counter[Remains] = Counter()
        self._stages: Counter[Stage] = Counter()
        studio.changed.connect(self._refresh)
        self.reload()

    # Reading ----------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read everything anew."""
        study = self.studio.study
        self.beginResetModel()
        self._states = dict(study.states())
        self.matrices = {matrix.id: matrix for matrix in study.matrices()}
        self.columns = study.subtopics()
        self._column_of = {column.id: n for n, column in enumerate(self.columns)}
        self.area_places = {area.id: n for n, area in enumerate(study.areas())}
        self._choose_rows()
        self.endResetModel()
        self.counted.emit()

    def filter(self, query: str) -> None:
        """Show only the interviews with these words in their name, area or attributes."""
        self.query = query.strip()
        self._arrange_anew()

    def want(self, wanted: frozenset[Remains]) -> None:
        """Show only the interviews in which any of this remains to be done; nothing wanted shows all."""
        self.wanted = wanted
        self._arrange_anew()

    def arrange(self, wanted: Arrangement) -> None:
        """Show only the interviews that meet these conditions, in these bands."""
        self.arrangement = wanted
        self._arrange_anew()

    def written_by(self, writer: str) -> None:
        """Show only the interviews with a cell this analyst last wrote; "" shows all."""
        self.writer = writer
        self._arrange_anew()

    def _arrange_anew(self) -> None:
        self.beginResetModel()
        self._choose_rows()
        self.endResetModel()
        self.counted.emit()

    def _choose_rows(self) -> None:
        study = self.studio.study
        found = study.interviews_described(self.query) if self.query else None
        self._written = study.last_writers() if self.writer else {}
        conditions, by, descending = self.arrangement
        self._groups = [
            RowGroup(group.title, group.facts, group.area, tuple(rows))
            for group in study.arranged(by, descending=descending, where=conditions)
            if (rows := [row for row in group.interviews if found is None or row.id in found])
        ]
        self._count()
        self.rows = []
        for group in self._groups:
            if shown := [row for row in group.interviews if self._row_fits(row.id)]:
                self.rows += [group, *shown]
        self._row_of = {row.id: n for n, row in enumerate(self.rows) if isinstance(row, Interview)}

    def _row_fits(self, interview: InterviewId) -> bool:
        return not self.filtering or any(self.fits((interview, column.id)) for column in self.columns)

    @property
    def filtering(self) -> bool:
        """Whether some cells are wanted and others are not."""
        return bool(self.wanted or self.writer)

    def fits(self, key: CellKey) -> bool:
        """Tell whether a cell is what the filter wants."""
        if self.writer and self._written.get(key) != self.writer:
            return False
        return not self.wanted or not self.wanted.isdisjoint(remaining(self.state(*key)))

    def state(self, interview: InterviewId, subtopic: SubTopicId) -> CellState:
        return self._states.get((interview, subtopic), UNTOUCHED)

    # Counting ---------------------------------------------------------------------------------------

    def _count(self) -> None:
        """Count the interviews that have the words, whatever remains in them."""
        counters = (self._by_row, self._by_column, self._remaining, self._stages)
        for counter in counters:
            counter.clear()
        shown = {row.id for group in self._groups for row in group.interviews}
        alike: dict[int, tuple[CellState, list[CellKey]]] = {}  # few states stand in many thousand cells
        for key, state in self._states.items():
            if key[0] in shown:
                alike.setdefault(id(state), (state, []))[1].append(key)
        for state, keys in alike.values():
            self._tally(state, len(keys))
            if state.charted:
                self._by_row.update(row for row, _ in keys)
                self._by_column.update(column for _, column in keys)
        touched = sum(len(keys) for _, keys in alike.values())
        self._tally(UNTOUCHED, len(shown) * len(self.columns) - touched)

    def _tally(self, state: CellState, by: int) -> None:
        self._stages[state.stage] += by
        for each in remaining(state):
            self._remaining[each] += by

    def _add(self, key: CellKey, state: CellState, by: int) -> None:
        self._tally(state, by)
        if state.charted:
            self._by_row[key[0]] += by
            self._by_column[key[1]] += by

    @property
    def interviews(self) -> int:
        """How many interviews have the words of the filter."""
        return sum(len(group.interviews) for group in self._groups)

    def of_row(self, row: int) -> tuple[int, int]:
        """Count the charted cells of an interview or of a band, and all of them."""
        it = self.rows[row]
        if isinstance(it, Interview):
            return self._by_row[it.id], len(self.columns)
        return sum(self._by_row[each.id] for each in it.interviews), len(it.interviews) * len(self.columns)

    def of_column(self, column: int) -> tuple[int, int]:
        """Count the charted cells of a sub-topic, and all of them."""
        return self._by_column[self.columns[column].id], self.interviews

    def of_all(self) -> tuple[int, int, int]:
        """Count the cells that are charted, those that are done or empty for a reason, and all."""
        total = self.interviews * len(self.columns)
        finished = self._stages[Stage.DONE] + self._stages[Stage.BLANK]
        return total - self._stages[Stage.NOT_CHARTED], finished, total

    def left(self, what: Remains) -> int:
        """Count the cells in which this remains to be done."""
        return self._remaining[what]

    # Changes ----------------------------------------------------------------------------------------

    def _refresh(self, change: Change) -> None:
        if change.touches(*_STRUCTURE):
            self.reload()
            return
        new = self.studio.study.states_after(change, self._states)
        if not new:
            if self.writer and change.touches("cell"):
                self._arrange_anew()
            return
        counted = {row.id for group in self._groups for row in group.interviews}
        for key, state in new.items():
            if key[0] in counted and key[1] in self._column_of:
                self._add(key, self.state(*key), -1)
                self._add(key, state, 1)
            self._states[key] = state
        self._show_changed(new)
        self.counted.emit()

    def _show_changed(self, new: dict[CellKey, CellState]) -> None:
        rows = {interview for interview, _ in new}
        if self.writer:
            self._written = self.studio.study.last_writers()
        if self.filtering and any(self._row_fits(row) != (row in self._row_of) for row in rows):
            self._arrange_anew()
        elif len(new) > _MANY:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            for key in new:
                if (index := self.index_of(*key)).isValid():
                    self.dataChanged.emit(index, index)

    # What Qt asks -----------------------------------------------------------------------------------

    def index_of(self, interview: InterviewId, subtopic: SubTopicId) -> QModelIndex:
        """Find a cell; an invalid index where it is not shown."""
        row, column = self._row_of.get(interview), self._column_of.get(subtopic)
        return QModelIndex() if row is None or column is None else self.index(row, column)

    def key_at(self, index: Index) -> CellKey | None:
        """Tell which cell stands at an index; None on a band."""
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        return (row.id, self.columns[index.column()].id) if isinstance(row, Interview) else None

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
        key, row = self.key_at(index), self.rows[index.row()]
        if isinstance(row, RowGroup) or key is None:
            return self._band_text(index.row()) if role in _SPOKEN_ROLES else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return stage_in_words(self.state(*key))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.name}, {self.column_title(index.column())}: {in_words(self.state(*key))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if section >= (len(self.columns) if across else len(self.rows)):
            return None
        if role == Qt.ItemDataRole.ToolTipRole or role in _SPOKEN_ROLES:
            charted, total = self.of_column(section) if across else self.of_row(section)
            title = self.column_title(section) if across else self.row_title(section)
            return self.tr("%s: %d of %d charted") % (title, charted, total)
        return None

    def column_title(self, column: int) -> str:
        """Name a sub-topic with its number."""
        subtopic = self.columns[column]
        return f"{self.matrices[subtopic.matrix].number}.{subtopic.number} {subtopic.name}"

    def row_title(self, row: int) -> str:
        """Name a band, or an interview with its area."""
        it = self.rows[row]
        if isinstance(it, RowGroup):
            return it.title
        band = next(each for each in self.rows[row::-1] if isinstance(each, RowGroup))
        return f"{band.title} · {it.name}"

    def _band_text(self, row: int) -> str:
        return self.tr("%s: %d of %d charted") % (self.row_title(row), *self.of_row(row))
