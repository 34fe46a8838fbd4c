"""The buttons at the foot of a cell: its history, what stands beside it, and the cells around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt

from framework_qda.ui.cell.fitting_row import FittingRow

FULL_KEYS = "F10"


class Foot(FittingRow):
    """Ask for what belongs to a cell; `steps` are what the keys do that lead to the cells around it."""

    def __init__(self, steps: Mapping[str, Callable[[], None]]) -> None:
        super().__init__([Qt.ToolButtonStyle.ToolButtonTextBesideIcon])
        self.history_button = self.add(
            self.tr("History"), "clock-counter-clockwise", self.tr("What this cell held before")
        )
        self.history_button.setCheckable(True)
        self.notes_button = self.add(self.tr("Notes"), "article", self.tr("The interview's text"))
        self.full_button = self.add(
            self.tr("Wide"),
            "arrows-out",
            self.tr("Notes, summary and evidence side by side, and back"),
            FULL_KEYS,
        )
        self.gap(1)
        for symbol, name, keys in (
            ("caret-up", self.tr("Previous interview"), "Alt+Up"),
            ("caret-down", self.tr("Next interview"), "Alt+Down"),
            ("caret-left", self.tr("Previous sub-topic"), "Alt+Left"),
            ("caret-right", self.tr("Next sub-topic"), "Alt+Right"),
        ):
            self.add(name, symbol, name, keys, worded=False).clicked.connect(steps[keys])
