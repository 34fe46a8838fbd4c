"""Ask for a few words below what they are about: a name, a description, a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.ui.theme import STEP, colours

_WIDTH, _LINES = 46, 4  # letters
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Asking(QFrame):
    """One question with a field; Enter answers, Shift+Enter begins a line, Esc leaves all as it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._done: Callable[[str], object] = lambda _words: None
        self._needed = False
        self.question = QLabel(self, wordWrap=True)
        self.field = _Field(self)
        self.foot = QLabel(self, wordWrap=True)
        self.foot.setProperty("muted", True)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        for widget in (self.question, self.field, self.foot):
            column.addWidget(widget)

    def ask(
        self,
        below: QWidget,
        question: str,
        words: str,
        done: Callable[[str], object],
        *,
        needed: bool = False,
    ) -> None:
        """Ask, with what was said before; `done` gets the words, which are `needed` for a name."""
        self._done, self._needed = done, needed
        self.question.setText(question)
        self.field.setAccessibleName(question)
        self.field.setPlainText(words)
        self.field.selectAll()
        self.foot.setText(self.tr("Enter keeps it, Esc leaves it as it was"))
        lines = 1 if needed else _LINES
        self.field.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 5 * STEP)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(0, below.height() + STEP))
        room = (QGuiApplication.screenAt(corner) or below.screen()).availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        self.move(left, max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def answer(self) -> None:
        """Take what is typed; what cannot be is told where it was typed."""
        words = self.field.toPlainText().strip()
        if self._needed and not words:
            self.foot.setText(self.tr("Type a name first."))
            return
        try:
            self._done(words)
        except StudyError as error:
            self.foot.setText(str(error))
            return
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().room))
        painter.setPen(QPen(QColor(colours().muted), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class _Field(QPlainTextEdit):
    def __init__(self, asking: Asking) -> None:
        super().__init__(asking)
        self._asking = asking
        self.setProperty("framed", True)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._asking.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self._asking.close()
        else:
            super().keyPressEvent(event)
