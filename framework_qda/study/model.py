"""Name what a study is made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, NewType, NoReturn

from framework_qda.errors import UnknownWord

AreaId = NewType("AreaId", str)
InterviewId = NewType("InterviewId", str)
ParticipantId = NewType("ParticipantId", str)
AttributeId = NewType("AttributeId", str)
MatrixId = NewType("MatrixId", str)
SubTopicId = NewType("SubTopicId", str)
SubjectId = AreaId | InterviewId | ParticipantId
CellKey = tuple[InterviewId, SubTopicId]


class StoredWord(StrEnum):
    """One of a few words as they stand in a study file."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise UnknownWord(value)


class BlankReason(StoredWord):
    """Why a cell is empty."""

    NOT_CHARTED = ""
    NOT_ASKED = "not asked"
    NOTHING_SAID = "asked, nothing said"
    NOT_APPLICABLE = "not applicable"


class Subject(StoredWord):
    """What an attribute is a fact about."""

    AREA = "area"
    INTERVIEW = "interview"
    PARTICIPANT = "participant"


class AttributeType(StoredWord):
    """How the values of an attribute are checked and ordered."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ORDERED = "ordered"


class ActionState(StoredWord):
    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


class Area(NamedTuple):
    id: AreaId
    name: str


class Interview(NamedTuple):
    """One encounter: one row of every matrix. `kind` is notes or transcript, `date` ISO 8601 or empty."""

    id: InterviewId
    area: AreaId
    name: str
    kind: str
    date: str
    source: str
    transcript: str


class Participant(NamedTuple):
    id: ParticipantId
    interview: InterviewId
    name: str


class Attribute(NamedTuple):
    """A fact used to order, filter and attribute; `choices` of an ordered one go from low to high."""

    id: AttributeId
    subject: Subject
    name: str
    type: AttributeType
    choices: tuple[str, ...] = ()


class Matrix(NamedTuple):
    """One theme; `number` counts from 1 in the order of the framework."""

    id: MatrixId
    number: int
    name: str
    description: str

    @property
    def title(self) -> str:
        return f"{self.number} {self.name}"


class SubTopic(NamedTuple):
    """One column; `number` counts from 1 within its matrix."""

    id: SubTopicId
    matrix: MatrixId
    number: int
    name: str
    definition: str


class Cell(NamedTuple):
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


class Action(NamedTuple):
    """One step of the history: who did what, when (ISO 8601, UTC)."""

    id: int
    at: str
    who: str
    sentence: str
    state: ActionState


class CellVersion(NamedTuple):
    """What a cell held after an action."""

    action: Action
    cell: Cell


class Change(NamedTuple):
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
    QUOTATION = "quotation"
    DRAFT = "draft"


class Hit(NamedTuple):
    """One place where a search was found.

    `context` is the text around it in pieces, each with whether it is what was searched for. In notes
    `paragraph` is the number of the paragraph; in a summary and a comment `subtopic` is its column; of a
    memo, `memo` is its id, and the interview is empty where it is about none. Of a quotation `quotation` is
    its id, and within a draft `draft` and `block` are theirs.
    """

    interview: InterviewId
    context: tuple[tuple[str, bool], ...]
    subtopic: SubTopicId | None = None
    paragraph: int | None = None
    kind: HitKind = HitKind.SUMMARY
    memo: MemoId | None = None
    quotation: str = ""
    draft: str = ""
    block: str = ""

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.context)


class Coverage(NamedTuple):
    """How many cells are charted: in all, by sub-topic and by interview."""

    total: int
    charted: int
    by_subtopic: Mapping[SubTopicId, int]
    by_interview: Mapping[InterviewId, int]


PassageId = NewType("PassageId", str)
RecordingId = NewType("RecordingId", str)
CommentId = NewType("CommentId", str)
MemoId = NewType("MemoId", str)


class PassageState(StoredWord):
    """Whether a passage still stands at its words."""

    SOUND = "sound"
    DOUBTFUL = "doubtful"
    LOST = "lost"


NOTES, VERBATIM = "notes", "verbatim"


class Passage(NamedTuple):
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


class Recording(NamedTuple):
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


class Comment(NamedTuple):
    """What one analyst says to another about a cell."""

    id: CommentId
    interview: InterviewId
    subtopic: SubTopicId
    author: str
    at: str
    text: str
    resolved: bool


class About(StoredWord):
    """What a memo is about; the journal is about the analyst's own part in it."""

    JOURNAL = "journal"
    STUDY = "study"
    AREA = "area"
    INTERVIEW = "interview"
    MATRIX = "matrix"
    SUBTOPIC = "subtopic"
    CELL = "cell"
    PASSAGE = "passage"


class Memo(NamedTuple):
    """A dated note; `subject` is the id of what it is about, interview/sub-topic for a cell."""

    id: MemoId
    about: About
    subject: str
    author: str
    at: str
    text: str


FindingId = NewType("FindingId", str)
TypologyId = NewType("TypologyId", str)
TypeId = NewType("TypeId", str)
ViewId = NewType("ViewId", str)
FieldId = NewType("FieldId", str)


class FindingKind(StrEnum):
    """How far a column note is worked out: what was said, what gathers it, and along what that varies."""

    ELEMENT = "element"
    CATEGORY = "category"
    DIMENSION = "dimension"


class Finding(NamedTuple):
    """What reading down a sub-topic yields; `parent` is a finding of a higher kind, or None."""

    id: FindingId
    subtopic: SubTopicId
    parent: FindingId | None
    kind: FindingKind
    name: str
    definition: str


class Overview(NamedTuple):
    """What an analyst writes about a whole area, interview, sub-topic or matrix, in light markup.

    Its links lead to passages by their id, and to cells as interview/sub-topic.
    """

    about: About
    subject: str
    text: str = ""
    author: str = ""
    at: str = ""


class Typology(NamedTuple):
    """Types of which every case has exactly one; `unit` says whether a case is an area or an interview."""

    id: TypologyId
    name: str
    description: str
    unit: Subject


class Type(NamedTuple):
    """One type, built from categories: a case has one of those named here of each of their sub-topics."""

    id: TypeId
    typology: TypologyId
    name: str
    description: str
    categories: tuple[FindingId, ...] = ()


class TypedCase(NamedTuple):
    """How a case got to its type.

    `types` are those it fits: one where it is placed, none or several where that is still open. `by_hand`
    tells that an analyst decided, for a `reason`; `categories` are those of its own that the types are built
    from.
    """

    subject: str
    types: tuple[TypeId, ...]
    categories: tuple[FindingId, ...] = ()
    by_hand: bool = False
    reason: str = ""

    @property
    def type(self) -> TypeId | None:
        return self.types[0] if len(self.types) == 1 else None


class ViewKind(StrEnum):
    """What a view that is kept by name shows."""

    FILTER = "filter"
    COMPARISON = "comparison"
    CENTRAL_CHART = "central chart"
    LINKAGE = "linkage"


class View(NamedTuple):
    """Choices kept by name; `settings` holds what its kind asks for, as JSON can."""

    id: ViewId
    kind: ViewKind
    name: str
    settings: Mapping[str, object]


class FieldKind(StrEnum):
    """What a field says something about, or what it comes from."""

    AREA = "area"
    INTERVIEW = "interview"
    PARTICIPANT = "participant"
    CATEGORY = "category"
    TYPE = "type"


class Field(NamedTuple):
    """What interviews are ordered, grouped and filtered by.

    `id` is that of an attribute, of a sub-topic or dimension for its categories, or of a typology for its
    types. `values` are in the order of their meaning.
    """

    id: FieldId
    kind: FieldKind
    name: str
    values: tuple[str, ...]


class Condition(NamedTuple):
    """Interviews with any of these values of a field; NO_VALUE stands for those that have none."""

    field: FieldId
    values: tuple[str, ...]


NO_VALUE = "not given"


class ThingKind(StrEnum):
    """What can be set side by side."""

    AREA = "area"
    INTERVIEW = "interview"
    GROUP = "group"
    SUBTOPIC = "subtopic"


class Thing(NamedTuple):
    """One side of a comparison: an area, interview or sub-topic, or those with a `value` of a field."""

    kind: ThingKind
    id: str
    value: str = ""
