"""Save what is typed as it happens, and keep hold of it where it cannot be saved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from framework_qda.errors import StudyError
from framework_qda.study.model import Cell, CellKey, Change
from framework_qda.ui.saved_text import LATEST, PAUSE
from framework_qda.ui.studio import Studio


@dataclass(frozen=True, slots=True)
class _Draft:
    cell: Cell
    spell: str  # drafts of one spell of typing are one step of the history


class Keeper(QObject):
    """Hold the drafts of cells until they are in the study.

    There is seldom more than one, and for two seconds at most, however long the typing goes on. When the
    disk says no, each stays here, is tried again with the next one, and is what its cell shows.
    """

    held = Signal()
    kept = Signal()
    failed = Signal(str)

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._drafts: dict[CellKey, _Draft] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.save)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        self._latest.timeout.connect(self.save)
        studio.changed.connect(self._changed)

    def hold(self, key: CellKey, cell: Cell, spell: str) -> None:
        """Take a draft, and save it when the typing pauses."""
        self._drafts[key] = _Draft(cell, spell)
        self._timer.start()
        if not self._latest.isActive():
            self._latest.start()
        self.held.emit()

    def draft(self, key: CellKey) -> Cell | None:
        """Give what a cell is to hold, where that is not saved yet."""
        draft = self._drafts.get(key)
        return draft.cell if draft else None

    def save(self) -> bool:
        """Save every draft at once; tells whether none is left."""
        self._timer.stop()
        self._latest.stop()
        if not self._drafts:
            return True
        try:
            for key in list(self._drafts):
                self._chart(key)
        except StudyError as error:
            self.failed.emit(str(error))
            return False
        self.kept.emit()
        return True

    def _chart(self, key: CellKey) -> None:
        draft = self._drafts[key]
        self._studio.study.chart(*key, draft.cell.summary, draft.cell.blank_reason, continues=draft.spell)
        self._drafts.pop(key, None)

    def _changed(self, change: Change) -> None:
        if self._drafts and change.touches("interview", "subtopic"):
            study = self._studio.study
            rows = {interview.id for interview in study.interviews()}
            columns = {subtopic.id for subtopic in study.subtopics()}
            self._drafts = {key: d for key, d in self._drafts.items() if key[0] in rows and key[1] in columns}
