"""Find and make the links of a summary in its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from framework_qda.ui.cell.rich_summary import LINKS, links_of

Links = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Linked letters: positions in the document (UTF-16) and the passages they are linked to."""

    start: int
    end: int
    links: Links


def stretches(block: QTextBlock) -> Iterator[Stretch]:
    """Give the linked stretches of a block, whatever kinds and weights they are of."""
    pieces = [
        (block.position() + piece.start, piece.length, links_of(piece.format))
        for piece in block.textFormats()
        if piece.length
    ]
    for links, same in groupby(pieces, key=lambda piece: piece[2]):
        stretch = list(same)
        if links:
            yield Stretch(stretch[0][0], stretch[-1][0] + stretch[-1][1], links)


def link_around(document: QTextDocument, position: int) -> Stretch | None:
    """Give the linked stretch a position stands in or at the edge of."""
    found = (s for s in stretches(document.findBlock(position)) if s.start <= position <= s.end)
    return max(found, key=lambda s: s.start <= position < s.end, default=None)


def inside_link(document: QTextDocument, position: int) -> Stretch | None:
    """Give the linked stretch that has letters on both sides of a position."""
    found = link_around(document, position)
    return found if found and found.start < position < found.end else None


def links_in(cursor: QTextCursor) -> list[str]:
    """List the passages that what is selected is linked to, each once."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block, found = cursor.document().findBlock(start), list[str]()
    while block.isValid() and block.position() < end:
        for stretch in stretches(block):
            if stretch.start < end and stretch.end > start:
                found += stretch.links
        block = block.next()
    return list(dict.fromkeys(found))


def link_format(links: Links) -> QTextCharFormat:
    """Give a format that says what is linked and nothing else."""
    style = QTextCharFormat()
    style.setProperty(LINKS, ",".join(links))
    return style
