"""Compare with a file that a person has read; `GOLDEN=write pytest tests/reports` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).parent / "golden"


def check(name: str, text: str) -> None:
    path = _FOLDER / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
