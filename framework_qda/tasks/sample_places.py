"""Find what sources of the sample name: interviews by file, sub-topics by number, words where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from framework_qda.errors import UnreadableSource
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, ParticipantId, PassageId, SubTopicId


class SamplePlaces:
    """What a study has under the names in a source; whatever it lacks is told with the source."""

    def __init__(self, study: Study, source: Path) -> None:
        self._study, self._source = study, source
        self._interviews = {Path(row.source).stem: row.id for row in study.interviews()}
        self._subtopics = {
            f"{matrix.number}.{each.number}": each.id
            for matrix in study.matrices()
            for each in study.subtopics(matrix.id)
        }
        self._texts: dict[InterviewId, str] = {}

    def wrong(self, name: str, reason: str) -> UnreadableSource:
        """Make the refusal of a source that names what is not there."""
        return UnreadableSource(self._source, f"names “{name}”, {reason}", "mend it there")

    def interview(self, stem: str) -> InterviewId:
        if stem not in self._interviews:
            raise self.wrong(stem, "which is no interview of the sample")
        return self._interviews[stem]

    def participant(self, interview: InterviewId, code: str) -> ParticipantId:
        for each in self._study.participants():
            if each.interview == interview and each.name == code:
                return each.id
        raise self.wrong(code, "who did not take part in that interview")

    def subtopic(self, number: str) -> SubTopicId:
        """Find a sub-topic by its number, such as 3.2."""
        if number not in self._subtopics:
            raise self.wrong(number, "which is no sub-topic of the sample")
        return self._subtopics[number]

    def typology(self, name: Any) -> str:
        for each in self._study.typologies():
            if each.name == name:
                return each.id
        raise self.wrong(str(name), "which is no typology of the sample")

    def passage(self, interview: InterviewId, words: str, *subtopics: SubTopicId) -> PassageId:
        """Give the passage that has these words and no others, indexed to the sub-topics."""
        if interview not in self._texts:
            self._texts[interview] = self._study.transcript(interview).text
        start = self._texts[interview].find(words)
        if start < 0:
            raise self.wrong(words, "which that interview does not say")
        return self._study.index(interview, start, start + len(words), subtopics)

    def cell(self, interview: InterviewId, subtopic: SubTopicId) -> str:
        """Give the id by which words link to a cell, which must have a summary."""
        if not self._study.cell(interview, subtopic).summary:
            raise self.wrong(self._stem(interview), "whose cell there is empty")
        return f"{interview}/{subtopic}"

    def _stem(self, interview: InterviewId) -> str:
        return next(stem for stem, row in self._interviews.items() if row == interview)
