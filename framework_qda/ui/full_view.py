"""Chart one cell with the notes at its left and the evidence at its right, the matrix put away."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from framework_qda.ui import settings

_SIZES = "layout/full"
_NOTES, _CELL = 2, 5  # shares of the width


class FullView(QObject):
    """Arrange the panes of a desk for charting, and put them back as they were."""

    def __init__(self, others: list[QWidget], pair: QSplitter, parent: QObject) -> None:
        super().__init__(parent)
        self._others = others
        self._pair = pair
        self._before: tuple[QByteArray, list[bool], list[bool]] | None = None

    @property
    def shown(self) -> bool:
        return self._before is not None

    def enter(self, cell: QWidget, transcript: QWidget) -> None:
        """Show only the notes and the cell, side by side."""
        if self._before is not None:
            return
        pair = self._pair
        seen = [not pane.isHidden() for pane in (cell, transcript)]
        others = [not pane.isHidden() for pane in self._others]
        self._before = pair.saveState(), seen, others
        for pane in self._others:
            pane.hide()
        pair.setOrientation(Qt.Orientation.Horizontal)
        pair.insertWidget(0, transcript)
        for pane in (pair, cell, transcript):
            pane.show()
        sizes = settings.get(_SIZES)
        if not sizes or not pair.restoreState(sizes):
            pair.setSizes([100 * _NOTES, 100 * _CELL])

    def leave(self, cell: QWidget, transcript: QWidget) -> None:
        """Put everything back."""
        if self._before is None:
            return
        settings.put(_SIZES, self._pair.saveState())
        (state, seen, others), self._before = self._before, None
        self._pair.insertWidget(0, cell)
        self._pair.setOrientation(Qt.Orientation.Vertical)
        self._pair.restoreState(state)
        for pane, shown in zip((cell, transcript), seen, strict=True):
            pane.setVisible(shown)
        for pane, shown in zip(self._others, others, strict=True):
            pane.setVisible(shown)
        self._pair.setVisible(any(seen))
