"""Hold what was said in an interview as numbered paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple


class Paragraph(NamedTuple):
    """One turn or paragraph; `number` counts from 1, `time` is in milliseconds of the recording."""

    number: int
    text: str
    speaker: str = ""
    time: int | None = None


class _Paragraphs(NamedTuple):
    paragraphs: tuple[Paragraph, ...]


class Transcript(_Paragraphs):
    """The paragraphs of one interview; immutable, known by the hash of its content."""

    @cached_property
    def text(self) -> str:
        """The words alone, one paragraph a line; positions of passages count in this string."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of words, speakers and times, in hexadecimal."""
        import hashlib

        content = [(p.text, p.speaker, p.time) for p in self.paragraphs]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def words(self) -> int:
        """How many words it has, as white space parts them."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)


def clock(milliseconds: int) -> str:
    """Write a time of the recording as hours, minutes and seconds: 00:14:05."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def numbered(paragraphs: Iterable[Paragraph]) -> Transcript:
    """Number the paragraphs from 1, leaving out those without words."""
    kept = [p for p in paragraphs if p.text.strip()]
    return Transcript(
        tuple(Paragraph(n, p.text.strip(), p.speaker, p.time) for n, p in enumerate(kept, start=1))
    )
