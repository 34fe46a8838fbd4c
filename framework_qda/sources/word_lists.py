"""Count the items of a Word file's lists, as Word does when it shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from framework_qda.sources.word_package import Element, child, local, value


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    pattern: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    counted_with: str
    levels: dict[int, _Level]


class Lists:
    """The lists of a document; `mark` is asked once for each paragraph, in order."""

    def __init__(self, numbering: Iterable[Element], styles: Iterable[Element]) -> None:
        self._lists = _lists(list(numbering))
        self._styles = {value(style, "styleId"): style for style in styles}
        self._of_style: dict[str | None, Element | None] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, properties: Element) -> str:
        """Give what stands before a paragraph of these properties: “• ”, “12. ” or nothing."""
        own = child(properties, "numPr")
        style = self._numbering_of(value(child(properties, "pStyle")))
        found = self._lists.get(value(child(own, "numId")) or value(child(style, "numId")))
        depth = _whole(value(child(own, "ilvl")) or value(child(style, "ilvl")))
        if found is None or depth not in found.levels:
            return ""
        return self._counted(found, depth)

    def _numbering_of(self, name: str | None) -> Element | None:
        """Give the numbering of a style, or of the nearest style that it is based on."""
        if name not in self._of_style:
            self._of_style[name] = None  # a style based on itself ends here
            style = self._styles.get(name)
            own = child(style, "pPr", "numPr")
            based = value(child(style, "basedOn"))
            self._of_style[name] = self._numbering_of(based) if own is None and based else own
        return self._of_style[name]

    def _counted(self, found: _List, depth: int) -> str:
        level = found.levels[depth]
        if level.kind == "bullet":
            return "• "
        counts = self._counts[found.counted_with]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _written(level.pattern, found.levels, counts)


def _lists(numbering: list[Element]) -> dict[str | None, _List]:
    abstract = {value(item, "abstractNumId"): item for item in _all(numbering, "abstractNum")}
    return {value(item, "numId"): _list(item, abstract) for item in _all(numbering, "num")}


def _list(item: Element, abstract: dict[str | None, Element]) -> _List:
    kind = value(child(item, "abstractNumId"))
    levels = dict(map(_level, _all(abstract.get(kind, ()), "lvl")))
    starts = {
        _whole(value(change, "ilvl")): child(change, "startOverride") for change in _all(item, "lvlOverride")
    }
    restarted = False
    for depth, start in starts.items():
        if start is not None and depth in levels:
            level = levels[depth]
            levels[depth] = _Level(level.kind, level.pattern, _whole(value(start)))
            restarted = True
    # Lists of one pattern are counted on together, unless one of them starts afresh.
    return _List(f"list {value(item, 'numId')}" if restarted else f"pattern {kind}", levels)


def _level(level: Element) -> tuple[int, _Level]:
    start = value(child(level, "start"))
    return _whole(value(level, "ilvl")), _Level(
        value(child(level, "numFmt")) or "decimal", value(child(level, "lvlText")) or "", _whole(start or "1")
    )


def _written(pattern: str, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def count(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        level = levels.get(depth)
        return _spelled(counts.get(depth, level.start), level.kind) if level else ""

    mark = re.sub(r"%([1-9])", count, pattern).strip()
    return mark and f"{mark} "


def _spelled(count: int, kind: str) -> str:
    match kind:
        case "none":
            return ""
        case "lowerLetter":
            return _letter(count)
        case "upperLetter":
            return _letter(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case _:
            return str(count)


def _letter(count: int) -> str:
    """Spell a … z, aa, bb … as Word does."""
    again, place = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + place) * (again + 1)


def _roman(count: int) -> str:
    ones = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")]
    spelled = ""
    for size, sign in [*ones, (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]:
        times, count = divmod(count, size)
        spelled += sign * times
    return spelled


def _all(parent: Iterable[Element], name: str) -> list[Element]:
    return [inner for inner in parent if local(inner) == name]


def _whole(digits: str | None) -> int:
    """Read a number below a million; 0 where there is none: a damaged list is no reason to refuse words."""
    return int(digits) if digits and re.fullmatch(r"[0-9]{1,6}", digits) else 0
