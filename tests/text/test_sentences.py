"""Where sentences end; `test_drafting` shows the same for a block of a draft."""

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.sentences import spans


def parted(text):
    return [text[start:stop].strip() for start, stop in spans(text)]


@given(st.text(st.sampled_from("aI B.!?…\n‘’“”()1 。") | st.characters(codec="utf-8"), max_size=40))
def test_no_character_is_lost(text):
    found = list(spans(text))
    assert "".join(text[start:stop] for start, stop in found) == text
    assert all(start < stop for start, stop in found)


def test_what_looks_like_an_end_and_is_none():
    for text in (
        "Prof. Lewis and Mrs. O’Neil met Cllr. Khan on p. 12.",
        "“Why us?” they asked.",
        "It rose by 3.5 per cent… or so they said.",
        "We… I mean they… did.",
        "A. N. Other wrote, cf. Ward, that no. 7 is best.",
        "2. Ask first.",
    ):
        assert parted(text) == [text]


def test_ends_within_marks_and_before_numbers():
    assert parted("“We ask.” (They do!) 14 came. Did I? So did I. Yes.") == [
        "“We ask.”",
        "(They do!)",
        "14 came.",
        "Did I?",
        "So did I.",
        "Yes.",
    ]
    assert parted("One line\nAnother line\n\nA third") == ["One line", "Another line", "A third"]
    assert parted("我们。他们。") == ["我们。", "他们。"]
