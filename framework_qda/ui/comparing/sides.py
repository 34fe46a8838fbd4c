"""The line of things that stand side by side: add by typing, take away, and change their order."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from framework_qda.study.model import Thing
from framework_qda.ui.comparing.comparison import MOST, Comparison
from framework_qda.ui.comparing.offers import key_of, pair_offers, thing_offers, titles_of, with_picked
from framework_qda.ui.comparing.side_chip import SideChip
from framework_qda.ui.filtering.chooser import Chooser, Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class Sides(QWidget):
    """Show the things of a comparison as chips; `wanted(comparison)` carries what they were changed to.

    `left` tells that a choice is made and the keyboard may go to what is shown.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._now = Comparison()
        self._chips: dict[Thing | None, SideChip] = {}
        self._replaced: Thing | None = None  # in whose place the next pick goes
        self.add_button = self._button("plus", self.tr("Add"), self.tr("Add to what stands side by side"))
        self.clear_button = self._button("x", "", self.tr("Take all away"))
        self.setAccessibleName(self.tr("Side by side"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self, spacing=STEP)
        self._line.setContentsMargins(0, 0, 0, 0)
        for button in (self.add_button, self.clear_button):
            self._line.addWidget(button)
        self._line.addStretch(1)
        self.add_button.clicked.connect(self.add)
        self.clear_button.clicked.connect(self.clear)

    def _button(self, symbol: str, text: str, name: str) -> QToolButton:
        button = QToolButton(self, icon=icon(symbol), text=text, toolTip=name, accessibleName=name)
        if text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    @cached_property
    def chooser(self) -> Chooser:
        """What can be added."""
        chooser = Chooser(self)
        chooser.picked.connect(self._picked)
        return chooser

    @property
    def chips(self) -> list[SideChip]:
        """The chips, from the left."""
        return list(self._chips.values())

    # Showing ----------------------------------------------------------------------------------------

    def show_comparison(self, now: Comparison) -> None:
        """Show the things of a comparison; one that has been deleted is left out until it is back."""
        self._now = now
        wanted = self._titles()
        held = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        before, kept = self._chips, dict[Thing | None, SideChip]()
        for thing, title in wanted.items():
            old = before.get(thing)
            kept[thing] = old if old and old.text() == title else self._chip(thing, title)
        self._chips = kept
        for chip in set(before.values()) - set(kept.values()):
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._order()
        if held >= 0 and not any(chip.hasFocus() for chip in self.chips):
            (self.chips[min(held, len(self.chips) - 1)] if self.chips else self.add_button).setFocus()
        self.clear_button.setVisible(not now.empty)

    def _titles(self) -> dict[Thing | None, str]:
        study, now = self._studio.study, self._now
        if now.paired:
            field = study.field(now.paired)
            return {None: self.tr("%s, in pairs within every area") % field.name} if field else {}
        return {**titles_of(study, now.things)}

    def _chip(self, thing: Thing | None, title: str) -> SideChip:
        chip = SideChip(title, self, movable=thing is not None)
        chip.setAccessibleName(title)
        chip.removed.connect(lambda: self._remove(thing))
        chip.clicked.connect(lambda: self._replace(thing, chip))
        if thing is not None:
            chip.stepped.connect(lambda step: self.step(thing, step))
            chip.dragged_to.connect(lambda x: self._drag(thing, x))
        return chip

    def _order(self) -> None:
        for n, chip in enumerate(self.chips):
            if self._line.indexOf(chip) != 1 + n:
                self._line.insertWidget(1 + n, chip)
            chip.show()
            QWidget.setTabOrder(self.chips[n - 1] if n else self.add_button, chip)

    # Changing ---------------------------------------------------------------------------------------

    @property
    def _here(self) -> Comparison:
        """What is on show, without what has been deleted."""
        if self._now.paired:
            return self._now
        return self._now._replace(things=tuple(thing for thing in self._now.things if thing in self._chips))

    def _say(self, comparison: Comparison) -> None:
        if comparison != self._here:
            self.wanted.emit(comparison)

    def add(self) -> None:
        """Offer what can stand beside what does so already."""
        self._replaced = None
        self._open(self.add_button, self.tr("An area, interview, group or sub-topic"))

    def pair(self) -> None:
        """Offer the pairs there can be within every area."""
        self._replaced = None
        offers = pair_offers(self._studio.study)
        none = self.tr("Pairs need an attribute of interviews or participants with two to six values.")
        self.chooser.open(
            self.add_button, self.tr("In pairs within every area"), offers, "" if offers else none
        )

    def _replace(self, thing: Thing | None, chip: SideChip) -> None:
        self._replaced = thing
        self._open(chip, self.tr("Instead of “%s”") % chip.text())

    def _open(self, below: QWidget, title: str) -> None:
        self.chooser.open(below, title, self._offers(), self._foot())

    def _others(self) -> Comparison:
        """What stays while one thing is replaced."""
        old = self._replaced
        return self._here.toggled(old) if old and old in self._here.things else self._here

    def _offers(self) -> list[Offer]:
        if self._replaced is None:
            return thing_offers(self._studio.study, self._here)
        offers = thing_offers(self._studio.study, self._others())
        return [offer._replace(ticked=None) for offer in offers if not offer.ticked]

    def _foot(self) -> str:
        if self._replaced is not None:
            return ""
        if len(self._here.things) >= MOST and not self._here.paired:
            return self.tr("Six stand side by side; take a tick off to add another.")
        return self.tr("Ctrl+Enter ticks several · Enter closes")

    def _picked(self, key: str) -> None:
        if any(each.key == key and each.ticked is None for each in self._offers()):
            self.chooser.close()
        after = with_picked(self._studio.study, self._others(), key)
        if self._replaced and self._replaced in self._here.things:
            place = self._here.things.index(self._replaced)
            added = next((thing for thing in after.things if key_of(thing) == key), None)
            after = after.moved(added, place) if added else after
        self._say(after)
        if not self.chooser.isVisible():
            self.left.emit()
        else:
            self.chooser.foot.setText(self._foot())
            self.chooser.refresh(self._offers())

    def _remove(self, thing: Thing | None) -> None:
        self._say(self._here.toggled(thing) if thing else self._here._replace(paired=None))

    def clear(self) -> None:
        """Take everything away."""
        self._say(self._here._replace(things=(), paired=None))
        self.add_button.setFocus()

    def step(self, thing: Thing, step: int) -> None:
        """Swap a thing with its neighbour."""
        to = self._here.things.index(thing) + step
        if 0 <= to < len(self._here.things):
            self._say(self._here.moved(thing, to))

    def _drag(self, thing: Thing, x: int) -> None:
        others = [chip for of, chip in self._chips.items() if of != thing]
        self._say(self._here.moved(thing, sum(chip.geometry().center().x() < x for chip in others)))
