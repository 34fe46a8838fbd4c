"""Keep what analysts say: comments on cells, memos on anything, and the reflexive journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framework_qda.errors import Refused
from framework_qda.study.core import Core, kept, new_id
from framework_qda.study.model import (
    About,
    CellKey,
    Comment,
    CommentId,
    InterviewId,
    Memo,
    MemoId,
    SubTopicId,
)


class NotesVerbs(Core):
    """Verbs on comments and memos."""

    def comments(self, interview: InterviewId, subtopic: SubTopicId) -> list[Comment]:
        """List the comments on a cell, the oldest first."""
        rows = self._database.rows(
            "SELECT id, interview, subtopic, author, at, text, resolved FROM comment"
            " WHERE interview = ? AND subtopic = ? ORDER BY at, id",
            (interview, subtopic),
        )
        return [_comment(row) for row in rows]

    def all_comments(self) -> list[Comment]:
        """List the comments of the whole study, the oldest first."""
        rows = self._database.rows(
            "SELECT id, interview, subtopic, author, at, text, resolved FROM comment ORDER BY at, id"
        )
        return [_comment(row) for row in rows]

    @kept("comment")
    def open_comments(self) -> Mapping[CellKey, int]:
        """Count the comments that are not resolved, for each cell that has any."""
        rows = self._database.rows(
            "SELECT interview, subtopic, count(*) FROM comment WHERE NOT resolved GROUP BY 1, 2"
        )
        return {(InterviewId(interview), SubTopicId(subtopic)): count for interview, subtopic, count in rows}

    def add_comment(self, interview: InterviewId, subtopic: SubTopicId, text: str) -> CommentId:
        """Comment on a cell."""
        comment = CommentId(new_id())
        place = f"“{self._name('subtopic', subtopic)}” for {self._name('interview', interview)}"
        with self.action(f"Comment on {place}"):
            self._database.run(
                "INSERT INTO comment VALUES (?, ?, ?, ?, ?, ?, 0)",
                (comment, interview, subtopic, self.analyst, self._history.now(), _said(text)),
            )
        return comment

    def resolve_comment(self, comment: CommentId, resolved: bool = True) -> None:
        """Say that a comment is dealt with, or open again."""
        with self.action("Resolve a comment" if resolved else "Open a comment again"):
            self._database.run("UPDATE comment SET resolved = ? WHERE id = ?", (resolved, comment))

    def delete_comment(self, comment: CommentId) -> None:
        """Delete a comment; undo brings it back."""
        with self.action("Delete a comment"):
            self._database.run("DELETE FROM comment WHERE id = ?", (comment,))

    def memos(self, about: About | None = None, subject: str = "") -> list[Memo]:
        """List memos, the newest first: all of them, those about one kind of thing, or about one thing."""
        where, bindings = ("true", ())
        if about is not None:
            where, bindings = ("about = ?", (about,))
            if subject:
                where, bindings = ("about = ? AND subject = ?", (about, subject))
        rows = self._database.rows(
            f"SELECT id, about, subject, author, at, text FROM memo WHERE {where} ORDER BY at DESC, id",
            bindings,
        )
        return [
            Memo(MemoId(memo), About(kind), of, author, at, text) for memo, kind, of, author, at, text in rows
        ]

    def memo(self, memo: MemoId) -> Memo | None:
        """Give one memo, None where it is gone."""
        row = self._database.row(
            "SELECT id, about, subject, author, at, text FROM memo WHERE id = ?", (memo,)
        )
        return Memo(MemoId(row[0]), About(row[1]), *row[2:]) if row else None

    def write_memo(self, about: About, text: str, subject: str = "", *, continues: str = "") -> MemoId:
        """Write a memo about something, or an entry of the journal.

        A spell of typing gives the same `continues` here and to `edit_memo`, and makes one step of the
        history.
        """
        memo = MemoId(new_id())
        with self.action(_writing(about), continues):
            self._database.run(
                "INSERT INTO memo VALUES (?, ?, ?, ?, ?, ?)",
                (memo, about, subject, self.analyst, self._history.now(), _said(text)),
            )
        return memo

    def edit_memo(self, memo: MemoId, text: str, *, continues: str = "") -> None:
        """Change the text of a memo; its date stays."""
        about = self._database.value("SELECT about FROM memo WHERE id = ?", (memo,))
        with self.action(_writing(About(about or About.STUDY)), continues):
            self._database.run("UPDATE memo SET text = ? WHERE id = ?", (_said(text), memo))

    def delete_memo(self, memo: MemoId) -> None:
        """Delete a memo; undo brings it back."""
        with self.action("Delete a memo"):
            self._database.run("DELETE FROM memo WHERE id = ?", (memo,))


def _comment(row: Sequence[object]) -> Comment:
    comment, interview, subtopic, author, at, text, resolved = row
    return Comment(
        CommentId(str(comment)),
        InterviewId(str(interview)),
        SubTopicId(str(subtopic)),
        str(author),
        str(at),
        str(text),
        bool(resolved),
    )


def _writing(about: About) -> str:
    if about is About.JOURNAL:
        return "Write in the journal"
    return f"Write a memo on the {'sub-topic' if about is About.SUBTOPIC else about}"


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("There is nothing written yet; type at least a word.")
    return text
