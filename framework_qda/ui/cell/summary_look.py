"""Show the three kinds of text of a summary and its links, without a letter more in its document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
    QTextDocument,
    QTextLine,
)

from framework_qda.text.summary import Kind
from framework_qda.ui.cell.links import stretches
from framework_qda.ui.cell.rich_summary import kind_of, links_of, spans
from framework_qda.ui.theme import STEP, colours

_SIGNS = {Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}
_SMALL = 0.8


@dataclass(frozen=True, slots=True)
class _Sign:
    """A mark that is painted and not in the text, and the room after a letter for it.

    Where several stand at one position, what closes comes first, then a reference, then what opens.
    """

    position: int
    text: str
    opening: bool = False
    reference: bool = False

    @property
    def order(self) -> tuple[int, int]:
        return self.position, 2 if self.opening else 1 if self.reference else 0


class SummaryLook(QSyntaxHighlighter):
    """Show the three kinds: own words in italic and quotation marks, a comment muted and in brackets.

    Linked words have a dotted line under them and the reference of their passage after them. All marks are
    painted by `paint_signs` in room that the letter before them leaves, or in the margin.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.references: Mapping[str, str] = {}
        self.lit: Collection[str] = frozenset()

    def highlightBlock(self, text: str) -> None:
        for piece in self.currentBlock().textFormats():
            look = self._look(kind_of(piece.format), links_of(piece.format))
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
        layout, font = block.layout(), self.document().defaultFont()
        painter.setFont(font)
        painter.setPen(QColor(colours().muted))
        if block.textList():
            first, room = layout.lineAt(0), self._width("“") + self._width("•")
            painter.drawText(origin + QPointF(first.x() - room, first.ascent()), "•")
        rooms, taken = self._rooms(block), dict[int, float]()
        for sign in self._signs(block):
            before, width = taken.get(sign.position, 0.0), self._room_of(sign)
            taken[sign.position] = before + width
            line = layout.lineForTextPosition(sign.position if sign.opening else sign.position - 1)
            if not line.isValid():
                continue
            room = width if sign.opening else rooms[sign.position] - before
            x = cursor_x(line, sign.position) - room
            painter.setFont(self._small() if sign.reference else font)
            painter.drawText(origin + QPointF(x, line.y() + line.ascent()), sign.text)

    def paint_hairline(self, painter: QPainter, block: QTextBlock, origin: QPointF, left: float) -> None:
        """Paint the line at the left of a line that is own words from end to end."""
        whole = [(0, block.length() - 1, Kind.OWN_WORDS)]
        if block.length() > 1 and list(spans(block)) == whole:
            height = block.layout().boundingRect().height()
            painter.fillRect(round(left), round(origin.y()), 2, round(height), QColor(colours().accent))

    def reference(self, links: Collection[str]) -> str:
        """Write the references of linked words, as they stand after them."""
        said = [self.references[link] for link in links if link in self.references]
        return f"[{', '.join(said)}]" if said else ""

    def _signs(self, block: QTextBlock) -> list[_Sign]:
        return sorted(self._unordered_signs(block), key=lambda sign: sign.order)

    def _unordered_signs(self, block: QTextBlock) -> Iterator[_Sign]:
        for start, end, kind in spans(block):
            yield _Sign(start, _SIGNS[kind][0], opening=True)
            yield _Sign(end, _SIGNS[kind][1])
        if self.references:
            for stretch in stretches(block):
                if reference := self.reference(stretch.links):
                    yield _Sign(stretch.end - block.position(), reference, reference=True)

    def _look(self, kind: Kind, links: tuple[str, ...]) -> QTextCharFormat | None:
        if kind is Kind.SUMMARY and not links:
            return None
        look = QTextCharFormat()
        if kind is Kind.OWN_WORDS:
            look.setFontItalic(True)
        elif kind is Kind.COMMENT:
            look.setForeground(QColor(colours().muted))
        if links:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(QColor(colours().accent))
        if any(link in self.lit for link in links):
            look.setBackground(QColor(colours().selection))
        return look

    def _rooms(self, block: QTextBlock) -> dict[int, float]:
        """Tell how many pixels the letter before each position leaves after it."""
        rooms: dict[int, float] = {}
        for sign in self._signs(block):
            if sign.position:
                rooms[sign.position] = rooms.get(sign.position, 0.0) + self._room_of(sign)
        return rooms

    def _room_of(self, sign: _Sign) -> float:
        if sign.reference:
            return QFontMetricsF(self._small()).horizontalAdvance(sign.text) + STEP / 2
        return self._width(sign.text)

    def _small(self) -> QFont:
        font = QFont(self.document().defaultFont())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _width(self, sign: str) -> float:
        return QFontMetricsF(self.document().defaultFont()).horizontalAdvance(sign) + STEP / 4


def cursor_x(line: QTextLine, position: int) -> float:
    """Give where a position stands across a line, in pixels."""
    found: object = line.cursorToX(position)  # PySide gives the position, corrected, beside it
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
