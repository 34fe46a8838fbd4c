"""Say one sentence beneath the recording, with the ways out where it cannot be had."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from framework_qda.ui.theme import STEP


class Saying(QWidget):
    """A sentence, or nothing at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.message.setAccessibleName(self.tr("Message of the player"))
        self.find_button = QPushButton(self.tr("Choose the file…"))
        self.take_button = QPushButton(self.tr("Take it as it is now"))
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        ways_out = QHBoxLayout(spacing=STEP)
        ways_out.addWidget(self.find_button)
        ways_out.addWidget(self.take_button)
        ways_out.addStretch()
        column.addLayout(ways_out)
        self.say("")

    @property
    def sentence(self) -> str:
        return self.message.text()

    def say(self, sentence: str, *, find: bool = False, take: bool = False) -> None:
        """Show a sentence, or none; `find` and `take` offer to choose the file, to take a changed one."""
        self.message.setText(sentence)
        self.find_button.setVisible(find)
        self.take_button.setVisible(take)
        self.setVisible(bool(sentence))
