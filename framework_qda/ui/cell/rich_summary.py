"""Turn the light markup of a summary into a rich document and back, letter for letter.

The document holds only what the markup holds: whose text a letter is (a property of its format), what is
bold, and which lines are items of a list. How the three kinds look is laid over it by `SummaryLook`, so it
follows light and dark and never comes into the document's undo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from framework_qda.text.summary import Kind, Line, Run, by_kind, parse, write
from framework_qda.ui.theme import STEP

KIND = QTextFormat.Property.UserProperty.value + 1
LINKS = KIND + 1
WORDS_MIME = "application/x-framework-qda-words"
SUMMARY_MIME = "application/x-framework-qda-summary"
PASSAGES_MIME = "application/x-framework-qda-passages"  # comes with SUMMARY_MIME

_TAGS = {
    Kind.SUMMARY: ("", ""),
    Kind.OWN_WORDS: ("<i>“", "”</i>"),
    Kind.COMMENT: ('<span style="color: gray">[', "]</span>"),
}
_QUOTED = re.compile('[“„"]([^“„”"]+)[”“"]')
_LINE_HEIGHT = 145.0
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and what a QTextDocument keeps for its own use.
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0\ufdd1\ufffc\ufffe\uffff]")


def cleaned(text: str) -> str:
    """Take out of a text what a summary cannot hold; every line end becomes a line feed, a tab a space."""
    return _ODD.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def kind_format(kind: Kind) -> QTextCharFormat:
    """Give a format that says whose text it is and nothing else."""
    style = QTextCharFormat()
    style.setProperty(KIND, str(kind))
    return style


def weight_format(bold: bool) -> QTextCharFormat:
    """Give a format that says how heavy text is and nothing else."""
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return style


def char_format(kind: Kind, bold: bool = False, links: tuple[str, ...] = ()) -> QTextCharFormat:
    """Give the format of letters of one kind and weight, linked to passages."""
    style = kind_format(kind)
    style.merge(weight_format(bold))
    if links:
        style.setProperty(LINKS, ",".join(links))
    return style


def links_of(style: QTextCharFormat) -> tuple[str, ...]:
    """Tell which passages a format links to."""
    return tuple(filter(None, style.stringProperty(LINKS).split(",")))


def kind_of(style: QTextCharFormat) -> Kind:
    """Tell whose text a format marks."""
    return Kind(style.stringProperty(KIND) or Kind.SUMMARY)


def is_bold(style: QTextCharFormat) -> bool:
    """Tell whether a format marks bold text."""
    return style.fontWeight() > QFont.Weight.Normal


def block_format() -> QTextBlockFormat:
    """Give the format of a line that is no item of a list."""
    style = QTextBlockFormat()
    style.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    style.setBottomMargin(STEP)
    return style


def fill(document: QTextDocument, markup: str) -> None:
    """Put a summary into a document in place of what is there; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block_format())
    cursor.setBlockCharFormat(char_format(Kind.SUMMARY))
    insert(cursor, parse(markup))
    document.setUndoRedoEnabled(True)


def insert(cursor: QTextCursor, lines: Sequence[Line]) -> None:
    """Put lines in at a cursor as one step; the first joins the line it stands in, if that has words."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock(block_format(), char_format(Kind.SUMMARY))
        if line.item and not cursor.block().text():
            make_item(cursor)
        for run in line.runs:
            cursor.insertText(_ODD.sub("", run.text), char_format(run.kind, run.bold, run.links))
    cursor.endEditBlock()


def make_item(cursor: QTextCursor) -> None:
    """Make the cursor's line an item of a list, of the one before it where that is one."""
    before = cursor.block().previous().textList()
    if before:
        before.add(cursor.block())
        return
    style = QTextListFormat()
    style.setStyle(QTextListFormat.Style.ListStyleUndefined)  # `SummaryLook` paints the bullets
    cursor.createList(style)


def end_item(cursor: QTextCursor) -> None:
    """Make the cursor's line an ordinary one."""
    bullets = cursor.block().textList()
    if bullets:
        bullets.remove(cursor.block())
    cursor.setBlockFormat(block_format())


def read(document: QTextDocument) -> str:
    """Give the markup of a document."""
    return write(_line(block, 0, block.length() - 1) for block in _blocks(document.begin()))


def read_selection(cursor: QTextCursor) -> str:
    """Give the markup of what is selected."""
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    chosen = [b for b in _blocks(document.findBlock(start)) if b.position() <= end]
    return write(
        _line(block, max(0, start - block.position()), min(block.length() - 1, end - block.position()))
        for block in chosen
    )


def trimmed(markup: str) -> str:
    """Take empty lines and items from both ends, as a cell is kept."""
    lines = list(parse(markup))
    while lines and not lines[-1].text.strip():
        lines.pop()
    while lines and not lines[0].text.strip():
        lines.pop(0)
    return write(lines).strip()


def spans(block: QTextBlock) -> Iterator[tuple[int, int, Kind]]:
    """Give the stretches of own words and of comment in a block: start, end (UTF-16) and kind."""
    pieces = [piece for piece in block.textFormats() if piece.length]
    for kind, same in groupby(pieces, key=lambda piece: kind_of(piece.format)):
        stretch = list(same)
        if kind is not Kind.SUMMARY:
            yield stretch[0].start, stretch[-1].start + stretch[-1].length, kind


def html(lines: Iterable[Line]) -> str:
    """Write lines as HTML for another program, the three kinds told apart."""
    made = ""
    for item, some in groupby(lines, key=lambda line: line.item):
        tag = "li" if item else "p"
        block = "".join(f"<{tag}>{''.join(_spoken(line))}</{tag}>" for line in some)
        made += f"<ul>{block}</ul>" if item else block
    return made


def _spoken(line: Line) -> Iterator[str]:
    for kind, runs in by_kind(line):
        yield _TAGS[kind][0]
        yield from (f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in runs)
        yield _TAGS[kind][1]


def own_words(text: str) -> list[Line]:
    """Make lines of what somebody said, without the quotation marks that own words are shown in anyway."""
    said = [unquoted(part.strip()) for part in cleaned(text).split("\n")]
    return [Line((Run(part, Kind.OWN_WORDS),)) for part in said if part]


def unquoted(text: str) -> str:
    """Take away the quotation marks in which the whole of a text stands."""
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def lines_from(mime: QMimeData, kind: Kind) -> list[Line]:
    """Read lines off the clipboard: ours keep their kinds, a transcript's are own words, others are text."""
    if mime.hasFormat(SUMMARY_MIME):
        return list(parse(cleaned(bytes(mime.data(SUMMARY_MIME).data()).decode())))
    if mime.hasFormat(WORDS_MIME):
        return own_words(bytes(mime.data(WORDS_MIME).data()).decode())
    text = cleaned(mime.text())
    return (
        [Line((Run(part, kind),) if part else ()) for part in text.rstrip("\n").split("\n")] if text else []
    )


def _blocks(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _line(block: QTextBlock, start: int, end: int) -> Line:
    text = block.text().encode("utf-16-le", "surrogatepass")
    runs = (
        Run(
            text[2 * max(piece.start, start) : 2 * min(piece.start + piece.length, end)].decode("utf-16-le"),
            kind_of(piece.format),
            is_bold(piece.format),
            links_of(piece.format),
        )
        for piece in block.textFormats()
        if piece.start < end and piece.start + piece.length > start
    )
    return Line(tuple(runs), block.textList() is not None and start == 0)
