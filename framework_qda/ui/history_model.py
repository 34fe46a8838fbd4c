"""Hold the steps of a study as a table, the newest first, a heading for each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from framework_qda.study import Study
from framework_qda.study.model import Action, ActionState
from framework_qda.ui import matching
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
AT_A_TIME = 200
WHEN, WHO, WHAT, STATE = range(4)


class HistoryModel(QAbstractTableModel):
    """The steps of a study, the newest first, under a heading for each day; read as they are scrolled to."""

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self._query = ""
        self._rows: list[Action | date] = []
        self._last: int | None = None  # the id of the oldest step read
        self._read = 0
        self._whole = False
        self._headings = (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("State"))
        self._states = {
            ActionState.DONE: self.tr("done"),
            ActionState.UNDONE: self.tr("undone"),
            ActionState.ABANDONED: self.tr("undone, then replaced"),
        }

    def filter(self, query: str) -> None:
        """Show only the steps that have every word of the query."""
        self._query = query
        self._begin(AT_A_TIME)

    def reload(self) -> None:
        """Read as many steps again as were read before."""
        self._begin(max(AT_A_TIME, self._read))

    def _begin(self, count: int) -> None:
        self.beginResetModel()
        self._rows, self._last, self._read, self._whole = [], None, 0, False
        self._rows = self._next_rows(count)
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:
        rows = self._next_rows(AT_A_TIME)
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

    def _next_rows(self, count: int) -> list[Action | date]:
        """Read steps until some are found that the filter lets through, or none are left."""
        rows: list[Action | date] = []
        while not rows and not self._whole:
            actions = self._study.actions(count, self._last)
            self._whole = len(actions) < count
            self._last = actions[-1].id if actions else self._last
            self._read += len(actions)
            rows = list(self._under_days([action for action in actions if self._fits(action)]))
        return rows

    def _fits(self, action: Action) -> bool:
        return not self._query or matching.has_all(
            self._query, f"{action.sentence} {action.who} {self._states[action.state]}"
        )

    def _under_days(self, actions: list[Action]) -> Iterator[Action | date]:
        before = self._rows[-1] if self._rows else None
        day = local(before).date() if isinstance(before, Action) else None
        for action in actions:
            if local(action).date() != day:
                day = local(action).date()
                yield day
            yield action

    def row(self, index: Index) -> Action | date:
        """Give the step or the day of a row."""
        return self._rows[index.row()]

    def is_day(self, row: int) -> bool:
        return isinstance(self._rows[row], date)

    def row_of(self, action: int) -> int:
        """Tell in which row a step stands, -1 where it does not."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, Action) and row.id == action), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_day(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if isinstance(row, date):
            return self._of_day(row, index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._headings[index.column()]}: {self._text(row, index.column())}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{self._day(local(row).date())}, {local(row):%H:%M:%S}\n{row.sentence}"
            case Qt.ItemDataRole.ForegroundRole:
                plain = row.state == ActionState.DONE and index.column() == WHAT
                return QColor(colours().text if plain else colours().muted)
        return None

    def _text(self, action: Action, column: int) -> str:
        match column:
            case 0:
                return f"{local(action):%H:%M}"
            case 1:
                return action.who
            case 2:
                return action.sentence
            case _:
                return self._states[action.state]

    def _of_day(self, day: date, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if column == 0:
                return self._day(day)
            case Qt.ItemDataRole.FontRole:
                font = QFont(QApplication.font())
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(colours().text)
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(colours().band)
        return None

    def _day(self, day: date) -> str:
        written = f"{day:%A} {day.day} {day:%B %Y}"
        today = datetime.now().astimezone().date()
        if day == today:
            return self.tr("Today, {day}").format(day=written)
        return (
            self.tr("Yesterday, {day}").format(day=written) if day == today - timedelta(days=1) else written
        )


def every_action(study: Study) -> Iterator[Action]:
    """Walk the whole history, the newest step first."""
    actions = study.actions(1000)
    while actions:
        yield from actions
        actions = study.actions(1000, actions[-1].id)


def local(action: Action) -> datetime:
    """Give when a step was done, in local time."""
    return datetime.fromisoformat(action.at).astimezone()
