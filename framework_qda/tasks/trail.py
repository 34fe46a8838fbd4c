"""Follow what a sentence stands on: quotation, passage and recording, or a cell and what is behind it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.study.model import About, CellKey, InterviewId, Passage, PassageId, SubTopicId
from framework_qda.tasks.references import Places, full_reference
from framework_qda.text import summary
from framework_qda.text.quoting import shown

_DELETED = "This has been deleted; undo brings it back."


class EvidenceKind(StrEnum):
    """What a sentence can stand on."""

    QUOTATION = "quotation"
    PASSAGE = "passage"
    CELL = "cell"
    GONE = "deleted"


class Evidence(NamedTuple):
    """One thing a sentence stands on, with the ids of what it leads to; `heard` tells that it can be played.

    `told` says where it is from. `behind` counts the passages that the summary of a cell links to.
    """

    kind: EvidenceKind
    id: str
    words: str
    told: str = ""
    passage: PassageId | None = None
    cell: CellKey | None = None
    heard: bool = False
    behind: int = 0


def followed(study: Study, places: Places, id: str) -> Evidence:
    """Tell what an id named as evidence is: of a quotation, a passage, or a cell as interview/sub-topic."""
    interview, cell, subtopic = id.partition("/")
    if cell:
        return _of_cell(study, InterviewId(interview), SubTopicId(subtopic))
    if quotation := study.quotation(QuotationId(id)):
        return _of_quotation(study, places, quotation)
    if passage := study.passage(PassageId(id)):
        return _of_passage(study, places, passage)
    return Evidence(EvidenceKind.GONE, id, _DELETED)


def behind(study: Study, cell: CellKey) -> list[PassageId]:
    """List the passages that the summary of a cell links to."""
    linked = summary.links(study.cell(*cell).summary)
    return [PassageId(each) for each in linked if "/" not in each]


def same_evidence(study: Study, id: str) -> list[str]:
    """List an id with those of what it was taken from, or what was taken from it: quotations and passage."""
    if quotation := study.quotation(QuotationId(id)):
        return [id, *([quotation.passage] if quotation.passage else [])]
    return [id] if "/" in id else [id, *(each.id for each in study.quotations_of(PassageId(id)))]


def _of_quotation(study: Study, places: Places, quotation: Quotation) -> Evidence:
    style = study.house_style
    words = f"{style.opening}{shown(quotation.text, style)}{style.closing}"
    passage = study.passage(quotation.passage) if quotation.passage else None
    where = full_reference(study, places, quotation.interview, passage)
    attribution = study.attributions().get(quotation.id, "")
    return Evidence(
        EvidenceKind.QUOTATION,
        quotation.id,
        words,
        " — ".join(filter(None, (attribution, where))),
        quotation.passage,
        _cell_of(study, passage),
        _heard(study, places, passage),
    )


def _of_passage(study: Study, places: Places, passage: Passage) -> Evidence:
    return Evidence(
        EvidenceKind.PASSAGE,
        passage.id,
        passage.words,
        full_reference(study, places, passage.interview, passage),
        passage.id,
        _cell_of(study, passage),
        _heard(study, places, passage),
    )


def _of_cell(study: Study, interview: InterviewId, subtopic: SubTopicId) -> Evidence:
    key = interview, subtopic
    if study.interview(interview) is None or all(each.id != subtopic for each in study.subtopics()):
        return Evidence(EvidenceKind.GONE, "/".join(key), _DELETED)
    return Evidence(
        EvidenceKind.CELL,
        "/".join(key),
        summary.plain(study.cell(*key).summary),
        study.subject_name(About.CELL, "/".join(key)),
        cell=key,
        behind=len(behind(study, key)),
    )


def _cell_of(study: Study, passage: Passage | None) -> CellKey | None:
    """Give the first cell that a passage is indexed to."""
    if passage is None:
        return None
    subtopics = study.indexed(passage.interview).get(passage.id, [])
    return (passage.interview, subtopics[0]) if subtopics else None


def _heard(study: Study, places: Places, passage: Passage | None) -> bool:
    return bool(passage and study.recordings(passage.interview) and places.time(passage) is not None)
