"""Buttons of a picture and words, with a gap between them, that can be read on every ground."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QPushButton,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from framework_qda.ui.icons import icon

_GAP = " "  # the style's own gap is too narrow beside a glyph that fills its square


class WordedToolButton(QToolButton):
    """A tool button whose words stand clear of its picture."""

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon and option.text:
            option.text = _GAP + option.text

    def sizeHint(self) -> QSize:
        beside = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        return super().sizeHint() + (_gap(self) if beside and self.text() else QSize(0, 0))


class PicturedButton(QPushButton):
    """A push button whose picture has the colour of its words, also where Enter would press it."""

    def __init__(self, symbol: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(icon(symbol), text, parent)
        self._on_accent = icon(symbol, on_accent=True)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.text = _GAP + option.text
        if option.features & QStyleOptionButton.ButtonFeature.DefaultButton and self.isEnabled():
            option.icon = self._on_accent

    def sizeHint(self) -> QSize:
        return super().sizeHint() + _gap(self)


def _gap(button: QWidget) -> QSize:
    return QSize(button.fontMetrics().horizontalAdvance(_GAP), 0)
