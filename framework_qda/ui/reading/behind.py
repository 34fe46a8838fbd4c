"""Read the passages behind a cell, their words only where they are unfolded."""

from __future__ import annotations

from framework_qda.reading.plan import CellKey
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, Passage, PassageId, SubTopicId
from framework_qda.text.summary import links
from framework_qda.ui.evidence.places import Places
from framework_qda.ui.evidence.reading import place_of
from framework_qda.ui.reading.folding import Folded, Quoted

BEHIND = ("passage", "indexing", "recording")
"""The tables, with those of cells, by whose changes the passages behind a cell become others."""


class Evidence:
    """The passages indexed to cells and linked from them, folded unless they were unfolded."""

    def __init__(self, study: Study) -> None:
        self._study, self._places = study, Places(study)
        self._all = False
        self._others: set[CellKey] = set()  # those that stand otherwise than all

    def __call__(self, key: CellKey) -> Folded:
        """Give what is behind a cell."""
        passages = self._passages(key)
        if self._all == (key in self._others):
            return Folded(len(passages))
        quoted = (Quoted(each.id, place_of(self._places, each), each.words) for each in passages)
        return Folded(len(passages), tuple(quoted))

    def _passages(self, key: CellKey) -> list[Passage]:
        interview, subtopic = InterviewId(key[0]), SubTopicId(key[1])
        indexed = self._study.evidence(interview, subtopic)
        known = {each.id for each in indexed}
        targets = links(self._study.cell(interview, subtopic).summary)
        linked = (self._study.passage(PassageId(each)) for each in targets if each not in known)
        return [*indexed, *(each for each in linked if each)]

    def turn(self, key: CellKey, unfolded: bool | None = None) -> bool:
        """Fold or unfold one cell, or the other way than it is; tells whether that changed anything."""
        is_unfolded = self._all != (key in self._others)
        if unfolded == is_unfolded:
            return False
        self._others.symmetric_difference_update({key})
        return True

    def turn_all(self, unfolded: bool) -> None:
        """Fold or unfold all cells."""
        self._all = unfolded
        self._others.clear()
