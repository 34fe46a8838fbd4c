"""Tell how far every cell of the whole study is, and what waits in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from framework_qda.study.core import Core, kept
from framework_qda.study.model import BlankReason, CellKey, Change, InterviewId, SubTopicId

_TABLES = ("cell", "indexing", "passage", "comment")
_MANY = 2000  # above so many cells, reading all of them is quicker


class Stage(StrEnum):
    """How far a cell is."""

    NOT_CHARTED = "not charted"
    IN_PROGRESS = "in progress"
    DONE = "done"
    BLANK = "empty for a reason"


@dataclass(frozen=True, slots=True)
class CellState:
    """How far a cell is, and what waits in it.

    `new_passages` were indexed since it was last written, or ever where it is not charted; `changed_links`
    are passages its summary links to, of the same interview, that are doubtful or lost.
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
_CHANGED_LINKS = (
    "SELECT cell.interview, cell.subtopic, count(*) FROM passage CROSS JOIN cell"
    " ON cell.interview = passage.interview AND instr(cell.summary, passage.id)"
    " WHERE passage.state <> 'sound' GROUP BY 1, 2"
)
_SOME = (
    "WITH wanted (interview, subtopic) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
    " SELECT wanted.interview, wanted.subtopic, cell.blank_reason, cell.done,"
    " (SELECT count(*) FROM passage CROSS JOIN indexing ON indexing.passage = passage.id"
    "  AND indexing.subtopic = wanted.subtopic WHERE passage.interview = wanted.interview"
    "  AND (cell.charted_at IS NULL OR indexing.at > cell.charted_at)),"
    " (SELECT count(*) FROM comment WHERE comment.interview = wanted.interview"
    "  AND comment.subtopic = wanted.subtopic AND NOT resolved),"
    " (SELECT count(*) FROM passage WHERE passage.interview = wanted.interview AND state <> 'sound'"
    "  AND instr(cell.summary, passage.id))"
    " FROM wanted LEFT JOIN cell ON cell.interview = wanted.interview AND cell.subtopic = wanted.subtopic"
)


class StatesVerbs(Core):
    """Verbs that look at all cells at once."""

    @kept(*_TABLES)
    def states(self) -> States:
        """Give the state of every cell of the study that anything has happened to."""
        cells = self._database.rows("SELECT interview, subtopic, blank_reason, done FROM cell")
        found = {(InterviewId(row), SubTopicId(column)): _plain(*how) for row, column, *how in cells}
        marks: dict[CellKey, list[int]] = {}
        for place, query in enumerate((_NEW_PASSAGES, _OPEN_COMMENTS, _CHANGED_LINKS)):
            for row, column, count in self._database.rows(query):
                marks.setdefault((InterviewId(row), SubTopicId(column)), [0, 0, 0])[place] = count
        for key, counts in marks.items():
            state = found.get(key, UNTOUCHED)
            found[key] = CellState(state.stage, state.blank_reason, *counts)
        return found

    def states_of(self, keys: Iterable[CellKey]) -> dict[CellKey, CellState]:
        """Give the state of some cells, those that nothing has happened to as well."""
        keys = list(keys)
        if len(keys) > _MANY:
            everything = self.states()
            return {key: everything.get(key, UNTOUCHED) for key in keys}
        return {
            (InterviewId(row), SubTopicId(column)): _marked(_plain(reason, done), counts)
            for row, column, reason, done, *counts in self._database.rows(_SOME, (json.dumps(keys),))
        }

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
        home = self._interviews_of(list(passages))
        columns = {column for passage, column in indexed if passage not in home}
        gone = passages - home.keys()
        keys = {(home[passage], SubTopicId(column)) for passage, column in indexed if passage in home}
        keys |= {key for key, state in before.items() if key[1] in columns and state.new_passages}
        keys |= {key for key, state in before.items() if gone and state.changed_links}
        changed = {home[row] for (row,) in change.rows.get("passage", ()) if row in home}
        return keys | {key for key in before if key[0] in changed}

    def _interviews_of(self, passages: Sequence[str]) -> dict[str, InterviewId]:
        rows = self._database.rows(
            "SELECT id, interview FROM passage WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(passages),),
        )
        return {passage: InterviewId(interview) for passage, interview in rows}


@cache
def _plain(reason: str | None, done: int | None) -> CellState:
    """Give the state of a cell without marks: one and the same for all cells like it."""
    if reason is None:
        return UNTOUCHED
    if reason:
        return CellState(Stage.BLANK, BlankReason(reason))
    return CellState(Stage.DONE if done else Stage.IN_PROGRESS)


def _marked(state: CellState, counts: Sequence[int | None]) -> CellState:
    return CellState(state.stage, state.blank_reason, *(n or 0 for n in counts)) if any(counts) else state
