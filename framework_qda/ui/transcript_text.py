"""Lay out the words of an interview for reading: a comfortable measure, and who speaks when in the margin.

A QTextDocument's own layout takes seconds for a long transcript, a QPlainTextEdit's takes none but knows
neither line height nor margins. So this is the second with a layout of its own, which like the original lays
out a paragraph only when it comes into view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from framework_qda.text.transcript import Paragraph, Transcript, clock
from framework_qda.ui import settings
from framework_qda.ui.cell.rich_summary import WORDS_MIME
from framework_qda.ui.cell.summary_look import cursor_x
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours, reading_font

MEASURE = 75
_LEAST_MEASURE = 32
_LINE_HEIGHT = 1.45
_SMALL = 0.85
_LONGEST_SPEAKER = 14  # letters in the margin; the rest is cut
_GAP = 4 * STEP  # above a paragraph
_FLASH = 1600  # milliseconds
_INTERVIEWERS = frozenset(["i", "int", "interviewer", "iv", "ivr", "q", "researcher"])
# One paragraph is one block, so line ends inside it become soft; what Qt keeps for itself becomes a space.
_AS_BLOCKS = str.maketrans("\n\r\u2029\ufdd0\ufdd1", "\u2028 \u2028  ")


Place = tuple[int, int, int]  # number of a paragraph, start and end in its text


@dataclass(frozen=True, slots=True)
class Page:
    """Where things stand across the page, in pixels; in a narrow pane the margin's text stands above."""

    left: float
    number: float
    time: float
    speaker: float
    measure: float
    above: bool

    @property
    def words(self) -> float:
        """Where the words begin."""
        return self.left if self.above else self.left + self.number + self.time + self.speaker


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
        view, layout = self._view, block.layout()
        page, step = view.page, view.line_step
        layout.clearLayout()
        layout.setTextOption(_WRAPPED)
        layout.setFormats(view.formats(block))
        layout.beginLayout()
        y = view.gap_above
        while (line := layout.createLine()).isValid():
            line.setLineWidth(page.measure)
            line.setPosition(QPointF(page.words, y))
            y += step
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
        self.page = Page(0, 0, 0, 0, 100, False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_font()
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
        cursor.setPosition(block.position() + _units(text, start))
        cursor.setPosition(block.position() + _units(text, end), QTextCursor.MoveMode.KeepAnchor)
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

    # -- the page, as the layout asks for it

    @property
    def line_step(self) -> float:
        return self._line_step

    @property
    def gap_above(self) -> float:
        """How far below a paragraph's top its words begin, in pixels."""
        return _GAP + (self._small.height() + STEP / 2 if self.page.above else 0)

    def formats(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """Give what sets a paragraph's words off: the interviewer's are muted."""
        if not self._transcript.paragraphs or not _is_interviewer(self.paragraph(block).speaker):
            return []
        muted = QTextLayout.FormatRange()
        style = QTextCharFormat()
        style.setForeground(QColor(colours().muted))
        muted.start, muted.length, muted.format = 0, block.length(), style  # type: ignore[assignment]
        return [muted]

    def _page(self) -> Page:
        paragraphs, small = self._transcript.paragraphs, self._small
        letter = QFontMetricsF(self._reading_font).averageCharWidth()
        margin, gap = 4.0 * STEP, 3.0 * STEP
        number = small.horizontalAdvance(str(len(paragraphs))) + gap
        timed = any(p.time is not None for p in paragraphs)
        time = small.horizontalAdvance("00:00:00") + gap if timed else 0.0
        names = [self._short(name) for name in {p.speaker for p in paragraphs} if name]
        speaker = max((self._bold.horizontalAdvance(name) for name in names), default=-gap) + gap
        room = max(100.0, self.viewport().width() - 2 * margin)
        measure = min(room - number - time - speaker, letter * MEASURE)
        if measure >= letter * _LEAST_MEASURE:
            left = margin + max(0.0, room - number - time - speaker - measure) / 2
            return Page(left, number, time, speaker, measure, False)
        return Page(margin, number, time, speaker, min(room, letter * MEASURE), True)

    def _short(self, speaker: str) -> str:
        return speaker if len(speaker) <= _LONGEST_SPEAKER else speaker[: _LONGEST_SPEAKER - 1] + "…"

    # -- the look

    def dress(self) -> None:
        """Take the reading font and the colours of the moment."""
        self._set_font()
        self._lay_out_anew()

    def _set_font(self) -> None:
        self._reading_font = reading_font(settings.text_family())
        self.setFont(self._reading_font)
        self.document().setDefaultFont(self._reading_font)
        self._line_step = float(round(QFontMetricsF(self._reading_font).height() * _LINE_HEIGHT))
        self._small_font = QFont(self._reading_font)
        self._small_font.setPointSizeF(self._reading_font.pointSizeF() * _SMALL)
        self._bold_font = QFont(self._small_font)
        self._bold_font.setWeight(QFont.Weight.DemiBold)
        self._small, self._bold = QFontMetricsF(self._small_font), QFontMetricsF(self._bold_font)

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
                self._paint_margin(painter, self.paragraph(block), rect.top())
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
        first = max(0, int((-top - self.gap_above) / self._line_step) - 1)
        last = min(layout.lineCount(), int((self.viewport().height() - top) / self._line_step) + 1)
        if first >= last:
            return
        end = layout.lineAt(last - 1)
        shown = layout.lineAt(first).textStart(), end.textStart() + end.textLength()
        start, stop = (_letters(text, unit) for unit in shown)
        for match in self._found.finditer(text, start, stop):
            yield from _line_rects(layout, *(_units(text, position) for position in match.span()))

    def _paint_margin(self, painter: QPainter, paragraph: Paragraph, top: float) -> None:
        number, speaker = str(paragraph.number), self._short(paragraph.speaker)
        time = clock(paragraph.time) if paragraph.time is not None else ""
        baseline = QPointF(self.page.left, top + self._first_baseline())
        xs = self._columns_above(number, time) if self.page.above else self._columns_beside(number)
        painter.setPen(QColor(colours().muted))
        painter.setFont(self._small_font)
        painter.drawText(baseline + QPointF(xs[0], 0), number)
        painter.drawText(baseline + QPointF(xs[1], 0), time)
        if not _is_interviewer(paragraph.speaker):
            painter.setPen(QColor(colours().text))
        painter.setFont(self._bold_font)
        painter.drawText(baseline + QPointF(xs[2], 0), speaker)

    def _first_baseline(self) -> float:
        """Tell how far below a paragraph's top the margin's text stands."""
        if self.page.above:
            return _GAP + self._small.ascent()
        return self.gap_above + QFontMetricsF(self._reading_font).ascent()

    def _columns_beside(self, number: str) -> tuple[float, float, float]:
        right = self.page.number - 3 * STEP - self._small.horizontalAdvance(number)
        return right, self.page.number, self.page.number + self.page.time

    def _columns_above(self, number: str, time: str) -> tuple[float, float, float]:
        after_number = self._small.horizontalAdvance(number) + 2 * STEP
        after_time = self._small.horizontalAdvance(time) + 2 * STEP if time else 0
        return 0, after_number, after_number + after_time

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


def _is_interviewer(speaker: str) -> bool:
    return speaker.casefold().rstrip("0123456789 .") in _INTERVIEWERS


def _line_rects(layout: QTextLayout, start: int, end: int) -> Iterator[QRectF]:
    """Give the rectangles behind a stretch of letters, one a line."""
    while start < end and (line := layout.lineForTextPosition(start)).isValid():
        last = min(end, line.textStart() + line.textLength())
        left, right = (cursor_x(line, position) for position in (start, last))
        yield QRectF(left, line.y(), right - left, line.height())
        start = max(last, start + 1)


def _units(text: str, index: int) -> int:
    """Turn a position in a string into one in Qt's UTF-16."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, unit: int) -> int:
    """Turn a position in Qt's UTF-16 into one in a string."""
    if text.isascii():
        return unit
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "replace"))
