"""Lay out and paint the text of one cell, cut to the lines that fit, and keep the layout."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from framework_qda.study.model import BlankReason, Cell
from framework_qda.text.summary import Kind, Line, beginning, by_kind
from framework_qda.ui.theme import STEP, colours

PADDING = 2 * STEP
_LINE_SEPARATOR = "\u2028"
_KEPT = 1000
# A cell is laid out no further than it can show: letters are seldom narrower than the average in a whole
# cell, and in no text half as wide.
_USUAL = 0.9
_NARROW = 0.5
_LEADING = 1.12

REASON_GLYPHS = {
    BlankReason.NOT_CHARTED: "╌",
    BlankReason.NOT_ASKED: "∅",
    BlankReason.NOTHING_SAID: "◌",
    BlankReason.NOT_APPLICABLE: "–",
}
QUOTES = {Kind.SUMMARY: ("", ""), Kind.OWN_WORDS: ("“", "”"), Kind.COMMENT: ("[", "]")}

Span = tuple[int, int, Kind, bool]


class _Laid(NamedTuple):
    """The lines of a cell on show, and where they end if its text goes on."""

    lines: QTextLayout
    end: QPointF | None


class CellText:
    """Paint cells; a cell that was painted before costs no layout again."""

    def __init__(self, font: QFont) -> None:
        self._kept: OrderedDict[Hashable, _Laid] = OrderedDict()
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """Take another font and forget what was laid out; call it too when the colours change."""
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.line_height = self.metrics.lineSpacing() * _LEADING
        self._letter_width = self.metrics.averageCharWidth()
        self._more_width = self.metrics.horizontalAdvance("…")
        self._more = self._lines("…", [], round(2 * self._more_width), 1).lines
        self._kept.clear()

    def height_of(self, lines: int) -> int:
        """Tell how high a cell of so many lines is, in pixels."""
        return round(self.line_height * lines) + 2 * PADDING

    def paint(self, painter: QPainter, rect: QRect, cell: Cell, empty: str, free: int = 0) -> None:
        """Paint a cell into a rectangle; `empty` is how “not yet charted” reads.

        So many pixels stay `free` at the end of the last line that fits, for the marks that stand there.
        """
        width, height = rect.width() - 2 * PADDING, rect.height() - 2 * PADDING
        if width < STEP or height < STEP:
            return
        key = (cell.summary, cell.blank_reason, width, height, free)
        laid = self._kept.get(key)
        if laid is None:
            laid = self._kept[key] = self._lay_out(cell, empty, width, height, free)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        origin = QPointF(rect.left() + PADDING, rect.top() + PADDING)
        painter.setPen(QColor(colours().text if cell.summary else colours().muted))
        laid.lines.draw(painter, origin)
        if laid.end is not None:
            self._more.draw(painter, origin + laid.end)

    def _lay_out(self, cell: Cell, empty: str, width: int, height: int, free: int) -> _Laid:
        lines = max(1, int(height / self.line_height + 0.25))
        if not cell.summary:
            return self._lines(
                f"{REASON_GLYPHS[cell.blank_reason]} {cell.blank_reason or empty}", [], width, lines, free
            )
        room = lines * width / self._letter_width
        laid = self._lines(*_read(cell.summary, round(room / _USUAL)), width, lines, free)
        if laid.end is None and len(cell.summary) > room / _USUAL:  # the lines may not be full
            laid = self._lines(*_read(cell.summary, round(room / _NARROW)), width, lines, free)
        return laid

    def _lines(self, text: str, spans: list[Span], width: int, lines: int, free: int = 0) -> _Laid:
        """Break text into so many lines at most; the last one leaves room for “…” where the text goes on."""
        layout = self._layout(text, spans)
        layout.beginLayout()
        end = None
        for n in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            last = n == lines - 1
            line.setLineWidth(max(self._more_width, width - free) if last else width)
            line.setPosition(QPointF(0, n * self.line_height))
            if last and line.textStart() + line.textLength() < len(text):
                line.setLineWidth(max(self._more_width, width - free - self._more_width))
                end = QPointF(line.naturalTextWidth(), line.y())
        layout.endLayout()
        return _Laid(layout, end)

    def _layout(self, text: str, spans: list[Span]) -> QTextLayout:
        layout = QTextLayout(text, self.font)
        layout.setCacheEnabled(True)  # else its letters are shaped anew each time it is painted
        layout.setTextOption(WRAPPED)
        layout.setFormats([_format_range(span, len(text)) for span in spans if span[0] < len(text)])
        return layout


def _wrapped() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


WRAPPED = _wrapped()


def _read(markup: str, letters: int) -> tuple[str, list[Span]]:
    text, spans = "", list[Span]()
    for line in beginning(markup, letters):
        text += (_LINE_SEPARATOR if text else "") + ("• " if line.item else "")
        text, spans = _add_line(line, text, spans)
    return (text[:letters] + "…" if len(text) > letters else text), spans


def _add_line(line: Line, text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    for kind, runs in by_kind(line):
        opening, closing = QUOTES[kind]
        text += opening
        for run in runs:
            if kind is not Kind.SUMMARY or run.bold:
                spans.append(
                    (len(text) - len(opening), len(text) + len(run.text) + len(closing), kind, run.bold)
                )
            text += run.text
        text += closing
    return text, spans


def _format_range(span: Span, end: int) -> QTextLayout.FormatRange:
    start, stop, kind, bold = span
    found = QTextLayout.FormatRange()
    found.start, found.length = start, min(stop, end) - start  # type: ignore[assignment]
    found.format = kind_format(kind, bold=bold)  # type: ignore[assignment]
    return found


def kind_format(kind: Kind, *, bold: bool) -> QTextCharFormat:
    """Give the look of one of the three kinds of text."""
    style = QTextCharFormat()
    if bold:
        style.setFontWeight(QFont.Weight.Bold)
    if kind is Kind.OWN_WORDS:
        style.setFontItalic(True)
    if kind is Kind.COMMENT:
        style.setForeground(QColor(colours().muted))
    return style
