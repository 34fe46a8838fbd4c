"""Read and write blocks of values as spreadsheets put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

Names = tuple[str, ...]
Place = tuple[int, int]
# Heads of the columns that name rows.
_LABELS = ("area", "areas", "interview", "interviews", "participant", "participants")


class Pasted(NamedTuple):
    """Where the values of a block belong, by row and column, and the names in it that nothing is called.

    Columns after the last one are those of the attributes that are `new`.
    """

    values: Mapping[Place, str]
    unknown: tuple[str, ...] = ()
    cut: int = 0
    new: tuple[str, ...] = ()


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

    Where its first row names attributes, or says “area” or “interview”, and where its first columns name
    rows, values go where these names say, and attributes not there yet are new. What nothing in it names goes
    down and to the right from `at`; what is beyond the last row or column is cut.
    """
    if not block:
        return Pasted({})
    read = _Reading(block, rows, [head.casefold() for head in heads])
    down, unknown = read.places_down(at[0])
    across, new = read.places_across(at[1], len(heads), down)
    values: dict[Place, str] = {}
    cut = 0
    for row, cells in zip(down, read.body, strict=True):
        for column, value in zip(across, cells[read.named :], strict=False):
            if row is None or column is None:
                continue
            if row < len(rows) and column < len(heads) + len(new):
                values[row, column] = value
            else:
                cut += 1
    return Pasted(values, (*read.empty_heads(across), *unknown), cut, tuple(new))


class _Reading:
    """What the first row and the first columns of a block are: heads, names of rows, or values."""

    def __init__(self, block: Sequence[Sequence[str]], rows: Sequence[Names], heads: Sequence[str]) -> None:
        self._rows, self._heads = rows, heads
        first = [cell.casefold() for cell in block[0]]
        possible = len(block) > 1 and _are_heads(block, {*heads, *_LABELS})
        known = next((n for n, cell in enumerate(first) if possible and cell in heads), None)
        labelled = next((n for n, cell in enumerate(first) if cell not in _LABELS), len(first))
        most = len(first) if known is None else known
        self.named = (labelled if possible else 0) or self._best(block, most)
        self.headed = possible and bool(labelled or known is not None or self._names_none(block[0]))
        if self.headed and not self.named and known:
            self.named = known  # before the first head that is known stand names, though of no row here
        self.head = block[0][self.named :] if self.headed else ()
        self.body = block[1:] if self.headed else block

    def _names_none(self, cells: Sequence[str]) -> bool:
        return self.named > 0 and self._row(cells) is None

    def _best(self, block: Sequence[Sequence[str]], most: int) -> int:
        """Tell how many columns at the left name the most rows; 0 where none does."""
        longest = max(map(len, self._rows), default=0)
        found = {
            many: sum(_row_of(_names(row, many), self._rows) is not None for row in block)
            for many in range(1, min(longest, most, len(block[0]) - 1) + 1)
        }
        best = max(found, key=found.__getitem__, default=0)
        return best if found.get(best) else 0

    def _row(self, cells: Sequence[str]) -> int | None:
        return _row_of(_names(cells, self.named), self._rows)

    def places_down(self, at: int) -> tuple[list[int | None], list[str]]:
        """Give the row of every line of values, and the names that no row has."""
        if not self.named:
            return list(range(at, at + len(self.body))), []
        places = [self._row(cells) for cells in self.body]
        unknown = [
            " · ".join(_names(cells, self.named)) or " · ".join(filter(None, cells))
            for cells, place in zip(self.body, places, strict=True)
            if place is None and any(cells)
        ]
        return places, unknown

    def places_across(
        self, at: int, after: int, down: Sequence[int | None]
    ) -> tuple[list[int | None], list[str]]:
        """Give the column of every value of a line, and the attributes that are to be made."""
        if not self.headed:
            width = max(map(len, self.body)) - self.named
            return list(range(at, at + width)), []
        made: dict[str, str] = {}
        places: list[int | None] = []
        for n, head in enumerate(self.head, self.named):
            name = head.casefold()
            filled = any(
                row is not None and any(cells[n : n + 1]) for row, cells in zip(down, self.body, strict=True)
            )
            if name in self._heads:
                places.append(self._heads.index(name))
            elif head and filled:
                made.setdefault(name, head)
                places.append(after + list(made).index(name))
            else:
                places.append(None)
        return places, list(made.values())

    def empty_heads(self, across: Sequence[int | None]) -> list[str]:
        """Give the heads that are no attribute and have no value to make one of."""
        return [head for head, place in zip(self.head, across, strict=False) if head and place is None]


def _names(cells: Sequence[str], many: int) -> Names:
    return tuple(filter(None, cells[:many]))


def _are_heads(block: Sequence[Sequence[str]], known: Container[str]) -> bool:
    """Tell whether the first row can be heads: no numbers, and nothing that stands below as a value."""
    for n, cell in enumerate(map(str.casefold, block[0])):
        below = {row[n].casefold() for row in block[1:] if len(row) > n}
        if cell and cell not in known and (cell in below or not any(map(str.isalpha, cell))):
            return False
    return True


def _row_of(names: Names, rows: Sequence[Names]) -> int | None:
    """Find the one row with these names, of which the first may be left out, in one cell or several."""
    parts = tuple(part.strip().casefold() for name in names for part in name.split(" · "))
    fits = [n for n, row in enumerate(rows) if parts and _folded(row)[-len(parts) :] == parts]
    return fits[0] if len(fits) == 1 else None


def _folded(names: Names) -> Names:
    return tuple(name.casefold() for name in names)
