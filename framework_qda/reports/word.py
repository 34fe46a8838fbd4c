"""Write matrices as a Word document: landscape, one section a matrix, all of its look in styles."""

# python-docx types this one argument not at all.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm, Twips

from framework_qda.progress import Progress, silent
from framework_qda.reports import wml
from framework_qda.reports.clean import label
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Counter, Table, tables
from framework_qda.reports.word_table import build, parts
from framework_qda.text.summary import Run

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView

# Landscape: width and height in millimetres.
_PAPERS = {"A4": (297, 210), "A3": (420, 297)}
_MARGIN = 15
# What python-docx's own template brings along and this document has no use for.
_UNWANTED = ("thumbnail", "extended-properties", "stylesWithEffects")


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a document of all `views`; errors as `reports.write`."""
    document = _blank_document(options)
    document.add_paragraph(label(options.title), "Title")
    document.add_paragraph(options.day, "Subtitle")
    width = _text_width(options)
    shown = [part for table in tables(views, options) for part in parts(table, width)]
    count = Counter(shown, progress)
    for number, table in enumerate(shown, start=1):
        _matrix(document, table, options, width, count)
        # Word wants a paragraph after a table; it is too small to make a page of its own.
        if number < len(shown):
            document.add_section()
        else:
            document.add_paragraph()
        document.paragraphs[-1].style = "Table End"
    content = BytesIO()
    document.save(content)
    save(path, content.getvalue())


def _matrix(
    document: Document, table: Table, options: ReportOptions, width: int, count: Callable[[Table], None]
) -> None:
    _footer(document.sections[-1], options, table, width)
    document.add_paragraph(table.title, "Heading 1")
    body = next(document.element.iter(qn("w:body")))
    body[-1].addprevious(build(table, width, count))


def _text_width(options: ReportOptions) -> int:
    """In twentieths of a point."""
    return int(Mm(_PAPERS[options.paper][0] - 2 * _MARGIN).twips)


def _footer(section: Section, options: ReportOptions, table: Table, width: int) -> None:
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0].paragraph_format
    line.tab_stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    element = line.element
    wml.run(element, Run(f"{label(options.title)} · {table.title}\tPage "))
    wml.field(element, "PAGE")
    wml.run(element, Run(" of "))
    wml.field(element, "NUMPAGES")


def _blank_document(options: ReportOptions) -> Document:
    document = docx.Document()
    _replace(document.styles.element, "word_styles.xml")
    _replace(document.part.numbering_part.element, "word_numbering.xml")
    for part in (document.part.package, document.part):
        if part:
            _drop(part.rels)
    _modernise(document)
    _set_page(document.sections[0], options)
    _set_properties(document, options)
    return document


def _replace(element: wml.Element, resource: str) -> None:
    element[:] = list(parse_xml(files(__package__).joinpath(resource).read_bytes()))


def _drop(relationships: Relationships) -> None:
    for name, relationship in list(relationships.items()):
        if relationship.reltype.endswith(_UNWANTED):
            del relationships[name]


def _modernise(document: Document) -> None:
    """Keep Word from opening the document in the compatibility mode of 2010, and in American English."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _set_page(section: Section, options: ReportOptions) -> None:
    width, height = _PAPERS[options.paper]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(8)


def _set_properties(document: Document, options: ReportOptions) -> None:
    properties = document.core_properties
    properties.title = label(options.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = options.midnight
    properties.language = "en-GB"
