"""Search finds words in notes and summaries, whatever is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framework_qda import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import HitKind, InterviewId
from framework_qda.text.case import Case
from framework_qda.text.quoting import replace
from framework_qda.text.transcript import Paragraph, numbered
from tests.study.making import fill, ids

SUMMARY = "The «Café» was **shut**, so they don't [[really?]] meet; naïve self-help was OR AND NOT near 100%"


@pytest.fixture
def charted(study: Study) -> Study:
    study.chart(study.interviews()[0].id, study.subtopics()[0].id, SUMMARY)
    return study


@pytest.mark.parametrize(
    "query",
    [
        *("shut", "SHUT", "Shut!", "cafe", "CAFÉ", "café", "naive", "shut café", "café shut"),
        *(
            '"they don\'t"',
            "“was shut”",
            "„was shut“",
            "sh*",
            "caf*",
            '"was sh"*',
            '"self help"',
            "self-help",
        ),
        *("OR", "AND", "not", "near", "100%", "100", "don't", "(shut)", "^shut", "shut:", "-shut", "+shut"),
        *('shut"', '"shut', "shut _", "shut *", "shut \x00", "\x1fshut", "shut \ud800", "shut AND café"),
        *("shut^", "{shut}", "was,shut", "'shut'", "really"),
    ],
)
def test_is_found(charted: Study, query: str) -> None:
    hits = [hit for hit in charted.search(query) if hit.subtopic]
    assert [hit.interview for hit in hits] == [charted.interviews()[0].id]
    assert hits[0].subtopic == charted.subtopics()[0].id
    assert hits[0].paragraph is None


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", '"', '""', "*", "_", "?!", "()", "\x00", "\ud800", "shu", "hut", "*hut", '"shut was"'),
        *("shut OR nothing", "shut NOT nothing", "summary:shut", "nothing*", '"caf" shut', "shut NEAR(x)"),
    ],
)
def test_is_not_found(charted: Study, query: str) -> None:
    assert charted.search(query) == []


@given(query=st.text(st.characters(codec=None), max_size=30))
@example('"')
@example('"a"*"b')
@example("a\x00b")
@example('NEAR("a" b, 2)')
@example("\ud800")
def test_no_query_is_an_error(study: Study, query: str) -> None:
    study.search(query)
    study.interviews_matching(query, study.matrices()[0].id)


@given(
    word=st.text(st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=8)
)
def test_any_word_of_a_summary_is_found(study: Study, word: str) -> None:
    interview, subtopic = study.interviews()[0].id, study.subtopics()[0].id
    study.chart(interview, subtopic, f"before {word} after")
    for query in (word, f"{word[:1]}*", f'"before {word} after"'):
        assert interview in [hit.interview for hit in study.search(query) if hit.subtopic]


def test_the_marks_stand_round_what_was_found(charted: Study) -> None:
    (hit,) = [hit for hit in charted.search("cafe meet") if hit.subtopic]
    assert [piece for piece, found in hit.context if found] == ["Café", "meet"]
    assert "was shut, so they don't" in hit.text  # without the signs of the markup


def test_a_long_summary_is_cut_round_what_was_found(study: Study) -> None:
    interview, subtopic = study.interviews()[0].id, study.subtopics()[0].id
    study.chart(interview, subtopic, "before " * 100 + "needle" + " after" * 100)
    (hit,) = study.search("needle")
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")
    assert len(hit.text.split()) <= 26
    assert [piece for piece, found in hit.context if found] == ["needle"]


def test_notes_say_in_which_paragraph(study: Study) -> None:
    first = study.interviews()[0].id
    hits = study.search('"slow train"')
    assert [(hit.interview, hit.paragraph, hit.subtopic) for hit in hits] == [
        (interview.id, 2, None) for interview in study.interviews()
    ]
    (hit,) = study.search("number 1")
    assert (hit.interview, hit.paragraph) == (first, 1)


def test_the_words_must_stand_together_in_one_paragraph(study: Study) -> None:
    assert study.search("harbour train") == []


def test_summaries_come_before_notes_and_each_is_limited(study: Study) -> None:
    fill(study)
    for interview in study.interviews():
        study.chart(interview.id, study.subtopics()[0].id, "harbour")
    assert [hit.subtopic is not None for hit in study.search("harbour", limit=3)] == [True] * 3 + [False] * 3
    assert len(study.search("harbour")) == 8
    assert study.search("harbour", limit=0) == []


def test_many_hits(study: Study) -> None:
    notes = numbered([Paragraph(0, f"heather {number}") for number in range(500)])
    (interview,) = study.import_interviews([(Case("many.txt", "Area 1", "Many"), notes)])
    hits = study.search("heather", limit=1000)
    assert [hit.paragraph for hit in hits] == list(range(1, 501))
    assert {hit.interview for hit in hits} == {interview}
    assert len(study.search("heather")) == 50


def test_words_of_two_interviews_with_the_same_notes_are_found_for_both(study: Study) -> None:
    notes = numbered([Paragraph(0, "heather")])
    both = study.import_interviews([(Case(f"{n}.txt", "Area 1", f"Twin {n}"), notes) for n in (1, 2)])
    assert {hit.interview for hit in study.search("heather")} == set(both)


def test_what_is_undone_or_deleted_is_not_found(charted: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(charted)
    charted.delete_interview(interview)
    assert charted.search("shut") != []  # the notes of the others
    assert interview not in {hit.interview for hit in charted.search("shut")}
    charted.undo()
    assert interview in {hit.interview for hit in charted.search("shut") if hit.subtopic}
    charted.chart(interview, subtopic, "open")
    assert [hit for hit in charted.search("shut") if hit.subtopic] == []
    charted.delete_subtopic(subtopic)
    assert charted.search("open") == []
    for _ in range(3):
        charted.undo()
    assert [hit for hit in charted.search("shut") if hit.subtopic] == []
    for _ in range(2):
        charted.undo()
    assert charted.search("harbour") == []


def test_interviews_are_matched_by_the_summaries_of_one_matrix(charted: Study) -> None:
    first, second = (matrix.id for matrix in charted.matrices())
    found: set[InterviewId] = charted.interviews_matching("cafe", first)
    assert found == {charted.interviews()[0].id}
    assert charted.interviews_matching("cafe", second) == set()
    assert charted.interviews_matching("harbour", first) == set()
    assert charted.interviews_matching('"', first) == set()


def test_searching_after_reopening(charted: Study, tmp_path: Path) -> None:
    copy = tmp_path / "copy.fqda"
    charted.save_copy(copy)
    from framework_qda import open_study

    with open_study(copy) as study:
        assert study.search("shut") == charted.search("shut")


def test_a_link_shows_as_its_words(study: Study) -> None:
    row, column = study.interviews()[0].id, study.subtopics()[0].id
    link = "0" * 32
    study.chart(row, column, f"said «{{the best of the lot|{link},{link}}}» and a \\{{brace\\}} zebra")
    (hit,) = [hit for hit in study.search("zebra") if hit.subtopic]
    assert hit.text == "said “the best of the lot” and a {brace} zebra"


def test_quotations_are_found_as_they_read_and_by_their_notes(study: Study) -> None:
    first, second, *_ = (row.id for row in study.interviews())
    late, early = study.quote_stretch(second, 3, 21), study.quote_stretch(first, 3, 21)
    found = [hit for hit in study.search("met harbour") if hit.kind is HitKind.QUOTATION]
    assert [(hit.quotation, hit.interview) for hit in found] == [(early, first), (late, second)]
    assert [text for text, marked in found[0].context if marked] == ["met", "harbour"]
    words = study.quotations()[0].text
    study.edit_quotation(early, replace(words, words.index("harbour"), len(words), "marina"))
    assert [hit.text for hit in study.search("marina")] == ["met at the [marina]"]
    assert [hit.quotation for hit in study.search("harb*") if hit.quotation] == [late]
    study.note_quotation(late, "ask again")
    assert [(hit.quotation, hit.text) for hit in study.search("ask")] == [(late, "ask again")]
    study.delete_quotations([early, late])
    assert not study.search("marina") and not any(hit.quotation for hit in study.search("harbour"))
    study.undo()
    assert [hit.quotation for hit in study.search("marina")] == [early]


def test_drafts_are_found_in_their_order_by_paragraph_and_object(study: Study) -> None:
    table = {"caption": "Zebras", "rows": [{"cells": ["**Black** zebra", "white"]}, {"spanning": "both"}]}
    box = {"title": "A walk", "organisation": "the zoo", "answers": [["What?", "A zebra crossing"]]}
    draft = study.add_draft(
        "A report",
        [
            Block(BlockId(""), BlockKind.HEADING, "The __zebra__", 1),
            Block(BlockId(""), BlockKind.CLOSING, settings=table),
            Block(BlockId(""), BlockKind.PRACTICE, settings=box),
        ],
    )
    brief = study.add_draft("A brief", [Block(BlockId(""), BlockKind.PARAGRAPH, "No zebra at all")])
    heading, closing, practice = (each.id for each in study.blocks(draft))
    hits = study.search("zebra")
    assert {hit.kind for hit in hits} == {HitKind.DRAFT}
    assert [(hit.draft, hit.block, hit.text) for hit in hits] == [
        *((draft, heading, "The zebra"), (draft, closing, "Black zebra")),
        *((draft, practice, "A zebra crossing"), (brief, study.blocks(brief)[0].id, "No zebra at all")),
    ]
    assert [hit.block for query in ("zebras", "zoo", "both") for hit in study.search(query)] == [
        *(closing, practice, closing),
    ]
    assert len(study.search("zebra", 2)) == 2
    study.delete_draft(draft)
    assert [hit.draft for hit in study.search("zebra")] == [brief]
