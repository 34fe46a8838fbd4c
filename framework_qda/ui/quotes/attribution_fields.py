"""Type a template such as “{side}, {service model}”, with the names of fields offered while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class TemplateEdit(QLineEdit):
    """One line in which { offers the fields there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self.offered = QCompleter(self._names, self)
        self.offered.setWidget(self)
        self.offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.offered.activated[str].connect(self._complete)  # type: ignore[index]
        self.textEdited.connect(self._offer)

    def offer(self, names: Sequence[str]) -> None:
        """Say which fields there are."""
        self._names.setStringList(list(names))

    def insert_field(self, name: str) -> None:
        """Put a field in at the cursor, parted by a comma from what stands before it."""
        before = self.text()[: self.cursorPosition()].rstrip()
        joint = ", " if before and before[-1] not in ",;:([/·-" else " " if before else ""
        self.setSelection(len(before), self.cursorPosition() - len(before)) if before else None
        self.insert(f"{joint}{{{name}}}")
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.offered.popup()
        if popup.isVisible() and event.key() in _ENTER:
            index = popup.currentIndex()
            self._complete(index.data() if index.isValid() else self.offered.currentCompletion())
            popup.hide()
            return
        super().keyPressEvent(event)

    @property
    def is_within_field(self) -> bool:
        """Whether the name of a field is just being typed."""
        return self._begun() is not None

    def _begun(self) -> str | None:
        """Give what is typed of a field so far; None outside one."""
        _, brace, begun = self.text()[: self.cursorPosition()].rpartition("{")
        return begun if brace and "}" not in begun else None

    def _offer(self) -> None:
        begun = self._begun()
        self.offered.popup().hide()
        if begun is not None:
            self.offered.setCompletionPrefix(begun.strip())
            if self.offered.completionCount():
                self.offered.complete()
                self.offered.popup().setCurrentIndex(self.offered.completionModel().index(0, 0))

    def _complete(self, name: str) -> None:
        begun = self._begun()
        if begun is None or not name:
            return
        at = self.cursorPosition()
        closed = self.text()[at:].startswith("}")
        self.setSelection(at - len(begun), len(begun) + closed)
        self.insert(f"{name}}}")
        self.textEdited.emit(self.text())
