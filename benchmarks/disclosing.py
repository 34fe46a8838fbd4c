"""Looking through everything for what could tell who somebody is: the first time, and after an edit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from big_study import big_study
from measuring import Bench, Cost, Result, copy_of, cost, middle

from framework_qda import open_study
from framework_qda.study.authoring import ExposedIn

_FIRST, _AGAIN, _TYPED = 30_000.0, 1000.0, 50.0  # milliseconds; the first is off the GUI thread
_TEXT = "She met Mary Kelsworth at the harbour, and wrote to the trust about it afterwards. " * 5


def measure(bench: Bench) -> Iterator[Result]:
    with copy_of(big_study(bench.size)) as path, open_study(path, analyst="Ann") as study:
        cells = len(study.interviews()) * len(study.subtopics())
        first = cost(study.exposures)
        row, column = study.interviews()[0].id, study.subtopics()[0].id
        again = list[Cost]()
        for number in range(bench.times(5)):
            study.chart(row, column, f"{_TEXT} {number}")
            again.append(cost(study.exposures))
        typed = list[Cost]()
        for number in range(bench.times(20)):
            look = partial(study.exposures_of, ExposedIn.CELL, f"{row}/{column}", f"{_TEXT} {number}")
            typed.append(cost(look))
    yield Result(f"{cells:,} summaries looked through", 1000 * first.wall, _FIRST, "ms", "nothing kept yet")
    yield Result("the same after one edit", 1000 * middle(again).wall, _AGAIN, "ms", "")
    yield Result("a paragraph as it is typed", 1000 * middle(typed).wall, _TYPED, "ms", "")
