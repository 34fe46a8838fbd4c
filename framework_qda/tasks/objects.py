"""Say in a few lines what an object of a draft shows, and ask for its picture; nothing is drawn here."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from framework_qda.errors import NotFound
from framework_qda.reading.document import (
    Block,
    Box,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingRow,
    Paragraph,
    Piece,
    Table,
    words,
)
from framework_qda.reading.page import Grid, GridRow, Prose, Text
from framework_qda.reading.survey import of_settings, survey_grid
from framework_qda.reports.figures import Pixels, pixels
from framework_qda.reports.lettering import Look
from framework_qda.study import Study, authoring
from framework_qda.study.authoring import BlockKind
from framework_qda.tasks.figures import shown
from framework_qda.tasks.report_objects import GONE, drawing_of, is_open, made
from framework_qda.text import drafting, summary

NAMES: Mapping[BlockKind, str] = {
    BlockKind.CELL: "Cell",
    BlockKind.MATRIX: "Matrix",
    BlockKind.VIEW: "View",
    BlockKind.PICTURE: "Picture",
    BlockKind.PRACTICE: "Practice example",
    BlockKind.SURVEY: "Survey",
    BlockKind.CLOSING: "Closing table",
    BlockKind.CONTENTS: "Contents",
    BlockKind.APPENDIX: "List of quotations",
}
STILL_OPEN = "still to be chosen"
_ROWS, _LETTERS = 3, 110  # of what is shown, as many as tell one object from another


class Preview(NamedTuple):
    """What stands for an object while its draft is written: a title, and the first of what it shows."""

    title: str
    lines: tuple[str, ...] = ()


def previewed(study: Study, block: authoring.Block) -> Preview:
    """Say what an object shows as the study is now."""
    name, caption = NAMES[block.kind], _caption(block)
    if is_open(block):
        return Preview(f"{name}, {STILL_OPEN}", (caption,) if caption else ())
    if block.kind is BlockKind.CONTENTS:
        return Preview(name, (caption,) if caption else ())
    if block.kind is BlockKind.APPENDIX:
        return Preview(name, ("Every quotation of this draft, with who said it and where it is from",))
    try:
        title, lines = _told(study, block)
    except NotFound:
        title, lines = "", (GONE,)
    return Preview(f"{name}: {caption or title}".removesuffix(": "), tuple(map(_short, lines)))


def _caption(block: authoring.Block) -> str:
    settings = block.settings
    return str(settings.get("caption") or settings.get("title") or "").strip()


def _told(study: Study, block: authoring.Block) -> tuple[str, tuple[str, ...]]:
    match block.kind:
        case BlockKind.PICTURE:
            return _picture(study, block.settings)
        case BlockKind.SURVEY:
            questions = of_settings(block.settings)
            grid = survey_grid(questions, counts=block.settings.get("show") == "count")
            return questions[0].question, _of_grid(grid)
        case _:
            parts = made(study, block, 0, "", _plain)
            return _title(parts[0]), _lines(parts[0])


def _picture(study: Study, settings: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    if settings.get("png"):
        alt = str(settings.get("alt") or "")
        return str(settings.get("file") or ""), (alt,) if alt else ("It has no words for who cannot see it",)
    drawing = drawing_of(study, settings)
    return drawing.title, (drawing.subtitle,)


def _title(part: Block) -> str:
    match part:
        case Table() | Closing():
            return part.caption
        case Box():
            return part.title
        case Prose():
            return f"{part.label}, {part.facts}"
        case _:
            return ""


def _lines(part: Block) -> tuple[str, ...]:
    match part:
        case Table():
            return _of_grid(part.grid)
        case Closing():
            rows = tuple(map(_row, part.rows))
            return (" | ".join(part.heads), *_first(rows))
        case Box():
            answered = [f"{question} {_said(answer)}" for question, answer in part.parts]
            return (*(value for _, value in part.facts), *_first(answered))
        case Prose():
            return _first(_text(part.text).split("\n"))
        case Paragraph():
            return (words(part.pieces),)
        case _:
            return ()


def _of_grid(grid: Grid) -> tuple[str, ...]:
    rows = [row for band in grid.bands for row in band.rows]
    return (" | ".join((grid.corner, *grid.heads)), *_first([_grid_row(row) for row in rows]))


def _grid_row(row: GridRow) -> str:
    return " | ".join((row.name, *(_text(cell).replace("\n", " ") for cell in row.cells)))


def _row(row: ClosingRow) -> str:
    match row:
        case ClosingGroup(title):
            return title
        case ClosingCells(cells):
            return " | ".join(map(_said, cells))
        case _:
            return _said(row.paragraphs)


def _said(paragraphs: Iterable[Paragraph]) -> str:
    return " ".join(words(each.pieces) for each in paragraphs)


def _first(rows: Iterable[str]) -> tuple[str, ...]:
    those = [row for row in rows if row.strip()]
    more = len(those) - _ROWS
    return (*those[:_ROWS], *((f"and {more} more",) if more > 0 else ()))


def _text(text: Text) -> str:
    return summary.plain(text.markup) if text.markup else text.blank


def _short(line: str) -> str:
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS].rstrip()}…"


def _plain(markup: str) -> tuple[Piece, ...]:
    return (Piece(drafting.plain(markup)),)


# --- Pictures --------------------------------------------------------------------------------------------


def drawing(study: Study, block: authoring.Block) -> Callable[[Look], Pixels] | None:
    """Read what an object draws, and give what draws it, on any thread; None where it draws nothing.

    A picture from a file is drawn by whoever can read it: `image_of`.
    """
    if is_open(block):
        return None
    if block.kind is BlockKind.PICTURE and not block.settings.get("png"):
        try:
            asked = drawing_of(study, block.settings)
        except NotFound:
            return None
        return None if asked.empty else lambda look: shown(asked, look)
    if block.kind is BlockKind.SURVEY and block.settings.get("as") == "chart":
        questions, counts = of_settings(block.settings), block.settings.get("show") == "count"

        def chart(look: Look) -> Pixels:
            from framework_qda.reports.survey_figure import survey_bars

            return pixels(survey_bars(questions, "", look, counts=counts))

        return chart
    return None


def image_of(block: authoring.Block) -> bytes:
    """Give the picture from a file that an object holds, as PNG; nothing where it holds none."""
    try:
        return base64.b64decode(str(block.settings.get("png") or ""), validate=True)
    except (binascii.Error, ValueError):
        return b""
