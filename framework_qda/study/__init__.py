"""The study file: the only room with SQL. `Study` has one verb for each thing a researcher does."""

from __future__ import annotations

import getpass
from pathlib import Path

from framework_qda.study.anonymising import AnonymisingVerbs
from framework_qda.study.core import cleaned_name
from framework_qda.study.database import Database
from framework_qda.study.ledger import LedgerVerbs
from framework_qda.study.notes import NotesVerbs
from framework_qda.study.reading import ReadingVerbs
from framework_qda.study.recordings import RecordingVerbs
from framework_qda.study.views import ViewVerbs


class Study(LedgerVerbs, ReadingVerbs, AnonymisingVerbs, RecordingVerbs, NotesVerbs, ViewVerbs):
    """One open study. Everything is saved as it happens; `close` gives up the file's lock."""

    def __enter__(self) -> Study:
        return self


def open_study(path: str | Path, passphrase: str = "", analyst: str = "") -> Study:
    """Open a study file, locked for this process until it is closed.

    Raises a StudyError that says in one sentence what is wrong with the file and what to do.
    """
    return Study(Database.open(Path(path), passphrase), analyst or user_name())


def create_study(path: str | Path, title: str = "", passphrase: str = "", analyst: str = "") -> Study:
    """Make a new study file and open it; raises StudyExists, CannotWrite or DiskFull."""
    path = Path(path)
    title = cleaned_name(title or path.stem)
    return Study(Database.create(path, passphrase, title), analyst or user_name())


def user_name() -> str:
    """Give the name under which this person works on the computer, for the history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"
