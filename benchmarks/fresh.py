"""Run a probe in a fresh process, with settings of its own, and hear what it reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from measuring import Cost, middle

_PROBES = Path(__file__).parent / "probes"


def probe(name: str, *arguments: object) -> dict[str, Any]:
    """Give what a probe reports; “wall” is the seconds from its start, unless it says otherwise."""
    command = [sys.executable, str(_PROBES / f"{name}.py"), *map(str, arguments)]
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(home)) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            taken = time.perf_counter() - started
    if not line:
        raise RuntimeError(f"The probe {name} ended without a word.")
    return {"wall": taken, **json.loads(line)}


def in_turn(times: int, *probes: Callable[[], dict[str, Any]]) -> list[Cost]:
    """Run the probes one after the other, again and again, after once for warmth; give what each costs."""
    taken: list[list[Cost]] = [[] for _ in probes]
    for turn in range(times + 1):
        for run, costs in zip(probes, taken, strict=True):
            figures = run()
            if turn:
                costs.append(Cost(figures["wall"], figures["cpu"]))
    return [middle(costs) for costs in taken]


def costs(pairs: Sequence[tuple[float, float]]) -> Cost:
    """Give the median of pairs of seconds, by the clock and of the processor."""
    return middle([Cost(*pair) for pair in pairs])


def _environment(home: str) -> dict[str, str]:
    # The settings of this computer's user are neither read nor written. An installed program has its
    # bytecode at hand, so the probes may keep theirs, whatever this shell says.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home}
