"""Say what tells the interviews of a case apart, such as trust and local authority."""

from __future__ import annotations

from framework_qda.study import Study
from framework_qda.study.model import Field, FieldKind

_VALUES = range(2, 7)  # so many tell sides apart


def possible_sides(study: Study) -> list[Field]:
    """List what can tell sides apart: attributes of interviews and people with a few values.

    The first of them does, where nothing else is chosen.
    """
    kinds = (FieldKind.INTERVIEW, FieldKind.PARTICIPANT)
    return [each for each in study.fields() if each.kind in kinds and len(each.values) in _VALUES]
