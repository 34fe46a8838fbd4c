"""Tell where letters stand on a laid-out line, and count them as Qt does."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from framework_qda.ui.cell.summary_look import cursor_x


def line_rects(layout: QTextLayout, start: int, end: int) -> Iterator[QRectF]:
    """Give the rectangles behind a stretch of letters, one a line."""
    while start < end and (line := layout.lineForTextPosition(start)).isValid():
        last = min(end, line.textStart() + line.textLength())
        left, right = (cursor_x(line, position) for position in (start, last))
        yield QRectF(left, line.y(), right - left, line.height())
        start = max(last, start + 1)


def units(text: str, index: int) -> int:
    """Turn a position in a string into one in Qt's UTF-16."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def letters(text: str, unit: int) -> int:
    """Turn a position in Qt's UTF-16 into one in a string."""
    if text.isascii():
        return unit
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "replace"))
