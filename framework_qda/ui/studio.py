"""Stand between the windows and the study, with one signal for everything that changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from framework_qda.study import Study
from framework_qda.study.model import Change


class Studio(QObject):
    """An open study as the widgets know it.

    `changed` carries a `Change` after every action, undo and redo, whatever caused it; it always arrives
    on the GUI thread, also when the action ran on another one.
    """

    changed = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.study = study
        study.subscribe(self._tell)

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
