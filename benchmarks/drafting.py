"""Typing in a draft of 40,000 words with 500 quotations: how long a key ever waits, while all is saved."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from big_study import big_study
from fresh import probe
from measuring import Bench, Result, copy_of
from verifying import quote_many

from framework_qda import Study, open_study
from framework_qda.study.authoring import Block, BlockId, BlockKind, Quotation
from framework_qda.text.drafting import Quoted, Run, write
from framework_qda.text.quoting import shown

LIMIT = 50  # milliseconds, as promised
WORDS, QUOTATIONS = 40_000, 500
_WRITTEN = "Most of those we spoke to valued informal talk, and said so more than once. " * 5


def measure(bench: Bench) -> Iterator[Result]:
    words = 2_000 if bench.quick else WORDS
    with copy_of(big_study(bench.size)) as path:
        with open_study(path, analyst="Ann") as study:
            _make(study, words)
        told = probe("drafted", path, 40 if bench.quick else 400)
    note = f"{words:,} words; median {1000 * median(wall for wall, _ in told['keys']):.1f} ms"
    yield _longest("longest wait of a key in a long draft", told["keys"], note)
    yield _longest("longest wait between keys, when it is saved", told["between"])
    yield Result("the draft opened", 1000 * told["opened"], 1000, judged=False)


def _longest(what: str, waits: list[tuple[float, float]], note: str = "") -> Result:
    """Judge the longest of some waits, each in seconds by the clock and of the processor."""
    wall, cpu = (1000 * max(each) for each in zip(*waits, strict=True))
    return Result(what, wall, LIMIT, "ms", note, cpu / LIMIT)


def _make(study: Study, words: int) -> None:
    quote_many(study, QUOTATIONS)
    paragraphs = words // len(_WRITTEN.split())
    with study.action("Make it"):
        study.add_draft("A long report", list(_blocks(paragraphs, study.quotations())))


def _blocks(paragraphs: int, quotations: list[Quotation]) -> Iterator[Block]:
    for number in range(paragraphs):
        quoted = quotations[number % len(quotations)]
        said = Quoted(quoted.id, shown(quoted.text))
        if number % 12 == 0:
            yield Block(BlockId(""), BlockKind.HEADING, f"Section {number // 12 + 1}", 1 + number % 3)
        linked = Run("informal talk", links=(quoted.passage,)) if quoted.passage else Run("talk")
        inlines = [Run(_WRITTEN), linked, Run(" or so: "), said] if number % 3 else [Run(_WRITTEN)]
        yield Block(BlockId(""), BlockKind.PARAGRAPH, write(inlines))
        if number % 2:
            settings = {"quotation": quoted.id, "in": "block"}
            yield Block(BlockId(""), BlockKind.QUOTATION, write([said]), 0, settings)
