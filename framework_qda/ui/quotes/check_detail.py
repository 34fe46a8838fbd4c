"""One finding of the check: its words in context, why, and the ways out: go there, accept it, or mend it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.authoring import Acceptance, ExposedIn
from framework_qda.tasks.checking import Finding, Kind
from framework_qda.tasks.mending import context, mend
from framework_qda.ui.dates import local_time
from framework_qda.ui.dialogs.parts import Notice, button
from framework_qda.ui.quotes.panel_parts import Flow
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MENDABLE = (
    ExposedIn.QUOTATION, ExposedIn.CELL, ExposedIn.OVERVIEW, ExposedIn.BLOCK, ExposedIn.DRAFT, ExposedIn.STUDY
)  # fmt: skip


class CheckDetail(QWidget):
    """The finding that is current, and what can be done about it without leaving the list."""

    go_wanted = Signal()
    everywhere_wanted = Signal(str)
    done = Signal()  # something was accepted, withdrawn or mended: the keyboard is wanted in the list

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self.finding: Finding | None = None
        self.words = QLabel(self, wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = QLabel(self, wordWrap=True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setProperty("muted", True)
        self.go = button(self.tr("Go there"), self.go_wanted.emit, "arrow-right", self)
        self.reason = QLineEdit(self, placeholderText=self.tr("why it may stand"))
        self.reason.setAccessibleName(self.tr("Why these words may stand"))
        self.accept = button(self.tr("Accept"), self._accept, "check", self)
        self.instead = QLineEdit(self, placeholderText=self.tr("such as named nurse"))
        self.instead.setAccessibleName(self.tr("What is to stand in their place"))
        self.replace = button(self.tr("Replace here"), self._replace, "swap", self)
        self.everywhere = button(self.tr("Replace everywhere…"), self._everywhere, "swap", self)
        self.withdraw = button(self.tr("Withdraw"), self._withdraw, "x", self)
        self.notice = Notice(self)
        self.reason.returnPressed.connect(self._accept)
        self.instead.returnPressed.connect(self._replace)
        self._lay_out()
        self.show_finding(None)

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        for field in (self.reason, self.instead):
            field.setMinimumWidth(letters * 26)
        ways = QWidget(self)
        flow = Flow(ways, 2 * STEP)
        self._accepting, self._mending = (
            self._pair(self.reason, self.accept),
            self._pair(self.instead, self.replace),
        )
        for part in (self.go, self._accepting, self._mending, self.everywhere, self.withdraw):
            flow.addWidget(part)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        for part in (self.words, self.why, ways, self.notice):
            column.addWidget(part)

    def _pair(self, field: QWidget, then: QWidget) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair, spacing=STEP)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field)
        row.addWidget(then)
        return pair

    def show_finding(self, finding: Finding | None, where: str = "", known: Acceptance | None = None) -> None:
        """Show a finding, where it stands, and who accepted it where somebody did."""
        same = finding is not None and self.finding is not None and finding[:4] == self.finding[:4]
        self.finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        if not same:
            self.reason.clear()
            self.instead.clear()
            self.notice.clear()
        before, words, after = context(self._study, finding)
        self.words.setText(f"{escape(before)}<b><u>{escape(words)}</u></b>{escape(after)}")
        self.words.setAccessibleName(f"{before}{words}{after}")
        self.why.setText(" · ".join(filter(None, (where, finding.why, self._said(finding, known)))))
        disclosed = finding.kind is Kind.DISCLOSURE
        self._accepting.setVisible(disclosed and finding.open)
        self._mending.setVisible(disclosed and finding.open and finding.about in _MENDABLE)
        self.everywhere.setVisible(disclosed and finding.open and finding.about is not ExposedIn.ATTRIBUTION)
        self.withdraw.setVisible(not finding.open)
        self.go.setVisible(finding.about is not ExposedIn.STUDY)

    def _said(self, finding: Finding, known: Acceptance | None) -> str:
        if not finding.accepted:
            return ""
        if known is None:
            return self.tr("accepted: %s") % finding.accepted
        told = (known.author or self.tr("somebody"), local_time(known.at), known.reason)
        return self.tr("accepted by %s on %s: %s") % told

    # The ways out -----------------------------------------------------------------------------------

    def _accept(self) -> None:
        finding = self.finding
        if finding is None:
            return
        if not self.reason.text().strip():
            self.reason.setFocus()
            self.notice.say(self.tr("Type why these words may stand; whoever reads the check wants to know."))
            return
        key = (finding.about, finding.subject, finding.words)
        self._do(lambda: self._study.accept_disclosure(*key, self.reason.text()))

    def _replace(self) -> None:
        finding = self.finding
        if finding is not None:
            self._do(lambda: mend(self._study, finding, self.instead.text()))

    def _withdraw(self) -> None:
        finding = self.finding
        if finding is not None:
            key = (finding.about, finding.subject, finding.words)
            self._do(lambda: self._study.withdraw_acceptance(*key))

    def _everywhere(self) -> None:
        if self.finding is not None:
            self.everywhere_wanted.emit(self.finding.words)

    def _do(self, verb) -> None:  # type: ignore[no-untyped-def]
        try:
            verb()
        except StudyError as error:
            self.notice.say(str(error))
        else:
            self.notice.clear()
            self.done.emit()
