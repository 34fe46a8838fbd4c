"""Follow a draft's sentences to their evidence, and list those that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text import drafting
from framework_qda.text.drafting import Inline, Quoted, Run

_SAYING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED)
_FEWEST_WORDS = 4  # fewer are a label, not a claim


class Claim(NamedTuple):
    """A sentence of a draft, and the ids of the quotations, passages and cells it stands on.

    `number` counts the sentences of its block from 0; `section` is the heading it stands under.
    """

    block: BlockId
    number: int
    section: str
    text: str
    evidence: tuple[str, ...]


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
        elif block.kind in _SAYING and block.settings.get("claim", True):
            found += _of_block(block, section)
    return found


def without_evidence(blocks: Iterable[Block]) -> list[Claim]:
    """List the claims that stand on nothing."""
    return [claim for claim in claims(blocks) if not claim.evidence]


def _of_block(block: Block, section: str) -> Iterator[Claim]:
    for number, sentence in enumerate(drafting.sentences(drafting.parse(block.text))):
        text = drafting.plain(drafting.write(each for each in sentence if not _aside(each)))
        evidence = tuple(dict.fromkeys(id for each in sentence for id in _evidence(each)))
        if evidence or drafting.words(text) >= _FEWEST_WORDS:
            yield Claim(block.id, number, section, text.strip(), evidence)


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
