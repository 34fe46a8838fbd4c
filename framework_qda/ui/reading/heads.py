"""Paint the titles of columns, and those of lines where they have a column of their own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QLabel, QWidget

from framework_qda.ui.reading.model import PlanModel
from framework_qda.ui.reading.page import LEFT, TOP, Page
from framework_qda.ui.reading.titles import HEAD, Title, lay_title
from framework_qda.ui.theme import STEP, colours


class _Head(QHeaderView):
    def __init__(self, across: Qt.Orientation, model: PlanModel, page: Page, parent: QWidget) -> None:
        super().__init__(across, parent)
        self._model, self._page = model, page
        self.current = -1
        self.hues: Mapping[str, QColor] = {}
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(STEP)

    def show_current(self, section: int) -> None:
        """Make the head of the current cell the strong one."""
        if section != self.current:
            self.current = section
            self.viewport().update()


class LineHead(_Head):
    """The titles of lines, in view as long as any of their line is, and the beginnings of headings."""

    def __init__(self, model: PlanModel, page: Page, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, model, page, parent)

    def sizeHint(self) -> QSize:
        return QSize(self._page.title_width, 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= self._model.rowCount():
            return
        title, line = self._page.title(logicalIndex), self._model.line(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(colours().page))
        painter.setClipRect(rect)
        left = rect.left() + self._page.slack
        if title and line.level:
            title.paint(painter, left + LEFT, rect.top())
        elif title:
            title.paint(painter, left + LEFT, self._title_top(rect, title))
        if self._page.ruled(logicalIndex):
            painter.setPen(QColor(colours().hairline))
            painter.drawLine(left + LEFT, rect.bottom(), rect.right(), rect.bottom())
        if not line.level and (hue := self.hues.get(line.id)):
            painter.fillRect(left + 2 * STEP, rect.top() + TOP, STEP, rect.height() - 2 * TOP, hue)
        if logicalIndex == self.current:
            painter.fillRect(QRect(left, rect.top(), STEP, rect.height()), QColor(colours().accent))
        painter.restore()

    @staticmethod
    def _title_top(rect: QRect, title: Title) -> float:
        lowest = rect.bottom() - title.height - TOP
        return max(rect.top() + TOP, min(TOP, lowest))


class Corner(QLabel):
    """The heading above the line at the top, over the titles of lines while it is out of view itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, wordWrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(LEFT, 2 * STEP, STEP, STEP)
        self.setAutoFillBackground(True)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.hide()

    def show_heading(self, heading: str) -> None:
        """Say another heading; without one the corner stays empty."""
        if heading != self.text():
            self.setText(heading)
            self.setToolTip(heading)
            self.setAccessibleName(self.tr("Under the heading %s") % heading if heading else "")
        self.setVisible(bool(heading))


class ColumnHead(_Head):
    """The titles of columns with what is known of them, in as many lines as they need.

    Where they can be dragged, `dragged_to(column, place)` asks to put one elsewhere.
    """

    dragged_to = Signal(int, int)

    def __init__(self, model: PlanModel, page: Page, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, model, page, parent)
        self._titles: list[Title] = []
        self.sectionMoved.connect(self._moved)

    def let_drag(self, movable: bool) -> None:
        """Let the heads be dragged to another place, or not."""
        self.setSectionsMovable(movable)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.ArrowCursor)

    def _moved(self, _column: int, before: int, after: int) -> None:
        """Put the head back at once: the columns follow what is wanted like any other change."""
        with QSignalBlocker(self):
            self.moveSection(after, before)
        self.dragged_to.emit(before, after)

    def lay_out(self) -> None:
        """Break the titles into lines for the width the columns have."""
        font, width = self._page.text.font, self._page.column_width - 2 * LEFT
        heads = self._model.plan.heads
        self._titles = [lay_title(head.title, head.facts, font, HEAD, width) for head in heads]
        self.setHidden(not any(head.title or head.facts for head in heads))
        self.setFixedHeight(self.sizeHint().height())
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(max((title.height for title in self._titles), default=0) + 4 * STEP))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._titles):
            return
        painter.save()
        painter.fillRect(rect, QColor(colours().room))
        painter.setClipRect(rect)
        self._titles[logicalIndex].paint(painter, rect.left() + LEFT, rect.top() + 2 * STEP)
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if hue := self.hues.get(self._model.plan.heads[logicalIndex].id):
            painter.fillRect(rect.left() + LEFT, rect.top(), rect.width() - 2 * LEFT, STEP, hue)
        if logicalIndex == self.current:
            bottom = QRect(rect.left(), rect.bottom() - 1, rect.width(), 2)
            painter.fillRect(bottom, QColor(colours().accent))
        painter.restore()
