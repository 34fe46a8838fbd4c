"""A recording is known again by its size and checksum."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from framework_qda.errors import Cancelled, UnusableRecording
from framework_qda.sound.files import fingerprint, fingerprint_of, read_whole


def test_a_fingerprint_is_the_size_and_the_checksum(tmp_path: Path) -> None:
    path, data = tmp_path / "talk.wav", bytes(range(256)) * 10_000
    path.write_bytes(data)
    told = list[tuple[object, ...]]()
    found = fingerprint(path, lambda *report: told.append(report))
    assert (found.size, found.checksum) == (2_560_000, hashlib.sha256(data).hexdigest())
    assert found == fingerprint_of(read_whole(path))
    assert len(told) == 3 and told[-1] == (2500, 2500, "Checking talk.wav")


def test_reading_stops_when_the_user_asks(tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(b"sound")

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fingerprint(path, stop)


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableRecording, match=r"“gone\.mp3” is not there any more; choose"):
        fingerprint(tmp_path / "gone.mp3")
    with pytest.raises(UnusableRecording, match=r"cannot be read \("):
        read_whole(tmp_path)
