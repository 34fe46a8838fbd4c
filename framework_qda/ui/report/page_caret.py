"""Where the caret of a page is, and what it takes as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from framework_qda.study.authoring import Block, BlockId
from framework_qda.text.drafting import Inline, Run, sentences
from framework_qda.ui.report.caret import Span, chosen_whole, find_block, outside, span_around
from framework_qda.ui.report.mapping import (
    LEVEL,
    LINKS,
    Rendering,
    Store,
    atom_of,
    block_of,
    inlines_of,
    is_whole,
    kind_of,
    run_format,
    run_of,
)
from framework_qda.ui.report.page import Page


class Place(NamedTuple):
    """Where the caret is: a block, the number of the sentence in it, and what stands in that sentence."""

    block: Block
    sentence: int
    inlines: tuple[Inline, ...]


class CaretPage(Page):
    """Keep the caret out of what is not typed into: it takes quotations, references and objects as one."""

    style_changed = Signal()

    def __init__(self, rendering: Rendering, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(rendering, store, parent)
        self._settling = False
        self._last = 0
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._caret_moved)
        self.currentCharFormatChanged.connect(self.style_changed)

    def block_here(self) -> Block:
        """Give the block of the caret."""
        return block_of(self.textCursor().block(), self.store)

    def place(self) -> Place:
        """Tell the sentence of the caret."""
        block = self.block_here()
        at = self.textCursor().positionInBlock()
        if is_whole(block.kind):
            return Place(block, 0, ())
        told = sentences(tuple(inlines_of(self.textCursor().block())))
        starts = self._starts(told)
        number = max((n for n, start in enumerate(starts) if start <= at), default=0)
        return Place(block, number, told[number] if told else ())

    def show_block(self, wanted: BlockId, sentence: int = 0) -> bool:
        """Put the caret to a block, at the beginning of a sentence of it; False where it is not there."""
        found = find_block(self.document(), wanted)
        if found is None:
            return False
        self.show_position(found.position() + self._offset(found, sentence))
        return True

    def _offset(self, block: QTextBlock, sentence: int) -> int:
        """Give where a sentence begins in a paragraph."""
        if is_whole(kind_of(block)):
            return 0
        starts = self._starts(sentences(tuple(inlines_of(block))))
        return min(starts[min(sentence, len(starts) - 1)], block.length() - 1) if starts else 0

    def sentence_around(self, block: QTextBlock, offset: int) -> Span:
        """Give the sentence that stands at a place of a paragraph (UTF-16, from its beginning)."""
        starts = self._starts(sentences(tuple(inlines_of(block))))
        start = max((each for each in starts if each <= offset), default=0)
        end = min((each for each in starts if each > offset), default=block.length() - 1)
        return Span(block.position() + start, block.position() + end)

    def _starts(self, told: Sequence[Sequence[Inline]]) -> list[int]:
        """Give where sentences begin (UTF-16), each as long as it is shown."""
        starts = [0]
        for sentence in told:
            shown = "".join(
                each.text if isinstance(each, Run) else self.rendering.words(each) for each in sentence
            )
            starts.append(starts[-1] + len(shown.encode("utf-16-le")) // 2)
        return starts[: len(told)]

    def show_position(self, position: int, end: int | None = None) -> None:
        """Put the caret somewhere in the document, with what is around it in view."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)  # so that what is sought comes to the top of the page
        cursor.setPosition(position)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 4)

    def _caret_moved(self) -> None:
        """Step over, or take as one, what is not the author's words; type as beside it, not as in it."""
        if self._settling:
            return
        self._settling = True
        cursor = self.textCursor()
        if self._take_whole(cursor):
            self.setTextCursor(cursor)
        self._settling = False
        self._last = cursor.position()
        self._step_out()
        self.style_changed.emit()

    def _step_out(self) -> None:
        """Have what is typed stand beside a quotation, a reference or a link, and not belong to it."""
        style = self.currentCharFormat()
        if not self.textCursor().hasSelection() and (atom_of(style) or self._at_end_of_link(style)):
            self.setCurrentCharFormat(self._plain_format(style))

    def _take_whole(self, cursor: QTextCursor) -> bool:
        document, forward = self.document(), cursor.position() >= self._last
        if not cursor.hasSelection():
            span = span_around(document, cursor.position())
            if span is None or span.start == span.end:
                return False
            cursor.setPosition(span.start if forward or span.inline is None else span.end)
            cursor.setPosition(
                span.end if forward or span.inline is None else span.start, QTextCursor.MoveMode.KeepAnchor
            )
            return True
        anchor = outside(document, cursor.anchor(), forward=cursor.anchor() > cursor.position())
        position = outside(document, cursor.position(), forward=forward)
        if chosen_whole(cursor) or (anchor, position) == (cursor.anchor(), cursor.position()):
            return False
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        return True

    def _at_end_of_link(self, style: QTextCharFormat) -> bool:
        if not style.stringProperty(LINKS):
            return False
        cursor = self.textCursor()
        at, block = cursor.positionInBlock(), cursor.block()
        after = [each for each in block.textFormats() if each.start <= at < each.start + each.length]
        return not after or after[0].format.stringProperty(LINKS) != style.stringProperty(LINKS)

    def _plain_format(self, style: QTextCharFormat) -> QTextCharFormat:
        block = self.textCursor().block()
        look = Run("") if atom_of(style) else run_of(style)._replace(links=())
        return run_format(look, kind_of(block), block.blockFormat().intProperty(LEVEL))

    def _put_caret(self, target: QTextCursor) -> None:
        """Put the caret to a place as it is, even within what is taken as one."""
        self._settling = True
        self.setTextCursor(target)
        self._settling = False
