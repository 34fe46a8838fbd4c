"""Read files of interview notes, one module a format; each gives the lines of a file in order."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from framework_qda.errors import UnreadableSource
from framework_qda.text.transcript import Transcript
from framework_qda.text.turns import turns

# Marks that no word needs and that XML cannot hold, and soft hyphens; tabs and line ends are none of them.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")


# Each format is loaded when a file of it comes: a window is up before lxml is.
def _word(path: Path) -> Iterable[str]:
    from framework_qda.sources import word

    return word.lines(path)


def _plain(path: Path) -> Iterable[str]:
    from framework_qda.sources import plain

    return plain.lines(path)


def _markdown(path: Path) -> Iterable[str]:
    from framework_qda.sources import markdown

    return markdown.lines(path)


_FORMATS: dict[str, Callable[[Path], Iterable[str]]] = {
    ".docx": _word,
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
}
SUFFIXES: tuple[str, ...] = tuple(_FORMATS)

# What notes may be written in that is not read here: what it is, and what to do.
_TO_WORD = "open it in Word and save it as .docx"
_TO_DOCX = "open it in the program it was written with and save it as .docx"
_OTHER_FORMATS: dict[str, tuple[str, str]] = {
    ".doc": ("is in the old Word format", _TO_WORD),
    ".dot": ("is in the old Word format", _TO_WORD),
    ".docm": ("is a Word file with macros", _TO_WORD),
    ".dotx": ("is a Word template", _TO_WORD),
    ".rtf": ("is in the Rich Text format", _TO_WORD),
    ".odt": ("is an OpenDocument text", "open it in LibreOffice or Word and save it as .docx"),
    ".ott": ("is an OpenDocument text", "open it in LibreOffice or Word and save it as .docx"),
    ".sxw": ("is an old OpenOffice text", "open it in LibreOffice and save it as .docx"),
    ".pages": ("is a Pages document", "export it from Pages as .docx"),
    ".gdoc": ("is only a link to Google Docs", "download it from there as .docx"),
    ".wpd": ("is in the WordPerfect format", _TO_DOCX),
    ".wps": ("is in the Works format", _TO_DOCX),
    ".pdf": ("is a PDF, which has pages and no paragraphs", "open it in Word and save it as .docx"),
    ".htm": ("is a web page", _TO_WORD),
    ".html": ("is a web page", _TO_WORD),
}
OTHER_SUFFIXES: tuple[str, ...] = tuple(_OTHER_FORMATS)


def read(path: Path) -> Transcript:
    """Read the words, speakers and times of a file of interview notes.

    Letters are left as they are, no-break spaces too; control characters are left out. Raises
    `UnreadableSource` where the file cannot be read or has no words.
    """
    lines = _format(path)
    _check(path)
    try:
        transcript = turns(safe(line) for line in lines(path))
    except PermissionError as error:
        raise UnreadableSource(path, "may not be opened", "ask its owner for leave to read it") from error
    except OSError as error:
        raise UnreadableSource(
            path, f"cannot be read ({error.strerror})", "copy it elsewhere and try again"
        ) from error
    if not transcript.paragraphs:
        raise UnreadableSource(
            path, "has no words", "check that it is the right file, and not pictures of pages"
        )
    return transcript


def safe(text: str) -> str:
    """Leave out the control characters of a text, save tabs and line ends."""
    return _UNSAFE.sub("", text)


def refusal(path: Path) -> UnreadableSource | None:
    """Say why a file of this ending cannot be read, without looking into it; None where it can."""
    suffix = path.suffix.lower()
    if suffix in _FORMATS:
        return None
    if suffix in _OTHER_FORMATS:
        return UnreadableSource(path, *_OTHER_FORMATS[suffix])
    return UnreadableSource(
        path, "is not of a kind that can be read", f"save it as one of {', '.join(SUFFIXES)} and choose that"
    )


def _format(path: Path) -> Callable[[Path], Iterable[str]]:
    refused = refusal(path)
    if refused:
        _check(path)  # that it is not there at all, or a folder, goes before what kind it is of
        raise refused
    return _FORMATS[path.suffix.lower()]


def _check(path: Path) -> None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableSource(path, "is not there", "check its name and folder") from error
    except OSError as error:
        raise UnreadableSource(
            path, f"cannot be reached ({error.strerror})", "check its name and folder"
        ) from error
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableSource(path, "is a folder", "choose the files in it")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableSource(path, "is not a file that can be read", "choose a file of notes")
    if not found.st_size:
        raise UnreadableSource(path, "is empty", "check that it was saved and copied whole")
