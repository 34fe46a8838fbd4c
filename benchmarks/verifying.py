"""Verifying the quotations of a study just opened, and finding one of a report among all its transcripts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from big_study import big_study
from measuring import Bench, Cost, Result, copy_of, cost, in_turn, middle

from framework_qda import Study, open_study
from framework_qda.text.finding import find_among
from framework_qda.text.quoting import cut, insert, plain, replace
from framework_qda.text.verifying import Verdict

_VERIFY, _FIND = 5000.0, 1000.0  # milliseconds
QUOTATIONS = 5_000
_LENGTH = 300  # characters


def measure(bench: Bench) -> Iterator[Result]:
    count = 50 if bench.quick else QUOTATIONS
    with copy_of(big_study(bench.size)) as path:
        with open_study(path, analyst="Ann") as study:
            quote_many(study, count)
            texts = {row.id: study.transcript(row.id).text for row in study.interviews()}
        taken = middle([_verified(path) for _ in range(bench.times(5))])
        with open_study(path) as study:
            told = Counter(check.verdict for check in study.verified().values())
    what = f"{count:,} quotations verified, {len(texts):,} transcripts"
    note = ", ".join(f"{told[verdict]} {verdict}" for verdict in Verdict)
    yield Result(what, 1000 * taken.wall, _VERIFY, "ms", note)
    asked = list(texts.values())[-1][-200:].partition(" ")[2].strip()
    (taken,) = in_turn(bench.times(5), lambda: find_among(f"‘{asked}’", texts))
    what = "a report's words found among the transcripts"
    yield Result(what, 1000 * taken.wall, _FIND, "ms", "as they stand")


def _verified(path: Path) -> Cost:
    with open_study(path) as study:
        return cost(study.verified)


def quote_many(study: Study, count: int) -> None:
    """Quote from all interviews: words as they are, edited, with one more, and of passages since gone."""
    rows, chance = study.interviews(), random.Random("quotations")
    with study.action("Quote"):
        for number in range(count):
            row = rows[number * len(rows) // count].id
            text = study.transcript(row).text
            start = chance.randrange(len(text) - _LENGTH)
            passage = study.mark_passage(row, start, start + _LENGTH)
            words = text[start : start + _LENGTH].strip()
            kind = chance.choices(("as it is", "edited", "differs", "gone"), (40, 45, 5, 10))[0]
            made = {"edited": _edited(words), "differs": plain(words.replace(" ", " not ", 1))}
            study.quote(passage, text=made.get(kind, ""))
            if kind == "gone":
                study.delete_passage(passage)


def _edited(words: str) -> str:
    middle = len(words) // 2
    return insert(replace(cut(plain(words), 10, 40), middle, middle + 12, "a role"), len(words) - 20, "they")
