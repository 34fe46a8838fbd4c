"""Run “framework-qda FILE” and say when the matrix is painted."""

from __future__ import annotations

import sys

from painted import when_painted
from PySide6.QtWidgets import QApplication
from reporting import report

from framework_qda.cli import main
from framework_qda.ui.app import Application


def _until_painted(app: Application) -> int:
    assert app.window is not None and app.window.desk is not None
    when_painted(app.window.desk.matrix.view.viewport(), report)
    return QApplication.exec()


Application.exec = _until_painted  # type: ignore[method-assign]
main(sys.argv[1:], prog_name="framework-qda")
