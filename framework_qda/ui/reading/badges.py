"""Name the chips under a cell: short, such as the categories it was placed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from framework_qda.reading.plan import CellKey


@dataclass(frozen=True, slots=True)
class Badge:
    """One chip; a `marked` one is where the cells of a row differ, one with a `sign` waits for somebody."""

    text: str
    marked: bool = False
    sign: str = ""


Badges = Callable[[CellKey], tuple[Badge, ...]]
