"""Say what belongs in a sub-topic, or what a matrix gathers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from framework_qda.study.model import MatrixId, SubTopicId
from framework_qda.ui.studio import Studio


class DefinitionDialog(QDialog):
    """Edit one definition; it is written when the dialog is accepted."""

    def __init__(self, studio: Studio, row: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._study, self._row = studio.study, row
        self._subtopic = next((each for each in self._study.subtopics() if each.id == row), None)
        matrix = next((each for each in self._study.matrices() if each.id == row), None)
        found = self._subtopic or matrix
        assert found is not None
        self.setWindowTitle(found.name)
        self.text = QPlainTextEdit(
            self._subtopic.definition if self._subtopic else matrix.description if matrix else ""
        )
        self.text.setProperty("framed", True)
        self.text.setTabChangesFocus(True)
        label = QLabel(
            self.tr("What &belongs in “%s”, and what does not") % found.name
            if self._subtopic
            else self.tr("What the &matrix “%s” gathers") % found.name
        )
        label.setBuddy(self.text)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.addWidget(label)
        page.addWidget(self.text)
        page.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 14)

    def accept(self) -> None:
        if self._subtopic:
            self._study.define_subtopic(SubTopicId(self._row), self.text.toPlainText())
        else:
            self._study.describe_matrix(MatrixId(self._row), self.text.toPlainText())
        super().accept()
