"""Make a new study, or the sample."""

from __future__ import annotations

from pathlib import Path

import click

from framework_qda import create_study
from framework_qda.cli.opening import asked_passphrase, file_argument, given_passphrase, passphrase_option
from framework_qda.cli.terminal import progress
from framework_qda.launch import PASSPHRASE
from framework_qda.tasks.describing import count


@click.command()
@file_argument
@click.option(
    "--matrices", type=click.Path(path_type=Path), help="Folder of TOML files, one a matrix, to begin with."
)
@click.option("--empty", is_flag=True, help="Begin without any matrix.")
@click.option("--title", default="", help="Name of the study; the file's name where it is left out.")
@click.option("--passphrase", is_flag=True, help="Protect the study by a passphrase, which is asked for.")
@passphrase_option
def new(
    file: Path,
    *,
    matrices: Path | None,
    empty: bool,
    title: str,
    passphrase: bool,
    passphrase_file: Path | None,
) -> None:
    """Make a new study, with the four matrices that come with the program or your own.

    \b
    Example: framework-qda new ward-study.fqda --matrices my-framework --passphrase
    """
    from framework_qda.sources.matrices import read_framework
    from framework_qda.tasks.library import matrices_folder

    if matrices and empty:
        raise click.UsageError("Give --matrices or --empty, not both.")
    outlines = [] if empty else read_framework(matrices or matrices_folder())
    words = _new_passphrase(passphrase_file) if passphrase or passphrase_file else ""
    with create_study(file, title, words) as study:
        if outlines:
            study.add_framework(outlines)
    protected = ", protected by a passphrase" if words else ""
    click.echo(f"Made {file} with {count(len(outlines), 'matrix', 'matrices')}{protected}.")


def _new_passphrase(file: Path | None) -> str:
    words = given_passphrase(file) or asked_passphrase(twice=True)
    if not words:
        raise click.UsageError(f"Nobody can type a passphrase here: give --passphrase-file or {PASSPHRASE}.")
    return words


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default="Sample study.fqda")
def sample(file: Path) -> None:
    """Build the fictional sample study: 12 areas, 28 interviews, four matrices.

    Without FILE it becomes “Sample study.fqda” in this folder.

    \b
    Example: framework-qda sample my-first.fqda
    """
    from framework_qda.tasks.sample import build_sample

    with progress() as told:
        build_sample(file, told)
    click.echo(f"Made {file}.")
