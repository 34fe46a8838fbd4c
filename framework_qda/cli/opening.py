"""Open the study that a command names, with the passphrase it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from framework_qda import Study, open_study
from framework_qda.errors import PassphraseNeeded, Refused
from framework_qda.launch import PASSPHRASE

Command = Callable[..., None]
file_argument = click.argument("file", type=click.Path(path_type=Path))


def passphrase_option(command: Command) -> Command:
    """Let a command take a passphrase from a file."""
    return click.option(
        "--passphrase-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read the passphrase from the first line of this file.",
    )(command)


def given_passphrase(file: Path | None) -> str:
    """Give the passphrase in the file, else the one in the environment, else ""."""
    return _first_line(file) if file else os.environ.get(PASSPHRASE, "")


def asked_passphrase(*, twice: bool = False) -> str:
    """Ask for the passphrase on a terminal; "" where nobody can answer."""
    if not somebody_can_answer():
        return ""
    return click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"“{file.name}” cannot be read as text; write the passphrase in its first line."
        ) from None
    if not lines or not lines[0]:
        raise Refused(f"“{file.name}” has no passphrase in its first line; write it there.")
    return lines[0]


def somebody_can_answer() -> bool:
    """Tell whether a person sits at a terminal."""
    return sys.stdin.isatty()


def opened(file: Path, passphrase_file: Path | None) -> Study:
    """Open a study; raises StudyError."""
    return unlocked(file, passphrase_file)[0]


def unlocked(file: Path, passphrase_file: Path | None) -> tuple[Study, bool]:
    """Open a study, and tell whether a passphrase was needed."""
    try:
        return open_study(file), False
    except PassphraseNeeded:
        return open_study(file, given_passphrase(passphrase_file) or asked_passphrase()), True
