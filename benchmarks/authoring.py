"""Working with 5,000 quotations and a draft of 1,000 blocks: reading them, and what one edit costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from big_study import big_study
from measuring import Bench, Result, copy_of, cost, middle
from verifying import QUOTATIONS, quote_many

from framework_qda import Study, open_study
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId
from framework_qda.text.drafting import Quoted, Run, write

_READ, _NAME, _AGAIN, _PUT = 100.0, 100.0, 100.0, 10.0  # milliseconds
_BLOCKS = 1_000
_WRITTEN = "Most of those we spoke to valued informal talk, and said so more than once. " * 3


def measure(bench: Bench) -> Iterator[Result]:
    number, blocks = (50, 20) if bench.quick else (QUOTATIONS, _BLOCKS)
    with copy_of(big_study(bench.size)) as path, open_study(path, analyst="Ann") as study:
        quote_many(study, number)
        study.add_attribution("Side", "{side}, {role}, {region}")
        draft, turns = _draft(study, blocks), count()

        def edited() -> None:
            """Change one quotation, so that all that is kept of them is read anew."""
            study.note_quotation(study.quotations()[7].id, f"turn {next(turns)}")

        def typed() -> None:
            _type(study, draft, f"turn {next(turns)}")

        measures: list[tuple[str, float, Callable[[], object], Callable[[], object]]] = [
            (f"{number:,} quotations read after an edit", _READ, edited, study.quotations),
            (f"{number:,} attributions named after an edit", _NAME, edited, study.attributions),
            (f"{number:,} verified again after an edit", _AGAIN, edited, study.verified),
            (f"one of {blocks:,} blocks put", _PUT, lambda: study.blocks(draft), typed),
        ]
        study.verified()
        study.attributions()
        for what, limit, before, task in measures:
            costs = [(before(), cost(task))[1] for _ in range(bench.times(9))]
            yield Result(what, 1000 * middle(costs).wall, limit)


def _draft(study: Study, blocks: int) -> DraftId:
    quotations = study.quotations()
    texts = [
        write([Run(_WRITTEN), Quoted(each.id, each.words[:60]), Run(".")]) for each in quotations[:blocks]
    ]
    return study.add_draft("A report", [Block(BlockId(""), BlockKind.PARAGRAPH, text) for text in texts])


def _type(study: Study, draft: DraftId, words: str) -> None:
    blocks = study.blocks(draft)
    middle_one = len(blocks) // 2
    blocks[middle_one] = blocks[middle_one]._replace(text=words)
    study.put_blocks(draft, blocks, continues="typing")
