"""The sheet of keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from framework_qda.ui.commands import Commands
from framework_qda.ui.dialogs.fixed_keys import fixed_keys
from framework_qda.ui.dialogs.keys import KeysSheet


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[KeysSheet]:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.add("import", "&Import interviews…", lambda: None, group="Study", keys="Ctrl+Shift+I")
    commands.add("open", "Open study…", lambda: None, group="Study", keys=QKeySequence.StandardKey.Open)
    commands.add("sample", "Open the sample study", lambda: None, group="Study")
    commands.add("about", "About", lambda: None, group="Help")
    sheet = KeysSheet(commands)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
    yield sheet


def seen(sheet: KeysSheet) -> list[str]:
    """The words on the sheet that show, except the one that says there are none."""
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def test_commands_stand_with_their_keys_by_group(sheet: KeysSheet) -> None:
    words = seen(sheet)
    assert words.index("Study") < words.index("Import interviews…")
    assert "Ctrl+Shift+I" in words and "Ctrl+O" in words
    # What has no key has no line, and a group without lines no heading.
    assert "Open the sample study" not in words and "Help" not in words


def test_the_fixed_keys_of_matrix_and_editor_are_there(sheet: KeysSheet) -> None:
    words = seen(sheet)
    for group, keys in fixed_keys():
        assert group in words
        assert {text for text, _ in keys} <= set(words)
    assert {"In the matrix", "In a cell", "In the notes"} <= set(words)
    assert "Ctrl+Enter" in words


def test_the_field_finds_by_words_and_by_keys(qtbot: QtBot, sheet: KeysSheet) -> None:
    assert sheet._field.hasFocus()
    qtbot.keyClicks(sheet._field, "interviews import")
    assert seen(sheet) == ["Study", "Import interviews…", "Ctrl+Shift+I"]
    sheet._field.setText("ctrl+b")
    assert seen(sheet) == ["In a cell", "Bold", "Ctrl+B", "In a draft", "Bold, italic", "Ctrl+B  Ctrl+I"]
    sheet._field.setText("zebra")
    assert seen(sheet) == [sheet._nothing.text()]
    sheet._field.clear()
    assert "Import interviews…" in seen(sheet) and not sheet._nothing.isVisible()


def test_columns_follow_the_width(qtbot: QtBot, sheet: KeysSheet) -> None:
    def columns() -> int:
        return len({box.mapTo(sheet, box.rect().topLeft()).x() for box in sheet._groups})

    assert columns() == 3
    sheet.resize(sheet.fontMetrics().averageCharWidth() * 50, 500)
    qtbot.waitUntil(lambda: columns() == 1)


def test_each_key_is_said_with_what_it_does(sheet: KeysSheet) -> None:
    said = {label.accessibleName() for label in sheet.findChildren(QLabel)}
    assert "Import interviews…: Ctrl+Shift+I" in said


def test_what_is_found_stands_at_the_top(qtbot: QtBot, sheet: KeysSheet) -> None:
    for query in ("ctrl", "ctrl+b", "interviews import"):
        sheet._field.setText(query)
    (heading,) = [
        label for label in sheet.findChildren(QLabel) if label.isVisible() and label.text() == "Study"
    ]
    group = heading.parentWidget()
    assert group
    qtbot.waitUntil(lambda: group.y() == 0)
