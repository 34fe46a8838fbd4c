"""Every view on show is exported from its screen, and says in the file what its frame says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.tasks import exporting
from framework_qda.ui.dialogs.export_matrices import ExportDialog
from framework_qda.ui.dialogs.export_view import ExportViewDialog
from framework_qda.ui.dialogs.writing import file_name
from framework_qda.ui.evidence.places import Manner
from framework_qda.ui.modes import Mode
from framework_qda.ui.window import MainWindow
from tests.ui.taking_out import VIEWS, Shown, dialog, in_order, press, words_missing, words_of

pytestmark = pytest.mark.usefixtures("sample_shown")


def export(qtbot: QtBot, asked: ExportViewDialog, suffix: str) -> Path:
    asked.format.setCurrentIndex(asked.format.findData(suffix))
    asked.go.click()
    qtbot.waitUntil(lambda: bool(asked.notice.sentence), timeout=60_000)
    assert asked.notice.sentence.startswith("Written: ")
    assert asked.open_file.isVisible() and asked.open_file.hasFocus()
    return Path(asked.notice.sentence.removeprefix("Written: "))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_each_view_in_each_format_says_what_its_frame_says(
    qtbot: QtBot, window: MainWindow, view: Shown
) -> None:
    assert window.desk and window.studio
    view.go(window.desk)
    press(window, Qt.Key.Key_E)
    asked = dialog(qtbot, window, ExportViewDialog)
    said = view.said(window.studio.study)
    assert said
    for suffix in (".docx", ".xlsx", ".csv", ".html"):
        words = words_of(export(qtbot, asked, suffix))
        if view.parted:
            assert not words_missing(said, words), suffix
        else:
            assert in_order(said, words) == "", suffix
    asked.close()


def test_a_name_for_the_file_keeps_its_words_apart() -> None:
    assert file_name("ward - Side by side: side") == "ward - Side by side - side"
    assert file_name("ward - North / South") == "ward - North - South"
    assert file_name('ward - 2.3 health/social "care"? ') == "ward - 2.3 health-social care"


def test_all_areas_and_the_whole_matrix_are_offered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.desk and window.studio
    study = window.studio.study
    case, down, *_ = VIEWS
    case.go(window.desk)
    window.desk._workspace(Mode.READ).out.export.click()
    asked = dialog(qtbot, window, ExportViewDialog)
    assert [each.text() for each in asked.choice] == ["Area 3", "All areas"]
    asked.choice[1].click()
    words = words_of(export(qtbot, asked, ".docx"))
    everything = [study.within_case(area.name).iloc[0, 0].split("\n")[0] for area in study.areas()]
    assert in_order([each for each in everything if each], words) == ""
    asked.close()
    down.go(window.desk)
    press(window, Qt.Key.Key_E)
    asked = dialog(qtbot, window, ExportViewDialog)
    assert asked.choice[1].text() == f"All sub-topics of “{study.matrices()[2].title}”"
    asked.choice[1].click()
    words = words_of(export(qtbot, asked, ".docx"))
    assert all(each.name in words for each in study.subtopics(study.matrices()[2].id))
    asked.close()


def test_what_is_asked_is_what_is_chosen(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def written(_study: object, path: Path, pages: Any, **options: Any) -> None:
        asked.append({"path": path, "pages": pages, **options})

    monkeypatch.setattr(exporting, "export_pages", written)
    assert window.desk
    VIEWS[0].go(window.desk)
    press(window, Qt.Key.Key_E)
    shown = dialog(qtbot, window, ExportViewDialog)
    shown.paper.setCurrentIndex(1)
    shown.references.click()
    export(qtbot, shown, ".docx")
    export(qtbot, shown, ".csv")
    document, table = asked
    assert (document["paper"], document["references"]) == ("A3", Manner.PARAGRAPH)
    assert document["path"].name == "study - Area 3.docx"
    assert not document["pages"][0].grids and table["pages"][0].grids, "on sheets, a table"
    assert not shown.paper_box.isVisible()
    shown.close()


def test_a_filter_and_the_order_of_a_theme_apply(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk and window.studio
    study = window.studio.study
    VIEWS[1].go(window.desk)
    bar = window.desk._workspace(Mode.READ).theme.filter
    side = next(each for each in study.fields() if each.name == "side")
    bar.set_condition(side.id, ["acute trust"])
    press(window, Qt.Key.Key_E)
    asked = dialog(qtbot, window, ExportViewDialog)
    words = words_of(export(qtbot, asked, ".csv"))
    frame = study.within_theme("3.2")
    trusts = {row.name for row in study.interviews() if side.id and row.name.startswith("AT")}
    for (_, name), text in frame["summary"].items():
        first = " ".join(text.replace("•", " ").split("\n")[0].split())
        assert not first or (first in words) == (name in trusts)
    asked.close()


def test_escape_stops_an_export_and_then_leaves(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    begun, on = threading.Event(), threading.Event()

    def written(*_: object, progress: Any, **__: object) -> None:
        begun.set()
        assert on.wait(20)
        progress(1, 2, "Area 3")

    monkeypatch.setattr(exporting, "export_pages", written)
    assert window.desk
    VIEWS[0].go(window.desk)
    press(window, Qt.Key.Key_E)
    asked = dialog(qtbot, window, ExportViewDialog)
    asked.go.click()
    assert begun.wait(20)
    with qtbot.waitSignal(window.work.cancelled):
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
        on.set()
    assert "nothing was written" in asked.notice.sentence and asked.isVisible()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(ExportViewDialog)))


def test_where_nothing_is_on_show_one_sentence_says_so(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk
    window.desk.show_mode(Mode.COMPARE)
    window.desk._workspace(Mode.COMPARE).show_tab("linkage")
    for key in (Qt.Key.Key_E, Qt.Key.Key_P):
        window.say("")
        press(window, key)
        assert "nothing on show" in window.notice.text()
    assert not window.findChildren(ExportViewDialog)


def test_in_the_matrix_the_same_keys_export_matrices(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_E)
    dialog(qtbot, window, ExportDialog).close()
    assert window.desk
    VIEWS[0].go(window.desk)
    window.commands["export"].trigger()
    dialog(qtbot, window, ExportDialog).close()
