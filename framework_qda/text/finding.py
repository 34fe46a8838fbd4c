"""Find what a report quotes in the text of an interview, by the words between the marks of its edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from framework_qda.text.anchoring import SHORTEST, locate
from framework_qda.text.quoting import (
    CUT,
    HOUSE,
    INSERTED,
    REPLACED,
    SPOKEN,
    HouseStyle,
    Piece,
    cut_mark,
    plain,
    write,
)
from framework_qda.text.verifying import VERBATIM, Check, Verdict, verify
from framework_qda.text.wording import as_read, same

_CUT_AT_MOST, _REPLACED_AT_MOST = 10_000, 100  # characters for which a mark may stand
_MOST = 50  # places at which the longest stretch is tried
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_EDGE = " \t\n\r\u00a0,.;:!?…-–—'\"‘’“”«»()"
_PAIRS = ("‘’", "“”", '""', "''", "«»", "„“", "»«")

Key = TypeVar("Key")


class Written(NamedTuple):
    """Where a quotation as it is written in a report stands in a text, in markup over that stretch.

    What the report has otherwise than the text stays in the markup unmarked, so that the check tells it.
    """

    markup: str
    start: int
    stop: int
    score: float
    check: Check


class _Fragment(NamedTuple):
    """Words that stand together in the text, and the marks before them: None for a cut, or words put in."""

    words: str
    marks: tuple[str | None, ...]


class _Place(NamedTuple):
    start: int
    stop: int
    score: float = 100.0


def find_written(written: str, text: str, style: HouseStyle = HOUSE) -> Written | None:
    """Find a quotation in an interview's text as a report has it: with the marks of the house, and [ ].

    Looked for exactly, then typography and capitals evened out, then each stretch between marks by likeness
    (85 of 100, 20 characters at least). None where any stretch of it is not found.
    """
    found = find_among(written, {"": text}, style)
    return found[1] if found else None


def find_among(
    written: str, texts: Mapping[Key, str], style: HouseStyle = HOUSE
) -> tuple[Key, Written] | None:
    """Find a quotation as `find_written` does in the one of many texts that has it, or has what is likest."""
    words = _unquoted(written, style)
    for exact in (written.strip(), words):
        for key, text in texts.items():
            place = _word_for_word(exact, text)
            if place >= 0:
                return key, Written(plain(exact), place, place + len(exact), 100.0, VERBATIM)
    ways = [_fragments(words, style, dots=dots) for dots in (False, True)]  # dots may be a pause, or a cut
    for alike in (False, True):
        for fragments in ways if ways[0] != ways[1] else ways[:1]:
            searches = [_Search(fragments, number, alike) for number in range(len(fragments) - 1)]
            there = [
                (key, _as_quoted(fragments, places, text))
                for key, text in texts.items()
                if (places := _all_found(searches, text))
            ]
            if there:
                return max(
                    there, key=lambda each: (each[1].check.verdict is not Verdict.DIFFERS, each[1].score)
                )
    return None


def _word_for_word(words: str, text: str) -> int:
    """Tell where words stand exactly, whole ones; -1 where they do not."""
    place = text.find(words) if words else -1
    while place >= 0 and (
        _in_word(text[place - 1 : place + 1] if place else "")
        or _in_word(text[place + len(words) - 1 : place + len(words) + 1])
    ):
        place = text.find(words, place + 1)
    return place


def _in_word(letters: str) -> bool:
    return len(letters) == 2 and letters.isalnum()


def _unquoted(written: str, style: HouseStyle) -> str:
    words = written.strip()
    for opening, closing in ((style.opening, style.closing), *_PAIRS):
        if opening and closing and words.startswith(opening) and words.endswith(closing):
            return words[len(opening) : -len(closing)].strip()
    return words


def _fragments(written: str, style: HouseStyle, *, dots: bool) -> list[_Fragment]:
    """Take a quotation apart at its marks; the last fragment has no words, but the marks at the end."""
    mark = re.compile(f"{cut_mark(style, dots=dots).pattern}|{_BRACKET.pattern}")
    fragments, marks, start = list[_Fragment](), list[str | None](), 0
    for each in mark.finditer(written):
        if written[start : each.start()].strip(_EDGE):
            fragments.append(_Fragment(written[start : each.start()], tuple(marks)))
            marks = []
        marks.append(each.group(1))
        start = each.end()
    if written[start:].strip(_EDGE):
        fragments.append(_Fragment(written[start:], tuple(marks)))
        marks = []
    return [*fragments, _Fragment("", tuple(marks))]


# Where the fragments stand


def _all_found(searches: Sequence[_Search], text: str) -> list[_Place] | None:
    """Find the longest fragment, and the others from there on, each as near to its neighbour as can be.

    Of several places the one with the same capitals is taken, and then the one with the shortest gaps.
    """
    if not searches:
        return None
    longest = max(range(len(searches)), key=lambda number: len(searches[number].words))
    found = list[list[_Place]]()
    for place in searches[longest].places(text):
        before = _going(reversed(searches[:longest]), text, place, back=True)
        after = None if before is None else _going(searches[longest + 1 :], text, place, back=False)
        if before is not None and after is not None:
            found.append([*reversed(before), place, *after])

    def distance(places: list[_Place]) -> tuple[int, int]:
        pairs = zip(searches, places, strict=True)
        others = sum(not _stands(search.words, text[place.start : place.stop]) for search, place in pairs)
        return others, places[-1].stop - places[0].start

    return min(found, key=distance, default=None)


def _going(searches: Iterable[_Search], text: str, place: _Place, *, back: bool) -> list[_Place] | None:
    places = [place]
    for search in searches:
        last = places[-1]
        begin = max(0, last.start - search.reach_after) if back else last.stop
        end = last.start if back else last.stop + search.reach_before
        found = search.nearest(text, begin, end, back=back)
        if not found:
            return None
        places.append(found)
    return places[1:]


class _Search:
    """Looks for one fragment: as it is read, without the punctuation at its ends, then by likeness."""

    def __init__(self, fragments: Sequence[_Fragment], number: int, alike: bool) -> None:
        words = fragments[number].words
        self.words, self._alike = words.strip(), alike
        before, after = fragments[number].marks, fragments[number + 1].marks
        self.reach_before = _CUT_AT_MOST if None in before else _REPLACED_AT_MOST
        self.reach_after = _CUT_AT_MOST if None in after else _REPLACED_AT_MOST
        # Of [W]e and nurse[s] a part is the speaker's.
        self._opens = bool(words[:1].strip()) and any(before[-1:])
        self._closes = bool(words[-1:].strip()) and any(after[:1])
        self._patterns = [
            _pattern(each, self._opens, self._closes)
            for each in dict.fromkeys((self.words, words.strip(_EDGE)))
        ]

    def places(self, text: str) -> list[_Place]:
        """Give where it stands; by likeness one place."""
        for pattern in self._patterns:
            if found := [_Place(*each.span()) for each in islice(pattern.finditer(text), _MOST)]:
                return found
        return self._by_likeness(text, 0)

    def nearest(self, text: str, begin: int, end: int, *, back: bool) -> _Place | None:
        """Give the place nearest to the beginning of a stretch, or going back to its end."""
        for pattern in self._patterns:
            matches = pattern.finditer(text, begin, end)
            if found := list(matches if back else islice(matches, 1)):
                return _Place(*found[-1].span())
        for place in self._by_likeness(text[begin:end], end - begin if back else 0):
            return _Place(begin + place.start, begin + place.stop, place.score)
        return None

    def _by_likeness(self, text: str, near: int) -> list[_Place]:
        found = locate(self.words, text, near) if self._alike and len(self.words) >= SHORTEST else None
        if not found:
            return []
        start, stop = found.span
        while self.words[0] not in _EDGE and text[start] in _EDGE:
            start += 1
        while self.words[-1] not in _EDGE and text[stop - 1] in _EDGE:
            stop -= 1
        if self._opens or self._closes:
            return [_Place(start, stop, found.score)]
        return [_Place(*_to_whole_words(start, stop, text), found.score)]


def _to_whole_words(start: int, stop: int, text: str) -> tuple[int, int]:
    """Take in the rest of a word, so that a part of one is not taken for what was said."""
    while start and _in_word(text[start - 1 : start + 1]):
        start -= 1
    while _in_word(text[stop - 1 : stop + 1]):
        stop += 1
    return start, stop


def _pattern(words: str, opens: bool, closes: bool) -> re.Pattern[str]:
    """Give what finds words in any typography and capitals, whole but where a bracket touches them."""
    left = "" if opens or not words[0].isalnum() else r"(?<!\w)"
    right = "" if closes or not words[-1].isalnum() else r"(?!\w)"
    return re.compile(left + as_read(words) + right, re.IGNORECASE)


# What the marks make of the words between them


def _as_quoted(fragments: Sequence[_Fragment], places: Sequence[_Place], text: str) -> Written:
    """Put the marks over the stretch from the first fragment to the last."""
    pieces = list(_opening(fragments[0], text, places[0].start))
    start = places[0].start - len("".join(piece.words for piece in pieces))
    for number, place in enumerate(places):
        if number:
            pieces += _between(fragments[number].marks, text[places[number - 1].stop : place.start])
        words, stands = fragments[number].words.strip(), text[place.start : place.stop]
        pieces.append(Piece(SPOKEN, stands if _stands(words, stands) else words))
    pieces += [Piece(INSERTED, "", mark) for mark in fragments[-1].marks if mark]
    markup, stretch = write(pieces), text[start : places[-1].stop]
    length = sum(place.stop - place.start for place in places)
    score = sum(place.score * (place.stop - place.start) for place in places) / length
    return Written(markup, start, places[-1].stop, score, verify(markup, stretch, stretch))


def _stands(words: str, stands: str) -> bool:
    """Tell whether words stand there, but for the punctuation that the report's sentence gave their ends."""
    return same(words, stands) or same(words.strip(_EDGE), stands)


def _opening(fragment: _Fragment, text: str, start: int) -> Iterator[Piece]:
    marks = [mark for mark in fragment.marks if mark]
    last = marks[-1] if marks and fragment.words[:1].strip() else ""
    before = text[max(0, start - len(last)) : start]
    within = bool(last) and before.casefold() == last.casefold()  # [W]e
    for mark in marks[: len(marks) - within]:
        yield Piece(INSERTED, "", mark)
    if within:
        yield Piece(SPOKEN, before) if before == last else Piece(REPLACED, before, last)


def _between(marks: Sequence[str | None], gap: str) -> Iterator[Piece]:
    words = gap.strip()
    if not words or None in marks:
        first = marks.index(None) if None in marks else len(marks)
        yield from (Piece(INSERTED, "", mark) for mark in marks[:first] if mark)
        yield Piece(CUT if words else SPOKEN, gap)
        yield from (Piece(INSERTED, "", mark) for mark in marks[first:] if mark)
        return
    *others, last = [mark or "" for mark in marks]
    yield from (Piece(INSERTED, "", mark) for mark in others)
    white = len(gap) - len(gap.lstrip())
    yield Piece(SPOKEN, gap[:white])
    stands = words == last or same(words, f"[{last}]")  # brackets that the transcript has
    yield Piece(SPOKEN, words) if stands else Piece(REPLACED, words, last)
    yield Piece(SPOKEN, gap[white + len(words) :])
