"""Play a recording, if this computer can; QtMultimedia is loaded when a recording is first wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

SLOWEST, FASTEST = 0.5, 2.0


class Remote(QObject):
    """Send a player its commands as signals.

    A command waits for the player's threads, and these run virtual methods of objects made here, for which
    they need Python. Emitting a signal lets go of Python meanwhile; calling the player's method does not, and
    both would wait for each other for ever.
    """

    take_file = Signal(QUrl)
    take_data = Signal(QIODevice, QUrl)
    play = Signal()
    pause = Signal()
    stop = Signal()
    go_to = Signal("qlonglong")  # pyright: ignore[reportArgumentType]
    set_rate = Signal("double")  # pyright: ignore[reportArgumentType]

    def __init__(self, player: QMediaPlayer) -> None:
        super().__init__(player)
        self.take_file.connect(player.setSource)
        self.take_data.connect(player.setSourceDevice)
        self.play.connect(player.play)
        self.pause.connect(player.pause)
        self.stop.connect(player.stop)
        self.go_to.connect(player.setPosition)
        self.set_rate.connect(player.setPlaybackRate)


class Engine(QObject):
    """One recording at a time; times are in milliseconds.

    `failed` carries one sentence when the recording cannot be played; nothing else happens then. `beyond`
    carries a time that was asked for and lies after its end. `pictured` tells whether it has a picture, which
    `shown` carries frame by frame.
    """

    moved = Signal(int)
    played = Signal(bool)
    measured = Signal(int)
    failed = Signal(str)
    beyond = Signal(int)
    pictured = Signal(bool)
    shown = Signal(object)  # a QVideoFrame

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._remote: Remote
        self._buffer: QBuffer | None = None
        self._loaded = False
        self._seek: int | None = None
        self._wanted = False
        self._rate = 1.0
        self.loop: tuple[int, int] | None = None

    # The recording ----------------------------------------------------------------------------------

    def load(self, source: Path | bytes, name: str) -> bool:
        """Take up a recording, a file or what one holds; tell whether this computer may play it."""
        self.unload()
        if not self._ready():
            return False
        self._name = name
        if isinstance(source, Path):
            self._remote.take_file.emit(QUrl.fromLocalFile(str(source)))
        else:
            self._buffer = QBuffer(self)
            self._buffer.setData(QByteArray(source))
            self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
            self._remote.take_data.emit(self._buffer, QUrl(name))
        return True

    def unload(self) -> None:
        """Stop, and let go of the recording."""
        self._seek, self._wanted, self._loaded, self.loop = None, False, False, None
        if self._player is not None:
            self._remote.stop.emit()
            self._remote.take_file.emit(QUrl())
        if self._buffer is not None:
            self._buffer.deleteLater()
            self._buffer = None

    # Playing ----------------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        return self._wanted

    @property
    def position(self) -> int:
        if self._seek is not None:
            return self._seek
        return self._player.position() if self._player is not None else 0

    @property
    def duration(self) -> int:
        """How long it is, 0 while that is not known."""
        return max(0, self._player.duration()) if self._player is not None else 0

    def play(self) -> None:
        """Go on from where it stands, from the beginning where it stands at its end."""
        if self._player is None:
            return
        self._wanted = True
        if self._loaded:
            self._play_loaded()
        self.played.emit(True)

    def _play_loaded(self) -> None:
        if self.loop and not self.loop[0] <= self.position < self.loop[1]:
            self.go_to(self.loop[0])
        elif self.duration and self.position >= self.duration:
            self.go_to(0)
        self._remote.play.emit()

    def pause(self) -> None:
        """Stop where it stands."""
        if self._wanted and self._player is not None:
            self._wanted = False
            self._remote.pause.emit()
            self.played.emit(False)

    def go_to(self, time: int) -> bool:
        """Stand at another time, as soon as that can be; false where the recording ends before it."""
        time = max(0, time)
        if self._player is None or not self._loaded:
            self._seek = time
        elif time > self.duration:
            self._go_beyond(time)
            return False
        else:
            self._hold()
            self._remote.go_to.emit(time)
        self.moved.emit(time)
        return True

    def _hold(self) -> None:
        """Have the picture shown of where it stands: a player that is stopped shows none."""
        if self.has_picture and not self._wanted:
            self._remote.pause.emit()

    def _go_beyond(self, time: int) -> None:
        self.pause()
        self.moved.emit(self.position)
        self.beyond.emit(time)

    @property
    def rate(self) -> float:
        return self._rate

    def set_rate(self, rate: float) -> None:
        """Play slower or faster, half to twice, at the voice's own pitch where the platform can."""
        self._rate = max(SLOWEST, min(rate, FASTEST))
        if self._player is not None:
            self._remote.set_rate.emit(self._rate)

    @property
    def keeps_pitch(self) -> bool:
        """Whether the voice keeps its pitch at other speeds."""
        pitch = getattr(self._player, "pitchCompensation", None)
        return bool(pitch and pitch())

    @property
    def has_picture(self) -> bool:
        """Whether the recording is known to have a picture."""
        return self._player is not None and self._player.hasVideo()

    @property
    def silent(self) -> bool:
        """Whether there is nothing that sound could come out of."""
        if self._player is None:
            return False
        from PySide6.QtMultimedia import QMediaDevices

        return not QMediaDevices.audioOutputs()

    # What the platform tells -------------------------------------------------------------------------

    def _ready(self) -> bool:
        if self._player is None:
            try:
                self._player = self._make()
            except ImportError as error:
                self.failed.emit(_without_library(str(error)))
                return False
        if not self._player.isAvailable():
            self.failed.emit(
                self.tr(
                    "This computer has nothing that plays recordings;"
                    " install Qt's multimedia plug-in, everything else works without it."
                )
            )
            return False
        return True

    def _make(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        player, screen = QMediaPlayer(self), QVideoSink(self)
        player.setAudioOutput(QAudioOutput(player))
        player.setVideoSink(screen)
        if keep_pitch := getattr(player, "setPitchCompensation", None):  # Qt 6.10 and later
            keep_pitch(True)
        self._remote = Remote(player)
        self._remote.set_rate.emit(self._rate)
        player.mediaStatusChanged.connect(self._status_changed)
        player.positionChanged.connect(self._position_changed)
        player.durationChanged.connect(self._duration_changed)
        player.errorOccurred.connect(self._error_occurred)
        player.hasVideoChanged.connect(self.pictured)
        screen.videoFrameChanged.connect(self._frame_changed)
        return player

    def _status_changed(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        assert self._player is not None
        status = self._player.mediaStatus()
        if status == QMediaPlayer.MediaStatus.LoadedMedia and not self._loaded:
            self._become_loaded()
        elif status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._end()

    def _become_loaded(self) -> None:
        self._loaded = True
        self._hold()
        if self._seek is not None:
            seek, self._seek = self._seek, None
            self.go_to(seek)
        if self._wanted:
            self._play_loaded()

    def _end(self) -> None:
        if self.loop and self._wanted:
            self.go_to(self.loop[0])
            self._remote.play.emit()
        else:
            self._wanted = False
            self.played.emit(False)

    def _position_changed(self, time: int) -> None:
        if not self._loaded:
            return
        if self.loop and self._wanted and time >= self.loop[1]:
            self.go_to(self.loop[0])
        else:
            self.moved.emit(time)

    def _frame_changed(self, frame: QVideoFrame) -> None:
        self.shown.emit(frame)

    def _duration_changed(self, duration: int) -> None:
        if duration > 0:
            self.measured.emit(duration)

    def _error_occurred(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        assert self._player is not None
        if self._player.error() == QMediaPlayer.Error.NoError:
            return
        why = self._player.errorString().strip().rstrip(".")
        was_wanted, self._wanted = self._wanted, False
        if was_wanted:
            self.played.emit(False)
        self.failed.emit(
            self.tr("“%s” cannot be played here (%s); turn it into a wav or mp3 file and attach that.")
            % (self._name, why or self.tr("unknown coding"))
        )


def _without_library(reason: str) -> str:
    """Say which library is missing."""
    library = reason.split(":", maxsplit=1)[0].strip()
    package = "libpulse0" if library.startswith("libpulse") else library
    return (
        Engine.tr(
            "Recordings cannot be played because this computer lacks %s;"
            " install it and start again, everything else works without it."
        )
        % package
    )
