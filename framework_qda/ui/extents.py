"""Say how much of what is on show can be taken out: what a screen gives to exports and to printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from framework_qda.reading.page import Page


class Extent(NamedTuple):
    """So much of a view, in words, and what makes its pages, on any thread.

    `pages(sheets)` makes of each a table where it is for sheets, else what is best read on paper.
    """

    words: str
    pages: Callable[[bool], Sequence[Page]]


def of_page(words: str, make: Callable[[], Page]) -> Extent:
    """Give an extent of one page, which is the same for sheets and on paper."""
    return Extent(words, lambda _sheets: [make()])
