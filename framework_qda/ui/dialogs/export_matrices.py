"""Write matrices to Word, Excel, CSV or a web page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.progress import Progress
from framework_qda.reports.options import Paper
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, MatrixId, SubTopicId
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import column
from framework_qda.ui.dialogs.writing import WritingDialog, group, title
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work


class ExportDialog(WritingDialog):
    """Export all matrices, the current one or some, as they are shown or whole.

    `interviews` and `subtopics_by_matrix` are what the matrices show, in their order; a matrix that is not in
    it is shown whole. `arranged` says in words how they are ordered and filtered.
    """

    def __init__(
        self,
        studio: Studio,
        work: Work,
        *,
        interviews: Sequence[InterviewId],
        subtopics_by_matrix: Mapping[MatrixId, Sequence[SubTopicId]],
        current_matrix: MatrixId | None = None,
        categories: bool = False,
        arranged: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            studio,
            work,
            title=self.tr("Export matrices"),
            asking=self.tr("Where to write the matrices"),
            formats=(
                (".docx", self.tr("Word document (.docx)")),
                (".xlsx", self.tr("Excel workbook (.xlsx), a sheet a matrix")),
                (".csv", self.tr("Plain table (.csv)")),
                (".html", self.tr("Web page (.html)")),
            ),
            parent=parent,
        )
        self._interviews = list(interviews)
        self._categories, self._arranged = categories, arranged
        self._matrices = studio.study.matrices()
        self._subtopics = [
            subtopic
            for matrix in self._matrices
            for subtopic in subtopics_by_matrix.get(
                matrix.id, [s.id for s in studio.study.subtopics(matrix.id)]
            )
        ]
        self._current = next((each for each in self._matrices if each.id == current_matrix), None)
        self._make_what()
        self._lay_out_what()
        self._recall()
        self.begin(84, 32)

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
        self._what = group(self, self.all, self.current, self.some)
        self._rows = group(self, self.shown, self.whole)
        self._what.buttonToggled.connect(self.edited)
        self.list.itemChanged.connect(self.edited)
        for part in (self.shown, self.whole, self.attributes):
            part.toggled.connect(self.edited)

    def _shown_words(self) -> str:
        rows, columns = len(self._studio.study.interviews()), len(self._studio.study.subtopics())
        words = self.tr("{} of {} interviews, {} of {} sub-topics").format(
            len(self._interviews), rows, len(self._subtopics), columns
        )
        words = self.tr("{}, with categories").format(words) if self._categories else words
        return f"{words}\n{self._arranged}" if self._arranged else words

    def _lay_out_what(self) -> None:
        what = column(title(self.tr("Matrices")), self.all, self.current, self.some)
        indented = QHBoxLayout()
        indented.setContentsMargins(5 * STEP, 0, 0, 0)
        indented.addWidget(self.list)
        what.addLayout(indented)
        rows = column(
            title(self.tr("Rows and columns")), self.shown, self.whole, self.attributes, self.references
        )
        self.lay_out(what, rows)

    def _recall(self) -> None:
        """Choose what was chosen last time."""
        self.attributes.setChecked(settings.get("export/attributes", True))
        as_shown = settings.get("export/as_shown", True)
        (self.shown if as_shown else self.whole).setChecked(True)
        only_current = settings.get("export/what", "all") == "current" and self._current is not None
        (self.current if only_current else self.all).setChecked(True)

    def remember(self) -> None:
        settings.put("export/attributes", self.attributes.isChecked())
        settings.put("export/as_shown", self.shown.isChecked())
        settings.put("export/what", "current" if self.current.isChecked() else "all")

    def paper_words(self, paper: Paper) -> str:
        return self.tr("{} landscape").format(paper)

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

    def job(self) -> Callable[[Path, Progress], object]:
        numbers = self.numbers()
        if numbers == []:
            raise Refused(self.tr("Tick at least one matrix."))
        options = {
            "paper": self.paper.currentData(),
            "attributes": self.attributes.isChecked(),
            "references": self.manner,
            "categories": self._categories and self.shown.isChecked(),
            "arranged": self._arranged if self.shown.isChecked() else "",
            "interviews": self._interviews if self.shown.isChecked() else None,
            "subtopics": self._subtopics if self.shown.isChecked() else None,
        }
        return partial(_export, self._studio.study, numbers, options)

    @property
    def ready(self) -> bool:
        return bool(self._matrices)

    def refresh(self, *_: object, written: bool = False) -> None:
        self.list.setVisible(self.some.isChecked())
        super().refresh(written=written)


def _export(
    study: Study, numbers: Sequence[int] | None, options: Mapping[str, Any], path: Path, progress: Progress
) -> None:
    from framework_qda.tasks.exporting import export  # loads pandas, so off the GUI thread and only now

    export(study, path, numbers, progress=progress, **options)
