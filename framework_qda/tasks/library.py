"""Tell where the matrices, the templates and the sample lie that come with this program."""

from __future__ import annotations

import contextlib
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("framework_qda")))


def matrices_folder() -> Path:
    """Give the folder of the four thematic matrices."""
    return _shipped("matrices")


def templates_folder() -> Path:
    """Give the folder of templates of drafts, checklists and the questions of a practice example."""
    return _shipped("templates")


def sample_folder() -> Path:
    """Give the folder of the sample study's sources."""
    return _shipped("sample_project")


def sample_place() -> Path:
    """Give the place where a person's own copy of the sample study is built, its folder made."""
    from platformdirs import user_documents_path

    folder = user_documents_path() / "Framework QDA"
    with contextlib.suppress(OSError):  # building there tells what is wrong
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "Sample study.fqda"


def _shipped(name: str) -> Path:
    """Find a folder inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
