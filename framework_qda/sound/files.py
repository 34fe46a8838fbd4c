"""Know a recording again: which kinds of file are taken, and the size and checksum of one."""

from __future__ import annotations

from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from framework_qda.errors import UnusableRecording
from framework_qda.progress import Progress, silent

SUFFIXES = (".wav", ".mp3", ".m4a", ".ogg", ".flac", ".mp4", ".wma")

_Report = Callable[[int, int], None]
_STEP = 1 << 20  # bytes between two reports


class Fingerprint(NamedTuple):
    """The size of a file in bytes and its SHA-256 in hexadecimal."""

    size: int
    checksum: str


def fingerprint(path: Path, progress: Progress = silent) -> Fingerprint:
    """Read a whole file for its size and checksum; raises UnusableRecording where it cannot be read."""
    words = f"Checking {path.name}"
    try:
        with path.open("rb") as file:
            return _fingerprint(file, path.stat().st_size, lambda read, size: progress(read, size, words))
    except OSError as error:
        raise unreadable(path, error) from None


def _fingerprint(file: BufferedReader, size: int, report: _Report) -> Fingerprint:
    import hashlib

    digest, read = hashlib.sha256(), 0
    while piece := file.read(_STEP):
        digest.update(piece)
        read += len(piece)
        report(read // 1024, size // 1024)
    return Fingerprint(read, digest.hexdigest())


def read_whole(path: Path) -> bytes:
    """Read a recording into memory; raises UnusableRecording where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def fingerprint_of(data: bytes) -> Fingerprint:
    """Give the size and checksum of what a file holds."""
    import hashlib

    return Fingerprint(len(data), hashlib.sha256(data).hexdigest())


def unreadable(path: Path, error: OSError) -> UnusableRecording:
    """Put into a sentence why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return UnusableRecording(path, "is not there any more", "choose where it lies now")
    why = f" ({error.strerror})" if error.strerror else ""
    return UnusableRecording(path, f"cannot be read{why}", "copy it to a folder of your own, and choose that")
