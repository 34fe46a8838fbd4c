"""Write a report as OpenDocument text, style for style as the Word report; packed by odfdo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from pathlib import Path

from lxml import etree
from odfdo import Document as Package

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
    kind_of,
    words,
)
from framework_qda.reading.page import Facts, Grid, Prose
from framework_qda.reports import odt_parts as odt
from framework_qda.reports.columns import is_short, numeric_columns, shares
from framework_qda.reports.html_report import columns
from framework_qda.reports.leaves import Words, part
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.pictures import size_of
from framework_qda.reports.prepared import bracketed, prepared, wide_places
from framework_qda.reports.saving import save
from framework_qda.reports.table import Cell, Row, shown, spoken
from framework_qda.reports.table import Table as Rows
from framework_qda.text.summary import Kind, Run

_UNWANTED = ("Thumbnails/thumbnail.png", "manifest.rdf")
_STYLES = {"body": "Text_20_body", "note": "Note_20_to_20_Self"}
_LISTS = {"item": "Bullets", "numbered": "Numbers"}
_KINDS = {Kind.SUMMARY: "", Kind.OWN_WORDS: "Emphasis", Kind.COMMENT: "Inline_20_Note"}
_WIDTH, _WIDE, _HIGH = 15.6, 24.7, 19.0  # centimetres that words and pictures may take
_DEEPEST = 3


def write_report(document: Document, path: Path, options: ReportOptions, progress: Progress = silent) -> None:
    """Write a report; errors as `reports.write_report`."""
    document = prepared(document)
    package = Package("text")
    content = _resource("odt_frame.xml")
    _Writer(package, content, document, progress).write()
    package.set_part("content.xml", _bytes(content))
    package.set_part("styles.xml", _bytes(_styled(document)))
    for name in _UNWANTED:
        if name in package.parts:
            package.del_part(name)
    _describe(package, document, options)
    made = BytesIO()
    package.save(made)
    save(path, made.getvalue())


def _resource(name: str) -> odt.Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return etree.fromstring(files(__package__).joinpath(name).read_bytes(), parser)


def _bytes(element: odt.Element) -> bytes:
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True)


def _styled(document: Document) -> odt.Element:
    """Give the styles with the report's language, its title at the foot of pages."""
    made = _resource("odt_styles.xml")
    language, _, country = document.language.partition("-")
    for properties in made.iter(odt.name("style:text-properties")):
        if properties.get(odt.name("fo:language")):
            properties.set(odt.name("fo:language"), language)
            properties.set(odt.name("fo:country"), country or "none")
    for line in made.iter(odt.name("text:span")):
        line.text = document.title
    return made


def _describe(package: Package, document: Document, options: ReportOptions) -> None:
    meta = package.meta
    meta.set_title(document.title)
    meta.set_language(document.language)
    meta.set_creation_date(options.midnight)
    if document.subtitle:
        meta.set_subject(document.subtitle)
    if document.authors:
        meta.set_initial_creator("; ".join(document.authors))
    if document.keywords:
        meta.set_keywords("; ".join(document.keywords))


class _Writer:
    """Writes the blocks of a report, one after the other, at the end of an empty text."""

    def __init__(
        self, package: Package, content: odt.Element, document: Document, progress: Progress
    ) -> None:
        self._package, self._document, self._progress = package, document, progress
        self._automatic = next(content.iter(odt.name("office:automatic-styles")))
        self._text = next(content.iter(odt.name("office:text")))
        self._tables = odt.Tables(self._automatic)
        self._anchors = {getattr(block, "anchor", "") for block in document.blocks} - {""}
        self._names = {anchor: f"place{n}" for n, anchor in enumerate(sorted(self._anchors), start=1)}
        self._headings = self._done = self._pictures = self._breaks = 0
        self._is_wide = self._turned = False

    def write(self) -> None:
        document, blocks = self._document, self._document.blocks
        lines = ("Title", document.title), ("Subtitle", document.subtitle), ("Date", document.date)
        for style, text in (*lines[:2], ("Authors", ", ".join(document.authors)), lines[2]):
            if text:
                odt.paragraph(self._text, style, text)
        wide = wide_places(blocks)
        for style, group in groupby(enumerate(blocks), key=lambda held: _list_of(held[1])):
            held = list(group)
            self._turn(wide=held[0][0] in wide)
            if style:
                self._list(
                    self._text, style, [block for _, block in held if isinstance(block, Paragraph)], ""
                )
                self._count(len(held))
                continue
            for number, block in held:
                self._turn(wide=number in wide)
                self._block(block, blocks[number - 1] if number else None)
                self._count(1)

    def _count(self, number: int) -> None:
        self._done += number
        self._progress(self._done, len(self._document.blocks), self._document.title)

    def _turn(self, *, wide: bool) -> None:
        self._turned |= wide != self._is_wide
        self._is_wide = wide

    def _line(self, style: str, *, level: int = 0, anew: bool = False) -> odt.Element:
        """Append a paragraph; the first one after a turn of the page begins a page of the other kind."""
        if self._turned or anew:
            self._breaks += 1
            given = {"style:name": f"Break{self._breaks}", "style:family": "paragraph"}
            given["style:parent-style-name"] = style
            if self._turned:
                given["style:master-page-name"] = "Wide" if self._is_wide else "Standard"
            made = odt.add(self._automatic, "style:style", given)
            if not self._turned:
                odt.add(made, "style:paragraph-properties", {"fo:break-before": "page"})
            style, self._turned = given["style:name"], False
        return odt.paragraph(self._text, style, level=level)

    def _block(self, block: Block, before: Block | None) -> None:
        match block:
            case Heading():
                self._heading(block, anew=isinstance(before, Contents))
            case Paragraph():
                self._runs(self._line(_STYLES[block.style]), block.pieces)
            case Quote():
                self._quote(block)
            case Contents():
                self._contents(block)
            case Listing():
                if self._turned:
                    self._line("Table_20_End")
                self._rows(block.grid)
            case Facts() | Prose():
                self._source(block)
            case _:
                self._captioned(block)

    def _captioned(self, block: Captioned) -> None:
        match block:
            case Table():
                self._caption(self._line("Table_20_Caption"), block)
                self._rows(block.grid, block.note)
            case Closing():
                self._caption(self._line("Table_20_Caption"), block)
                self._closing(block)
            case Figure():
                self._picture(block)
                self._caption(self._line("Table_20_Caption" if block.note else "Figure_20_Caption"), block)
                if block.note:
                    odt.paragraph(self._text, "Source_20_Note", block.note)
            case Box():
                self._box(block)

    def _heading(self, heading: Heading, *, anew: bool) -> None:
        self._headings += 1
        level = min(max(heading.level, 1), _DEEPEST)
        made = self._line(f"Heading_20_{level}", level=level, anew=anew)
        names = [f"heading{self._headings}", *([self._names[heading.anchor]] if heading.anchor else [])]
        with odt.bookmarked(made, *names):
            self._runs(made, heading.pieces)

    def _runs(self, parent: odt.Element, pieces: Iterable[Piece]) -> None:
        for piece in bracketed(pieces):
            into = parent
            if piece.target in self._names:
                given = {"xlink:type": "simple", "xlink:href": f"#{self._names[piece.target]}"}
                into = odt.add(parent, "text:a", given)
            odt.span(into, piece.text, _look(piece))

    def _quote(self, quote: Quote) -> None:
        who = bool(quote.attribution or quote.reference)
        made = self._line("Attributed_20_Quotation" if who else "Quotations")
        with odt.bookmarked(made, *([self._names[quote.anchor]] if quote.anchor else [])):
            self._runs(made, quote.pieces)
        if who:
            made = odt.paragraph(self._text, "Attribution", quote.attribution)
            if quote.reference:
                odt.span(made, ("  " if quote.attribution else "") + quote.reference, "Quiet")

    def _list(self, parent: odt.Element, style: str, paragraphs: Sequence[Paragraph], look: str) -> None:
        if self._turned and parent is self._text:
            self._line("Table_20_End")
        made = odt.items(parent, _LISTS[style], look or "List_20_Item", paragraphs)
        for line, paragraph in zip(made, paragraphs, strict=True):
            self._runs(line, paragraph.pieces)

    def _paragraphs(self, parent: odt.Element, paragraphs: Iterable[Paragraph], look: str) -> None:
        for style, group in groupby(paragraphs, key=_list_of):
            held = list(group)
            if style:
                self._list(parent, style, held, look)
            for paragraph in [] if style else held:
                note = paragraph.style == "note"
                self._runs(odt.paragraph(parent, _STYLES["note"] if note else look), paragraph.pieces)
        if not len(parent):
            odt.paragraph(parent, look)

    def _contents(self, contents: Contents) -> None:
        """Append the contents; their page numbers are references, which are worked out when it is opened."""
        held = odt.add(self._text, "text:table-of-content", {"text:name": "Contents"})
        source = odt.add(held, "text:table-of-content-source", {"text:outline-level": str(_DEEPEST)})
        for level in range(1, _DEEPEST + 1):
            given = {"text:outline-level": str(level), "text:style-name": f"Contents_20_{level}"}
            entry = odt.add(source, "text:table-of-content-entry-template", given)
            odt.add(entry, "text:index-entry-link-start")
            odt.add(entry, "text:index-entry-text")
            odt.add(entry, "text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."})
            odt.add(entry, "text:index-entry-page-number")
            odt.add(entry, "text:index-entry-link-end")
        inside = odt.add(held, "text:index-body")
        odt.paragraph(inside, "Contents_20_Heading", contents.title)
        for number, heading in enumerate(self._document.headings, start=1):
            line = odt.paragraph(inside, f"Contents_20_{min(max(heading.level, 1), _DEEPEST)}")
            link = odt.add(line, "text:a", {"xlink:type": "simple", "xlink:href": f"#heading{number}"})
            odt.write(link, words(heading.pieces).replace("\n", " ") + "\t")
            given = {"text:reference-format": "page", "text:ref-name": f"heading{number}"}
            odt.add(link, "text:bookmark-ref", given)

    def _caption(self, parent: odt.Element, block: Captioned) -> None:
        kind = kind_of(block)
        with odt.bookmarked(parent, *([self._names[block.anchor]] if block.anchor else [])):
            if not block.number:
                odt.write(parent, caption_of(block))
                return
            odt.write(parent, f"{kind} ")
            given = {"text:name": kind, "text:formula": f"ooow:{kind}+1", "style:num-format": "1"}
            odt.add(parent, "text:sequence", given).text = str(block.number)
        odt.write(parent, f". {caption_of(block)}" if caption_of(block) else "")

    def _picture(self, figure: Figure) -> None:
        picture = figure.picture
        across, down = size_of(figure)
        width = _WIDTH * min(picture.width, 1)
        scale = min(1, _HIGH / (width * down / across))
        self._pictures += 1
        given = {
            "draw:name": f"Picture {self._pictures}",
            "draw:style-name": "Picture",
            "text:anchor-type": "as-char",
            "svg:width": f"{width * scale:.2f}cm",
            "svg:height": f"{width * scale * down / across:.2f}cm",
        }
        frame = odt.add(self._line("Figure"), "draw:frame", given)
        place = self._package.add_file(BytesIO(picture.png))
        link = {"xlink:href": place, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        odt.add(frame, "draw:image", link)
        odt.add(frame, "svg:desc").text = picture.alt

    def _rows(self, grid: Grid, note: str = "") -> None:
        table = part(grid, self._document.references)
        assert isinstance(table, Rows)
        numeric = numeric_columns(table)
        widths = shares(table, numeric)
        made = self._tables.begin(self._text, widths)
        head = odt.row(made, head=True)
        odt.paragraph(odt.cell(head, "Head"), "Table_20_Heading", table.named_corner)
        for name, number in zip(table.columns, numeric, strict=True):
            odt.paragraph(odt.cell(head, "Head"), f"Table_20_{'Number_20_' if number else ''}Heading", name)
        for group in table.groups:
            if group.title:
                band = odt.cell(odt.row(made), "Band", len(table.columns) + 1)
                odt.paragraph(band, "Table_20_Group", group.title)
            for row in group.rows:
                _row(odt.row(made, whole=is_short(row, widths)), row, table, numeric)
        odt.paragraph(self._text, "Source_20_Note" if note else "Table_20_End", note)

    def _closing(self, closing: Closing) -> None:
        count = columns(closing)
        made = self._tables.begin(self._text, [1.0] * count)
        head = odt.row(made, head=True)
        for place in range(count):
            title = closing.heads[place] if place < len(closing.heads) else ""
            odt.paragraph(odt.cell(head, "Head"), "Table_20_Heading", title)
        for row in closing.rows:
            self._closing_row(odt.row(made), row, count)
        odt.paragraph(self._text, "Table_20_End")

    def _closing_row(self, made: odt.Element, row: ClosingRow, count: int) -> None:
        match row:
            case ClosingGroup():
                odt.paragraph(odt.cell(made, "Band", count), "Table_20_Group", row.title)
            case ClosingSpan():
                self._paragraphs(odt.cell(made, "Cell", count), row.paragraphs, "Table_20_Contents")
            case ClosingCells():
                for place in range(count):
                    cell = odt.cell(made, "Right" if place else "Cell")
                    held = row.cells[place] if place < len(row.cells) else ()
                    self._paragraphs(cell, held, "Table_20_Contents")

    def _box(self, box: Box) -> None:
        if self._turned:
            self._line("Table_20_End")
        made = self._tables.begin(self._text, [1.0])
        title = odt.paragraph(odt.cell(odt.row(made, head=True), "BoxHead"), "Box_20_Title")
        self._caption(title, box)
        inside = odt.cell(odt.row(made, whole=False), "BoxBody")
        for name, value in box.facts:
            fact = odt.paragraph(inside, "Box_20_Text")
            odt.span(fact, f"{name}: ", "Strong_20_Emphasis")
            odt.write(fact, value)
        for question, answer in box.parts:
            if question:
                odt.paragraph(inside, "Box_20_Question", question)
            if answer:
                self._paragraphs(inside, answer, "Box_20_Text")
        if not len(inside):
            odt.paragraph(inside, "Box_20_Text")
        odt.paragraph(self._text, "Table_20_End")

    def _source(self, block: Facts | Prose) -> None:
        held = part(block, self._document.references)
        if isinstance(held, Facts):
            for name, value in held.pairs:
                line = self._line("Facts")
                odt.span(line, name, "Strong_20_Emphasis")
                odt.write(line, f"\t{value}")
        elif isinstance(held, Words):
            if held.label or held.facts:
                line = self._line("Source")
                odt.write(line, held.label)
                odt.span(line, f"  {held.facts}" if held.facts else "", "Quiet")
            _summary(self._text, held.cell, "Prose", "Prose")


def _look(piece: Piece) -> str:
    if piece.note:
        return "Inline_20_Note"
    looks = {(True, True): "Both_20_Emphases", (True, False): "Strong_20_Emphasis", (False, True): "Emphasis"}
    return looks.get((piece.bold, piece.italic), "")


def _list_of(block: Block) -> str:
    return block.style if isinstance(block, Paragraph) and block.style in _LISTS else ""


def _row(element: odt.Element, row: Row, table: Rows, numeric: Sequence[bool]) -> None:
    first = odt.cell(element)
    odt.paragraph(first, "Table_20_Contents", row.interview)
    if about := row.about(table):
        odt.paragraph(first, "Table_20_Note", about)
    for cell, number in zip(row.cells, numeric, strict=True):
        _summary(
            odt.cell(element), cell, "Table_20_Number" if number else "Table_20_Contents", "Table_20_Note"
        )


def _summary(parent: odt.Element, cell: Cell, style: str, quiet: str) -> None:
    if cell.blank:
        odt.paragraph(parent, style if style == "Table_20_Number" else quiet, cell.blank)
    for item, lines in groupby(shown(cell), key=lambda line: line.item):
        held = list(lines)
        made = (
            odt.items(parent, "Bullets", style, held)
            if item
            else [odt.paragraph(parent, style) for _ in held]
        )
        for paragraph, line in zip(made, held, strict=True):
            for run in spoken(line):
                odt.span(paragraph, run.text, _summary_look(run))
    if cell.note:
        odt.paragraph(parent, quiet, cell.note)


def _summary_look(run: Run) -> str:
    if run.bold:
        return "Both_20_Emphases" if run.kind is Kind.OWN_WORDS else "Strong_20_Emphasis"
    return _KINDS[run.kind]
