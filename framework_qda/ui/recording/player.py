"""Listen to the recording of the current interview, mark a section of it, and transcribe that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.model import Change, InterviewId, PassageId, Recording
from framework_qda.study.recordings import changed_recording
from framework_qda.text.transcript import clock
from framework_qda.ui import settings
from framework_qda.ui.icons import icon
from framework_qda.ui.recording.attaching import Attaching
from framework_qda.ui.recording.engine import Engine
from framework_qda.ui.recording.extracts import ExtractEditor, ExtractList
from framework_qda.ui.recording.keys import (
    BACK_KEYS,
    FORWARD_KEYS,
    IN_KEYS,
    OUT_KEYS,
    PLAY_KEYS,
    TRANSCRIBE_KEYS,
)
from framework_qda.ui.recording.measuring import Measuring
from framework_qda.ui.recording.picture import LargePicture, Picture
from framework_qda.ui.recording.times import fine_clock
from framework_qda.ui.recording.waveform import Section, Waveform
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton
from framework_qda.ui.work import WorkBar

STEP_BACK = 3000  # milliseconds
_RATES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0)
_AFTER = 300  # milliseconds: going through a column does not read the recording of every row
_PICTURE, _FOLLOWS = "player/picture", "player/follows"
_ROOMY, _HEADING, _MOST = 22, 6, 28  # lines: of a pane that is not low, of its heading, of extracts
_A_WHILE = 10_000  # milliseconds in which a hint is read
_UNMARKED = 5000  # milliseconds back from here, to transcribe where nothing is marked


class Player(QWidget):
    """The player of one interview's recording; `told` carries what the foot of the window says of it.

    `unfolded` tells that extracts are on show, which take room, or not any more.
    """

    told = Signal(str)
    unfolded = Signal(bool)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._interview: InterviewId | None = None
        self._recording: Recording | None = None
        self._loaded = False
        self._whole = False  # the waveform is wanted where the pane is low too
        self._lost = False  # and that was said already
        self._last_told = self._late = ""
        self.engine, self.measuring = Engine(self), Measuring(self)
        self.attaching = Attaching(studio, self)
        self._later = QTimer(self, singleShot=True, interval=_AFTER)
        self._later.timeout.connect(self._measure)
        self._build()
        self._connect()
        self.show_interview(None)

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.waveform, self.picture = Waveform(), Picture()
        self.picture.hide()
        self.picture.large_wanted.connect(self.enlarge)
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.message.setAccessibleName(self.tr("Message of the player"))
        self.find_button = QPushButton(self.tr("Choose the file…"))
        self.find_button.clicked.connect(lambda: self._recording and self.attaching.relocate(self._recording))
        self.take_button = QPushButton(self.tr("Take it as it is now"))
        self.take_button.clicked.connect(self._take_changed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.addWidget(self._build_nothing())
        column.addWidget(self._build_controls())
        column.addWidget(self.message)
        ways_out = QHBoxLayout(spacing=STEP)
        ways_out.addWidget(self.find_button)
        ways_out.addWidget(self.take_button)
        ways_out.addStretch()
        column.addLayout(ways_out)
        column.addWidget(self._build_extracts(), 1)
        column.addWidget(WorkBar(self.attaching.work))

    def _build_nothing(self) -> QWidget:
        self.nothing = QWidget()
        self.attach_button = WordedToolButton(
            icon=icon("microphone"), text=self.tr("Attach a recording…"), focusPolicy=Qt.FocusPolicy.TabFocus
        )
        self.attach_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.attach_button.clicked.connect(self.attach)
        row = QHBoxLayout(self.nothing, spacing=STEP)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.attach_button)
        row.addStretch()
        return self.nothing

    def _build_controls(self) -> QWidget:
        self.controls = QWidget()
        column = QVBoxLayout(self.controls, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._build_transport())
        column.addWidget(self.picture)
        column.addWidget(self.waveform)
        column.addWidget(self._build_marks())
        return self.controls

    def _build_transport(self) -> QHBoxLayout:
        back, forward = self.tr("Back 3 seconds"), self.tr("Forward 3 seconds")
        self.back_button = self._button("rewind", back, BACK_KEYS, self.back)
        self.play_button = self._button("play", self.tr("Play"), PLAY_KEYS, self.toggle)
        self.forward_button = self._button("fast-forward", forward, FORWARD_KEYS, self.forward)
        self.time = QLabel()
        self.time.setAccessibleName(self.tr("Where the recording stands"))
        self.rate = QComboBox()
        self.rate.setAccessibleName(self.tr("Speed"))
        for rate in _RATES:
            self.rate.addItem(f"{rate:g}×", rate)
        self.rate.setCurrentIndex(_RATES.index(1.0))
        self.picture_button = self._button("video-camera", self.tr("Picture"), "", self._keep_picture_shown)
        self.picture_button.setCheckable(True)
        self.picture_button.setChecked(settings.get(_PICTURE, True))
        self.picture_button.hide()
        self.more = self._button("dots-three", self.tr("More about this recording"), "", self._show_menu)
        row = QHBoxLayout(spacing=STEP)
        for widget in (self.back_button, self.play_button, self.forward_button):
            row.addWidget(widget)
        row.addSpacing(STEP)
        row.addWidget(self.time)
        row.addStretch()
        for widget in (self.picture_button, self.rate, self.more):
            row.addWidget(widget)
        return row

    def _build_marks(self) -> QWidget:
        self.in_button = self._button("arrow-line-left", self.tr("Mark in"), IN_KEYS, self.mark_in)
        self.out_button = self._button("arrow-line-right", self.tr("Mark out"), OUT_KEYS, self.mark_out)
        self.section = QLabel()
        self.section.setProperty("muted", True)
        self.section.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.loop_button = self._button("repeat", self.tr("Loop the marked section"), "", self._set_loop)
        self.loop_button.setCheckable(True)
        self.fold = WordedToolButton(
            text=self.tr("Extracts"),
            checkable=True,
            icon=icon("text-aa"),
            focusPolicy=Qt.FocusPolicy.TabFocus,
        )
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip(self.tr("Transcribe an extract  %s") % _shown(TRANSCRIBE_KEYS))
        self.fold.toggled.connect(self._show_folded)
        self.marks = QWidget()
        row = QHBoxLayout(self.marks, spacing=STEP)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.in_button, self.out_button, self.loop_button):
            row.addWidget(widget)
        row.addWidget(self.section, 1)
        row.addWidget(self.fold)
        return self.marks

    def _build_extracts(self) -> QWidget:
        self.editor, self.extracts = ExtractEditor(self._studio), ExtractList(self._studio)
        self.folded = QWidget(visible=False)
        column = QVBoxLayout(self.folded, spacing=2 * STEP)
        column.setContentsMargins(0, STEP, 0, 0)
        column.addWidget(self.editor)
        column.addWidget(self.extracts, 1)
        line = self.fontMetrics().height()
        self.editor.words.setMinimumHeight(3 * line)
        self.editor.setMaximumHeight(12 * line)
        self.extracts.list.setMinimumHeight(3 * line)
        return self.folded

    # Room -------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and self.parentWidget():
            self.parentWidget().installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Leave the interview's text half of the pane: show one line where that is low."""
        parent = self.parentWidget()
        if parent is None:
            return
        line, unfolded = self.fontMetrics().height(), self.fold.isChecked()
        short = parent.height() < _ROOMY * line
        self.waveform.setVisible(not short or self._whole)
        self.marks.setVisible(not short or self._whole or unfolded)
        if unfolded:
            room = parent.height() // 2 - _HEADING * line - self.controls.sizeHint().height()
            least = self.folded.layout().totalMinimumSize().height()
            self.folded.setMaximumHeight(max(least, min(room, _MOST * line)))

    def _show_whole(self, whole: bool) -> None:
        self._whole = whole
        self._fit()

    def _button(self, symbol: str, words: str, keys: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton(icon=icon(symbol), focusPolicy=Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(1, 1) * max(4 * STEP, button.fontMetrics().height()))
        button.setToolTip(f"{words}  {_shown(keys)}" if keys else words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: run())
        return button

    def _connect(self) -> None:
        self._studio.changed.connect(self._changed)
        self.engine.moved.connect(self._moved)
        self.engine.played.connect(self._played)
        self.engine.measured.connect(self.waveform.set_duration)
        self.engine.measured.connect(self._show_time)
        self.engine.failed.connect(self._failed)
        self.engine.beyond.connect(self._beyond)
        self.engine.pictured.connect(self._show_pictured)
        self.engine.shown.connect(self.picture.show_frame)
        self.measuring.measured.connect(self._measured)
        self.measuring.differs.connect(self._differs)
        self.attaching.said.connect(self.say)
        self.waveform.sought.connect(self.seek)
        self.waveform.marked.connect(self.mark)
        self.rate.currentIndexChanged.connect(self._set_rate)
        self.editor.section_typed.connect(self.mark)
        self.editor.saved.connect(self._extract_saved)
        self.editor.refused.connect(self.say)
        self.extracts.refused.connect(self.say)
        self.extracts.chosen.connect(self._play_extract)
        self.extracts.edit_wanted.connect(self._edit_extract)

    # Which recording --------------------------------------------------------------------------------

    def show_interview(self, interview: InterviewId | None) -> None:
        """Take up the recording of another interview; one that plays is stopped."""
        if interview == self._interview and interview is not None:
            return
        self.editor.save_unfinished()
        self._interview = interview
        self.editor.show_interview(interview)
        self._take_up(self._first())
        self._fill_extracts()
        if not self.extracts.list.count():
            self.fold.setChecked(False)

    def _first(self) -> Recording | None:
        recordings = self._studio.study.recordings(self._interview) if self._interview else []
        return recordings[0] if recordings else None

    def _take_up(self, recording: Recording | None) -> None:
        self.let_go()
        self._recording, self._lost = recording, False
        self.waveform.clear()
        self.mark(None)
        self.say("")
        self.controls.setVisible(recording is not None)
        self.nothing.setVisible(recording is None and self._interview is not None)
        self.setVisible(self._interview is not None)
        self.folded.setVisible(self.fold.isChecked() and recording is not None)
        self._show_time()
        if recording is not None and self.isVisible():
            self._later.start()

    def let_go(self) -> None:
        """Stop, and let go of the file."""
        self._later.stop()
        self.engine.pause()
        self.engine.unload()
        self.measuring.leave()
        self._loaded = False

    def save(self) -> None:
        """Keep words that are typed and not saved yet, and stop."""
        self.editor.save_unfinished()
        self.attaching.work.close()
        self.let_go()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._recording is not None and not self.waveform.duration:
            self._later.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        super().closeEvent(event)

    def _source(self) -> Path | bytes | None:
        """Find the recording, or say why it cannot be had, with the ways out."""
        if self._recording is None:
            return None
        study = self._studio.study
        try:
            if self._recording.embedded:
                return study.recording_data(self._recording)
            return study.recording_file(self._recording)
        except StudyError as error:
            self._say_lost(error)
            return None

    def _measure(self) -> None:
        source = self._source()
        if source is not None and self._recording is not None:
            self.measuring.measure(self._recording, source)

    def _load(self) -> bool:
        if self._recording is None:
            self.say(self.tr("This interview has no recording yet; attach one to listen to it."))
            return False
        if not self._loaded:
            source = self._source()
            self._loaded = source is not None and self.engine.load(source, self._recording.name)
            if self._loaded and self.engine.silent:
                self.say(self.tr("No loudspeaker was found; the recording runs without sound."))
        return self._loaded

    def _differs(self) -> None:
        assert self._recording is not None
        self.let_go()
        self.waveform.clear()
        source = Path(self._recording.path or self._recording.name)
        self._say_lost(changed_recording(source))

    def _take_changed(self) -> None:
        if self._recording is not None:
            self.attaching.take_changed(self._recording)

    def _changed(self, change: Change) -> None:
        if self._interview is None:
            return
        if change.touches("interview") and self._studio.study.interview(self._interview) is None:
            self.show_interview(None)
        elif change.touches("recording"):
            self._follow()
        if change.touches("passage", "recording"):
            QTimer.singleShot(0, self, self._fill_extracts)

    def _follow(self) -> None:
        """Take up what became of the recording; one that only lies elsewhere now plays on."""
        before = self._recording
        now = self._studio.study.recording(before.id) if before else None
        at_hand = self._loaded or self.waveform.duration > 0
        if before and now and now.checksum == before.checksum and at_hand:
            self._recording = now
        elif now is None or now != before:
            self._take_up(now or self._first())

    # Playing ----------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause."""
        if self.engine.playing:
            self.engine.pause()
        elif self._load():
            self.engine.play()

    def play_from(self, time: int) -> None:
        """Play from a time of the recording, in milliseconds."""
        if self._load():
            if not self._in_section(time):
                self._unloop()
            if self.engine.go_to(time):
                self._forget_late()
                self.engine.play()
            self.waveform.bring_into_sight(time)

    def follow(self, time: int) -> None:
        """Go along with a click on a passage, where the recording is in view and at hand; never complain.

        It plays from there, or where a person prefers that only stands there.
        """
        if self.isVisible() and self._recording is not None and not self._lost:
            if settings.get(_FOLLOWS, True):
                self.play_from(time)
            elif self._loaded:
                self.seek(time)

    def seek(self, time: int) -> None:
        """Stand at a time, playing on where it plays."""
        if self._load():
            if not self._in_section(time):
                self._unloop()
            self.engine.go_to(time)

    def back(self) -> None:
        """Go back 3 seconds."""
        self.seek(max(0, self.engine.position - STEP_BACK))

    def forward(self) -> None:
        """Go forward 3 seconds."""
        end = self.engine.duration or self.waveform.duration
        self.seek(min(self.engine.position + STEP_BACK, end) if end else self.engine.position + STEP_BACK)

    def faster(self, steps: int = 1) -> None:
        """Play one step faster, or slower where `steps` is negative."""
        self.rate.setCurrentIndex(max(0, min(self.rate.currentIndex() + steps, len(_RATES) - 1)))

    @property
    def position(self) -> int:
        """Where the recording stands, in milliseconds."""
        return self.engine.position

    @property
    def interview(self) -> InterviewId | None:
        """Whose recording it is."""
        return self._interview

    @property
    def has_recording(self) -> bool:
        return self._recording is not None

    def _set_rate(self) -> None:
        self.engine.set_rate(self.rate.currentData())
        if self.engine.rate != 1.0 and self._loaded and not self.engine.keeps_pitch:
            self.rate.setToolTip(self.tr("On this computer the voice sounds higher or lower at other speeds"))

    def _moved(self, time: int) -> None:
        self.waveform.set_position(time)
        self._show_time()

    def _played(self, playing: bool) -> None:
        words = self.tr("Pause") if playing else self.tr("Play")
        self.play_button.setIcon(icon("pause" if playing else "play"))
        self.play_button.setToolTip(f"{words}  {_shown(PLAY_KEYS)}")
        self.play_button.setAccessibleName(words)
        self._show_time()

    def _show_time(self) -> None:
        now = clock(self.engine.position)
        length = self.engine.duration or self.waveform.duration
        self.time.setText(f"{now} / {clock(length)}" if length else now)
        told = self.tr("recording ▶ %s") % now if self.engine.playing else ""
        if told != self._last_told:
            self._last_told = told
            self.told.emit(told)

    def _measured(self, peaks) -> None:  # type: ignore[no-untyped-def]
        self.waveform.show_peaks(peaks)
        self._show_time()

    # The picture of a video -------------------------------------------------------------------------

    def _show_pictured(self) -> None:
        """Offer the picture where there is one."""
        pictured = self.engine.has_picture
        if not pictured:
            self.picture.show_frame(None)
            for large in self.findChildren(LargePicture):
                large.close()
        self.picture_button.setVisible(pictured)
        self.picture.setVisible(pictured and self.picture_button.isChecked())

    def _keep_picture_shown(self) -> None:
        settings.put(_PICTURE, self.picture_button.isChecked())
        self._show_pictured()

    def enlarge(self) -> None:
        """Show the picture in a window of its own as well."""
        if self._recording is not None:
            large = LargePicture(self._recording.name, self)
            large.show_frame(self.picture.frame)
            self.engine.shown.connect(large.show_frame)
            large.show()

    # Marks and the loop -----------------------------------------------------------------------------

    def mark(self, start: int | None, stop: int = 0) -> None:
        """Mark a section, or none."""
        section: Section | None = None if start is None else (start, stop)
        self.waveform.mark(section)
        self.section.setText(f"{fine_clock(section[0])} – {fine_clock(section[1])}" if section else "")
        self.loop_button.setEnabled(section is not None)
        if section is None:
            self.loop_button.setChecked(False)
        self.editor.show_section(section)
        self._set_loop()

    def mark_in(self) -> None:
        """Mark the beginning of a section here."""
        if self._load():
            here, section = self.engine.position, self.waveform.section
            end = self.engine.duration or self.waveform.duration or here + _UNMARKED
            stop = section[1] if section and section[1] > here else end
            if stop > here:
                self.mark(here, stop)

    def mark_out(self) -> None:
        """Mark the end of a section here."""
        if self._load():
            here, section = self.engine.position, self.waveform.section
            start = section[0] if section and section[0] < here else 0
            if here > start:
                self.mark(start, here)

    def toggle_loop(self) -> None:
        """Loop the marked section, or play on."""
        if self.loop_button.isEnabled():
            self.loop_button.toggle()
            self._set_loop()

    def _set_loop(self) -> None:
        self.engine.loop = self.waveform.section if self.loop_button.isChecked() else None

    def _unloop(self) -> None:
        self.loop_button.setChecked(False)
        self._set_loop()

    def _in_section(self, time: int) -> bool:
        section = self.waveform.section
        return section is not None and section[0] <= time < section[1]

    # Extracts ---------------------------------------------------------------------------------------

    def transcribe(self) -> None:
        """Loop the marked section, or the last five seconds, and type its words."""
        if not self._load():
            return
        if self.waveform.section is None:
            here = self.engine.position
            self.mark(max(0, here - _UNMARKED), here if here else _UNMARKED)
        self.loop_button.setChecked(True)
        self._set_loop()
        self.fold.setChecked(True)
        self.say("")
        self.editor.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_folded(self, unfolded: bool) -> None:
        self.folded.setVisible(unfolded and self._recording is not None)
        if unfolded and self.waveform.section and not self.editor.section:
            self.editor.show_section(self.waveform.section)
        self.unfolded.emit(unfolded)
        self._fit()

    def _fill_extracts(self) -> None:
        extracts = self._studio.study.extracts(self._interview) if self._interview else []
        self.extracts.show_extracts(extracts)
        self.fold.setText(self.tr("Extracts (%d)") % len(extracts) if extracts else self.tr("Extracts"))
        self.waveform.show_extracts([(each.time_start or 0, each.time_stop or 0) for each in extracts])

    def _play_extract(self, passage: str) -> None:
        found = self._studio.study.passage(PassageId(passage))
        if found and found.time_start is not None and found.time_stop is not None:
            if not self.editor.words.toPlainText().strip():
                self.mark(found.time_start, found.time_stop)
            self.play_from(found.time_start)

    def _edit_extract(self, passage: str) -> None:
        found = self._studio.study.passage(PassageId(passage))
        if found and found.time_start is not None and found.time_stop is not None:
            self.editor.edit(found)
            self.mark(found.time_start, found.time_stop)
            self.editor.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _extract_saved(self) -> None:
        kept = self.tr("The extract is kept; tick it when you have compared it with the recording.")
        self.say(kept)
        QTimer.singleShot(_A_WHILE, self, lambda: self.message.text() == kept and self.say(""))
        self.mark(None)

    # Saying -----------------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Show a sentence beneath the recording, or none."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.find_button.setVisible(False)
        self.take_button.setVisible(False)

    def _say_lost(self, error: StudyError) -> None:
        self._lost = True
        self.say(str(error))
        self.find_button.setVisible(True)
        self.take_button.setVisible(self.attaching.changed_file(self._recording) is not None)

    def _failed(self, sentence: str) -> None:
        self._loaded, self._lost = False, True
        self.say(sentence)

    def _beyond(self, time: int) -> None:
        self._late = self.tr("%s lies after the end of this recording, which lasts %s.") % (
            clock(time),
            clock(self.engine.duration),
        )
        self.say(self._late)

    def _forget_late(self) -> None:
        if self._late and self.message.text() == self._late:
            self.say("")

    # The recording itself ---------------------------------------------------------------------------

    def attach(self) -> None:
        """Ask for a recording of this interview and attach it."""
        if self._interview:
            self.attaching.attach(self._interview)

    def _show_menu(self) -> None:
        if self._recording is None:
            return
        menu, recording = QMenu(self), self._recording
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for other in self._studio.study.recordings(recording.interview):
            action = menu.addAction(other.name, lambda each=other: self._take_up(each))
            action.setCheckable(True)
            action.setChecked(other.id == recording.id)
        menu.addSeparator()
        if self.engine.has_picture:
            menu.addAction(
                icon("arrows-out"), self.tr("Show the picture in a window of its own"), self.enlarge
            )
        whole = menu.addAction(self.tr("The waveform in a low pane too"))
        whole.setCheckable(True)
        whole.setChecked(self._whole)
        whole.toggled.connect(self._show_whole)
        follows = menu.addAction(self.tr("A click on a passage plays it"))
        follows.setCheckable(True)
        follows.setChecked(settings.get(_FOLLOWS, True))
        follows.toggled.connect(lambda on: settings.put(_FOLLOWS, on))
        menu.addSeparator()
        menu.addAction(icon("microphone"), self.tr("Attach another recording…"), self.attach)
        if recording.embedded:
            menu.addAction(
                icon("export"),
                self.tr("Keep it in a file of its own…"),
                lambda: self.attaching.unembed(recording),
            )
            menu.addAction(
                icon("eraser"), self.tr("Erase it for good…"), lambda: self.attaching.erase(recording)
            )
        else:
            menu.addAction(
                icon("folder-open"),
                self.tr("Say where it lies now…"),
                lambda: self.attaching.relocate(recording),
            )
            menu.addAction(
                icon("package"),
                self.tr("Keep a copy inside the study"),
                lambda: self.attaching.embed(recording),
            )
        menu.addAction(icon("trash"), self.tr("Detach it"), lambda: self.attaching.detach(recording))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
