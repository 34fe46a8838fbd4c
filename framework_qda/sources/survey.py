"""Read the closed questions of a survey from a sheet: one row a respondent, or answers counted already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framework_qda.errors import UnreadableSource, listed
from framework_qda.reading.survey import Question, Survey, is_blank, tallied
from framework_qda.sources.sheet import SUFFIXES, rows
from framework_qda.text.scales import evened, in_order

__all__ = ["SUFFIXES", "Question", "Survey", "read_survey"]

_Row = tuple[int, list[str]]
# How the columns of counted answers are called.
_NAMES = {
    "question": ("question", "item", "statement"),
    "option": ("option", "answer", "response", "category"),
    "count": ("count", "n", "number", "frequency", "freq", "answers", "responses"),
    "percent": ("percent", "per cent", "percentage", "%", "share"),
    "base": ("base", "total", "respondents", "n answering", "answered"),
}
# What some services write into a row of its own below the questions.
_SECOND_HEADS = frozenset(["response", "open-ended response"])
_FITTING = 1.0  # per cent by which a printed share may be away from the count that is made of it


def read_survey(path: Path) -> Survey:
    """Read a sheet (.csv, .tsv or the first of an .xlsx).

    Either it has one row a respondent and one column a question; or the columns `question`, `option`,
    `count` or `percent`, and `base`; or a column `question`, one of numbers for each option, and `base`.
    Raises `UnreadableSource` with the row or the column that is wrong.
    """
    found = list(rows(path, UnreadableSource))
    if not found:
        raise UnreadableSource(path, "is empty", "its first row must hold the questions")
    (_, header), *body = found
    columns = _counted_columns(header)
    if not body:
        raise UnreadableSource(
            path, "has no answers below its first row", "choose the sheet with the answers"
        )
    if "question" in columns and "option" in columns:
        return Survey(path.stem, tuple(_counted(path, columns, body)))
    if table := _lengthened(header, columns, body):
        return Survey(path.stem, tuple(_counted(path, *table)))
    return _asked(path, header, body)


# --- One row a respondent --------------------------------------------------------------------------------


def _asked(path: Path, header: Sequence[str], body: Sequence[_Row]) -> Survey:
    if any(evened(cell) in _SECOND_HEADS for cell in body[0][1]):
        body = body[1:]
    questions: list[Question] = []
    others: list[str] = []
    for place, name in enumerate(header):
        answers = [cells[place] for _, cells in body if place < len(cells)]
        asked = " ".join(name.split())
        question = tallied(asked, answers) if asked else None
        if question:
            questions.append(question)
        elif asked:
            others.append(asked)
    if not questions:
        raise UnreadableSource(
            path, "has no closed question, whose answers come again and again",
            "give it one row for each respondent and one column for each question",
        )  # fmt: skip
    return Survey(path.stem, tuple(questions), tuple(others))


# --- Counted already -------------------------------------------------------------------------------------


class _Answer(NamedTuple):
    """How many chose an option, as a row says it; `base` is None where it is not given."""

    row: int
    option: str
    number: int
    base: int | None


def _counted_columns(header: Sequence[str]) -> Mapping[str, int]:
    """Find which column holds what, by its name."""
    names = list(map(evened, header))
    places = {
        what: next((names.index(way) for way in ways if way in names), None) for what, ways in _NAMES.items()
    }
    return {what: place for what, place in places.items() if place is not None}


def _lengthened(
    header: Sequence[str], columns: Mapping[str, int], body: Sequence[_Row]
) -> tuple[Mapping[str, int], list[_Row]] | None:
    """Turn a table with a row a question and a column an option into rows of one answer each."""
    question, base = columns.get("question"), columns.get("base")
    places = [place for place, name in enumerate(header) if name and place not in (question, base)]
    answers = [
        (number, [cells[question], header[place], cells[place], _cell(cells, columns, "base")])
        for number, cells in body
        if question is not None
        for place in places
        if place < len(cells) and cells[place]
    ]
    numbers = [cells[2] for _, cells in answers]
    if not numbers or any(_number(each.replace("%", "")) is None for each in numbers):
        return None
    shares = any("%" in each or "." in each for each in numbers)
    return {"question": 0, "option": 1, "percent" if shares else "count": 2, "base": 3}, answers


def _counted(path: Path, columns: Mapping[str, int], body: Sequence[_Row]) -> Iterator[Question]:
    if "count" not in columns and not {"percent", "base"} <= columns.keys():
        raise UnreadableSource(
            path, "does not say how many gave each answer", "add a column “count”, or “percent” and “base”"
        )
    fractions = _are_fractions(columns, body)
    for question, grouped in _by_question(path, columns, body).items():
        answers = [
            _answer(path, columns, row, base, fractions=fractions)
            for row, base in _with_bases(columns, grouped)
        ]
        yield _question(path, question, answers)


def _by_question(path: Path, columns: Mapping[str, int], body: Sequence[_Row]) -> dict[str, list[_Row]]:
    """Gather the rows of each question, whose name may stand in the first of them only."""
    grouped: dict[str, list[_Row]] = {}
    question = ""
    for number, cells in body:
        question = " ".join(_cell(cells, columns, "question").split()) or question
        if not question:
            raise UnreadableSource(
                path, f"has no question in row {number}", "write it in the first column of it"
            )
        grouped.setdefault(question, []).append((number, cells))
    return grouped


def _with_bases(columns: Mapping[str, int], grouped: Sequence[_Row]) -> Iterator[tuple[_Row, str]]:
    """Give each row with its base, which may stand in one row of a question only."""
    bases = [_cell(cells, columns, "base") for _, cells in grouped]
    held = next(filter(None, bases), "")
    for row, base in zip(grouped, bases, strict=True):
        held = base or held
        yield row, held


def _answer(path: Path, columns: Mapping[str, int], row: _Row, base: str, *, fractions: bool) -> _Answer:
    number, cells = row
    size = _whole(path, number, "base", base) if base else None
    option, count = _cell(cells, columns, "option"), _cell(cells, columns, "count")
    if "count" in columns and (count or "percent" not in columns):
        return _Answer(number, option, _whole(path, number, "count", count), size)
    share = _share(path, number, _cell(cells, columns, "percent"), fractions=fractions)
    if size is None:
        raise UnreadableSource(
            path, f"has per cent without a base in row {number}", "say of how many they are"
        )
    made = round(share * size / 100)
    if abs(100 * made - share * size) > _FITTING * size:
        raise UnreadableSource(
            path, f"says {share:g} per cent of {size} in row {number}, which is no whole number of answers",
            "check both",
        )  # fmt: skip
    return _Answer(number, option, made, size)


def _question(path: Path, question: str, answers: Sequence[_Answer]) -> Question:
    """Put the answers to one question together; who gave none is not in the base."""
    given = [answer for answer in answers if not is_blank(answer.option)]
    if not given:
        raise UnreadableSource(
            path, f"has no answer to {listed([question])}", "name the options below one another"
        )
    counts: dict[str, int] = {}
    spelt: dict[str, str] = {}
    for answer in given:
        option = spelt.setdefault(evened(answer.option), " ".join(answer.option.split()))
        if option in counts:
            raise UnreadableSource(
                path,
                f"has {listed([option])} twice for one question (row {answer.row})",
                "keep one row for each",
            )
        counts[option] = answer.number
    bases = {answer.base for answer in given if answer.base is not None}
    if len(bases) > 1:
        raise UnreadableSource(path, f"has more than one base for {listed([question])}", "keep one")
    base = next(iter(bases), sum(counts.values()))
    if max(counts.values()) > base:
        raise UnreadableSource(
            path, f"has more answers to {listed([question])} than its base of {base}", "check the numbers"
        )
    ordered = in_order(counts, as_given=True)
    return Question(question, tuple((option, counts[option]) for option in ordered), base)


def _cell(cells: Sequence[str], columns: Mapping[str, int], what: str) -> str:
    place = columns.get(what)
    return cells[place] if place is not None and place < len(cells) else ""


def _whole(path: Path, row: int, what: str, written: str) -> int:
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", written)
    if not plain.isdecimal():
        raise UnreadableSource(
            path, f"has {listed([written])} for a {what} in row {row}", "write a whole number there"
        )
    return int(plain)


def _are_fractions(columns: Mapping[str, int], body: Sequence[_Row]) -> bool:
    """Tell whether shares are kept as spreadsheets keep them: parts of one, without a sign."""
    written = [_cell(cells, columns, "percent") for _, cells in body]
    if any("%" in each for each in written):
        return False
    numbers = [number for number in map(_number, written) if number is not None]
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


def _share(path: Path, row: int, written: str, *, fractions: bool) -> float:
    number = _number(written.replace("%", ""))
    share = None if number is None else 100 * number if fractions else number
    if share is None or not 0 <= share <= 100:
        raise UnreadableSource(
            path, f"has {listed([written])} for per cent in row {row}", "write a number from 0 to 100"
        )
    return share


def _number(written: str) -> float | None:
    plain = written.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"\d*\.?\d+", plain) else None
