"""Say what a central chart and a linkage grid show, as they are kept by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from framework_qda.study.model import Condition, FieldId, Subject, SubTopicId, TypologyId


class CentralChart(NamedTuple):
    """Chosen sub-topics, one row a case, by the types of a typology where one is chosen."""

    subtopics: tuple[SubTopicId, ...] = ()
    unit: Subject = Subject.AREA
    typology: TypologyId | None = None
    conditions: tuple[Condition, ...] = ()

    def settings(self) -> dict[str, object]:
        """Write it as a view that is kept by name."""
        return {
            "subtopics": list(self.subtopics),
            "unit": str(self.unit),
            "typology": self.typology,
            "conditions": _written(self.conditions),
        }


class Linkage(NamedTuple):
    """Two fields, whether areas or interviews are linked, and what is read of them.

    Without `subtopics`, those that the fields are of, or all where they are of none.
    """

    rows: FieldId | None = None
    columns: FieldId | None = None
    unit: Subject = Subject.AREA
    conditions: tuple[Condition, ...] = ()
    subtopics: tuple[SubTopicId, ...] = ()

    def settings(self) -> dict[str, object]:
        """Write it as a view that is kept by name."""
        return {
            "rows": self.rows,
            "columns": self.columns,
            "unit": str(self.unit),
            "conditions": _written(self.conditions),
            **({"subtopics": list(self.subtopics)} if self.subtopics else {}),
        }


def central_chart(settings: Mapping[str, Any]) -> CentralChart:
    """Read what a kept view says."""
    return CentralChart(
        tuple(map(SubTopicId, settings.get("subtopics") or ())),
        Subject(settings.get("unit") or Subject.AREA),
        settings.get("typology"),
        _read(settings),
    )


def linkage(settings: Mapping[str, Any]) -> Linkage:
    """Read what a kept view says."""
    return Linkage(
        settings.get("rows"),
        settings.get("columns"),
        Subject(settings.get("unit") or Subject.AREA),
        _read(settings),
        tuple(map(SubTopicId, settings.get("subtopics") or ())),
    )


def _written(conditions: Iterable[Condition]) -> list[list[object]]:
    return [[each.field, list(each.values)] for each in conditions]


def _read(settings: Mapping[str, Any]) -> tuple[Condition, ...]:
    given: Sequence[Any] = settings.get("conditions") or ()
    return tuple(Condition(FieldId(field), tuple(values)) for field, values in given)
