"""The table under a reading sheet: it sets a plan on its page and keeps the heights of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from framework_qda.reading.plan import CellKey, Plan
from framework_qda.ui import settings
from framework_qda.ui.reading.badges import Badges
from framework_qda.ui.reading.delegate import PlanDelegate
from framework_qda.ui.reading.folding import Behind
from framework_qda.ui.reading.heads import ColumnHead, Corner, LineHead
from framework_qda.ui.reading.heights import Heights
from framework_qda.ui.reading.model import PlanModel
from framework_qda.ui.reading.page import Page
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import reading_font


class PlanTable(QTableView):
    """Lay out and scroll a plan in full text."""

    def __init__(self, studio: Studio, *, title_column: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.plan_model = PlanModel(studio, self)
        self.page = Page(self.plan_model, reading_font(settings.text_family()))
        self.page.title_column = title_column
        self.zoom = 1.0
        self._settling = self._at_work = False
        self._heights = Heights(self, self.page)
        self._cells = PlanDelegate(self.plan_model, self.page, self)
        self.line_head = LineHead(self.plan_model, self.page, self)
        self.column_head = ColumnHead(self.plan_model, self.page, self)
        self.corner = Corner(self)
        self._build()

    def _build(self) -> None:
        self.setVerticalHeader(self.line_head)
        self.setHorizontalHeader(self.column_head)
        self.setItemDelegate(self._cells)
        self.setModel(self.plan_model)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # widths stay as they are
        self.line_head.setVisible(self.page.title_column)
        self.plan_model.modelReset.connect(self.lay_out)
        self.plan_model.dataChanged.connect(self._cells_changed)

    @property
    def plan(self) -> Plan:
        """What is shown."""
        return self.plan_model.plan

    def set_badges(self, badges: Badges | None) -> None:
        """Paint chips under the cells; call it again when they have changed."""
        self.plan_model.badges = badges
        self.lay_out()

    def set_behind(self, behind: Behind | None) -> None:
        """Fold the passages behind every cell under it."""
        self.plan_model.behind = behind
        self.lay_out()

    def set_hues(self, hues: Mapping[str, QColor]) -> None:
        """Mark columns and lines by their ids with a bar of colour; their titles say the same in words."""
        self.line_head.hues = self.column_head.hues = hues
        self.line_head.viewport().update()
        self.column_head.viewport().update()

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top."""
        self.verticalScrollBar().setValue(self.line_head.sectionPosition(row))
        self._settle()
        self.verticalScrollBar().setValue(self.line_head.sectionPosition(row))

    def look_anew(self, keys: Iterable[CellKey]) -> None:
        """Lay cells out anew, since their chips or what is folded under them have changed."""
        self.plan_model.look_anew(keys)

    def set_zoom(self, zoom: float) -> None:
        """Scale the type, 0.6 to 2.0."""
        self.zoom = min(2.0, max(0.6, zoom))
        self.lay_out()

    def lay_out(self) -> None:
        """Set everything anew; what stands at the top stays there."""
        top = self.rowAt(0)
        y = self.rowViewportPosition(top) if top >= 0 else 0
        self._at_work = True
        self.page.set_font(reading_font(settings.text_family(), self.zoom))
        self._set_widths()
        self._heights.guess()
        self.updateGeometries()
        self.verticalScrollBar().setSingleStep(round(self.page.text.line_height))
        if 0 <= top < self.plan_model.rowCount():
            self.verticalScrollBar().setValue(self.line_head.sectionPosition(top) - y)
        self._at_work = False
        self._settle()
        self.viewport().update()

    def _room(self) -> int:
        """Tell how wide titles and columns are together at most, in pixels."""
        return self.viewport().width() + self.viewportMargins().left()

    def _set_widths(self) -> None:
        self.page.fit(self._room())
        self.column_head.setDefaultSectionSize(self.page.column_width)
        self.line_head.setFixedWidth(self.page.title_width)
        self.column_head.lay_out()

    def _settle(self) -> None:
        """Give the rows on show their exact height."""
        if self._settling or self._at_work or not self.plan_model.rowCount():
            return
        self._settling = True
        if self._heights.settle(self.viewport().height() // 2):
            self.viewport().update()
            self.line_head.viewport().update()
        self._settling = False
        self._show_heading()

    def _show_heading(self) -> None:
        """Say in the corner under which heading the line at the top stands, once that is out of view."""
        top, lines = self.rowAt(0), self.plan.lines
        across, down = self.column_head, self.line_head
        heading = ""
        if top >= 0 and not lines[top].level and not across.isHidden() and not down.isHidden():
            heading = next((line.title for line in reversed(lines[:top]) if line.level == 1), "")
        self.corner.setGeometry(across.x() - down.width(), across.y(), down.width(), across.height())
        self.corner.show_heading(heading)

    def _cells_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                self.page.forget_place(row, column)
            self._heights.unsettle(row)
        self._settle()

    # Qt tells ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.page.fit(self._room()):
            self.lay_out()
        else:
            self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_opaque()
        self._settle()

    def _make_opaque(self) -> None:
        # A style sheet makes areas see-through, and what is seen through is not scrolled but painted anew.
        for area in (self, self.line_head, self.column_head):
            area.viewport().setAutoFillBackground(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "column_head"):
            return
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._make_opaque)  # once the heads have been dressed too
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:  # headings stay where they are while the columns move under them
            self.viewport().update()
        self._settle()
        if dy and self.page.title_column:  # the title of the line at the top stays in view
            head, top = self.line_head, self.rowAt(0)
            if top >= 0 and self.rowViewportPosition(top) < 0:
                bottom = self.rowViewportPosition(top) + self.rowHeight(top)
                head.viewport().update(0, 0, head.width(), max(bottom, bottom - dy))
