"""Write matrices for people to read: one module a format, found by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda.errors import Refused
from framework_qda.progress import Progress, silent
from framework_qda.reports.options import ReportOptions

if TYPE_CHECKING:
    from framework_qda.reading.matrix_view import MatrixView

__all__ = ["SUFFIXES", "ReportOptions", "write"]

_MODULES = {".docx": "word", ".xlsx": "excel", ".csv": "comma", ".html": "html"}
SUFFIXES = tuple(_MODULES)


def write(
    views: Sequence[MatrixView], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write matrices to `path` in the format its ending names.

    Raises `Refused` for an ending not in `SUFFIXES` or where there is nothing to write, `DiskFull` or
    `CannotWrite`; a file that was there is then as it was, as it is when `progress` raises `Cancelled`.
    """
    module = _MODULES.get(path.suffix.lower())
    if module is None:
        raise Refused(f"“{path.name}” cannot be written; give it a name ending in {', '.join(SUFFIXES)}.")
    if not views:
        raise Refused(f"There is no matrix to write to “{path.name}”; add one to the study first.")
    # Word and Excel libraries take a while to load, so only the format wanted is.
    import_module(f"{__name__}.{module}").write(views, path, options, progress)
