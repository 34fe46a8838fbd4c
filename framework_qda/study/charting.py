"""Write the cells of the matrices, and tell how much is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import apsw

from framework_qda.study.core import Core, kept
from framework_qda.study.model import (
    EMPTY_CELL,
    Action,
    BlankReason,
    Cell,
    CellKey,
    CellVersion,
    Coverage,
    InterviewId,
    SubTopicId,
)
from framework_qda.text.counting import counted


class ChartingVerbs(Core):
    """Verbs on cells."""

    def cell(self, interview: InterviewId, subtopic: SubTopicId) -> Cell:
        """Give one cell; an empty one where nothing is charted."""
        return self.cells([interview], [subtopic]).get((interview, subtopic), EMPTY_CELL)

    def cells(
        self, interviews: Sequence[InterviewId], subtopics: Sequence[SubTopicId]
    ) -> dict[CellKey, Cell]:
        """Give the charted cells where these interviews and sub-topics meet."""
        rows = self._database.rows(
            "SELECT interview, subtopic, summary, blank_reason, author, charted_at, done FROM cell"
            f" WHERE interview IN ({_marks(interviews)}) AND subtopic IN ({_marks(subtopics)})",
            (*interviews, *subtopics),
        )
        return {
            (InterviewId(interview), SubTopicId(subtopic)): Cell(
                summary, BlankReason(reason), author, at, bool(done)
            )
            for interview, subtopic, summary, reason, author, at, done in rows
        }

    def chart(
        self,
        interview: InterviewId,
        subtopic: SubTopicId,
        summary: str = "",
        blank_reason: BlankReason = BlankReason.NOT_CHARTED,
        *,
        continues: str = "",
    ) -> None:
        """Write a cell: a summary in light markup, or why there is none, or neither to empty it.

        A spell of typing gives the same `continues` each time and makes one step of the history.
        """
        summary = summary.strip()
        new = Cell(summary, BlankReason.NOT_CHARTED if summary else blank_reason)
        old = self.cell(interview, subtopic)
        if (old.summary, old.blank_reason) == (new.summary, new.blank_reason):
            return
        with self.action(self._sentence(interview, subtopic, new), continues):
            self._write(interview, subtopic, new)

    def chart_many(self, cells: Mapping[CellKey, Cell], sentence: str = "") -> None:
        """Write several cells as one action; only their summaries and reasons are taken."""
        with self.action(sentence or f"Chart {counted(len(cells), 'a cell', '%d cells')}"):
            for (interview, subtopic), cell in cells.items():
                self.chart(interview, subtopic, cell.summary, cell.blank_reason)

    def set_done(self, interview: InterviewId, subtopic: SubTopicId, done: bool = True) -> None:
        """Say that a charted cell is done, or in progress again."""
        place = f"“{self._name('subtopic', subtopic)}” for {self._name('interview', interview)}"
        with self.action(f"Mark {place} as {'done' if done else 'in progress'}"):
            self._database.run(
                "UPDATE cell SET done = ? WHERE interview = ? AND subtopic = ?", (done, interview, subtopic)
            )

    @kept("cell", "interview", "subtopic")
    def coverage(self) -> Coverage:
        """Count the charted cells of the whole study; a cell empty for a known reason counts as charted."""
        total = self._database.value(
            "SELECT (SELECT count(*) FROM interview) * (SELECT count(*) FROM subtopic)"
        )
        by_subtopic = dict(self._database.rows("SELECT subtopic, count(*) FROM cell GROUP BY subtopic"))
        by_interview = dict(self._database.rows("SELECT interview, count(*) FROM cell GROUP BY interview"))
        return Coverage(total, sum(by_subtopic.values()), by_subtopic, by_interview)

    def cell_history(self, interview: InterviewId, subtopic: SubTopicId) -> list[CellVersion]:
        """List what a cell held after each action that wrote it, the oldest first, undone ones too."""
        return [
            CellVersion(action, _after(action, change))
            for action, change in self._history.of_row("cell", (interview, subtopic))
            if _writes(change)
        ]

    def _write(self, interview: InterviewId, subtopic: SubTopicId, cell: Cell) -> None:
        if not cell.charted:
            self._database.run("DELETE FROM cell WHERE interview = ? AND subtopic = ?", (interview, subtopic))
            return
        self._database.run(
            "INSERT INTO cell (interview, subtopic, summary, blank_reason, author, charted_at)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET summary = excluded.summary,"
            " blank_reason = excluded.blank_reason, author = excluded.author,"
            " charted_at = excluded.charted_at",
            (
                interview,
                subtopic,
                cell.summary,
                cell.blank_reason,
                self.analyst,
                # To the millisecond, as passages are indexed: which of the two came first must be told.
                self._history.now(),
            ),
        )

    def _sentence(self, interview: InterviewId, subtopic: SubTopicId, cell: Cell) -> str:
        place = f"“{self._name('subtopic', subtopic)}” for {self._name('interview', interview)}"
        if cell.summary:
            return f"Chart {place}"
        return f"Mark {place} as {cell.blank_reason}" if cell.blank_reason else f"Empty {place}"


def _writes(change: apsw.TableChange) -> bool:
    """Tell whether a change is more than a new author or time: a spell of typing may end where it began."""
    return change.new is None or any(value is not apsw.no_change for value in change.new[2:4])


def _after(action: Action, change: apsw.TableChange) -> Cell:
    """Read a cell out of a changeset, which leaves out a column that an update did not change.

    A summary is never left out beside a new reason unless both were empty, nor the other way round.
    """
    if change.new is None:
        return EMPTY_CELL
    summary, reason = ("" if value is apsw.no_change else str(value) for value in change.new[2:4])
    return Cell(summary, BlankReason(reason), action.who, action.at)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
