"""Type freely over a quotation as it is printed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from framework_qda.text.anchoring import Span, carry, edits_between
from framework_qda.text.quoting import HOUSE, HouseStyle, shown
from framework_qda.text.retyping import retyped


class TextEdit(QPlainTextEdit):
    """A quotation as it is printed; the marks of edits made before stand for these, whatever is typed."""

    left = Signal()
    ended = Signal()  # the keyboard went elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tabChangesFocus=True)
        self.setAccessibleName(self.tr("Quotation as text"))
        self.setProperty("framed", True)
        self._markup, self._style = "", HOUSE

    @property
    def markup(self) -> str:
        """The quotation as it is written down."""
        return retyped(self._markup, self.toPlainText(), self._style)

    def show_markup(self, markup: str, style: HouseStyle) -> None:
        """Show a quotation; what was typed stays if it says the same, and else the caret at its words."""
        if style == self._style and markup == self.markup:
            return
        old, text = self.toPlainText(), shown(markup, style)
        self._markup, self._style = markup, style
        if old == text:
            return
        before = _cut_units(old, self.textCursor().position())
        place = carry(Span(len(before), len(before)), edits_between(old, text))[0].start
        with QSignalBlocker(self):
            self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(_units(text[:place]))
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ended.emit()


def _units(text: str) -> int:
    """Count the characters of a text as Qt does, which takes two for some."""
    return len(text.encode("utf-16-le")) // 2


def _cut_units(text: str, units: int) -> str:
    """Give the beginning of a text that is so long as Qt counts."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
