"""Tell what a memo could be about now, and show what one is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framework_qda.study.model import About, AreaId, CellKey, Hit, InterviewId, Memo, PassageId, SubTopicId

if TYPE_CHECKING:
    from framework_qda.study import Study
    from framework_qda.ui.desk import Desk
    from framework_qda.ui.memos.workspace import Subject

_PASSAGES = 8  # offered at most


def subjects(study: Study, key: CellKey | None) -> list[Subject]:
    """List what is current with a cell: the cell, all it belongs to, and the passages indexed to it."""
    interview = study.interview(key[0]) if key else None
    column = next((each for each in study.subtopics() if key and each.id == key[1]), None)
    if key is None or interview is None or column is None:
        return []
    passages = study.evidence(*key)[:_PASSAGES]
    return [
        (About.CELL, "/".join(key)),
        (About.INTERVIEW, interview.id),
        (About.AREA, interview.area),
        (About.SUBTOPIC, column.id),
        (About.MATRIX, column.matrix),
        *((About.PASSAGE, passage.id) for passage in passages),
    ]


def go_to_subject(desk: Desk, memo: Memo) -> None:
    """Show what a memo is about; nothing where it has been deleted."""
    study, subject = desk.studio.study, memo.subject
    if not study.subject_name(memo.about, subject):
        return
    match memo.about:
        case About.AREA:
            first = next((row for row in study.interviews() if row.area == AreaId(subject)), None)
            if first:
                desk.go_to_interview(first.id)
        case About.INTERVIEW:
            desk.go_to_interview(subject)
        case About.MATRIX:
            desk.go_to_matrix(subject)
        case About.SUBTOPIC:
            desk.go_to_subtopic(subject)
        case About.CELL:
            interview, _, subtopic = subject.partition("/")
            desk.go_to_hit(Hit(InterviewId(interview), (), subtopic=SubTopicId(subtopic)))
        case About.PASSAGE:
            _go_to_passage(desk, PassageId(subject))


def _go_to_passage(desk: Desk, passage: PassageId) -> None:
    study = desk.studio.study
    if found := study.passage(passage):
        before = study.transcript(found.interview).text[: found.start]
        desk.go_to_hit(Hit(found.interview, (), paragraph=before.count("\n") + 1))
        desk.show_passage(passage)
