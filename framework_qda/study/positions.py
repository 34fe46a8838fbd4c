"""Place siblings in a new order, moving as few of them as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def positions(places: Sequence[float | None]) -> list[float]:
    """Give rising positions for siblings in their new order, from those they had; None for new ones.

    As many as can be stay where they were. Where numbers between two have run out, all are numbered anew.
    """
    found = list[float]()
    anchors = [-1, *_rising(places), len(places)]
    for one, other in pairwise(anchors):
        low = places[one] if one >= 0 else None
        high = places[other] if other < len(places) else None
        found += _between(low, high, other - one - 1)
        if high is not None:
            found.append(high)
    if all(one < other for one, other in pairwise(found)):
        return found
    return [float(number) for number in range(1, len(places) + 1)]


def _between(low: float | None, high: float | None, count: int) -> list[float]:
    """Give so many numbers between two, None being without end."""
    if low is None and high is None:
        low = 0.0
    if high is None:
        return [(low or 0.0) + number for number in range(1, count + 1)]
    if low is None:
        return [high - count + number for number in range(count)]
    return [low + (high - low) * number / (count + 1) for number in range(1, count + 1)]


def _rising(places: Sequence[float | None]) -> list[int]:
    """Choose the most indices whose places rise: the longest increasing subsequence, by patience sorting."""
    ends, piles, before = list[float](), list[int](), dict[int, int | None]()
    for index, place in enumerate(places):
        if place is None:
            continue
        pile = bisect_left(ends, place)
        before[index] = piles[pile - 1] if pile else None
        ends[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [index]
    chain, last = list[int](), piles[-1] if piles else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]
