"""Hold what is counted across a study: which cases stand where, and how much of them is charted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Linked(NamedTuple):
    """Two fields and, for every pair of their values, the names of the cases that have both."""

    down: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cases: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def counts(self) -> tuple[tuple[int, ...], ...]:
        """How many cases have each pair."""
        return tuple(tuple(map(len, row)) for row in self.cases)

    def frame(self) -> pd.DataFrame:
        """Give it as a frame: index and columns the values, each cell the list of its cases."""
        import pandas as pd

        return pd.DataFrame(
            [[list(names) for names in row] for row in self.cases],
            index=pd.Index(self.rows, name=self.down),
            columns=pd.Index(self.columns, name=self.across),
        )


class Coverage(NamedTuple):
    """How many of the cells of every case and sub-topic are charted, of how many."""

    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    charted: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]  # the cells in one place of a row

    @property
    def shares(self) -> tuple[tuple[float, ...], ...]:
        """How much is charted, from 0 to 1."""
        return tuple(
            tuple(n / max(size, 1) for n in row) for row, size in zip(self.charted, self.sizes, strict=True)
        )

    def frame(self) -> pd.DataFrame:
        """Give the shares, 0 to 1, as a frame: a row a case, a column a sub-topic."""
        import pandas as pd

        return pd.DataFrame(
            self.shares,
            index=pd.Index(self.rows, name=self.unit),
            columns=pd.Index(self.columns, name="sub-topic"),
            dtype=float,
        )
