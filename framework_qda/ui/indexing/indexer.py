"""Index what is selected on the page of an interview, and act on its passages."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from framework_qda.errors import Refused
from framework_qda.study.model import Change, InterviewId, Passage, PassageId, PassageState, SubTopicId
from framework_qda.text.transcript import Transcript
from framework_qda.ui.indexing import habits, likely
from framework_qda.ui.indexing.chooser import Choice, SubTopicChooser
from framework_qda.ui.indexing.marks import Marks
from framework_qda.ui.indexing.passage_menu import PassageMenu
from framework_qda.ui.indexing.topics import topics
from framework_qda.ui.studio import Studio
from framework_qda.ui.transcript_text import TranscriptText

_FEW = 50  # changed passages worth looking at one by one


class Indexer(QObject):
    """The hands that index on one page; the marks on it follow the study."""

    passage_wanted = Signal(str)  # for the summary
    listen_wanted = Signal(str)
    memo_wanted = Signal(str)
    quote_wanted = Signal(str)
    passage_clicked = Signal(str)
    marked = Signal()  # other passages are on show
    refused = Signal(str)

    def __init__(self, studio: Studio, text: TranscriptText, pane: QWidget) -> None:
        super().__init__(pane)
        self._studio = studio
        self._text = text
        self._pane = pane
        self._interview: InterviewId | None = None
        self._transcript = Transcript(())
        self._span = 0, 0
        self.subtopic: SubTopicId | None = None  # that of the current cell
        self.chooser: SubTopicChooser | None = None
        text.stripe_clicked.connect(self._stripe_clicked)
        text.menu_wanted.connect(self._fill_menu)

    # What is marked

    def show(self, interview: InterviewId | None, transcript: Transcript) -> None:
        """Show the passages of an interview on its page."""
        self._interview, self._transcript = interview, transcript
        self._text.interview = interview or ""
        self._load()

    def refresh(self, change: Change) -> None:
        """Show what a change did to the passages here."""
        if self._interview and (change.touches("subtopic", "matrix") or self._is_here(change)):
            self._load()

    def _is_here(self, change: Change) -> bool:
        touched = {key[0] for table in ("passage", "indexing") for key in change.rows.get(table, ())}
        known = self._text.marks.passages
        if len(touched) > _FEW or any(each in known for each in touched):
            return bool(touched)
        found = (self._studio.study.passage(PassageId(each)) for each in touched)
        return any(each.interview == self._interview for each in found if each)

    def _load(self) -> None:
        study, interview = self._studio.study, self._interview
        if interview is None or not self._transcript.paragraphs:
            self._text.show_marks(Marks(self._transcript))
        else:
            passages = study.passages(interview)
            indexed = study.indexed(interview) if passages else {}
            self._text.show_marks(
                Marks(self._transcript, passages, indexed, topics(study) if indexed else {})
            )
        self.marked.emit()

    # Indexing

    def choose(self) -> None:
        """Ask to which sub-topics the selection, or the paragraph under the cursor, is to be indexed."""
        if not self._transcript.paragraphs:
            return
        self._span = self._text.span_or_paragraph()
        if self.chooser is None:
            self.chooser = SubTopicChooser(self._pane.window())
            self.chooser.chosen.connect(self._index)
            self.chooser.key_assigned.connect(self._assign)
        elif self.chooser.parentWidget() is not self._pane.window():
            self.chooser.setParent(self._pane.window())
        at = self._text.cursorRect().bottomLeft()
        self.chooser.open(self._choices(), self._text.viewport().mapToGlobal(at))

    def index_to_key(self, key: int) -> None:
        """Index to the sub-topic that stands on a key."""
        subtopic = habits.favourites(self._studio.study.path).get(key)
        if subtopic is None or subtopic not in topics(self._studio.study):
            self.refused.emit(
                self.tr("No sub-topic stands on %d yet; Ctrl+I, then Ctrl+%d, puts one there.") % (key, key)
            )
        elif self._transcript.paragraphs:
            self._span = self._text.span_or_paragraph()
            self._index([subtopic])

    def _index(self, subtopics: list[SubTopicId]) -> None:
        assert self._interview is not None
        before = self._studio.study.indexed(self._interview)
        try:
            passage = self._studio.study.index(self._interview, *self._span, subtopics)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        habits.use(self._studio.study.path, subtopics)
        self._text.choose_passage(passage)
        named, already = topics(self._studio.study), before.get(passage, ())
        if subtopics and set(subtopics) <= set(already):
            names = self.tr(" and ").join(f"“{named[each].name}”" for each in subtopics)
            self.refused.emit(self.tr("This passage is indexed to %s already.") % names)

    def _choices(self) -> list[Choice]:
        study = self._studio.study
        named, keys = topics(study), {of: key for key, of in habits.favourites(study.path).items()}
        start, stop = self._span
        guesses = [
            (self.tr("this cell"), [self.subtopic]),
            (self.tr("recent"), habits.recent(study.path)[:4]),
            (self.tr("near here"), likely.nearby(self._text.marks, start, stop)),
            (self.tr("fits the words"), likely.fitting(self._transcript.text[start:stop], named.values())),
        ]
        return [Choice(topic, why, keys.get(topic.id)) for topic, why in likely.ordered(named, guesses)]

    def _assign(self, key: int, subtopic: str) -> None:
        habits.assign(self._studio.study.path, key, SubTopicId(subtopic))
        assert self.chooser is not None
        self.chooser.offer(self._choices())

    # Passages

    def show_passage(self, passage: Passage) -> None:
        """Select a passage's words and bring them into view."""
        self._text.choose_passage(passage.id)
        self._text.select_span(passage.start, passage.stop, centre=True)

    def open_menu(self) -> None:
        """Open the menu of the passage under the cursor."""
        if passage := self.current():
            at = self._text.viewport().mapToGlobal(self._text.cursorRect().bottomLeft())
            self._open_menu(passage, at)

    def current(self) -> Passage | None:
        """Give the passage that is chosen while the cursor touches it, else the shortest under the cursor."""
        marks, (start, stop) = self._text.marks, self._text.span()
        chosen = marks.passages.get(self._text.chosen) if self._text.chosen else None
        if chosen and start <= chosen.stop and stop >= chosen.start:
            return chosen
        return next(iter(marks.at(start)), None)

    def _stripe_clicked(self, passage: str, at: QPoint) -> None:
        found = self._text.marks.passages.get(PassageId(passage))
        if found is None:
            return
        self._text.setFocus(Qt.FocusReason.MouseFocusReason)
        self._text.choose_passage(found.id)
        if self._stretch(found) is None:
            self._text.select_span(found.start, found.stop)
        self._open_menu(found, at)
        self.passage_clicked.emit(found.id)

    def _stretch(self, passage: Passage) -> tuple[int, int] | None:
        """Give what is selected, where a passage could come to stand there."""
        start, stop = self._text.span()
        if start == stop or (start, stop) == (passage.start, passage.stop):
            return None
        lost = passage.state is PassageState.LOST
        return (start, stop) if lost or (start < passage.stop and stop > passage.start) else None

    def _open_menu(self, passage: Passage, at: QPoint) -> None:
        menu = QMenu(self._text)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, passage)
        menu.popup(at)

    def _fill(self, menu: QMenu, passage: Passage) -> None:
        def more() -> None:
            self._text.select_span(passage.start, passage.stop)
            self.choose()

        PassageMenu(self._studio, passage, self._pane).fill(
            menu,
            self._stretch(passage),
            more,
            lambda found: self.passage_wanted.emit(found),
            listen=lambda found: self.listen_wanted.emit(found),
            write_memo=lambda found: self.memo_wanted.emit(found),
            quote=lambda found: self.quote_wanted.emit(found),
        )

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(self.tr("Index to sub-topics…") + "\tCtrl+I", self.choose)
        if passage := self.current():
            self._fill(menu.addMenu(self.tr("Passage")), passage)
