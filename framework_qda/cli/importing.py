"""Bring interviews into a study."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from framework_qda import Study
from framework_qda.cli.opening import file_argument, opened, passphrase_option
from framework_qda.cli.terminal import print_table, progress
from framework_qda.study.model import InterviewId
from framework_qda.tasks.describing import count


@click.command("import")
@file_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--cases",
    type=click.Path(path_type=Path),
    help="Sheet (.csv, .tsv, .xlsx) that says which area, interview and people a file belongs to.",
)
@passphrase_option
def import_(file: Path, paths: tuple[Path, ...], cases: Path | None, passphrase_file: Path | None) -> None:
    """Import interviews from Word, text and Markdown files, or folders of them.

    A sheet called cases.csv (or .tsv, .xlsx) among them is used without being named. Good files go in even
    where others are refused; the exit code is 1 if any is.

    \b
    Example: framework-qda import ward-study.fqda notes --cases notes/cases.xlsx
    """
    from framework_qda.tasks.importing import import_files, left_out, plan

    pairs = plan(paths, cases)
    with opened(file, passphrase_file) as study:
        with progress() as told:
            report = import_files(study, pairs, told)
        _print_imported(study, set(report.imported))
    for path in left_out(paths, pairs):
        click.echo(f"“{path}” was left out: the sheet of cases does not name it.", err=True)
    for refusal in report.refused:
        click.echo(refusal, err=True)
    if report.refused:
        sys.exit(1)


def _print_imported(study: Study, imported: set[InterviewId]) -> None:
    areas = {area.id: area.name for area in study.areas()}
    words = study.transcript_words()
    click.echo(f"Imported {count(len(imported), 'interview')}.")
    print_table(
        (
            (areas[row.area], row.name, count(words[row.id], "word"), row.source)
            for row in study.interviews()
            if row.id in imported
        ),
        indent="  ",
    )
