"""Write the words of a drawing: as text, or as shapes where somebody is waiting.

A text takes matplotlib milliseconds. As shapes all words of a kind are drawn in one go, each letter's outline
being asked for once.
"""

# matplotlib does not type its keyword arguments.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from matplotlib.transforms import Transform

    Outline: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
    Steps: TypeAlias = np.ndarray[Any, np.dtype[np.uint8]]

DOTS = 150  # in an inch of a file
NAMES, NUMBERS = 9, 8  # points


class Look(NamedTuple):
    """Colours of a drawing, on paper or as the window's, dots in an inch, and whether letters are shapes."""

    ground: str = "#ffffff"
    text: str = "#1a1a1a"
    faint: str = "#d9d9d9"
    full: str = "#0072B2"
    dots: float = DOTS
    shapes: bool = False


PAPER = Look()


class Mark(NamedTuple):
    """Words, where they stand in the axes, and their colour."""

    across: float
    down: float
    words: str
    ink: str


class Place(NamedTuple):
    """How words stand at their places: in points, inches and degrees.

    `side` is the share of a line that is left of its place; `low` words stand upon it, others about it.
    """

    points: float = NUMBERS
    where: Transform | None = None  # of the places; else that of the numbers
    side: float = 0.5
    low: bool = False
    right: float = 0.0
    above: float = 0.0
    turned: float = 0.0


def write(axes: Axes, marks: Sequence[Mark], look: Look, place: Place) -> None:
    """Write words at their places: as shapes, or as text."""
    from matplotlib.transforms import ScaledTranslation

    figure = axes.figure
    where = (place.where or axes.transData) + ScaledTranslation(
        place.right, place.above, figure.dpi_scale_trans
    )
    if look.shapes:
        _put_shapes(axes, marks, place, where)
        return
    for mark in marks:
        axes.text(
            mark.across,
            mark.down,
            mark.words,
            fontsize=place.points,
            color=mark.ink,
            transform=where,
            horizontalalignment={0.0: "left", 0.5: "center", 1.0: "right"}[place.side],
            verticalalignment="bottom" if place.low else "center",
            rotation=place.turned,
            rotation_mode="anchor",
            parse_math=False,
        )


def _put_shapes(axes: Axes, marks: Sequence[Mark], place: Place, where: Transform) -> None:
    from matplotlib.collections import PathCollection
    from matplotlib.transforms import Affine2D

    alike = {words: _shape(words, place) for words in {mark.words for mark in marks}}
    shapes = PathCollection(
        [alike[mark.words] for mark in marks],
        offsets=[(mark.across, mark.down) for mark in marks],
        offset_transform=where,
        linewidths=0,
        facecolors=[mark.ink for mark in marks],
        clip_on=False,
    )
    shapes.set_transform(Affine2D().rotate_deg(place.turned).scale(1 / 72) + axes.figure.dpi_scale_trans)
    axes.add_collection(shapes, autolim=False)


def _shape(words: str, place: Place) -> Path:
    """Give the outlines of words about their place, in points."""
    import numpy as np
    from matplotlib.path import Path

    lines, vertices, codes = words.split("\n"), [np.empty((0, 2))], [np.empty(0, np.uint8)]
    rows = len(lines) - 1
    for number, line in enumerate(lines):
        across = -place.side * length(line, place.points) * 72
        down = (rows - number) * 1.2 - (-0.25 if place.low else 0.36 + rows * 0.6)
        for sign in line:
            outline, steps, long = _letter(sign)
            vertices.append(outline * place.points + np.array((across, down * place.points)))
            codes.append(steps)
            across += long * place.points
    return Path(np.concatenate(vertices), np.concatenate(codes))


def length(words: str, points: float = NAMES) -> float:
    """Tell how long the longest line is, in inches."""
    return max(sum(_letter(sign)[2] for sign in line) for line in words.split("\n")) * points / 72


@lru_cache(2000)
def _letter(sign: str) -> tuple[Outline, Steps, float]:
    """Give the outline of a letter and how long it is, where letters are one high."""
    import numpy as np
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=1)
    outline, steps = text_to_path.get_text_path(font, sign, ismath=False)
    long = text_to_path.get_text_width_height_descent(sign, font, ismath=False)[0]
    made = np.array(outline, float).reshape(-1, 2) / text_to_path.FONT_SCALE
    return made, np.array(steps, np.uint8), float(long)
