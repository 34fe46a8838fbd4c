"""Match what somebody typed with the names of things, forgiving about capitals, accents and slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

Spans = tuple[tuple[int, int], ...]


def fold(text: str) -> str:
    """Take capitals and accents away; every character stays one character."""
    return text.lower() if text.isascii() else "".join(map(_fold_one, text))


@cache
def _fold_one(character: str) -> str:
    return unicodedata.normalize("NFKD", character)[0].lower()[0]


def has_all(query: str, text: str) -> bool:
    """Tell whether every word of the query stands somewhere in the text."""
    folded = fold(text)
    return all(word in folded for word in fold(query).split())


def match(query: str, text: str) -> tuple[int, Spans] | None:
    """Score how well the words of a query fit a folded name, and say where; None where one does not.

    A word fits best at the start of the name, then at the start of a word, then anywhere, then as initials
    (“swst” fits “social work staffing”).
    """
    found = [_match_word(word, text) for word in fold(query).split()]
    if any(each is None for each in found):
        return None
    fits = [each for each in found if each]
    return sum(score for score, _ in fits), tuple(sorted(span for _, spans in fits for span in spans))


def _match_word(word: str, text: str) -> tuple[int, Spans] | None:
    at = text.find(word)
    if at == 0:
        return 4, ((0, len(word)),)
    if start := re.search(rf"\b{re.escape(word)}", text):
        return 3, (start.span(),)
    if at > 0:
        return 2, ((at, at + len(word)),)
    return _match_initials(word, text) if len(word) > 1 else None


def _match_initials(word: str, text: str) -> tuple[int, Spans] | None:
    pattern = r"\b" + r"(?:.*?\b)?".join(f"({re.escape(letter)})" for letter in word)
    found = re.search(pattern, text)
    return (1, tuple(found.span(n) for n in range(1, len(word) + 1))) if found else None


def nearly(query: str, texts: Sequence[str], limit: int = 8) -> list[int]:
    """Give the places of the names that a query with a slip in it may have meant, the nearest first."""
    from rapidfuzz import fuzz, process

    near = process.extract(fold(query), texts, scorer=fuzz.WRatio, score_cutoff=72, limit=limit)
    return [index for _, _, index in near]
