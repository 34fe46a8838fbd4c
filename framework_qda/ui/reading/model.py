"""Show a plan to Qt: its lines as rows, its heads as columns, and cells read when they are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from framework_qda.reading.plan import CellKey, Line, Plan
from framework_qda.study.model import EMPTY_CELL, Cell, Change, InterviewId, SubTopicId
from framework_qda.study.model import CellKey as StudyKey
from framework_qda.study.states import UNTOUCHED, CellState
from framework_qda.text.summary import plain
from framework_qda.ui.matrix.marks import has_disc, waiting
from framework_qda.ui.reading.badges import Badge, Badges
from framework_qda.ui.reading.folding import Behind
from framework_qda.ui.reading.names import Names
from framework_qda.ui.studio import Studio

Index = QModelIndex | QPersistentModelIndex
CELLS_MIME = "application/x-fqda-cells"
SHOWN = 12
"""How many cells of a group are shown at once."""

_NAMING = ("area", "interview", "matrix", "subtopic")
# Cells are read in blocks around the row asked for: few enough to be quick, enough to scroll on.
_BLOCK = 64
_SPOKEN_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_CELL_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class Place(NamedTuple):
    """Where a cell stands: its row and column, and which one of the group there it is."""

    row: int
    column: int
    part: int


class PlanModel(QAbstractTableModel):
    """The cells of a plan, of which a group shows its first twelve until more are wanted.

    Those of a group that are not charted yet stand last, folded into one line.
    """

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.plan = Plan("", (), ())
        self.grouped = False
        self.badges: Badges | None = None
        self.behind: Behind | None = None
        self._cells: dict[CellKey, Cell] = {}
        self._states: dict[StudyKey, CellState] = {}
        self._limits: dict[tuple[int, int], int] = {}
        self._charted: Container[
            StudyKey
        ] = ()  # when the plan was made, so that nothing jumps while one writes
        self._ordered: dict[tuple[int, int], tuple[tuple[CellKey, ...], int]] = {}
        self._unfolded: set[tuple[int, int]] = set()
        self._places: dict[CellKey, list[Place]] | None = None
        self._names: Names | None = None
        studio.changed.connect(self._refresh)

    def set_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self.beginResetModel()
        self.plan = plan
        self.grouped = any(len(keys) > 1 for line in plan.lines for keys in line.cells)
        self._cells.clear()
        self._states.clear()
        self._limits.clear()
        self._charted = self.studio.study.last_writers() if self.grouped else ()
        self._ordered.clear()
        self._unfolded.clear()
        self._places = None
        self.endResetModel()

    # What stands where ------------------------------------------------------------------------------

    def line(self, row: int) -> Line:
        """Give the line of a row."""
        return self.plan.lines[row]

    def keys_at(self, row: int, column: int) -> tuple[CellKey, ...]:
        """List all cells of a place, shown or not; of a group those that are charted first."""
        cells = self.plan.lines[row].cells
        keys = cells[column] if column < len(cells) else ()
        return self._in_order(row, column, keys)[0] if len(keys) > 1 else keys

    def _in_order(self, row: int, column: int, keys: Sequence[CellKey]) -> tuple[tuple[CellKey, ...], int]:
        """Put what is charted or placed first, and tell how many that are; all where none is."""
        if (row, column) not in self._ordered:
            told, silent = list[CellKey](), list[CellKey]()
            for key in keys:
                placed = _of_study(key) in self._charted or (self.badges and self.badges(key))
                (told if placed else silent).append(key)
            self._ordered[row, column] = (*told, *silent), len(told) or len(silent)
        return self._ordered[row, column]

    def folded_at(self, row: int, column: int) -> tuple[CellKey, ...]:
        """List the cells of a group that are not charted yet and folded into a line."""
        keys = self.keys_at(row, column)
        if len(keys) < 2 or (row, column) in self._unfolded:
            return ()
        return keys[self._in_order(row, column, keys)[1] :]

    def shown_at(self, row: int, column: int) -> tuple[CellKey, ...]:
        """List the cells of a place that are shown."""
        keys = self.keys_at(row, column)
        unfolded = len(keys) - len(self.folded_at(row, column))
        return keys[: min(unfolded, self._limits.get((row, column), SHOWN))]

    def rest_at(self, row: int, column: int) -> int:
        """Count the cells of a place that are not shown, nor folded."""
        hidden = len(self.shown_at(row, column)) + len(self.folded_at(row, column))
        return len(self.keys_at(row, column)) - hidden

    def show_more(self, row: int, column: int, part: int = 0) -> None:
        """Show the next cells of a group, at least up to this part of it, those folded after all others."""
        rest, folded = self.rest_at(row, column), len(self.folded_at(row, column))
        if not rest or part >= len(self.keys_at(row, column)) - folded:
            self._unfolded.add((row, column))
        if rest or part >= SHOWN:
            shown = self._limits.get((row, column), SHOWN)
            self._limits[row, column] = max(shown, part // SHOWN * SHOWN) + SHOWN
        self._tell([Place(row, column, 0)])

    def places_of(self, key: CellKey) -> list[Place]:
        """Find where a cell stands; in several places where a plan shows it more than once."""
        if self._places is None:
            places: defaultdict[CellKey, list[Place]] = defaultdict(list)
            for row, line in enumerate(self.plan.lines):
                for column in range(len(line.cells)):
                    for part, each in enumerate(self.keys_at(row, column)):
                        places[each].append(Place(row, column, part))
            self._places = dict(places)
        return self._places.get(key, [])

    def cell(self, key: CellKey, row: int) -> Cell:
        """Give a cell that stands in a row."""
        if key not in self._cells:
            self._read_block(row, key)
        return self._cells[key]

    def state(self, key: CellKey, row: int) -> CellState:
        """Give how far a cell is that stands in a row, and what waits in it."""
        self.cell(key, row)
        return self._states.get(_of_study(key), UNTOUCHED)

    def chips(self, key: CellKey, row: int) -> tuple[Badge, ...]:
        """Give what stands under a cell: its chips, and what waits in it."""
        waits = (Badge(words, sign=sign) for sign, words in waiting(self.state(key, row)))
        return (*(self.badges(key) if self.badges else ()), *waits)

    def known(self, key: CellKey) -> Cell | None:
        """Give a cell if it has been read."""
        return self._cells.get(key)

    def lengths(self) -> list[int]:
        """Give the lengths of the summaries read so far; the first ones are read for it."""
        first = next(self._first_keys(), None)
        if first is not None:
            self.cell(*first)
        return [len(cell.summary) for cell in self._cells.values()]

    def _first_keys(self) -> Iterator[tuple[CellKey, int]]:
        for row, line in enumerate(self.plan.lines):
            yield from ((key, row) for keys in line.cells for key in keys)

    def cells(self, keys: Sequence[CellKey]) -> dict[CellKey, Cell]:
        """Read cells, wherever they are."""
        interviews = list(dict.fromkeys(InterviewId(key[0]) for key in keys))
        subtopics = list(dict.fromkeys(SubTopicId(key[1]) for key in keys))
        found = self.studio.study.cells(interviews, subtopics)
        return {key: found.get((InterviewId(key[0]), SubTopicId(key[1])), EMPTY_CELL) for key in keys}

    def name_at(self, key: CellKey, row: int, column: int) -> str:
        """Name a cell among those of its place."""
        return self.names.among(key, self.keys_at(row, column)[:SHOWN])

    @property
    def names(self) -> Names:
        """The names of what the plan is made of."""
        if self._names is None:
            self._names = Names(self.studio.study)
        return self._names

    def _read_block(self, row: int, key: CellKey) -> None:
        after = islice(self._unread(range(row, len(self.plan.lines))), _BLOCK)
        before = islice(self._unread(range(row - 1, -1, -1)), _BLOCK // 2)
        keys = list(dict.fromkeys((key, *after, *before)))
        self._cells.update(self.cells(keys))
        self._states.update(self.studio.study.states_of(map(_of_study, keys)))

    def _unread(self, rows: Iterable[int]) -> Iterable[CellKey]:
        for row in rows:
            for column in range(len(self.plan.lines[row].cells)):
                yield from (key for key in self.shown_at(row, column) if key not in self._cells)

    # What changes -----------------------------------------------------------------------------------

    def _refresh(self, change: Change) -> None:
        if change.touches(*_NAMING):
            self._names = None
        changed = [(key[0], key[1]) for key in change.rows.get("cell", ())]
        known = [key for key in changed if key in self._cells]
        if known:
            self._cells.update(self.cells(known))
        states = self.studio.study.states_after(change, self._states) if self._states else {}
        others = {key: state for key, state in states.items() if key in self._states}
        self._states.update(others)
        self._tell(place for key in dict.fromkeys((*known, *others)) for place in self.places_of(key))
        if self.grouped:
            self._unfold_charted([key for key in changed if key not in self._cells])

    def _unfold_charted(self, keys: Sequence[CellKey]) -> None:
        """Bring to light what was folded and has been charted meanwhile."""
        charted = self.studio.study.last_writers() if keys else ()
        for key in (key for key in keys if _of_study(key) in charted):
            for place in self.places_of(key):
                self.show_more(*place)

    def look_anew(self, keys: Iterable[CellKey]) -> None:
        """Have cells laid out anew, since what stands around their text has changed."""
        self._tell(place for key in keys for place in self.places_of(key))

    def _tell(self, places: Iterable[Place]) -> None:
        for row, column in dict.fromkeys((place.row, place.column) for place in places):
            index = self.index(row, column)
            self.dataChanged.emit(index, index)

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.plan.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.plan.heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        some = index.isValid() and self.keys_at(index.row(), index.column())
        return _CELL_FLAGS if some else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _SPOKEN_ROLES:
            return None
        line = self.plan.lines[index.row()]
        if line.level:
            return _titled(line)
        place = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            cells = [self.cell(key, index.row()) for key in self.shown_at(*place)]
            return "\n".join(plain(cell.summary) or str(cell.blank_reason) for cell in cells)
        spoken = (self._spoken(key, index.row()) for key in self.shown_at(*place))
        return ". ".join(filter(None, (*spoken, self.more_at(*place))))

    def _spoken(self, key: CellKey, row: int) -> str:
        cell = self.cell(key, row)
        said = plain(cell.summary) or str(cell.blank_reason) or self.tr("not yet charted")
        state = self.state(key, row)
        stage = [self.tr(state.stage)] if has_disc(state) else []
        chips = [badge.text for badge in self.chips(key, row)]
        behind = self.behind(key) if self.behind else None
        passages = (
            [behind.title[2:], *(each.words for each in behind.quoted)] if behind and behind.count else []
        )
        return " · ".join((f"{self.names.whole(key)}: {said}", *stage, *chips, *passages))

    def more_at(self, row: int, column: int) -> str:
        """Say how many cells of a group are not shown, and whose are not charted; "" where all are shown."""
        rest, folded = self.rest_at(row, column), self.folded_at(row, column)
        said = [self.tr("… and %d more") % rest] if rest else []
        if folded:
            names = ", ".join(self.names.among(key, self.keys_at(row, column)) for key in folded[:SHOWN])
            more = "…" if len(folded) > SHOWN else ""
            said.append(self.tr("{} not yet charted: {}").format(f"{len(folded):,}", names + more))
        return " · ".join(said)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        named = self.plan.heads if across else self.plan.lines
        if section >= len(named) or role not in _SPOKEN_ROLES:
            return None
        return _titled(named[section])

    def mimeTypes(self) -> list[str]:
        return [CELLS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        keys = [key for index in indexes for key in self.keys_at(index.row(), index.column())]
        return self.mime_of(list(dict.fromkeys(keys)))

    def mime_of(self, keys: Sequence[CellKey]) -> QMimeData:
        """Write cells to be dropped elsewhere: by their ids, one a line, and as text."""
        mime = QMimeData()
        mime.setData(CELLS_MIME, "\n".join("/".join(key) for key in keys).encode())
        texts = (plain(cell.summary) or str(cell.blank_reason) for cell in self.cells(keys).values())
        mime.setText("\n\n".join(filter(None, texts)))
        return mime


def _of_study(key: CellKey) -> StudyKey:
    return InterviewId(key[0]), SubTopicId(key[1])


def _titled(named: object) -> str:
    return " · ".join(filter(None, (getattr(named, "title", ""), getattr(named, "facts", ""))))
