"""Read the rows of a sheet, saved as CSV or by a spreadsheet program."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from framework_qda.errors import BadCaseSheet
from framework_qda.sources.encoding import decode

SUFFIXES = (".csv", ".tsv", ".xlsx")
_LIMIT = 50_000_000  # bytes
_ANEW = "open it in a spreadsheet program and save it anew as .xlsx or .csv"


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, trimmed, each with its number in the sheet; dates are ISO 8601.

    Raises `BadCaseSheet` where the file cannot be read.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise BadCaseSheet(path, "is no sheet that can be read", "save it as .csv or .xlsx")
    try:
        if path.stat().st_size > _LIMIT:
            raise BadCaseSheet(
                path, "is too big for a sheet of cases", "choose the sheet that lists the interviews"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise BadCaseSheet(path, f"cannot be read ({error.strerror})", "check its name and folder") from error
    found = _workbook(path, raw) if path.suffix.lower() == ".xlsx" else _csv(path, raw)
    for number, cells in enumerate(found, start=1):
        trimmed = [cell.strip() for cell in cells]
        if any(trimmed):
            yield number, trimmed


def _csv(path: Path, raw: bytes) -> Iterator[list[str]]:
    text = decode(raw)
    if text is None:
        raise BadCaseSheet(path, "holds no text that can be read", _ANEW)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise BadCaseSheet(path, "has a cell whose quotation marks do not close", _ANEW) from error


def _workbook(path: Path, raw: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadCaseSheet(
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
            raise BadCaseSheet(path, "is no workbook that can be read", _ANEW) from error
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
