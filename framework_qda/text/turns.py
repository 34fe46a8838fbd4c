"""Recognise who speaks in each line of an interview, and when.

A line may begin with a number, a time and a speaker's label, in the forms that transcribers use:

    [00:12:30] TM: words        TM (00:12:30): words        Adam Wiggins (00:00:44) - words
    (12:30) NM: words           TM: [00:12:30] words        TM<tab>words

A label or a time alone in its line belongs to the words that follow. A time inside a sentence stays there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from framework_qda.text.transcript import Paragraph, Transcript, numbered

_CLOCK = r"(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d(?:[.,-]\d{1,3})?"
_STAMP = rf"[\[({{<#]\\?\s*{_CLOCK}\s*[\])}}>#]"
# Without brackets only a time of three parts is one; “12:30 we had lunch” is what somebody said.
_BARE = r"\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_][\w.'’&-]*(?:[ \u00a0][\w.'’&-]+){0,3}"

_NUMBER = re.compile(r"(?:p\.?[ \u00a0]?)?(?P<digits>\d{1,4})[.)]?\s+(?=\S)", re.IGNORECASE)
_TIME = re.compile(rf"(?P<time>{_STAMP}|{_BARE}(?=[\s:]|$)|{_CLOCK}(?=\t|$)):?(?=\s|$|\w)\s*")
_STAMPED = re.compile(rf"(?P<time>{_STAMP})(?=\s|$|\w)\s*")
_LABEL = re.compile(
    rf"(?P<name>{_NAME})(?:\s*(?P<stamp>{_STAMP})\s*(?P<sure>[:：\t–—-])|\s*[:：]"
    rf"|(?P<tab>\t)(?!.*\t)|\s*(?P<last>{_STAMP})$|\s+(?P<bare>{_CLOCK})$)(?:(?<=[\t：])|\s+|$)\s*"
)
_ASIDES = frozenset(
    ["break", "comment", "date", "example", "footnote", "nb", "note", "notes", "ps", "summary"]
)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One line taken apart; `line` is the whole of it, `number` keeps its point and space."""

    line: str
    number: str = ""
    speaker: str = ""
    time: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a line opens with; whether `head` is a speaker's label depends on the other lines."""

    line: str
    number: str
    stamp: str
    rest: str
    head: re.Match[str] | None


def turns(lines: Iterable[str]) -> Transcript:
    """Read lines, each a paragraph, as a transcript; no word of them is lost.

    Numbers at the head of paragraphs are left out where they are the numbers the paragraphs get anyway.
    """
    openings = [_opening(part) for line in lines for part in line.splitlines() if part.strip()]
    known = _recurring(openings)
    said = list(_settled(_taken_apart(opening, known) for opening in openings))
    same = len(said) > 2 and all(_digits(turn) == n for n, turn in enumerate(said, start=1))
    return numbered(
        Paragraph(0, turn.words if same else turn.number + turn.words, turn.speaker, turn.time)
        for turn in said
    )


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Give the labels that open two lines or more.

    Prose has colons too (“Two things: …”), but seldom the same words before them at the start of a line. So a
    label of one to four words counts as a speaker where it comes back in the document, where it is initials,
    or where it is a name and a time stands between it and the words.
    """
    return _recurring(map(_opening, lines))


def begins_turn(line: str, known: frozenset[str]) -> bool:
    """Tell whether a line opens with a time or with a speaker, known or sure."""
    turn = _taken_apart(_opening(line), known)
    return bool(turn.speaker) or turn.time is not None


def _recurring(openings: Iterable[_Opening]) -> frozenset[str]:
    counts = Counter(opening.head["name"] for opening in openings if opening.head)
    return frozenset(name for name, count in counts.items() if count > 1)


def _opening(line: str) -> _Opening:
    line = line.strip()
    number, rest = _off(_NUMBER, line)
    stamp, rest = _off(_TIME, rest)
    return _Opening(line, number, stamp, rest, _label(rest))


def _taken_apart(opening: _Opening, known: frozenset[str]) -> _Turn:
    head, stamp, rest = opening.head, opening.stamp, opening.rest
    if not head or not _is_speaker(head, known):
        return _Turn(opening.line, opening.number, "", _milliseconds(stamp), rest)
    rest = rest[head.end() :]
    stamp = stamp or head["stamp"] or head["last"] or head["bare"] or ""
    if not stamp:
        stamp, rest = _off(_STAMPED, rest)
    return _Turn(opening.line, opening.number, head["name"], _milliseconds(stamp), rest)


def _off(mark: re.Pattern[str], text: str) -> tuple[str, str]:
    found = mark.match(text)
    return (found.group(), text[found.end() :]) if found else ("", text)


def _label(text: str) -> re.Match[str] | None:
    found = _LABEL.match(text)
    if not found or len(found["name"]) > 40 or found["name"][0].islower():
        return None
    return None if found["name"].split()[0].casefold() in _ASIDES else found


def _is_speaker(head: re.Match[str], known: frozenset[str]) -> bool:
    name = head["name"]
    return name in known or bool(head["sure"] and _is_name(name)) or (not head["tab"] and _are_initials(name))


def _is_name(words: str) -> bool:
    return not any(word[0].islower() for word in words.split())


def _are_initials(name: str) -> bool:
    return name.isupper() and sum(letter.isalpha() for letter in name) <= 4


def _milliseconds(stamp: str) -> int | None:
    if not stamp:
        return None
    digits = re.findall(r"\d+", stamp)
    fraction = digits.pop() if re.search(r"[.,-]\d", stamp) else ""
    seconds = 0
    for part in digits:
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def _settled(said: Iterable[_Turn]) -> Iterator[_Turn]:
    """Give marks that stand alone to the words after them; where these do not fit, keep them as words."""
    waiting: _Turn | None = None
    for turn in said:
        both = _together(waiting, turn) if waiting else turn
        if both is None and waiting:
            yield _as_words(waiting)
        waiting = both or turn
        if waiting.words:
            yield waiting
            waiting = None
    if waiting:
        yield _as_words(waiting)


def _together(marks: _Turn, turn: _Turn) -> _Turn | None:
    if (marks.number and turn.number) or (marks.speaker and turn.speaker):
        return None
    if marks.time is not None and turn.time is not None:
        return None
    return replace(
        turn,
        line=f"{marks.line} {turn.line}",
        number=marks.number or turn.number,
        speaker=marks.speaker or turn.speaker,
        time=turn.time if marks.time is None else marks.time,
    )


def _as_words(turn: _Turn) -> _Turn:
    return _Turn(turn.line, words=turn.line)


def _digits(turn: _Turn) -> int | None:
    found = _NUMBER.match(turn.number + "x")
    return int(found["digits"]) if found else None
