"""Write a few lines within an object: an answer of a practice example, a cell of a closing table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from framework_qda.study.authoring import Block, BlockKind
from framework_qda.text.drafting import Inline, Quoted, Run, parse, write
from framework_qda.ui.report.caret import new_id
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.report.mapping import Rendering, Store, blocks_of, fill
from framework_qda.ui.report.set_off import quotation_in
from framework_qda.ui.theme import STEP

_ITEM = "- "
_ITEMS = (BlockKind.ITEM, BlockKind.NUMBERED)
_MARGIN = 2 * STEP


class AnswerEdit(DraftEdit):
    """Lines of a draft's markup, written as on its page; one that begins with “- ” is an item of a list.

    Tab goes to the next field.
    """

    focused = Signal()

    def __init__(self, rendering: Rendering, name: str, parent: QWidget | None = None) -> None:
        super().__init__(rendering, Store(), parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("")
        self.setTabChangesFocus(True)
        self.setProperty("framed", True)
        self.document().setDocumentMargin(_MARGIN)
        self.set_markup("")

    @property
    def markup(self) -> str:
        """What is written, a line a paragraph; lines without words are left out at the end."""
        return "\n".join(map(_line, blocks_of(self.document(), self.store))).rstrip()

    def set_markup(self, markup: str) -> None:
        """Show lines in place of what is there."""
        fill(self.document(), [_block(line) for line in lines_of(markup)], self.rendering, self.store)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def dress(self) -> None:
        super().dress()
        self.setFont(self.parentWidget().font() if self.parentWidget() else self.font())
        self.document().setDefaultFont(self.font())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)


def lines_of(markup: str) -> list[str]:
    """Part markup into lines, each of which is whole: what is bold across two is bold in both."""
    lines: list[list[Inline]] = [[]]
    for inline in parse(markup):
        if not isinstance(inline, Run):
            lines[-1].append(inline)
            continue
        for number, part in enumerate(inline.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(inline._replace(text=part))
    return [write(line) for line in lines]


def _block(line: str) -> Block:
    if line.startswith(_ITEM):
        return Block(new_id(), BlockKind.ITEM, line.removeprefix(_ITEM))
    return Block(new_id(), BlockKind.PARAGRAPH, line)


def _line(block: Block) -> str:
    if block.kind in _ITEMS:
        return _ITEM + block.text
    if block.kind is BlockKind.QUOTATION and (quotation := quotation_in(block)):
        agreed = next(each.agreed for each in parse(block.text) if isinstance(each, Quoted))
        return write([Quoted(quotation, agreed)])
    return block.text.replace("\n", " ")
