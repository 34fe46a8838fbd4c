"""Begin a Word document, all of its look in styles, and set up its pages."""

# python-docx types this one argument not at all.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from importlib.resources import files

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm, Twips

from framework_qda.reports import wml
from framework_qda.reports.clean import label
from framework_qda.reports.options import ReportOptions
from framework_qda.text.summary import Run

# Landscape: width and height in millimetres.
_PAPERS = {"A4": (297, 210), "A3": (420, 297)}
_MARGIN = 15
# What python-docx's own template brings along and this document has no use for.
_UNWANTED = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")


def text_width(options: ReportOptions, landscape: bool = True) -> int:
    """In twentieths of a point."""
    return int(Mm(_size(options, landscape)[0] - 2 * _MARGIN).twips)


def _size(options: ReportOptions, landscape: bool) -> tuple[int, int]:
    long, short = _PAPERS[options.paper]
    return (long, short) if landscape else (short, long)


def set_footer(section: Section, options: ReportOptions, title: str, width: int) -> None:
    """Name study and page at the foot, and count the pages."""
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0].paragraph_format
    line.tab_stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    element = line.element
    wml.run(element, Run(f"{label(options.title)} · {title}\tPage "))
    wml.field(element, "PAGE")
    wml.run(element, Run(" of "))
    wml.field(element, "NUMPAGES")


def blank_document(options: ReportOptions) -> Document:
    """Begin a document on landscape paper."""
    document = lean_document()
    _replace(document.styles.element, "word_styles.xml")
    _replace(document.part.numbering_part.element, "word_numbering.xml")
    set_page(document.sections[0], options)
    _set_properties(document, options)
    return document


def lean_document() -> Document:
    """Begin a document without what python-docx's own template brings along."""
    document = docx.Document()
    for part in (document.part.package, document.part):
        if part:
            _drop(part.rels)
    _modernise(document)
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


def set_page(section: Section, options: ReportOptions, landscape: bool = True) -> None:
    """Give a section its paper and margins."""
    width, height = _size(options, landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(8)


def _set_properties(document: Document, options: ReportOptions) -> None:
    properties = document.core_properties
    properties.title = label(options.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = options.midnight
    properties.language = "en-GB"
