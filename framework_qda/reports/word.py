"""Write matrices as a Word document: landscape, one section a matrix, all of its look in styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from framework_qda.progress import Progress, silent
from framework_qda.reports.clean import label
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Counter, Table, tables
from framework_qda.reports.word_document import blank_document, set_footer, text_width
from framework_qda.reports.word_table import build, parts

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write a document of all `views`; errors as `reports.write`."""
    document = blank_document(options)
    document.add_paragraph(label(options.title), "Title")
    document.add_paragraph(" · ".join(filter(None, (options.day, label(options.arranged)))), "Subtitle")
    width = text_width(options)
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
    set_footer(document.sections[-1], options, table.title, width)
    document.add_paragraph(table.title, "Heading 1")
    body = next(document.element.iter(qn("w:body")))
    body[-1].addprevious(build(table, width, count))
