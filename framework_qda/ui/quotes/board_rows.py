"""Say which quotations the board shows, in which groups and order: without a window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId, QuotationStatus
from framework_qda.study.model import NO_VALUE, Condition, FieldId
from framework_qda.text.verifying import Check, Verdict
from framework_qda.ui.matching import fold
from framework_qda.ui.quotes.marks import status_in_words, verdict_in_words

BY_SUBTOPIC, BY_AREA, BY_STATUS, UNGROUPED = "subtopic", "area", "status", ""
NOT_INDEXED, NO_TAG = "not indexed", "no tag"
USED, UNUSED, STRONGEST, OTHERS = "used", "unused", "strongest", "others"
BY_EAR = "not checked by ear"


class Facet(StrEnum):
    """What quotations are filtered by beside the fields of their interviews."""

    SUBTOPIC = "sub-topic"
    AREA = "area"
    INTERVIEW = "interview"
    STATUS = "status"
    TAG = "tag"
    USE = "use"
    STRONGEST = "strongest"
    VERIFICATION = "verification"


class Sort(StrEnum):
    """In which order quotations stand in their group."""

    READING = "reading order"
    NEWEST = "newest first"
    LONGEST = "longest first"
    USED = "most used first"


class Shown(NamedTuple):
    """What of the quotations is on show: each facet has the values of which one is wanted."""

    query: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = {}
    conditions: tuple[Condition, ...] = ()
    by: str = BY_AREA
    sort: Sort = Sort.READING

    def narrowed(self, facet: Facet, values: Sequence[str]) -> Shown:
        """Want these values of a facet; without values it goes."""
        facets = {**self.facets, facet: tuple(values)}
        return self._replace(facets={of: those for of, those in facets.items() if those})

    @property
    def everything(self) -> bool:
        """Whether no quotation is left out."""
        return not (self.query.strip() or self.facets or self.conditions)


class Head(NamedTuple):
    """The line above a group."""

    title: str
    count: int


Row = Head | QuotationId
Checks = Mapping[QuotationId, Check]


class Option(NamedTuple):
    """A value of a facet and how it reads."""

    key: str
    words: str


class Finder:
    """Find quotations as they are searched and filtered, and remember how each reads for the next search."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._folded: dict[Quotation, str] = {}

    def found(self, shown: Shown, checks: Checks | None = None) -> list[Quotation]:
        """List the quotations that are on show, in order; `checks` tell verdicts, where they are wanted."""
        rows: Iterable[Quotation] = self._study.quotations()
        for facet, values in shown.facets.items():
            rows = filter(self._having(facet, values, checks), rows)
        if shown.conditions:
            interviews = self._study.meeting(shown.conditions)
            rows = [each for each in rows if each.interview in interviews]
        if words := fold(shown.query).split():
            rows = [each for each in rows if self._has_all(each, words)]
        return self._sorted(list(rows), shown.sort)

    def rows(self, shown: Shown, checks: Checks | None = None) -> list[Row]:
        """Give heads and quotations as they stand beneath each other."""
        found = self.found(shown, checks)
        if shown.by == UNGROUPED:
            return [each.id for each in found]
        return [
            row
            for title, those in self._grouped(found, shown.by)
            for row in (Head(title, len(those)), *those)
        ]

    def options(self, facet: Facet) -> list[Option]:  # noqa: PLR0911 # one for each
        """List the values of a facet there could be."""
        study = self._study
        match facet:
            case Facet.SUBTOPIC:
                numbers = {each.id: each.number for each in study.matrices()}
                named = [
                    Option(each.id, f"{numbers[each.matrix]}.{each.number} {each.name}")
                    for each in study.subtopics()
                ]
                return [*named, Option(NOT_INDEXED, NOT_INDEXED)]
            case Facet.AREA:
                return [Option(each.id, each.name) for each in study.areas()]
            case Facet.INTERVIEW:
                return [Option(each.id, each.name) for each in study.interviews()]
            case Facet.STATUS:
                return [Option(each, status_in_words(each)) for each in QuotationStatus]
            case Facet.TAG:
                return [*(Option(tag, tag) for tag in study.tags()), Option(NO_TAG, NO_TAG)]
            case Facet.USE:
                return [Option(USED, USED), Option(UNUSED, UNUSED)]
            case Facet.STRONGEST:
                return [Option(STRONGEST, STRONGEST), Option(OTHERS, OTHERS)]
            case Facet.VERIFICATION:
                words = [Option(each, verdict_in_words(each)) for each in Verdict]
                return [*words, Option(BY_EAR, BY_EAR)]

    def values_of(  # noqa: PLR0911 # one for each
        self, facet: Facet, checks: Checks | None = None
    ) -> Callable[[Quotation], Iterable[str]]:
        """Give what tells the values of a facet that a quotation has."""
        study = self._study
        match facet:
            case Facet.SUBTOPIC:
                subtopics = study.subtopics_of_quotations()
                return lambda each: subtopics.get(each.id) or (NOT_INDEXED,)  # type: ignore[return-value]
            case Facet.AREA:
                areas = {row.id: row.area for row in study.interviews()}
                return lambda each: (areas[each.interview],)
            case Facet.INTERVIEW:
                return lambda each: (each.interview,)
            case Facet.STATUS:
                return lambda each: (each.status,)
            case Facet.TAG:
                return lambda each: each.tags or (NO_TAG,)
            case Facet.USE:
                uses = study.uses()
                return lambda each: (USED if uses.get(each.id) else UNUSED,)
            case Facet.STRONGEST:
                return lambda each: (STRONGEST if each.strongest else OTHERS,)
            case Facet.VERIFICATION:
                known = study.verified() if checks is None else checks
                unheard = study.semi_verbatim()

                def verdicts(each: Quotation) -> Iterable[str]:
                    heard, found = each.id not in unheard, known.get(each.id)
                    if found and (heard or found.verdict is not Verdict.VERBATIM):
                        yield found.verdict
                    if not heard:
                        yield BY_EAR

                return verdicts

    def _having(
        self, facet: Facet, wanted: Sequence[str], checks: Checks | None
    ) -> Callable[[Quotation], bool]:
        values, asked = self.values_of(facet, checks), set(wanted)
        return lambda each: not asked.isdisjoint(values(each))

    def _has_all(self, quotation: Quotation, words: Sequence[str]) -> bool:
        folded = self._folded.get(quotation)
        if folded is None:
            said = (quotation.words, quotation.text, quotation.note, *quotation.tags)
            folded = self._folded[quotation] = fold("\n".join(said))
        return all(word in folded for word in words)

    def _sorted(self, rows: list[Quotation], sort: Sort) -> list[Quotation]:
        match sort:
            case Sort.READING:
                return rows
            case Sort.NEWEST:
                return sorted(rows, key=lambda each: each.at, reverse=True)
            case Sort.LONGEST:
                return sorted(rows, key=lambda each: -len(each.text))
            case Sort.USED:
                uses = self._study.uses()
                return sorted(rows, key=lambda each: -len(uses.get(each.id, ())))

    def _grouped(self, found: Sequence[Quotation], by: str) -> Iterator[tuple[str, list[QuotationId]]]:
        titles, values = self._groups(by)
        groups: defaultdict[str, list[QuotationId]] = defaultdict(list)
        for each in found:
            for value in values(each):
                groups[value].append(each.id)
        for value, title in titles.items():
            if those := groups.get(value):
                yield title, those

    def _groups(self, by: str) -> tuple[dict[str, str], Callable[[Quotation], Iterable[str]]]:
        """Give the titles of groups in order, and what tells to which a quotation belongs."""
        facet = {BY_SUBTOPIC: Facet.SUBTOPIC, BY_AREA: Facet.AREA, BY_STATUS: Facet.STATUS}.get(by)
        if facet:
            return dict(self.options(facet)), self.values_of(facet)
        field = self._study.field(FieldId(by))
        given = self._study.field_values(FieldId(by))
        titles = {value: value for value in (*(field.values if field else ()), NO_VALUE)}
        return titles, lambda each: given.get(each.interview, (NO_VALUE,))


def where_found(study: Study, shown: Shown) -> list[Quotation]:
    """List the quotations that are on show, each once, in order."""
    return Finder(study).found(shown)
