"""Ask for the passphrase of a study, and set or change it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from framework_qda.errors import Refused, StudyError
from framework_qda.study import open_study
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import MARGIN, Notice, buttons, column, fit, heading, labelled, muted
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work, WorkBar


class AskPassphrase(QDialog):
    """Open a protected study. `opened` carries the open `Study`; a wrong passphrase is said in place."""

    opened = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None, *, analyst: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        self._analyst = analyst or settings.analyst()
        self.setWindowTitle(self.tr("Passphrase"))
        self.notice = Notice()
        self.line = PassphraseLine(self.tr("Passphrase"))
        self.line.textEdited.connect(self.notice.clear)
        self._open = QPushButton(self.tr("Open"))
        self._open.clicked.connect(self._try)
        self._leave = QPushButton(self.tr("Cancel"))
        self._leave.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(3 * STEP)
        layout.addWidget(heading(self.tr("“{}” is protected").format(path.name)))
        layout.addWidget(muted(self.tr("Type its passphrase to open the study.")))
        layout.addWidget(self.line)
        layout.addWidget(self.notice)
        layout.addStretch()
        layout.addWidget(buttons(self, self._open, self._leave))
        fit(self, 64, 14)
        self.line.setFocus()

    def _try(self) -> None:
        try:
            study = open_study(self._path, self.line.text(), self._analyst)
        except StudyError as error:
            self.notice.say(error)
            self.line.setFocus()
            self.line.selectAll()
            return
        self.accept()
        self.opened.emit(study)


class ChangePassphrase(QDialog):
    """Set, change or take away the passphrase of the open study; a big file takes a few seconds."""

    def __init__(self, studio: Studio, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._studio = studio
        self._work = work
        self._running = False
        protected = studio.study.protected
        self.setWindowTitle(self.tr("Passphrase of the study"))
        self.protect = QRadioButton(self.tr("Another passphrase"))
        self.without = QRadioButton(self.tr("No passphrase: anybody who has the file can read it"))
        self.fields = NewPassphrase()
        self.notice = Notice()
        self.fields.edited.connect(self.notice.clear)
        self.protect.toggled.connect(self.fields.setEnabled)
        self.protect.toggled.connect(self.notice.clear)
        self.protect.setChecked(True)
        self._change = QPushButton(self.tr("Change") if protected else self.tr("Protect"))
        self._change.clicked.connect(self._apply)
        self._leave = QPushButton(self.tr("Cancel"))
        self._leave.clicked.connect(self.reject)
        state = self.tr("This study has a passphrase") if protected else self.tr("Protect this study")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(3 * STEP)
        layout.addWidget(heading(state))
        for part in (self.protect, self.fields, self.without) if protected else (self.fields,):
            layout.addWidget(part)
        layout.addWidget(muted(self.tr("Copies made earlier keep the passphrase they had.")))
        layout.addWidget(self.notice)
        layout.addStretch()
        layout.addWidget(WorkBar(work, cancellable=False))  # half of it cannot be done
        layout.addWidget(buttons(self, self._change, self._leave))
        fit(self, 68, 20)
        self.fields.setFocus()

    def reject(self) -> None:
        if not self._running:
            super().reject()

    def _apply(self) -> None:
        try:
            passphrase = self._chosen()
        except StudyError as error:
            self.notice.say(error)
            return
        self._run(True)
        study = self._studio.study
        self._work.start(
            self.tr("Writing the study under its new passphrase")
            if passphrase
            else self.tr("Writing the study without a passphrase"),
            lambda _progress: study.change_passphrase(passphrase),
            lambda _nothing: self.accept(),
            self._failed,
        )

    def _run(self, running: bool) -> None:
        self._running = running
        for part in (self.protect, self.without, self._change, self._leave):
            part.setEnabled(not running)
        self.fields.setEnabled(not running and self.protect.isChecked())

    def _failed(self, error: StudyError) -> None:
        self._run(False)
        self.notice.say(error)

    def _chosen(self) -> str:
        if not self.protect.isChecked():
            return ""
        passphrase = self.fields.checked()
        if not passphrase:
            raise Refused(self.tr("Type a passphrase of at least one character."))
        return passphrase


class PassphraseLine(QLineEdit):
    """A passphrase in dots, with an eye that shows it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icon("eye"), self.tr("Show what is typed"), self, checkable=True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-slash" if shown else "eye"))
        self._eye.setText(self.tr("Hide what is typed") if shown else self.tr("Show what is typed"))


class NewPassphrase(QWidget):
    """A new passphrase, typed twice."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseLine(self.tr("Passphrase"))
        self.again = PassphraseLine(self.tr("The same again"))
        for line in (self.first, self.again):
            line.textEdited.connect(self.edited)
        warning = self.tr(
            "Keep it somewhere safe: a lost passphrase cannot be recovered, and nobody can open the study "
            "without it."
        )
        layout = column()
        layout.setSpacing(3 * STEP)
        layout.addLayout(labelled(self.tr("Passphrase"), self.first))
        layout.addLayout(labelled(self.tr("The same again"), self.again, warning))
        self.setLayout(layout)
        self.setFocusProxy(self.first)

    def checked(self) -> str:
        """Give the passphrase, which may be empty; raises Refused when the two differ."""
        if self.first.text() != self.again.text():
            self.again.setFocus()
            self.again.selectAll()
            raise Refused(self.tr("The two passphrases differ; type the same one twice."))
        return self.first.text()
