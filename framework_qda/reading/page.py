"""Hold what a view prints: plain values that every format writes, made of headings, words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


class Text(NamedTuple):
    """Words in light markup; where there are none, `blank` says why.

    In a table, `note` stands beneath in small letters.
    """

    markup: str = ""
    blank: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the highest below the title of its page."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the subject: (name, value)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Words in full measure, under the name of who or what they are from."""

    text: Text
    label: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: what stands in it for every column."""

    name: str
    cells: tuple[Text, ...]
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stand together; without a title no band is drawn above them."""

    title: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `corner` names the rows, `grouping` the bands and `facts` what is told of a row.

    Sheets make a column of each of these. `widths` are shares of the width, for the columns after the first;
    without them all are equal.
    """

    title: str
    corner: str
    heads: tuple[str, ...]
    bands: tuple[Band, ...]
    grouping: str = ""
    facts: str = ""
    widths: tuple[float, ...] = ()

    @property
    def rows(self) -> tuple[GridRow, ...]:
        return tuple(row for band in self.bands for row in band.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as pixels and as lines; `alt` says it in words, `width` is a share of the page's."""

    png: bytes
    svg: str
    alt: str
    width: float = 1.0


Block: TypeAlias = Heading | Facts | Prose | Grid | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One view as it is printed; it begins on a page, or a sheet, of its own.

    `references` says what is written after words that are linked to a passage, by its id.
    """

    title: str
    subtitle: str
    landscape: bool
    blocks: tuple[Block, ...]
    references: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def texts(self) -> Iterator[Text]:
        """Give every text in it, in the order to be read."""
        for block in self.blocks:
            if isinstance(block, Prose):
                yield block.text
            if isinstance(block, Grid):
                for row in block.rows:
                    yield from row.cells

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))
