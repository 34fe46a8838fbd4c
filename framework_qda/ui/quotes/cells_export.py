"""Write the quotations of chosen cells to Word, asking for nothing but the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from framework_qda.progress import Progress
from framework_qda.study import Study
from framework_qda.study.model import CellKey, Interview, InterviewId, SubTopicId
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.dialogs.writing import export_folder, file_name

if TYPE_CHECKING:
    from framework_qda.ui.window import MainWindow


def quotes_of_cells(window: MainWindow) -> None:
    """Write the quotations of the cells that are selected where the keyboard is, or in the matrix."""
    if window.desk:
        ask(window, _keys_at(window.focusWidget()) or window.desk.matrix.view.chosen_keys())


def quotes_of_subtopic(window: MainWindow, subtopic: str) -> None:
    """Write the quotations of a sub-topic from all interviews that the matrix shows."""
    if window.desk:
        rows = [row for row in window.desk.matrix.model.rows if isinstance(row, Interview)]
        ask(window, [(row.id, SubTopicId(subtopic)) for row in rows])


def _keys_at(widget: QWidget | None) -> list[CellKey]:
    while widget is not None:
        if chosen := getattr(widget, "chosen_keys", None):
            return [(InterviewId(interview), SubTopicId(subtopic)) for interview, subtopic in chosen()]
        widget = widget.parentWidget()
    return []


def ask(window: MainWindow, keys: Sequence[CellKey]) -> None:
    """Ask where the quotations of cells are to be written."""
    from framework_qda.tasks.quotation_pages import any_of_cells

    if window.desk is None or window.studio is None:
        return
    window.desk.save()
    study = window.studio.study
    if not any_of_cells(study, keys):
        window.say(_tr("Nothing is indexed or linked in these cells yet; select others, or index passages."))
        return
    title = _title(study, keys)
    dialog = QFileDialog(window, _tr("Quotes to Word"), str(export_folder()), _tr("Word document (*.docx)"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("docx")
    dialog.selectFile(f"{file_name(f'{study.path.stem} - {title}')}.docx")
    dialog.fileSelected.connect(lambda name: write(window, Path(name), keys))
    dialog.open()


def write(window: MainWindow, path: Path, keys: Sequence[CellKey]) -> None:
    """Write the quotations of cells to a file, and say where it is."""
    assert window.studio
    settings.put("export/folder", str(path.parent))
    study = window.studio.study

    def done(counts: tuple[int, int]) -> None:
        quotations, passages = counts
        said = (
            counted(quotations, _tr("1 quotation"), _tr("%d quotations")) if quotations else "",
            counted(passages, _tr("1 passage not yet quoted"), _tr("%d passages not yet quoted"))
            if passages
            else "",
        )
        wrote = _tr(" and ").join(filter(None, said))
        go = (_tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        window.say(_tr("Wrote {} to {}").format(wrote, path.name), go=go)

    words = _tr("Quotes to “{}”").format(path.name)
    window.work.start(words, partial(_write, study, path, keys), done, window.complain)


def _write(study: Study, path: Path, keys: Sequence[CellKey], progress: Progress) -> tuple[int, int]:
    from framework_qda.tasks.quotation_pages import of_cells, write_quotations
    from framework_qda.tasks.taking import is_taken

    progress(0, 0, _tr("Gathering the quotations"))
    quotations, under = of_cells(study, keys)
    title = _title(study, keys)
    write_quotations(study, path, quotations, under=under, title=title, progress=progress)
    taken = sum(map(is_taken, quotations))
    return taken, len(quotations) - taken


def _title(study: Study, keys: Sequence[CellKey]) -> str:
    topics = {subtopic for _, subtopic in keys}
    named = [each.name for each in study.subtopics() if each.id in topics]
    return _tr("Quotations: %s") % named[0] if len(named) == 1 else _tr("Quotations")


def _tr(words: str) -> str:
    return QCoreApplication.translate("quotes", words)
