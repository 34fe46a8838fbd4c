"""Hold one matrix as it is read and exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

import pandas as pd


@dataclass(frozen=True)
class Band:
    """The rows of one area, which stand together under its title."""

    title: str
    rows: range


@dataclass(frozen=True)
class MatrixView:
    """Three frames of the same rows, one row an interview in the order to be read.

    `cells`: columns are sub-topics, values the summaries in light markup, "" where empty.
    `reasons`: the same shape; why a cell is empty (“not asked” …), "" where that is not said.
    `attributes`: columns are (subject, attribute), subject one of area, interview, participant.
    Each is indexed by (area, interview), which need not be unique: go by position.
    `references`: what to write after words that are linked to a passage, by its id; none where it is empty.
    """

    number: int
    name: str
    cells: pd.DataFrame
    reasons: pd.DataFrame
    attributes: pd.DataFrame
    references: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def title(self) -> str:
        return f"{self.number} {self.name}"

    def bands(self) -> Iterator[Band]:
        """Give each run of rows of one area, titled by its name and attributes."""
        areas = list(self.cells.index.get_level_values("area"))
        start = 0
        for area, rows in groupby(areas):
            stop = start + sum(1 for _ in rows)
            yield Band(" · ".join([str(area), *self._area_facts(start)]), range(start, stop))
            start = stop

    def _area_facts(self, row: int) -> list[str]:
        facts = self.attributes.loc[:, self.attributes.columns.get_level_values(0) == "area"]
        return [str(fact) for fact in facts.iloc[row] if fact]
