"""Find words in an interview while reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP
from framework_qda.ui.transcript_text import Place, TranscriptText

_LOOSE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-‐‑–]"}


class FindBar(QFrame):
    """Find words on a page: Enter goes on, Shift+Enter back, Esc closes."""

    def __init__(self, text: TranscriptText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._places: list[Place] = []
        self._current = -1
        self.field = QLineEdit(placeholderText=self.tr("Find in this interview"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Find in this interview"))
        self.field.textChanged.connect(self._find)
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.back = key_button("caret-up", self.tr("Previous"), "Shift+Return")
        self.on = key_button("caret-down", self.tr("Next"), "Return")
        self.close_button = key_button("x", self.tr("Close"), "Esc")
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.close_bar)
        row = QHBoxLayout(self, spacing=STEP)
        row.setContentsMargins(4 * STEP, 0, 2 * STEP, 2 * STEP)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.back, self.on, self.close_button):
            row.addWidget(widget)

    def start(self, words: str = "") -> None:
        """Show the bar, ready to type."""
        self.show()
        if words and "\n" not in words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._find(self.field.text())

    def close_bar(self) -> None:
        """Hide the bar and its marks; the keyboard goes back to the words."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._text.mark_found(None)
        self._places, self._current = [], -1
        self.hide()
        if had_focus:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go to the next place, round from the last to the first."""
        self._go(1)

    def go_back(self) -> None:
        """Go to the place before, round from the first to the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_back() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        pattern = loose_pattern(words)
        self._text.mark_found(pattern)
        self._places = self._text.places(pattern) if pattern else []
        here = self._text.here()
        self._current = next((n for n, place in enumerate(self._places) if place[:2] >= here), 0)
        self._show_current()

    def _go(self, step: int) -> None:
        if self._places:
            self._current = (self._current + step) % len(self._places)
            self._show_current()

    def _show_current(self) -> None:
        for button in (self.back, self.on):
            button.setEnabled(bool(self._places))
        if self._places:
            self._text.select(*self._places[self._current])
            self.count.setText(self.tr("%d of %d") % (self._current + 1, len(self._places)))
        else:
            self.count.setText(self.tr("not found") if self.field.text().strip() else "")


def loose_pattern(words: str) -> re.Pattern[str] | None:
    """Make a pattern that finds words whatever their capitals, spaces, quotation marks and hyphens."""
    parts = ["".join(_LOOSE.get(letter, re.escape(letter)) for letter in word) for word in words.split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None


def any_of(found: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern that finds any of some words where they stand as whole words."""
    patterns = [pattern.pattern for each in dict.fromkeys(found) if (pattern := loose_pattern(each))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None


def key_button(symbol: str, words: str, keys: str) -> QToolButton:
    """Make an icon button that tells its keys."""
    button = QToolButton(icon=icon(symbol), focusPolicy=Qt.FocusPolicy.TabFocus)
    button.setIconSize(QSize(1, 1) * max(4 * STEP, button.fontMetrics().height()))
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{words}  {shown}")
    button.setAccessibleName(words)
    return button
