"""Time the frames of a table that is scrolled."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView

_WHEEL = 60  # pixels: a notch of the wheel


def frames(view: QTableView, count: int) -> dict[str, list[float]]:
    """Give the seconds of each frame, scrolling down: by notches, by notches all painted anew, by pages."""
    page = view.viewport().height()
    return {
        "wheel": [_frame(view, _WHEEL, whole=False) for _ in range(count)],
        "whole": [_frame(view, _WHEEL, whole=True) for _ in range(count)],
        "page": [_frame(view, page, whole=False) for _ in range(count)],
    }


def _frame(view: QTableView, step: int, *, whole: bool) -> float:
    bar = view.verticalScrollBar()
    started = time.perf_counter()
    bar.setValue(bar.value() + step)
    if whole:
        view.viewport().repaint()
    QCoreApplication.processEvents()
    return time.perf_counter() - started
