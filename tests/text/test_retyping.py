"""What is typed over a quotation as it is shown leaves the edits made before what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.carrying import marked
from framework_qda.text.quoting import CUT, SPOKEN, HouseStyle, Piece, parse, shown, spoken
from framework_qda.text.retyping import retyped
from framework_qda.text.verifying import Verdict, verify
from tests.text.quotations import Edit, done, quotations

SAID = "We see Mary Smith, you know, every day... and they come."
EDITED = "We see {Mary Smith>one post}{-, you know,-} every day... and they {+the midwives+} come."
WORD = "zzz"


def _edits(markup: str) -> list[Piece]:
    return [each for each in parse(markup) if each.kind is not SPOKEN and (each.words + each.instead).strip()]


def _seen_edits(markup: str) -> list[Piece]:
    """Give the edits that are to be seen: a cut of white space is not."""
    return [each for each in _edits(markup) if each.kind is not CUT or each.words.strip()]


def _said(markup: str) -> str:
    """Give what is spoken without white space and dots, which a word typed within the mark of a cut parts."""
    return "".join(spoken(markup).replace(".", "").split())


@given(quotations(), st.data(), st.sampled_from([WORD, f"{WORD} ", f" {WORD}", f" {WORD} "]))
def test_a_word_typed_anywhere_leaves_every_edit_marked(
    drawn: tuple[str, list[Edit]], data: st.DataObject, typed: str
) -> None:
    markup = done(*drawn)
    seen = shown(markup)
    at = data.draw(st.integers(0, len(seen)))
    found = retyped(markup, seen[:at] + typed + seen[at:])
    before, after = _seen_edits(markup), _seen_edits(found)
    assert [(each.kind, each.words) for each in after] == [(each.kind, each.words) for each in before]
    changed = [each.instead for one, each in zip(before, after, strict=True) if one != each]
    if changed:
        assert len(changed) == 1 and WORD in changed[0], "it was typed between the brackets"
        assert spoken(found).split() == spoken(markup).split()
    else:
        assert WORD in spoken(found)
        assert _said(found).replace(WORD, "") == _said(markup)


@given(quotations())
def test_what_is_not_touched_stays_as_it_is(drawn: tuple[str, list[Edit]]) -> None:
    markup = done(*drawn)
    assert retyped(markup, f" {shown(markup)}\n") == markup


@given(quotations(), quotations())
def test_whatever_is_typed_is_what_is_shown(
    one: tuple[str, list[Edit]], other: tuple[str, list[Edit]]
) -> None:
    typed = shown(done(*other))
    found = shown(retyped(done(*one), typed))
    assert "".join(filter(str.isalnum, found)) == "".join(filter(str.isalnum, typed))


@pytest.mark.parametrize(
    ("typed", "markup"),
    [
        ("We see [one post] .... every day… and they [the midwives] come. ZZ now", EDITED + " ZZ now"),
        (
            "ZZ We see [one post] .... every day… and they [the midwives] come.",
            "ZZ " + EDITED,
        ),
        (
            "We see ZZ [one post] .... every day… and they [the midwives] come.",
            EDITED.replace("see ", "see ZZ "),
        ),
        (
            "We see [one ZZ post] .... every day… and they [the midwives] come.",
            EDITED.replace("one post", "one ZZ post"),
        ),
        (
            "We see [one post] .... every week… and they [the midwives] came.",
            EDITED.replace("every day", "every week").replace("come", "came"),
        ),
        (
            "We see [one post] every day… and they [the midwives] come.",
            EDITED.replace("{-, you know,-}", ""),
        ),
        (
            "We see .... every day… and they the midwives come.",
            "We see {-, you know,-} every day... and they the midwives come.",
        ),
        (
            "We see [one post] .. ZZ.. every day… and they [the midwives] come.",
            EDITED.replace("know,-}", "know,-} ZZ"),
        ),
        (
            "We see [one post] .... every day… .... [x] they [the midwives] come.",
            EDITED.replace(" and", " .... [x]"),
        ),
        ("", ""),
    ],
)
def test_only_what_was_typed_differs(typed: str, markup: str) -> None:
    assert retyped(EDITED, typed) == markup


def test_the_mark_is_that_of_the_house() -> None:
    style = HouseStyle(cut="***")
    markup = "We *** see {-them-} every day."
    assert shown(markup, style) == "We *** see *** every day."
    assert retyped(markup, "We *** see *** every week.", style) == "We *** see {-them-} every week."


def test_what_was_typed_can_then_be_marked_beside_the_edits_made_before() -> None:
    typed = retyped(EDITED, "We ZZ see [one post] .... every day… and they [the midwives] come. Now")
    assert verify(typed, SAID, SAID).verdict is Verdict.DIFFERS
    found = marked(typed, SAID)
    assert shown(found) == "We [ZZ] see [one post] .... every day… and they [the midwives] come. [Now]"
    assert _edits(EDITED) == [each for each in _edits(found) if each.instead not in ("ZZ", "Now")]
