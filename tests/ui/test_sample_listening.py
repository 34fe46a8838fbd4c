"""The notes and the recording of the sample agree: a stamp plays its turn, or the player says why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from framework_qda import create_study
from framework_qda.tasks.importing import import_files, plan
from framework_qda.tasks.library import sample_folder
from framework_qda.tasks.sample_recordings import attach_recordings
from framework_qda.text.transcript import clock
from framework_qda.ui.recording.player import Player
from framework_qda.ui.studio import Studio

PATIENCE = 20_000
LENGTH = 75_494  # milliseconds


@pytest.fixture
def player(tmp_path: Path, qtbot: QtBot) -> Iterator[Player]:
    with create_study(tmp_path / "sample.fqda", analyst="Ann") as study:
        import_files(study, plan([sample_folder() / "interviews" / "01-la-team-manager.txt"], None))
        (interview,) = study.interviews()
        attach_recordings(study, sample_folder() / "recordings", lambda _stem: interview)
        widget = Player(Studio(study))
        qtbot.addWidget(widget)
        widget.show_interview(interview.id)
        with qtbot.waitExposed(widget):
            widget.show()
        qtbot.waitUntil(lambda: widget.waveform._peaks is not None, timeout=PATIENCE)
        yield widget
        widget.save()


def stamps(player: Player) -> list[int]:
    assert player.interview
    paragraphs = player._studio.study.transcript(player.interview).paragraphs
    return [each.time for each in paragraphs if each.time is not None]


def test_each_stamp_within_the_recording_is_where_a_turn_begins(player: Player) -> None:
    peaks = player.waveform._peaks
    assert peaks is not None
    within = [time for time in stamps(player) if time < LENGTH]
    assert len(within) == 3 and len(stamps(player)) > 10
    for time in within:
        assert max(peaks.columns(time, time + 400, 8)) < 3, f"the pause before a turn is at {clock(time)}"
        assert max(peaks.columns(time + 400, time + 2000, 8)) > 50


def test_a_stamp_plays_or_says_that_the_recording_ended(player: Player, qtbot: QtBot) -> None:
    for time in stamps(player):
        player.play_from(time)
        if time < LENGTH:
            qtbot.waitUntil(
                lambda time=time: player.engine.playing and time < player.position < time + 9000,
                timeout=PATIENCE,
            )
            assert "after the end" not in player.saying.message.text()
        else:
            assert not player.engine.playing
            assert player.saying.message.text() == (
                f"{clock(time)} lies after the end of this recording, which lasts 00:01:15."
            )
    player.play_from(stamps(player)[0])
    assert "after the end" not in player.saying.message.text()
