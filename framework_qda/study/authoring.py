"""Name what an author writes with: quotations, attributions, what could identify somebody, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, NewType

from framework_qda.study.model import InterviewId, ParticipantId, PassageId, StoredWord

if TYPE_CHECKING:
    from framework_qda.text.disclosure import Disclosure

QuotationId = NewType("QuotationId", str)
AttributionId = NewType("AttributionId", str)
DraftId = NewType("DraftId", str)
BlockId = NewType("BlockId", str)


class QuotationStatus(StoredWord):
    """How far an author has come with a quotation."""

    CANDIDATE = "candidate"
    CHOSEN = "chosen"
    SET_ASIDE = "set aside"


class Quotation(NamedTuple):
    """A speaker's words, ready to be read.

    `words` are those of its passage as they stood when they were quoted; `text` has them with the author's
    edits marked, as `text.quoting` reads it. `passage` is None where it was deleted, `participant` where
    nobody said which of several spoke, `template` where the study's first attribution is used.
    """

    id: QuotationId
    interview: InterviewId
    passage: PassageId | None
    participant: ParticipantId | None
    words: str
    text: str
    status: QuotationStatus = QuotationStatus.CANDIDATE
    strongest: bool = False
    note: str = ""
    template: AttributionId | None = None
    checked_by: str = ""
    checked_at: str = ""
    author: str = ""
    at: str = ""
    tags: tuple[str, ...] = ()


class AttributionTemplate(NamedTuple):
    """How speakers are named: `text` has fields such as {side}.

    `wordings` says what is read for a value: attribute -> value -> words.
    """

    id: AttributionId
    name: str
    text: str
    wordings: Mapping[str, Mapping[str, str]]


class Identifying(NamedTuple):
    """Words that would tell who somebody is, and a note on them."""

    words: str
    note: str = ""


class ExposedIn(StoredWord):
    """Where the disclosure check looks."""

    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    CELL = "cell"
    OVERVIEW = "overview"
    BLOCK = "block"
    DRAFT = "draft"
    STUDY = "study"


class Acceptance(NamedTuple):
    """What the disclosure check found and an analyst let stand, for a reason; `at` ISO 8601, UTC."""

    about: ExposedIn
    subject: str
    words: str
    reason: str
    author: str
    at: str


class Exposure(NamedTuple):
    """Words somewhere in the study that could tell who somebody is.

    `subject` is the id of what they stand in, interview/sub-topic for a cell. `accepted` is the reason for
    which they may stand, empty where nobody gave one.
    """

    about: ExposedIn
    subject: str
    disclosure: Disclosure
    accepted: str = ""


class Draft(NamedTuple):
    """A report in the making; `settings` holds what is said of it as a whole, as JSON can."""

    id: DraftId
    name: str
    settings: Mapping[str, Any]


class BlockKind(StrEnum):
    """What a block of a draft is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NUMBERED = "numbered"
    QUOTATION = "quotation"
    NOTE = "note"
    CELL = "cell"
    MATRIX = "matrix"
    VIEW = "view"
    PICTURE = "picture"
    PRACTICE = "practice"
    SURVEY = "survey"
    CLOSING = "closing"
    CONTENTS = "contents"
    APPENDIX = "appendix"


WRITTEN = frozenset(
    (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED, BlockKind.NOTE)
)


class Block(NamedTuple):
    """One paragraph or object of a draft.

    `text` is in the light markup of `text.drafting`; `settings` say what an object shows. `level` is that of
    a heading, 1 the highest.
    """

    id: BlockId
    kind: BlockKind
    text: str = ""
    level: int = 0
    settings: Mapping[str, Any] = {}


class Use(NamedTuple):
    """Where a quotation stands."""

    draft: DraftId
    block: BlockId
