"""The window in which one object of a draft is chosen or written, while the draft can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout

from framework_qda.errors import StudyError
from framework_qda.study.authoring import Block, BlockId
from framework_qda.ui.beyond.choice import Choice
from framework_qda.ui.dialogs.parts import MARGIN, Notice, buttons, fit
from framework_qda.ui.report.object_form import ObjectForm
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace


class ObjectDialog(QDialog):
    """Put an object into the draft, or change one that is there; the draft can be read meanwhile.

    What is accepted is one step of the history.
    """

    def __init__(
        self,
        workspace: ReportWorkspace,
        block: Block,
        title: str,
        make: Callable[[], ObjectForm],
    ) -> None:
        super().__init__(workspace)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._workspace, self.block = workspace, block
        self.form = make()
        self.notice = Notice()
        self.form.told.connect(self.notice.say)
        for choice in self.form.findChildren(Choice):
            choice.picked.connect(lambda _: self.notice.clear())
        for line in self.form.findChildren(QLineEdit):
            line.textEdited.connect(lambda _: self.notice.clear())
        self.go = QPushButton(self.tr("Save") if block.id else self.tr("Insert"))
        self.leave = QPushButton(self.tr("Cancel"))
        self.leave.setAutoDefault(False)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        page = QVBoxLayout(self, spacing=3 * STEP)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.addWidget(self.form, 1)
        page.addWidget(self.notice)
        page.addWidget(buttons(self, self.go, self.leave))
        fit(self, *self.form.room)
        self.form.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(pressed, QToolButton):
            pressed.click()  # a choice opens, and what is not chosen yet is not put in
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        try:
            settings = self.form.settings()
        except StudyError as error:
            self.notice.say(error)
            return
        self.notice.clear()
        # What an object may have beyond its form, such as that a paragraph needs no evidence, stays.
        kept = {key: value for key, value in self.block.settings.items() if key == "claim"}
        self._put(self.block._replace(settings={**kept, **settings}))
        super().accept()

    def _put(self, block: Block) -> None:
        workspace, editor = self._workspace, self._workspace.editor
        workspace.keeper.end()
        if block.id and any(each.id == block.id for each in workspace.keeper.blocks):
            editor.put_block(block)
        else:
            (row,) = editor.insert_blocks([block._replace(id=BlockId(""))])
            block = block._replace(id=row)
        workspace.keeper.end()
        editor.show_block(block.id)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)


class PlainForm(ObjectForm):
    """What has nothing to choose, or only a title: one sentence says what it will be."""

    room = (60, 8)

    def __init__(
        self, workspace: ReportWorkspace, settings: dict[str, object], sentence: str, title: str = ""
    ) -> None:
        super().__init__(workspace, settings)
        self.title = self.line(title, "title") if title else None
        said = QLabel(sentence, wordWrap=True)
        self.add_widget(said)
        self.head = self.title or said

    def settings(self) -> dict[str, object]:
        words = self.title.text().strip() if self.title else ""
        return {"title": words} if words else {}
