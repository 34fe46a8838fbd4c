"""Lay out the columns of a small table: which hold numbers, and how much of its width each takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framework_qda.reports.table import Row, Table

_NUMBER = re.compile(r"[<>≤≥±–−+-]?\s*\d[\d,. ]*%?(?:\s*\([\d,.% ]+\))?|[–-]|n/a", re.IGNORECASE)
# In letters: what the edges of a cell take, and the least a column has; of the width: the most it asks for.
_EDGES, _LEAST, _MOST = 2, 9, 0.5
_LINE = 90  # letters across the page
_LOW = 17  # lines of a row that stays on one page


def numeric_columns(table: Table) -> list[bool]:
    """Say of each column whether every cell of it is a number or empty."""
    return [_is_numeric(table, place) for place in range(len(table.columns))]


def _is_numeric(table: Table, place: int) -> bool:
    cells = [row.cells[place] for row in table.rows]
    texts = ["".join(line.text for line in cell.lines) or cell.blank for cell in cells]
    return any(any(map(str.isdigit, text)) for text in texts) and all(
        _NUMBER.fullmatch(text.strip()) for text in texts
    )


def is_short(row: Row, widths: Sequence[float]) -> bool:
    """Tell whether a row is so low that it should not break across pages; `widths` are shares of the width.

    What counts is its highest cell: a narrow one with few words may be higher than a wide one with many.
    """
    lengths = (sum(len(line.text) for line in cell.lines) for cell in row.cells)
    return all(
        length / max(share, 0.01) < _LOW * _LINE for length, share in zip(lengths, widths[1:], strict=True)
    )


def shares(table: Table, numeric: Sequence[bool]) -> list[float]:
    """Share the width of a table among its columns, which add up to 1.

    As the table says, or else by their longest texts: numbers take what they need, and no text takes so much
    that another has no room.
    """
    names = max([len(table.corner) / 2, *(len(row.interview) for row in table.rows)])
    if table.widths:
        first = min((names + _EDGES) / _LINE, 0.25)
        return [first, *((1 - first) * share / sum(table.widths) for share in table.widths)]
    needs: list[float] = [names]
    for place, head in enumerate(table.columns):
        texts = [len(line.text) for row in table.rows for line in row.cells[place].lines]
        needs.append(max([len(head) / (1 if numeric[place] else 2), *texts]))
    held = [min(max(need + _EDGES, _LEAST), _MOST * _LINE) for need in needs]
    return [need / sum(held) for need in held]
