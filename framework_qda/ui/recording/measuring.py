"""Check that a recording is the one attached, and measure how loud it is, while other work goes on.

Python reads wav files on another thread. Any other is decoded by Qt, on threads of its own, which hands over
the sound bit by bit, as it lies in the file: asked for another rate, Qt 6.11 waits for ever for the beginning
of an mp3 file.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QMetaObject, QObject, QUrl, Signal

from framework_qda.errors import StudyError
from framework_qda.progress import Progress
from framework_qda.sound.files import fingerprint
from framework_qda.sound.peaks import PeakMeter, Peaks, Sample, wav_peaks
from framework_qda.study.model import Recording
from framework_qda.ui.work import Work

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDecoder, QAudioFormat


class Measuring(QObject):
    """Measure one recording at a time; asking for another leaves the one before.

    `differs` tells that the file is not the one attached, or cannot be read; `measured` carries its Peaks.
    What cannot be decoded is just not measured: playing it says why.
    """

    differs = Signal()
    measured = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Peaks] = {}
        self._work = Work(self)
        self._decoder: QAudioDecoder | None = None
        self._meter: PeakMeter | None = None

    def measure(self, recording: Recording, source: Path | bytes) -> None:
        """Check a file against its recording, and measure it where that was not done yet."""
        self.leave()
        self._checksum, self._source = recording.checksum, source
        known = self._known.get(recording.checksum)
        if known:
            self.measured.emit(known)
        self._work.start(
            self.tr("Reading %s") % recording.name,
            lambda progress: _read(recording, source, known, progress),
            self._take_read,
            self._refused,
        )

    def leave(self) -> None:
        """Leave what is being measured."""
        self._work.close()
        self._let_go()

    def _refused(self, _error: StudyError) -> None:
        self.differs.emit()

    def _take_read(self, found: tuple[bool, Peaks | None]) -> None:
        same, peaks = found
        if not same:
            self.differs.emit()
        elif peaks is None:
            self._decode()
        else:
            self._tell(peaks)

    def _tell(self, peaks: Peaks) -> None:
        if peaks.values:
            self._known[self._checksum] = peaks
            self.measured.emit(peaks)

    def _decode(self) -> None:
        try:
            from PySide6.QtMultimedia import QAudioDecoder
        except ImportError:  # the player says so
            return
        decoder = self._decoder = QAudioDecoder(self)
        if isinstance(self._source, Path):
            decoder.setSource(QUrl.fromLocalFile(str(self._source)))
        else:
            buffer = QBuffer(decoder)
            buffer.setData(QByteArray(self._source))
            buffer.open(QBuffer.OpenModeFlag.ReadOnly)
            decoder.setSourceDevice(buffer)
        self._meter = None
        decoder.bufferReady.connect(self._take_sound)
        decoder.finished.connect(self._finish)
        QMetaObject.invokeMethod(decoder, "start")  # not decoder.start(): see engine.Remote

    def _take_sound(self) -> None:
        while self._decoder is not None and self._decoder.bufferAvailable():
            sound = self._decoder.read()
            if self._meter is None:
                self._meter = _meter(sound.format())
            self._meter.add(bytes(sound.constData()))

    def _finish(self) -> None:
        self._let_go()
        if self._meter is not None:
            self._tell(self._meter.finish())

    def _let_go(self) -> None:
        decoder, self._decoder = self._decoder, None
        if decoder is not None:
            decoder.disconnect(self)
            QMetaObject.invokeMethod(decoder, "stop")
            decoder.deleteLater()


def _meter(form: QAudioFormat) -> PeakMeter:
    """Make a meter for the sound that a decoder hands over."""
    from PySide6.QtMultimedia import QAudioFormat

    sample = {
        QAudioFormat.SampleFormat.UInt8: Sample.UNSIGNED_8,
        QAudioFormat.SampleFormat.Int16: Sample.SIGNED_16,
        QAudioFormat.SampleFormat.Int32: Sample.SIGNED_32,
        QAudioFormat.SampleFormat.Float: Sample.REAL,
    }[form.sampleFormat()]
    return PeakMeter(form.sampleRate(), sample, form.channelCount())


def _read(
    recording: Recording, source: Path | bytes, known: Peaks | None, progress: Progress
) -> tuple[bool, Peaks | None]:
    """Tell whether a file is the one attached, and its peaks where they are known or Python can read it."""
    if isinstance(source, Path) and fingerprint(source, progress).checksum != recording.checksum:
        return False, None
    if known:
        return True, known
    return True, wav_peaks(source if isinstance(source, Path) else io.BytesIO(source), progress)
