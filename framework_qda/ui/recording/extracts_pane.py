"""Type the words of a marked section, above the extracts that were typed before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from framework_qda.study.model import InterviewId, Passage, PassageId
from framework_qda.tasks.taking import Wanted
from framework_qda.ui.recording.extracts import ExtractEditor, ExtractList
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class ExtractsPane(QWidget):
    """The extracts of one interview; times are in milliseconds.

    `section_wanted(start, stop)` asks to mark what an extract is of, `play_wanted(start)` to hear it;
    `filled` tells that there are others now.
    """

    section_wanted = Signal(int, int)
    play_wanted = Signal(int)
    filled = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._interview: InterviewId | None = None
        self.extracts: list[Passage] = []
        self.editor, self.listed = ExtractEditor(studio), ExtractList(studio)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(0, STEP, 0, 0)
        column.addWidget(self.editor)
        column.addWidget(self.listed, 1)
        line = self.fontMetrics().height()
        self.editor.words.setMinimumHeight(3 * line)
        self.editor.setMaximumHeight(12 * line)
        self.listed.list.setMinimumHeight(3 * line)
        self.listed.chosen.connect(self._play)
        self.listed.edit_wanted.connect(self._edit)

    def show_interview(self, interview: InterviewId | None) -> None:
        """Keep what is typed for another interview, and take up this one; its extracts show once filled."""
        self.editor.save_unfinished()
        self._interview = interview
        self.editor.show_interview(interview)

    def fill(self) -> None:
        """Read the extracts anew."""
        self.extracts = self._studio.study.extracts(self._interview) if self._interview else []
        self.listed.show_extracts(self.extracts)
        self.filled.emit()

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: what is being typed, once it is kept, else the current extract."""
        if self.editor.words.hasFocus() and self.editor.words.toPlainText().strip():
            return Wanted((kept,)) if (kept := self.editor.save()) else Wanted()
        item = self.listed.list.currentItem()
        return Wanted((self.listed.id_of(item),)) if item else None

    def _play(self, passage: str) -> None:
        if times := self._times(self._studio.study.passage(PassageId(passage))):
            if not self.editor.words.toPlainText().strip():
                self.section_wanted.emit(*times)
            self.play_wanted.emit(times[0])

    def _edit(self, passage: str) -> None:
        found = self._studio.study.passage(PassageId(passage))
        if found and (times := self._times(found)):
            self.editor.edit(found)
            self.section_wanted.emit(*times)
            self.editor.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _times(self, found: Passage | None) -> tuple[int, int] | None:
        if found is None or found.time_start is None or found.time_stop is None:
            return None
        return found.time_start, found.time_stop
