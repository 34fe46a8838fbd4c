"""Time the frames of a table that is scrolled."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView

_WHEEL = 60  # pixels: a notch of the wheel


Frame = tuple[float, float]


def frames(view: QTableView, count: int) -> dict[str, list[Frame]]:
    """Scroll down by notches, by notches all painted anew, and by pages.

    Gives the seconds of each frame, by the clock and of the processor.
    """
    page = view.viewport().height()
    return {
        "wheel": [_frame(view, _WHEEL, whole=False) for _ in range(count)],
        "whole": [_frame(view, _WHEEL, whole=True) for _ in range(count)],
        "page": [_frame(view, page, whole=False) for _ in range(count)],
    }


def _frame(view: QTableView, step: int, *, whole: bool) -> Frame:
    bar = view.verticalScrollBar()
    started, spent = time.perf_counter(), time.process_time()
    bar.setValue(bar.value() + step)
    if whole:
        view.viewport().repaint()
    QCoreApplication.processEvents()
    return time.perf_counter() - started, time.process_time() - spent
