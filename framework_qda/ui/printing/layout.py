"""Lay a leaf out on paper: headings, words and tables, page after page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from framework_qda.reading.page import Facts, Heading, Picture
from framework_qda.reports.leaves import Leaf, Words
from framework_qda.reports.options import Paper, ReportOptions
from framework_qda.reports.table import Cell, Group, Row, Table, shown, spoken
from framework_qda.reports.word_table import parts
from framework_qda.text.summary import Kind, Run

# A page is measured in tenths of a point and its type in whole ones of these, so that it breaks alike on
# every printer and on the screen.
POINT = 10
MARGIN = 42 * POINT
_SIZES: dict[Paper, tuple[float, float]] = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55)}
TWIPS = 20  # in a point

INK, MUTED, RULE, STRONG, BAND, COMMENT = "#1c2227", "#5d656d", "#cfd5d9", "#1f3a4d", "#eaf0f3", "#7a5230"
TITLE, HEADINGS, PROSE, SMALL, TABLE = 18.0, (13.0, 10.5), 9.5, 8.0, 7.5
_FIRST = 0.13  # of a table's width, for the names of its rows
KEPT = QTextFormat.Property.UserProperty + 1  # on what stays with what follows it


def page_size(paper: Paper, landscape: bool) -> QSizeF:
    """Give the size of a page, in points."""
    width, height = _SIZES[paper]
    return QSizeF(height, width) if landscape else QSizeF(width, height)


def letters(points: float, colour: str = INK, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    """Give letters of a size, in a colour of paper whatever the screen's are."""
    font = QFont()
    font.setPixelSize(round(points * POINT))
    font.setBold(bold)
    font.setItalic(italic)
    font.setFeature(QFont.Tag("liga"), 0)  # so that words with fi and ff are found in a PDF
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(QBrush(QColor(colour)))
    return made


def laid_out(leaf: Leaf, options: ReportOptions, count: Callable[[Leaf | Table], None]) -> QTextDocument:
    """Lay out one leaf; may be called on any thread, which then owns it. `count` is called row by row."""
    document, size = empty(), page_size(options.paper, leaf.landscape) * POINT
    _LeafWriter(document, leaf, size, count).write(options.day)
    lay_out(document, size)
    return document


def empty() -> QTextDocument:
    """Give a document with the margins of a page, to be written into."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    frame = QTextFrameFormat()
    frame.setMargin(MARGIN)
    document.rootFrame().setFrameFormat(frame)
    return document


def lay_out(document: QTextDocument, size: QSizeF) -> None:
    """Lay out what is written on pages, keeping together what belongs together."""
    document.setPageSize(size)
    document.pageCount()  # lays it out
    _keep_together(document)


def _keep_together(document: QTextDocument) -> None:
    """Begin a page before a heading that would stand at the foot of one, away from what it heads."""
    height = document.pageSize().height()
    head: QTextBlock | None = None
    block = document.begin()
    while block.isValid():
        kept = block.blockFormat().hasProperty(KEPT)
        if kept and head is None:
            head = block
        elif head is not None and not kept:
            if head.blockNumber() and top_of(head) // height != top_of(block) // height:
                _begin_page(head)
            head = None
        block = block.next()


def _begin_page(head: QTextBlock) -> None:
    """Put a heading, or the band of a table, on the next page."""
    cursor = QTextCursor(head)
    table = cursor.currentTable()
    if table is not None:
        _fill_page(table, table.cellAt(cursor).row() - 1, head)
        return
    form = head.blockFormat()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor.setBlockFormat(form)
    _lay_out_after(head.document(), head)


def _fill_page(table: QTextTable, row: int, head: QTextBlock) -> None:
    """Let a row take what is left of a page below it, since the row after it cannot ask for a page."""
    height = head.document().pageSize().height()
    if row < table.format().headerRowCount():
        return
    room = height - MARGIN - top_of(head) % height
    edit = QTextCursor(head)
    edit.beginEditBlock()  # so that all is laid out but once
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        form = QTextTableCellFormat(cell.format().toTableCellFormat())
        form.setBottomPadding(room)
        cell.setFormat(form)
    edit.endEditBlock()


def top_of(block: QTextBlock) -> float:
    """Tell where the first line of a block stands, which may be a page after the block's own beginning."""
    layout, place = block.layout(), block.document().documentLayout().blockBoundingRect(block)
    return place.top() + (layout.lineAt(0).y() if layout.lineCount() else 0)


def _lay_out_after(document: QTextDocument, block: QTextBlock) -> None:
    document.markContentsDirty(block.position(), document.characterCount() - block.position())
    document.pageCount()


class Writer:
    """Writes words, pictures and tables at the end of a document; `count` is called row by row."""

    def __init__(self, document: QTextDocument, size: QSizeF, count: Callable[[Table], None]) -> None:
        self.document, self._count = document, count
        self.room = QSizeF(size.width() - 2 * MARGIN, size.height() - 2 * MARGIN)
        self.cursor = QTextCursor(document)
        self._begun = False

    # Words ------------------------------------------------------------------------------------------

    def line(
        self, words: str, look: QTextCharFormat, above: float = 0, below: float = 0, *, kept: bool = False
    ) -> None:
        self.block(above, below, kept=kept)
        self.cursor.insertText(words, look)

    def block(self, above: float = 0, below: float = 0, *, item: bool = False, kept: bool = False) -> None:
        """Begin a paragraph at the end of the document, or in the empty one that is there."""
        form = paragraph(above, below, item=item)
        if kept:
            form.setProperty(KEPT, True)
        if self._begun:
            self.cursor.insertBlock(form)
        else:
            self.cursor.setBlockFormat(form)
        self._begun = True

    def words(self, words: Words) -> None:
        if words.label or words.facts:
            self.line(words.label, letters(PROSE, bold=True), 6, 1, kept=True)
            if words.facts:
                self.cursor.insertText(f"   {words.facts}", letters(SMALL, MUTED))
        if words.cell.blank:
            self.line(words.cell.blank, letters(SMALL, MUTED), below=4)
        for line in shown(words.cell):
            self.block(0, 4, item=line.item)
            _runs(self.cursor, list(spoken(line)), PROSE, item=line.item)

    def picture(self, picture: Picture, *, kept: bool = False) -> None:
        image = QImage.fromData(picture.png)
        wide = self.room.width() * min(picture.width, 1)
        scale = min(wide / max(1, image.width()), 0.9 * self.room.height() / max(1, image.height()))
        url = QUrl(f"picture:{self.document.blockCount()}")
        self.document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
        form = QTextImageFormat()
        form.setName(url.toString())
        form.setWidth(image.width() * scale)
        form.setHeight(image.height() * scale)
        self.block(4, 6, kept=kept)
        line = QTextBlockFormat()
        line.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        self.cursor.mergeBlockFormat(line)
        self.cursor.insertImage(form)

    # Tables -----------------------------------------------------------------------------------------

    def facts(self, facts: Facts) -> None:
        table = self.insert_table(len(facts.pairs), (0.2, 0.8), heads=0)
        for row, (name, value) in enumerate(facts.pairs):
            for column, (words, look) in enumerate(((name, letters(SMALL, MUTED)), (value, letters(SMALL)))):
                table.cellAt(row, column).firstCursorPosition().insertText(words, look)
        self.leave_table()

    def table(self, table: Table, widths: Sequence[float] = ()) -> QTextTable:
        """Write a table; `widths` are shares of the width, its first column being _FIRST without them."""
        shares = table.widths or (1.0,) * len(table.columns)
        widths = widths or (_FIRST, *((1 - _FIRST) * share / sum(shares) for share in shares))
        rows = 1 + sum(len(group.rows) + bool(group.title) for group in table.groups)
        made = self.insert_table(rows, widths, heads=1)
        ruled(made, 0, STRONG, 1.0)
        for column, words in enumerate((table.named_corner, *table.columns)):
            look = letters(TABLE, STRONG, bold=True)
            made.cellAt(0, column).firstCursorPosition().insertText(words, look)
        row = 1
        for group in table.groups:
            row = self._group(made, row, table, group)
        self.leave_table()
        return made

    def _group(self, made: QTextTable, row: int, table: Table, group: Group) -> int:
        if group.title:
            made.mergeCells(row, 0, 1, made.columns())
            cell = made.cellAt(row, 0)
            form = QTextTableCellFormat(cell.format().toTableCellFormat())
            form.setBackground(QBrush(QColor(BAND)))
            cell.setFormat(form)
            cursor = cell.firstCursorPosition()
            kept = paragraph()
            kept.setProperty(KEPT, True)
            cursor.setBlockFormat(kept)
            cursor.insertText(group.title, letters(TABLE, STRONG, bold=True))
            row += 1
        for each in group.rows:
            self._count(table)
            self._row(made, row, table, each)
            row += 1
        return row

    def _row(self, made: QTextTable, row: int, table: Table, said: Row) -> None:
        ruled(made, row, RULE, 0.5)
        cursor = made.cellAt(row, 0).firstCursorPosition()
        cursor.insertText(said.interview, letters(TABLE, bold=True))
        if about := said.about(table):
            cursor.insertBlock(paragraph())
            cursor.insertText(about, letters(TABLE - 1, MUTED))
        for column, cell in enumerate(said.cells, start=1):
            _fill(made.cellAt(row, column).firstCursorPosition(), cell)

    def insert_table(self, rows: int, widths: Sequence[float], *, heads: int) -> QTextTable:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.FixedLength, self.room.width()))
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, self.room.width() * share) for share in widths]
        )
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(2.5 * POINT)
        form.setBorderCollapse(True)
        form.setHeaderRowCount(heads)
        return self.cursor.insertTable(rows, len(widths), form)

    def leave_table(self) -> None:
        """Go on after a table, in a paragraph that hardly shows."""
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self.cursor.setBlockFormat(paragraph())
        self.cursor.setBlockCharFormat(letters(2))
        self._begun = True


class _LeafWriter(Writer):
    """Writes one leaf."""

    def __init__(
        self, document: QTextDocument, leaf: Leaf, size: QSizeF, count: Callable[[Leaf | Table], None]
    ) -> None:
        super().__init__(document, size, count)
        self._leaf, self._count_leaf = leaf, count

    def write(self, day: str) -> None:
        self.line(self._leaf.title, letters(TITLE, STRONG, bold=True), below=2, kept=True)
        about = " · ".join(filter(None, (self._leaf.subtitle, day)))
        self.line(about, letters(SMALL, MUTED), below=10, kept=True)
        for part in self._leaf.parts:
            match part:
                case Heading():
                    size = HEADINGS[min(part.level, len(HEADINGS)) - 1]
                    above = 16 if part.level == 1 else 9
                    self.line(part.text, letters(size, STRONG, bold=True), above, 4, kept=True)
                case Facts():
                    self.facts(part)
                case Words():
                    self._count_leaf(self._leaf)
                    self.words(part)
                case Table():
                    for piece in parts(part, int(self.room.width() / POINT * TWIPS)):
                        self.table(piece)
                case Picture():
                    self.picture(part)


def paragraph(above: float = 0, below: float = 0, *, item: bool = False) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setTopMargin(above * POINT)
    form.setBottomMargin(below * POINT)
    form.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if item:
        form.setLeftMargin(9 * POINT)
        form.setTextIndent(-9 * POINT)
    return form


def ruled(table: QTextTable, row: int, colour: str, points: float) -> None:
    """Draw a line beneath a row."""
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        form = QTextTableCellFormat(cell.format().toTableCellFormat())
        form.setBottomBorder(points * POINT)
        form.setBottomBorderBrush(QBrush(QColor(colour)))
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell.setFormat(form)


def _fill(cursor: QTextCursor, cell: Cell) -> None:
    """Write what stands in a cell of a table."""
    begun = False

    def block(*, item: bool = False) -> None:
        nonlocal begun
        form = paragraph(below=1, item=item)
        cursor.insertBlock(form) if begun else cursor.setBlockFormat(form)
        begun = True

    if cell.blank:
        block()
        cursor.insertText(cell.blank, letters(TABLE - 0.5, MUTED))
    for line in shown(cell):
        block(item=line.item)
        _runs(cursor, list(spoken(line)), TABLE, item=line.item)
    if cell.note:
        block()
        cursor.insertText(cell.note, letters(TABLE - 0.5, MUTED))


def _runs(cursor: QTextCursor, runs: list[Run], size: float, *, item: bool) -> None:
    if item:
        cursor.insertText("•\u2002", letters(size))
    for run in runs:
        colour = COMMENT if run.kind is Kind.COMMENT else INK
        own = run.kind is Kind.OWN_WORDS
        cursor.insertText(run.text, letters(size, colour, bold=run.bold, italic=own))
