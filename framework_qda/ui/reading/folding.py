"""Fold what stands behind a cell under it: a count, and when it is unfolded the words themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from framework_qda.reading.plan import CellKey
from framework_qda.text.counting import counted

FOLD = "fold"
"""What the line that folds and unfolds is linked to, in the place of a passage."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage: its id, where it stands, and its words."""

    id: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Folded:
    """The passages behind a cell; `quoted` has them where they are unfolded."""

    count: int
    quoted: tuple[Quoted, ...] = ()

    @property
    def title(self) -> str:
        """Say how many, and whether they are unfolded."""
        one = QCoreApplication.translate("reading", "1 passage")
        many = QCoreApplication.translate("reading", "%d passages")
        return f"{'▾' if self.quoted else '▸'} {counted(self.count, one, many)}"


Behind = Callable[[CellKey], Folded]
