"""What comes to a page and leaves it over the clipboard, or dragged by the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QTextCursor

from framework_qda.text.drafting import Inline, Quoted
from framework_qda.ui.report.caret import outside, remove_selected
from framework_qda.ui.report.clipboard import clip_from, mime_of
from framework_qda.ui.report.mapping import (
    BLOCKS_MIME,
    QUOTATIONS_MIME,
    is_whole,
    kind_of,
    parsed,
)
from framework_qda.ui.report.page_inserts import InsertPage


class DropPage(InsertPage):
    """Cut, copy, paste and drop: parts of drafts, quotations, and clean words of other programs."""

    def cut(self) -> None:
        """Take what is selected to the clipboard."""
        self.copy()
        self._clear_selected()

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(self.textCursor(), self.store)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        own = any(source.hasFormat(each) for each in (BLOCKS_MIME, QUOTATIONS_MIME))
        return own or ((source.hasText() or source.hasHtml()) and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if quotations := self._known(source):
            self.insert_quotations(quotations)
        elif clip := clip_from(source):
            self.insert_clip(clip)

    def _known(self, source: QMimeData) -> list[str]:
        """Give the quotations of this study that come; those of another come as words."""
        ids = bytes(source.data(QUOTATIONS_MIME).data()).decode().split("\n")
        return [each for each in ids if each and self.rendering.agreed(each)]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        source, place = event.mimeData(), event.position().toPoint()
        moved = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        quotations = self._known(source)
        clip = None if quotations else clip_from(source)
        between = self._between(place) or (clip is not None and not clip.within)
        target = self.cursorForPosition(place)
        upper = place.y() < self.marks.rect(target.block()).center().y()
        if not between:
            target.setPosition(outside(self.document(), target.position(), forward=True))
        cursor = self.textCursor()
        if moved and cursor.selectionStart() <= target.position() <= cursor.selectionEnd():
            event.setDropAction(Qt.DropAction.IgnoreAction)
            return
        edit = QTextCursor(target)  # undo brings the caret back to where an edit began
        edit.beginEditBlock()
        if moved:
            remove_selected(cursor)
        self._put_caret(self._beside(target, upper) if between else target)
        if clip and clip.within:
            self._drop_within([inline for block in clip.blocks for inline in parsed(block.text)])
        elif clip:
            self.insert_clip(clip)
        elif between:
            self.insert_quotations(quotations)
        else:
            self._drop_within([Quoted(each, self.rendering.agreed(each)) for each in quotations])
        edit.endEditBlock()
        # What was dragged is gone already: the drag is not to take it away once more.
        event.setDropAction(Qt.DropAction.CopyAction if moved else event.proposedAction())
        event.accept()
        super().dragLeaveEvent(QDragLeaveEvent())  # takes away the caret that showed the place
        self.setFocus()

    def _drop_within(self, inlines: Sequence[Inline]) -> None:
        """Put words or quotations in before the word under the mouse, which nothing parts."""
        cursor = self.textCursor()
        if self._beside_caret()[1]:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
            cursor.setPosition(outside(self.document(), cursor.position(), forward=True))
            self.setTextCursor(cursor)
        self._insert_apart(inlines)

    def _between(self, place: QPoint) -> bool:
        """Tell whether a place is between paragraphs or on a whole, rather than within lines."""
        block = self.cursorForPosition(place).block()
        top = self.marks.rect(block)
        line = self.fontMetrics().lineSpacing() * 0.4
        return is_whole(kind_of(block)) or not (top.top() + line < place.y() < top.bottom() - line)

    def _beside(self, target: QTextCursor, upper: bool) -> QTextCursor:
        """Give the end of the paragraph after which blocks come that are dropped on one."""
        before = target.block().previous()
        beside = QTextCursor(before if upper and before.isValid() else target.block())
        if not upper or before.isValid():
            beside.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return beside
