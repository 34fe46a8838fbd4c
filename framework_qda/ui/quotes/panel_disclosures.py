"""What in a quotation could tell who somebody is: with why, and the two ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.authoring import ExposedIn, Exposure
from framework_qda.ui.quotes.panel_parts import flowing, prose, small_button, title
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class _Line(QWidget):
    """One finding: accept it with a reason that is typed in place, or replace the words."""

    accepted = Signal(str)
    withdrawn = Signal()
    replace_wanted = Signal()

    def __init__(self, exposure: Exposure, *, replaceable: bool) -> None:
        super().__init__()
        found = exposure.disclosure
        self.exposure = exposure
        words = prose(self.tr("“{}”: {}, {}").format(found.words, found.risk, found.why))
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.accept = small_button(
            self.tr("Accept…"), "check", self.ask, self.tr("Let it stand, for a reason")
        )
        self.replace = small_button(
            self.tr("Replace…"), "swap", self.replace_wanted.emit, self.tr("Put a role in its place")
        )
        self.withdraw = small_button(
            self.tr("Withdraw"), "x", self.withdrawn.emit, self.tr("No longer let it stand")
        )
        for button in (self.accept, self.replace, self.withdraw):
            button.setAccessibleName(f"{button.text()} {found.words}")
        self.reason = QLineEdit(placeholderText=self.tr("Why it may stand; Enter accepts it"), visible=False)
        self.reason.setAccessibleName(self.tr("Why “%s” may stand") % found.words)
        self.reason.returnPressed.connect(self._give)
        accepted = bool(exposure.accepted)
        if accepted:
            words.setText(self.tr("“{}” may stand: {}").format(found.words, exposure.accepted))
            words.setProperty("muted", True)
        self.accept.setVisible(not accepted)
        self.replace.setVisible(replaceable and not accepted)
        self.withdraw.setVisible(accepted)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addWidget(flowing(self.replace, self.accept, self.withdraw))
        column.addWidget(self.reason)

    def ask(self) -> None:
        """Ask for the reason, in place."""
        self.reason.setVisible(True)
        self.reason.setFocus()

    def _give(self) -> None:
        if self.reason.text().strip():
            self.accepted.emit(self.reason.text())


class Disclosures(QWidget):
    """The findings in a quotation and its attribution; `replace_wanted(words)` asks for a role."""

    replace_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self.lines: list[_Line] = []
        self._shown: Sequence[Exposure] = ()
        self._column = QVBoxLayout(self, spacing=2 * STEP)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(title(self.tr("Could tell who somebody is")))
        self.hide()

    def show_exposures(self, exposures: Sequence[Exposure]) -> None:
        """Show what was found; nothing is shown where nothing was."""
        if list(exposures) == list(self._shown):
            return
        self._shown = list(exposures)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each) for each in exposures]
        self.setVisible(bool(self.lines))

    def _line(self, exposure: Exposure) -> _Line:
        line = _Line(exposure, replaceable=exposure.about is ExposedIn.QUOTATION)
        key = (exposure.about, exposure.subject, exposure.disclosure.words)
        line.accepted.connect(lambda reason: self._do(lambda: self._study.accept_disclosure(*key, reason)))
        line.withdrawn.connect(lambda: self._do(lambda: self._study.withdraw_acceptance(*key)))
        line.replace_wanted.connect(lambda: self.replace_wanted.emit(exposure.disclosure.words))
        self._column.addWidget(line)
        return line

    def _do(self, verb) -> None:  # type: ignore[no-untyped-def]
        try:
            verb()
        except StudyError as error:
            self.said.emit(str(error))
