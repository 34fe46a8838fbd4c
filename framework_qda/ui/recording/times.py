"""Write and read times of a recording as a person types them."""

from __future__ import annotations

import re

from framework_qda.text.transcript import clock

_TYPED = re.compile(r"\s*(?:(?:(\d+):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*")


def fine_clock(milliseconds: int) -> str:
    """Write a time to the tenth of a second: 00:14:05.3."""
    tenths = (milliseconds + 50) // 100
    return f"{clock(tenths * 100)}.{tenths % 10}"


def time_typed(text: str) -> int | None:
    """Read 1:14:05.3, 14:05 or 845 as milliseconds; None where it is no time."""
    match = _TYPED.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, part = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole * 1000 + int(f"{part or '0':0<3}")
