"""Speakers and times are recognised in every form transcribers use, and no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.transcript import clock
from framework_qda.text.turns import begins_turn, speakers, turns


def _read(*lines: str) -> list[tuple[str, int | None, str]]:
    return [(p.speaker, p.time, p.text) for p in turns(lines).paragraphs]


@pytest.mark.parametrize(
    ("line", "speaker", "seconds"),
    [
        ("[00:12:30] TM: we see them", "TM", 750),
        ("TM (00:12:30): we see them", "TM", 750),
        ("(12:30) NM: we see them", "NM", 750),
        ("(1:02:30) we see them", "", 3750),
        ("Adam Wiggins (00:00:44) - we see them", "Adam Wiggins", 44),
        ("Adam Wiggins (00:44) – we see them", "Adam Wiggins", 44),
        ("TM: [12:30] we see them", "TM", 750),
        ("TM: [\\00:12:30] we see them", "TM", 750),
        ("00:12:30\tTM: we see them", "TM", 750),
        ("00:12:30 we see them", "", 750),
        ("#00:12:30-0# we see them", "", 750),
        ("TM: we see them", "TM", None),
        ("P1: we see them", "P1", None),
        ("A&E：we see them", "A&E", None),
    ],
)
def test_each_form_of_a_turn(line: str, speaker: str, seconds: int | None) -> None:
    assert _read(line) == [(speaker, seconds and seconds * 1000, "we see them")]


def test_tenths_and_thousandths_are_kept() -> None:
    assert [time for _, time, _ in _read("[00:00:01.5] a", "[00:00:01,250] b", "[00:00:01] c")] == [
        1500,
        1250,
        1000,
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "Two things: the rota and the pay.",
        "[00:12:30] Anyway: I said no.",
        "12:30 we had lunch",
        "At lunch (12:30) we went out.",
        "We rang at (12:30) - nobody came.",
        "NB: ring back",
        "they said: no",
        "12 social workers on site",
        "See https://example.org: it is there",
        "(1:75) is no time",
        "Semi-verbatim notes. Area 1, local authority: Team Manager.",
    ],
)
def test_prose_is_left_alone(prose: str) -> None:
    [(speaker, _, text)] = _read(prose)
    assert not speaker
    assert text == prose.removeprefix("[00:12:30] ")


def test_a_name_is_a_speaker_where_it_comes_back() -> None:
    assert _read("Named nurse: yes", "Two things: one", "Named nurse: no") == [
        ("Named nurse", None, "yes"),
        ("", None, "Two things: one"),
        ("Named nurse", None, "no"),
    ]


def test_notes_that_come_back_are_no_speaker() -> None:
    assert [
        speaker for speaker, _, _ in _read("Note: one", "Note: two", "Note 1: three", "Note 1: four")
    ] == [""] * 4


def test_marks_alone_in_a_line_belong_to_the_next_words() -> None:
    assert _read("00:12:30", "TM:", "we see them", "12:40", "and ring") == [
        ("TM", 750_000, "we see them"),
        ("", 760_000, "and ring"),
    ]
    assert _read("Jane Doe  0:03", "hello", "Jane Doe  0:09", "bye") == [
        ("Jane Doe", 3000, "hello"),
        ("Jane Doe", 9000, "bye"),
    ]


def test_marks_that_nothing_follows_stay_as_words() -> None:
    assert _read("TM:", "NN: yes", "[00:12:30]") == [
        ("", None, "TM:"),
        ("NN", None, "yes"),
        ("", None, "[00:12:30]"),
    ]


def test_a_time_inside_a_paragraph_stays() -> None:
    assert _read("TM: we rang [00:12:30] twice") == [("TM", None, "we rang [00:12:30] twice")]


def test_numbers_go_only_where_they_are_ours_anyway() -> None:
    assert [text for _, _, text in _read("1. INT: why?", "2. TM: so", "3. INT: oh")] == ["why?", "so", "oh"]
    assert _read("Title", "1. INT: why?", "2. TM: so")[1:] == [
        ("INT", None, "1. why?"),
        ("TM", None, "2. so"),
    ]
    assert [text for _, _, text in _read("12 nurses", "13 nurses", "3 p.m.")] == [
        "12 nurses",
        "13 nurses",
        "3 p.m.",
    ]


def test_cells_of_a_table_can_be_a_speaker_and_words() -> None:
    assert _read("TM\tyes", "1\t2\t3", "TM\tno", "Total\t12") == [
        ("TM", None, "yes"),
        ("", None, "1\t2\t3"),
        ("TM", None, "no"),
        ("", None, "Total\t12"),
    ]


def test_line_breaks_within_a_line_part_paragraphs() -> None:
    assert [text for _, _, text in _read("INT: why?\nTM: so\u2028NN: oh")] == ["why?", "so", "oh"]
    assert "\n" not in _read("a\u2029b")[0][2]


def test_the_beginning_of_a_turn_is_told() -> None:
    known = speakers(["Jane: a", "Jane: b", "Two things: c"])
    assert known == {"Jane"}
    assert begins_turn("Jane: d", known)
    assert begins_turn("[00:01:00] and so", known)
    assert not begins_turn("Two things: e", known)


words = st.lists(st.text("abcdé’- ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6).map(
    " ".join
)
spoken = words.filter(lambda text: re.match(r"[^\W\d_]", text) is not None and text[0].islower())
FORMS = (
    "[{time}] {name}: {words}",
    "{name} ({time}): {words}",
    "{name} ({time}) - {words}",
    "{name}: ({time}) {words}",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["TM", "Jane Doe", "INT"]), st.integers(0, 20_000), spoken),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(FORMS),
)
def test_turns_composed_are_read_back(said: list[tuple[str, int, str]], form: str) -> None:
    lines = [form.format(time=clock(1000 * time), name=name, words=text) for name, time, text in said * 2]
    assert _read(*lines) == [(name, 1000 * time, text) for name, time, text in said * 2]


pieces = st.sampled_from(
    [
        "TM",
        "Jane",
        "Two things",
        ":",
        " ",
        "\t",
        "[00:12:30]",
        "(12:30)",
        "12:30",
        "1.",
        "p2 ",
        " - ",
        "words",
        "é",
        "\n",
    ]
)


@given(st.lists(st.lists(pieces, max_size=8).map("".join), max_size=8))
def test_no_word_is_ever_lost(lines: list[str]) -> None:
    read = turns(lines)
    kept = " ".join(f"{p.number} p{p.number} {p.speaker} {p.text}" for p in read.paragraphs)
    for word in re.findall(r"[^\W\d_]{2,}", " ".join(lines)):
        assert word in kept
    assert len(read.text.split("\n")) == len(read.paragraphs) or not read.paragraphs


@given(st.lists(st.text(), max_size=6))
def test_any_text_at_all_is_read(lines: list[str]) -> None:
    paragraphs = turns(lines).paragraphs
    assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert all(p.text.strip() for p in paragraphs)
