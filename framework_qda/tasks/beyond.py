"""Make the pages of what lies beyond reading: central charts, linkage grids and typologies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from framework_qda.reading.page import Band, Block, Facts, Grid, GridRow, Heading, Page, Prose, Text
from framework_qda.reading.plan import CellKey, Head, Line, Plan
from framework_qda.study import Study
from framework_qda.study.model import (
    NO_VALUE,
    FieldId,
    FindingId,
    Subject,
    SubTopicId,
    TypedCase,
    TypologyId,
)
from framework_qda.study.plans import NO_TYPE, SEVERAL_TYPES
from framework_qda.tasks.differences import notes_of
from framework_qda.tasks.page_parts import Texts, Where, case_names, grid_of, items, plain, said, subtitle_of

DEVIANT = "◆"


def central_page(
    study: Study,
    subtopics: Sequence[SubTopicId],
    unit: Subject = Subject.AREA,
    typology: TypologyId | None = None,
    where: Where = (),
    *,
    title: str = "",
    deviants: Mapping[str, str] | None = None,
) -> Page:
    """Bring chosen sub-topics together, one row a case; `deviants` tells why a case does not fit."""
    plan = study.plan_central(subtopics, unit, typology, where)
    texts = Texts(study, plan, notes_of(plan, study.categorised(), marked=False))
    grid = grid_of(plan, texts, "case", plan.title, "about")
    ids = [line.id for line in plan.lines if not line.level]
    if deviants and any(case in deviants for case in ids):
        grid = _marked(grid, ids, deviants)
    name = title or plan.title
    subtitle = subtitle_of(study, "Central chart" if name else "", where)
    return Page(name or "Central chart", subtitle, True, (grid,))


def _marked(grid: Grid, ids: Iterable[str], deviants: Mapping[str, str]) -> Grid:
    """Mark the cases that do not fit, and say why in a column of its own."""
    cases = iter(ids)
    bands: list[Band] = []
    for band in grid.bands:
        rows: list[GridRow] = []
        for row, case in zip(band.rows, cases, strict=False):
            name = f"{DEVIANT} {row.name}" if case in deviants else row.name
            rows.append(replace(row, name=name, cells=(*row.cells, said(deviants.get(case, "")))))
        bands.append(replace(band, rows=tuple(rows)))
    widths = (*(1.0 for _ in grid.heads), 0.6)
    heads = (*grid.heads, f"{DEVIANT} why it does not fit")
    return replace(grid, heads=heads, bands=tuple(bands), widths=widths)


def linkage_page(
    study: Study,
    rows: FieldId,
    columns: FieldId,
    unit: Subject = Subject.INTERVIEW,
    where: Where = (),
    *,
    title: str = "",
    deviants: Mapping[str, str] | None = None,
    subtopics: Sequence[SubTopicId] = (),
) -> Page:
    """Link two fields: which cases have which pair of values, then how many, then what they say.

    They say it in `subtopics`, or else in those the fields are the categories of.
    """
    linked, marks = study.linkage(rows, columns, unit, where), deviants or {}
    names = {case: _case_name(case, name, marks) for case, name in case_names(study, unit).items()}
    down, across = (_named_field(study, each) for each in (rows, columns))
    sides = [
        [value for value in (*field.values, NO_VALUE) if any(pair[place] == value for pair in linked)]
        for place, field in enumerate((down, across))
    ]

    def table(words: str, shown: Callable[[Sequence[str]], Text]) -> Grid:
        made = [
            GridRow(row, tuple(shown(linked.get((row, column), ())) for column in sides[1]))
            for row in sides[0]
        ]
        return Grid(words, down.name, tuple(sides[1]), (Band("", tuple(made)),))

    lists = table(f"{unit}s", lambda cases: Text(items(names[case] for case in cases)))
    counts = table(f"Number of {unit}s", lambda cases: Text(f"{len(cases)}" if cases else ""))
    why = [
        Prose(Text(plain(note), "" if note else "no note"), names[case])
        for case, note in marks.items()
        if case in names
    ]
    blocks: list[Block] = [Heading(1, f"Which {unit}s"), lists, Heading(1, f"How many {unit}s"), counts]
    if why:
        blocks += [Heading(1, "Cases that do not fit"), *why]
    told = [each.id for each in study.subtopics() if each.id in subtopics] or [
        topic for each in (rows, columns) if (topic := _subtopic_of(study, each))
    ]
    if told:
        ordered = {
            (row, each): linked[row, each] for row in sides[0] for each in sides[1] if (row, each) in linked
        }
        blocks += _summaries(study, ordered, told, unit, names)
    subtitle = subtitle_of(study, f"Linkage of {down.name} and {across.name}", where)
    return Page(title or f"{down.name} and {across.name}", subtitle, True, tuple(blocks))


def _subtopic_of(study: Study, field: FieldId) -> SubTopicId | None:
    """Give the sub-topic of which a field is the categories; None for any other field."""
    of = {str(each.id): each.subtopic for each in study.findings()}
    topics = {str(each.id): each.id for each in study.subtopics()}
    return of.get(field) or topics.get(field)


def _summaries(
    study: Study,
    linked: Mapping[tuple[str, str], Sequence[str]],
    topics: Sequence[SubTopicId],
    unit: Subject,
    names: Mapping[str, str],
) -> Iterable[Block]:
    """Give what the cases of each pair of values say in the sub-topics that the categories are of."""
    titles = {each.id: each.name for each in study.subtopics()}
    heads = tuple(Head(topic, titles[topic]) for topic in dict.fromkeys(topics))
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for row in study.interviews():
        rows[row.area if unit is Subject.AREA else row.id].append(row.id)
    lines = {case: _case_line(case, rows[case], heads) for those in linked.values() for case in those}
    texts = Texts(study, Plan("", heads, tuple(lines.values())))
    yield Heading(1, "What they say")
    for pair, those in linked.items():
        shown = [
            Prose(text, names[case], head.title)
            for case in those
            for head, keys in zip(heads, lines[case].cells, strict=True)
            if (text := texts.of(keys)).markup
        ]
        if shown:
            yield Heading(2, " · ".join(pair))
            yield from shown


def _case_line(case: str, rows: Sequence[str], heads: Sequence[Head]) -> Line:
    cells: list[tuple[CellKey, ...]] = [tuple((row, head.id) for row in rows) for head in heads]
    return Line(case, case, cells=tuple(cells))


def _case_name(case: str, name: str, marks: Mapping[str, str]) -> str:
    return f"{DEVIANT} {name}" if case in marks else name


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    values: tuple[str, ...]


def _named_field(study: Study, field: FieldId) -> _Named:
    found = study.field(field)
    return _Named(found.name, found.values) if found else _Named("deleted", ())


def typology_page(study: Study, typology: TypologyId, *, reasons: bool = True) -> Page:
    """Tell the types, what each is built from, its cases, and how each case got there.

    Without `reasons`, which are working words, it tells of each case its categories alone.
    """
    found = study.typology(typology)
    name, unit, text = (found.name, found.unit, found.description) if found else ("", Subject.AREA, "")
    types, cases, names = study.types(typology), study.typed_cases(typology), case_names(study, unit)
    topics = {each.id: each.name for each in study.subtopics()}
    labels = {each.id: f"{topics[each.subtopic]}: {each.name}" for each in study.findings()}
    blocks: list[Block] = [Prose(Text(plain(text)))] if text else []
    for type_ in types:
        mine = [names[case.subject] for case in cases if case.type == type_.id]
        built = "; ".join(label for each, label in labels.items() if each in type_.categories)
        blocks += [
            Heading(1, type_.name),
            *([Prose(Text(plain(type_.description)))] if type_.description else []),
        ]
        pairs = (("built from", built), (f"{unit}s", ", ".join(mine) or "none"))
        blocks.append(Facts(tuple((label, value) for label, value in pairs if value)))
    told = {each.id: each.name for each in types}
    bands = [
        Band(title, tuple(_typed_row(case, names, labels, told) for case in those))
        for title, those in _by_type(cases, told).items()
        if those
    ]
    title = f"How each {unit} got there" if reasons else f"The type of each {unit}"
    grid = Grid(title, str(unit), ("its categories", "how it got there"), tuple(bands), "type")
    grid = grid if reasons else _without_last(grid)
    return Page(name, "Typology", False, (*blocks, Heading(1, title), grid))


def _without_last(grid: Grid) -> Grid:
    """Leave the last column out."""
    bands = (
        replace(band, rows=tuple(replace(row, cells=row.cells[:-1]) for row in band.rows))
        for band in grid.bands
    )
    return replace(grid, heads=grid.heads[:-1], bands=tuple(bands))


def _by_type(cases: Iterable[TypedCase], told: Mapping[Any, str]) -> dict[str, list[TypedCase]]:
    """Group the cases by type, those that are open last."""
    bands: dict[str, list[TypedCase]] = {name: [] for name in [*told.values(), SEVERAL_TYPES, NO_TYPE]}
    for case in cases:
        bands[told[case.type] if case.type else SEVERAL_TYPES if case.types else NO_TYPE].append(case)
    return bands


def _typed_row(
    case: TypedCase, names: Mapping[str, str], labels: Mapping[FindingId, str], told: Mapping[Any, str]
) -> GridRow:
    if case.by_hand:
        how = f"by hand: {case.reason}" if case.reason else "by hand"
    elif case.type:
        how = "by its categories"
    else:
        how = f"fits {' and '.join(told[each] for each in case.types)}" if case.types else "fits no type yet"
    return GridRow(
        names[case.subject], (Text(items(labels[each] for each in case.categories)), Text(plain(how)))
    )
