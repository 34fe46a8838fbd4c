"""Read the rows of a sheet, saved as CSV or by a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from framework_qda.errors import BadCaseSheet, StudyError
from framework_qda.sources.encoding import decode

SUFFIXES = (".csv", ".tsv", ".xlsx")
_LIMIT = 50_000_000  # bytes
_HEAD = 100_000  # letters, in which the first row ends
_ANEW = "open it in a spreadsheet program and save it anew as .xlsx or .csv"

Refusal = Callable[[Path, str, str], StudyError]


def rows(path: Path, refusal: Refusal = BadCaseSheet) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, trimmed, each with its number in the sheet; dates are ISO 8601.

    Raises what `refusal` makes of the file, a reason and advice, where it cannot be read.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise refusal(path, "is no sheet that can be read", "save it as .csv or .xlsx")
    try:
        if path.stat().st_size > _LIMIT:
            raise refusal(path, "is too big for a sheet", "keep only the rows and columns that are wanted")
        raw = path.read_bytes()
    except OSError as error:
        raise refusal(path, f"cannot be read ({error.strerror})", "check its name and folder") from error
    found = _workbook(path, raw, refusal) if path.suffix.lower() == ".xlsx" else _csv(path, raw, refusal)
    for number, cells in enumerate(found, start=1):
        trimmed = [cell.strip() for cell in cells]
        if any(trimmed):
            yield number, trimmed


def _csv(path: Path, raw: bytes, refusal: Refusal) -> Iterator[list[str]]:
    text = decode(raw)
    if text is None:
        raise refusal(path, "holds no text that can be read", _ANEW)
    # What stands in quotation marks may hold any sign, and line ends too.
    bare = re.sub('"[^"]*"', '"', text[:_HEAD])
    head = next((line for line in bare.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise refusal(path, "has a cell whose quotation marks do not close", _ANEW) from error


def _workbook(path: Path, raw: bytes, refusal: Refusal) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(
            path, "is protected by a password or in the old Excel format", "save a plain copy as .xlsx"
        )
    # A workbook may hold charts and rules that the reader leaves out, saying so; its cells are all we want.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            found = [
                list(map(_written, row))
                for sheet in book.worksheets[:1]
                for row in sheet.iter_rows(values_only=True)
            ]
        # What a packed file of XML raises where it is broken; a syntax error is one of its XML.
        except (BadZipFile, KeyError, ValueError, TypeError, EOFError, SyntaxError) as error:
            raise refusal(path, "is no workbook that can be read", _ANEW) from error
    return iter(found)


def _written(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
