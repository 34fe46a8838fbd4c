"""Verifying quotations against the transcripts, and finding one of a report among all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from big_study import transcript
from measuring import Bench, Result, in_turn

from framework_qda.text.finding import find_among
from framework_qda.text.quoting import cut, insert, plain, replace
from framework_qda.text.verifying import Verdict, verify

_VERIFY, _FIND = 5000.0, 1000.0  # milliseconds
_QUOTATIONS = 5_000
_LENGTH = 300  # characters


class _Quoted(NamedTuple):
    """A quotation as a study has it, and its text; `lost` where its place is not known."""

    markup: str
    words: str
    text: str
    start: int
    lost: bool = False


def measure(bench: Bench) -> Iterator[Result]:
    texts = [transcript(number, bench.size.words).text for number in range(bench.size.interviews)]
    chance = random.Random("quotations")
    count = 50 if bench.quick else _QUOTATIONS
    quoted = [_quoted(texts[number * len(texts) // count], chance) for number in range(count)]
    (taken,) = in_turn(bench.times(5), lambda: _verified(quoted))
    verdicts = _verified(quoted)
    told = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict)
    what = f"{count:,} quotations verified, {len(texts):,} transcripts"
    yield Result(what, 1000 * taken.wall, _VERIFY, "ms", told)
    last = texts[-1][-1000:-800].strip()
    among = dict(enumerate(texts))
    (taken,) = in_turn(bench.times(5), lambda: find_among(f"‘{last}’", among))
    yield Result(
        "a report's words found among the transcripts", 1000 * taken.wall, _FIND, "ms", "word for word"
    )


def _verified(quoted: list[_Quoted]) -> list[Verdict]:
    return [
        verify(
            each.markup,
            each.words,
            None if each.lost else each.text[each.start : each.start + len(each.words)],
            each.text if each.lost else "",
        ).verdict
        for each in quoted
    ]


def _quoted(text: str, chance: random.Random) -> _Quoted:
    """Quote a stretch of a text: mostly as it is or edited, some otherwise, some lost by a correction."""
    length = min(_LENGTH, len(text) // 2)
    start = chance.randrange(len(text) - length)
    words = text[start : start + length]
    kinds: tuple[Callable[[], _Quoted], ...] = (
        lambda: _Quoted(plain(words), words, text, start),
        lambda: _Quoted(_edited(words), words, text, start),
        lambda: _Quoted(plain(words.replace(" ", " not ", 1)), words, text, start),
        lambda: _Quoted(plain(words), words[1:] + "x", text, start),
        lambda: _Quoted(plain(words), words, text, start, lost=True),
        lambda: _Quoted(plain(words[::-1]), words[::-1], text, start, lost=True),
    )
    return chance.choices(kinds, weights=(40, 45, 4, 4, 4, 3))[0]()


def _edited(words: str) -> str:
    middle = len(words) // 2
    return insert(replace(cut(plain(words), 10, 40), middle, middle + 12, "a role"), len(words) - 20, "they")
