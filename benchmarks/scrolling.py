"""Scrolling the big study, beside a plain QTableView with the default delegate on the same data and sizes.

The frame that is judged is a notch of the wheel, as people scroll: what is on show is moved, and the strip
that comes into view is painted, half of it for the first time. To understand it by there are frames of which
all is painted anew, and pages, of which every cell is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from big_study import big_study
from fresh import costs, probe
from measuring import Bench, Cost, Result, compared, middle

_FRAMES = 60
_JUDGED = "wheel"
_WAYS = {
    _JUDGED: "scrolling, a notch of the wheel",
    "whole": "… all of it painted anew",
    "page": "… by pages",
}


def measure(bench: Bench) -> Iterator[Result]:
    path = big_study(bench.size)
    ours: dict[str, list[Cost]] = {way: [] for way in _WAYS}
    theirs: dict[str, list[Cost]] = {way: [] for way in _WAYS}
    for _ in range(bench.times(5)):
        matrix = probe("workbench", "scroll", path, _FRAMES)
        plain = probe("plain_table", path, _FRAMES, *matrix["sizes"])
        for way in _WAYS:
            ours[way].append(costs(matrix[way]))
            theirs[way].append(costs(plain[way]))
    note = "half of a plain QTableView's frame"
    for way, what in _WAYS.items():
        yield compared(what, middle(ours[way]), middle(theirs[way]), 0.5, note, judged=way == _JUDGED)
