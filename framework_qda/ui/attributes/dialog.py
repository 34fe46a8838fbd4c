"""Ask for the name and type of an attribute, and offer what can be done with one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.study.model import Attribute, AttributeType, Subject
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio


def fill_attribute_menu(menu: QMenu, studio: Studio, attribute: Attribute, parent: QWidget) -> None:
    """Offer to rename, retype, move and delete an attribute."""
    study = studio.study
    words = menu.tr("Name, type and choices of “%s”…") % attribute.name
    menu.addAction(icon("pencil-simple"), words, lambda: AttributeDialog(studio, attribute, parent).open())
    others = [each for each in study.attributes(attribute.subject) if each.id != attribute.id]
    move = menu.addMenu(menu.tr("Move before"))
    for other in others:
        move.addAction(other.name, lambda before=other.id: study.move_attribute(attribute.id, before))
    move.addAction(menu.tr("Last"), lambda: study.move_attribute(attribute.id))
    move.setEnabled(bool(others))
    menu.addAction(
        icon("trash"), menu.tr("Delete “%s”") % attribute.name, lambda: study.delete_attribute(attribute.id)
    )


class AttributeDialog(QDialog):
    """Ask for the name, subject and type of an attribute, new or old."""

    def __init__(
        self,
        studio: Studio,
        attribute: Attribute | None,
        parent: QWidget,
        subject: Subject = Subject.INTERVIEW,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Attribute"))
        self._studio, self._attribute = studio, attribute
        self.name = QLineEdit(attribute.name if attribute else "")
        self.subject = QComboBox(enabled=attribute is None)
        self.subject.addItems([str(each) for each in Subject])
        self.subject.setCurrentText(str(attribute.subject if attribute else subject))
        self.type = QComboBox()
        self.type.addItems([str(each) for each in AttributeType])
        self.type.setCurrentText(str(attribute.type) if attribute else str(AttributeType.TEXT))
        self.choices = QPlainTextEdit("\n".join(attribute.choices) if attribute else "")
        self.choices.setProperty("framed", True)
        self.choices.setPlaceholderText(self.tr("One a line, lowest first"))
        self.choices.setTabChangesFocus(True)
        self._message = QLabel(wordWrap=True, visible=False)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Of the"), self.subject)
        form.addRow(self.tr("&Type"), self.type)
        form.addRow(self.tr("&Choices"), self.choices)
        form.addRow(self._message)
        form.addRow(buttons)
        self.type.currentTextChanged.connect(
            lambda kind: self.choices.setEnabled(kind == AttributeType.ORDERED)
        )
        self.choices.setEnabled(self.type.currentText() == AttributeType.ORDERED)
        self.name.setFocus()

    def accept(self) -> None:
        try:
            self._write()
        except Refused as refusal:
            self._message.setText(str(refusal))
            self._message.setVisible(True)
            return
        super().accept()

    def _write(self) -> None:
        study = self._studio.study
        type_ = AttributeType(self.type.currentText())
        listed = [line.strip() for line in self.choices.toPlainText().splitlines() if line.strip()]
        if self._attribute is None:
            study.add_attribute(Subject(self.subject.currentText()), self.name.text(), type_, listed)
            return
        with study.action(self.tr("Change attribute “%s”") % self._attribute.name):
            study.set_attribute_type(self._attribute.id, type_, listed, as_typed=True)
            if self.name.text().strip() != self._attribute.name:
                study.rename_attribute(self._attribute.id, self.name.text())
