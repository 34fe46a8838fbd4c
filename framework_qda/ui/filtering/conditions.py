"""Say conditions in words, count what they leave, and keep them as a named view does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from framework_qda.study import Study
from framework_qda.study.model import NO_VALUE, Condition, Field, FieldId


class Arrangement(NamedTuple):
    """What a filter bar says: which interviews, and in which bands."""

    conditions: tuple[Condition, ...] = ()
    by: FieldId | None = None
    descending: bool = False

    def settings(self) -> dict[str, object]:
        """Write it as a view that is kept by name."""
        conditions = [[each.field, list(each.values)] for each in self.conditions]
        return {"conditions": conditions, "by": self.by, "descending": self.descending}


def arrangement(settings: Mapping[str, Any]) -> Arrangement:
    """Read what a kept view says."""
    conditions = tuple(
        Condition(FieldId(field), tuple(values)) for field, values in settings.get("conditions", ())
    )
    return Arrangement(conditions, settings.get("by"), bool(settings.get("descending")))


def in_words(condition: Condition, field: Field) -> str:
    """Say a condition as it reads on its chip: “region: London or North East”."""
    return f"{field.name}: {values_in_words(condition)}"


def values_in_words(condition: Condition) -> str:
    """Say the values of a condition: “London or North East”."""
    return QCoreApplication.translate("filtering", " or ").join(condition.values)


def counted(study: Study, field: FieldId, others: Sequence[Condition]) -> Counter[str]:
    """Count the interviews with each value of a field, among those that meet the other conditions."""
    given = study.field_values(field)
    return Counter(value for row in study.meeting(others) for value in given.get(row, (NO_VALUE,)))
