"""List passages across all interviews: what is indexed to one sub-topic, or what needs a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import VERBATIM, Change, Hit, HitKind, Passage, PassageState, SubTopicId
from framework_qda.tasks.taking import Wanted
from framework_qda.text.counting import counted
from framework_qda.ui.commands import window_action
from framework_qda.ui.evidence.places import Places
from framework_qda.ui.evidence.reading import place_of
from framework_qda.ui.finder import ChoiceList
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing.topics import topics
from framework_qda.ui.report.used_menu import add_uses
from framework_qda.ui.search_rows import ROW, Found, Group, Index, Names, Place, PlaceDelegate, Row
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


@dataclass(frozen=True)
class _PassagePlace(Place):
    passage: Passage
    heard: bool  # its interview has a recording


class _Delegate(PlaceDelegate):
    """Paint ▶ before a passage that can be listened to."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW)
        if isinstance(row, _PassagePlace) and row.heard:
            icon("play").paint(painter, listen_rect(option.rect))  # type: ignore[attr-defined]


def listen_rect(row: QRect) -> QRect:
    """Tell where ▶ stands in the rectangle of a row."""
    return QRect(row.left(), row.top() + STEP, 4 * STEP, 4 * STEP)


class PassagesPane(QWidget):
    """Passages by area and interview; the signals carry an id.

    Enter or a click goes to a passage, Space or a click on its ▶ plays it.
    """

    passage_chosen = Signal(str)
    listen_wanted = Signal(str)
    closed = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._places = Places(studio.study)
        self._subtopic: SubTopicId | None = None  # none while those of the whole study are shown
        self._stale = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._load)
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("heading", True)
        self.count = QLabel(wordWrap=True)
        self.count.setProperty("muted", True)
        self.model = Found(self)
        self.list = ChoiceList(self)
        self.list.setAccessibleName(self.tr("Passages of this sub-topic"))
        self.list.setSelectionMode(ChoiceList.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.picked.connect(self._pick)
        self.list.spaced.connect(self._listen)
        self.list.left.connect(self.closed)
        self._lay_out()
        studio.changed.connect(self._changed)

    def _lay_out(self) -> None:
        close = QToolButton(icon=icon("x"), toolTip=self.tr("Close  Esc"))
        close.setAccessibleName(self.tr("Close the passages"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(close)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        column.addLayout(top)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)

    def show_subtopic(self, subtopic: SubTopicId) -> None:
        """Show what is indexed to a sub-topic, the first passage current."""
        self._subtopic = subtopic
        self.list.setCurrentIndex(QModelIndex())
        self._load()
        self.list.scrollToTop()

    def _changed(self, change: Change) -> None:
        if change.touches("passage", "indexing", "recording", "interview", "area", "subtopic", "matrix"):
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def show_unsettled(self) -> None:
        """Show the passages of the whole study that need a look or are lost, the first one current."""
        self._subtopic = None
        self.list.setCurrentIndex(QModelIndex())
        self._load()
        self.list.scrollToTop()

    def _load(self) -> None:
        self._stale = False
        study, topic = self._studio.study, None
        if self._subtopic is None:
            found, nothing = study.unsettled_passages(), self.tr("No passage needs a look, and none is lost.")
        else:
            topic = topics(study).get(self._subtopic)
            found = study.evidence_of(self._subtopic)
            nothing = self.tr("Nothing is indexed here yet: select words in an interview and press Ctrl+I.")
            if topic is None:
                self.model.show([])
                self.closed.emit()
                return
        row = self.list.currentIndex().row()
        self.title.setText(topic.name if topic else self.tr("Passages to look at"))
        self.list.setAccessibleName(self.title.text())
        self.model.show(list(self._rows(found)))
        self.count.setText(self._counted(found) or nothing)
        places = [n for n in range(self.model.rowCount()) if isinstance(self.model.index(n).data(ROW), Place)]
        if places:
            self.list.setCurrentIndex(self.model.index(next((n for n in places if n >= row), places[-1])))

    def _counted(self, found: Sequence[Passage]) -> str:
        interviews = len({passage.interview for passage in found})
        if len(found) <= 1:
            return self.tr("1 passage") if found else ""
        where = counted(interviews, self.tr("one interview"), self.tr("%d interviews"))
        return self.tr("%d passages in %s") % (len(found), where)

    def _rows(self, found: Sequence[Passage]) -> Iterator[Row]:
        names = Names(self._studio.study)
        for interview, group in groupby(found, key=lambda passage: passage.interview):
            yield Group(names.interview[interview])
            heard = bool(self._studio.study.recordings(interview))
            for passage in group:
                words = " ".join(passage.words.split())
                hit = Hit(interview, ((words, False),), kind=HitKind.NOTES)
                yield _PassagePlace(hit, self._where(passage), names.interview[interview], passage, heard)

    def _where(self, passage: Passage) -> str:
        kind = self.tr("from the recording") if passage.kind == VERBATIM else self.tr("from the notes")
        state = {
            PassageState.DOUBTFUL: self.tr("needs a look"),
            PassageState.LOST: self.tr("its words are lost"),
        }.get(passage.state, "")
        place = place_of(self._places, passage)
        return " · ".join(filter(None, (place, kind, state, passage.note)))

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: the passages chosen."""
        rows = [index.data(ROW) for index in sorted(self.list.selectedIndexes(), key=QModelIndex.row)]
        chosen = tuple(row.passage.id for row in rows if isinstance(row, _PassagePlace))
        return Wanted(chosen) if chosen else None

    def _offer(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not isinstance(index.data(ROW), _PassagePlace):
            return
        passage, menu = index.data(ROW).passage, QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("article"), self.tr("Show in the notes") + "\tReturn", lambda: self._pick(index))
        menu.addAction(icon("play"), self.tr("Listen") + "\tSpace", lambda: self._listen(index))
        menu.addAction(window_action(self, "quote"))
        menu.addAction(window_action(self, "copy_quotation"))
        add_uses(menu, self._studio.study, passage.id, self)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _pick(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        at = self.list.clicked_at
        if at is not None and listen_rect(self.list.visualRect(index)).contains(at):
            self._listen(index)
        elif isinstance(row, _PassagePlace):
            self.passage_chosen.emit(row.passage.id)

    def _listen(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if isinstance(row, _PassagePlace):
            self.listen_wanted.emit(row.passage.id)
