"""Make what the objects of a draft show: cells, matrices, views, pictures, boxes, surveys, closing tables."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from framework_qda.errors import NotFound
from framework_qda.reading.document import (
    Block,
    Box,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingRow,
    ClosingSpan,
    Figure,
    Paragraph,
    Piece,
    Table,
)
from framework_qda.reading.page import Band, Grid, GridRow, Page, Picture, Prose, Text
from framework_qda.reading.survey import of_settings, survey_grid, told
from framework_qda.study import Study, authoring
from framework_qda.study.authoring import BlockKind
from framework_qda.study.model import (
    AreaId,
    Condition,
    FieldId,
    InterviewId,
    MatrixId,
    Subject,
    SubTopicId,
    TypologyId,
    ViewId,
)
from framework_qda.study.public import PublicReading
from framework_qda.tasks.figures import Drawing, bars_drawing, bubbles_drawing, coverage_drawing, drawn
from framework_qda.tasks.page_parts import Where
from framework_qda.tasks.pages import case_page, theme_page, typology_page, view_page

Settings: TypeAlias = Mapping[str, Any]
Written: TypeAlias = Callable[[str], tuple[Piece, ...]]  # the light markup of a draft as pieces

GONE = "What was shown here has been deleted from the study."
# What says which cell, matrix, view or picture an object shows: one of these at least.
_NEEDED: Mapping[BlockKind, tuple[str, ...]] = {
    BlockKind.CELL: ("cell",),
    BlockKind.MATRIX: ("matrix",),
    BlockKind.VIEW: ("view", "case", "theme", "typology"),
    BlockKind.PICTURE: ("figure", "png"),
}
_MOST_COLUMNS = 3  # a wider table is set on a landscape page, one as wide where its texts are long
_LONG = 150  # letters of a text that has no room in one of three columns


def counted_as(block: authoring.Block) -> str:
    """Tell what a block is counted among: Table, Figure, Box, or "" where it bears no number."""
    match block.kind:
        case _ if is_open(block):
            return ""
        case BlockKind.MATRIX | BlockKind.VIEW | BlockKind.CLOSING:
            return "Table"
        case BlockKind.PICTURE:
            return "Figure"
        case BlockKind.SURVEY:
            return "Figure" if block.settings.get("as") == "chart" else "Table"
        case BlockKind.PRACTICE:
            return "Box"
        case _:
            return ""


def is_open(block: authoring.Block) -> bool:
    """Tell whether an object is still a place for something that nobody has chosen or written yet."""
    settings = block.settings
    if needed := _NEEDED.get(block.kind):
        return not any(settings.get(what) for what in needed)
    match block.kind:
        case BlockKind.SURVEY:
            return not of_settings(settings)
        case BlockKind.PRACTICE:
            said = (str(answer).strip() for _, answer in settings.get("answers") or ())
            return not settings.get("title") and not any(said)
        case BlockKind.CLOSING:
            rows: Sequence[Settings] = settings.get("rows") or ()
            return not any(row.get("spanning") or any(row.get("cells") or ()) for row in rows)
        case _:
            return False


def made(
    study: Study, block: authoring.Block, number: int, anchor: str, written: Written, *, draw: bool = True
) -> tuple[Block, ...]:
    """Make what an object shows, counted by `number`; a sentence in its place where that is gone.

    An open place is left out. Unless told to `draw`, a picture of the study has its words alone.
    """
    if is_open(block):
        return ()
    makers: Mapping[BlockKind, Callable[[], Iterable[Block]]] = {
        BlockKind.CELL: lambda: _cell(study, block.settings),
        BlockKind.MATRIX: lambda: _matrix(study, block.settings, number, anchor),
        BlockKind.VIEW: lambda: _view(study, block.settings, number, anchor),
        BlockKind.PICTURE: lambda: _picture(study, block.settings, number, anchor, draw=draw),
        BlockKind.PRACTICE: lambda: _practice(block.settings, number, anchor, written),
        BlockKind.SURVEY: lambda: _survey(block.settings, number, anchor, draw=draw),
        BlockKind.CLOSING: lambda: _closing(block.settings, number, anchor, written),
    }
    try:
        return tuple(makers[block.kind]())
    except NotFound:
        return (Paragraph((Piece(GONE),), "note"),)


# --- Of the study ----------------------------------------------------------------------------------------


def _cell(study: Study, settings: Settings) -> Iterable[Block]:
    interview, _, subtopic = str(settings.get("cell", "")).partition("/")
    row = study.interview(InterviewId(interview))
    column = next((each for each in study.subtopics() if each.id == subtopic), None)
    if row is None or column is None:
        raise NotFound("cell", "")
    area = next(each.name for each in study.areas() if each.id == row.area)
    cell = study.cell(row.id, column.id)
    label = str(settings.get("caption") or f"{area} · {row.name}")
    yield Prose(Text(cell.summary, "" if cell.summary else str(cell.blank_reason)), label, column.name)


def _matrix(study: Study, settings: Settings, number: int, anchor: str) -> Iterable[Block]:
    matrix = next((each for each in study.matrices() if each.id == settings.get("matrix")), None)
    if matrix is None:
        raise NotFound("matrix", "")
    grid = matrix_grid(study, matrix.id, settings.get("subtopics"), conditions(settings))
    yield _table(settings, number, anchor, matrix.name, grid)


def matrix_grid(
    study: Study, matrix: MatrixId, subtopics: Sequence[str] | None = None, where: Where = ()
) -> Grid:
    """Set a matrix, or some of its sub-topics, as a table: a band an area, a row an interview."""
    columns = [each for each in study.subtopics(matrix) if subtopics is None or each.id in subtopics]
    bands = study.arranged(where=where)
    rows = [row.id for band in bands for row in band.interviews]
    cells = study.cells(rows, [column.id for column in columns])

    def text(row: InterviewId, column: SubTopicId) -> Text:
        cell = cells.get((row, column))
        return Text(cell.summary, "" if cell.summary else str(cell.blank_reason)) if cell else Text()

    return Grid(
        "",
        "interview",
        tuple(column.name for column in columns),
        tuple(
            Band(
                " · ".join(filter(None, (band.title, band.facts))),
                tuple(
                    GridRow(row.name, tuple(text(row.id, column.id) for column in columns))
                    for row in band.interviews
                ),
            )
            for band in bands
        ),
        "area",
    )


def _view(study: Study, settings: Settings, number: int, anchor: str) -> Iterable[Block]:
    page = _page_of(study, settings)
    first, *others = page.grids
    yield _table(settings, number, anchor, page.title, first)
    for grid in others:
        yield _table({}, 0, "", grid.title or page.title, grid)


def _page_of(study: Study, settings: Settings) -> Page:
    match settings:
        case {"view": str(known)}:
            view = study.view(ViewId(known))
            if view is None:
                raise NotFound("view", "")
            return view_page(study, view)
        case {"case": str(known)}:
            return case_page(study, _case(study, known), table=True)
        case {"theme": str(known), **more}:
            by = FieldId(str(more["by"])) if more.get("by") else None
            return theme_page(study, SubTopicId(known), by, conditions(settings), table=True)
        case {"typology": str(known)} if any(each.id == known for each in study.typologies()):
            return typology_page(study, TypologyId(known), reasons=not isinstance(study, PublicReading))
        case _:
            raise NotFound("view", "")


def _case(study: Study, known: str) -> AreaId | InterviewId:
    if any(area.id == known for area in study.areas()):
        return AreaId(known)
    if study.interview(InterviewId(known)):
        return InterviewId(known)
    raise NotFound("case", "")


def conditions(settings: Settings) -> tuple[Condition, ...]:
    """Read the conditions that an object's settings hold."""
    asked = settings.get("conditions") or ()
    return tuple(Condition(FieldId(field), tuple(values)) for field, values in asked)


def _table(settings: Settings, number: int, anchor: str, title: str, grid: Grid) -> Table:
    caption, note = str(settings.get("caption") or title), str(settings.get("note") or "")
    return Table(caption, number, grid, anchor, _is_wide(grid), note)


def _is_wide(grid: Grid) -> bool:
    if len(grid.heads) < _MOST_COLUMNS or grid.widths:
        return len(grid.heads) > _MOST_COLUMNS
    texts = (text.markup for row in grid.rows for text in row.cells)
    return len(grid.heads) > _MOST_COLUMNS or any(len(text) > _LONG for text in texts)


# --- Pictures --------------------------------------------------------------------------------------------


def _picture(study: Study, settings: Settings, number: int, anchor: str, *, draw: bool) -> Iterable[Block]:
    if png := settings.get("png"):
        try:
            data = base64.b64decode(png, validate=True)
        except (binascii.Error, ValueError):
            raise NotFound("picture", "") from None
        picture = Picture(data, "", str(settings.get("alt") or settings.get("caption") or ""))
        title = str(settings.get("file") or "")
    else:
        drawing = drawing_of(study, settings)
        picture, title = drawn(drawing) if draw else Picture(b"", "", drawing.alt), drawing.title
        if alt := settings.get("alt"):
            picture = Picture(picture.png, picture.svg, str(alt), picture.width)
    yield Figure(str(settings.get("caption") or title), number, picture, anchor)


def drawing_of(study: Study, settings: Settings) -> Drawing:
    """Ask for what a picture of the study draws; raises NotFound."""
    unit, where = Subject(settings.get("unit") or Subject.AREA), conditions(settings)
    match settings:
        case {"figure": "bars", "groups": str(groups), "categories": str(categories)}:
            return bars_drawing(study, FieldId(groups), FieldId(categories), unit, where)
        case {"figure": "linkage", "rows": str(rows), "columns": str(columns)}:
            return bubbles_drawing(study, FieldId(rows), FieldId(columns), unit, where)
        case {"figure": "heat map"}:
            return coverage_drawing(study, unit, where)
        case _:
            raise NotFound("picture", "")


def _survey(settings: Settings, number: int, anchor: str, *, draw: bool) -> Iterable[Block]:
    questions = of_settings(settings)
    if not questions:
        raise NotFound("survey", "")
    counts = settings.get("show") == "count"
    caption, note = str(settings.get("caption") or questions[0].question), str(settings.get("source") or "")
    if settings.get("as") == "chart" and draw:
        from framework_qda.reports.figures import picture
        from framework_qda.reports.survey_figure import survey_bars

        alt = f"{caption}. {' '.join(map(told, questions))}"
        yield Figure(caption, number, picture(survey_bars(questions, "", counts=counts), alt), anchor, note)
    else:
        yield Table(caption, number, survey_grid(questions, counts=counts), anchor, note=note)


# --- Of the author ---------------------------------------------------------------------------------------


def _practice(settings: Settings, number: int, anchor: str, written: Written) -> Iterable[Block]:
    organisation = str(settings.get("organisation") or "")
    parts = tuple(
        (str(question), _paragraphs(str(answer), written))
        for question, answer in settings.get("answers") or ()
        if str(answer).strip()
    )
    facts = (("Submitted by", organisation),) if organisation else ()
    yield Box(str(settings.get("title") or ""), number, parts, facts, anchor)


def _closing(settings: Settings, number: int, anchor: str, written: Written) -> Iterable[Block]:
    heads = tuple(map(str, settings.get("heads") or ("acute trust", "local authority")))

    def row(each: Settings) -> ClosingRow:
        match each:
            case {"group": title}:
                return ClosingGroup(str(title))
            case {"spanning": markup}:
                return ClosingSpan(_paragraphs(str(markup), written))
            case _:
                return ClosingCells(
                    tuple(_paragraphs(str(cell), written) for cell in each.get("cells") or ())
                )

    yield Closing(
        str(settings.get("caption") or ""), number, heads, tuple(map(row, settings.get("rows") or ())), anchor
    )


def _paragraphs(markup: str, written: Written) -> tuple[Paragraph, ...]:
    """Read several lines: one that starts with “- ” is an item of a list, one without words none."""
    made = (
        Paragraph(written(line[2:]), "item") if line.startswith("- ") else Paragraph(written(line))
        for line in markup.split("\n")
    )
    return tuple(each for each in made if any(piece.text.strip() for piece in each.pieces))
