"""Find a name wherever it is written in a study, replace it there, and let the history forget it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from framework_qda.errors import Refused
from framework_qda.study.core import as_json
from framework_qda.study.correcting import CorrectingVerbs, pattern_of
from framework_qda.study.markups import settings_rewritten
from framework_qda.study.model import NOTES, Change, InterviewId, PassageId, PassageState, SubTopicId
from framework_qda.text.counting import counted
from framework_qda.text.summary import replaced


class Where(StrEnum):
    """What kind of writing a name stands in, in the order it is shown."""

    TEXT = "text of interviews"
    PASSAGE = "words of passages and extracts"
    QUOTATION = "quotations"
    NOTE = "notes on passages"
    SUMMARY = "summaries"
    COMMENT = "comments"
    MEMO = "memos"
    OVERVIEW = "overviews, column notes and typologies"
    DRAFT = "drafts and attributions"
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


class Form(StrEnum):
    """How words are written in a column."""

    PLAIN = "plain"
    SUMMARY = "as text.summary reads it"
    QUOTATION = "as text.quoting reads it"
    BLOCK = "as text.drafting reads it"
    SETTINGS = "JSON, as study.markups reads it"
    WORDINGS = "JSON, its keys too"


# SQL for what may hold a name, {0}, that SQLite does not see, since signs stand within it.
_UNSEEN = {
    Form.PLAIN: "0",
    Form.SUMMARY: "instr({0}, '**')",
    Form.QUOTATION: "instr({0}, '{{')",
    Form.BLOCK: "instr({0}, '**') OR instr({0}, '__')",
    Form.SETTINGS: "{0} <> '{{}}'",
    Form.WORDINGS: "{0} <> '{{}}'",
}


class _Column(NamedTuple):
    """A column with words in it; `interview` and `subtopic` are SQL for what a row belongs to.

    `only` is SQL for the rows whose words are free to be others.
    """

    where: Where
    name: str  # table.column
    keys: tuple[str, ...]
    interview: str = "NULL"
    subtopic: str = "NULL"
    form: Form = Form.PLAIN
    only: str = "1"

    @property
    def table(self) -> str:
        return self.name.partition(".")[0]

    @property
    def own(self) -> str:
        """Its name without that of its table."""
        return self.name.partition(".")[2]


_OF_MEMO = (
    "CASE about WHEN 'interview' THEN subject WHEN 'cell' THEN substr(subject, 1, instr(subject, '/') - 1)"
    " WHEN 'passage' THEN (SELECT interview FROM passage WHERE passage.id = subject) END"
)
_OF_VALUE = (
    "coalesce((SELECT id FROM interview WHERE id = subject),"
    " (SELECT interview FROM participant WHERE id = subject))"
)
_OF_OVERVIEW = "CASE about WHEN 'interview' THEN subject END"
_OF_TAG = "(SELECT interview FROM quotation WHERE id = quotation)"
_ID, _CELL, _ABOUT = ("id",), ("interview", "subtopic"), ("about", "subject")
_FOUND = ("about", "subject", "words")
# The list of identifying words is not here: a name stays on it, or nobody would find where it was missed.
_COLUMNS = {
    column.name: column
    for column in (
        _Column(Where.PASSAGE, "passage.words", _ID, "interview"),
        _Column(Where.QUOTATION, "quotation.words", _ID, "interview"),
        _Column(Where.QUOTATION, "quotation.text", _ID, "interview", form=Form.QUOTATION),
        _Column(Where.QUOTATION, "quotation.note", _ID, "interview"),
        _Column(Where.QUOTATION, "quotation_tag.tag", ("quotation", "tag"), _OF_TAG),
        _Column(Where.NOTE, "passage.note", _ID, "interview"),
        _Column(Where.SUMMARY, "cell.summary", _CELL, "interview", "subtopic", form=Form.SUMMARY),
        _Column(Where.COMMENT, "comment.text", _ID, "interview", "subtopic"),
        _Column(Where.MEMO, "memo.text", _ID, _OF_MEMO),
        _Column(Where.OVERVIEW, "overview.text", _ABOUT, _OF_OVERVIEW, form=Form.SUMMARY),
        _Column(Where.OVERVIEW, "finding.name", _ID, subtopic="subtopic"),
        _Column(Where.OVERVIEW, "finding.definition", _ID, subtopic="subtopic"),
        _Column(Where.OVERVIEW, "type_case.reason", ("typology", "subject")),
        _Column(Where.OVERVIEW, "deviant.note", ("view", "subject")),
        _Column(Where.OVERVIEW, "typology.name", _ID),
        _Column(Where.OVERVIEW, "typology.description", _ID),
        _Column(Where.OVERVIEW, "type.name", _ID),
        _Column(Where.OVERVIEW, "type.description", _ID),
        _Column(Where.OVERVIEW, "view.name", _ID),
        _Column(Where.OVERVIEW, "view.settings", _ID, form=Form.SETTINGS),
        _Column(Where.DRAFT, "draft.name", _ID),
        _Column(Where.DRAFT, "draft.settings", _ID, form=Form.SETTINGS),
        _Column(Where.DRAFT, "block.text", _ID, form=Form.BLOCK),
        _Column(Where.DRAFT, "block.settings", _ID, form=Form.SETTINGS),
        _Column(Where.DRAFT, "attribution.name", _ID),
        _Column(Where.DRAFT, "attribution.text", _ID),
        _Column(Where.DRAFT, "attribution.wordings", _ID, form=Form.WORDINGS),
        _Column(Where.DRAFT, "answer.text", ("checklist", "item")),
        # What may stand is known by its words, so these come last: it still may when they are others.
        _Column(Where.DRAFT, "acceptance.reason", _FOUND),
        _Column(Where.DRAFT, "acceptance.words", _FOUND),
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
        keys, width = ", ".join(f"{column.table}.{key}" for key in column.keys), len(column.keys)
        unseen = _UNSEEN[column.form].format(column.name)
        rows = self._database.rows(
            f"SELECT {keys}, {column.name}, {column.interview}, {column.subtopic} FROM {column.table}"
            f" WHERE {column.only} AND (instr({column.name}, ?) OR {unseen})",
            (longest,),
        )
        for row in rows:
            text, interview, subtopic = row[width:]
            replacing = _Replacing(pattern, "")
            replacing.write(column.form, text)
            if replacing.times:
                place = (interview or None, subtopic or None)
                said = "\n".join(replacing.found)
                yield Mention(column.where, column.name, row[:width], said, replacing.times, *place)

    def replace_mentions(
        self, words: str, instead: str, mentions: Iterable[Mention], *, whole: bool = False
    ) -> int:
        """Put other words in the place of a name in what is listed, as one action that does not name it.

        A passage whose words are then those of its interview again is sound, and a quotation whose words are
        those of its passage is what was said. Tells how often it was replaced; raises Refused where a writing
        would be left without a word.
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
        replacing = _Replacing(pattern, instead)
        text, times = replacing.write(column.form, now or ""), replacing.times
        if times and not text.strip():
            raise Refused("That would leave something without a word; put something in the name's place.")
        if times:
            # A tag that is then the same as another, or what may stand twice, is kept once.
            update = "UPDATE OR REPLACE" if column.own in column.keys else "UPDATE"
            self._database.run(
                f"{update} {column.table} SET {column.own} = ? WHERE {this}", (text, *mention.row)
            )
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


class _Replacing:
    """Puts other words in the place of a name, and notes how often it stood there and in which texts."""

    def __init__(self, pattern: re.Pattern[str], instead: str) -> None:
        self._pattern, self._instead = pattern, instead
        self.times, self.found = 0, list[str]()

    def write(self, form: Form, text: str) -> str:
        """Write what is in a column anew; it stays as it is, letter by letter, where no name is in it."""
        before = self.times
        written = _WRITE[form](self, text)
        return written if self.times > before else text

    def plain(self, text: str) -> str:
        return self._noted(text, self._pattern.subn(lambda _: self._instead, text))

    def summary(self, markup: str) -> str:
        return self._noted(markup, replaced(markup, self._pattern, self._instead))

    def quotation(self, markup: str) -> str:
        from framework_qda.text.carrying import replaced

        return self._noted(markup, replaced(markup, self._pattern, self._instead))

    def block(self, markup: str) -> str:
        from framework_qda.text.drafting import replaced

        return self._noted(markup, replaced(markup, self._pattern, self._instead))

    def settings(self, text: str) -> str:
        return as_json(settings_rewritten(json.loads(text), self.block, self.plain))

    def wordings(self, text: str) -> str:
        fields: dict[str, dict[str, str]] = json.loads(text)
        tell = self.plain
        return as_json(
            {tell(field): {tell(value): tell(words) for value, words in worded.items()}
             for field, worded in fields.items()}
        )  # fmt: skip

    def _noted(self, text: str, done: tuple[str, int]) -> str:
        written, times = done
        if times:
            self.times += times
            self.found.append(text)
        return written


_WRITE: dict[Form, Callable[[_Replacing, str], str]] = {
    Form.PLAIN: _Replacing.plain,
    Form.SUMMARY: _Replacing.summary,
    Form.QUOTATION: _Replacing.quotation,
    Form.BLOCK: _Replacing.block,
    Form.SETTINGS: _Replacing.settings,
    Form.WORDINGS: _Replacing.wordings,
}
