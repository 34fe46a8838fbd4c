"""Correct the words of an interview, and carry every passage across by the correction itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from framework_qda.errors import Refused
from framework_qda.study.evidence import EvidenceVerbs
from framework_qda.study.model import VERBATIM, InterviewId, Passage, PassageState
from framework_qda.text.anchoring import Edit, Found, How, Span, carry, edits_between, locate
from framework_qda.text.transcript import Paragraph, Transcript

_LEAST_ALIKE = 50.0  # of 100, where the edits tell the place and a person confirms it


class CorrectingVerbs(EvidenceVerbs):
    """Verbs that make a new revision of an interview's words; the one before stays for undo."""

    def correct_paragraph(self, interview: InterviewId, paragraph: Paragraph) -> None:
        """Put another text, speaker and time in the place of the paragraph of that number."""
        if not paragraph.text.strip():
            raise Refused("A paragraph needs at least one word; leave it as it is, or correct its words.")
        before = self.transcript(interview)
        paragraphs = [paragraph if each.number == paragraph.number else each for each in before.paragraphs]
        self._revise(interview, before, paragraphs, f"Correct paragraph {paragraph.number}")

    def replace_words(
        self,
        interview: InterviewId,
        words: str,
        instead: str,
        *,
        whole: bool = False,
        anonymous: bool = False,
    ) -> int:
        """Put other words in the place of every occurrence in an interview, and tell how many there were.

        With `whole` only whole words count; with `anonymous` the history does not say which words these were.
        Raises Refused where a paragraph would be left without a word.
        """
        before, pattern = self.transcript(interview), _pattern(words, whole)
        replaced = [pattern.subn(lambda _: instead, each.text) for each in before.paragraphs]
        count = sum(times for _, times in replaced) if words else 0
        if count:
            if any(times and not text.strip() for text, times in replaced):
                raise Refused("That would leave a paragraph without a word; put something in their place.")
            paragraphs = [
                replace(each, text=text) for each, (text, _) in zip(before.paragraphs, replaced, strict=True)
            ]
            what = "Replace a name" if anonymous else f"Replace “{words}” by “{instead}”"
            self._revise(interview, before, paragraphs, f"{what}, {count} times,")
        return count

    def occurrences(
        self, words: str, *, whole: bool = False, interview: InterviewId | None = None
    ) -> dict[InterviewId, int]:
        """Count how often words stand in each interview that has them, or in the one given."""
        if not words:
            return {}
        rows = self._database.rows(
            "SELECT interview.id, text FROM interview JOIN transcript ON hash = interview.transcript"
            " JOIN paragraph ON paragraph.transcript = transcript.id WHERE instr(text, ?)"
            f"{' AND interview.id = ?' if interview else ''}",
            (words, interview) if interview else (words,),
        )
        pattern, counts = _pattern(words, whole), Counter[InterviewId]()
        for row, text in rows:
            counts[InterviewId(row)] += len(pattern.findall(text))
        return {row: count for row, count in counts.items() if count}

    def replace_everywhere(self, words: str, instead: str, *, whole: bool = False) -> int:
        """Replace words in every interview, as one action that does not name them; tell how many times."""
        with self.action("Replace a name in all interviews"):
            return sum(
                self.replace_words(row, words, instead, whole=whole, anonymous=True)
                for row in self.occurrences(words, whole=whole)
            )

    def stamp_paragraph(self, interview: InterviewId, number: int, time: int | None) -> None:
        """Say when in the recording a paragraph begins, in milliseconds, or that it is not known."""
        before = self.transcript(interview)
        paragraphs = [
            replace(each, time=time) if each.number == number else each for each in before.paragraphs
        ]
        self._revise(interview, before, paragraphs, f"Stamp paragraph {number}")

    def _revise(
        self, interview: InterviewId, before: Transcript, paragraphs: list[Paragraph], what: str
    ) -> None:
        after = Transcript(tuple(paragraphs))
        if after.hash == before.hash:
            return
        self.keep_transcripts([after])
        with self.action(f"{what} in {self._name('interview', interview)}"):
            self._database.run("UPDATE interview SET transcript = ? WHERE id = ?", (after.hash, interview))
            edits = edits_between(before.text, after.text)
            for passage in self.passages(interview):
                self._carry(passage, edits, after.text)

    def _carry(self, passage: Passage, edits: tuple[Edit, ...], text: str) -> None:
        moved = carried(passage, edits, text)
        if moved != passage:
            self._database.run(
                "UPDATE passage SET start = ?, stop = ?, state = ?, score = ? WHERE id = ?",
                (moved.start, moved.stop, moved.state, moved.score, passage.id),
            )


def _where_edited(words: str, span: Span, text: str) -> Found | None:
    """Take words too short to be looked for as those that the edits themselves made of them."""
    from rapidfuzz.fuzz import ratio

    now = text[span.start : span.end]
    stripped = now.strip()
    score = ratio(words, stripped)
    if score < _LEAST_ALIKE:
        return None
    start = span.start + now.index(stripped)
    return Found(Span(start, start + len(stripped)), How.LIKE, score)


def _pattern(words: str, whole: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if whole else re.escape(words))


def carried(passage: Passage, edits: tuple[Edit, ...], text: str) -> Passage:
    """Tell what becomes of a passage: where it is now, where it is likeliest, or that it is lost.

    Only a passage that no edit touched stays sound; a person confirms any other. One of words heard in the
    recording only stands beside the notes, at the beginning of a paragraph, and stays beside that.
    """
    span, intact = carry(Span(passage.start, passage.stop), edits)
    if passage.kind == VERBATIM:
        line = text.rfind("\n", 0, span.start) + 1
        return replace(passage, start=line, stop=line)
    if intact and passage.state is not PassageState.LOST:
        return replace(passage, start=span.start, stop=span.end)
    if text[span.start : span.end] == passage.words:
        return replace(passage, start=span.start, stop=span.end, state=PassageState.SOUND, score=100.0)
    found = locate(passage.words, text, near=span.start) or _where_edited(passage.words, span, text)
    if found is None:
        return replace(passage, start=span.start, stop=span.end, state=PassageState.LOST, score=0.0)
    return replace(
        passage,
        start=found.span.start,
        stop=found.span.end,
        state=PassageState.DOUBTFUL,
        score=round(found.score, 1),
    )
