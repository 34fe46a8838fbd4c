"""Correct the words of an interview, and carry every passage across by the correction itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from framework_qda.errors import Refused
from framework_qda.study.evidence import EvidenceVerbs
from framework_qda.study.model import VERBATIM, InterviewId, Passage, PassageState
from framework_qda.text.anchoring import Edit, Found, How, Span, carry, edits_between, locate
from framework_qda.text.counting import counted
from framework_qda.text.times import place_at
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

        The names of speakers count as well; with `whole` only whole words do. With `anonymous` the history
        does not say which words these were. Raises Refused where a paragraph would be left without a word.
        """
        if not words:
            return 0
        before, pattern = self.transcript(interview), pattern_of(words, whole)
        paragraphs = [_replaced(each, pattern, instead) for each in before.paragraphs]
        parts = [part for each in before.paragraphs for part in (each.text, each.speaker)]
        count = sum(len(pattern.findall(part)) for part in parts)
        if not all(each.text.strip() for each in paragraphs):
            raise Refused("That would leave a paragraph without a word; put something in their place.")
        if count:
            what = "Replace a name" if anonymous else f"Replace “{words}” by “{instead}”"
            times = counted(count, "once", "%d times")
            edits = tuple(_edits(before, pattern, instead))
            self._revise(interview, before, paragraphs, f"{what}, {times},", edits)
        return count

    def occurrences(
        self, words: str, *, whole: bool = False, interview: InterviewId | None = None
    ) -> dict[InterviewId, int]:
        """Count how often words stand in the text and the speakers of each interview that has them.

        With `interview`, only that one is read.
        """
        if not words:
            return {}
        rows = self._database.rows(
            "SELECT interview.id, text, speaker FROM interview JOIN transcript ON hash = interview.transcript"
            " JOIN paragraph ON paragraph.transcript = transcript.id"
            f" WHERE (instr(text, ?1) OR instr(speaker, ?1)){' AND interview.id = ?2' if interview else ''}",
            (words, interview) if interview else (words,),
        )
        pattern, counts = pattern_of(words, whole), Counter[InterviewId]()
        for row, *parts in rows:
            counts[InterviewId(row)] += sum(len(pattern.findall(part)) for part in parts)
        return {row: count for row, count in counts.items() if count}

    def stamp_paragraph(self, interview: InterviewId, number: int, time: int | None) -> None:
        """Say when in the recording a paragraph begins, in milliseconds, or that it is not known."""
        before = self.transcript(interview)
        paragraphs = [
            each._replace(time=time) if each.number == number else each for each in before.paragraphs
        ]
        self._revise(interview, before, paragraphs, f"Stamp paragraph {number}")

    def _revise(
        self,
        interview: InterviewId,
        before: Transcript,
        paragraphs: list[Paragraph],
        what: str,
        edits: tuple[Edit, ...] | None = None,
    ) -> None:
        """Store other paragraphs; `edits` are those of the text where they are known and need no guess."""
        after = Transcript(tuple(paragraphs))
        if after.hash == before.hash:
            return
        self.keep_transcripts([after])
        with self.action(f"{what} in {self._name('interview', interview)}"):
            self._database.run("UPDATE interview SET transcript = ? WHERE id = ?", (after.hash, interview))
            made = edits_between(before.text, after.text) if edits is None else edits
            for passage in self.passages(interview):
                now = carried(passage, made, after.text, known=edits is not None)
                self._keep_place(passage, placed_by_time(passage, before, now, after))

    def _keep_place(self, passage: Passage, now: Passage) -> None:
        if now != passage:
            self._database.run(
                "UPDATE passage SET start = ?, stop = ?, state = ?, score = ? WHERE id = ?",
                (now.start, now.stop, now.state, now.score, now.id),
            )


def placed_by_time(passage: Passage, before: Transcript, now: Passage, after: Transcript) -> Passage:
    """Put an extract that stood in the notes by its time where its time is now; leave any other passage."""
    was, heard = passage.time_start, now.time_start
    if passage.kind != VERBATIM or was is None or heard is None or passage.start != place_at(before, was):
        return now
    place = place_at(after, heard)
    return now._replace(start=place, stop=place)


def pattern_of(words: str, whole: bool) -> re.Pattern[str]:
    """Make a pattern that finds words as they stand, with `whole` only where no longer word has them."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if whole else re.escape(words))


def _replaced(paragraph: Paragraph, pattern: re.Pattern[str], instead: str) -> Paragraph:
    text, speaker = (pattern.sub(lambda _: instead, part) for part in (paragraph.text, paragraph.speaker))
    return paragraph._replace(text=text, speaker=speaker)


def _edits(before: Transcript, pattern: re.Pattern[str], instead: str) -> Iterator[Edit]:
    place = 0
    for paragraph in before.paragraphs:
        for match in pattern.finditer(paragraph.text):
            yield Edit(place + match.start(), place + match.end(), instead)
        place += len(paragraph.text) + 1


def carried(passage: Passage, edits: tuple[Edit, ...], text: str, *, known: bool = False) -> Passage:
    """Tell what becomes of a passage: where it is now, where it is likeliest, or that it is lost.

    Only a passage that no edit touched stays sound; a person confirms any other. One of words heard in the
    recording only stands beside the notes, at the beginning of a paragraph, and stays beside that. Where the
    edits are `known`, not guessed from the two texts, they alone tell the place.
    """
    span, intact = carry(Span(passage.start, passage.stop), edits)
    if passage.kind == VERBATIM:
        line = text.rfind("\n", 0, span.start) + 1
        return passage._replace(start=line, stop=line)
    if intact and passage.state is not PassageState.LOST:
        return passage._replace(start=span.start, stop=span.end)
    if text[span.start : span.end] == passage.words:
        return passage._replace(start=span.start, stop=span.end, state=PassageState.SOUND, score=100.0)
    found = _found_again(passage.words, span, text, known)
    if found is None:
        return passage._replace(start=span.start, stop=span.end, state=PassageState.LOST, score=0.0)
    return passage._replace(
        start=found.span.start,
        stop=found.span.end,
        state=PassageState.DOUBTFUL,
        score=round(found.score, 1),
    )


def _found_again(words: str, span: Span, text: str, known: bool) -> Found | None:
    """Look for words, and take the ends that the edits tell where no better likeness stands elsewhere."""
    edited = _where_edited(words, span, text, 0.0 if known else _LEAST_ALIKE)
    if edited and known:
        return edited
    found = locate(words, text, near=span.start)
    if edited is None or found is None:
        return edited or found
    apart = found.span.end <= edited.span.start or found.span.start >= edited.span.end
    return found if apart or found.how is not How.LIKE else edited


def _where_edited(words: str, span: Span, text: str, least: float) -> Found | None:
    """Take what the edits themselves made of words, if it is alike enough."""
    from rapidfuzz.fuzz import ratio

    now = text[span.start : span.end]
    stripped = now.strip()
    score = ratio(words, stripped)
    if not stripped or score < least:
        return None
    start = span.start + now.index(stripped)
    return Found(Span(start, start + len(stripped)), How.LIKE, score)
