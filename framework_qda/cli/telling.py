"""Tell what a study holds, and whether its file is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from framework_qda import Study
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
@click.option("--draft", default="", metavar="NAME", help="Only what stands in the way of this draft.")
@passphrase_option
def check(file: Path, draft: str, passphrase_file: Path | None) -> None:
    """Check that the file of a study is whole, and what stands in the way of going out.

    Lists, one a line, where a quotation is not verified or from notes that nobody has checked by ear, and
    what could tell who somebody is and was not accepted. The exit code is 1 where there is any, or where the
    file is damaged. Passages that a correction of their words left doubtful or lost are listed too; they are
    no damage.

    \b
    Example:
      framework-qda check ward-study.fqda
      framework-qda check ward-study.fqda --draft "Starting on the wards"
    """
    with opened(file, passphrase_file) as study:
        problems = study.problems()
        told, waiting = (problems, "") if problems else _told(study, draft)
    for line in told:
        click.echo(line)
    if problems:
        click.echo(f"“{file.name}” is damaged; go back to its latest sound copy.", err=True)
        sys.exit(1)
    click.echo(f"“{file.name}” is sound.")
    if waiting:
        click.echo(f"This stands in the way of going out: {waiting}.", err=True)
        sys.exit(1)


def _told(study: Study, name: str) -> tuple[list[str], str]:
    """Give what is to be looked at, a line each, and how much of it stands in the way."""
    from framework_qda.tasks.checking import in_a_line, open_findings, summed
    from framework_qda.tasks.publishing import draft_named

    draft = draft_named(study, name).id if name else None
    found = open_findings(study, draft)
    lines = [in_a_line(study, each) for each in found]
    return [*([] if draft else unsettled(study)), *lines], summed(found)
