"""Index words of one interview where they stand in its notes."""

from __future__ import annotations

from pathlib import Path

from framework_qda.errors import UnreadableSource
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, PassageId, SubTopicId


class Evidence:
    """The passages of one interview; `source` is the file that names them, for a refusal."""

    def __init__(self, study: Study, interview: InterviewId, source: Path) -> None:
        self._study, self._interview, self._source = study, interview, source
        self._text = study.transcript(interview).text
        self._found: list[tuple[int, int, SubTopicId, PassageId]] = []

    def index(self, words: str, subtopic: SubTopicId) -> PassageId:
        """Index the first place where the words stand; raises UnreadableSource where they stand nowhere."""
        start = self._place(words)
        stop = start + len(words)
        passage = self._study.index(self._interview, start, stop, [subtopic])
        self._found.append((start, stop, subtopic, passage))
        return passage

    def around(self, words: str, subtopic: SubTopicId) -> PassageId:
        """Give the passage of a sub-topic in which the words stand; they are indexed where there is none."""
        start = self._place(words)
        for first, last, column, passage in self._found:
            if column == subtopic and first <= start and start + len(words) <= last:
                return passage
        return self.index(words, subtopic)

    def _place(self, words: str) -> int:
        start = self._text.find(words)
        if start < 0:
            raise UnreadableSource(
                self._source, f"quotes “{words}”, which the notes do not say", "mend those words"
            )
        return start
