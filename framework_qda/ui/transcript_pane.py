"""Read the words of an interview beside the cell, find in them, and take them into the summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from framework_qda.errors import Refused
from framework_qda.study.model import Change, Hit, Interview, InterviewId, PassageId, SubTopicId
from framework_qda.tasks.taking import Wanted
from framework_qda.text.transcript import Paragraph, Transcript
from framework_qda.ui import settings
from framework_qda.ui.cell.captions import facts, words_counted
from framework_qda.ui.commands import window_action
from framework_qda.ui.find_bar import FindBar, any_of, key_button
from framework_qda.ui.indexing.doubts import DoubtsBar
from framework_qda.ui.indexing.indexer import Indexer
from framework_qda.ui.indexing.paragraph_edit import ParagraphEdit
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.transcript_text import TranscriptText

_MARGIN = 4 * STEP
FIND_KEYS = "Ctrl+Shift+F"
WORDS_KEYS = "Ctrl+Shift+Return"
INDEX_KEYS, PASSAGE_KEYS = "Ctrl+I", "Alt+Return"
CORRECT_KEYS, REPLACE_KEYS = "F2", "Ctrl+R"
UNREAD_KEYS, UNREAD_BACK_KEYS = "F3", "Shift+F3"


class TranscriptPane(QWidget):
    """The words of one interview; `words_wanted` carries words that are to go into the summary."""

    words_wanted = Signal(str)
    interview_shown = Signal(str)
    time_clicked = Signal(int)
    passage_wanted = Signal(str)  # the id of a passage that is to go into the summary

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._interview: Interview | None = None
        self._transcript = Transcript(())
        self._place = 0  # a paragraph to show once there is a page to show it on
        self._keys: dict[str, Callable[[], None]] = {
            FIND_KEYS: self.start_finding,
            WORDS_KEYS: self._want_words,
            "Ctrl+Shift+Enter": self._want_words,
            REPLACE_KEYS: self.replace_names,
        }
        self._passage: PassageId | None = None  # one to show once there is a page to show it on
        self._build()
        self._keys_in_text: dict[str, Callable[[], None]] = {
            INDEX_KEYS: self.indexer.choose,
            PASSAGE_KEYS: self.indexer.open_menu,
            CORRECT_KEYS: self.correct,
            "Return": self.correct,
            "Enter": self.correct,
            UNREAD_KEYS: lambda: self.go_to_unread(1),
            UNREAD_BACK_KEYS: lambda: self.go_to_unread(-1),
            **{str(key): lambda key=key: self.indexer.index_to_key(key) for key in range(1, 10)},
        }
        studio.changed.connect(self._changed)
        self.show_interview(None)

    @property
    def interview(self) -> InterviewId | None:
        """The interview on show."""
        return self._interview.id if self._interview else None

    def show_interview(self, interview: InterviewId | None, paragraph: int | None = None) -> None:
        """Show an interview at a paragraph, or else where it was left off."""
        found = self._studio.study.interview(interview) if interview else None
        if found is None or self._interview is None or found.id != self._interview.id:
            self._remember_place()
            self._load(found)
        if paragraph is not None:
            self.text.go_to(paragraph)
            self._place = 0 if self.isVisible() else paragraph

    def show_hit(self, hit: Hit) -> None:
        """Show the paragraph that a search found, its words marked wherever they stand."""
        self.show_interview(hit.interview, hit.paragraph)
        self.mark_found([text for text, found in hit.context if found])

    def mark_found(self, words: Iterable[str]) -> None:
        """Mark words as a search found them, in place of those that were marked before, if any."""
        self.find_bar.close_bar()
        self.text.mark_found(any_of(words))

    def show_passage(self, passage: PassageId) -> None:
        """Show the interview of a passage, with its words selected."""
        found = self._studio.study.passage(passage)
        if found is not None:
            self.show_interview(found.interview)
            self.indexer.show_passage(found)
            self._place, self._passage = 0, None if self.isVisible() else passage

    def show_subtopic(self, subtopic: SubTopicId | None) -> None:
        """Know which sub-topic is current: it is offered first."""
        self.indexer.subtopic = subtopic

    def go_to_unread(self, step: int) -> None:
        """Shade what is not indexed, and go to the next stretch of it or the one before."""
        self.unread.setChecked(True)
        stretches, here = self.text.marks.unread(), self.text.here()[0]
        if stretches:
            on = [number for number in stretches if number > here] or stretches
            back = [number for number in stretches if number < here] or stretches
            self.text.go_to(on[0] if step > 0 else back[-1])

    def correct(self, number: int = 0) -> None:
        """Lay an editor over a paragraph, or over the one under the cursor."""
        if self._transcript.paragraphs:
            self._keep_correction()
            self.editor.open(self._transcript.paragraphs[(number or self.text.here()[0]) - 1])

    def replace_names(self) -> None:
        """Ask which name to replace, and by what."""
        from framework_qda.ui.indexing.replace_names import ReplaceNames

        if self._interview and self._transcript.paragraphs:
            self._keep_correction()
            words = self.text.selected_words()
            ReplaceNames(self._studio, self._interview.id, "" if "\n" in words else words, self).open()

    def start_finding(self) -> None:
        """Open the find bar, with what is selected in it."""
        if self._transcript.paragraphs:
            self.find_bar.start(self.text.selected_words())

    # -- building

    def _build(self) -> None:
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build_heading())
        self.text = TranscriptText()
        self.text.words_wanted.connect(self._want_words)
        self.text.selectionChanged.connect(self._show_selection)
        self.find_bar = FindBar(self.text)
        self.find_bar.hide()
        self.indexer = Indexer(self._studio, self.text, self)
        self.doubts = DoubtsBar(self._studio)
        self.editor = ParagraphEdit(self.text)
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setMargin(2 * STEP)
        self._connect()
        self.nothing = QLabel(
            alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText
        )
        self.nothing.setProperty("muted", True)
        self.nothing.setMargin(2 * _MARGIN)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self.text)
        column.addWidget(self.find_bar)
        column.addWidget(self.doubts)
        column.addWidget(self.message)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        self.text.time_clicked.connect(self.time_clicked)
        self.text.correcting_wanted.connect(self.correct)
        self.text.cursorPositionChanged.connect(self.message.hide)
        self.text.menu_wanted.connect(self._fill_menu)
        self.indexer.passage_wanted.connect(self.passage_wanted)
        self.indexer.refused.connect(self._say)
        self.indexer.marked.connect(self._show_marks)
        self.doubts.passage_chosen.connect(self.show_passage)
        self.editor.saved.connect(self._save_paragraph)
        self.index.clicked.connect(self.indexer.choose)
        self.unread.toggled.connect(self._show_unread)

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: what is selected, else the passage under the cursor."""
        start, stop = self.text.span()
        if self._interview and start < stop:
            return Wanted(stretches=((self._interview.id, start, stop),))
        passage = self.indexer.current()
        return Wanted((passage.id,)) if passage else None

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(window_action(self, "quote"))
        menu.addAction(window_action(self, "copy_quotation"))
        menu.addAction(self.tr("Correct this paragraph…") + "\tF2", self.correct)
        menu.addAction(self.tr("Replace a name…") + "\tCtrl+R", self.replace_names)
        menu.addAction(window_action(self, "identify"))

    def _build_heading(self) -> QWidget:
        self.heading = QWidget()
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.title.setProperty("heading", True)
        self.facts = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.facts.setProperty("muted", True)
        into = self.tr("Into the summary as the speaker's own words")
        self.into = key_button("quotes", into, WORDS_KEYS)
        self.into.clicked.connect(self._want_words)
        self.search = key_button("magnifying-glass", self.tr("Find in this interview"), FIND_KEYS)
        self.search.clicked.connect(self.start_finding)
        self.index = key_button("tag", self.tr("Index what is selected to sub-topics"), INDEX_KEYS)
        self.unread = key_button("eye-slash", self.tr("Shade what is not indexed, and go there"), UNREAD_KEYS)
        self.unread.setCheckable(True)
        words_ = QVBoxLayout(spacing=0)
        words_.addWidget(self.title)
        words_.addWidget(self.facts)
        row = QHBoxLayout(self.heading, spacing=STEP)
        row.setContentsMargins(_MARGIN, 2 * STEP, 2 * STEP, 2 * STEP)
        row.addLayout(words_, 1)
        for button in (self.index, self.unread, self.into, self.search):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return self.heading

    # -- showing

    def _load(self, interview: Interview | None) -> None:
        study = self._studio.study
        self._keep_correction()
        self._interview = interview
        self._transcript = study.transcript(interview.id) if interview else Transcript(())
        self.find_bar.close_bar()
        self.text.show_transcript(self._transcript)
        self._pages.setCurrentIndex(1 if self._transcript.paragraphs else 0)
        self.indexer.show(interview.id if interview else None, self._transcript)
        self._describe()
        self._show_selection()
        if interview and self._transcript.paragraphs:
            self._go_back_to_place()
        self.interview_shown.emit(interview.id if interview else "")

    def _describe(self) -> None:
        interview = self._interview
        self.heading.setVisible(interview is not None)
        for button in (self.search, self.index, self.unread):
            button.setEnabled(bool(self._transcript.paragraphs))
        if interview is None:
            self.nothing.setText(self.tr("Choose an interview to read it here."))
            return
        area = next((area for area in self._studio.study.areas() if area.id == interview.area), None)
        self.title.setText(interview.name)
        count = words_counted(self._transcript.words) if self._transcript.words else ""
        said = [area.name if area else "", facts(interview, count), self._indexed_said()]
        self.facts.setText(" · ".join(filter(None, said)))
        self.text.setAccessibleName(self.tr("Words of %s") % interview.name)
        self.nothing.setText(
            self.tr("This interview has no words yet.\nImport its notes or transcript to read them here.")
        )

    def _show_selection(self) -> None:
        self.into.setEnabled(self.text.textCursor().hasSelection())

    def _changed(self, change: Change) -> None:
        if self._interview is None:
            return
        if change.touches("area", "interview"):
            now = self._studio.study.interview(self._interview.id)
            if now is None or not (now.transcript and self._transcript.paragraphs):
                self._load(now)
            elif now.transcript != self._interview.transcript:
                self._correct_words(now)
            else:
                self._interview = now
                self._describe()
        self.indexer.refresh(change)

    def _correct_words(self, interview: Interview) -> None:
        """Show another revision of the same words where they are being read."""
        self._interview = interview
        self._transcript = self._studio.study.transcript(interview.id)
        self.editor.close_edit()
        self.find_bar.close_bar()
        self.text.correct_transcript(self._transcript)
        self.indexer.show(interview.id, self._transcript)
        self._describe()

    def _show_marks(self) -> None:
        self.doubts.show_marks(self.text.marks)
        if self.unread.isChecked():
            self._describe()

    def _show_unread(self, shown: bool) -> None:
        self.text.show_unread(shown)
        self._describe()

    def _indexed_said(self) -> str:
        if not (self.unread.isChecked() and self._transcript.paragraphs):
            return ""
        return self.tr("%d%% indexed") % int(100 * self.text.marks.share_indexed())

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.show()

    # -- correcting

    def _save_paragraph(self, paragraph: Paragraph) -> None:
        assert self._interview is not None
        try:
            self._studio.study.correct_paragraph(self._interview.id, paragraph)
        except Refused as refusal:
            self.editor.say(str(refusal))
            return
        self.editor.close_edit()

    def _keep_correction(self) -> None:
        """Save what is being corrected before something else is shown."""
        still_there = self._interview and self._studio.study.interview(self._interview.id)
        if still_there and self.editor.changed:
            self.editor.save()
        self.editor.close_edit()

    # -- the reading place

    def _place_key(self, interview: Interview) -> str:
        return settings.for_study(self._studio.study.path, f"reading/{interview.id}")

    def _remember_place(self) -> None:
        if self._interview and self._transcript.paragraphs and not self._place:
            settings.put(self._place_key(self._interview), self.text.first_visible())

    def _go_back_to_place(self) -> None:
        assert self._interview is not None
        place = settings.get(self._place_key(self._interview), 1)
        self.text.read_on(place)
        self._place = 0 if self.isVisible() else place

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._place:
            self.text.read_on(self._place)
            self._place = 0
        passage, self._passage = self._passage, None
        if passage:
            self.show_passage(passage)

    def hideEvent(self, event: QHideEvent) -> None:
        self._remember_place()
        super().hideEvent(event)

    # -- the keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._command(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command:
            command()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        pressed = QKeySequence(event.keyCombination())
        ours = {**self._keys, **self._keys_in_text} if self.text.hasFocus() else self._keys
        return next((run for keys, run in ours.items() if QKeySequence(keys) == pressed), None)

    def _want_words(self) -> None:
        said = self.text.selected_words().strip()
        if said:
            self.words_wanted.emit(said)
