"""Show everything that was ever done in a study, and go back and forth in it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
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
from framework_qda.study.model import Action, ActionState
from framework_qda.text.counting import counted
from framework_qda.ui.history_model import STATE, WHAT, WHEN, WHO, HistoryModel, Index, every_action
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.worded import PicturedButton


class _RowDelegate(QStyledItemDelegate):
    """Paints rows whole: no frame round one cell of them, and words below the words of the heading."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(option.rect, option.palette.highlight())
        elif ground := index.data(Qt.ItemDataRole.BackgroundRole):
            painter.fillRect(option.rect, ground)
        rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        painter.save()
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or option.font)
        painter.setPen(QColor(colours().text) if chosen else index.data(Qt.ItemDataRole.ForegroundRole))
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
        self._undo = PicturedButton("arrow-u-up-left", self.tr("Undo to here"), self)
        self._redo = PicturedButton("arrow-u-up-right", self.tr("Redo to here"), self)
        self._export = PicturedButton("export", self.tr("Export as CSV…"), self)
        self._said = QLabel(self, wordWrap=True)
        self._nothing = QLabel(self, wordWrap=True)
        self._pages = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()

    @property
    def words_field(self) -> QLineEdit:
        """The field that finds steps by words."""
        return self._filter

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
        for button in (self._undo, self._redo, self._export):
            button.setIconSize(QSize(metrics.height(), metrics.height()))
        for column, sample in ((WHEN, "00:00"), (WHO, "n" * 12), (STATE, self.tr("undone, then replaced"))):
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
            self._attempt(lambda: self._studio.study.undo_after(chosen.id))

    def _redo_to_here(self) -> None:
        if chosen := self._chosen():
            self._attempt(lambda: self._studio.study.redo_through(chosen.id))

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except StudyError as error:
            self._say(str(error))

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
            saved = counted(len(steps), self.tr("1 step is saved"), self.tr("%d steps are saved"))
            self._say(self.tr("%s in “%s”.") % (saved, Path(path).name))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()
