"""The row of tools above the page: what the paragraph is, how words look, and what goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from framework_qda.study.authoring import BlockKind
from framework_qda.ui.beyond.choice import Choice
from framework_qda.ui.cell.fitting_row import FittingRow
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.report import keys
from framework_qda.ui.report.mapping import is_whole

if TYPE_CHECKING:
    from framework_qda.ui.report.editor import DraftEdit

KINDS = {
    "paragraph": ("Paragraph", BlockKind.PARAGRAPH, 0),
    "heading 1": ("Heading 1", BlockKind.HEADING, 1),
    "heading 2": ("Heading 2", BlockKind.HEADING, 2),
    "heading 3": ("Heading 3", BlockKind.HEADING, 3),
    "item": ("List", BlockKind.ITEM, 0),
    "numbered": ("Numbered list", BlockKind.NUMBERED, 0),
    "note": ("Note to self", BlockKind.NOTE, 0),
}


class Tools(FittingRow):
    """Buttons of the page; `insert_menu_wanted(QMenu)` asks to fill the menu of what can be put in."""

    link_wanted = Signal()
    find_wanted = Signal()
    insert_menu_wanted = Signal(object)

    def __init__(self, edit: DraftEdit, parent: QWidget | None = None) -> None:
        super().__init__([Qt.ToolButtonStyle.ToolButtonTextBesideIcon], parent)
        self._edit = edit
        self.kind = Choice(self.tr("Kind of paragraph"), "text-aa", self._kinds, self)
        self.layout().addWidget(self.kind)
        self.kind.picked.connect(self._set_kind)
        self.bold = self._toggle(self.tr("Bold"), "text-bolder", keys.BOLD, edit.toggle_bold)
        self.italic = self._toggle(self.tr("Italic"), "text-italic", keys.ITALIC, edit.toggle_italic)
        self.note = self._toggle(self.tr("Note to self"), "note-pencil", keys.NOTE, edit.toggle_note)
        self.link = self.add(
            self.tr("Link"), "link", self.tr("Link the selected words to evidence"), keys.LINK, worded=False
        )
        self.link.clicked.connect(self.link_wanted)
        self.find_button = self.add(
            self.tr("Find"), "magnifying-glass", self.tr("Find and replace"), keys.FIND, worded=False
        )
        self.find_button.clicked.connect(self.find_wanted)
        self.gap()
        self.insert = self.add(
            self.tr("Insert"), "plus", self.tr("Put something in after this paragraph"), worded=True
        )
        self.insert.setMenu(QMenu(self.insert))
        self.insert.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.insert.menu().aboutToShow.connect(self._fill)
        self.gap(1)
        edit.style_changed.connect(self.refresh)
        self.refresh()

    def _toggle(self, text: str, symbol: str, keys_: str, run) -> QToolButton:  # type: ignore[no-untyped-def]
        button = self.add(text, symbol, text, keys_, worded=False)
        button.setCheckable(True)
        button.clicked.connect(lambda: (run(), self._edit.setFocus()))
        return button

    def _fill(self) -> None:
        menu = self.insert.menu()
        menu.clear()
        self.insert_menu_wanted.emit(menu)

    def _kinds(self) -> list[Offer]:
        return [Offer(key, self.tr(words)) for key, (words, _, _) in KINDS.items()]

    def _set_kind(self, key: str) -> None:
        _, kind, level = KINDS[key]
        self._edit.set_kind(kind, level)
        self._edit.setFocus()

    def refresh(self) -> None:
        """Show what the caret stands in."""
        kind, level = self._edit.kind()
        whole = is_whole(kind)
        words = next((words for words, each, n in KINDS.values() if (each, n) == (kind, level)), "")
        words = self.tr(words) if words else self.tr("Object")
        if words != self._said:
            self._said = words
            self.kind.say(words)
        self.kind.setEnabled(not whole)
        look = self._edit.look()
        noted = look.note or kind is BlockKind.NOTE
        for button, on in ((self.bold, look.bold), (self.italic, look.italic), (self.note, noted)):
            button.setChecked(on)
            button.setEnabled(not whole)

    _said = ""
