"""Find names of people, places and organisations by how they are written.

A capital within a sentence is a name's where the word is never written small. Days, posts, acronyms, peoples
and countries are no names. At the beginning of a sentence only a first name, or a name met elsewhere in the
text, is one. Nothing here knows who exists: it finds what a careful reader would stop at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from framework_qda.text import sentences as prose
from framework_qda.text.ordinary import written_small
from framework_qda.text.risks import Disclosure, Risk
from framework_qda.text.wordlists import given_names, listed, names_and_words, unrevealing

_WORD = re.compile(r"[^\W\d_]\w*(?:[’'-][^\W_]\w*)*")
_POSSESSIVE = re.compile(r"(?:[’'-]s|[’'])$")
_LINK = re.compile(
    r"[ \u00a0](?:(?:of|and|&|for|on|upon|by|in|the|under|de|van|der|von|la|le|al|bin)[ \u00a0]){0,2}"
)
_PARTICLES = listed("de van der von la le al bin")
_JOINING = _PARTICLES | {"and", "&", "on", "upon", "under"}
_ACRONYM = re.compile(r"(?:(?![a-z])\w|-|\d)+?(?:[’']?s|[’'])?")
_ENDINGS = ("s", "es", "ed", "ing", "ly", "ness")
_ABSTRACT = re.compile(r"\w{3,}(?:[ts]ion|ology|ism|ility|\wment|graphy)s?")
_OPENERS = frozenset(':"“”‘«‹([–—•*#>|…{')
_BEFORE = re.compile(r"\b([a-z]+)[ \u00a0]+$")
_HOUSE = re.compile(r"(?:^|[\s(,])(\d{1,4}[a-zA-Z]?,? )$")

_TITLES = listed("mr mrs ms miss mx dr prof professor sir dame lord lady cllr councillor rev reverend")
_POSTS = listed(
    "nurse sister matron midwife doctor constable sergeant judge auntie aunt uncle father mother grandma nan"
)
_WHERE = listed("in near outside around across within throughout")
_FIRST = listed(
    "st saint royal king queen prince princess general great greater upper lower new north south east west"
    " northern southern eastern western"
)
_HOUSES = listed(
    "hospital hospitals infirmary trust council university college school academy clinic surgery hospice"
    " nursery foundation charity institute church mosque synagogue ltd limited plc inc llp gmbh cic"
    " association society partnership consortium constabulary library theatre museum prison barracks"
    " practice centre center"
)
_STREETS = listed(
    "street road lane avenue close drive crescent terrace square gardens grove way court mews estate row"
    " hill park bridge wharf"
)


class _Word(NamedTuple):
    """A word with a capital; `opens` tells that a capital stands there whatever the word."""

    start: int
    stop: int
    base: str  # in small letters, without 's
    opens: bool
    plain: bool  # identifies nobody


class _Name(NamedTuple):
    """Words found to be a name, from `start` on."""

    start: int
    words: Sequence[_Word]
    risk: Risk
    why: str


def names(text: str, ordinary: Container[str] = frozenset()) -> list[Disclosure]:
    """Find names of people, places and organisations; `ordinary` has words that are also written small."""
    runs = list(_runs(text, _capitals(text, ordinary)))
    found = [name for run in runs for name in _judged(text, run, ())]
    met = {word.base for name in found if name.risk is not Risk.ORGANISATION for word in name.words}
    if any(word.opens and not word.plain and word.base in met for run in runs for word in run):
        found = [name for run in runs for name in _judged(text, run, met)]
    return [_disclosure(text, name) for name in found]


def _disclosure(text: str, name: _Name) -> Disclosure:
    stop = name.words[-1].stop
    if name.risk is not Risk.ORGANISATION and (owner := _POSSESSIVE.search(text, name.start, stop)):
        stop = owner.start()
    return Disclosure(name.risk, name.start, stop, text[name.start : stop], name.why)


def _capitals(text: str, ordinary: Container[str]) -> Iterator[_Word]:
    """Give the words with a capital, judged by themselves."""
    words = [(found.start(), found.group()) for found in _WORD.finditer(text)]
    small = written_small([text])
    is_plain = _plain(lambda word: word in small or word in ordinary)
    begins = [start for start, _ in prose.spans(text)]
    titled = _titled_lines(text)
    for start, word in words:
        if word[0].islower():
            continue
        base = _POSSESSIVE.sub("", word.casefold().replace("’", "'"))
        opens = _opens(text, start) or _begins(text, begins, start) or titled(start)
        ambiguous = base in names_and_words() and not opens
        plain = bool(_ACRONYM.fullmatch(word)) or (
            not ambiguous and (is_plain(base) or _is_made_up(word, is_plain))
        )
        yield _Word(start, start + len(word), base, opens, plain)


def _plain(is_small: Callable[[str], bool]) -> Callable[[str], bool]:
    """Tell words that identify nobody, each thought about once."""
    known: dict[str, bool] = {}

    def is_known(word: str) -> bool:
        return is_small(word) or word in unrevealing()

    def judged(word: str) -> bool:
        if word in given_names():
            return False  # also where somebody typed it small
        if is_known(word):
            return True
        stems = [word[: -len(end)] for end in _ENDINGS if word.endswith(end)]
        if any(len(stem) > 2 and (is_known(stem) or is_known(stem + "e")) for stem in stems):
            return True
        return bool(_ABSTRACT.fullmatch(word))

    def plain(word: str) -> bool:
        if word not in known:
            known[word] = judged(word)
        return known[word]

    return plain


def _is_made_up(word: str, is_plain: Callable[[str], bool]) -> bool:
    """Tell whether the parts of a compound identify nobody, as those of “GPL-licensed”, or it is a file's."""
    parts = [part for part in re.split("[-’']", word) if part]
    if len(parts) > 1 and _ACRONYM.fullmatch(parts[0]):
        return True
    return "_" in word or (len(parts) > 1 and all(is_plain(part.casefold()) for part in parts))


def _opens(text: str, start: int) -> bool:
    """Tell whether a mark before a word lets it begin with a capital."""
    place = start - 1
    while place >= 0 and text[place] in " \t\u00a0":
        place -= 1
    if place < 0 or text[place] in "\n\r" or text[place] in _OPENERS:
        return True
    return text[place] in "-'’" and (place == 0 or text[place - 1].isspace())


def _begins(text: str, begins: Sequence[int], start: int) -> bool:
    """Tell whether a word is the first of its sentence."""
    place = bisect_right(begins, start) - 1
    return place >= 0 and not any(map(str.isalnum, text[begins[place] : start][:40]))


def _titled_lines(text: str) -> Callable[[int], bool]:
    """Tell which places are in a line whose words nearly all have capitals, as a heading's have."""
    starts, titled = [0], list[bool]()
    for line in text.split("\n"):
        ends = line.rstrip().endswith((".", "!", "?", ",", ";"))
        words = _WORD.findall(line) if len(line) < 120 and not ends else []
        capitals = sum(word[0].isupper() for word in words)
        titled.append(len(words) > 2 and capitals > 0.6 * len(words))
        starts.append(starts[-1] + len(line) + 1)
    return lambda place: titled[bisect_right(starts, place) - 1]


def _runs(text: str, words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Put words together that stand side by side, or are linked as in “University of Leeds”."""
    run = list[_Word]()
    for word in words:
        if run and not (_linked(text, run[-1], word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _linked(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.stop : other.start]
    if between.startswith(".") and (one.base in prose.TITLES or len(one.base) == 1):
        between = between[1:] or " "
    return bool(_LINK.fullmatch(between)) and not (other.opens and between != " ")


def _judged(text: str, run: Sequence[_Word], met: Container[str]) -> Iterator[_Name]:
    """Tell what in a run is a name, and of what."""
    for words in _parted(text, run, _binds_an_organisation):
        if organisation := _organisation(words):
            yield organisation
            continue
        for each in _parted(text, words, _binds_a_person):
            if name := _street(text, each) or _person_or_place(text, each, met):
                yield name


def _parted(
    text: str, run: Sequence[_Word], binds: Callable[[Sequence[_Word], set[str]], bool]
) -> Iterator[list[_Word]]:
    """Part a run at those small words that do not bind what comes to what stands before them."""
    words = list[_Word]()
    for word in run:
        links = (
            {each for each in text[words[-1].stop : word.start].split() if each != "."}
            if words
            else set[str]()
        )
        if links and not binds(words, links):
            yield words
            words = []
        words.append(word)
    if words:
        yield words


def _binds_an_organisation(before: Sequence[_Word], links: set[str]) -> bool:
    if links <= {"of", "for", "the"}:
        return any(word.base in _HOUSES for word in before)  # “University of Leeds”, not “Jones of Leeds”
    return links <= _JOINING


def _binds_a_person(_before: Sequence[_Word], links: set[str]) -> bool:
    return links <= _PARTICLES


def _organisation(words: Sequence[_Word]) -> _Name | None:
    heads = [place for place, word in enumerate(words) if word.base in _HOUSES]
    if not heads:
        return None
    telling = {place for place, word in enumerate(words) if not word.plain}.union(heads)
    own = [each for each in telling.difference(heads) if _is_own(words, each, telling)]
    if not own:
        return None
    first, last = min(own), max(own + heads)
    while first and (words[first - 1].base in _HOUSES or words[first - 1].base in _FIRST):
        first -= 1
    why = f"named like an organisation: {words[heads[-1]].base}"
    return _Name(words[first].start, words[first : last + 1], Risk.ORGANISATION, why)


def _is_own(words: Sequence[_Word], place: int, telling: set[int]) -> bool:
    """Tell whether a word is an organisation's own, also where each sentence begins with a capital.

    There the next word tells: it has a capital that the sentence does not give it.
    """
    if not words[place].opens or place + 1 in telling:
        return True
    return place + 1 < len(words) and not words[place + 1].opens


def _street(text: str, words: Sequence[_Word]) -> _Name | None:
    ends = [place for place, word in enumerate(words) if word.base in _STREETS and place]
    if not ends:
        return None
    words = words[: ends[-1] + 1]
    own = [place for place, word in enumerate(words[:-1]) if not word.plain]
    house = _HOUSE.search(text, max(0, words[0].start - 8), words[0].start)
    if not own and not house:
        return None
    first = min(own, default=0)
    while first and words[first - 1].base in _FIRST:
        first -= 1  # “Great Ormond Street”
    start = house.start(1) if house else words[first].start
    return _Name(start, words, Risk.PLACE, f"named like a street or a place: {words[-1].base}")


def _person_or_place(text: str, words: Sequence[_Word], met: Container[str]) -> _Name | None:
    title = next((place for place, word in enumerate(words[:-1]) if word.base in _TITLES), None)
    if title is not None and words[title + 1].base not in {"of", "the", "and"}:
        return _Name(words[title + 1].start, words[title + 1 :], Risk.NAME, _after(text, words[title]))
    telling = [place for place, word in enumerate(words) if _tells(word, met)]
    initials = next(
        (place for place in range(2, len(words)) if _initials(text, words[place - 2 : place])), None
    )
    if initials is not None and initials not in telling:
        telling = sorted([*telling, initials])
    if not telling:
        return None
    first, last = telling[0], telling[-1]
    if (
        first
        and words[first - 1].opens
        and not words[first - 1].plain
        and words[first].base not in given_names()
    ):
        first -= 1  # “Zbigniew Nowak said”: the capital at the beginning belongs to the name after it
    while first and _initials(text, words[first - 1 : first]):
        first -= 1
    while last + 1 < len(words) and _goes_on(text, words[last], words[last + 1]):
        last += 1
    kept = words[first : last + 1]
    if first and words[first - 1].base in _POSTS:
        return _Name(kept[0].start, kept, Risk.NAME, _after(text, words[first - 1]))
    return _Name(kept[0].start, kept, *_kind(text, kept))


def _goes_on(text: str, one: _Word, other: _Word) -> bool:
    """Tell whether a name takes the next word in: a first name does so also with a word like “Green”."""
    if not other.plain:
        return True
    written = text[other.start : other.stop]
    known = other.base in unrevealing() or _ACRONYM.fullmatch(written)
    return one.base in given_names() and not other.opens and not known


def _initials(text: str, words: Sequence[_Word]) -> bool:
    return all(len(word.base) == 1 and text[word.stop : word.stop + 1] == "." for word in words)


def _after(text: str, title: _Word) -> str:
    return f"a title stands before it: {text[title.start : title.stop]}"


def _kind(text: str, words: Sequence[_Word]) -> tuple[Risk, str]:
    """Tell whether words are a person's name or a place's, and why."""
    if any(word.base in given_names() for word in words):
        return Risk.NAME, "a first name"
    if any(word.base in names_and_words() for word in words):
        return Risk.NAME, "a first name, having a capital within a sentence"
    before = _BEFORE.search(text[max(0, words[0].start - 16) : words[0].start])
    if words[-1].base.endswith("shire") or (before and before.group(1) in _WHERE):
        return Risk.PLACE, "a capital within a sentence, where a place is said"
    return Risk.NAME, "a capital within a sentence, and never written small"


def _tells(word: _Word, met: Container[str]) -> bool:
    if word.plain:
        return False
    if not word.opens or word.base in given_names():
        return True
    return word.base in met and word.base not in names_and_words()
