"""Say which styles of a Word template stand for ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QFrame, QPushButton, QScrollArea, QWidget

from framework_qda.ui.dialogs.parts import MARGIN, buttons, column, fit, muted
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.reports.word_mapping import Fit


class StylesDialog(QDialog):
    """Choose a style of the template for each of ours; what fits by its name is chosen already.

    `chosen` carries what differs from that: our style -> theirs.
    """

    chosen = Signal(dict)

    def __init__(
        self, found: Sequence[Fit], styles: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Styles of the template"))
        self._found = {each.ours: each.theirs for each in found}
        self.choices = {each.ours: self._choice(each, styles.get(each.ours, each.theirs)) for each in found}
        words = muted(
            self.tr("What is written in a style of ours at the left gets the template's at the right.")
        )
        take, leave = QPushButton(self.tr("Use these styles")), QPushButton(self.tr("Cancel"))
        take.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        layout = column(words, self._form(), margin=MARGIN)
        layout.addWidget(buttons(self, take, leave))
        self.setLayout(layout)
        fit(self, 64, 26)

    def _choice(self, fit: Fit, chosen: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Style for “{}”").format(fit.ours))
        if not fit.theirs:
            box.addItem(self.tr("ours, added"), "")
        for name in fit.offered:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _form(self) -> QScrollArea:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(2 * STEP)
        for ours, box in self.choices.items():
            form.addRow(ours, box)
        area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def accept(self) -> None:
        """Tell what differs from what fits by its name."""
        said = {ours: box.currentData() for ours, box in self.choices.items()}
        self.chosen.emit({ours: theirs for ours, theirs in said.items() if theirs != self._found[ours]})
        super().accept()
