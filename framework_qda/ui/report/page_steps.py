"""Undo and redo on a page, where what the program wrote goes with what the author did."""

from __future__ import annotations

from PySide6.QtWidgets import QTextEdit


class Steps:
    """Walk back and on a page's own undo; some steps go together with those before them."""

    def __init__(self, page: QTextEdit) -> None:
        self._page = page
        self._together = set[int]()
        self.walking = False  # in an undo or redo of the page's own

    def join_last(self) -> None:
        """Let undo take back what was just written together with what was written before."""
        now = self._page.document().availableUndoSteps()
        self._together = {each for each in self._together if each < now} | {now}

    def stepped(self) -> None:
        """Take note of a new step: what could have been done again, and went together, is gone."""
        now = self._page.document().availableUndoSteps()
        self._together = {each for each in self._together if each < now}

    def back(self) -> None:
        """Take back the last step."""
        self.walking = True
        while self._page.document().availableUndoSteps() in self._together:
            self._page.undo()
        self._page.undo()
        self.walking = False

    def on(self) -> None:
        """Do again what was taken back last."""
        self.walking = True
        self._page.redo()
        place = self._page.textCursor()  # which follows what goes with this step
        while self._page.document().isRedoAvailable():
            self._page.redo()
            if self._page.document().availableUndoSteps() not in self._together:
                self._page.undo()
                break
        self.walking = False
        self._page.setTextCursor(place)
        self._page.ensureCursorVisible()
