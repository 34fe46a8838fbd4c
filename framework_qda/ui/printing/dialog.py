"""Look at what will be printed, and put it on paper or into a PDF."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused, StudyError
from framework_qda.progress import Progress
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import MARGIN, Notice, button, buttons, file_dialog, fit, labelled
from framework_qda.ui.dialogs.writing import (
    PAPERS,
    export_folder,
    file_name,
    references_box,
    references_manner,
)
from framework_qda.ui.evidence.places import Manner
from framework_qda.ui.printing.preview import Preview
from framework_qda.ui.printing.printables import Look, Printable
from framework_qda.ui.printing.prints import Printed, pdf_of, put_on
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ZOOM_STEP = 1.2


class _Made(NamedTuple):
    """What the preview shows."""

    printed: Printed
    options: ReportOptions
    pdf: bytes
    look: Look


class PrintDialog(QDialog):
    """Show the pages as they will be printed; Escape stops what runs, and otherwise leaves."""

    def __init__(
        self, studio: Studio, work: Work, printables: Sequence[Printable], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print"))
        self._studio, self._work, self._printables = studio, work, printables
        self.made: _Made | None = None
        self._running = self._again = False
        self._dialog: QDialog | None = None
        self._make_choices()
        self._make_preview()
        self._make_foot()
        self._lay_out()
        work.cancelled.connect(self._cancelled)
        fit(self, 120, 44)
        self.lay_pages()

    def _make_choices(self) -> None:
        self.what = QComboBox()
        for printable in self._printables:
            self.what.addItem(printable.words)
        self.paper = QComboBox()
        for paper in PAPERS:
            self.paper.addItem(paper, paper)
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.get("export/paper", "A4"))))
        self.references = references_box(self)
        self.references.setChecked(settings.get("export/references", False))
        self.what.currentIndexChanged.connect(self.lay_pages)
        self.paper.currentIndexChanged.connect(self.lay_pages)
        self.references.toggled.connect(self.lay_pages)

    def _make_preview(self) -> None:
        self.preview = Preview(self)
        self.page = QLabel()
        self.page.setProperty("muted", True)
        self.preview.turned.connect(lambda: self.page.setText(self.preview.place))
        for keys, factor in (
            (QKeySequence.StandardKey.ZoomIn, _ZOOM_STEP),
            (QKeySequence.StandardKey.ZoomOut, 1 / _ZOOM_STEP),
            (QKeySequence("Ctrl+0"), 0.0),
        ):
            QShortcut(QKeySequence(keys), self, partial(self.preview.zoom, factor))

    def _make_foot(self) -> None:
        self.notice = Notice()
        self.bar = WorkBar(self._work)
        self.open_file = button(self.tr("Open"), self._open, "arrow-square-out")
        self.open_file.hide()
        self.anyway = QCheckBox(self.tr("I have looked at these; let a public copy out all the same"))
        self.anyway.toggled.connect(lambda: self._refresh())
        self.go = QPushButton(self.tr("Print…"))
        self.go.clicked.connect(self.ask_printer)
        self.save_button = button(self.tr("Save as PDF…"), self.ask_file, "file-pdf")
        self.leave = QPushButton(self.tr("Close"))
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        choices = QHBoxLayout(spacing=3 * STEP)
        choices.addLayout(labelled(self.tr("What"), self.what), 1)
        choices.addLayout(labelled(self.tr("Paper"), self.paper))
        below = QHBoxLayout(spacing=3 * STEP)
        for part in (self.references, self.page):
            below.addWidget(part)
        below.insertStretch(1)
        layout = QVBoxLayout(self, spacing=3 * STEP)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addLayout(choices)
        layout.addLayout(below)
        layout.addWidget(self.preview, 1)
        said = QHBoxLayout(spacing=2 * STEP)
        said.addWidget(self.notice, 1)
        said.addWidget(self.open_file)
        layout.addLayout(said)
        layout.addWidget(self.anyway)
        layout.addWidget(self.bar)
        layout.addWidget(buttons(self, self.go, self.leave, self.save_button))
        for part in (self.what, self.paper):
            part.setAccessibleName(self.tr("What") if part is self.what else self.tr("Paper"))

    # The preview --------------------------------------------------------------------------------------

    def lay_pages(self, *_: object) -> None:
        """Lay the pages out and show them; what is asked for meanwhile is laid out after."""
        if self._running:
            self._again = True
            self._work.cancel()
            return
        self._clear()
        settings.put("export/paper", self.paper.currentData())
        settings.put("export/references", self.references.isChecked())
        printable = self._printables[self.what.currentIndex()]
        self.references.setVisible(not printable.title)  # a draft's copy says whether it has any
        title = printable.title or self._studio.study.title
        options = ReportOptions(title, datetime.date.today(), self.paper.currentData())
        manner = references_manner() if self.references.isChecked() else Manner.NONE
        self._start(self.tr("Laying out pages"), partial(_lay_out, printable, options, manner), self._show)

    def _show(self, made: _Made) -> None:
        self._settle()
        if self._again:
            self._again = False
            self.lay_pages()
            return
        self.made = made
        self.preview.show_pdf(made.pdf)
        self._warn(made.look.standing)
        self._refresh()
        (self.go if self.go.isEnabled() else self.anyway).setFocus()

    def _warn(self, standing: str) -> None:
        """Say what is to be looked at before these pages go out, and ask whether that was done."""
        self.anyway.setVisible(bool(standing))
        if standing:
            self.notice.say(f"{standing}.")

    def _clear(self) -> None:
        self.made = None
        self.anyway.hide()
        self.anyway.setChecked(False)
        self.notice.clear()
        self.open_file.hide()
        self._refresh()

    # Out ----------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Ask which printer, pages and copies."""
        try:
            dialog = _printer_dialog(self)
        except StudyError as error:
            self.notice.say(error)
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(dialog.printer()))
        self._dialog = dialog
        dialog.open()

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that the printer is asked for."""
        if self.made is None:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or sys.maxsize
        made = self.made
        printer.setFullPage(True)
        printer.setDocName(made.options.title)

        def job(progress: Progress) -> None:
            put_on(printer, made.printed, made.options, lambda number: first <= number <= last, progress)

        self._start(self.tr("Printing"), job, self._printed)

    def _printed(self, _none: None) -> None:
        self._settle()
        self.notice.say(self.tr("Printed."), warning=False)

    def ask_file(self) -> None:
        """Ask where the PDF is to be written."""
        own = self.made.look.name if self.made else ""
        name = own or file_name(f"{self._studio.study.path.stem} - {self._printables[0].words}")
        self._dialog = file_dialog(
            self,
            self.tr("Where to write the PDF"),
            export_folder() / f"{name}.pdf",
            QFileDialog.FileMode.AnyFile,
            chosen=lambda names: self.save_pdf(Path(names[0])),
            patterns=[self.tr("PDF (*.pdf)")],
            saving=True,
        )

    def save_pdf(self, path: Path) -> None:
        """Write the pages to a file."""
        if self.made is None:
            return
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            save(path, self.made.pdf)
        except StudyError as error:
            self.notice.say(error)
            return
        settings.put("export/folder", str(path.parent))
        self._written = path
        self.notice.say(self.tr("Written: {}").format(path), warning=False)
        self.open_file.show()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    # Work ---------------------------------------------------------------------------------------------

    def _start(self, words: str, job: Any, done: Any) -> None:
        self._running = True
        self._work.start(words, job, done, self._failed)
        self._refresh()

    def _settle(self) -> None:
        self._running = False
        self._refresh()

    def _failed(self, error: StudyError) -> None:
        self._settle()
        self.notice.say(error)

    def _cancelled(self) -> None:
        if not self._running:
            return
        self._settle()
        if self._again:
            self._again = False
            self.lay_pages()
        else:
            self.notice.say(self.tr("Stopped."), warning=False)

    def reject(self) -> None:
        if self._running:
            self._again = False
            self._work.cancel()
        else:
            super().reject()

    def _refresh(self) -> None:
        ready = self.made is not None and not self._running
        ready = ready and (self.anyway.isChecked() or not self.made.look.standing)
        self.go.setEnabled(ready)
        self.save_button.setEnabled(ready)


def _lay_out(printable: Printable, options: ReportOptions, manner: Manner, progress: Progress) -> _Made:
    progress(0, 0, printable.words)
    printed = printable.make(options, manner, progress)
    if not printed:
        raise Refused("There is nothing to print; choose what to read first.")
    look = printable.look() if printable.look else Look("", "")
    return _Made(printed, options, pdf_of(printed, options, progress), look)


def _printer_dialog(parent: QWidget) -> Any:
    """Make the dialog of the system's printers; raises Refused where nothing can be printed."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError as error:
        raise Refused(
            parent.tr("This computer lacks what printing needs (the CUPS library); save as PDF instead.")
        ) from error
    if not QPrinterInfo.availablePrinterNames():
        raise Refused(parent.tr("No printer is set up on this computer; save as PDF instead."))
    dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return dialog
