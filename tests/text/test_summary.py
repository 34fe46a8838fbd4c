"""The markup of summaries: what is written reads back the same."""

from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.summary import Kind, Line, Run, links, parse, plain, words, write

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
