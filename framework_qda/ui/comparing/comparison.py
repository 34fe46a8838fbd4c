"""Hold what stands side by side: chosen, kept by name, and made into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from framework_qda.reading.plan import Head, Plan
from framework_qda.study import Study
from framework_qda.study.model import Condition, FieldId, SubTopicId, Thing, ThingKind

MOST = 6


class Comparison(NamedTuple):
    """Two to six things, read along `subtopics`, None for all; `paired` makes pairs by a field."""

    things: tuple[Thing, ...] = ()
    subtopics: tuple[SubTopicId, ...] | None = None
    pinned: bool = False
    paired: FieldId | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def down(self) -> bool:
        """Whether sub-topics stand side by side, so that they are read down the interviews."""
        return not self.paired and bool(self.things) and self.things[0].kind is ThingKind.SUBTOPIC

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self.paired and not self.things

    def toggled(self, thing: Thing) -> Comparison:
        """Put a thing at the end, or take it away."""
        others = tuple(each for each in self.things if each != thing)
        return self._replace(
            things=others if thing in self.things else (*self.things, thing)[:MOST], paired=None
        )

    def moved(self, thing: Thing, to: int) -> Comparison:
        """Put a thing in another place."""
        others = [each for each in self.things if each != thing]
        others.insert(to, thing)
        return self._replace(things=tuple(others))

    def settings(self) -> dict[str, object]:
        """Write it as a view that is kept by name."""
        return {
            "things": [list(thing) for thing in self.things],
            "subtopics": None if self.subtopics is None else list(self.subtopics),
            "pinned": self.pinned,
            "paired": self.paired,
            "conditions": [[each.field, list(each.values)] for each in self.conditions],
        }


def comparison(settings: Mapping[str, Any]) -> Comparison:
    """Read what a kept view says."""
    chosen = settings.get("subtopics")
    return Comparison(
        tuple(Thing(ThingKind(kind), thing, value) for kind, thing, value in settings.get("things") or ()),
        None if chosen is None else tuple(map(SubTopicId, chosen)),
        bool(settings.get("pinned")),
        settings.get("paired"),
        tuple(Condition(FieldId(field), tuple(values)) for field, values in settings.get("conditions") or ()),
    )


def plan_of(study: Study, asked: Comparison) -> Plan:
    """Say which cells stand where; the heads of groups tell of how many interviews they are."""
    if asked.paired:
        if study.field(asked.paired) is None:
            return Plan("", (), ())
        return study.plan_pairs(asked.paired, asked.subtopics, asked.conditions)
    plan = study.plan_comparison(asked.things, asked.subtopics, asked.conditions)
    if all(thing.kind is not ThingKind.GROUP for thing in asked.things):
        return plan
    sizes = next((list(map(len, line.cells)) for line in plan.lines if line.cells), [])
    return plan._replace(heads=tuple(map(_counted, plan.heads, sizes)))


def _counted(head: Head, size: int) -> Head:
    if "=" not in head.id:
        return head
    words = "1 interview" if size == 1 else f"{size:,} interviews"
    return head._replace(facts=f"{head.facts} · {words}")
