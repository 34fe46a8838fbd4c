"""What of the study can be put into a draft, in one list to be searched and dragged from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import Change
from framework_qda.tasks.draft_templates import practice_settings
from framework_qda.ui import matching
from framework_qda.ui.dialogs.parts import muted
from framework_qda.ui.finder import DrivingField
from framework_qda.ui.icons import icon
from framework_qda.ui.report.mapping import BLOCKS_MIME
from framework_qda.ui.report.objects import KINDS, insert_object
from framework_qda.ui.report.study_forms import view_offers
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

Index = QModelIndex | QPersistentModelIndex
_OF_STUDY = (*("area", "interview", "matrix", "subtopic", "view", "typology"),)


class Thing(NamedTuple):
    """Something to put in: its words, what it is, and the block it becomes.

    `asks` tells that a form comes first.
    """

    words: str
    note: str
    kind: BlockKind
    settings: Mapping[str, Any] = {}
    asks: bool = False

    @property
    def block(self) -> Block:
        """The block, which gets its id where it is put in."""
        return Block(BlockId(""), self.kind, "", 0, self.settings)


def things(study: Study) -> list[Thing]:
    """List what can be put in: what is written in the draft itself, then what the study has."""
    own = [
        Thing(KINDS[kind].words.removesuffix("…"), "", kind, settings, KINDS[kind].asks)
        for kind, settings in (
            (BlockKind.CELL, {}),
            (BlockKind.PRACTICE, practice_settings()),
            (BlockKind.SURVEY, {"questions": []}),
            (BlockKind.CLOSING, {}),
            (BlockKind.CONTENTS, {}),
            (BlockKind.APPENDIX, {}),
        )
    ]
    heat_map = Thing("How much is charted, by area", "picture", BlockKind.PICTURE, {"figure": "heat map"})
    other = Thing("Picture", "of fields, or from a file", BlockKind.PICTURE, {}, asks=True)
    matrices = [
        Thing(f"{each.number} {each.name}", "matrix", BlockKind.MATRIX, {"matrix": each.id})
        for each in study.matrices()
    ]
    views = [
        Thing(each.text, "within theme" if way == "theme" else each.note, BlockKind.VIEW, {way: row})
        for each in view_offers(study)
        for way, _, row in [each.key.partition(":")]
    ]
    return [*own, heat_map, other, *matrices, *views]


class InsertPane(QWidget):
    """Search, and put in with Enter, a double click, or by dragging into the text."""

    def __init__(self, workspace: ReportWorkspace) -> None:
        super().__init__()
        self._workspace, self._study = workspace, workspace.studio.study
        self.model = _Model(self)
        self.list = _List(self)
        self.list.setModel(self.model)
        self.field = DrivingField(self.list, self)
        self.field.setPlaceholderText(self.tr("Matrix, view, sub-topic, picture…"))
        self.field.setAccessibleName(self.tr("Search what can be put in"))
        self.list.setAccessibleName(self.tr("What can be put in"))
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(muted(self.tr("Enter puts it in after the caret; or drag it into the text.")))
        self.setFocusProxy(self.field)
        self._things: Sequence[Thing] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.field.textChanged.connect(self._show)
        self.field.entered.connect(self.insert)
        self.list.doubleClicked.connect(lambda _: self.insert())
        workspace.studio.changed.connect(self._changed)
        self.refresh()

    def _changed(self, change: Change) -> None:
        if change.touches(*_OF_STUDY):
            self._soon.start()

    def refresh(self) -> None:
        """List what there is now."""
        self._things = things(self._study)
        self._show()

    def _show(self, *_: object) -> None:
        query = self.field.text()
        fits = [
            (fit[0], each)
            for each in self._things
            if (fit := matching.match(query, matching.fold(f"{each.words} {each.note}")))
        ]
        if query.strip():
            fits.sort(key=lambda each: -each[0])
        self.model.show([each for _, each in fits])
        self.list.setCurrentIndex(self.model.index(0))

    @property
    def current(self) -> Thing | None:
        """What Enter puts in."""
        index = self.list.currentIndex()
        return self.model.things[index.row()] if index.isValid() else None

    def insert(self) -> None:
        """Put the current one in after the paragraph of the caret."""
        thing = self.current
        if thing is None or self._workspace.draft is None:
            return
        if thing.asks:
            insert_object(self._workspace, thing.kind, thing.settings)
        else:
            self._workspace.keeper.end()
            self._workspace.editor.insert_blocks([thing.block])
            self._workspace.keeper.end()


class _List(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.things: Sequence[Thing] = ()

    def show(self, things: Sequence[Thing]) -> None:
        self.beginResetModel()
        self.things = things
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.things)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        thing = self.things[index.row()]
        match role:
            case (
                Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole
            ):
                return f"{thing.words} ({thing.note})" if thing.note else thing.words
            case Qt.ItemDataRole.DecorationRole:
                return icon(KINDS[thing.kind].symbol)
        return None

    def mimeTypes(self) -> list[str]:
        return [BLOCKS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        blocks = [list(self.things[index.row()].block) for index in indexes]
        mime.setData(BLOCKS_MIME, json.dumps({"within": False, "blocks": blocks}).encode())
        return mime
