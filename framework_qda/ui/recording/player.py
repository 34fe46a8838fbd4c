"""Listen to the recording of the current interview, mark a section of it, and transcribe that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.model import Change, InterviewId, Recording
from framework_qda.study.recordings import changed_recording
from framework_qda.text.transcript import clock
from framework_qda.ui import settings
from framework_qda.ui.icons import icon
from framework_qda.ui.recording.attaching import Attaching
from framework_qda.ui.recording.engine import Engine
from framework_qda.ui.recording.extracts_pane import ExtractsPane
from framework_qda.ui.recording.marking import Marking
from framework_qda.ui.recording.measuring import Measuring
from framework_qda.ui.recording.menu import FOLLOWS, recording_menu
from framework_qda.ui.recording.picture import LargePicture, Picture
from framework_qda.ui.recording.saying import Saying
from framework_qda.ui.recording.transport import Transport
from framework_qda.ui.recording.waveform import Section, Waveform
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton
from framework_qda.ui.work import WorkBar

STEP_BACK = 3000  # milliseconds
_AFTER = 300  # milliseconds: going through a column does not read the recording of every row
_PICTURE = "player/picture"
_ROOMY, _HEADING, _MOST = 22, 6, 28  # lines: of a pane that is not low, of its heading, of extracts
_A_WHILE = 10_000  # milliseconds in which a hint is read


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
        self._lost = False  # and that was said already
        self._late = ""
        self.whole = False  # the waveform is wanted where the pane is low too
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
        self.transport, self.saying = Transport(), Saying()
        self.transport.picture_button.setChecked(settings.get(_PICTURE, True))
        self.marking = Marking(self.engine, self.waveform)
        self.extracts = ExtractsPane(self._studio)
        self.extracts.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.addWidget(self._build_nothing())
        column.addWidget(self._build_controls())
        column.addWidget(self.saying)
        column.addWidget(self.extracts, 1)
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
        for part in (self.transport, self.picture, self.waveform, self.marking):
            column.addWidget(part)
        return self.controls

    def _connect(self) -> None:
        self._studio.changed.connect(self._changed)
        self._connect_engine()
        self._connect_parts()
        self.measuring.measured.connect(self._measured)
        self.measuring.differs.connect(self._differs)
        self.attaching.said.connect(self.say)

    def _connect_engine(self) -> None:
        self.engine.moved.connect(self._moved)
        self.engine.played.connect(self._played)
        self.engine.measured.connect(self.waveform.set_duration)
        self.engine.measured.connect(self._show_time)
        self.engine.failed.connect(self._failed)
        self.engine.beyond.connect(self._beyond)
        self.engine.pictured.connect(self._show_pictured)
        self.engine.shown.connect(self.picture.show_frame)

    def _connect_parts(self) -> None:
        transport, marking, extracts = self.transport, self.marking, self.extracts
        transport.back_button.clicked.connect(self.back)
        transport.play_button.clicked.connect(self.toggle)
        transport.forward_button.clicked.connect(self.forward)
        transport.picture_button.clicked.connect(self._keep_picture_shown)
        transport.more.clicked.connect(self._show_menu)
        transport.rate_chosen.connect(self._set_rate)
        transport.told.connect(self.told)
        self.picture.large_wanted.connect(self.enlarge)
        self.waveform.sought.connect(self.seek)
        self.waveform.marked.connect(marking.mark)
        marking.in_button.clicked.connect(self.mark_in)
        marking.out_button.clicked.connect(self.mark_out)
        marking.fold.toggled.connect(self._show_folded)
        marking.marked.connect(extracts.editor.show_section)
        extracts.editor.section_typed.connect(marking.mark)
        extracts.editor.saved.connect(self._extract_saved)
        extracts.editor.refused.connect(self.say)
        extracts.listed.refused.connect(self.say)
        extracts.section_wanted.connect(marking.mark)
        extracts.play_wanted.connect(self.play_from)
        extracts.filled.connect(self._show_extracts)
        self.saying.find_button.clicked.connect(self._find_file)
        self.saying.take_button.clicked.connect(self._take_changed)

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
        line, unfolded = self.fontMetrics().height(), self.marking.fold.isChecked()
        short = parent.height() < _ROOMY * line
        self.waveform.setVisible(not short or self.whole)
        self.marking.setVisible(not short or self.whole or unfolded)
        if unfolded:
            room = parent.height() // 2 - _HEADING * line - self.controls.sizeHint().height()
            least = self.extracts.layout().totalMinimumSize().height()
            self.extracts.setMaximumHeight(max(least, min(room, _MOST * line)))

    def show_whole(self, whole: bool) -> None:
        """Show the waveform in a low pane too, or not."""
        self.whole = whole
        self._fit()

    # Which recording --------------------------------------------------------------------------------

    def show_interview(self, interview: InterviewId | None) -> None:
        """Take up the recording of another interview; one that plays is stopped."""
        if interview == self._interview and interview is not None:
            return
        self._interview = interview
        self.extracts.show_interview(interview)
        self.take_up(self._first())
        self.extracts.fill()
        if not self.extracts.extracts:
            self.marking.fold.setChecked(False)

    def _first(self) -> Recording | None:
        recordings = self._studio.study.recordings(self._interview) if self._interview else []
        return recordings[0] if recordings else None

    def take_up(self, recording: Recording | None) -> None:
        """Take up a recording of the interview, or none."""
        self.let_go()
        self._recording, self._lost = recording, False
        self.waveform.clear()
        self.marking.mark(None)
        self.say("")
        self.controls.setVisible(recording is not None)
        self.nothing.setVisible(recording is None and self._interview is not None)
        self.setVisible(self._interview is not None)
        self.extracts.setVisible(self.marking.fold.isChecked() and recording is not None)
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
        self.extracts.editor.save_unfinished()
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

    def _find_file(self) -> None:
        if self._recording is not None:
            self.attaching.relocate(self._recording)

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
            QTimer.singleShot(0, self, self.extracts.fill)

    def _follow(self) -> None:
        """Take up what became of the recording; one that only lies elsewhere now plays on."""
        before = self._recording
        now = self._studio.study.recording(before.id) if before else None
        at_hand = self._loaded or self.waveform.duration > 0
        if before and now and now.checksum == before.checksum and at_hand:
            self._recording = now
        elif now is None or now != before:
            self.take_up(now or self._first())

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
            self.marking.leave_for(time)
            if self.engine.go_to(time):
                self._forget_late()
                self.engine.play()
            self.waveform.bring_into_sight(time)

    def follow(self, time: int) -> None:
        """Go along with a click on a passage, where the recording is in view and at hand; never complain.

        It plays from there, or where a person prefers that only stands there.
        """
        if self.isVisible() and self._recording is not None and not self._lost:
            if settings.get(FOLLOWS, True):
                self.play_from(time)
            elif self._loaded:
                self.seek(time)

    def seek(self, time: int) -> None:
        """Stand at a time, playing on where it plays."""
        if self._load():
            self.marking.leave_for(time)
            self.engine.go_to(time)

    def back(self) -> None:
        """Go back 3 seconds."""
        self.seek(max(0, self.engine.position - STEP_BACK))

    def forward(self) -> None:
        """Go forward 3 seconds."""
        on = self.engine.position + STEP_BACK
        self.seek(min(on, self._length) if self._length else on)

    def faster(self, steps: int = 1) -> None:
        """Play one step faster, or slower where `steps` is negative."""
        self.transport.faster(steps)

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

    @property
    def _length(self) -> int:
        """How long it is, 0 while that is not known."""
        return self.engine.duration or self.waveform.duration

    def _set_rate(self, rate: float) -> None:
        self.engine.set_rate(rate)
        if self.engine.rate != 1.0 and self._loaded and not self.engine.keeps_pitch:
            self.transport.warn_of_pitch()

    def _moved(self, time: int) -> None:
        self.waveform.set_position(time)
        self._show_time()

    def _played(self, playing: bool) -> None:
        self.transport.show_playing(playing)
        self._show_time()

    def _show_time(self) -> None:
        self.transport.show_time(self.engine.position, self._length, self.engine.playing)

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
        self.transport.picture_button.setVisible(pictured)
        self.picture.setVisible(pictured and self.transport.picture_button.isChecked())

    def _keep_picture_shown(self) -> None:
        settings.put(_PICTURE, self.transport.picture_button.isChecked())
        self._show_pictured()

    def enlarge(self) -> None:
        """Show the picture in a window of its own as well."""
        if self._recording is not None:
            large = LargePicture(self._recording.name, self)
            large.show_frame(self.picture.frame)
            self.engine.shown.connect(large.show_frame)
            large.show()

    # Marks, the loop and extracts -------------------------------------------------------------------

    def mark_in(self) -> None:
        """Mark the beginning of a section here."""
        if self._load():
            self.marking.mark_in()

    def mark_out(self) -> None:
        """Mark the end of a section here."""
        if self._load():
            self.marking.mark_out()

    def toggle_loop(self) -> None:
        """Loop the marked section, or play on."""
        self.marking.toggle_loop()

    def transcribe(self) -> None:
        """Loop the marked section, or the last five seconds, and type its words."""
        if not self._load():
            return
        self.marking.mark_something()
        self.marking.loop()
        self.marking.fold.setChecked(True)
        self.say("")
        self.extracts.editor.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_folded(self, unfolded: bool) -> None:
        self.extracts.setVisible(unfolded and self._recording is not None)
        section: Section | None = self.waveform.section
        if unfolded and section and not self.extracts.editor.section:
            self.extracts.editor.show_section(section)
        self.unfolded.emit(unfolded)
        self._fit()

    def _show_extracts(self) -> None:
        extracts = self.extracts.extracts
        words = self.tr("Extracts (%d)") % len(extracts) if extracts else self.tr("Extracts")
        self.marking.fold.setText(words)
        self.waveform.show_extracts([(each.time_start or 0, each.time_stop or 0) for each in extracts])

    def _extract_saved(self) -> None:
        kept = self.tr("The extract is kept; tick it when you have compared it with the recording.")
        self.say(kept)
        QTimer.singleShot(_A_WHILE, self, lambda: self.saying.sentence == kept and self.say(""))
        self.marking.mark(None)

    # Saying -----------------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Show a sentence beneath the recording, or none."""
        self.saying.say(sentence)

    def _say_lost(self, error: StudyError) -> None:
        self._lost = True
        changed = self.attaching.changed_file(self._recording) is not None
        self.saying.say(str(error), find=True, take=changed)

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
        if self._late and self.saying.sentence == self._late:
            self.say("")

    # The recording itself ---------------------------------------------------------------------------

    def attach(self) -> None:
        """Ask for a recording of this interview and attach it."""
        if self._interview:
            self.attaching.attach(self._interview)

    def _show_menu(self) -> None:
        if self._recording is not None:
            others = self._studio.study.recordings(self._recording.interview)
            more = self.transport.more
            menu = recording_menu(self, self._recording, others)
            menu.popup(more.mapToGlobal(more.rect().bottomLeft()))
