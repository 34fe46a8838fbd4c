"""Bring an older study file up to today's version, one step a version, after a backup beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw

Step = Callable[[apsw.Connection], None]

# The step at index n brings a file of version n + 1 to version n + 2.
STEPS: tuple[Step, ...] = (lambda connection: run_script(connection, "schema_2.sql"),)
VERSION = len(STEPS) + 1


def build(connection: apsw.Connection) -> None:
    """Make the tables of today's version in an empty file: those of the first, then every step since."""
    run_script(connection, "schema.sql")
    for step in STEPS:
        step(connection)
    connection.pragma("user_version", VERSION)


def run_script(connection: apsw.Connection, name: str) -> None:
    """Run a file of SQL that lies beside this one."""
    from importlib.resources import files

    script = files("framework_qda.study").joinpath(name).read_text("utf-8")
    for _ in connection.execute(script):
        pass


def migrate(connection: apsw.Connection, back_up: Callable[[str], None], path: Path) -> None:
    """Run the steps a file still needs, all of them or none.

    `back_up` first keeps the file as it was, beside it, as NAME.vN.fqda.
    """
    version = int(connection.pragma("user_version"))
    if version >= VERSION:
        return
    back_up(f"{path.stem}.v{version}{path.suffix}")
    with connection:
        for step in STEPS[version - 1 :]:
            step(connection)
        connection.pragma("user_version", VERSION)
