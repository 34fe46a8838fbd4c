"""The sheet all reading views share: any plan in full text, with the keys of a sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from framework_qda.reading.plan import CellKey, Plan
from framework_qda.study.model import InterviewId, PassageId, SubTopicId
from framework_qda.tasks.taking import Wanted, of_cells
from framework_qda.ui.commands import window_action
from framework_qda.ui.icons import icon
from framework_qda.ui.reading.delegate import NOWHERE
from framework_qda.ui.reading.dragging import drag_picture
from framework_qda.ui.reading.folding import FOLD
from framework_qda.ui.reading.letters import Links
from framework_qda.ui.reading.link_menu import link_menu
from framework_qda.ui.reading.model import Place
from framework_qda.ui.reading.table import PlanTable
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_Move = QAbstractItemView.CursorAction
_STEPS = {_Move.MoveUp: (-1, 0), _Move.MoveDown: (1, 0), _Move.MoveLeft: (0, -1), _Move.MoveRight: (0, 1)}
_CLEAR = QItemSelectionModel.SelectionFlag.ClearAndSelect
_UP_TO = QItemSelectionModel.SelectionFlag.SelectCurrent


class ReadingSheet(PlanTable):
    """Show a plan; `title_column` gives the titles of lines a column at the left, else they stand above.

    `cell_chosen(interview, sub-topic)` follows the current cell, `charting_wanted(interview, sub-topic)` asks
    to write in it, `link_clicked(target)` has the id of a passage, or interview/sub-topic for a cell;
    `fold_wanted(interview, sub-topic)` asks to fold or unfold the passages behind a cell.
    """

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str, str)
    link_clicked = Signal(str)
    fold_wanted = Signal(str, str)
    zoom_wanted = Signal(int)

    # Set here, since Qt asks for them while the table is being built.
    _key: CellKey | None = None
    _coming = 0  # the part that is to be current with the place that becomes so
    _pressed: tuple[QPoint, Links] | None = None
    _pointed_at: Links = ()  # what the words under the mouse are linked to, while a menu is about them

    def __init__(self, studio: Studio, *, title_column: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(studio, title_column=title_column, parent=parent)
        self.setAccessibleName(self.tr("Reading view"))
        self.doubleClicked.connect(lambda _index: self._chart())

    # The plan ---------------------------------------------------------------------------------------

    def show_plan(self, plan: Plan) -> None:
        """Show another plan; the current cell stays where it is, or gives way to the next one shown."""
        key, top, before = self._key, self._top_of_current(), list(self.plan.keys())
        self._cells.current = self._cells.pointed = NOWHERE
        self.plan_model.set_plan(plan)
        if key is not None and not self.choose(*key):
            self._key = None
            if beside := self._beside(before, key):
                self.choose(*beside)
                return
            self.cell_left.emit()
        elif key is not None and top is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(self.currentIndex().row()) - top)
        elif key is None:
            self.verticalScrollBar().setValue(0)

    def _beside(self, before: list[CellKey], key: CellKey) -> CellKey | None:
        """Find what is shown still of what stood nearest behind a cell, or else before it."""
        place = before.index(key) if key in before else len(before)
        others = (*before[place + 1 :], *reversed(before[:place]))
        return next((each for each in others if self.plan_model.places_of(each)), None)

    def _top_of_current(self) -> int | None:
        if self._key is None:
            return None
        top = self.rowViewportPosition(self._cells.current.row)
        return top if 0 <= top < self.viewport().height() else None

    # The current cell -------------------------------------------------------------------------------

    @property
    def current_key(self) -> CellKey | None:
        """The cell with the ring."""
        return self._key

    def choose(self, interview: str, subtopic: str) -> bool:
        """Make a cell the current one and scroll to it; False where the plan does not show it."""
        for place in self.plan_model.places_of((interview, subtopic)):
            if place.part >= len(self.plan_model.shown_at(*place[:2])):
                self.plan_model.show_more(*place)
            self._go_to(place)
            return True
        return False

    def step(self, columns: int, rows: int) -> bool:
        """Go to a neighbouring cell; False at the edge."""
        before = self._key
        index = self._neighbour(self.currentIndex(), rows, columns)
        if index.isValid():
            self._go_to(Place(index.row(), index.column(), 0))
        return self._key != before

    def _go_to(self, place: Place) -> None:
        index, self._coming = self.plan_model.index(place.row, place.column), place.part
        self.selectionModel().setCurrentIndex(index, _CLEAR)
        self._coming = 0
        self._set_part(place.part)
        self.scrollTo(index)

    def scrollTo(
        self,
        index: QModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view: its part of the group there, and its beginning where it is too high."""
        super().scrollTo(index, hint)
        self._settle()  # heights were guessed until it came into view
        place = self._cells.current
        if not index.isValid() or place[:2] != (index.row(), index.column()):
            return
        self._bring_headings(index.row())
        room, height = self.page.part_rect(*place, QRectF(self.visualRect(index))), self.viewport().height()
        bar = self.verticalScrollBar()
        if room.top() < 0 or room.height() > height:
            if room.top() > 0 or room.bottom() < height:
                bar.setValue(bar.value() + round(room.top()))
        elif room.bottom() > height:
            bar.setValue(bar.value() + round(room.bottom() - height))

    def _bring_headings(self, row: int) -> None:
        """Bring the headings right above a line into view with it."""
        first = row
        while first > 0 and self.plan.lines[first - 1].level:
            first -= 1
        above = -self.rowViewportPosition(first)
        if 0 < above <= self.viewport().height() // 2 and self.rowViewportPosition(row) < above:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - above)

    def _set_part(self, part: int) -> None:
        """Make one cell of the current place the current cell."""
        index, current = self.currentIndex(), self._cells.current
        place = Place(index.row(), index.column(), part) if index.isValid() else NOWHERE
        if place.row >= 0 and not self.plan_model.keys_at(*place[:2]):
            place = NOWHERE
        if place == current:
            return
        self._cells.current = place
        self.line_head.show_current(place.row)
        self.column_head.show_current(place.column)
        self._update_place(current)
        self._update_place(place)
        shown = self.plan_model.shown_at(*place[:2]) if place.row >= 0 else ()
        key = shown[place.part] if place.part < len(shown) else None
        if key and key != self._key:
            self._key = key
            self.cell_chosen.emit(*key)

    def _update_place(self, place: Place) -> None:
        if 0 <= place.row < self.plan_model.rowCount():
            self.update(self.plan_model.index(place.row, place.column))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._set_part(self._coming)
        if self.hasAutoScroll():
            self.scrollTo(current)

    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if cursorAction in _STEPS and not modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._neighbour(self.currentIndex(), *_STEPS[cursorAction])
        found = super().moveCursor(cursorAction, modifiers)
        if self.plan_model.flags(found) & Qt.ItemFlag.ItemIsSelectable:
            return found
        up = found.row() < self.currentIndex().row()
        beyond = self._neighbour(found, -1 if up else 1, 0)
        return beyond if beyond != found else self._neighbour(found, 1 if up else -1, 0)

    def selectionCommand(
        self, index: QModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Choose what a key goes to, with Ctrl too; with Shift, all on the way there."""
        if isinstance(event, QKeyEvent):
            return _UP_TO if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _CLEAR
        return super().selectionCommand(index, event)

    def _neighbour(self, index: QModelIndex, rows: int, columns: int) -> QModelIndex:
        """Give the next place that has a cell, over headings and gaps; the same one at the edge."""
        model = self.plan_model
        if not index.isValid():
            return self._first()
        row, column = index.row() + rows, index.column() + columns
        while 0 <= row < model.rowCount() and 0 <= column < model.columnCount():
            if model.keys_at(row, column):
                return model.index(row, column)
            row, column = row + rows, column + columns
        return index

    def _first(self) -> QModelIndex:
        model = self.plan_model
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                if model.keys_at(row, column):
                    return model.index(row, column)
        return QModelIndex()

    # Keys -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif enter and control:
            self.follow_links()
        elif enter or event.key() == Qt.Key.Key_F2:
            self._chart()
        elif event.key() == Qt.Key.Key_Space:
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        """Go up or down: through a text higher than the window, through a group, then to the next row."""
        if self._scroll_within(step) or self._step_within(step):
            return
        index = self._neighbour(self.currentIndex(), step, 0)
        if index.isValid() and index != self.currentIndex():
            last = self._parts(index) - 1 if step < 0 else 0
            self._go_to(Place(index.row(), index.column(), max(0, last)))

    def _scroll_within(self, step: int) -> bool:
        room, height = self._current_rect(), self.viewport().height()
        hidden = room.bottom() - height if step > 0 else -room.top()
        if room.height() <= height or hidden <= 0 or room.bottom() < 0 or room.top() > height:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * round(min(hidden + STEP, height / 2)))
        return True

    def _step_within(self, step: int) -> bool:
        here = self._cells.current
        if here == NOWHERE or not 0 <= here.part + step < self._parts(self.currentIndex()):
            return False
        self._go_to(here._replace(part=here.part + step))
        return True

    def _parts(self, index: QModelIndex) -> int:
        laid = self.page.laid(index.row(), index.column())
        return len(laid.parts) if laid else 0

    def _current_rect(self) -> QRectF:
        here = self._cells.current
        rect = QRectF(self.visualRect(self.currentIndex()))
        return self.page.part_rect(*here, rect) if here != NOWHERE else rect

    def _turn(self, step: int) -> None:
        """Turn the page, a few lines less than what is seen, and let the current cell come along."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        before = bar.value()
        bar.setValue(before + step * max(1, round(height - 2 * self.page.text.line_height)))
        ends = bar.value() == before
        row = (
            (self.plan_model.rowCount() - 1 if step > 0 else 0) if ends else self.rowAt(self._reading_line())
        )
        column = max(0, self.currentIndex().column())
        index = self.plan_model.index(max(0, row), column)
        if not self.plan_model.keys_at(max(0, row), column):
            index = self._neighbour(index, 1, 0)
        if self.plan_model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            value = bar.value()
            self.selectionModel().setCurrentIndex(index, _CLEAR)
            bar.setValue(value)

    def _reading_line(self) -> int:
        """Give the height on the viewport where eyes begin a new page: on the first row that begins there."""
        top = self.rowAt(0)
        y = self.rowViewportPosition(top) + self.rowHeight(top)
        return y if self.rowViewportPosition(top) < 0 and y < self.viewport().height() // 2 else 0

    def _chart(self) -> None:
        here = self._cells.current
        laid = self.page.laid(*here[:2]) if here != NOWHERE else None
        if laid is None:
            return
        key = laid.parts[here.part].key
        if key:
            self.charting_wanted.emit(*key)
        else:
            self.plan_model.show_more(*here[:2])
            self._set_part(here.part)

    def follow_links(self) -> None:
        """Go where the current cell is linked to, asking where it has several links."""
        if self._key is None:
            return
        from framework_qda.text.summary import links

        cell = self.plan_model.cells([self._key])[self._key]
        corner = self._current_rect().topLeft().toPoint()
        where = self.viewport().mapToGlobal(corner)
        self._follow(tuple(links(cell.summary)), where, self.link_clicked.emit)

    def _follow(self, targets: Links, where: QPoint, show: Callable[[str], None]) -> None:
        if targets == (FOLD,):
            if self._key:
                self.fold_wanted.emit(*self._key)
        elif len(targets) == 1:
            show(targets[0])
        elif targets:
            self.link_menu(targets, show).popup(where)

    def _glance(self, target: str) -> None:
        """Show what was clicked and keep the keyboard, as long as what is read is on show."""
        self.link_clicked.emit(target)
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def link_menu(self, targets: Links, show: Callable[[str], None]) -> QMenu:
        """Offer the places linked to, by name."""
        model = self.plan_model
        return link_menu(targets, model.studio.study, model.names, show, self)

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: the link that was pointed at, else what the chosen cells have."""
        pointed, self._pointed_at = self._pointed_at, ()
        passages = tuple(PassageId(each) for each in pointed if "/" not in each and each != FOLD)
        if passages:
            return Wanted(passages, cell=self._cell(), ask=len(passages) > 1)
        found = of_cells(self.plan_model.studio.study, map(_cell_key, self.chosen_keys()))
        return found if found.passages or found.words else None

    def _cell(self) -> tuple[InterviewId, SubTopicId] | None:
        return _cell_key(self._key) if self._key else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the link under the mouse and the cells chosen."""
        by_mouse = event.reason() == event.Reason.Mouse
        if self._key is None or (by_mouse and self._place_at(event.pos()) == NOWHERE):
            return
        self._pointed_at = self.links_at(event.pos()) if by_mouse else ()
        links = tuple(each for each in self._pointed_at if each != FOLD)
        menu = self.link_menu(links, self.link_clicked.emit)
        menu.addSeparator()
        menu.addAction(window_action(self, "quote"))
        menu.addAction(icon("pencil-simple"), self.tr("Chart"), self._chart)
        menu.addAction(icon("copy"), self.tr("Copy") + "\tCtrl+C", self.copy)
        menu.addAction(window_action(self, "quotes_of_cells"))
        at = event.globalPos() if by_mouse else self._below_current()
        menu.popup(at)

    def _below_current(self) -> QPoint:
        return self.viewport().mapToGlobal(self._current_rect().topLeft().toPoint())

    # Copy and drag ----------------------------------------------------------------------------------

    def chosen_keys(self) -> list[CellKey]:
        """List the cells chosen, from the top and the left; of a single place only its current cell."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        if len(indexes) < 2 and self._key:
            return [self._key]
        keys = (key for index in indexes for key in self.plan_model.keys_at(index.row(), index.column()))
        return list(dict.fromkeys(keys))

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as text and as rich text."""
        from framework_qda.ui.matrix.clipboard import cells_as_mime

        keys = self.chosen_keys()
        if not keys:
            return
        cells = self.plan_model.cells(keys)
        rows: dict[int, list[CellKey]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            rows.setdefault(index.row(), []).extend(self.plan_model.keys_at(index.row(), index.column()))
        block = (
            list(rows.values()) if len(keys) > 1 and not self.plan_model.grouped else [[key] for key in keys]
        )
        QGuiApplication.clipboard().setMimeData(cells_as_mime([[cells[key] for key in row] for row in block]))

    def drag_data(self) -> QMimeData:
        """Write the chosen cells as they are dragged."""
        return self.plan_model.mime_of(self.chosen_keys())

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        keys = self.chosen_keys()
        if not keys:
            return
        drag = QDrag(self)
        drag.setMimeData(self.drag_data())
        one = len(keys) == 1
        words = self.plan_model.names.whole(keys[0]) if one else self.tr("%d cells") % len(keys)
        drag.setPixmap(drag_picture(words, self))
        drag.exec(Qt.DropAction.CopyAction)

    # Mouse ------------------------------------------------------------------------------------------

    def _place_at(self, point: QPoint) -> Place:
        index = self.indexAt(point)
        laid = self.page.laid(index.row(), index.column()) if index.isValid() else None
        if laid is None or self.plan.lines[index.row()].level:
            return NOWHERE
        place = Place(index.row(), index.column(), 0)
        within = self._cells.text_point(place, self.visualRect(index), QPointF(point))
        return place._replace(part=laid.part_at(within.y()))

    def key_at(self, point: QPoint) -> CellKey | None:
        """Give the cell at a point of the viewport."""
        place = self._place_at(point)
        shown = self.plan_model.shown_at(*place[:2]) if place != NOWHERE else ()
        return shown[place.part] if place.part < len(shown) else None

    def links_at(self, point: QPoint) -> Links:
        """Give what the words at a point of the viewport are linked to."""
        place = self._place_at(point)
        laid = self.page.laid(*place[:2]) if place != NOWHERE else None
        if laid is None:
            return ()
        rect = self.visualRect(self.plan_model.index(*place[:2]))
        return laid.links_at(self._cells.text_point(place, rect, QPointF(point)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointed_at = ()
        point = event.position().toPoint()
        self._pressed = (point, self.links_at(point)) if event.button() == Qt.MouseButton.LeftButton else None
        place = self._place_at(point)
        if place == NOWHERE:  # a heading or a gap
            self._pressed = None
            return
        self._coming = place.part
        super().mousePressEvent(event)
        self._coming = 0
        if place[:2] == (self.currentIndex().row(), self.currentIndex().column()):
            self._set_part(place.part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is None or event.modifiers() or self._far(point, pressed[0]):
            return
        place = self._place_at(point)
        if place == NOWHERE or place != self._cells.current:
            return
        laid = self.page.laid(*place[:2])
        if self._pencil_at(place).contains(point) or (laid and laid.parts[place.part].key is None):
            self._chart()
        else:
            self._follow(pressed[1], event.globalPosition().toPoint(), self._glance)

    def _far(self, point: QPoint, other: QPoint) -> bool:
        return (point - other).manhattanLength() >= QApplication.startDragDistance()

    def _pencil_at(self, place: Place) -> QRect:
        rect = QRectF(self.visualRect(self.plan_model.index(*place[:2])))
        laid = self.page.laid(*place[:2])
        if laid is None or laid.parts[place.part].key is None:
            return QRect()
        return self._cells.pencil_rect(self.page.part_rect(*place, rect))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        if not event.buttons():
            self._point_at(self._place_at(point), point)

    def _point_at(self, place: Place, point: QPoint) -> None:
        hand = place != NOWHERE and (self._pencil_at(place).contains(point) or bool(self.links_at(point)))
        if hand:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()
        if place != self._cells.pointed:
            before, self._cells.pointed = self._cells.pointed, place
            self._update_place(before)
            self._update_place(place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(NOWHERE, QPoint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and (first := self._first()).isValid():
            self._go_to(Place(first.row(), first.column(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current cell in view where it was."""
        before = QRect(QPoint(), event.oldSize())  # its own is the new one by now
        seen = self.visualRect(self.currentIndex()).intersects(before)
        super().resizeEvent(event)
        if seen and self._key and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def _cell_key(key: CellKey) -> tuple[InterviewId, SubTopicId]:
    return InterviewId(key[0]), SubTopicId(key[1])
