"""Pictures say what their frames say, without colour, and are the same each time."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

import matplotlib as mpl
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from framework_qda.reports.figures import Numbers, bars, bubbles, heat_map, picture, pixels
from framework_qda.reports.lettering import PAPER

Draw = Callable[[Numbers, str], Figure]
SHARES = Numbers(["Area 1", "Area 2"], ["1.1 summary", "1.2 staffing"], [[1.0, 0.0], [0.5, 0.25]])
COUNTS = Numbers(["hospital team", "community-based"], ["on site", "elsewhere"], [[3, 1], [0, 7]])
CASES = Numbers(["near", "far"], ["trust", "authority"], [[2, 1], [0, 3]])
SCREEN = PAPER._replace(dots=100, shapes=True)


def said(svg: str) -> list[str]:
    """Give the words of a drawing, in its order."""
    return [
        " ".join(re.sub("<[^>]*>", " ", text).split()) for text in re.findall(r"<text.*?</text>", svg, re.S)
    ]


@pytest.mark.parametrize(
    ("draw", "numbers", "words"),
    [
        (heat_map, SHARES, {"1.1 summary", "Area 2", "100", "50", "0", "25"}),
        (bars, COUNTS, {"hospital team", "on site", "elsewhere", "3", "1", "0", "7"}),
        (bubbles, CASES, {"trust", "authority", "near", "far", "1", "2", "3"}),
    ],
)
def test_every_name_and_number_is_written(draw: Draw, numbers: Numbers, words: set[str]) -> None:
    drawn = picture(draw(numbers, "Title"), "what it shows")
    assert {*words, "Title"} <= set(said(drawn.svg))
    assert drawn.alt == "what it shows"
    assert drawn == picture(draw(numbers, "Title"), "what it shows"), "the same numbers give the same bytes"
    width, height = struct.unpack(">II", drawn.png[16:24])
    assert drawn.png[:4] == b"\x89PNG" and width > 300 and height > 200
    assert b"Software" not in drawn.png and "<dc:date>" not in drawn.svg


def test_no_two_bars_of_a_group_look_alike() -> None:
    many = Numbers(["a group"], [f"category {n}" for n in range(20)], [list(range(20))])
    (axes,) = bars(many, "").axes
    drawn = [each for each in axes.collections if isinstance(each, PolyCollection)]
    looks = {(str(each.get_facecolor()), each.get_hatch()) for each in drawn}
    assert len(looks) == len(drawn) == 20


def test_an_empty_field_of_a_grid_has_no_bubble() -> None:
    svg = picture(bubbles(CASES, ""), "").svg
    (bubbles_drawn,) = re.findall(r'<g id="PathCollection_\d+">(.*?)<g id="text', svg, re.S)
    assert bubbles_drawn.count("<path") == 3


def test_of_many_rows_those_are_named_that_have_room() -> None:
    names = [f"Interview {n}" for n in range(400)]
    svg = picture(heat_map(Numbers(names, ["one"], [[0.5]] * 400), "All"), "").svg
    named = [words for words in said(svg) if "Interview" in words]
    assert named[0] == "Interview 0" and 10 < len(named) < 60
    assert "50" not in said(svg), "a number would have no room"


def test_no_title_leaves_it_to_the_page() -> None:
    assert "Title" in said(picture(heat_map(SHARES, "Title"), "").svg)
    assert (
        picture(heat_map(SHARES, ""), "").svg.count("<text")
        == picture(heat_map(SHARES, "T"), "").svg.count("<text") - 1
    )


@pytest.mark.parametrize(("draw", "numbers"), [(heat_map, SHARES), (bars, COUNTS), (bubbles, CASES)])
def test_a_screen_shows_what_a_file_does(draw: Draw, numbers: Numbers) -> None:
    """Letters as shapes darken about as many dots as letters as text."""
    shown, text = (pixels(draw(numbers, "Title", look)) for look in (SCREEN, SCREEN._replace(shapes=False)))  # type: ignore[call-arg]
    assert (shown.width, shown.height) == (text.width, text.height)
    assert len(shown.content) == 4 * shown.width * shown.height
    dark = [sum(each < 100 for each in one.content[::4]) for one in (shown, text)]
    assert dark[0] == pytest.approx(dark[1], rel=0.25)
    blank = pixels(draw(Numbers([""] * 2, [""] * 2, numbers.values), "", SCREEN))  # type: ignore[call-arg]
    assert blank.height < shown.height, "names take room"


def test_small_numbers_keep_their_shape() -> None:
    """A sans serif hinted at this size looks like a serif."""
    made: set[bytes] = set()
    for hinting in ("none", "default", "force_autohint"):
        with mpl.rc_context({"text.hinting": hinting}):
            made.add(picture(heat_map(SHARES, "Title"), "").png)
    assert len(made) == 1


def test_slanted_names_stand_in_one_line_where_columns_are_narrow() -> None:
    long = "informant and organisational context"
    names = [f"{n} {long}" for n in range(20)]
    assert f"3 {long}" in said(picture(heat_map(Numbers(["one"], names, [[0.5] * 20]), "All"), "").svg)
    (text,) = re.findall(rf"<text[^>]*>3 {long}</text>", picture(
        heat_map(Numbers(["one"], names, [[0.5] * 20]), "All"), "").svg)  # fmt: skip
    assert "rotate" in text


@pytest.mark.parametrize(("draw", "numbers"), [(bars, COUNTS), (bubbles, CASES)])
def test_what_is_counted_stands_beneath_the_title(draw: Draw, numbers: Numbers) -> None:
    drawn = draw(numbers, "Title", caption="Number of areas.")  # type: ignore[call-arg]
    assert {"Title", "Number of areas."} <= set(said(picture(drawn, "").svg))


def test_no_word_is_taken_for_a_formula() -> None:
    prices = Numbers(["$1 to $2"], ["a^$b$"], [[1.0]])
    assert {"$1 to $2", "a^$b$"} <= set(said(picture(heat_map(prices, "In $ or $"), "").svg))
