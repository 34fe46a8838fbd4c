"""Lay the passages of an interview out as stripes beside its paragraphs, overlapping ones side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework_qda.study.model import Passage, PassageId, PassageState, SubTopicId
from framework_qda.text.transcript import Transcript
from framework_qda.ui.indexing.places import Places
from framework_qda.ui.indexing.topics import Topic
from framework_qda.ui.transcript_page import is_interviewer

MOST_LANES = 8
_APART = 90  # characters, more than a line: what shares a line does not share a lane


@dataclass(frozen=True, slots=True)
class Stripe:
    """One passage under one sub-topic; a passage that is only marked has none."""

    passage: Passage
    topic: Topic | None
    lane: int

    @property
    def doubtful(self) -> bool:
        return self.passage.state is not PassageState.SOUND


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stripe beside one paragraph, in characters of its text."""

    stripe: Stripe
    start: int
    stop: int


class Marks:
    """The passages of one interview, found by paragraph."""

    def __init__(
        self,
        transcript: Transcript = Transcript(()),  # noqa: B008 # it is immutable
        passages: Sequence[Passage] = (),
        indexed: Mapping[PassageId, Sequence[SubTopicId]] | None = None,
        topics: Mapping[SubTopicId, Topic] | None = None,
    ) -> None:
        self.places = Places(transcript)
        self.passages = {passage.id: passage for passage in passages}
        self.indexed = dict(indexed or {})
        self._topics = topics or {}
        self.lanes = 0
        self._pieces: dict[int, list[Piece]] = {}
        for stripe in self._stripes():
            self.lanes = max(self.lanes, stripe.lane + 1)
            for number, start, stop in self._paragraphs(stripe.passage):
                self._pieces.setdefault(number, []).append(Piece(stripe, start, stop))

    def pieces(self, number: int) -> Sequence[Piece]:
        """Give what stands beside a paragraph."""
        return self._pieces.get(number, ())

    def at(self, place: int) -> list[Passage]:
        """Give the passages over a character, the shortest first."""
        over = [each for each in self.passages.values() if each.start <= place <= _end(each)]
        return sorted(over, key=lambda passage: passage.stop - passage.start)

    def names(self, passage: PassageId) -> list[str]:
        """Give the names of the sub-topics of a passage."""
        return [self._topics[each].name for each in self.indexed.get(passage, ()) if each in self._topics]

    def doubtful(self) -> list[Passage]:
        """Give the passages whose words were corrected and that nobody has confirmed, or that are lost."""
        return [each for each in self.passages.values() if each.state is not PassageState.SOUND]

    # What is not indexed

    def is_read(self, number: int) -> bool:
        """Tell whether anything in a paragraph is indexed; what the interviewer says needs not be."""
        paragraph = self.places.transcript.paragraphs[number - 1]
        return is_interviewer(paragraph.speaker) or any(piece.stripe.topic for piece in self.pieces(number))

    def share_indexed(self) -> float:
        """Tell what share of the characters that are not the interviewer's is indexed, 0 to 1."""
        said = indexed = 0
        for paragraph in self.places.transcript.paragraphs:
            if not is_interviewer(paragraph.speaker):
                said += len(paragraph.text)
                indexed += _covered(self.pieces(paragraph.number))
        return indexed / said if said else 1.0

    def unread(self) -> list[int]:
        """Give the number of the first paragraph of every stretch that is not indexed."""
        paragraphs = self.places.transcript.paragraphs
        read = [True, *(self.is_read(paragraph.number) for paragraph in paragraphs)]
        return [n for n in range(1, len(read)) if not read[n] and (read[n - 1] or n == 1)]

    # Lanes

    def _stripes(self) -> Iterator[Stripe]:
        """Give every stripe the first lane that is free where it begins."""
        ends: list[int] = []
        for passage in sorted(self.passages.values(), key=lambda each: (each.start, -each.stop)):
            of: Iterable[Topic | None] = [
                self._topics[each] for each in self.indexed.get(passage.id, ()) if each in self._topics
            ] or [None]
            for topic in of:
                lane = next((n for n, end in enumerate(ends) if end <= passage.start), len(ends))
                if lane == len(ends) < MOST_LANES:
                    ends.append(0)
                lane = min(lane, MOST_LANES - 1)
                ends[lane] = self._free_from(passage)
                yield Stripe(passage, topic, lane)

    def _free_from(self, passage: Passage) -> int:
        end = _end(passage)
        return min(end + _APART, max(end, self.places.stop(self.places.number(end - 1)) + 1))

    def _paragraphs(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        if not self.places.transcript.paragraphs:
            return
        first, last = self.places.number(passage.start), self.places.number(_end(passage) - 1)
        for number in range(first, last + 1):
            start = self.places.start(number)
            length = self.places.stop(number) - start
            yield number, max(0, passage.start - start), min(length, max(1, _end(passage) - start))


def _end(passage: Passage) -> int:
    """Give where a passage ends; what was heard in the recording only stands at one place."""
    return max(passage.stop, passage.start + 1)


def _covered(pieces: Sequence[Piece]) -> int:
    total = reached = 0
    for start, stop in sorted((piece.start, piece.stop) for piece in pieces if piece.stripe.topic):
        total += max(0, stop - max(start, reached))
        reached = max(reached, stop)
    return total
