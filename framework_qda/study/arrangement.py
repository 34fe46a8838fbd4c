"""Order and filter the rows of the matrices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from framework_qda.study.model import (
    Area,
    AreaId,
    Attribute,
    AttributeId,
    AttributeType,
    Interview,
    InterviewId,
    MatrixId,
    Subject,
)
from framework_qda.study.people import PeopleVerbs
from framework_qda.study.search import SearchVerbs

Values = dict[tuple[AttributeId, str], str]
NO_VALUE = "not given"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that stand together under a band: those of one area, or of one value of an attribute."""

    title: str
    facts: str
    area: AreaId | None
    interviews: tuple[Interview, ...]


class ArrangementVerbs(PeopleVerbs, SearchVerbs):
    """Verbs that order and filter interviews."""

    def arranged(self, by: AttributeId | None = None, *, descending: bool = False) -> list[RowGroup]:
        """Group the interviews into bands, in reading order or by an attribute.

        An attribute of areas orders the areas; any other makes one band of each of its values. What has no
        value comes last either way.
        """
        values = self.values()
        chosen = next((attribute for attribute in self.attributes() if attribute.id == by), None)
        if chosen and chosen.subject is not Subject.AREA:
            return self._by_value(chosen, values, descending)
        groups = self._by_area(values)
        if chosen is None:
            return groups
        return _ordered(
            groups, lambda group: values.get((chosen.id, group.area or ""), ""), chosen, descending
        )

    def interviews_with(self, query: str, matrix: MatrixId) -> set[InterviewId]:
        """Tell which interviews have every word in their name, area, attributes or summaries of a matrix."""
        return self.interviews_matching(query, matrix) | self.interviews_described(query)

    def interviews_described(self, query: str) -> set[InterviewId]:
        """Tell which interviews have every word in their name, area or attributes."""
        wanted = query.casefold().replace('"', "").replace("*", "").split()
        return {
            interview for interview, text in self._facts().items() if all(word in text for word in wanted)
        }

    def _facts(self) -> dict[InterviewId, str]:
        about: defaultdict[str, list[str]] = defaultdict(list)
        for (_, subject), value in self.values().items():
            about[subject].append(value)
        for participant in self.participants():
            about[participant.interview] += [participant.name, *about[participant.id]]
        areas = {area.id: area.name for area in self.areas()}
        return {
            row.id: "\n".join([row.name, areas[row.area], *about[row.area], *about[row.id]]).casefold()
            for row in self.interviews()
        }

    def _by_area(self, values: Values) -> list[RowGroup]:
        rows: defaultdict[AreaId, list[Interview]] = defaultdict(list)
        for interview in self.interviews():
            rows[interview.area].append(interview)
        attributes = self.attributes(Subject.AREA)
        return [_area_group(area, rows[area.id], attributes, values) for area in self.areas()]

    def _by_value(self, attribute: Attribute, values: Values, descending: bool) -> list[RowGroup]:
        people: defaultdict[str, list[str]] = defaultdict(list)
        for participant in self.participants():
            people[participant.interview].append(participant.id)
        rows: defaultdict[str, list[Interview]] = defaultdict(list)
        for interview in self.interviews():
            subjects = [interview.id] if attribute.subject is Subject.INTERVIEW else people[interview.id]
            given = [value for subject in subjects if (value := values.get((attribute.id, subject)))]
            rows["; ".join(given)].append(interview)
        groups = [
            RowGroup(value or NO_VALUE, attribute.name, None, tuple(found)) for value, found in rows.items()
        ]
        return _ordered(
            groups, lambda group: "" if group.title == NO_VALUE else group.title, attribute, descending
        )


def _area_group(area: Area, rows: list[Interview], attributes: list[Attribute], values: Values) -> RowGroup:
    facts = [value for attribute in attributes if (value := values.get((attribute.id, area.id)))]
    return RowGroup(area.name, " · ".join(facts), area.id, tuple(rows))


def _ordered(
    groups: list[RowGroup], value: Callable[[RowGroup], str], attribute: Attribute, descending: bool
) -> list[RowGroup]:
    given = [group for group in groups if value(group)]
    given.sort(key=lambda group: sort_key(attribute, value(group)), reverse=descending)
    return given + [group for group in groups if not value(group)]


def sort_key(attribute: Attribute, value: str) -> tuple[float, str]:
    """Order values as their attribute means them: numbers by size, choices low to high, text by letter."""
    if attribute.type is AttributeType.NUMBER:
        try:
            return (float(value), "")
        except ValueError:  # several people's numbers joined
            return (float("inf"), value)
    if attribute.type is AttributeType.ORDERED and value in attribute.choices:
        return (attribute.choices.index(value), "")
    return (0.0, value.casefold())
