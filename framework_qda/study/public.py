"""Read a study as those outside may: interviews by what an attribution says of them, areas by name alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from framework_qda.study import Study
from framework_qda.study.arrangement import RowGroup
from framework_qda.study.core import kept
from framework_qda.study.model import (
    Cell,
    Change,
    Condition,
    FieldId,
    Interview,
    InterviewId,
    Subject,
    SubTopicId,
    ViewId,
)
from framework_qda.text import summary

_Result = TypeVar("_Result")
_NAMING = ("attribution", "attribute", "attribute_value", "area", "interview", "participant")
_UNNAMED = "an interview"


class PublicReading(Study):
    """An open study to be read, not changed, by pages that go out: what tells of anybody is left out."""

    def __init__(self, study: Study) -> None:
        self._of, self.analyst = study, study.analyst
        self._database, self._history = study._database, study._history

    def read_once(
        self,
        key: object,
        tables: tuple[str, ...],
        read: Callable[[], _Result],
        mend: Callable[[_Result, list[Change]], _Result | None] | None = None,
    ) -> _Result:
        """Keep what is read with the study, apart from its own; it holds names, so it goes when they do."""
        return self._of.read_once(("public", key), (*tables, *_NAMING), read, mend)

    @kept(*_NAMING)
    def interview_names(self) -> Mapping[InterviewId, str]:
        """Name every interview by the study's first attribution."""
        naming = self._of.previewed(self._of.attribution_template())
        told: dict[InterviewId, list[str]] = {}
        for interview, _, words in naming:
            told.setdefault(interview, []).append(words)
        return {
            interview: "; ".join(dict.fromkeys(filter(None, words))) or _UNNAMED
            for interview, words in told.items()
        }

    @kept(*_NAMING)
    def interviews(self) -> list[Interview]:
        names = self.interview_names()
        return [row._replace(name=names[row.id]) for row in self._of.interviews()]

    def interview(self, interview: InterviewId) -> Interview | None:
        row = self._of.interview(interview)
        return row._replace(name=self.interview_names()[row.id]) if row else None

    def cells(
        self, interviews: Sequence[InterviewId], subtopics: Sequence[SubTopicId]
    ) -> dict[tuple[InterviewId, SubTopicId], Cell]:
        """Give the charted cells without the comments in them, which are the analyst's own."""
        found = self._of.cells(interviews, subtopics)
        return {key: cell._replace(summary=_uncommented(cell.summary)) for key, cell in found.items()}

    def arranged(
        self, by: str | None = None, *, descending: bool = False, where: Sequence[Condition] = ()
    ) -> list[RowGroup]:
        """Group the interviews; a band of an area says its name alone."""
        groups = super().arranged(by, descending=descending, where=where)
        return [group._replace(facts="") if group.area else group for group in groups]

    def deviants(self, view: ViewId) -> Mapping[str, str]:
        """Tell of no case that it does not fit: the marks, and why, are working words."""
        del view
        return {}

    def _given_facts(self, subject: Subject, of: str) -> tuple[tuple[str, str], ...]:
        del subject, of
        return ()

    def _line_of_facts(self, row: Interview, first: FieldId | None = None) -> str:
        del row, first
        return ""


def _uncommented(markup: str) -> str:
    if "[[" not in markup:
        return markup
    lines = (
        line._replace(runs=tuple(run for run in line.runs if run.kind is not summary.Kind.COMMENT))
        for line in summary.parse(markup)
    )
    return summary.write(line for line in lines if any(run.text.strip() for run in line.runs))
