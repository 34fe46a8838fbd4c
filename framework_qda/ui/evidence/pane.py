"""List the passages indexed to a sub-topic in an interview, beside the summary of that cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QActionGroup, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.ui import settings
from framework_qda.ui.cell.fitting_row import FittingRow
from framework_qda.ui.cell.summary_edit import LINK_KEYS
from framework_qda.ui.commands import window_action
from framework_qda.ui.evidence.delegate import EvidenceDelegate
from framework_qda.ui.evidence.model import EvidenceModel
from framework_qda.ui.evidence.places import Manner, manner, set_manner
from framework_qda.ui.evidence.reading import Evidence
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP

_SHOWN = "cell/evidence_shown"
GO_KEYS = "Shift+Return"


class EvidenceList(QListView):
    """The passages: Enter inserts those chosen, Shift+Enter goes to the current one, Space plays it."""

    insert_wanted = Signal(list)
    go_wanted = Signal(str)
    listen_wanted = Signal(str)
    memo_wanted = Signal(str)
    menu_filling = Signal(QMenu, str)  # of a passage, before it opens
    passage_clicked = Signal(str)
    pointed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages = EvidenceModel(self)
        self.setModel(self.passages)
        self._delegate = EvidenceDelegate(self.passages, self)
        self._delegate.insert_wanted.connect(self._insert_one)
        self._delegate.listen_wanted.connect(self.listen_wanted)
        self._delegate.clicked.connect(self.passage_clicked)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Passages indexed here"))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.pointed.emit([self.id_at(index)]))
        self.viewportEntered.connect(self._point_at_chosen)
        self.doubleClicked.connect(lambda index: self.go_wanted.emit(self.id_at(index)))
        self.selectionModel().selectionChanged.connect(self._point_at_chosen)

    def id_at(self, index: QModelIndex) -> str:
        """Give the passage at an index."""
        return self.passages.passages[index.row()].id

    def chosen(self) -> list[str]:
        """Give the passages that are chosen, in the order of the text."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.passages.passages[row].id for row in rows]

    def choose(self, passage: str) -> None:
        """Choose one passage and bring it into view."""
        index = self.passages.index(self.passages.place(passage))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def insert_chosen(self) -> None:
        """Ask for what is chosen, or else for the current one."""
        here = [self.id_at(self.currentIndex())] if self.currentIndex().isValid() else []
        if chosen := self.chosen() or here:
            self.insert_wanted.emit(chosen)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _enters(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.listen_wanted.emit(self.id_at(self.currentIndex()))
        elif not _enters(event):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            self.go_wanted.emit(self.id_at(self.currentIndex()))
        else:
            self.insert_chosen()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == event.Reason.Mouse else self.currentIndex()
        if not index.isValid():
            return
        passage, menu = self.id_at(index), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.passages.passages[index.row()].heard:
            menu.addAction(
                icon("play"), self.tr("Listen") + "\tSpace", lambda: self.listen_wanted.emit(passage)
            )
        menu.addAction(icon("arrow-left"), self.tr("Insert") + "\tReturn", self.insert_chosen)
        keys = QKeySequence(GO_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(
            icon("article"), f"{self.tr('Show in the notes')}\t{keys}", lambda: self.go_wanted.emit(passage)
        )
        menu.addAction(window_action(self, "quote"))
        menu.addAction(icon("notepad"), self.tr("Memo…") + "\tCtrl+M", lambda: self.memo_wanted.emit(passage))
        self.menu_filling.emit(menu, passage)
        menu.popup(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.scheduleDelayedItemsLayout()

    def _insert_one(self, passage: str) -> None:
        self.insert_wanted.emit([passage])

    def _point_at_chosen(self, *_: object) -> None:
        self.pointed.emit(self.chosen())


class EvidencePane(QWidget):
    """The evidence with what can be done with it."""

    all_wanted = Signal()
    link_wanted = Signal()
    manner_chosen = Signal()
    folded = Signal(bool)
    anyway = Signal()  # to what was asked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = EvidenceList()
        self.nothing = QLabel(
            self.tr("Nothing is indexed here yet. Select words in the notes and press Ctrl+I."),
            wordWrap=True,
            alignment=Qt.AlignmentFlag.AlignTop,
        )
        self.nothing.setProperty("muted", True)
        self.question = QLabel(wordWrap=True)
        self.anyway_button = QPushButton()
        self._build()
        self._fold(settings.get(_SHOWN, True))
        self.fold_button.toggled.connect(self._remember_fold)

    def show_evidence(self, passages: Sequence[Evidence], linked: Collection[str]) -> None:
        """Show the passages of a cell."""
        self.list.passages.show(passages, linked)
        new = sum(1 for each in passages if each.new)
        said = self.tr("Evidence (%d)") % len(passages)
        self.fold_button.setText(said + (f"  ●{new}" if new else ""))
        self.fold_button.setAccessibleName(said + (self.tr(", %d new") % new if new else ""))
        for button in (self.insert_button, self.all_button):
            button.setEnabled(bool(passages))
        self._fold(self.fold_button.isChecked())

    def ask(self, question: str, anyway: str) -> None:
        """Ask in place, above the list; without a question there is none any more."""
        if question or self.asking.isVisibleTo(self):
            if not question and self.anyway_button.hasFocus():
                self.list.setFocus()
            self.question.setText(question)
            self.anyway_button.setText(anyway)
            self.list.setAccessibleDescription(question)
            self.asking.setVisible(bool(question))
            self.folded.emit(not self.fold_button.isChecked())

    def _build_question(self) -> QWidget:
        self.asking = QWidget(visible=False)
        row = QHBoxLayout(self.asking, spacing=2 * STEP)
        row.setContentsMargins(0, 0, 0, STEP)
        row.addWidget(self.question, 1)
        row.addWidget(self.anyway_button, 0, Qt.AlignmentFlag.AlignTop)
        self.anyway_button.clicked.connect(self.anyway)
        return self.asking

    def _build(self) -> None:
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(STEP, STEP, 0, 0)
        head = FittingRow([Qt.ToolButtonStyle.ToolButtonTextOnly])
        self.fold_button = head.add(
            self.tr("Evidence"), "caret-down", self.tr("Show or hide the passages indexed here"), worded=False
        )
        self.fold_button.setCheckable(True)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.gap(1)
        self.insert_button = head.add(
            self.tr("Insert"), "arrow-left", self.tr("Put the chosen passages into the summary"), "Return"
        )
        self.link_button = head.add(
            self.tr("Link"), "link", self.tr("Link the words selected in the summary to passages"), LINK_KEYS
        )
        self.all_button = head.add(
            self.tr("Bring in all"),
            "stack",
            self.tr("Put all passages that are not linked yet after the summary, as a first draft"),
        )
        self.more_button = self._more(head)
        self.insert_button.clicked.connect(self.list.insert_chosen)
        self.link_button.clicked.connect(self.link_wanted)
        self.all_button.clicked.connect(self.all_wanted)
        column.addWidget(head)
        column.addWidget(self._build_question())
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _more(self, head: FittingRow) -> QToolButton:
        button = head.add(
            self.tr("References"), "hash", self.tr("How references after linked words are written"),
            worded=False,
        )  # fmt: skip
        menu = QMenu(button)
        group = QActionGroup(menu)
        for each, words in (
            (Manner.PARAGRAPH, self.tr("Paragraph, [p12]")),
            (Manner.TIME, self.tr("Time, [00:14:05]")),
            (Manner.NONE, self.tr("No references")),
        ):
            action = group.addAction(words)
            action.setCheckable(True)
            action.setChecked(manner() is each)
            action.triggered.connect(self._choosing(each))
        menu.addActions(group.actions())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _choosing(self, chosen: Manner) -> Callable[[], None]:
        def choose() -> None:
            set_manner(chosen)
            self.manner_chosen.emit()

        return choose

    def _remember_fold(self, shown: bool) -> None:
        settings.put(_SHOWN, shown)
        self._fold(shown)
        self.folded.emit(not shown)

    def _fold(self, shown: bool) -> None:
        self.fold_button.setChecked(shown)
        self.fold_button.setIcon(icon("caret-down" if shown else "caret-right"))
        some = bool(self.list.passages.passages)
        self.list.setVisible(shown and some)
        self.nothing.setVisible(shown and not some)


def _enters(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) in _ENTER


_ENTER = [QKeySequence(keys) for keys in ("Return", "Enter", GO_KEYS, "Shift+Enter")]
