"""Say which cell is on show: its sub-topic with the definition, and its interview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from framework_qda.study import Study
from framework_qda.study.model import CellKey, Matrix, SubTopic, SubTopicId
from framework_qda.ui.cell.captions import facts, place
from framework_qda.ui.cell.definition import Definition
from framework_qda.ui.theme import STEP

_TITLE_FACTOR = 1.15


class Heading(QWidget):
    """The heading of the cell editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.interview, self.facts = (
            QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True) for _ in range(3)
        )
        self.title.setProperty("heading", True)
        self.facts.setProperty("muted", True)
        self.definition = Definition()
        column = QVBoxLayout(self, spacing=STEP // 2)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self.title, self.interview, self.facts):
            column.addWidget(label)
        column.addSpacing(STEP)
        column.addWidget(self.definition)
        self._folded = False
        self._dress()

    def fold(self, folded: bool) -> None:
        """Leave out the facts and the definition, so that there is room to write."""
        self._folded = folded
        self.facts.setVisible(not folded)
        self.definition.setVisible(not folded and bool(self.definition.text()))

    def heights(self, width: int) -> tuple[int, int]:
        """Give its height when it is folded, and when it is not, in pixels."""
        folded = sum(label.heightForWidth(width) for label in (self.title, self.interview)) + 2 * STEP
        whole = folded + self.facts.heightForWidth(width) + STEP
        return folded, whole + (self.definition.heightForWidth(width) if self.definition.text() else 0)

    def describe(self, study: Study, key: CellKey) -> bool:
        """Show a cell; tells whether its interview and its sub-topic are still there."""
        interview, found = study.interview(key[0]), _subtopic(study, key[1])
        if interview is None or found is None:
            return False
        matrix, subtopic = found
        area = next((area for area in study.areas() if area.id == interview.area), None)
        self.title.setText(f"{matrix.number}.{subtopic.number} {subtopic.name}")
        self.interview.setText(place(area, interview))
        self.facts.setText(facts(interview))
        self.definition.show_text(subtopic.definition)
        self.fold(self._folded)
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._dress()

    def _dress(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _TITLE_FACTOR)
        self.title.setFont(font)


def _subtopic(study: Study, subtopic: SubTopicId) -> tuple[Matrix, SubTopic] | None:
    matrices = {matrix.id: matrix for matrix in study.matrices()}
    found = (each for each in study.subtopics() if each.id == subtopic)
    return next(((matrices[each.matrix], each) for each in found), None)
