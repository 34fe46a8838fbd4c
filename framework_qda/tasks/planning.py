"""Pair the files to import with what is known of each interview."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from framework_qda.errors import BadCaseSheet, Refused, listed
from framework_qda.sources import OTHER_SUFFIXES, SUFFIXES
from framework_qda.sources.cases import guess_cases, read_cases
from framework_qda.text.case import Case

SHEETS = ("cases.csv", "cases.tsv", "cases.xlsx")


def plan(paths: Sequence[Path], cases: Path | None = None) -> list[tuple[Path, Case]]:
    """Pair files, and those in folders, with the rows of a sheet of cases, in the order of its rows.

    A file called cases.csv, .tsv or .xlsx among the paths or in a folder is the sheet where none is given;
    with no other path, the files lie beside it. Without a sheet the cases are guessed from the names. Files
    of notes in a format that is not read are among them, so that reading tells why not. Raises
    BadCaseSheet where a row has no file, or more than one, or a file named in `paths` has no row.
    """
    sheet = cases or _sheet_among(paths)
    named = [path for path in paths if path.name.casefold() not in SHEETS]
    if sheet and not named:
        named = [sheet.parent]
    found = _expanded(named)
    if not found:
        raise Refused(f"There is no file of notes to import; choose files ending in {', '.join(SUFFIXES)}.")
    if not sheet:
        return list(zip(found, guess_cases(found), strict=True))
    files = _Files(found, sheet)
    pairs = [(files.called(case.file), case) for case in read_cases(sheet)]
    _check_pairs([path for path in named if not path.is_dir()], pairs, sheet)
    return pairs


def left_out(paths: Sequence[Path], pairs: Iterable[tuple[Path, Case]]) -> list[Path]:
    """List the files in folders that a plan passes over, since its sheet does not name them."""
    planned = {path for path, _ in pairs}
    return [path for path in _expanded([p for p in paths if p.is_dir()]) if path not in planned]


def _sheet_among(paths: Iterable[Path]) -> Path | None:
    places = [[path / name for name in SHEETS] if path.is_dir() else [path] for path in paths]
    sheets = [path for place in places for path in place if path.name.casefold() in SHEETS and path.is_file()]
    if len(sheets) > 1:
        raise BadCaseSheet(
            sheets[1], f"is a second sheet of cases beside “{sheets[0]}”", "say which of them holds"
        )
    return sheets[0] if sheets else None


def _expanded(paths: Iterable[Path]) -> list[Path]:
    """Give the files of folders, leaving out hidden ones and those an open word processor puts there."""
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_inside(path) if path.is_dir() else [path])
    return list(found)


def _inside(folder: Path) -> list[Path]:
    """Give the notes of a folder: those that can be read, then others that no readable copy lies beside."""
    files = sorted(path for path in folder.rglob("*") if not path.name.startswith((".", "~$")))
    notes = [path for path in files if _is_of(path, SUFFIXES)]
    copied = {path.with_suffix("") for path in notes}
    others = [path for path in files if _is_of(path, OTHER_SUFFIXES)]
    return notes + [path for path in others if path.with_suffix("") not in copied]


def _is_of(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.suffix.lower() in suffixes and path.is_file()


class _Files:
    """Find files by what a sheet calls them: name, name without its ending, or the end of the path.

    A name without its ending is that of a file that can be read where there is one.
    """

    def __init__(self, paths: Iterable[Path], sheet: Path) -> None:
        self._sheet = sheet
        self._by_name: defaultdict[str, list[Path]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Path]] = defaultdict(list)
        for path in paths:
            self._by_name[path.name.casefold()].append(path)
            self._by_stem[path.stem.casefold()].append(path)
        for found in self._by_stem.values():
            found[:] = [path for path in found if _is_of(path, SUFFIXES)] or found

    def called(self, name: str) -> Path:
        """Give the one file of that name; raises BadCaseSheet."""
        found = self._alike(PurePosixPath(name.replace("\\", "/").casefold()))
        if len(found) == 1:
            return found[0]
        if found:
            raise BadCaseSheet(
                self._sheet,
                f"names “{name}”, and there are {len(found)} such files",
                "write its folder before it",
            )
        raise BadCaseSheet(
            self._sheet, f"names “{name}”, which is not among the files", "add the file, or take its row out"
        )

    def _alike(self, wanted: PurePosixPath) -> list[Path]:
        same = [path for path in self._by_name[wanted.name] if _ends_with(path, wanted.parts)]
        return same or self._by_stem[wanted.name] or self._by_stem[wanted.stem]


def _ends_with(path: Path, parts: tuple[str, ...]) -> bool:
    return tuple(part.casefold() for part in path.parts[-len(parts) :]) == parts


def _check_pairs(named: Iterable[Path], pairs: Sequence[tuple[Path, Case]], sheet: Path) -> None:
    rows = Counter(path for path, _ in pairs)
    if twice := [path.name for path, count in rows.items() if count > 1]:
        raise BadCaseSheet(sheet, f"has more than one row for {listed(twice)}", "keep one of them")
    if missing := [path.name for path in named if path not in rows]:
        raise BadCaseSheet(sheet, f"has no row for {listed(missing)}", "add one, or leave the file out")
