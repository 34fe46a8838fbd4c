"""What the pages of all views are made of: texts of cells, tables of plans, words as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from framework_qda.reading.page import Band, Grid, GridRow, Text
from framework_qda.reading.plan import CellKey, Plan
from framework_qda.reports.table import NOT_CHARTED
from framework_qda.study import Study
from framework_qda.study.model import Condition, InterviewId, Subject, SubTopicId
from framework_qda.text import summary
from framework_qda.text.summary import Run

Where = Sequence[Condition]


class Texts:
    """What the cells of a plan say, in light markup; `note` adds what stands beneath."""

    def __init__(
        self, study: Study, plan: Plan, note: Callable[[Sequence[CellKey]], str] | None = None
    ) -> None:
        self._note = note
        keys = list(plan.keys())
        self._cells = study.cells(
            list(dict.fromkeys(InterviewId(row) for row, _ in keys)),
            list(dict.fromkeys(SubTopicId(column) for _, column in keys)),
        )
        self._rows = {row.id: row for row in study.interviews()}
        self._areas = {area.id: area.name for area in study.areas()}

    def of(self, places: Sequence[CellKey]) -> Text:
        """Give one cell as it is, and each of several after the name of its interview."""
        text = self._of(places)
        return text._replace(note=self._note(places)) if self._note else text

    def _of(self, places: Sequence[CellKey]) -> Text:
        if not places:
            return Text()
        if len(places) == 1:
            return self._one(places[0])
        name = self._name if len({self._area(row) for row, _ in places}) == 1 else self._full_name
        said = [
            f"{bold(f'{name(place[0])}:')}{_apart(text.markup)}{text.markup}"
            for place in places
            if (text := self._one(place)).markup
        ]
        return Text("\n".join(said), "" if said else NOT_CHARTED)

    def _one(self, place: CellKey) -> Text:
        cell = self._cells.get((InterviewId(place[0]), SubTopicId(place[1])))
        if cell is None:
            return Text("", NOT_CHARTED)
        return Text(cell.summary, "" if cell.summary else cell.blank_reason or NOT_CHARTED)

    def _area(self, row: str) -> str:
        return self._rows[InterviewId(row)].area

    def _name(self, row: str) -> str:
        return self._rows[InterviewId(row)].name

    def _full_name(self, row: str) -> str:
        return f"{self._areas[self._rows[InterviewId(row)].area]} · {self._name(row)}"


def plain(words: str) -> str:
    """Write words as markup that shows them as they are."""
    return summary.write([summary.Line((Run(line),)) for line in words.split("\n")]) if words else ""


def bold(words: str) -> str:
    """Write words as bold markup."""
    return summary.write([summary.Line((Run(words, bold=True),))])


def items(words: Iterable[str]) -> str:
    return summary.write([summary.Line((Run(each),), item=True) for each in words])


def _apart(markup: str) -> str:
    return "\n" if markup.startswith("- ") else " "


def subtitle_of(study: Study, words: str, where: Where) -> str:
    """Say how it is read, and of which interviews alone."""
    names = {field.id: field.name for field in study.fields()}
    only = [f"{names[each.field]}: {' or '.join(each.values)}" for each in where if each.field in names]
    return " · ".join(filter(None, [words, *only]))


def grid_of(plan: Plan, texts: Texts, corner: str, grouping: str, facts: str) -> Grid:
    bands: list[Band] = []
    rows: list[GridRow] = []
    title = ""
    for line in plan.lines:
        if line.level:
            bands += [Band(title, tuple(rows))] if rows else []
            # The head of the column says already by what the rows are grouped.
            about = line.facts if line.facts != grouping else ""
            title, rows = " · ".join(filter(None, (line.title, about))), []
        else:
            rows.append(GridRow(line.title, tuple(map(texts.of, line.cells)), line.facts))
    bands += [Band(title, tuple(rows))] if rows else []
    named = grouping if any(band.title for band in bands) else ""
    return Grid(
        plan.title, corner, tuple(head.title for head in plan.heads), tuple(bands), named, facts=facts
    )


def said(words: str) -> Text:
    return Text(plain(words))


def case_names(study: Study, unit: Subject) -> Mapping[str, str]:
    areas = {str(area.id): area.name for area in study.areas()}
    if unit is Subject.AREA:
        return areas
    return {str(row.id): f"{areas[row.area]} · {row.name}" for row in study.interviews()}
