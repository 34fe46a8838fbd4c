"""Name one thing that can be chosen from a list under a button."""

from __future__ import annotations

from typing import NamedTuple

KEEP = "keep"  # stands for keeping what is on show under the name that is typed


class Offer(NamedTuple):
    """One row: what it stands for, its name, a note at its right, and whether it is ticked, if it can be.

    One that is `partly` ticked holds of some of what it is asked of. A `whole` stands for several other rows;
    of names that fit as well as its own it comes last.
    """

    key: str
    text: str
    note: str = ""
    ticked: bool | None = None
    whole: bool = False
    partly: bool = False
