"""Read and write blocks of values as spreadsheets put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Names = tuple[str, ...]
Place = tuple[int, int]


class Pasted(NamedTuple):
    """Where the values of a block belong, by row and column, and the names in it that nothing is called."""

    values: Mapping[Place, str]
    unknown: tuple[str, ...] = ()
    cut: int = 0


def read_block(text: str) -> list[list[str]]:
    """Split the text of a clipboard into rows of cells; a cell of several lines stands in quotation marks."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cells as spreadsheets read them."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue()


def placed(block: Sequence[Sequence[str]], rows: Sequence[Names], heads: Sequence[str], at: Place) -> Pasted:
    """Say where the values of a block belong.

    A block whose first row names attributes, and whose first columns name rows, goes where its names say;
    any other goes down and to the right from `at`, and what is beyond the last row or column is cut.
    """
    named = _by_names(block, rows, heads)
    if named is not None:
        return named
    values = {
        (at[0] + down, at[1] + across): value
        for down, row in enumerate(block)
        for across, value in enumerate(row)
    }
    fitting = {
        place: value for place, value in values.items() if place[0] < len(rows) and place[1] < len(heads)
    }
    return Pasted(fitting, cut=len(values) - len(fitting))


def _by_names(block: Sequence[Sequence[str]], rows: Sequence[Names], heads: Sequence[str]) -> Pasted | None:
    columns = {name.casefold(): n for n, name in enumerate(heads)}
    first = next((n for n, cell in enumerate(block[0]) if cell.casefold() in columns), 0) if block else 0
    if first == 0 or len(block) < 2:
        return None
    found = [_row_of(tuple(filter(None, row[:first])), rows) for row in block[1:]]
    if not any(row is not None for row in found):
        return None
    values: dict[Place, str] = {}
    for row, cells in zip(found, block[1:], strict=True):
        for head, value in zip(block[0][first:], cells[first:], strict=False):
            if row is not None and head.casefold() in columns:
                values[row, columns[head.casefold()]] = value
    return Pasted(values, tuple(_unknown(block, found, first, columns)))


def _unknown(
    block: Sequence[Sequence[str]], found: Sequence[int | None], first: int, columns: Mapping[str, int]
) -> Iterator[str]:
    yield from (head for head in block[0][first:] if head and head.casefold() not in columns)
    for row, cells in zip(found, block[1:], strict=True):
        if row is None and any(cells):
            yield " · ".join(filter(None, cells[:first])) or " · ".join(filter(None, cells))


def _row_of(names: Names, rows: Sequence[Names]) -> int | None:
    """Find the one row with these names, of which the first may be left out, in one cell or several."""
    parts = tuple(part.strip().casefold() for name in names for part in name.split(" · "))
    fits = [n for n, row in enumerate(rows) if parts and _folded(row)[-len(parts) :] == parts]
    return fits[0] if len(fits) == 1 else None


def _folded(names: Names) -> Names:
    return tuple(name.casefold() for name in names)
