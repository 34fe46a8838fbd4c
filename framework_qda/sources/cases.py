"""Read the sheet that says to which area, interview and participants each file belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from framework_qda.errors import BadCaseSheet, listed
from framework_qda.sources.names import guessed, readable
from framework_qda.sources.sheet import rows
from framework_qda.text.case import Case, Person

_REQUIRED = ("file", "area")
_COLUMNS = (*_REQUIRED, "interview", "kind", "date", "participants")
_SUBJECTS = ("area", "interview", "participant")
_KINDS = ("notes", "transcript")
_ATTRIBUTE = re.compile(r"(area|interview|participant)\s*:\s*(.+)", re.IGNORECASE)


def read_cases(path: Path) -> list[Case]:
    """Read a sheet of cases (.csv, .tsv or the first sheet of an .xlsx), one row a file of notes.

    Columns `file` and `area`, and where wanted `interview`, `kind`, `date`, `participants`; those of
    attributes are `area: NAME`, `interview: NAME`, `participant: NAME`. Participants, and their values,
    are parted by “;”. Raises `BadCaseSheet` with the row or the column that is wrong.
    """
    found = list(rows(path))
    if not found:
        raise BadCaseSheet(path, "is empty", f"its first row must name the columns {listed(_REQUIRED)}")
    (_, header), *body = found
    columns = _columns(path, header)
    if not body:
        raise BadCaseSheet(path, "has no rows below its header", "give it one row for each file of notes")
    cases = [_Row(path, number, columns, cells).case() for number, cells in body]
    _refuse_repeated(path, cases)
    return cases


def guess_cases(paths: Iterable[Path]) -> list[Case]:
    """Guess area and interview from the names of files, for a person to set right."""
    cases: list[Case] = []
    taken = Counter[tuple[str, str]]()
    for path in paths:
        area, interview = guessed(path.stem)
        taken[area, interview] += 1
        again = taken[area, interview]
        cases.append(Case(path.name, area, interview if again == 1 else f"{interview} ({again})"))
    return cases


def _columns(path: Path, header: Sequence[str]) -> list[str]:
    """Give the header with names as this module spells them, attributes as “subject: NAME”."""
    columns = [_column(name) for name in header]
    counts = Counter(name.casefold() for name in columns if name)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise BadCaseSheet(
            path, f"has more than one column {listed(twice)}", "give each column a name of its own"
        )
    unknown = [name for name in columns if name and name not in _COLUMNS and not _ATTRIBUTE.fullmatch(name)]
    if missing := [name for name in _REQUIRED if name not in columns]:
        raise BadCaseSheet(path, f"has no column {listed(missing)}", _advice_missing(missing[0], unknown))
    if unknown:
        raise BadCaseSheet(path, f"has a column {listed(unknown)} that is not known", _advice(unknown[0]))
    return columns


def _column(name: str) -> str:
    attribute = _ATTRIBUTE.fullmatch(name)
    if attribute:
        return f"{attribute[1].lower()}: {attribute[2]}"
    return name.casefold() if name.casefold() in _COLUMNS else name


def _advice_missing(name: str, unknown: Iterable[str]) -> str:
    near = get_close_matches(name, unknown, n=1)
    return f"call “{near[0]}” so if that is it" if near else f"its first row must name {listed(_REQUIRED)}"


def _advice(unknown: str) -> str:
    subject, colon, name = unknown.partition(":")
    known = _SUBJECTS if colon else _COLUMNS
    near = get_close_matches(subject.strip().casefold(), known, n=1)
    if near:
        return f"write “{near[0]}{colon}{name}” if that is meant"
    return f"write “interview: {unknown}” if it is an attribute of the interviews"


@dataclass(frozen=True, slots=True)
class _Row:
    path: Path
    number: int
    columns: list[str]
    cells: list[str]

    def case(self) -> Case:
        if any(name == "" for name, cell in self._pairs() if cell):
            raise self._wrong("has a cell under no heading", "give every column a name, or empty that cell")
        file, area = self._needed("file"), self._needed("area")
        return Case(
            file=file,
            area=area,
            interview=self._cell("interview") or readable(Path(file).stem),
            kind=self._kind(),
            date=self._date(),
            participants=self._participants(),
            area_attributes=self._attributes("area"),
            attributes=self._attributes("interview"),
        )

    def _pairs(self) -> list[tuple[str, str]]:
        beyond = [""] * (len(self.cells) - len(self.columns))
        return list(zip([*self.columns, *beyond], self.cells, strict=False))

    def _cell(self, column: str) -> str:
        return dict(self._pairs()).get(column, "")

    def _needed(self, column: str) -> str:
        cell = self._cell(column)
        if not cell:
            raise self._wrong(f"has no {column}", f"fill its column “{column}”")
        return cell

    def _kind(self) -> str:
        kind = self._cell("kind").casefold() or "notes"
        if kind not in _KINDS:
            raise self._wrong(f"has the kind {listed([self._cell('kind')])}", f"write {' or '.join(_KINDS)}")
        return kind

    def _date(self) -> str:
        cell = self._cell("date")
        found = _iso(cell)
        if found is None:
            raise self._wrong(
                f"has a date {listed([cell])} that is none", "write it as 2012-02-28 or 28/02/2012"
            )
        return found

    def _participants(self) -> tuple[Person, ...]:
        names = [name for name in _parted(self._cell("participants")) if name]
        values = {name: _parted(cell) for name, cell in self._attributes("participant").items()}
        for name, given in values.items():
            if len(given) > len(names):
                raise self._wrong(
                    f"has more values of “participant: {name}” ({len(given)}) than participants"
                    f" ({len(names)})",
                    "part names and values by “;”, one value for each participant",
                )
        return tuple(
            Person(
                person,
                {name: given[place] for name, given in values.items() if any(given[place : place + 1])},
            )
            for place, person in enumerate(names)
        )

    def _attributes(self, subject: str) -> dict[str, str]:
        prefix = f"{subject}: "
        return {
            name.removeprefix(prefix): cell
            for name, cell in self._pairs()
            if cell and name.startswith(prefix)
        }

    def _wrong(self, reason: str, advice: str) -> BadCaseSheet:
        return BadCaseSheet(self.path, f"row {self.number} {reason}", advice)


def _parted(cell: str) -> list[str]:
    """Part a cell by “;”; one at the end closes the last part and opens none."""
    return [part.strip() for part in cell.removesuffix(";").split(";")] if cell else []


def _iso(written: str) -> str | None:
    """Read a date as a researcher or a spreadsheet writes it, into ISO 8601; None where it is no date."""
    if not written:
        return ""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ][\d:.]+)?", written):
            return date.fromisoformat(written[:10]).isoformat()
        return datetime.strptime(written.replace(".", "/"), "%d/%m/%Y").date().isoformat()
    except ValueError:
        return None


def _refuse_repeated(path: Path, cases: Iterable[Case]) -> None:
    counts = Counter(case.file.casefold() for case in cases)
    twice = [case.file for case in cases if counts[case.file.casefold()] > 1]
    if twice:
        raise BadCaseSheet(
            path, f"names the file {listed(twice[:1])} more than once", "keep one row for each file"
        )
