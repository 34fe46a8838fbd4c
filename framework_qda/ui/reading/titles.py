"""Lay out headings and the titles of lines and columns, with what is known of them in a muted colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QTextCharFormat, QTextLayout

from framework_qda.ui.matrix.cell_text import WRAPPED
from framework_qda.ui.theme import STEP, colours

_LEADING, _TIGHT = 1.45, 1.25  # the first as in the text beside it, the second for what is larger
_BETWEEN = "   "  # a title and its facts on one line


@dataclass(frozen=True, slots=True)
class Manner:
    """How a title looks: its share of the text's size, the room around it, `stacked` with facts below it."""

    size: float = 1.0
    above: int = 0
    below: int = 0
    muted: bool = False
    stacked: bool = False


HEADINGS = {
    1: Manner(1.35, above=8 * STEP, below=2 * STEP),
    2: Manner(1.15, above=6 * STEP, below=STEP),
    3: Manner(above=5 * STEP, below=STEP, muted=True),
}
STRIP = Manner(below=2 * STEP)
HEAD = Manner(stacked=True)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in lines; `height` is with the room above and below."""

    lines: QTextLayout
    manner: Manner
    height: float

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it from its top left corner."""
        painter.setPen(QColor(colours().muted if self.manner.muted else colours().text))
        self.lines.draw(painter, QPointF(x, y + self.manner.above))


def lay_title(title: str, facts: str, font: QFont, manner: Manner, width: float) -> Title:
    """Break a title into lines."""
    between = ("\u2028" if manner.stacked else _BETWEEN) if title and facts else ""
    layout = QTextLayout(title + between + facts, font)
    layout.setTextOption(WRAPPED)
    layout.setCacheEnabled(True)
    start = _units(title + between)
    layout.setFormats([_bold(_units(title), font, manner), _muted(start, _units(facts))])
    leading = (_LEADING if manner.size == 1 else _TIGHT) * manner.size * QFontInfo(font).pixelSize()
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        step = max(leading, line.height())
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
    layout.endLayout()
    return Title(layout, manner, y + manner.above + manner.below)


def _bold(length: int, font: QFont, manner: Manner) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    style.setFontPointSize(font.pointSizeF() * manner.size)
    return _range(0, length, style)


def _muted(start: int, length: int) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(QColor(colours().muted))
    return _range(start, length, style)


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, style  # type: ignore[assignment]
    return found


def _units(text: str) -> int:
    """Count letters as Qt counts, in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
