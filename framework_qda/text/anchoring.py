"""Keep passages at their words when a text is corrected, and find words again that were changed.

A passage outside every edit is carried across by the edits themselves. One whose own words were edited is
looked for: exactly, then with spaces, quotation marks, dashes, accents and capitals evened out, then by
likeness (rapidfuzz's partial_ratio_alignment), which a person confirms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

LIKENESS = 85.0
SHORTEST = 20  # characters: anything shorter is like too many things

_REACH = 32
_PIECE = re.compile(r"\w+|\s|[^\w\s]")


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end` of the old text."""

    start: int
    end: int
    text: str


class Span(NamedTuple):
    """Characters of a text, from `start` up to but not including `end`."""

    start: int
    end: int


class How(StrEnum):
    """How words were found."""

    EXACT = "exact"
    NORMALISED = "normalised"
    LIKE = "alike"


class Found(NamedTuple):
    """Where words were found; `score` goes from 0 to 100, the same words having 100."""

    span: Span
    how: How
    score: float


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Give the edits, of whole words, that make one text into another, in the order of the old text.

    What both begin and end with is left out first, so that a correction costs what it changes.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    while head and _in_word(old[head - 1]):
        head -= 1
    while tail and _in_word(old[len(old) - tail]):
        tail -= 1
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before or not after:
        return (Edit(head, head + len(before), after),) if before or after else ()
    return tuple(_steps(_PIECE.findall(before), _PIECE.findall(after), head))


def _steps(old: list[str], new: list[str], place: int) -> Iterator[Edit]:
    """Give the edits between two lists of words and signs, the first of which stands at a place."""
    from rapidfuzz.distance import Indel

    start, gone, come = place, "", ""
    for step in Indel.opcodes(old, new):
        pieces = old[step.src_start : step.src_end]
        if step.tag == "equal":
            if gone or come:
                yield Edit(start, start + len(gone), come)
            start, gone, come = start + len(gone) + len("".join(pieces)), "", ""
        else:  # what goes and what comes side by side is one edit: the one stands in the other's place
            gone += "".join(pieces)
            come += "".join(new[step.dest_start : step.dest_end])
    if gone or come:
        yield Edit(start, start + len(gone), come)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _common(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # halving compares in C, where a loop would compare letter by letter
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def apply(edits: Sequence[Edit], old: str) -> str:
    """Make the edits."""
    pieces, place = list[str](), 0
    for edit in edits:
        pieces += [old[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, old[place:]])


def carry(span: Span, edits: Iterable[Edit]) -> tuple[Span, bool]:
    """Tell where a span comes to lie, and whether its own characters were left alone.

    What is typed at the very start or end of a span stays outside it; what is put in the place of characters
    of the span belongs to it, also where it reaches over an end.
    """
    start, end, intact = span.start, span.end, True
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        if edit.end <= span.start:
            start, end = start + grown, end + grown
        elif edit.start < span.end:
            intact = False
            start -= max(0, span.start - edit.start)
            end += grown + max(0, edit.end - span.end)
    return Span(start, max(start, end)), intact


def locate(words: str, text: str, near: int = 0) -> Found | None:
    """Find words in a text, the likeliest place first by how they are found, then by how near it is.

    Returns None where nothing is alike enough: 85 of 100, and at least 20 characters.
    """
    if not words.strip():
        return None
    for how, evened in ((How.EXACT, False), (How.NORMALISED, True)):
        spans = list(_evened_spans(words, text) if evened else _spans(words, text))
        if spans:
            return Found(min(spans, key=lambda span: abs(span.start - near)), how, 100.0)
    return _alike(words, text)


def _spans(words: str, text: str) -> Iterator[Span]:
    place = text.find(words)
    while place >= 0:
        yield Span(place, place + len(words))
        place = text.find(words, place + 1)


def _evened_spans(words: str, text: str) -> Iterator[Span]:
    plain, offsets = normalised(text)
    wanted = normalised(words)[0].strip()
    for span in _spans(wanted, plain) if wanted else ():
        yield Span(offsets[span.start], offsets[span.end - 1] + 1)


def _alike(words: str, text: str) -> Found | None:
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    plain, offsets = normalised(text)
    wanted = normalised(words)[0].strip()
    if len(wanted) < SHORTEST or len(plain) < SHORTEST:
        return None
    best = partial_ratio_alignment(wanted, plain, score_cutoff=LIKENESS)
    if best is None or best.dest_start >= best.dest_end:
        return None
    rough = Span(offsets[best.dest_start], offsets[best.dest_end - 1] + 1)
    score, span = max(
        ((ratio(wanted, normalised(text[each.start : each.end])[0]), each) for each in _around(rough, text)),
        key=lambda scored: scored[0],
    )
    return Found(span, How.LIKE, score)


def _around(span: Span, text: str) -> Iterator[Span]:
    """Give the stretches of whole words about a span: the alignment cuts its ends to the length sought."""
    yield span
    first, last = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    starts = [first + word.start() for word in re.finditer(r"\S+", text[first : span.start + _REACH])]
    floor = max(span.start, span.end - _REACH)
    ends = [floor + word.end() for word in re.finditer(r"\S+", text[floor:last])]
    for start in starts:
        for end in ends:
            if start < end:
                yield Span(start, end)


def normalised(text: str) -> tuple[str, list[int]]:
    """Even out what reading does not hear, with the place in the text of every character kept.

    White space becomes one space, quotation marks and dashes one kind each; accents, soft hyphens and
    capitals go.
    """
    letters, offsets = list[str](), list[int]()
    for place, letter in enumerate(text):
        for plain in _evened(letter):
            if plain == " " and letters and letters[-1] == " ":
                continue
            letters.append(plain)
            offsets.append(place)
    return "".join(letters), offsets


@cache
def _evened(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in '“”„«»‟"':
        return '"'
    if letter in "‘’‚‛'`´":
        return "'"
    category = unicodedata.category(letter)
    if category == "Pd":
        return "-"
    if category == "Cf":
        return ""
    folded = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(each for each in folded if not unicodedata.combining(each))
