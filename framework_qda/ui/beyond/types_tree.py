"""The cases under their types, then those that fit several, then those that fit none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from framework_qda.study.model import Type, TypedCase, TypeId
from framework_qda.ui.theme import STEP, colours

CASES_MIME = "application/x-fqda-cases"
NAME, COUNT, HOW = range(3)
_State = Qt.ItemFlag


class Row(NamedTuple):
    """A case as it is shown: its name, and how it got where it is."""

    case: TypedCase
    name: str
    how: str


class TypeItem(QTreeWidgetItem):
    """A type, or, without one, those that fit several or none."""

    def __init__(self, type_: Type | None, title: str, count: int, how: str) -> None:
        super().__init__([title, f"{count:,}", how])
        self.of, self.title = type_, title
        flags = _State.ItemIsEnabled | _State.ItemIsSelectable
        if type_:
            flags |= _State.ItemIsEditable | _State.ItemIsDropEnabled
            self.setToolTip(NAME, type_.description)
        self.setFlags(flags)
        self.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, f"{title}, {count:,}, {how}")
        _right(self, COUNT)

    def dress(self, tree: QTreeWidget) -> None:
        """Write the name heavier than those of the cases."""
        font = tree.font()
        font.setWeight(font.Weight.DemiBold)
        self.setFont(NAME, font)
        self.setForeground(HOW, QColor(colours().muted))
        self.setForeground(COUNT, QColor(colours().muted))


class CaseItem(QTreeWidgetItem):
    """One case."""

    def __init__(self, row: Row) -> None:
        super().__init__([row.name, "", row.how])
        self.row = row
        self.setFlags(_State.ItemIsEnabled | _State.ItemIsSelectable | _State.ItemIsDragEnabled)
        self.setToolTip(HOW, row.how)
        self.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, f"{row.name}, {row.how}")
        self.setForeground(HOW, QColor(colours().muted))


def _right(item: QTreeWidgetItem, column: int) -> None:
    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Roomy(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * STEP)


class TypesTree(QTreeWidget):
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
        self.setAccessibleName(self.tr("Types and their cases"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Type and case"), "", self.tr("How it got there")])
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().averageCharWidth()
        self.setColumnWidth(NAME, letter * 40)
        self.setColumnWidth(COUNT, letter * 7)
        self.setIndentation(4 * STEP)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Roomy(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        self.currentItemChanged.connect(lambda *_items: self.shown.emit())
        self.itemChanged.connect(self._item_changed)
        self.itemDoubleClicked.connect(lambda item, _column: self._double_clicked(item))
        self._folded: set[str] = set()
        self.itemCollapsed.connect(lambda item: self._folded.add(item.text(NAME)))
        self.itemExpanded.connect(lambda item: self._folded.discard(item.text(NAME)))

    # Filling ----------------------------------------------------------------------------------------

    def load(self, bands: Sequence[tuple[Type | None, str, str, Sequence[Row]]]) -> None:
        """Show bands: a type, its title, what it is built from, its cases; what is current stays so."""
        current, chosen = self.current_id(), set(self.chosen())
        bar = self.verticalScrollBar()
        top = bar.value()
        with QSignalBlocker(self):
            self.clear()
            items: dict[str, QTreeWidgetItem] = {}
            for type_, title, how, rows in bands:
                band = TypeItem(type_, title, len(rows), how)
                band.dress(self)
                cases = [CaseItem(row) for row in rows]
                band.addChildren(cases)
                items[type_.id if type_ else title] = band
                items |= {item.row.case.subject: item for item in cases}
            bands_ = [item for item in items.values() if isinstance(item, TypeItem)]
            self.addTopLevelItems(bands_)
            for item in bands_:
                item.setExpanded(item.title not in self._folded)
            if current in items:
                self.setCurrentItem(items[current])
            for each in chosen & items.keys():
                items[each].setSelected(True)
        bar.setValue(top)
        self.shown.emit()

    # What is current --------------------------------------------------------------------------------

    def current_id(self) -> str:
        """Give the id of the current type or case, or the title of those that are open."""
        item = self.currentItem()
        if isinstance(item, CaseItem):
            return item.row.case.subject
        return (item.of.id if item.of else item.title) if isinstance(item, TypeItem) else ""

    def current_type(self) -> Type | None:
        """Give the current type."""
        item = self.currentItem()
        return item.of if isinstance(item, TypeItem) else None

    def current_case(self) -> Row | None:
        """Give the current case."""
        item = self.currentItem()
        return item.row if isinstance(item, CaseItem) else None

    def chosen(self) -> list[str]:
        """List the cases chosen."""
        return [row.case.subject for row in self.chosen_rows()]

    def chosen_rows(self) -> list[Row]:
        """Give the cases chosen as they are shown."""
        return [item.row for item in self.selectedItems() if isinstance(item, CaseItem)]

    def go_to(self, id_: str) -> None:
        """Make a type or a case current."""
        for n in range(self.topLevelItemCount()):
            band = self.topLevelItem(n)
            if isinstance(band, TypeItem) and band.of and band.of.id == id_:
                self.setCurrentItem(band)
            for m in range(band.childCount()):
                child = band.child(m)
                if isinstance(child, CaseItem) and child.row.case.subject == id_:
                    self.setCurrentItem(child)

    def tally(self) -> Mapping[str, list[str]]:
        """Give what is shown: the title of every band, and the names of its cases."""
        bands = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        return {
            band.text(NAME): [band.child(n).text(NAME) for n in range(band.childCount())] for band in bands
        }

    # Doing ------------------------------------------------------------------------------------------

    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if isinstance(item, TypeItem) and item.of and column == NAME and item.text(NAME) != item.title:
            self.renamed.emit(item.of.id, item.text(NAME))

    def _double_clicked(self, item: QTreeWidgetItem) -> None:
        if isinstance(item, TypeItem) and item.of:
            self.editItem(item, NAME)
        elif isinstance(item, CaseItem):
            self.entered.emit()

    def edit_current(self) -> None:
        """Rename the current type where it stands."""
        if self.current_type() and (item := self.currentItem()):
            self.editItem(item, NAME)

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

    def mimeTypes(self) -> list[str]:
        return [CASES_MIME]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        cases = [item.row.case.subject for item in items if isinstance(item, CaseItem)]
        data = QMimeData()
        data.setData(CASES_MIME, " ".join(cases).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def type_at(self, point: QPoint) -> TypeId | None:
        """Give the type that a point lies on or under."""
        item = self.itemAt(point)
        band = (item.parent() or item) if item else None
        return band.of.id if isinstance(band, TypeItem) and band.of else None

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
