"""Write a report as a Word document, all of its look in styles: ours, or those of the author's template."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips

from framework_qda.progress import Progress, silent
from framework_qda.reading.document import (
    Block,
    Box,
    Captioned,
    Closing,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    caption_of,
)
from framework_qda.reading.page import Facts, Prose
from framework_qda.reports import wml
from framework_qda.reports.leaves import Words, part
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.pictures import size_of
from framework_qda.reports.prepared import prepared, wide_places
from framework_qda.reports.saving import save
from framework_qda.reports.table import Table as Rows
from framework_qda.reports.word_contents import DEEPEST, bookmark, contents
from framework_qda.reports.word_inline import Places
from framework_qda.reports.word_pages import Pages
from framework_qda.reports.word_prose import facts, words
from framework_qda.reports.word_report_table import Lists, build, build_box, build_closing, caption
from framework_qda.reports.word_settings import describe
from framework_qda.reports.word_styling import Styling
from framework_qda.reports.word_table import build as build_wide
from framework_qda.reports.word_table import first_width, parts
from framework_qda.reports.word_template import begin

_STYLES = {"body": "BodyText", "item": "ListBullet", "numbered": "ListNumber", "note": "NoteToSelf"}
_HIGHEST = 0.8  # of a page: what a picture may take


def write_report(document: Document, path: Path, options: ReportOptions, progress: Progress = silent) -> None:
    """Write a report; errors as `reports.write_report`."""
    document, made = prepared(document), begin(options)
    styling = Styling(made, options.styles, options.template)
    _Writer(made, document, styling, progress).write()
    describe(made, document, options)
    content = BytesIO()
    made.save(content)
    save(path, content.getvalue())


class _Writer:
    """Writes the blocks of a report, one after the other, at the end of an empty document."""

    def __init__(self, made: WordDocument, document: Document, styling: Styling, progress: Progress) -> None:
        self._file, self._document, self._styling, self._progress = made, document, styling, progress
        self._body: wml.Element = next(made.element.iter(qn("w:body")))
        self._pages = Pages(made, self._body, document.title)
        self._places = Places(document.blocks)
        self._is_listed = any(isinstance(block, Contents) for block in document.blocks)
        self._lists: Lists = []
        self._items: list[wml.Element] = []
        self._headings = self._pictures = 0

    def write(self) -> None:
        self._begin()
        blocks = self._document.blocks
        wide = wide_places(blocks)
        for number, block in enumerate(blocks):
            self._progress(number + 1, len(blocks), self._document.title)
            self._pages.turn(wide=number in wide)
            self._block(block, blocks[number - 1] if number else None)
        self._pages.finish()
        self._settle()

    def _begin(self) -> None:
        document = self._document
        lines = ("Title", document.title), ("Subtitle", document.subtitle), ("Date", document.date)
        for style, text in (*lines[:2], ("Authors", ", ".join(document.authors)), lines[2]):
            if text:
                wml.words(wml.paragraph(self._body, style), text)

    def _block(self, block: Block, before: Block | None) -> None:
        match block:
            case Heading():
                self._write_heading(block, is_after_contents=isinstance(before, Contents))
            case Paragraph():
                self._write_paragraph(block, before)
            case Quote():
                self._write_quote(block)
            case Table() | Listing():
                self._write_table(block)
            case Figure():
                self._write_figure(block)
            case Box():
                self._lists += build_box(self._body, block, self._pages.width, self._places)
                self._end_table()
            case Closing():
                self._caption(block, keep=True)
                self._lists += build_closing(self._body, block, self._pages.width, self._places)
                self._end_table()
            case Contents():
                headings = self._document.headings
                contents(self._body, block.title, headings, self._pages.width)
            case Facts() | Prose():
                self._write_source(block)

    def _write_heading(self, heading: Heading, *, is_after_contents: bool) -> None:
        level = min(max(heading.level, 1), DEEPEST)
        made = wml.paragraph(self._body, f"Heading{level}")
        if is_after_contents:
            wml.add(made[0], "pageBreakBefore")
        if not self._styling.is_own(f"Heading{level}"):
            wml.add(made[0], "outlineLvl", val=str(level - 1))
        self._headings += 1
        with ExitStack() as held:
            if self._is_listed:
                number = len(self._places) + self._headings
                held.enter_context(wml.bookmarked(made, bookmark(self._headings), number))
            held.enter_context(self._places.at(made, heading.anchor))
            self._places.write(made, heading.pieces)

    def _write_paragraph(self, paragraph: Paragraph, before: Block | None) -> None:
        made = wml.paragraph(self._body, _STYLES[paragraph.style])
        self._places.write(made, paragraph.pieces)
        if paragraph.style == "numbered":
            if not (isinstance(before, Paragraph) and before.style == "numbered"):
                self._lists.append([])
            self._lists[-1].append(made)
        elif paragraph.style == "item":
            self._items.append(made)

    def _write_quote(self, quote: Quote) -> None:
        made = wml.paragraph(self._body, "Quote", keep=True, whole=True)
        with self._places.at(made, quote.anchor):
            self._places.write(made, quote.pieces)
        if not quote.attribution and not quote.reference:
            made[0][1].set(qn("w:val"), "0")  # the style would keep it with what is not its attribution
            return
        made = wml.paragraph(self._body, "Attribution", whole=True)
        if quote.attribution:
            wml.words(made, quote.attribution)
        if quote.reference:
            gap = "  " if quote.attribution else ""
            wml.words(made, f"{gap}{quote.reference}", "SourceReference")

    def _write_table(self, block: Table | Listing) -> None:
        if isinstance(block, Table):
            self._caption(block, keep=True)
        table = part(block.grid, self._document.references)
        assert isinstance(table, Rows)
        if isinstance(block, Table) and not table.title:
            table = replace(table, title=block.caption)
        if block.landscape:
            for piece in parts(table, self._pages.width):
                self._body.append(build_wide(piece, self._pages.width, _uncounted, first_width(piece)))
                self._end_table()
        else:
            build(self._body, table, self._pages.width)
        note = block.note if isinstance(block, Table) else ""
        if note:
            wml.words(wml.paragraph(self._body, "SourceNote"), note)
        elif not block.landscape:
            self._end_table()

    def _end_table(self) -> None:
        """Word joins tables that no paragraph parts."""
        wml.paragraph(self._body, "TableEnd")

    def _write_figure(self, figure: Figure) -> None:
        self._body.append(self._drawing(figure))
        self._caption(figure, keep=bool(figure.note))
        if figure.note:
            wml.words(wml.paragraph(self._body, "SourceNote"), figure.note)

    def _drawing(self, figure: Figure) -> wml.Element:
        picture = figure.picture
        across, down = size_of(figure)
        width = self._pages.width * min(picture.width, 1)
        height = width * down / across
        scale = min(1, _HIGHEST * self._pages.height / height)
        made = wml.root("p")
        wml.add(wml.add(made, "pPr"), "pStyle", val="Figure")
        inline = self._file.part.new_pic_inline(
            BytesIO(picture.png), Twips(int(width * scale)), Twips(int(height * scale))
        )
        self._pictures += 1
        for side in ("T", "B", "L", "R"):  # else LibreOffice moves it to the right, over the edge
            inline.set(f"dist{side}", "0")
        for properties in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            properties.set("id", str(self._pictures))
            properties.set("name", f"Picture {self._pictures}")
            properties.set("descr", picture.alt)
        wml.add(wml.add(made, "r"), "drawing").append(inline)
        return made

    def _caption(self, block: Captioned, *, keep: bool) -> None:
        if block.number or caption_of(block):
            style = "FigureCaption" if isinstance(block, Figure) and not block.note else "Caption"
            caption(wml.paragraph(self._body, style, keep), block, self._places)

    def _write_source(self, block: Facts | Prose) -> None:
        held = part(block, self._document.references)
        if isinstance(held, Facts):
            facts(self._body, held)
        elif isinstance(held, Words):
            words(self._body, held)

    def _settle(self) -> None:
        lists = [held for held in self._lists if held]
        for number, held in enumerate(lists):
            self._styling.number(held, "ListNumber", anew=number > 0)
        self._styling.number(self._items, "ListBullet", anew=False)
        self._styling.settle(self._body, *self._pages.made)


def _uncounted(_table: Rows) -> None:
    """Progress is told block by block."""
