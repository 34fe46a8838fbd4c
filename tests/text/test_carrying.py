"""The edits of a quotation come along when its words become others, and nothing an author wrote is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.carrying import marked, rebased, replaced
from framework_qda.text.quoting import EditKind, has_edits, parse, plain, shown, spoken, write
from framework_qda.text.verifying import Verdict, verify
from tests.text.quotations import Edit, done, quotations, speech

SAID = "We see Mary Smith, you know, every day... and they come."


@given(quotations(), speech)
def test_carried_edits_leave_the_new_words_spoken_and_keep_all_that_was_put_in(
    drawn: tuple[str, list[Edit]], new: str
) -> None:
    old, edits = drawn
    markup = done(old, edits)
    carried = rebased(markup, old, new)
    assert spoken(carried) == new
    assert _put_in(carried) == _put_in(markup)
    assert rebased(markup, old, old) == markup


def _put_in(markup: str) -> list[str]:
    return [piece.instead for piece in parse(markup) if piece.instead]


@given(speech, speech, st.data())
def test_edits_away_from_a_correction_are_as_they_were(first: str, second: str, data: st.DataObject) -> None:
    edits = data.draw(quotations())
    markup = done(*edits)
    old = " | ".join([first, edits[0], second])
    carried = rebased(f"{plain(first)} | {markup} | {plain(second)}", old, old + " And so on.")
    assert carried == write(parse(f"{plain(first)} | {markup} | {plain(second)} And so on."))


def test_edits_stay_at_corrected_words() -> None:
    markup = "We see {Mary Smith>named nurse}{-, you know,-} every day... and they{+the midwives+} come."
    new = "We do see Marie Smith, you knew, every day... and they come."
    assert rebased(markup, SAID, new) == (
        "We do see {Marie Smith>named nurse}{-, you knew,-} every day... and they{+the midwives+} come."
    )
    assert rebased(markup, SAID, "We see every day... and they come.") == (
        "We see {+named nurse+}every day... and they{+the midwives+} come."
    )


def test_what_nobody_marked_is_marked_before_words_are_corrected() -> None:
    carried = rebased("We see them every day.", "We see her every day.", "We saw her every day.")
    assert carried == "We saw {her>them} every day."


@given(quotations(), speech)
def test_a_marked_text_has_the_words_spoken_again(drawn: tuple[str, list[Edit]], words: str) -> None:
    typed = done(*drawn)
    markup = marked(typed, words)
    assert spoken(markup) == words
    assert verify(markup, words, words).verdict in (Verdict.EDITED, Verdict.VERBATIM)
    assert marked(markup, words) == markup


@given(quotations())
def test_what_is_marked_already_stays_as_it_is(drawn: tuple[str, list[Edit]]) -> None:
    markup = done(*drawn)
    assert marked(markup, drawn[0]) == markup


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (
            "We see them, you know, every day... and they come.",
            "We see [them], you know, every day… and they come.",
        ),
        ("We see Mary Smith every day... and they come.", "We see Mary Smith .... every day… and they come."),
        (
            "We see [named nurse], you know, every day... and they [the midwives] come.",
            "We see [named nurse], you know, every day… and they [the midwives] come.",
        ),
        ("We see .... and they come.", "We see .... and they come."),
        ("We see [...] and they come.", "We see .... and they come."),
        ("We see Mary Smith, .... and they come.", "We see Mary Smith, .... and they come."),
        (
            "we see Mary Smith, you know,\nevery day … and they come.",
            "[we] see Mary Smith, you know, every day… and they come.",
        ),
        (
            "{We>I} see Mary Smith, you know, and they come.",
            "[I] see Mary Smith, you know, .... and they come.",
        ),
        (
            "We {-xx -}see Mary Smith, you know, every day... and they came.",
            "We see Mary Smith, you know, every day… and they [came].",
        ),
        (
            "We see ZZ [one post], you know, every day... and [they] come.",
            "We see [ZZ one post], you know, every day… and they come.",
        ),
        ("", "...."),
    ],
)
def test_what_an_author_typed_becomes_edits(typed: str, seen: str) -> None:
    assert shown(marked(typed, SAID)) == seen
    assert spoken(marked(typed, SAID)) == SAID


def test_dots_that_the_transcript_has_are_no_cut() -> None:
    assert marked("We see .... and they came.", "We see .... and they come.") == (
        "We see .... and they {come>came}."
    )


def test_a_cut_typed_with_words_put_in_beside_it_is_both() -> None:
    found = marked("We see .... [the midwives] and they come.", SAID)
    kinds = [piece.kind for piece in parse(found)]
    assert kinds == [EditKind.SPOKEN, EditKind.CUT, EditKind.INSERTED, EditKind.SPOKEN]


@given(quotations(), st.sampled_from(["Mary Smith", "Mary", "we", "midwives"]))
def test_a_name_is_replaced_in_the_words_and_in_what_was_put_in(
    drawn: tuple[str, list[Edit]], name: str
) -> None:
    words, edits = drawn
    markup = done(words, edits)
    pattern = re.compile(re.escape(name))
    found, count = replaced(markup, pattern, "[P1]")
    assert spoken(found) == words.replace(name, "[P1]")
    put_in = _put_in(markup)
    assert _put_in(found) == [each.replace(name, "[P1]") for each in put_in]
    assert count == words.count(name) + sum(each.count(name) for each in put_in)
    assert has_edits(found) == has_edits(markup)
    assert replaced(markup, re.compile("nobody"), "x") == (markup, 0)


def test_a_name_over_the_end_of_a_cut_is_replaced_whole() -> None:
    assert replaced("we {-see Mary-} Smith {+Mary+}", re.compile("Mary Smith|Mary"), "P1") == (
        "we {-see P1-} {+P1+}",
        2,
    )
