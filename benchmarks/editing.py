"""One edit of the big study in the window: from charting a cell until all that shows it is painted."""

from __future__ import annotations

from collections.abc import Iterator

from big_study import big_study
from fresh import costs, probe
from measuring import Bench, Result, copy_of

LIMIT = 50  # milliseconds


def measure(bench: Bench) -> Iterator[Result]:
    with copy_of(big_study(bench.size)) as path:
        taken = costs(probe("workbench", "edit", path, bench.times(40))["taken"])
    note = f"{1000 * taken.cpu:.1f} ms of the processor"
    yield Result("one edit in the window, until it is painted", 1000 * taken.wall, LIMIT, "ms", note)
