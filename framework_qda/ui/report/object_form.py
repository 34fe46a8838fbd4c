"""What the forms of all objects have in common: settings in, settings out, and fields under their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from framework_qda.ui.beyond.choice import Choice
from framework_qda.ui.dialogs.parts import labelled, muted
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.conditions import arrangement
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

Settings = Mapping[str, Any]
_NONE = "choose…"


class ObjectForm(QWidget):
    """Say what one object shows; `told` has a sentence where something went wrong, or nothing.

    `room` is that of its dialog, in letters and lines.
    """

    told = Signal(str)
    room = (64, 18)

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__()
        self.workspace, self.studio = workspace, workspace.studio
        self.study = workspace.studio.study
        self.before = settings
        self.head: QWidget = self
        self._column = QVBoxLayout(self, spacing=3 * STEP)
        self._column.setContentsMargins(0, 0, 0, 0)

    def settings(self) -> dict[str, Any]:
        """Give what is chosen as settings of a block; raises Refused where something is missing."""
        raise NotImplementedError

    # Fields ---------------------------------------------------------------------------------------------

    def add(self, name: str, field: QWidget, hint: str = "") -> None:
        """Put a field under its name."""
        layout = labelled(name, field, hint)
        self._column.addLayout(layout)
        if not field.accessibleName():
            field.setAccessibleName(name)

    def add_widget(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something in below what is there."""
        self._column.addWidget(widget, stretch)

    def line(self, name: str, key: str, hint: str = "") -> QLineEdit:
        """Add a line of text that holds one of the settings."""
        field = QLineEdit(str(self.before.get(key) or ""))
        field.setCursorPosition(0)
        self.add(name, field, hint)
        return field

    def show_field(self, field: QWidget, wanted: bool) -> None:
        """Show a field with its name, or neither."""
        field.setVisible(wanted)
        for label in self.findChildren(QLabel):
            if label.buddy() is field:
                label.setVisible(wanted)

    def filter(self) -> FilterBar:
        """Add what says which interviews are shown."""
        bar = FilterBar(self.studio, self, grouping=False)
        bar.keep_button.hide()
        wanted = arrangement({"conditions": self.before.get("conditions") or ()})
        bar.arrange(bar.arrangement._replace(conditions=wanted.conditions))
        self.add_widget(bar)
        return bar

    def note(self, words: str) -> None:
        """Say something quietly."""
        self.add_widget(muted(words))


class Pick(Choice):
    """A button for one of several; `key` is what was taken, and `picked` has come when it is another."""

    def __init__(self, name: str, symbol: str, offers: Sequence[Offer], key: str, parent: QWidget) -> None:
        self.key, self.known = key, offers
        super().__init__(name, symbol, lambda: self.known, parent)
        self.picked.connect(self.take)
        self.take(key)

    def take(self, key: str) -> None:
        """Choose one by its key; one that is not there leaves nothing chosen."""
        found = next((each for each in self.known if each.key == key), None)
        self.key = found.key if found else ""
        self.say(found.text if found else self.tr(_NONE))


class Picks(Choice):
    """A button for several; `keys` are those that are ticked."""

    def __init__(
        self, name: str, symbol: str, offers: Sequence[Offer], keys: Sequence[str], parent: QWidget
    ) -> None:
        self.known, self.keys = offers, list(keys)
        super().__init__(name, symbol, self._ticked, parent, parent.tr("Space ticks · Enter closes"))
        self.picked.connect(self._toggle)
        self._say()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer others, all of them ticked."""
        self.known, self.keys = offers, [each.key for each in offers]
        self._say()

    def _ticked(self) -> list[Offer]:
        return [each._replace(ticked=each.key in self.keys) for each in self.known]

    def _toggle(self, key: str) -> None:
        wanted = set(self.keys) ^ {key}
        self.keys = [each.key for each in self.known if each.key in wanted]
        self._say()

    @property
    def all(self) -> bool:
        """Whether none is left out."""
        return len(self.keys) == len(self.known)

    def _say(self) -> None:
        names = [each.text for each in self.known if each.key in self.keys]
        some = f"{len(names)} {self._name.lower()}" if len(names) > 1 else "".join(names)
        self.say(self.tr("all") if self.all else some or self.tr("none"))
        self.setToolTip("\n".join((self._name, *names)))


def conditions_of(bar: FilterBar) -> dict[str, Any]:
    """Write what a filter bar says as settings of a block; nothing where it leaves nothing out."""
    said = [[each.field, list(each.values)] for each in bar.conditions]
    return {"conditions": said} if said else {}


def filled(**fields: str) -> dict[str, Any]:
    """Give the settings that have words."""
    return {key: words.strip() for key, words in fields.items() if words.strip()}
