"""Make the small buttons of the player."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP


def icon_button(symbol: str, words: str, keys: str = "", *, checkable: bool = False) -> QToolButton:
    """Make a button of an icon alone, whose words and keys show on hover."""
    button = QToolButton(icon=icon(symbol), focusPolicy=Qt.FocusPolicy.TabFocus, checkable=checkable)
    button.setIconSize(QSize(1, 1) * max(4 * STEP, button.fontMetrics().height()))
    button.setToolTip(f"{words}  {shown(keys)}" if keys else words)
    button.setAccessibleName(words)
    return button


def shown(keys: str) -> str:
    """Write keys as this system shows them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
