"""Choose the closed questions of a survey, and how their answers are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from framework_qda.errors import Refused
from framework_qda.reading.survey import Question, Survey, as_settings, of_settings, share_words
from framework_qda.ui.dialogs.parts import button, file_dialog
from framework_qda.ui.dialogs.writing import export_folder, group
from framework_qda.ui.report.object_form import ObjectForm, Settings, filled
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

_PLACE = Qt.ItemDataRole.UserRole
_UNFOLDED = 4  # questions at most that show their answers at once


class SurveyForm(ObjectForm):
    """Questions with their counts, to be ticked; those of the sheet that is chosen join what is there."""

    room = (86, 38)

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        self.dialog: QFileDialog | None = None
        self.questions: list[Question] = []
        self._add_sheet()
        self._add_looks(settings)
        self.caption = self.line(self.tr("Caption"), "caption", self.tr("Empty: the first question"))
        self.source = self.line(
            self.tr("Source"), "source", self.tr("Whose survey it is, when it was asked, and of whom")
        )
        self.show_questions(of_settings(settings), ticked=True)
        self.head = self.tree if self.questions else self.choose

    def _add_sheet(self) -> None:
        self.choose = button(self.tr("Choose a sheet…"), self.ask_file, "table", self)
        self.said = QLabel(self.tr("A .csv or .xlsx with a row for every respondent, or with counts"))
        self.said.setProperty("muted", True)
        self.said.setWordWrap(True)
        line = QHBoxLayout(spacing=2 * STEP)
        line.addWidget(self.choose)
        line.addWidget(self.said, 1)
        self._column.addLayout(line)
        self.add_widget(WorkBar(self.work, self, cancellable=False))
        self.tree = QTreeWidget(columnCount=3)
        self.tree.setHeaderLabels([self.tr("Question"), self.tr("Number"), self.tr("Per cent")])
        self.tree.setAccessibleName(self.tr("Questions of the survey"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.add_widget(self.tree, 1)

    def _add_looks(self, settings: Settings) -> None:
        self.table, self.chart = QRadioButton(self.tr("Table")), QRadioButton(self.tr("Chart"))
        self.percent, self.count = (
            QRadioButton(self.tr("Per cent, with base")),
            QRadioButton(self.tr("Numbers")),
        )
        (self.chart if settings.get("as") == "chart" else self.table).setChecked(True)
        (self.count if settings.get("show") == "count" else self.percent).setChecked(True)
        line = QHBoxLayout(spacing=3 * STEP)
        self._groups = group(self, self.table, self.chart), group(self, self.percent, self.count)
        for each in (self.table, self.chart):
            line.addWidget(each)
        line.addSpacing(6 * STEP)
        for each in (self.percent, self.count):
            line.addWidget(each)
        line.addStretch()
        self._column.addLayout(line)

    # The sheet ------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for the sheet of the survey."""
        self.dialog = file_dialog(
            self,
            self.tr("Choose the sheet of a survey"),
            export_folder(),
            QFileDialog.FileMode.ExistingFile,
            chosen=lambda names: self.read(Path(names[0])),
            patterns=[self.tr("Sheets (*.csv *.tsv *.xlsx)")],
        )

    def read(self, path: Path) -> None:
        """Read a sheet, off the GUI thread."""
        from framework_qda.sources.survey import read_survey

        self.work.start(
            self.tr("Reading “%s”") % path.name,
            lambda _progress: read_survey(path),
            lambda survey: self._take(path, survey),
            lambda error: self.told.emit(str(error)),
        )

    def _take(self, path: Path, survey: Survey) -> None:
        self.told.emit("")
        kept = self.chosen()
        self.questions = []
        self.tree.clear()
        self.show_questions(kept, ticked=True)
        self.show_questions([each for each in survey.questions if each not in kept], ticked=False)
        words = self.tr("%s: %d closed questions") % (path.name, len(survey.questions))
        if survey.others:
            words += self.tr("; left out, since they are none: %s") % ", ".join(survey.others)
        self.said.setText(words)
        self.tree.setFocus()

    def show_questions(self, questions: Sequence[Question], *, ticked: bool) -> None:
        """List questions below those that are there, with their counts."""
        for each in questions:
            row = QTreeWidgetItem(self.tree, [each.question, f"{each.base:,}", ""])
            row.setData(0, _PLACE, len(self.questions))
            row.setToolTip(0, each.question)
            row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            for option, n in each.counts:
                QTreeWidgetItem(row, [option, f"{n:,}", share_words(n, each.base)])
            self.questions.append(each)
        rows = self.rows()
        for row in rows:
            row.setExpanded(len(rows) <= _UNFOLDED)
        if rows and not self.tree.currentItem():
            self.tree.setCurrentItem(rows[0])
        for column in (1, 2):
            self.tree.resizeColumnToContents(column)

    def rows(self) -> list[QTreeWidgetItem]:
        """Give the lines of the questions."""
        rows = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [row for row in rows if row]

    def chosen(self) -> list[Question]:
        """List the questions that are ticked."""
        ticked = (row for row in self.rows() if row.checkState(0) == Qt.CheckState.Checked)
        return [self.questions[row.data(0, _PLACE)] for row in ticked]

    def settings(self) -> dict[str, Any]:
        chosen = self.chosen()
        if not chosen:
            raise Refused(
                self.tr("Tick one question at least.") if self.questions else self.tr("Choose a sheet first.")
            )
        return {
            **as_settings(chosen, self.source.text().strip()),
            "as": "chart" if self.chart.isChecked() else "table",
            "show": "count" if self.count.isChecked() else "percent",
            **filled(caption=self.caption.text()),
        }
