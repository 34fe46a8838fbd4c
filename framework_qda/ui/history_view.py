"""Show everything that was ever done in a study, and go back and forth in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.reports.comma import harmless
from framework_qda.reports.saving import save
from framework_qda.study import Study
from framework_qda.study.model import Action, ActionState
from framework_qda.ui import matching
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
AT_A_TIME = 200
WHEN, WHO, WHAT, STATE = range(4)
_ROW = Qt.ItemDataRole.UserRole


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
            case Qt.ItemDataRole.ForegroundRole if row.state != ActionState.DONE or index.column() != WHAT:
                return QColor(colours().muted)
        return row if role == _ROW else None

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


class _RowDelegate(QStyledItemDelegate):
    """Paints rows whole: no frame round one cell of them, and words below the words of the heading."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        elif ground := index.data(Qt.ItemDataRole.BackgroundRole):
            painter.fillRect(option.rect, ground)
        rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        painter.save()
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or option.font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(colours().text))
        text = index.data() or ""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class HistoryView(QWidget):
    """The audit trail: who did what and when, with undo and redo to any step."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._stale = True
        self._model = HistoryModel(studio, self)
        self._table = QTableView(self)
        self._filter = QLineEdit(self)
        self._undo = QPushButton(icon("arrow-u-up-left"), self.tr("Undo to here"), self)
        self._redo = QPushButton(icon("arrow-u-up-right"), self.tr("Redo to here"), self)
        self._export = QPushButton(icon("export"), self.tr("Export as CSV…"), self)
        self._said = QLabel(self, wordWrap=True)
        self._nothing = QLabel(self, wordWrap=True)
        self._pages = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()

    def _build(self) -> None:
        self._filter.setPlaceholderText(self.tr("Filter by words, by who or by state"))
        self._filter.setAccessibleName(self.tr("Filter the history"))
        self._filter.setClearButtonEnabled(True)
        self._undo.setToolTip(self.tr("Take back every step after the chosen one"))
        self._redo.setToolTip(self.tr("Do the undone steps again, up to the chosen one"))
        self._export.setToolTip(self.tr("Save who did what and when as a table"))
        self._said.hide()
        self._nothing.setProperty("muted", True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._build_table()
        self._lay_out()
        self._connect()

    def _build_table(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setAccessibleName(self.tr("History of the study"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setItemDelegate(_RowDelegate(table))
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2 * STEP)
        bar.addWidget(self._filter, 1)
        for button in (self._undo, self._redo, self._export):
            bar.addWidget(button)
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(bar)
        layout.addWidget(self._said)
        layout.addWidget(self._pages, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4 * STEP, 12 * STEP, 4 * STEP, 0)
        layout.addWidget(self._nothing)
        return page

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._filter_by)
        self._undo.clicked.connect(self._undo_to_here)
        self._redo.clicked.connect(self._redo_to_here)
        self._export.clicked.connect(self._ask_where)
        self._soon.timeout.connect(self._reload)
        self._studio.changed.connect(self._refresh)
        self._model.modelReset.connect(self._mark_all_days)
        self._model.rowsInserted.connect(self._mark_days)
        self._table.selectionModel().selectionChanged.connect(self._enable)
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._size()
        if self._stale:
            self._reload()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._size()

    def _size(self) -> None:
        metrics = QFontMetrics(self.font())
        self._table.verticalHeader().setDefaultSectionSize(metrics.height() + 3 * STEP)
        for column, sample in ((WHEN, "00:00"), (WHO, "n" * 16), (STATE, self.tr("undone, then replaced"))):
            self._table.setColumnWidth(column, metrics.horizontalAdvance(sample) + 8 * STEP)

    def _refresh(self) -> None:
        # Undoing to a step far back tells of many changes in a row; the list is read once after them.
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _reload(self) -> None:
        self._stale = False
        chosen, at_top = self._chosen(), self._table.verticalScrollBar().value() == 0
        top = (
            self._model.row(self._table.indexAt(self._table.rect().topLeft()))
            if self._model.rowCount()
            else None
        )
        self._model.reload()
        self._show_page()
        if not at_top and isinstance(top, Action):
            self._table.scrollTo(
                self._model.index(self._model.row_of(top.id), WHAT),
                QAbstractItemView.ScrollHint.PositionAtTop,
            )
        if chosen:
            self._table.selectRow(self._model.row_of(chosen.id))
        self._enable()

    def _filter_by(self, query: str) -> None:
        self._model.filter(query)
        self._show_page()

    def _show_page(self) -> None:
        query = self._filter.text().strip()
        nothing = (
            self.tr("No step has “{query}”.").format(query=query)
            if query
            else self.tr("Nothing has been done in this study yet; every step you take will stand here.")
        )
        self._nothing.setText(nothing)
        self._pages.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _mark_all_days(self) -> None:
        self._table.clearSpans()
        self._mark_days(QModelIndex(), 0, self._model.rowCount() - 1)

    def _mark_days(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            if self._model.is_day(row):
                self._table.setSpan(row, 0, 1, self._model.columnCount())

    def _chosen(self) -> Action | None:
        rows = self._table.selectionModel().selectedRows()
        row = self._model.row(rows[0]) if rows else None
        return row if isinstance(row, Action) else None

    def _enable(self) -> None:
        chosen, last = self._chosen(), self._studio.study.next_undo()
        done = chosen is not None and chosen.state == ActionState.DONE
        self._undo.setEnabled(done and last is not None and last.id > chosen.id)
        self._redo.setEnabled(chosen is not None and chosen.state == ActionState.UNDONE)

    def _undo_to_here(self) -> None:
        if chosen := self._chosen():
            self._step(lambda study: (last := study.next_undo()) and last.id > chosen.id and study.undo())

    def _redo_to_here(self) -> None:
        if chosen := self._chosen():
            self._step(lambda study: (step := study.next_redo()) and step.id <= chosen.id and study.redo())

    def _step(self, once: Callable[[Study], object]) -> None:
        """Step through the history until there is nothing left to do."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            while once(self._studio.study):
                pass
        except StudyError as error:
            self._say(str(error))
        finally:
            QApplication.restoreOverrideCursor()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the history"), str(self._studio.study.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Comma-separated values (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._studio.study.path.stem} history.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export)
        dialog.open()

    def export(self, path: str) -> None:
        """Write the whole history as CSV, the oldest step first; says in its place what went wrong."""
        steps = list(reversed(list(every_action(self._studio.study))))
        file = StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(["step", "when (UTC)", "who", "what", "state"])
        writer.writerows(
            [n, step.at, harmless(step.who), harmless(step.sentence), step.state]
            for n, step in enumerate(steps, 1)
        )
        try:
            save(Path(path), file.getvalue().encode("utf-8-sig"))
        except StudyError as error:
            self._say(str(error))
        else:
            self._say(
                self.tr("{count} steps are saved in “{name}”.").format(count=len(steps), name=Path(path).name)
            )

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()


def every_action(study: Study) -> Iterator[Action]:
    """Walk the whole history, the newest step first."""
    actions = study.actions(1000)
    while actions:
        yield from actions
        actions = study.actions(1000, actions[-1].id)


def local(action: Action) -> datetime:
    """Give when a step was done, in local time."""
    return datetime.fromisoformat(action.at).astimezone()
