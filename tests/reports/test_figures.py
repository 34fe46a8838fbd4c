"""Pictures say what their frames say, without colour, and are the same each time."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure

from framework_qda.reports.figures import bars, bubbles, heat_map, picture

Draw = Callable[[pd.DataFrame, str], Figure]
SHARES = pd.DataFrame({"1.1 summary": [1.0, 0.5], "1.2 staffing": [0.0, 0.25]}, index=["Area 1", "Area 2"])
COUNTS = pd.DataFrame({"on site": [3, 0], "elsewhere": [1, 7]}, index=["hospital team", "community-based"])
CASES = pd.DataFrame(
    {"trust": [["A", "B"], []], "authority": [["C"], ["A", "B", "D"]]}, index=["near", "far"]
)


def said(svg: str) -> list[str]:
    """Give the words of a drawing, in its order."""
    return [
        " ".join(re.sub("<[^>]*>", " ", text).split()) for text in re.findall(r"<text.*?</text>", svg, re.S)
    ]


@pytest.mark.parametrize(
    ("draw", "frame", "words"),
    [
        (heat_map, SHARES, {"1.1 summary", "Area 2", "100%", "50%", "0%", "25%"}),
        (bars, COUNTS, {"hospital team", "on site", "elsewhere", "3", "1", "0", "7"}),
        (bubbles, CASES, {"trust", "authority", "near", "far", "1", "2", "3"}),
    ],
)
def test_every_name_and_number_is_written(draw: Draw, frame: pd.DataFrame, words: set[str]) -> None:
    drawn = picture(draw(frame, "Title"), "what it shows")
    assert {*words, "Title"} <= set(said(drawn.svg))
    assert drawn.alt == "what it shows"
    assert drawn == picture(draw(frame, "Title"), "what it shows"), "the same frame gives the same bytes"
    width, height = struct.unpack(">II", drawn.png[16:24])
    assert drawn.png[:4] == b"\x89PNG" and width > 300 and height > 200
    assert b"Software" not in drawn.png and "<dc:date>" not in drawn.svg


def test_an_empty_field_of_a_grid_has_no_bubble() -> None:
    assert picture(bubbles(CASES, ""), "").svg.count("PathCollection") == 3


def test_many_rows_are_drawn_without_their_names() -> None:
    shares = pd.DataFrame({"one": [0.5] * 400}, index=[f"Interview {n}" for n in range(400)])
    assert not any("Interview" in words for words in said(picture(heat_map(shares, "All"), "").svg))
