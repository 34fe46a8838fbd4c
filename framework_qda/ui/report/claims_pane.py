"""List the claims of a draft that have no evidence, by section."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.authoring import Block, DraftId
from framework_qda.study.model import Change
from framework_qda.tasks.claims import FEWEST_WORDS, Claim, claims, sentences
from framework_qda.ui.dialogs.parts import button, muted
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_SLICE = 0.012  # seconds of reading a draft at a time, so that nobody waits
_PAUSE = 400  # milliseconds after a change
_CLAIM = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ClaimsPane(QWidget):
    """The claims without evidence; `sentence_wanted` asks to show one: draft, block, number."""

    sentence_wanted = Signal(str, str, int)
    export_wanted = Signal()
    needless_wanted = Signal(list)  # of blocks

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._draft: DraftId | None = None
        self._stale = True
        self._reading: Iterator[None] = iter(())
        self._build()
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._begin)
        self._go_on = QTimer(self, interval=0)
        self._go_on.timeout.connect(self._read_on)
        studio.changed.connect(self._changed)
        self._show(())

    def _build(self) -> None:
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("heading", True)
        self.tree = QTreeWidget(headerHidden=True, wordWrap=True, uniformRowHeights=False)
        self.tree.setAccessibleName(self.tr("Claims without evidence"))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setIndentation(3 * STEP)
        self.tree.setItemDelegate(_Wrapped(self.tree))
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.itemClicked.connect(self._go)
        self.tree.itemActivated.connect(self._go)
        self.tree.itemSelectionChanged.connect(self._fit_buttons)
        self.rule = muted(self.tr("Sentences of fewer than %d words are no claims.") % FEWEST_WORDS)
        self.hint = muted(self.tr("Select the words and press Ctrl+L to link them to their evidence."))
        self.needless = button(self.tr("Needs no evidence"), self.say_needless)
        self.needless.setToolTip(self.tr("Paragraphs of methods, or that lead on, claim nothing"))
        self.export = button(self.tr("Export…"), self.export_wanted.emit, "export")
        row = QHBoxLayout(spacing=2 * STEP)
        row.addWidget(self.needless)
        row.addStretch()
        row.addWidget(self.export)
        layout = QVBoxLayout(self, spacing=2 * STEP)
        layout.setContentsMargins(3 * STEP, 3 * STEP, 2 * STEP, 2 * STEP)
        for part in (self.said, self.rule, self.hint):
            layout.addWidget(part)
        layout.addWidget(self.tree, 1)
        layout.addStretch()  # takes the room where there is nothing to list
        layout.addLayout(row)

    # What is on show ----------------------------------------------------------------------------------

    def show_draft(self, draft: DraftId | None) -> None:
        """List the claims of a draft."""
        if draft != self._draft:
            self._draft, self._stale = draft, True
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _changed(self, change: Change) -> None:
        if change.touches("block", "draft"):
            self._stale = True
            self._wait.start()

    def _begin(self) -> None:
        """Read the draft in small steps, and then list what was found; later if nobody looks."""
        if self._stale and self.isVisible():
            self._stale = False
            self._reading = self._steps()
            self._go_on.start()

    def _read_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for _ in self._reading:
            if time.perf_counter() > until:
                return
        self._go_on.stop()

    def _steps(self) -> Iterator[None]:
        blocks: Sequence[Block] = self._studio.study.blocks(self._draft) if self._draft else ()
        for block in blocks:
            sentences(block.text)  # which remembers them
            yield
        self._show(claims(blocks))

    def _show(self, found: Sequence[Claim]) -> None:
        lacking = [each for each in found if not each.evidence]
        self.said.setText(self._in_words(len(lacking), len(found)))
        self.tree.clear()
        for section, those in groupby(lacking, lambda claim: claim.section):
            held = list(those)
            head = QTreeWidgetItem([f"{section or self.tr('Before the first heading')}  ({len(held)})"])
            font = self.tree.font()
            font.setBold(True)
            head.setFont(0, font)
            self.tree.addTopLevelItem(head)
            for claim in held:
                item = QTreeWidgetItem([claim.text])
                item.setToolTip(0, claim.text)
                item.setData(0, _CLAIM, claim)
                head.addChild(item)
            head.setExpanded(True)
        self.hint.setVisible(bool(lacking))
        self.tree.setVisible(bool(lacking))
        self.export.setEnabled(bool(found))
        self._fit_buttons()

    def _in_words(self, lacking: int, every: int) -> str:
        if not every:
            return self.tr("This draft makes no claims yet.")
        if not lacking:
            return self.tr("Every claim of this draft has evidence.")
        return self.tr("{} of {} claims without evidence").format(lacking, every)

    # What can be done ---------------------------------------------------------------------------------

    def _chosen(self) -> list[Claim]:
        found = (item.data(0, _CLAIM) for item in self.tree.selectedItems())
        return [claim for claim in found if claim]

    def _fit_buttons(self) -> None:
        self.needless.setEnabled(bool(self._chosen()))

    def _go(self, item: QTreeWidgetItem) -> None:
        claim: Claim | None = item.data(0, _CLAIM)
        if claim and self._draft:
            self.sentence_wanted.emit(self._draft, claim.block, claim.number)

    def say_needless(self) -> None:
        """Say that the paragraphs of the claims chosen need no evidence."""
        if chosen := self._chosen():
            self.needless_wanted.emit([claim.block for claim in chosen])


class _Wrapped(QStyledItemDelegate):
    """Gives each sentence the lines that it takes: trees ask for the height of one."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.initStyleOption(option, index)
        level = 2 if index.parent().isValid() else 1
        width = self._tree.viewport().width() - level * self._tree.indentation() - 3 * STEP
        room = QRect(0, 0, max(width, 1), 10_000)
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text)
        return QSize(words.width(), words.height() + STEP)
