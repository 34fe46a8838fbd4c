"""What a report quotes is found in the interview, whatever marks it has, and differences are told."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.finding import Written, find_among, find_written
from framework_qda.text.quoting import HouseStyle, cut, insert, plain, replace, shown, spoken
from framework_qda.text.verifying import Step, Verdict

DATA = Path(__file__).resolve().parents[2] / "../shared/data/interviews"
TEXT = (
    "I: So how is it?\nP: Well, we see Mary Smith every day… and the midwives knock on our door – “any time”."
    " Others don't.\nI: Right.\nP: We see them [laughs] on the ward."
    " A nurse came with me, when I was most ill,"
    " and stayed the whole night long."
)


def found(written: str, text: str = TEXT) -> Written:
    there = find_written(written, text)
    assert there
    return there


def test_the_words_as_they_stand() -> None:
    there = found("we see Mary Smith every day")
    assert there.start == TEXT.index("we see")
    assert there.markup == TEXT[there.start : there.stop] == "we see Mary Smith every day"
    assert there.score == 100
    assert there.check.verdict is Verdict.VERBATIM
    assert found("‘ we see Mary Smith every day’") == there
    assert found("We see them [laughs] on the ward").check.verdict is Verdict.VERBATIM


def test_another_typography_is_the_same_words() -> None:
    there = found('the midwives  knock\non our door - "any time".')
    assert there.markup == "the midwives knock on our door – “any time”."
    assert there.check.verdict is Verdict.VERBATIM


def test_marks_become_edits_over_the_stretch_from_first_to_last() -> None:
    there = found("‘we see [named nurse] every day .... on our door …. Others [of them] don’t.’")
    assert there.markup == (
        "we see {Mary Smith>named nurse} every day{-… and the midwives knock -}on our door"
        "{- – “any time”. -}Others{+of them+} don't."
    )
    assert there.check.verdict is Verdict.EDITED
    assert spoken(there.markup) == TEXT[there.start : there.stop]


@pytest.mark.parametrize(
    ("written", "markup"),
    [
        ("[w]e see them", "{W>w}e see them"),
        ("[W]e see them", "We see them"),
        ("[Yes,] we see Mary", "{+Yes,+}we see Mary"),
        ("A nurse[s] came [in]", "A nurse{+s+} came{+in+}"),
        ("We .... [laughs] on", "We{- see them [laughs] -}{+laughs+}on"),
        ("them .... on the [...] ward", "them{- [laughs] -}on the{- -}ward"),
    ],
)
def test_brackets_stand_for_letters_words_and_laughter(written: str, markup: str) -> None:
    assert shown(found(written).markup) == shown(markup)


def test_three_dots_are_a_pause_where_there_is_one_and_else_a_cut() -> None:
    assert found("every day ... and the midwives").markup == "every day… and the midwives"
    assert found("We see them... on the ward").markup == "We see them{- [laughs] -}on the ward"


def test_punctuation_that_the_reports_sentence_gave_is_no_difference() -> None:
    there = found("‘we see Mary Smith, .... knock on our door,’")
    assert there.check.verdict is Verdict.EDITED
    assert TEXT[there.start : there.stop].startswith("we see") and TEXT[: there.stop].endswith("our door")


def test_a_house_style_of_ones_own() -> None:
    there = find_written("<<we see /// every day>>", TEXT, HouseStyle("///", "<<", ">>"))
    assert there and there.markup == "we see {-Mary Smith -}every day".replace("see {-", "see{- ")


def test_capitals_and_other_words_are_told() -> None:
    there = found("When I was mostly ill, and stayed the whole night long")
    assert there.check.verdict is Verdict.DIFFERS
    assert there.score >= 85
    assert TEXT[there.start : there.stop] == "when I was most ill, and stayed the whole night long"
    assert [step for step in there.check.difference if step.kind != "same"] == [
        Step("gone", "when"),
        Step("come", "When"),
        Step("gone", "most"),
        Step("come", "mostly"),
    ]
    there = found("the midwives knocked on our door .... Others")
    assert there.check.verdict is Verdict.DIFFERS
    assert "{-" in there.markup


@pytest.mark.parametrize(
    "written",
    [
        "",
        "....",
        "[x]",
        "‘’",
        "ill and",
        "they see them",
        "wards",
        "e see Mary",
        "knock on our doo",
        "Well, [she] and stayed",
        "Right .... Well",
        "we see .... nobody at all",
    ],
)
def test_what_is_not_there_is_not_found(written: str) -> None:
    assert find_written(written, TEXT) is None


def test_whole_words_are_found_and_not_a_part_of_another() -> None:
    there = found("he said so", "she said so, and he said so")
    assert there.start == 17
    there = found("e see Mary Smith every day… and the midwives kno")
    assert there.check.verdict is Verdict.DIFFERS
    assert [step.words for step in there.check.difference if step.kind == "gone"] == ["we", "knock"]
    assert found("“any time”").check.verdict is Verdict.VERBATIM


def test_the_nearest_of_several_places_is_taken() -> None:
    text = "We go. They see. We come and they stay. " + "We go on. " * 3
    there = found("don’t COME", "don't come, don't COME, don't come")
    assert there.check.verdict is Verdict.VERBATIM
    there = found("We .... stay", text)
    assert text[there.start : there.stop] == "We come and they stay"
    text = "We go. They see what they want, and they stay. We come and they stay."
    assert found("We .... they stay", text).start == text.index("We come")


def test_the_text_that_has_it_is_found_among_many() -> None:
    texts = {"a": TEXT.replace("whole night", "whole nights"), "b": TEXT, "c": TEXT.upper()}
    exact = find_among("stayed the whole night long.", texts)
    assert exact and exact[0] == "b" and exact[1].check.verdict is Verdict.VERBATIM
    for written, text in [
        ("I was most ill .... the whole night long", "b"),
        ("A NURSE ... WITH ME", "c"),
        ("when I was so ill, and stayed the whole nights long", "a"),
    ]:
        there = find_among(written, texts)
        assert there and there[0] == text
    assert find_among("nobody at all", texts) is None
    assert find_among("we", {}) is None


@given(st.data())
def test_any_stretch_with_edits_is_found_again(data: st.DataObject) -> None:
    names = [f"{one}{two}" for one in ("ba", "ko", "mi", "tu", "re") for two in ("lan", "der", "sim", "pot")]
    said = data.draw(st.permutations(names * 3))
    text = " ".join(word + data.draw(st.sampled_from(["", "", ",", ".", "…", "’s"])) for word in said)
    markup = _edited(text, random.Random(data.draw(st.integers(0, 10_000))), 12)
    _find_again(markup, text)


def _edited(text: str, chance: random.Random, length: int) -> str:
    """Quote a stretch of words with an edit here and there, neither its first nor its last words."""
    words = list(re.finditer(r"\S+", text))
    first = chance.randrange(len(words) - length)
    begin, end = words[first].start(), words[first + length - 1].end()
    markup = plain(text[begin:end])
    for place in range(first + 2, first + length - 3, 4):
        start, stop = words[place].start() - begin, words[place].end() - begin
        way = chance.choice(["cut", "insert", "replace", ""])
        if way == "cut":
            markup = cut(markup, start, stop + 1)
        elif way == "replace":
            markup = replace(markup, start, stop, "a role")
        elif way == "insert":
            markup = insert(markup, start, "words put in")
    return markup


def _find_again(markup: str, text: str) -> None:
    written = f"‘{shown(markup)}’"
    there = find_written(written, text)
    assert there, written
    assert there.check.verdict in (Verdict.EDITED, Verdict.VERBATIM), (written, there)
    assert spoken(there.markup) == text[there.start : there.stop]
    assert _bare(shown(there.markup)) == _bare(shown(markup))


def _bare(seen: str) -> str:
    """Leave out spaces and the punctuation beside a mark."""
    return re.sub(r"\W*(\.{4}|\[[^]]*\])\W*", r"\1", re.sub(r"\s", "", seen))


@pytest.mark.skipif(not DATA.exists(), reason="the shared interviews are not on this machine")
def test_quotations_of_real_interviews_are_found_again() -> None:
    chance = random.Random("quotations")
    for path in sorted([*DATA.rglob("*.txt"), *DATA.rglob("request*.md")]):
        text = path.read_text(encoding="utf-8", errors="replace")
        for _ in range(3):
            _find_again(_edited(text, chance, 40), text)
