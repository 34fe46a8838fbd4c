"""What is counted of a survey is what was answered, and shares are of those who did."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.reading.survey import (
    Question,
    as_settings,
    count_of,
    is_blank,
    of_settings,
    percentage,
    percentages,
    share_words,
    survey_grid,
    tallied,
    told,
)
from framework_qda.text.scales import evened

SCALE = [
    "Agree strongly",
    "Agree",
    "Neither agree nor disagree",
    "Disagree",
    "Disagree strongly",
    "Don't know",
]
KNOWN = Question("Staff know which cases to refer", tuple(zip(SCALE[:3], (35, 19, 1), strict=True)), 55)
BLANKS = ["", " ", "-", "–", "No answer", "(blank)"]


@given(st.lists(st.sampled_from([*SCALE, *BLANKS, "agree ", "AGREE", "disagree\u00a0 strongly"]), min_size=1))
def test_every_answer_is_counted_once_and_blanks_are_in_no_base(answers: list[str]) -> None:
    given = Counter(evened(answer) for answer in answers if not is_blank(answer))
    question = tallied("Q", answers)
    if not given:
        assert question is None
        return
    assert question is not None
    assert {evened(option): n for option, n in question.counts} == given
    assert question.base == given.total() == sum(n for _, n in question.counts)
    assert all(n > 0 for _, n in question.counts) and question.stacks
    ranks = [list(map(evened, SCALE)).index(evened(option)) for option, _ in question.counts]
    assert ranks == sorted(ranks), "along the scale"
    assert all(option in map(" ".join, map(str.split, answers)) for option, _ in question.counts), (
        "as written"
    )


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_share_is_the_nearest_whole_per_cent_and_never_says_none_of_some(n: int, more: int) -> None:
    base = n + more
    share = percentage(n, base)
    if base:
        assert abs(share - Fraction(100 * n, base)) <= Fraction(1, 2)
        assert (share_words(n, base) == "0%") == (n == 0)
        assert (share_words(n, base) == "100%") == (n == base)
    else:
        assert share_words(n, base) == "0%"


def test_shares_are_rounded_each_by_itself() -> None:
    thirds = Question("Q", (("a", 1), ("b", 1), ("c", 1)), 3)
    assert percentages(thirds) == (33, 33, 33)
    assert percentages(Question("Q", (("a", 1), ("b", 7)), 8)) == (13, 88)
    assert percentages(KNOWN) == (64, 35, 2)
    assert (share_words(1, 400), share_words(399, 400)) == ("<1%", ">99%")


def test_the_commonest_spelling_names_an_option() -> None:
    question = tallied("Q", ["yes", "Yes", "Yes ", "no", "No", "NO", "No"])
    assert question == Question("Q", (("Yes", 3), ("No", 4)), 7)


@pytest.mark.parametrize(
    "answers",
    [
        [f"Something different, number {n}" for n in range(20)],
        ["a long story of what happened " * 6] * 4,
        ["2012-02-28", "2012-02-28", "2012-02-29", "2012-02-29"],
        ["28/02/2012 10:15", "28/02/2012 10:15"],
        ["red", "blue", "green"],
        [str(n) for n in range(13)] * 9,
        BLANKS,
        [],
    ],
)
def test_what_was_written_freely_is_no_closed_question(answers: list[str]) -> None:
    assert tallied("Q", answers) is None


def test_few_answers_are_a_closed_question_where_they_are_on_a_scale() -> None:
    question = tallied("Q", ["No", "Yes", "Don't know"])
    assert question is not None and [option for option, _ in question.counts] == ["Yes", "No", "Don't know"]


def test_tables_say_the_base() -> None:
    grid = survey_grid([KNOWN])
    assert grid.title == KNOWN.question
    assert [(row.name, row.cells[0].markup) for row in grid.rows] == [
        ("Agree strongly", "64%"), ("Agree", "35%"), ("Neither agree nor disagree", "2%"), ("Base", "55"),
    ]  # fmt: skip
    assert [row.cells[0].markup for row in survey_grid([KNOWN], counts=True).rows] == ["35", "19", "1", "55"]
    other = Question("Feedback is given", (("agree", 4), ("Disagree", 40)), 44)
    grid = survey_grid([KNOWN, other])
    assert grid.heads == ("Agree strongly", "Agree", "Neither agree nor disagree", "Disagree", "base")
    assert [cell.markup for cell in grid.rows[1].cells] == ["", "9%", "", "91%", "44"]
    assert count_of(other, "AGREE") == 4 and count_of(other, "Agree strongly") is None


def test_a_question_says_itself_in_words() -> None:
    assert told(KNOWN) == (
        "Staff know which cases to refer: Agree strongly 64%, Agree 35%, Neither agree nor disagree 2%"
        " (base 55)."
    )


@pytest.mark.parametrize("questions", [(KNOWN,), (KNOWN, KNOWN._replace(question="Another", base=60))])
def test_settings_of_a_block_hold_the_questions(questions: tuple[Question, ...]) -> None:
    settings = as_settings(questions, "survey.csv")
    assert of_settings(settings) == questions and settings["source"] == "survey.csv"


def test_a_block_without_questions_yet_holds_none() -> None:
    assert of_settings({"questions": [], "as": "chart"}) == of_settings({}) == ()
