"""Take matrices out of a study, to be read or written to a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda import reports
from framework_qda.progress import Progress, silent
from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports.options import Paper, ReportOptions
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, Matrix, Subject, SubTopicId

if TYPE_CHECKING:
    import pandas as pd


def views(
    study: Study,
    matrices: Sequence[int | str] | None = None,
    interviews: Sequence[InterviewId] | None = None,
    subtopics: Sequence[SubTopicId] | None = None,
) -> list[MatrixView]:
    """Give matrices, by number or name, as frames; all of them, whole, where nothing is chosen.

    `interviews` and `subtopics` choose and order rows and columns; a matrix left without columns is left
    out. Raises NotFound.
    """
    # An action that changes nothing leaves no trace, and nobody else changes anything inside it.
    with study.action("Read matrices"):
        chosen = study.matrices() if matrices is None else dict.fromkeys(map(study.find_matrix, matrices))
        columns = {matrix: _columns(study, matrix, subtopics) for matrix in chosen}
        return [
            _view(study, matrix, interviews, own)
            for matrix, own in columns.items()
            if own or subtopics is None
        ]


def export(
    study: Study,
    path: Path,
    matrices: Sequence[int | str] | None = None,
    *,
    paper: Paper = "A4",
    attributes: bool = True,
    date: datetime.date | None = None,
    interviews: Sequence[InterviewId] | None = None,
    subtopics: Sequence[SubTopicId] | None = None,
    progress: Progress = silent,
) -> list[MatrixView]:
    """Write matrices to a file in the format its ending names, dated today unless told, and give them.

    Raises Refused for an ending that is not known, NotFound, CannotWrite or DiskFull.
    """
    chosen = views(study, matrices, interviews, subtopics)
    options = ReportOptions(study.title, date or datetime.date.today(), paper, attributes)
    reports.write(chosen, path, options, progress)
    return chosen


def _columns(study: Study, matrix: Matrix, subtopics: Sequence[SubTopicId] | None) -> list[SubTopicId]:
    own = [subtopic.id for subtopic in study.subtopics(matrix.id)]
    return own if subtopics is None else [subtopic for subtopic in subtopics if subtopic in own]


def _view(
    study: Study, matrix: Matrix, interviews: Sequence[InterviewId] | None, columns: Sequence[SubTopicId]
) -> MatrixView:
    return MatrixView(
        matrix.number,
        matrix.name,
        study.matrix(matrix.id, markup=True, interviews=interviews, subtopics=columns),
        study.blank_reasons(matrix.id, interviews=interviews, subtopics=columns),
        _facts(study, interviews),
    )


def _facts(study: Study, interviews: Sequence[InterviewId] | None) -> pd.DataFrame:
    """Give the attributes with the date of each interview before its own, where any has one."""
    frame = study.attribute_frame(interviews)
    dates = {row.id: row.date for row in study.interviews()}
    shown = [dates[row] for row in (interviews if interviews is not None else dates)]
    if any(shown) and (str(Subject.INTERVIEW), "date") not in frame.columns:
        place = sum(1 for subject, _ in frame.columns if subject == Subject.AREA)
        frame.insert(place, (str(Subject.INTERVIEW), "date"), shown)
    return frame
