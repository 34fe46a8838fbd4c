"""Lay out the words of an interview, a paragraph only when it comes into view.

The layout of a QPlainTextEdit does that too, but knows neither line height nor margins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from framework_qda.ui.transcript_text import TranscriptText


class TranscriptLayout(QPlainTextDocumentLayout):
    """Lay out a block with line height, indented past the margin."""

    def __init__(self, document: QTextDocument, view: TranscriptText) -> None:
        super().__init__(document)
        self._view = view

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if block.isValid() and not self._is_laid_out(block):
            self._lay_out(block)
        return super().blockBoundingRect(block)

    def _is_laid_out(self, block: QTextBlock) -> bool:
        """Tell whether this layout, and not the one it inherits, has placed the lines."""
        layout = block.layout()
        return layout.lineCount() > 0 and layout.lineAt(0).y() > 0

    def _lay_out(self, block: QTextBlock) -> None:
        page, layout = self._view.page, block.layout()
        layout.clearLayout()
        layout.setTextOption(_WRAPPED)
        layout.setFormats(self._view.formats(block))
        layout.beginLayout()
        y = page.words_top
        while (line := layout.createLine()).isValid():
            line.setLineWidth(page.measure)
            line.setPosition(QPointF(page.words_left, y))
            y += page.line_step
        layout.endLayout()
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self.documentSizeChanged.emit(self.documentSize())


def _wrapped() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


_WRAPPED = _wrapped()
