"""Bring an older study file up to today's version, one step a version, after a backup beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw

Step = Callable[[apsw.Connection], None]

# The step at index n brings a file of version n + 1 to version n + 2.
STEPS: tuple[Step, ...] = ()
VERSION = len(STEPS) + 1


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
