"""Name sheets as Excel allows: 31 characters, some signs forbidden, no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
_LONGEST = 31


def units(text: str) -> int:
    """Count as Excel does, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def first(text: str, most: int) -> str:
    """Cut a text to `most` UTF-16 units, never through a character."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def sheet_names(titles: Iterable[str]) -> Iterator[str]:
    """Give each matrix the name of its sheet, its title where that will do."""
    taken = {"history"}  # Excel keeps this name for itself.
    for title in titles:
        name = _unlike(_allowed(title), taken)
        taken.add(name.casefold())
        yield name


def _allowed(title: str) -> str:
    return _FORBIDDEN.sub(" ", title).strip(" '") or "Matrix"


def _unlike(name: str, taken: set[str]) -> str:
    number, found = 1, _shortened(name, "")
    while found.casefold() in taken:
        number += 1
        found = _shortened(name, f" ({number})")
    return found


def _shortened(name: str, ending: str) -> str:
    """Cut between words where the name has any."""
    if units(name + ending) <= _LONGEST:
        return name + ending
    cut = first(name, _LONGEST - 1 - len(ending))
    return (cut.rsplit(" ", 1)[0] or cut).rstrip(" ,;'") + "…" + ending
