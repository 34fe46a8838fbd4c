"""The headings of a draft, to go to and to move sections by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import plain
from framework_qda.ui.theme import STEP

_ID = Qt.ItemDataRole.UserRole
_INDENT = "    "


class Outline(QListWidget):
    """Headings, indented by their level.

    `chosen(block)` where one is clicked or taken with Enter, `moved(block, before)` where a section is to
    stand before another heading, or last: by dragging it, or with Alt and an arrow.
    """

    chosen = Signal(str)
    moved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[BlockId, str, int]] = []
        self.setAccessibleName(self.tr("Outline of the draft"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setViewportMargins(2 * STEP, STEP, STEP, STEP)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_ID)))
        self.itemActivated.connect(lambda item: self.chosen.emit(item.data(_ID)))

    def show_headings(self, blocks: Sequence[Block]) -> None:
        """Show the headings among some blocks."""
        headings = [
            (each.id, plain(each.text).strip(), each.level)
            for each in blocks
            if each.kind is BlockKind.HEADING
        ]
        if headings == self._shown:
            return
        current, self._shown = self.current(), headings
        self.clear()
        for block, words, level in headings:
            item = QListWidgetItem(_INDENT * (max(1, level) - 1) + (words or self.tr("Untitled")), self)
            item.setData(_ID, str(block))
            item.setToolTip(words)
            item.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + 2 * STEP))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            font = item.font()
            font.setBold(level <= 1)
            item.setFont(font)
        self.mark(current)

    def current(self) -> str:
        """Give the heading that is marked."""
        item = self.currentItem()
        return item.data(_ID) if item else ""

    def mark(self, block: str) -> None:
        """Mark a heading as the one the caret is under."""
        row = next((n for n, each in enumerate(self._shown) if each[0] == block), -1)
        if row != self.currentRow():
            self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def step(self, step: int) -> None:
        """Move the section of the current heading past its neighbour of the same level."""
        row = self.currentRow()
        if row < 0:
            return
        level = self._shown[row][2]
        if step < 0:
            before = next((n for n in range(row - 1, -1, -1) if self._shown[n][2] <= level), None)
            if before is not None and self._shown[before][2] == level:
                self._move(row, before)
            return
        following = self._end(row)
        if following < len(self._shown) and self._shown[following][2] == level:
            self._move(row, self._end(following))

    def _end(self, row: int) -> int:
        """Give the row after the section of a heading."""
        level = self._shown[row][2]
        after = (n for n in range(row + 1, len(self._shown)) if self._shown[n][2] <= level)
        return next(after, len(self._shown))

    def _move(self, row: int, before: int) -> None:
        if not row <= before <= self._end(row):
            target = self._shown[before][0] if before < len(self._shown) else ""
            self.moved.emit(self._shown[row][0], target)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a section was dropped; the draft is changed, and the outline follows it."""
        row, place = self.currentRow(), event.position().toPoint()
        index = self.indexAt(place)
        before = self.count()
        if index.isValid():
            below = place.y() > self.visualRect(index).center().y()
            before = index.row() + (1 if below else 0)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if row >= 0:
            self._move(row, before)


def section(blocks: Sequence[Block], heading: str) -> tuple[int, int]:
    """Give where the section of a heading begins and ends among the blocks of a draft."""
    start = next(n for n, each in enumerate(blocks) if each.id == heading)
    after = (
        n
        for n in range(start + 1, len(blocks))
        if blocks[n].kind is BlockKind.HEADING and blocks[n].level <= blocks[start].level
    )
    return start, next(after, len(blocks))


def with_section_moved(blocks: Sequence[Block], heading: str, before: str) -> list[Block]:
    """Put the section of a heading before another heading, or last."""
    start, end = section(blocks, heading)
    rest = [*blocks[:start], *blocks[end:]]
    place = next((n for n, each in enumerate(rest) if each.id == before), len(rest))
    return [*rest[:place], *blocks[start:end], *rest[place:]]


def heading_above(blocks: Sequence[Block], number: int) -> str:
    """Give the heading under which a block stands, "" before the first."""
    above = (each.id for each in reversed(blocks[: number + 1]) if each.kind is BlockKind.HEADING)
    return next(above, "")
