"""Measure how loud a recording is from moment to moment, to draw it."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

from framework_qda.progress import Progress, silent
from framework_qda.sound.files import unreadable

if TYPE_CHECKING:
    import numpy as np

PER_SECOND = 20
LOUDEST = 255

_BLOCK = 30  # seconds of a wav file read at a time


@dataclass(frozen=True, slots=True)
class Peaks:
    """How loud each short while is at its loudest, 0 to 255; there are `per_second` of them, about 20."""

    values: bytes
    per_second: float = PER_SECOND

    @property
    def duration(self) -> int:
        """How long the recording is, in milliseconds, to a twentieth of a second."""
        return round(len(self.values) * 1000 / self.per_second)

    def columns(self, start: int, stop: int, count: int) -> list[int]:
        """Give the loudest moment in each of `count` equal parts between two times, in milliseconds."""
        first, width = start * self.per_second / 1000, (stop - start) * self.per_second / 1000 / max(1, count)
        edges = [int(first + n * width) for n in range(count + 1)]
        return [
            max(self.values[max(0, here) : max(here + 1, there)], default=0)
            for here, there in pairwise(edges)
        ]


class Sample(StrEnum):
    """How a decoder writes one sample, in the machine's own order."""

    UNSIGNED_8 = "u1"
    SIGNED_16 = "i2"
    SIGNED_32 = "i4"
    REAL = "f4"  # -1 to 1


class PeakMeter:
    """Take the samples of a recording bit by bit; `rate` is how many a second has, in each channel."""

    def __init__(self, rate: int, sample: Sample = Sample.SIGNED_16, channels: int = 1) -> None:
        self._sample, self._channels = sample, channels
        self._step = max(1, rate // PER_SECOND)
        self._per_second = rate / self._step
        self._rest: list[np.ndarray] = []
        self._waiting = 0
        self._values = bytearray()

    def add(self, samples: bytes | memoryview) -> None:
        """Measure more samples, those of all channels in turn; the loudest channel counts."""
        import numpy as np

        loudness = _without_sign(np.frombuffer(samples, self._sample), self._sample)
        self._add(loudness.reshape(-1, self._channels).max(axis=1))

    def add_loudness(self, loudness: np.ndarray) -> None:
        """Measure more samples that have no sign any more, 0 to 32768."""
        self._add(loudness)

    def _add(self, loudness: np.ndarray) -> None:
        self._rest.append(loudness)
        self._waiting += len(loudness)
        if self._waiting >= 64 * self._step:  # many at once: a decoder hands over a few at a time
            self._measure()

    def _measure(self) -> None:
        import numpy as np

        joined = np.concatenate(self._rest)
        whole = len(joined) // self._step * self._step
        if whole:
            loudest = joined[:whole].reshape(-1, self._step).max(axis=1)
            self._values += np.minimum(loudest >> 7, LOUDEST).astype(np.uint8).tobytes()
        self._rest, self._waiting = [joined[whole:]], len(joined) - whole

    def finish(self) -> Peaks:
        """Give what was measured, the last short while with what there is of it."""
        if self._waiting:
            self._measure()
        if self._waiting:
            self._values.append(min(LOUDEST, int(self._rest[0].max()) >> 7))
            self._rest, self._waiting = [], 0
        return Peaks(bytes(self._values), self._per_second)


def wav_peaks(source: Path | IO[bytes], progress: Progress = silent) -> Peaks | None:
    """Measure a wav file of whole numbers; None where it holds sound in another coding.

    Raises UnusableRecording where the file cannot be read.
    """
    try:
        with wave.open(str(source) if isinstance(source, Path) else source) as file:
            meter = PeakMeter(file.getframerate())
            for done, loudness in enumerate(_blocks(file)):
                meter.add_loudness(loudness)
                progress(done * _BLOCK, file.getnframes() // file.getframerate(), "Reading the recording")
            return meter.finish()
    except (wave.Error, EOFError):
        return None
    except OSError as error:
        raise unreadable(source if isinstance(source, Path) else Path("recording"), error) from None


def _blocks(file: wave.Wave_read) -> Iterator[np.ndarray]:
    """Give the loudness of the loudest channel, 0 to 32768, some seconds at a time."""
    import numpy as np

    channels, width = file.getnchannels(), file.getsampwidth()
    while data := file.readframes(file.getframerate() * _BLOCK):
        data = data[: len(data) // (channels * width) * channels * width]
        yield _loudness(np.frombuffer(data, np.uint8), width).reshape(-1, channels).max(axis=1)


def _without_sign(samples: np.ndarray, sample: Sample) -> np.ndarray:
    """Give how loud samples are, 0 to 32768."""
    import numpy as np

    match sample:
        case Sample.UNSIGNED_8:
            return np.abs(samples.astype(np.int32) - 128) << 8
        case Sample.SIGNED_16:
            return np.abs(samples.astype(np.int32))
        case Sample.SIGNED_32:
            return np.abs(samples >> 16)
        case Sample.REAL:
            return (np.minimum(np.abs(samples), 1.0) * 32768).astype(np.int32)


def _loudness(data: np.ndarray, width: int) -> np.ndarray:
    """Read whole numbers of 1 to 4 bytes, lowest byte first; those of one byte have no sign."""
    import numpy as np

    if width == 1:
        return np.abs(data.astype(np.int32) - 128) << 8
    high, low = data[width - 1 :: width], data[width - 2 :: width]
    return np.abs(high.view(np.int8).astype(np.int32) * 256 + low)
