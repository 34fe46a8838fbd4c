"""Say in a Word document what it is and in which language, and of its authors nothing but their names."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from framework_qda.reading.document import Document
from framework_qda.reports import wml
from framework_qda.reports.options import ReportOptions

_LONGEST = 255  # letters of a property


def describe(made: WordDocument, document: Document, options: ReportOptions) -> None:
    """Set properties and language."""
    properties = made.core_properties
    properties._element[:] = []  # pyright: ignore[reportPrivateUsage]
    properties.title = document.title[:_LONGEST]
    properties.subject = document.subtitle[:_LONGEST]
    properties.author = "; ".join(document.authors)[:_LONGEST]
    properties.keywords = "; ".join(document.keywords)[:_LONGEST]
    properties.last_modified_by = ""
    properties.revision = 1
    properties.created = properties.modified = options.midnight
    properties.language = document.language
    _speak(made, document.language)


def _speak(made: WordDocument, language: str) -> None:
    """Have all words checked in one language, whatever the template's is."""
    styles: wml.Element = made.styles.element
    for element in styles.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    inner = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = inner.find(qn(f"w:{tag}"))
        if found is None:
            found = wml.add(inner, tag)
            inner.insert(0, found)
        inner = found
    if inner.find(qn("w:lang")) is None:
        wml.add(inner, "lang", val=language)
    for element in made.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
