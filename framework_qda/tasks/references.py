"""Say where passages stand now: the paragraph and the time, never stored, so always right."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from enum import StrEnum
from itertools import accumulate

from framework_qda.study import Study
from framework_qda.study.model import InterviewId, Passage, PassageId, PassageState
from framework_qda.text.transcript import Paragraph, Transcript, clock

_KEPT = 6  # transcripts; a reader goes back and forth between few


class Manner(StrEnum):
    """How a reference after linked words is written."""

    PARAGRAPH = "paragraph"
    TIME = "time"
    NONE = "none"


class Places:
    """Find paragraphs of interviews; the words read last are kept as long as they are not corrected."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._kept: OrderedDict[str, tuple[Transcript, list[int]]] = OrderedDict()

    def words(self, interview: InterviewId) -> int:
        """Count the words of an interview."""
        return self._text(interview)[0].words

    def paragraph(self, passage: Passage) -> Paragraph | None:
        """Give the paragraph a passage begins in."""
        transcript, starts = self._text(passage.interview)
        place = bisect_right(starts, passage.start) - 1
        return transcript.paragraphs[place] if 0 <= place < len(transcript.paragraphs) else None

    def time(self, passage: Passage) -> int | None:
        """Tell when in the recording a passage is heard, in milliseconds, as far as that is known."""
        if passage.time_start is not None:
            return passage.time_start
        paragraph = self.paragraph(passage)
        return paragraph.time if paragraph else None

    def reference(self, passage: Passage | None, how: Manner) -> str:
        """Write a reference such as p12 or 00:14:05; a passage that has changed is marked."""
        if passage is None:
            return "deleted"
        if passage.state is PassageState.LOST:
            return "lost"
        time, paragraph = self.time(passage), self.paragraph(passage)
        number = f"p{paragraph.number}" if paragraph else ""
        said = clock(time) if how is Manner.TIME and time is not None else number
        return said + ("?" if passage.state is PassageState.DOUBTFUL else "")

    def references(
        self, ids: Iterable[str], how: Manner, known: dict[PassageId, Passage] | None = None
    ) -> dict[str, str]:
        """Write the references of passages by their ids; none at all where none are wanted."""
        if how is Manner.NONE:
            return {}
        known = known or {}
        passages = {each: known.get(PassageId(each)) or self._study.passage(PassageId(each)) for each in ids}
        return {each: self.reference(passage, how) for each, passage in passages.items()}

    def _text(self, interview: InterviewId) -> tuple[Transcript, list[int]]:
        found = self._study.interview(interview)
        key = found.transcript if found else ""
        if key not in self._kept:
            transcript = self._study.transcript(interview)
            lengths = (len(paragraph.text) + 1 for paragraph in transcript.paragraphs)
            self._kept[key] = transcript, list(accumulate(lengths, initial=0))[:-1]
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def full_reference(study: Study, places: Places, interview: InterviewId, passage: Passage | None) -> str:
    """Say where words are from, for those who have the study: area, interview, paragraph and time."""
    found = study.interview(interview)
    area = next((each.name for each in study.areas() if found and each.id == found.area), "")
    where = [places.reference(passage, Manner.PARAGRAPH)]
    if passage and places.time(passage) is not None:
        where.append(places.reference(passage, Manner.TIME))
    return " · ".join(filter(None, (area, found.name if found else "", ", ".join(where))))
