"""Read the chart of one interview, its summaries under their headings, and what of its notes is indexed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from framework_qda.errors import UnreadableSource
from framework_qda.study.model import BlankReason, Cell
from framework_qda.text.summary import Kind, Line, Run, by_kind, parse, write

Heading = tuple[str, str]

_REASONS = {f"({reason})": reason for reason in BlankReason if reason}


def read_chart(path: Path) -> dict[Heading, Cell]:
    """Read a chart: (title of the matrix, name of the sub-topic) -> cell, in the order of the file.

    A matrix stands under “# ”, a sub-topic under “## ”; below it a summary in light markup, or why there is
    none in round brackets. Raises UnreadableSource.
    """
    cells: dict[Heading, Cell] = {}
    for heading, lines in _sections(path):
        if heading in cells:
            raise UnreadableSource(path, f"has “{heading[1]}” twice under “{heading[0]}”", "take one out")
        if not lines:
            raise UnreadableSource(
                path, f"has nothing under “{heading[1]}”", "write a summary, or (not asked)"
            )
        cells[heading] = _cell(lines)
    return cells


def _sections(path: Path) -> Iterator[tuple[Heading, list[str]]]:
    matrix, subtopic, lines = "", "", list[str]()
    for number, line in enumerate(_lines(path), start=1):
        if not line.startswith(("# ", "## ")):
            if line and not subtopic:
                raise UnreadableSource(path, f"has text above its headings in line {number}", "move it below")
            lines += [line] if line else []
            continue
        if subtopic:
            yield (matrix, subtopic), lines
        mark, _, name = line.partition(" ")
        matrix, subtopic = (name, "") if mark == "#" else (matrix, name)
        lines = []
    if subtopic:
        yield (matrix, subtopic), lines


def _lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text("utf-8").splitlines()]
    except UnicodeDecodeError:
        raise UnreadableSource(path, "is not written in UTF-8", "save it in that encoding") from None
    except OSError as error:
        raise UnreadableSource(path, f"cannot be read ({error.strerror})", "check its name") from None


def _cell(lines: list[str]) -> Cell:
    reason = _REASONS.get(lines[0]) if len(lines) == 1 else None
    return Cell(blank_reason=reason) if reason else Cell("\n".join(lines))


def read_indexing(path: Path) -> list[tuple[Heading, str]]:
    """Read which words of the notes belong where: (number of the matrix, name of the sub-topic), words.

    Raises UnreadableSource.
    """
    return [((row["matrix"], row["sub-topic"]), row["words"]) for row in csv.DictReader(_lines(path))]


def linked(markup: str, passage: Callable[[str], str]) -> str:
    """Link each of the speaker's own words in a summary to the passage they are from."""
    return write(line._replace(runs=tuple(_linked_runs(line, passage))) for line in parse(markup))


def _linked_runs(line: Line, passage: Callable[[str], str]) -> Iterator[Run]:
    for kind, runs in by_kind(line):
        links = (passage("".join(run.text for run in runs)),) if kind is Kind.OWN_WORDS else ()
        yield from (run._replace(links=links) for run in runs)
