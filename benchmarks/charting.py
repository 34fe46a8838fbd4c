"""Charting one cell, recorded and durable, beside a bare commit of the same row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import apsw
from big_study import Words, big_study, summary
from measuring import Bench, Result, compared, copy_of, in_turn

from framework_qda import open_study

_PLAIN = """
    CREATE TABLE plain (interview TEXT NOT NULL, subtopic TEXT NOT NULL, summary TEXT NOT NULL,
    blank_reason TEXT NOT NULL, author TEXT NOT NULL, charted_at TEXT NOT NULL,
    PRIMARY KEY (interview, subtopic))
"""


def measure(bench: Bench) -> Iterator[Result]:
    with copy_of(big_study(bench.size)) as path, open_study(path, analyst="Ann") as study:
        rows, columns = [row.id for row in study.interviews()], [column.id for column in study.subtopics()]
        cells = study.cells(rows, columns)
        bare = _bare(path.with_name("bare.db"))
        bare.executemany(
            "INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?)",
            [(*key, c.summary, c.blank_reason, c.author, c.charted_at) for key, c in cells.items()],
        )
        ours, theirs, words = cycle(cells), cycle(cells), Words("charting")

        def chart() -> None:
            study.chart(*next(ours), summary(words))

        def commit() -> None:
            row = (*next(theirs), summary(words), "", "Ann", "2012-02-28T10:00:00+00:00")
            bare.execute("INSERT OR REPLACE INTO plain VALUES (?, ?, ?, ?, ?, ?)", row)

        recorded, plain = in_turn(bench.times(200), chart, commit)
        bare.close()
    note = f"3 x a bare commit of {1000 * plain.wall:.2f} ms"
    yield compared("one charted cell, durable and recorded", recorded, plain, 3, note)


def _bare(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_PLAIN)
    return connection
