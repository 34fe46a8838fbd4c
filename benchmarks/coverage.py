"""The coverage board of the big study: its first painting, with a new passage in most cells, and one edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from big_study import big_study
from fresh import costs, probe
from measuring import Bench, Cost, Result, copy_of, middle

from framework_qda import open_study

_PAINTED, _EDITED = 200, 50  # milliseconds
_IN_AN_INTERVIEW = 20  # passages, each in a cell of its own


def measure(bench: Bench) -> Iterator[Result]:
    with copy_of(big_study(bench.size)) as path:
        _index(path)
        told = [probe("workbench", "cover", path, bench.times(40)) for _ in range(bench.times(7))]
    for what, taken, limit in (
        (
            "the coverage board, from asking until painted",
            [Cost(each["wall"], each["cpu"]) for each in told],
            _PAINTED,
        ),
        ("… one edit, until it shows on the board", [costs(each["edited"]) for each in told], _EDITED),
    ):
        cost = middle(taken)
        note = f"{1000 * cost.cpu:.1f} ms of the processor"
        yield Result(what, 1000 * cost.wall, limit, "ms", note)


def _index(path: Path) -> None:
    """Index passages after all cells were charted: they wait as new ones, which is most work to count."""
    with open_study(path, analyst="Ann") as study, study.action("Index passages"):
        columns = [column.id for column in study.subtopics()]
        for n, row in enumerate(study.interviews()):
            for turn in range(_IN_AN_INTERVIEW):
                column = columns[(n + turn) % len(columns)]
                study.index(row.id, 60 * turn, 60 * turn + 50, [column])
