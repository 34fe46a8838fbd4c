"""Say what stands on the title page of a draft: subtitle, authors and date; and in which language it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from framework_qda.study.authoring import Draft
from framework_qda.ui.dialogs.parts import MARGIN, buttons, column, fit, labelled
from framework_qda.ui.studio import Studio

_LANGUAGES = ("en-GB", "en-US", "cy", "de", "es", "fr", "it", "nl", "pt", "sv")
_USUAL = "en-GB"


class TitlePageDialog(QDialog):
    """Set up one draft; it is written, as one step of the history, when the dialog is accepted."""

    kept = Signal()

    def __init__(self, studio: Studio, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Title page of “{}”").format(draft.name))
        self._studio, self._draft = studio, draft
        settings = draft.settings
        self.subtitle = QLineEdit(str(settings.get("subtitle") or ""))
        self.authors = QLineEdit("; ".join(map(str, settings.get("authors") or ())))
        self.date = QLineEdit(str(settings.get("date") or ""))
        self.language = QComboBox(editable=True)
        self.language.addItems(_LANGUAGES)
        self.language.setCurrentText(str(settings.get("language") or _USUAL))
        take, leave = QPushButton(self.tr("Keep")), QPushButton(self.tr("Cancel"))
        take.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        layout = column(margin=MARGIN)
        for words, field, hint in (
            (self.tr("Subtitle"), self.subtitle, ""),
            (self.tr("Authors"), self.authors, self.tr("With a semicolon between them")),
            (self.tr("Date"), self.date, self.tr("As it is to be read, such as September 2012")),
            (self.tr("Language"), self.language, self.tr("By which Word checks the spelling")),
        ):
            layout.addLayout(labelled(words, field, hint))
        layout.addStretch()
        layout.addWidget(buttons(self, take, leave))
        self.setLayout(layout)
        fit(self, 64, 18)

    def accept(self) -> None:
        """Keep what was typed with the draft."""
        found = self._studio.study.draft(self._draft.id) or self._draft
        authors = [each.strip() for each in self.authors.text().split(";") if each.strip()]
        settings = {
            **found.settings,
            "subtitle": self.subtitle.text().strip(),
            "authors": authors,
            "date": self.date.text().strip(),
            "language": self.language.currentText().strip() or _USUAL,
        }
        if settings != found.settings:
            self._studio.study.change_draft(found.id, settings)
        self.kept.emit()
        super().accept()
