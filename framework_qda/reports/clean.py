"""Take out of a text what no document can hold."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n?")
# Control characters but tab and line feed, halves of surrogate pairs, and the two that XML forbids.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Keep letters, tabs and line feeds; other line ends become line feeds."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def label(text: object) -> str:
    """Make a name fit one line."""
    return " ".join(clean(str(text)).split())
