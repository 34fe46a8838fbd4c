"""Pictures: drawn off the GUI thread in the window's colours, saved and copied in those of paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from framework_qda.study.model import FieldId, Subject
from framework_qda.ui import theme
from framework_qda.ui.beyond.figures import BARS, BUBBLES, FiguresTab, Shown
from framework_qda.ui.comparing.workspace import TABS, CompareWorkspace
from framework_qda.ui.studio import Studio
from tests.ui.beyond import build, categorise


@pytest.fixture
def tab(qtbot: QtBot, studio: Studio) -> FiguresTab:
    build(studio.study, categorise(studio.study))
    tab = FiguresTab(studio)
    qtbot.addWidget(tab)
    tab.resize(1000, 700)
    tab.show()
    return tab


def settle(qtbot: QtBot, tab: FiguresTab) -> None:
    qtbot.waitUntil(
        lambda: not tab.work.busy and tab.shown is not None and not tab.view.paper.image.isNull(),
        timeout=20_000,
    )


def of_fields(studio: Studio, kind: str, unit: Subject = Subject.INTERVIEW) -> Shown:
    rows, columns = (FieldId(studio.study.find_field(name).id) for name in ("side", "social work staffing"))
    return Shown(kind, unit, rows, columns)


def test_coverage_is_drawn_from_its_frame_on_another_thread(
    qtbot: QtBot, tab: FiguresTab, studio: Studio
) -> None:
    assert tab.work.busy, "the window does not wait for it"
    settle(qtbot, tab)
    assert tab.drawing is not None
    assert tab.drawing.numbers.frame().equals(studio.study.coverage_shares(Subject.AREA))
    assert tab.view.paper.image.height() > 200
    assert tab.shown is tab.drawing
    assert tab.view.accessibleName() == (
        "How much is charted, by area and sub-topic. 3 of 24 cells are charted; Area 1 25%, Area 2 0%."
    )


@pytest.mark.parametrize("kind", [BARS, BUBBLES])
def test_fields_are_drawn_from_their_frame(qtbot: QtBot, tab: FiguresTab, studio: Studio, kind: str) -> None:
    tab.show_figure(of_fields(studio, kind))
    settle(qtbot, tab)
    frame = studio.study.crosstab("side", "social work staffing", Subject.INTERVIEW)
    assert tab.drawing is not None and tab.drawing.numbers.frame().equals(frame)
    qtbot.waitUntil(lambda: "acute trust, near: 1" in tab.view.accessibleName(), timeout=20_000)
    page = tab.page()
    assert page is not None and page.grids[0].heads == tuple(frame.columns)
    (extent,) = tab.extents()
    assert [each.title for each in extent.pages(False)] == [page.title]
    assert page.blocks[0].alt == tab.drawing.alt  # type: ignore[union-attr]


def test_the_picture_is_chosen_by_keyboard(qtbot: QtBot, tab: FiguresTab) -> None:
    tab.kind.setFocus()
    qtbot.keyClick(tab.kind, Qt.Key.Key_Space)
    qtbot.keyClicks(tab.kind.chooser.field, "categories")
    qtbot.keyClick(tab.kind.chooser.field, Qt.Key.Key_Return)
    for button, typed in ((tab.rows, "side"), (tab.columns, "feedback")):
        assert tab.head is tab.begin_button
        qtbot.keyClick(tab.begin_button, Qt.Key.Key_Space)
        qtbot.keyClicks(button.chooser.field, typed)
        qtbot.keyClick(button.chooser.field, Qt.Key.Key_Return)
    assert tab.head is tab.view and tab.drawing is not None
    assert tab.drawing.title == "feedback by side"
    settle(qtbot, tab)


def test_the_last_thing_asked_for_is_shown(qtbot: QtBot, tab: FiguresTab, studio: Studio) -> None:
    for kind in (BARS, BUBBLES, BARS):
        tab.show_figure(of_fields(studio, kind))
    tab.show_figure(of_fields(studio, BUBBLES, Subject.AREA))
    settle(qtbot, tab)
    qtbot.waitUntil(lambda: tab.shown is not None and tab.shown is tab.drawing)


def test_a_filter_and_a_change_draw_it_anew(qtbot: QtBot, tab: FiguresTab, studio: Studio) -> None:
    settle(qtbot, tab)
    tab.filter.set_condition(studio.study.find_field("region").id, ["London"])
    qtbot.waitUntil(lambda: "of 12 cells" in tab.view.accessibleName(), timeout=20_000)
    row, column = studio.study.interviews()[2].id, studio.study.subtopics()[0].id
    studio.study.chart(row, column, "New words")
    qtbot.waitUntil(lambda: "1 of 12 cells" in tab.view.accessibleName(), timeout=20_000)
    tab.filter.set_condition(studio.study.find_field("region").id, ["nowhere"])
    assert tab.pages.currentIndex() == 1 and not tab.save_button.isEnabled()
    tab.begin_button.click()
    assert tab.filter.conditions == ()
    settle(qtbot, tab)


def test_a_filter_is_remembered_with_the_picture(qtbot: QtBot, tab: FiguresTab, studio: Studio) -> None:
    settle(qtbot, tab)
    tab.filter.set_condition(studio.study.find_field("region").id, ["London"])
    settle(qtbot, tab)
    again = FiguresTab(studio)
    qtbot.addWidget(again)
    assert again.filter.conditions == tab.filter.conditions != ()
    again.show()
    settle(qtbot, again)
    assert "of 12 cells" in again.view.accessibleName()


def corner(png: bytes) -> str:
    return QImage.fromData(png).pixelColor(2, 2).name()


def test_the_screen_has_the_windows_colours_and_the_file_those_of_paper(
    qtbot: QtBot, tab: FiguresTab, tmp_path: Path
) -> None:
    settle(qtbot, tab)
    theme.apply("dark")
    qtbot.waitUntil(
        lambda: tab.view.paper.image.pixelColor(2, 2).name() == theme.DARK.page.lower(), timeout=20_000
    )
    saved(qtbot, tab, lambda: tab.save(tmp_path / "a.png"), "Saved as a.png.")
    assert corner((tmp_path / "a.png").read_bytes()) == "#ffffff"
    saved(qtbot, tab, lambda: tab.save(tmp_path / "a.svg"), "Saved as a.svg.")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert svg.startswith("<?xml") and "Area 2" in svg
    saved(qtbot, tab, lambda: tab.save(tmp_path / "none" / "a.svg"), "none")
    theme.apply("light")


def saved(qtbot: QtBot, tab: FiguresTab, save: Callable[[], None], words: str) -> None:
    save()
    qtbot.waitUntil(lambda: words in tab.said.text(), timeout=20_000)


def test_the_keys_of_the_picture_copy_it_and_ask_where_to_save_it(
    qtbot: QtBot, tab: FiguresTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot, tab)
    tab.view.setFocus()
    qtbot.keySequence(tab.view, QKeySequence(QKeySequence.StandardKey.Copy))
    qtbot.waitUntil(lambda: tab.said.text() == "The picture is on the clipboard.", timeout=20_000)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage() and data.hasFormat("image/svg+xml") and data.text().startswith("How much")
    asked: list[object] = []
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.open", lambda dialog, *_slot: asked.append(dialog))
    qtbot.keySequence(tab.view, QKeySequence(QKeySequence.StandardKey.Save))
    assert len(asked) == 1 and [each.text() for each in tab.menu().actions()] == [
        "Copy the picture",
        "Save as PNG or SVG…",
    ]


def test_a_picture_is_saved_beside_the_study_as_soon_as_its_tab_is_shown(
    qtbot: QtBot, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(studio.study, categorise(studio.study))
    compare = CompareWorkspace(studio)
    qtbot.addWidget(compare)
    compare.resize(1000, 700)
    with qtbot.waitActive(compare):
        compare.show()
    compare.table.setFocus()
    place = compare.tabs.tabRect([kind.name for kind in TABS].index("figures")).center()
    qtbot.mouseClick(compare.tabs, Qt.MouseButton.LeftButton, pos=place)
    tab = compare.tab
    assert isinstance(tab, FiguresTab)
    settle(qtbot, tab)
    assert tab.view.hasFocus()
    asked: list[QFileDialog] = []
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.open", lambda dialog, *_slot: asked.append(dialog))
    qtbot.keySequence(QApplication.focusWidget(), QKeySequence(QKeySequence.StandardKey.Save))
    assert [Path(each.directory().path()) for each in asked] == [studio.study.path.parent]
    saved(qtbot, tab, lambda: tab.save(tmp_path / "a.png"), "Saved as a.png.")
    tab.ask_file()
    assert Path(asked[-1].directory().path()) == tmp_path, "the next one goes where the last one went"


def test_arrows_along_the_tabs_do_not_lose_the_keyboard_to_the_picture(qtbot: QtBot, studio: Studio) -> None:
    compare = CompareWorkspace(studio)
    qtbot.addWidget(compare)
    with qtbot.waitActive(compare):
        compare.show()
    compare.tabs.setFocus()
    for _ in TABS:
        qtbot.keyClick(compare.tabs, Qt.Key.Key_Right)
    assert compare.tab.name == "figures" and compare.tabs.hasFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not compare.tab.work.busy, timeout=20_000)  # type: ignore[attr-defined]
