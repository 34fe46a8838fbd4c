"""Read and write the light markup in which a cell's summary is kept.

A summary is plain text that anybody can read in the study file. In it, «…» holds the speaker's own
words, [[…]] the analyst's comment and **…** bold; a line that starts with “- ” is an item of a list.
{words|id,id} links words to passages by their ids, and to cells by interview/sub-topic.
A backslash before one of these signs takes it as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Kind(StrEnum):
    """Whose text it is, told apart as NatCen's FrameWork did."""

    SUMMARY = "summary"
    OWN_WORDS = "own words"
    COMMENT = "comment"


class Run(NamedTuple):
    """A stretch of one kind and weight, linked to the same passages."""

    text: str
    kind: Kind = Kind.SUMMARY
    bold: bool = False
    links: tuple[str, ...] = ()


class Line(NamedTuple):
    """One paragraph of a summary, or one item of a list in it."""

    runs: tuple[Run, ...]
    item: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_ID = r"[0-9a-f]{32}(?:/[0-9a-f]{32})?"
# A brace is a link's only where its ids follow, so that braces in older summaries read as they are.
_MARKS = re.compile(
    rf"\\(.)|\*\*|«|»|\[\[|\]\]"
    rf"|\{{(?=(?:[^{{}}\\]|\\.)*\|({_ID}(?:,{_ID})*)\}})|\|{_ID}(?:,{_ID})*\}}"
)
# A bracket is escaped only where it could be taken for half of a comment's sign: `[p12]` stays readable.
_SIGNS = re.compile(r"[\\*«»{}]|\[(?=\[)|(?<=\[)\[|\](?=\])|(?<=\])\]|^[\[\]]|[\[\]]$")
_OPEN = {Kind.SUMMARY: "", Kind.OWN_WORDS: "«", Kind.COMMENT: "[["}
_CLOSE = {Kind.SUMMARY: "", Kind.OWN_WORDS: "»", Kind.COMMENT: "]]"}
_SPOKEN = {Kind.SUMMARY: ("", ""), Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}


def parse(markup: str) -> tuple[Line, ...]:
    """Read markup into lines of runs; signs without a partner hold to the end of their line."""
    return tuple(_parse_line(line) for line in markup.split("\n")) if markup else ()


def beginning(markup: str, letters: int) -> list[Line]:
    """Read markup no further than its first letters to read: one more of them tells that it goes on."""
    lines, room = list[Line](), letters + 1
    for line in markup.split("\n") if markup else ():
        if room <= 0:
            break
        runs, item = list[Run](), line.startswith("- ")
        for run in _pieces(line[2:] if item else line):
            runs.append(run._replace(text=run.text[:room]))
            room -= len(run.text)
            if room <= 0:
                break
        lines.append(Line(tuple(_merged(runs)), item))
    return lines


def _parse_line(line: str) -> Line:
    item = line.startswith("- ")
    return Line(tuple(_merged(_pieces(line[2:] if item else line))), item)


def _pieces(line: str) -> Iterator[Run]:
    kind, bold, links, start = Kind.SUMMARY, False, (), 0
    for mark in _MARKS.finditer(line):
        yield Run(line[start : mark.start()], kind, bold, links)
        start = mark.end()
        match mark.group()[0]:
            case "\\":
                yield Run(mark.group(1), kind, bold, links)
            case "*":
                bold = not bold
            case "«":
                kind = Kind.OWN_WORDS
            case "[":
                kind = Kind.COMMENT
            case "{":
                links = tuple(mark.group(2).split(","))
            case "|" if not links:
                yield Run(mark.group(), kind, bold)
            case "|":
                links = ()
            case _:
                kind = Kind.SUMMARY
    yield Run(line[start:], kind, bold, links)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held and held._replace(text=run.text) == run:
            held = held._replace(text=held.text + run.text)
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
    text = "".join(_OPEN[kind] + _linked(runs) + _CLOSE[kind] for kind, runs in by_kind(line))
    if line.item:
        return "- " + text
    return "\\" + text if text.startswith("- ") else text


def _linked(runs: Iterable[Run]) -> str:
    text = ""
    for links, group in groupby(runs, key=lambda run: run.links):
        words = "".join(map(_weighted, group))
        text += "{" + words.replace("|", "\\|") + f"|{','.join(links)}}}" if links else words
    return text


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


def links(markup: str) -> list[str]:
    """List the ids of the passages a summary links to, each once, in the order of its text."""
    runs = (run for line in parse(markup) for run in line.runs)
    return list(dict.fromkeys(link for run in runs for link in run.links))


def words(markup: str) -> int:
    """Count the words of a summary, its signs left out."""
    return sum(len(line.text.split()) for line in parse(markup))


def replaced(markup: str, pattern: re.Pattern[str], instead: str) -> tuple[str, int]:
    """Put other words in the place of those that a pattern finds in the text to read, and count them.

    Kinds, weights and links stay; words of which one part is bold become what their beginning was.
    """
    lines, count = markup.split("\n"), 0
    for place, line in enumerate(map(_parse_line, lines)):
        if spans := [match.span() for match in pattern.finditer(line.text)]:
            lines[place] = _write_line(line._replace(runs=tuple(_with(line.runs, spans, instead))))
            count += len(spans)
    return "\n".join(lines), count


def _with(runs: Iterable[Run], spans: Iterable[tuple[int, int]], instead: str) -> Iterator[Run]:
    begin = 0
    for run in runs:
        text, place, end = "", begin, begin + len(run.text)
        for start, stop in spans:
            if start < end and stop > place:
                text += run.text[place - begin : max(0, start - begin)]
                text += instead if start >= begin else ""
                place = min(stop, end)
        yield run._replace(text=text + run.text[place - begin :])
        begin = end
