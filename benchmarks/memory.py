"""Memory with the big study open, all four matrices scrolled through, beside the sample's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from big_study import big_study, sample
from fresh import probe
from measuring import Bench, Result

_MORE = 60  # megabytes


def measure(bench: Bench) -> Iterator[Result]:
    if not sys.platform.startswith("linux"):
        return  # where resident memory can be asked for without another library
    ours, theirs = _megabytes(big_study(bench.size)), _megabytes(sample())
    note = f"sample's {theirs:.0f} MB + {_MORE} MB"
    yield Result("memory, big study open and scrolled through", ours, theirs + _MORE, "MB", note)


def _megabytes(path: Path) -> float:
    return probe("workbench", "memory", path)["megabytes"]
