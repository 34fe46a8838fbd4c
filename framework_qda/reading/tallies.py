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

    def frame(self) -> pd.DataFrame:
        """Give the shares, 0 to 1, as a frame: a row a case, a column a sub-topic."""
        import pandas as pd

        return pd.DataFrame(
            [[n / max(size, 1) for n in row] for row, size in zip(self.charted, self.sizes, strict=True)],
            index=pd.Index(self.rows, name=self.unit),
            columns=pd.Index(self.columns, name="sub-topic"),
            dtype=float,
        )
