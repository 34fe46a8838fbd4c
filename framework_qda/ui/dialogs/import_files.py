"""Bring interview notes into the study: choose files, look through what is known of them, import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.sources import SUFFIXES, refusal
from framework_qda.sources.cases import guess_cases
from framework_qda.study.model import InterviewId
from framework_qda.tasks.importing import ImportReport, import_files, left_out, plan
from framework_qda.tasks.planning import SHEETS
from framework_qda.ui import settings
from framework_qda.ui.dialogs.import_table import FILE, ImportTable, ImportView, Row
from framework_qda.ui.dialogs.parts import (
    MARGIN,
    DropRoom,
    Notice,
    button,
    buttons,
    column,
    file_dialog,
    fit,
    heading,
    muted,
)
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

_SHEET_SUFFIXES = ("csv", "tsv", "xlsx")


class ImportDialog(QDialog):
    """Import many files as one action. Escape stops an import that runs, and otherwise leaves.

    `imported` tells the first interview that came in.
    """

    imported = Signal(str)

    def __init__(
        self, studio: Studio, work: Work, paths: Sequence[Path] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import interviews"))
        self.setAcceptDrops(True)
        self._studio = studio
        self._work = work
        self._given: list[Path] = []
        self._sheet: Path | None = None
        self._running = False
        self._chooser: QFileDialog | None = None
        self.table = ImportTable(self)
        self.table.edited.connect(self._refresh)
        self.view = ImportView(self.table, [area.name for area in studio.study.areas()])
        self.notice = Notice()
        self.summary = Summary()
        self.bar = WorkBar(work)
        self._make_buttons()
        self._lay_out()
        work.cancelled.connect(self._cancelled)
        work.started.connect(self._refresh)
        work.finished.connect(self._refresh)
        self._refresh()
        if paths:
            self.add(paths)

    def _make_buttons(self) -> None:
        self.choose_files = button(self.tr("Choose files…"), self._choose_files, "files")
        self.choose_folder = button(self.tr("Choose a folder…"), self._choose_folder, "folder-open")
        self.more_files = button(self.tr("More files…"), self._choose_files, "files")
        self.more_folder = button(self.tr("A folder…"), self._choose_folder, "folder-open")
        self.choose_sheet = button(self.tr("Sheet of cases…"), self._choose_sheet, "table")
        self.read_sheet = button(self.tr("Read it again"), self._plan, "arrow-clockwise")
        self.drop_sheet = button(self.tr("Do without"), self._forget_sheet, "x")
        self.go = QPushButton()
        self.go.clicked.connect(self.run)
        self.leave = QPushButton()
        self.leave.clicked.connect(self.reject)
        self.again = button(self.tr("Import more"), self._begin_again)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.empty = DropRoom(
            "file-arrow-down",
            self.tr(
                "Drop interview notes here: Word, text or Markdown files, or a folder of them. A sheet of "
                "cases (cases.csv or cases.xlsx) that lies with them is found by itself."
            ),
            (self.choose_files, self.choose_folder),
        )
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._table_page())
        self.stack.addWidget(self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)
        layout.addWidget(buttons(self, self.go, self.leave, self.again))
        fit(self, 130, 34)

    def _table_page(self) -> QWidget:
        self.sheet_name = QLabel()
        self.sheet_name.setTextFormat(Qt.TextFormat.PlainText)
        page = QWidget()
        layout = column()
        layout.addLayout(_row(self.more_files, self.more_folder, self.choose_sheet))
        self.sheet_row = QWidget()
        self.sheet_row.setLayout(_row(self.sheet_name, self.read_sheet, self.drop_sheet))
        layout.addWidget(self.sheet_row)
        layout.addWidget(self.view, 1)
        layout.addWidget(
            muted(
                self.tr(
                    "Enter or a double click edits; several cells selected in a column are filled at once. "
                    "Space leaves a file out. Participants are parted by “;”."
                )
            )
        )
        page.setLayout(layout)
        return page

    def add(self, paths: Sequence[Path]) -> None:
        """Take files and folders in, and the sheet of cases among them."""
        sheets = [sheet for path in paths for sheet in _sheets(path)]
        self._given += [path for path in paths if path not in self._given and path not in sheets]
        if sheets:
            self._sheet = sheets[0]
            if not self._given:
                self._given = [self._sheet.parent]
        self._plan()

    def run(self) -> None:
        """Import what is wanted, or go to the cell that must be put right first."""
        problem = self.table.first_problem()
        if problem:
            self.notice.say(problem[1])
            self.view.setCurrentIndex(problem[0])
            self.view.setFocus()
            return
        files = self.table.wanted()
        self.notice.clear()
        self._running = True
        job = partial(import_files, self._studio.study, files)
        self._work.start(self._words(len(files)), job, self._done, self._failed)
        self._refresh()

    def reject(self) -> None:
        if self._running:
            self._work.cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.stack.setCurrentIndex(0)
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _plan(self) -> None:
        try:
            rows = _planned(self._given, self._sheet)
            self.notice.clear()
        except StudyError as error:
            rows = _guessed(_files(self._given))
            self.notice.say(error)
        self.table.fill(rows)
        self._tell_unreadable()
        self.stack.setCurrentIndex(1 if rows else 0)
        self.view.fit_columns()
        if rows:
            self.view.setCurrentIndex(self.table.index(0, FILE + 1))
            self.view.setFocus()
        self._refresh()

    def _tell_unreadable(self) -> None:
        """Name the files in a format that is not read; the good ones go in all the same."""
        refused = self.table.unreadable()
        if not refused or self.notice.sentence:
            return
        more = self.tr("{} more are marked in the list.").format(len(refused) - 1) if refused[1:] else ""
        self.notice.say(f"{refused[0]} {more}".strip())

    def _refresh(self) -> None:
        count = len(self.table.wanted())
        page = self.stack.currentWidget()
        finished = page is self.summary
        self.go.setText(self._words(count))
        self.go.setVisible(page is not self.empty and not finished)
        self.go.setEnabled(count > 0 and not self._work.busy)
        self.again.setVisible(finished)
        self.leave.setText(self.tr("Close") if finished else self.tr("Cancel"))
        self.leave.setDefault(finished)
        self.stack.setEnabled(not self._running)
        self.sheet_name.setText(self.tr("Sheet of cases: {}").format(self._sheet.name if self._sheet else ""))
        self.sheet_row.setVisible(self._sheet is not None)

    def _words(self, count: int) -> str:
        return self.tr("Import 1 interview") if count == 1 else self.tr("Import {} interviews").format(count)

    def _done(self, report: ImportReport) -> None:
        self._running = False
        self.notice.clear()
        refused = (*report.refused, *self.table.unreadable())
        self.summary.show_report(self._studio, replace(report, refused=refused))
        self.stack.setCurrentWidget(self.summary)
        self._refresh()
        self.leave.setFocus()
        if report.imported:
            self.imported.emit(report.imported[0])

    def _failed(self, error: StudyError) -> None:
        self._running = False
        self.notice.say(error)
        self._refresh()

    def _cancelled(self) -> None:
        if self._running:
            self._running = False
            self.notice.say(self.tr("Stopped: nothing was imported."), warning=False)
            self._refresh()

    def _begin_again(self) -> None:
        self._given, self._sheet = [], None
        self.table.fill([])
        self.notice.clear()
        self.stack.setCurrentWidget(self.empty)
        self._refresh()
        self.choose_files.setFocus()

    def _forget_sheet(self) -> None:
        self._given = _files(self._given)
        self._sheet = None
        self._plan()

    def _choose_files(self) -> None:
        self._choose(
            self.tr("Interview notes"),
            QFileDialog.FileMode.ExistingFiles,
            [
                self.tr("Notes ({})").format(" ".join(f"*{suffix}" for suffix in SUFFIXES)),
                self.tr("All files (*)"),
            ],
        )

    def _choose_folder(self) -> None:
        self._choose(self.tr("Folder of interview notes"), QFileDialog.FileMode.Directory, [])

    def _choose_sheet(self) -> None:
        pattern = " ".join(f"*.{suffix}" for suffix in _SHEET_SUFFIXES)
        self._choose(
            self.tr("Sheet of cases"),
            QFileDialog.FileMode.ExistingFile,
            [self.tr("Sheets ({})").format(pattern)],
            sheet=True,
        )

    def _choose(
        self, title: str, mode: QFileDialog.FileMode, patterns: Sequence[str], *, sheet: bool = False
    ) -> None:
        start = Path(settings.get("import/folder", str(Path.home())))
        chosen = self._sheet_chosen if sheet else self._chosen
        self._chooser = file_dialog(self, title, start, mode, chosen=chosen, patterns=patterns)

    def _chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        settings.put("import/folder", str(paths[0] if paths[0].is_dir() else paths[0].parent))
        self.add(paths)

    def _sheet_chosen(self, names: list[str]) -> None:
        self._sheet = Path(names[0])
        self._plan()


class Summary(QWidget):
    """What went in, and a sentence for each file that did not."""

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("")
        self.explanation = muted()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(STEP // 2)
        self.list.setAccessibleName(self.tr("What went in and what was left out"))
        self.setLayout(column(self.title, self.explanation, self.list))

    def show_report(self, studio: Studio, report: ImportReport) -> None:
        """Say what an import did."""
        count = len(report.imported)
        self.title.setText(
            self.tr("1 interview is in the study")
            if count == 1
            else self.tr("{} interviews are in the study").format(count or self.tr("No"))
        )
        self.explanation.setText(
            self.tr("It was one step: undo takes all of them out again.") if count else ""
        )
        self.explanation.setVisible(count > 0)
        self.list.clear()
        if report.refused:
            self._add_title(self.tr("Left out"))
            for error in report.refused:
                self.list.addItem(QListWidgetItem(icon("warning"), str(error)))
        if count:
            self._add_title(self.tr("Imported"))
            self._list_imported(studio, set(report.imported))

    def _add_title(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        item.setFont(font)

    def _list_imported(self, studio: Studio, new: set[InterviewId]) -> None:
        areas = {area.id: area.name for area in studio.study.areas()}
        words = studio.study.transcript_words()
        for interview in studio.study.interviews():
            if interview.id in new:
                length = self.tr("{:,} words").format(words.get(interview.id, 0))
                item = f"{areas[interview.area]} · {interview.name} · {length}"
                self.list.addItem(QListWidgetItem(icon("check"), item))


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * STEP)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row


def _planned(given: Sequence[Path], sheet: Path | None) -> list[Row]:
    """Make the rows of a sheet, and after them, left out, the files it does not name."""
    if not given:
        return []
    if sheet is None:
        return _guessed(_files(given))
    pairs = plan(given, sheet)
    rows = [Row(path, case, wanted=not refusal(path)) for path, case in pairs]
    for row in _guessed(left_out(given, pairs)):
        rows.append(Row(row.path, row.case, wanted=False))
    return rows


def _guessed(files: Sequence[Path]) -> list[Row]:
    pairs = zip(files, guess_cases(files), strict=True)
    return [Row(path, case, wanted=not refusal(path)) for path, case in pairs]


def _files(given: Sequence[Path]) -> list[Path]:
    """Give the files chosen and those in the folders chosen."""
    return list(dict.fromkeys([*(path for path in given if not path.is_dir()), *left_out(given, ())]))


def _sheets(path: Path) -> list[Path]:
    """Find sheets of cases: the path itself, or those that lie in it."""
    places = [path / name for name in SHEETS] if path.is_dir() else [path]
    return [place for place in places if place.name.casefold() in SHEETS and place.is_file()]
