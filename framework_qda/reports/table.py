"""Turn a matrix as it is read into plain rows that every format writes.

The frames of a `MatrixView` end here: what follows is clean text and parsed summaries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from framework_qda.progress import Progress
from framework_qda.reports.clean import clean, label
from framework_qda.reports.options import ReportOptions
from framework_qda.text.summary import Kind, Line, Run, by_kind, parse

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView

NOT_CHARTED = "not yet charted"
_MARKS = {Kind.SUMMARY: ("", ""), Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a summary; where there are none, `blank` says why. A `note` stands beneath it."""

    lines: tuple[Line, ...]
    blank: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One interview; `facts` stand in the order of the table's."""

    area: str
    interview: str
    facts: tuple[str, ...]
    cells: tuple[Cell, ...]

    def about(self, table: Table) -> str:
        """The facts that are this interview's own, in one line."""
        own = zip(table.facts, self.facts, strict=True)
        return " · ".join(fact.said(value) for fact, value in own if value and fact.subject != "area")


@dataclass(frozen=True, slots=True)
class Fact:
    """An attribute, of an area, an interview or a participant."""

    subject: str
    name: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.name}" if self.subject else self.name

    def said(self, value: str) -> str:
        """Give a value as it reads in a line of others: a bare number is told apart by its name."""
        bare = self.subject and value.replace(".", "", 1).isdigit()
        return f"{value} {self.name}" if bare else value


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one area under its title; without a title they stand under no band."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One matrix: its sub-topics across, its interviews down; or any other table that is read like one.

    `corner` names what a row is and `grouping` what a group is, "" where there are none. `widths` are the
    columns' shares, all alike where they are not given.
    """

    title: str
    columns: tuple[str, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    corner: str = "interview"
    grouping: str = "area"
    widths: tuple[float, ...] = ()

    @property
    def heads(self) -> list[str]:
        """What stands above the columns of a sheet: those that say which row it is, and the table's own."""
        return [*self.known_heads, *self.columns]

    @property
    def known_heads(self) -> list[str]:
        return [*([self.grouping] if self.grouping else []), self.corner, *map(str, self.facts)]

    def known(self, row: Row) -> list[str]:
        """Say in a sheet's first columns which row it is."""
        return [*([row.area] if self.grouping else []), row.interview, *row.facts]

    @property
    def named_corner(self) -> str:
        return self.corner[:1].upper() + self.corner[1:]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)


def tables(views: Sequence[MatrixView], options: ReportOptions) -> list[Table]:
    """Read each view once, in its order."""
    return [_table(view, options) for view in views]


def _table(view: MatrixView, options: ReportOptions) -> Table:
    rows = list(_rows(view, options))
    return Table(
        title=label(view.title),
        columns=tuple(label(column) for column in view.cells.columns),
        facts=_facts(view, options),
        groups=tuple(_groups(view, options, rows)),
    )


def _facts(view: MatrixView, options: ReportOptions) -> tuple[Fact, ...]:
    names = view.attributes.columns if options.attributes else ()
    return tuple(Fact(label(subject), label(name)) for subject, name in names)


def _groups(view: MatrixView, options: ReportOptions, rows: list[Row]) -> Iterator[Group]:
    for band in view.bands():
        held = tuple(rows[band.rows.start : band.rows.stop])
        yield Group(label(band.title) if options.attributes else held[0].area, held)


def _rows(view: MatrixView, options: ReportOptions) -> Iterator[Row]:
    frames = (view.cells, view.reasons, view.attributes)
    cells, reasons, facts = (frame.itertuples(index=False, name=None) for frame in frames)
    for (area, interview), texts, whys, about in zip(view.cells.index, cells, reasons, facts, strict=True):
        yield Row(
            label(area),
            label(interview),
            tuple(label(fact or "") for fact in about) if options.attributes else (),
            tuple(cell(text, why, view.references) for text, why in zip(texts, whys, strict=True)),
        )


def cell(markup: str, reason: str, references: Mapping[str, str] | None = None) -> Cell:
    """Read a summary with references after what is linked; one that shows nothing is empty for its reason."""
    lines = parse(clean(markup))
    if any(line.text.strip() for line in lines):
        return Cell(tuple(referring(line, references) for line in lines) if references else lines)
    return Cell((), label(reason) or NOT_CHARTED)


def referring(line: Line, references: Mapping[str, str]) -> Line:
    """Write the references of linked words after them, and after the whole of an utterance or a comment."""
    return line._replace(runs=tuple(_referring(line, references)))


def _referring(line: Line, references: Mapping[str, str]) -> Iterator[Run]:
    for kind, runs in by_kind(line):
        parts = [runs] if kind is not Kind.SUMMARY else [list(p) for _, p in groupby(runs, lambda r: r.links)]
        for part in parts:
            yield from part
            links = dict.fromkeys(link for run in part for link in run.links if link in references)
            if links:
                yield Run(f" [{', '.join(references[link] for link in links)}]")


def spoken(line: Line) -> Iterator[Run]:
    """Give the runs with quotation marks about own words and brackets about a comment."""
    for kind, runs in by_kind(line):
        opening, closing = _MARKS[kind]
        runs[0] = runs[0]._replace(text=opening + runs[0].text)
        runs[-1] = runs[-1]._replace(text=runs[-1].text + closing)
        yield from runs


def shown(cell: Cell) -> Iterator[Line]:
    """Give the lines that have words; where paragraphs are spaced, empty ones only take room."""
    return (line for line in cell.lines if line.text.strip())


def text(cell: Cell) -> str:
    """Give a cell's words as they are read, list items after “• ”; "" where it is empty."""
    return "\n".join(
        ("• " if line.item else "") + "".join(run.text for run in spoken(line)) for line in cell.lines
    )


class Counted(Protocol):
    """What takes a step a row to write."""

    @property
    def title(self) -> str: ...

    @property
    def rows(self) -> Sized: ...


class Counter:
    """Tell progress row by row across all tables."""

    def __init__(self, tables: Sequence[Counted], progress: Progress) -> None:
        self._done = 0
        self._total = sum(len(table.rows) for table in tables)
        self._progress = progress

    def __call__(self, table: Counted) -> None:
        """Count one row of `table` as being written."""
        self._done += 1
        self._progress(self._done, self._total, table.title)
