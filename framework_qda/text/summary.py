"""Read and write the light markup in which a cell's summary is kept.

A summary is plain text that anybody can read in the study file. In it, «…» holds the speaker's own
words, [[…]] the analyst's comment and **…** bold; a line that starts with “- ” is an item of a list.
A backslash before one of these signs takes it as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
    """Whose text it is, told apart as NatCen's FrameWork did."""

    SUMMARY = "summary"
    OWN_WORDS = "own words"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind and weight."""

    text: str
    kind: Kind = Kind.SUMMARY
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a summary, or one item of a list in it."""

    runs: tuple[Run, ...]
    item: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_MARKS = re.compile(r"\\(.)|(\*\*)|(«)|(»)|(\[\[)|(\]\])")
# A bracket is escaped only where it could be taken for half of a comment's sign: `[p12]` stays readable.
_SIGNS = re.compile(r"[\\*«»]|\[(?=\[)|(?<=\[)\[|\](?=\])|(?<=\])\]|^[\[\]]|[\[\]]$")
_OPEN = {Kind.SUMMARY: "", Kind.OWN_WORDS: "«", Kind.COMMENT: "[["}
_CLOSE = {Kind.SUMMARY: "", Kind.OWN_WORDS: "»", Kind.COMMENT: "]]"}
_SPOKEN = {Kind.SUMMARY: ("", ""), Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}


def parse(markup: str) -> tuple[Line, ...]:
    """Read markup into lines of runs; signs without a partner hold to the end of their line."""
    return tuple(_parse_line(line) for line in markup.split("\n")) if markup else ()


def _parse_line(line: str) -> Line:
    item = line.startswith("- ")
    return Line(tuple(_merged(_pieces(line[2:] if item else line))), item)


def _pieces(line: str) -> Iterator[Run]:
    kind, bold, start = Kind.SUMMARY, False, 0
    for mark in _MARKS.finditer(line):
        yield Run(line[start : mark.start()], kind, bold)
        start = mark.end()
        match mark.group():
            case "**":
                bold = not bold
            case "«":
                kind = Kind.OWN_WORDS
            case "[[":
                kind = Kind.COMMENT
            case "»" | "]]":
                kind = Kind.SUMMARY
            case _:
                yield Run(mark.group(1), kind, bold)
    yield Run(line[start:], kind, bold)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held and (held.kind, held.bold) == (run.kind, run.bold):
            held = Run(held.text + run.text, run.kind, run.bold)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def write(lines: Iterable[Line]) -> str:
    """Write lines as markup; `parse` reads it back to the same lines."""
    return "\n".join(_write_line(line) for line in lines)


def _write_line(line: Line) -> str:
    text = "".join(_OPEN[kind] + "".join(map(_weighted, runs)) + _CLOSE[kind] for kind, runs in by_kind(line))
    if line.item:
        return "- " + text
    return "\\" + text if text.startswith("- ") else text


def _weighted(run: Run) -> str:
    escaped = _SIGNS.sub(r"\\\g<0>", run.text)
    return f"**{escaped}**" if run.bold else escaped


def by_kind(line: Line) -> Iterator[tuple[Kind, list[Run]]]:
    """Group the runs of a line so that one utterance or comment stays one, whatever is bold in it."""
    for kind, runs in groupby(_merged(line.runs), key=lambda run: run.kind):
        yield kind, list(runs)


def plain(markup: str) -> str:
    """Give the text to read: own words in quotation marks, a comment in [brackets], items after “• ”."""
    return "\n".join(("• " if line.item else "") + _spoken(line) for line in parse(markup))


def _spoken(line: Line) -> str:
    return "".join(
        _SPOKEN[kind][0] + "".join(run.text for run in runs) + _SPOKEN[kind][1]
        for kind, runs in by_kind(line)
    )


def words(markup: str) -> int:
    """Count the words of a summary, its signs left out."""
    return sum(len(line.text.split()) for line in parse(markup))
