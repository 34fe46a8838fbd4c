"""Passages stay at their words, or are told to have lost them."""

import random

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.anchoring import Edit, How, Span, apply, carry, edits_between, locate, normalised

letters = st.text(alphabet="ab éÉ\n-–“”'", max_size=60)


@given(letters, letters)
def test_the_edits_between_two_texts_make_one_of_the_other(old: str, new: str) -> None:
    assert apply(edits_between(old, new), old) == new


@given(letters, letters, st.data())
def test_a_passage_left_alone_keeps_its_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span, intact = carry(Span(start, end), edits_between(old, new))
    assert 0 <= span.start <= span.end <= len(new)
    if intact:
        assert new[span.start : span.end] == old[start:end]
    if old == new:
        assert intact and span == Span(start, end)


def test_words_typed_at_the_edge_stay_outside() -> None:
    span = Span(4, 8)
    assert carry(span, [Edit(4, 4, "xx")]) == (Span(6, 10), True)
    assert carry(span, [Edit(8, 8, "xx")]) == (Span(4, 8), True)
    assert carry(span, [Edit(5, 5, "xx")]) == (Span(4, 10), False)
    assert carry(span, [Edit(2, 6, "x")]) == (Span(2, 5), False)
    assert carry(span, [Edit(6, 12, "")]) == (Span(4, 6), False)
    assert carry(span, [Edit(0, 20, "")]) == (Span(0, 0), False)


def test_what_replaces_the_words_at_an_edge_stays_inside() -> None:
    span = Span(4, 8)
    assert carry(span, [Edit(4, 6, "[P1]")]) == (Span(4, 10), False)
    assert carry(span, [Edit(6, 8, "[P1]")]) == (Span(4, 10), False)
    assert carry(span, [Edit(2, 6, "[P1]")]) == (Span(2, 8), False)
    assert carry(span, [Edit(6, 12, "[P1]")]) == (Span(4, 10), False)
    assert carry(span, [Edit(0, 20, "[P1]")]) == (Span(0, 4), False)
    assert carry(span, [Edit(0, 2, ""), Edit(3, 9, "[P1]")]) == (Span(1, 5), False)


def test_edits_are_of_whole_words_each_in_the_place_of_another() -> None:
    assert edits_between("Smith said so", "[M1] said so") == (Edit(0, 5, "[M1]"),)
    assert edits_between("I know Ann", "I know Anna") == (Edit(7, 10, "Anna"),)
    assert edits_between("Anna came", "[P2a] came") == (Edit(0, 4, "[P2a]"),)
    assert edits_between("Ann came", "Ann never came") == (Edit(4, 4, "never "),)


NAMED = st.lists(
    st.sampled_from(["Ann", "Ann Smith", "we", "see", "every day,", "Annual", "the"]), min_size=1
)


@given(NAMED, st.sampled_from(["[P1]", "P-1", "Anna", "X"]), st.data())
def test_a_name_replaced_at_an_edge_stays_in_the_place(
    said: list[str], instead: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    start = len(" ".join([*said[:first], ""]))
    span = Span(start, start + len(" ".join(said[first : last + 1])))
    put = [{"Ann": instead, "Ann Smith": f"{instead} Smith"}.get(each, each) for each in said]
    old, new, wanted = " ".join(said), " ".join(put), " ".join(put[first : last + 1])
    found, intact = carry(span, edits_between(old, new))
    assert new[found.start : found.end] == wanted
    assert intact == (wanted == old[span.start : span.end])


def test_words_are_found_exactly_nearest_first() -> None:
    text = "we see them. And again: we see them."
    found = locate("we see them", text, near=30)
    assert found and found.span == Span(24, 35) and found.how is How.EXACT


def test_words_are_found_through_quotes_dashes_spaces_accents_and_capitals() -> None:
    text = "He said: “We see  them – every day – at the café”."
    found = locate('"we see them - every day - at the cafe"', text)
    assert found and found.how is How.NORMALISED
    assert text[found.span.start : found.span.end] == "“We see  them – every day – at the café”"


def test_changed_words_are_found_by_likeness_with_a_score() -> None:
    text = "Before. We do see them nearly every single day, the midwives knock. After."
    found = locate("We see them nearly every day, the midwives knock.", text)
    assert found and found.how is How.LIKE
    assert 85 <= found.score < 100
    assert text[found.span.start : found.span.end].startswith("We do see them")


def test_what_is_not_there_is_not_found() -> None:
    assert locate("The consultant never rings back at all.", "We see them every day on the ward.") is None
    assert locate("short", "shirt") is None
    assert locate("  ", "anything") is None


@given(st.text())
def test_every_evened_letter_knows_its_place(text: str) -> None:
    plain, offsets = normalised(text)
    assert len(plain) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= place < len(text) for place in offsets)


def test_finding_again_in_a_long_text_is_quick_enough_to_wait_for() -> None:
    chance = random.Random(5)
    text = " ".join(chance.choice(["team", "ward", "nurse", "said", "every", "day"]) for _ in range(20_000))
    words = text[50_000:50_120]
    assert locate(words, text, near=50_000)
