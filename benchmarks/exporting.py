"""Exporting a matrix to Word: a cell of a long one costs what a cell of a short one does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from big_study import big_study
from measuring import Bench, Cost, Result, compared, in_turn, workplace

from framework_qda import Study, open_study
from framework_qda.study.model import InterviewId
from framework_qda.tasks.exporting import export

FEW = 28


def measure(bench: Bench) -> Iterator[Result]:
    with open_study(big_study(bench.size)) as study, workplace() as folder:
        everything = [interview.id for interview in study.interviews()]
        columns = len(study.subtopics(study.find_matrix(1).id))

        def write(rows: Sequence[InterviewId]) -> None:
            _export(study, folder / "matrix.docx", rows)

        write(everything[:1])  # what is loaded on the first export is no matter of rows
        many, few = in_turn(bench.times(5), lambda: write(everything), lambda: write(everything[:FEW]))
    ours, theirs = _a_cell(many, len(everything) * columns), _a_cell(few, FEW * columns)
    note = f"1.3 x that of {FEW} rows"
    yield compared(f"Word export of {len(everything):,} rows, a cell", ours, theirs, 1.3, note)


def _a_cell(cost: Cost, cells: int) -> Cost:
    return Cost(cost.wall / cells, cost.cpu / cells)


def _export(study: Study, path: Path, rows: Sequence[InterviewId]) -> None:
    export(study, path, [1], interviews=rows)
