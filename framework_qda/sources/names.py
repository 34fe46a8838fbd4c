"""Make something of how researchers name their files."""

from __future__ import annotations

import re

_APART = re.compile(r"[\s_.]+|(?<=\w)-(?=\w)")
_NUMBERED = re.compile(
    r"(?:(?P<kind>area|case|site)[\s_-]*)?(?P<number>\d{1,2})(?!\d)[\s_.\-–—]*(?P<rest>.*)", re.IGNORECASE
)
_PLACED = re.compile(r"(?P<area>[^\W\d].*?)[\s_\-–—]+(?P<rest>(?:interview|int)[\s_-]*\d+.*)", re.IGNORECASE)
_SMALL = frozenset(["a", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"])


def guessed(stem: str) -> tuple[str, str]:
    """Guess area and interview from a file's name without its ending."""
    if found := _NUMBERED.fullmatch(stem.strip()):
        area = f"{(found['kind'] or 'area').capitalize()} {int(found['number'])}"
        return area, _worded(found["rest"]) or f"Interview {int(found['number'])}"
    if found := _PLACED.fullmatch(stem.strip()):
        return _worded(found["area"]), _worded(found["rest"])
    return "Area 1", _worded(stem) or stem


def readable(stem: str) -> str:
    """Make the name of an interview from a file's name: “03-la-team-manager” is “LA Team Manager”."""
    return guessed(stem)[1]


def _worded(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", _APART.sub(" ", name)).strip(" -–—")
    if spaced != spaced.lower():
        return spaced
    first, *others = spaced.split() or [""]
    return " ".join([first.upper() if len(first) <= 2 else first.capitalize(), *map(_capital, others)])


def _capital(word: str) -> str:
    return word if word in _SMALL else word.capitalize()
