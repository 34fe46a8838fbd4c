"""Make the pages of every view: along a case, down a theme, side by side, and those that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from framework_qda.reading.page import Block, Facts, Grid, Heading, Page, Prose, Text
from framework_qda.reading.plan import Line, Plan
from framework_qda.study import Study
from framework_qda.study.model import (
    About,
    AreaId,
    Condition,
    FieldId,
    InterviewId,
    Subject,
    SubTopicId,
    Thing,
    ThingKind,
    View,
    ViewKind,
)
from framework_qda.tasks.beyond import central_page, linkage_page, typology_page
from framework_qda.tasks.column_notes import ColumnNotes
from framework_qda.tasks.differences import notes_of
from framework_qda.tasks.page_parts import Texts, Where, grid_of, said, subtitle_of

__all__ = [
    "case_page",
    "central_page",
    "comparison_page",
    "conditions_of",
    "linkage_page",
    "pairs_page",
    "theme_page",
    "typology_page",
    "view_page",
]


# --- Along, down, across ---------------------------------------------------------------------------------


def case_page(
    study: Study, case: AreaId | InterviewId, by: FieldId | None = None, *, table: bool = False
) -> Page:
    """Read one area or interview along all sub-topics, as a document or, for sheets, as a table.

    `by` orders its interviews by a field.
    """
    plan = study.plan_case(case, by)
    texts, blocks = Texts(study, plan), list[Block]()
    if plan.facts:
        blocks.append(Facts(plan.facts))
    about = About.AREA if any(area.id == case for area in study.areas()) else About.INTERVIEW
    blocks += _overview(study, about, case)
    if table:
        blocks.append(grid_of(plan, texts, "sub-topic", "matrix", "number"))
    else:
        for line in plan.lines:
            blocks += _of_case(line, plan, texts)
    return Page(plan.title, "Within case", table, tuple(blocks))


def _of_case(line: Line, plan: Plan, texts: Texts) -> Iterable[Block]:
    if line.level:
        yield Heading(1, line.title)
        return
    yield Heading(2, f"{line.facts} {line.title}")
    for head, keys in zip(plan.heads, line.cells, strict=True):
        named = len(plan.heads) > 1
        yield Prose(texts.of(keys), head.title if named else "", head.facts if named else "")


def theme_page(
    study: Study,
    subtopic: SubTopicId,
    by: FieldId | None = None,
    where: Where = (),
    *,
    descending: bool = False,
    table: bool = False,
) -> Page:
    """Read one sub-topic down all interviews, with what was found in it; as `case_page`."""
    plan = study.plan_theme(subtopic, by, where, descending=descending)
    texts, notes = Texts(study, plan), ColumnNotes(study, subtopic, study.meeting(where))
    blocks: list[Block] = [Facts(plan.facts)] if plan.facts else []
    blocks += _overview(study, About.SUBTOPIC, subtopic)
    field = study.field(by) if by else None
    if table:
        grid = grid_of(plan, texts, "interview", field.name if field else "area", "about")
        blocks.append(_with_notes(grid, plan, notes))
    blocks += notes.blocks()
    if not table:
        blocks.append(Heading(1, "Summaries"))
        for line in plan.lines:
            blocks += _of_theme(line, texts, notes)
    grouped = f"Within theme, by {field.name}" if field else "Within theme"
    return Page(plan.title, subtitle_of(study, grouped, where), table, tuple(blocks))


def _of_theme(line: Line, texts: Texts, notes: ColumnNotes) -> Iterable[Block]:
    if line.level:
        yield Heading(2, " · ".join(filter(None, (line.title, line.facts))))
        return
    (keys,) = line.cells
    facts = " · ".join(filter(None, (line.facts, notes.categories(keys[0]))))
    yield Prose(texts.of(keys), line.title, facts)


def _with_notes(grid: Grid, plan: Plan, notes: ColumnNotes) -> Grid:
    """Put categories and elements of each cell beside its summary."""
    keys = iter([line.cells[0][0] for line in plan.lines if not line.level])
    bands = tuple(
        replace(band, rows=tuple(
            replace(row, cells=(*row.cells, *map(said, notes.both(next(keys))))) for row in band.rows
        ))
        for band in grid.bands
    )  # fmt: skip
    return replace(grid, heads=("summary", "categories", "elements"), bands=bands, widths=(0.5, 0.2, 0.3))


def comparison_page(
    study: Study,
    things: Sequence[Thing],
    subtopics: Sequence[SubTopicId] | None = None,
    where: Where = (),
    *,
    title: str = "",
) -> Page:
    """Set things side by side in one wide table, their categories beneath, with ≠ where they differ."""
    plan = study.plan_comparison(things, subtopics, where)
    down = bool(things) and all(thing.kind is ThingKind.SUBTOPIC for thing in things)
    texts = Texts(study, plan, notes_of(plan, study.categorised(), marked=not down))
    grid = (
        grid_of(plan, texts, "interview", "area", "about")
        if down
        else grid_of(plan, texts, "sub-topic", "matrix", "number")
    )
    facts = tuple((head.title, head.facts) for head in plan.heads if head.facts and not down)
    name = title or f"Side by side: {', '.join(grid.heads)}"
    return Page(
        name, subtitle_of(study, "Side by side", where), True, (*([Facts(facts)] if facts else []), grid)
    )


def pairs_page(
    study: Study,
    by: FieldId,
    subtopics: Sequence[SubTopicId] | None = None,
    where: Where = (),
    *,
    title: str = "",
) -> Page:
    """Set the values of a field side by side within every area."""
    plan = study.plan_pairs(by, subtopics, where)
    texts = Texts(study, plan, notes_of(plan, study.categorised(), marked=True))
    grid = grid_of(plan, texts, "sub-topic", "area", "number")
    return Page(
        title or f"Pairs by {plan.title}", subtitle_of(study, "Side by side, in pairs", where), True, (grid,)
    )


# --- Views that are kept ---------------------------------------------------------------------------------


def view_page(study: Study, view: View) -> Page:
    """Make the page of a comparison, central chart or linkage grid that is kept by name."""
    asked: Mapping[str, Any] = view.settings
    where = conditions_of(view)
    chosen = asked.get("subtopics")
    subtopics = None if chosen is None else [SubTopicId(each) for each in chosen]
    unit = Subject(asked.get("unit") or Subject.AREA)
    if view.kind is ViewKind.LINKAGE:
        return linkage_page(
            study, FieldId(asked["rows"]), FieldId(asked["columns"]), unit, where,
            title=view.name, deviants=study.deviants(view.id), subtopics=subtopics or (),
        )  # fmt: skip
    if view.kind is ViewKind.CENTRAL_CHART:
        return central_page(
            study, subtopics or [], unit, asked.get("typology"), where,
            title=view.name, deviants=study.deviants(view.id),
        )  # fmt: skip
    if paired := asked.get("paired"):
        return pairs_page(study, FieldId(paired), subtopics, where, title=view.name)
    things = [Thing(ThingKind(kind), thing, value) for kind, thing, value in asked.get("things", ())]
    return comparison_page(study, things, subtopics, where, title=view.name)


def conditions_of(view: View) -> tuple[Condition, ...]:
    """Read the conditions that a kept view holds."""
    asked: Any = view.settings.get("conditions") or ()
    return tuple(Condition(FieldId(field), tuple(values)) for field, values in asked)


def _overview(study: Study, about: About, subject: str) -> list[Block]:
    text = study.overview(about, subject).text
    return [Prose(Text(text), "Overview")] if text else []
