"""Show the words of an interview for reading, however many they are.

A QTextDocument's own layout takes seconds for a long transcript, a QPlainTextEdit's takes none but knows
neither line height nor margins. So this is the second with a layout of its own, which like the original lays
out a paragraph only when it comes into view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from framework_qda.text.transcript import Paragraph, Transcript
from framework_qda.ui import settings
from framework_qda.ui.cell.rich_summary import WORDS_MIME
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours, reading_font
from framework_qda.ui.transcript_letters import letters, line_rects, units
from framework_qda.ui.transcript_page import Page

_FLASH = 1600  # milliseconds
# One paragraph is one block, so line ends inside it become soft; what Qt keeps for itself becomes a space.
_AS_BLOCKS = str.maketrans("\n\r\u2029\ufdd0\ufdd1", "\u2028 \u2028  ")


Place = tuple[int, int, int]  # number of a paragraph, start and end in its text


class _Layout(QPlainTextDocumentLayout):
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


class TranscriptText(QPlainTextEdit):
    """The words of one interview, to read and to copy."""

    words_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript = Transcript(())
        self._found: re.Pattern[str] | None = None
        self._flashing = 0
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(self._stop_flash)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_font()
        self.page = self._page()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentLayout(_Layout(document, self))
        self.setDocument(document)
        self.dress()

    # -- what is shown

    def show_transcript(self, transcript: Transcript) -> None:
        """Show other words, from their beginning."""
        self._transcript = transcript
        self._found, self._flashing = None, 0
        self.page = self._page()
        self.setPlainText("\n".join(p.text.translate(_AS_BLOCKS) for p in transcript.paragraphs))
        self._tell_size()

    def paragraph(self, block: QTextBlock) -> Paragraph:
        """Give the paragraph that a block shows."""
        return self._transcript.paragraphs[block.blockNumber()]

    def first_visible(self) -> int:
        """Give the number of the paragraph at the top."""
        return self.firstVisibleBlock().blockNumber() + 1

    def read_on(self, number: int) -> None:
        """Bring a paragraph to the top."""
        block = self.document().findBlockByNumber(number - 1)
        if block.isValid():
            self.verticalScrollBar().setValue(block.firstLineNumber())

    def go_to(self, number: int) -> None:
        """Put the cursor into a paragraph, show it, and mark it for a moment."""
        block = self.document().findBlockByNumber(number - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self._flashing = number
            self._flash.start()
            self.viewport().update()

    def selected_words(self) -> str:
        """Give what is selected, a paragraph a line."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def mark_found(self, pattern: re.Pattern[str] | None) -> None:
        """Mark every place on show where a pattern is found."""
        self._found = pattern
        self.viewport().update()

    def select(self, paragraph: int, start: int, end: int) -> None:
        """Select letters of a paragraph (positions in its text) and bring them into view."""
        block = self.document().findBlockByNumber(paragraph - 1)
        cursor = QTextCursor(block)
        text = block.text()
        cursor.setPosition(block.position() + units(text, start))
        cursor.setPosition(block.position() + units(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if not self.viewport().rect().adjusted(0, 10 * STEP, 0, -10 * STEP).contains(self.cursorRect()):
            self.centerCursor()

    def places(self, pattern: re.Pattern[str]) -> list[Place]:
        """Give every place where a pattern is found, in reading order."""
        return [
            (paragraph.number, *match.span())
            for paragraph in self._transcript.paragraphs
            for match in pattern.finditer(paragraph.text)
        ]

    def here(self) -> tuple[int, int]:
        """Give the paragraph and the position in it where the selection or the cursor begins."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        return block.blockNumber() + 1, cursor.selectionStart() - block.position()

    def formats(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """Give what sets a block off, for the layout."""
        if not self._transcript.paragraphs:
            return []
        return self.page.formats(self.paragraph(block), block.length())

    # -- the look

    def dress(self) -> None:
        """Take the reading font and the colours of the moment."""
        self._set_font()
        self._lay_out_anew()

    def _set_font(self) -> None:
        self._reading_font = reading_font(settings.text_family())
        self.setFont(self._reading_font)
        self.document().setDefaultFont(self._reading_font)

    def _page(self) -> Page:
        return Page(self._reading_font, self._transcript, self.viewport().width())

    def _lay_out_anew(self) -> None:
        top = self.first_visible()
        self.page = self._page()
        self.document().markContentsDirty(0, self.document().characterCount())
        self._tell_size()
        self.read_on(top)

    def _tell_size(self) -> None:
        """Have the scroll bar measured anew: a change within one block does not do that by itself."""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange):
            self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page = self._page()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = list(self._visible_blocks())
        painter = QPainter(self.viewport())
        for block, rect in blocks:
            self._paint_behind(painter, block, rect)
        painter.end()
        super().paintEvent(event)
        if self._transcript.paragraphs:
            painter.begin(self.viewport())
            for block, rect in blocks:
                self.page.paint_margin(painter, self.paragraph(block), rect.top())
            painter.end()

    def _visible_blocks(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if rect.top() > bottom:
                return
            yield block, rect
            block = block.next()

    def _paint_behind(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        if block.blockNumber() + 1 == self._flashing:
            band = QRectF(0, rect.top() + STEP, self.viewport().width(), rect.height())
            painter.fillRect(band, QColor(colours().selection))
        for found in self._found_rects(block, rect.top()) if self._found else ():
            painter.fillRect(found.translated(0, rect.top()), QColor(colours().found))

    def _found_rects(self, block: QTextBlock, top: float) -> Iterator[QRectF]:
        """Give the rectangles behind what is found in the lines on show of a block."""
        assert self._found is not None
        layout, text = block.layout(), block.text()
        first = max(0, int((-top - self.page.words_top) / self.page.line_step) - 1)
        last = min(layout.lineCount(), int((self.viewport().height() - top) / self.page.line_step) + 1)
        if first >= last:
            return
        end = layout.lineAt(last - 1)
        shown = layout.lineAt(first).textStart(), end.textStart() + end.textLength()
        start, stop = (letters(text, unit) for unit in shown)
        for match in self._found.finditer(text, start, stop):
            yield from line_rects(layout, *(units(text, position) for position in match.span()))

    def _stop_flash(self) -> None:
        self._flashing = 0
        self.viewport().update()

    # -- copying

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        mime.setText(self.selected_words())
        mime.setData(WORDS_MIME, self.selected_words().encode())
        return mime

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        into = menu.addAction(icon("quotes"), self.tr("Into the summary as the speaker's own words"))
        into.setEnabled(self.textCursor().hasSelection())
        into.triggered.connect(self.words_wanted)
        menu.popup(event.globalPos())


def _wrapped() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


_WRAPPED = _wrapped()
