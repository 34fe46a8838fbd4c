"""Sentences lead to their evidence, and those that have none are listed."""

from __future__ import annotations

from typing import Any

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.tasks.claims import claims, without_evidence

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
