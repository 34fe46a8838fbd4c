"""Put beside the charts of the sample what its analyst noted, and say how far she has come."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from framework_qda.study import Study
from framework_qda.study.model import About, Cell, CellKey, InterviewId, SubTopicId
from framework_qda.tasks.evidence import Evidence


class Remarks:
    """What a file of remarks says; `interview` and `subtopic` find what a table of it names."""

    def __init__(
        self,
        study: Study,
        source: Path,
        interview: Callable[[str], InterviewId],
        subtopic: Callable[[int, str], SubTopicId],
    ) -> None:
        self._study, self._source, self._interview, self._subtopic = study, source, interview, subtopic
        self._said: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))

    def put(self) -> None:
        """Write memos and comments, index what was found late, and mark the cells that are done."""
        study = self._study
        with study.action("Read again, and index what was passed over"):
            for table in self._said["passage"]:
                interview, subtopic = self._cell(table)
                Evidence(study, interview, self._source).index(table["words"], subtopic)
        for area in study.areas():
            if area.name in self._said["done"]:
                self._finish(area.id, area.name)
        with study.action("Write comments"):
            for table in self._said["comment"]:
                study.add_comment(*self._cell(table), table["text"])
        with study.action("Write memos"):
            for table in self._said["memo"]:
                about = About(table["about"].replace("sub-topic", "subtopic"))
                study.write_memo(about, table["text"], self._subject(about, table))

    def _finish(self, area: str, name: str) -> None:
        waiting = {self._cell(table) for table in [*self._said["comment"], *self._said["passage"]]}
        with self._study.action(f"Mark the cells of {name} as done"):
            for key, cell in self._cells(area).items():
                if cell.summary and key not in waiting:
                    self._study.set_done(*key)

    def _cells(self, area: str) -> dict[CellKey, Cell]:
        rows = [interview.id for interview in self._study.interviews() if interview.area == area]
        return self._study.cells(rows, [subtopic.id for subtopic in self._study.subtopics()])

    def _cell(self, table: Mapping[str, Any]) -> CellKey:
        return self._interview(table["interview"]), self._subtopic(table["matrix"], table["sub-topic"])

    def _subject(self, about: About, table: Mapping[str, Any]) -> str:
        match about:
            case About.AREA:
                return next(area.id for area in self._study.areas() if area.name == table["area"])
            case About.INTERVIEW:
                return self._interview(table["interview"])
            case About.SUBTOPIC:
                return self._subtopic(table["matrix"], table["sub-topic"])
            case About.CELL:
                return "/".join(self._cell(table))
            case _:
                return ""
