"""Draw the answers to closed questions: a stacked bar each, or the bars of every option; with matplotlib.

Every bar is a share of those who answered, on one scale from none to all, and every label says how many
they are. As in `figures`, nothing depends on colour alone.
"""

# matplotlib does not type its keyword arguments.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framework_qda.reading.page import Picture
from framework_qda.reading.survey import Question, count_of, options_of, share_words, told
from framework_qda.reports.figures import HATCHES, HUES, picture
from framework_qda.reports.lettering import NAMES, NUMBERS, PAPER, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = 12  # points
_EDGE, _GAP, _LINE = 0.1, 0.06, 0.16  # inches: about the drawing, from names to it, and a line of names
_WIDTH = 5.0  # inches of all who answered
_NARROWEST = 0.34  # inches of a part that has room for its number
_ACROSS, _OVER = 40, 70  # letters of a question in a line, beside its bar and over those of its options
_HIGHEST = 40.0  # inches, however many questions there are
_BESIDE = 90  # letters of options in one line of the key


class _Row(NamedTuple):
    """One bar of the list of options, or the question above them, which has none."""

    name: str
    share: float | None = None
    number: str = ""


def survey_bars(
    questions: Sequence[Question], title: str = "", look: Look = PAPER, *, counts: bool = False
) -> Figure:
    """Draw closed questions, in per cent or in numbers, with the base of each.

    Several have a stacked bar each; one alone, or those where more than one option could be ticked, a bar
    for every option.
    """
    if len(questions) > 1 and all(question.stacks for question in questions):
        return _stacked(questions, title, look, counts=counts)
    return _listed(questions, title, look, counts=counts)


def survey_picture(
    questions: Sequence[Question], title: str = "", look: Look = PAPER, *, counts: bool = False
) -> Picture:
    """Draw closed questions as a picture, which says in words all that it shows."""
    return picture(survey_bars(questions, title, look, counts=counts), " ".join(map(told, questions)))


def _stacked(questions: Sequence[Question], title: str, look: Look, *, counts: bool) -> Figure:
    axes = _begun(look)
    options = options_of(questions)
    names = [_name(question) for question in questions]
    high = _high(max(name.count("\n") + 1 for name in names) + 0.8, len(questions))
    for row, question in enumerate(questions):
        left = 0.0
        for place, option in enumerate(options):
            n = count_of(question, option) or 0
            share = n / question.base if question.base else 0.0
            if n:
                _bar(axes, row, (left, share), place, look)
            if _WIDTH * share > _NARROWEST and high > _LINE:
                _number(
                    axes, row, left + share / 2, f"{n:,}" if counts else share_words(n, question.base), look
                )
            left += share
        _label(axes, row, names[row], look)
    _key(axes, options, look)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(questions) - 0.5, -0.5)
    unit = "Number" if counts else "Per cent"
    caption = f"{unit} of those who answered each question; parts too small for their number have none."
    return _trimmed(axes, len(questions) * high, (title, caption), look)


def _listed(questions: Sequence[Question], title: str, look: Look, *, counts: bool) -> Figure:
    axes = _begun(look)
    alone = len(questions) == 1
    rows = [row for question in questions for row in _rows(question, headed=not alone, counts=counts)]
    high = _high(max(row.name.count("\n") + 1 for row in rows) + 0.6, len(rows))
    for place, row in enumerate(rows):
        if row.share is not None:
            axes.barh(place, 1, height=0.7, color=look.faint, linewidth=0, zorder=0)
            if row.share:
                _bar(axes, place, (0.0, min(row.share, 1.0)), 0, look)
            axes.annotate(
                row.number, (min(row.share, 1.0), place), (4, 0), textcoords="offset points",
                va="center", fontsize=NUMBERS, color=look.text, annotation_clip=False,
                parse_math=False, bbox=_ground(look),
            )  # fmt: skip
        _label(axes, place, row.name, look, head=row.share is None)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    heading = title or questions[0].question if alone else title
    base = f"base {questions[0].base:,}" if alone else "base beside each question"
    caption = f"{'Number' if counts else 'Per cent'} of those who answered ({base})."
    return _trimmed(axes, len(rows) * high, (heading, caption), look)


def _rows(question: Question, *, headed: bool, counts: bool) -> list[_Row]:
    head = [_Row(_name(question, _OVER))] if headed else []
    return [
        *head,
        *(
            _Row(
                textwrap.fill(option, _ACROSS),
                n / question.base if question.base else 0.0,
                f"{n:,}" if counts else share_words(n, question.base),
            )
            for option, n in question.counts
        ),
    ]


def _name(question: Question, across: int = _ACROSS) -> str:
    return textwrap.fill(f"{question.question} (base\u00a0{question.base:,})", across)


def _begun(look: Look) -> Axes:
    from matplotlib.figure import Figure

    figure = Figure(dpi=look.dots, facecolor=look.ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    return axes


def _trimmed(axes: Axes, height: float, heading: tuple[str, str], look: Look) -> Figure:
    """Give the drawing its size in inches, with what its names and its key take, and its heading above."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.set_size_inches(_WIDTH, height)
    box = axes.get_tightbbox(FigureCanvasAgg(figure).get_renderer())
    assert box is not None
    left, below = (max(0.0, -edge / look.dots) + _EDGE for edge in (box.x0, box.y0))
    wide = left + max(_WIDTH, box.x1 / look.dots) + _EDGE
    lines = [
        (line, points)
        for words, points in zip(heading, (_TITLE, NAMES), strict=True)
        for line in textwrap.wrap(words, round(wide * 110 / points))
    ]
    high = below + height + _EDGE + sum(points for _, points in lines) * 1.5 / 72
    figure.set_size_inches(wide, high)
    axes.set_position((left / wide, below / high, _WIDTH / wide, height / high))
    top = high - _EDGE / 2
    for line, points in lines:
        top -= points * 1.5 / 72
        figure.text(_EDGE / wide, top / high, line, fontsize=points, color=look.text, parse_math=False)
    return figure


def _high(lines: float, rows: int) -> float:
    """Give the height of a row in inches, with room for its lines while there is any."""
    return min(lines * _LINE, _HIGHEST / rows)


def _bar(axes: Axes, row: int, span: tuple[float, float], place: int, look: Look) -> None:
    axes.barh(
        row, span[1], left=span[0], height=0.7, color=HUES[place % len(HUES)],
        hatch=_hatch(place), edgecolor=look.text, linewidth=0.6, clip_on=False,
    )  # fmt: skip


def _hatch(place: int) -> str:
    """Give a hatching that no other option of the same colour has."""
    return HATCHES[(place + place // len(HUES)) % len(HATCHES)]


def _number(axes: Axes, row: int, middle: float, number: str, look: Look) -> None:
    axes.text(
        middle, row, number, ha="center", va="center", fontsize=NUMBERS, color=look.text, bbox=_ground(look)
    )


def _ground(look: Look) -> dict[str, object]:
    """Keep hatching away from letters."""
    return {"boxstyle": "square,pad=0.15", "facecolor": look.ground, "edgecolor": "none"}


def _label(axes: Axes, row: int, name: str, look: Look, *, head: bool = False) -> None:
    axes.annotate(
        name, (0, row), (0 if head else -72 * _GAP, 0),
        xycoords=axes.get_yaxis_transform(), textcoords="offset points",
        ha="left" if head else "right", va="center", fontsize=NAMES, fontweight="bold" if head else "normal",
        color=look.text, annotation_clip=False, parse_math=False,
    )  # fmt: skip


def _key(axes: Axes, options: Sequence[str], look: Look) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=HUES[n % len(HUES)], hatch=_hatch(n), edgecolor=look.text, linewidth=0.6,
              label=textwrap.fill(option, _ACROSS))
        for n, option in enumerate(options)
    ]  # fmt: skip
    longest = min(_ACROSS, max(map(len, options), default=1)) + 8
    columns = max(1, min(len(options), math.floor(_BESIDE / longest)))
    legend = axes.legend(
        handles=patches, ncols=columns, frameon=False, fontsize=NAMES,
        loc="upper left", bbox_to_anchor=(0.0, 0.0), borderaxespad=0.4,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(look.text)
        text.set_parse_math(False)
