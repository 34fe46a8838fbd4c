"""The check: what stands in the way of going out, of everything or of one draft, and the ways out of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import BlockId, DraftId, ExposedIn, QuotationId
from framework_qda.study.model import Change, InterviewId
from framework_qda.tasks.checking import Finding, Kind, draft_of, findings, summed
from framework_qda.ui import settings
from framework_qda.ui.beyond.choice import Choice, line, tool
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.quotes.check_detail import CheckDetail
from framework_qda.ui.quotes.check_rows import CheckModel, key_of
from framework_qda.ui.quotes.identifying_words import IdentifyingWords
from framework_qda.ui.quotes.tab import QuotesTab
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

PAUSE = 400  # milliseconds after a change: typing goes on meanwhile
_MEASURED = 100  # rows that say how wide a column is
_EVERYTHING = ""


class CheckTab(QuotesTab):
    """Findings in sections; looked for off the GUI thread, and anew after every change while in view."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.found: list[Finding] | None = None  # None until it was looked for
        self._draft = DraftId("")
        self._stale, self._again = True, False
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        self.of = Choice(self.tr("Look through"), "files", self._offers, self)
        self.words_button = tool(
            "list-bullets", self.tr("The study's own list of words that identify"), self,
            self.tr("Identifying words"),
        )  # fmt: skip
        self.words_button.setCheckable(True)
        self.said = QLabel(self)
        self.said.setProperty("muted", True)
        self.model = CheckModel(studio.study, self)
        self.list = QTreeView(self)
        self.detail = CheckDetail(studio, self)
        self.identifying = IdentifyingWords(studio, self)
        self.nothing = QLabel(self, wordWrap=True)
        self.begin_button = QPushButton(self)
        self.pages = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._say_draft()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("What stands in the way"))
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head, modes = self.list.header(), QHeaderView.ResizeMode
        for column, mode in enumerate((modes.Stretch, modes.ResizeToContents, modes.Stretch)):
            head.setSectionResizeMode(column, mode)  # all in sight, however narrow the list is
        head.setResizeContentsPrecision(_MEASURED)
        left = QWidget(self)
        column = QVBoxLayout(left, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self._nothing_page())
        bar = WorkBar(self.work, self, cancellable=False)
        for part, share in ((self.pages, 1), (bar, 0), (self.detail, 0)):
            column.addWidget(part, share)
        panes = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        for pane, share in ((left, 3), (self.identifying, 1)):
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, share)
        page = QVBoxLayout(self, spacing=STEP)
        page.setContentsMargins(0, STEP, 0, 0)
        page.addLayout(line(self.of, self.said, None, self.words_button))
        page.addWidget(panes, 1)
        shown = bool(settings.get("check/words", False))
        self.words_button.setChecked(shown)
        self.identifying.setVisible(shown)

    def _nothing_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page, spacing=3 * STEP)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(self.nothing)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self.of.picked.connect(lambda key: self.show_draft(DraftId(key)))
        self.words_button.toggled.connect(self._show_words)
        self.begin_button.clicked.connect(self._begin)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.activated.connect(lambda _index: self.go())
        self.list.customContextMenuRequested.connect(
            lambda place: self.menu().popup(self.list.viewport().mapToGlobal(place))
        )
        self.detail.go_wanted.connect(self.go)
        self.detail.done.connect(self.list.setFocus)
        self.detail.everywhere_wanted.connect(self.replace_everywhere)
        self._pause.timeout.connect(self.look)
        self.studio.changed.connect(self._changed)
        for keys, run in (("A", self._accept), ("R", self._replace)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.list

    @property
    def current(self) -> QuotationId | None:
        finding = self.finding
        of_quotation = finding and finding.about in (ExposedIn.QUOTATION, ExposedIn.ATTRIBUTION)
        return QuotationId(finding.subject) if finding and of_quotation else None

    @property
    def finding(self) -> Finding | None:
        """The finding that is current."""
        return self.model.finding(self.list.currentIndex())

    # Looking ----------------------------------------------------------------------------------------

    def show_draft(self, draft: DraftId) -> None:
        """Look through one draft, or through everything where none is given."""
        self._draft = draft
        self._say_draft()
        self.look()

    def look(self) -> None:
        """Look for what stands in the way, off the GUI thread."""
        if self.work.busy:
            self._again = True
            return
        self._stale = self._again = False
        study, draft = self.studio.study, self._draft
        self.work.start(
            self.tr("Checking"), lambda told: findings(study, draft or None, told), self._show, self._fail
        )

    def _show(self, found: list[Finding]) -> None:
        if self._again:
            self.look()
            return
        if found == self.found:
            return
        current, row = self.finding, self.list.currentIndex()
        parent, number, unfolded = row.parent().row(), row.row(), self._unfolded()
        self.found = found
        self.model.show(found)
        for place, section in enumerate(self.model.sections):
            self.list.setFirstColumnSpanned(place, QModelIndex(), True)
            self.list.setExpanded(self.model.index(place, 0), unfolded or not section.accepted)
        self._choose(key_of(current) if current else (), parent, number)
        self._say()

    def _unfolded(self) -> bool:
        """Tell whether those that were accepted are unfolded."""
        return any(
            section.accepted and self.list.isExpanded(self.model.index(place, 0))
            for place, section in enumerate(self.model.sections)
        )

    def _choose(self, key: tuple[str, ...], parent: int, row: int) -> None:
        """Go to the finding that was current; where it is gone, to what has come to its place."""
        index = self.model.place(key)
        if not self._unfolds(index.parent()) and self.model.sections:
            section = self.model.index(min(max(parent, 0), len(self.model.sections) - 1), 0)
            inside = self.model.index(min(max(row, 0), self.model.rowCount(section) - 1), 0, section)
            index = inside if self._unfolds(section) else section
        self.list.setCurrentIndex(index)
        self._show_current()

    def _unfolds(self, section: QModelIndex) -> bool:
        return section.isValid() and self.list.isExpanded(section)

    def _fail(self, error: StudyError) -> None:
        self.said.setText(str(error))

    def _say(self) -> None:
        found = self.found or []
        waiting = summed(found)
        self.said.setText(waiting)
        none = not found
        self.pages.setCurrentIndex(1 if none else 0)
        if none:
            quotations = len(self.studio.study.quotations())
            self.nothing.setText(
                self.tr("Nothing stands in the way: all is verified, and nothing tells who somebody is.")
                if quotations
                else self.tr("Nothing was found; this verifies quotations, and finds words that identify.")
            )
            self.begin_button.setText(self.tr("List words that identify somebody"))
        elif not waiting:
            self.said.setText(self.tr("Nothing stands in the way."))

    def _show_current(self) -> None:
        finding = self.finding
        if finding is None:
            self.detail.show_finding(None)
            return
        known = self.studio.study.acceptances().get((finding.about, finding.subject, finding.words))
        self.detail.show_finding(finding, self.model.where(finding), known)

    def _changed(self, _change: Change) -> None:
        self._stale = True
        self._say_draft()
        if self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.look()

    # What to look through ---------------------------------------------------------------------------

    def _offers(self) -> list[Offer]:
        drafts = [Offer(each.id, each.name, self.tr("draft")) for each in self.studio.study.drafts()]
        return [Offer(_EVERYTHING, self.tr("Everything")), *drafts]

    def _say_draft(self) -> None:
        found = self.studio.study.draft(self._draft) if self._draft else None
        if found is None:
            self._draft = DraftId("")
        self.of.say(found.name if found else self.tr("Everything"))

    def _show_words(self, shown: bool) -> None:
        self.identifying.setVisible(shown)
        settings.put("check/words", shown)
        if shown:
            self.identifying.field.setFocus()

    def _begin(self) -> None:
        self.words_button.setChecked(True)
        self.identifying.field.setFocus()

    # What can be done -------------------------------------------------------------------------------

    def go(self) -> None:
        """Go where the current finding stands."""
        finding = self.finding
        if finding is None:
            return
        subject = finding.subject
        match finding.about:
            case ExposedIn.QUOTATION | ExposedIn.ATTRIBUTION:
                self.quotation_wanted.emit(subject)
            case ExposedIn.CELL:
                self.cell_wanted.emit(*subject.split("/", 1))
            case ExposedIn.OVERVIEW:
                self.overview_wanted.emit(*subject.split("/", 1))
            case ExposedIn.BLOCK:
                self.block_wanted.emit(draft_of(self.studio.study, BlockId(subject)) or "", subject)
            case ExposedIn.DRAFT:
                self.block_wanted.emit(subject, "")
            case ExposedIn.STUDY:
                pass

    def _accept(self) -> None:
        if self.finding and self.finding.kind is Kind.DISCLOSURE and self.finding.open:
            self.detail.reason.setFocus()

    def _replace(self) -> None:
        if self.detail.instead.isVisible():
            self.detail.instead.setFocus()

    def replace_everywhere(self, words: str) -> None:
        """Offer to replace words in the whole study."""
        from framework_qda.ui.indexing.replace_names import ReplaceNames

        dialog = ReplaceNames(self.studio, InterviewId(""), words, self)
        dialog.everywhere.setChecked(True)
        dialog.here.setEnabled(False)
        dialog.open()

    def menu(self) -> QMenu:
        """Offer what can be done about the current finding."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finding, detail = self.finding, self.detail
        if finding is None:
            return menu
        for shown, part, run in (
            (detail.go, self.tr("Go there"), self.go),
            (detail.reason, self.tr("Accept for a reason…"), self._accept),
            (detail.instead, self.tr("Replace here…"), self._replace),
            (detail.everywhere, self.tr("Replace everywhere…"), detail.everywhere.click),
            (detail.withdraw, self.tr("Withdraw"), detail.withdraw.click),
        ):
            if shown.isVisible():
                menu.addAction(part, run)
        return menu
