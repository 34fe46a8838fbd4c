"""Lay a report out on paper: upright pages, wide ones for wide tables, and contents that know their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
)

from framework_qda.errors import Refused
from framework_qda.progress import Progress, silent
from framework_qda.reading.document import (
    Block,
    Box,
    Captioned,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingRow,
    ClosingSpan,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Table,
    caption_of,
    named,
    words,
)
from framework_qda.reading.page import Facts, Grid, Prose
from framework_qda.reports.columns import numeric_columns, shares
from framework_qda.reports.leaves import Words, part
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.prepared import bracketed, prepared, wide_places
from framework_qda.reports.table import Table as Rows
from framework_qda.reports.word_table import parts
from framework_qda.ui.printing.layout import (
    BAND,
    COMMENT,
    HEADINGS,
    INK,
    KEPT,
    MUTED,
    POINT,
    PROSE,
    RULE,
    SMALL,
    STRONG,
    TABLE,
    TITLE,
    TWIPS,
    Writer,
    empty,
    lay_out,
    letters,
    page_size,
    paragraph,
    ruled,
    top_of,
)

_SIZES = (*HEADINGS, PROSE)
_CAPTION = 8.5
_INDENT = 14  # points
_LONGEST = 1500  # letters of a quotation that is kept on one page
_MARKS = {"item": "•", "numbered": "{}."}


def laid_out(report: Document, options: ReportOptions, progress: Progress = silent) -> list[QTextDocument]:
    """Lay out a report, which this thread then owns: a text for every stretch of upright or wide pages.

    Raises Refused where a picture is damaged.
    """
    report = prepared(report)
    wide, made, marks = wide_places(report.blocks), list[QTextDocument](), _Marks([], [])
    stretches = groupby(enumerate(report.blocks), key=lambda held: held[0] in wide)
    for turned, held in stretches if report.blocks else [(False, ())]:
        document, size = empty(), page_size(options.paper, turned) * POINT
        writer = _ReportWriter(document, size, report, marks)
        if not made:
            writer.write_title()
        for place, block in held:
            progress(place, len(report.blocks), report.title)
            writer.write(block)
        lay_out(document, size)
        made.append(document)
    _number(made, marks)
    return made


class _Mark(NamedTuple):
    """A paragraph: of which text, and which of its blocks; `heading` counts headings."""

    document: QTextDocument
    block: int
    heading: int


class _Marks(NamedTuple):
    """Where headings stand, and the lines of contents that name their pages."""

    headings: list[_Mark]
    entries: list[_Mark]


def _number(documents: Sequence[QTextDocument], marks: _Marks) -> None:
    """Write the pages of headings into the contents; where that moves any, once more."""
    for _ in range(3):
        starts = accumulate((each.pageCount() for each in documents), initial=0)
        first = {id(document): start for document, start in zip(documents, starts, strict=False)}
        pages = [first[id(mark.document)] + _page(mark) for mark in marks.headings]
        if not sum(_fill_in(entry, pages[entry.heading]) for entry in marks.entries):
            return


def _page(mark: _Mark) -> int:
    height = mark.document.pageSize().height()
    return int(top_of(mark.document.findBlockByNumber(mark.block)) // height) + 1


def _fill_in(entry: _Mark, page: int) -> bool:
    """Write a page number behind the tab of a line; tells whether another stood there."""
    block = entry.document.findBlockByNumber(entry.block)
    start = block.text().rindex("\t") + 1
    if block.text()[start:] == str(page):
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(str(page))
    return True


class _ReportWriter(Writer):
    """Writes blocks of a report, one after the other."""

    def __init__(self, document: QTextDocument, size: QSizeF, report: Document, marks: _Marks) -> None:
        super().__init__(document, size, lambda _table: None)
        self._report, self._marks = report, marks
        self._before: Block | None = None
        self._numbered = 0

    def write_title(self) -> None:
        report = self._report
        self.line(report.title, letters(TITLE, STRONG, bold=True), below=2, kept=True)
        for text, size in (
            (report.subtitle, HEADINGS[1]),
            (", ".join(report.authors), PROSE),
            (report.date, PROSE),
        ):
            if text:
                self.line(text, letters(size, MUTED), below=2, kept=True)

    def write(self, block: Block) -> None:
        is_numbered = isinstance(block, Paragraph) and block.style == "numbered"
        self._numbered = self._numbered + 1 if is_numbered else 0
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self.block(0, 5)
                _write(self.cursor, block, PROSE, self._numbered)
            case Quote():
                self._quote(block)
            case Contents():
                self._contents(block)
            case Listing():
                self._rows(block.grid, wide=block.landscape)
            case Facts() | Prose():
                self._source(block)
            case _:
                self._captioned(block)
        self._before = block

    # Words --------------------------------------------------------------------------------------------

    def _heading(self, heading: Heading) -> None:
        level = min(max(heading.level, 1), len(_SIZES))
        self.block(16 if level == 1 else 9, 4, kept=True)
        if isinstance(self._before, Contents):
            form = QTextBlockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self.cursor.mergeBlockFormat(form)
        headings = self._marks.headings
        headings.append(_Mark(self.document, self.cursor.blockNumber(), len(headings)))
        pieces = (piece._replace(bold=True) for piece in heading.pieces)
        _insert(self.cursor, pieces, _SIZES[level - 1], STRONG)

    def _quote(self, quote: Quote) -> None:
        said = "  ".join(filter(None, (quote.attribution, quote.reference)))
        whole = bool(said) and len(words(quote.pieces)) <= _LONGEST
        self.block(3, 1 if said else 6, kept=whole)
        self._indent(_INDENT)
        _insert(self.cursor, quote.pieces, PROSE)
        if said:
            self.line(quote.attribution, letters(SMALL, STRONG), 0, 6)
            self._indent(_INDENT)
            gap = "  " if quote.attribution and quote.reference else ""
            self.cursor.insertText(f"{gap}{quote.reference}", letters(SMALL, MUTED))

    def _indent(self, points: float) -> None:
        form = QTextBlockFormat()
        form.setLeftMargin(points * POINT)
        form.setRightMargin(points * POINT)
        self.cursor.mergeBlockFormat(form)

    def _contents(self, contents: Contents) -> None:
        self.line(contents.title, letters(HEADINGS[0], STRONG, bold=True), 16, 4, kept=True)
        for number, heading in enumerate(self._report.headings):
            level = min(max(heading.level, 1), len(_SIZES))
            self.block(3 if level == 1 else 0, 1)
            form, right = QTextBlockFormat(), self.room.width()
            form.setLeftMargin((level - 1) * _INDENT * POINT)
            end = right - form.leftMargin()
            form.setTabPositions([QTextOption.Tab(end, QTextOption.TabType.RightTab)])
            self.cursor.mergeBlockFormat(form)
            said = words(heading.pieces).replace("\n", " ").replace("\t", " ")
            self.cursor.insertText(f"{said}\t", letters(PROSE, bold=level == 1))
            self._marks.entries.append(_Mark(self.document, self.cursor.blockNumber(), number))

    def _source(self, block: Facts | Prose) -> None:
        held = part(block, self._report.references)
        if isinstance(held, Words):
            self.words(held)
        elif isinstance(held, Facts) and held.pairs:
            self.facts(held)

    # What has a caption -------------------------------------------------------------------------------

    def _captioned(self, block: Captioned) -> None:
        match block:
            case Table():
                self._caption(block, kept=True)
                self._rows(block.grid, wide=block.landscape)
                self._note(block.note)
            case Closing():
                self._caption(block, kept=True)
                self._closing(block)
            case Figure():
                if QImage.fromData(block.picture.png).isNull():
                    name = caption_of(block) or block.picture.alt
                    raise Refused(f"The picture “{name}” is damaged or none; choose another for the report.")
                self.picture(block.picture, kept=True)
                self._caption(block, kept=bool(block.note))
                self._note(block.note)
            case Box():
                self._box(block)

    def _caption(self, block: Captioned, *, kept: bool) -> None:
        if said := _titled(block):
            self.line(said, letters(_CAPTION, STRONG, bold=True), 6, 4, kept=kept)

    def _note(self, note: str) -> None:
        if note:
            self.line(note, letters(SMALL, MUTED), 2, 8)

    def _rows(self, grid: Grid, *, wide: bool) -> None:
        table = part(grid, self._report.references)
        assert isinstance(table, Rows)
        pieces = parts(table, int(self.room.width() / POINT * TWIPS)) if wide else (table,)
        for piece in pieces:
            numeric = numeric_columns(piece)
            made = self.table(piece, shares(piece, numeric))
            for column, number in enumerate(numeric, start=1):
                for row in range(made.rows()) if number else ():
                    _merge(made, row, column, _right())
            _keep_head(made)

    def _closing(self, closing: Closing) -> None:
        count = max([len(closing.heads), *(_across(row) for row in closing.rows), 1])
        made = self.insert_table(1 + len(closing.rows), (1 / count,) * count, heads=1)
        ruled(made, 0, STRONG, 1.0)
        for column, head in enumerate(closing.heads):
            made.cellAt(0, column).firstCursorPosition().insertText(head, letters(TABLE, STRONG, bold=True))
        for number, row in enumerate(closing.rows, start=1):
            ruled(made, number, RULE, 0.5)
            self._closing_row(made, number, row)
        _keep_head(made)
        self.leave_table()

    def _closing_row(self, made: QTextTable, number: int, row: ClosingRow) -> None:
        if not isinstance(row, ClosingCells):
            made.mergeCells(number, 0, 1, made.columns())
        match row:
            case ClosingGroup():
                _shade(made, number)
                cursor = made.cellAt(number, 0).firstCursorPosition()
                cursor.setBlockFormat(_kept())
                cursor.insertText(row.title, letters(TABLE, STRONG, bold=True))
            case ClosingSpan():
                _fill(made.cellAt(number, 0).firstCursorPosition(), row.paragraphs, _CAPTION)
            case ClosingCells():
                for column, cell in enumerate(row.cells):
                    _fill(made.cellAt(number, column).firstCursorPosition(), cell, _CAPTION)

    def _box(self, box: Box) -> None:
        self.line("", letters(2), 6, kept=True)  # what begins a page if the box's title must
        made = self.insert_table(1 + bool(box.facts) + len(box.parts), (1.0,), heads=0)
        _shade(made, 0)
        cursor = made.cellAt(0, 0).firstCursorPosition()
        cursor.setBlockFormat(_kept())
        cursor.insertText(_titled(box), letters(PROSE, STRONG, bold=True))
        if box.facts:
            cursor = made.cellAt(1, 0).firstCursorPosition()
            for number, (name, value) in enumerate(box.facts):
                cursor.insertBlock(paragraph()) if number else cursor.setBlockFormat(paragraph())
                cursor.insertText(f"{name}: ", letters(SMALL, bold=True))
                cursor.insertText(value, letters(SMALL))
        for row, (question, answer) in enumerate(box.parts, start=1 + bool(box.facts)):
            cursor = made.cellAt(row, 0).firstCursorPosition()
            if question:
                cursor.setBlockFormat(_kept() if answer else paragraph())
                cursor.insertText(question, letters(PROSE, STRONG, bold=True))
            _fill(cursor, answer, PROSE, begun=bool(question))
        _frame(made)
        self.leave_table()


def _titled(block: Captioned) -> str:
    said = caption_of(block)
    return f"{named(block)}. {said}" if block.number and said else named(block)


def _across(row: ClosingRow) -> int:
    return len(row.cells) if isinstance(row, ClosingCells) else 1


def _insert(cursor: QTextCursor, pieces: Iterable[Piece], size: float, colour: str = INK) -> None:
    for piece in bracketed(pieces):
        look = letters(size, COMMENT if piece.note else colour, bold=piece.bold, italic=piece.italic)
        cursor.insertText(piece.text.replace("\n", "\u2028"), look)


def _write(cursor: QTextCursor, held: Paragraph, size: float, number: int) -> None:
    """Write a paragraph into the block that is there; an item has its mark before it."""
    if mark := _MARKS.get(held.style, ""):
        form = QTextBlockFormat()
        form.setLeftMargin(_INDENT * POINT)
        form.setTextIndent(-_INDENT * POINT)
        form.setTabPositions([QTextOption.Tab(_INDENT * POINT, QTextOption.TabType.LeftTab)])
        cursor.mergeBlockFormat(form)
        cursor.insertText(f"{mark.format(number)}\t", letters(size))
    is_note = held.style == "note"
    _insert(cursor, (piece._replace(note=piece.note or is_note) for piece in held.pieces), size)


def _fill(cursor: QTextCursor, held: Iterable[Paragraph], size: float, *, begun: bool = False) -> None:
    """Write paragraphs into a cell."""
    number = 0
    for each in held:
        number = number + 1 if each.style == "numbered" else 0
        form = paragraph(below=2)
        cursor.insertBlock(form) if begun else cursor.setBlockFormat(form)
        begun = True
        _write(cursor, each, size, number)


def _kept() -> QTextBlockFormat:
    form = paragraph()
    form.setProperty(KEPT, True)
    return form


def _right() -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setAlignment(Qt.AlignmentFlag.AlignRight)
    return form


def _merge(table: QTextTable, row: int, column: int, form: QTextBlockFormat) -> None:
    """Give all paragraphs of a cell something of a format, unless the cell is a band across others."""
    cell = table.cellAt(row, column)
    if cell.columnSpan() == 1:
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeBlockFormat(form)


def _keep_head(table: QTextTable) -> None:
    """Keep the head of a table with its caption and its first row."""
    form = QTextBlockFormat()
    form.setProperty(KEPT, True)
    for column in range(table.columns()):
        _merge(table, 0, column, form)


def _shade(table: QTextTable, row: int) -> None:
    cell = table.cellAt(row, 0)
    form = QTextTableCellFormat(cell.format().toTableCellFormat())
    form.setBackground(QBrush(QColor(BAND)))
    cell.setFormat(form)


def _frame(table: QTextTable) -> None:
    """Draw a line about a table of one column."""
    for row in range(table.rows()):
        cell = table.cellAt(row, 0)
        form = QTextTableCellFormat(cell.format().toTableCellFormat())
        form.setPadding(4 * POINT)
        sides = [("Left", True), ("Right", True), ("Top", not row), ("Bottom", row == table.rows() - 1)]
        for side in (side for side, drawn in sides if drawn):
            getattr(form, f"set{side}Border")(0.75 * POINT)
            getattr(form, f"set{side}BorderBrush")(QBrush(QColor(STRONG)))
            getattr(form, f"set{side}BorderStyle")(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell.setFormat(form)
