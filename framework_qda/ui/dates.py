"""Write dates and times as people read them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache


@cache  # asked for every row that is painted
def short_date(iso: str) -> str:
    """Write an ISO date as 28 Feb 2012; anything else as it stands."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%b %Y}"


def local_time(iso: str) -> str:
    """Write a moment in UTC, ISO 8601, as local date and time: 28 Feb 2012, 14:05."""
    moment = datetime.fromisoformat(iso).astimezone()
    return f"{moment.day} {moment:%b %Y, %H:%M}"
