"""Find words in a study."""

from __future__ import annotations

from pathlib import Path

import click

from framework_qda import Study
from framework_qda.cli.opening import file_argument, opened, passphrase_option
from framework_qda.study.authoring import DraftId
from framework_qda.study.model import Hit, HitKind


@click.command()
@file_argument
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="Most hits to show.")
@passphrase_option
def search(file: Path, query: tuple[str, ...], limit: int, passphrase_file: Path | None) -> None:
    """Find words, "exact phrases" and prefix* in notes, summaries, memos, comments, quotations and drafts.

    \b
    Example: framework-qda search ward-study.fqda 'discharge planning' --limit 20
    """
    words = " ".join(query)
    with opened(file, passphrase_file) as study:
        hits = study.search(words, limit)[:limit]
        places = _Places(study)
        for hit in hits:
            click.echo(f"{places.of(hit)}\n    {_highlighted(hit)}")
    if not hits:
        click.echo(f"“{words}” is found nowhere in {file}.")


class _Places:
    """Name where a hit stands: area, interview, and sub-topic or paragraph."""

    def __init__(self, study: Study) -> None:
        self._study = study
        areas = {area.id: area.name for area in study.areas()}
        self._rows = {row.id: f"{areas[row.area]} · {row.name}" for row in study.interviews()}
        titles = {matrix.id: matrix.title for matrix in study.matrices()}
        self._columns = {
            subtopic.id: f"{titles[subtopic.matrix]} · {subtopic.name}" for subtopic in study.subtopics()
        }

    def of(self, hit: Hit) -> str:
        if hit.memo and (memo := self._study.memo(hit.memo)):
            return f"memo · {self._study.subject_name(memo.about, memo.subject) or memo.about}"
        if hit.kind is HitKind.QUOTATION:
            return f"quotation · {self._rows[hit.interview]}"
        if hit.kind is HitKind.DRAFT:
            draft = self._study.draft(DraftId(hit.draft))
            return f"draft · {draft.name if draft else ''}"
        if hit.kind is HitKind.COMMENT and hit.subtopic:
            return f"comment · {self._rows[hit.interview]} · {self._columns[hit.subtopic]}"
        place = self._columns[hit.subtopic] if hit.subtopic else f"paragraph {hit.paragraph}"
        return f"{self._rows[hit.interview]} · {place}"


def _highlighted(hit: Hit) -> str:
    text = "".join(click.style(piece, bold=True) if found else piece for piece, found in hit.context)
    return " ".join(text.split())
