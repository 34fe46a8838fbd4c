"""Cut a name that is too long in its middle: long names often differ at their ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_the_middle(widget: QWidget, words: str, letters: int) -> str:
    """Cut words to about so many letters of a widget's font."""
    metrics = widget.fontMetrics()
    return metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, metrics.averageCharWidth() * letters)
