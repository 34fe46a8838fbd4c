"""Write the overview of what is read, where it is read: saved as it is typed, linked to cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.model import About, Change
from framework_qda.tasks.taking import Wanted
from framework_qda.text.summary import links
from framework_qda.ui.cell.rich_summary import trimmed
from framework_qda.ui.cell.summary_edit import LINK_KEYS
from framework_qda.ui.evidence.places import Places, manner
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.in_summary import wanted_in
from framework_qda.ui.reading.link_menu import link_menu
from framework_qda.ui.reading.names import Names
from framework_qda.ui.reading.overview_edit import OverviewEdit
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_NAMING = ("area", "interview", "matrix", "subtopic", "passage")


class Whole(NamedTuple):
    """What an overview can be about: its kind and id, and what its button says."""

    about: About
    subject: str
    name: str


class OverviewEditor(QWidget):
    """The overview of one thing, or of one of several that a row of buttons offers.

    `link_followed(target)` has the id of a passage, or interview/sub-topic for a cell. `chosen` gives the
    cells that words are linked to.
    """

    link_followed = Signal(str)
    left = Signal()
    saving = Signal()
    unsaved = Signal(str)

    def __init__(
        self, studio: Studio, chosen: Callable[[], Sequence[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._studio, self._chosen = studio, chosen
        self._wholes: tuple[Whole, ...] = ()
        self._whole: Whole | None = None
        self._asked: About | None = None
        self._text = SavedText(self._write, self)
        self._names: Names | None = None
        self._places = Places(studio.study)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.edit = OverviewEdit(self)
        self.edit.setProperty("framed", True)
        self.link_button = QToolButton(icon=icon("link-simple"))
        hint = self.tr("Link the selected words to the chosen cells, or drop a cell on them")
        self.link_button.setToolTip(f"{hint}  {LINK_KEYS}")
        self.link_button.setAccessibleName(hint)
        self.link_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the words selected
        self._buttons = QButtonGroup(self)
        self._row = QVBoxLayout(spacing=0)
        self._row.addWidget(self.link_button)
        self._row.addStretch(1)
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setAccessibleName(self.tr("Message"))
        self._switch = QHBoxLayout(spacing=STEP)
        self._switch.addStretch(1)
        beside = QHBoxLayout(spacing=STEP)
        beside.addWidget(self.edit, 1)
        beside.addLayout(self._row)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._switch)
        column.addLayout(beside)
        column.addWidget(self.message)
        self.setFocusProxy(self.edit)

    def _connect(self) -> None:
        edit = self.edit
        edit.edited.connect(self._edited)
        edit.focus_left.connect(self._text.end)
        edit.undo_wanted.connect(lambda: self.save() and self._attempt(self._studio.study.undo))
        edit.redo_wanted.connect(lambda: self.save() and self._attempt(self._studio.study.redo))
        edit.link_wanted.connect(self.link)
        edit.link_followed.connect(lambda targets: self._follow(targets, self.link_followed.emit))
        edit.link_clicked.connect(lambda targets, _place: self._follow(targets, self._glance))
        edit.hint.connect(self._hint)
        edit.left.connect(self._leave)
        self.link_button.clicked.connect(self.link)
        self._text.told.connect(self._tell)
        self._buttons.idClicked.connect(self._ask)
        self._studio.changed.connect(self._changed)

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: the passages that the words at the cursor are linked to."""
        return wanted_in(self.edit, None)

    # What it is about -------------------------------------------------------------------------------

    @property
    def whole(self) -> Whole | None:
        """What the overview on show is about."""
        return self._whole

    def show_wholes(self, wholes: Sequence[Whole]) -> None:
        """Offer the overviews of these, and show the one of the kind that was asked for, else the first."""
        if tuple(wholes) == self._wholes:
            return
        self._wholes = tuple(wholes)
        self._show_buttons()
        asked = (each for each in wholes if each.about is self._asked)
        self._show(next(asked, wholes[0] if wholes else None))

    def _ask(self, number: int) -> None:
        self._asked = self._wholes[number].about
        self._show(self._wholes[number])

    def _show_buttons(self) -> None:
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
            button.hide()
            button.deleteLater()
        for n, whole in enumerate(self._wholes if len(self._wholes) > 1 else ()):
            button = QToolButton(self, text=whole.name, checkable=True)
            button.setToolTip(self.tr("Overview of %s") % whole.name)
            self._buttons.addButton(button, n)
            self._switch.insertWidget(n, button)

    def _show(self, whole: Whole | None) -> None:
        other = (whole and whole[:2]) != (self._whole and self._whole[:2])
        if other:
            self.save()
        self._whole = whole
        if whole in self._wholes and (button := self._buttons.button(self._wholes.index(whole))):
            button.setChecked(True)
        self.edit.setEnabled(whole is not None)
        self.edit.setPlaceholderText(
            self.tr("What you make of %s as a whole: write it here") % whole.name if whole else ""
        )
        self.edit.setAccessibleName(self.tr("Overview of %s") % whole.name if whole else self.tr("Overview"))
        if other:
            self._load()

    def _stored(self) -> str:
        if self._whole is None:
            return ""
        return self._studio.study.overview(self._whole.about, self._whole.subject).text

    def _load(self) -> None:
        self._text.begin()
        self._say("")
        self.edit.set_markup(self._stored())
        self._show_references()

    # Writing ----------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._text.typed()
        self._show_references()
        self.saving.emit()

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        return self._text.save()

    def _write(self, spell: str) -> None:
        if self._whole:
            about, subject, _ = self._whole
            text = trimmed(self.edit.markup())
            self._studio.study.write_overview(about, subject, text, continues=spell)

    def _tell(self, sentence: str) -> None:
        self._say(sentence)
        self.unsaved.emit(sentence)

    def _attempt(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except StudyError as error:
            self._say(str(error))
            return False
        self._say("")
        return True

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _leave(self) -> None:
        self._text.end()
        self.left.emit()

    def _changed(self, change: Change) -> None:
        if change.touches(*_NAMING):
            self._names = None
            self._show_references()
        if self._whole and self._whole[:2] in change.rows.get("overview", ()):
            same = trimmed(self.edit.markup()) == self._stored()
            if not self._text.unsaved and not same:
                self._load()

    # Links ------------------------------------------------------------------------------------------

    def link(self) -> None:
        """Link the selected words to the chosen cells, or take such links away again."""
        keys = ["/".join(key) for key in self._chosen()]
        if not keys:
            self._hint(self.tr("Choose a cell below first, then link words to it."))
        elif not self.edit.link_to(keys):
            self._hint(self.tr("Select the words to link first."))

    def _follow(self, targets: list[str], show: Callable[[str], None]) -> None:
        if len(targets) == 1:
            show(targets[0])
        elif targets:
            menu = link_menu(targets, self._studio.study, self.names, show, self)
            menu.popup(self._below_cursor())

    def _glance(self, target: str) -> None:
        """Show what was clicked; the words of a passage leave the keyboard where it is."""
        self.link_followed.emit(target)
        if "/" not in target:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def names(self) -> Names:
        """The names of cells."""
        if self._names is None:
            self._names = Names(self._studio.study)
        return self._names

    def _show_references(self) -> None:
        targets = links(self.edit.markup()) if self._whole else []
        found = {each: self._reference(each) for each in targets}
        self.edit.show_references({each: said for each, said in found.items() if said})

    def _reference(self, target: str) -> str:
        interview, cell, subtopic = target.partition("/")
        if cell:
            return self.names.short((interview, subtopic)) or self.tr("deleted")
        return self._places.references([target], manner()).get(target, "")

    def _hint(self, sentence: str) -> None:
        QToolTip.showText(self._below_cursor(), sentence, self.edit)

    def _below_cursor(self) -> QPoint:
        return self.edit.viewport().mapToGlobal(self.edit.cursorRect().bottomLeft())
