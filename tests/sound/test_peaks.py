"""How loud a recording is from moment to moment."""

from __future__ import annotations

import io
import math
import struct
import wave
from pathlib import Path

import pytest

from framework_qda.errors import UnusableRecording
from framework_qda.sound.peaks import PeakMeter, Peaks, wav_peaks


def tone(path: Path, width: int = 2, channels: int = 1, rate: int = 8000) -> Path:
    """Write one second of silence, one of a tone at half of full scale, one of silence."""
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        frames = bytearray()
        for n in range(3 * rate):
            level = 0.5 * math.sin(n * 0.6) if rate <= n < 2 * rate else 0.0
            frames += _sample(level, width) + _sample(0.0, width) * (channels - 1)
        file.writeframes(bytes(frames))
    return path


def _sample(level: float, width: int) -> bytes:
    if width == 1:
        return bytes([128 + round(level * 127)])
    return struct.pack("<i", round(level * (2 ** (8 * width - 1) - 1)))[:width]


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_wav_file_is_quiet_loud_and_quiet(tmp_path: Path, width: int, channels: int) -> None:
    peaks = wav_peaks(tone(tmp_path / "tone.wav", width, channels))
    assert peaks is not None
    assert peaks.duration == 3000
    before, sound, after = peaks.columns(0, 3000, 3)
    assert (before, after) == (0, 0)
    assert 120 <= sound <= 128


def test_an_odd_rate_does_not_drift(tmp_path: Path) -> None:
    peaks = wav_peaks(tone(tmp_path / "tone.wav", rate=11025))
    assert peaks is not None
    assert abs(peaks.duration - 3000) <= 50
    assert peaks.columns(0, 900, 1) == peaks.columns(2100, 3000, 1) == [0]
    assert min(peaks.columns(1100, 1900, 4)) > 100


def test_it_is_the_same_in_pieces_of_any_size() -> None:
    samples = struct.pack("=4000h", *(n % 3000 - 1500 for n in range(4000)))
    whole, pieces = PeakMeter(8000), PeakMeter(8000)
    whole.add(samples)
    for place in range(0, len(samples), 514):
        pieces.add(samples[place : place + 514])
    assert whole.finish() == pieces.finish()


def test_the_loudest_sample_there_is_fits() -> None:
    meter = PeakMeter(8000)
    meter.add(struct.pack("=2h", -32768, 32767))
    assert meter.finish().values == b"\xff"


def test_columns_narrower_than_a_moment_and_beyond_the_end() -> None:
    peaks = Peaks(bytes([10, 20, 30]))
    assert peaks.columns(0, 150, 6) == [10, 10, 20, 20, 30, 30]
    assert peaks.columns(0, 300, 2) == [30, 0]
    assert Peaks(b"").columns(0, 0, 2) == [0, 0]


def test_what_is_no_wav_is_left_to_others_and_what_is_missing_is_said(tmp_path: Path) -> None:
    assert wav_peaks(io.BytesIO(b"OggS and so on")) is None
    assert wav_peaks(io.BytesIO(b"")) is None
    with pytest.raises(UnusableRecording, match=r"“gone\.wav” is not there any more"):
        wav_peaks(tmp_path / "gone.wav")
