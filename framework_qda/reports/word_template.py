"""Begin a report in Word: on our own paper, or on the author's template with its body emptied.

Of a template stay its styles, its page with headers and footers, and its theme. What tells of anybody goes:
properties, comments, variables, the place where the template lay; and macros, which no report needs.
"""

# python-docx types this one argument not at all.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from lxml import etree

from framework_qda.errors import BadTemplate
from framework_qda.reports import wml
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.word_document import lean_document

LIMIT = 200_000_000  # bytes of one part, unpacked
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES, _RELATIONS, _STRICT = "[Content_Types].xml", "_rels/.rels", b"purl.oclc.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAINS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
# The parts of a template's document that a report keeps; headers and footers only where its page has them.
_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "webSettings")
_PAGE = ("headerReference", "footerReference")
_SHOWN = ("w:t", "w:drawing", "w:pict", "w:object", "w:instrText", "w:fldSimple")
# What settings say of the template's own words or its author, or ask of whoever opens it.
_UNSETTLED = (
    "updateFields", "attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "docVars",
    "rsids", "footnotePr", "endnotePr", "revisionView", "readModeInkLockDown", "saveThroughXslt",
    "attachedSchema",
)  # fmt: skip
# All that python-docx, its XML parser and the unpacking raise where a file is not what it says it is.
_BROKEN = (
    BadZipFile, EOFError, NotImplementedError, RuntimeError, lzma.LZMAError, struct.error, zlib.error,
    etree.LxmlError, KeyError, ValueError, AttributeError, TypeError,
)  # fmt: skip


def begin(options: ReportOptions) -> Document:
    """Open an empty document; raises `BadTemplate`."""
    return _plain(options) if options.template is None else emptied(options.template)


def resource(name: str) -> wml.Element:
    """Read one of our parts."""
    return parse_xml(files(__package__).joinpath(name).read_bytes())


def _plain(options: ReportOptions) -> Document:
    document = lean_document()
    document.styles.element[:] = list(resource("report_styles.xml"))
    document.part.numbering_part.element[:] = list(resource("report_numbering.xml"))
    _set_up(document.sections[0]._sectPr, options)  # pyright: ignore[reportPrivateUsage]
    return document


def _set_up(page: wml.Element, options: ReportOptions) -> None:
    page[:] = []
    width, height = (11906, 16838) if options.paper == "A4" else (16838, 23811)
    wml.add(page, "pgSz", w=str(width), h=str(height))
    edges = {"top": "1418", "right": "1531", "bottom": "1418", "left": "1531"}
    wml.add(page, "pgMar", **edges, header="709", footer="709", gutter="0")
    wml.add(page, "cols", space="708")


def emptied(path: Path) -> Document:
    """Open a template and take its words out; raises `BadTemplate`."""
    try:  # what python-docx makes of a damaged file; its words are ours to take out, so that is not in here
        document = docx.Document(_as_document(path))
        body = next(document.element.iter(qn("w:body")), None)
        sound = all(wml.local(element) for element in _elements(document))
    except OSError as error:
        raise BadTemplate(path, f"cannot be read ({error.strerror or error})") from error
    except _BROKEN as error:
        raise BadTemplate(path, "is damaged, or no Word document or template") from error
    if body is None or not sound:
        raise BadTemplate(path, "is damaged, or no Word document or template")
    _empty(document, body)
    return document


def _elements(document: Document) -> Iterator[wml.Element]:
    """Give the parts that a report is made with: python-docx reads them only when they are asked for."""
    yield document.styles.element
    yield document.settings.element
    if _has_numbering(document):
        yield document.part.numbering_part.element


def _has_numbering(document: Document) -> bool:
    return any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in document.part.rels.values())


def _as_document(path: Path) -> BytesIO:
    """Copy a template as an ordinary document."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise BadTemplate(path, "is in the old Word format or protected by a password")
    made = BytesIO()
    with ZipFile(path) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        if any(info.file_size > LIMIT for info in source.infolist()):
            raise BadTemplate(path, "is too big")
        if _RELATIONS in source.namelist() and _STRICT in source.read(_RELATIONS):
            raise BadTemplate(
                path, "is strict Open XML", "save it in Word as an ordinary document or template"
            )
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, _typed(content) if info.filename == _TYPES else content)
    return made


def _typed(content: bytes) -> bytes:
    for main in _MAINS:
        content = content.replace(main.encode(), _MAIN.encode())
    return content


def _empty(document: Document, body: wml.Element) -> None:
    page = _page(body)
    body[:] = [page]
    shown = {element.get(qn("r:id")) for element in page if wml.local(element) in _PAGE}
    for name, relation in list(document.part.rels.items()):
        kind = str(relation.reltype).rpartition("/")[2]
        if name not in shown and kind not in _KEPT:
            del document.part.rels[name]
    package = document.part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if not str(relation.reltype).endswith("/officeDocument"):
            del package.rels[name]
    _settle(document)
    _number(document)
    for reference in [element for element in page if wml.local(element) in _PAGE]:
        if not _shows_something(document.part.related_parts.get(reference.get(qn("r:id"), ""))):
            page.remove(reference)


def _settle(document: Document) -> None:
    settings = document.settings.element
    for tag in _UNSETTLED:
        for element in list(settings.iter(qn(f"w:{tag}"))):
            settings.remove(element)
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for name in list(part.rels):
        del part.rels[name]


def _number(document: Document) -> None:
    """See to it that there is a part for lists, with nothing after them."""
    part = document.part
    assert part.package is not None
    if not _has_numbering(document):
        place = part.package.next_partname("/word/numbering%d.xml")
        made = NumberingPart(
            place, CONTENT_TYPE.WML_NUMBERING, parse_xml(etree.tostring(wml.root("numbering"))), part.package
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    numbering = part.numbering_part.element
    for element in list(numbering.iter(qn("w:numIdMacAtCleanup"))):
        numbering.remove(element)


def _page(body: wml.Element) -> wml.Element:
    """Choose the page of a template: the last that is upright, with its headers and those it takes over."""
    pages = list(body.iter(qn("w:sectPr")))
    if not pages:
        return wml.add(body, "sectPr")
    number = max((n for n, page in enumerate(pages) if not _is_wide(page)), default=len(pages) - 1)
    page, held = pages[number], set[tuple[str, str]]()
    for reference in list(page):
        if wml.local(reference) in _PAGE:
            held.add(_place(reference))
    for earlier in reversed(pages[:number]):
        for reference in [element for element in earlier if wml.local(element) in _PAGE]:
            if _place(reference) not in held:
                held.add(_place(reference))
                page.insert(0, reference)
    for tag in ("type", "sectPrChange", "footnotePr", "endnotePr", "lnNumType", "printerSettings"):
        for element in page.findall(qn(f"w:{tag}")):
            page.remove(element)
    return page


def _place(reference: wml.Element) -> tuple[str, str]:
    return wml.local(reference), reference.get(qn("w:type"), "default")


def _is_wide(page: wml.Element) -> bool:
    size = page.find(qn("w:pgSz"))
    return size is not None and size.get(qn("w:orient")) == "landscape"


def _shows_something(part: Part | None) -> bool:
    """Tell whether a header or footer holds anything."""
    return isinstance(part, XmlPart) and any(True for _ in part.element.iter(*map(qn, _SHOWN)))
