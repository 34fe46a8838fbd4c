"""Matrices are written as they are shown or whole, and the choices are remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from framework_qda.tasks import exporting
from framework_qda.ui import settings
from framework_qda.ui.dialogs.export_matrices import ExportDialog
from framework_qda.ui.evidence.places import Manner, set_manner
from framework_qda.ui.studio import Studio
from framework_qda.ui.work import Work

Open = Callable[[], ExportDialog]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    settings.put("export/folder", str(folder))
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
def opened(window: QWidget, studio: Studio, work: Work, folder: Path) -> Open:
    """A dialog on a view that shows the last two interviews, turned round, and two columns of matrix 1."""

    def opened() -> ExportDialog:
        study = studio.study
        first, second = study.matrices()
        columns = study.subtopics(first.id)
        dialog = ExportDialog(
            studio,
            work,
            interviews=[each.id for each in reversed(study.interviews()[:2])],
            subtopics_by_matrix={first.id: [columns[1].id, columns[0].id]},
            current_matrix=second.id,
            arranged="By role; side: acute trust",
            parent=window,
        )
        dialog.show()
        return dialog

    return opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is asked of the export, in place of writing it."""
    asked: list[dict[str, Any]] = []

    def export(_study: object, path: Path, matrices: object, **options: Any) -> None:
        asked.append({"path": path, "matrices": matrices, **options})

    monkeypatch.setattr(exporting, "export", export)
    return asked


def run(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.go.click()
    qtbot.waitUntil(lambda: "Written" in dialog.notice.sentence, timeout=30_000)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html"])
def test_each_format_is_written(qtbot: QtBot, opened: Open, folder: Path, suffix: str) -> None:
    dialog = opened()
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    assert dialog.paper_box.isVisible() == (suffix != ".csv")
    assert dialog.place.path == folder / f"small{suffix}"
    run(qtbot, dialog)
    assert (folder / f"small{suffix}").stat().st_size > 100
    assert dialog.open_file.isVisible()
    assert dialog.open_folder.isVisible()


@pytest.mark.parametrize(
    ("suffix", "written"),
    [(".docx", 'w:w="23811'), (".xlsx", 'paperSize="8"'), (".html", "size: A3 landscape")],
)
def test_the_paper_holds_for_every_format_that_has_pages_and_is_remembered(
    qtbot: QtBot, opened: Open, folder: Path, suffix: str, written: str
) -> None:
    dialog = opened()
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.paper.setCurrentIndex(dialog.paper.findData("A3"))
    run(qtbot, dialog)
    file = folder / f"small{suffix}"
    assert written in (file.read_text("utf-8") if suffix == ".html" else unzipped(file))
    again = opened()
    assert (again.suffix, again.paper.currentData()) == (suffix, "A3")


def unzipped(file: Path) -> str:
    with ZipFile(file) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def test_as_shown_keeps_rows_columns_and_their_order(qtbot: QtBot, opened: Open, folder: Path) -> None:
    dialog = opened()
    assert "2 of 4 interviews, 5 of 6 sub-topics\nBy role; side: acute trust" in dialog.shown.text()
    dialog.format.setCurrentIndex(dialog.format.findData(".csv"))
    dialog.some.click()
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    run(qtbot, dialog)
    head, *rows = (folder / "small.csv").read_text("utf-8-sig").splitlines()
    assert head.endswith("social work staffing,summary")
    assert [row.split(",")[1] for row in rows if row.startswith("Area 1,")] == [
        "AT Named Nurse",
        "LA Team Manager",
    ]


def test_what_is_chosen_is_what_is_asked(
    qtbot: QtBot, opened: Open, studio: Studio, asked: list[dict[str, Any]]
) -> None:
    dialog = opened()
    run(qtbot, dialog)
    assert asked[-1]["matrices"] is None
    assert asked[-1]["paper"] == "A4"
    assert len(asked[-1]["interviews"]) == 2
    assert len(asked[-1]["subtopics"]) == 5
    assert asked[-1]["arranged"] == "By role; side: acute trust"
    dialog.current.click()
    dialog.whole.click()
    dialog.attributes.click()
    dialog.paper.setCurrentIndex(1)
    assert dialog.notice.sentence == ""  # what was written is no longer what is chosen
    assert not dialog.open_file.isVisible()
    run(qtbot, dialog)
    assert asked[-1]["matrices"] == [2]
    assert (asked[-1]["paper"], asked[-1]["attributes"]) == ("A3", False)
    assert (asked[-1]["interviews"], asked[-1]["subtopics"]) == (None, None)
    assert asked[-1]["arranged"] == ""


def test_references_are_off_until_chosen_and_as_the_editor_shows_them(
    qtbot: QtBot, opened: Open, asked: list[dict[str, Any]]
) -> None:
    dialog = opened()
    assert "[p12]" in dialog.references.text()
    run(qtbot, dialog)
    assert asked[-1]["references"] is Manner.NONE
    dialog.references.click()
    run(qtbot, dialog)
    assert asked[-1]["references"] is Manner.PARAGRAPH
    set_manner(Manner.TIME)
    again = opened()
    assert again.references.isChecked()
    assert "[00:14:05]" in again.references.text()
    run(qtbot, again)
    assert asked[-1]["references"] is Manner.TIME


def test_choices_are_remembered(
    qtbot: QtBot, opened: Open, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    dialog = opened()
    dialog.format.setCurrentIndex(dialog.format.findData(".html"))
    dialog.whole.click()
    dialog.current.click()
    dialog.attributes.click()
    dialog.place.set_path(tmp_path / "elsewhere")
    run(qtbot, dialog)
    assert asked[-1]["path"] == tmp_path / "elsewhere.html"
    again = opened()
    assert again.suffix == ".html"
    assert again.whole.isChecked()
    assert again.current.isChecked()
    assert not again.attributes.isChecked()
    assert again.place.path == tmp_path / "small.html"


def test_nothing_ticked_or_no_place_is_said(opened: Open, asked: list[dict[str, Any]]) -> None:
    dialog = opened()
    assert not dialog.list.isVisible()
    dialog.some.click()
    assert dialog.list.isVisible()
    for row in range(2):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.go.click()
    assert "Tick at least one matrix" in dialog.notice.sentence
    dialog.all.click()
    dialog.place.line.clear()
    dialog.go.click()
    assert "where the file is to be written" in dialog.notice.sentence
    assert asked == []


def test_a_file_that_will_be_replaced_is_said_before(qtbot: QtBot, opened: Open, folder: Path) -> None:
    (folder / "small.docx").write_bytes(b"old")
    dialog = opened()
    assert dialog.replaces.isVisible()
    assert "will be replaced" in dialog.replaces.text()
    dialog.place.set_path(folder / "other.docx")
    assert not dialog.replaces.isVisible()


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    dialog.place.set_path(tmp_path / "no such folder" / "a.docx")
    dialog.go.click()
    qtbot.waitUntil(lambda: "cannot be written" in dialog.notice.sentence, timeout=30_000)
    assert not dialog.open_file.isVisible()
    assert dialog.go.isEnabled()


def test_escape_stops_an_export(
    qtbot: QtBot, opened: Open, work: Work, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    begun, on = threading.Event(), threading.Event()

    def export(*_: object, progress: Any, **__: object) -> None:
        begun.set()
        assert on.wait(20)
        progress(1, 2, "Background")

    monkeypatch.setattr(exporting, "export", export)
    dialog = opened()
    dialog.go.click()
    assert begun.wait(20)
    assert not dialog.choices.isEnabled()
    with qtbot.waitSignal(work.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        on.set()
    assert "nothing was written" in dialog.notice.sentence
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_written_can_be_opened_and_found(
    qtbot: QtBot, opened: Open, asked: list[dict[str, Any]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    dialog = opened()
    run(qtbot, dialog)
    assert dialog.open_file.hasFocus()
    qtbot.keyClick(dialog.open_file, Qt.Key.Key_Return)
    dialog.open_folder.click()
    assert [Path(url.toLocalFile()) for url in urls] == [folder / "small.docx", folder]
    assert len(asked) == 1
