"""The tabs of the matrices: in full where there is room, else cut in the middle, and scrolled past that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

_LETTERS = 12  # of a name that stay readable however little room there is


class MatrixTabs(QTabBar):
    """A tab bar in which the open matrix has its whole name; the others share the room that is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentChanged.connect(lambda _: self._measure_again())

    def tabSizeHint(self, index: int) -> QSize:
        wanted = super().tabSizeHint(index)
        widths = [super(MatrixTabs, self).tabSizeHint(n).width() for n in range(self.count())]
        current = widths[self.currentIndex()] if self.count() else 0
        others = sum(widths) - current
        room = self.width() - current
        if index != self.currentIndex() and others > room:
            share = wanted.width() * max(0, room) // others
            wanted.setWidth(max(share, min(wanted.width(), self._least(index, wanted.width()))))
        return wanted

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)  # Qt would cut to a letter or two before it scrolls

    def _least(self, index: int, whole: int) -> int:
        letters = self.fontMetrics().horizontalAdvance(self.tabText(index))
        return whole - letters + self.fontMetrics().averageCharWidth() * _LETTERS

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure_again()

    def _measure_again(self) -> None:
        # Qt measures tabs anew only when one of them changes.
        self.setIconSize(self.iconSize() + QSize(1, 0))
        self.setIconSize(self.iconSize() - QSize(1, 0))
