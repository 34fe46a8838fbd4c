"""Give the rows that are on show the height of their text, and keep what is read where it is meanwhile."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTableView

from framework_qda.ui.reading.page import Page

_ROUNDS = 4  # until heights on show no longer bring other rows into view


class Heights:
    """Settle the heights of a sheet: exact on show and a screen ahead, guessed everywhere else."""

    def __init__(self, view: QTableView, page: Page) -> None:
        self._view, self._page = view, page
        self._exact: set[int] = set()

    def guess(self) -> None:
        """Guess all heights anew."""
        self._exact.clear()
        header, guesses = self._view.verticalHeader(), self._page.estimates()
        usual = Counter(guesses).most_common(1)[0][0] if guesses else 1
        with QSignalBlocker(header):
            header.setDefaultSectionSize(usual)
            for row, height in enumerate(guesses):
                if height != usual:
                    header.resizeSection(row, height)

    def unsettle(self, row: int) -> None:
        """Measure a row anew when it is next on show."""
        self._exact.discard(row)

    def settle(self, ahead: int) -> bool:
        """Measure the rows on show and so many pixels around them; True if any on show became another."""
        moved = False
        for _ in range(_ROUNDS):
            seen, any_measured = self._measure(ahead)
            moved |= seen
            if not any_measured:
                break
        return moved

    def _measure(self, ahead: int) -> tuple[bool, bool]:
        """Measure once; tell whether a row on show changed its height, and whether any did."""
        view, header = self._view, self._view.verticalHeader()
        bottom, top = view.viewport().height(), max(0, view.rowAt(0))
        anchor = self._anchor(top, bottom)
        held = view.rowViewportPosition(anchor)
        seen = measured = False
        y, row = view.rowViewportPosition(top), top
        while row < header.count() and y < bottom + ahead:
            changed = self._set(row)
            seen, measured = seen or (changed and y < bottom), measured or changed
            y, row = y + header.sectionSize(row), row + 1
        y, row = view.rowViewportPosition(top), top - 1
        while row >= 0 and y > -ahead:
            measured |= self._set(row)
            y, row = y - header.sectionSize(row), row - 1
        if measured:
            self._hold(anchor, held)
        return seen or view.rowViewportPosition(anchor) != held, measured

    def _anchor(self, top: int, bottom: int) -> int:
        """Find the row to keep in place: the first on show whose height is known, else the first."""
        row = top
        while row < self._view.verticalHeader().count() and self._view.rowViewportPosition(row) < bottom:
            if row in self._exact:
                return row
            row += 1
        return top

    def _set(self, row: int) -> bool:
        if row in self._exact:
            return False
        header, height = self._view.verticalHeader(), self._page.height(row)
        self._exact.add(row)
        if header.sectionSize(row) == height:
            return False
        with QSignalBlocker(header):
            header.resizeSection(row, height)
        return True

    def _hold(self, row: int, y: int) -> None:
        """Scroll, without a frame of it, so that a row stands where it stood."""
        header, bar = self._view.verticalHeader(), self._view.verticalScrollBar()
        bar.setRange(0, max(0, header.length() - self._view.viewport().height()))
        with QSignalBlocker(bar):
            bar.setValue(header.sectionPosition(row) - y)
        header.setOffset(bar.value())
