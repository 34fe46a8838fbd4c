"""Write what is read or compared to Word, Excel, CSV or a web page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QWidget

from framework_qda.progress import Progress
from framework_qda.reports.options import Paper
from framework_qda.study import Study
from framework_qda.ui.dialogs.parts import column
from framework_qda.ui.dialogs.writing import WritingDialog, file_name, group, title
from framework_qda.ui.evidence.places import Manner
from framework_qda.ui.extents import Extent
from framework_qda.ui.studio import Studio
from framework_qda.ui.work import Work


class ExportViewDialog(WritingDialog):
    """Export one of several extents of a view, the first of which is what is on show.

    Where nothing in it `is_linked` to the notes, references to them are not offered.
    """

    def __init__(
        self,
        studio: Studio,
        work: Work,
        extents: Sequence[Extent],
        parent: QWidget | None = None,
        *,
        is_linked: bool = True,
    ) -> None:
        super().__init__(
            studio,
            work,
            title=self.tr("Export this view"),
            asking=self.tr("Where to write this view"),
            formats=(
                (".docx", self.tr("Word document (.docx)")),
                (".xlsx", self.tr("Excel workbook (.xlsx)")),
                (".csv", self.tr("Plain tables (.csv), one below the other")),
                (".html", self.tr("Web page (.html)")),
            ),
            parent=parent,
        )
        self._extents, self._is_linked = extents, is_linked
        self.choice = [QRadioButton(extent.words) for extent in extents]
        self.choice[0].setChecked(True)
        group(self, *self.choice).buttonToggled.connect(self.edited)
        self.lay_out(column(title(self.tr("What")), *self.choice, self.references))
        self.begin(84, 20)
        self.references.setVisible(is_linked)

    @property
    def _manner(self) -> Manner:
        return self.manner if self._is_linked else Manner.NONE

    def stem(self) -> str:
        return file_name(f"{self._studio.study.path.stem} - {self._extents[0].words}")

    def job(self) -> Callable[[Path, Progress], object]:
        extent = next(
            extent for extent, button in zip(self._extents, self.choice, strict=True) if button.isChecked()
        )
        return partial(
            _export, self._studio.study, extent, paper=self.paper.currentData(), references=self._manner
        )


def _export(
    study: Study, extent: Extent, path: Path, progress: Progress, *, paper: Paper, references: Manner
) -> None:
    from framework_qda.tasks.exporting import export_pages, sheets

    progress(0, 0, extent.words)
    pages = extent.pages(sheets(path))
    export_pages(study, path, pages, paper=paper, references=references, progress=progress)
