"""Group what a search found by kind, by matrix or by case, with counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from framework_qda.study import Study
from framework_qda.study.authoring import DraftId
from framework_qda.study.model import About, Hit, HitKind
from framework_qda.ui.dates import local_time
from framework_qda.ui.search_rows import Group, Heading, Names, Place, Row


class Grouping(StrEnum):
    """What the headings stand for."""

    KIND = "kind"
    MATRIX = "matrix"
    CASE = "case"


class _Sorted(NamedTuple):
    """A place with the heading and the group it stands under."""

    order: tuple[int, ...]
    heading: str
    group: str
    place: Place


class Hits:
    """The hits of one search; of the kinds in `cut` there is more than these."""

    def __init__(self, study: Study, hits: Sequence[Hit], cut: frozenset[HitKind]) -> None:
        self._study = study
        self._names = Names(study)
        self._hits = hits
        self._cut = cut

    def rows(self, grouping: Grouping) -> Iterator[Row]:
        """Give headings with their counts, groups with theirs, and places."""
        under = {Grouping.KIND: self._by_kind, Grouping.MATRIX: self._by_matrix, Grouping.CASE: self._by_case}
        found = sorted(
            (under[grouping](hit, place) for place, hit in enumerate(self._hits)), key=lambda each: each.order
        )
        for heading, mine in groupby(found, key=lambda each: each.heading):
            places = list(mine)
            yield Heading(heading, self._count([each.place.hit for each in places]))
            for group, those in groupby(places, key=lambda each: each.group):
                grouped = [each.place for each in those]
                yield Group(group, str(len(grouped)))
                yield from grouped

    def _count(self, hits: Sequence[Hit]) -> str:
        more = not self._cut.isdisjoint(hit.kind for hit in hits)
        return f"{len(hits)}+" if more else str(len(hits))

    # Where a hit stands -----------------------------------------------------------------------------

    def _by_kind(self, hit: Hit, nth: int) -> _Sorted:
        about = self._about(hit)
        match hit.kind:
            case HitKind.SUMMARY:
                return _Sorted((0, *self._names.order(hit)), tr("Summaries"), about, self._place(hit, about))
            case HitKind.NOTES:
                return _Sorted((1, *self._names.order(hit)), tr("Notes"), about, self._place(hit, about))
            case HitKind.QUOTATION:
                return _Sorted((3, nth), tr("Quotations"), about, self._place(hit, about))
            case HitKind.DRAFT:
                return _Sorted((4, nth), tr("Drafts"), about, self._place(hit, about))
            case _:  # the newest first, as they come
                return _Sorted((2, nth), tr("Memos and comments"), about, self._place(hit, about))

    def _by_matrix(self, hit: Hit, nth: int) -> _Sorted:
        about = self._about(hit)
        if hit.subtopic is None:
            order = self._names.row(hit.interview)
            return _Sorted((1, order, nth), tr("In no matrix"), about, self._place(hit, about))
        order = (0, self._names.column(hit.subtopic), self._names.row(hit.interview), nth)
        column = self._names.subtopic[hit.subtopic]
        where = about if hit.kind is HitKind.SUMMARY else f"{about} · {self._kind(hit)}"
        return _Sorted(order, self._names.matrix[hit.subtopic], column, Place(hit, where, column))

    def _by_case(self, hit: Hit, nth: int) -> _Sorted:
        about, row = self._about(hit), self._names.row(hit.interview)
        if hit.interview not in self._names.interview:
            return _Sorted((1, nth), tr("About no case"), about, self._place(hit, about))
        within = self._names.order(hit)[1] if hit.kind in (HitKind.SUMMARY, HitKind.NOTES) else nth
        order = (0, row, list(HitKind).index(hit.kind), within)
        interview = self._names.interview[hit.interview]
        return _Sorted(order, self._names.area[hit.interview], interview, self._place(hit, interview))

    def _place(self, hit: Hit, about: str) -> Place:
        return Place(hit, self._where(hit), about)

    def _where(self, hit: Hit) -> str:
        column = self._names.subtopic[hit.subtopic] if hit.subtopic else ""
        match hit.kind:
            case HitKind.SUMMARY:
                return column
            case HitKind.NOTES:
                return tr("paragraph {number}").format(number=hit.paragraph)
            case HitKind.COMMENT:
                return tr("comment · %s") % column
            case HitKind.QUOTATION:
                return tr("quotation")
            case HitKind.DRAFT:
                return tr("in the draft")
            case HitKind.MEMO:
                return self._kind(hit)

    def _kind(self, hit: Hit) -> str:
        memo = self._study.memo(hit.memo) if hit.memo else None
        return tr("memo · %s") % local_time(memo.at) if memo else tr("comment")

    def _about(self, hit: Hit) -> str:
        """Name the interview a hit is in, what its memo is about, or its draft."""
        if hit.kind is HitKind.DRAFT:
            draft = self._study.draft(DraftId(hit.draft))
            return draft.name if draft else ""
        memo = self._study.memo(hit.memo) if hit.memo else None
        if memo is None:
            return self._names.interview[hit.interview]
        about = self._study.subject_name(memo.about, memo.subject)
        other = tr("Journal") if memo.about is About.JOURNAL else tr("About what has been deleted")
        return about or other


def tr(text: str) -> str:
    return QCoreApplication.translate("search", text)
