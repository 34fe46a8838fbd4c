"""Tell whoever waits how far long work has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Be called between steps; raise `Cancelled` from here to leave the work undone."""

    def __call__(self, done: int, total: int, words: str, /) -> None: ...


def silent(_done: int, _total: int, _words: str, /) -> None:
    """Tell nobody."""
