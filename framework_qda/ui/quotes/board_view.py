"""The board itself: a list of quotations or cards beside each other, driven by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.board_delegate import BoardDelegate
from framework_qda.ui.quotes.board_faces import Faces
from framework_qda.ui.quotes.board_model import BoardModel
from framework_qda.ui.quotes.board_rows import Head, Row
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_SEEN = 120  # milliseconds at rest before what is on show is looked through
_MOST_CARDS = 5

# Key -> what it asks for, on what is chosen.
VERBS = {
    Qt.Key.Key_C: "choose",
    Qt.Key.Key_X: "set aside",
    Qt.Key.Key_S: "strongest",
    Qt.Key.Key_T: "tag",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_P: "play",
    Qt.Key.Key_G: "go",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
}
_MENU: Sequence[tuple[str, str, str, str]] = (
    ("open", "Edit it in the panel", "pencil-simple", "Return"),
    ("choose", "Chosen, or a candidate again", "check-circle", "C"),
    ("set aside", "Set aside, or a candidate again", "minus-circle", "X"),
    ("strongest", "Strongest, or not", "star", "S"),
    ("tag", "Tag…", "tag", "T"),
    ("go", "Go to the words", "article", "G"),
    ("play", "Play", "play", "P"),
    ("copy", "Copy with attribution", "copy", "Ctrl+C"),
    ("delete", "Delete", "trash", "Del"),
)


class BoardView(QTableView):
    """Quotations in lines; `asked(verb)` is one of `VERBS`, or “copy”, on what is chosen.

    `current_changed(quotation)` has the id of the one that is current, or nothing.
    """

    asked = Signal(str)
    current_changed = Signal(str)
    holder: type[BoardModel] = BoardModel
    painter: type[BoardDelegate] = BoardDelegate

    def __init__(self, studio: Studio, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faces = faces
        self.board = self.holder(studio.study, faces, self)
        self.setModel(self.board)
        self.painter_of = self.painter(faces, self)
        self.setItemDelegate(self.painter_of)
        self.setAccessibleName(self.tr("Quotations"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(10)
        self._last: QuotationId | None = None  # who was current, also once it is deleted
        self._seen = QTimer(self, singleShot=True, interval=_SEEN)
        self._seen.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._seen.start)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(lambda index: self.board.quotation_at(index) and self.asked.emit("open"))
        faces.came.connect(self.viewport().update)
        self._fit()

    # What is shown ------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other quotations; those chosen stay so as far as they are still there."""
        chosen, current = self.chosen(), self.current or self._last
        following = self._following(current)
        top = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self.board.show(rows, self._columns())
        self._fit_rows()
        here = self.board.index_of(current).isValid()
        self._restore(chosen, current if here else next(filter(self._on_show, following), None))
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(top)
        self._seen.start()
        self.viewport().update()
        if self.current != current:
            self._last = self.current
            self.current_changed.emit(self.current or "")

    def _following(self, current: QuotationId | None) -> list[QuotationId]:
        """Give what stands after a quotation, then what stands before it: who is current where it goes."""
        ids = self.board.ids()
        place = ids.index(current) if current and current in ids else len(ids)
        return [*ids[place + 1 :], *reversed(ids[:place])]

    def _on_show(self, quotation: QuotationId) -> bool:
        return self.board.index_of(quotation).isValid()

    def _restore(self, chosen: Sequence[QuotationId], current: QuotationId | None) -> None:
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for each in chosen:
            if (index := self.board.index_of(each)).isValid():
                model.select(index, flag.Select)
        if (index := self.board.index_of(current)).isValid():
            model.setCurrentIndex(index, flag.NoUpdate)
            if not model.hasSelection():
                model.select(index, flag.Select)

    def show_cards(self, cards: bool) -> None:
        """Show cards beside each other, or a list."""
        self.painter_of.cards = cards
        self.painter_of.dress()
        self.show_rows(self.board.rows)
        self.scrollTo(self.currentIndex())

    def set_zoom(self, zoom: float) -> None:
        """Scale the type."""
        self.painter_of.set_zoom(zoom)
        self.show_rows(self.board.rows)

    # What is chosen -----------------------------------------------------------------------------------

    @property
    def current(self) -> QuotationId | None:
        """The quotation that is current."""
        quotation = self.current_quotation
        return quotation.id if quotation else None

    @property
    def current_quotation(self) -> Quotation | None:
        return self.board.quotation_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def chosen(self) -> list[QuotationId]:
        """Give the quotations that are chosen, in their order, or else the current one."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        found = [each.id for index in indexes if (each := self.board.quotation_at(index))]
        return list(dict.fromkeys(found)) or ([self.current] if self.current else [])

    def choose(self, quotation: QuotationId) -> bool:
        """Make a quotation current; False where it is not on show."""
        index = self.board.index_of(quotation)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def choose_all(self, quotations: Sequence[QuotationId]) -> None:
        """Choose quotations, whichever is current."""
        chosen = QItemSelection()
        for each in quotations:
            if (index := self.board.index_of(each)).isValid():
                chosen.append(QItemSelectionRange(index))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_first(self) -> None:
        """Make the first quotation current where none is."""
        if self.current is None and (ids := self.board.ids()):
            self.choose(ids[0])

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._last = self.current
        self.current_changed.emit(self.current or "")

    # Keys and mouse -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _verb(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if verb := _verb(event):
            if self.chosen():
                self.asked.emit(verb)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = (
            self.indexAt(self.viewport().mapFromGlobal(event.globalPos())) if mouse else self.currentIndex()
        )
        if self.board.quotation_at(index) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb, words, symbol, keys in _MENU:
            action = menu.addAction(icon(symbol), f"{self.tr(words)}\t{keys}")
            action.triggered.connect(lambda _=False, verb=verb: self.asked.emit(verb))
        below = self.viewport().mapToGlobal(self.visualRect(index).topLeft() + QPoint(STEP, STEP))
        menu.popup(event.globalPos() if mouse else below)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Step over heads, and from the end of a line of cards into the next."""
        actions, here = QAbstractItemView.CursorAction, self.currentIndex()
        ends = {actions.MoveHome: 0, actions.MoveEnd: -1}
        steps = {actions.MoveNext: 1, actions.MovePrevious: -1, actions.MoveRight: 1, actions.MoveLeft: -1}
        rows = {actions.MoveDown: 1, actions.MoveUp: -1, actions.MovePageDown: 8, actions.MovePageUp: -8}
        if action in ends and self.board.lines:
            lines = [n for n, line in enumerate(self.board.lines) if isinstance(line, list)]
            row = lines[ends[action]]
            return self.board.index(row, 0 if action == actions.MoveHome else self._width_of(row) - 1)
        if action in steps and self.board.columns > 1:
            return self._beside(here, steps[action])
        if action in rows:
            many = self._lines_on_show() if action in (actions.MovePageDown, actions.MovePageUp) else 1
            return self._beneath(here, many if rows[action] > 0 else -many)
        return here

    def _beside(self, here: QModelIndex, step: int) -> QModelIndex:
        column = here.column() + step
        if 0 <= column < self._width_of(here.row()):
            return self.board.index(here.row(), column)
        row = self._beneath(here, step).row()
        return (
            self.board.index(row, 0 if step > 0 else self._width_of(row) - 1) if row != here.row() else here
        )

    def _beneath(self, here: QModelIndex, step: int) -> QModelIndex:
        """Give so many lines of quotations further, or as far as they go."""
        row, found = here.row(), here
        way = 1 if step > 0 else -1
        for _ in range(abs(step)):
            row += way
            while 0 <= row < len(self.board.lines) and isinstance(self.board.lines[row], Head):
                row += way
            if not 0 <= row < len(self.board.lines):
                break
            found = self.board.index(row, min(max(0, here.column()), self._width_of(row) - 1))
        return found

    def _width_of(self, row: int) -> int:
        line = self.board.lines[row] if 0 <= row < len(self.board.lines) else ()
        return len(line) if isinstance(line, list) else 0

    def _lines_on_show(self) -> int:
        return max(1, self.viewport().height() // self.painter_of.height - 1)

    # Room ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns() != self.board.columns:
            self.show_rows(self.board.rows)
        self._fit_columns()
        self._seen.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "painter_of"):
            self.painter_of.dress()
            self.show_rows(self.board.rows)

    def _columns(self) -> int:
        if not self.painter_of.cards:
            return 1
        return max(1, min(_MOST_CARDS, self.viewport().width() // self.painter_of.card_width))

    def _fit(self) -> None:
        self._fit_rows()
        self._fit_columns()

    def _fit_rows(self) -> None:
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(self.painter_of.height)
        for n, line in enumerate(self.board.lines):
            head = isinstance(line, Head)
            height = self.painter_of.head_height if head else self.painter_of.height
            if self.rowHeight(n) != height:  # a row keeps the height of what stood there before
                self.setRowHeight(n, height)
            if head and self.board.columns > 1:
                self.setSpan(n, 0, 1, self.board.columns)
        self._fit_columns()

    def _fit_columns(self) -> None:
        columns = self.board.columns
        width = self.viewport().width()
        for column in range(columns):
            edge = width * (column + 1) // columns - width * column // columns
            self.setColumnWidth(column, edge)

    def _look(self) -> None:
        """Have what is on show looked through first."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        bottom = len(self.board.lines) - 1 if bottom < 0 else bottom
        indexes = (
            self.board.index(row, column)
            for row in range(max(0, top), bottom + 1)
            for column in range(self.board.columns)
        )
        self.faces.want([each for index in indexes if (each := self.board.quotation_at(index))])
        self.viewport().update()


def _verb(event: QKeyEvent) -> str:
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_C:
        return "copy"
    plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
    return VERBS.get(event.key(), "") if event.modifiers() in plain else ""  # type: ignore[call-overload]
