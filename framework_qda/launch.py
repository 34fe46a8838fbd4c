"""Open the workbench, where there is a screen, without loading what only the commands need."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from framework_qda.errors import Refused

PASSPHRASE = "FRAMEWORK_QDA_PASSPHRASE"  # the variable in which a script gives it
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_workbench(path: Path | None = None, passphrase: str = "") -> NoReturn:
    """Stay in the workbench until it is closed; raises Refused where it cannot be shown."""
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        raise Refused("There is no screen here; “framework-qda --help” names what works without one.")
    try:
        from framework_qda.ui.app import run
    except ImportError as error:
        if "cannot open shared object" not in str(error):
            raise
        raise Refused(f"The workbench lacks a library of this system ({error}); install it first.") from None
    sys.exit(run(path, passphrase))
