"""Say in one sentence what in the user's world went wrong, with which file, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class StudyError(Exception):
    """Tell the user one sentence; never raised for a fault of this program."""


class NotAStudy(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” is damaged or no Framework QDA study; open another file or a copy.")


class StudyMissing(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file “{path}”; check the name, or that its drive is connected.")


class StudyExists(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” exists already; choose another name so that nothing is overwritten.")


class DamagedStudy(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is damaged or incomplete; open a copy of it, and keep this one unchanged."
        )


class NewerStudy(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” was written by a newer Framework QDA; install that version to open it."
        )


class PassphraseNeeded(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” is protected by a passphrase; give it to open the study.")


class WrongPassphrase(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"That passphrase does not open “{path.name}”; mind capitals and spaces, and try again."
        )


class StudyLocked(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is open in another window or on another computer; close it there first."
        )


class StudyReadOnly(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” cannot be written where it lies; copy it to a folder of your own and open that."
        )


class DiskFull(StudyError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk with “{path.name}” is full and the last step not saved; make room, then do it again."
        )


class CannotWrite(StudyError):
    def __init__(self, path: Path, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"“{path}” cannot be written{why}; choose another folder, or close the file elsewhere."
        )


class NotFound(StudyError):
    def __init__(self, what: str, name: object) -> None:
        super().__init__(f"The study has no {what} “{name}”; “framework-qda info FILE” lists what it has.")


class UnknownWord(StudyError):
    def __init__(self, word: object) -> None:
        super().__init__(
            f"The study says “{word}” where no such word can stand; check it with “framework-qda check FILE”."
        )


class Refused(StudyError):
    """A verb was asked for something the study does not allow; the sentence says what to do instead."""


class UnreadableSource(StudyError):
    """A file of interview notes cannot be read."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"“{path.name}” {reason}; {advice}.")


class UnusableRecording(StudyError):
    """A recording is missing, is not the one it was, or cannot be played."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"“{path.name}” {reason}; {advice}.")


class BadMatrixFile(StudyError):
    """A file of the framework is wrong at a key, for a reason."""

    def __init__(self, path: Path, key: str, reason: str) -> None:
        super().__init__(f"“{path.name}”: {key} {reason}; mend it and try again.")


class BadCaseSheet(StudyError):
    """A sheet of cases is wrong."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"“{path.name}” {reason}; {advice}.")


class BadTemplate(StudyError):
    """A Word template cannot be used, or lacks a style that is asked of it."""

    def __init__(self, path: Path, reason: str, advice: str = "choose another, or save it anew") -> None:
        super().__init__(f"The template “{path.name}” {reason}; {advice}.")


class Cancelled(Exception):
    """Leave long work because the user asked to."""


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence lists them: “a, b and c”."""
    *first, last = [f"“{word}”" for word in words]
    return f"{', '.join(first)} and {last}" if first else last
