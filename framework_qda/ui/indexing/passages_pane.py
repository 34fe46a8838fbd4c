"""List what is indexed to one sub-topic across all interviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from framework_qda.study.model import VERBATIM, Change, Hit, HitKind, Passage, PassageState, SubTopicId
from framework_qda.ui.finder import ChoiceList
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing.topics import topics
from framework_qda.ui.search_rows import ROW, Found, Group, Names, Place, PlaceDelegate, Row
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


@dataclass(frozen=True)
class _PassagePlace(Place):
    passage: Passage


class PassagesPane(QWidget):
    """The passages of a sub-topic by area and interview; `passage_chosen` carries an id."""

    passage_chosen = Signal(str)
    closed = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._subtopic: SubTopicId | None = None
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
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlaceDelegate(self.list))
        self.list.picked.connect(self._pick)
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
        if change.touches("passage", "indexing", "interview", "area", "subtopic", "matrix"):
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def _load(self) -> None:
        self._stale = False
        topic = topics(self._studio.study).get(self._subtopic) if self._subtopic else None
        if topic is None:
            self.model.show([])
            self.closed.emit()
            return
        found = self._studio.study.evidence_of(topic.id)
        row = self.list.currentIndex().row()
        self.title.setText(topic.name)
        self.model.show(list(self._rows(found)))
        self.count.setText(self._counted(found))
        places = [n for n in range(self.model.rowCount()) if isinstance(self.model.index(n).data(ROW), Place)]
        if places:
            self.list.setCurrentIndex(self.model.index(next((n for n in places if n >= row), places[-1])))

    def _counted(self, found: Sequence[Passage]) -> str:
        if not found:
            return self.tr("Nothing is indexed here yet: select words in an interview and press Ctrl+I.")
        interviews = len({passage.interview for passage in found})
        if len(found) == 1:
            return self.tr("1 passage")
        where = self.tr("one interview") if interviews == 1 else self.tr("%d interviews") % interviews
        return self.tr("%d passages in %s") % (len(found), where)

    def _rows(self, found: Sequence[Passage]) -> Iterator[Row]:
        names = Names(self._studio.study)
        for interview, group in groupby(found, key=lambda passage: passage.interview):
            yield Group(names.interview[interview])
            for passage in group:
                words = " ".join(passage.words.split())
                hit = Hit(interview, ((words, False),), kind=HitKind.NOTES)
                yield _PassagePlace(hit, self._where(passage), names.interview[interview], passage)

    def _where(self, passage: Passage) -> str:
        kind = self.tr("from the recording") if passage.kind == VERBATIM else self.tr("from the notes")
        state = {
            PassageState.DOUBTFUL: self.tr("needs a look"),
            PassageState.LOST: self.tr("its words are lost"),
        }.get(passage.state, "")
        return " · ".join(filter(None, (kind, state, passage.note)))

    def _pick(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if isinstance(row, _PassagePlace):
            self.passage_chosen.emit(row.passage.id)
