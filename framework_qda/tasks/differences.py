"""Find where the columns of a plan differ in their categories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from framework_qda.reading.plan import CellKey, Line, Plan
from framework_qda.study.model import Finding, FindingId

Categorised = Mapping[Any, tuple[Finding, ...]]  # of cells


def differing(plan: Plan, categorised: Categorised) -> frozenset[tuple[CellKey, FindingId]]:
    """Name the categories of cells that not all columns of their row share.

    A column of which no cell in the row is placed yet says nothing, and is left out.
    """
    return frozenset(each for line in plan.lines for each in _differing(line, categorised))


def notes_of(plan: Plan, categorised: Categorised, *, marked: bool) -> Callable[[Iterable[CellKey]], str]:
    """Give what names the categories of cells in a line, those that differ `marked` with ≠."""
    different = differing(plan, categorised) if marked else frozenset[tuple[CellKey, FindingId]]()

    def note(keys: Iterable[CellKey]) -> str:
        names: dict[str, bool] = {}
        for key in keys:
            for each in categorised.get(key, ()):
                names[each.name] = names.get(each.name, False) or (key, each.id) in different
        return "; ".join(f"≠ {name}" if differs else name for name, differs in names.items())

    return note


def _differing(line: Line, categorised: Categorised) -> set[tuple[CellKey, FindingId]]:
    columns = [
        {(key, each.id) for key in keys if key in categorised for each in categorised[key]}
        for keys in line.cells
    ]
    placed = [{category for _, category in column} for column in columns if column]
    shared = set[FindingId].intersection(*placed) if placed else set[FindingId]()
    return {each for column in columns for each in column if each[1] not in shared}
