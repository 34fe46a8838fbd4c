"""Bring an older study file up to today's version, one step a version, after a backup beside it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, count
from pathlib import Path

import apsw

Step = Callable[[apsw.Connection], None]

# The step at index n brings a file of version n + 1 to version n + 2.
STEPS: tuple[Step, ...] = (
    lambda connection: run_script(connection, "schema_2.sql"),
    lambda connection: run_script(connection, "schema_3.sql"),
    lambda connection: run_script(connection, "schema_4.sql"),
)
VERSION = len(STEPS) + 1


def build(connection: apsw.Connection, version: int = 0) -> None:
    """Make the tables of a version, today's unless told, in an empty file: the first's, then every step."""
    version = version or VERSION
    run_script(connection, "schema.sql")
    for step in STEPS[: version - 1]:
        step(connection)
    connection.pragma("user_version", version)


def run_script(connection: apsw.Connection, name: str) -> None:
    """Run a file of SQL that lies beside this one."""
    from importlib.resources import files

    script = files("framework_qda.study").joinpath(name).read_text("utf-8")
    for _ in connection.execute(script):
        pass


def migrate(connection: apsw.Connection, back_up: Callable[[str], None], path: Path) -> None:
    """Run the steps a file still needs, all of them or none.

    `back_up` first keeps the file as it was, beside it, as NAME.vN.fqda, or NAME.vN (2).fqda where that is
    taken.
    """
    version = int(connection.pragma("user_version"))
    if version >= VERSION:
        return
    back_up(_free_name(path, version))
    with connection:
        for step in STEPS[version - 1 :]:
            step(connection)
        connection.pragma("user_version", VERSION)


def _free_name(path: Path, version: int) -> str:
    """Name a backup as no file beside it is named: an earlier one may be all that is left of something."""
    again = chain([""], (f" ({number})" for number in count(2)))
    names = (f"{path.stem}.v{version}{each}{path.suffix}" for each in again)
    return next(name for name in names if not path.with_name(name).exists())
