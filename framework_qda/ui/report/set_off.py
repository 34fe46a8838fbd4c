"""Quotations set off: blocks that hold nothing else."""

from __future__ import annotations

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Quoted, write
from framework_qda.ui.report.mapping import quoted_in


def quotation_block(quoted: Quoted) -> Block:
    """Make the block of a quotation that is set off."""
    return Block(
        BlockId(""), BlockKind.QUOTATION, write([quoted]), 0, {"quotation": quoted.quotation, "in": "block"}
    )


def quotation_in(block: Block) -> str:
    """Give the quotation that a block sets off, "" where none is chosen yet."""
    found = next(iter(quoted_in(block.text)), None)
    return found.quotation if found else ""
