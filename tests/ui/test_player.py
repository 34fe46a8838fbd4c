"""Listen again: attach a recording, play it, loop a section and transcribe it, with no loudspeaker needed."""

from __future__ import annotations

import builtins
import math
import struct
import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from framework_qda.study.model import InterviewId
from framework_qda.ui.recording.engine import Engine
from framework_qda.ui.recording.keys import playing_keys
from framework_qda.ui.recording.player import Player
from framework_qda.ui.recording.times import fine_clock, time_typed
from framework_qda.ui.studio import Studio

CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
PATIENCE = 15_000


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Six seconds: a tone in the third and fourth, else silence."""
    path = tmp_path / "talk.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        for n in range(6 * 8000):
            level = 0.5 * math.sin(n * 0.3) if 16_000 <= n < 32_000 else 0.0
            file.writeframesraw(struct.pack("<h", round(level * 32767)))
    return path


@pytest.fixture
def row(studio: Studio) -> InterviewId:
    return studio.study.interviews()[0].id


@pytest.fixture
def player(studio: Studio, row: InterviewId, qtbot: QtBot) -> Player:
    widget = Player(studio)
    qtbot.addWidget(widget)
    widget.show_interview(row)
    widget.resize(500, 500)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def listening(player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot) -> Player:
    """A player whose recording is attached and drawn."""
    studio.study.attach_recording(row, sound)
    qtbot.waitUntil(lambda: player.waveform.duration == 6000, timeout=PATIENCE)
    return player


def until(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=PATIENCE)


def place(player: Player, time: int) -> QPoint:
    return QPoint(round(player.waveform.x_of(time)), 20)


def choose(player: Player, words: str, qtbot: QtBot) -> None:
    """Choose from the menu of the recording."""
    qtbot.mouseClick(player.transport.more, LEFT)
    menu = next(menu for menu in player.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_a_recording_is_attached_drawn_and_played(
    player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    assert player.nothing.isVisible() and not player.controls.isVisible()
    player.toggle()
    assert player.saying.message.text() == "This interview has no recording yet; attach one to listen to it."
    player.attaching.attach_file(row, sound)
    until(qtbot, lambda: player.waveform.duration == 6000)
    assert player.controls.isVisible() and not player.nothing.isVisible()
    peaks = player.waveform._peaks
    assert peaks is not None
    assert peaks.columns(0, 1950, 1) == peaks.columns(4050, 6000, 1) == [0]
    assert min(peaks.columns(2050, 3950, 4)) > 99
    told = list[str]()
    player.told.connect(told.append)
    qtbot.mouseClick(player.transport.play_button, LEFT)
    until(qtbot, lambda: player.position > 1000)
    assert told[:2] == ["recording ▶ 00:00:00", "recording ▶ 00:00:01"]
    assert player.transport.play_button.accessibleName() == "Pause"
    assert player.transport.time.text().endswith(" / 00:00:06")
    qtbot.mouseClick(player.transport.play_button, LEFT)
    here = player.position
    assert told[-1] == "" and not player.engine.playing
    player.back()
    assert player.position == 0
    player.forward()
    until(qtbot, lambda: player.position == 3000)
    assert here < 3000


def test_it_plays_from_a_time_and_says_when_that_is_after_the_end(listening: Player, qtbot: QtBot) -> None:
    listening.play_from(4000)
    until(qtbot, lambda: 4200 < listening.position < 6000)
    listening.play_from(65_000)
    assert listening.saying.message.text() == (
        "00:01:05 lies after the end of this recording, which lasts 00:00:06."
    )
    assert not listening.engine.playing


def test_a_time_after_the_end_is_said_also_of_one_not_loaded_yet(listening: Player, qtbot: QtBot) -> None:
    listening.play_from(65_000)
    until(qtbot, lambda: "lies after the end" in listening.saying.message.text())
    assert not listening.engine.playing


def test_at_its_end_it_stops_and_begins_again(listening: Player, qtbot: QtBot) -> None:
    listening.faster(9)
    assert listening.engine.rate == 2.0
    listening.play_from(5500)
    until(qtbot, lambda: not listening.engine.playing)
    listening.toggle()
    until(qtbot, lambda: 100 < listening.position < 5000)
    listening.faster(-99)
    assert listening.engine.rate == 0.5
    assert listening.transport.rate.currentText() == "0.5×"


def test_a_click_seeks_and_a_drag_marks_a_section_that_loops(listening: Player, qtbot: QtBot) -> None:
    wave_ = listening.waveform
    qtbot.mouseClick(wave_, LEFT, pos=place(listening, 3000))
    assert abs(listening.position - 3000) < 50
    qtbot.mousePress(wave_, LEFT, pos=place(listening, 2000))
    qtbot.mouseMove(wave_, place(listening, 2200))
    qtbot.mouseRelease(wave_, LEFT, pos=place(listening, 2600))
    assert wave_.section is not None
    start, stop = wave_.section
    assert abs(start - 2000) < 50 and abs(stop - 2600) < 50
    qtbot.mouseClick(listening.marking.loop_button, LEFT)
    listening.seek(start)
    until(qtbot, lambda: listening.position == start)
    seen = list[int]()
    listening.toggle()
    until(qtbot, lambda: listening.position > start)
    listening.engine.moved.connect(seen.append)
    until(qtbot, lambda: sum(after < before for before, after in pairwise(seen)) >= 2)
    assert max(seen) < stop + 400
    listening.seek(5000)
    assert listening.engine.loop is None, "going elsewhere ends the loop"


def test_the_waveform_is_worked_by_keys(listening: Player, qtbot: QtBot) -> None:
    wave_ = listening.waveform
    qtbot.keyClick(wave_, Qt.Key.Key_Right)
    until(qtbot, lambda: listening.position == 1000)
    qtbot.keyClick(wave_, Qt.Key.Key_Plus)
    assert wave_.shown[1] - wave_.shown[0] == 4000
    qtbot.keyClick(wave_, Qt.Key.Key_End)
    until(qtbot, lambda: listening.position == 6000)
    assert wave_.shown[0] <= 6000 <= wave_.shown[1] == 6000
    qtbot.keyClick(wave_, Qt.Key.Key_Minus)
    assert wave_.shown == (0, 6000)
    qtbot.keyClick(wave_, Qt.Key.Key_Home)
    until(qtbot, lambda: listening.position == 0)


def test_an_extract_is_marked_typed_and_checked_by_ear(
    listening: Player, studio: Studio, row: InterviewId, qtbot: QtBot
) -> None:
    listening.seek(2000)
    listening.mark_in()
    listening.seek(4000)
    listening.mark_out()
    listening.transcribe()
    assert (listening.extracts.editor.start.text(), listening.extracts.editor.stop.text()) == (
        "00:00:02.0",
        "00:00:04.0",
    )
    assert listening.engine.loop == (2000, 4000)
    assert QApplication.focusWidget() is listening.extracts.editor.words
    qtbot.keyClicks(listening.extracts.editor.words, "Beep, she said")
    qtbot.keyClick(listening.extracts.editor.words, Qt.Key.Key_Return, CONTROL)
    (extract,) = studio.study.extracts(row)
    assert (extract.words, extract.time_start, extract.time_stop) == ("Beep, she said", 2000, 4000)
    assert listening.extracts.editor.words.toPlainText() == ""
    list_ = listening.extracts.listed.list
    until(qtbot, lambda: list_.count() == 1)
    assert list_.item(0).text().startswith("00:00:02 – 00:00:04  ·  not checked by ear yet")
    list_.setFocus()
    list_.setCurrentRow(0)
    qtbot.keyClick(list_, Qt.Key.Key_Space)
    until(qtbot, lambda: "checked by ear by Ann, " in list_.item(0).text())
    assert studio.study.extracts(row)[0].checked_by == "Ann"
    qtbot.keyClick(list_, Qt.Key.Key_F2)
    assert listening.extracts.editor.words.toPlainText() == "Beep, she said"
    listening.extracts.editor.start.setText("1.5")
    listening.extracts.editor.start.editingFinished.emit()
    assert listening.waveform.section == (1500, 4000)
    qtbot.mouseClick(listening.extracts.editor.save_button, LEFT)
    (extract,) = studio.study.extracts(row)
    assert (extract.time_start, extract.checked_by) == (1500, "")
    until(qtbot, lambda: "not checked" in list_.item(0).text())
    list_.setCurrentRow(0)
    qtbot.mouseClick(list_.viewport(), LEFT, pos=list_.visualItemRect(list_.item(0)).center())
    until(qtbot, lambda: listening.engine.playing and listening.position > 1500)
    qtbot.keyClick(list_, Qt.Key.Key_Delete)
    assert studio.study.extracts(row) == []
    until(qtbot, lambda: list_.count() == 0)


def test_an_extract_without_times_is_not_kept(listening: Player, studio: Studio, qtbot: QtBot) -> None:
    listening.marking.fold.setChecked(True)
    assert not listening.extracts.editor.save_button.isEnabled()
    qtbot.keyClicks(listening.extracts.editor.words, "Beep")
    qtbot.mouseClick(listening.extracts.editor.save_button, LEFT)
    assert listening.saying.message.text() == "Mark where the extract begins and ends, or type both times."
    assert listening.extracts.editor.words.toPlainText() == "Beep"


def test_words_that_are_typed_are_kept_when_one_goes_to_another_interview(
    listening: Player, studio: Studio, row: InterviewId, qtbot: QtBot
) -> None:
    listening.transcribe()
    qtbot.keyClicks(listening.extracts.editor.words, "Half a")
    listening.toggle()
    listening.show_interview(studio.study.interviews()[1].id)
    assert [extract.words for extract in studio.study.extracts(row)] == ["Half a"]
    assert not listening.engine.playing
    assert listening.nothing.isVisible()


def test_extracts_are_folded_away_where_there_are_none(
    listening: Player, studio: Studio, row: InterviewId
) -> None:
    other = studio.study.interviews()[1].id
    studio.study.transcribe(row, 0, 1000, "Beep")
    assert not listening.extracts.isVisible()
    listening.marking.fold.click()
    assert listening.extracts.isVisible()
    listening.show_interview(other)
    assert not listening.marking.fold.isChecked()
    listening.show_interview(row)
    assert not listening.extracts.isVisible()


def test_a_recording_that_is_missing_is_said_and_found_again(
    player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    recording = studio.study.attach_recording(row, sound)
    away = sound.rename(sound.with_name("away.wav"))
    player.toggle()
    assert player.saying.message.text().startswith("“talk.wav” is not where it was; choose where it lies now")
    assert player.saying.find_button.isVisible() and not player.saying.take_button.isVisible()
    found = studio.study.recording(recording)
    assert found is not None
    player.attaching.relocate_to(found, away)
    until(qtbot, lambda: player.waveform.duration == 6000)
    assert not player.saying.find_button.isVisible() and player.saying.message.text() == ""


def test_a_recording_that_changed_is_said_and_taken_only_when_asked(
    player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    recording = studio.study.attach_recording(row, sound)
    data = bytearray(sound.read_bytes())
    data[-1] ^= 1
    sound.write_bytes(data)  # of the same size, so that only the checksum tells
    until(qtbot, lambda: player.saying.message.text() != "")
    assert player.saying.message.text() == (
        "“talk.wav” has changed since it was attached; choose the right file, or take this one as it is now."
    )
    assert player.waveform.duration == 0
    before = studio.study.recording(recording)
    qtbot.mouseClick(player.saying.take_button, LEFT)
    until(qtbot, lambda: player.waveform.duration == 6000)
    assert studio.study.recording(recording) != before
    assert player.saying.message.text() == ""


def test_it_is_kept_inside_the_study_from_the_menu_and_detached(
    listening: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    choose(listening, "Keep a copy inside the study", qtbot)
    until(qtbot, lambda: listening._recording is not None and listening._recording.embedded)
    sound.unlink()
    listening.play_from(1000)
    until(qtbot, lambda: listening.position > 1200)
    listening.attaching.unembed_to(studio.study.recordings(row)[0], sound.with_name("out.wav"))
    until(qtbot, lambda: listening._recording is not None and not listening._recording.embedded)
    assert studio.study.recording_file(listening._recording) == sound.with_name("out.wav")
    assert listening.engine.playing, "where it lies is nothing to stop for"
    choose(listening, "Detach it", qtbot)
    assert studio.study.recordings(row) == []
    assert listening.nothing.isVisible()
    studio.study.undo()
    assert listening.controls.isVisible()


def answer(player: Player, button: str, qtbot: QtBot) -> str:
    """Press a button of the question that is asked, and give the question."""
    (box,) = [box for box in player.findChildren(QMessageBox) if box.isVisible()]
    qtbot.mouseClick(next(each for each in box.buttons() if each.text().replace("&", "") == button), LEFT)
    return box.text()


def test_an_embedded_one_is_erased_for_good_once_that_was_asked(
    player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    study = studio.study
    study.attach_embedded(row, sound)
    until(qtbot, lambda: player.waveform.duration == 6000)
    player.play_from(1000)
    until(qtbot, lambda: player.position > 1200)
    choose(player, "Erase it for good…", qtbot)
    assert answer(player, "Cancel", qtbot) == "Erase “talk.wav” from this study for good?"
    assert player.engine.playing
    choose(player, "Erase it for good…", qtbot)
    answer(player, "Erase", qtbot)
    until(qtbot, player.nothing.isVisible)
    assert not player.engine.playing
    study.undo()
    until(qtbot, lambda: player.saying.message.text() != "")
    assert player.saying.message.text() == (
        "“talk.wav” was erased from this study for good; attach its file if you have it."
    )
    player.toggle()
    assert not player.engine.playing


def test_those_detached_are_erased_for_good_together(
    player: Player, studio: Studio, row: InterviewId, sound: Path, qtbot: QtBot
) -> None:
    study = studio.study
    player.attaching.erase_detached()
    assert player.saying.message.text() == "This study holds no recording that is not attached."
    study.detach_recording(study.attach_embedded(row, sound))
    player.attaching.erase_detached()
    assert answer(player, "Erase", qtbot) == "Erase 1 detached recording from this study for good?"
    until(qtbot, lambda: study.detached_recordings() == (0, 0))


@pytest.mark.qt_log_ignore("^Could not open media")
def test_a_coding_nobody_knows_is_said(
    player: Player, studio: Studio, row: InterviewId, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "odd.wma").write_bytes(b"this is no sound at all" * 50)
    studio.study.attach_recording(row, tmp_path / "odd.wma")
    player.toggle()
    until(qtbot, lambda: "cannot be played here" in player.saying.message.text())
    assert player.saying.message.text().startswith("“odd.wma” cannot be played here (")
    assert player.saying.message.text().endswith("; turn it into a wav or mp3 file and attach that.")
    assert not player.engine.playing


def test_without_libpulse_one_sentence_says_so_and_the_rest_works(
    listening: Player, studio: Studio, row: InterviewId, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = builtins.__import__

    def without(name: str, *more: object) -> object:
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")
        return load(name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    listening.toggle()
    assert listening.saying.message.text() == (
        "Recordings cannot be played because this computer lacks libpulse0;"
        " install it and start again, everything else works without it."
    )
    assert not listening.engine.playing
    listening.marking.mark(1000, 2000)
    listening.extracts.editor.words.setPlainText("Beep")
    assert listening.extracts.editor.save()
    assert len(studio.study.extracts(row)) == 1


def test_the_voice_keeps_its_pitch_where_the_platform_can(listening: Player, sound: Path) -> None:
    assert Engine().keeps_pitch is False
    assert listening.engine.load(sound, "talk")
    assert listening.engine.keeps_pitch is hasattr(listening.engine._player, "setPitchCompensation")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("1:14:05.3", 4_445_300),
        ("14:05", 845_000),
        ("845", 845_000),
        (" 0:01,25 ", 1250),
        ("", None),
        ("a", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, time: int | None) -> None:
    assert time_typed(typed) == time


def test_a_mac_keeps_its_own_keys() -> None:
    assert playing_keys("linux") == playing_keys("win32") == ("Ctrl+Space", "Ctrl+Shift+Space")
    assert playing_keys("darwin") == ("Alt+Space", "Alt+Shift+Space")


def test_times_are_written_to_the_tenth() -> None:
    assert [fine_clock(time) for time in (0, 59_960, 845_349)] == ["00:00:00.0", "00:01:00.0", "00:14:05.3"]
