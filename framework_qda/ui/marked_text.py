"""Paint a stretch of text in which some pieces are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

Pieces = Sequence[tuple[str, bool]]


def pieces_of(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    """Cut a text into pieces, marked within the spans; spans are in order and may overlap."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in spans:
        pieces += [(text[end:start], False), (text[max(start, end) : stop], True)]
        end = max(end, stop)
    return [piece for piece in (*pieces, (text[end:], False)) if piece[0]]


def paint_pieces(
    painter: QPainter,
    rect: QRect,
    pieces: Pieces,
    *,
    lines: int = 1,
    behind: str = "",
    font: QFont | None = None,
) -> None:
    """Paint pieces in at most so many lines from the top of a rectangle, the rest elided.

    Marked pieces are bold, and stand on the colour `behind` if one is given.
    """
    marked = _Marked(pieces, font or painter.font(), rect.width(), lines, behind)
    marked.layout().draw(painter, QPointF(rect.topLeft()))


@dataclass(frozen=True)
class _Marked:
    pieces: Pieces
    font: QFont
    width: int
    lines: int
    behind: str

    def layout(self) -> QTextLayout:
        text = "".join(piece for piece, _ in self.pieces)
        layout = self._laid_out(text)
        last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
        if last is None or last.textStart() + last.textLength() == len(text):
            return layout
        return self._laid_out(text[: last.textStart()] + self._elided(text[last.textStart() :]))

    def _elided(self, text: str) -> str:
        bold = QFont(self.font)
        bold.setBold(True)
        return QFontMetricsF(bold).elidedText(text, Qt.TextElideMode.ElideRight, self.width)

    def _laid_out(self, text: str) -> QTextLayout:
        layout = QTextLayout(text, self.font)
        wrap = QTextOption.WrapMode
        layout.setTextOption(
            _option(wrap.WrapAtWordBoundaryOrAnywhere if self.lines > 1 else wrap.WrapAnywhere)
        )
        layout.setFormats(list(self._formats(len(text))))
        layout.beginLayout()
        top = 0.0
        for _ in range(self.lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _formats(self, room: int) -> Iterator[QTextLayout.FormatRange]:
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        if self.behind:
            style.setBackground(QColor(self.behind))
        at = 0
        for piece, marked in self.pieces:
            if marked and at < room:
                yield _range(at, min(len(piece), room - at), style)
            at += len(piece)


def _option(wrap: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(wrap)
    return option


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, style  # pyright: ignore[reportAttributeAccessIssue]
    return part
