"""Remember the cells that were left by a jump, to go back and forth between them."""

from __future__ import annotations

from framework_qda.study.model import CellKey

_LONGEST = 200


class Trail:
    """Where the reader has been; a step to a neighbour is no jump and leaves no mark."""

    def __init__(self) -> None:
        self._before: list[CellKey] = []
        self._after: list[CellKey] = []

    def leave(self, place: CellKey | None) -> None:
        """Mark a place that a jump is about to leave."""
        if place and (not self._before or self._before[-1] != place):
            self._before = [*self._before[-_LONGEST:], place]
            self._after.clear()

    def back(self, here: CellKey | None) -> CellKey | None:
        """Give the place left last; None at the beginning."""
        return _step(self._before, self._after, here)

    def forward(self, here: CellKey | None) -> CellKey | None:
        """Give the place that going back left; None at the end."""
        return _step(self._after, self._before, here)


def _step(source: list[CellKey], target: list[CellKey], here: CellKey | None) -> CellKey | None:
    if not source:
        return None
    if here:
        target.append(here)
    return source.pop()
