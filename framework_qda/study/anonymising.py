"""Find a name wherever it is written in a study, replace it there, and let the history forget it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from framework_qda.errors import Refused
from framework_qda.study.correcting import CorrectingVerbs, pattern_of
from framework_qda.study.model import NOTES, Change, InterviewId, PassageId, PassageState, SubTopicId
from framework_qda.text.counting import counted
from framework_qda.text.summary import replaced


class Where(StrEnum):
    """What kind of writing a name stands in, in the order it is shown."""

    TEXT = "text of interviews"
    PASSAGE = "words of passages and extracts"
    NOTE = "notes on passages"
    SUMMARY = "summaries"
    COMMENT = "comments"
    MEMO = "memos"
    OVERVIEW = "overviews, column notes and typologies"
    FRAMEWORK = "titles and definitions of the framework"
    NAME = "names and attributes"


class Mention(NamedTuple):
    """One writing with a name in it: a column of a row, its text, and how often the name stands there.

    `interview` and `subtopic` are what it belongs to, where it belongs to one.
    """

    where: Where
    column: str
    row: tuple[str, ...]
    text: str
    times: int
    interview: InterviewId | None = None
    subtopic: SubTopicId | None = None


class _Column(NamedTuple):
    """A column with words in it; `interview` and `subtopic` are SQL for what a row belongs to.

    `only` is SQL for the rows whose words are free to be others.
    """

    where: Where
    name: str  # table.column
    keys: tuple[str, ...]
    interview: str = "NULL"
    subtopic: str = "NULL"
    markup: bool = False
    only: str = "1"

    @property
    def table(self) -> str:
        return self.name.partition(".")[0]


_OF_MEMO = (
    "CASE about WHEN 'interview' THEN subject WHEN 'cell' THEN substr(subject, 1, instr(subject, '/') - 1)"
    " WHEN 'passage' THEN (SELECT interview FROM passage WHERE passage.id = subject) END"
)
_OF_VALUE = (
    "coalesce((SELECT id FROM interview WHERE id = subject),"
    " (SELECT interview FROM participant WHERE id = subject))"
)
_OF_OVERVIEW = "CASE about WHEN 'interview' THEN subject END"
_ID, _CELL, _ABOUT = ("id",), ("interview", "subtopic"), ("about", "subject")
_COLUMNS = {
    column.name: column
    for column in (
        _Column(Where.PASSAGE, "passage.words", _ID, "interview"),
        _Column(Where.NOTE, "passage.note", _ID, "interview"),
        _Column(Where.SUMMARY, "cell.summary", _CELL, "interview", "subtopic", markup=True),
        _Column(Where.COMMENT, "comment.text", _ID, "interview", "subtopic"),
        _Column(Where.MEMO, "memo.text", _ID, _OF_MEMO),
        _Column(Where.OVERVIEW, "overview.text", _ABOUT, _OF_OVERVIEW, markup=True),
        _Column(Where.OVERVIEW, "finding.name", _ID, subtopic="subtopic"),
        _Column(Where.OVERVIEW, "finding.definition", _ID, subtopic="subtopic"),
        _Column(Where.OVERVIEW, "type_case.reason", ("typology", "subject")),
        _Column(Where.OVERVIEW, "deviant.note", ("view", "subject")),
        _Column(Where.OVERVIEW, "typology.name", _ID),
        _Column(Where.OVERVIEW, "typology.description", _ID),
        _Column(Where.OVERVIEW, "type.name", _ID),
        _Column(Where.OVERVIEW, "type.description", _ID),
        _Column(Where.OVERVIEW, "view.name", _ID),
        _Column(Where.FRAMEWORK, "matrix.name", _ID),
        _Column(Where.FRAMEWORK, "matrix.description", _ID),
        _Column(Where.FRAMEWORK, "subtopic.name", _ID, subtopic="id"),
        _Column(Where.FRAMEWORK, "subtopic.definition", _ID, subtopic="id"),
        _Column(Where.NAME, "setting.value", ("key",), only="key = 'title'"),
        _Column(Where.NAME, "area.name", _ID),
        _Column(Where.NAME, "interview.name", _ID, "id"),
        _Column(Where.NAME, "interview.source", _ID, "id"),
        _Column(Where.NAME, "participant.name", _ID, "interview"),
        _Column(Where.NAME, "attribute.name", _ID),
        _Column(Where.NAME, "attribute.choices", _ID),
        _Column(Where.NAME, "attribute_value.value", ("attribute", "subject"), _OF_VALUE),
        # The name of a recording that lies outside is how it is found on the disk.
        _Column(Where.NAME, "recording.name", _ID, "interview", only="embedded"),
    )
}
_TRANSCRIPT = "interview.transcript"


class AnonymisingVerbs(CorrectingVerbs):
    """Verbs that take a name out of a study."""

    def mentions(self, words: str, *, whole: bool = False) -> list[Mention]:
        """List everything in which words stand: the text of interviews first, then all that is written."""
        found = [
            Mention(Where.TEXT, _TRANSCRIPT, (row,), self._name("interview", row), times, row)
            for row, times in self.occurrences(words, whole=whole).items()
        ]
        for column in _COLUMNS.values() if words else ():
            found += self._mentions_in(column, words, pattern_of(words, whole))
        return found

    def _mentions_in(self, column: _Column, words: str, pattern: re.Pattern[str]) -> Iterator[Mention]:
        # Signs of the markup may stand within, so SQLite looks roughly and Python closely.
        longest = max(re.findall(r"\w+", words), key=len, default=words)
        bold = f" OR instr({column.name}, '**')" if column.markup else ""
        keys, width = ", ".join(column.keys), len(column.keys)
        rows = self._database.rows(
            f"SELECT {keys}, {column.name}, {column.interview}, {column.subtopic} FROM {column.table}"
            f" WHERE {column.only} AND (instr({column.name}, ?){bold})",
            (longest,),
        )
        for row in rows:
            text, interview, subtopic = row[width:]
            if times := _with(column, text, pattern, "")[1]:
                yield Mention(
                    column.where, column.name, row[:width], text, times, interview or None, subtopic or None
                )

    def replace_mentions(
        self, words: str, instead: str, mentions: Iterable[Mention], *, whole: bool = False
    ) -> int:
        """Put other words in the place of a name in what is listed, as one action that does not name it.

        A passage whose words are then those of its interview again is sound. Tells how often it was replaced;
        raises Refused where a writing would be left without a word.
        """
        mentions, count = list(mentions), 0
        with self.action(f"Replace a name in {counted(len(mentions), 'one place', '%d places')}"):
            for mention in mentions:
                if mention.column == _TRANSCRIPT:
                    row = InterviewId(mention.row[0])
                    count += self.replace_words(row, words, instead, whole=whole, anonymous=True)
            for mention in mentions:
                if mention.column != _TRANSCRIPT:
                    count += self._replace_in(mention, pattern_of(words, whole), instead)
            self._settle({mention.row[0] for mention in mentions if mention.where is Where.PASSAGE})
        return count

    def _replace_in(self, mention: Mention, pattern: re.Pattern[str], instead: str) -> int:
        column = _COLUMNS[mention.column]
        this = " AND ".join(f"{key} = ?" for key in column.keys)
        now = self._database.value(f"SELECT {column.name} FROM {column.table} WHERE {this}", mention.row)
        text, times = _with(column, now or "", pattern, instead)
        if times and not text.strip():
            raise Refused("That would leave something without a word; put something in the name's place.")
        if times:
            name = column.name.partition(".")[2]
            self._database.run(f"UPDATE {column.table} SET {name} = ? WHERE {this}", (text, *mention.row))
        return times

    def _settle(self, passages: Iterable[str]) -> None:
        """Let passages be sound whose words stand in their place, and doubtful those whose do not."""
        from rapidfuzz import fuzz

        for row in passages:
            found = self._known(PassageId(row))
            here = self.transcript(found.interview).text[found.start : found.stop]
            state, score = found.state, found.score
            if state is PassageState.DOUBTFUL and here == found.words:
                state, score = PassageState.SOUND, 100.0
            elif state is PassageState.SOUND and found.kind == NOTES and here != found.words:
                state, score = PassageState.DOUBTFUL, round(fuzz.ratio(here, found.words), 1)
            self._database.run("UPDATE passage SET state = ?, score = ? WHERE id = ?", (state, score, row))

    def forget_history(self) -> None:
        """Drop every step of the history, and with it the words that were replaced; there is no undo of it.

        Earlier texts of interviews and recordings that nothing points at go as well, and the file is written
        anew, so that nothing of them is left in it. Copies of the file are not touched. Raises DiskFull or
        CannotWrite.
        """
        with self._database.lock:
            with self._database.transaction():
                self._history.forget()
                self._database.run(
                    "DELETE FROM transcript WHERE hash NOT IN (SELECT transcript FROM interview)"
                )
                self._database.run(
                    "DELETE FROM media WHERE checksum NOT IN (SELECT checksum FROM recording WHERE embedded)"
                )
            self._database.scour()
        self._history.tell(Change("Forget the history", {}))


def _with(column: _Column, text: str, pattern: re.Pattern[str], instead: str) -> tuple[str, int]:
    return replaced(text, pattern, instead) if column.markup else pattern.subn(lambda _: instead, text)
