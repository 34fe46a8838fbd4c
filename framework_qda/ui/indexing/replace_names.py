"""Replace a name wherever it is written, once it was looked at where that is."""

from __future__ import annotations

from contextlib import nullcontext

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.anonymising import Mention
from framework_qda.study.model import InterviewId
from framework_qda.text.counting import counted
from framework_qda.ui.indexing.mention_tree import MentionTree
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

PAUSE = 200  # milliseconds without a key before counting
_PART_LEAST = 3  # letters of a part of a name


class ReplaceNames(QDialog):
    """Ask for words, for what goes in their place, and in which of the places where they stand."""

    def __init__(
        self, studio: Studio, interview: InterviewId, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Replace a name"))
        self._studio, self._interview = studio, interview
        self.words = QLineEdit(words)
        self.instead = QLineEdit(placeholderText=self.tr("such as [the hospital]"))
        self.here = QRadioButton(self.tr("In this interview, and what is written on it"), checked=True)
        self.everywhere = QRadioButton(self.tr("In the whole study"))
        self.tree = MentionTree()
        self.whole = QCheckBox(self.tr("Whole words only"), checked=True)
        self.count = QLabel(wordWrap=True)
        self.count.setAccessibleName(self.tr("How often it is found"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.replace_button = QPushButton(self.tr("Replace"), default=True)
        self.buttons.addButton(self.replace_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._times = 0
        self._parts: dict[str, list[Mention]] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._pause.timeout.connect(self._find)
        self.words.textChanged.connect(self._wait)
        self.here.toggled.connect(self._find)
        self.whole.toggled.connect(self._find)
        self.tree.ticked_others.connect(self._count)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._find()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Name or words"), self.words)
        form.addRow(self.tr("&Instead"), self.instead)
        note = QLabel(
            self.tr(
                "Capitals count. Sound recordings are not touched. The history keeps the name, so that undo"
                " can bring it back; “Forget the history…” (Ctrl+K) takes it out of this file for good."
                " Copies made before keep it."
            ),
            wordWrap=True,
        )
        note.setProperty("muted", True)
        page = QVBoxLayout(self, spacing=2 * STEP)
        page.addLayout(form)
        for widget in (self.whole, self.here, self.everywhere, self.count):
            page.addWidget(widget)
        page.addWidget(self.tree, 1)
        for widget in (note, self.buttons):
            page.addWidget(widget)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(letter * 80, line * 30)

    def _wait(self) -> None:
        self.replace_button.setEnabled(False)
        self._pause.start()

    def _find(self) -> None:
        self._pause.stop()
        study, words = self._studio.study, self.words.text()
        found = study.mentions(words, whole=self.whole.isChecked())
        self._times = sum(mention.times for mention in found)
        self._parts = parts_alone(study, words, found)
        self.tree.show_mentions(study, words, found, self._is_meant, self._parts)

    def _is_meant(self, mention: Mention) -> bool:
        return self.everywhere.isChecked() or mention.interview == self._interview

    def _count(self) -> None:
        ticked = sum(mention.times for mention in self.tree.ticked())
        alone = sum(mention.times for part in self._parts for mention in self.tree.ticked(part))
        self.replace_button.setEnabled(ticked + alone > 0)
        if not self.words.text():
            self.count.setText(self.tr("Type what is to be replaced."))
        elif not self._times:
            self.count.setText(self.tr("Not found."))
        else:
            found = counted(self._times, self.tr("Found once"), self.tr("Found %d times"))
            self.count.setText(
                self.tr("%s, %s ticked.") % (found, ticked if ticked < self._times else self.tr("all"))
            )
        if alone:
            said = counted(alone, self.tr("1 part of it ticked."), self.tr("%d parts of it ticked."))
            self.count.setText(f"{self.count.text()} {said}")

    def accept(self) -> None:
        study, words, instead = self._studio.study, self.words.text(), self.instead.text()
        alone = {part: ticked for part in self._parts if (ticked := self.tree.ticked(part))}
        try:
            with study.action(self.tr("Replace a name and parts of it")) if alone else nullcontext():
                study.replace_mentions(words, instead, self.tree.ticked(), whole=self.whole.isChecked())
                for part, ticked in alone.items():
                    study.replace_mentions(part, instead, ticked, whole=True)
        except Refused as refusal:
            self.count.setText(str(refusal))
            return
        super().accept()


def parts_alone(study: Study, words: str, found: list[Mention]) -> dict[str, list[Mention]]:
    """List where each word of a name of several stands without the others; small words are left out."""
    within = {(each.column, each.row): each.times for each in found}
    names = words.split()
    parts: dict[str, list[Mention]] = {}
    for part in dict.fromkeys(names) if len(names) > 1 else ():
        if len(part) >= _PART_LEAST and part[0].isupper():
            counted_in = [
                each._replace(times=each.times - within.get((each.column, each.row), 0) * names.count(part))
                for each in study.mentions(part, whole=True)
            ]
            if alone := [each for each in counted_in if each.times > 0]:
                parts[part] = alone
    return parts
