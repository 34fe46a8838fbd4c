"""The sample's recording is inside its study, with extracts whose words are what its voices say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study, create_study
from framework_qda.study.model import Interview
from framework_qda.tasks.importing import import_files, plan
from framework_qda.tasks.library import sample_folder
from framework_qda.tasks.sample_recordings import attach_recordings

FOLDER = sample_folder() / "recordings"
SOUND = FOLDER / "01-la-team-manager-extract.ogg"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Study, Interview]]:
    with create_study(tmp_path / "sample.fqda", analyst="Ann") as study:
        import_files(study, plan([sample_folder() / "interviews" / "01-la-team-manager.txt"], None))
        (interview,) = study.interviews()
        asked = list[str]()
        attach_recordings(study, FOLDER, lambda stem: asked.append(stem) or interview)
        assert asked == ["01-la-team-manager"]
        yield study, interview


def spoken() -> str:
    words = re.sub(r"<[^>]+>", " ", SOUND.with_suffix(".ssml").read_text("utf-8"))
    return " ".join(words.replace("E D", "ED").split())


def test_the_recording_is_inside_the_study(made: tuple[Study, Interview]) -> None:
    study, interview = made
    (recording,) = study.recordings(interview.id)
    assert recording.embedded
    assert study.recording_data(recording) == SOUND.read_bytes()
    assert recording.size < 500_000
    assert study.actions()[0].sentence.endswith("with 2 extracts")


def test_the_extracts_are_what_the_voice_says_where_the_notes_say_it(made: tuple[Study, Interview]) -> None:
    study, interview = made
    extracts, text = study.extracts(interview.id), study.transcript(interview.id).text
    assert len(extracts) == 2
    for extract in extracts:
        assert extract.words in spoken()
        assert extract.words in text[extract.start :].split("\n")[0]
        assert extract.checked_by == "Sample"
