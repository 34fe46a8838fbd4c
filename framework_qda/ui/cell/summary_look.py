"""Show the three kinds of text of a summary, without a letter more in its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QTextBoundaryFinder
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextLine,
)

from framework_qda.text.summary import Kind
from framework_qda.ui.cell.rich_summary import kind_of, spans
from framework_qda.ui.theme import STEP, colours

_SIGNS = {Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A quotation mark or bracket that is painted and not in the text, and the room after a letter for it."""

    position: int
    text: str
    opening: bool


def _signs(block: QTextBlock) -> Iterator[_Sign]:
    for start, end, kind in spans(block):
        yield _Sign(start, _SIGNS[kind][0], True)
        yield _Sign(end, _SIGNS[kind][1], False)


class SummaryLook(QSyntaxHighlighter):
    """Show the three kinds: own words in italic and quotation marks, a comment muted and in brackets.

    The marks are painted by `paint_signs` in room that the letter before them leaves, or in the margin.
    """

    def highlightBlock(self, text: str) -> None:
        for piece in self.currentBlock().textFormats():
            look = self._look(kind_of(piece.format))
            if look is not None and piece.length:
                self.setFormat(piece.start, piece.length, look)
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
        for position, room in self._rooms(self.currentBlock()).items():
            finder.setPosition(position)
            start = finder.toPreviousBoundary()
            style = QTextCharFormat(self.format(start))
            style.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            style.setFontLetterSpacing(room)
            self.setFormat(start, position - start, style)

    def paint_signs(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        """Paint the bullet and the marks of a block whose top left corner is at `origin`."""
        layout, closing = block.layout(), self._rooms(block)
        painter.setFont(self.document().defaultFont())
        painter.setPen(QColor(colours().muted))
        if block.textList():
            first, room = layout.lineAt(0), self._width("“") + self._width("•")
            painter.drawText(origin + QPointF(first.x() - room, first.ascent()), "•")
        for sign in _signs(block):
            line = layout.lineForTextPosition(sign.position if sign.opening else sign.position - 1)
            if not line.isValid():
                continue
            room = self._width(sign.text) if sign.opening else closing[sign.position]
            x = cursor_x(line, sign.position) - room
            painter.drawText(origin + QPointF(x, line.y() + line.ascent()), sign.text)

    def paint_hairline(self, painter: QPainter, block: QTextBlock, origin: QPointF, left: float) -> None:
        """Paint the line at the left of a line that is own words from end to end."""
        whole = [(0, block.length() - 1, Kind.OWN_WORDS)]
        if block.length() > 1 and list(spans(block)) == whole:
            height = block.layout().boundingRect().height()
            painter.fillRect(round(left), round(origin.y()), 2, round(height), QColor(colours().accent))

    def _look(self, kind: Kind) -> QTextCharFormat | None:
        if kind is Kind.SUMMARY:
            return None
        look = QTextCharFormat()
        if kind is Kind.OWN_WORDS:
            look.setFontItalic(True)
        else:
            look.setForeground(QColor(colours().muted))
        return look

    def _rooms(self, block: QTextBlock) -> dict[int, float]:
        """Tell how many pixels the letter before each position leaves after it."""
        rooms: dict[int, float] = {}
        for sign in _signs(block):
            if sign.position:
                rooms[sign.position] = rooms.get(sign.position, 0.0) + self._width(sign.text)
        return rooms

    def _width(self, sign: str) -> float:
        return QFontMetricsF(self.document().defaultFont()).horizontalAdvance(sign) + STEP / 4


def cursor_x(line: QTextLine, position: int) -> float:
    """Give where a position stands across a line, in pixels."""
    found: object = line.cursorToX(position)  # PySide gives the position, corrected, beside it
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
