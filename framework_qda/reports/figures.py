"""Draw numbers for those who would rather look: a heat map, bars, and bubbles; with matplotlib.

Nothing depends on colour alone: every field and bar that has room for it carries its number, every category a
hatching of its own. Hues are those of Okabe & Ito (2008), which colour-blind people tell apart.

Somebody is waiting for what is shown on a screen. So names are placed and measured here, since matplotlib's
axes and layouts take several times as long; and on a screen letters are drawn as shapes, all of a kind in one
go, since each text takes milliseconds. In files they are text, to be searched and edited.
"""

# matplotlib does not type its keyword arguments.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from framework_qda.reading.page import Picture
from framework_qda.reports.lettering import NAMES, PAPER, Look, Mark, Place, length, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HUES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
HATCHES = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")
_TITLE = 12  # points
_EDGE, _GAP, _LINE = 0.1, 0.06, 0.16  # inches: about the drawing, from names to it, and a line of names
_APART = 0.21  # inches from a name to the next
_HIGHEST, _WIDEST = 16.0, 24.0  # inches
_CROWDED = 8.0  # inches for all rows together where each has no room for its name
_ACROSS, _DEEP = 24, 2  # letters of a name in a line, and lines of a name
_NARROWEST = 5.0  # inches, for the heading
_TURNED = 60.0  # degrees


class Numbers(NamedTuple):
    """What is drawn: the names of rows and columns, and a number for every pair of them."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float]]


class Pixels(NamedTuple):
    """A drawing as it is put on a screen: four bytes a dot, red, green, blue and opacity."""

    width: int
    height: int
    content: bytes


def heat_map(shares: Numbers, title: str, look: Look = PAPER) -> Figure:
    """Draw how much of each field is charted: shares from 0 to 1, a row a case and a column a sub-topic."""
    from matplotlib.colors import LinearSegmentedColormap

    rows, columns = len(shares.rows), len(shares.columns)
    axes = _begun(look)
    colours = LinearSegmentedColormap.from_list("charted", [look.faint, look.full])
    axes.imshow(shares.values, cmap=colours, vmin=0.0, vmax=1.0, aspect="auto", interpolation="nearest")
    high, wide = _height(rows, 0.26), min(0.36, _WIDEST / columns)
    marks: list[Mark] = []
    if high > _LINE and wide > 0.3:
        inks = {share: _ink(colours(share), look) for share in set(chain(*shares.values))}
        marks = [
            Mark(column, row, f"{100 * share:.0f}", inks[share])
            for row, line in enumerate(shares.values)
            for column, share in enumerate(line)
        ]
    write(axes, marks, look, Place())
    room = _name_rows(axes, shares.rows, high, look), _name_columns(axes, shares.columns, wide, look)
    caption = "Per cent of the cells that are charted; the fuller the colour, the more."
    return _trimmed(axes, (columns * wide, rows * high), room, (title, caption), look)


def _ink(ground: tuple[float, ...], look: Look) -> str:
    """Give the colour, of text or of the ground, that stands out better."""
    from matplotlib.colors import to_rgb

    def contrast(ink: str) -> float:
        one, other = sorted((_lightness(to_rgb(ink)), _lightness(ground[:3])))
        return (other + 0.05) / (one + 0.05)

    return max((look.text, look.ground), key=contrast)


def _lightness(colour: Sequence[float]) -> float:
    """Give the relative luminance as WCAG 2 defines it."""
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def bars(counts: Numbers, title: str, look: Look = PAPER, caption: str = "") -> Figure:
    """Draw how many cases of each group have each category: a row a group, a column a category.

    `caption` says beneath the title what is counted.
    """
    from matplotlib.collections import PolyCollection

    groups, categories = len(counts.rows), len(counts.columns)
    axes = _begun(look)
    high = _height(groups, 0.3 + categories * 0.2)
    thick = 0.8 / categories
    marks: list[Mark] = []
    oblongs: list[PolyCollection] = []
    for n in range(categories):
        tops = [group + (n - categories / 2) * thick for group in range(groups)]
        oblongs.append(
            PolyCollection(
                [_oblong(line[n], top, 0.9 * thick) for line, top in zip(counts.values, tops, strict=True)],
                facecolor=HUES[n % len(HUES)],
                hatch=HATCHES[(n + n // len(HUES)) % len(HATCHES)],
                edgecolor=look.text,
                linewidth=0.6,
                clip_on=False,
            )
        )
        if high * thick > 0.8 * _LINE:
            marks += [
                Mark(line[n], top + thick / 2, f"{line[n]:.0f}", look.text)
                for line, top in zip(counts.values, tops, strict=True)
            ]
    axes.set_xlim(0, max(1.0, *chain(*counts.values)))
    axes.set_ylim(groups - 0.5, -0.5)
    write(axes, marks, look, Place(side=0.0, right=_GAP))
    beside = _name_rows(axes, counts.rows, high, look)
    for each in oblongs:
        axes.add_collection(each)
    legend = axes.legend(
        oblongs, counts.columns, frameon=False, fontsize=NAMES, loc="upper left", bbox_to_anchor=(1.06, 1.0)
    )
    for text in legend.get_texts():
        text.set_color(look.text)
        text.set_parse_math(False)
    room = _Room(right=1.0 + max(map(length, counts.columns)), above=0.1)
    size = 6.0, max(groups * high, 0.2 * categories)
    return _trimmed(axes, size, (beside, room), (title, caption), look)


def _oblong(long: float, top: float, high: float) -> list[tuple[float, float]]:
    return [(0.0, top), (long, top), (long, top + high), (0.0, top + high)]


def bubbles(counts: Numbers, title: str, look: Look = PAPER, caption: str = "") -> Figure:
    """Draw a linkage grid: a bubble for every pair of values, as large as its cases are many; as `bars`."""
    rows, columns = len(counts.rows), len(counts.columns)
    axes = _begun(look)
    high, wide = _height(rows, 0.7), min(1.1, _WIDEST / columns)
    places = [(column, row) for row in range(rows) for column in range(columns) if counts.values[row][column]]
    many = [counts.values[row][column] for column, row in places]
    # The most fill their field; sizes are areas, in square points.
    largest = (72 * 0.85 * min(high, wide)) ** 2
    axes.hlines(range(rows), -0.5, columns - 0.5, colors=look.faint, linewidth=0.6, zorder=0)
    axes.vlines(range(columns), -0.5, rows - 0.5, colors=look.faint, linewidth=0.6, zorder=0)
    axes.scatter(
        [column for column, _ in places],
        [row for _, row in places],
        s=[largest * count / max(many) for count in many],
        color=look.full,
        alpha=0.35,
        edgecolors=look.full,
    )
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    if min(high, wide) > _LINE:
        write(axes, [
            Mark(column, row, f"{count:.0f}", look.text)
            for (column, row), count in zip(places, many, strict=True)
        ], look, Place())  # fmt: skip
    room = _name_rows(axes, counts.rows, high, look), _name_columns(axes, counts.columns, wide, look)
    return _trimmed(axes, (columns * wide, rows * high), room, (title, caption), look)


def picture(figure: Figure, alt: str) -> Picture:
    """Give a drawing as PNG and SVG, the same bytes each time; `alt` says in words what it shows."""
    import matplotlib as mpl

    png, svg = io.BytesIO(), io.StringIO()
    ground = figure.get_facecolor()
    # Hinted, letters of a sans serif this small look as if they had serifs.
    with mpl.rc_context({"svg.hashsalt": "framework-qda", "svg.fonttype": "none", "text.hinting": "none"}):
        figure.savefig(png, format="png", facecolor=ground, metadata={"Software": None})
        figure.savefig(svg, format="svg", facecolor=ground, metadata={"Date": None, "Creator": None})
    return Picture(png.getvalue(), svg.getvalue(), alt)


def pixels(figure: Figure) -> Pixels:
    """Give a drawing as its dots."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    return Pixels(width, height, bytes(canvas.buffer_rgba()))


# Where things stand ---------------------------------------------------------------------------------------


class _Room(NamedTuple):
    """What names take about the drawing, in inches."""

    left: float = 0.0
    above: float = 0.0
    right: float = 0.0


def _begun(look: Look) -> Axes:
    from matplotlib.figure import Figure

    figure = Figure(dpi=look.dots, facecolor=look.ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    return axes


def _trimmed(
    axes: Axes, size: tuple[float, float], rooms: Sequence[_Room], heading: tuple[str, str], look: Look
) -> Figure:
    """Give the drawing its size in inches, with what its names take beside it and its heading above."""
    figure, (width, height) = axes.get_figure(root=True), size
    assert figure is not None
    left, above, right = (_EDGE + max(parts) for parts in zip(*rooms, strict=True))
    wide = max(left + width + right, _NARROWEST)
    lines = [
        (line, points)
        for words, points in zip(heading, (_TITLE, NAMES), strict=True)
        for line in textwrap.wrap(words, round(wide * 110 / points), break_on_hyphens=False)
    ]
    head = sum(points for _, points in lines) * 1.5 / 72
    high = _EDGE + height + above + head
    figure.set_size_inches(wide, high)
    axes.set_position((left / wide, _EDGE / high, width / wide, height / high))
    top = high - _EDGE / 2
    for line, points in lines:
        top -= points * 1.5 / 72
        figure.text(_EDGE / wide, top / high, line, fontsize=points, color=look.text, parse_math=False)
    return figure


def _height(rows: int, wanted: float) -> float:
    """Give the height of a row, in inches."""
    return wanted if rows * wanted <= _HIGHEST else _CROWDED / rows


def _name_rows(axes: Axes, names: Sequence[str], high: float, look: Look) -> _Room:
    """Name every row that has room for it, at the left; as text in a file names are a little longer."""
    lines = _DEEP if high > _DEEP * _LINE else 1
    shown = [
        Mark(0.0, row, _wrapped(names[row], lines), look.text)
        for row in range(0, len(names), math.ceil(_APART / high))
    ]
    write(axes, shown, look, Place(NAMES, axes.get_yaxis_transform(), side=1.0, right=-_GAP))
    return _Room(left=_GAP + 1.05 * max(length(mark.words) for mark in shown))


def _name_columns(axes: Axes, names: Sequence[str], wide: float, look: Look) -> _Room:
    """Name every column that has room for it, above; where a line is too short for a word all are turned."""
    turned = any(length(word) > wide for name in names for word in name.split())
    across, up = _along(_TURNED)
    deep = _DEEP if wide * up > (_DEEP + 1) * _LINE else 1  # else two lines of a name touch the next
    shown = [
        Mark(
            column, 1.0, _wrapped(names[column], deep) if turned else _filled(names[column], wide), look.text
        )
        for column in range(0, len(names), math.ceil(_APART / wide))
    ]
    above = axes.get_xaxis_transform()
    if not turned:
        write(axes, shown, look, Place(NAMES, above, low=True, above=_GAP))
        return _Room(above=_GAP + max(mark.words.count("\n") + 1 for mark in shown) * _LINE)
    write(axes, shown, look, Place(NAMES, above, side=0.0, above=2 * _GAP, turned=_TURNED))
    longs = [length(mark.words) for mark in shown]
    beyond = [
        long * across + _LINE - (len(names) - 0.5 - mark.across) * wide
        for long, mark in zip(longs, shown, strict=True)
    ]
    return _Room(above=2 * _GAP + max(longs) * up + _LINE, right=max(0.0, *beyond))


def _along(degrees: float) -> tuple[float, float]:
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def _filled(name: str, wide: float) -> str:
    return textwrap.fill(name, round(wide * 13), break_long_words=False, break_on_hyphens=False)


def _wrapped(name: str, lines: int) -> str:
    across = _ACROSS if lines > 1 else 2 * _ACROSS
    return "\n".join(textwrap.wrap(name, across, max_lines=lines, placeholder="…", break_on_hyphens=False))
