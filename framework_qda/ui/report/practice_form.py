"""Write a practice example: what it is called, who submitted it, and its seven answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from framework_qda.tasks.draft_templates import practice_questions, practice_settings
from framework_qda.ui.dialogs.parts import muted
from framework_qda.ui.report.answer_edit import AnswerEdit
from framework_qda.ui.report.object_form import ObjectForm, Settings
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

_LINES = 4


class PracticeForm(ObjectForm):
    """The questions in a form, each with what belongs there."""

    room = (84, 40)

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.title = self.line(self.tr("Title"), "title")
        self.organisation = self.line(self.tr("Submitted by"), "organisation")
        self.questions: list[str] = []
        self.answers: list[AnswerEdit] = []
        guides = {each.ask: each.guide for each in practice_questions()}
        page = QWidget()
        column = QVBoxLayout(page, spacing=STEP)
        column.setContentsMargins(0, 0, STEP, 0)
        for question, answer in settings.get("answers") or practice_settings()["answers"]:
            self._add_answer(column, str(question), str(answer), guides.get(str(question), ""))
        area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes on to the first answer
        area.setWidget(page)
        for field in self.answers:
            field.focused.connect(lambda field=field: _scroll_to(area, field))
        self.add_widget(area, 1)
        self.head = self.title

    def _add_answer(self, column: QVBoxLayout, question: str, answer: str, guide: str) -> None:
        label = QLabel(question, wordWrap=True)
        label.setProperty("heading", True)
        field = AnswerEdit(self.workspace.rendering, question)
        field.setMinimumHeight(field.fontMetrics().lineSpacing() * _LINES + 4 * STEP)
        field.set_markup(answer)
        label.setBuddy(field)
        for widget in (label, *([muted(guide)] if guide else []), field):
            column.addWidget(widget)
        column.addSpacing(2 * STEP)
        self.questions.append(question)
        self.answers.append(field)

    def settings(self) -> dict[str, Any]:
        answers = [
            [question, field.markup] for question, field in zip(self.questions, self.answers, strict=True)
        ]
        return {
            "title": self.title.text().strip(),
            "organisation": self.organisation.text().strip(),
            "answers": answers,
        }


def _scroll_to(area: QScrollArea, field: QWidget) -> None:
    """Bring all of a field into sight, where Qt is content with the line of its caret."""
    for edge in (field.geometry().bottom(), field.geometry().top()):
        area.ensureVisible(0, edge, 0, STEP)
