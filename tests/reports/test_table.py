"""Frames become clean text and parsed summaries."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.reports.clean import clean, label
from framework_qda.reports.table import cell, tables, text
from framework_qda.text.summary import plain
from tests.reports.examples import OPTIONS, summaries, two_areas


@given(summaries)
def test_text_is_the_plain_text_of_the_summary(markup: str) -> None:
    read = cell(markup, "")
    assert text(read) == ("" if read.blank else plain(clean(markup)))


@given(st.text())
def test_what_is_cleaned_can_stand_in_any_document(words: str) -> None:
    assert all(letter in "\t\n" or letter >= " " for letter in clean(words))
    clean(words).encode()  # no half of a surrogate pair is left to fail here
    assert clean(clean(words)) == clean(words)


def test_line_ends_of_any_computer() -> None:
    assert clean("a\r\nb\rc\x00\ud800\x0b\ufffe") == "a\nb\nc"
    assert label(" named\r\n nurse\t") == "named nurse"


def test_why_a_cell_is_empty() -> None:
    assert cell("", "not asked").blank == "not asked"
    assert cell(" \n**  **", "").blank == "not yet charted"
    assert cell("said", "not asked").blank == ""


def test_attributes_are_left_out_on_demand() -> None:
    with_them, without = (
        tables([two_areas()], replace(OPTIONS, attributes=wanted))[0] for wanted in (True, False)
    )
    assert [group.title for group in with_them.groups] == [
        "Area 1 · London · hospital team",
        "Area 2 · London · hospital team",
    ]
    assert with_them.rows[0].about(with_them) == "Named nurse, named"
    assert [group.title for group in without.groups] == ["Area 1", "Area 2"]
    assert without.rows[0].about(without) == ""
    assert without.facts == ()
