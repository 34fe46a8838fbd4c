"""Paint the frozen head of each row and column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import AreaId, Interview
from framework_qda.ui.dates import short_date
from framework_qda.ui.matrix.model import MatrixModel
from framework_qda.ui.rings import paint_ring
from framework_qda.ui.theme import STEP, area_hue, colours

_HUE_WIDTH = STEP
_RING_SIZE = 4 * STEP


class RowHeader(QHeaderView):
    """The name of each interview beside the hue of its area, and the title of each band with its ring."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.area_places: dict[AreaId, int] = {}
        self.charted: dict[AreaId, float] = {}
        self.current = -1
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(STEP)

    def sizeHint(self) -> QSize:
        wanted = QFontMetrics(self.font()).averageCharWidth() * 27
        whole = self.parentWidget().width()
        return QSize(min(wanted, max(whole * 2 // 5, 20 * STEP)), 0)  # cells need room too

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._model.rows):
            return
        row = self._model.rows[logicalIndex]
        painter.save()
        if isinstance(row, RowGroup):
            self._paint_band(painter, rect, row)
        else:
            self._paint_interview(painter, rect, row, logicalIndex == self.current)
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_band(self, painter: QPainter, rect: QRect, group: RowGroup) -> None:
        painter.fillRect(rect, QColor(colours().band))
        painter.setFont(_bold(self.font()))
        painter.setPen(QColor(colours().text))
        text = rect.adjusted(3 * STEP, 0, -(_RING_SIZE + 2 * STEP), 0)
        _draw_line(painter, text, group.title, Qt.AlignmentFlag.AlignVCenter)
        if group.area is not None:
            ring = QRectF(0, 0, _RING_SIZE, _RING_SIZE)
            ring.moveCenter(QRectF(rect).center())
            ring.moveRight(rect.right() - 2 * STEP)
            paint_ring(painter, ring, self.charted.get(group.area, 0.0))

    def _paint_interview(self, painter: QPainter, rect: QRect, row: Interview, current: bool) -> None:
        painter.fillRect(rect, QColor(colours().selection if current else colours().room))
        bar = QRect(rect.left(), rect.top(), _HUE_WIDTH, rect.height())
        painter.fillRect(bar, area_hue(self.area_places.get(row.area, 0)))
        text = rect.adjusted(3 * STEP, 2 * STEP, -STEP, -STEP)
        font = _bold(self.font()) if current else self.font()
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        # Names begin and end alike: what tells them apart may be either.
        _draw_line(painter, text, row.name, Qt.AlignmentFlag.AlignTop, Qt.TextElideMode.ElideMiddle)
        text.translate(0, QFontMetrics(font).lineSpacing())
        painter.setFont(self.font())
        painter.setPen(QColor(colours().muted))
        facts = " · ".join(filter(None, (short_date(row.date), row.kind)))
        _draw_line(painter, text, facts, Qt.AlignmentFlag.AlignTop)


class ColumnHeader(QHeaderView):
    """The name of each sub-topic, in two lines where it needs them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(True)
        self.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )

    def sizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(self.font()).lineSpacing() * 2 + 3 * STEP)


def _draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    alignment: Qt.AlignmentFlag,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    shown = painter.fontMetrics().elidedText(text, cut, rect.width())
    painter.drawText(rect, alignment, shown)


def _bold(font: QFont) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font
