"""Measure things in turn, so that a busy machine slows all of them alike, and print what came out."""

from __future__ import annotations

import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from big_study import KEPT, Size


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run measures on, and how often; a quick one only shows that the measures work."""

    size: Size
    quick: bool

    def times(self, count: int) -> int:
        return min(count, 2) if self.quick else count


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table.

    `cpu` is measured / limit in processor time, where that tells anything. A line that is not `judged` is no
    promise: it is there to understand the others by.
    """

    what: str
    measured: float
    limit: float
    unit: str = "ms"
    note: str = ""
    cpu: float | None = None
    judged: bool = True

    @property
    def ratio(self) -> float:
        return self.measured / self.limit

    @property
    def ok(self) -> bool:
        return self.ratio <= 1 or not self.judged

    @property
    def verdict(self) -> str:
        return "" if not self.judged else "ok" if self.ok else "OVER"


@dataclass(frozen=True, slots=True)
class Cost:
    """Median seconds of many repetitions, by the clock and of the processor."""

    wall: float
    cpu: float


Measure = Callable[[Bench], Iterator[Result]]


def in_turn(times: int, *tasks: Callable[[], object]) -> list[Cost]:
    """Run the tasks one after the other, again and again, and give what each of them costs."""
    costs: list[list[Cost]] = [[] for _ in tasks]
    for _ in range(times):
        for task, taken in zip(tasks, costs, strict=True):
            taken.append(cost(task))
    return [middle(taken) for taken in costs]


def cost(task: Callable[[], object]) -> Cost:
    """Run a task once."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    task()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each."""
    return Cost(statistics.median(c.wall for c in costs), statistics.median(c.cpu for c in costs))


def compared(what: str, ours: Cost, theirs: Cost, factor: float, note: str, *, judged: bool = True) -> Result:
    """Hold a cost against so many times another one."""
    cpu = ours.cpu / (factor * theirs.cpu) if theirs.cpu else None
    return Result(what, 1000 * ours.wall, 1000 * factor * theirs.wall, "ms", note, cpu, judged)


@contextmanager
def workplace() -> Generator[Path]:
    """Give a folder on the disk where the studies are, gone afterwards."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        yield Path(folder)


@contextmanager
def copy_of(study: Path) -> Generator[Path]:
    """Give a copy that may be written in."""
    with workplace() as folder:
        yield Path(shutil.copy(study, folder))


HEADING = f"{'':<50}{'measured':>12}{'limit':>12}{'ratio':>7}{'(cpu)':>8}"


def line(result: Result) -> str:
    """Write a result as a line of the table."""
    cpu = "" if result.cpu is None else f"{result.cpu:.2f}"
    figures = "".join(f"{figure:>9.4g} {result.unit}" for figure in (result.measured, result.limit))
    return (
        f"{result.what:<50}{figures}{result.ratio:>7.2f}{cpu:>8}  {result.verdict:<5} {result.note}".rstrip()
    )
