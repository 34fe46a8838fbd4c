"""Write a report as CommonMark, with pipe tables; its pictures go into a folder beside it.

The folder is called as the report, with “_files” after its name; it is made only where there are pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote as quoted

from framework_qda.errors import CannotWrite
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
    pieces_of,
    words,
)
from framework_qda.reading.page import Facts, Grid, Prose
from framework_qda.reports.columns import numeric_columns
from framework_qda.reports.html_report import columns, identifiers
from framework_qda.reports.leaves import Words, part
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.prepared import bracketed, prepared
from framework_qda.reports.saving import save
from framework_qda.reports.table import Cell, Row, shown, spoken
from framework_qda.reports.table import Table as Rows
from framework_qda.text.summary import Kind, Line

# Signs that mean something wherever they stand, and those that do at the beginning of a line.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]|!$")
_BEGINNING = re.compile(r"^(\s*)(?:(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|:)|(\d{1,9})([.)]))")
_BEFORE = {"item": "- ", "numbered": "{}. "}


def write_report(
    document: Document, path: Path, _options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a report and its pictures; errors as `reports.write_report`."""
    made = _Text(prepared(document), f"{path.stem}_files", progress)
    text = "\n\n".join(made.blocks()) + "\n"
    for name, content in made.pictures.items():
        picture = path.with_name(made.folder) / name
        try:
            picture.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise CannotWrite(picture.parent, error.strerror or "") from error
        save(picture, content)
    save(path, text.encode())


class _Text:
    """One report as blocks of Markdown; `pictures` are those it shows, by the names of their files."""

    def __init__(self, document: Document, folder: str, progress: Progress) -> None:
        self._document, self.folder, self._progress = document, folder, progress
        self.pictures: dict[str, bytes] = {}
        targets = {piece.target for block in document.blocks for piece in pieces_of(block)}
        ids = identifiers(document.blocks)
        self._ids = {anchor: key for anchor, key in ids.items() if anchor in targets}
        self._headings = self._done = 0
        self._has_contents = any(isinstance(block, Contents) for block in document.blocks)

    def blocks(self) -> Iterator[str]:
        """Make the blocks, which empty lines are to part."""
        document = self._document
        yield f"# {escaped(document.title)}"
        yield from (
            escaped(line) for line in (document.subtitle, ", ".join(document.authors), document.date) if line
        )
        for style, group in groupby(document.blocks, key=_list_of):
            if style:
                yield self._list([self._counted(block) for block in group if isinstance(block, Paragraph)])
                continue
            for block in group:
                yield from filter(None, self._block(self._counted(block)))

    def _counted(self, block: Block) -> Block:
        self._done += 1
        self._progress(self._done, len(self._document.blocks), self._document.title)
        return block

    def _list(self, paragraphs: Iterable[Block]) -> str:
        lines: list[str] = []
        for number, paragraph in enumerate(paragraphs, start=1):
            if isinstance(paragraph, Paragraph):
                before = _BEFORE[paragraph.style].format(number)
                inside = self._runs(paragraph.pieces).replace("\n", "\n" + " " * len(before))
                lines.append(before + inside)
        return "\n".join(lines)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Quote():
                yield self._at(block.anchor) + _set_off(self._quote(block))
            case Contents():
                yield self._contents(block)
            case Listing():
                yield self._at(block.anchor) + self._rows(block.grid)
            case Facts() | Prose():
                yield from self._source(block)
            case _:
                yield from self._captioned(block)

    def _captioned(self, block: Captioned) -> Iterator[str]:
        if not isinstance(block, Figure | Box):
            yield self._at(block.anchor) + _caption(block)
        match block:
            case Table():
                yield self._rows(block.grid)
                yield escaped(block.note)
            case Closing():
                yield self._closing(block)
            case Figure():
                yield self._at(block.anchor) + self._picture(block)
                yield _caption(block)
                yield escaped(block.note)
            case Box():
                yield self._at(block.anchor) + _set_off(self._box(block))

    def _at(self, anchor: str) -> str:
        return f'<a id="{self._ids[anchor]}"></a>\n\n' if anchor in self._ids else ""

    def _section(self, heading: Heading, number: int) -> str:
        return self._ids.get(heading.anchor) or f"section-{number}"

    def _heading(self, heading: Heading) -> str:
        self._headings += 1
        signs = "#" * (min(max(heading.level, 1), 5) + 1)
        mark = ""
        if heading.anchor in self._ids or self._has_contents:
            mark = f'<a id="{self._section(heading, self._headings)}"></a>\n\n'
        return f"{mark}{signs} {self._runs(heading.pieces).replace(chr(10), ' ')}"

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = self._runs(paragraph.pieces)
        return f"*{text}*" if paragraph.style == "note" and text and "*" not in text else text

    def _runs(self, pieces: Iterable[Piece]) -> str:
        """Make inline text; a line feed breaks the line."""
        made = ""
        for piece in bracketed(pieces):
            text = emphasised(escaped(piece.text), bold=piece.bold, italic=piece.italic)
            made += f"[{text}](#{self._ids[piece.target]})" if piece.target in self._ids else text
        lines = filter(None, (line.strip() for line in made.split("\n")))
        return "\\\n".join(_BEGINNING.sub(_harmless, line) for line in lines)

    def _quote(self, quote: Quote) -> Iterator[str]:
        yield self._runs(quote.pieces)
        reference = escaped(quote.reference)
        who = " ".join(filter(None, (emphasised(escaped(quote.attribution), italic=True), reference)))
        if who:
            yield f"— {who}"

    def _contents(self, contents: Contents) -> str:
        lines: list[str] = []
        for number, heading in enumerate(self._document.headings, start=1):
            text = escaped(words(heading.pieces).replace("\n", " "))
            indent = "  " * (min(max(heading.level, 1), 3) - 1)
            lines.append(f"{indent}- [{text}](#{self._section(heading, number)})")
        return f"**{escaped(contents.title)}**\n\n" + "\n".join(lines)

    def _picture(self, figure: Figure) -> str:
        name = f"figure-{len(self.pictures) + 1}.png"
        self.pictures[name] = figure.picture.png
        return f"![{escaped(figure.picture.alt)}]({quoted(self.folder)}/{name})"

    def _rows(self, grid: Grid) -> str:
        table = part(grid, self._document.references)
        assert isinstance(table, Rows)
        rows = [[escaped(table.named_corner), *map(escaped, table.columns)]]
        for group in table.groups:
            if group.title:
                rows.append([emphasised(escaped(group.title), bold=True), *("" for _ in table.columns)])
            rows += [[_named(row, table), *map(_cell, row.cells)] for row in group.rows]
        return _pipes(rows, [False, *numeric_columns(table)])

    def _closing(self, closing: Closing) -> str:
        count = columns(closing)
        heads = [*map(escaped, closing.heads), *("" for _ in range(count - len(closing.heads)))]
        rows = [self._closing_row(row) for row in closing.rows]
        return _pipes([heads, *(row + [""] * (count - len(row)) for row in rows)], [False] * count)

    def _closing_row(self, row: ClosingRow) -> list[str]:
        match row:
            case ClosingGroup():
                return [emphasised(escaped(row.title), bold=True)]
            case ClosingSpan():
                return [self._inside(row.paragraphs)]
            case ClosingCells():
                return [self._inside(cell) for cell in row.cells]

    def _inside(self, paragraphs: Sequence[Paragraph]) -> str:
        """Make the paragraphs of a cell, which has one line only."""
        marks = {"item": "• "}
        lines = (marks.get(paragraph.style, "") + self._runs(paragraph.pieces) for paragraph in paragraphs)
        return "<br>".join(lines).replace("\\\n", "<br>")

    def _box(self, box: Box) -> Iterator[str]:
        yield _caption(box)
        if box.facts:
            yield "\\\n".join(f"{escaped(name)}: {escaped(value)}" for name, value in box.facts)
        for question, answer in box.parts:
            if question:
                yield emphasised(escaped(question), bold=True)
            for style, group in groupby(answer, key=_list_of):
                paragraphs = list(group)
                yield from [self._list(paragraphs)] if style else map(self._paragraph, paragraphs)

    def _source(self, block: Facts | Prose) -> Iterator[str]:
        held = part(block, self._document.references)
        if isinstance(held, Facts):
            yield "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in held.pairs)
        elif isinstance(held, Words):
            name = emphasised(escaped(held.label), bold=True)
            yield " · ".join(filter(None, (name, escaped(held.facts))))
            if held.cell.blank:
                yield escaped(held.cell.blank)
            for item, lines in groupby(shown(held.cell), key=lambda line: line.item):
                texts = [_spoken(line) for line in lines]
                yield from ["\n".join(f"- {text}" for text in texts)] if item else texts


def escaped(text: str) -> str:
    """Take every sign of a text as it stands."""
    return _SIGNS.sub(r"\\\g<0>", text)


def emphasised(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Put signs about words, not about the spaces at their ends: there they would mean nothing."""
    signs = ("**" if bold else "") + ("*" if italic else "")
    if not signs or not text.strip():
        return text
    inside = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    lines = (f"{signs}{line.strip()}{signs[::-1]}" if line.strip() else "" for line in inside.split("\n"))
    return before + "\n".join(lines) + after


def _harmless(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


def _list_of(block: Block) -> str:
    return block.style if isinstance(block, Paragraph) and block.style in _BEFORE else ""


def _set_off(blocks: Iterable[str]) -> str:
    """Set blocks off as a quotation is."""
    return "\n>\n".join("> " + block.replace("\n", "\n> ") for block in blocks if block)


def _caption(block: Captioned) -> str:
    if not block.number:
        return emphasised(escaped(caption_of(block)), bold=True)
    title = f" {escaped(caption_of(block))}" if caption_of(block) else ""
    return f"**{escaped(named(block))}.**{title}"


def _pipes(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    rule = ["---:" if number else "---" for number in numeric]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _named(row: Row, table: Rows) -> str:
    return "<br>".join(filter(None, (escaped(row.interview), escaped(row.about(table)))))


def _cell(cell: Cell) -> str:
    lines = [("• " if line.item else "") + _spoken(line) for line in shown(cell)]
    return "<br>".join(filter(None, (*lines, escaped(cell.blank), escaped(cell.note))))


def _spoken(line: Line) -> str:
    runs = (
        emphasised(escaped(run.text), bold=run.bold, italic=run.kind is Kind.OWN_WORDS)
        for run in spoken(line)
    )
    return "".join(runs)
