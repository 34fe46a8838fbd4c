"""Opening the big study in the window, until its matrix is painted, beside opening the sample."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from big_study import big_study, sample
from fresh import in_turn, probe
from measuring import Bench, Result, compared


def measure(bench: Bench) -> Iterator[Result]:
    big, small = big_study(bench.size), sample()
    ours, theirs = in_turn(
        bench.times(9), *(partial(probe, "workbench", "open", path) for path in (big, small))
    )
    yield compared(
        "opening the big study, the window being up", ours, theirs, 1.3, "1.3 x opening the sample"
    )
    ours, theirs = in_turn(bench.times(5), *(partial(probe, "start", path) for path in (big, small)))
    yield compared(
        "starting the workbench on the big study", ours, theirs, 1.3, "1.3 x starting it on the sample"
    )
