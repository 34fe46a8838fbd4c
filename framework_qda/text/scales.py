"""Put the answers of a closed question in the order in which people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

# What is ticked in questionnaires: a scale a paragraph, from most to least; “|” parts words for the same.
_SCALES = """
agree strongly | strongly agree | completely agree | definitely agree > agree | mostly agree > tend to
agree | slightly agree | agree slightly | somewhat agree | agree somewhat | partly agree > neither agree
nor disagree | neither | neutral | undecided | neither agree or disagree | no opinion either way > tend to
disagree | slightly disagree | disagree slightly | somewhat disagree | disagree somewhat > disagree |
mostly disagree > disagree strongly | strongly disagree | completely disagree | definitely disagree

extremely satisfied | completely satisfied > very satisfied > satisfied > fairly satisfied | quite
satisfied > neither satisfied nor dissatisfied | neither | neutral > fairly dissatisfied | quite
dissatisfied > dissatisfied > very dissatisfied | not at all satisfied

always > almost always | nearly always > very often > usually | mostly | most of the time > often |
frequently > about half the time > sometimes > occasionally | once in a while > rarely | seldom > almost
never | hardly ever > never

daily | every day > several times a week > weekly | every week > fortnightly | every two weeks > monthly |
every month > quarterly | every quarter > yearly | annually | every year > less often > never

yes, always | yes, definitely | definitely yes | definitely > yes > probably | probably yes > yes, to some
extent | to some extent | yes, sometimes | yes, partly | partly | in part | maybe | perhaps | possibly |
sometimes > probably not | probably no > no > definitely not | definitely no | no, never | no, not at all

true > false

excellent > very good > good > fair | average | satisfactory | acceptable > poor | bad > very poor | very
bad

extremely important > very important > important > quite important | fairly important | moderately
important > slightly important | somewhat important > not very important > unimportant | not important |
not at all important

extremely helpful > very helpful > helpful > quite helpful | fairly helpful | somewhat helpful > not very
helpful > unhelpful | not helpful | not at all helpful

extremely confident | completely confident > very confident > confident > quite confident | fairly
confident | somewhat confident > not very confident > not confident | not at all confident

extremely likely > very likely > likely > quite likely | fairly likely | somewhat likely > neither likely
nor unlikely | neither | neutral > quite unlikely | fairly unlikely | somewhat unlikely > unlikely > very
unlikely > extremely unlikely | not at all likely

extremely well > very well > well > quite well | fairly well > not very well > not well | badly > not at
all well | not at all | very badly

a great deal > a lot > a fair amount | quite a lot > a moderate amount | some | somewhat > a little |
slightly > not very much | not much > not at all | none at all | nothing

completely | fully | entirely > largely | mostly | to a large extent > partly | partially | to some extent
> slightly | to a small extent > not at all

all > nearly all | almost all > most > many > about half | half > some > a few | few > hardly any | very
few > none

very high > high > medium | moderate | average > low > very low

much better > better > slightly better | a little better > about the same | the same | no change >
slightly worse | a little worse > worse > much worse

much too much > too much > about right | right > too little > much too little

very easy > easy > fairly easy | quite easy > neither easy nor difficult | neither | neutral > fairly
difficult | quite difficult > difficult > very difficult
"""

# What says that somebody has no answer to give, or another one, stands after all else.
_LAST = """
other | others | another | other (please specify) | something else > none of these | none of the above >
don't know | do not know | dk | not sure | unsure | can't say | cannot say | no opinion | no view > not
applicable | n/a | na | does not apply | not relevant > prefer not to say | rather not say | refused
"""
_SAME = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " "})
_NUMBERED = re.compile(
    r"(?P<below>less than|fewer than|under|below|up to|<)?(?P<above>more than|over|above|>)?\s*"
    r"[£$€]?\s*(?P<number>-?\d[\d,]*(?:\.\d+)?)(?![\d/:]|-\d+-)"
)


def _places(scale: str) -> dict[str, int]:
    """Give every way of saying an answer its place on the scale."""
    steps = " ".join(scale.split()).split(" > ")
    return {way: place for place, ways in enumerate(steps) for way in ways.split(" | ")}


_KNOWN = tuple(map(_places, _SCALES.split("\n\n")))
_AFTER_ALL = _places(_LAST)


def evened(option: str) -> str:
    """Write an option so that those alike are the same: in small letters, with single plain spaces."""
    return " ".join(option.translate(_SAME).casefold().split()).rstrip(".")


def is_scale(options: Iterable[str]) -> bool:
    """Tell whether all of these are answers that questionnaires offer, of one scale."""
    names = set(map(evened, options))
    return any(names <= scale.keys() | _AFTER_ALL.keys() for scale in _KNOWN)


def in_order(options: Iterable[str], *, as_given: bool = False) -> list[str]:
    """Put options in order: along a scale from most to least, by their numbers, or else as they come.

    What gives no answer, such as “don't know”, stands last. Options `as_given` by an author may run along
    their scale from least to most and are then left so.
    """
    given = list(options)
    last = [option for option in given if evened(option) in _AFTER_ALL]
    rest = [option for option in given if evened(option) not in _AFTER_ALL]
    ordered = _along(rest)
    if as_given and rest == ordered[::-1]:
        ordered = rest
    return [*ordered, *sorted(last, key=lambda option: _AFTER_ALL[evened(option)])]


def _along(options: list[str]) -> list[str]:
    names = list(map(evened, options))
    for scale in _KNOWN:
        if scale.keys() >= set(names):
            return sorted(options, key=lambda option: scale[evened(option)])
    numbers = [_number(name) for name in names]
    if None not in numbers:
        return [
            option for _, option in sorted(zip(numbers, options, strict=True), key=lambda pair: pair[0] or 0)
        ]
    return options


def _number(name: str) -> float | None:
    found = _NUMBERED.match(name)
    if not found:
        return None
    return float(found["number"].replace(",", "")) - 0.5 * bool(found["below"]) + 0.5 * bool(found["above"])


def together(questions: Iterable[Iterable[str]]) -> list[str]:
    """Put the options of several questions in one order, scale after scale; those alike are one.

    An option is spelt as it comes first.
    """
    groups: list[dict[str, str]] = []
    for options in questions:
        own = {evened(option): option for option in options}
        group = next((each for each in groups if is_scale([*each, *own])), None)
        if group is None:
            groups.append(own)
        else:
            group |= own | group
    first: dict[str, str] = {}
    for option in chain.from_iterable(in_order(group.values(), as_given=True) for group in groups):
        first.setdefault(evened(option), option)
    return in_order(first.values(), as_given=True)
