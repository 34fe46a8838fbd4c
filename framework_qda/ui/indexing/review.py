"""Index the places that a search found, once each was looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.model import Hit, InterviewId, SubTopicId
from framework_qda.text.counting import counted
from framework_qda.ui.indexing import habits, likely
from framework_qda.ui.indexing.chooser import Choice, SubTopicChooser
from framework_qda.ui.indexing.places import Places
from framework_qda.ui.indexing.topics import topics
from framework_qda.ui.search_rows import Found
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")
Span = tuple[InterviewId, int, int]


class ReviewBar(QFrame):
    """How many places are ticked, what of each is indexed, and the button that does it."""

    done = Signal()

    def __init__(self, studio: Studio, model: Found, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio = studio
        self._model = model
        self.count = QLabel(wordWrap=True)
        self.extent = QComboBox()
        self.extent.addItems([self.tr("the paragraph of each"), self.tr("the sentence of each")])
        self.extent.setAccessibleName(self.tr("What of each place is indexed"))
        self.index = QPushButton(self.tr("Index…"))
        self.leave = QPushButton(self.tr("Cancel"))
        self.chooser: SubTopicChooser | None = None
        self.index.clicked.connect(self.choose)
        self.leave.clicked.connect(self.done)
        buttons = QHBoxLayout(spacing=2 * STEP)
        buttons.addWidget(self.index)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, STEP, 0, 2 * STEP)
        column.addWidget(self.count)
        column.addWidget(self.extent)
        column.addLayout(buttons)
        model.dataChanged.connect(self._show_count)
        model.modelReset.connect(self._show_count)
        self.hide()

    def _show_count(self) -> None:
        ticked = len(self._model.ticked())
        places = counted(ticked, self.tr("1 place is ticked"), self.tr("%d places are ticked"))
        self.count.setText(self.tr("%s; Space takes a tick off") % places)
        self.index.setText(counted(ticked, self.tr("Index 1 place…"), self.tr("Index %d places…")))
        self.index.setEnabled(ticked > 0)

    def choose(self) -> None:
        """Ask for the sub-topics."""
        if self.chooser is None:
            self.chooser = SubTopicChooser(self.window())
            self.chooser.chosen.connect(self._index)
        study = self._studio.study
        named = topics(study)
        found = " ".join(place.hit.text for place in self._model.ticked())
        guesses = [
            (self.tr("recent"), habits.recent(study.path)[:4]),
            (self.tr("fits the words"), likely.fitting(found, named.values())),
        ]
        choices = [Choice(topic, why) for topic, why in likely.ordered(named, guesses)]
        self.chooser.open(choices, self.index.mapToGlobal(QPoint(0, self.index.height())))

    def _index(self, subtopics: list[SubTopicId]) -> None:
        study = self._studio.study
        hits = [place.hit for place in self._model.ticked()]
        try:
            study.index_many(spans(study, hits, sentences=self.extent.currentIndex() == 1), subtopics)
        except Refused as refusal:
            self.count.setText(str(refusal))
            return
        habits.use(study.path, subtopics)
        self.done.emit()


def spans(study: Study, hits: Iterable[Hit], *, sentences: bool) -> list[Span]:
    """Give the stretch of each hit in notes, its paragraph or the sentences of what was found; none twice."""

    @cache
    def places(interview: InterviewId) -> Places:
        return Places(study.transcript(interview))

    found: dict[Span, None] = {}
    for hit in hits:
        of, number = places(hit.interview), hit.paragraph
        if number is not None and number <= len(of.transcript.paragraphs):
            start, stop = of.start(number), of.stop(number)
            if sentences:
                first, last = sentence(of.transcript.paragraphs[number - 1].text, hit)
                start, stop = start + first, start + last
            found[hit.interview, start, stop] = None
    return list(found)


def sentence(text: str, hit: Hit) -> tuple[int, int]:
    """Give from where to where the sentences go in which the words of a hit stand; else the whole text."""
    shown = hit.text.strip("…")
    begin = text.find(shown)
    marked = [n for n, (_, found) in enumerate(hit.context) if found]
    if begin < 0 or not marked:
        return 0, len(text)
    begin -= len(hit.text) - len(hit.text.lstrip("…"))
    first = begin + sum(len(piece) for piece, _ in hit.context[: marked[0]])
    last = begin + sum(len(piece) for piece, _ in hit.context[: marked[-1] + 1])
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= first), default=0)
    stop = min((end for end in ends if end >= last), default=len(text))
    return start, stop
