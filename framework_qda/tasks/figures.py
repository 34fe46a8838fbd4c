"""Make pictures of a study: coverage as a heat map, categories by group as bars, a linkage grid as bubbles.

What is to be drawn is read from the study first, as plain values; drawing it takes long and asks for nothing
more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from framework_qda.reading.page import Band, Grid, GridRow, Heading, Page, Picture, Text
from framework_qda.reading.tallies import Coverage, Linked
from framework_qda.reports.figures import Numbers, Pixels, bars, bubbles, heat_map, picture, pixels
from framework_qda.reports.lettering import DOTS, PAPER, Look
from framework_qda.study import Study
from framework_qda.study.model import FieldId, Subject
from framework_qda.tasks.page_parts import Where, items, subtitle_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WIDE, _HIGH = 10.5, 6.0  # inches of text on a landscape page of A4
_TOLD = 60  # more rows than these are not told one by one


class Drawing(NamedTuple):
    """What is to be drawn: its title, its numbers, and whether they are bars or bubbles where both can be."""

    title: str
    subtitle: str
    numbers: Coverage | Linked
    unit: Subject
    bars: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be drawn."""
        return not self.numbers.rows or not self.numbers.columns

    @property
    def alt(self) -> str:
        """Say in words what the drawing shows."""
        if isinstance(self.numbers, Coverage):
            return f"{self.title}. {_covered(self.numbers)}"
        told = [
            f"{row}, {column}: {len(cases)}"
            for row, line in zip(self.numbers.rows, self.numbers.cases, strict=True)
            for column, cases in zip(self.numbers.columns, line, strict=True)
            if cases
        ]
        return f"{self.title}, in numbers of {self.unit}s. {'; '.join(told)}."


def _covered(numbers: Coverage) -> str:
    rows = [
        f"{name} {_share(sum(counts), size * len(numbers.columns))}"
        for name, counts, size in zip(numbers.rows, numbers.charted, numbers.sizes, strict=True)
    ]
    told = f"; {', '.join(rows)}" if len(rows) <= _TOLD else ""
    cells, charted = sum(numbers.sizes) * len(numbers.columns), sum(map(sum, numbers.charted))
    return f"{charted:,} of {cells:,} cells are charted{told}."


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.0%}"


def coverage_drawing(study: Study, unit: Subject = Subject.AREA, where: Where = ()) -> Drawing:
    """Ask for the share of cells charted, of every area or interview and sub-topic."""
    title = f"How much is charted, by {unit} and sub-topic"
    return Drawing(title, subtitle_of(study, "Coverage", where), study.covered(unit, where), unit)


def bars_drawing(
    study: Study, groups: FieldId, categories: FieldId, unit: Subject = Subject.INTERVIEW, where: Where = ()
) -> Drawing:
    """Ask for the number of cases with each category, by group; raises NotFound."""
    linked = study.linked(groups, categories, unit, where)
    title = f"{linked.across} by {linked.down}"
    return Drawing(title, subtitle_of(study, f"Number of {unit}s", where), linked, unit, bars=True)


def bubbles_drawing(
    study: Study, rows: FieldId, columns: FieldId, unit: Subject = Subject.AREA, where: Where = ()
) -> Drawing:
    """Ask for the number of cases of every pair of values of two fields; raises NotFound."""
    linked = study.linked(rows, columns, unit, where)
    title = f"{linked.down} and {linked.across}"
    return Drawing(title, subtitle_of(study, f"Number of {unit}s", where), linked, unit)


def drawn(drawing: Drawing, look: Look = PAPER) -> Picture:
    """Draw it for a file, which takes a second or so; may be done on any thread."""
    return picture(_figure(drawing, drawing.title, look), drawing.alt)


def shown(drawing: Drawing, look: Look) -> Pixels:
    """Draw it for a screen, which takes a tenth of a second; may be done on any thread."""
    return pixels(_figure(drawing, drawing.title, look))


def _figure(drawing: Drawing, title: str, look: Look) -> Figure:
    numbers = drawing.numbers
    if isinstance(numbers, Coverage):
        return heat_map(Numbers(numbers.rows, numbers.columns, numbers.shares), title, look)
    counts = Numbers(numbers.rows, numbers.columns, numbers.counts)
    # Beneath the title of a page stands what is counted already.
    return (bars if drawing.bars else bubbles)(counts, title, look, _counted(drawing) if title else "")


def _counted(drawing: Drawing) -> str:
    """Say what is counted, and that the numbers need not add up."""
    unit = drawing.unit
    article = "an" if unit[0] in "aeiou" else "a"
    return f"Number of {unit}s; {article} {unit} with several values counts in each."


def drawing_page(drawing: Drawing) -> Page:
    """Print a drawing, and below it the numbers it was made from; the page bears the title."""
    made = picture(_figure(drawing, "", PAPER), drawing.alt)
    # The size stands in the head of every PNG.
    width, height = (int.from_bytes(made.png[n : n + 4]) / DOTS for n in (16, 20))
    scale = min(1.0, _WIDE / width, _HIGH / height)
    fitted = replace(made, width=scale * width / _WIDE)
    return Page(drawing.title, drawing.subtitle, True, (fitted, Heading(1, "In numbers"), _grid(drawing)))


def _grid(drawing: Drawing) -> Grid:
    numbers = drawing.numbers
    if isinstance(numbers, Coverage):
        rows = [
            GridRow(name, tuple(Text(_share(n, size)) for n in counts))
            for name, counts, size in zip(numbers.rows, numbers.charted, numbers.sizes, strict=True)
        ]
        return Grid("", numbers.unit, numbers.columns, (Band("", tuple(rows)),))
    rows = [
        GridRow(name, tuple(Text(f"{items(cases)}\n{len(cases)}" if cases else "") for cases in line))
        for name, line in zip(numbers.rows, numbers.cases, strict=True)
    ]
    return Grid("", numbers.down, numbers.columns, (Band("", tuple(rows)),))
