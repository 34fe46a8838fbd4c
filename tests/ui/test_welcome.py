"""What shows while no study is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.ui import settings, theme
from framework_qda.ui.welcome import Tile, Welcome, folder_words


@pytest.fixture
def recent(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.fqda" for name in ("first", "second")]
    for path in paths:
        path.write_bytes(b"")
        settings.remember_recent(path)
    return paths


@pytest.fixture
def welcome(qtbot: QtBot, qapp: QApplication, recent: list[Path]) -> Iterator[Welcome]:
    theme.apply("light")
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(900, 700)
    with qtbot.waitActive(welcome):
        welcome.show()
    yield welcome


def tile(welcome: Welcome, title: str) -> Tile:
    return next(each for each in welcome.findChildren(Tile) if each.text() == title)


@pytest.mark.parametrize(
    ("title", "signal"),
    [
        ("New study", "new_wanted"),
        ("Open a study", "open_wanted"),
        ("Open the sample study", "sample_wanted"),
    ],
)
def test_each_action_is_a_click_or_enter_away(
    qtbot: QtBot, welcome: Welcome, title: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.mouseClick(tile(welcome, title), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.keyClick(tile(welcome, title), Qt.Key.Key_Return)


def test_recent_studies_stand_with_folder_and_time_the_latest_first(
    qtbot: QtBot, welcome: Welcome, recent: list[Path]
) -> None:
    titles = [each.text() for each in welcome.findChildren(Tile)]
    assert titles == ["New study", "Open a study", "Open the sample study", "second", "first"]
    said = tile(welcome, "second").accessibleDescription()
    assert said.startswith(folder_words(recent[1])) and " · opened " in said
    with qtbot.waitSignal(welcome.recent_chosen) as chosen:
        qtbot.mouseClick(tile(welcome, "second"), Qt.MouseButton.LeftButton)
    assert chosen.args == [recent[1].resolve()]


def test_it_follows_what_was_opened_since(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    path = tmp_path / "third.fqda"
    path.write_bytes(b"")
    settings.remember_recent(path)
    welcome.refresh()
    qtbot.waitUntil(
        lambda: [each.text() for each in welcome.findChildren(Tile)][3:] == ["third", "second", "first"]
    )


def test_without_recent_studies_there_is_no_heading_for_them(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    assert not welcome._recent_heading.isVisible()
    assert len(welcome.findChildren(Tile)) == 3


def test_every_tile_is_reached_by_tab_and_by_arrows(qtbot: QtBot, welcome: Welcome) -> None:
    welcome.setFocus()
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert isinstance(focus, Tile)
        seen.append(focus.text())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["New study", "Open a study", "Open the sample study", "second", "first"]
    tile(welcome, "New study").setFocus()
    qtbot.keyClick(tile(welcome, "New study"), Qt.Key.Key_Down)
    assert tile(welcome, "Open a study").hasFocus()


def dropped(welcome: Welcome, path: Path) -> bool:
    """Drag a file over the page and let it go; tell whether the page took it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *keys)
    enter.ignore()
    welcome.dragEnterEvent(enter)
    if enter.isAccepted():
        welcome.dropEvent(QDropEvent(QPointF(5, 5), *keys))
    return enter.isAccepted()


def test_a_study_can_be_dropped_and_nothing_else(qtbot: QtBot, welcome: Welcome, recent: list[Path]) -> None:
    with qtbot.waitSignal(welcome.recent_chosen) as chosen:
        assert dropped(welcome, recent[0])
    assert chosen.args == [recent[0]]
    assert not dropped(welcome, recent[0].with_suffix(".docx"))


def test_folders_in_the_home_folder_are_written_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert folder_words(tmp_path / "studies" / "a.fqda") == str(Path("~") / "studies")
    assert folder_words(Path("/elsewhere/a.fqda")) == str(Path("/elsewhere"))
