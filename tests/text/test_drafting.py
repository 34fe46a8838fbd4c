"""The markup of a block is read back as it was written, and its sentences put together are the block."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text import drafting
from framework_qda.text.drafting import Quoted, Reference, Run

ONE, TWO, CELL = "0" * 32, "a1" * 16, "b" * 32 + "/" + "c" * 32

texts = st.text(st.sampled_from('ab IJ.!?…’ \n*_[]{}|\\#"“') | st.characters(codec="utf-8"), max_size=12)
runs = st.builds(
    Run,
    texts,
    bold=st.booleans(),
    italic=st.booleans(),
    note=st.booleans(),
    links=st.sampled_from([(), (ONE,), (ONE, CELL)]),
)
inlines = st.lists(
    runs
    | st.builds(Quoted, st.sampled_from([ONE, TWO]), texts)
    | st.builds(Reference, st.sampled_from([ONE, TWO])),
    max_size=8,
)


def merged(parts):
    """Make neighbours of one look one, and leave out those without text."""
    result = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, Run) and not part.text:
            continue
        if isinstance(part, Run) and isinstance(last, Run) and last[1:] == part[1:]:
            result[-1] = part._replace(text=last.text + part.text)
        else:
            result.append(part)
    return tuple(result)


@given(inlines)
def test_what_is_written_is_read_back(parts):
    assert drafting.parse(drafting.write(parts)) == merged(parts)


@given(st.text(st.sampled_from('ab*_[]{}|\\#" ' + ONE[0]), max_size=40))
def test_any_text_can_be_read_and_then_written_for_good(markup):
    once = drafting.write(drafting.parse(markup))
    assert drafting.parse(once) == drafting.parse(markup)
    assert drafting.write(drafting.parse(once)) == once


@given(inlines)
def test_sentences_put_together_are_the_block(parts):
    sentences = drafting.sentences(parts)
    assert merged(part for sentence in sentences for part in sentence) == merged(parts)
    assert all(sentences)


def test_each_sign_has_its_meaning():
    markup = (
        f"Staff **said __so__** in a_b [p12]: {{**most** of them|{ONE},{CELL}}} agreed "
        f'{{{{"{TWO}|we see \\{{them\\}} …}}}} in {{{{#{ONE}}}}}[[check \\]]]'
    )
    assert drafting.parse(markup) == (
        Run("Staff "),
        Run("said ", bold=True),
        Run("so", bold=True, italic=True),
        Run(" in a_b [p12]: "),
        Run("most", bold=True, links=(ONE, CELL)),
        Run(" of them", links=(ONE, CELL)),
        Run(" agreed "),
        Quoted(TWO, "we see {them} …"),
        Run(" in "),
        Reference(ONE),
        Run("check ]", note=True),
    )
    assert drafting.write(drafting.parse(markup)) == markup
    assert drafting.quotations(markup) == [TWO]
    assert drafting.links(markup) == [ONE, CELL]
    assert drafting.plain(markup) == (
        "Staff said so in a_b [p12]: most of them agreed we see {them} … in [check ]]"
    )
    assert drafting.words(markup) == 15


def test_signs_that_mean_nothing_are_text():
    for text in ("{no link}", "a | b", "{{x}}", "{words|not-an-id}", "5 * 3", "a\\"):
        assert drafting.parse(text) == (Run(text),)


def test_a_note_to_self_hides_all_that_is_in_it():
    markup = f'Said. [[perhaps {{{{"{ONE}|her words}}}} here]]'
    assert drafting.parse(markup) == (Run("Said. "), Run("perhaps her words here", note=True))
    assert drafting.quotations(markup) == []
    assert drafting.words(markup) == 1


def test_a_word_half_bold_is_one_word():
    assert drafting.words("un**even** ground") == 2


def test_words_are_replaced_in_runs_and_in_what_was_agreed():
    markup = f'**Ma**ry said {{{{"{ONE}|ask Mary Smith}}}} of {{Mary|{TWO}}}.'
    new, count = drafting.replaced(markup, re.compile(r"\bMary( Smith)?\b"), "the nurse")
    assert count == 3
    assert new == f'**the nurse** said {{{{"{ONE}|ask the nurse}}}} of {{the nurse|{TWO}}}.'
    assert drafting.replaced(markup, re.compile("Nobody"), "x") == (markup, 0)


def sentences(markup):
    return [
        drafting.plain(drafting.write(each)).strip() for each in drafting.sentences(drafting.parse(markup))
    ]


@pytest.mark.parametrize(
    "said",
    [
        ["Dr. Smith came at 9.30.", "He left."],
        ["See e.g. Ritchie and i.e. Lewis on p. 4.", "Then Fig. 2."],
        ["It cost 3.5 million.", "That is 12.", "14 of them stayed."],
        ["J. R. Ward asked J. Lewis.", "So did I.", "Then all did."],
        ["‘Why now?’ he asked.", "‘It is late.’", "We agreed."],
        ["They waited… and waited.", "They... I mean we did.", "It ended…", "Nobody came."],
        ["No. 5 is closed.", "Is it?", "No.", "We asked!", "(They knew.)", "Yes."],
        ["Ritchie et al. (2013) say so.", "St. Mary’s agreed."],
        ["In Dec. 2012 it opened.", "First line", "second line"],
        ["1. Ask.", "2. Listen."],
        ["Ele disse que não.", "É verdade.", "¿Por qué?", "Así es."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(said):
    text = (
        " ".join(said)
        .replace("First line second", "First line\nsecond")
        .replace("opened. First", "opened. First")
    )
    assert sentences(text) == said


def test_a_quotation_belongs_whole_to_its_sentence():
    markup = (
        f'Some said {{{{"{ONE}|We try. We do.}}}} Others did **not. As** in {{{{#{TWO}}}}}. '
        f'[[Sure? Ask.]] End. {{{{"{TWO}|they ask}}}} is common.'
    )
    assert sentences(markup) == [
        "Some said We try. We do.",
        "Others did not.",
        "As in . [Sure? Ask.]",
        "End.",
        "they ask is common.",
    ]


def test_a_block_of_notes_alone_is_one_part():
    assert drafting.sentences(drafting.parse("[[One. Two.]]")) == [(Run("One. Two.", note=True),)]
    assert drafting.sentences(()) == []
