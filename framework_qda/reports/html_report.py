"""Write a report as one web page that needs nothing else: its pictures are in it, and nothing in it runs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

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
from framework_qda.reports.columns import numeric_columns
from framework_qda.reports.html import blocks as lines_of
from framework_qda.reports.html import head
from framework_qda.reports.leaves import Words, part
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.prepared import bracketed, prepared
from framework_qda.reports.saving import save
from framework_qda.reports.table import Group, Row
from framework_qda.reports.table import Table as Rows

_LISTS = {"item": "ul", "numbered": "ol"}
_DEEPEST = 4  # h1 is the report's title


def write_report(document: Document, path: Path, options: ReportOptions, progress: Progress = silent) -> None:
    """Write a report; errors as `reports.write_report`."""
    page = "\n".join(_Page(prepared(document), options, progress).made())
    save(path, (page + "\n").encode())


class _Page:
    """One report as lines of HTML."""

    def __init__(self, document: Document, options: ReportOptions, progress: Progress) -> None:
        self._document, self._options, self._progress = document, options, progress
        self._ids = identifiers(document.blocks)
        self._headings = 0
        self._done = 0

    def made(self) -> Iterator[str]:
        document = self._document
        yield from head(self._options, "report_style.css", document.title, document.language)
        yield f"<body>\n<header><h1>{escape(document.title)}</h1>"
        lines = (
            ("subtitle", document.subtitle),
            ("authors", ", ".join(document.authors)),
            ("date", document.date),
        )
        yield from (f'<p class="{kind}">{escape(text)}</p>' for kind, text in lines if text)
        yield "</header>\n<main>"
        for tag, group in groupby(document.blocks, key=_list_of):
            if tag:
                yield f"<{tag}>"
            for block in group:
                self._done += 1
                self._progress(self._done, len(document.blocks), document.title)
                yield from self._block(block)
            if tag:
                yield f"</{tag}>"
        yield "</main>\n</body>\n</html>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Quote():
                yield quotation(block, self._id(block.anchor), self._runs(block.pieces))
            case Contents():
                yield from self._contents(block)
            case Listing():
                yield from self._figure(block.anchor, _kind(block), self._rows(block.grid))
            case Facts() | Prose():
                yield from self._source(block)
            case _:
                yield from self._captioned(block)

    def _captioned(self, block: Captioned) -> Iterator[str]:
        match block:
            case Table():
                made = [_caption(block), *self._rows(block.grid), _note(block.note)]
                yield from self._figure(block.anchor, _kind(block), made)
            case Figure():
                yield from self._figure(
                    block.anchor, "picture", [_picture(block), _caption(block), _note(block.note)]
                )
            case Closing():
                made = [_caption(block), *self._closing(block)]
                yield from self._figure(block.anchor, "table closing", made)
            case Box():
                yield from self._box(block)

    def _id(self, anchor: str) -> str:
        return f' id="{self._ids[anchor]}"' if anchor else ""

    def _heading(self, heading: Heading) -> str:
        self._headings += 1
        level = min(max(heading.level, 1) + 1, _DEEPEST)
        key = self._section(heading, self._headings)
        return f'<h{level} id="{key}">{self._runs(heading.pieces)}</h{level}>'

    def _section(self, heading: Heading, number: int) -> str:
        return self._ids.get(heading.anchor) or f"section-{number}"

    def _paragraph(self, paragraph: Paragraph) -> str:
        runs = self._runs(paragraph.pieces)
        if paragraph.style in _LISTS:
            return f"<li>{runs}</li>"
        kind = ' class="note"' if paragraph.style == "note" else ""
        return f"<p{kind}>{runs}</p>"

    def _paragraphs(self, paragraphs: Iterable[Paragraph]) -> str:
        made = ""
        for tag, group in groupby(paragraphs, key=_list_of):
            inside = "".join(map(self._paragraph, group))
            made += f"<{tag}>{inside}</{tag}>" if tag else inside
        return made

    def _runs(self, pieces: Iterable[Piece]) -> str:
        return runs(pieces, self._ids)

    def _contents(self, contents: Contents) -> Iterator[str]:
        yield f'<nav aria-label="{escape(contents.title)}"><h2>{escape(contents.title)}</h2><ol>'
        for number, heading in enumerate(self._document.headings, start=1):
            text = escape(words(heading.pieces))
            key = self._section(heading, number)
            yield f'<li class="level-{heading.level}"><a href="#{key}">{text}</a></li>'
        yield "</ol></nav>"

    def _figure(self, anchor: str, kind: str, inside: Iterable[str]) -> Iterator[str]:
        yield f'<figure class="{kind}"{self._id(anchor)}>'
        yield from filter(None, inside)
        yield "</figure>"

    def _rows(self, grid: Grid) -> Iterator[str]:
        table = part(grid, self._document.references)
        assert isinstance(table, Rows)
        numeric = numeric_columns(table)
        heads = [f'<th scope="col">{escape(table.named_corner)}</th>']
        for name, number in zip(table.columns, numeric, strict=True):
            heads.append(f'<th scope="col"{_number(number)}>{escape(name)}</th>')
        yield f"<table>\n<thead><tr>{''.join(heads)}</tr></thead>"
        for group in table.groups:
            yield from _group(group, table, numeric)
        yield "</table>"

    def _closing(self, closing: Closing) -> Iterator[str]:
        count = columns(closing)
        heads = "".join(f'<th scope="col">{escape(words)}</th>' for words in closing.heads)
        yield f'<table style="--columns: {count}">\n<thead><tr>{heads}</tr></thead>\n<tbody>'
        for row in closing.rows:
            yield f"<tr>{self._closing_row(row, count)}</tr>"
        yield "</tbody>\n</table>"

    def _closing_row(self, row: ClosingRow, count: int) -> str:
        match row:
            case ClosingGroup():
                return f'<th class="band" scope="colgroup" colspan="{count}">{escape(row.title)}</th>'
            case ClosingSpan():
                return f'<td colspan="{count}">{self._paragraphs(row.paragraphs)}</td>'
            case ClosingCells():
                cells = (*row.cells, *((),) * (count - len(row.cells)))
                return "".join(f"<td>{self._paragraphs(cell)}</td>" for cell in cells)

    def _box(self, box: Box) -> Iterator[str]:
        yield f'<aside{self._id(box.anchor)} aria-label="{escape(named(box))}">'
        yield f'<p class="box-title">{_titled(box)}</p>'
        if box.facts:
            yield _facts(box.facts)
        for question, answer in box.parts:
            if question:
                yield f"<h4>{escape(question)}</h4>"
            yield self._paragraphs(answer)
        yield "</aside>"

    def _source(self, block: Facts | Prose) -> Iterator[str]:
        held = part(block, self._document.references)
        if isinstance(held, Facts):
            yield _facts(held.pairs)
        elif isinstance(held, Words):
            facts = f"<span>{escape(held.facts)}</span>" if held.facts else ""
            if held.label or facts:
                yield f'<p class="source">{escape(held.label)}{facts}</p>'
            yield f'<div class="prose">{lines_of(held.cell)}</div>'


def identifiers(blocks: Sequence[Block]) -> dict[str, str]:
    """Give each anchor a name of its own in the page."""
    anchors = (getattr(block, "anchor", "") for block in blocks)
    return {
        anchor: f"a{number}" for number, anchor in enumerate(dict.fromkeys(filter(None, anchors)), start=1)
    }


def runs(pieces: Iterable[Piece], ids: dict[str, str]) -> str:
    """Make pieces inline elements, references links."""
    made = ""
    for piece in bracketed(pieces):
        text = escape(piece.text).replace("\n", "<br>\n")
        text = f"<strong>{text}</strong>" if piece.bold else text
        text = f"<em>{text}</em>" if piece.italic else text
        text = f'<span class="note">{text}</span>' if piece.note else text
        made += f'<a href="#{ids[piece.target]}">{text}</a>' if piece.target in ids else text
    return made


def quotation(quote: Quote, key: str, inside: str) -> str:
    """Make a quotation with who said it."""
    who = f"<cite>{escape(quote.attribution)}</cite>" if quote.attribution else ""
    source = f'<span class="reference">{escape(quote.reference)}</span>' if quote.reference else ""
    said = " ".join(filter(None, (who, source)))
    footer = f"<footer>{said}</footer>" if said else ""
    return f"<blockquote{key}><p>{inside}</p>{footer}</blockquote>"


def columns(closing: Closing) -> int:
    """Count the columns of a closing table."""
    cells = (len(row.cells) for row in closing.rows if isinstance(row, ClosingCells))
    return max([len(closing.heads), *cells, 1])


def _list_of(block: Block) -> str:
    return _LISTS.get(block.style, "") if isinstance(block, Paragraph) else ""


def _kind(block: Table | Listing) -> str:
    return "table wide" if block.landscape else "table"


def _titled(block: Captioned) -> str:
    if not block.number:
        return escape(caption_of(block))
    return escape(f"{named(block)}. {caption_of(block)}" if caption_of(block) else named(block))


def _caption(block: Captioned) -> str:
    title = _titled(block)
    return f"<figcaption>{title}</figcaption>" if title else ""


def _note(note: str) -> str:
    return f'<p class="source-note">{escape(note)}</p>' if note else ""


def _picture(figure: Figure) -> str:
    picture = figure.picture
    kind, content = ("svg+xml", picture.svg.encode()) if picture.svg else ("png", picture.png)
    data = b64encode(content).decode()
    width = f"{100 * min(picture.width, 1):.0f}%"
    return f'<img style="width: {width}" alt="{escape(picture.alt)}" src="data:image/{kind};base64,{data}">'


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(value)}</dd>' for name, value in pairs)}</dl>"


def _number(number: bool) -> str:
    return ' class="number"' if number else ""


def _group(group: Group, table: Rows, numeric: Sequence[bool]) -> Iterator[str]:
    span = len(table.columns) + 1
    yield "<tbody>"
    if group.title:
        yield f'<tr><th class="band" scope="rowgroup" colspan="{span}">{escape(group.title)}</th></tr>'
    for row in group.rows:
        yield _row(row, table, numeric)
    yield "</tbody>"


def _row(row: Row, table: Rows, numeric: Sequence[bool]) -> str:
    about = row.about(table)
    facts = f'<span class="facts">{escape(about)}</span>' if about else ""
    cells = ""
    for cell, number in zip(row.cells, numeric, strict=True):
        note = f'<p class="facts">{escape(cell.note)}</p>' if cell.note else ""
        cells += f"<td{_number(number)}>{lines_of(cell)}{note}</td>"
    return f'<tr><th scope="row">{escape(row.interview)}{facts}</th>{cells}</tr>'
