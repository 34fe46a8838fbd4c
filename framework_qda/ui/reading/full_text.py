"""Lay out all of a cell, or of a group of them, as letters in lines, with what may be clicked in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QTextLayout, QTextLine

from framework_qda.reading.plan import CellKey
from framework_qda.ui.matrix.cell_text import WRAPPED
from framework_qda.ui.reading.badges import Badge
from framework_qda.ui.reading.letters import BULLET, Letters, Links, Paragraph, Written
from framework_qda.ui.theme import STEP, colours

_LINE_HEIGHT = 1.45
_SMALL = 0.88
_BAR = 2
_SAMPLE = "The midwives see them every day, and out of hours there is a number to call."


@dataclass(slots=True)
class Part:
    """Where one cell of a group stands; without a key it is the line that tells of more."""

    key: CellKey | None
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True)
class Laid:
    """Lines ready to be painted, and what stands where in them."""

    lines: QTextLayout
    parts: list[Part]
    links: list[tuple[int, int, Links]]
    height: float = 0.0
    bars: list[tuple[float, float]] = field(default_factory=list)
    chips: list[tuple[QRectF, Badge]] = field(default_factory=list)

    def part_at(self, y: float) -> int:
        """Tell which part stands at a height, or is nearest above it."""
        return max((n for n, part in enumerate(self.parts) if part.top <= y), default=0)

    def links_at(self, point: QPointF) -> Links:
        """Give what the letter at a point is linked to."""
        for n in range(self.lines.lineCount() if self.links else 0):
            line = self.lines.lineAt(n)
            if line.naturalTextRect().contains(point):
                place: object = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
                return next((ids for start, stop, ids in self.links if start <= place < stop), ())  # type: ignore[operator]
        return ()


class FullText:
    """Lay out and paint cells in one font; call `set_font` when the font or the colours change."""

    def __init__(self, font: QFont) -> None:
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """Take another font."""
        self.font = font
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * _SMALL)
        self.metrics, self.small_metrics = QFontMetricsF(font), QFontMetricsF(self.small)
        self.line_height = max(self.metrics.height(), _LINE_HEIGHT * QFontInfo(font).pixelSize())
        self._letter = self.metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self._bullet = self.metrics.horizontalAdvance(BULLET)

    def measure(self, letters: int) -> int:
        """Tell how wide so many letters of running text are, in pixels."""
        return round(self._letter * letters)

    def estimate(self, letters: float, width: float) -> float:
        """Guess how high so many letters are in a width."""
        return self.line_height * (1 + letters * self._letter / max(1.0, width))

    def lay_out(self, cells: Sequence[Written], more: str, width: float, empty: str) -> Laid:
        """Break the text of cells into lines; `more` tells of those left out."""
        letters = Letters(self.small, self._bullet)
        for n, written in enumerate(cells):
            letters.add_cell(n, written, empty)
        if more:
            letters.add_more(len(cells), more)
        layout = QTextLayout(letters.text, self.font)
        layout.setTextOption(WRAPPED)
        layout.setCacheEnabled(True)
        layout.setFormats(letters.formats)
        parts = [Part(written.key) for written in cells] + [Part(None)] * bool(more)
        laid = Laid(layout, parts, letters.links)
        _Setting(self, laid, [written.badges for written in cells], width).set_lines(letters.paragraphs)
        return laid

    def width_of(self, badge: Badge) -> float:
        """Tell how wide a chip is, in pixels."""
        return self.small_metrics.horizontalAdvance(_words(badge)) + 4 * STEP

    def paint(self, painter: QPainter, origin: QPointF, laid: Laid, clip: QRectF) -> None:
        """Paint what is laid out, as far as it is within the clip."""
        painter.setPen(QColor(colours().text))
        laid.lines.draw(painter, origin, [], clip)
        for top, bottom in laid.bars:
            bar = QRectF(origin.x(), origin.y() + top + 2, _BAR, bottom - top - 4)
            painter.fillRect(bar, QColor(colours().accent))
        for room, badge in laid.chips:
            self._paint_chip(painter, room.translated(origin), badge)

    def _paint_chip(self, painter: QPainter, room: QRectF, badge: Badge) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.small)
        usual = colours().warning if badge.sign else colours().hairline
        painter.setPen(QColor(colours().accent if badge.marked else usual))
        painter.setBrush(QColor(colours().selection if badge.marked else colours().band))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 2 * STEP, 2 * STEP)
        painter.setPen(QColor(colours().warning if badge.sign else colours().text))
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignCenter,
            painter.fontMetrics().elidedText(
                _words(badge), Qt.TextElideMode.ElideRight, round(room.width() - 2 * STEP)
            ),
        )
        painter.restore()


def _words(badge: Badge) -> str:
    return " ".join(filter(None, ("≠" if badge.marked else badge.sign, badge.text)))


class _Setting:
    """Set the lines of one place from the top down."""

    def __init__(self, text: FullText, laid: Laid, badges: Sequence[Sequence[Badge]], width: float) -> None:
        self._text, self._laid, self._badges, self._width = text, laid, badges, width
        self._y = 0.0
        self._baseline = (text.line_height - text.metrics.height()) / 2 + text.metrics.ascent()

    def set_lines(self, paragraphs: Iterable[Paragraph]) -> None:
        """Give every line its place, and every part its top and bottom."""
        coming = iter(paragraphs)
        here, after = None, next(coming, None)
        lines = self._laid.lines
        lines.beginLayout()
        while (line := lines.createLine()).isValid():
            if after is not None and line.textStart() >= after.start:
                self._pass_on(here, after)
                here, after = after, next(coming, None)
            assert here is not None
            self._set_line(line, here)
        lines.endLayout()
        if here is not None:
            self._end(here.part)
        self._laid.height = self._y

    def _pass_on(self, before: Paragraph | None, here: Paragraph) -> None:
        other = before is None or before.part != here.part
        if before is not None and other:
            self._end(before.part)
        self._y += here.gap
        if other:
            self._laid.parts[here.part].top = self._y
        if here.own:
            self._laid.bars.append((self._y, self._y))

    def _set_line(self, line: QTextLine, here: Paragraph) -> None:
        x = here.indent - (here.hang if line.textStart() == here.start else 0)
        line.setLineWidth(max(1.0, self._width - x))
        line.setPosition(QPointF(x, self._y + self._baseline - line.ascent()))
        self._y += self._text.line_height
        if here.own:
            self._laid.bars[-1] = (self._laid.bars[-1][0], self._y)

    def _end(self, part: int) -> None:
        if part < len(self._badges) and self._badges[part]:
            self._set_chips(self._badges[part])
        self._laid.parts[part].bottom = self._y

    def _set_chips(self, badges: Iterable[Badge]) -> None:
        x, height = 0.0, self._text.small_metrics.height() + STEP
        self._y += 2 * STEP
        for badge in badges:
            width = min(self._width, self._text.width_of(badge))
            if x and x + width > self._width:
                x, self._y = 0.0, self._y + height + STEP
            self._laid.chips.append((QRectF(x, self._y, width, height), badge))
            x += width + STEP
        self._y += height
