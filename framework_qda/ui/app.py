"""Start the workbench."""

from __future__ import annotations

import gc
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QStringListModel, QTimer
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from framework_qda.errors import StudyError
from framework_qda.ui import settings, theme
from framework_qda.ui.window import MainWindow, window_icon


class Application(QApplication):
    """The application; on a Mac a study that is double-clicked arrives here."""

    window: MainWindow | None = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and self.window is not None:
            self.window.open_file(Path(event.file()))
            return True
        return super().event(event)


def run(path: Path | None = None, passphrase: str = "") -> int:
    """Open the workbench, on a study if one is named, and stay until it is closed."""
    QCoreApplication.setApplicationName("Framework QDA")
    app = Application([*sys.argv[:1], *theme.ARGUMENTS])
    theme.apply(settings.scheme(), settings.scale())
    app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(settings.scheme(), settings.scale()))
    app.setWindowIcon(window_icon())
    window = app.window = MainWindow()
    if path is not None:
        window.open_file(path, passphrase)
    window.show()
    app.aboutToQuit.connect(leave_clipboard)
    QTimer.singleShot(0, _settle)
    sys.excepthook = partial(tell, window)
    return app.exec()


def _settle() -> None:
    """Look for garbage from now on, and not among all that was made to stand here."""
    gc.freeze()
    gc.enable()


def leave_clipboard() -> None:
    """Leave what was copied on the clipboard, held by nothing that ends before the clipboard does.

    A clipboard within the process deletes its data last of all, when no Python is left to delete what Python
    made: that ended the program with a fault. So the data is handed over to an object that Qt made.
    """
    held = QGuiApplication.clipboard().mimeData()
    if held is None or not Shiboken.createdByPython(held):
        return  # nothing, or another program's
    model = QStringListModel([""])
    given = model.mimeData([model.index(0)])
    given.clear()
    for kind in held.formats():
        given.setData(kind, held.data(kind))
    if held.hasImage():
        given.setImageData(held.imageData())
    QGuiApplication.clipboard().setMimeData(given)


def tell(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Say what ended a step: the user's world in its sentence, a fault of ours as what it is."""
    from framework_qda.ui.dialogs.messages import confess

    if isinstance(error, StudyError):
        window.complain(error)
        return
    sys.__excepthook__(kind, error, trace)
    if isinstance(error, Exception):
        confess(window, "".join(traceback.format_exception(kind, error, trace)))
