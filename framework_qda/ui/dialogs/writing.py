"""Ask where a file is to be written and in which format, write it, and say where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused, StudyError
from framework_qda.progress import Progress
from framework_qda.reports.options import Paper
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import (
    MARGIN,
    Notice,
    PathField,
    button,
    buttons,
    file_dialog,
    fit,
    labelled,
    make_room,
    muted,
)
from framework_qda.ui.evidence.places import Manner, manner
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

PAPERS: tuple[Paper, ...] = ("A4", "A3")


class WritingDialog(QDialog):
    """Write what whoever inherits gives; Escape stops what runs, and otherwise leaves.

    `formats` are endings with their words, `asking` is the title of the dialog that asks for a file.
    """

    def __init__(
        self,
        studio: Studio,
        work: Work,
        *,
        title: str,
        asking: str,
        formats: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._studio, self._work, self._asking = studio, work, asking
        self._running = False
        self._writing: Path | None = None
        self._chooser: QFileDialog | None = None
        self._make_how(formats)
        self._make_foot()

    # What those who inherit say -----------------------------------------------------------------------

    def job(self) -> Callable[[Path, Progress], object]:
        """Give what writes the file, off the GUI thread; raises Refused where something is not chosen."""
        raise NotImplementedError

    def remember(self) -> None:
        """Remember what was chosen for next time."""

    def stem(self) -> str:
        """Propose a name for the file, without its ending."""
        return self._studio.study.path.stem

    def paper_words(self, paper: Paper) -> str:
        """Name a paper."""
        return paper

    @property
    def ready(self) -> bool:
        """Whether there is anything to write."""
        return True

    # Parts --------------------------------------------------------------------------------------------

    def _make_how(self, formats: Sequence[tuple[str, str]]) -> None:
        self.references = references_box(self)
        self.references.toggled.connect(self.edited)
        self.format = QComboBox()
        for suffix, words in formats:
            self.format.addItem(words, suffix)
        self.paper = QComboBox()
        for paper in PAPERS:
            self.paper.addItem(self.paper_words(paper), paper)
        self.place = PathField(self.tr("File"))
        self.replaces = muted()
        self.format.currentIndexChanged.connect(self._follow_format)
        self.paper.currentIndexChanged.connect(self.edited)
        self.place.changed.connect(self.edited)
        self.place.browse.connect(self._choose)

    def _make_foot(self) -> None:
        self.notice = Notice()
        self.open_file = button(self.tr("Open"), self._open, "arrow-square-out")
        self.open_folder = button(self.tr("Show in folder"), self._show_folder, "folder-open")
        self.bar = WorkBar(self._work)
        self.go = QPushButton(self.tr("Export"))
        self.go.clicked.connect(self.run)
        self.leave = QPushButton()
        self.leave.clicked.connect(self.reject)

    def lay_out(self, *what: QVBoxLayout) -> None:
        """Set what is to be chosen over the format, the file and the buttons."""
        how = QHBoxLayout()
        how.setSpacing(3 * STEP)
        how.addLayout(labelled(self.tr("Format"), self.format), 3)
        self.paper_box = QWidget()
        paper = labelled(self.tr("Paper"), self.paper)
        paper.setContentsMargins(0, 0, 0, 0)
        self.paper_box.setLayout(paper)
        how.addWidget(self.paper_box, 1)
        place = labelled(self.tr("File"), self.place)
        place.addWidget(self.replaces)
        self.choices = QWidget()
        chosen = QVBoxLayout(self.choices)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(4 * STEP)
        for part in (*what, how, place):
            chosen.addLayout(part)
        after = QHBoxLayout()
        after.addWidget(self.open_file)
        after.addWidget(self.open_folder)
        after.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.choices)
        layout.addWidget(self.notice)
        layout.addLayout(after)
        layout.addStretch()
        layout.addWidget(self.bar)
        layout.addWidget(buttons(self, self.go, self.leave))

    def begin(self, characters: int, lines: int) -> None:
        """Choose what was chosen last time, once everything is laid out."""
        index = self.format.findData(settings.get("export/format", ".docx"))
        self.format.setCurrentIndex(max(0, index))
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.get("export/paper", "A4"))))
        self.references.setChecked(settings.get("export/references", False))
        self.place.set_path(export_folder() / f"{self.stem()}{self.suffix}")
        fit(self, characters, lines)
        self.go.setFocus()
        self._work.cancelled.connect(self._cancelled)
        self._work.started.connect(self.refresh)
        self._work.finished.connect(self.refresh)
        self.refresh()

    def _remember(self, path: Path) -> None:
        settings.put("export/format", self.suffix)
        settings.put("export/paper", self.paper.currentData())
        settings.put("export/references", self.references.isChecked())
        settings.put("export/folder", str(path.parent))
        self.remember()

    # What is chosen -----------------------------------------------------------------------------------

    @property
    def suffix(self) -> str:
        """The ending of the format chosen."""
        return cast(str, self.format.currentData())

    @property
    def manner(self) -> Manner:
        """How what is linked refers to its passages."""
        return references_manner() if self.references.isChecked() else Manner.NONE

    def _checked(self) -> Path:
        path = self.place.path
        if path is None or not path.name:
            raise Refused(self.tr("Say where the file is to be written."))
        return path if path.suffix.lower() == self.suffix else path.with_name(path.name + self.suffix)

    # Writing ------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Write the file."""
        try:
            write, path = self.job(), self._checked()
        except StudyError as error:
            self.notice.say(error)
            return
        self.notice.clear()
        self._remember(path)
        self._running, self._writing = True, path
        self._work.start(
            self.tr("Export “{}”").format(path.name),
            lambda progress: write(path, progress),
            self._done,
            self._failed,
        )
        self.refresh()

    def reject(self) -> None:
        if self._running:
            self._work.cancel()
        else:
            super().reject()

    def _done(self, _result: object) -> None:
        self._running = False
        assert self._writing is not None
        self.notice.say(self.tr("Written: {}").format(self._writing), warning=False)
        self.refresh(written=True)
        self.open_file.setFocus()

    def _failed(self, error: StudyError) -> None:
        self._running = False
        self.notice.say(error)
        self.refresh()

    def _cancelled(self) -> None:
        if self._running:
            self._running = False
            self.notice.say(self.tr("Stopped: nothing was written."), warning=False)
            self.refresh()

    def edited(self, *_: object) -> None:
        """Let go of what was said of the last file, since something else is chosen now."""
        self.notice.clear()
        self.refresh()

    def _follow_format(self) -> None:
        path = self.place.path
        if path and path.suffix.lower() in {self.format.itemData(n) for n in range(self.format.count())}:
            self.place.set_path(path.with_suffix(self.suffix))
        self.edited()

    def refresh(self, *_: object, written: bool = False) -> None:
        """Show what can be chosen and done now."""
        self.choices.setEnabled(not self._running)
        self.paper_box.setVisible(self.suffix != ".csv")  # which has no pages
        self.go.setEnabled(not self._work.busy and self.ready)
        self.leave.setText(self.tr("Close") if written else self.tr("Cancel"))
        self.open_file.setVisible(written)
        self.open_folder.setVisible(written)
        exists = self.place.path is not None and self.place.path.is_file() and not written
        self.replaces.setText(self.tr("A file of that name is there and will be replaced.") if exists else "")
        self.replaces.setVisible(exists)
        make_room(self)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._writing)))

    def _show_folder(self) -> None:
        assert self._writing is not None
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._writing.parent)))

    def _choose(self) -> None:
        self._chooser = file_dialog(
            self,
            self._asking,
            self.place.path or export_folder(),
            QFileDialog.FileMode.AnyFile,
            chosen=self._chosen,
            patterns=[f"{self.format.currentText().partition(' (')[0]} (*{self.suffix})"],
            saving=True,
        )

    def _chosen(self, names: list[str]) -> None:
        self.place.set_path(names[0])


def group(parent: QWidget, *choices: QRadioButton) -> QButtonGroup:
    """Let one of several be chosen."""
    made = QButtonGroup(parent)
    for choice in choices:
        made.addButton(choice)
    return made


def title(text: str) -> QLabel:
    """Give the heading of what can be chosen."""
    label = QLabel(text)
    label.setProperty("heading", True)
    return label


def references_box(dialog: QDialog) -> QCheckBox:
    """Ask whether what is linked refers to the notes, with an example."""
    example = "[00:14:05]" if references_manner() is Manner.TIME else "[p12]"
    return QCheckBox(dialog.tr("With references of linked words to the notes: %s") % example)


def references_manner() -> Manner:
    """Refer as the editor of a cell does; where that shows none, to the paragraph."""
    return Manner.TIME if manner() is Manner.TIME else Manner.PARAGRAPH


def export_folder() -> Path:
    """Give the folder that was written to last."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    remembered = Path(settings.get("export/folder", documents))
    return remembered if remembered.is_dir() else Path.home()


def file_name(words: str) -> str:
    """Leave out what no system takes in a name; what parts words goes on parting them."""
    parted = re.sub(r"\s*:\s+|\s+[/\\|]\s+", " - ", words)
    parted = re.sub(r"[/\\:|]", "-", parted)
    return "".join(letter for letter in parted if letter not in '*?"<>').strip(" .-")[:100]
