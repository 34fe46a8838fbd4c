"""Indexing a passage with the interview on show, and opening a very long interview with 300 passages."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator

from big_study import big_study, transcript
from measuring import Bench, Cost, Result, copy_of, cost, middle

from framework_qda import open_study
from framework_qda.study import Study
from framework_qda.study.model import InterviewId
from framework_qda.text.case import Case

_INDEX, _OPEN = 50.0, 300.0  # milliseconds
_LONG, _PASSAGES = 150_000, 300


def measure(bench: Bench) -> Iterator[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    from framework_qda.ui.studio import Studio
    from framework_qda.ui.window import MainWindow

    with copy_of(big_study(bench.size)) as path:
        with open_study(path, analyst="Ann") as study:
            long = _add_long(study, _LONG // 30 if bench.quick else _LONG)
        window = MainWindow()
        window.resize(1440, 860)
        window.show()
        window.open_file(path)
        assert isinstance(window.studio, Studio) and window.desk is not None
        window.desk.show_notes()
        study, pane = window.studio.study, window.desk.transcript
        rows, topics = study.interviews(), [each.id for each in study.subtopics()]
        pane.show_interview(rows[0].id)
        app.processEvents()
        turns = iter(range(10_000))

        def index() -> None:
            turn = next(turns)
            study.index(rows[0].id, 40 * turn, 40 * turn + 60, [topics[turn % len(topics)]])
            app.processEvents()

        def leave() -> None:
            pane.show_interview(rows[0].id)
            app.processEvents()

        def open_long() -> None:
            pane.show_interview(long)
            pane.repaint()
            app.processEvents()

        taken = middle([cost(index) for _ in range(bench.times(60))])
        opened: list[Cost] = []
        for _ in range(bench.times(9)):
            leave()
            opened.append(cost(open_long))
        window.close()
    yield Result("Index a passage, the window painted", 1000 * taken.wall, _INDEX, "ms", "limit of the issue")
    words = f"{_LONG:,} words, {_PASSAGES} passages"
    yield Result("Open a very long interview", 1000 * middle(opened).wall, _OPEN, "ms", words)


def _add_long(study: Study, words: int) -> InterviewId:
    case = Case("long.txt", study.areas()[0].name, "Very long")
    (row,) = study.import_interviews([(case, transcript(4711, words))])
    length, chance = len(study.transcript(row).text), random.Random("passages")
    topics = [each.id for each in study.subtopics()]
    with study.action("Index passages"):
        for _ in range(_PASSAGES):
            start = chance.randrange(length - 400)
            study.index(row, start, start + chance.randrange(40, 400), [chance.choice(topics)])
    return row
