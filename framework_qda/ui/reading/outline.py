"""A slim outline of the headings of a plan, at the edge of the page."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from framework_qda.reading.plan import Plan
from framework_qda.ui.theme import STEP

_LETTERS, _NARROW = 22, 2
_ROW = Qt.ItemDataRole.UserRole


class Outline(QListWidget):
    """The headings of the first level, the one that is read marked; `jumped(row)` asks for another.

    Where it is narrow, only their numbers have room; their names are shown when they are pointed at.
    """

    jumped = Signal(int)
    _narrow = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Outline"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._jump)
        self.itemActivated.connect(self._jump)
        self.set_narrow(False)

    def show_plan(self, plan: Plan) -> None:
        """List the headings of a plan."""
        with QSignalBlocker(self):
            self.clear()
            for row, line in enumerate(plan.lines):
                if line.level == 1:
                    item = QListWidgetItem(self._shown(line.title))
                    item.setData(_ROW, row)
                    item.setSizeHint(QSize(0, self.fontMetrics().height() + 3 * STEP))
                    item.setToolTip(line.title)
                    self.addItem(item)

    def show_place(self, row: int) -> None:
        """Mark the heading under which a row stands."""
        starts = [self.item(n).data(_ROW) for n in range(self.count())]
        place = max((n for n, start in enumerate(starts) if start <= row), default=0)
        if place != self.currentRow() and self.count():
            with QSignalBlocker(self):
                self.setCurrentRow(place)

    def set_narrow(self, narrow: bool) -> None:
        """Take room for names, or for numbers alone."""
        self._narrow = narrow
        for n in range(self.count()):
            self.item(n).setText(self._shown(self.item(n).toolTip()))
        letters = _NARROW if narrow else _LETTERS
        self.setFixedWidth(letters * self.fontMetrics().averageCharWidth() + 6 * STEP)

    def _shown(self, title: str) -> str:
        return title.split(maxsplit=1)[0] if self._narrow else title

    def _jump(self, item: QListWidgetItem) -> None:
        self.jumped.emit(item.data(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._jump(self.currentItem())
        else:
            super().keyPressEvent(event)
