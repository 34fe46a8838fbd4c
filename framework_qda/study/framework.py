"""Build and change the framework: its matrices and their sub-topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from framework_qda.errors import Refused
from framework_qda.study.core import Core, cleaned_name, kept, new_id
from framework_qda.study.model import Matrix, MatrixId, SubTopic, SubTopicId

if TYPE_CHECKING:
    from framework_qda.text.framework import MatrixOutline


class FrameworkVerbs(Core):
    """Verbs on matrices and sub-topics."""

    @kept("matrix")
    def matrices(self) -> list[Matrix]:
        """List the matrices in the order of the framework."""
        rows = self._database.rows("SELECT id, name, description FROM matrix ORDER BY position, id")
        return [Matrix(MatrixId(row), n, name, text) for n, (row, name, text) in enumerate(rows, start=1)]

    @kept("matrix", "subtopic")
    def subtopics(self, matrix: MatrixId | None = None) -> list[SubTopic]:
        """List the sub-topics of a matrix, or of all of them, in the order of the framework."""
        rows = self._database.rows(
            "SELECT subtopic.id, matrix,"
            " row_number() OVER (PARTITION BY matrix ORDER BY subtopic.position, subtopic.id),"
            " subtopic.name, definition FROM subtopic JOIN matrix ON matrix.id = matrix"
            f"{' WHERE matrix = ?' if matrix else ''}"
            " ORDER BY matrix.position, matrix.id, subtopic.position, subtopic.id",
            (matrix,) if matrix else (),
        )
        return [SubTopic(SubTopicId(row), MatrixId(of), n, name, text) for row, of, n, name, text in rows]

    def add_framework(self, outlines: Iterable[MatrixOutline]) -> list[MatrixId]:
        """Add matrices with their sub-topics, as one action."""
        outlines = list(outlines)
        with self.action(f"Add {len(outlines)} {'matrix' if len(outlines) == 1 else 'matrices'}"):
            return [self._add_outline(outline) for outline in outlines]

    def _add_outline(self, outline: MatrixOutline) -> MatrixId:
        matrix = self.add_matrix(outline.name, outline.description)
        for subtopic in outline.subtopics:
            self.add_subtopic(matrix, subtopic.name, subtopic.definition)
        return matrix

    def add_matrix(self, name: str, description: str = "") -> MatrixId:
        """Add a matrix after the others."""
        name, matrix = cleaned_name(name), MatrixId(new_id())
        with self.action(f"Add matrix “{name}”"):
            self._database.run("INSERT INTO matrix VALUES (?, ?, ?, 0)", (matrix, name, description.strip()))
            self._place("matrix", matrix, None)
        return matrix

    def rename_matrix(self, matrix: MatrixId, name: str) -> None:
        self._rename("matrix", matrix, name, "matrix")

    def describe_matrix(self, matrix: MatrixId, description: str) -> None:
        """Say what a matrix gathers."""
        with self.action(f"Describe matrix “{self._name('matrix', matrix)}”"):
            self._database.run(
                "UPDATE matrix SET description = ? WHERE id = ?", (description.strip(), matrix)
            )

    def move_matrix(self, matrix: MatrixId, before: MatrixId | None = None) -> None:
        """Put a matrix before another, or last."""
        with self.action(f"Move matrix “{self._name('matrix', matrix)}”"):
            self._place("matrix", matrix, before)

    def delete_matrix(self, matrix: MatrixId) -> None:
        """Delete a matrix with its sub-topics and their summaries; undo brings all back."""
        count = self.summaries_in(*[subtopic.id for subtopic in self.subtopics(matrix)])
        with self.action(f"Delete matrix “{self._name('matrix', matrix)}” with {_summaries(count)}"):
            for subject in (matrix, *[subtopic.id for subtopic in self.subtopics(matrix)]):
                self._database.run("DELETE FROM overview WHERE subject = ?", (subject,))
            self._database.run("DELETE FROM matrix WHERE id = ?", (matrix,))

    def add_subtopic(self, matrix: MatrixId, name: str, definition: str = "") -> SubTopicId:
        """Add a sub-topic as the last column of a matrix."""
        name, subtopic = cleaned_name(name), SubTopicId(new_id())
        with self.action(f"Add sub-topic “{name}” to “{self._name('matrix', matrix)}”"):
            self._database.run(
                "INSERT INTO subtopic VALUES (?, ?, ?, ?, 0)", (subtopic, matrix, name, definition.strip())
            )
            self._place("subtopic", subtopic, None, ("matrix", matrix))
        return subtopic

    def rename_subtopic(self, subtopic: SubTopicId, name: str) -> None:
        self._rename("subtopic", subtopic, name, "sub-topic")

    def define_subtopic(self, subtopic: SubTopicId, definition: str) -> None:
        """Say what belongs in a sub-topic and what does not."""
        with self.action(f"Define sub-topic “{self._name('subtopic', subtopic)}”"):
            self._database.run(
                "UPDATE subtopic SET definition = ? WHERE id = ?", (definition.strip(), subtopic)
            )

    def move_subtopic(self, subtopic: SubTopicId, matrix: MatrixId, before: SubTopicId | None = None) -> None:
        """Put a sub-topic before another one of a matrix, or last in it; its summaries go with it."""
        with self.action(f"Move sub-topic “{self._name('subtopic', subtopic)}”"):
            self._database.run("UPDATE subtopic SET matrix = ? WHERE id = ?", (matrix, subtopic))
            self._place("subtopic", subtopic, before, ("matrix", matrix))

    def delete_subtopic(self, subtopic: SubTopicId) -> None:
        """Delete a sub-topic with its summaries; undo brings all back."""
        count = _summaries(self.summaries_in(subtopic))
        with self.action(f"Delete sub-topic “{self._name('subtopic', subtopic)}” with {count}"):
            self._database.run("DELETE FROM overview WHERE subject = ?", (subtopic,))
            self._database.run("DELETE FROM subtopic WHERE id = ?", (subtopic,))

    def merge_subtopics(self, source: SubTopicId, target: SubTopicId) -> None:
        """Add each summary of one sub-topic to the other's and delete the first, as one action.

        Its passages, comments, memos and column notes go to the other too, and drafts show that one.
        """
        if source == target:
            raise Refused("A sub-topic cannot be merged into itself; choose another one.")
        names = f"“{self._name('subtopic', source)}” into “{self._name('subtopic', target)}”"
        with self.action(f"Merge sub-topic {names} with {_summaries(self.summaries_in(source))}"):
            self._join_evidence(source, target)
            self._join_cells(source, target)
            self._join_notes(source, target)
            self._join_overviews(source, target)
            self._point_drafts(source, target)
            self._database.run("UPDATE finding SET subtopic = ? WHERE subtopic = ?", (target, source))
            self._database.run("DELETE FROM subtopic WHERE id = ?", (source,))

    def _join_evidence(self, source: SubTopicId, target: SubTopicId) -> None:
        # What waits to be charted waits still: it counts as indexed now, after any summary was written.
        self._database.run(
            "UPDATE indexing SET at = ? WHERE subtopic IN (?, ?) AND NOT EXISTS"
            " (SELECT 1 FROM passage JOIN cell ON cell.interview = passage.interview"
            " WHERE passage.id = indexing.passage AND cell.subtopic = indexing.subtopic"
            " AND indexing.at <= cell.charted_at)",
            (self._history.now(), source, target),
        )
        # A passage that is indexed to both stays once; the other row goes with its sub-topic.
        self._database.run("UPDATE OR IGNORE indexing SET subtopic = ? WHERE subtopic = ?", (target, source))

    def _join_cells(self, source: SubTopicId, target: SubTopicId) -> None:
        # Text before text, a line apart; a reason for emptiness gives way to any text.
        self._database.run(
            "UPDATE cell AS old SET summary = trim(old.summary || char(10) || new.summary, char(10)),"
            " blank_reason = CASE WHEN old.summary || new.summary = '' THEN old.blank_reason ELSE '' END,"
            " done = (old.done OR old.summary = '') AND (new.done OR new.summary = '')"
            " AND (old.done OR new.done),"
            " author = iif(old.charted_at < new.charted_at, new.author, old.author),"
            " charted_at = max(old.charted_at, new.charted_at)"
            " FROM cell AS new WHERE old.subtopic = ? AND new.subtopic = ? AND old.interview = new.interview",
            (target, source),
        )
        self._database.run(
            "UPDATE cell SET subtopic = ? WHERE subtopic = ? AND interview NOT IN"
            " (SELECT interview FROM cell WHERE subtopic = ?)",
            (target, source, target),
        )

    def _join_notes(self, source: SubTopicId, target: SubTopicId) -> None:
        self._database.run("UPDATE comment SET subtopic = ? WHERE subtopic = ?", (target, source))
        self._database.run(
            "UPDATE memo SET subject = ? WHERE about = 'subtopic' AND subject = ?", (target, source)
        )
        self._database.run(
            "UPDATE memo SET subject = replace(subject, ?, ?) WHERE about = 'cell'",
            (f"/{source}", f"/{target}"),
        )

    def summaries_in(self, *subtopics: SubTopicId) -> int:
        """Count the cells of sub-topics that hold a summary."""
        marks = ", ".join("?" * len(subtopics))
        return self._database.value(
            f"SELECT count(*) FROM cell WHERE subtopic IN ({marks}) AND summary <> ''", subtopics
        )


def _summaries(count: int) -> str:
    return "1 summary" if count == 1 else f"{count} summaries"
