"""Importing Word files into a study, beside python-docx only reading their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import docx
from big_study import KEPT, Size, case, transcript
from measuring import Bench, Result, compared, in_turn, workplace

from framework_qda import create_study
from framework_qda.tasks.importing import import_files

FILES = Size(500, 2_000)
LONG_FILES = Size(25, 10_000)
FEW_FILES = Size(4, 300)


def measure(bench: Bench) -> Iterator[Result]:
    for size in (FEW_FILES,) if bench.quick else (FILES, LONG_FILES):
        yield _import(bench, size)


def _import(bench: Bench, size: Size) -> Result:
    paths = word_files(size)
    cases = [(path, case(n)) for n, path in enumerate(paths)]
    with workplace() as folder:
        names = count()

        def bring_in() -> None:
            with create_study(folder / f"{next(names)}.fqda") as study:
                assert len(import_files(study, cases).imported) == len(cases)

        ours, theirs = in_turn(bench.times(3), bring_in, lambda: _only_read(paths))
    what = f"importing {size.interviews} Word files of {size.words:,} words"
    return compared(what, ours, theirs, 1.2, "1.2 x python-docx only reading")


def _only_read(paths: Sequence[Path]) -> None:
    for path in paths:
        _ = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def word_files(size: Size) -> list[Path]:
    """Give files of interviews, made where they are not there yet."""
    folder = KEPT / f"word-{size.interviews}x{size.words}"
    paths = [folder / f"interview-{n:04}.docx" for n in range(size.interviews)]
    folder.mkdir(parents=True, exist_ok=True)
    for n, path in enumerate(paths):
        if not path.exists():
            _write(path, n, size.words)
    return paths


def _write(path: Path, n: int, words: int) -> None:
    document = docx.Document()
    for paragraph in transcript(n, words).paragraphs:
        run = document.add_paragraph().add_run(f"{paragraph.speaker}: ")
        run.bold = True
        document.paragraphs[-1].add_run(paragraph.text)
    document.save(str(path))
