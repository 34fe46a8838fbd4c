"""Say what this program is, what it keeps and where, and which parts it runs on."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from framework_qda import __version__
from framework_qda.ui import settings
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import PicturedButton


class About(QDialog):
    """Version, licence, where things lie; all of it can be copied for a report."""

    def __init__(self, study: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Framework QDA"))
        self._facts = facts(study)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self._heading())
        layout.addWidget(
            self._words(self.tr("A workbench for Framework analysis of qualitative interviews."))
        )
        layout.addWidget(
            self._words(
                self.tr(
                    "Everything stays on this computer: a study, with its interviews, summaries and history,"
                    " is the one file you chose; your preferences lie among your other settings."
                    " Nothing is sent anywhere."
                )
            )
        )
        layout.addLayout(self._form())
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        width = self.fontMetrics().averageCharWidth() * 84
        self.resize(width, layout.totalHeightForWidth(width))

    def _heading(self) -> QLabel:
        heading = QLabel("Framework QDA")
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 1.6)
        heading.setFont(big)
        return heading

    def _words(self, text: str) -> QLabel:
        words = QLabel(text)
        words.setWordWrap(True)
        return words

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(4 * STEP)
        form.setVerticalSpacing(STEP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, value in self._facts:
            label, words = QLabel(name), self._words(value)
            label.setProperty("muted", True)
            words.setAccessibleName(f"{name}: {value}")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            form.addRow(label, words)
        return form

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = PicturedButton("copy", self.tr("Copy"))
        size = self.fontMetrics().height()
        self._copy.setIconSize(QSize(size, size))
        self._copy.setToolTip(self.tr("Copy these lines, to send with a report of a fault"))
        self._copy.clicked.connect(self._copy_facts)
        box.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        return box

    def _copy_facts(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._facts))
        self._copy.setText(self.tr("Copied"))


def facts(study: Path | None = None) -> list[tuple[str, str]]:
    """Give what there is to know about this installation: name and value."""
    return [
        ("Framework QDA", __version__),
        ("Licence", "MIT"),
        ("Study", str(study) if study else "none open"),
        ("Preferences", str(settings.place())),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()}, PySide6 {version('PySide6')}"),
        # The wheel is numbered as the SQLite inside it.
        ("SQLite", f"{version('apsw-sqlite3mc').removesuffix('.0')}, with encryption"),
        ("System", platform.platform()),
    ]
