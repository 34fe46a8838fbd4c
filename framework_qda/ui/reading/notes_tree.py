"""The column notes as a tree: dimensions, categories and elements, gathered by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.model import Finding, FindingId, FindingKind, InterviewId, SubTopicId
from framework_qda.ui.reading.dragging import drag_picture
from framework_qda.ui.reading.model import CELLS_MIME
from framework_qda.ui.theme import STEP, colours

FINDINGS_MIME = "application/x-fqda-findings"
RANK = {FindingKind.ELEMENT: 0, FindingKind.CATEGORY: 1, FindingKind.DIMENSION: 2}
_ID = Qt.ItemDataRole.UserRole
_NAME, _COUNT, _KEY = range(3)
_CIRCLED = ("", *"①②③④⑤⑥⑦⑧⑨")
_KEYS = len(_CIRCLED) - 1
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_State = Qt.CheckState
_On = QAbstractItemView.DropIndicatorPosition


def findings_in(mime: QMimeData) -> list[FindingId]:
    """Read the notes that were dragged."""
    return [FindingId(each) for each in bytes(mime.data(FINDINGS_MIME).data()).decode().split()]


class _Note(QTreeWidgetItem):
    def __init__(self, finding: Finding, cells: int, key: int) -> None:
        super().__init__([finding.name, str(cells or ""), _CIRCLED[key]])
        self.finding, self.ticked = finding, _State.Unchecked
        flags = self.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        self.setFlags(flags | Qt.ItemFlag.ItemIsDropEnabled)
        self.setToolTip(
            _NAME, "\n".join(filter(None, (f"{finding.name} ({finding.kind})", finding.definition)))
        )
        self.setToolTip(_COUNT, QCoreApplication.translate("reading", "Cells it stands on"))
        if key:
            words = QCoreApplication.translate("reading", "The key %d ticks it to the chosen cells")
            self.setToolTip(_KEY, words % key)
        for column in (_COUNT, _KEY):
            self.setForeground(column, QColor(colours().muted))
            self.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def dress(self, font: QFont) -> None:
        """Tell the kinds apart by weight, and dimensions by their colour too."""
        heavy = QFont(font)
        kind = self.finding.kind
        heavy.setWeight(QFont.Weight.Normal if kind is FindingKind.ELEMENT else QFont.Weight.DemiBold)
        heavy.setCapitalization(
            QFont.Capitalization.SmallCaps
            if kind is FindingKind.DIMENSION
            else QFont.Capitalization.MixedCase
        )
        self.setFont(_NAME, heavy)

    def show_tick(self, ticked: _State) -> None:
        """Show whether it is ticked to the chosen cells: all, some or none of them."""
        if self.finding.kind is not FindingKind.DIMENSION:
            self.ticked = ticked
            self.setCheckState(_NAME, ticked)


class _Names(QStyledItemDelegate):
    """Give a note the height that its name takes in lines: names are long, and differ at their ends."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        drawn, tree = QStyleOptionViewItem(option), self._tree
        self.initStyleOption(drawn, index)
        width, above = tree.columnWidth(_NAME) - tree.indentation(), index.parent()
        while above.isValid():
            width, above = width - tree.indentation(), above.parent()
        drawn.rect = QRect(0, 0, width, tree.height())  # type: ignore[attr-defined]
        room = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, tree)
        metrics = QFontMetrics(drawn.font)  # type: ignore[attr-defined]
        lines = QRect(0, 0, max(1, room.width() - 2 * STEP), tree.height())
        height = metrics.boundingRect(lines, _WRAPPED, drawn.text).height()  # type: ignore[attr-defined]
        return QSize(super().sizeHint(option, index).width(), height + 2 * STEP)


class NotesTree(QTreeWidget):
    """The notes of one sub-topic.

    `tick_wanted(id, ticked)` is about the chosen cells, `cells_dropped(id, cells)` about those that were
    dropped on a note, `cells_wanted(id)` asks to read on in the cells it is ticked to, `refused(sentence)`
    tells what cannot be.
    """

    tick_wanted = Signal(str, bool)
    cells_dropped = Signal(str, list)
    cells_wanted = Signal(str)
    refused = Signal(str)
    left = Signal()

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._notes: dict[str, _Note] = {}
        self._folded: set[str] = set()
        self.setAccessibleName(self.tr("Column notes"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Note"), self.tr("cells"), self.tr("key")])
        self.setHeaderHidden(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(6 * STEP)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, widest in ((_COUNT, "0000"), (_KEY, "①")):
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(widest) + 2 * STEP)
        self.setIndentation(3 * STEP)
        self.setWordWrap(True)
        self.setItemDelegateForColumn(_NAME, _Names(self))
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.itemChanged.connect(self._item_changed)
        self.itemDoubleClicked.connect(lambda item, _column: self.editItem(item, _NAME))
        self.itemCollapsed.connect(lambda item: self._folded.add(item.finding.id))
        self.itemExpanded.connect(lambda item: self._folded.discard(item.finding.id))
        self._keys = self._commands()

    # Filling ----------------------------------------------------------------------------------------

    def load(self, findings: Sequence[Finding], cells: Mapping[FindingId, Collection[InterviewId]]) -> None:
        """Show notes with the number of cells each is ticked to; what is current stays so."""
        current, chosen = self.current(), self.chosen()
        numbered = [each.id for each in findings if each.kind is FindingKind.CATEGORY]
        with QSignalBlocker(self):
            self.clear()
            self._notes = {}
            for each in findings:
                key = numbered.index(each.id) + 1 if each.id in numbered[:_KEYS] else 0
                self._notes[each.id] = _Note(each, len(cells.get(each.id, ())), key)
            for each in findings:
                parent = self._notes.get(each.parent or "") or self.invisibleRootItem()
                parent.addChild(self._notes[each.id])
            for id_, note in self._notes.items():
                note.dress(self.font())
                note.show_tick(_State.Unchecked)
                note.setExpanded(id_ not in self._folded)
            self._choose(current, chosen)

    def _choose(self, current: FindingId | None, chosen: Iterable[FindingId]) -> None:
        if current in self._notes:
            self.show_current(current)
        for each in chosen:
            if each in self._notes:
                self._notes[each].setSelected(True)

    def show_counts(self, cells: Mapping[FindingId, Collection[InterviewId]]) -> None:
        """Show how many cells each note is ticked to."""
        with QSignalBlocker(self):
            for note in self._notes.values():
                note.setText(_COUNT, str(len(cells.get(note.finding.id, ())) or ""))

    def show_ticks(self, states: Mapping[FindingId, _State]) -> None:
        """Show which notes are ticked to the chosen cells."""
        with QSignalBlocker(self):
            for id_, note in self._notes.items():
                note.show_tick(states.get(FindingId(id_), _State.Unchecked))
        self.viewport().update()

    def current(self) -> FindingId | None:
        """Give the current note."""
        item = self.currentItem()
        return item.finding.id if isinstance(item, _Note) else None

    def chosen(self) -> list[FindingId]:
        """List the notes chosen, from the top."""
        chosen = {item.finding.id for item in self.selectedItems() if isinstance(item, _Note)}
        return [FindingId(each) for each in self._notes if each in chosen]

    def category(self, number: int) -> FindingId | None:
        """Give the category with a key of its own."""
        wanted = (note for note in self._notes.values() if note.text(_KEY) == _CIRCLED[number])
        return next((note.finding.id for note in wanted), None)

    def ticked(self, finding: FindingId) -> bool:
        """Tell whether a note is ticked to all chosen cells."""
        return self._notes[finding].ticked is _State.Checked

    def show_current(self, finding: str) -> None:
        """Make a note the current one, and the only one chosen, also while Ctrl is held."""
        if finding in self._notes:
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.setCurrentItem(self._notes[finding], _NAME, alone)

    def edit_current(self) -> None:
        """Rename the current note where it stands."""
        if item := self.currentItem():
            self.editItem(item, _NAME)

    # What is done to notes ----------------------------------------------------------------------------

    def _attempt(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except Refused as error:
            self.refused.emit(str(error))
            return False
        return True

    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not isinstance(item, _Note) or column != _NAME:
            return
        if item.finding.kind is not FindingKind.DIMENSION and item.checkState(_NAME) != item.ticked:
            wanted = item.checkState(_NAME) is _State.Checked
            item.setCheckState(_NAME, item.ticked)  # the study says when it is
            self.tick_wanted.emit(item.finding.id, wanted)
        elif item.text(_NAME) != item.finding.name:
            finding, name = item.finding, item.text(_NAME)
            if not self._attempt(lambda: self._study.rename_finding(finding.id, name)):
                with QSignalBlocker(self):
                    item.setText(_NAME, finding.name)

    def delete_chosen(self) -> None:
        """Delete the chosen notes; what they gathered stays."""
        chosen = self.chosen()
        if len(chosen) == 1:
            self._study.delete_finding(chosen[0])
        elif chosen:
            with self._study.action(f"Delete {len(chosen)} notes"):
                for each in chosen:
                    self._study.delete_finding(each)

    def make(self, kind: FindingKind) -> None:
        """Make the chosen notes elements, categories or dimensions."""
        chosen = [each for each in self.chosen() if self._notes[each].finding.kind is not kind]
        if chosen:
            with self._study.action(f"Make {len(chosen)} notes a {kind}"):
                for each in chosen:
                    self._study.change_kind(each, kind)

    def gather(self) -> None:
        """Gather the chosen notes under a new one of the next higher kind, and let it be named at once."""
        chosen = [self._notes[each].finding for each in self.chosen()]
        highest = max((RANK[each.kind] for each in chosen), default=2)
        if highest == 2:
            self.refused.emit(self.tr("Choose elements or categories to gather."))
            return
        kind = next(kind for kind, rank in RANK.items() if rank == highest + 1)
        above = [each.parent for each in chosen]
        parent = above[0] if len(set(above)) == 1 and above[0] and self._above(above[0], kind) else None
        with self._study.action(f"Gather {len(chosen)} notes in a {kind}"):
            made = self._study.add_finding(chosen[0].subtopic, kind, self.tr("New %s") % kind, parent)
            for each in chosen:
                self._study.move_finding(each.id, made)
        self.show_current(made)
        self.edit_current()

    def merge(self, target: FindingId) -> None:
        """Merge the chosen notes into another."""
        chosen = [each for each in self.chosen() if each != target]
        with self._study.action(f"Merge {len(chosen)} notes"):
            for each in chosen:
                self._study.merge_findings(each, target)

    def _mergeable(self) -> list[Finding]:
        chosen = self.chosen()
        kinds = {self._notes[each].finding.kind for each in chosen}
        if len(kinds) != 1:
            return []
        return [
            note.finding
            for note in self._notes.values()
            if note.finding.kind in kinds and (note.finding.id not in chosen or len(chosen) > 1)
        ]

    # Moving -----------------------------------------------------------------------------------------

    def _above(self, parent: str, kind: FindingKind) -> bool:
        return RANK[self._notes[parent].finding.kind] > RANK[kind]

    def _siblings(self, note: _Note) -> tuple[list[_Note], int]:
        parent = note.parent() or self.invisibleRootItem()
        siblings = [self._notes[parent.child(n).finding.id] for n in range(parent.childCount())]  # type: ignore[attr-defined]
        return siblings, siblings.index(note)

    def _holder(self, note: _Note) -> _Note | None:
        return self._notes.get(note.finding.parent or "")

    def shift(self, step: int) -> None:
        """Move the current note among those it stands with."""
        note = self.currentItem()
        if not isinstance(note, _Note):
            return
        siblings, place = self._siblings(note)
        if 0 <= place + step < len(siblings):
            rest = [each for each in siblings if each is not note]
            before = rest[place + step].finding.id if place + step < len(rest) else None
            self._study.move_finding(note.finding.id, note.finding.parent, before)

    def gather_under(self) -> None:
        """Move the current note into the nearest one above it that can hold it."""
        note = self.currentItem()
        if not isinstance(note, _Note):
            return
        siblings, place = self._siblings(note)
        fits = [each for each in siblings[:place] if self._above(each.finding.id, note.finding.kind)]
        if fits:
            self._study.move_finding(note.finding.id, fits[-1].finding.id)
        else:
            self.refused.emit(self.tr("There is no category or dimension above it to hold it."))

    def let_go(self) -> None:
        """Move the current note out of the one that holds it, to behind that one."""
        note = self.currentItem()
        holder = self._holder(note) if isinstance(note, _Note) else None
        if not isinstance(note, _Note) or holder is None:
            return
        siblings, place = self._siblings(holder)
        before = siblings[place + 1].finding.id if place + 1 < len(siblings) else None
        self._study.move_finding(note.finding.id, holder.finding.parent, before)

    def place(self, moved: Sequence[FindingId], target: FindingId | None, where: _On) -> None:
        """Move notes onto, before or behind another; None is the end of all."""
        with self._study.action(f"Move {len(moved)} notes"):
            for each in moved:
                if each != target and each in self._notes:
                    parent, before = self._destination(self._notes[each].finding, target, where)
                    self._study.move_finding(each, parent, before)

    def _destination(
        self, moved: Finding, target: FindingId | None, where: _On
    ) -> tuple[FindingId | None, FindingId | None]:
        if target is None:
            return None, None
        if where is _On.OnItem and self._above(target, moved.kind):
            return target, None
        note, behind = self._notes[target], where is _On.BelowItem
        while (holder := self._holder(note)) and not self._above(holder.finding.id, moved.kind):
            note = holder
        siblings, place = self._siblings(note)
        after = [each.finding.id for each in siblings[place + behind :] if each.finding.id != moved.id]
        return note.finding.parent, after[0] if after else None

    # Drag and drop ----------------------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return [FINDINGS_MIME, CELLS_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def drag_data(self) -> QMimeData:
        """Write the chosen notes as they are dragged."""
        mime = QMimeData()
        chosen = self.chosen()
        mime.setData(FINDINGS_MIME, "\n".join(chosen).encode())
        mime.setText("\n".join(self._notes[each].finding.name for each in chosen))
        return mime

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        if self.chosen():
            drag = QDrag(self)
            drag.setMimeData(self.drag_data())
            drag.setPixmap(drag_picture(drag.mimeData().text().replace("\n", ", "), self))
            drag.exec(Qt.DropAction.CopyAction)  # nothing is taken out of the tree by Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in self.mimeTypes()):
            super().dragEnterEvent(event)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # paints where it would fall
        item = self.itemAt(event.position().toPoint())
        if event.mimeData().hasFormat(FINDINGS_MIME) or self._takes_cells(item):
            event.acceptProposedAction()
        else:
            event.ignore()

    @staticmethod
    def _takes_cells(item: QTreeWidgetItem | None) -> bool:
        return isinstance(item, _Note) and item.finding.kind is not FindingKind.DIMENSION

    def dropEvent(self, event: QDropEvent) -> None:
        mime, item = event.mimeData(), self.itemAt(event.position().toPoint())
        target = item.finding.id if isinstance(item, _Note) else None
        where = self.dropIndicatorPosition() if target else _On.OnViewport
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.acceptProposedAction()
        if mime.hasFormat(FINDINGS_MIME):
            self._attempt(lambda: self.place(findings_in(mime), target, where))
        elif target and self._takes_cells(item):
            cells = bytes(mime.data(CELLS_MIME).data()).decode().split()
            self.cells_dropped.emit(target, [tuple(cell.split("/")) for cell in cells])

    # Keys and menu ------------------------------------------------------------------------------------

    def _commands(self) -> list[tuple[QKeySequence, Callable[[], object]]]:
        return [
            (QKeySequence("Alt+Up"), lambda: self.shift(-1)),
            (QKeySequence("Alt+Down"), lambda: self.shift(1)),
            (QKeySequence("Alt+Right"), self.gather_under),
            (QKeySequence("Alt+Left"), self.let_go),
            (QKeySequence("Ctrl+G"), self.gather),
            (QKeySequence("Del"), self.delete_chosen),
            (QKeySequence("Alt+1"), lambda: self.make(FindingKind.ELEMENT)),
            (QKeySequence("Alt+2"), lambda: self.make(FindingKind.CATEGORY)),
            (QKeySequence("Alt+3"), lambda: self.make(FindingKind.DIMENSION)),
            (QKeySequence("Return"), self._read_cells),
            (QKeySequence("Enter"), self._read_cells),
            (QKeySequence("Esc"), self.left.emit),
        ]

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        pressed = QKeySequence(event.keyCombination())
        return next((run for keys, run in self._keys if keys == pressed), None)

    def _read_cells(self) -> None:
        if current := self.current():
            self.cells_wanted.emit(current)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._command(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        command = None if editing else self._command(event)
        if command:
            self._attempt(command)
        else:
            super().keyPressEvent(event)

    def _open_menu(self, point: QPoint) -> None:
        if self.chosen():
            self.menu().popup(self.viewport().mapToGlobal(point))

    def menu(self) -> QMenu:
        """Offer what can be done with the chosen notes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename\tF2"), self.edit_current)
        menu.addAction(self.tr("Read its cells\tEnter"), self._read_cells)
        menu.addAction(self.tr("Gather under a new note\tCtrl+G"), lambda: self._attempt(self.gather))
        for n, kind in enumerate(FindingKind, 1):
            name = self.tr("Make it a %s") if kind is not FindingKind.ELEMENT else self.tr("Make it an %s")
            menu.addAction(
                f"{name % kind}\tAlt+{n}", lambda kind=kind: self._attempt(lambda: self.make(kind))
            )
        into = menu.addMenu(self.tr("Merge into"))
        for finding in self._mergeable():
            into.addAction(
                finding.name.replace("&", "&&"), lambda to=finding.id: self._attempt(lambda: self.merge(to))
            )
        into.setEnabled(not into.isEmpty())
        menu.addSeparator()
        menu.addAction(self.tr("Delete\tDel"), lambda: self._attempt(self.delete_chosen))
        return menu


def by_cells(cells: Iterable[tuple[str, str]], subtopic: SubTopicId) -> list[InterviewId]:
    """Give the interviews of the cells of one sub-topic, each once."""
    return list(dict.fromkeys(InterviewId(row) for row, column in cells if column == subtopic))
