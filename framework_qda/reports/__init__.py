"""Write matrices and other views for people: one module a format, found by the ending of the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from framework_qda.errors import Refused
from framework_qda.progress import Progress, silent
from framework_qda.reports.options import ReportOptions

if TYPE_CHECKING:
    from framework_qda.reading.document import Document
    from framework_qda.reading.matrix_view import MatrixView
    from framework_qda.reading.page import Page

__all__ = [
    "REPORT_SUFFIXES",
    "SUFFIXES",
    "ReportOptions",
    "check_report",
    "write",
    "write_pages",
    "write_report",
]

_MODULES = {".docx": "word", ".xlsx": "excel", ".csv": "comma", ".html": "html"}
_PAGE_MODULES = {".docx": "word_page", ".xlsx": "excel_page", ".csv": "comma", ".html": "html_page"}
_REPORT_MODULES = {
    ".docx": "word_report",
    ".odt": "odt_report",
    ".html": "html_report",
    ".md": "markdown_report",
}
SUFFIXES = tuple(_MODULES)
REPORT_SUFFIXES = tuple(_REPORT_MODULES)


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write matrices to `path` in the format its ending names.

    Raises `Refused` for an ending not in `SUFFIXES` or where there is nothing to write, `DiskFull` or
    `CannotWrite`; a file that was there is then as it was, as it is when `progress` raises `Cancelled`.
    """
    module = _module(_MODULES, path)
    if not views:
        raise Refused(f"There is no matrix to write to “{path.name}”; add one to the study first.")
    module.write(views, path, options, progress)


def write_pages(
    pages: Sequence[Page], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write the pages of views to `path` in the format its ending names; errors as `write`."""
    module = _module(_PAGE_MODULES, path)
    if not pages:
        raise Refused(f"There is nothing to write to “{path.name}”; choose what to read first.")
    module.write_pages(pages, path, options, progress)


def write_report(document: Document, path: Path, options: ReportOptions, progress: Progress = silent) -> None:
    """Write a report to `path` in the format its ending names; errors as `write`.

    Raises `BadTemplate` where the template of a Word report cannot be used.
    """
    _module(_REPORT_MODULES, path).write_report(document, path, options, progress)


def check_report(path: Path) -> None:
    """Raise `Refused` where no report can be written in the format a name's ending says."""
    _module_name(_REPORT_MODULES, path)


def _module(modules: Mapping[str, str], path: Path) -> ModuleType:
    # Word and Excel libraries take a while to load, so only the format wanted is.
    return import_module(f"{__name__}.{_module_name(modules, path)}")


def _module_name(modules: Mapping[str, str], path: Path) -> str:
    name = modules.get(path.suffix.lower())
    if name is None:
        raise Refused(f"“{path.name}” cannot be written; give it a name ending in {', '.join(modules)}.")
    return name
