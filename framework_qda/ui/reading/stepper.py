"""Choose what is read, by its name or one step on and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from framework_qda.ui.filtering.chooser import Chooser, Offer
from framework_qda.ui.icons import icon

_LARGER = 1.35


class Stepper(QWidget):
    """The title of what is read as a button that offers all others, between a step back and a step on."""

    picked = Signal(str)
    stepped = Signal(int)

    def __init__(
        self, what: str, offers: Callable[[], Sequence[Offer]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._what, self._offers = what, offers
        self.current: Callable[[], str] = str  # the key of what is read
        self.title = QToolButton(toolTip=what)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title.clicked.connect(self.choose)
        row = QHBoxLayout(self, spacing=0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._step("caret-left", self.tr("Previous"), "Ctrl+PgUp", -1))
        row.addWidget(self.title)
        row.addWidget(self._step("caret-right", self.tr("Next"), "Ctrl+PgDown", 1))
        row.addStretch(1)
        self._dress()

    def _step(self, symbol: str, name: str, keys: str, step: int) -> QToolButton:
        button = QToolButton(icon=icon(symbol), accessibleName=name, toolTip=f"{name}  {keys}")
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def _dress(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)

    def show_title(self, title: str) -> None:
        """Say what is read."""
        self.title.setText(f"{title} ▾")
        self.title.setAccessibleName(f"{self._what}: {title}")

    @cached_property
    def chooser(self) -> Chooser:
        """All that can be read."""
        chooser = Chooser(self)
        chooser.picked.connect(self._picked)
        return chooser

    def choose(self) -> None:
        """Offer all that can be read."""
        offers, here = self._offers(), self.current()
        self.chooser.open(self.title, self._what, offers)
        place = next((n for n, offer in enumerate(offers) if offer.key == here), 0)
        self.chooser.list.setCurrentIndex(self.chooser.model.index(place))

    def _picked(self, key: str) -> None:
        self.chooser.close()
        self.picked.emit(key)
