"""Tell how far every cell of the whole study is, and what waits in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from framework_qda.study.core import Core, kept
from framework_qda.study.model import BlankReason, CellKey, Change, InterviewId, SubTopicId

_ID = re.compile("[0-9a-f]{32}")
_LINK = "|"  # parts the words of a link from its ids; looked for first, since most summaries have none
_TABLES = ("cell", "indexing", "passage", "comment")
_MANY = 2000  # above so many cells, reading all of them is quicker


class Stage(StrEnum):
    """How far a cell is."""

    NOT_CHARTED = "not charted"
    IN_PROGRESS = "in progress"
    DONE = "done"
    BLANK = "empty for a reason"


class CellState(NamedTuple):
    """How far a cell is, and what waits in it.

    `new_passages` were indexed since it was last written, or ever where it is not charted; `changed_links`
    are passages its summary links to, of any interview, that are doubtful or lost.
    """

    stage: Stage = Stage.NOT_CHARTED
    blank_reason: BlankReason = BlankReason.NOT_CHARTED
    new_passages: int = 0
    open_comments: int = 0
    changed_links: int = 0

    @property
    def charted(self) -> bool:
        return self.stage is not Stage.NOT_CHARTED


UNTOUCHED = CellState()
States = Mapping[CellKey, CellState]

# The marks are counted by themselves: few cells have any, and a query that is sparse is quick.
_NEW_PASSAGES = (
    "SELECT passage.interview, indexing.subtopic, count(*) FROM indexing"
    " JOIN passage ON passage.id = indexing.passage LEFT JOIN cell ON cell.interview = passage.interview"
    " AND cell.subtopic = indexing.subtopic"
    " WHERE cell.charted_at IS NULL OR indexing.at > cell.charted_at GROUP BY 1, 2"
)
_OPEN_COMMENTS = "SELECT interview, subtopic, count(*) FROM comment WHERE NOT resolved GROUP BY 1, 2"
# The ids in a summary are words to its index, which finds those that link to a passage at once.
_LINKING = (
    "passage CROSS JOIN cell_words ON cell_words MATCH '\"' || passage.id || '\"'"
    " JOIN cell ON cell.rowid = cell_words.rowid"
)
_CHANGED_LINKS = (
    f"SELECT cell.interview, cell.subtopic, count(*) FROM {_LINKING}"
    " WHERE passage.state <> 'sound' GROUP BY 1, 2"
)
_MARKS = {"new_passages": _NEW_PASSAGES, "open_comments": _OPEN_COMMENTS, "changed_links": _CHANGED_LINKS}
_SOME = (
    "WITH wanted (interview, subtopic) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
    " SELECT wanted.interview, wanted.subtopic, cell.blank_reason, cell.done,"
    " (SELECT count(*) FROM passage CROSS JOIN indexing ON indexing.passage = passage.id"
    "  AND indexing.subtopic = wanted.subtopic WHERE passage.interview = wanted.interview"
    "  AND (cell.charted_at IS NULL OR indexing.at > cell.charted_at)),"
    " (SELECT count(*) FROM comment WHERE comment.interview = wanted.interview"
    "  AND comment.subtopic = wanted.subtopic AND NOT resolved), cell.summary"
    " FROM wanted LEFT JOIN cell ON cell.interview = wanted.interview AND cell.subtopic = wanted.subtopic"
)


class StatesVerbs(Core):
    """Verbs that look at all cells at once."""

    @kept(*_TABLES)
    def states(self) -> States:
        """Give the state of every cell of the study that anything has happened to."""
        cells = self._database.rows("SELECT interview, subtopic, blank_reason, done FROM cell")
        found: dict[CellKey, CellState] = {
            (row, column): _state(reason, done) for row, column, reason, done in cells
        }
        for name, query in _MARKS.items():
            for row, column, count in self._database.rows(query):
                key = row, column
                found[key] = _marked(found.get(key, UNTOUCHED), name, count)
        return found

    @kept("cell")
    def last_writers(self) -> Mapping[CellKey, str]:
        """Tell who last wrote each cell that is charted."""
        rows = self._database.rows("SELECT interview, subtopic, author FROM cell")
        return {(row, column): author for row, column, author in rows}

    def states_of(self, keys: Iterable[CellKey]) -> dict[CellKey, CellState]:
        """Give the state of some cells, those that nothing has happened to as well."""
        keys = list(keys)
        if len(keys) > _MANY:
            everything = self.states()
            return {key: everything.get(key, UNTOUCHED) for key in keys}
        found: dict[CellKey, CellState] = {}
        linked: dict[CellKey, list[str]] = {}
        for row, column, reason, done, new, comments, summary in self._database.rows(
            _SOME, (json.dumps(keys),)
        ):
            key = InterviewId(row), SubTopicId(column)
            found[key] = _counted(_state(reason, done), (new, comments))
            if summary and _LINK in summary:
                linked[key] = _ID.findall(summary)
        for key, count in self._changed_among(linked).items():
            found[key] = _marked(found[key], "changed_links", count)
        return found

    def _changed_among(self, linked: Mapping[CellKey, Sequence[str]]) -> dict[CellKey, int]:
        """Count the doubtful and lost among the passages that cells link to, where there are any."""
        if not linked:
            return {}
        ids = json.dumps(list({each for row in linked.values() for each in row}))
        rows = self._database.rows(
            "SELECT id FROM passage WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'sound'", (ids,)
        )
        changed = {each for (each,) in rows}
        counts = {key: len(changed.intersection(row)) for key, row in linked.items()}
        return {key: count for key, count in counts.items() if count}

    def states_after(self, change: Change, before: States) -> dict[CellKey, CellState]:
        """Give the new state of the cells whose state a change has made another one than `before`."""
        touched = self._touched(change, before)
        return {
            key: state
            for key, state in self.states_of(touched).items()
            if before.get(key, UNTOUCHED) != state
        }

    def _touched(self, change: Change, before: States) -> set[CellKey]:
        """List the cells a change may have made others; what is deleted no longer says where it was."""
        keys = {(InterviewId(row), SubTopicId(column)) for row, column in change.rows.get("cell", ())}
        if change.touches("comment"):
            keys |= {key for key, state in before.items() if state.open_comments}
            keys |= {(InterviewId(row), SubTopicId(column)) for row, column, _ in self._comments_open()}
        if change.touches("indexing", "passage"):
            keys |= self._with_evidence(change, before)
        return keys

    def _comments_open(self) -> list[tuple[str, str, int]]:
        return self._database.rows(_OPEN_COMMENTS)

    def _with_evidence(self, change: Change, before: States) -> set[CellKey]:
        indexed = change.rows.get("indexing", frozenset())
        passages = {passage for passage, _ in indexed} | {row for (row,) in change.rows.get("passage", ())}
        home = self._home_of(list(passages))
        columns = {column for passage, column in indexed if passage not in home}
        gone = passages - home.keys()
        keys = {(home[passage], SubTopicId(column)) for passage, column in indexed if passage in home}
        keys |= {key for key, state in before.items() if key[1] in columns and state.new_passages}
        keys |= {key for key, state in before.items() if gone and state.changed_links}
        changed = [row for (row,) in change.rows.get("passage", ()) if row in home]
        homes = {home[row] for row in changed}
        return keys | {key for key in before if key[0] in homes} | self._linking_to(changed)

    def _linking_to(self, passages: Sequence[str]) -> set[CellKey]:
        rows = self._database.rows(
            f"SELECT DISTINCT cell.interview, cell.subtopic FROM {_LINKING}"
            " WHERE passage.id IN (SELECT value FROM json_each(?))",
            (json.dumps(passages),),
        )
        return {(InterviewId(row), SubTopicId(column)) for row, column in rows}

    def _home_of(self, passages: Sequence[str]) -> dict[str, InterviewId]:
        rows = self._database.rows(
            "SELECT id, interview FROM passage WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(passages),),
        )
        return {passage: InterviewId(interview) for passage, interview in rows}


# A study of many thousand cells has few states: one and the same object stands for all cells that are alike.


@cache
def _state(reason: str | None, done: int | None) -> CellState:
    """Give the state of a cell without marks."""
    if reason is None:
        return UNTOUCHED
    if reason:
        return CellState(Stage.BLANK, BlankReason(reason))
    return CellState(Stage.DONE if done else Stage.IN_PROGRESS)


@cache
def _marked(state: CellState, mark: str, count: int) -> CellState:
    """Give the same state with so many of one mark."""
    return state._replace(**{mark: count})


def _counted(state: CellState, counts: Iterable[int | None]) -> CellState:
    for mark, count in zip(_MARKS, counts, strict=False):  # changed links are counted by themselves
        state = _marked(state, mark, count) if count else state
    return state
