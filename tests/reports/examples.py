"""Matrices to write, and what is to be read in them."""

from __future__ import annotations

import datetime

import pandas as pd
from hypothesis import strategies as st

from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports import ReportOptions
from framework_qda.reports.clean import clean
from framework_qda.text.summary import Kind, Line, Run, parse, plain, write

OPTIONS = ReportOptions("Joint <work> & children", datetime.date(2012, 5, 31))
SUFFIXES = [".docx", ".xlsx", ".csv", ".html"]

KINDS = "Team of **six**, «we see **them** every day» [[check with <AT>]]"
LISTED = "Posts:\n\n- one manager\n- five **social** workers\n\nAll are filled."
FACTS = [("area", "region"), ("area", "service model"), ("interview", "mode"), ("participant", "role")]


def matrix(
    rows: list[tuple[str, str, list[str]]],
    columns: list[str],
    reasons: dict[tuple[int, int], str] | None = None,
    number: int = 1,
    name: str = "Background and staffing",
) -> MatrixView:
    """Make a view of rows of (area, interview, summaries); reasons by (row, column)."""
    index = pd.MultiIndex.from_tuples([row[:2] for row in rows], names=["area", "interview"])
    cells = pd.DataFrame([row[2] for row in rows], index=index, columns=columns, dtype=object)
    whys = pd.DataFrame("", index=index, columns=columns, dtype=object)
    for (row, column), why in (reasons or {}).items():
        whys.iloc[row, column] = why
    facts = [["London", "hospital team", "", f"{interview}, named"] for _, interview, _ in rows]
    about = pd.DataFrame(facts, index=index, columns=pd.MultiIndex.from_tuples(FACTS))
    return MatrixView(number, name, cells, whys, about)


def two_areas() -> MatrixView:
    rows = [
        ("Area 1", "Named nurse", [KINDS, LISTED]),
        ("Area 1", "Team manager", ["", ""]),
        ("Area 2", "Named midwife", ["=1+1", "«all own words»"]),
    ]
    return matrix(rows, ["summary", "social work staffing"], {(1, 0): "not asked"})


def other_matrix() -> MatrixView:
    return matrix(
        [("Area 1", "Named nurse", ["[[thin]]"])], ["meetings"], number=4, name="Meetings: joint/other"
    )


def tall(rows: int, columns: int = 6, words: int = 80) -> MatrixView:
    summary = "«word» **word** " + "word " * (words - 2)
    held = [(f"Area {row // 3}", f"Interview {row}", [summary] * columns) for row in range(rows)]
    return matrix(held, [f"sub-topic {number}" for number in range(columns)])


def one_cell(markup: str) -> MatrixView:
    return matrix([("Area 1", "Named nurse", [markup])], ["summary"])


_texts = st.text(
    st.one_of(st.sampled_from("*«»[]\\- \t<>&=_x0041"), st.characters(exclude_characters="\n")), min_size=1
)
_runs = st.builds(Run, _texts, st.sampled_from(Kind), st.booleans())
_lines = st.builds(Line, st.lists(_runs, max_size=4).map(tuple), st.booleans())
summaries = st.lists(_lines, max_size=4).map(write) | st.text()


def seen(markup: str) -> str:
    """Give the plain text of a cell as a reader is to see it."""
    text = plain(clean(markup))
    return text if any(line.text.strip() for line in parse(clean(markup))) else "not yet charted"


def seen_without_empty_lines(markup: str) -> str:
    """Give the same where paragraphs are spaced, so that lines without words are left out."""
    lines = parse(clean(markup))
    shown = [
        text for text, line in zip(plain(clean(markup)).split("\n"), lines, strict=False) if line.text.strip()
    ]
    return "\n".join(shown) or "not yet charted"
