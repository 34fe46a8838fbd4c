"""Give what is read along, down and across as pandas frames of the same cells as their plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from framework_qda.errors import NotFound, Refused
from framework_qda.reading.plan import Plan
from framework_qda.reading.tallies import Coverage, Linked
from framework_qda.study.frames import FrameVerbs
from framework_qda.study.model import (
    NO_VALUE,
    AreaId,
    Condition,
    Field,
    FieldId,
    InterviewId,
    Subject,
    SubTopic,
    SubTopicId,
    Thing,
    ThingKind,
    TypologyId,
)
from framework_qda.study.plans import PlanVerbs
from framework_qda.study.states import StatesVerbs
from framework_qda.text.summary import plain

if TYPE_CHECKING:
    import pandas as pd


class ReadingVerbs(FrameVerbs, PlanVerbs, StatesVerbs):
    """Verbs that give views as frames; pandas is loaded on the first call."""

    def within_case(self, case: str, by: str | None = None, *, markup: bool = False) -> pd.DataFrame:
        """Give one area or interview: index (matrix, sub-topic), a column for each interview.

        `case` is the name or id of an area, or “area · interview” or the id of an interview; `by` is the name
        or id of a field that orders the columns. Without it they stand as the window shows them, one side
        first; "" leaves them in reading order. Raises NotFound.
        """
        sides = self.possible_sides() if by is None else [self.find_field(by)] if by else []
        plan = self.plan_case(self.find_case(case), sides[0].id if sides else None)
        return self.frame_of(plan, markup=markup)

    def within_theme(
        self, subtopic: str, by: str | None = None, where: Sequence[Condition] = (), *, markup: bool = False
    ) -> pd.DataFrame:
        """Give one sub-topic: index (area or value of `by`, interview), columns summary and categories.

        `subtopic` is a name, an id or a number such as 1.3, `by` the name or id of a field; raises
        NotFound, and Refused where two sub-topics have that name.
        """
        column = self.find_subtopic(subtopic)
        plan = self.plan_theme(column.id, self.find_field(by).id if by else None, where)
        frame = self.frame_of(plan, markup=markup)
        frame.columns = ["summary"]
        categories = self.categorised()
        keys = [line.cells[0][0] for line in plan.lines if not line.level]
        frame["categories"] = [
            "; ".join(each.name for each in categories.get((InterviewId(row), SubTopicId(of)), ()))
            for row, of in keys
        ]
        return frame

    def compare(
        self,
        things: Sequence[str | Thing],
        subtopics: Sequence[str] | None = None,
        where: Sequence[Condition] = (),
        *,
        markup: bool = False,
    ) -> pd.DataFrame:
        """Give things side by side, a column each.

        The index is (matrix, sub-topic), or (area, interview) where sub-topics are compared. A thing is a
        Thing, the name of an area or sub-topic, an id, or “field=value”; raises NotFound, and Refused where
        sub-topics and cases are mixed.
        """
        found = self.find_things(things)
        rows = [self.find_subtopic(each).id for each in subtopics] if subtopics is not None else None
        return self.frame_of(self.plan_comparison(found, rows, where), markup=markup)

    def central_chart(
        self,
        subtopics: Sequence[str],
        unit: Subject = Subject.AREA,
        typology: str | None = None,
        where: Sequence[Condition] = (),
        *,
        markup: bool = False,
    ) -> pd.DataFrame:
        """Give chosen sub-topics, a column each: index (type, case) with one row an area or interview."""
        columns = [self.find_subtopic(each).id for each in subtopics]
        of = TypologyId(self.find_field(typology).id) if typology else None
        return self.frame_of(self.plan_central(columns, unit, of, where), markup=markup)

    def crosstab(
        self,
        rows: str,
        columns: str,
        unit: Subject = Subject.INTERVIEW,
        where: Sequence[Condition] = (),
    ) -> pd.DataFrame:
        """Give the linkage of two fields: index and columns their values, each cell the list of its cases.

        A case with several values stands in several cells. `frame.map(len)` counts; raises NotFound.
        """
        return self.linked(self.find_field(rows).id, self.find_field(columns).id, unit, where).frame()

    def linked(
        self, rows: FieldId, columns: FieldId, unit: Subject, where: Sequence[Condition] = ()
    ) -> Linked:
        """Name the cases of every pair of values of two fields; values that no case has are left out."""
        down, across = self._field(rows), self._field(columns)
        pairs = self.linkage(down.id, across.id, unit, where)
        titles = self._case_titles(unit)
        rows_, columns_ = (
            tuple(value for value in (*field.values, NO_VALUE) if any(pair[side] == value for pair in pairs))
            for side, field in enumerate((down, across))
        )
        cases = tuple(
            tuple(tuple(titles[case] for case in pairs.get((row, column), ())) for column in columns_)
            for row in rows_
        )
        return Linked(down.name, across.name, rows_, columns_, cases)

    def coverage_shares(self, unit: Subject = Subject.AREA, where: Sequence[Condition] = ()) -> pd.DataFrame:
        """Give the share of cells that are charted, 0 to 1: a row an area or interview, a column a sub-topic.

        A cell that is empty for a reason counts as charted.
        """
        return self.covered(unit, where).frame()

    def covered(self, unit: Subject, where: Sequence[Condition] = ()) -> Coverage:
        """Count the charted cells of every case and sub-topic."""
        titles, chosen = self._case_titles(unit), self.meeting(where)
        cases: dict[str, list[InterviewId]] = {}
        for row in self.interviews():
            if row.id in chosen:
                cases.setdefault(row.area if unit is Subject.AREA else row.id, []).append(row.id)
        columns, charted = self.subtopics(), {key for key, state in self.states().items() if state.charted}
        counts = tuple(
            tuple(sum((row, column.id) in charted for row in rows) for column in columns)
            for rows in cases.values()
        )
        return Coverage(
            str(unit),
            tuple(titles[case] for case in cases),
            tuple(f"{self._number(column)} {column.name}" for column in columns),
            counts,
            tuple(map(len, cases.values())),
        )

    def frame_of(self, plan: Plan, *, markup: bool = False) -> pd.DataFrame:
        """Give the texts of a plan: index (heading, row), a column for each of its own.

        Where several cells stand in one place, each begins with the name of its interview, and of its area
        where that differs among them.
        """
        import pandas as pd

        texts = self.texts_of(plan, markup=markup)
        rows: list[list[str]] = []
        index: list[tuple[str, str]] = []
        heading = ""
        for line in plan.lines:
            if line.level:
                heading = line.title
                continue
            index.append((heading, line.title))
            rows.append([texts(keys) for keys in line.cells])
        names = ["heading", "row"]
        frame = pd.DataFrame(
            rows,
            index=pd.MultiIndex.from_tuples(index, names=names)
            if index
            else pd.MultiIndex.from_arrays([[], []], names=names),
            columns=range(len(plan.heads)),
            dtype=str,
        )
        frame.columns = [head.title for head in plan.heads]
        return frame

    def texts_of(self, plan: Plan, *, markup: bool = False) -> Callable[[Sequence[tuple[str, str]]], str]:
        """Give what reads the text of a place of a plan out of its cells."""
        keys = list(plan.keys())
        cells = self.cells(
            list(dict.fromkeys(InterviewId(row) for row, _ in keys)),
            list(dict.fromkeys(SubTopicId(column) for _, column in keys)),
        )
        names = {row.id: row.name for row in self.interviews()}
        areas = {row.id: row.area for row in self.interviews()}
        titles = self._case_titles(Subject.INTERVIEW)

        def text(places: Sequence[tuple[str, str]]) -> str:
            found: list[tuple[str, str]] = []
            several = len({areas[InterviewId(row)] for row, _ in places}) > 1
            for row, column in places:
                cell = cells.get((InterviewId(row), SubTopicId(column)))
                if cell and cell.summary:
                    name = titles[row] if several else names[InterviewId(row)]
                    found.append((name, cell.summary if markup else plain(cell.summary)))
            if len(places) == 1:
                return "".join(words for _, words in found)
            return "\n".join(f"{name}: {words}" for name, words in found)

        return text

    def find_subtopic(self, subtopic: str) -> SubTopic:
        """Find a sub-topic by its id, its name, or its number such as 1.3.

        Raises NotFound, and Refused where several have that name.
        """
        wanted = subtopic.strip().casefold()
        named: list[SubTopic] = []
        for each in self.subtopics():
            if wanted in (each.id, self._number(each)):
                return each
            if wanted == each.name.casefold():
                named.append(each)
        if len(named) > 1:
            titles = {each.id: each.title for each in self.matrices()}
            which = ", ".join(f"{self._number(each)} in “{titles[each.matrix]}”" for each in named)
            raise Refused(f"Several sub-topics are called “{named[0].name}” ({which}); give the number.")
        if not named:
            raise NotFound("sub-topic", subtopic)
        return named[0]

    def find_thing(self, thing: str) -> Thing:
        """Find what to compare, by its id or a name such as Area 1, Area 1 · Nurse, 1.3 or side=trust."""
        field, equals, value = thing.partition("=")
        if equals:
            return self._find_group(self.find_field(field), value.strip())
        for area in self.areas():
            if thing in (area.id, area.name):
                return Thing(ThingKind.AREA, area.id)
        for row, title in self._case_titles(Subject.INTERVIEW).items():
            if thing in (row, title):
                return Thing(ThingKind.INTERVIEW, row)
        return Thing(ThingKind.SUBTOPIC, self.find_subtopic(thing).id)

    def find_things(self, things: Sequence[str | Thing]) -> list[Thing]:
        """Find all that is to be compared; raises Refused where sub-topics and cases are mixed."""
        found = [thing if isinstance(thing, Thing) else self.find_thing(thing) for thing in things]
        columns = [thing for thing in found if thing.kind is ThingKind.SUBTOPIC]
        if 0 < len(columns) < len(found):
            column = self._column(SubTopicId(columns[0].id))
            raise Refused(
                f"“{self._number(column)} {column.name}” is a sub-topic and cannot stand beside areas,"
                " interviews or groups; compare sub-topics only, or none."
            )
        return found

    def _find_group(self, field: Field, value: str) -> Thing:
        for known in (*field.values, NO_VALUE):
            if known.casefold() == value.casefold():
                return Thing(ThingKind.GROUP, field.id, known)
        raise NotFound(f"“{field.name}”", value)

    def find_case(self, case: str) -> AreaId | InterviewId:
        """Find an area by name or id, or an interview by “area · interview” or id; raises NotFound."""
        for area in self.areas():
            if case in (area.id, area.name):
                return area.id
        for row, title in self._case_titles(Subject.INTERVIEW).items():
            if case in (row, title):
                return InterviewId(row)
        raise NotFound("area or interview", case)
