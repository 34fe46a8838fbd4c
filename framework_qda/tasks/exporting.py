"""Take matrices and other views out of a study, to be read or written to a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda import reports
from framework_qda.progress import Progress, silent
from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reading.page import Page
from framework_qda.reports.options import Paper, ReportOptions
from framework_qda.study import Study
from framework_qda.study.model import FindingKind, InterviewId, Matrix, Subject, SubTopicId
from framework_qda.tasks.references import Manner, Places
from framework_qda.text.summary import Line, Run, links, write

if TYPE_CHECKING:
    import pandas as pd


def views(
    study: Study,
    matrices: Sequence[int | str] | None = None,
    interviews: Sequence[InterviewId] | None = None,
    subtopics: Sequence[SubTopicId] | None = None,
    references: Manner = Manner.NONE,
    *,
    categories: bool = False,
) -> list[MatrixView]:
    """Give matrices, by number or name, as frames; all of them, whole, where nothing is chosen.

    `interviews` and `subtopics` choose and order rows and columns; a matrix left without columns is left
    out. `references` says how what is linked refers to its passages; `categories` puts a column beside each
    sub-topic that has some. Raises NotFound.
    """
    # An action that changes nothing leaves no trace, and nobody else changes anything inside it.
    with study.action("Read matrices"):
        chosen = study.matrices() if matrices is None else dict.fromkeys(map(study.find_matrix, matrices))
        columns = {matrix: _columns(study, matrix, subtopics) for matrix in chosen}
        return [
            _view(study, matrix, interviews, own, references, categories=categories)
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
    references: Manner = Manner.NONE,
    categories: bool = False,
    arranged: str = "",
    progress: Progress = silent,
) -> list[MatrixView]:
    """Write matrices to a file in the format its ending names, dated today unless told, and give them.

    `arranged` says in words which rows are chosen and how they are ordered; it stands beneath the title.
    Raises Refused for an ending that is not known, NotFound, CannotWrite or DiskFull.
    """
    chosen = views(study, matrices, interviews, subtopics, references, categories=categories)
    options = ReportOptions(study.title, date or datetime.date.today(), paper, attributes, arranged)
    reports.write(chosen, path, options, progress)
    return chosen


def export_pages(
    study: Study,
    path: Path,
    pages: Sequence[Page],
    *,
    paper: Paper = "A4",
    date: datetime.date | None = None,
    references: Manner = Manner.NONE,
    progress: Progress = silent,
) -> None:
    """Write the pages of views to a file in the format its ending names, dated today unless told.

    Raises Refused, CannotWrite or DiskFull.
    """
    options = ReportOptions(study.title, date or datetime.date.today(), paper)
    reports.write_pages([referring(study, page, references) for page in pages], path, options, progress)


def sheets(path: Path) -> bool:
    """Tell whether a file is one of sheets, where every view is a table."""
    return path.suffix.lower() in (".xlsx", ".csv")


def referring(study: Study, page: Page, manner: Manner) -> Page:
    """Refer to the passages that the texts of a page link to; links to whole cells need no reference."""
    if manner is Manner.NONE:
        return page
    found = dict.fromkeys(link for text in page.texts for link in links(text.markup) if "/" not in link)
    return replace(page, references=Places(study).references(found, manner))


def _columns(study: Study, matrix: Matrix, subtopics: Sequence[SubTopicId] | None) -> list[SubTopicId]:
    own = [subtopic.id for subtopic in study.subtopics(matrix.id)]
    return own if subtopics is None else [subtopic for subtopic in subtopics if subtopic in own]


def _view(
    study: Study,
    matrix: Matrix,
    interviews: Sequence[InterviewId] | None,
    columns: Sequence[SubTopicId],
    manner: Manner,
    *,
    categories: bool,
) -> MatrixView:
    cells = study.matrix(matrix.id, markup=True, interviews=interviews, subtopics=columns)
    reasons = study.blank_reasons(matrix.id, interviews=interviews, subtopics=columns)
    if categories:
        _insert_categories(study, interviews, columns, cells, reasons)
    return MatrixView(
        matrix.number,
        matrix.name,
        cells,
        reasons,
        _facts(study, interviews),
        {} if manner is Manner.NONE else _references(study, cells, manner),
    )


def _insert_categories(
    study: Study,
    interviews: Sequence[InterviewId] | None,
    columns: Sequence[SubTopicId],
    cells: pd.DataFrame,
    reasons: pd.DataFrame,
) -> None:
    """Put the categories of each sub-topic that has some beside it."""
    given, findings = study.categorised(), study.findings()
    having = {finding.subtopic for finding in findings if finding.kind is FindingKind.CATEGORY}
    rows = [row.id for row in study.interviews()] if interviews is None else interviews
    for place, column in reversed(list(enumerate(columns))):
        if column in having:
            head = f"{cells.columns[place]}: categories"
            named = [[Line((Run(each.name),)) for each in given.get((row, column), ())] for row in rows]
            cells.insert(place + 1, head, list(map(write, named)), allow_duplicates=True)
            reasons.insert(
                place + 1, head, ["" if each else "no category" for each in named], allow_duplicates=True
            )


def _references(study: Study, cells: pd.DataFrame, manner: Manner) -> dict[str, str]:
    """Refer to the passages that cells link to, interview after interview, as each is read but once."""
    found = dict.fromkeys(link for row in cells.to_numpy() for markup in row for link in links(markup))
    return Places(study).references(found, manner)


def _facts(study: Study, interviews: Sequence[InterviewId] | None) -> pd.DataFrame:
    """Give the attributes with the date of each interview before its own, where any has one."""
    frame = study.attribute_frame(interviews, as_text=True)
    dates = {row.id: row.date for row in study.interviews()}
    shown = [dates[row] for row in (interviews if interviews is not None else dates)]
    if any(shown) and (str(Subject.INTERVIEW), "date") not in frame.columns:
        place = sum(1 for subject, _ in frame.columns if subject == Subject.AREA)
        frame.insert(place, (str(Subject.INTERVIEW), "date"), shown)
    return frame
