"""Mark on chips where the columns of a plan differ in their categories."""

from __future__ import annotations

from framework_qda.reading.plan import CellKey, Plan
from framework_qda.study.model import FindingId
from framework_qda.tasks.differences import Categorised, differing
from framework_qda.ui.reading.badges import Badge, Badges


def badges_of(plan: Plan, categorised: Categorised, *, marked: bool) -> Badges | None:
    """Make the chips under the cells of a plan: their categories, those that differ `marked`."""
    if not categorised:
        return None
    different = differing(plan, categorised) if marked else frozenset[tuple[CellKey, FindingId]]()

    def badges(key: CellKey) -> tuple[Badge, ...]:
        return tuple(Badge(each.name, (key, each.id) in different) for each in categorised.get(key, ()))

    return badges
