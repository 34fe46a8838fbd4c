"""Compare texts word by word, as they are read: typography is evened out, every letter counts.

Kinds of quotation marks and of dashes, ways to write a pause, soft hyphens, how an accent is coded and white
space make no difference, but for the space that parts two words; capitals, accents and punctuation do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# A speaker's pause: an ellipsis, or three dots and more.
PAUSE = re.compile(r"\.*…[.…]*|\.{3,}")
_UNREAD = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE = {'"': "“”„«»‟″＂", "'": "‘’‚‛‹›′`´ʼ", "-": "‐‑‒–—―−⸺"}
_KINDS = str.maketrans(
    {each: plain for plain, kinds in _ALIKE.items() for each in kinds} | dict.fromkeys(_UNREAD)
)
_SIGN = r"[!-/:-@\[-\^`{-~¡-©«¬®-±´¶-¸»¿‐-⁞]"
_LETTERS = rf"[\w\u0300-\u036f{_UNREAD}]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’‘ʼ`´]{_LETTERS})*|\s*(?:{PAUSE.pattern}|{_SIGN})\s*|\s+|\S")
_BY_SIGN = re.compile(rf"\s*({_SIGN})\s*")


class Change(NamedTuple):
    """Characters of an old text, and those of a new one that stand in their place."""

    start: int
    stop: int
    new_start: int
    new_stop: int
    read: bool = True  # whether a reader would notice, or only the typography differs


@lru_cache(maxsize=16)  # an interview's whole text is evened out once for all the quotations looked up in it
def evened(text: str) -> str:
    """Even out what makes no other word of one, white space at the ends included."""
    plain = PAUSE.sub("…", unicodedata.normalize("NFC", text).translate(_KINDS))
    return " ".join(_BY_SIGN.sub(r"\1", plain).split())


def same(one: str, other: str) -> bool:
    """Tell whether two texts have the same words."""
    return one == other or evened(one) == evened(other)


def as_read(words: str) -> str:
    """Give a regular expression for the same words, in any typography but with soft hyphens."""
    return "".join(map(_letter, evened(words))).removeprefix(r"\s*").removesuffix(r"\s*")


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    if letter == "…":
        return rf"\s*(?:{PAUSE.pattern})\s*"
    if kinds := _ALIKE.get(letter):
        return rf"\s*[{letter}{kinds}]\s*"
    return rf"\s*{re.escape(letter)}\s*" if _BY_SIGN.match(letter) else re.escape(letter)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Give what stands in the place of what, whole words at a time, in order.

    Changes with only white space between them are one. Differences of typography are given too, not `read`.
    """
    return tuple(_joined(_changes(old, new), old, new))


def _changes(old: str, new: str) -> Iterator[Change]:
    from rapidfuzz.distance import Indel

    before, after = _Tokens(old), _Tokens(new)
    for step in Indel.opcodes(before.keys, after.keys):
        if step.tag != "equal":
            yield Change(
                before.places[step.src_start],
                before.places[step.src_end],
                after.places[step.dest_start],
                after.places[step.dest_end],
            )
            continue
        for one, other in zip(
            range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
        ):
            change = Change(*before.places[one : one + 2], *after.places[other : other + 2], read=False)
            if old[change.start : change.stop] != new[change.new_start : change.new_stop]:
                yield change


class _Tokens:
    """The words, signs and white space of a text: how each reads, and where each begins and the last ends."""

    def __init__(self, text: str) -> None:
        found = _TOKEN.findall(text)
        self.keys = [evened.__wrapped__(token) or " " for token in found]
        self.places = [0]
        for token in found:
            self.places.append(self.places[-1] + len(token))


def _joined(found: Iterator[Change], old: str, new: str) -> Iterator[Change]:
    held: Change | None = None
    for change in found:
        if held and _beside(held, change, old, new):
            held = Change(held.start, change.stop, held.new_start, change.new_stop, held.read or change.read)
            continue
        if held:
            yield held
        held = change
    if held:
        yield held


def _beside(one: Change, other: Change, old: str, new: str) -> bool:
    if one.stop == other.start and one.new_stop == other.new_start:
        return one.read == other.read
    between = old[one.stop : other.start] + new[one.new_stop : other.new_start]
    return one.read and other.read and not between.strip()
