"""Begin a study: its name and place, its framework, and a passphrase where it is to have one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import BadMatrixFile, CannotWrite, Refused, StudyError, StudyExists
from framework_qda.sources.matrices import read_framework
from framework_qda.study import create_study
from framework_qda.tasks.library import matrices_folder
from framework_qda.text.framework import MatrixOutline
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import (
    MARGIN,
    Notice,
    PathField,
    buttons,
    column,
    file_dialog,
    fit,
    heading,
    labelled,
    muted,
)
from framework_qda.ui.dialogs.passphrase import NewPassphrase
from framework_qda.ui.theme import STEP

SUFFIX = ".fqda"


class NewStudyWizard(QDialog):
    """Three pages, from a name to a study file. `created` carries its path and its passphrase.

    The file is closed again when `created` is emitted; whoever hears it opens it.
    """

    created = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New study"))
        self.place = PlacePage()
        self.framework = FrameworkPage()
        self.protection = ProtectionPage()
        self._pages: Sequence[_Page] = (self.place, self.framework, self.protection)
        self.notice = Notice()
        self._title = heading("")
        self._step = muted()
        self._step.setWordWrap(False)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
            page.said.connect(self.notice.say)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(self._go_back)
        self.leave = QPushButton(self.tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        self.onward = QPushButton()
        self.onward.clicked.connect(self._go_on)
        self._lay_out()
        self._turn_to(0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._step, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(4 * STEP)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.notice)
        layout.addWidget(buttons(self, self.onward, self.leave, self.back))
        fit(self, 88, 30)

    def _turn_to(self, number: int) -> None:
        page = self._pages[number]
        last = page is self._pages[-1]
        self._stack.setCurrentWidget(page)
        self._title.setText(page.title)
        self._step.setText(self.tr("Step {} of {}").format(number + 1, len(self._pages)))
        self.onward.setText(self.tr("Create the study") if last else self.tr("Next"))
        self.back.setEnabled(number > 0)
        page.enter()

    def _go_back(self) -> None:
        self.notice.clear()
        self._turn_to(self._stack.currentIndex() - 1)

    def _go_on(self) -> None:
        number = self._stack.currentIndex()
        try:
            self._pages[number].check()
            self.notice.clear()
            if number + 1 < len(self._pages):
                self._turn_to(number + 1)
            else:
                self._create()
        except StudyError as error:
            if isinstance(error, StudyExists | CannotWrite):
                self._turn_to(0)
            self.notice.say(error)

    def _create(self) -> None:
        path = self.place.path
        passphrase = self.protection.passphrase.checked()
        analyst = self.place.analyst.text().strip()
        _make(path, self.place.title_line.text(), passphrase, analyst, self.framework.outlines)
        settings.put("analyst", analyst)
        settings.put("new-study/folder", str(path.parent))
        self.accept()
        self.created.emit(path, passphrase)


def _make(path: Path, title: str, passphrase: str, analyst: str, outlines: Sequence[MatrixOutline]) -> None:
    with create_study(path, title, passphrase, analyst) as study:
        try:
            if outlines:
                study.add_framework(outlines)
        except StudyError:  # a study without the framework it was to have is half a study
            study.close()
            path.unlink()
            raise


class _Page(QWidget):
    """One step; `check` raises a StudyError that says what is still to be put right."""

    said = Signal(str)  # after an edit: what is wrong, or nothing
    title = ""

    def _edited(self, *_: object) -> None:
        self.said.emit("")

    def enter(self) -> None:
        """Put the cursor where one begins."""
        self.setFocus()

    def check(self) -> None:
        """Raise a StudyError unless one may go on."""


class PlacePage(_Page):
    """What the study is called, where its file lies and who works on it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Name and place")
        self.title_line = QLineEdit()
        self.title_line.setPlaceholderText(self.tr("for example: Safeguarding children in hospital"))
        self.file = PathField(self.tr("File"))
        self.analyst = QLineEdit(settings.analyst())
        self._follows = True  # the file is named after the title until a person names it
        self._file_dialog: QFileDialog | None = None
        self.title_line.textChanged.connect(self._name_file)
        self.title_line.textChanged.connect(self._edited)
        self.file.line.textEdited.connect(self._stop_following)
        self.file.changed.connect(self._edited)
        self.file.browse.connect(self._choose)
        self.analyst.textChanged.connect(self._edited)
        self._lay_out()
        self._name_file("")
        self.setFocusProxy(self.title_line)

    def _lay_out(self) -> None:
        layout = column()
        layout.setSpacing(4 * STEP)
        layout.addLayout(labelled(self.tr("What the study is called"), self.title_line))
        layout.addLayout(
            labelled(
                self.tr("Its file"),
                self.file,
                self.tr("One file holds the whole study: copy it, and you have copied everything."),
            )
        )
        layout.addLayout(
            labelled(
                self.tr("Your name"),
                self.analyst,
                self.tr("The history of the study says under this name who did what."),
            )
        )
        layout.addStretch()
        self.setLayout(layout)

    @property
    def path(self) -> Path:
        """The file to be; only after `check`."""
        path = self.file.path
        assert path is not None
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def check(self) -> None:
        if not self.title_line.text().strip():
            self.title_line.setFocus()
            raise Refused(self.tr("Type what the study is called."))
        if self.file.path is None or not self.file.path.name:
            self.file.setFocus()
            raise Refused(self.tr("Say where the study's file is to lie."))
        if not self.analyst.text().strip():
            self.analyst.setFocus()
            raise Refused(self.tr("Type your name, so that the history can say who did what."))
        self._check_path(self.path)

    def _check_path(self, path: Path) -> None:
        if path.exists():
            raise StudyExists(path)
        if not path.parent.is_dir():
            raise CannotWrite(path, self.tr("there is no such folder"))

    def _name_file(self, title: str) -> None:
        if self._follows:
            name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).strip(" .")
            self.file.set_path(_folder() / f"{' '.join(name.split())[:80] or self.tr('study')}{SUFFIX}")

    def _stop_following(self, _text: str) -> None:
        self._follows = False

    def _choose(self) -> None:
        start = self.file.path or _folder()
        self._file_dialog = file_dialog(
            self,
            self.tr("Where the study is to lie"),
            start,
            QFileDialog.FileMode.AnyFile,
            chosen=self._chosen,
            patterns=[self.tr("Studies (*{})").format(SUFFIX)],
            saving=True,
        )

    def _chosen(self, files: list[str]) -> None:
        self._follows = False
        self.file.set_path(files[0])


class FrameworkPage(_Page):
    """Which matrices the study begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Framework")
        self.outlines: Sequence[MatrixOutline] = ()
        self.shipped = QRadioButton(self.tr("The four matrices that come with the program"))
        self.own = QRadioButton(self.tr("Matrices of my own, from a folder"))
        self.empty = QRadioButton(self.tr("None yet: I add matrices as I go"))
        self.folder = PathField(self.tr("Folder of matrices"))
        self.folder.line.setPlaceholderText(self.tr("a folder of .toml files, one file a matrix"))
        self.preview = QTreeWidget()
        self.preview.setHeaderHidden(True)
        self.preview.setAccessibleName(self.tr("Matrices and their sub-topics"))
        self._error: StudyError | None = None
        self._folder_dialog: QFileDialog | None = None
        self._all = (self.shipped, self.own, self.empty)
        self._choices = QButtonGroup(self)
        for choice in self._all:
            self._choices.addButton(choice)
            choice.toggled.connect(self._refresh)
        self.folder.changed.connect(self._refresh)
        self.folder.browse.connect(self._choose)
        policy = self.preview.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.preview.setSizePolicy(policy)
        self.setLayout(column(self.shipped, self.own, self.folder, self.empty, self.preview))
        self.shipped.setChecked(True)

    def enter(self) -> None:
        next(choice for choice in self._all if choice.isChecked()).setFocus()

    def check(self) -> None:
        if self._error:
            raise self._error
        if self.own.isChecked() and not self.outlines:
            raise Refused(self.tr("Choose the folder of your matrices, or begin with none."))

    def _refresh(self) -> None:
        self.folder.setVisible(self.own.isChecked())
        self.outlines, self._error = (), None
        try:
            self.outlines = self._read()
        except BadMatrixFile as error:
            self._error = error
        self._show_outlines()
        self.said.emit(str(self._error or ""))

    def _read(self) -> Sequence[MatrixOutline]:
        if self.shipped.isChecked():
            return read_framework(matrices_folder())
        if self.own.isChecked() and self.folder.path:
            return read_framework(self.folder.path)
        return ()

    def _show_outlines(self) -> None:
        self.preview.clear()
        for number, outline in enumerate(self.outlines, start=1):
            matrix = self._item(self.preview, f"{number}  {outline.name}", outline.description)
            for subtopic in outline.subtopics:
                self._item(matrix, subtopic.name, subtopic.definition)
        self.preview.expandAll()
        self.preview.setVisible(bool(self.outlines))

    def _item(self, parent: QTreeWidget | QTreeWidgetItem, name: str, hint: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [name])
        item.setToolTip(0, hint)
        item.setSizeHint(0, QSize(0, self.fontMetrics().lineSpacing() + 2 * STEP))
        return item

    def _choose(self) -> None:
        self._folder_dialog = file_dialog(
            self,
            self.tr("Folder of matrices"),
            self.folder.path or _folder(),
            QFileDialog.FileMode.Directory,
            chosen=self._chosen,
        )

    def _chosen(self, folders: list[str]) -> None:
        self.folder.set_path(folders[0])


class ProtectionPage(_Page):
    """Whether the file is to be encrypted under a passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Passphrase")
        self.passphrase = NewPassphrase()
        self.passphrase.edited.connect(self._edited)
        layout = column(
            muted(
                self.tr(
                    "With a passphrase the whole study is encrypted: without it the file says nothing. Leave "
                    "the fields empty for a study that anybody who has the file can read."
                )
            )
        )
        layout.addSpacing(2 * STEP)
        layout.addWidget(self.passphrase)
        layout.addStretch()
        self.setLayout(layout)
        self.setFocusProxy(self.passphrase)

    def check(self) -> None:
        self.passphrase.checked()


def _folder() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    remembered = Path(settings.get("new-study/folder", documents))
    return remembered if remembered.is_dir() else Path(documents) if Path(documents).is_dir() else Path.home()
