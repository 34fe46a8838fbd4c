"""Keep the words of interviews, each transcript once by its hash."""

from __future__ import annotations

from collections.abc import Iterable

from framework_qda.study.core import Core
from framework_qda.study.model import InterviewId
from framework_qda.text.transcript import Paragraph, Transcript


class TranscriptVerbs(Core):
    """Verbs on the words of interviews."""

    def keep_transcripts(self, transcripts: Iterable[Transcript]) -> None:
        """Store words that the study does not have yet.

        This is no action: words alone show nowhere until an interview points at them, and words that
        nothing in the study or its history points at are dropped by `drop_loose_transcripts`.
        """
        with self._database.transaction():
            for transcript in transcripts:
                self._keep(transcript)

    def _keep(self, transcript: Transcript) -> None:
        if self._database.value("SELECT id FROM transcript WHERE hash = ?", (transcript.hash,)):
            return
        self._database.run(
            "INSERT INTO transcript (hash, words) VALUES (?, ?)", (transcript.hash, transcript.words)
        )
        row = self._database.value("SELECT last_insert_rowid()")
        self._database.run_many(
            "INSERT INTO paragraph (transcript, number, speaker, time, text) VALUES (?, ?, ?, ?, ?)",
            [(row, p.number, p.speaker, p.time, p.text) for p in transcript.paragraphs],
        )

    def drop_loose_transcripts(self, hashes: Iterable[str]) -> None:
        """Drop stored words, those of a cancelled import, that no interview has ever pointed at."""
        with self._database.transaction():
            for transcript in hashes:
                used = self._database.value("SELECT 1 FROM interview WHERE transcript = ?", (transcript,))
                ever = self._database.value(
                    "SELECT 1 FROM action WHERE instr(changeset, CAST(? AS BLOB))", (transcript,)
                )
                if not (used or ever):
                    self._database.run("DELETE FROM transcript WHERE hash = ?", (transcript,))

    def transcript(self, interview: InterviewId) -> Transcript:
        """Give the words of an interview; a transcript without paragraphs where it has none."""
        rows = self._database.rows(
            "SELECT number, text, speaker, time FROM paragraph WHERE transcript ="
            " (SELECT transcript.id FROM interview JOIN transcript ON hash = interview.transcript"
            " WHERE interview.id = ?)"
            " ORDER BY number",
            (interview,),
        )
        return Transcript(tuple(Paragraph(*row) for row in rows))

    def transcript_words(self) -> dict[InterviewId, int]:
        """Count the words of each interview that has any."""
        rows = self._database.rows(
            "SELECT interview.id, words FROM interview JOIN transcript ON hash = interview.transcript"
        )
        return {InterviewId(interview): words for interview, words in rows}
