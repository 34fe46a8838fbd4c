"""The tree of types and their cases: folded, chosen, renamed in place, and dragged from type to type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from framework_qda.study.model import Type, TypeId
from framework_qda.ui.beyond.types_model import CASES_MIME, COUNT, NAME, Band, Row, TypesModel
from framework_qda.ui.theme import STEP

_FEWEST, _SHARE = 16, 2  # letters of a name at least, and which part of the width at most


class _Roomy(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * STEP)


class TypesTree(QTreeView):
    """`shown` follows the current row; `placing_wanted(cases, type)` comes when cases are dropped on a type.

    `renamed(type, name)` has what was typed; `entered`, `taken_back` and `menu_wanted` are about what is
    chosen.
    """

    shown = Signal()
    placing_wanted = Signal(list, str)
    renamed = Signal(str, str)
    entered = Signal()
    taken_back = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.types = TypesModel(self.font(), self)
        self._folded: set[str] = set()
        self._loading = False
        self.setAccessibleName(self.tr("Types and their cases"))
        self.setModel(self.types)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(COUNT, self.fontMetrics().averageCharWidth() * 5)
        self.setIndentation(4 * STEP)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setItemDelegate(_Roomy(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        self.types.renamed.connect(self.renamed)
        self.doubleClicked.connect(self._double_clicked)
        self.collapsed.connect(lambda index: self._fold(index, True))
        self.expanded.connect(lambda index: self._fold(index, False))

    # Filling ----------------------------------------------------------------------------------------

    def load(self, bands: Sequence[Band]) -> None:
        """Show bands; what is current stays so, and where nothing was, the first of them is."""
        current, chosen = self.current_id(), set(self.chosen())
        bar = self.verticalScrollBar()
        top = bar.value()
        self._loading = True
        self.types.show(bands)
        self._fit()
        places = dict(self.types.indexes())
        for band in bands:
            self.setExpanded(places[band.id], band.name not in self._folded)
        if current in places:
            self.setCurrentIndex(places[current])
        elif not current and bands:
            self.setCurrentIndex(places[bands[0].id])
        flags = self.selectionModel().SelectionFlag
        for each in chosen & places.keys():
            self.selectionModel().select(places[each], flags.Select | flags.Rows)
        self._loading = False
        bar.setValue(top)
        self.shown.emit()

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        band = self.types.at(index)
        if isinstance(band, Band) and not self._loading:
            (self._folded.add if folded else self._folded.discard)(band.name)

    def _fit(self) -> None:
        """Give the names what they need, up to half, so that how they got there has the rest."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(f"{name}M") for name in self._names()), default=0)
        most = self.viewport().width() // _SHARE
        least = metrics.averageCharWidth() * _FEWEST
        self.setColumnWidth(NAME, max(least, min(longest + 3 * self.indentation(), most)))

    def _names(self) -> set[str]:
        return {each.name for band in self.types.bands for each in (band, *band.rows)}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # What is current --------------------------------------------------------------------------------

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._loading:
            self.shown.emit()

    def current_id(self) -> str:
        """Give the id of the current type or case, or the title of those that are open."""
        here = self.types.at(self.currentIndex())
        return here.id if here else ""

    def current_type(self) -> Type | None:
        """Give the current type."""
        here = self.types.at(self.currentIndex())
        return here.of if isinstance(here, Band) else None

    def current_case(self) -> Row | None:
        """Give the current case."""
        here = self.types.at(self.currentIndex())
        return here if isinstance(here, Row) else None

    def chosen(self) -> list[str]:
        """List the cases chosen."""
        return [row.id for row in self.chosen_rows()]

    def chosen_rows(self) -> list[Row]:
        """Give the cases chosen as they are shown."""
        rows = self.selectionModel().selectedRows(NAME)
        return [here for index in rows if isinstance(here := self.types.at(index), Row)]

    def place_of(self, id_: str) -> QModelIndex:
        """Find a type or a case."""
        return next((index for each, index in self.types.indexes() if each == id_), QModelIndex())

    def go_to(self, id_: str) -> None:
        """Make a type or a case current."""
        place = self.place_of(id_)
        if place.isValid():
            self.setCurrentIndex(place)

    def tally(self) -> Mapping[str, list[str]]:
        """Give what is shown: the title of every band, and the names of its cases."""
        return {band.name: [row.name for row in band.rows] for band in self.types.bands}

    # Doing ------------------------------------------------------------------------------------------

    def _double_clicked(self, index: QModelIndex) -> None:
        if isinstance(self.types.at(index), Band):
            self.edit_current()
        else:
            self.entered.emit()

    def edit_current(self) -> None:
        """Rename the current type where it stands."""
        if self.current_type():
            self.edit(self.currentIndex().siblingAtColumn(NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_current()
        else:
            super().keyPressEvent(event)

    # Drag and drop ----------------------------------------------------------------------------------

    def type_at(self, point: QPoint) -> TypeId | None:
        """Give the type that a point lies on or under."""
        band = self.types.band_at(self.indexAt(point))
        return band.of.id if band and band.of else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CASES_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(CASES_MIME) and self.type_at(event.position().toPoint()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        type_ = self.type_at(event.position().toPoint())
        cases = bytes(event.mimeData().data(CASES_MIME).data()).decode().split()
        if type_ and cases:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.placing_wanted.emit(cases, type_)
