"""A quotation is verified: edits that are marked are fine, any other change of a word is told."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from framework_qda.text.quoting import EditKind, Piece, has_edits, parse, plain, shown, spoken, write
from framework_qda.text.verifying import Check, Step, Verdict, told, verify, word_difference
from framework_qda.text.wording import same
from tests.text.quotations import Edit, done, quotations, speech

SAID = "We see Mary Smith, you know, every day… and they come."


@given(quotations())
def test_any_mix_of_edits_verifies(drawn: tuple[str, list[Edit]]) -> None:
    words, edits = drawn
    markup = done(words, edits)
    verdict = Verdict.EDITED if has_edits(markup) else Verdict.VERBATIM
    assert verify(markup, words, words) == Check(verdict)
    did_something = any(edit.how == "insert" or words[edit.start : edit.stop].strip() for edit in edits)
    assert has_edits(markup) or not did_something


@given(quotations(), st.data())
def test_any_other_change_of_a_word_is_caught(drawn: tuple[str, list[Edit]], data: st.DataObject) -> None:
    words, edits = drawn
    pieces = list(parse(done(words, edits)))
    spoken_ones = [number for number, piece in enumerate(pieces) if piece.words.split()]
    number = data.draw(st.sampled_from(spoken_ones))
    pieces[number] = pieces[number]._replace(words=_tampered(pieces[number].words, data))
    markup = write(pieces)
    assume(_heard(spoken(markup)) != _heard(words))
    check = verify(markup, words, words)
    assert check.verdict is Verdict.DIFFERS
    assert check.score < 100
    assert any(step.kind != "same" for step in check.difference)


def _heard(words: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", words)


def _tampered(words: str, data: st.DataObject) -> str:
    """Change, drop, add or swap a word, or change its capital."""
    said = words.split(" ")
    place = data.draw(st.sampled_from([number for number, word in enumerate(said) if word.strip()]))
    match data.draw(st.sampled_from(["change", "letter", "drop", "add", "swap", "capital"])):
        case "change":
            said[place] = "otherwise"
        case "letter":
            said[place] += "z"
        case "drop":
            said[place] = ""
        case "add":
            said.insert(place, "never")
        case "swap":
            other = data.draw(st.sampled_from(range(len(said))))
            said[place], said[other] = said[other], said[place]
        case _:
            said[place] = said[place].swapcase()
    return " ".join(said)


@pytest.mark.parametrize(
    "written",
    [
        "We see Mary Smith, you know, every day... and they come.",
        "We see Mary Smith, you know, every day … and they come.",
        "  We see\nMary\u00a0Smith, you know, every day… and they come. ",
        "We see Ma\u00adry Smith, you know, every day… and they come.",
    ],
)
def test_typography_is_no_difference(written: str) -> None:
    assert verify(plain(written), SAID, SAID).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“don’t” – so", '"don\'t" - so'),
        ("café", unicodedata.normalize("NFD", "café")),
        ("a—b , c", "a — b, c"),
        ("so.... yes", "so… yes"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert same(one, other)
    assert not [step for step in word_difference(one, other) if step.kind != "same"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("every day", "everyday"),
        ("cafe", "café"),
        ("We", "we"),
        ("co-op", "coop"),
        ("so.", "so?"),
        ("so…", "so"),
        ("a €", "b €"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not same(one, other)
    assert verify(plain(one), other, other).verdict is Verdict.DIFFERS


def test_a_word_changed_in_a_cut_or_under_a_role_is_caught_as_well() -> None:
    assert verify("We {-saw-}", "We see", "We see").verdict is Verdict.DIFFERS
    assert verify("We {saw>met}", "We see", "We see").verdict is Verdict.DIFFERS


@given(speech, speech)
def test_a_difference_tells_both_texts(old: str, new: str) -> None:
    steps = word_difference(old, new)
    assert "".join(step.words for step in steps if step.kind != "gone") == new
    assert same("".join(step.words for step in steps if step.kind != "come"), old)
    assert same(old, new) == all(step.kind == "same" for step in steps)


def test_a_difference_is_told_in_whole_words() -> None:
    assert word_difference("We see Mary Smith, every day", "We saw Ann, every day") == (
        Step("same", "We "),
        Step("gone", "see Mary Smith"),
        Step("come", "saw Ann"),
        Step("same", ", every day"),
    )


def test_a_source_that_changed_says_how() -> None:
    check = verify("We {-do -}see", "We do see", "We did see")
    assert check.verdict is Verdict.CHANGED
    assert Step("come", "did") in check.difference
    assert verify("We {-do -}see", "We do see", "We  do\nsee").verdict is Verdict.EDITED


def test_a_passage_that_is_gone_is_looked_for_in_the_text() -> None:
    text = "I: And?\nP: We do see  them – “always”."
    assert verify("We {-do -}see", "We do see", None, text).verdict is Verdict.EDITED
    assert verify('them - "always"', 'them - "always"', None, text).verdict is Verdict.VERBATIM
    assert verify("We see", "We do see", None, text).verdict is Verdict.DIFFERS
    assert verify("We do see", "We did see", None, text).verdict is Verdict.DIFFERS
    assert verify("We did see", "We did see", None, text).verdict is Verdict.NOT_FOUND
    assert verify("", "", None, text).verdict is Verdict.NOT_FOUND
    assert verify("We", "We", None).verdict is Verdict.NOT_FOUND


def test_an_insertion_cannot_pass_for_the_speaker() -> None:
    markup = write(
        [Piece(EditKind.SPOKEN, "We "), Piece(EditKind.INSERTED, "", "never "), Piece(EditKind.SPOKEN, "see")]
    )
    assert verify(markup, "We see", "We see").verdict is Verdict.EDITED
    assert shown(markup) == "We [never] see"


def test_what_nobody_has_heard_is_never_called_verbatim() -> None:
    assert told(Verdict.VERBATIM, unheard=False) == "verbatim"
    assert told(Verdict.VERBATIM, unheard=True) == "as in the notes, not checked by ear"
    assert told(Verdict.EDITED, unheard=True) == "edited, from notes, not checked by ear"
