"""Sentences lead to their evidence, and those that have none are listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.tasks.claims import claim_at, claims, claims_page, sentences_using, without_evidence
from framework_qda.tasks.references import Places
from framework_qda.tasks.trail import EvidenceKind, behind, followed, same_evidence
from tests.study.making import ids, make_study

PASSAGE, QUOTATION = "a" * 32, "b" * 32


def block(kind: BlockKind, text: str, **settings: Any) -> Block:
    return Block(BlockId(text), kind, text, settings=settings)


def paragraph(text: str, **settings: Any) -> Block:
    return block(BlockKind.PARAGRAPH, text, **settings)


def test_a_sentence_stands_on_its_links_and_its_quotations() -> None:
    text = (
        f"Trains were {{late all winter|{PASSAGE}}}. One said "
        f'{{{{"{QUOTATION}|never again}}}}. Nobody knew why it was.'
    )
    found = claims([block(BlockKind.HEADING, "Trains"), paragraph(text)])
    assert [(each.number, each.section, each.evidence) for each in found] == [
        (0, "Trains", (PASSAGE,)),
        (1, "Trains", (QUOTATION,)),
        (2, "Trains", ()),
    ]
    assert [each.text for each in without_evidence([paragraph(text)])] == ["Nobody knew why it was."]


def test_a_block_quotation_is_evidence_of_the_sentence_before_it() -> None:
    blocks = [
        paragraph("The trains were late. Some people walked there instead:"),
        block(BlockKind.QUOTATION, f'{{{{"{QUOTATION}|}}}}'),
    ]
    assert [(each.text, each.evidence) for each in claims(blocks)] == [
        ("The trains were late.", ()),
        ("Some people walked there instead:", (QUOTATION,)),
    ]


def test_methods_headings_labels_and_notes_claim_nothing() -> None:
    blocks = [
        block(BlockKind.HEADING, "All the trains were late"),
        paragraph("We asked everybody about the trains.", claim=False),
        paragraph("In short:"),
        block(BlockKind.NOTE, "Ask again about the night trains."),
        paragraph("[[Is this so, and who says it?]]"),
    ]
    assert claims(blocks) == []


def test_the_sentence_at_a_place_stands_on_its_own_evidence_and_on_the_quotations_beneath() -> None:
    text = f"Trains were {{late|{PASSAGE}}}. Some people walked there instead:"
    blocks = [paragraph(text), block(BlockKind.QUOTATION, f'{{{{"{QUOTATION}|so slow}}}}'), paragraph("So.")]
    first, second, after = (claim_at(blocks, blocks[0].id, number) for number in (0, 1, 7))
    assert first
    assert (first.text, first.evidence) == ("Trains were late.", (PASSAGE,))
    assert second
    assert second.evidence == (QUOTATION,)
    assert after == second, "the last where there is none of that number"
    quoted = claim_at(blocks, blocks[1].id, 0)
    assert quoted
    assert (quoted.text, quoted.evidence) == ("so slow", (QUOTATION,))
    assert claim_at(blocks, BlockId("gone"), 0) is None
    assert claim_at([block(BlockKind.HEADING, "Trains")], BlockId("Trains"), 0) is None


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        yield study


def test_a_passage_a_quotation_and_a_cell_know_the_sentences_that_use_them(study: Study) -> None:
    _, subtopics, _, (first, *_) = ids(study)
    text = study.transcript(first).text
    quotation = study.quote_stretch(first, text.index("The Café"), len(text), [subtopics[0]])
    found = study.quotation(quotation)
    assert found and found.passage
    cell = f"{first}/{subtopics[0]}"
    study.chart(first, subtopics[0], f"shut {{all day|{found.passage}}}")
    blocks = [
        paragraph(f"It was {{shut|{found.passage}}}. It was {{open|{cell}}}."),
        block(BlockKind.QUOTATION, f'{{{{"{quotation}|}}}}'),
        paragraph("Nothing more was said of it."),
    ]
    draft = study.add_draft("Trains", blocks)
    first_block, quoted, _ = (each.id for each in study.blocks(draft))
    by_passage = sentences_using(study, same_evidence(study, found.passage))
    assert [(each.name, each.block, each.number, each.text) for each in by_passage] == [
        ("Trains", first_block, 0, "It was shut."),
        ("Trains", quoted, 0, "It was open."),
    ]
    assert sentences_using(study, same_evidence(study, quotation)) == by_passage
    assert [each.number for each in sentences_using(study, same_evidence(study, cell))] == [1]
    places = Places(study)
    assert (
        followed(study, places, quotation).words == "‘The Café by the meadow was shut; the slow train came.’"
    )
    assert followed(study, places, quotation).passage == found.passage
    held = followed(study, places, cell)
    assert (held.kind, held.words, held.behind) == (EvidenceKind.CELL, "shut all day", 1)
    assert behind(study, (first, subtopics[0])) == [found.passage]
    assert followed(study, places, "f" * 32).kind is EvidenceKind.GONE
    assert followed(study, places, f"{first}/{'f' * 32}").kind is EvidenceKind.GONE


def test_claims_without_evidence_are_a_page_by_section(study: Study) -> None:
    draft = study.add_draft(
        "Trains",
        [
            block(BlockKind.HEADING, "Winter"),
            paragraph(f"Nobody ever came by train. All {{walked home|{PASSAGE}}}."),
            block(BlockKind.HEADING, "Summer"),
            paragraph("All of them went by bicycle."),
        ],
    )
    page = claims_page(study, draft)
    (grid,) = page.grids
    assert [(band.title, [row.cells[0].markup for row in band.rows]) for band in grid.bands] == [
        ("Winter", ["Nobody ever came by train."]),
        ("Summer", ["All of them went by bicycle."]),
    ]
    assert "2 of 3 claims" in str(page.blocks[0])
    study.put_blocks(draft, [paragraph(f"All {{walked home|{PASSAGE}}}.")])
    assert not claims_page(study, draft).grids
