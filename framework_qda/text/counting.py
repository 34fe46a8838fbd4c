"""Say how many, in the singular and in the plural."""

from __future__ import annotations


def counted(count: int, one: str, many: str) -> str:
    """Give the words for one, or those for another number with the number in the place of `%d`."""
    return one if count == 1 else many % count
