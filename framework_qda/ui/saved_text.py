"""Save what is typed in a field as it happens; one spell of typing is one step of the history."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from framework_qda.errors import StudyError

PAUSE = 800  # milliseconds after the last key
LATEST = 2000  # milliseconds after the first key that is not saved


class SavedText(QObject):
    """Tell when what is typed is to be saved: `write(spell)` does it.

    That is when the typing pauses, every two seconds however long it goes on, and when the keyboard goes
    elsewhere (`end`), which ends the spell. What cannot be saved stays unsaved and is tried again; `told`
    says why, or nothing once it is saved.
    """

    told = Signal(str)

    def __init__(self, write: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._write = write
        self.unsaved = False
        self._spell = uuid.uuid4().hex
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        for timer in (self._pause, self._latest):
            timer.timeout.connect(self.save)

    def typed(self) -> None:
        """Take note that something was typed."""
        self.unsaved = True
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        self._rest()
        if not self.unsaved:
            return True
        self.unsaved = False  # whoever hears of the change sees that the field has nothing newer
        try:
            self._write(self._spell)
        except StudyError as error:
            self.unsaved = True
            self.told.emit(str(error))
            return False
        self.told.emit("")
        return True

    def end(self) -> bool:
        """Save what is typed and end the spell: what is typed next is another step."""
        saved = self.save()
        if saved:
            self._spell = uuid.uuid4().hex
        return saved

    def begin(self) -> None:
        """Forget what is unsaved, since the field holds something else now, and begin a spell."""
        self._rest()
        self.unsaved = False
        self._spell = uuid.uuid4().hex

    def _rest(self) -> None:
        self._pause.stop()
        self._latest.stop()
