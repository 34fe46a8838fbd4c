"""Run “framework-qda FILE” and say when the matrix is painted.

Nothing is loaded before the program itself loads it, and so in no other order.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reporting import report

from framework_qda import launch
from framework_qda.__main__ import main

if TYPE_CHECKING:
    from framework_qda.ui.app import Application

_open = launch.open_workbench


def _watched(path: Path | None = None, passphrase: str = "") -> NoReturn:
    from framework_qda.ui.app import Application

    Application.exec = _until_painted  # type: ignore[method-assign]
    _open(path, passphrase)


def _until_painted(app: Application) -> int:
    from painted import when_painted
    from PySide6.QtWidgets import QApplication

    assert app.window is not None and app.window.desk is not None
    when_painted(app.window.desk.matrix.view.viewport(), report)
    return QApplication.exec()


launch.open_workbench = _watched
main()
