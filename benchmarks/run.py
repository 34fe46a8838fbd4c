"""Measure what the workbench promises, each against a limit measured in the same run.

    python benchmarks/run.py [--quick] [--no-window] [NAMES…]

Exits with 1 where anything is over its limit. The big study is made once, in one to four minutes, and kept
under build/bench. A quick run takes a small study and few repetitions: its figures mean nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from big_study import BIG, SMALL
from measuring import HEADING, Bench, Measure, line

WINDOW = (
    "starting",
    "opening",
    "scrolling",
    "editing",
    "indexing",
    "linking",
    "coverage",
    "reading",
    "drafting",
    "memory",
)
NO_WINDOW = (
    "charting",
    "searching",
    "importing",
    "exporting",
    "verifying",
    "disclosing",
    "authoring",
    "writing",
)


def main() -> int:
    """Run the measures asked for and print a line each."""
    asked = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bench = Bench(SMALL if asked.quick else BIG, asked.quick)
    print(HEADING, flush=True)
    good = [_run(name, bench) for name in asked.names or (*(() if asked.no_window else WINDOW), *NO_WINDOW)]
    return 0 if all(good) else 1


def _run(name: str, bench: Bench) -> bool:
    measure: Measure = import_module(name).measure
    good = True
    for result in measure(bench):
        good &= result.ok
        print(line(result), flush=True)
    return good


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a small study and few repetitions")
    parser.add_argument("--no-window", action="store_true", help="only what needs no window")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join((*WINDOW, *NO_WINDOW)))
    asked = parser.parse_args()
    if unknown := set(asked.names) - {*WINDOW, *NO_WINDOW}:
        parser.error(f"there is no measure called {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
