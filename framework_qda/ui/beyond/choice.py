"""A button that says what is chosen, and offers the rest below it; and a line of buttons and fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from framework_qda.ui.elided import in_the_middle
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP

_MOST = 32  # letters


class Choice(QToolButton):
    """`picked(key)` carries what was taken; rows with ticks stay open, and `offers` is asked anew."""

    picked = Signal(str)

    def __init__(
        self, name: str, symbol: str, offers: Callable[[], Sequence[Offer]], parent: QWidget, foot: str = ""
    ) -> None:
        super().__init__(parent, icon=icon(symbol))
        self._name, self._offers, self._foot = name, offers, foot
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say("")
        self.clicked.connect(self.choose)

    @cached_property
    def chooser(self) -> Chooser:
        """What is offered."""
        chooser = Chooser(self)
        chooser.picked.connect(self._take)
        return chooser

    def say(self, words: str) -> None:
        """Say what is chosen."""
        shown = in_the_middle(self, words, _MOST)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(f"{self._name}: {words}" if shown != words else self._name)
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)

    def choose(self) -> None:
        """Offer what can be chosen."""
        self.chooser.open(self, self._name, self._offers(), self._foot)

    def _take(self, key: str) -> None:
        single = any(offer.key == key and offer.ticked is None for offer in self._offers())
        if single:
            self.chooser.close()
        self.picked.emit(key)
        if not single:
            self.chooser.refresh(self._offers())


def tool(symbol: str, name: str, parent: QWidget, text: str = "") -> QToolButton:
    """Make a button with an icon and a name, and words where there is room for them."""
    button = QToolButton(parent, icon=icon(symbol), toolTip=name, accessibleName=name, text=text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def line(*widgets: QWidget | None) -> QHBoxLayout:
    """Set widgets in a line; None takes the room that is left."""
    row = QHBoxLayout(spacing=STEP)
    row.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
