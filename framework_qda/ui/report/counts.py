"""Count the words of a draft, of the section of the caret and of what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from framework_qda.study.authoring import Block, BlockKind
from framework_qda.text import drafting


@lru_cache(maxsize=1 << 14)
def _counted(markup: str) -> int:
    return drafting.words(markup)


def words_of(blocks: Iterable[Block]) -> int:
    """Count the words a reader will see in the text; what objects show is not counted."""
    return sum(_counted(each.text) for each in blocks if each.text and each.kind is not BlockKind.NOTE)


def words_in(text: str) -> int:
    """Count the words of plain text."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
