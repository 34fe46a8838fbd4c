"""Mark a section of the recording, and loop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.recording.buttons import icon_button, shown
from framework_qda.ui.recording.engine import Engine
from framework_qda.ui.recording.keys import IN_KEYS, OUT_KEYS, TRANSCRIBE_KEYS
from framework_qda.ui.recording.times import fine_clock
from framework_qda.ui.recording.waveform import Section, Waveform
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton

_UNMARKED = 5000  # milliseconds back from here, to transcribe where nothing is marked


class Marking(QWidget):
    """The lower line of the player: the section, the loop, and the fold of extracts.

    The waveform holds the section. `marked` carries one, or None. Times are in milliseconds.
    """

    marked = Signal(object)

    def __init__(self, engine: Engine, waveform: Waveform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine, self._waveform = engine, waveform
        self.in_button = icon_button("arrow-line-left", self.tr("Mark in"), IN_KEYS)
        self.out_button = icon_button("arrow-line-right", self.tr("Mark out"), OUT_KEYS)
        self.loop_button = icon_button("repeat", self.tr("Loop the marked section"), checkable=True)
        self.loop_button.clicked.connect(self._set_loop)
        self.section = QLabel()
        self.section.setProperty("muted", True)
        self.section.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fold = WordedToolButton(
            text=self.tr("Extracts"),
            checkable=True,
            icon=icon("text-aa"),
            focusPolicy=Qt.FocusPolicy.TabFocus,
        )
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip(self.tr("Transcribe an extract  %s") % shown(TRANSCRIBE_KEYS))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self, spacing=STEP)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.in_button, self.out_button, self.loop_button):
            row.addWidget(widget)
        row.addWidget(self.section, 1)
        row.addWidget(self.fold)

    def mark(self, start: int | None, stop: int = 0) -> None:
        """Mark a section, or none."""
        section: Section | None = None if start is None else (start, stop)
        self._waveform.mark(section)
        self.section.setText(f"{fine_clock(section[0])} – {fine_clock(section[1])}" if section else "")
        self.loop_button.setEnabled(section is not None)
        if section is None:
            self.loop_button.setChecked(False)
        self.marked.emit(section)
        self._set_loop()

    def mark_in(self) -> None:
        """Mark the beginning of a section where the recording stands."""
        here, section = self._engine.position, self._waveform.section
        end = self._engine.duration or self._waveform.duration or here + _UNMARKED
        stop = section[1] if section and section[1] > here else end
        if stop > here:
            self.mark(here, stop)

    def mark_out(self) -> None:
        """Mark the end of a section where the recording stands."""
        here, section = self._engine.position, self._waveform.section
        start = section[0] if section and section[0] < here else 0
        if here > start:
            self.mark(start, here)

    def mark_something(self) -> None:
        """Mark the last five seconds where nothing is marked."""
        if self._waveform.section is None:
            here = self._engine.position
            self.mark(max(0, here - _UNMARKED), here if here else _UNMARKED)

    def loop(self, on: bool = True) -> None:
        """Loop the section, or play on."""
        self.loop_button.setChecked(on)
        self._set_loop()

    def toggle_loop(self) -> None:
        """Loop the section, or play on where it is looped."""
        if self.loop_button.isEnabled():
            self.loop(not self.loop_button.isChecked())

    def leave_for(self, time: int) -> None:
        """Loop no more where a time lies outside the section."""
        section = self._waveform.section
        if section is None or not section[0] <= time < section[1]:
            self.loop(False)

    def _set_loop(self) -> None:
        self._engine.loop = self._waveform.section if self.loop_button.isChecked() else None
