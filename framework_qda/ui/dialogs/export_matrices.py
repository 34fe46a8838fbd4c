"""Write matrices to Word, Excel, CSV or a web page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused, StudyError
from framework_qda.progress import Progress
from framework_qda.reports.options import Paper
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, MatrixId, SubTopicId
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import (
    MARGIN,
    Notice,
    PathField,
    button,
    buttons,
    column,
    file_dialog,
    fit,
    labelled,
    make_room,
    muted,
)
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

_PAPERS: tuple[Paper, ...] = ("A4", "A3")


class ExportDialog(QDialog):
    """Export all matrices, the current one or some, as they are shown or whole.

    `interviews` and `subtopics_by_matrix` are what the matrices show, in their order; a matrix that is not in
    it is shown whole. Escape stops an export
    that runs, and otherwise leaves.
    """

    def __init__(
        self,
        studio: Studio,
        work: Work,
        *,
        interviews: Sequence[InterviewId],
        subtopics_by_matrix: Mapping[MatrixId, Sequence[SubTopicId]],
        current_matrix: MatrixId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export matrices"))
        self._studio = studio
        self._work = work
        self._interviews = list(interviews)
        self._matrices = studio.study.matrices()
        self._subtopics = [
            subtopic
            for matrix in self._matrices
            for subtopic in subtopics_by_matrix.get(
                matrix.id, [s.id for s in studio.study.subtopics(matrix.id)]
            )
        ]
        self._current = next((each for each in self._matrices if each.id == current_matrix), None)
        self._running = False
        self._writing: Path | None = None
        self._chooser: QFileDialog | None = None
        self._make_what()
        self._make_how()
        self._make_foot()
        self._lay_out()
        self._recall()
        work.cancelled.connect(self._cancelled)
        work.started.connect(self._refresh)
        work.finished.connect(self._refresh)
        self._refresh()

    def _make_what(self) -> None:
        self.all = QRadioButton(self.tr("All {} matrices").format(len(self._matrices)))
        title = self._current.title if self._current else ""
        self.current = QRadioButton(self.tr("Only “{}”").format(title))
        self.current.setVisible(self._current is not None)
        self.some = QRadioButton(self.tr("These:"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Matrices to export"))
        for matrix in self._matrices:
            item = QListWidgetItem(matrix.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, matrix.number)
            item.setCheckState(Qt.CheckState.Checked)
        height = self.fontMetrics().lineSpacing() + 2 * STEP
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, height))
        self.list.setFixedHeight(height * min(6, max(1, self.list.count())) + STEP)
        self.shown = QRadioButton(self.tr("As shown, in that order: {}").format(self._shown_words()))
        self.whole = QRadioButton(self.tr("All of them"))
        self.attributes = QCheckBox(self.tr("With the attributes of areas, interviews and participants"))
        self._what = _group(self, self.all, self.current, self.some)
        self._rows = _group(self, self.shown, self.whole)
        self._what.buttonToggled.connect(self._edited)
        self.list.itemChanged.connect(self._edited)
        for part in (self.shown, self.whole, self.attributes):
            part.toggled.connect(self._edited)

    def _shown_words(self) -> str:
        rows, columns = len(self._studio.study.interviews()), len(self._studio.study.subtopics())
        return self.tr("{} of {} interviews, {} of {} sub-topics").format(
            len(self._interviews), rows, len(self._subtopics), columns
        )

    def _make_how(self) -> None:
        self.format = QComboBox()
        for suffix, words in (
            (".docx", self.tr("Word document (.docx)")),
            (".xlsx", self.tr("Excel workbook (.xlsx), a sheet a matrix")),
            (".csv", self.tr("Plain table (.csv)")),
            (".html", self.tr("Web page (.html)")),
        ):
            self.format.addItem(words, suffix)
        self.paper = QComboBox()
        for paper in _PAPERS:
            self.paper.addItem(self.tr("{} landscape").format(paper), paper)
        self.place = PathField(self.tr("File"))
        self.replaces = muted()
        self.format.currentIndexChanged.connect(self._follow_format)
        self.paper.currentIndexChanged.connect(self._edited)
        self.place.changed.connect(self._edited)
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

    def _lay_out(self) -> None:
        self.choices = QWidget()
        what = column(_title(self.tr("Matrices")), self.all, self.current, self.some)
        indented = QHBoxLayout()
        indented.setContentsMargins(5 * STEP, 0, 0, 0)
        indented.addWidget(self.list)
        what.addLayout(indented)
        rows = column(_title(self.tr("Rows and columns")), self.shown, self.whole, self.attributes)
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
        chosen = QVBoxLayout(self.choices)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(4 * STEP)
        for part in (what, rows, how, place):
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

    def _recall(self) -> None:
        """Choose what was chosen last time."""
        index = self.format.findData(settings.get("export/format", ".docx"))
        self.format.setCurrentIndex(max(0, index))
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.get("export/paper", "A4"))))
        self.attributes.setChecked(settings.get("export/attributes", True))
        as_shown = settings.get("export/as_shown", True)
        (self.shown if as_shown else self.whole).setChecked(True)
        only_current = settings.get("export/what", "all") == "current" and self._current is not None
        (self.current if only_current else self.all).setChecked(True)
        self.place.set_path(_folder() / f"{self._studio.study.path.stem}{self.suffix}")
        fit(self, 84, 32)
        self.go.setFocus()

    def _remember(self, path: Path) -> None:
        settings.put("export/format", self.suffix)
        settings.put("export/paper", self.paper.currentData())
        settings.put("export/attributes", self.attributes.isChecked())
        settings.put("export/as_shown", self.shown.isChecked())
        settings.put("export/what", "current" if self.current.isChecked() else "all")
        settings.put("export/folder", str(path.parent))

    @property
    def suffix(self) -> str:
        """The ending of the format chosen."""
        return cast(str, self.format.currentData())

    def numbers(self) -> list[int] | None:
        """Give the numbers of the matrices chosen, None for all."""
        if self.all.isChecked():
            return None
        if self.current.isChecked() and self._current:
            return [self._current.number]
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def run(self) -> None:
        """Write the file."""
        try:
            path, numbers = self._checked()
        except StudyError as error:
            self.notice.say(error)
            return
        self.notice.clear()
        self._remember(path)
        self._running, self._writing = True, path
        options = {
            "paper": self.paper.currentData(),
            "attributes": self.attributes.isChecked(),
            "interviews": self._interviews if self.shown.isChecked() else None,
            "subtopics": self._subtopics if self.shown.isChecked() else None,
        }
        job = partial(_export, self._studio.study, path, numbers, options)
        self._work.start(self.tr("Export “{}”").format(path.name), job, self._done, self._failed)
        self._refresh()

    def _checked(self) -> tuple[Path, list[int] | None]:
        path, numbers = self.place.path, self.numbers()
        if numbers == []:
            raise Refused(self.tr("Tick at least one matrix."))
        if path is None or not path.name:
            raise Refused(self.tr("Say where the file is to be written."))
        return path if path.suffix.lower() == self.suffix else path.with_name(
            path.name + self.suffix
        ), numbers

    def reject(self) -> None:
        if self._running:
            self._work.cancel()
        else:
            super().reject()

    def _done(self, _nothing: None) -> None:
        self._running = False
        assert self._writing is not None
        self.notice.say(self.tr("Written: {}").format(self._writing), warning=False)
        self._refresh(written=True)
        self.open_file.setFocus()

    def _failed(self, error: StudyError) -> None:
        self._running = False
        self.notice.say(error)
        self._refresh()

    def _cancelled(self) -> None:
        if self._running:
            self._running = False
            self.notice.say(self.tr("Stopped: nothing was written."), warning=False)
            self._refresh()

    def _edited(self, *_: object) -> None:
        self.notice.clear()
        self._refresh()

    def _follow_format(self) -> None:
        path = self.place.path
        if path and path.suffix.lower() in {self.format.itemData(n) for n in range(self.format.count())}:
            self.place.set_path(path.with_suffix(self.suffix))
        self._edited()

    def _refresh(self, *_: object, written: bool = False) -> None:
        self.choices.setEnabled(not self._running)
        self.list.setVisible(self.some.isChecked())
        self.paper_box.setVisible(self.suffix == ".docx")
        self.go.setEnabled(not self._work.busy and bool(self._matrices))
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
        start = self.place.path or _folder()
        pattern = f"*{self.suffix}"
        self._chooser = file_dialog(
            self,
            self.tr("Where to write the matrices"),
            start,
            QFileDialog.FileMode.AnyFile,
            chosen=self._chosen,
            patterns=[f"{self.format.currentText().partition(' (')[0]} ({pattern})"],
            saving=True,
        )

    def _chosen(self, names: list[str]) -> None:
        self.place.set_path(names[0])


def _export(
    study: Study, path: Path, numbers: Sequence[int] | None, options: Mapping[str, Any], progress: Progress
) -> None:
    from framework_qda.tasks.exporting import export  # loads pandas, so off the GUI thread and only now

    export(study, path, numbers, progress=progress, **options)


def _group(parent: QWidget, *choices: QRadioButton) -> QButtonGroup:
    group = QButtonGroup(parent)
    for choice in choices:
        group.addButton(choice)
    return group


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("heading", True)
    return label


def _folder() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    remembered = Path(settings.get("export/folder", documents))
    return remembered if remembered.is_dir() else Path.home()
