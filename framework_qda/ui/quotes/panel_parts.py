"""What the parts of the quotation panel share: titles, buttons that wrap, texts with a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from framework_qda.text.quoting import EditKind
from framework_qda.text.verifying import Step
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.worded import WordedToolButton


class Flow(QLayout):
    """Put widgets beside each other, and beneath where there is no room."""

    def __init__(self, parent: QWidget | None = None, spacing: int = STEP) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            wide = min(size.width(), max(rect.width(), item.minimumSize().width()))
            if left > rect.left() and left + wide > rect.left() + rect.width():
                left, top, line = rect.left(), top + line + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), QSize(wide, size.height())))
            left, line = left + wide + self.spacing(), max(line, size.height())
        return top + line - rect.top()


def flowing(*parts: QWidget) -> QWidget:
    """Give widgets beside each other, beneath where there is no room."""
    row = QWidget()
    flow = Flow(row)
    for part in parts:
        flow.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row


def small_button(words: str, symbol: str, run: Callable[[], object], hint: str = "") -> WordedToolButton:
    """Give a quiet button of a picture and words."""
    button = WordedToolButton(text=words, toolTip=hint or words)
    if symbol:
        button.setIcon(icon(symbol))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _=False: run())
    return button


def title(words: str) -> QLabel:
    """Give the line above a part."""
    label = QLabel(words)
    label.setProperty("heading", True)
    return label


def prose(text: str = "", *, muted: bool = False) -> QLabel:
    """Give text that wraps and can be selected."""
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("muted", muted)
    return label


def in_pieces(pieces: Iterable[tuple[str, EditKind]]) -> str:
    """Write a quotation as it is printed, the author's edits tinted."""
    tints = {EditKind.CUT: colours().warning}
    return "".join(
        _lines(text)
        if kind is EditKind.SPOKEN
        else f'<span style="color:{tints.get(kind, colours().accent)}">{_lines(text)}</span>'
        for text, kind in pieces
    )


def in_steps(steps: Iterable[Step]) -> str:
    """Write a difference of words: what is gone struck through, what has come underlined."""
    looks = {
        "gone": f'<s style="color:{colours().warning}">%s</s>',
        "come": f'<u style="color:{colours().accent}">%s</u>',
    }
    return "".join(looks.get(step.kind, "%s") % _lines(step.words) for step in steps)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
