"""Make elements of OpenDocument: paragraphs, runs, bookmarks, tables."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # lxml's only name for it

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _OASIS + "office:1.0",
    "style": _OASIS + "style:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "draw": _OASIS + "drawing:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_SPACES = re.compile(r"(\t|\n|  +|^ | $)")


def name(tag: str) -> str:
    """Give the full name of “text:p” and its like."""
    prefix, _, local = tag.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def add(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    """Append an element."""
    return etree.SubElement(parent, name(tag), {name(key): text for key, text in (attributes or {}).items()})


def paragraph(parent: Element, style: str, words: str = "", *, level: int = 0) -> Element:
    """Append a paragraph, or a heading of a level."""
    given = {"text:style-name": style}
    made = add(
        parent, "text:h" if level else "text:p", given | ({"text:outline-level": str(level)} if level else {})
    )
    write(made, words)
    return made


def span(parent: Element, words: str, style: str = "") -> None:
    """Append words of a style."""
    write(add(parent, "text:span", {"text:style-name": style}) if style else parent, words)


def write(parent: Element, words: str) -> None:
    """Append plain words: white space that counts is elements."""
    for part in _SPACES.split(words):
        if part == "\t":
            add(parent, "text:tab")
        elif part == "\n":
            add(parent, "text:line-break")
        elif part and not part.strip(" "):
            add(parent, "text:s", {"text:c": str(len(part))})
        elif part and len(parent):
            parent[-1].tail = (parent[-1].tail or "") + part
        elif part:
            parent.text = (parent.text or "") + part


@contextmanager
def bookmarked(parent: Element, *names: str) -> Generator[None]:
    """Append bookmarks about what is appended inside."""
    for key in names:
        add(parent, "text:bookmark-start", {"text:name": key})
    yield
    for key in names:
        add(parent, "text:bookmark-end", {"text:name": key})


class Tables:
    """Makes tables; the widths of their columns are styles of the document."""

    def __init__(self, styles: Element) -> None:
        self._styles = styles
        self._widths: dict[int, str] = {}
        self._count = 0

    def begin(self, parent: Element, widths: Sequence[float]) -> Element:
        """Append a table without rows; `widths` are shares."""
        self._count += 1
        made = add(parent, "table:table", {"table:name": f"T{self._count}", "table:style-name": "Report"})
        for width in widths:
            add(
                made,
                "table:table-column",
                {"table:style-name": self._column(round(1000 * width / sum(widths)))},
            )
        return made

    def _column(self, share: int) -> str:
        if share not in self._widths:
            self._widths[share] = f"Column{share}"
            given = {"style:name": self._widths[share], "style:family": "table-column"}
            style = add(self._styles, "style:style", given)
            add(style, "style:table-column-properties", {"style:rel-column-width": f"{max(share, 1)}*"})
        return self._widths[share]


def row(table: Element, *, head: bool = False, whole: bool = True) -> Element:
    """Append a row; a head is repeated on each page."""
    into = add(table, "table:table-header-rows") if head else table
    return add(into, "table:table-row", {"table:style-name": "Whole" if whole else "Long"})


def cell(into: Element, look: str = "Cell", spanned: int = 1) -> Element:
    """Append a cell that spans columns."""
    given = {"table:style-name": look}
    if spanned > 1:
        given["table:number-columns-spanned"] = str(spanned)
    made = add(into, "table:table-cell", given)
    for _ in range(spanned - 1):
        add(into, "table:covered-table-cell")
    return made


def listed(parent: Element, style: str) -> Element:
    """Append a list without items."""
    return add(parent, "text:list", {"text:style-name": style})


def items(parent: Element, style: str, paragraph_style: str, count: Iterable[object]) -> list[Element]:
    """Append a list with so many empty items and give their paragraphs."""
    made = listed(parent, style)
    return [paragraph(add(made, "text:list-item"), paragraph_style) for _ in count]
