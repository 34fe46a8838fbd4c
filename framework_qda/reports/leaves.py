"""Turn pages into leaves: clean text and parsed summaries, with the tables that every format writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from framework_qda.reading.page import Block, Facts, Grid, GridRow, Heading, Page, Picture, Prose, Text
from framework_qda.reports.clean import clean, label
from framework_qda.reports.table import Cell, Fact, Group, Row, Table, cell

NOTHING = "–"
References: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in full measure, under the name of who or what it is from."""

    label: str
    facts: str
    cell: Cell


Part: TypeAlias = Heading | Facts | Words | Table | Picture


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, ready to be written."""

    title: str
    subtitle: str
    landscape: bool
    parts: tuple[Part, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))

    @property
    def words(self) -> tuple[Words, ...]:
        return tuple(part for part in self.parts if isinstance(part, Words))

    @property
    def rows(self) -> tuple[Words | Row, ...]:
        """What takes a step each to write."""
        return (*self.words, *(row for table in self.tables for row in table.rows))


def leaves(pages: Sequence[Page]) -> list[Leaf]:
    """Read each page once, in its order."""
    return [
        Leaf(
            label(page.title),
            label(page.subtitle),
            page.landscape,
            tuple(part(block, page.references) for block in page.blocks),
        )
        for page in pages
    ]


def part(block: Block, references: References) -> Part:
    """Read one block."""
    match block:
        case Heading():
            return Heading(block.level, label(block.text))
        case Facts():
            return Facts(tuple((label(name), label(value)) for name, value in block.pairs))
        case Prose():
            return Words(label(block.label), label(block.facts), _cell(block.text, references))
        case Grid():
            return _table(block, references)
        case Picture():
            return block


def _table(grid: Grid, references: References) -> Table:
    facts = (Fact("", label(grid.facts)),) if grid.facts else ()
    groups = [
        Group(
            label(band.title),
            tuple(_row(row, label(band.title), bool(facts), references) for row in band.rows),
        )
        for band in grid.bands
    ]
    return Table(
        label(grid.title),
        tuple(map(label, grid.heads)),
        facts,
        tuple(groups),
        label(grid.corner),
        label(grid.grouping),
        grid.widths,
    )


def _row(row: GridRow, band: str, told: bool, references: References) -> Row:
    facts = (label(row.facts),) if told else ()
    return Row(band, label(row.name), facts, tuple(_cell(text, references) for text in row.cells))


def _cell(text: Text, references: References) -> Cell:
    made = cell(clean(text.markup), text.blank or NOTHING, references)
    return replace(made, note=label(text.note)) if text.note else made
