"""Files are looked through in a table and go in as one action; bad ones are said, not swallowed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from framework_qda.errors import DiskFull
from framework_qda.ui import settings
from framework_qda.ui.dialogs import import_files as module
from framework_qda.ui.dialogs.import_files import ImportDialog
from framework_qda.ui.dialogs.import_table import AREA, DATE, FILE, INTERVIEW, KIND, PARTICIPANTS
from framework_qda.ui.studio import Studio
from framework_qda.ui.work import Work

SHEET = """file,area,interview,kind,date,participants,area: region,interview: side,participant: role
03-nurse.txt,Area 3,AT Nurse,notes,2012-03-02,T01; T02,North,acute trust,Nurse; Deputy
04-manager.txt,Area 4,LA Manager,transcript,2012-03-05,L01,Wales,local authority,Manager
"""
Open = Callable[..., ImportDialog]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three interviews."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("03-nurse.txt", "04-manager.txt", "05-midwife.txt"):
        (folder / name).write_text(f"INT: How is it?\n\nTM: As {name} says it is.", "utf-8")
    return folder


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    work = Work()
    yield work
    work.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands before; a dialog deletes itself when it is closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def opened(window: QWidget, studio: Studio, work: Work) -> Open:
    def opened(paths: Sequence[Path] | None = None) -> ImportDialog:
        dialog = ImportDialog(studio, work, paths, window)
        dialog.show()
        return dialog

    return opened


def column(dialog: ImportDialog, number: int) -> list[Any]:
    return [dialog.table.index(row, number).data() for row in range(dialog.table.rowCount())]


def finish(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.summary, timeout=20_000)


def summary(dialog: ImportDialog) -> str:
    rows = dialog.summary.list
    return "\n".join([dialog.summary.title.text(), *(rows.item(row).text() for row in range(rows.count()))])


def test_it_begins_with_what_to_do(opened: Open) -> None:
    dialog = opened()
    assert dialog.empty.isVisible()
    assert dialog.choose_files.isVisible()
    assert not dialog.go.isVisible()


def test_names_of_files_fill_the_table_and_all_go_in_as_one_action(
    qtbot: QtBot, opened: Open, studio: Studio, folder: Path
) -> None:
    before = len(studio.study.actions())
    dialog = opened([folder])
    assert column(dialog, FILE) == ["03-nurse.txt", "04-manager.txt", "05-midwife.txt"]
    assert column(dialog, AREA) == ["Area 3", "Area 4", "Area 5"]
    assert column(dialog, INTERVIEW) == ["Nurse", "Manager", "Midwife"]
    assert dialog.go.text() == "Import 3 interviews"
    with qtbot.waitSignal(studio.changed):
        dialog.go.click()
    finish(qtbot, dialog)
    assert summary(dialog).splitlines()[:3] == [
        "3 interviews are in the study",
        "Imported",
        "Area 3 · Nurse · 8 words",
    ]
    assert len(studio.study.actions()) == before + 1
    assert len(studio.study.interviews()) == 7
    studio.study.undo()
    assert len(studio.study.interviews()) == 4


def test_a_sheet_beside_the_files_is_found_and_its_facts_shown(
    qtbot: QtBot, opened: Open, studio: Studio, folder: Path
) -> None:
    (folder / "cases.csv").write_text(SHEET, "utf-8")
    dialog = opened([folder])
    assert "cases.csv" in dialog.sheet_name.text()
    assert dialog.sheet_row.isVisible()
    assert column(dialog, INTERVIEW) == ["AT Nurse", "LA Manager", "Midwife"]
    assert column(dialog, KIND) == ["notes", "transcript", "notes"]
    assert column(dialog, PARTICIPANTS) == ["T01; T02", "L01", ""]
    heads = [
        dialog.table.headerData(number, Qt.Orientation.Horizontal)
        for number in range(dialog.table.columnCount())
    ]
    assert heads[PARTICIPANTS + 1 :] == ["area: region", "interview: side", "participant: role"]
    assert column(dialog, PARTICIPANTS + 3) == ["Nurse; Deputy", "Manager", ""]
    # A file that the sheet does not name is shown, and stays out until it is asked for.
    assert dialog.go.text() == "Import 2 interviews"
    dialog.go.click()
    finish(qtbot, dialog)
    people = {person.name for person in studio.study.participants()}
    assert {"T01", "T02", "L01"} <= people


def test_a_wrong_sheet_is_said_and_the_names_of_files_stand_in(opened: Open, folder: Path) -> None:
    (folder / "cases.csv").write_text("file,region\n03-nurse.txt,North\n", "utf-8")
    dialog = opened([folder])
    assert "“cases.csv” has no column “area”" in dialog.notice.sentence
    assert column(dialog, AREA) == ["Area 3", "Area 4", "Area 5"]
    (folder / "cases.csv").write_text(SHEET, "utf-8")
    dialog.read_sheet.click()
    assert dialog.notice.sentence == ""
    assert column(dialog, INTERVIEW)[0] == "AT Nurse"
    dialog.drop_sheet.click()
    assert not dialog.sheet_row.isVisible()
    assert column(dialog, INTERVIEW) == ["Nurse", "Manager", "Midwife"]


def test_a_row_without_its_file_is_said(opened: Open, folder: Path) -> None:
    (folder / "cases.csv").write_text(SHEET + "09-lost.txt,Area 9,,,,,,,\n", "utf-8")
    dialog = opened([folder])
    assert "“09-lost.txt”, which is not among the files" in dialog.notice.sentence


def test_a_sheet_of_another_name_can_be_chosen(opened: Open, folder: Path) -> None:
    (folder / "people.csv").write_text(SHEET, "utf-8")
    dialog = opened([folder])
    dialog.choose_sheet.click()
    choose(dialog, folder / "people.csv")
    assert column(dialog, INTERVIEW)[0] == "AT Nurse"


def choose(dialog: ImportDialog, *paths: Path) -> None:
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.filesSelected.emit([str(path) for path in paths])
    chooser.close()


def test_chosen_files_are_added_and_the_folder_remembered(opened: Open, folder: Path) -> None:
    dialog = opened()
    dialog.choose_files.click()
    choose(dialog, folder / "04-manager.txt")
    assert column(dialog, FILE) == ["04-manager.txt"]
    assert settings.get("import/folder") == str(folder)
    dialog.add([folder / "03-nurse.txt", folder / "04-manager.txt"])
    assert column(dialog, FILE) == ["04-manager.txt", "03-nurse.txt"]


def drop(dialog: ImportDialog, paths: Sequence[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(dialog, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_files_can_be_dropped(opened: Open, folder: Path) -> None:
    dialog = opened()
    drop(dialog, [folder])
    assert len(column(dialog, FILE)) == 3


def edit(qtbot: QtBot, dialog: ImportDialog, row: int, number: int, text: str) -> None:
    """Type over a cell as a person does: Enter, the text, Enter."""
    dialog.view.setCurrentIndex(dialog.table.index(row, number))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = dialog.view.viewport().findChild(QComboBox) or dialog.view.viewport().findChild(QLineEdit)
    assert editor is not None
    (editor.lineEdit() if isinstance(editor, QComboBox) else editor).selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.view.viewport().findChild(type(editor)) is None)


def test_cells_are_edited_by_keyboard(qtbot: QtBot, opened: Open, studio: Studio, folder: Path) -> None:
    dialog = opened([folder])
    edit(qtbot, dialog, 0, AREA, "Area 2")
    edit(qtbot, dialog, 0, INTERVIEW, "AT Staff Nurse")
    edit(qtbot, dialog, 0, DATE, "28/02/2012")
    edit(qtbot, dialog, 0, PARTICIPANTS, "T08; T09")
    assert column(dialog, DATE)[0] == "2012-02-28"
    assert dialog.isVisible()
    dialog.go.click()
    finish(qtbot, dialog)
    areas = {area.id: area.name for area in studio.study.areas()}
    new = next(each for each in studio.study.interviews() if each.name == "AT Staff Nurse")
    assert (areas[new.area], new.date) == ("Area 2", "2012-02-28")
    assert [p.name for p in studio.study.participants() if p.interview == new.id] == ["T08", "T09"]


def test_the_areas_of_the_study_and_the_table_are_offered(qtbot: QtBot, opened: Open, folder: Path) -> None:
    dialog = opened([folder])
    dialog.view.setCurrentIndex(dialog.table.index(0, AREA))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    offered = dialog.view.viewport().findChild(QComboBox)
    assert [offered.itemText(n) for n in range(offered.count())] == [f"Area {n}" for n in range(1, 6)]


def test_a_kind_is_chosen_from_the_two(qtbot: QtBot, opened: Open, folder: Path) -> None:
    dialog = opened([folder])
    dialog.view.setCurrentIndex(dialog.table.index(0, KIND))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = dialog.view.viewport().findChild(QComboBox)
    assert not editor.isEditable()
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert column(dialog, KIND) == ["transcript", "notes", "notes"]


def test_leaving_a_cell_keeps_what_was_typed(qtbot: QtBot, opened: Open, folder: Path) -> None:
    dialog = opened([folder])
    dialog.view.setCurrentIndex(dialog.table.index(0, AREA))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = dialog.view.viewport().findChild(QComboBox)
    editor.lineEdit().selectAll()
    qtbot.keyClicks(editor, "Area 4")
    dialog.view.setCurrentIndex(dialog.table.index(2, INTERVIEW))
    dialog.view.setFocus()
    assert column(dialog, AREA) == ["Area 4", "Area 4", "Area 5"]


def test_several_cells_of_a_column_are_filled_at_once(qtbot: QtBot, opened: Open, folder: Path) -> None:
    dialog = opened([folder])
    dialog.view.setCurrentIndex(dialog.table.index(0, AREA))
    for _ in range(2):
        qtbot.keyClick(dialog.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = dialog.view.viewport().findChild(QComboBox)
    editor.lineEdit().selectAll()
    qtbot.keyClicks(editor, "Leeds")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert column(dialog, AREA) == ["Leeds"] * 3


def test_a_file_can_be_left_out(qtbot: QtBot, opened: Open, studio: Studio, folder: Path) -> None:
    dialog = opened([folder])
    dialog.view.setCurrentIndex(dialog.table.index(1, FILE))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.go.text() == "Import 2 interviews"
    (folder / "06-doctor.txt").write_text("Words.", "utf-8")
    dialog.add([folder / "06-doctor.txt"])
    assert dialog.go.text() == "Import 3 interviews"  # what was left out stays out
    dialog.go.click()
    finish(qtbot, dialog)
    assert {each.name for each in studio.study.interviews()} & {"Nurse", "Manager", "Doctor"} == {
        "Nurse",
        "Doctor",
    }


@pytest.mark.parametrize(
    ("number", "text", "sentence"),
    [
        (AREA, "", "Say to which area “04-manager.txt” belongs"),
        (INTERVIEW, " ", "Give the interview in “04-manager.txt” a name"),
        (DATE, "last May", "“last May” is no date"),
    ],
)
def test_a_problem_is_shown_at_its_cell(
    opened: Open, folder: Path, number: int, text: str, sentence: str
) -> None:
    dialog = opened([folder])
    cell = dialog.table.index(1, number)
    dialog.table.setData(cell, text)
    assert sentence in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert sentence in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    dialog.go.click()
    assert sentence in dialog.notice.sentence
    assert dialog.view.currentIndex() == cell
    assert dialog.stack.isEnabled()


@pytest.mark.parametrize("whole_folder", [True, False])
@pytest.mark.parametrize("dropped", [True, False])
def test_files_in_other_formats_are_told_and_the_good_ones_go_in(
    qtbot: QtBot, opened: Open, studio: Studio, folder: Path, *, whole_folder: bool, dropped: bool
) -> None:
    for name in ("05-midwife.doc", "06-old.doc", "07-open.odt", "scan.PDF", "~$06-old.doc", "picture.png"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0 not to be read")
    names = ("03-nurse.txt", "04-manager.txt", "05-midwife.txt", "06-old.doc", "07-open.odt", "scan.PDF")
    paths = [folder] if whole_folder else [folder / name for name in names]
    dialog = opened(None if dropped else paths)
    if dropped:
        drop(dialog, paths)
    assert column(dialog, FILE) == list(names)
    assert dialog.notice.sentence == (
        "“06-old.doc” is in the old Word format; open it in Word and save it as .docx."
        " 2 more are marked in the list."
    )
    tip = dialog.table.index(5, FILE).data(Qt.ItemDataRole.ToolTipRole)
    assert "“scan.PDF” is a PDF" in tip
    assert dialog.go.text() == "Import 3 interviews"
    dialog.go.click()
    finish(qtbot, dialog)
    assert summary(dialog).splitlines()[:5] == [
        "3 interviews are in the study",
        "Left out",
        "“06-old.doc” is in the old Word format; open it in Word and save it as .docx.",
        "“07-open.odt” is an OpenDocument text; open it in LibreOffice or Word and save it as .docx.",
        "“scan.PDF” is a PDF, which has pages and no paragraphs; open it in Word and save it as .docx.",
    ]
    assert len(studio.study.interviews()) == 7


def test_a_file_in_another_format_that_is_wanted_all_the_same_is_a_problem(
    opened: Open, folder: Path
) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF")
    dialog = opened([folder / "03-nurse.txt", folder / "scan.pdf"])
    dialog.table.setData(dialog.table.index(1, FILE), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.go.click()
    assert "“scan.pdf” is a PDF" in dialog.notice.sentence
    assert dialog.view.currentIndex() == dialog.table.index(1, FILE)


def test_good_files_go_in_and_bad_ones_get_their_sentence(
    qtbot: QtBot, opened: Open, studio: Studio, folder: Path
) -> None:
    (folder / "06-broken.docx").write_bytes(b"PK no zip at all")
    (folder / "07-empty.txt").touch()
    dialog = opened([folder])
    dialog.go.click()
    finish(qtbot, dialog)
    text = summary(dialog)
    assert text.startswith("3 interviews are in the study\nLeft out\n")
    assert "“06-broken.docx” " in text
    assert "“07-empty.txt” is empty" in text
    assert len(studio.study.interviews()) == 7
    assert dialog.leave.text() == "Close"
    dialog.again.click()
    assert dialog.empty.isVisible()


class Held:
    """An import that waits before it begins, and counts the interviews of the study after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.on = threading.Event(), threading.Event()
        self._import = module.import_files
        self.there = 0
        monkeypatch.setattr(module, "import_files", self)

    def __call__(self, study: Any, files: Any, progress: Any) -> Any:
        self.begun.set()
        assert self.on.wait(20)
        try:
            return self._import(study, files, progress)
        finally:
            self.there = len(study.interviews())


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def test_escape_stops_an_import_and_nothing_goes_in(
    qtbot: QtBot, opened: Open, work: Work, folder: Path, held: Held
) -> None:
    dialog = opened([folder])
    dialog.go.click()
    assert held.begun.wait(20)
    assert not dialog.stack.isEnabled()
    assert not dialog.go.isEnabled()
    with qtbot.waitSignal(work.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        held.on.set()
    assert "nothing was imported" in dialog.notice.sentence
    assert dialog.isVisible()
    assert dialog.stack.isEnabled()
    assert held.there == 4
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_cancel_button_stops_an_import_too(
    qtbot: QtBot, opened: Open, work: Work, folder: Path, held: Held
) -> None:
    dialog = opened([folder])
    dialog.go.click()
    qtbot.waitUntil(dialog.bar.isVisible)
    with qtbot.waitSignal(work.cancelled):
        dialog.leave.click()
        held.on.set()
    assert held.there == 4


def test_a_full_disk_is_said_and_the_table_stays(
    qtbot: QtBot, opened: Open, studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(study: Any, _files: Any, _progress: Any) -> None:
        raise DiskFull(study.path)

    monkeypatch.setattr(module, "import_files", full)
    dialog = opened([folder])
    dialog.go.click()
    qtbot.waitUntil(lambda: "is full" in dialog.notice.sentence)
    assert dialog.go.isEnabled()
    assert len(column(dialog, FILE)) == 3


def test_other_work_holds_the_button_back(qtbot: QtBot, opened: Open, work: Work, folder: Path) -> None:
    on = threading.Event()
    dialog = opened([folder])
    work.start("Other", lambda _: on.wait(20), lambda _: None, lambda _: None)
    assert not dialog.go.isEnabled()
    on.set()
    qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.stack.currentWidget() is not dialog.summary


def test_the_same_files_are_not_doubled(qtbot: QtBot, opened: Open, studio: Studio, folder: Path) -> None:
    for count in (7, 7):
        dialog = opened([folder])
        dialog.go.click()
        finish(qtbot, dialog)
        assert len(studio.study.interviews()) == count
    assert summary(dialog).startswith("No interviews are in the study")
