"""What the paragraphs of a page are, how its words look, and what evidence they are linked to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtGui import QTextCursor

from framework_qda.study.authoring import BlockKind
from framework_qda.text.drafting import Run
from framework_qda.ui.report.caret import Span, chosen_blocks, select
from framework_qda.ui.report.mapping import LEVEL, atom_of, is_whole, kind_of, redress, run_format, run_of
from framework_qda.ui.report.page_caret import CaretPage


class StylePage(CaretPage):
    """Make paragraphs headings, lists and notes, and words bold, italic, notes and links."""

    def kind(self) -> tuple[BlockKind, int]:
        """Tell the kind of the paragraph of the caret, and its level."""
        block = self.textCursor().block()
        return kind_of(block), block.blockFormat().intProperty(LEVEL)

    def set_kind(self, kind: BlockKind, level: int = 0) -> None:
        """Make the chosen paragraphs this kind; wholes stay what they are."""
        cursor = self.textCursor()  # undo brings the caret back to where an edit began
        cursor.beginEditBlock()
        for block in chosen_blocks(self.textCursor()):
            if not is_whole(kind_of(block)):
                redress(cursor, block, kind, level)
        cursor.endEditBlock()
        block = self.textCursor().block()
        if not block.text():
            self.setCurrentCharFormat(run_format(Run(""), kind, level))
        self.style_changed.emit()

    def toggle_kind(self, kind: BlockKind) -> None:
        """Make the chosen paragraphs this kind, or ordinary ones where all are."""
        kinds = {kind_of(block) for block in chosen_blocks(self.textCursor())}
        self.set_kind(BlockKind.PARAGRAPH if kinds == {kind} else kind)

    def look(self) -> Run:
        """Tell how what is typed next looks."""
        return run_of(self.currentCharFormat())

    def toggle_bold(self) -> None:
        on = all(run.bold for run in self._chosen_runs() or [self.look()])
        self._on_runs(lambda run: run._replace(bold=not on))

    def toggle_italic(self) -> None:
        on = all(run.italic for run in self._chosen_runs() or [self.look()])
        self._on_runs(lambda run: run._replace(italic=not on))

    def toggle_note(self) -> None:
        """Make the selected words, or the whole paragraph of the caret, a note to self or text again.

        Within words that are a note these become text; at their end what is typed next is.
        """
        if self.textCursor().hasSelection():
            on = all(run.note for run in self._chosen_runs() or [self.look()])
            self._on_runs(lambda run: run._replace(note=not on))
        elif self.look().note:
            if words := self._words_of_note():
                look = run_of(words.charFormat())._replace(note=False)
                words.setCharFormat(run_format(look, *self.kind()))
            self._on_runs(lambda run: run._replace(note=False))
        else:
            self.toggle_kind(BlockKind.NOTE)

    def _words_of_note(self) -> QTextCursor | None:
        """Give the words of the note that the caret is within."""
        cursor = self.textCursor()
        at, block = cursor.positionInBlock(), cursor.block()
        for piece in block.textFormats():
            if piece.start < at < piece.start + piece.length and run_of(piece.format).note:
                start = block.position() + piece.start
                select(cursor, Span(start, start + piece.length))
                return cursor
        return None

    def _chosen_runs(self) -> list[Run]:
        return [run for _, run in self._chosen_stretches()]

    def _chosen_stretches(self) -> Iterator[tuple[Span, Run]]:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end:
            return
        for block in chosen_blocks(cursor):
            if is_whole(kind_of(block)):
                continue
            for piece in block.textFormats():
                low = max(start, block.position() + piece.start)
                high = min(end, block.position() + piece.start + piece.length)
                if low < high and not atom_of(piece.format):
                    yield Span(low, high), run_of(piece.format)

    def _on_runs(self, change: Callable[[Run], Run]) -> None:
        """Change the look of what is selected, or of what is typed next."""
        if not self.textCursor().hasSelection():
            kind, level = self.kind()
            if not is_whole(kind):
                self.setCurrentCharFormat(run_format(change(self.look()), kind, level))
            self.style_changed.emit()
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for span, run in list(self._chosen_stretches()):
            select(cursor, span)
            block = cursor.block()
            level = block.blockFormat().intProperty(LEVEL)
            cursor.setCharFormat(run_format(change(run), kind_of(block), level))
        cursor.endEditBlock()
        self.style_changed.emit()

    def link(self, ids: Sequence[str]) -> None:
        """Link the selected words to evidence, or take their links away; the caret goes behind them."""
        self._on_runs(lambda run: run._replace(links=tuple(ids)))
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def linked_here(self) -> tuple[str, ...]:
        """Give the evidence of the selected words, or of those around the caret."""
        runs = list(self._chosen_runs()) or [run_of(self.currentCharFormat())]
        return tuple(dict.fromkeys(link for run in runs for link in run.links))

    def select_link(self) -> bool:
        """Select the linked words around the caret; tells whether any words are selected."""
        cursor = self.textCursor()
        links = run_of(self.currentCharFormat()).links
        if cursor.hasSelection() or not links:
            return cursor.hasSelection()
        at, block = cursor.positionInBlock(), cursor.block()
        pieces = [each for each in block.textFormats() if run_of(each.format).links == links]
        start = end = at
        for each in reversed(pieces):
            if each.start <= start <= each.start + each.length:
                start = each.start
        for each in pieces:
            if each.start <= end <= each.start + each.length:
                end = each.start + each.length
        select(cursor, Span(block.position() + start, block.position() + end))
        self.setTextCursor(cursor)
        return True
