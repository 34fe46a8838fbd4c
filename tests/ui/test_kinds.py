"""Every kind of recording that is offered is attached, drawn and played; a video is also seen."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from framework_qda.sound.files import SUFFIXES
from framework_qda.study.model import InterviewId
from framework_qda.ui.recording.picture import LargePicture
from framework_qda.ui.recording.player import Player
from framework_qda.ui.studio import Studio

KINDS = Path(__file__).parents[1] / "sound/kinds"
PATIENCE = 15_000
LEFT = Qt.MouseButton.LeftButton


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


def recorded(suffix: str, folder: Path) -> Path:
    """Give a second of silence and a second of a tone."""
    if suffix != ".wav":
        return KINDS / f"tone{suffix}"
    path = folder / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000) + b"\x00\x40\x00\xc0" * 4000)
    return path


@pytest.mark.parametrize("embedded", [False, True], ids=["file", "embedded"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_is_attached_drawn_and_played(
    player: Player, suffix: str, embedded: bool, tmp_path: Path, qtbot: QtBot
) -> None:
    path, row = recorded(suffix, tmp_path), player.interview
    assert row
    if embedded:
        player._studio.study.attach_embedded(row, path)
    else:
        player.attaching.attach_file(row, path)
    qtbot.waitUntil(lambda: player.waveform._peaks is not None, timeout=PATIENCE)
    peaks = player.waveform._peaks
    assert peaks is not None
    assert abs(peaks.duration - 2000) <= 200  # some codings fill their last block
    assert peaks.columns(200, 850, 1)[0] < 5
    assert min(peaks.columns(1150, 1850, 4)) > 90
    player.play_from(1000)
    qtbot.waitUntil(lambda: player.position > 1200, timeout=PATIENCE)
    assert not player.saying.message.isVisible() or "loudspeaker" in player.saying.message.text()
    assert player.picture.isVisible() is (suffix == ".mp4")


def colour(widget: QWidget) -> str:
    """Tell the colour in the middle of a widget."""
    here = QColor(widget.grab().toImage().pixelColor(widget.rect().center()))
    return "red" if here.red() > 2 * here.blue() else "blue" if here.blue() > 2 * here.red() else "none"


def test_a_video_is_seen_folded_away_and_put_into_a_window(
    player: Player, studio: Studio, row: InterviewId, qtbot: QtBot
) -> None:
    studio.study.attach_recording(row, KINDS / "tone.mp4")
    assert not player.picture.isVisible() and not player.transport.picture_button.isVisible()
    player.seek(300)
    qtbot.waitUntil(lambda: colour(player.picture) == "red", timeout=PATIENCE)
    player.seek(1500)
    qtbot.waitUntil(lambda: colour(player.picture) == "blue", timeout=PATIENCE)
    assert player.picture.height() <= 12 * player.fontMetrics().lineSpacing()
    qtbot.mouseDClick(player.picture, LEFT)
    (large,) = player.findChildren(LargePicture)
    assert large.isWindow() and large.windowTitle() == "tone.mp4"
    assert colour(large) == "blue"
    player.seek(300)
    qtbot.waitUntil(lambda: colour(large) == "red", timeout=PATIENCE)
    qtbot.mouseClick(player.transport.picture_button, LEFT)
    assert not player.picture.isVisible()
    player.show_interview(studio.study.interviews()[1].id)
    qtbot.waitUntil(lambda: not player.findChildren(LargePicture), timeout=PATIENCE)
    again = Player(studio)
    qtbot.addWidget(again)
    assert not again.transport.picture_button.isChecked(), "what was folded stays folded"
