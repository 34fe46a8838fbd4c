"""Paint what stands beside the words of a draft: bullets and numbers, frames, and marks of verification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from framework_qda.study.authoring import BlockKind
from framework_qda.text.drafting import Quoted
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.marks import EAR
from framework_qda.ui.report.caret import atoms
from framework_qda.ui.report.mapping import MARKUP, is_whole, kind_of, parsed
from framework_qda.ui.theme import STEP, colours

if TYPE_CHECKING:
    from framework_qda.ui.report.mapping import Mark, Rendering

_FRAME = 2 * STEP


class PageMarks:
    """Paint over and under a page what its words do not hold."""

    def __init__(self, page: QTextEdit, rendering: Rendering) -> None:
        self._page, self._rendering = page, rendering

    def rect(self, block: QTextBlock) -> QRectF:
        """Tell where the lines of a paragraph are in the viewport."""
        layout = block.layout()
        scrolled = self._page.verticalScrollBar().value()
        return QRectF(layout.position() - QPointF(0, scrolled), layout.boundingRect().size())

    def paint_under(self, painter: QPainter) -> None:
        """Paint the frames of objects."""
        painter.setPen(QColor(colours().hairline))
        for block in self._visible():
            kind = kind_of(block)
            if kind is BlockKind.QUOTATION:
                rect, indent = self.rect(block), block.blockFormat().leftMargin()
                left = self._page.document().documentMargin() + indent - 3 * STEP
                painter.fillRect(QRectF(left, rect.top(), 2, rect.height()), QColor(colours().accent))
            elif is_whole(kind):
                rect = self.rect(block)
                room = self._page.document().documentMargin()
                frame = QRectF(
                    room,
                    rect.top() - _FRAME,
                    self._page.viewport().width() - 2 * room,
                    rect.height() + 2 * _FRAME,
                )
                painter.setBrush(QColor(colours().room))
                painter.drawRoundedRect(frame, STEP, STEP)

    def paint_over(self, painter: QPainter) -> None:
        """Paint bullets, numbers and marks."""
        painter.setFont(self._page.font())
        painter.setPen(QColor(colours().muted))
        for block in self._visible():
            kind = kind_of(block)
            if kind is BlockKind.ITEM:
                self._beside(painter, block, "•")
            elif kind is BlockKind.NUMBERED:
                self._beside(painter, block, f"{_number(block)}.")
            elif kind is BlockKind.NOTE:
                self._beside(painter, block, "✎")
            if marks := [self._rendering.mark(each) for each in dict.fromkeys(_quotations(block))]:
                self._in_margin(painter, block, marks)

    def _beside(self, painter: QPainter, block: QTextBlock, sign: str) -> None:
        line = block.layout().lineAt(0)
        rect = self.rect(block)
        room = painter.fontMetrics().horizontalAdvance(sign) + 2 * STEP
        painter.drawText(QPointF(rect.left() + line.x() - room, rect.top() + line.y() + line.ascent()), sign)

    def _in_margin(self, painter: QPainter, block: QTextBlock, marks: list[Mark]) -> None:
        """Paint the signs of the quotations in a paragraph, and an ear where one is to be compared by ear."""
        rect, room = self.rect(block), self._page.document().documentMargin()
        line = block.layout().lineAt(0)
        signs = " ".join(dict.fromkeys(each.sign for each in marks if each.sign))
        place = QRectF(0, rect.top() + line.y(), room - 2 * STEP, line.height())
        ear_too = any(each.from_notes for each in marks)
        painter.setFont(fitting_font(self._page.font(), signs, place.width(), ear=ear_too))
        if ear_too:
            size = painter.fontMetrics().height()
            ear = QRectF(place.right() - size, place.center().y() - size / 2, size, size)
            icon(EAR).paint(painter, ear.toRect())
            place.setRight(ear.left() - STEP / 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, signs)
        painter.setFont(self._page.font())

    def told_at(self, place: QPoint) -> str:
        """Say in words what is marked at a place of the viewport."""
        block = self._page.cursorForPosition(place).block()
        rect = self.rect(block)
        if not rect.top() <= place.y() <= rect.bottom():
            return ""
        quotations = _quotations(block)
        if place.x() >= self._page.document().documentMargin() and not is_whole(kind_of(block)):
            at = self._page.cursorForPosition(place).position()
            quotations = [
                each.inline.quotation
                for each in atoms(block)
                if isinstance(each.inline, Quoted) and each.start <= at <= each.end
            ]
        told = (self._rendering.mark(each) for each in dict.fromkeys(quotations))
        return "\n".join(f"{mark.sign} {mark.words}".strip() for mark in told if mark.words)

    def _visible(self) -> Iterator[QTextBlock]:
        block, height = self._page.cursorForPosition(QPoint(0, 0)).block(), self._page.viewport().height()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid() and self.rect(block).top() <= height:
            yield block
            block = block.next()


def fitting_font(font: QFont, signs: str, room: float, *, ear: bool) -> QFont:
    """Give the font in which the signs of a margin, and an ear as high as a line, have room there."""
    metrics = QFontMetricsF(font)
    needed = metrics.horizontalAdvance(signs) + (metrics.height() + STEP if ear else 0)
    made = QFont(font)
    if needed > room > 0 and font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * room / needed)
    return made


def _quotations(block: QTextBlock) -> list[str]:
    """List the quotations in a paragraph."""
    if kind_of(block) is BlockKind.QUOTATION:
        found = parsed(block.blockFormat().stringProperty(MARKUP))
    elif is_whole(kind_of(block)):
        return []
    else:
        found = [each.inline for each in atoms(block) if each.inline]
    return [each.quotation for each in found if isinstance(each, Quoted)]


def _number(block: QTextBlock) -> int:
    number = 1
    while (block := block.previous()).isValid() and kind_of(block) is BlockKind.NUMBERED:
        number += 1
    return number
