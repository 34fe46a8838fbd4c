"""Tell which words a study writes small: what is written small somewhere is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SMALL = re.compile(r"(?<!\w)(?<!\w[’'-])[a-zß-öø-ÿ]\w+(?:[’'-][^\W_]\w*)*")
_MOST = 3_000_000  # characters: after so many, hardly a common word is new


def written_small(texts: Iterable[str]) -> frozenset[str]:
    """Collect the words that begin with a small letter somewhere in the first texts."""
    found, read = set[str](), 0
    for text in texts:
        found.update(_SMALL.findall(text.replace("’", "'")))
        read += len(text)
        if read > _MOST:
            break
    return frozenset(found)
