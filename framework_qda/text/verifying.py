"""Tell whether a quotation is what was said."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, NamedTuple

from framework_qda.text.quoting import has_edits, spoken
from framework_qda.text.wording import changes, evened, same


class Verdict(StrEnum):
    """How far a quotation is what was said."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    CHANGED = "source changed since"


class Step(NamedTuple):
    """Words that two texts share, or that one of them alone has."""

    kind: Literal["same", "gone", "come"]
    words: str


class Check(NamedTuple):
    """A verdict; what differs, and how alike the two are from 0 to 100, where anything does."""

    verdict: Verdict
    difference: tuple[Step, ...] = ()
    score: float = 100.0


NOT_HEARD = "from notes, not checked by ear"
AS_IN_THE_NOTES = "as in the notes, not checked by ear"
VERBATIM, EDITED = Check(Verdict.VERBATIM), Check(Verdict.EDITED)
NOT_FOUND = Check(Verdict.NOT_FOUND, (), 0.0)


def verify(markup: str, words: str, now: str | None, text: str = "") -> Check:
    """Hold a quotation against the words as quoted, and these against the passage's words of today.

    `now` is None where the passage is gone or lost: then the words are looked for in the interview's text.
    """
    said = spoken(markup)
    if now is None and not (_stands(words, text) or _stands(said, text)):
        return NOT_FOUND
    if now is not None and not same(words, now):
        return _differing(Verdict.CHANGED, words, now)
    if not same(said, words):
        return _differing(Verdict.DIFFERS, words, said)
    return EDITED if has_edits(markup) else VERBATIM


def told(verdict: Verdict, *, unheard: bool) -> str:
    """Say a verdict in words; what is from notes that nobody compared with a recording is not verbatim."""
    if not unheard:
        return str(verdict)
    return AS_IN_THE_NOTES if verdict is Verdict.VERBATIM else f"{verdict}, {NOT_HEARD}"


def _stands(words: str, text: str) -> bool:
    return bool(words.strip()) and (words in text or evened(words) in evened(text))


def _differing(verdict: Verdict, old: str, new: str) -> Check:
    from rapidfuzz.fuzz import ratio

    return Check(verdict, word_difference(old, new), ratio(evened(old), evened(new)))


def word_difference(old: str, new: str) -> tuple[Step, ...]:
    """Give what is the same, gone and come, whole words at a time, the same as in the new text."""
    return tuple(step for step in _steps(old.strip(), new.strip()) if step.words)


def _steps(old: str, new: str) -> Iterator[Step]:
    place = 0
    for change in changes(old, new):
        if change.read:
            yield Step("same", new[place : change.new_start])
            yield Step("gone", old[change.start : change.stop])
            yield Step("come", new[change.new_start : change.new_stop])
            place = change.new_stop
    yield Step("same", new[place:])
