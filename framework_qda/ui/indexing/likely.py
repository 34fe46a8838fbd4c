"""Guess which sub-topics somebody means for a passage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from framework_qda.study.model import SubTopicId
from framework_qda.ui import matching
from framework_qda.ui.indexing.marks import Marks
from framework_qda.ui.indexing.topics import Topic

_NEAR = 2  # paragraphs
_STEM = 5  # letters: “referral” and “refer” are one word
_AT_MOST = 3


def nearby(marks: Marks, start: int, stop: int) -> list[SubTopicId]:
    """Give the sub-topics of the passages around a stretch, those used most first."""
    if not marks.places.transcript.paragraphs:
        return []
    first, last = marks.places.number(start) - _NEAR, marks.places.number(stop) + _NEAR
    count = Counter(
        piece.stripe.topic.id
        for number in range(first, last + 1)
        for piece in marks.pieces(number)
        if piece.stripe.topic
    )
    return [subtopic for subtopic, _ in count.most_common(_AT_MOST)]


def fitting(words: str, topics: Iterable[Topic]) -> list[SubTopicId]:
    """Give the sub-topics whose name or definition shares words with a passage, rare ones counting more."""
    said = set(_stems(words))
    stems = {topic.id: set(_stems(f"{topic.name} {topic.definition}")) for topic in topics}
    spread = Counter(stem for each in stems.values() for stem in each)
    scores = {topic: sum(1 / spread[stem] for stem in said & each) for topic, each in stems.items()}
    best = sorted((topic for topic in scores if scores[topic] > 0), key=lambda topic: -scores[topic])
    return best[:_AT_MOST]


def ordered(
    topics: Mapping[SubTopicId, Topic], guesses: Sequence[tuple[str, Iterable[SubTopicId | None]]]
) -> list[tuple[Topic, str]]:
    """Put the sub-topics that are guessed first, each with why, and the others after them."""
    why: dict[SubTopicId, str] = {}
    for reason, guessed in guesses:
        for each in guessed:
            if each is not None and each in topics:
                why.setdefault(each, reason)
    return [(topics[each], reason) for each, reason in why.items()] + [
        (topic, "") for topic in topics.values() if topic.id not in why
    ]


def _stems(words: str) -> Iterator[str]:
    return (word[:_STEM] for word in re.findall(r"\w{4,}", matching.fold(words)))
