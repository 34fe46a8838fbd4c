"""Find words in all that is written in a study through SQLite's full-text index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import apsw

from framework_qda.study.authoring import Block, BlockKind
from framework_qda.study.core import Core
from framework_qda.study.database import Row
from framework_qda.study.markups import markups
from framework_qda.study.model import Hit, HitKind, InterviewId, MatrixId, MemoId, SubTopicId

# Marks that no text can hold: interviews are cleaned of control characters when they are read.
_START, _END = "\x02", "\x03"
_CONTEXT_WORDS = 24
_UNREADABLE = re.compile("[\x00-\x1f\ud800-\udfff]")  # FTS5 stops at a NUL; half a character has no UTF-8
# A cell's memo is about interview/sub-topic, a passage's about where the passage stands.
_SAID = """
    SELECT text, interview, subtopic, memo FROM (
        SELECT memo.text, memo.id AS memo, at, CASE about
            WHEN 'interview' THEN subject
            WHEN 'cell' THEN substr(subject, 1, instr(subject, '/') - 1)
            WHEN 'passage' THEN coalesce((SELECT interview FROM passage WHERE passage.id = subject), '')
            ELSE '' END AS interview,
            CASE about WHEN 'cell' THEN substr(subject, instr(subject, '/') + 1)
            WHEN 'subtopic' THEN subject ELSE '' END AS subtopic
        FROM memo
        UNION ALL SELECT text, '', at, interview, subtopic FROM comment
    ) ORDER BY at DESC, memo
"""
_QUOTED = """
    SELECT quotation.id, quotation.interview, text, quotation.note FROM quotation
    JOIN interview ON interview.id = quotation.interview JOIN area ON area.id = area
    LEFT JOIN passage ON passage.id = quotation.passage
    ORDER BY area.position, area.id, interview.position, interview.id, start, quotation.at, quotation.id
"""
_DRAFTED = """
    SELECT draft, block.id, kind, text, block.settings FROM block JOIN draft ON draft.id = draft
    ORDER BY draft.position, draft.id, block.position, block.id
"""
_FIND = (
    "SELECT {}, snippet(written, 0, ?, ?, '…', ?) FROM written WHERE written MATCH ? ORDER BY rowid LIMIT ?"
)
_IDS = r"[0-9a-f]{32}(?:,[0-9a-f]{32})*"
_TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')


class SearchVerbs(Core):
    """Verbs that find."""

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find words, “exact phrases” and prefix* in all that is written, accents and capitals ignored.

        All the words must stand in one paragraph, summary, memo, comment or quotation. Summaries come first,
        then notes in the order they were imported, then memos and comments, the newest first, then quotations
        in reading order with their notes, then drafts; at most `limit` of each.
        """
        expression = match_expression(query)
        if not expression:
            return []
        ways = (
            self._in_summaries,
            self._in_notes,
            self._in_what_is_said,
            self._in_quotations,
            self._in_drafts,
        )
        return [hit for way in ways for hit in way(expression, limit)]

    def memos_matching(self, query: str) -> set[MemoId]:
        """Tell which memos have the words."""
        expression = match_expression(query)
        if not expression:
            return set()
        rows = self._said().execute(
            "SELECT memo FROM written WHERE written MATCH ? AND memo <> ''", (expression,)
        )
        return {MemoId(str(memo)) for (memo,) in rows}

    def interviews_matching(self, query: str, matrix: MatrixId) -> set[InterviewId]:
        """Tell which interviews have the words in a summary of a matrix."""
        expression = match_expression(query)
        if not expression:
            return set()
        rows = self._database.rows(
            "SELECT DISTINCT interview FROM cell_words JOIN cell ON cell.rowid = cell_words.rowid"
            " JOIN subtopic ON subtopic.id = subtopic WHERE cell_words MATCH ? AND matrix = ?",
            (expression, matrix),
        )
        return {InterviewId(interview) for (interview,) in rows}

    def _in_summaries(self, expression: str, limit: int) -> list[Hit]:
        rows = self._database.rows(
            "SELECT interview, subtopic, snippet(cell_words, 0, ?, ?, '…', ?) FROM cell_words"
            " JOIN cell ON cell.rowid = cell_words.rowid WHERE cell_words MATCH ? LIMIT ?",
            (_START, _END, _CONTEXT_WORDS, expression, limit),
        )
        return [
            Hit(InterviewId(interview), _pieces(_unmarked(text)), subtopic=SubTopicId(subtopic))
            for interview, subtopic, text in rows
        ]

    def _in_notes(self, expression: str, limit: int) -> list[Hit]:
        rows = self._database.rows(
            "SELECT interview.id, paragraph.number, snippet(paragraph_words, 0, ?, ?, '…', ?)"
            " FROM paragraph_words"
            " JOIN paragraph ON paragraph.id = paragraph_words.rowid"
            " JOIN transcript ON transcript.id = paragraph.transcript"
            " JOIN interview ON interview.transcript = transcript.hash WHERE paragraph_words MATCH ? LIMIT ?",
            (_START, _END, _CONTEXT_WORDS, expression, limit),
        )
        return [
            Hit(InterviewId(row), _pieces(text), paragraph=number, kind=HitKind.NOTES)
            for row, number, text in rows
        ]

    def _in_what_is_said(self, expression: str, limit: int) -> list[Hit]:
        rows = self._said().execute(_FIND.format("interview, subtopic, memo"), _found(expression, limit))
        return [
            Hit(
                InterviewId(str(interview)),
                _pieces(str(text)),
                subtopic=SubTopicId(str(subtopic)) if subtopic else None,
                kind=HitKind.MEMO if memo else HitKind.COMMENT,
                memo=MemoId(str(memo)) if memo else None,
            )
            for interview, subtopic, memo, text in rows
        ]

    def _said(self) -> apsw.Connection:
        """Index memos and comments, the newest first."""
        return self.read_once("said", ("memo", "comment", "passage"), lambda: (self._index_said(),))[0]

    def _index_said(self) -> apsw.Connection:
        return _index("interview, subtopic, memo", self._database.rows(_SAID))

    def _in_quotations(self, expression: str, limit: int) -> list[Hit]:
        rows = self._quoted().execute(_FIND.format("interview, quotation"), _found(expression, limit))
        return [
            Hit(
                InterviewId(str(interview)),
                _pieces(str(text)),
                kind=HitKind.QUOTATION,
                quotation=str(quotation),
            )
            for interview, quotation, text in rows
        ]

    def _quoted(self) -> apsw.Connection:
        """Index what quotations read, and their notes."""
        tables = ("quotation", "passage", "interview", "area")
        return self.read_once("quoted", tables, lambda: (self._index_quoted(),))[0]

    def _index_quoted(self) -> apsw.Connection:
        from framework_qda.text.quoting import shown

        rows = [
            (text, interview, quotation)
            for quotation, interview, markup, note in self._database.rows(_QUOTED)
            for text in filter(None, (shown(markup), note))
        ]
        return _index("interview, quotation", rows)

    def _in_drafts(self, expression: str, limit: int) -> list[Hit]:
        rows = self._drafted().execute(_FIND.format("draft, block"), _found(expression, limit))
        return [
            Hit(InterviewId(""), _pieces(str(text)), kind=HitKind.DRAFT, draft=str(draft), block=str(block))
            for draft, block, text in rows
        ]

    def _drafted(self) -> apsw.Connection:
        """Index what drafts say, paragraph by paragraph."""
        return self.read_once("drafted", ("draft", "block"), lambda: (self._index_drafted(),))[0]

    def _index_drafted(self) -> apsw.Connection:
        rows = [
            (text, draft, block)
            for draft, block, kind, markup, settings in self._database.rows(_DRAFTED)
            for text in _told(Block(block, BlockKind(kind), markup, settings=json.loads(settings)))
        ]
        return _index("draft, block", rows)


def _index(columns: str, rows: Iterable[Row]) -> apsw.Connection:
    """Index texts with what they belong to, in memory: there are few, and no file need change."""
    index = apsw.Connection(":memory:")
    unindexed = ", ".join(f"{column} UNINDEXED" for column in columns.split(", "))
    index.execute(
        f"CREATE VIRTUAL TABLE written USING fts5 (text, {unindexed},"
        ' tokenize = "unicode61 remove_diacritics 2")'
    )
    places = ", ".join("?" * (columns.count(",") + 2))
    index.executemany(f"INSERT INTO written VALUES ({places})", rows)
    return index


def _found(expression: str, limit: int) -> tuple[str | int, ...]:
    return _START, _END, _CONTEXT_WORDS, expression, limit


def _told(block: Block) -> Iterator[str]:
    """Give what a block says: its text, cells and answers, and the caption or title of an object."""
    from framework_qda.text.drafting import plain

    own = (block.settings.get(key) for key in ("caption", "title", "organisation"))
    yield from filter(None, (*map(plain, markups(block)), *own))


def match_expression(query: str) -> str:
    """Write what the user typed as an expression of FTS5; empty where there is no word in it.

    Quotation marks may be straight or curly; every sign that FTS5 gives a meaning is taken as text.
    """
    readable = _UNREADABLE.sub(" ", re.sub("[“”„]", '"', query))
    terms = (_term(match) for match in _TERM.finditer(readable))
    return " ".join(filter(None, terms))


def _term(match: re.Match[str]) -> str:
    phrase, star, word = match.groups()
    text = phrase if word is None else word.rstrip("*").replace('"', "")
    prefix = star if word is None else "*" if word.endswith("*") else ""
    return f'"{text}"{prefix}' if re.search(r"\w", text) else ""


def _pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    """Split a marked text into pieces, each with whether it was found."""
    first, *rest = marked.split(_START)
    pieces = [(first, False)]
    for part in rest:
        found, _, after = part.partition(_END)
        pieces += [(found, True), (after, False)]
    return tuple((text, found) for text, found in pieces if text)


def _unmarked(markup: str) -> str:
    """Turn the signs of the light markup in a stretch of summary into those a reader knows."""
    read = re.sub(rf"\|{_IDS}\}}?|(?<!\\)\{{|\*\*|\\(?=[*«»{{}}|\[\]\\])", "", markup)
    return read.replace("«", "“").replace("»", "”").replace("[[", "[").replace("]]", "]")
