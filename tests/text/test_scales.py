"""Answers stand in the order in which people read them."""

from __future__ import annotations

import random

import pytest

from framework_qda.text.scales import evened, in_order, is_scale, together

AGREEMENT = ["Agree strongly", "Agree", "Neither agree nor disagree", "Disagree", "Disagree strongly"]


@pytest.mark.parametrize(
    "ordered",
    [
        AGREEMENT,
        ["Strongly agree", "Tend to agree", "Tend to disagree", "Strongly disagree", "Don’t know"],
        ["Always", "Usually", "Sometimes", "Rarely", "Never"],
        ["Yes", "No"],
        ["YES ", "Yes,  partly", "no", "Not applicable"],
        ["Very satisfied", "Fairly satisfied", "Neither", "Fairly dissatisfied", "Very dissatisfied"],
        ["1 - very poor", "2", "3", "10 - very good"],
        ["Less than 5 years", "5-9 years", "10 to 20 years", "More than 20 years", "Prefer not to say"],
        ["under £1,000", "£1,000-£2,000", "over £2,000", "Other"],
    ],
)
def test_a_scale_is_put_in_order(ordered: list[str]) -> None:
    for seed in range(10):
        mixed = random.Random(seed).sample(ordered, len(ordered))
        assert in_order(mixed) == ordered


def test_what_is_no_scale_stays_as_it_comes_with_no_answer_last() -> None:
    assert in_order(["red", "Don't know", "blue", "Other", "an apple"]) == [
        "red", "blue", "an apple", "Other", "Don't know",
    ]  # fmt: skip
    assert in_order(["agree", "yes", "red"]) == ["agree", "yes", "red"]
    assert in_order(["2012-02-28", "2011-01-01"]) == ["2012-02-28", "2011-01-01"]


def test_an_author_may_run_a_scale_from_least_to_most() -> None:
    assert in_order(AGREEMENT[::-1]) == AGREEMENT
    assert in_order([*AGREEMENT[::-1], "not sure"], as_given=True) == [*AGREEMENT[::-1], "not sure"]
    assert in_order(sorted(AGREEMENT), as_given=True) == AGREEMENT


def test_scales_are_told_from_free_words() -> None:
    assert is_scale(["yes", "NO", "don't  know"]) and is_scale(["Agree."])
    assert not is_scale(["yes", "agree", "tall"])


def test_several_questions_share_one_order() -> None:
    assert together([["No", "Yes"], ["yes", "To some extent", "no"]]) == ["Yes", "To some extent", "No"]
    asked = [["Yes", "Don't know"], ["Agree", "Disagree"], ["No"], ["agree strongly", "not sure"]]
    ordered = ["Yes", "No", "agree strongly", "Agree", "Disagree", "Don't know", "not sure"]
    assert together(asked) == ordered, "scale after scale"
    assert together([["1", "4"], ["2", "5"]]) == ["1", "2", "4", "5"]
    assert together([["red", "blue"], ["blue", "green"]]) == ["red", "blue", "green"]
    assert evened(" Don’t\u00a0 know. ") == "don't know"
