"""Follow a draft's sentences to their evidence, and list those that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from framework_qda.reading.page import Band, Facts, Grid, GridRow, Page, Prose, Text
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId
from framework_qda.tasks.page_parts import plain, said
from framework_qda.text import drafting
from framework_qda.text.drafting import Inline, Quoted, Run

SAYING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED)
FEWEST_WORDS = 4  # fewer are a label, not a claim
_KEPT = 20_000  # paragraphs; few of a draft change at a time


class Claim(NamedTuple):
    """A sentence of a draft, and the ids of the quotations, passages and cells it stands on.

    `number` counts the sentences of its block from 0; `section` is the heading it stands under.
    """

    block: BlockId
    number: int
    section: str
    text: str
    evidence: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence as it is read, and the ids of what it names as evidence."""

    text: str
    evidence: tuple[str, ...]

    @property
    def claims(self) -> bool:
        """Whether it says something that evidence could stand behind."""
        return bool(self.evidence) or drafting.words(self.text) >= FEWEST_WORDS


def claims(blocks: Iterable[Block]) -> list[Claim]:
    """List the sentences of a draft with their evidence.

    A block quotation is evidence of the sentence before it. A paragraph of which its author said that it
    needs none (settings “claim” false) makes no claims, nor do headings and notes to self.
    """
    found, section = list[Claim](), ""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            section = drafting.plain(block.text)
        elif block.kind is BlockKind.QUOTATION and found:
            quoted = drafting.quotations(block.text)
            found[-1] = found[-1]._replace(evidence=(*found[-1].evidence, *quoted))
        elif block.kind in SAYING and block.settings.get("claim", True):
            found += [
                Claim(block.id, number, section, *sentence)
                for number, sentence in enumerate(sentences(block.text))
                if sentence.claims
            ]
    return found


def without_evidence(blocks: Iterable[Block]) -> list[Claim]:
    """List the claims that stand on nothing."""
    return [claim for claim in claims(blocks) if not claim.evidence]


@lru_cache(_KEPT)
def sentences(markup: str) -> tuple[Sentence, ...]:
    """Part a block into its sentences."""
    return tuple(map(_sentence, drafting.sentences(drafting.parse(markup))))


def _sentence(inlines: Iterable[Inline]) -> Sentence:
    held = list(inlines)
    text = drafting.plain(drafting.write(each for each in held if not _aside(each)))
    return Sentence(text.strip(), tuple(dict.fromkeys(id for each in held for id in _evidence(each))))


def _aside(inline: Inline) -> bool:
    return isinstance(inline, Run) and inline.note


def _evidence(inline: Inline) -> tuple[str, ...]:
    match inline:
        case Run(links=links):
            return links
        case Quoted(quotation):
            return (quotation,)
        case _:
            return ()


def claim_at(blocks: Sequence[Block], block: BlockId, number: int) -> Claim | None:
    """Give one sentence of a block with its evidence; a block quotation is its own.

    None for what says nothing itself: headings, objects, notes to self, empty paragraphs.
    """
    index = next((n for n, each in enumerate(blocks) if each.id == block), None)
    if index is None:
        return None
    held = blocks[index]
    if held.kind is BlockKind.QUOTATION:
        return Claim(block, 0, "", drafting.plain(held.text).strip(), tuple(drafting.quotations(held.text)))
    if held.kind not in SAYING or not (parted := sentences(held.text)):
        return None
    number = min(number, len(parted) - 1)
    evidence = list(parted[number].evidence)
    if number == len(parted) - 1:
        evidence += _beneath(blocks, index)
    return Claim(block, number, "", parted[number].text, tuple(dict.fromkeys(evidence)))


def _beneath(blocks: Sequence[Block], index: int) -> Iterator[str]:
    """Give the block quotations right after a paragraph."""
    for each in blocks[index + 1 :]:
        if each.kind is not BlockKind.QUOTATION:
            return
        yield from drafting.quotations(each.text)


# --- From the evidence back to the sentences --------------------------------------------------------------


class Using(NamedTuple):
    """A sentence that uses something as evidence; a block quotation has the sentence before it."""

    draft: DraftId
    name: str
    block: BlockId
    number: int
    text: str


def sentences_using(study: Study, ids: Iterable[str]) -> list[Using]:
    """List the sentences of all drafts that stand on any of these quotations, passages or cells."""
    wanted = frozenset(ids)
    return [
        Using(draft.id, draft.name, *found)
        for draft in study.drafts()
        for found in _using(study.blocks(draft.id), wanted)
    ]


def _using(blocks: Iterable[Block], wanted: frozenset[str]) -> Iterator[tuple[BlockId, int, str]]:
    before = ""
    for block in blocks:
        used = any(each in block.text for each in wanted)  # reading a whole draft anew takes too long
        if block.kind is BlockKind.QUOTATION:
            if used:
                yield block.id, 0, _last(before)
        elif block.kind in SAYING or block.kind is BlockKind.HEADING:
            if used:
                for number, sentence in enumerate(sentences(block.text)):
                    if wanted.intersection(sentence.evidence):
                        yield block.id, number, sentence.text
            before = block.text


def _last(markup: str) -> str:
    return sentences(markup)[-1].text if markup else ""


# --- On paper ---------------------------------------------------------------------------------------------


def claims_page(study: Study, draft: DraftId) -> Page:
    """List the claims of a draft that have no evidence, by section, as every format writes it."""
    found = study.draft(draft)
    blocks = study.blocks(draft)
    every, lacking = claims(blocks), without_evidence(blocks)
    bands = tuple(
        Band(
            section,
            tuple(
                GridRow(str(n), (Text(plain(each.text)),))
                for n, each in enumerate(lacking, 1)
                if each.section == section
            ),
        )
        for section in dict.fromkeys(each.section for each in lacking)
    )
    return Page(
        found.name if found else "",
        "Claims without evidence",
        False,
        (
            Facts((("Study", study.title), ("Without evidence", f"{len(lacking)} of {len(every)} claims"))),
            Grid("", "no.", ("sentence",), bands, "section", widths=(1.0,))
            if lacking
            else Prose(said("Every claim of this draft has evidence."), ""),
        ),
    )
