"""Say what can be printed: views and matrices, as the leaves they are laid out from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from framework_qda.reports.clean import label
from framework_qda.reports.leaves import Leaf, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.table import tables
from framework_qda.study import Study
from framework_qda.study.model import InterviewId, SubTopicId
from framework_qda.tasks.references import Manner
from framework_qda.ui.extents import Extent


class Printable(NamedTuple):
    """So much of what is on show, in words, and what makes its leaves, on any thread."""

    words: str
    leaves: Callable[[ReportOptions, Manner], Sequence[Leaf]]


def of_view(study: Study, extent: Extent) -> Printable:
    """Print a view as it is read on paper."""

    def made(_options: ReportOptions, manner: Manner) -> Sequence[Leaf]:
        from framework_qda.tasks.exporting import referring

        return leaves([referring(study, page, manner) for page in extent.pages(False)])

    return Printable(extent.words, made)


def of_matrices(
    study: Study,
    words: str,
    *,
    matrices: Sequence[int] | None = None,
    interviews: Sequence[InterviewId] | None = None,
    subtopics: Sequence[SubTopicId] | None = None,
    categories: bool = False,
    arranged: str = "",
) -> Printable:
    """Print matrices, each a table; what is chosen, and said of it, as in `tasks.exporting.export`."""

    def made(options: ReportOptions, manner: Manner) -> Sequence[Leaf]:
        from framework_qda.tasks.exporting import views

        found = views(study, matrices, interviews, subtopics, manner, categories=categories)
        return [Leaf(table.title, label(arranged), True, (table,)) for table in tables(found, options)]

    return Printable(words, made)
