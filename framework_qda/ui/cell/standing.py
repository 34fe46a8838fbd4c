"""Show where a cell stands: done or why it is empty, how long it is, and who wrote it when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from framework_qda.study.model import BlankReason, Cell
from framework_qda.study.states import Stage
from framework_qda.text.counting import counted
from framework_qda.text.summary import words
from framework_qda.ui.cell.captions import ago, words_counted
from framework_qda.ui.cell.summary_edit import DONE_KEYS
from framework_qda.ui.dates import local_time
from framework_qda.ui.stages import stage_icon
from framework_qda.ui.theme import STEP


class Standing(QWidget):
    """Two lines beneath a summary; `reason` and `done` are for a person to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = QComboBox()
        self.reason.setAccessibleName(self.tr("Why this cell is empty"))
        self.reason.setToolTip(self.tr("Why this cell is empty"))
        for reason, name in self._reasons():
            self.reason.addItem(name, reason)
        self.done = QToolButton(checkable=True, toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.author = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.author.setProperty("muted", True)
        row = QHBoxLayout(spacing=2 * STEP)
        row.addWidget(self.reason)
        row.addWidget(self.done)
        row.addStretch()
        row.addWidget(self.author)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.count)

    def _reasons(self) -> list[tuple[BlankReason, str]]:
        return [
            (BlankReason.NOT_CHARTED, self.tr("not yet charted")),
            (BlankReason.NOT_ASKED, self.tr("not asked")),
            (BlankReason.NOTHING_SAID, self.tr("asked, nothing said")),
            (BlankReason.NOT_APPLICABLE, self.tr("not applicable")),
        ]

    def show_reason(self, reason: BlankReason) -> None:
        """Show why the cell is empty."""
        self.reason.setCurrentIndex(self.reason.findData(reason))

    def show_summary(self, summary: str, whole: int, linked: int, indexed: int) -> None:
        """Show how long the summary is, `whole` words being the interview, and how much evidence it has."""
        tally = self._tally(linked, indexed)
        said = "; ".join(filter(None, (self._length(summary, whole), tally)))
        self.count.setText(said)
        self.count.setVisible(bool(said))
        self.reason.setEnabled(not summary)
        self.reason.setVisible(not summary)
        if summary:
            self.reason.setCurrentIndex(0)

    def _length(self, summary: str, whole: int) -> str:
        count = words(summary)
        said = words_counted(count) if summary else ""
        if summary and whole:
            share = 100 * count / whole
            said += self.tr(", %s%% of the interview") % (f"{share:.0f}" if share >= 1 else "< 1")
        return said

    def _tally(self, linked: int, indexed: int) -> str:
        of = counted(indexed, self.tr("1 passage"), self.tr("%d passages"))
        return self.tr("%d of %s linked") % (linked, of) if indexed else ""

    def show_cell(self, cell: Cell) -> None:
        """Show how far a stored cell is, in words and by a glyph, and who wrote it when."""
        self.done.setText(self.tr("Done") if cell.done else self.tr("In progress"))
        self.done.setIcon(stage_icon(Stage.DONE if cell.done else Stage.IN_PROGRESS))
        self.done.setChecked(cell.done)
        self.done.setVisible(bool(cell.summary))
        keys = QKeySequence(DONE_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        change = self.tr("Mark as in progress") if cell.done else self.tr("Mark as done")
        self.done.setToolTip(f"{change}  {keys}")
        known = bool(cell.author and cell.charted_at)
        self.author.setText(f"{cell.author} · {ago(cell.charted_at)}" if known else "")
        self.author.setToolTip(local_time(cell.charted_at) if known else "")
