"""Name the sub-topics, and give each a hue to find it by."""

from __future__ import annotations

from dataclasses import dataclass

from framework_qda.study import Study
from framework_qda.study.model import SubTopicId
from framework_qda.ui.theme import AREA_HUES


@dataclass(frozen=True, slots=True)
class Topic:
    """A sub-topic as it is shown: “1.3 staffing”, its definition and its hue."""

    id: SubTopicId
    name: str
    definition: str
    hue: str


def topics(study: Study) -> dict[SubTopicId, Topic]:
    """Give every sub-topic in the order of the framework; neighbours never share a hue."""
    matrices = {matrix.id: matrix.number for matrix in study.matrices()}
    return {
        each.id: Topic(
            each.id,
            f"{matrices[each.matrix]}.{each.number} {each.name}",
            each.definition,
            AREA_HUES[place % len(AREA_HUES)],
        )
        for place, each in enumerate(study.subtopics())
    }
