"""Put beside the charts of the sample what its analysts noted, and say how far they have come."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from framework_qda.study import Study
from framework_qda.study.model import About, Cell, CellKey, InterviewId, SubTopicId
from framework_qda.tasks.diary import Entry, entry
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

    def entries(self) -> Iterator[Entry]:
        """Give what is to be written, indexed or marked as done, each by whoever did it."""
        for kind, put in (
            ("memo", self._write),
            ("comment", self._comment),
            ("passage", self._index),
            ("done", self._finish),
        ):
            for table in self._said[kind]:
                yield entry(table, "Writing remarks", partial(put, table))

    def _write(self, table: Mapping[str, Any]) -> None:
        about = About(table["about"].replace("sub-topic", "subtopic"))
        self._study.write_memo(about, table["text"], self._subject(about, table))

    def _comment(self, table: Mapping[str, Any]) -> None:
        self._study.add_comment(*self._cell(table), table["text"])

    def _index(self, table: Mapping[str, Any]) -> None:
        interview, subtopic = self._cell(table)
        Evidence(self._study, interview, self._source).index(table["words"], subtopic)

    def _finish(self, table: Mapping[str, Any]) -> None:
        waiting = {self._cell(each) for each in [*self._said["comment"], *self._said["passage"]]}
        area = next(area for area in self._study.areas() if area.name == table["area"])
        with self._study.action(f"Mark the cells of {area.name} as done"):
            for key, cell in self._cells(area.id).items():
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
