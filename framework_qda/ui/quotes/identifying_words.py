"""The study's own list of words that identify: add, paste, note, take off; and how few are too few."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.model import Change
from framework_qda.ui.beyond.choice import tool
from framework_qda.ui.dialogs.parts import Notice, muted
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MOST = 99


class IdentifyingWords(QWidget):
    """The list, kept with the study and apart from what is exported."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self.field = QLineEdit(self, placeholderText=self.tr("Add words; Enter adds them"))
        self.field.setAccessibleName(self.tr("Words to add to the list of those that identify"))
        self.paste = tool("clipboard-text", self.tr("Add a list from the clipboard, one a line"), self)
        self.remove = tool("trash", self.tr("Take the words off the list"), self)
        self.list = QTreeWidget(self, rootIsDecorated=False, columnCount=2)
        self.list.setHeaderLabels([self.tr("Words"), self.tr("Note")])
        self.list.setAccessibleName(self.tr("Identifying words"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.fewest = QSpinBox(self, minimum=1, maximum=_MOST)
        self.fewest.setAccessibleName(self.tr("How many participants an attribution fits at least"))
        self.notice = Notice(self)
        self._showing = False
        self._lay_out()
        self.field.returnPressed.connect(self._add)
        self.paste.clicked.connect(self.add_from_clipboard)
        self.remove.clicked.connect(self._remove)
        self.list.itemChanged.connect(self._noted)
        self.list.itemActivated.connect(lambda item: self.list.editItem(item, 1))
        self.fewest.editingFinished.connect(self._set_fewest)
        self._key(QKeySequence.StandardKey.Delete, self._remove)
        self._key(QKeySequence("F2"), self._edit_note)
        studio.changed.connect(self._changed)
        self.refresh()

    def _lay_out(self) -> None:
        top, few = QHBoxLayout(spacing=STEP), QHBoxLayout(spacing=STEP)
        for part in (self.field, self.paste, self.remove):
            top.addWidget(part)
        said = QLabel(self.tr("An attribution &fits at least"), self)
        said.setBuddy(self.fewest)
        for part in (said, self.fewest, QLabel(self.tr("people"), self)):
            few.addWidget(part)
        few.addStretch(1)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(2 * STEP, STEP, 2 * STEP, 2 * STEP)
        column.addLayout(few)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.list, 1)
        hint = self.tr("Found whole, whatever their capitals. Never exported. F2 or Enter writes a note.")
        column.addWidget(muted(hint))

    def _key(self, keys: QKeySequence | QKeySequence.StandardKey, run) -> None:  # type: ignore[no-untyped-def]
        shortcut = QShortcut(QKeySequence(keys), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)

    def refresh(self) -> None:
        """Show the list as it is now; what is chosen stays so."""
        chosen = {item.text(0) for item in self.list.selectedItems()}
        current = self.list.currentItem().text(0) if self.list.currentItem() else ""
        self._showing = True
        self.list.clear()
        for each in self._study.identifying():
            item = QTreeWidgetItem(self.list, [each.words, each.note])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if each.words == current:
                self.list.setCurrentItem(item)
            item.setSelected(each.words in chosen)
        self.list.resizeColumnToContents(0)
        if not self.fewest.hasFocus():
            self.fewest.setValue(self._study.fewest)
        self._showing = False

    def add(self, words: list[str]) -> None:
        """Put words on the list; those that are there keep their notes."""
        known = {each.words.casefold() for each in self._study.identifying()}
        wanted = [each for each in words if each.strip() and " ".join(each.split()).casefold() not in known]
        self._do(lambda: self._study.list_identifying(wanted) if wanted else None)

    def add_from_clipboard(self) -> None:
        """Put every line of the clipboard on the list."""
        words = QGuiApplication.clipboard().text().splitlines()
        if any(each.strip() for each in words):
            self.add(words)
        else:
            self.notice.say(self.tr("There are no words on the clipboard; copy a list, one a line."))

    def _add(self) -> None:
        self.add([self.field.text()])
        self.field.clear()

    def _remove(self) -> None:
        words = [item.text(0) for item in self.list.selectedItems()]
        if words:
            self._do(lambda: self._study.unlist_identifying(words))

    def _edit_note(self) -> None:
        if item := self.list.currentItem():
            self.list.editItem(item, 1)

    def _noted(self, item: QTreeWidgetItem, column: int) -> None:
        if self._showing:
            return
        before = next((each for each in self._study.identifying() if each.note != item.text(1)
                       and each.words == item.text(0)), None)  # fmt: skip
        if column == 1 and before:
            self._do(lambda: self._study.list_identifying([item.text(0)], item.text(1)))

    def _set_fewest(self) -> None:
        if self.fewest.value() != self._study.fewest:
            self._do(lambda: self._study.set_fewest(self.fewest.value()))

    def _do(self, verb) -> None:  # type: ignore[no-untyped-def]
        try:
            verb()
        except StudyError as error:
            self.notice.say(str(error))
        else:
            self.notice.clear()

    def _changed(self, change: Change) -> None:
        if change.touches("identifying", "setting"):
            self.refresh()
