"""Replace a name everywhere, with how often it stands where before anything is done."""

from __future__ import annotations

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
from framework_qda.study.model import InterviewId
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

PAUSE = 200  # milliseconds without a key before counting


class ReplaceNames(QDialog):
    """Ask for words, for what goes in their place, and where."""

    def __init__(
        self, studio: Studio, interview: InterviewId, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Replace a name"))
        self._studio, self._interview = studio, interview
        self.words = QLineEdit(words)
        self.instead = QLineEdit(placeholderText=self.tr("such as [the hospital]"))
        self.here = QRadioButton(self.tr("In this interview"), checked=True)
        self.everywhere = QRadioButton(self.tr("In all interviews"))
        self.whole = QCheckBox(self.tr("Whole words only"), checked=True)
        self.count = QLabel(wordWrap=True)
        self.count.setAccessibleName(self.tr("How often it is found"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.replace_button = QPushButton(self.tr("Replace"), default=True)
        self.buttons.addButton(self.replace_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._pause.timeout.connect(self._count)
        self.words.textChanged.connect(self._wait)
        self.here.toggled.connect(self._count)
        self.whole.toggled.connect(self._count)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._count()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Name or words"), self.words)
        form.addRow(self.tr("&Instead"), self.instead)
        note = QLabel(
            self.tr("Capitals count. Passages with the name in them will need a look; undo brings it back."),
            wordWrap=True,
        )
        note.setProperty("muted", True)
        page = QVBoxLayout(self, spacing=2 * STEP)
        page.addLayout(form)
        for widget in (self.here, self.everywhere, self.whole, self.count, note, self.buttons):
            page.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 60, self.sizeHint().height())

    def _wait(self) -> None:
        self.replace_button.setEnabled(False)
        self._pause.start()

    def _count(self) -> None:
        self._pause.stop()
        words, only = self.words.text(), self._interview if self.here.isChecked() else None
        found = self._studio.study.occurrences(words, whole=self.whole.isChecked(), interview=only)
        times = sum(found.values())
        self.replace_button.setEnabled(times > 0)
        if not words:
            self.count.setText(self.tr("Type what is to be replaced."))
        elif only or not times:
            self.count.setText(self.tr("Found %d times.") % times if times else self.tr("Not found."))
        else:
            self.count.setText(self.tr("Found %d times in %d interviews.") % (times, len(found)))

    def accept(self) -> None:
        study, words, instead = self._studio.study, self.words.text(), self.instead.text()
        try:
            if self.everywhere.isChecked():
                study.replace_everywhere(words, instead, whole=self.whole.isChecked())
            else:
                study.replace_words(
                    self._interview, words, instead, whole=self.whole.isChecked(), anonymous=True
                )
        except Refused as refusal:
            self.count.setText(str(refusal))
            return
        super().accept()
