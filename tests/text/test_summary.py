"""The markup of summaries: what is written reads back the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.summary import Kind, Line, Run, beginning, links, parse, plain, replaced, words, write

texts = st.text(
    st.one_of(st.sampled_from("*«»[]{}|\\- ab"), st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))),
    min_size=1,
)
IDS = ["0" * 32, "a1" * 16]
linked = st.sampled_from([(), (IDS[0],), tuple(IDS)])
runs = st.builds(Run, texts, st.sampled_from(Kind), st.booleans(), linked)
lines = st.builds(Line, st.lists(runs, max_size=4).map(tuple), st.booleans())


@given(st.lists(lines, max_size=4))
def test_what_is_written_reads_back(written: list[Line]) -> None:
    markup = write(written)
    read = parse(markup)
    assert not markup or [(line.text, line.item) for line in read] == [
        (each.text, each.item) for each in written
    ]
    assert write(read) == markup
    assert [_letters(line) for line in read] == [_letters(line) for line in written] or not markup


def _letters(line: Line) -> list[tuple[str, Kind, bool, tuple[str, ...]]]:
    return [(letter, run.kind, run.bold, run.links) for run in line.runs for letter in run.text]


@given(st.text())
def test_any_text_at_all_reads(text: str) -> None:
    assert write(parse(write(parse(text)))) == write(parse(text))


def test_three_kinds_are_told_apart() -> None:
    markup = "Team of **six**, «we see **them** every day» [[check]]\n- on site"
    assert [(run.text, run.kind, run.bold) for line in parse(markup) for run in line.runs] == [
        ("Team of ", Kind.SUMMARY, False),
        ("six", Kind.SUMMARY, True),
        (", ", Kind.SUMMARY, False),
        ("we see ", Kind.OWN_WORDS, False),
        ("them", Kind.OWN_WORDS, True),
        (" every day", Kind.OWN_WORDS, False),
        (" ", Kind.SUMMARY, False),
        ("check", Kind.COMMENT, False),
        ("on site", Kind.SUMMARY, False),
    ]
    assert plain(markup) == "Team of six, “we see them every day” [check]\n• on site"
    assert words(markup) == 11
    assert write(parse(markup)) == markup


def test_a_reference_in_brackets_stays_readable() -> None:
    assert write([Line((Run("see [p12] there"),))]) == "see [p12] there"


def test_words_are_linked_to_passages() -> None:
    markup = f"On site; «{{we see **them**|{IDS[0]},{IDS[1]}}} daily» {{not|a link}} and | too"
    assert links(markup) == IDS
    assert [(run.text, run.links) for line in parse(markup) for run in line.runs if run.links] == [
        ("we see ", tuple(IDS)),
        ("them", tuple(IDS)),
    ]
    assert plain(markup) == "On site; “we see them daily” {not|a link} and | too"
    assert parse(write(parse(markup))) == parse(markup)


@given(st.lists(lines, max_size=4), st.sampled_from(["[P1]", "«b»", "b*|", ""]))
def test_words_are_replaced_whatever_signs_stand_round_them(written: list[Line], instead: str) -> None:
    markup, name = write(written), re.compile("a")
    new, count = replaced(markup, name, instead)
    before, after = parse(markup), parse(new)
    assert count == sum(line.text.count("a") for line in before)
    assert [line.text for line in after] == [line.text.replace("a", instead) for line in before]
    assert [line.item for line in after] == [line.item for line in before]
    assert count or new == markup


def test_a_replaced_name_keeps_its_kind_and_its_link() -> None:
    markup = f"Seen by «{{**Mary** Ann|{IDS[0]}}} daily»\n- Ann"
    new, count = replaced(markup, re.compile("Mary Ann|Ann"), "P1")
    assert (new, count) == (f"Seen by «{{**P1**|{IDS[0]}}} daily»\n- P1", 2)


def test_a_beginning_is_cut_after_reading_so_that_no_sign_is_seen_raw() -> None:
    said = Run("On today's show, we see them every day. " * 8, Kind.OWN_WORDS, links=(IDS[0],))
    markup = write([Line((Run("Came by a book. "), said))])
    for letters in range(len(said.text)):
        [line] = beginning(markup, letters)
        assert line.text == ("Came by a book. " + said.text)[: letters + 1]
        assert all(run.links == said.links for run in line.runs[1:])


def test_a_beginning_ends_with_the_line_that_goes_too_far() -> None:
    assert [line.text for line in beginning("one\n- two\nthree", 4)] == ["one", "tw"]
    assert beginning("one\n- two", 99) == list(parse("one\n- two"))
    assert beginning("", 9) == []
