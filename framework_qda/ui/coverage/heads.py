"""Paint the frozen heads of the board: interviews with their totals, and sub-topics under their matrices."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from framework_qda.study.arrangement import RowGroup
from framework_qda.ui.coverage.model import BoardModel
from framework_qda.ui.rings import paint_ring
from framework_qda.ui.theme import STEP, area_hue, colours

_NAME_LETTERS = 24
_ROW_LETTERS = 36


class RowHead(QHeaderView):
    """Bands and interviews, each with how many of its cells are charted."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.current = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        wanted = QFontMetrics(self.font()).averageCharWidth() * _ROW_LETTERS
        whole = self.parentWidget().width()
        return QSize(min(wanted, max(whole * 2 // 5, 20 * STEP)), 0)  # cells need room too

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._model.rows):
            return
        row = self._model.rows[logicalIndex]
        charted, total = self._model.of_row(logicalIndex)
        painter.save()
        if isinstance(row, RowGroup):
            painter.fillRect(rect, QColor(colours().band))
            left = self._paint_total(painter, rect, charted, total, ring=True)
            self._paint_name(painter, rect, left, row.title, bold=True)
        else:
            chosen = logicalIndex == self.current
            painter.fillRect(rect, QColor(colours().selection if chosen else colours().room))
            bar = QRect(rect.left(), rect.top(), STEP, rect.height())
            painter.fillRect(bar, area_hue(self._model.area_places.get(row.area, 0)))
            left = self._paint_total(painter, rect, charted, total, ring=False)
            self._paint_name(painter, rect, left, row.name, bold=chosen)
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_total(self, painter: QPainter, rect: QRect, charted: int, total: int, *, ring: bool) -> int:
        """Paint how much is charted at the right; give where it begins."""
        size = round(QFontMetrics(self.font()).ascent())
        place = QRectF(rect.right() - 2 * STEP - size, rect.center().y() - size / 2 + 0.5, size, size)
        if ring:
            paint_ring(painter, place, charted / total if total else 0)
        text = f"{charted}/{total}"
        right = round(place.left()) - STEP
        left = right - QFontMetrics(self.font()).horizontalAdvance(text)
        painter.setFont(self.font())
        painter.setPen(QColor(colours().muted))
        box = QRect(left, rect.top(), right - left + 1, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return left

    def _paint_name(self, painter: QPainter, rect: QRect, left: int, name: str, *, bold: bool) -> None:
        font = _bold(self.font()) if bold else self.font()
        box = QRect(rect.left() + 3 * STEP, rect.top(), left - rect.left() - 5 * STEP, rect.height())
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, box.width())
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class ColumnHead(QHeaderView):
    """Each matrix over its sub-topics, whose names stand upright, with how many cells are charted."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.current = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(STEP)

    @property
    def widest_total(self) -> int:
        """How wide the number of all interviews is."""
        return QFontMetrics(self._small).horizontalAdvance(str(max(100, self._model.interviews)))

    @property
    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    @property
    def _line(self) -> int:
        return QFontMetrics(self.font()).lineSpacing() + STEP

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        most = metrics.averageCharWidth() * _NAME_LETTERS
        widest = max(
            (metrics.horizontalAdvance(self._name(n)) for n in range(len(self._model.columns))), default=0
        )
        most = min(most, max(self.parentWidget().height() * 2 // 5, 20 * STEP) - 2 * self._line)
        return QSize(0, min(most, widest) + 2 * self._line + 3 * STEP)

    def _name(self, column: int) -> str:
        subtopic = self._model.columns[column]
        return f"{subtopic.number} {subtopic.name}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for matrix, first, last in self._spans():
            self._paint_matrix(painter, matrix, first, last)
        painter.end()

    def _spans(self) -> list[tuple[str, int, int]]:
        """List the matrices with their first and last column."""
        spans: list[tuple[str, int, int]] = []
        for n, column in enumerate(self._model.columns):
            title = self._model.matrices[column.matrix].title
            if n and column.matrix == self._model.columns[n - 1].matrix:
                spans[-1] = (spans[-1][0], spans[-1][1], n)
            else:
                spans.append((title, n, n))
        return spans

    def _paint_matrix(self, painter: QPainter, title: str, first: int, last: int) -> None:
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        box = QRect(max(left, 0), 0, right - max(left, 0), self._line)
        if box.right() <= 0 or box.left() > self.viewport().width():
            return
        painter.fillRect(box, QColor(colours().band))
        painter.setFont(_bold(self.font()))
        painter.setPen(QColor(colours().text))
        inner = box.adjusted(2 * STEP, 0, -STEP, 0)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(right - 1, 0, right - 1, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._model.columns):
            return
        chosen = logicalIndex == self.current
        painter.save()
        painter.fillRect(rect, QColor(colours().selection if chosen else colours().room))
        font = _bold(self.font()) if chosen else self.font()
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        foot = self._line
        room = rect.height() - 2 * foot - 2 * STEP
        shown = QFontMetrics(font).elidedText(self._name(logicalIndex), Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.translate(QPointF(rect.center().x() + 1, rect.bottom() - foot - STEP))
        painter.rotate(-90)
        half = rect.width() / 2
        painter.drawText(QRectF(0, -half, room, 2 * half), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        charted, _ = self._model.of_column(logicalIndex)
        painter.setFont(self._small)
        painter.setPen(QColor(colours().muted))
        box = QRect(rect.left(), rect.bottom() - foot, rect.width(), foot)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(charted))
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _bold(font: QFont) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font
