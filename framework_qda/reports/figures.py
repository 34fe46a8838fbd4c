"""Draw frames for those who would rather look: a heat map, bars, and bubbles; with matplotlib.

Nothing depends on colour alone: every field and bar carries its number, every category a hatching of its own.
Hues are those of Okabe & Ito (2008), which colour-blind people tell apart.
"""

# matplotlib does not type its keyword arguments.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framework_qda.reading.page import Picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HUES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
_HATCHES = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")
_DPI = 150
_ROW, _COLUMN = 0.28, 0.42  # inches
_BESIDE, _LETTERS = 2.5, 11  # inches the names of rows may take, and letters of a title in one
_MOST = 15  # letters of a label in one line
_LABELLED = 60  # more rows than these are drawn without their names and numbers


class Look(NamedTuple):
    """Colours of a drawing: on paper, or as the window's."""

    ground: str = "#ffffff"
    text: str = "#1a1a1a"
    faint: str = "#d9d9d9"
    full: str = "#0072B2"


PAPER = Look()


def heat_map(shares: pd.DataFrame, title: str, look: Look = PAPER) -> Figure:
    """Draw how much of each field is charted: values 0 to 1, a row a case and a column a sub-topic."""
    from matplotlib.colors import LinearSegmentedColormap

    values = shares.to_numpy(dtype=float)
    rows, columns = values.shape
    figure, axes = _figure(3.0 + columns * _COLUMN, 1.6 + min(rows * _ROW, 40.0), title, look)
    colours = LinearSegmentedColormap.from_list("charted", [look.faint, look.full])
    axes.imshow(values, cmap=colours, vmin=0.0, vmax=1.0, aspect="auto")
    _name_columns(axes, list(shares.columns), look)
    if rows <= _LABELLED:
        axes.set_yticks(range(rows), [str(name) for name in shares.index])
        for row in range(rows):
            for column in range(columns):
                share = float(values[row, column])
                ink = _ink(colours(share), look)
                axes.text(column, row, f"{share:.0%}", ha="center", va="center", fontsize=6, color=ink)
    return figure


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


def bars(counts: pd.DataFrame, title: str, look: Look = PAPER) -> Figure:
    """Draw how many cases of each group have each category: a row a group, a column a category."""
    from matplotlib.ticker import MaxNLocator

    groups, categories = counts.shape
    figure, axes = _figure(7.5, 1.8 + groups * (0.3 + categories * 0.2), title, look)
    thick = 0.8 / max(categories, 1)
    for n, category in enumerate(counts.columns):
        places = [group + (n - (categories - 1) / 2) * thick for group in range(groups)]
        drawn = axes.barh(
            places,
            [int(count) for count in counts[category]],
            height=thick * 0.9,
            color=_HUES[n % len(_HUES)],
            hatch=_HATCHES[n % len(_HATCHES)],
            edgecolor=look.text,
            linewidth=0.6,
            label=str(category),
        )
        axes.bar_label(drawn, padding=3, fontsize=8, color=look.text)
    axes.set_yticks(range(groups), [_wrapped(name) for name in counts.index])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if categories:
        legend = axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        for text in legend.get_texts():
            text.set_color(look.text)
    return figure


def bubbles(cases: pd.DataFrame, title: str, look: Look = PAPER) -> Figure:
    """Draw a linkage grid: each value the list of cases there, a bubble as large as they are many."""
    counts = cases.map(len)
    numbers = counts.to_numpy(dtype=int)
    rows, columns = numbers.shape
    figure, axes = _figure(3.0 + columns * 1.1, 1.8 + rows * 0.7, title, look)
    most = max(1, int(numbers.max(initial=0)))
    for row in range(rows):
        for column in range(columns):
            count = int(numbers[row, column])
            if count:
                size = 1600 * count / most
                axes.scatter([column], [row], s=size, color=look.full, alpha=0.35, edgecolors=look.full)
                axes.text(column, row, str(count), ha="center", va="center", fontsize=9, color=look.text)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    _name_columns(axes, list(counts.columns), look)
    axes.set_yticks(range(rows), [_wrapped(name) for name in counts.index])
    axes.grid(color=look.faint, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure


def picture(figure: Figure, alt: str) -> Picture:
    """Give a drawing as PNG and SVG, the same bytes each time; `alt` says in words what it shows."""
    import matplotlib as mpl

    png, svg = io.BytesIO(), io.StringIO()
    ground = figure.get_facecolor()
    with mpl.rc_context({"svg.hashsalt": "framework-qda", "svg.fonttype": "none"}):
        figure.savefig(png, format="png", dpi=_DPI, facecolor=ground, metadata={"Software": None})
        figure.savefig(svg, format="svg", facecolor=ground, metadata={"Date": None, "Creator": None})
    return Picture(png.getvalue(), svg.getvalue(), alt)


def _figure(width: float, height: float, title: str, look: Look) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", facecolor=look.ground)
    axes = figure.add_subplot()
    shown = textwrap.fill(title, max(20, round((width - _BESIDE) * _LETTERS)))
    axes.set_title(shown, loc="left", fontsize=11, color=look.text)
    axes.set_facecolor(look.ground)
    axes.tick_params(length=0, labelsize=8, colors=look.text)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, axes


def _name_columns(axes: Axes, names: Sequence[object], look: Look) -> None:
    turned = len(names) > 8
    axes.set_xticks(
        range(len(names)),
        [str(name) if turned else _wrapped(name) for name in names],
        rotation=60 if turned else 0,
        ha="left" if turned else "center",
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=8, colors=look.text)


def _wrapped(name: object) -> str:
    return textwrap.fill(str(name), _MOST, break_long_words=False)
