"""Read a framework from a folder of TOML files, one file a matrix."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from framework_qda.errors import BadMatrixFile, listed
from framework_qda.text.framework import MatrixOutline, SubTopicOutline

_Table = Mapping[str, object]
_MATRIX_KEYS = ("name", "description", "sub-topic")
_SUBTOPIC_KEYS = ("name", "definition")


def read_framework(folder: Path) -> list[MatrixOutline]:
    """Read the matrices of a folder in the order of the numbers that begin the files' names.

    Raises BadMatrixFile, which names the file, the key and what is wrong there.
    """
    if not folder.is_dir():
        reason = "is a file; name the folder it lies in" if folder.exists() else "is not there"
        raise BadMatrixFile(folder, "the folder", reason)
    paths = sorted(folder.glob("*.toml"), key=_order)
    if not paths:
        raise BadMatrixFile(folder, "the folder", "has no file ending in .toml")
    outlines = [_outline(path, _table(path)) for path in paths]
    _refuse_twins(zip(paths, outlines, strict=True))
    return outlines


def _order(path: Path) -> tuple[bool, int, str]:
    number = re.match(r"\d+", path.name)
    return number is None, int(number.group()) if number else 0, path.name


def _table(path: Path) -> _Table:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadMatrixFile(path, "the file", "is not written in UTF-8") from None
    except OSError as error:
        raise BadMatrixFile(path, "the file", f"cannot be read ({error.strerror})") from None
    except tomllib.TOMLDecodeError as error:
        raise BadMatrixFile(path, *_place_and_reason(str(error))) from None


def _place_and_reason(message: str) -> tuple[str, str]:
    reason, _, place = message.rstrip(")").partition(" (at ")
    return place.split(",")[0] or "the file", f"is no TOML ({reason[:1].lower()}{reason[1:]})"


def _outline(path: Path, table: _Table) -> MatrixOutline:
    _check_keys(path, table, _MATRIX_KEYS, "")
    name, description = _name(path, table, ""), _text(path, table, "description", "")
    subtopics = tuple(
        _subtopic(path, entry, f"sub-topic {number} ")
        for number, entry in enumerate(_entries(path, table), start=1)
    )
    _refuse_same(path, [subtopic.name for subtopic in subtopics])
    return MatrixOutline(name, description, subtopics)


def _entries(path: Path, table: _Table) -> list[object]:
    entries = table.get("sub-topic", [])
    if not isinstance(entries, list):
        raise BadMatrixFile(path, "“sub-topic”", "is not a list; begin each one with [[sub-topic]]")
    if not entries:
        raise BadMatrixFile(path, "“sub-topic”", "has no entry, and a matrix needs one column at least")
    return cast("list[object]", entries)


def _subtopic(path: Path, entry: object, where: str) -> SubTopicOutline:
    if not isinstance(entry, dict):
        raise BadMatrixFile(path, where.strip(), "is not a table; begin it with [[sub-topic]]")
    table = cast("_Table", entry)
    _check_keys(path, table, _SUBTOPIC_KEYS, where)
    return SubTopicOutline(_name(path, table, where), _text(path, table, "definition", where))


def _check_keys(path: Path, table: _Table, known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"known are {listed(known)}"
            raise BadMatrixFile(path, f"{where}“{key}”", f"is not known ({hint})")


def _name(path: Path, table: _Table, where: str) -> str:
    name = " ".join(_text(path, table, "name", where).split())
    if not name:
        raise BadMatrixFile(path, f"{where}“name”", "is empty" if "name" in table else "is missing")
    return name


def _text(path: Path, table: _Table, key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise BadMatrixFile(path, f"{where}“{key}”", "is not a text; write it in quotation marks")
    return value.strip()


def _refuse_same(path: Path, names: list[str]) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        twin = first.setdefault(name.casefold(), number)
        if twin != number:
            raise BadMatrixFile(path, f"sub-topic {number} “name”", f"is “{name}”, as is sub-topic {twin}'s")


def _refuse_twins(matrices: Iterable[tuple[Path, MatrixOutline]]) -> None:
    first: dict[str, Path] = {}
    for path, matrix in matrices:
        twin = first.setdefault(matrix.name.casefold(), path)
        if twin != path:
            raise BadMatrixFile(path, "“name”", f"is “{matrix.name}”, as is that of “{twin.name}”")
