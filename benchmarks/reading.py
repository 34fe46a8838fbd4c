"""Reading views of the big study: the first screen, and scrolling beside a plain QTableView.

The plain table has the default delegate, the same text in one column, and rows of the same height in all;
the frame that is judged is a notch of the wheel, as in `scrolling`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from big_study import big_study
from fresh import costs, probe
from measuring import Bench, Cost, Result, compared, copy_of, middle

_FRAMES = 60
_FIRST, _REGROUPED = 150.0, 200.0  # milliseconds
_VIEWS = {
    "case": ("first screen within a case", _FIRST),
    "next_case": ("the next case", _FIRST),
    "theme": ("first screen within a theme", _FIRST),
    "next_theme": ("the next theme, every cell placed", _FIRST),
    "grouped": ("the theme grouped otherwise", _REGROUPED),
    "ticked": ("a category ticked to a cell", _FIRST),
}
_CHANGED = 200.0
_TABS = {
    "typology": ("a typology", "… another typology"),
    "central chart": ("a central chart", "… a filter of it"),
    "linkage": ("a linkage grid", "… a filter of it"),
    "figures": ("pictures, one being drawn", "… a filter of it"),
}
_PICTURES = {
    "picture, first": ("… the first picture, drawn", _FIRST, False),
    "picture": ("… coverage of all areas, drawn", _CHANGED, True),
    "picture, other": ("… a filter of it, drawn", _CHANGED, True),
}
_JUDGED = "wheel"
_WAYS = {_JUDGED: "reading, a notch of the wheel", "page": "… by pages"}


def measure(bench: Bench) -> Iterator[Result]:
    path = big_study(bench.size)
    for plan, what in (("down", "a sub-topic down all interviews"), ("groups", "all in three groups")):
        shown = [probe("reading_sheet", path, 1, plan)["first"] for _ in range(bench.times(5))]
        first = costs(shown)
        yield Result(f"first screen of {what}", 1000 * first.wall, _FIRST, cpu=1000 * first.cpu / _FIRST)
    yield from _side_by_side(path, bench)
    yield from _views(bench)
    yield from _beyond(bench)
    ours: dict[str, list[Cost]] = {way: [] for way in _WAYS}
    theirs: dict[str, list[Cost]] = {way: [] for way in _WAYS}
    for _ in range(bench.times(5)):
        sheet = probe("reading_sheet", path, _FRAMES, "down")
        plain = probe("plain_table", path, _FRAMES, *sheet["sizes"], 1)
        for way in _WAYS:
            ours[way].append(costs(sheet[way]))
            theirs[way].append(costs(plain[way]))
    for way, what in _WAYS.items():
        yield compared(
            what,
            middle(ours[way]),
            middle(theirs[way]),
            1.0,
            "a plain QTableView's frame",
            judged=way == _JUDGED,
        )


def _side_by_side(path: Path, bench: Bench) -> Iterator[Result]:
    """Set all interviews side by side in groups of several hundred, then in others, then filtered."""
    told = [probe("side_by_side", path) for _ in range(bench.times(5))]
    for step, what, limit in (
        ("first", "first screen of groups side by side", _FIRST),
        ("groups", "… other groups", _CHANGED),
        ("filter", "… a filter", _CHANGED),
    ):
        cost = costs([each[step] for each in told])
        yield Result(what, 1000 * cost.wall, limit, cpu=1000 * cost.cpu / limit)


def _views(bench: Bench) -> Iterator[Result]:
    """Measure the screens of Read themselves, with all that stands around their sheets."""
    with copy_of(big_study(bench.size)) as path:
        shown = [probe("reading_views", path) for _ in range(bench.times(5))]
    for name, (what, limit) in _VIEWS.items():
        taken = costs([figures[name] for figures in shown])
        yield Result(what, 1000 * taken.wall, limit, cpu=1000 * taken.cpu / limit)


def _beyond(bench: Bench) -> Iterator[Result]:
    """Measure the tabs beyond reading, with findings and typologies of all interviews.

    A picture is drawn off the GUI thread: its screen is measured before it has come, and then itself. The
    first of a day has to wait until matplotlib is loaded, and is not judged.
    """
    with copy_of(big_study(bench.size)) as path:
        shown = [probe("beyond", path) for _ in range(bench.times(5))]
    for name, (what, other) in _TABS.items():
        for key, words, limit in (
            (name, f"first screen of {what}", _FIRST),
            (f"{name}, other", other, _CHANGED),
        ):
            taken = costs([figures[key] for figures in shown])
            yield Result(words, 1000 * taken.wall, limit, cpu=1000 * taken.cpu / limit)
    for key, (words, limit, judged) in _PICTURES.items():
        taken = costs([figures[key] for figures in shown])
        yield Result(words, 1000 * taken.wall, limit, cpu=1000 * taken.cpu / limit, judged=judged)
