"""Print in columns, and show progress where somebody looks on."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager

import click

from framework_qda.progress import Progress, silent

_CLEAR = "\r\033[K"


@contextmanager
def progress() -> Generator[Progress]:
    """Show progress in one line of a terminal, which is cleared at the end; stay silent anywhere else."""
    if not sys.stderr.isatty():
        yield silent
        return
    try:
        yield _show
    finally:
        click.echo(_CLEAR, err=True, nl=False)


def _show(done: int, total: int, words: str, /) -> None:
    click.echo(f"{_CLEAR}{done}/{total}  {words}", err=True, nl=False)


def print_table(rows: Iterable[Sequence[object]], indent: str = "") -> None:
    """Print rows in columns, aligned at the left."""
    texts = [[str(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        click.echo((indent + "  ".join(cells)).rstrip())
