"""Find words in a draft, and put others in their place."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from framework_qda.text.counting import counted
from framework_qda.ui.find_bar import key_button, loose_pattern
from framework_qda.ui.report.caret import atoms, kind_of
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.report.mapping import is_whole, paragraphs
from framework_qda.ui.theme import STEP, colours

_MOST_MARKED = 1000


class FindReplace(QFrame):
    """Enter goes on, Shift+Enter back, Esc closes; words of quotations are found, and never replaced.

    `marked` comes when other places are found than before.
    """

    marked = Signal()

    def __init__(self, edit: DraftEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._places: list[tuple[int, int]] = []
        self._current = -1
        self.field = QLineEdit(placeholderText=self.tr("Find in this draft"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Find in this draft"))
        self.instead = QLineEdit(placeholderText=self.tr("Replace with"), clearButtonEnabled=True)
        self.instead.setAccessibleName(self.tr("Replace with"))
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.count.setAccessibleName(self.tr("Places found"))
        self.back = key_button("caret-up", self.tr("Previous"), "Shift+Return")
        self.on = key_button("caret-down", self.tr("Next"), "Return")
        self.close_button = key_button("x", self.tr("Close"), "Esc")
        self.replace_button = QPushButton(self.tr("Replace"))
        self.all_button = QPushButton(self.tr("Replace all"))
        grid = QGridLayout(self)
        grid.setSpacing(STEP)
        grid.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        grid.setColumnStretch(0, 1)
        for place, widget in enumerate((self.field, self.count, self.back, self.on, self.close_button)):
            grid.addWidget(widget, 0, place)
        grid.addWidget(self.instead, 1, 0)
        grid.addWidget(self.replace_button, 1, 1)
        grid.addWidget(self.all_button, 1, 2, 1, 3)
        self.field.textChanged.connect(self._find)
        self.back.clicked.connect(lambda: self._go(-1))
        self.on.clicked.connect(lambda: self._go(1))
        self.close_button.clicked.connect(self.close_bar)
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self.hide()

    def start(self) -> None:
        """Show the bar, ready to type; what is selected is sought."""
        chosen = self._edit.textCursor().selectedText()
        self.show()
        if chosen and len(chosen) < 100 and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._find()

    def close_bar(self) -> None:
        """Hide the bar and its marks; the keyboard goes back to the page."""
        self._places, self._current = [], -1
        self.hide()
        self.marked.emit()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.instead.hasFocus():
                self.replace()
            else:
                self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Look again, since the draft was changed; what is selected stays."""
        if self.isVisible():
            self._places = self._found()
            self._say()

    def _pattern(self) -> re.Pattern[str] | None:
        return loose_pattern(self.field.text())

    def _found(self) -> list[tuple[int, int]]:
        pattern, found = self._pattern(), list[tuple[int, int]]()
        if pattern is None:
            return found
        for block in paragraphs(self._edit.document()):
            text = block.text()
            wide = not text.isascii() and max(text) > "\uffff"
            for hit in pattern.finditer(text):
                start, end = hit.span()
                if wide:
                    start, end = (len(text[:n].encode("utf-16-le")) // 2 for n in (start, end))
                found.append((block.position() + start, block.position() + end))
        return found

    def _find(self) -> None:
        self._places = self._found()
        here = self._edit.textCursor().selectionStart()
        self._current = next((n for n, place in enumerate(self._places) if place[0] >= here), 0)
        self._show()

    def _go(self, step: int) -> None:
        self._places = self._found()
        if self._places:
            self._current = (self._current + step) % len(self._places)
        self._show()

    def _show(self) -> None:
        if self._places:
            self._edit.show_position(*self._places[self._current])
        self._say()

    def _say(self) -> None:
        for button in (self.back, self.on, self.replace_button, self.all_button):
            button.setEnabled(bool(self._places))
        if self._places:
            self._current = min(self._current, len(self._places) - 1)
            self.count.setText(self.tr("%d of %d") % (self._current + 1, len(self._places)))
        else:
            self.count.setText(self.tr("not found") if self.field.text().strip() else "")
        self.marked.emit()

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Give the marks of the places found."""
        return [
            _selection(self._edit, *place, colours().found) for place in self._places[:_MOST_MARKED]
        ] if self.isVisible() else []  # fmt: skip

    # --- Replacing ---------------------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the current place, and go to the next."""
        if not self._places:
            return
        start, end = self._places[self._current]
        if self._writable(start, end):
            cursor = QTextCursor(self._edit.document())
            self._put(cursor, start, end)
            self._places = self._found()
            self._current = next(
                (n for n, each in enumerate(self._places) if each[0] >= cursor.position()), 0
            )
            self._show()
        else:
            self._go(1)

    def replace_all(self) -> None:
        """Replace every place, as one step."""
        places = [each for each in self._found() if self._writable(*each)]
        cursor = self._edit.textCursor()
        cursor.setPosition(places[0][0] if places else cursor.position())  # where undo brings the caret
        cursor.beginEditBlock()
        for start, end in reversed(places):
            self._put(cursor, start, end)
        cursor.endEditBlock()
        self._places = self._found()
        self._say()
        self.count.setText(
            counted(len(places), self.tr("1 replaced"), self.tr("%d replaced"))
            if places
            else self.tr("nothing replaced")
        )

    def _put(self, cursor: QTextCursor, start: int, end: int) -> None:
        cursor.setPosition(start + 1)
        style = QTextCharFormat(cursor.charFormat())  # of the first letter that goes
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self.instead.text(), style)

    def _writable(self, start: int, end: int) -> bool:
        """Tell whether a place is all the author's own words."""
        block = self._edit.document().findBlock(start)
        return not is_whole(kind_of(block)) and not any(
            each.start < end and start < each.end for each in atoms(block)
        )


def _selection(edit: QTextEdit, start: int, end: int, colour: str) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    style = QTextCharFormat()
    style.setBackground(QColor(colour))
    selection.cursor, selection.format = cursor, style  # type: ignore[attr-defined]
    return selection
