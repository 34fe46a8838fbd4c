"""A passphrase is asked for, set, changed and taken away; what is wrong is said in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from framework_qda import create_study, open_study
from framework_qda.errors import DiskFull, PassphraseNeeded
from framework_qda.study import Study
from framework_qda.ui.dialogs.passphrase import AskPassphrase, ChangePassphrase
from framework_qda.ui.studio import Studio
from framework_qda.ui.work import Work, WorkBar


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "protected.fqda"
    create_study(path, "Protected", "right one").close()
    return path


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands before; a dialog deletes itself when it is closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def ask(window: QWidget, protected: Path) -> Iterator[AskPassphrase]:
    ask = AskPassphrase(protected, window, analyst="Ann")
    ask.show()
    yield ask


def test_a_wrong_one_is_said_in_place_and_the_right_one_opens(qtbot: QtBot, ask: AskPassphrase) -> None:
    qtbot.keyClicks(ask.line, "wrong one")
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert "does not open “protected.fqda”" in ask.notice.sentence
    assert ask.isVisible()
    assert ask.line.selectedText() != ""
    with qtbot.waitSignal(ask.opened) as opened:
        qtbot.keyClicks(ask.line, "right one")
        assert ask.notice.sentence == ""
        qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    study = opened.args[0]
    assert (study.title, study.analyst) == ("Protected", "Ann")
    assert not ask.isVisible()
    study.close()


def test_an_empty_one_asks_again(qtbot: QtBot, ask: AskPassphrase) -> None:
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert "passphrase" in ask.notice.sentence
    assert ask.isVisible()


def test_it_can_be_shown_and_hidden(ask: AskPassphrase) -> None:
    eye = ask.line.actions()[0]
    assert ask.line.echoMode() == QLineEdit.EchoMode.Password
    eye.trigger()
    assert ask.line.echoMode() == QLineEdit.EchoMode.Normal
    eye.trigger()
    assert ask.line.echoMode() == QLineEdit.EchoMode.Password


def test_escape_leaves_the_study_shut(qtbot: QtBot, ask: AskPassphrase, protected: Path) -> None:
    qtbot.keyClick(ask, Qt.Key.Key_Escape)
    assert not ask.isVisible()
    open_study(protected, "right one").close()


def dialog(window: QWidget, studio: Studio) -> ChangePassphrase:
    made = ChangePassphrase(studio, Work(window), window)
    made.show()
    return made


def test_a_study_is_protected_then_changed_then_open_again(
    qtbot: QtBot, window: QWidget, studio: Studio
) -> None:
    path = studio.study.path
    first = dialog(window, studio)
    assert not first.without.isVisible()
    qtbot.keyClicks(first.fields.first, "one")
    qtbot.keyClicks(first.fields.again, "one")
    with qtbot.waitSignal(first.accepted):
        qtbot.keyClick(first.fields.again, Qt.Key.Key_Return)
    assert studio.study.protected

    second = dialog(window, studio)
    second.without.click()
    assert not second.fields.isEnabled()
    with qtbot.waitSignal(second.accepted):
        qtbot.keyClick(second.without, Qt.Key.Key_Return)
    assert not studio.study.protected
    studio.study.close()
    with open_study(path) as study:
        assert len(study.interviews()) == 4


def test_changing_shuts_out_the_old_one(qtbot: QtBot, window: QWidget, protected: Path) -> None:
    study = open_study(protected, "right one")
    studio = Studio(study)
    change = dialog(window, studio)
    for line in (change.fields.first, change.fields.again):
        qtbot.keyClicks(line, "newer")
    with qtbot.waitSignal(change.accepted):
        qtbot.keyClick(change.fields.again, Qt.Key.Key_Return)
    study.close()
    with pytest.raises(PassphraseNeeded):
        open_study(protected)
    open_study(protected, "newer").close()


def test_two_that_differ_or_none_change_nothing(qtbot: QtBot, window: QWidget, studio: Studio) -> None:
    change = dialog(window, studio)
    qtbot.keyClick(change.fields.first, Qt.Key.Key_Return)
    assert "at least one character" in change.notice.sentence
    qtbot.keyClicks(change.fields.first, "one")
    qtbot.keyClick(change.fields.first, Qt.Key.Key_Return)
    assert "differ" in change.notice.sentence
    assert change.isVisible()
    assert not studio.study.protected


def test_a_full_disk_is_said_in_place(
    qtbot: QtBot, window: QWidget, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Study, _passphrase: str) -> None:
        raise DiskFull(self.path)

    monkeypatch.setattr(Study, "change_passphrase", full)
    change = dialog(window, studio)
    for line in (change.fields.first, change.fields.again):
        qtbot.keyClicks(line, "one")
    qtbot.keyClick(change.fields.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is full" in change.notice.sentence)
    assert change.isVisible()
    assert change.fields.isEnabled()


def test_a_big_study_is_changed_off_the_gui_thread_and_says_so(
    qtbot: QtBot, window: QWidget, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, threads = Event(), list[Thread]()

    def slow(self: Study, _passphrase: str) -> None:
        threads.append(current_thread())
        assert go_on.wait(20)

    monkeypatch.setattr(Study, "change_passphrase", slow)
    change = dialog(window, studio)
    for line in (change.fields.first, change.fields.again):
        qtbot.keyClicks(line, "one")
    qtbot.keyClick(change.fields.again, Qt.Key.Key_Return)
    (bar,) = change.findChildren(WorkBar)
    qtbot.waitUntil(bar.isVisible)
    assert bar.words == "Writing the study under its new passphrase"
    assert not [button for button in bar.findChildren(QPushButton) if button.isVisible()]
    qtbot.keyClick(change, Qt.Key.Key_Escape)  # half of it cannot be done
    assert change.isVisible()
    with qtbot.waitSignal(change.accepted):
        go_on.set()
    assert threads[0] is not main_thread()
