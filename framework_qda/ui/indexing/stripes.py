"""Paint stripes beside the words they mark, and find the one under the mouse."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from framework_qda.study.model import PassageId
from framework_qda.ui.indexing.marks import Marks, Stripe
from framework_qda.ui.theme import colours
from framework_qda.ui.transcript_letters import units
from framework_qda.ui.transcript_page import LANE, Page

_WIDE = 3.5
_GAP = 2.0


def stripes(block: QTextBlock, rect: QRectF, page: Page, marks: Marks) -> Iterator[tuple[Stripe, QRectF]]:
    """Give each stripe beside a block on show, and where it stands in the view."""
    layout, text = block.layout(), block.text()
    for piece in marks.pieces(block.blockNumber() + 1):
        first = layout.lineForTextPosition(units(text, piece.start))
        last = layout.lineForTextPosition(units(text, max(piece.start, piece.stop - 1)))
        if first.isValid() and last.isValid():
            top, bottom = first.y() + _GAP, last.y() + page.line_step - _GAP
            left = page.stripes_left + piece.stripe.lane * LANE
            yield piece.stripe, QRectF(left, rect.top() + top, _WIDE, max(_WIDE, bottom - top))


def stripe_at(block: QTextBlock, rect: QRectF, page: Page, marks: Marks, at: QPointF) -> Stripe | None:
    """Give the stripe under a point of the view."""
    reach = (LANE - _WIDE) / 2
    for stripe, where in stripes(block, rect, page, marks):
        if where.adjusted(-reach, -_GAP, reach, _GAP).contains(at):
            return stripe
    return None


def paint(
    painter: QPainter, block: QTextBlock, rect: QRectF, page: Page, marks: Marks, *, chosen: PassageId | None
) -> None:
    """Paint the stripes of a block: dashed where the words were changed, wider where it is chosen."""
    for stripe, place in stripes(block, rect, page, marks):
        hue = QColor(stripe.topic.hue if stripe.topic else colours().muted)
        where = place.adjusted(-1, -1, 1, 1) if stripe.passage.id == chosen else place
        if stripe.doubtful:
            pen = QPen(hue, where.width(), Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.2, 1.0])
            painter.setPen(pen)
            x = where.center().x()
            painter.drawLine(QPointF(x, where.top()), QPointF(x, where.bottom()))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue)
            painter.drawRoundedRect(where, 1.5, 1.5)
