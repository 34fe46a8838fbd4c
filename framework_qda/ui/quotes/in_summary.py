"""Tell what somebody points at in a summary that is being written: a link, or words of the speaker."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QTextBlock

from framework_qda.study.model import CellKey, PassageId
from framework_qda.tasks.taking import Wanted
from framework_qda.text.summary import Kind
from framework_qda.ui.cell.links import links_in
from framework_qda.ui.cell.rich_summary import kind_of
from framework_qda.ui.cell.summary_edit import SummaryEdit

_LINE = "\u2029"


def wanted_in(edit: SummaryEdit, cell: CellKey | None) -> Wanted | None:
    """Give the passages that the words at the cursor are linked to, else the words themselves."""
    cursor = edit.textCursor()
    if cursor.hasSelection():
        links, words = links_in(cursor), cursor.selectedText().replace(_LINE, "\n").strip()
    else:
        link = edit.link_here()
        links, words = list(link.links) if link else [], _own_words(cursor.block(), cursor.position())
    passages = tuple(PassageId(each) for each in links if "/" not in each)
    if passages:
        return Wanted(passages, cell=cell, ask=len(passages) > 1)
    return Wanted(words=((cell[0], words),), cell=cell) if cell and words else None


def _own_words(block: QTextBlock, position: int) -> str:
    """Give the speaker's own words that a position stands in or at the edge of."""
    place, text = position - block.position(), block.text()
    for own, pieces in groupby(block.textFormats(), lambda piece: kind_of(piece.format) is Kind.OWN_WORDS):
        stretch = list(pieces)
        start, stop = stretch[0].start, stretch[-1].start + stretch[-1].length
        if own and start <= place <= stop:
            # Places of Qt count halves of letters beyond the first plane.
            halves = text.encode("utf-16-le")[2 * start : 2 * stop]
            return halves.decode("utf-16-le", "ignore").strip()
    return ""
