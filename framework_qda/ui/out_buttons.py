"""The two ways out of a view, beside its tabs: export, and print."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP


class OutButtons(QWidget):
    """Ask to export or to print what is on show."""

    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.export = self._button("export", self.tr("Export this view"), "Ctrl+E")
        self.print = self._button("printer", self.tr("Print"), "Ctrl+P")
        self.export.clicked.connect(self.export_wanted)
        self.print.clicked.connect(self.print_wanted)
        row = QHBoxLayout(self, spacing=STEP)
        row.setContentsMargins(0, 0, 2 * STEP, 0)
        row.addWidget(self.export)
        row.addWidget(self.print)

    def beside(self, tabs: QTabBar) -> QHBoxLayout:
        """Give a line of tabs with the buttons at its end."""
        line = QHBoxLayout(spacing=0)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(tabs, 1)
        line.addWidget(self)
        return line

    def _button(self, symbol: str, name: str, keys: str) -> QToolButton:
        return QToolButton(self, icon=icon(symbol), toolTip=f"{name}  {keys}", accessibleName=name)
