"""Mark passages of interviews and index them to sub-topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from framework_qda.errors import Refused
from framework_qda.study.core import kept, new_id
from framework_qda.study.model import (
    VERBATIM,
    CellKey,
    InterviewId,
    Passage,
    PassageId,
    PassageState,
    SubTopicId,
)
from framework_qda.study.transcripts import TranscriptVerbs
from framework_qda.text.counting import counted

_PASSAGE = ", ".join(
    f"passage.{column}"
    for column in (
        "id", "interview", "kind", "start", "stop", "words", "state", "score",
        "time_start", "time_stop", "checked_by", "checked_at", "note",
    )
)  # fmt: skip


class EvidenceVerbs(TranscriptVerbs):
    """Verbs on passages and their indexing."""

    def passages(self, interview: InterviewId) -> list[Passage]:
        """List the passages of an interview in the order of its text."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM passage WHERE interview = ? ORDER BY start, stop, id", (interview,)
        )
        return [_passage(row) for row in rows]

    def passage(self, passage: PassageId) -> Passage | None:
        """Give one passage, None where it is gone."""
        row = self._database.row(f"SELECT {_PASSAGE} FROM passage WHERE id = ?", (passage,))
        return _passage(row) if row else None

    def indexed(self, interview: InterviewId) -> dict[PassageId, list[SubTopicId]]:
        """Tell to which sub-topics, in framework order, each passage of an interview is indexed."""
        rows = self._database.rows(
            "SELECT passage, subtopic FROM indexing JOIN passage ON passage.id = passage"
            " JOIN subtopic ON subtopic.id = subtopic JOIN matrix ON matrix.id = matrix WHERE interview = ?"
            " ORDER BY matrix.position, subtopic.position",
            (interview,),
        )
        found: dict[PassageId, list[SubTopicId]] = {}
        for passage, subtopic in rows:
            found.setdefault(PassageId(passage), []).append(SubTopicId(subtopic))
        return found

    def evidence(self, interview: InterviewId, subtopic: SubTopicId) -> list[Passage]:
        """List the passages of an interview indexed to a sub-topic, in the order of the text."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM indexing JOIN passage ON passage.id = indexing.passage"
            " WHERE subtopic = ? AND interview = ? ORDER BY start, stop, passage.id",
            (subtopic, interview),
        )
        return [_passage(row) for row in rows]

    def indexed_at(self, interview: InterviewId, subtopic: SubTopicId) -> dict[PassageId, str]:
        """Tell when (ISO 8601, UTC) each passage of an interview was indexed to a sub-topic."""
        rows = self._database.rows(
            "SELECT passage, at FROM indexing JOIN passage ON passage.id = passage"
            " WHERE subtopic = ? AND interview = ?",
            (subtopic, interview),
        )
        return {PassageId(passage): at for passage, at in rows}

    def evidence_of(self, subtopic: SubTopicId) -> list[Passage]:
        """List the passages indexed to a sub-topic across all interviews, in reading order."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM indexing JOIN passage ON passage.id = indexing.passage"
            " JOIN interview ON interview.id = passage.interview JOIN area ON area.id = interview.area"
            " WHERE subtopic = ?"
            " ORDER BY area.position, area.id, interview.position, interview.id, start, stop, passage.id",
            (subtopic,),
        )
        return [_passage(row) for row in rows]

    @kept("passage", "indexing")
    def words_indexed(self) -> Mapping[SubTopicId, int]:
        """Count the words of all passages indexed to each sub-topic."""
        found: dict[SubTopicId, int] = {}
        for subtopic, words in self._database.rows(
            "SELECT subtopic, words FROM indexing JOIN passage ON passage.id = passage"
        ):
            found[SubTopicId(subtopic)] = found.get(SubTopicId(subtopic), 0) + len(words.split())
        return found

    def unsettled_passages(self) -> list[Passage]:
        """List the passages, in reading order, that corrections of their words left doubtful or lost."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM passage"
            " JOIN interview ON interview.id = passage.interview JOIN area ON area.id = interview.area"
            " WHERE state <> 'sound'"
            " ORDER BY area.position, area.id, interview.position, interview.id, start, stop, passage.id"
        )
        return [_passage(row) for row in rows]

    @kept("indexing", "cell", "passage")
    def new_evidence(self) -> Mapping[CellKey, int]:
        """Count, for each charted cell that has any, the passages indexed since it was last written."""
        rows = self._database.rows(
            "SELECT passage.interview, indexing.subtopic, count(*) FROM indexing"
            " JOIN passage ON passage.id = indexing.passage JOIN cell ON cell.interview = passage.interview"
            " AND cell.subtopic = indexing.subtopic WHERE indexing.at > cell.charted_at GROUP BY 1, 2"
        )
        return {(InterviewId(interview), SubTopicId(subtopic)): count for interview, subtopic, count in rows}

    def index(
        self, interview: InterviewId, start: int, stop: int, subtopics: Iterable[SubTopicId]
    ) -> PassageId:
        """Index a stretch of an interview's text to sub-topics, as one action.

        Characters count in the interview's text; white space at either end is left out. A passage that is
        there already, with the same ends, is used. Raises Refused where no word is in it.
        """
        subtopics = list(subtopics)
        start, stop, words = self._trimmed(interview, start, stop)
        names = ", ".join(f"“{self._name('subtopic', subtopic)}”" for subtopic in subtopics)
        with self.action(f"Index a passage of {self._name('interview', interview)} to {names}"):
            passage = self._at(interview, start, stop) or self._mark(interview, start, stop, words)
            for subtopic in subtopics:
                self._database.run(
                    "INSERT INTO indexing VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (passage, subtopic, self.analyst, self._history.now()),
                )
        return passage

    def index_many(
        self, spans: Sequence[tuple[InterviewId, int, int]], subtopics: Sequence[SubTopicId]
    ) -> list[PassageId]:
        """Index several stretches to the same sub-topics, as one action."""
        names = ", ".join(f"“{self._name('subtopic', subtopic)}”" for subtopic in subtopics)
        with self.action(f"Index {counted(len(spans), 'a passage', '%d passages')} to {names}"):
            return [self.index(interview, start, stop, subtopics) for interview, start, stop in spans]

    def mark_passage(self, interview: InterviewId, start: int, stop: int) -> PassageId:
        """Mark a stretch of an interview's text without indexing it, to link it or write a memo on it."""
        start, stop, words = self._trimmed(interview, start, stop)
        if there := self._at(interview, start, stop):
            return there
        with self.action(f"Mark a passage of {self._name('interview', interview)}"):
            return self._mark(interview, start, stop, words)

    def unindex(self, passage: PassageId, subtopic: SubTopicId) -> None:
        """Take a passage out of a sub-topic; the passage itself stays."""
        with self.action(f"Take a passage out of “{self._name('subtopic', subtopic)}”"):
            self._database.run("DELETE FROM indexing WHERE passage = ? AND subtopic = ?", (passage, subtopic))

    def stretch_passage(self, passage: PassageId, start: int, stop: int) -> None:
        """Extend or trim a passage to other ends."""
        found = self._known(passage)
        if found.kind == VERBATIM:
            raise Refused("Those words are from the recording; change the times of the extract instead.")
        start, stop, words = self._trimmed(found.interview, start, stop)
        with self.action(f"Move the ends of a passage of {self._name('interview', found.interview)}"):
            self._database.run(
                "UPDATE passage SET start = ?, stop = ?, words = ?, state = 'sound', score = 100"
                " WHERE id = ?",
                (start, stop, words, passage),
            )

    def annotate_passage(self, passage: PassageId, note: str) -> None:
        """Write a short note on a passage."""
        found = self._known(passage)
        with self.action(f"Annotate a passage of {self._name('interview', found.interview)}"):
            self._database.run("UPDATE passage SET note = ? WHERE id = ?", (note.strip(), passage))

    def delete_passage(self, passage: PassageId) -> None:
        """Delete a passage with its indexing; undo brings both back."""
        found = self._known(passage)
        with self.action(f"Delete a passage of {self._name('interview', found.interview)}"):
            self._database.run("DELETE FROM passage WHERE id = ?", (passage,))

    def confirm_passage(self, passage: PassageId) -> None:
        """Accept where a doubtful passage was found again: its words become those that stand there."""
        found = self._known(passage)
        if found.state is PassageState.DOUBTFUL:
            with self.action(f"Confirm where a passage of {self._name('interview', found.interview)} is"):
                self.stretch_passage(passage, found.start, found.stop)

    def leave_as_lost(self, passage: PassageId) -> None:
        """Say that the words of a doubtful passage are no longer in the text; it stays, marked as lost."""
        found = self._known(passage)
        if found.state is PassageState.DOUBTFUL:
            with self.action(f"Leave a passage of {self._name('interview', found.interview)} as lost"):
                self._database.run("UPDATE passage SET state = 'lost', score = 0 WHERE id = ?", (passage,))

    def _known(self, passage: PassageId) -> Passage:
        found = self.passage(passage)
        if found is None:
            raise Refused("That passage has been deleted; undo brings it back.")
        return found

    def _trimmed(self, interview: InterviewId, start: int, stop: int) -> tuple[int, int, str]:
        words = self.transcript(interview).text[start:stop]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            raise Refused("There is no word in that stretch; select some words first.")
        return start, start + len(words), words

    def _at(self, interview: InterviewId, start: int, stop: int) -> PassageId | None:
        return self._database.value(
            "SELECT id FROM passage WHERE interview = ? AND start = ? AND stop = ?"
            " AND kind = 'notes' AND state = 'sound' ORDER BY id",
            (interview, start, stop),
        )

    def _mark(self, interview: InterviewId, start: int, stop: int, words: str) -> PassageId:
        passage = PassageId(new_id())
        self._database.run(
            "INSERT INTO passage (id, interview, kind, start, stop, words) VALUES (?, ?, 'notes', ?, ?, ?)",
            (passage, interview, start, stop, words),
        )
        return passage


def _passage(row: Sequence[object]) -> Passage:
    passage, interview, kind, start, stop, words, state, score, *rest = row
    return Passage(
        PassageId(str(passage)),
        InterviewId(str(interview)),
        str(kind),
        int(str(start)),
        int(str(stop)),
        str(words),
        PassageState(str(state)),
        float(str(score)),
        *rest,  # type: ignore[arg-type]
    )
