"""Say what stands in the way of going out: quotations not verified, and what could tell who somebody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from framework_qda.progress import Progress, silent
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, ExposedIn, Exposure, QuotationId
from framework_qda.study.markups import markups
from framework_qda.study.model import About, InterviewId, SubTopicId
from framework_qda.tasks.printed import picture_words, printed, printed_names, template_words
from framework_qda.tasks.report_objects import is_open
from framework_qda.tasks.reporting import OPEN, numbers, unfilled
from framework_qda.text import drafting
from framework_qda.text.counting import counted
from framework_qda.text.drafting import Inline, Reference
from framework_qda.text.quoting import shown
from framework_qda.text.risks import Risk
from framework_qda.text.verifying import Verdict

__all__ = ["Finding", "Kind", "findings", "in_a_line", "open_findings", "picture_words", "summed", "where"]

_VERIFIED = (Verdict.VERBATIM, Verdict.EDITED)
_GONE = "a quotation that was deleted stands here"
_MOVED = "reads otherwise now than when its sentence was written"
_NOT_HEARD = "not checked by ear"
_BY_EAR = "as in the notes, and nobody has checked it by ear"
_DELETED = "passage deleted"
_NO_PASSAGE = "its passage was deleted; its words still stand in the text, where they can be found again"
_UNFILLED = "nothing is chosen or written here yet, so a public copy leaves it out"
_REFERS = "refers to what is still to be chosen, so a public copy leaves the sentence out"
_FILE = "the template's head or foot says it on every page"
_Key = tuple["Kind", ExposedIn, str, str]


class Kind(StrEnum):
    """What is found, in the order it is told."""

    UNVERIFIED = "not verified"
    PASSAGE = "without its passage"
    BY_EAR = "not checked by ear"
    UNFILLED = "still to be chosen"
    DISCLOSURE = "could tell who somebody is"


class Finding(NamedTuple):
    """What is to be looked at: what `about` and `subject` name, its words, and why.

    `what` is the verdict or the risk in words. `accepted` is the reason for which it may stand, empty where
    nobody gave one; only a disclosure can be accepted.
    """

    kind: Kind
    about: ExposedIn
    subject: str
    words: str
    what: str
    why: str
    accepted: str = ""

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return not self.accepted


def findings(study: Study, draft: DraftId | None = None, progress: Progress = silent) -> list[Finding]:
    """Look through one draft with all it prints, or through everything; accepted ones are told too.

    What is found of the same words in the same place is told once. Safe on any thread; others can use the
    study meanwhile.
    """
    drafts = [draft] if draft else [each.id for each in study.drafts()]
    found: dict[_Key, Finding] = {}
    told = (
        *_of_quotations(study, draft),
        *(each for one in drafts for each in _of_uses(study, one)),
        *(each for one in drafts for each in _of_places(study, one)),
        *map(_disclosed, study.exposures(draft, progress)),
        *(each for one in drafts for each in _of_prints(study, one)),
        *(each for one in drafts for each in _of_names(study, one)),
    )
    for each in told:
        found.setdefault((each.kind, each.about, each.subject, each.words.casefold()), each)
    return sorted(found.values(), key=lambda each: list(Kind).index(each.kind))


def open_findings(study: Study, draft: DraftId | None = None) -> list[Finding]:
    """List what still stands in the way."""
    return [each for each in findings(study, draft) if each.open]


def summed(found: Iterable[Finding]) -> str:
    """Say how much stands in the way: “2 quotations not verified, 1 disclosure open”; "" for nothing."""
    kinds = [each.kind for each in found if each.open]
    said = (
        (Kind.UNVERIFIED, "1 quotation not verified", "%d quotations not verified"),
        (Kind.PASSAGE, "1 quotation whose passage was deleted", "%d quotations whose passages were deleted"),
        (Kind.BY_EAR, "1 quotation not checked by ear", "%d quotations not checked by ear"),
        (Kind.UNFILLED, "1 place not filled yet", "%d places not filled yet"),
        (Kind.DISCLOSURE, "1 disclosure open", "%d disclosures open"),
    )
    return ", ".join(counted(kinds.count(kind), one, many) for kind, one, many in said if kind in kinds)


def _disclosed(exposure: Exposure) -> Finding:
    about, subject, (risk, _, _, words, why), accepted = exposure
    return Finding(Kind.DISCLOSURE, about, subject, words, _risk(risk), why, accepted)


def _risk(risk: Risk) -> str:
    return "fits too few" if risk is Risk.FEW else str(risk)


# --- Quotations ------------------------------------------------------------------------------------------


def _of_quotations(study: Study, draft: DraftId | None) -> Iterator[Finding]:
    """Tell the quotations not verified, those without a passage, those from notes that nobody has heard."""
    known, checks, semi = study.quotations_by_id(), study.verified(), study.semi_verbatim()
    style, wanted = study.house_style, _quoted_in(study, draft) if draft else known.keys()
    for each in known.values():
        if each.id not in wanted or each.id not in checks:
            continue
        verdict, words = checks[each.id].verdict, shown(each.text, style)
        if verdict not in _VERIFIED:
            yield Finding(
                Kind.UNVERIFIED, ExposedIn.QUOTATION, each.id, words, str(verdict), _EXPLAINED[verdict]
            )
        if each.id in semi:
            yield Finding(Kind.BY_EAR, ExposedIn.QUOTATION, each.id, words, _NOT_HEARD, _BY_EAR)
        if each.passage is None and verdict in _VERIFIED:
            yield Finding(Kind.PASSAGE, ExposedIn.QUOTATION, each.id, words, _DELETED, _NO_PASSAGE)


_EXPLAINED: Mapping[Verdict, str] = {
    Verdict.DIFFERS: "words are not those of the source, and are not marked as edits",
    Verdict.NOT_FOUND: "its words do not stand in the interview's text",
    Verdict.CHANGED: "the words of the source were corrected since it was quoted",
}


def _quoted_in(study: Study, draft: DraftId) -> set[QuotationId]:
    return {QuotationId(each) for block in study.blocks(draft) for each in _quoted(block)}


def _quoted(block: Block) -> Iterator[str]:
    """Give the quotations in a block, those in the answers of a box or the cells of a table too."""
    for text in markups(block):
        if '{{"' in text:
            yield from drafting.quotations(text)


def _of_uses(study: Study, draft: DraftId) -> Iterator[Finding]:
    """Tell the places of a draft whose quotation was deleted, or reads otherwise than its sentence knew."""
    known, moved, style = study.quotations_by_id(), set(study.moved_on(draft)), study.house_style
    for block in study.blocks(draft):
        for quotation in map(QuotationId, _quoted(block)):
            if quotation not in known:
                words = drafting.plain(block.text)
                yield Finding(Kind.UNVERIFIED, ExposedIn.BLOCK, block.id, words, "deleted", _GONE)
            elif (block.id, quotation) in moved:
                words = shown(known[quotation].text, style)
                yield Finding(Kind.UNVERIFIED, ExposedIn.BLOCK, block.id, words, "moved on", _MOVED)


def _of_places(study: Study, draft: DraftId) -> Iterator[Finding]:
    """Tell the places of a draft that are not filled yet, and the sentences that refer to them."""
    blocks, names = study.blocks(draft), numbers(study.blocks(draft))
    for block in blocks:
        if is_open(block) or (block.kind is BlockKind.QUOTATION and not block.text.strip()):
            words = str(block.settings.get("caption") or _PLACES.get(block.kind, block.kind))
            yield Finding(Kind.UNFILLED, ExposedIn.BLOCK, block.id, words, "not filled yet", _UNFILLED)
        for text in markups(block):
            for sentence in unfilled(drafting.parse(text), blocks):
                words = _read(sentence, names)
                yield Finding(Kind.UNFILLED, ExposedIn.BLOCK, block.id, words, "not filled yet", _REFERS)


_PLACES: Mapping[BlockKind, str] = {
    BlockKind.QUOTATION: "a quotation",
    BlockKind.CELL: "a cell",
    BlockKind.MATRIX: "a matrix",
    BlockKind.VIEW: "a view",
    BlockKind.PICTURE: "a picture",
    BlockKind.PRACTICE: "a practice example",
    BlockKind.SURVEY: "a survey",
    BlockKind.CLOSING: "a closing table",
}


def _read(sentence: Iterable[Inline], names: Mapping[BlockId, tuple[str, int]]) -> str:
    """Read a sentence as a study copy has it."""
    told = list[str]()
    for each in sentence:
        if isinstance(each, Reference):
            label, number = names.get(BlockId(each.block), ("", 0))
            told.append(f"{label} {number}" if number else OPEN)
        else:
            told.append(drafting.plain(drafting.write([each])))
    return "".join(told).strip()


# --- What a draft prints ---------------------------------------------------------------------------------


def _of_prints(study: Study, draft: DraftId) -> Iterator[Finding]:
    for about, subject, text in printed(study, draft):
        if text.strip():
            yield from map(_disclosed, study.exposures_of(about, subject, text))
    found = study.draft(draft)
    if found and (template := str(found.settings.get("template") or "")):
        for words in template_words(Path(template)):
            for each in study.exposures_of(ExposedIn.DRAFT, draft, words):
                yield _disclosed(each)._replace(why=_FILE)


def in_a_line(study: Study, finding: Finding) -> str:
    """Say in one line where something stands, what it is, and its words."""
    return f"{where(study, finding)}: {finding.what}: “{' '.join(finding.words.split())}”"


def _of_names(study: Study, draft: DraftId) -> Iterator[Finding]:
    """Tell the rows and heads of a public copy that name an interview by what fits too few people."""
    naming, fewest = study.previewed(study.attribution_template()), study.fewest
    fitting = Counter(words for _, _, words in naming if words)
    few = {words: count for words, count in fitting.items() if count < fewest}
    accepted = study.acceptances()
    for block, words in printed_names(study, draft, few) if few else ():
        known = accepted.get((ExposedIn.BLOCK, block, words))
        why = f"names an interview and fits {counted(few[words], 'one participant', '%d participants')}"
        yield Finding(
            Kind.DISCLOSURE, ExposedIn.BLOCK, block, words, _risk(Risk.FEW), f"{why}, fewer than {fewest}",
            known.reason if known else "",
        )  # fmt: skip


# --- Where it stands -------------------------------------------------------------------------------------


def where(study: Study, finding: Finding) -> str:
    """Say where something was found, for those who have the study."""
    match finding.about:
        case ExposedIn.QUOTATION | ExposedIn.ATTRIBUTION:
            quotation = study.quotation(QuotationId(finding.subject))
            told = "quotation" if finding.about is ExposedIn.QUOTATION else "attribution"
            return f"{told} · {_interview(study, quotation.interview)}" if quotation else told
        case ExposedIn.CELL:
            interview, _, subtopic = finding.subject.partition("/")
            return f"{_interview(study, InterviewId(interview))} · {_subtopic(study, SubTopicId(subtopic))}"
        case ExposedIn.OVERVIEW:
            about, _, subject = finding.subject.partition("/")
            return f"overview · {study.subject_name(About(about), subject)}"
        case ExposedIn.BLOCK:
            return place_of(study, BlockId(finding.subject))
        case ExposedIn.DRAFT:
            found = study.draft(DraftId(finding.subject))
            return f"name and settings of “{found.name}”" if found else "a draft"
        case ExposedIn.STUDY:
            return "title of the study"


def _interview(study: Study, interview: InterviewId) -> str:
    found = study.interview(interview)
    area = next((each.name for each in study.areas() if found and each.id == found.area), "")
    return f"{area} · {found.name}" if found else "an interview"


def _subtopic(study: Study, subtopic: SubTopicId) -> str:
    found = next((each for each in study.subtopics() if each.id == subtopic), None)
    matrix = next((each for each in study.matrices() if found and each.id == found.matrix), None)
    return f"{matrix.number}.{found.number} {found.name}" if found and matrix else "a sub-topic"


def draft_of(study: Study, block: BlockId) -> DraftId | None:
    """Tell in which draft a block stands."""
    holding = (each.id for each in study.drafts() if any(one.id == block for one in study.blocks(each.id)))
    return next(holding, None)


def place_of(study: Study, block: BlockId) -> str:
    """Say where in which draft a block stands: “Draft” · heading · its kind."""
    draft = draft_of(study, block)
    found = study.draft(draft) if draft else None
    if draft is None or found is None:
        return "a draft"
    heading, kind = "", ""
    for each in study.blocks(draft):
        if each.kind == "heading":
            heading = drafting.plain(each.text)
        if each.id == block:
            kind = str(each.kind)
            break
    return " · ".join(filter(None, (f"“{found.name}”", heading, kind)))
