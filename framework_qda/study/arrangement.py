"""Order, group and filter the interviews by what is known and what was found about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from framework_qda.errors import NotFound
from framework_qda.study.attributes import as_number, misfit
from framework_qda.study.core import kept
from framework_qda.study.framework import FrameworkVerbs
from framework_qda.study.model import (
    NO_VALUE,
    Area,
    AreaId,
    Attribute,
    AttributeId,
    AttributeType,
    Condition,
    Field,
    FieldId,
    FieldKind,
    FindingKind,
    Interview,
    InterviewId,
    MatrixId,
    Subject,
)
from framework_qda.study.search import SearchVerbs
from framework_qda.study.typologies import TypologyVerbs

Values = dict[tuple[AttributeId, str], str]
_TABLES = (
    *("attribute", "attribute_value", "area", "interview", "participant", "matrix", "subtopic"),
    *("finding", "placing", "typology", "type", "type_category", "type_case"),
)

_SIDES = range(2, 7)  # so many values tell sides apart


class RowGroup(NamedTuple):
    """Rows that stand together under a band: those of one area, or of one value of a field."""

    title: str
    facts: str
    area: AreaId | None
    interviews: tuple[Interview, ...]


class ArrangementVerbs(FrameworkVerbs, TypologyVerbs, SearchVerbs):
    """Verbs that order, group and filter interviews."""

    @kept(*_TABLES)
    def fields(self) -> list[Field]:
        """List what interviews can be grouped and filtered by: attributes, categories, types."""
        values = self._values_of_attributes()
        attributes = [
            Field(
                FieldId(each.id),
                FieldKind(each.subject),
                each.name,
                tuple(sorted(values[each.id], key=lambda value, of=each: sort_key(of, value))),
            )
            for each in self.attributes()
        ]
        return [*attributes, *self._category_fields(), *self._type_fields()]

    def field(self, field: FieldId) -> Field | None:
        """Give one field, None where it is gone."""
        return next((each for each in self.fields() if each.id == field), None)

    def find_field(self, field: str) -> Field:
        """Find a field by its id or name; raises NotFound."""
        wanted = field.strip().casefold()
        for each in self.fields():
            if wanted in (each.id, each.name.casefold()):
                return each
        raise NotFound("attribute, category or typology", field)

    def possible_sides(self) -> list[Field]:
        """List what can tell the interviews of a case apart: their and their people's fields of a few values.

        The first of them does, where nothing else is chosen.
        """
        kinds = (FieldKind.INTERVIEW, FieldKind.PARTICIPANT)
        return [each for each in self.fields() if each.kind in kinds and len(each.values) in _SIDES]

    @kept(*_TABLES)
    def field_values(self, field: FieldId) -> Mapping[InterviewId, tuple[str, ...]]:
        """Tell what values of a field each interview has; one that has none is left out."""
        found = self.field(field)
        if found is None:
            return {}
        match found.kind:
            case FieldKind.CATEGORY:
                given = self._categories_in(field)
            case FieldKind.TYPE:
                given = self._types_of(field)
            case _:
                given = self._given(AttributeId(field), found.kind)
        order = {value: n for n, value in enumerate(found.values)}
        return {
            row: tuple(sorted(set(those), key=order.__getitem__)) for row, those in given.items() if those
        }

    def meeting(self, conditions: Iterable[Condition]) -> set[InterviewId]:
        """Tell which interviews meet every condition."""
        rows = {row.id for row in self.interviews()}
        for condition in conditions:
            given, wanted = self.field_values(condition.field), set(condition.values)
            rows = {row for row in rows if wanted.intersection(given.get(row, (NO_VALUE,)))}
        return rows

    def arranged(
        self, by: str | None = None, *, descending: bool = False, where: Sequence[Condition] = ()
    ) -> list[RowGroup]:
        """Group the interviews that meet the conditions into bands, in reading order or by a field.

        An attribute of areas orders the areas; any other field makes one band of each of its values. What
        has no value comes last either way. A band without interviews is left out where there are conditions.
        """
        attribute = next((each for each in self.attributes() if each.id == by), None)
        if by is not None and (attribute is None or attribute.subject is not Subject.AREA):
            return self.grouped(FieldId(by), descending=descending, where=where)
        values = self.values(Subject.AREA)
        groups = self._by_area(values, where)
        if attribute is None:
            return groups
        return _ordered(
            groups, lambda group: values.get((attribute.id, group.area or ""), ""), attribute, descending
        )

    def grouped(
        self, by: FieldId, *, descending: bool = False, where: Sequence[Condition] = ()
    ) -> list[RowGroup]:
        """Make one band of each value of a field, in their order; several values make a band of their own.

        Bands of what does not fit its attribute are marked ⚠ and come after all that fit, either way.
        """
        field = self.field(by)
        if field is None:
            return self._by_area(self.values(Subject.AREA), where)
        given, chosen = self.field_values(by), self.meeting(where)
        rows: defaultdict[tuple[str, ...], list[Interview]] = defaultdict(list)
        for interview in self.interviews():
            if interview.id in chosen:
                rows[given.get(interview.id, ())].append(interview)
        order = {value: n for n, value in enumerate(field.values)}
        marked = self._marked(field)
        bands = sorted(
            filter(None, rows), key=lambda band: [order[value] for value in band], reverse=descending
        )
        bands.sort(key=lambda band: any(marked[value] != value for value in band))
        titles = {band: "; ".join(marked[value] for value in band) or NO_VALUE for band in rows}
        return [
            RowGroup(titles[band], field.name, None, tuple(rows[band]))
            for band in [*bands, *([()] if () in rows else [])]
        ]

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

    def _by_area(self, values: Values, where: Sequence[Condition]) -> list[RowGroup]:
        rows: defaultdict[AreaId, list[Interview]] = defaultdict(list)
        chosen = self.meeting(where) if where else None
        for interview in self.interviews():
            if chosen is None or interview.id in chosen:
                rows[interview.area].append(interview)
        attributes = self.attributes(Subject.AREA)
        return [
            _area_group(area, rows[area.id], attributes, values)
            for area in self.areas()
            if not where or rows[area.id]
        ]

    def _marked(self, field: Field) -> Mapping[str, str]:
        """Give the values of a field as a band says them: with a ⚠ before what does not fit its attribute."""
        attribute = next((each for each in self.attributes() if each.id == field.id), None)
        return {value: _marked(attribute, value) if attribute else value for value in field.values}

    def _values_of_attributes(self) -> Mapping[AttributeId, set[str]]:
        values: defaultdict[AttributeId, set[str]] = defaultdict(set)
        for (attribute, _), value in self.values().items():
            values[attribute].add(value)
        return values

    def _given(self, attribute: AttributeId, kind: FieldKind) -> Mapping[InterviewId, list[str]]:
        """Tell what is given of an attribute for each interview, its area or its participants."""
        values = self.values()
        people: defaultdict[str, list[str]] = defaultdict(list)
        if kind is FieldKind.PARTICIPANT:
            for participant in self.participants():
                people[participant.interview].append(participant.id)
        return {
            row.id: [
                value
                for subject in _subjects(kind, row, people)
                if (value := values.get((attribute, subject)))
            ]
            for row in self.interviews()
        }

    def _category_fields(self) -> list[Field]:
        """Make a field of every dimension, and of every sub-topic that has categories."""
        fields: list[Field] = []
        for subtopic in self.subtopics():
            found = self.findings(subtopic.id)
            categories = [each for each in found if each.kind is FindingKind.CATEGORY]
            if categories:
                names = tuple(dict.fromkeys(each.name for each in categories))
                fields.append(Field(FieldId(subtopic.id), FieldKind.CATEGORY, subtopic.name, names))
            for dimension in found:
                names = tuple(dict.fromkeys(each.name for each in categories if each.parent == dimension.id))
                if dimension.kind is FindingKind.DIMENSION and names:
                    name = f"{subtopic.name}: {dimension.name}"
                    fields.append(Field(FieldId(dimension.id), FieldKind.CATEGORY, name, names))
        return fields

    def _categories_in(self, field: FieldId) -> Mapping[InterviewId, list[str]]:
        rows: defaultdict[InterviewId, list[str]] = defaultdict(list)
        for (interview, subtopic), categories in self.categorised().items():
            rows[interview] += [each.name for each in categories if field in (subtopic, each.parent)]
        return rows

    def _type_fields(self) -> list[Field]:
        return [
            Field(
                FieldId(each.id),
                FieldKind.TYPE,
                each.name,
                tuple(dict.fromkeys(type_.name for type_ in self.types(each.id))),
            )
            for each in self.typologies()
        ]

    def _types_of(self, field: FieldId) -> Mapping[InterviewId, list[str]]:
        typology = next(each for each in self.typologies() if each.id == field)
        names = {each.id: each.name for each in self.types(typology.id)}
        cases = {
            case.subject: [names[case.type]] if case.type else [] for case in self.typed_cases(typology.id)
        }
        return {
            row.id: cases[row.area if typology.unit is Subject.AREA else row.id] for row in self.interviews()
        }


def _subjects(kind: FieldKind, row: Interview, people: Mapping[str, list[str]]) -> list[str]:
    match kind:
        case FieldKind.AREA:
            return [row.area]
        case FieldKind.PARTICIPANT:
            return people.get(row.id, [])
        case _:
            return [row.id]


def _area_group(area: Area, rows: list[Interview], attributes: list[Attribute], values: Values) -> RowGroup:
    facts = [
        fact(attribute.name, _marked(attribute, value))
        for attribute in attributes
        if (value := values.get((attribute.id, area.id)))
    ]
    return RowGroup(area.name, " · ".join(facts), area.id, tuple(rows))


def _ordered(
    groups: list[RowGroup], value: Callable[[RowGroup], str], attribute: Attribute, descending: bool
) -> list[RowGroup]:
    given = [group for group in groups if value(group)]
    given.sort(key=lambda group: sort_key(attribute, value(group)), reverse=descending)
    given.sort(key=lambda group: bool(misfit(attribute, value(group))))
    return given + [group for group in groups if not value(group)]


def sort_key(attribute: Attribute, value: str) -> tuple[float, str]:
    """Order values as their attribute means them: numbers by size, choices low to high, text by letter.

    What does not fit its attribute stands last.
    """
    if misfit(attribute, value):
        return (float("inf"), value)
    match attribute.type:
        case AttributeType.NUMBER:
            return (as_number(value), "")
        case AttributeType.ORDERED:
            return (attribute.choices.index(value), "")
        case _:
            return (0.0, value.casefold())


def _marked(attribute: Attribute, value: str) -> str:
    return f"⚠ {value}" if misfit(attribute, value) else value


def fact(name: str, value: str) -> str:
    """Write a value so that it says something by itself: a bare number with its name."""
    return f"{name} {value}" if value.replace(".", "", 1).isdigit() else value
