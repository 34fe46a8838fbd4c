"""Show the words of an interview for reading, however many they are.

A QTextDocument's own layout takes seconds for a long transcript, so this is a QPlainTextEdit, with a layout
of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolTip, QWidget

from framework_qda.study.model import PassageId, PassageState
from framework_qda.text.transcript import Paragraph, Transcript
from framework_qda.ui import settings
from framework_qda.ui.cell.rich_summary import WORDS_MIME
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing import SPAN_MIME, stripes
from framework_qda.ui.indexing.marks import Marks, Piece, Stripe
from framework_qda.ui.theme import STEP, colours, reading_font
from framework_qda.ui.transcript_layout import TranscriptLayout
from framework_qda.ui.transcript_letters import letters, line_rects, units
from framework_qda.ui.transcript_page import Page

_FLASH = 1600  # milliseconds
# One paragraph is one block, so line ends inside it become soft; what Qt keeps for itself becomes a space.
_AS_BLOCKS = str.maketrans("\n\r\u2029\ufdd0\ufdd1", "\u2028 \u2028  ")


Place = tuple[int, int, int]  # number of a paragraph, start and end in its text


class TranscriptText(QPlainTextEdit):
    """The words of one interview, to read and to copy."""

    words_wanted = Signal()
    stripe_clicked = Signal(str, QPoint)  # id of a passage, place on the screen
    time_clicked = Signal(int)  # milliseconds
    correcting_wanted = Signal(int)  # number of a paragraph
    menu_wanted = Signal(QMenu)  # a menu of the words about to be shown
    moved = Signal()  # what is on show, or where it stands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript = Transcript(())
        self.found: re.Pattern[str] | None = None
        self.marks = Marks()
        self.interview = ""
        self._chosen: PassageId | None = None
        self._under: PassageId | None = None
        self._shows_unread = False
        self._flashing = 0
        self._centred = -1  # where the page was scrolled to show a place in its middle
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(self._stop_flash)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._look_under)
        self.updateRequest.connect(self.moved)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_font()
        self.page = self._page()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentLayout(TranscriptLayout(document, self))
        self.setDocument(document)
        self.dress()

    # -- what is shown

    def show_transcript(self, transcript: Transcript) -> None:
        """Show other words, from their beginning."""
        self._transcript = transcript
        self.found, self._flashing, self._centred = None, 0, -1
        self.marks, self._chosen, self._under = Marks(transcript), None, None
        self.page = self._page()
        self.setPlainText("\n".join(p.text.translate(_AS_BLOCKS) for p in transcript.paragraphs))
        self._tell_size()

    def correct_transcript(self, transcript: Transcript) -> None:
        """Show corrected words where the ones before are being read."""
        top, bar = self.first_visible(), self.verticalScrollBar()
        down = bar.value() - self.firstVisibleBlock().firstLineNumber()
        number, within = self.marks.places.within(self.span()[0])
        self.show_transcript(transcript)
        self._lay_out_before(top)
        self.read_on(top)
        bar.setValue(bar.value() + down)
        block = self.document().findBlockByNumber(min(number, self.document().blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(units(block.text(), within), block.length() - 1))
        self._put_cursor(cursor)

    def show_marks(self, marks: Marks) -> None:
        """Show the passages of these words."""
        lanes, self.marks = self.marks.lanes, marks
        if self._chosen not in marks.passages:
            self._chosen = None
        self._look_under()
        if max(3, lanes) != max(3, marks.lanes):
            self._lay_out_anew()
        self.viewport().update()

    def show_unread(self, shown: bool) -> None:
        """Shade the paragraphs in which nothing is indexed, or shade them no more."""
        self._shows_unread = shown
        self.viewport().update()

    # -- places in the whole text

    def span(self) -> tuple[int, int]:
        """Give the characters of the whole text that are selected; an empty span at the cursor."""
        cursor = self.textCursor()
        return self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())

    def span_or_paragraph(self) -> tuple[int, int]:
        """Give what is selected, or else the paragraph under the cursor."""
        start, stop = self.span()
        if start != stop:
            return start, stop
        places = self.marks.places
        number = places.number(start)
        return places.start(number), places.stop(number)

    def select_span(self, start: int, stop: int, *, centre: bool = False) -> None:
        """Select characters of the whole text and bring them into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(stop))
        cursor.setPosition(self._position(start), QTextCursor.MoveMode.KeepAnchor)
        top = QTextCursor(cursor)
        top.clearSelection()
        if centre or not self.viewport().rect().contains(self.cursorRect(top)):
            self._centre_on(top)
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(stop), QTextCursor.MoveMode.KeepAnchor)
        self._put_cursor(cursor)

    def _put_cursor(self, cursor: QTextCursor) -> None:
        """Put the cursor somewhere and leave the page where it is."""
        value = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)

    def _centre_on(self, cursor: QTextCursor) -> None:
        """Put the cursor somewhere and that into the middle of the page."""
        self.setTextCursor(cursor)
        self.centerCursor()
        self._centred = self.verticalScrollBar().value()

    def choose_passage(self, passage: PassageId | None) -> None:
        """Set a passage off from the others."""
        self._chosen = passage
        self.viewport().update()

    @property
    def chosen(self) -> PassageId | None:
        """The passage that was clicked or gone to last."""
        return self._chosen

    def paragraph_rect(self, number: int) -> QRectF:
        """Give where a paragraph stands in the view."""
        block = self.document().findBlockByNumber(number - 1)
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    def _place(self, position: int) -> int:
        block = self.document().findBlock(position)
        if not self._transcript.paragraphs:
            return 0
        within = letters(block.text(), position - block.position())
        return self.marks.places.start(block.blockNumber() + 1) + within

    def _position(self, place: int) -> int:
        number, within = self.marks.places.within(place)
        block = self.document().findBlockByNumber(number - 1)
        return block.position() + units(block.text(), max(0, within))

    def _look_under(self) -> None:
        """Find the passage under the cursor."""
        over = self.marks.at(self.span()[0]) if self.marks.passages else []
        under = over[0].id if over else None
        if under != self._under:
            self._under = under
            self.viewport().update()

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
            self._centre_on(QTextCursor(block))
            self._flashing = number
            self._flash.start()
            self.viewport().update()

    def selected_words(self) -> str:
        """Give what is selected, a paragraph a line."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def mark_found(self, pattern: re.Pattern[str] | None) -> None:
        """Mark every place on show where a pattern is found."""
        self.found = pattern
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
        return Page(self._reading_font, self._transcript, self.viewport().width(), self.marks.lanes)

    def _lay_out_anew(self) -> None:
        top = self.first_visible()
        self.page = self._page()
        self.document().markContentsDirty(0, self.document().characterCount())
        self._tell_size()
        self.read_on(top)

    def _lay_out_before(self, number: int) -> None:
        """Break the paragraphs before one into lines: until then each counts as a single line."""
        layout, block = self.document().documentLayout(), self.document().begin()
        for _ in range(number - 1):
            layout.blockBoundingRect(block)
            block = block.next()

    def _tell_size(self) -> None:
        """Have the scroll bar measured anew: a change within one block does not do that by itself."""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange):
            self.dress()
        elif event.type() == QEvent.Type.StyleChange:  # which gives the text back the font it had before
            QTimer.singleShot(0, self, self._keep_font)

    def _keep_font(self) -> None:
        wanted = reading_font(settings.text_family())
        if (self.font().pointSizeF(), self.font().family()) != (wanted.pointSizeF(), wanted.family()):
            self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        still_there = self.verticalScrollBar().value() == self._centred
        self.page = self._page()
        super().resizeEvent(event)
        if still_there:  # nobody has scrolled since: the same place is shown where lines now break elsewhere
            cursor = self.textCursor()
            top = QTextCursor(cursor)
            top.setPosition(cursor.selectionStart())
            self._centre_on(top)
            self._put_cursor(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = list(self._visible_blocks())
        painter = QPainter(self.viewport())
        for block, rect in blocks:
            self._paint_behind(painter, block, rect)
        painter.end()
        super().paintEvent(event)
        if self._transcript.paragraphs:
            painter.begin(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, rect in blocks:
                self.page.paint_margin(painter, self.paragraph(block), rect.top())
                stripes.paint(painter, block, rect, self.page, self.marks, chosen=self._chosen)
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
        if self._shows_unread and self._transcript.paragraphs:
            self._paint_unread(painter, block, rect)
        for piece in self.marks.pieces(block.blockNumber() + 1):
            if piece.stripe.passage.id in (self._chosen, self._under):
                self._shade(painter, block, rect, piece)
        for found in self._found_rects(block, rect.top()) if self.found else ():
            painter.fillRect(found.translated(0, rect.top()), QColor(colours().found))

    def _paint_unread(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        if not self.marks.is_read(block.blockNumber() + 1):
            lines = block.layout().lineCount() * self.page.line_step
            band = QRectF(
                0, rect.top() + self.page.words_top - STEP / 2, self.viewport().width(), lines + STEP
            )
            painter.fillRect(band, QColor(colours().band))

    def _shade(self, painter: QPainter, block: QTextBlock, rect: QRectF, piece: Piece) -> None:
        """Shade the words of a passage that are on show."""
        hue = QColor(piece.stripe.topic.hue if piece.stripe.topic else colours().muted)
        hue.setAlpha(52 if piece.stripe.passage.id == self._chosen else 26)
        shown = self._shown(block, rect.top())
        if shown:
            start, stop = max(piece.start, shown[0]), min(piece.stop, shown[1])
            text = block.text()
            for where in line_rects(block.layout(), units(text, start), units(text, stop)):
                painter.fillRect(where.translated(0, rect.top()), hue)

    def _found_rects(self, block: QTextBlock, top: float) -> Iterator[QRectF]:
        """Give the rectangles behind what is found in the lines on show of a block."""
        shown = self._shown(block, top)
        if shown is None or self.found is None:
            return
        layout, text = block.layout(), block.text()
        for match in self.found.finditer(text, *shown):
            yield from line_rects(layout, *(units(text, position) for position in match.span()))

    def _shown(self, block: QTextBlock, top: float) -> tuple[int, int] | None:
        """Give the characters of a block that stand in the lines on show."""
        layout, text = block.layout(), block.text()
        first = max(0, int((-top - self.page.words_top) / self.page.line_step) - 1)
        last = min(layout.lineCount(), int((self.viewport().height() - top) / self.page.line_step) + 1)
        if first >= last:
            return None
        end = layout.lineAt(last - 1)
        start, stop = layout.lineAt(first).textStart(), end.textStart() + end.textLength()
        return letters(text, start), letters(text, stop)

    def _stop_flash(self) -> None:
        self._flashing = 0
        self.viewport().update()

    # -- copying

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        mime.setText(self.selected_words())
        mime.setData(WORDS_MIME, self.selected_words().encode())
        start, stop = self.span()
        mime.setData(SPAN_MIME, f"{self.interview} {start} {stop}".encode())
        return mime

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(menu)
        into = menu.addAction(icon("quotes"), self.tr("Into the summary as the speaker's own words"))
        into.setEnabled(self.textCursor().hasSelection())
        into.triggered.connect(self.words_wanted)
        menu.popup(event.globalPos())

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._clicked(event):
            event.accept()
        else:
            super().mousePressEvent(event)

    def _clicked(self, event: QMouseEvent) -> bool:
        at = event.position()
        if stripe := self._stripe_at(at):
            self.stripe_clicked.emit(stripe.passage.id, event.globalPosition().toPoint())
            return True
        time = self._time_at(at)
        if time is not None:
            self.time_clicked.emit(time)
        return time is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            at = event.position()
            hand = self._stripe_at(at) is not None or self._time_at(at) is not None
            pointing, reading = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(pointing if hand else reading)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        over = self._block_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and over and not self._stripe_at(event.position()):
            self.correcting_wanted.emit(over[0].blockNumber() + 1)
            event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            stripe = self._stripe_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.hint(stripe) if stripe else "", self)
            return True
        return super().viewportEvent(event)

    def hint(self, stripe: Stripe) -> str:
        """Say what a stripe stands for."""
        passage, lines = stripe.passage, list[str]()
        lines.append(stripe.topic.name if stripe.topic else self.tr("A passage that is not indexed"))
        if passage.state is PassageState.DOUBTFUL:
            lines.append(self.tr("Its words were corrected; it needs a look"))
        elif passage.state is PassageState.LOST:
            lines.append(self.tr("Its words are no longer here"))
        if passage.note:
            lines.append(passage.note)
        return "\n".join(lines)

    def _block_at(self, at: QPointF) -> tuple[QTextBlock, QRectF] | None:
        if not self._transcript.paragraphs:
            return None
        return next(
            (each for each in self._visible_blocks() if each[1].contains(each[1].center().x(), at.y())), None
        )

    def _stripe_at(self, at: QPointF) -> Stripe | None:
        over = self._block_at(at) if self.page.in_stripes(at.x()) else None
        return stripes.stripe_at(*over, self.page, self.marks, at) if over else None

    def _time_at(self, at: QPointF) -> int | None:
        if at.x() >= self.page.stripes_left and not self.page.above:
            return None
        over = self._block_at(at)
        if over is None:
            return None
        paragraph = self.paragraph(over[0])
        where = self.page.time_rect(paragraph, over[1].top())
        return paragraph.time if where is not None and where.contains(at) else None
