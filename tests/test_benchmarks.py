"""The benchmarks run; how fast things are is for `make bench` to judge, on a machine at rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_measure_without_a_window_gives_its_line() -> None:
    done = run("--quick", "--no-window")
    assert not done.stderr
    lines = done.stdout.splitlines()[1:]
    assert [line[:12] for line in lines] == [
        "one charted ",
        "two-word sea",
        "importing 4 ",
        "Word export ",
        "50 quotation",
        "a report's w",
        "736 summarie",
        "the same aft",
        "a paragraph ",
        "50 quotation",
        "50 attributi",
        "50 verified ",
        "one of 20 bl",
        "report writt",
    ]
    assert done.returncode == (1 if any("OVER" in line for line in lines) else 0)


def test_reading_measures_every_way_to_read_and_to_compare() -> None:
    done = run("--quick", "reading")
    assert "Traceback" not in done.stderr
    shown = [line for line in done.stdout.splitlines() if line.startswith("first screen")]
    tabs = ("groups side by side", "a typology", "a central chart", "a linkage grid", "pictures")
    views = ("a sub-topic down", "all in three groups", tabs[0], "within a case", "within a theme", *tabs[1:])
    assert len(shown) == len(views)
    for line, view in zip(shown, views, strict=True):
        assert view in line


def test_typing_in_a_draft_is_measured() -> None:
    done = run("--quick", "drafting")
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 4


def test_an_unknown_measure_is_named() -> None:
    done = run("flying")
    assert done.returncode == 2
    assert "there is no measure called flying" in done.stderr
