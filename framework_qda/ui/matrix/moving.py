"""Put what was dragged by its head where it was dropped: the order is the study's."""

from __future__ import annotations

from framework_qda.study import Study
from framework_qda.study.arrangement import RowGroup
from framework_qda.study.model import Interview, InterviewId, SubTopicId
from framework_qda.ui.matrix.model import MatrixModel


def move_row(study: Study, model: MatrixModel, interview: str, place: int) -> None:
    """Put an interview before the row at a place among the others, in the area of that place."""
    if model.arrangement.by is not None:
        return
    rows = [row for row in model.rows if not (isinstance(row, Interview) and row.id == interview)]
    before = rows[place] if place < len(rows) else None
    band = next((row for row in reversed(rows[:place]) if isinstance(row, RowGroup)), None)
    area = before.area if isinstance(before, Interview) else band.area if band else None
    if area is not None:
        sibling = before.id if isinstance(before, Interview) else None
        study.move_interview(InterviewId(interview), area, sibling)


def move_column(study: Study, model: MatrixModel, subtopic: str, place: int) -> None:
    """Put a sub-topic before the column at a place among the others."""
    moved = next(n for n, column in enumerate(model.columns) if column.id == subtopic)
    others = [column.id for n, column in enumerate(model.columns) if n != moved]
    before = next((other for other in others[place:] if other != subtopic), None)
    if model.matrix:
        study.move_subtopic(SubTopicId(subtopic), model.matrix.id, before)
