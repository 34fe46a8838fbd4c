"""Write pages as a Word document: each begins a section, upright or landscape, all of its look in styles."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from framework_qda.progress import Progress, silent
from framework_qda.reading.page import Facts, Heading, Picture
from framework_qda.reports import wml
from framework_qda.reports.clean import label
from framework_qda.reports.leaves import Leaf, Words, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Counter, Table
from framework_qda.reports.word_document import blank_document, set_footer, set_page, text_width
from framework_qda.reports.word_prose import facts, words
from framework_qda.reports.word_table import build, parts
from framework_qda.text.summary import Run

if TYPE_CHECKING:
    from framework_qda.reading.page import Page

_DEEPEST = 3  # headings that have a style


def write_pages(
    pages: Sequence[Page], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a document of all `pages`; errors as `reports.write_pages`."""
    document, made = blank_document(options), leaves(pages)
    count = Counter(made, progress)
    for number, leaf in enumerate(made):
        section = _next_section(document) if number else document.sections[0]
        set_page(section, options, leaf.landscape)
        width = text_width(options, leaf.landscape)
        set_footer(section, options, leaf.title, width)
        _Writer(document, leaf, width, count).write(options.day)
    content = BytesIO()
    document.save(content)
    save(path, content.getvalue())


def _next_section(document: Document) -> Section:
    section = document.add_section()
    document.paragraphs[-1].style = "Table End"  # it only holds the break
    return section


class _Writer:
    """Writes one leaf at the end of a document."""

    def __init__(self, document: Document, leaf: Leaf, width: int, count: Counter) -> None:
        self._document, self._leaf, self._width, self._count = document, leaf, width, count
        # What is made goes straight to the end, and what sets up the last pages after it: to move elements
        # from one tree to another takes the longer the more there are.
        self._made = next(document.element.iter(qn("w:body")))
        self._end = self._made[-1]

    def write(self, day: str) -> None:
        self._line(self._leaf.title, "Title")
        self._line(" · ".join(filter(None, (label(self._leaf.subtitle), day))), "Subtitle")
        for part in self._leaf.parts:
            match part:
                case Heading():
                    self._line(part.text, f"Heading{min(part.level, _DEEPEST)}")
                case Facts():
                    facts(self._made, part)
                case Words():
                    self._count(self._leaf)
                    words(self._made, part)
                case Table():
                    self._table(part)
                case Picture():
                    self._picture(part)
        self._settle()

    def _line(self, words: str, style: str) -> None:
        wml.run(wml.paragraph(self._made, style), Run(words))

    def _table(self, table: Table) -> None:
        for part in parts(table, self._width):
            self._made.append(build(part, self._width, self._count))
            # Word joins tables that no paragraph parts.
            wml.paragraph(self._made, "TableEnd")

    def _picture(self, picture: Picture) -> None:
        self._settle()
        paragraph = self._document.add_paragraph()
        drawing = paragraph.add_run().add_picture(
            BytesIO(picture.png), width=Twips(int(self._width * picture.width))
        )
        for properties in drawing._inline.iter(qn("wp:docPr")):  # pyright: ignore[reportPrivateUsage]
            properties.set("descr", label(picture.alt))

    def _settle(self) -> None:
        """Put what sets up the last pages after what was made."""
        self._made.append(self._end)
