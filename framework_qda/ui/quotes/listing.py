"""Put what is selected in a text on the study's list of identifying words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from framework_qda.ui.window import MainWindow

_MOST = 80  # letters; more are no name


def list_selection(window: MainWindow) -> None:
    """List the words selected where the keyboard is, and say so."""
    if window.studio is None:
        return
    words = " ".join(_selected(QApplication.focusWidget()).split())
    if not words:
        window.say(_tr("Select the words that identify somebody first."))
    elif len(words) > _MOST:
        window.say(_tr("That is more than a name; select only the words that identify somebody."))
    elif words.casefold() in {each.words.casefold() for each in window.studio.study.identifying()}:
        window.say(_tr("“%s” is on the list of identifying words already.") % words)
    else:
        window.studio.study.list_identifying([words])
        window.say(_tr("“%s” is on the list of identifying words.") % words, undoable=True)


def _selected(widget: QWidget | None) -> str:
    match widget:
        case QTextEdit() | QPlainTextEdit():
            return widget.textCursor().selection().toPlainText()
        case QLineEdit():
            return widget.selectedText()
        case _:
            return ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("listing", words)
