"""Siblings get rising places, and as few of them as can be get another one than they had."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.study.positions import positions

PLACES = st.lists(st.none() | st.floats(-1e6, 1e6), max_size=30)
ORDERS = st.lists(st.none() | st.integers(0, 50).map(float), max_size=30)


@given(PLACES | ORDERS)
def test_places_always_rise(places: list[float | None]) -> None:
    found = positions(places)
    assert len(found) == len(places)
    assert all(one < other for one, other in pairwise(found))


@given(ORDERS)
def test_as_many_as_can_stay_where_they_were(places: list[float | None]) -> None:
    stayed = sum(one == other for one, other in zip(places, positions(places), strict=True))
    assert stayed >= _longest_rise([place for place in places if place is not None])


@given(st.lists(st.floats(-1e6, 1e6), unique=True, max_size=30).map(sorted))
def test_what_is_in_order_stays(places: list[float]) -> None:
    assert positions(places) == places


@given(st.permutations(range(8)), st.integers(0, 8))
def test_one_that_is_put_elsewhere_moves_alone(order: list[int], at: int) -> None:
    there = [float(n) for n in range(8)]
    moved = order[0]
    rest = [n for n in range(8) if n != moved]
    new = [*rest[:at], moved, *rest[at:]]
    found = positions([there[n] for n in new])
    changed = [n for n, place in zip(new, found, strict=True) if place != there[n]]
    assert len(changed) <= 1


def test_numbers_that_ran_out_are_given_anew() -> None:
    low, high = 1.0, 1.0 + 2**-52
    assert positions([low, None, high]) == [1.0, 2.0, 3.0]
    assert positions([]) == [] and positions([None]) == [1.0]
    assert positions([5.0, None, None]) == [5.0, 6.0, 7.0]
    assert positions([None, 5.0]) == [4.0, 5.0]
    assert positions([1.0, None, 2.0]) == [1.0, 1.5, 2.0]


def _longest_rise(numbers: list[float]) -> int:
    """Count the longest strictly rising choice of numbers, in another way than the code does."""
    best = [1] * len(numbers)
    for index, number in enumerate(numbers):
        best[index] += max((best[n] for n in range(index) if numbers[n] < number), default=0)
    ends = list[float]()
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    assert len(ends) == max(best, default=0)
    return max(best, default=0)
