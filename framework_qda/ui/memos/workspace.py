"""The memos workspace: lists of memos by what they are about, the journal, and one memo to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import About, Change, Memo, MemoId
from framework_qda.ui.icons import icon
from framework_qda.ui.memos.editor import MemoEditor
from framework_qda.ui.memos.model import MemoDelegate, MemoList
from framework_qda.ui.memos.words import SYMBOLS, kind_name, subject_in_words
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import PicturedButton

_PAUSE = 150  # milliseconds without a key before a search
_KIND = Qt.ItemDataRole.UserRole
_KINDS: tuple[About | None, ...] = (None, *About)
_NAMED = ("area", "interview", "matrix", "subtopic", "passage", "setting")

# What a memo can be about: the kind of thing and its id.
Subject = tuple[About, str]


class MemosWorkspace(QWidget):
    """All memos; `go_wanted(Memo)` asks to show what one is about, `left` to go back to work.

    `offers` gives what is current elsewhere, to write a memo about.
    """

    go_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        studio: Studio,
        offers: Callable[[], list[Subject]] = list,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._offers = offers
        self._model = MemoList(studio, self)
        self.kinds = QListWidget()
        self.list = QListView()
        self.table = self.list
        self.field = QLineEdit()
        self.editor = MemoEditor(studio)
        self.about_chip = QToolButton(visible=False)
        self.new = PicturedButton("note-pencil", self.tr("Write"))
        self._nothing = QLabel(wordWrap=True)
        self._pages = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()
        self._reload()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.kinds.setAccessibleName(self.tr("Lists of memos"))
        for kind in _KINDS:
            item = QListWidgetItem(icon(SYMBOLS[kind]), kind_name(kind))
            item.setData(_KIND, kind)
            self.kinds.addItem(item)
        self.kinds.setCurrentRow(0)
        self.list.setModel(self._model)
        self.list.setItemDelegate(MemoDelegate(self.list))
        self.list.setAccessibleName(self.tr("Memos, the newest first"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.field.setPlaceholderText(self.tr("Search memos"))
        self.field.setAccessibleName(self.tr("Search memos"))
        self.field.setClearButtonEnabled(True)
        self.about_chip.setIcon(icon("x"))
        self.about_chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.about_chip.setToolTip(self.tr("Show the memos about other things again"))
        self.new.setMenu(QMenu(self.new))
        self.new.setToolTip(self.tr("Write a memo, or in the journal"))
        self._nothing.setProperty("muted", True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(6 * STEP)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        self._lay_out()

    def _lay_out(self) -> None:
        panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for pane, stretch in ((self._kinds_pane(), 0), (self._list_pane(), 2), (self.editor, 3)):
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, stretch)
        letter = self.fontMetrics().averageCharWidth()
        panes.setSizes([letter * 26, letter * 38, letter * 64])
        self._dress()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(panes)

    def _dress(self) -> None:
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        self.kinds.setMinimumWidth(letter * 20 + 8 * STEP)
        self.field.setMinimumWidth(letter * 20)
        for row in range(self.kinds.count()):
            self.kinds.item(row).setSizeHint(QSize(0, line + 3 * STEP))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.editor.empty:
            self._choose_first()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "kinds"):
            self._dress()

    def _kinds_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane, spacing=2 * STEP)
        column.setContentsMargins(2 * STEP, 3 * STEP, 2 * STEP, 2 * STEP)
        column.addWidget(self.new)
        column.addWidget(self.kinds, 1)
        return pane

    def _list_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane, spacing=STEP)
        column.setContentsMargins(0, 3 * STEP, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(2 * STEP, 0, 2 * STEP, STEP)
        top.addWidget(self.field)
        column.addLayout(top)
        column.addWidget(self.about_chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pages, 1)
        return pane

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(self._kind_chosen)
        self.field.textChanged.connect(self._pause.start)
        self.field.returnPressed.connect(self.list.setFocus)
        self._pause.timeout.connect(self._search)
        self.about_chip.clicked.connect(self._forget_subject)
        self.list.selectionModel().currentChanged.connect(self._memo_chosen)
        self.list.activated.connect(self._edit)
        self.new.menu().aboutToShow.connect(self._fill_menu)
        self.editor.go_wanted.connect(self.go_wanted)
        self.editor.written.connect(self._written)
        self.editor.left.connect(self.left)
        self._studio.changed.connect(self._changed)
        self.setFocusProxy(self.list)

    # Choosing ---------------------------------------------------------------------------------------

    @property
    def words_field(self) -> QLineEdit:
        """The field that finds memos."""
        return self.field

    def write(self, about: About, subject: str = "") -> None:
        """Begin a memo about something, beside the memos there are about it."""
        self.editor.save()
        self._show(about, subject, "")
        self.list.setCurrentIndex(QModelIndex())
        self.editor.begin(about, subject)

    def show_memo(self, memo: MemoId) -> None:
        """Show one memo among all."""
        self._show(None, "", "")
        self._choose(memo)
        self.list.setFocus()

    def save(self) -> bool:
        """Save at once what is typed."""
        return self.editor.save()

    def _show(self, about: About | None, subject: str, query: str) -> None:
        self.kinds.blockSignals(True)
        self.kinds.setCurrentRow(_KINDS.index(about))
        self.kinds.blockSignals(False)
        self.field.blockSignals(True)
        self.field.setText(query)
        self.field.blockSignals(False)
        self._model.about, self._model.subject, self._model.query = about, subject, query
        self._reload()

    def _kind_chosen(self, row: int) -> None:
        self._show(_KINDS[row], "", self.field.text())
        self._choose_first()

    def _search(self) -> None:
        self._model.query = self.field.text().strip()
        self._reload()

    def _forget_subject(self) -> None:
        self._show(self._model.about, "", self.field.text())

    def _choose(self, memo: MemoId | None) -> None:
        self.list.setCurrentIndex(self._model.index(self._model.row_of(memo)))

    def _choose_first(self) -> None:
        if self._model.memos:
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self.editor.show_nothing()

    def _memo_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            memo = self._model.memos[index.row()]
            if self.editor.memo is None or self.editor.memo.id != memo.id:
                self.editor.show_memo(memo)

    def _edit(self) -> None:
        self.editor.text.setFocus()

    def _written(self, memo: str) -> None:
        self._reload()
        self._choose(MemoId(memo))

    def _fill_menu(self) -> None:
        menu = self.new.menu()
        menu.clear()
        journal = menu.addAction(icon(SYMBOLS[About.JOURNAL]), self.tr("In the journal"))
        journal.triggered.connect(lambda: self.write(About.JOURNAL))
        subjects: list[Subject] = [(About.STUDY, ""), *self._offers()]
        menu.addSection(self.tr("A memo about"))
        for about, subject in subjects:
            words = subject_in_words(self._studio.study, about, subject).replace("&", "&&")
            action = menu.addAction(icon(SYMBOLS[about]), words)
            action.triggered.connect(lambda _=False, about=about, subject=subject: self.write(about, subject))

    # Changes ----------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if change.touches("memo"):
            self._reload()
        elif change.touches(*_NAMED):
            self.list.viewport().update()
            self._name_chip()

    def _reload(self) -> None:
        shown: Memo | None = self.editor.memo
        self._model.reload()
        self._count()
        self._name_chip()
        self._pages.setCurrentIndex(0 if self._model.memos else 1)
        self._nothing.setText(
            self.tr("No memo here has “%s”.") % self._model.query
            if self._model.query
            else self.tr("No memo yet. Write what you notice while it is fresh; each is dated and yours.")
        )
        if shown:
            self.list.selectionModel().blockSignals(True)
            self._choose(shown.id)
            self.list.selectionModel().blockSignals(False)

    def _count(self) -> None:
        counts = Counter(memo.about for memo in self._studio.study.memos())
        for row, kind in enumerate(_KINDS):
            count = counts.total() if kind is None else counts[kind]
            self.kinds.item(row).setText(f"{kind_name(kind)}  {count}" if count else kind_name(kind))

    def _name_chip(self) -> None:
        about, subject = self._model.about, self._model.subject
        self.about_chip.setVisible(bool(subject))
        if about and subject:
            name = subject_in_words(self._studio.study, about, subject)
            self.about_chip.setText(
                self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 70 * STEP)
            )
