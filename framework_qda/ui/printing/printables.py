"""Say what can be printed: views and matrices, as the leaves they are laid out from, and drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from framework_qda.progress import Progress
from framework_qda.reading.document import Document
from framework_qda.reports.clean import label
from framework_qda.reports.leaves import Leaf, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.table import tables
from framework_qda.study import Study
from framework_qda.study.authoring import Draft
from framework_qda.study.model import InterviewId, SubTopicId
from framework_qda.tasks.references import Manner
from framework_qda.ui.extents import Extent


class Look(NamedTuple):
    """What a draft's file may be called, and what stands in the way of a copy that goes out."""

    name: str
    standing: str


class Printable(NamedTuple):
    """So much of what is on show, in words, and what makes of it what is printed, on any thread.

    A `title` stands at the foot of pages for that of the study; `look` names the file, and says what is to be
    looked at before it goes out.
    """

    words: str
    make: Callable[[ReportOptions, Manner, Progress], Sequence[Leaf] | Document]
    title: str = ""
    look: Callable[[], Look] | None = None


def of_view(study: Study, extent: Extent) -> Printable:
    """Print a view as it is read on paper."""

    def made(_options: ReportOptions, manner: Manner, _progress: Progress) -> Sequence[Leaf]:
        from framework_qda.tasks.exporting import referring

        return leaves([referring(study, page, manner) for page in extent.pages(False)])

    return Printable(extent.words, made)


def of_draft(study: Study, draft: Draft, words: str, *, public: bool) -> Printable:
    """Print a draft: a copy for the study, or a public one."""

    def made(_options: ReportOptions, _manner: Manner, progress: Progress) -> Document:
        from framework_qda.tasks.reporting import compose

        return compose(study, draft.id, public=public, progress=progress)

    def look() -> Look:
        from framework_qda.tasks.publishing import file_stem, obstacles, summed

        return Look(file_stem(study, draft), summed(obstacles(study, draft.id)) if public else "")

    return Printable(words, made, draft.name, look)


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

    def made(options: ReportOptions, manner: Manner, _progress: Progress) -> Sequence[Leaf]:
        from framework_qda.tasks.exporting import views

        found = views(study, matrices, interviews, subtopics, manner, categories=categories)
        return [Leaf(table.title, label(arranged), True, (table,)) for table in tables(found, options)]

    return Printable(words, made)
