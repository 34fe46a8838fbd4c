"""Read interview notes saved as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from framework_qda.errors import UnreadableSource
from framework_qda.sources.encoding import decode
from framework_qda.text.turns import begins_turn, speakers

LIMIT = 100_000_000  # bytes
_NARROWEST, _WIDEST = 50, 100  # characters; nobody wraps text at other margins
_OTHERS = (
    (b"%PDF-", "is a PDF under another name", "copy its text into Word and save that as .docx"),
    (b"{\\rtf", "is in Rich Text Format under another name", "open it in Word and save it as .docx"),
    (b"PK\x03\x04", "is no text but a packed file", "give it back its own ending, such as .docx"),
    (b"\xd0\xcf\x11\xe0", "is an old Word file under another name", "open it in Word and save it as .docx"),
)


def lines(path: Path) -> Iterator[str]:
    """Give the paragraphs of a text: its lines, or where it is wrapped by hand, its blocks.

    A file of a hundred megabytes or more is refused.
    """
    written = [line.rstrip() for line in text(path).splitlines()]
    return _unwrapped(written) if _is_wrapped(written) else iter(written)


def text(path: Path) -> str:
    """Read a text in whatever encoding it was saved; raises `UnreadableSource` where it is none."""
    if path.stat().st_size >= LIMIT:
        raise UnreadableSource(path, "is too big for notes of one interview", "split it and choose the parts")
    raw = path.read_bytes()
    for sign, reason, advice in _OTHERS:
        if raw.startswith(sign):
            raise UnreadableSource(path, reason, advice)
    found = decode(raw)
    if found is None:
        raise UnreadableSource(
            path, "holds no text that can be read", "open it where it was written and save it anew"
        )
    return found


def _is_wrapped(written: list[str]) -> bool:
    """Tell whether blank lines part the paragraphs, and most lines within them end where a margin was."""
    width = max(map(len, written), default=0)
    within = [(line, after) for line, after in pairwise(written) if line and after]
    full = sum(_is_full(line, after, width) for line, after in within)
    return _NARROWEST <= width <= _WIDEST and not all(written) and 2 * full > len(within)


def _is_full(line: str, after: str, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted in this one."""
    return bool(after) and len(line) + 1 + len(after.split(maxsplit=1)[0]) > 0.9 * width


def _unwrapped(written: list[str]) -> Iterator[str]:
    known, width = speakers(written), max(map(len, written))
    held = ""
    for line, after in pairwise([*written, ""]):
        held = f"{held} {line}".strip()
        if not _is_full(line, after, width) or begins_turn(after, known):
            yield held
            held = ""
