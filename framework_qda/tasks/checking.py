"""Say what stands in the way of going out: quotations not verified, and what could tell who somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from framework_qda.progress import Progress, silent
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, DraftId, ExposedIn, Exposure, QuotationId
from framework_qda.study.disclosing import texts_in
from framework_qda.study.model import About, InterviewId, SubTopicId
from framework_qda.tasks.printed import picture_words, printed, template_words
from framework_qda.text import drafting
from framework_qda.text.counting import counted
from framework_qda.text.quoting import shown
from framework_qda.text.risks import Risk
from framework_qda.text.verifying import Verdict

__all__ = ["Finding", "Kind", "findings", "open_findings", "picture_words", "summed", "where"]

_VERIFIED = (Verdict.VERBATIM, Verdict.EDITED)
_GONE = "a quotation that was deleted stands here"
_MOVED = "reads otherwise now than when its sentence was written"
_BY_EAR = "from notes, and nobody has checked it by ear"
_FILE = "the template's head or foot says it on every page"
_Key = tuple["Kind", ExposedIn, str, str]


class Kind(StrEnum):
    """What is found, in the order it is told."""

    UNVERIFIED = "not verified"
    BY_EAR = "not checked by ear"
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
        *map(_disclosed, study.exposures(draft, progress)),
        *(each for one in drafts for each in _of_prints(study, one)),
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
        (Kind.BY_EAR, "1 quotation not checked by ear", "%d quotations not checked by ear"),
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
    """Tell the quotations that are not verified, and those from notes that nobody has checked by ear."""
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
            yield Finding(Kind.BY_EAR, ExposedIn.QUOTATION, each.id, words, "semi-verbatim", _BY_EAR)


_EXPLAINED: Mapping[Verdict, str] = {
    Verdict.DIFFERS: "words are not those of the source, and are not marked as edits",
    Verdict.NOT_FOUND: "its words do not stand in the interview's text",
    Verdict.CHANGED: "the words of the source were corrected since it was quoted",
}


def _quoted_in(study: Study, draft: DraftId) -> set[QuotationId]:
    return {QuotationId(each) for block in study.blocks(draft) for each in _quoted(block)}


def _quoted(block: Block) -> Iterator[str]:
    """Give the quotations in a block, those in the answers of a box or the cells of a table too."""
    for text in (block.text, *texts_in(block.settings)):
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
