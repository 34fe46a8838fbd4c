"""Drawn answers say what was counted, with their base, without colour, and are the same each time."""

from __future__ import annotations

import pytest

from framework_qda.reading.survey import Question
from framework_qda.reports.figures import picture
from framework_qda.reports.lettering import Look
from framework_qda.reports.survey_figure import survey_bars, survey_picture
from tests.reports.test_figures import said

SCALE = ("Agree strongly", "Agree", "Disagree")
KNOWN = Question("Staff know which cases to refer", tuple(zip(SCALE, (35, 19, 1), strict=True)), 55)
FEEDBACK = Question("Feedback is always given, at $5 or $6", tuple(zip(SCALE, (2, 9, 33), strict=True)), 44)
SEVERAL = Question("What do you have?", (("Checklist", 40), ("Review", 33)), 50)
DARK = Look("#1e1e1e", "#eeeeee", "#444444", "#56B4E9")


def words(svg: str) -> str:
    return " ".join(said(svg))


def test_one_question_has_a_bar_for_every_option() -> None:
    drawn = survey_picture([KNOWN])
    assert {KNOWN.question, *SCALE, "64%", "35%", "2%"} <= set(said(drawn.svg))
    assert "base 55" in words(drawn.svg)
    assert drawn.alt == (
        "Staff know which cases to refer: Agree strongly 64%, Agree 35%, Disagree 2% (base 55)."
    )
    counted = set(said(survey_picture([KNOWN], counts=True).svg))
    assert {"35", "19", "1"} <= counted and "64%" not in counted


def test_several_questions_have_a_stacked_bar_each_with_its_base() -> None:
    drawn = survey_picture([KNOWN, FEEDBACK], "What trusts said")
    shown = said(drawn.svg)
    assert {"What trusts said", "64%", "35%", "20%", "75%"} <= set(shown)
    assert "2%" not in shown and "too small" in words(drawn.svg), "a part with no room says so"
    assert "(base 55)" in words(drawn.svg) and "(base 44)" in words(drawn.svg)
    assert all(shown.count(option) == 1 for option in SCALE), "one key for all"
    assert "$5 or $6" in words(drawn.svg), "a sum of money is no formula"
    assert "(base 44)" in drawn.alt and "(base 55)" in drawn.alt


def test_options_are_told_apart_without_colour() -> None:
    many = tuple((f"option {n}", 3) for n in range(12))
    figure = survey_bars([Question("One", many, 36), Question("Two", many, 36)])
    (axes,) = figure.axes
    looks = [(bar.get_facecolor(), bar.get_hatch()) for bar in axes.patches]
    assert len(set(looks)) == 12 and len(set(looks[:12])) == 12


def test_parts_are_as_long_as_their_shares() -> None:
    (axes,) = survey_bars([KNOWN, FEEDBACK]).axes
    lengths = [bar.get_width() for bar in axes.patches]  # type: ignore[attr-defined]
    assert lengths == pytest.approx([35 / 55, 19 / 55, 1 / 55, 2 / 44, 9 / 44, 33 / 44])


def test_questions_with_several_answers_are_not_stacked() -> None:
    drawn = survey_picture([SEVERAL, KNOWN])
    shown = set(said(drawn.svg))
    assert {"Checklist", "80%", "66%", "64%"} <= shown
    assert "What do you have? (base 50)" in words(drawn.svg)


@pytest.mark.parametrize("questions", [[KNOWN], [KNOWN, FEEDBACK], [SEVERAL, KNOWN]])
def test_both_looks_are_drawn_alike_and_the_same_each_time(questions: list[Question]) -> None:
    paper, dark = survey_picture(questions), survey_picture(questions, look=DARK)
    assert paper == survey_picture(questions)
    assert said(paper.svg) == said(dark.svg) and paper.png[16:24] == dark.png[16:24]
    assert DARK.text in dark.svg and "#1a1a1a" not in dark.svg


def test_a_question_nobody_answered_is_drawn() -> None:
    nobody = Question("Nobody answered", (("Yes", 0), ("No", 0)), 0)
    for questions in ([nobody], [nobody, KNOWN]):
        assert "base 0" in words(picture(survey_bars(questions), "").svg)
