"""Searching two words in all notes and summaries, beside the bare query of the index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import apsw
from big_study import Words, big_study
from measuring import Bench, Cost, Result, copy_of, in_turn

from framework_qda import Study, open_study

LIMIT = 50  # milliseconds
# Places in the vocabulary, the commonest word first: many hits, some, few that are far between.
_PAIRS = ((5, 20), (40, 300), (300, 700), (0, 4000), (2500, 6000), (100, 15000))
_BARE = """
    SELECT rowid, snippet(paragraph_words, 0, '<', '>', '…', 24) FROM paragraph_words
    WHERE paragraph_words MATCH ? LIMIT 50
"""


def measure(bench: Bench) -> Iterator[Result]:
    path, words = big_study(bench.size), Words("").vocabulary
    queries = [f"{words[first]} {words[second]}" for first, second in _PAIRS]
    with open_study(path) as study, copy_of(path) as copy:
        bare = apsw.Connection(str(copy), apsw.SQLITE_OPEN_READONLY)
        taken = [_search(bench, study, bare, query) for query in queries]
        bare.close()
        slowest, query = max(zip(taken, queries, strict=True), key=lambda each: each[0][0].wall)
        hits = len(study.search(query))
    ours, theirs = slowest
    note = f"slowest of {len(queries)} pairs, {hits} hits; {ours.wall / theirs.wall:.1f} x the bare query"
    yield Result("two-word search, first 50 hits with context", 1000 * ours.wall, LIMIT, "ms", note)


def _search(bench: Bench, study: Study, bare: apsw.Connection, query: str) -> list[Cost]:
    return in_turn(
        bench.times(15), partial(study.search, query, 50), lambda: bare.execute(_BARE, (query,)).fetchall()
    )
