"""The tabs of the matrices: the open one in full, the others cut to the room that is left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget


class MatrixTabs(QTabBar):
    """A tab bar that never scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(lambda _: self._measure_again())

    def tabSizeHint(self, index: int) -> QSize:
        wanted = super().tabSizeHint(index)
        widths = [super(MatrixTabs, self).tabSizeHint(n).width() for n in range(self.count())]
        current = widths[self.currentIndex()] if self.count() else 0
        others = sum(widths) - current
        room = self.width() - current
        if index != self.currentIndex() and others > room > 0:
            wanted.setWidth(wanted.width() * room // others)
        return wanted

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(min(self.tabSizeHint(index).width(), 40), self.tabSizeHint(index).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure_again()

    def _measure_again(self) -> None:
        # Qt measures tabs anew only when one of them changes.
        self.setIconSize(self.iconSize() + QSize(1, 0))
        self.setIconSize(self.iconSize() - QSize(1, 0))
