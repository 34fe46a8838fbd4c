"""Name what a study is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

AreaId = NewType("AreaId", str)
InterviewId = NewType("InterviewId", str)
ParticipantId = NewType("ParticipantId", str)
AttributeId = NewType("AttributeId", str)
MatrixId = NewType("MatrixId", str)
SubTopicId = NewType("SubTopicId", str)
SubjectId = AreaId | InterviewId | ParticipantId
CellKey = tuple[InterviewId, SubTopicId]


class BlankReason(StrEnum):
    """Why a cell is empty."""

    NOT_CHARTED = ""
    NOT_ASKED = "not asked"
    NOTHING_SAID = "asked, nothing said"
    NOT_APPLICABLE = "not applicable"


class Subject(StrEnum):
    """What an attribute is a fact about."""

    AREA = "area"
    INTERVIEW = "interview"
    PARTICIPANT = "participant"


class AttributeType(StrEnum):
    """How the values of an attribute are checked and ordered."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ORDERED = "ordered"


class ActionState(StrEnum):
    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Area:
    id: AreaId
    name: str


@dataclass(frozen=True, slots=True)
class Interview:
    """One encounter: one row of every matrix. `kind` is notes or transcript, `date` ISO 8601 or empty."""

    id: InterviewId
    area: AreaId
    name: str
    kind: str
    date: str
    source: str
    transcript: str


@dataclass(frozen=True, slots=True)
class Participant:
    id: ParticipantId
    interview: InterviewId
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact used to order, filter and attribute; `choices` of an ordered one go from low to high."""

    id: AttributeId
    subject: Subject
    name: str
    type: AttributeType
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """One theme; `number` counts from 1 in the order of the framework."""

    id: MatrixId
    number: int
    name: str
    description: str

    @property
    def title(self) -> str:
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class SubTopic:
    """One column; `number` counts from 1 within its matrix."""

    id: SubTopicId
    matrix: MatrixId
    number: int
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written where an interview and a sub-topic meet; `summary` is in light markup."""

    summary: str = ""
    blank_reason: BlankReason = BlankReason.NOT_CHARTED
    author: str = ""
    charted_at: str = ""
    done: bool = False

    @property
    def charted(self) -> bool:
        return bool(self.summary or self.blank_reason)


EMPTY_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Action:
    """One step of the history: who did what, when (ISO 8601, UTC)."""

    id: int
    at: str
    who: str
    sentence: str
    state: ActionState


@dataclass(frozen=True, slots=True)
class CellVersion:
    """What a cell held after an action."""

    action: Action
    cell: Cell


@dataclass(frozen=True, slots=True)
class Change:
    """Tell which rows changed: table -> the primary keys, each a tuple in the order of the key's columns."""

    sentence: str
    rows: Mapping[str, frozenset[tuple[str, ...]]]

    def touches(self, *tables: str) -> bool:
        return any(table in self.rows for table in tables)


class HitKind(StrEnum):
    """What a search was found in."""

    SUMMARY = "summary"
    NOTES = "notes"
    MEMO = "memo"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search was found.

    `context` is the text around it in pieces, each with whether it is what was searched for. In notes
    `paragraph` is the number of the paragraph; in a summary and a comment `subtopic` is its column; of a
    memo, `memo` is its id, and the interview is empty where it is about none.
    """

    interview: InterviewId
    context: tuple[tuple[str, bool], ...]
    subtopic: SubTopicId | None = None
    paragraph: int | None = None
    kind: HitKind = HitKind.SUMMARY
    memo: MemoId | None = None

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.context)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cells are charted: in all, by sub-topic and by interview."""

    total: int
    charted: int
    by_subtopic: Mapping[SubTopicId, int]
    by_interview: Mapping[InterviewId, int]


PassageId = NewType("PassageId", str)
RecordingId = NewType("RecordingId", str)
CommentId = NewType("CommentId", str)
MemoId = NewType("MemoId", str)


class PassageState(StrEnum):
    """Whether a passage still stands at its words."""

    SOUND = "sound"
    DOUBTFUL = "doubtful"
    LOST = "lost"


NOTES, VERBATIM = "notes", "verbatim"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an interview: characters `start` up to `stop` of its text, and the words themselves.

    `kind` is notes, or verbatim where the words were transcribed from the recording, from `time_start` to
    `time_stop` milliseconds. Of a doubtful passage, `words` are those it had and the place is where they
    are likeliest now, with a `score` of 0 to 100.
    """

    id: PassageId
    interview: InterviewId
    kind: str
    start: int
    stop: int
    words: str
    state: PassageState = PassageState.SOUND
    score: float = 100.0
    time_start: int | None = None
    time_stop: int | None = None
    checked_by: str = ""
    checked_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of an interview: `path` is where it lay last, `size` in bytes, `checksum` SHA-256 in hex.

    An embedded one is kept inside the study, and needs no path.
    """

    id: RecordingId
    interview: InterviewId
    name: str
    path: str
    size: int
    checksum: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """What one analyst says to another about a cell."""

    id: CommentId
    interview: InterviewId
    subtopic: SubTopicId
    author: str
    at: str
    text: str
    resolved: bool


class About(StrEnum):
    """What a memo is about; the journal is about the analyst's own part in it."""

    JOURNAL = "journal"
    STUDY = "study"
    AREA = "area"
    INTERVIEW = "interview"
    MATRIX = "matrix"
    SUBTOPIC = "subtopic"
    CELL = "cell"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated note; `subject` is the id of what it is about, interview/sub-topic for a cell."""

    id: MemoId
    about: About
    subject: str
    author: str
    at: str
    text: str
