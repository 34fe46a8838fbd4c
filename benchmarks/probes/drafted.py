"""Type in the middle of the first draft of a study, at the pace of a hand, and report what a key waits."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from reporting import report

from framework_qda.ui.app import Application, run
from framework_qda.ui.modes import Mode
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.window import MainWindow

_SETTLED, _PACE = 3.0, 0.02  # seconds
Seconds = tuple[float, float]  # by the clock, and of the processor
_WORDS = "and so they told us in the end "


def _typed(window: MainWindow, path: Path, count: int) -> None:
    window.open_file(path)
    desk = window.desk
    assert desk
    _pass(1.0)
    started = time.perf_counter()
    desk.write_report()
    QApplication.processEvents()
    opened = time.perf_counter() - started
    _pass(_SETTLED)
    edit = desk.findChild(DraftEdit)
    assert edit
    assert desk.mode is Mode.REPORT
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(edit.document().blockCount() // 2).position() + 40)
    edit.setTextCursor(cursor)
    _pass(_SETTLED)
    keys, between = list[Seconds](), list[Seconds]()
    for number in range(count):
        key = Qt.Key.Key_Return if number % 100 == 60 else Qt.Key.Key_A
        text = "\r" if key == Qt.Key.Key_Return else _WORDS[number % len(_WORDS)]
        keys.append(_press(edit, key, text))
        between += _pass(_PACE)
    between += _pass(_SETTLED)
    report(keys=keys, between=between, opened=opened)


def _press(edit: DraftEdit, key: Qt.Key, text: str) -> Seconds:
    """Give the seconds until a letter that was typed is painted."""
    started = _clocks()
    QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
    edit.viewport().repaint()
    QApplication.processEvents()
    return _since(started)


def _clocks() -> Seconds:
    return time.perf_counter(), time.process_time()


def _since(started: Seconds) -> Seconds:
    now = _clocks()
    return now[0] - started[0], now[1] - started[1]


def _pass(seconds: float) -> list[Seconds]:
    """Let events come for some time; give how long each round of them took."""
    until, taken = time.perf_counter() + seconds, list[Seconds]()
    while (started := _clocks())[0] < until:
        QApplication.processEvents()
        taken.append(_since(started))
        time.sleep(0.001)
    return taken


def _do(app: Application) -> int:
    assert app.window is not None
    app.window.resize(1440, 860)
    _typed(app.window, Path(sys.argv[1]), int(sys.argv[2]))
    return QApplication.exec()


if __name__ == "__main__":
    Application.exec = _do  # type: ignore[method-assign]
    run()
    os._exit(1)  # nothing has been reported
