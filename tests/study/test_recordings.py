"""Recordings are attached, found again and never taken for another; extracts keep what was heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study, open_study
from framework_qda.errors import Refused, UnusableRecording
from framework_qda.sound.files import fingerprint
from framework_qda.study import recordings
from framework_qda.study.model import InterviewId, PassageId, PassageState, Recording, RecordingId
from framework_qda.text.transcript import Paragraph
from tests.study.making import told_by


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    folder = tmp_path / "far away"
    folder.mkdir()
    (folder / "talk.mp3").write_bytes(b"we met at the harbour" * 99)
    return folder / "talk.mp3"


@pytest.fixture
def interview(study: Study) -> InterviewId:
    return study.interviews()[0].id


def known(study: Study, recording: RecordingId) -> Recording:
    found = study.recording(recording)
    assert found is not None
    return found


def test_it_is_attached_where_it_lies_and_detached(study: Study, interview: InterviewId, sound: Path) -> None:
    recording = study.attach_recording(interview, sound)
    (found,) = study.recordings(interview)
    assert (found.id, found.name, found.path, found.embedded) == (recording, "talk.mp3", str(sound), False)
    assert (found.size, found.checksum) == (fingerprint(sound).size, fingerprint(sound).checksum)
    assert study.recording_file(found) == sound
    assert study.recordings(study.interviews()[1].id) == []
    study.detach_recording(recording)
    assert (study.recordings(interview), study.recording(recording)) == ([], None)
    assert sound.exists()
    study.undo()
    assert study.recordings(interview) == [found]


def test_one_that_was_moved_is_found_beside_the_study(
    study: Study, interview: InterviewId, sound: Path
) -> None:
    found = known(study, study.attach_recording(interview, sound))
    beside = sound.rename(study.path.parent / sound.name)
    assert study.recording_file(found) == beside
    elsewhere = beside.rename(beside.parent / "far away" / "other name.mp3")
    with pytest.raises(UnusableRecording, match=r"“talk\.mp3” is not where it was; choose"):
        study.recording_file(found)
    study.relocate_recording(found.id, elsewhere)
    assert study.recording_file(known(study, found.id)) == elsewhere


def test_another_file_is_never_taken_silently(study: Study, interview: InterviewId, sound: Path) -> None:
    found = known(study, study.attach_recording(interview, sound))
    other = sound.with_name("other.mp3")
    other.write_bytes(sound.read_bytes()[::-1])
    with pytest.raises(UnusableRecording, match=r"“other\.mp3” is not the recording that was attached as"):
        study.relocate_recording(found.id, other)
    assert study.recording(found.id) == found
    study.relocate_recording(found.id, other, changed=True)
    now = known(study, found.id)
    assert (now.path, now.checksum) == (str(other), fingerprint(other).checksum)
    other.write_bytes(b"cut")
    with pytest.raises(UnusableRecording, match=r"“other\.mp3” has changed since it was attached"):
        study.recording_file(now)


def test_it_is_kept_inside_the_study_and_written_out_again(
    study: Study, interview: InterviewId, sound: Path, tmp_path: Path
) -> None:
    data = sound.read_bytes()
    recording = study.attach_recording(interview, sound)
    study.embed_recording(recording)
    sound.unlink()
    found = known(study, recording)
    assert (found.embedded, found.path, study.recording_data(found)) == (True, "", data)
    out = tmp_path / "out.mp3"
    study.unembed_recording(recording, out)
    assert out.read_bytes() == data
    assert study.recording_file(known(study, recording)) == out
    study.undo()
    assert study.recording_data(known(study, recording)) == data
    with pytest.raises(UnusableRecording, match=r"“out\.mp3” exists already"):
        study.unembed_recording(recording, out)
    with pytest.raises(UnusableRecording, match=r"cannot be written .*choose another folder"):
        study.unembed_recording(recording, tmp_path / "nowhere" / "out.mp3")


def test_an_embedded_one_is_in_a_copy_of_the_study(
    study: Study, interview: InterviewId, sound: Path, tmp_path: Path
) -> None:
    (change,) = told_by(study, lambda: study.attach_embedded(interview, sound))
    assert change.sentence == "Attach the recording “talk.mp3” to Interview 1"
    study.save_copy(tmp_path / "copy.fqda")
    with open_study(tmp_path / "copy.fqda") as copy:
        (found,) = copy.recordings(interview)
        assert copy.recording_data(found) == sound.read_bytes()


def test_what_cannot_be_embedded_is_said(
    study: Study, interview: InterviewId, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = study.attach_recording(interview, sound)
    sound.write_bytes(sound.read_bytes()[::-1])
    with pytest.raises(UnusableRecording, match="has changed since it was attached"):
        study.embed_recording(recording)
    monkeypatch.setattr(recordings, "LARGEST_EMBEDDED", 10)
    with pytest.raises(Refused, match=r"“talk\.mp3” is too large to be kept inside the study"):
        study.embed_recording(recording)
    with pytest.raises(UnusableRecording, match="is not there any more"):
        study.attach_embedded(interview, sound.with_name("gone.mp3"))
    lost = known(study, recording)._replace(embedded=True)
    with pytest.raises(UnusableRecording, match="was erased from this study for good"):
        study.recording_data(lost)
    with pytest.raises(Refused, match="has been detached"):
        study.detach_recording(RecordingId("nobody"))


def test_a_recording_is_erased_for_good(
    study: Study, interview: InterviewId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = b"the voice of one who withdrew"
    path = tmp_path / "withdrawn.mp3"
    path.write_bytes(voice * 9999)
    extract = study.transcribe(interview, 0, 1000, "We met")
    recording = study.attach_embedded(interview, path)
    assert voice in study.path.read_bytes()
    size = study.path.stat().st_size
    study.erase_recording(recording)
    assert study.recording(recording) is None
    assert voice not in study.path.read_bytes()
    assert study.path.stat().st_size < size - len(voice) * 9000
    assert study.passage(extract) is not None
    assert study.actions()[0].sentence == "Detach the recording “withdrawn.mp3” and erase it for good"
    study.undo()
    with pytest.raises(
        UnusableRecording, match=r"“withdrawn\.mp3” was erased from this study for good; attach"
    ):
        study.recording_data(known(study, recording))
    assert study.problems() == []
    again = study.attach_embedded(interview, path)
    assert study.recording_data(known(study, again)) == voice * 9999
    assert study.recording_data(known(study, recording)) == voice * 9999


def test_only_what_the_study_alone_holds_is_erased(study: Study, interview: InterviewId, sound: Path) -> None:
    outside = study.attach_recording(interview, sound)
    with pytest.raises(Refused, match=r"“talk\.mp3” lies outside the study; detach it here"):
        study.erase_recording(outside)
    one, two = (study.attach_embedded(row.id, sound) for row in study.interviews()[:2])
    with pytest.raises(Refused, match=r"“talk\.mp3” is attached a second time; detach it there first"):
        study.erase_recording(one)
    study.detach_recording(two)
    assert study.detached_recordings() == (0, 0)
    study.detach_recording(one)
    assert study.detached_recordings() == (1, sound.stat().st_size)
    assert study.erase_detached() == 1
    assert (study.detached_recordings(), study.erase_detached()) == ((0, 0), 0)
    assert sound.read_bytes() not in study.path.read_bytes()
    study.undo()
    with pytest.raises(UnusableRecording, match="was erased from this study for good"):
        study.recording_data(known(study, one))
    assert study.problems() == []


def test_an_extract_stands_beside_the_notes_of_its_time(study: Study, interview: InterviewId) -> None:
    second = study.transcript(interview).text.index("The Café")
    late = study.transcribe(interview, 70_000, 75_000, "  the slow train came, it did  ")
    early = study.transcribe(interview, 2_000, 4_000, "We met at the harbour.")
    told = study.transcribe(interview, 3_000, 5_000, "The Café, you know.", paragraph=2)
    assert [each.id for each in study.extracts(interview)] == [early, told, late]
    found = study.passage(late)
    assert found is not None
    assert (found.kind, found.words, found.start, found.stop) == (
        "verbatim",
        "the slow train came, it did",
        second,
        second,
    )
    assert (found.time_start, found.time_stop, found.checked_by) == (70_000, 75_000, "")
    assert [passage.start for passage in study.extracts(interview)] == [0, second, second]
    assert study.time_of(found) == 70_000


def test_an_extract_is_checked_by_ear_and_unchecked_when_its_words_change(
    study: Study, interview: InterviewId
) -> None:
    extract = study.transcribe(interview, 0, 1000, "We met")
    study.check_by_ear(extract)
    (found,) = study.extracts(interview)
    assert found.checked_by == "Ann" and found.checked_at.startswith("20")
    study.edit_extract(extract, "We met")
    assert study.extracts(interview) == [found]
    study.edit_extract(extract, "We meet", 500)
    (found,) = study.extracts(interview)
    assert (found.words, found.time_start, found.time_stop) == ("We meet", 500, 1000)
    assert (found.checked_by, found.checked_at) == ("", "")
    study.check_by_ear(extract, by="Bea")
    assert study.extracts(interview)[0].checked_by == "Bea"
    study.check_by_ear(extract, checked=False)
    assert study.extracts(interview)[0].checked_by == ""
    study.delete_passage(extract)
    assert study.extracts(interview) == []
    study.undo()
    assert len(study.extracts(interview)) == 1


@pytest.mark.parametrize(
    ("start", "words", "reason"),
    [(0, " \n", "no word in the extract"), (5, "We", "ends after it begins"), (-1, "We", "ends")],
)
def test_what_is_no_extract_is_refused(
    study: Study, interview: InterviewId, start: int, words: str, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        study.transcribe(interview, start, 5, words)
    extract = study.transcribe(interview, 0, 1000, "We met")
    with pytest.raises(Refused, match=reason):
        study.edit_extract(extract, words, start, 5)
    notes = study.mark_passage(interview, 0, 6)
    with pytest.raises(Refused, match="only an extract is compared"):
        study.check_by_ear(notes)


def test_an_extract_stays_sound_when_the_notes_beside_it_are_corrected(
    study: Study, interview: InterviewId
) -> None:
    study.transcribe(interview, 70_000, 75_000, "the slow train came")
    study.correct_paragraph(interview, Paragraph(1, "They met.", "Interviewer", 0))
    study.correct_paragraph(interview, Paragraph(2, "Closed, the meadow. No train.", "Speaker", 65_000))
    (found,) = study.extracts(interview)
    assert found.state is PassageState.SOUND
    assert study.transcript(interview).text[found.start :].startswith("Closed")
    assert found.words == "the slow train came"


def test_stamping_the_notes_later_puts_extracts_beside_what_was_said_then(
    study: Study, interview: InterviewId
) -> None:
    second = study.transcript(interview).text.index("The Café")
    for number in (1, 2):
        study.stamp_paragraph(interview, number, None)
    by_time = study.transcribe(interview, 27_000, 45_000, "the slow train came")
    by_hand = study.transcribe(interview, 28_000, 45_000, "it did", paragraph=2)
    study.stamp_paragraph(interview, 2, 30_000)

    def place(extract: PassageId) -> int:
        found = study.passage(extract)
        assert found is not None
        return found.start

    assert (place(by_time), place(by_hand)) == (0, second), "not said yet at 27 seconds"
    study.stamp_paragraph(interview, 2, 20_000)
    assert (place(by_time), place(by_hand)) == (second, second)
    study.undo()
    assert (place(by_time), place(by_hand)) == (0, second)
    study.redo()
    study.edit_extract(by_time, "the slow train came", 1000)
    assert (place(by_time), place(by_hand)) == (0, second)
    study.undo()
    assert place(by_time) == second


def test_the_time_of_words_of_the_notes_is_that_of_the_last_stamp(
    study: Study, interview: InterviewId
) -> None:
    text = study.transcript(interview).text
    first, second = (
        study.passage(study.mark_passage(interview, at, at + 5)) for at in (0, text.index("Café"))
    )
    assert first and second
    assert (study.time_of(first), study.time_of(second)) == (0, 65_000)
    study.stamp_paragraph(interview, 2, None)
    study.stamp_paragraph(interview, 1, None)
    assert study.time_of(second) is None
