"""Find in a text what may tell who somebody is, before it leaves the study.

What has a form (`identifiers`), what is written like a name (`naming`), and the study's own list of words.
A list that cries wolf is not read: so what is only perhaps a name is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from framework_qda.text import identifiers, naming
from framework_qda.text.anchoring import normalised
from framework_qda.text.risks import Disclosure, Risk

__all__ = ["Disclosure", "Risk", "by_rule", "disclosures", "joined", "listed_in"]

_FORMS = (
    identifiers.emails,
    identifiers.accounts,
    identifiers.web_addresses,
    identifiers.nhs_numbers,
    identifiers.births,
    identifiers.postcodes,
    identifiers.telephones,
    identifiers.extensions,
)
_NAMED = (Risk.NAME, Risk.PLACE, Risk.ORGANISATION)
_LETTERS = re.compile(r"[^\W_]+")


def disclosures(
    text: str, listed: Iterable[str] = (), ordinary: Container[str] = frozenset()
) -> list[Disclosure]:
    """Find what may identify somebody, in the order of the text.

    `listed` are the study's own identifying words, found whole whatever their capitals, accents, quotation
    marks and dashes, also with 's. `ordinary` are words that the study writes small
    (`written_small`): with a capital they are no names. Only a listed word may lie over another finding.
    """
    return joined(listed_in(text, listed), by_rule(text, ordinary))


def by_rule(text: str, ordinary: Container[str] = frozenset()) -> list[Disclosure]:
    """Find what has a form, and what is written like a name where it is no part of that."""
    found, taken = list[Disclosure](), _Taken()
    for finding in (each for finder in _FORMS for each in finder(text)):
        if not taken.touches(finding):
            taken.take(finding)
            found.append(finding)
    return found + [each for each in naming.names(text, ordinary) if not taken.touches(each)]


def listed_in(text: str, listed: Iterable[str]) -> list[Disclosure]:
    """Find listed words alone."""
    return list(_listed(text, listed))


def joined(listed: Iterable[Disclosure], ruled: Iterable[Disclosure]) -> list[Disclosure]:
    """Put in order what is listed and what was found by rule, but for names within what is listed."""
    known, found = _Taken(), list(listed)
    for finding in found:
        known.take(finding)
    found += [each for each in ruled if each.risk not in _NAMED or not known.holds(each)]
    return sorted(found, key=lambda each: (each.start, each.stop))


class _Taken:
    """Stretches of a text, none of which overlap."""

    def __init__(self) -> None:
        self._starts, self._stops = list[int](), list[int]()

    def take(self, finding: Disclosure) -> None:
        place = bisect_right(self._starts, finding.start)
        self._starts.insert(place, finding.start)
        self._stops.insert(place, finding.stop)

    def touches(self, finding: Disclosure) -> bool:
        """Tell whether a finding has a character in one of them."""
        place = bisect_left(self._starts, finding.stop) - 1
        return place >= 0 and self._stops[place] > finding.start

    def holds(self, finding: Disclosure) -> bool:
        """Tell whether a finding lies within one of them."""
        place = bisect_right(self._starts, finding.start) - 1
        return place >= 0 and self._stops[place] >= finding.stop


def _listed(text: str, listed: Iterable[str]) -> Iterator[Disclosure]:
    """Find listed words whole, the longest where several begin at one place."""
    patterns = _patterns(tuple(listed))
    if not patterns:
        return
    plain, offsets = normalised(text)
    reached = 0
    for word in _LETTERS.finditer(plain):
        if word.start() < reached:
            continue
        fits = [
            fit for pattern in patterns.get(word.group(), ()) if (fit := pattern.match(plain, word.start()))
        ]
        if fits:
            reached = max(fit.end() for fit in fits)
            start, stop = offsets[word.start()], offsets[reached - 1] + 1
            yield Disclosure(Risk.LISTED, start, stop, text[start:stop], "on the list of identifying words")


@lru_cache(maxsize=4)  # a study is looked through text by text with the same list
def _patterns(listed: tuple[str, ...]) -> dict[str, list[re.Pattern[str]]]:
    """Make a pattern of each listed word, by the letters that a text may begin it with."""
    patterns = defaultdict[str, list[re.Pattern[str]]](list)
    for entry in dict.fromkeys(normalised(each)[0].strip() for each in listed):
        letters = [*_LETTERS.finditer(entry)]
        if not letters:
            continue
        expression, place = "", letters[0].start()
        for each in letters:
            expression += _between(entry[place : each.start()]) + re.escape(each.group())
            place = each.end()
        pattern = re.compile(expression + r"(?:(?![^\W_])|(?=s'))")
        beginning = "".join(_LETTERS.findall(entry.split()[0]))
        for key in {letters[0].group(), beginning, letters[0].group() + "s"}:
            patterns[key].append(pattern)
    return patterns


def _between(signs: str) -> str:
    """Give the pattern for what stands between two stretches of letters in a listed word."""
    if not signs:
        return ""
    if "&" in signs:
        return "(?: ?& ?| and )"
    if " " in signs:
        return r"[^\w\n]{1,3}"
    return r"[-'. ]?"
