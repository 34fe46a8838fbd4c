"""Index, list, go there and index a search's hits in the whole window, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from framework_qda.ui import theme
from framework_qda.ui.desk import Desk
from framework_qda.ui.indexing.passages_pane import PassagesPane
from framework_qda.ui.window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, study_file: Path) -> Iterator[MainWindow]:
    theme.apply("light")
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 760)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.open_file(study_file)
    yield window
    window.close()


def test_from_words_to_a_sub_topic_and_back(window: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(window.desk, Desk) and window.studio is not None
    desk, study = window.desk, window.studio.study
    row, topic = study.interviews()[0], study.subtopics()[1]
    desk.matrix.go_to(row.id, topic.id)
    desk.show_notes()
    pane = desk.transcript
    pane.text.setFocus()
    qtbot.waitUntil(pane.text.hasFocus)
    pane.text.go_to(3)
    qtbot.keyClick(pane.text, Qt.Key.Key_I, CONTROL)
    chooser = pane.indexer.chooser
    assert chooser is not None
    qtbot.waitUntil(chooser.field.hasFocus)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)  # the current cell's own comes first
    (passage,) = study.evidence(row.id, topic.id)
    assert passage.words.startswith("We see them every day")
    qtbot.keyClick(pane.text, Qt.Key.Key_P, CONTROL | SHIFT)
    listed = desk.left.findChild(PassagesPane)
    assert listed is not None and listed.isVisible()
    pane.text.go_to(1)
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    assert pane.text.selected_words() == passage.words
    qtbot.keyClick(pane.text, Qt.Key.Key_F, CONTROL)
    assert desk.left.currentWidget() is not listed, "the search has its own place"
    window.undo()
    assert study.evidence(row.id, topic.id) == []


def test_commands_act_on_the_notes_wherever_the_keyboard_is(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None and window.studio is not None
    study = window.studio.study
    window.desk.matrix.go_to(study.interviews()[0].id, study.subtopics()[0].id)
    pane = window.desk.transcript
    window.commands["unread"].trigger()
    assert pane.isVisible()
    assert pane.unread.isChecked()
    window.commands["index_selection"].trigger()
    assert pane.indexer.chooser is not None and pane.indexer.chooser.isVisible()
    qtbot.keyClick(pane.indexer.chooser.field, Qt.Key.Key_Escape)
    assert not pane.indexer.chooser.isVisible()
