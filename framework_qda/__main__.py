"""Start the program: framework-qda, or python -m framework_qda."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    """Open the study that is named and nothing else; leave all other words to the commands."""
    match sys.argv[1:]:
        case [name] if name.endswith(".fqda") and Path(name).is_file():
            _open(Path(name))
        case _:
            from framework_qda.cli import main as commands

            commands()


def _open(path: Path) -> None:
    gc.disable()  # what is made until the window stands, stays; the window enables it again
    from framework_qda.errors import StudyError
    from framework_qda.launch import PASSPHRASE, open_workbench

    try:
        open_workbench(path, os.environ.get(PASSPHRASE, ""))
    except StudyError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
