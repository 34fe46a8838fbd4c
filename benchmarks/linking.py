"""Charting with the evidence in view in the big study: a linked passage, and the next cell."""

from __future__ import annotations

from collections.abc import Iterator

from big_study import big_study
from fresh import costs, probe
from measuring import Bench, Result, copy_of

LIMIT = 50  # milliseconds


def measure(bench: Bench) -> Iterator[Result]:
    with copy_of(big_study(bench.size)) as path:
        told = probe("workbench", "link", path, bench.times(40))
    for what, taken in (
        ("a passage inserted", "inserted"),
        ("on to the next cell", "switched"),
    ):
        cost = costs(told[taken])
        note = f"{1000 * cost.cpu:.1f} ms of the processor"
        yield Result(f"{what}, until it is painted", 1000 * cost.wall, LIMIT, "ms", note)
