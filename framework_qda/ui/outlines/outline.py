"""A tree of two levels, whose items are renamed, moved, merged and deleted where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from framework_qda.errors import Refused
from framework_qda.text.counting import counted
from framework_qda.ui.icons import icon
from framework_qda.ui.rings import ring_icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

Inner = tuple[str, str, float]  # id, name, how far charted
Outer = tuple[str, str, float, list[Inner]]

ID = Qt.ItemDataRole.UserRole
_OUTER = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
_INNER = _OUTER & ~Qt.ItemFlag.ItemIsDropEnabled


class _Item(QTreeWidgetItem):
    """One line of an outline; there may be thousands, so its ring and hint are made when looked at."""

    def __init__(self, row: str, name: str, done: float, flags: Qt.ItemFlag) -> None:
        super().__init__([name])
        self.row = row
        self.done = done
        self.setFlags(flags)

    def data(self, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return ring_icon(self.done)
            case Qt.ItemDataRole.ToolTipRole:
                words = QCoreApplication.translate("Outline", "%s: %d%% charted")
                return words % (self.text(0), round(self.done * 100))
            case _:
                return self.row if role == ID else super().data(column, role)


class Outline(QTreeWidget):
    """A tree of two levels whose items are renamed in place, dragged, merged and deleted.

    Subclasses say which verbs of the study that means.
    """

    chosen = Signal(str, int)  # id, level
    memo_wanted = Signal(str, int)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._items: dict[str, _Item] = {}
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(4 * STEP)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.itemChanged.connect(self._renamed)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)
        for keys, run in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self.delete_current),
            (QKeySequence("Alt+Up"), lambda: self._shift(-1)),
            (QKeySequence("Alt+Down"), lambda: self._shift(1)),
        ):
            action = QAction(self, shortcut=keys, shortcutContext=Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(run)
            self.addAction(action)

    # What subclasses say ----------------------------------------------------------------------------

    def entries(self) -> list[Outer]:
        """List id, name, how far charted, and the same of what lies in it."""
        raise NotImplementedError

    def rename(self, row: str, level: int, name: str) -> None:
        raise NotImplementedError

    def delete(self, row: str, level: int) -> None:
        raise NotImplementedError

    def summaries_in(self, row: str, level: int) -> int:
        raise NotImplementedError

    def place(self, row: str, level: int, parent: str, before: str | None) -> None:
        raise NotImplementedError

    def merge(self, row: str, level: int, target: str) -> None:
        raise NotImplementedError

    def can_merge(self, level: int) -> bool:
        raise NotImplementedError

    def add_outer(self) -> str:
        """Add an item at the first level and give its id."""
        raise NotImplementedError

    def add_inner(self, parent: str) -> str:
        """Add an item within one of the first level and give its id."""
        raise NotImplementedError

    def more_actions(self, menu: QMenu, row: str, level: int) -> None:
        """Add what this outline alone can do."""

    # Filling ----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Fill the tree anew, keeping what is open and what is current."""
        known = {row: item.isExpanded() for row, item in self._items.items()}
        current = self.current()
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            for row, name, done, inner in self.entries():
                item = self._items[row] = _Item(row, name, done, _OUTER)
                self.addTopLevelItem(item)
                children = {of: _Item(of, inner_name, part, _INNER) for of, inner_name, part in inner}
                item.addChildren(list(children.values()))
                self._items |= children
                item.setExpanded(known.get(row, len(known) == 0 and self.topLevelItemCount() <= 1))
            if current and (item := self._items.get(current[0])):
                self.setCurrentItem(item)

    def load_rings(self) -> None:
        """Fill the rings anew."""
        for row, _, done, inner in self.entries():
            self._items[row].done = done
            for of, _, part in inner:
                self._items[of].done = part
        self.viewport().update()

    def current(self) -> tuple[str, int] | None:
        """Give the id and level of the current item."""
        item = self.currentItem()
        return (item.data(0, ID), level_of(item)) if item else None

    def show_current(self, row: str) -> None:
        """Make an item current without choosing it."""
        if item := self._items.get(row):
            with QSignalBlocker(self):
                self.setCurrentItem(item)
            self.scrollToItem(item)

    # What the user does -----------------------------------------------------------------------------

    def _activated(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, ID), level_of(item))

    def _renamed(self, item: QTreeWidgetItem) -> None:
        try:
            self.rename(item.data(0, ID), level_of(item), item.text(0))
        except Refused:
            self.load()

    def rename_current(self) -> None:
        if item := self.currentItem():
            self.editItem(item, 0)

    def start_adding(self, add: Callable[[], str]) -> None:
        """Add an item and let its name be typed at once."""
        row = add()
        item = self._items[row]
        if parent := item.parent():
            parent.setExpanded(True)
        self.setCurrentItem(item)
        self.editItem(item, 0)

    def delete_current(self) -> None:
        """Delete the current item; when it holds summaries, ask first and say how many."""
        current = self.current()
        if current is None:
            return
        count = self.summaries_in(*current)
        if not count:
            self.delete(*current)
            return
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Delete"))
        summaries = counted(count, self.tr("its summary"), self.tr("%d summaries"))
        box.setText(self.tr("Delete “%s” with %s?") % (self.currentItem().text(0), summaries))
        box.setInformativeText(self.tr("Undo brings all of it back."))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(lambda: self.delete(*current))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _shift(self, step: int) -> None:
        item = self.currentItem()
        if item is None:
            return
        parent = item.parent() or self.invisibleRootItem()
        place = parent.indexOfChild(item) + step
        if 0 <= place < parent.childCount():
            after = place + 1 if step > 0 else place
            before = parent.child(after) if after < parent.childCount() else None
            outer = item.parent().data(0, ID) if item.parent() else ""
            self.place(item.data(0, ID), level_of(item), outer, before.data(0, ID) if before else None)

    def dropEvent(self, event: QDropEvent) -> None:
        target, item = self.itemAt(event.position().toPoint()), self.currentItem()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the study moves it, and the tree follows
        event.accept()
        if item is None or target is None or target is item:
            return
        below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        if level_of(item) == 0:
            target = target.parent() or target
            self._drop_beside(item, target, "", below)
        elif level_of(target) == 0:
            self.place(item.data(0, ID), 1, target.data(0, ID), None)
        else:
            self._drop_beside(item, target, target.parent().data(0, ID), below)

    def _drop_beside(self, item: QTreeWidgetItem, target: QTreeWidgetItem, outer: str, below: bool) -> None:
        parent = target.parent() or self.invisibleRootItem()
        place = parent.indexOfChild(target) + (1 if below else 0)
        before = parent.child(place) if place < parent.childCount() else None
        if before is not item:
            self.place(item.data(0, ID), level_of(item), outer, before.data(0, ID) if before else None)

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self.current() if self.itemAt(place) else None
        if current:
            row, level = current
            menu.addAction(icon("pencil-simple"), self.tr("Rename") + "\tF2", self.rename_current)
            self.more_actions(menu, row, level)
            memo = self.tr("Memo…") + "\tCtrl+M"
            menu.addAction(icon("notepad"), memo, lambda: self.memo_wanted.emit(row, level))
            if self.can_merge(level):
                self._merge_menu(menu, row, level)
            menu.addAction(icon("trash"), self.tr("Delete") + "\tDel", self.delete_current)
            menu.addSeparator()
        self.add_actions(menu)
        menu.popup(self.viewport().mapToGlobal(place))

    def add_actions(self, menu: QMenu) -> None:
        """Offer what can be added here."""
        current = self.currentItem()
        outer = (current.parent() or current) if current else None
        menu.addAction(icon("plus"), self.outer_words(), lambda: self.start_adding(self.add_outer))
        if outer is not None:
            row = outer.data(0, ID)
            words = self.inner_words() % outer.text(0)
            menu.addAction(icon("plus"), words, lambda: self.start_adding(lambda: self.add_inner(row)))

    def outer_words(self) -> str:
        raise NotImplementedError

    def inner_words(self) -> str:
        raise NotImplementedError

    def _merge_menu(self, menu: QMenu, row: str, level: int) -> None:
        inner = menu.addMenu(icon("git-merge"), self.tr("Merge into"))
        for other, item in self._items.items():
            if other != row and level_of(item) == level:
                words = item.text(0) if level == 0 else f"{item.parent().text(0)} · {item.text(0)}"
                inner.addAction(words, lambda target=other: self.merge(row, level, target))
        inner.setEnabled(not inner.isEmpty())


def level_of(item: QTreeWidgetItem) -> int:
    """Tell the level of an item: 0 or 1."""
    return 1 if item.parent() else 0


def mean_of(parts: list[Inner]) -> float:
    """Tell how far the parts are charted together."""
    return sum(done for _, _, done in parts) / len(parts) if parts else 0.0
