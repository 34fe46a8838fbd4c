"""Opening the big study in the window, until its matrix is painted, beside opening the sample."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from big_study import big_study, sample
from fresh import in_turn, probe
from measuring import Bench, Result, compared


def measure(bench: Bench) -> Iterator[Result]:
    big, small = big_study(bench.size), sample()
    opened = [partial(probe, "workbench", "open", path) for path in (big, small)]
    ours, theirs = in_turn(bench.times(9), *opened)
    yield compared("opening the big study in the window", ours, theirs, 1.3, "1.3 x opening the sample")
    started = [partial(probe, "start", path) for path in (big, small)]
    ours, theirs = in_turn(bench.times(5), *started)
    yield compared("… from a start of the workbench", ours, theirs, 1.3, "1.3 x that", judged=False)
