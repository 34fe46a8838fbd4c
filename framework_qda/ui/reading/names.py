"""Say whose a cell is, and of what."""

from __future__ import annotations

from collections.abc import Sequence

from framework_qda.reading.plan import CellKey
from framework_qda.study import Study


class Names:
    """The names of interviews, areas and sub-topics, read once."""

    def __init__(self, study: Study) -> None:
        areas = {area.id: area.name for area in study.areas()}
        matrices = {matrix.id: matrix.number for matrix in study.matrices()}
        self._interviews: dict[str, tuple[str, str]] = {
            each.id: (each.name, areas.get(each.area, "")) for each in study.interviews()
        }
        self._subtopics: dict[str, str] = {
            each.id: f"{matrices[each.matrix]}.{each.number} {each.name}" for each in study.subtopics()
        }

    def whole(self, key: CellKey) -> str:
        """Name a cell by its area, interview and sub-topic."""
        interview, area = self._interviews.get(key[0], ("", ""))
        return ", ".join(filter(None, (area, interview, self._subtopics.get(key[1], ""))))

    def short(self, key: CellKey) -> str:
        """Name a cell by its interview and the number of its sub-topic; empty where either is gone."""
        interview, subtopic = self._interviews.get(key[0]), self._subtopics.get(key[1])
        return f"{interview[0]} {subtopic.split()[0]}" if interview and subtopic else ""

    def among(self, key: CellKey, keys: Sequence[CellKey]) -> str:
        """Name a cell by what sets it apart from those that stand in the same place."""
        (interview, area), subtopic = self._interviews.get(key[0], ("", "")), self._subtopics.get(key[1], "")
        if len({self._interviews.get(each[0], ("", ""))[1] for each in keys}) > 1:
            interview = f"{area} · {interview}"
        if len({each[1] for each in keys}) == 1:
            return interview
        return subtopic if len({each[0] for each in keys}) == 1 else f"{interview} · {subtopic}"
