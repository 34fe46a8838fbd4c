"""Show where the recording stands, with the buttons that move it and its speed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from framework_qda.text.transcript import clock
from framework_qda.ui.icons import icon
from framework_qda.ui.recording.buttons import icon_button, shown
from framework_qda.ui.recording.keys import BACK_KEYS, FORWARD_KEYS, PLAY_KEYS
from framework_qda.ui.theme import STEP

_RATES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0)


class Transport(QWidget):
    """The upper line of the player; it asks, and shows what it is told.

    `told` carries what the foot of the window says of the recording.
    """

    told = Signal(str)
    rate_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last_told = ""
        self.back_button = icon_button("rewind", self.tr("Back 3 seconds"), BACK_KEYS)
        self.play_button = icon_button("play", self.tr("Play"), PLAY_KEYS)
        self.forward_button = icon_button("fast-forward", self.tr("Forward 3 seconds"), FORWARD_KEYS)
        self.time = QLabel()
        self.time.setAccessibleName(self.tr("Where the recording stands"))
        self.picture_button = icon_button("video-camera", self.tr("Picture"), checkable=True)
        self.picture_button.hide()
        self.more = icon_button("dots-three", self.tr("More about this recording"))
        self._build_rate()
        self._lay_out()

    def _build_rate(self) -> None:
        self.rate = QComboBox()
        self.rate.setAccessibleName(self.tr("Speed"))
        for rate in _RATES:
            self.rate.addItem(f"{rate:g}×", rate)
        self.rate.setCurrentIndex(_RATES.index(1.0))
        self.rate.currentIndexChanged.connect(lambda: self.rate_chosen.emit(self.rate.currentData()))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self, spacing=STEP)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.back_button, self.play_button, self.forward_button):
            row.addWidget(widget)
        row.addSpacing(STEP)
        row.addWidget(self.time)
        row.addStretch()
        for widget in (self.picture_button, self.rate, self.more):
            row.addWidget(widget)

    def faster(self, steps: int) -> None:
        """Choose a speed some steps faster, or slower where they are negative."""
        self.rate.setCurrentIndex(max(0, min(self.rate.currentIndex() + steps, len(_RATES) - 1)))

    def warn_of_pitch(self) -> None:
        """Say that the voice does not keep its pitch."""
        self.rate.setToolTip(self.tr("On this computer the voice sounds higher or lower at other speeds"))

    def show_playing(self, playing: bool) -> None:
        """Show whether the button plays or pauses."""
        words = self.tr("Pause") if playing else self.tr("Play")
        self.play_button.setIcon(icon("pause" if playing else "play"))
        self.play_button.setToolTip(f"{words}  {shown(PLAY_KEYS)}")
        self.play_button.setAccessibleName(words)

    def show_time(self, position: int, length: int, playing: bool) -> None:
        """Show where it stands, in milliseconds; length is 0 while it is not known."""
        now = clock(position)
        self.time.setText(f"{now} / {clock(length)}" if length else now)
        told = self.tr("recording ▶ %s") % now if playing else ""
        if told != self._last_told:
            self._last_told = told
            self.told.emit(told)
