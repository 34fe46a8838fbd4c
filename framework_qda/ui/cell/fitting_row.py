"""Lay out buttons in a row that shows their words where there is room, and their icons alone where not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton

QWIDGETSIZE_MAX = (1 << 24) - 1


class FittingRow(QWidget):
    """A row of tool buttons; `styles` are tried in turn, the last one is for the narrowest pane."""

    def __init__(self, styles: Sequence[Qt.ToolButtonStyle], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._styles = (*styles, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._worded: list[QToolButton] = []
        self._fitted: list[str] = []  # the words of the buttons when they were last fitted
        self._row = QHBoxLayout(self, spacing=STEP // 2)
        self._row.setContentsMargins(0, 0, 0, 0)

    def add(self, text: str, symbol: str, hint: str, keys: str = "", *, worded: bool = True) -> QToolButton:
        """Add a button; without `worded` it is never more than an icon."""
        button = WordedToolButton(text=text, icon=icon(symbol), focusPolicy=Qt.FocusPolicy.TabFocus)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{hint}  {shown}" if shown else hint)
        button.setAccessibleName(text)
        button.setAccessibleDescription(hint)
        self._row.addWidget(button)
        if worded:
            self._worded.append(button)
        return button

    def gap(self, stretch: int = 0) -> None:
        """Put room after the last button."""
        self._row.addStretch(stretch) if stretch else self._row.addSpacing(2 * STEP)

    def minimumSizeHint(self) -> QSize:
        buttons = self.findChildren(QToolButton)
        narrowest = min(button.sizeHint().height() for button in buttons) + STEP
        return QSize(narrowest * len(buttons), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._fit()

    def event(self, event: QEvent) -> bool:
        # To fit asks for a layout itself, so only other words count.
        if event.type() == QEvent.Type.LayoutRequest and self._fitted != self._words():
            self._fit()
        return super().event(event)

    def _words(self) -> list[str]:
        return [button.text() for button in self._shown()]

    def _shown(self) -> list[QToolButton]:
        return [button for button in self.findChildren(QToolButton) if not button.isHidden()]

    def _fit(self) -> None:
        self._fitted = self._words()
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(1, 1) * max(4 * STEP, self.fontMetrics().height()))
        for style in self._styles:
            for button in self._worded:
                _dress(button, style)
            if self._needed() <= self.width():
                break

    def _needed(self) -> int:
        buttons = self._shown()
        widths = [min(button.sizeHint().width(), button.maximumWidth()) for button in buttons]
        return sum(widths) + len(widths) * self._row.spacing() + 4 * STEP


def _dress(button: QToolButton, style: Qt.ToolButtonStyle) -> None:
    button.setToolButtonStyle(style)
    only_text = style is Qt.ToolButtonStyle.ToolButtonTextOnly
    tight = button.fontMetrics().horizontalAdvance(button.text()) + 4 * STEP
    button.setMaximumWidth(tight if only_text else QWIDGETSIZE_MAX)
