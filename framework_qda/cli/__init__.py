"""The verbs of a study for the command line.

Exit codes: 0; 1 where something in the user's world is wrong, told in one sentence; 2 for wrong usage.
One module a kind of command; what is heavy is imported by the command that needs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framework_qda import __version__
from framework_qda.cli import exporting, finding, importing, making, quoting, reporting, telling
from framework_qda.cli.opening import file_argument, given_passphrase, passphrase_option
from framework_qda.errors import StudyError, StudyMissing
from framework_qda.launch import open_workbench

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Take a first word that is no command as the file to open, and tell a StudyError in its sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StudyError as error:
            click.echo(error, err=True)
            ctx.exit(1)


@click.group(cls=_Commands, invoke_without_command=True, context_settings=_HELP)
@click.version_option(__version__, prog_name="Framework QDA", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Framework analysis of interviews: summaries in thematic matrices.

    “framework-qda FILE” opens a study in the workbench; without FILE it shows the welcome page.

    A study protected by a passphrase asks for it; scripts give it in a file (--passphrase-file) or in the
    environment variable FRAMEWORK_QDA_PASSPHRASE.

    \b
    Example:
      framework-qda sample my-first.fqda
      framework-qda my-first.fqda
    """
    if ctx.invoked_subcommand is None:
        open_workbench()


@main.command("open")
@file_argument
@passphrase_option
def open_(file: Path, passphrase_file: Path | None) -> None:
    """Open a study in the workbench; the word “open” may be left out.

    Where no passphrase is given and the study needs one, the workbench asks for it.

    \b
    Example: framework-qda hospital-study.fqda
    """
    if not file.exists():
        raise StudyMissing(file)
    open_workbench(file, given_passphrase(passphrase_file))


for _command in (
    *(making.new, making.sample),
    importing.import_,
    exporting.export,
    quoting.quotes,
    reporting.report,
    finding.search,
    *(telling.info, telling.check),
):
    main.add_command(_command)
