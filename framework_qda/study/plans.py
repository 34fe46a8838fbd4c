"""Plan views: which cells they show, and where, along a case, down a theme and across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from framework_qda.errors import NotFound
from framework_qda.reading.plan import Head, Line, Plan
from framework_qda.study.arrangement import ArrangementVerbs, RowGroup, fact
from framework_qda.study.model import (
    NO_VALUE,
    Area,
    AreaId,
    Condition,
    Field,
    FieldId,
    Interview,
    InterviewId,
    Subject,
    SubTopic,
    SubTopicId,
    Thing,
    ThingKind,
    TypologyId,
)

NO_TYPE, SEVERAL_TYPES = "no type yet", "several types"


class PlanVerbs(ArrangementVerbs):
    """Verbs that say what a view shows."""

    def plan_case(self, case: AreaId | InterviewId, by: FieldId | None = None) -> Plan:
        """Plan one area, its interviews as columns, or one interview, along all sub-topics.

        `by` orders the columns by the values of a field, and has the facts of each begin with its own.
        """
        area = next((each for each in self.areas() if each.id == case), None)
        rows = [row for row in self.interviews() if case in (row.area, row.id)]
        if area is None and not rows:
            raise NotFound("area or interview", case)
        title = area.name if area else f"{self._name('area', rows[0].area)} · {rows[0].name}"
        facts = (
            self._area_facts(area.id) if area else (*self._area_facts(rows[0].area), *self._facts_of(rows[0]))
        )
        if by is not None:
            rows = self._by_value(rows, self._field(by))
        heads = tuple(Head(row.id, row.name, self._line_of_facts(row, by)) for row in rows)
        return Plan(title, heads, self._along([(row.id,) for row in rows]), facts)

    def plan_theme(
        self,
        subtopic: SubTopicId,
        by: FieldId | None = None,
        where: Sequence[Condition] = (),
        *,
        descending: bool = False,
    ) -> Plan:
        """Plan one sub-topic down all interviews that meet the conditions, by area or by a field."""
        column = self._column(subtopic)
        groups = self.grouped(by, descending=descending, where=where) if by else self.arranged(where=where)
        return Plan(
            f"{self._number(column)} {column.name}",
            (Head(subtopic, column.name),),
            self._down(groups, [subtopic], named=by is not None),
            (("definition", column.definition),) if column.definition else (),
        )

    def plan_comparison(
        self,
        things: Sequence[Thing],
        subtopics: Sequence[SubTopicId] | None = None,
        where: Sequence[Condition] = (),
    ) -> Plan:
        """Plan things side by side, a column each.

        Areas, interviews and groups are read along sub-topics, which `subtopics` chooses; sub-topics are
        read down interviews. A thing that has been deleted is left out.
        """
        if things and all(thing.kind is ThingKind.SUBTOPIC for thing in things):
            known = {each.id: each for each in self.subtopics()}
            columns = [known[SubTopicId(thing.id)] for thing in things if thing.id in known]
            heads = tuple(Head(each.id, each.name, self._number(each)) for each in columns)
            groups = self.arranged(where=where)
            return Plan("", heads, self._down(groups, [each.id for each in columns], named=False))
        chosen = self.meeting(where)
        sides = [(head, rows) for thing in things if (head := self._head_of(thing))
                 for rows in [tuple(row for row in self._interviews_in(thing) if row in chosen)]]  # fmt: skip
        return Plan("", tuple(head for head, _ in sides), self._along([rows for _, rows in sides], subtopics))

    def plan_pairs(
        self, by: FieldId, subtopics: Sequence[SubTopicId] | None = None, where: Sequence[Condition] = ()
    ) -> Plan:
        """Plan the values of a field (trust, local authority) side by side within every area."""
        field = self._field(by)
        given, chosen = self.field_values(by), self.meeting(where)
        columns = self._columns(subtopics)
        lines: list[Line] = []
        for area in self.areas():
            rows = [row.id for row in self.interviews() if row.area == area.id and row.id in chosen]
            if rows:
                sides = [[row for row in rows if value in given.get(row, ())] for value in field.values]
                lines.append(self._heading(area))
                lines += [
                    Line(column.id, column.name, self._number(column),
                         cells=tuple(tuple((row, column.id) for row in side) for side in sides))
                    for column in columns
                ]  # fmt: skip
        heads = tuple(Head(value, value, field.name) for value in field.values)
        return Plan(field.name, heads, tuple(lines))

    def plan_central(
        self,
        subtopics: Sequence[SubTopicId],
        unit: Subject = Subject.AREA,
        typology: TypologyId | None = None,
        where: Sequence[Condition] = (),
    ) -> Plan:
        """Plan chosen sub-topics of any matrices, one row an area or interview, by their types."""
        columns = self._columns(subtopics)
        heads = tuple(Head(each.id, each.name, self._number(each)) for each in columns)
        found = self.typology(typology) if typology else None
        rows = self._case_lines(found.unit if found else unit, [each.id for each in columns], where)
        lines: list[Line] = []
        for title, cases in self._cases_by_type(typology).items() if found else [("", None)]:
            mine = [line for line in rows if cases is None or line.id in cases]
            if found and mine:
                lines.append(Line("", title, level=1))
            lines += mine
        return Plan(found.name if found else "", heads, tuple(lines))

    def linkage(
        self, rows: FieldId, columns: FieldId, unit: Subject, where: Sequence[Condition] = ()
    ) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Tell which cases, by id, have each pair of values of two fields; NO_VALUE where one has none."""
        found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        down, across, chosen = self.field_values(rows), self.field_values(columns), self.meeting(where)
        cases: defaultdict[str, list[InterviewId]] = defaultdict(list)
        for row in self.interviews():
            if row.id in chosen:
                cases[row.area if unit is Subject.AREA else row.id].append(row.id)
        for case, interviews in cases.items():
            pairs = [
                [value for row in interviews for value in given.get(row, ())] or [NO_VALUE]
                for given in (down, across)
            ]
            for one in pairs[0]:
                for other in pairs[1]:
                    found[one, other][case] = None
        return {pair: tuple(those) for pair, those in found.items()}

    # Parts of plans -----------------------------------------------------------------------------------

    def _along(
        self, columns: Sequence[Sequence[str]], subtopics: Sequence[SubTopicId] | None = None
    ) -> tuple[Line, ...]:
        """Make a heading of every matrix and a row of every sub-topic; each column has interviews."""
        wanted = set(subtopics) if subtopics is not None else None
        lines: list[Line] = []
        for matrix in self.matrices():
            rows = [each for each in self.subtopics(matrix.id) if wanted is None or each.id in wanted]
            if rows:
                lines.append(Line(matrix.id, matrix.title, level=1))
            lines += [
                Line(each.id, each.name, self._number(each),
                     cells=tuple(tuple((row, each.id) for row in column) for column in columns))
                for each in rows
            ]  # fmt: skip
        return tuple(lines)

    def _down(
        self, groups: Iterable[RowGroup], columns: Sequence[SubTopicId], *, named: bool
    ) -> tuple[Line, ...]:
        """Make a heading of every group and a row of every interview; `named` puts the area in its name."""
        areas = {area.id: area.name for area in self.areas()}
        lines: list[Line] = []
        for group in groups:
            lines.append(Line(group.area or group.title, group.title, group.facts, level=1))
            lines += [
                Line(
                    row.id,
                    f"{areas[row.area]} · {row.name}" if named else row.name,
                    self._line_of_facts(row),
                    cells=tuple(((row.id, column),) for column in columns),
                )
                for row in group.interviews
            ]
        return tuple(lines)

    def _case_lines(
        self, unit: Subject, columns: Sequence[SubTopicId], where: Sequence[Condition]
    ) -> list[Line]:
        chosen, areas = self.meeting(where), [area.id for area in self.areas()]
        cases: dict[str, list[Interview]] = {}
        for row in self.interviews():
            if row.id in chosen:
                cases.setdefault(row.area if unit is Subject.AREA else row.id, []).append(row)
        titles = self._case_titles(unit)
        facts = {area: " · ".join(value for _, value in self._area_facts(area)) for area in areas}
        return [
            Line(case, titles[case], facts[rows[0].area],
                 cells=tuple(tuple((row.id, column) for row in rows) for column in columns))
            for case, rows in cases.items()
        ]  # fmt: skip

    def _cases_by_type(self, typology: TypologyId | None) -> Mapping[str, set[str]]:
        """Give the cases of each type, those open last."""
        if typology is None:
            return {}
        titles = {each.id: each.name for each in self.types(typology)}
        cases: dict[str, set[str]] = {title: set() for title in [*titles.values(), SEVERAL_TYPES, NO_TYPE]}
        for case in self.typed_cases(typology):
            title = titles[case.type] if case.type else SEVERAL_TYPES if case.types else NO_TYPE
            cases[title].add(case.subject)
        return cases

    def _case_titles(self, unit: Subject) -> Mapping[str, str]:
        areas = {str(area.id): area.name for area in self.areas()}
        if unit is Subject.AREA:
            return areas
        return {row.id: f"{areas[row.area]} · {row.name}" for row in self.interviews()}

    def _heading(self, area: Area) -> Line:
        facts = " · ".join(value for _, value in self._area_facts(area.id))
        return Line(area.id, area.name, facts, level=1)

    def _head_of(self, thing: Thing) -> Head | None:
        match thing.kind:
            case ThingKind.AREA:
                facts = " · ".join(value for _, value in self._area_facts(thing.id))
                return Head(thing.id, name, facts) if (name := self._name("area", thing.id)) else None
            case ThingKind.INTERVIEW:
                row = self.interview(InterviewId(thing.id))
                title = f"{self._name('area', row.area)} · {row.name}" if row else ""
                return Head(row.id, title, self._line_of_facts(row)) if row else None
            case ThingKind.GROUP:
                field = self.field(FieldId(thing.id))
                return Head(f"{thing.id}={thing.value}", thing.value, field.name) if field else None
            case ThingKind.SUBTOPIC:
                return None

    def _interviews_in(self, thing: Thing) -> list[InterviewId]:
        if thing.kind is ThingKind.GROUP:
            given = self.field_values(FieldId(thing.id))
            return [row.id for row in self.interviews() if thing.value in given.get(row.id, (NO_VALUE,))]
        return [row.id for row in self.interviews() if thing.id in (row.area, row.id)]

    def _column(self, subtopic: SubTopicId) -> SubTopic:
        found = next((each for each in self.subtopics() if each.id == subtopic), None)
        if found is None:
            raise NotFound("sub-topic", subtopic)
        return found

    def _columns(self, subtopics: Sequence[SubTopicId] | None) -> list[SubTopic]:
        known = {each.id: each for each in self.subtopics()}
        return (
            list(known.values())
            if subtopics is None
            else [known[each] for each in subtopics if each in known]
        )

    def _field(self, field: FieldId) -> Field:
        found = self.field(field)
        if found is None:
            raise NotFound("attribute, category or typology", field)
        return found

    def _number(self, subtopic: SubTopic) -> str:
        matrix = next(each.number for each in self.matrices() if each.id == subtopic.matrix)
        return f"{matrix}.{subtopic.number}"

    def _area_facts(self, area: str) -> tuple[tuple[str, str], ...]:
        return self._given_facts(Subject.AREA, area)

    def _facts_of(self, row: Interview) -> tuple[tuple[str, str], ...]:
        return self._given_facts(Subject.INTERVIEW, row.id)

    def _given_facts(self, subject: Subject, of: str) -> tuple[tuple[str, str], ...]:
        values = self.values()
        return tuple(
            (attribute.name, value)
            for attribute in self.attributes(subject)
            if (value := values.get((attribute.id, of)))
        )

    def _line_of_facts(self, row: Interview, first: FieldId | None = None) -> str:
        """Tell what is known of an interview, what it is ordered by before everything else."""
        given = self.field_values(first).get(row.id, ()) if first else ()
        facts = (fact(name, value) for name, value in self._facts_of(row) if value not in given)
        return " · ".join((*given, *facts))

    def _by_value(self, rows: Iterable[Interview], field: Field) -> list[Interview]:
        given, order = self.field_values(field.id), {value: n for n, value in enumerate(field.values)}
        return sorted(rows, key=lambda row: [order[value] for value in given.get(row.id, ())] or [len(order)])
