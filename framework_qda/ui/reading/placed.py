"""Give the chips of cells: the categories they were placed in, and elements that have none yet."""

from __future__ import annotations

from framework_qda.reading.plan import CellKey
from framework_qda.study import Study
from framework_qda.study.model import FindingKind, InterviewId, SubTopicId
from framework_qda.ui.reading.badges import Badge, Badges

PLACING = ("finding", "placing", "subtopic", "matrix")
"""The tables by whose changes chips become others."""


def placed_badges(study: Study) -> Badges:
    """Read the chips of any cell; they are true until a note or a tick changes."""
    known = {finding.id: finding for finding in study.findings()}
    categories = {finding.id for finding in known.values() if finding.kind is FindingKind.CATEGORY}
    found, categorised = study.found(), study.categorised()

    def badges(key: CellKey) -> tuple[Badge, ...]:
        of = InterviewId(key[0]), SubTopicId(key[1])
        loose = (known[each] for each in found.get(of, ()))
        return (
            *(Badge(each.name) for each in categorised.get(of, ())),
            *(
                Badge(f"· {each.name}")
                for each in loose
                if each.kind is FindingKind.ELEMENT and each.parent not in categories
            ),
        )

    return badges
