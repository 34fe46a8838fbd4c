"""Tell what a study holds, and whether its file is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from framework_qda.cli.opening import file_argument, opened, passphrase_option, unlocked
from framework_qda.cli.terminal import print_table
from framework_qda.tasks.describing import attribute_rows, facts, matrix_rows, unsettled, view_rows


@click.command()
@file_argument
@passphrase_option
def info(file: Path, passphrase_file: Path | None) -> None:
    """Tell what a study holds and how much of it is charted.

    \b
    Example: framework-qda info ward-study.fqda
    """
    study, protected = unlocked(file, passphrase_file)
    with study:
        for rows in (facts(study, protected), matrix_rows(study), attribute_rows(study), view_rows(study)):
            print_table(rows)
            click.echo()


@click.command()
@file_argument
@passphrase_option
def check(file: Path, passphrase_file: Path | None) -> None:
    """Check that the file of a study is whole; the exit code is 1 where it is not.

    Passages that a correction of their words left doubtful or lost are listed; they are no damage.

    \b
    Example: framework-qda check ward-study.fqda
    """
    with opened(file, passphrase_file) as study:
        problems = study.problems()
        findings = problems or unsettled(study)
    for finding in findings:
        click.echo(finding)
    if problems:
        click.echo(f"“{file.name}” is damaged; go back to its latest sound copy.", err=True)
        sys.exit(1)
    click.echo(f"“{file.name}” is sound.")
