"""Words that somebody may have said, and what an author may do with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from framework_qda.text.quoting import cut, insert, plain, replace

_WORDS = st.sampled_from(
    [
        "we",
        "We",
        "see",
        "Mary Smith",
        "every",
        "day",
        "the",
        "ward’s",
        "midwives",
        "don't",
        "café",
        "P2",
        "{",
        "\\",
        "x>y",
    ]
)
_AFTER = st.sampled_from([" ", " ", " ", " ", ", ", ". ", "… ", "... ", " – ", "\n", "? ", "” "])
speech = st.lists(st.tuples(_WORDS, _AFTER), min_size=1, max_size=25).map(
    lambda said: "".join(word + after for word, after in said).strip()
)
roles = st.sampled_from(["named nurse", "midwives", "s", "a } b", "-x-", "P{"])


class Edit(NamedTuple):
    """Something done to the words spoken; an insertion uses `start` alone."""

    how: str
    start: int
    stop: int
    put: str

    def done(self, markup: str) -> str:
        if self.how == "cut":
            return cut(markup, self.start, self.stop)
        if self.how == "insert":
            return insert(markup, self.start, self.put)
        return replace(markup, self.start, self.stop, self.put)


@st.composite
def edits_of(draw: st.DrawFn, words: str) -> Edit:
    """Draw an edit of words."""
    start = draw(st.integers(0, len(words)))
    stop = draw(st.integers(start, len(words)))
    return Edit(draw(st.sampled_from(["cut", "insert", "replace"])), start, stop, draw(roles))


def done(words: str, edits: Sequence[Edit]) -> str:
    """Make edits one after the other."""
    markup = plain(words)
    for edit in edits:
        markup = edit.done(markup)
    return markup


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Draw words, and any mix of edits of them."""
    words = draw(speech)
    return words, draw(st.lists(edits_of(words), max_size=6))
