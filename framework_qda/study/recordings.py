"""Keep the recordings of interviews, and the extracts that were transcribed from them."""

from __future__ import annotations

from pathlib import Path

from framework_qda.errors import Refused, UnusableRecording
from framework_qda.sound.files import Fingerprint, fingerprint, fingerprint_of, read_whole, unreadable
from framework_qda.study.core import kept, new_id
from framework_qda.study.correcting import CorrectingVerbs, placed_by_time
from framework_qda.study.model import VERBATIM, InterviewId, Passage, PassageId, Recording, RecordingId
from framework_qda.text.times import beginning, place_at, time_at
from framework_qda.text.transcript import clock

LARGEST_EMBEDDED = 200_000_000  # bytes: writing more would hold up everything else too long

_DETACHED = "WHERE checksum NOT IN (SELECT checksum FROM recording WHERE embedded)"
_RECORDING = "id, interview, name, path, size, checksum, embedded"


class RecordingVerbs(CorrectingVerbs):
    """Verbs on recordings and extracts; those that read a whole file belong off the GUI thread."""

    @kept("recording")
    def recordings(self, interview: InterviewId) -> list[Recording]:
        """List the recordings of an interview by name."""
        rows = self._database.rows(
            f"SELECT {_RECORDING} FROM recording WHERE interview = ? ORDER BY name, id", (interview,)
        )
        return [_recording(row) for row in rows]

    def recording(self, recording: RecordingId) -> Recording | None:
        """Give one recording, None where it is detached."""
        row = self._database.row(f"SELECT {_RECORDING} FROM recording WHERE id = ?", (recording,))
        return _recording(row) if row else None

    def attach_recording(
        self, interview: InterviewId, path: Path, known: Fingerprint | None = None
    ) -> RecordingId:
        """Attach a recording where it lies; its fingerprint tells later whether it is still the same.

        Without `known` the whole file is read for it. Raises UnusableRecording where that cannot be done.
        """
        known, recording = known or fingerprint(path), RecordingId(new_id())
        with self.action(f"Attach the recording “{path.name}” to {self._name('interview', interview)}"):
            self._database.run(
                "INSERT INTO recording VALUES (?, ?, ?, ?, ?, ?, 0)",
                (recording, interview, path.name, str(path.absolute()), known.size, known.checksum),
            )
        return recording

    def attach_embedded(self, interview: InterviewId, path: Path) -> RecordingId:
        """Attach a recording and keep a copy inside the study, as one action."""
        data = _small_enough(path, path.name)
        known = fingerprint_of(data)
        with self.action(f"Attach the recording “{path.name}” to {self._name('interview', interview)}"):
            recording = self.attach_recording(interview, path, known)
            self._embed(recording, known.checksum, data)
        return recording

    def detach_recording(self, recording: RecordingId) -> None:
        """Take a recording off its interview; the file stays where it is, and so do extracts.

        What the study itself holds of it stays too, for undo, until it is erased.
        """
        found = self._known_recording(recording)
        with self.action(f"Detach the recording “{found.name}”"):
            self._database.run("DELETE FROM recording WHERE id = ?", (recording,))

    def erase_recording(self, recording: RecordingId) -> None:
        """Detach an embedded recording and erase its sound for good: undo brings only its name back.

        Not inside another action: the file is written anew. Raises Refused where the study does not hold it
        or another interview has the same, DiskFull or CannotWrite.
        """
        found = self._known_recording(recording)
        if not found.embedded:
            raise Refused(f"“{found.name}” lies outside the study; detach it here and delete its file there.")
        if self._database.value(
            "SELECT 1 FROM recording WHERE embedded AND checksum = ? AND id <> ?", (found.checksum, recording)
        ):
            raise Refused(f"“{found.name}” is attached a second time; detach it there first, then erase it.")
        self._erase_thoroughly()
        with self.action(f"Detach the recording “{found.name}” and erase it for good"):
            self._database.run("DELETE FROM recording WHERE id = ?", (recording,))
            self._database.run("DELETE FROM media WHERE checksum = ?", (found.checksum,))
        self._database.scour()

    def detached_recordings(self) -> tuple[int, int]:
        """Tell how many recordings the study holds for undo only, attached to nothing, and their bytes."""
        row = self._database.row(f"SELECT count(*), coalesce(sum(length(data)), 0) FROM media {_DETACHED}")
        assert row is not None
        return row[0], row[1]

    def erase_detached(self) -> int:
        """Erase for good what the study holds of recordings for undo only, and tell how many they were.

        Raises DiskFull or CannotWrite.
        """
        count, _ = self.detached_recordings()
        if count:
            self._erase_thoroughly()
            with self._database.transaction():
                self._database.run(f"DELETE FROM media {_DETACHED}")
            self._database.scour()
        return count

    def _erase_thoroughly(self) -> None:
        """Have SQLite overwrite what it deletes, in case the file cannot be written anew."""
        self._database.rows("PRAGMA secure_delete = ON")

    def relocate_recording(
        self, recording: RecordingId, path: Path, known: Fingerprint | None = None, *, changed: bool = False
    ) -> None:
        """Say where a recording lies now.

        Raises UnusableRecording where that is another file than the one attached, unless `changed` says
        that a person knows and takes it all the same.
        """
        found, known = self._known_recording(recording), known or fingerprint(path)
        if known != Fingerprint(found.size, found.checksum) and not changed:
            raise UnusableRecording(
                path,
                f"is not the recording that was attached as “{found.name}”",
                "choose another file, or take it knowing that times may differ",
            )
        with self.action(f"Say where the recording “{found.name}” lies"):
            self._database.run(
                "UPDATE recording SET name = ?, path = ?, size = ?, checksum = ?, embedded = 0 WHERE id = ?",
                (path.name, str(path.absolute()), known.size, known.checksum, recording),
            )

    def embed_recording(self, recording: RecordingId) -> None:
        """Keep a copy of a recording inside the study.

        Raises UnusableRecording where the file is missing or changed, Refused where it is too large.
        """
        found = self._known_recording(recording)
        if found.embedded:
            return
        path = self.recording_file(found)
        data = _small_enough(path, found.name)
        if fingerprint_of(data).checksum != found.checksum:
            raise changed_recording(path)
        with self.action(f"Keep the recording “{found.name}” inside the study"):
            self._embed(recording, found.checksum, data)

    def _embed(self, recording: RecordingId, checksum: str, data: bytes) -> None:
        self._database.run("INSERT INTO media VALUES (?, ?) ON CONFLICT DO NOTHING", (checksum, data))
        self._database.run("UPDATE recording SET embedded = 1, path = '' WHERE id = ?", (recording,))

    def unembed_recording(self, recording: RecordingId, path: Path) -> None:
        """Write an embedded recording to a file, and refer to that from now on.

        The study keeps what undo needs, so its file does not become smaller. Raises UnusableRecording
        where the file cannot be written or another one lies there.
        """
        found = self._known_recording(recording)
        data = self.recording_data(found)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            raise UnusableRecording(path, "exists already", "choose another name") from None
        except OSError as error:
            why = f" ({error.strerror})" if error.strerror else ""
            raise UnusableRecording(path, f"cannot be written{why}", "choose another folder") from None
        with self.action(f"Keep the recording “{found.name}” outside the study"):
            self._database.run(
                "UPDATE recording SET embedded = 0, name = ?, path = ? WHERE id = ?",
                (path.name, str(path.absolute()), recording),
            )

    def recording_file(self, recording: Recording) -> Path:
        """Find the file of a recording: where it lay last, or else beside the study under its name.

        Raises UnusableRecording where it is missing, or has another size and so is not the same any more.
        The same size does not prove it the same: its fingerprint does.
        """
        given, beside = Path(recording.path or recording.name), self.path.absolute().parent / recording.name
        there = [path for path in (given, beside) if path.is_file()]
        same = next((path for path in there if path.stat().st_size == recording.size), None)
        if same:
            return same
        if there:
            raise changed_recording(there[0])
        raise UnusableRecording(
            given, "is not where it was", "choose where it lies now, or put it beside the study"
        )

    def recording_data(self, recording: Recording) -> bytes:
        """Give what an embedded recording holds; raises UnusableRecording where that was erased."""
        data = self._database.value("SELECT data FROM media WHERE checksum = ?", (recording.checksum,))
        if data is None:
            raise UnusableRecording(
                Path(recording.name), "was erased from this study for good", "attach its file if you have it"
            )
        return data

    # Extracts ---------------------------------------------------------------------------------------

    def extracts(self, interview: InterviewId) -> list[Passage]:
        """List what was transcribed from the recording of an interview, in its order."""
        found = [passage for passage in self.passages(interview) if passage.kind == VERBATIM]
        return sorted(found, key=lambda passage: (passage.time_start or 0, passage.time_stop or 0))

    def transcribe(
        self, interview: InterviewId, start: int, stop: int, words: str, paragraph: int | None = None
    ) -> PassageId:
        """Keep the words said between two times of the recording, in milliseconds, as a verbatim passage.

        It stands in the notes at the paragraph of that number, or else at the latest one whose time is not
        after its beginning. Raises Refused where there is no word, or the times are no stretch of time.
        """
        words, passage = _heard(words), PassageId(new_id())
        _check_times(start, stop)
        notes = self.transcript(interview)
        place = place_at(notes, start) if paragraph is None else beginning(notes, paragraph)
        with self.action(f"Transcribe an extract of {self._name('interview', interview)} at {clock(start)}"):
            self._database.run(
                "INSERT INTO passage (id, interview, kind, start, stop, words, time_start, time_stop)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (passage, interview, VERBATIM, place, place, words, start, stop),
            )
        return passage

    def edit_extract(
        self, passage: PassageId, words: str, start: int | None = None, stop: int | None = None
    ) -> None:
        """Change the words of an extract, or its times; it needs checking by ear again then.

        Where it stood in the notes by its time, it stands by its new time.
        """
        found, words = self._extract(passage), _heard(words)
        start = found.time_start if start is None else start
        stop = found.time_stop if stop is None else stop
        _check_times(start, stop)
        if (found.words, found.time_start, found.time_stop) == (words, start, stop):
            return
        with self.action(f"Change an extract of {self._name('interview', found.interview)}"):
            self._database.run(
                "UPDATE passage SET words = ?, time_start = ?, time_stop = ?, checked_by = '',"
                " checked_at = '' WHERE id = ?",
                (words, start, stop, passage),
            )
            notes = self.transcript(found.interview)
            self._keep_place(found, placed_by_time(found, notes, found._replace(time_start=start), notes))

    def check_by_ear(self, passage: PassageId, checked: bool = True, *, by: str = "") -> None:
        """Record who compared an extract with the recording, and when; or that nobody did."""
        found = self._extract(passage)
        who, when = (by or self.analyst, self._history.now()) if checked else ("", "")
        what = "Check by ear" if checked else "Take back the check by ear of"
        with self.action(f"{what} an extract of {self._name('interview', found.interview)}"):
            self._database.run(
                "UPDATE passage SET checked_by = ?, checked_at = ? WHERE id = ?", (who, when, passage)
            )

    def time_of(self, passage: Passage) -> int | None:
        """Tell from when in the recording a passage can be heard, in milliseconds, as far as is known."""
        if passage.time_start is not None:
            return passage.time_start
        return time_at(self.transcript(passage.interview), passage.start)

    def _known_recording(self, recording: RecordingId) -> Recording:
        found = self.recording(recording)
        if found is None:
            raise Refused("That recording has been detached; undo brings it back.")
        return found

    def _extract(self, passage: PassageId) -> Passage:
        found = self._known(passage)
        if found.kind != VERBATIM:
            raise Refused("Those are words of the notes; only an extract is compared with the recording.")
        return found


def changed_recording(path: Path) -> UnusableRecording:
    """Say that a file is not the one that was attached."""
    return UnusableRecording(
        path, "has changed since it was attached", "choose the right file, or take this one as it is now"
    )


def _recording(row: tuple[str, str, str, str, int, str, int]) -> Recording:
    recording, interview, name, path, size, checksum, embedded = row
    return Recording(
        RecordingId(recording), InterviewId(interview), name, path, size, checksum, bool(embedded)
    )


def _small_enough(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from None
    if size > LARGEST_EMBEDDED:
        raise Refused(
            f"“{name}” is too large to be kept inside the study; leave it where it is, or beside the study."
        )
    return read_whole(path)


def _heard(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused("There is no word in the extract yet; type what you hear.")
    return words


def _check_times(start: int | None, stop: int | None) -> None:
    if start is None or stop is None or not 0 <= start < stop:
        raise Refused("An extract ends after it begins; mark both again.")
