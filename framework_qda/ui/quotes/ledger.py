"""The ledger: who is quoted how much against what was said, and which quotations are used twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import Use
from framework_qda.study.ledger import OVER_QUOTED, UNHEARD
from framework_qda.study.model import Change
from framework_qda.tasks.ledger_pages import LedgerRow, Twice, by_name, ledger_page, ledger_rows, used_twice
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.beyond.choice import Choice, line, tool
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.quotes.board_rows import Shown
from framework_qda.ui.quotes.ledger_rows import REMARK, SHARES, LedgerModel, Shares, pointed_at
from framework_qda.ui.quotes.tab import QuotesTab
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

PAUSE = 400  # milliseconds after a change
_TWICE_LINES = 7
_BY = "ledger/by"
_USE = Qt.ItemDataRole.UserRole
_Read = tuple[str, list[LedgerRow], list[Twice]]


class LedgerTab(QuotesTab):
    """One grouping at a time; a row shows its quotations on the board, a use twice its place in the draft."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self._stale, self._again = True, False
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        self.by: str = settings.get(_BY, "area")
        self.choice = Choice(self.tr("By"), "rows", self._offers, self)
        self.export = tool("export", self.tr("Export the ledger  Ctrl+E"), self, self.tr("Export"))
        self.said = QLabel(self)
        self.said.setProperty("muted", True)
        self.model = LedgerModel(self)
        self.table = QTableView(self)
        self.twice_title = QLabel(self)
        self.twice_title.setProperty("heading", True)
        self.twice = QTreeWidget(self, columnCount=1, headerHidden=True)
        self.nothing = QLabel(
            self.tr("No quotation has been taken yet; Ctrl+Q takes the words that are selected."),
            self, wordWrap=True,
        )  # fmt: skip
        self.begin_button = QPushButton(self.tr("Show the board"), self)
        self.pages = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self.choice.picked.connect(self.show_by)
        self.export.clicked.connect(self.export_wanted)
        self.table.activated.connect(lambda index: self.show_group(index.row()))
        self.twice.itemActivated.connect(lambda item: self._go(item))
        self.begin_button.clicked.connect(lambda: self.board_wanted.emit(Shown()))
        self._pause.timeout.connect(self.read)
        studio.changed.connect(self._changed)
        self._say_by()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Quotations used against what was said"))
        table.setItemDelegateForColumn(SHARES, Shares(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # long names differ at their ends
        table.setShowGrid(False)
        table.verticalHeader().hide()
        head, letter = table.horizontalHeader(), self.fontMetrics().averageCharWidth()
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, letters in enumerate((30, 44, 13, 13, 9, 9, 16)):
            head.resizeSection(column, letter * letters)
        head.moveSection(REMARK, 1)  # beside the name: in sight however narrow the window is
        self.twice.setAccessibleName(self.tr("Quotations used twice"))
        self.twice.setWordWrap(False)
        self.twice.setMaximumHeight(self.fontMetrics().lineSpacing() * _TWICE_LINES + 4 * STEP)
        body, nothing = QWidget(self), QWidget(self)
        column = QVBoxLayout(body, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        for part, share in ((table, 1), (self.twice_title, 0), (self.twice, 0)):
            column.addWidget(part, share)
        self.twice_title.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = QVBoxLayout(nothing, spacing=3 * STEP)
        empty.addStretch(1)
        empty.addWidget(self.nothing)
        empty.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch(2)
        self.pages.addWidget(body)
        self.pages.addWidget(nothing)
        page = QVBoxLayout(self, spacing=STEP)
        page.setContentsMargins(0, STEP, 0, 0)
        page.addLayout(line(self.choice, self.said, None, self.export))
        page.addWidget(self.pages, 1)
        page.addWidget(WorkBar(self.work, self, cancellable=False))

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.table

    def extents(self) -> list[Extent] | None:
        study, by = self.studio.study, self.by
        if not study.quotations():
            return []
        return [of_page(self.tr("Quotations by %s") % by_name(study, by), lambda: ledger_page(study, by))]

    # Reading ----------------------------------------------------------------------------------------

    def show_by(self, by: str) -> None:
        """Keep the ledger by something else."""
        self.by = by
        settings.put(_BY, by)
        self._say_by()
        self.read()

    def read(self) -> None:
        """Read the ledger, off the GUI thread: what it is made with takes a moment to load."""
        if self.work.busy:
            self._again = True
            return
        self._stale = self._again = False
        study, by = self.studio.study, self.by
        self.work.start(
            self.tr("Reading the ledger"),
            lambda _told: (by_name(study, by), ledger_rows(study, by), used_twice(study)),
            self._show,
            self._fail,
        )

    def _fail(self, error: StudyError) -> None:
        self.said.setText(str(error))

    def _show(self, read: _Read) -> None:
        if self._again:
            self.read()
            return
        name, rows, twice = read
        self.pages.setCurrentIndex(0 if self.studio.study.quotations() else 1)
        current = self.table.currentIndex().row()
        if rows != self.model.rows or name != self.model.name:
            self.model.show(rows, name)
            self.table.setCurrentIndex(self.model.index(min(max(current, 0), len(rows) - 1), 0))
        over, unheard = (sum(row.remark == remark for row in rows) for remark in (OVER_QUOTED, UNHEARD))
        said = (
            counted(over, self.tr("1 over-quoted"), self.tr("%d over-quoted")) if over else "",
            counted(unheard, self.tr("1 unheard"), self.tr("%d unheard")) if unheard else "",
        )
        self.said.setText(", ".join(filter(None, said)))
        self._show_twice(twice)

    def _show_twice(self, twice: list[Twice]) -> None:
        self.twice_title.setText(self.tr("Used twice (%d)") % len(twice))
        self.twice_title.setVisible(bool(twice))
        self.twice.setVisible(bool(twice))
        self.twice.clear()
        for each in twice:
            item = QTreeWidgetItem(self.twice, [f"‘{' '.join(each.words.split())}’"])
            item.setToolTip(0, each.words)
            item.setData(0, _USE, each.quotation.id)
            for use, place in zip(each.uses, each.places, strict=True):
                beneath = QTreeWidgetItem(item, [place])
                beneath.setData(0, _USE, use)
        self.twice.expandAll()

    def _go(self, item: QTreeWidgetItem) -> None:
        match item.data(0, _USE):
            case Use(draft, block):
                self.block_wanted.emit(draft, block)
            case (str(draft), str(block)):
                self.block_wanted.emit(draft, block)
            case quotation:
                self.quotation_wanted.emit(quotation)

    def show_group(self, row: int) -> None:
        """Show the quotations of a group on the board."""
        if 0 <= row < len(self.model.rows):
            self.board_wanted.emit(pointed_at(self.studio.study, self.by, self.model.rows[row].group))

    def _changed(self, _change: Change) -> None:
        self._stale = True
        self._say_by()
        if self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()

    # By what ----------------------------------------------------------------------------------------

    def _offers(self) -> list[Offer]:
        fixed = [
            Offer("participant", self.tr("Participant")),
            Offer("area", self.tr("Area")),
            Offer("subtopic", self.tr("Sub-topic")),
        ]
        return [*fixed, *(Offer(each.id, each.name, each.kind) for each in self.studio.study.fields())]

    def _say_by(self) -> None:
        known = {offer.key: offer.text for offer in self._offers()}
        if self.by not in known:
            self.by = "area"
        self.choice.say(known[self.by])
