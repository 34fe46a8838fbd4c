"""Say which cells a view shows, and where: screens, frames and exports are all made from a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

CellKey = tuple[str, str]
"""The ids of an interview and a sub-topic."""


class Head(NamedTuple):
    """One column: `id` names the area, interview, group or sub-topic it stands for."""

    id: str
    title: str
    facts: str = ""


class Line(NamedTuple):
    """One row; a `level` of 1 or more makes it a heading across all columns, 1 the highest.

    `cells` has for every column the cells that stand there: none, one, or those of a whole group.
    """

    id: str
    title: str
    facts: str = ""
    level: int = 0
    cells: tuple[tuple[CellKey, ...], ...] = ()


class Plan(NamedTuple):
    """A view: its title, what is known of its subject, its columns and its rows, in the order to be read."""

    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...] = ()

    def keys(self) -> Iterator[CellKey]:
        """Give every cell in it, row by row."""
        for line in self.lines:
            for keys in line.cells:
                yield from keys
