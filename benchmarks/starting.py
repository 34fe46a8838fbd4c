"""Starting the workbench on the sample, until its matrix is painted, beside an empty table in a window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from big_study import sample
from fresh import in_turn, probe
from measuring import Bench, Result, compared


def measure(bench: Bench) -> Iterator[Result]:
    start, empty = partial(probe, "start", sample()), partial(probe, "empty_table")
    ours, theirs = in_turn(bench.times(9), start, empty)
    note = f"2 x an empty table window of {1000 * theirs.wall:.0f} ms"
    yield compared("start to painted sample matrix", ours, theirs, 2, note)
