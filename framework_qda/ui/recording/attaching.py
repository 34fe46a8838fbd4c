"""Attach recordings and look after them; whole files are read off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from framework_qda.errors import StudyError
from framework_qda.progress import Progress
from framework_qda.sound.files import SUFFIXES, Fingerprint, fingerprint
from framework_qda.study.model import InterviewId, Recording
from framework_qda.ui import settings
from framework_qda.ui.studio import Studio
from framework_qda.ui.work import Work

T = TypeVar("T")

_FOLDER = "folder/recordings"


class Attaching(QObject):
    """What is done with the files of recordings; `said` carries one sentence where something cannot be."""

    said = Signal(str)

    def __init__(self, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._window = studio, window
        self.work = Work(self)

    # Asking -----------------------------------------------------------------------------------------

    def attach(self, interview: InterviewId) -> None:
        """Ask for a recording and attach it."""
        self._ask(self.tr("Attach a recording"), lambda path: self.attach_file(interview, path))

    def relocate(self, recording: Recording) -> None:
        """Ask where a recording lies now."""
        self._ask(self.tr("Where “%s” lies") % recording.name, lambda path: self.relocate_to(recording, path))

    def unembed(self, recording: Recording) -> None:
        """Ask for a place and write an embedded recording there."""
        dialog = self._dialog(self.tr("Keep the recording in a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the verb refuses to overwrite
        dialog.selectFile(recording.name)
        dialog.fileSelected.connect(lambda name: self.unembed_to(recording, Path(name)))
        dialog.open()

    def _ask(self, title: str, take: Callable[[Path], None]) -> None:
        dialog = self._dialog(title)
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        dialog.setNameFilters([self.tr("Recordings (%s)") % patterns, self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._chosen(Path(name), take))
        dialog.open()

    def _chosen(self, path: Path, take: Callable[[Path], None]) -> None:
        settings.put(_FOLDER, str(path.parent))
        take(path)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, settings.get(_FOLDER, str(self._studio.study.path.parent)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    # Doing ------------------------------------------------------------------------------------------

    def attach_file(self, interview: InterviewId, path: Path) -> None:
        """Attach a recording where it lies, once its fingerprint is taken."""
        self._with_fingerprint(
            path, lambda known: self._studio.study.attach_recording(interview, path, known)
        )

    def relocate_to(self, recording: Recording, path: Path, *, changed: bool = False) -> None:
        """Say where a recording lies now; another file is refused with a sentence unless a person knows."""
        study = self._studio.study
        self._with_fingerprint(
            path, lambda known: study.relocate_recording(recording.id, path, known, changed=changed)
        )

    def take_changed(self, recording: Recording) -> None:
        """Take the file that changed as the recording from now on."""
        path = self.changed_file(recording)
        if path is not None:
            self.relocate_to(recording, path, changed=True)

    def changed_file(self, recording: Recording | None) -> Path | None:
        """Give the file that lies where a recording lay, whatever it holds; None where there is none."""
        if recording is None or recording.embedded:
            return None
        beside = self._studio.study.path.absolute().parent / recording.name
        return next((path for path in (Path(recording.path), beside) if path.is_file()), None)

    def embed(self, recording: Recording) -> None:
        """Keep a copy of a recording inside the study."""
        study = self._studio.study
        self._start(
            self.tr("Copying %s") % recording.name, lambda _progress: study.embed_recording(recording.id)
        )

    def unembed_to(self, recording: Recording, path: Path) -> None:
        """Write an embedded recording to a file."""
        study = self._studio.study
        self._start(
            self.tr("Writing %s") % path.name, lambda _progress: study.unembed_recording(recording.id, path)
        )

    def detach(self, recording: Recording) -> None:
        """Take a recording off its interview; undo brings it back."""
        self._attempt(lambda: self._studio.study.detach_recording(recording.id))

    def erase(self, recording: Recording) -> None:
        """Ask, and erase an embedded recording for good."""
        self._confirm(
            self.tr("Erase “%s” from this study for good?") % recording.name,
            self.tr("Erasing %s") % recording.name,
            lambda: self._studio.study.erase_recording(recording.id),
        )

    def erase_detached(self) -> None:
        """Ask, and erase for good every recording that the study holds for undo only."""
        study = self._studio.study
        number, _ = study.detached_recordings()
        if not number:
            self.said.emit(self.tr("This study holds no recording that is not attached."))
            return
        self._confirm(
            self.tr("Erase 1 detached recording from this study for good?")
            if number == 1
            else self.tr("Erase %d detached recordings from this study for good?") % number,
            self.tr("Erasing detached recordings"),
            study.erase_detached,
        )

    def _confirm(self, question: str, words: str, erase: Callable[[], object]) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(question)
        box.setInformativeText(
            self.tr(
                "Undo does not bring its sound back. Notes and extracts stay, and so do copies of the study."
            )
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes = box.addButton(self.tr("Erase"), QMessageBox.ButtonRole.DestructiveRole)
        yes.clicked.connect(lambda: self._start(words, lambda _progress: erase()))
        box.open()

    def _with_fingerprint(self, path: Path, take: Callable[[Fingerprint], object]) -> None:
        self._start(
            self.tr("Checking %s") % path.name,
            lambda progress: fingerprint(path, progress),
            lambda known: self._attempt(lambda: take(known)),
        )

    def _start(
        self, words: str, job: Callable[[Progress], T], done: Callable[[T], object] = lambda _result: None
    ) -> None:
        self.work.start(words, job, done, lambda error: self.said.emit(str(error)))

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except StudyError as error:
            self.said.emit(str(error))
