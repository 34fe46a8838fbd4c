"""Say what went wrong, and ask before anything is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_NAME = "Framework QDA"


def warn(parent: QWidget, sentence: str) -> None:
    """Show one sentence that says what is wrong and what to do."""
    _show(QMessageBox(QMessageBox.Icon.Warning, _NAME, sentence, parent=parent))


def confess(parent: QWidget, report: str) -> None:
    """Say that this program has a fault, with what its makers need to know."""
    words = _tr("This step met a fault of the program. What was saved before it is safe.")
    box = QMessageBox(QMessageBox.Icon.Critical, _NAME, words, parent=parent)
    box.setInformativeText(_tr("Please report it, with the details below."))
    box.setDetailedText(report)
    _show(box)


def may_lose_text(parent: QWidget) -> bool:
    """Ask whether to close although what was typed last cannot be saved."""
    words = _tr("What you typed last cannot be saved. Close the study without it?")
    box = QMessageBox(QMessageBox.Icon.Warning, _NAME, words, parent=parent)
    box.setInformativeText(_tr("Keep it open to make room on the disk, or to copy the text elsewhere."))
    box.addButton(_tr("Keep open"), QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton(_tr("Close without it"), QMessageBox.ButtonRole.DestructiveRole)
    box.exec()
    return box.clickedButton() is lose


def ask_to_forget(parent: QWidget, path: Path, forget: Callable[[], object]) -> None:
    """Ask whether the history is to be dropped for good."""
    words = _tr("Forget the whole history of this study, for good?")
    box = QMessageBox(QMessageBox.Icon.Warning, _NAME, words, parent=parent)
    box.setInformativeText(
        _tr(
            "Nothing done so far can be undone afterwards, and what cells held before is gone; the study"
            " itself stays as it is. It takes replaced names out of “%s”;"
            " copies of the file made before keep them."
        )
        % path.name
    )
    button = box.addButton(_tr("Forget the history"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    button.clicked.connect(forget)
    _show(box)


def _show(box: QMessageBox) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)
