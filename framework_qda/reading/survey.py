"""Hold what a survey asked and how many answered what: closed questions, their counts and their base."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from framework_qda.reading.page import Band, Grid, GridRow, Text
from framework_qda.text.scales import evened, in_order, is_scale, together

_MOST_OPTIONS = 12  # a question with more different answers than these was answered freely
_LONGEST_OPTION = 120  # letters; what is longer was written, and not ticked
_NO_ANSWER = frozenset(
    ["", "-", "--", ".", "#n/a", "no answer", "no response", "not answered", "not stated", "no reply",
     "(blank)", "[blank]", "blank", "(empty)", "missing", "nan"]
)  # fmt: skip
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*")


class Question(NamedTuple):
    """A closed question: how many chose each option, and how many answered it at all.

    Where several options could be ticked, the counts together are more than the base.
    """

    question: str
    counts: tuple[tuple[str, int], ...]
    base: int

    @property
    def stacks(self) -> bool:
        """Whether the answers are parts of a whole."""
        return sum(n for _, n in self.counts) <= self.base


class Survey(NamedTuple):
    """The closed questions of a sheet; `others` are its columns that are none."""

    name: str
    questions: tuple[Question, ...]
    others: tuple[str, ...] = ()


# --- Counting --------------------------------------------------------------------------------------------


def tallied(question: str, answers: Iterable[str]) -> Question | None:
    """Count the answers of all respondents to a question; None where it is not a closed one.

    Blank answers are in no count and not in the base. Answers that differ in capitals and spaces only are
    one option, spelt as it is most often.
    """
    spelt: dict[str, Counter[str]] = {}
    for answer in answers:
        if not is_blank(answer):
            spelt.setdefault(evened(answer), Counter())[" ".join(answer.split())] += 1
    if not _closed(spelt):
        return None
    counts = {max(ways, key=lambda way: ways[way]): ways.total() for ways in spelt.values()}
    ordered = tuple((option, counts[option]) for option in in_order(counts))
    return Question(question, ordered, sum(counts.values()))


def is_blank(answer: str) -> bool:
    """Tell whether nobody answered: nothing is written, or that there is nothing."""
    return evened(answer) in _NO_ANSWER or not answer.strip()


def _closed(spelt: Mapping[str, Counter[str]]) -> bool:
    """Tell whether answers were chosen from a few options, and neither dates nor written freely."""
    if not 0 < len(spelt) <= _MOST_OPTIONS or max(map(len, spelt)) > _LONGEST_OPTION:
        return False
    if all(map(_DATE.fullmatch, spelt)):
        return False
    return is_scale(spelt) or 2 * len(spelt) <= sum(ways.total() for ways in spelt.values())


def percentages(question: Question) -> tuple[int, ...]:
    """Give each count as per cent of the base, halves up.

    Each is rounded by itself, and so they need not make a hundred together.
    """
    return tuple(percentage(n, question.base) for _, n in question.counts)


def percentage(n: int, base: int) -> int:
    """Give a share in whole per cent, halves up; 0 where nobody answered."""
    return (200 * n + base) // (2 * base) if base else 0


def share_words(n: int, base: int) -> str:
    """Write a share in per cent; some are never said to be none, nor nearly all to be all."""
    share = percentage(n, base)
    if n and not share:
        return "<1%"
    return ">99%" if share == 100 and n < base else f"{share}%"


# --- As words and as tables ------------------------------------------------------------------------------


def options_of(questions: Iterable[Question]) -> list[str]:
    """Give the options of several questions in one order, each once."""
    return together([option for option, _ in each.counts] for each in questions)


def count_of(question: Question, option: str) -> int | None:
    """Tell how many chose an option; None where the question did not offer it, or nobody took it."""
    return next((n for name, n in question.counts if evened(name) == evened(option)), None)


def survey_grid(questions: Sequence[Question], *, counts: bool = False) -> Grid:
    """Make a table of questions, in per cent with their base or in numbers.

    One question has its options as rows; several have them as columns.
    """

    def shown(n: int | None, base: int) -> Text:
        return Text("" if n is None else f"{n:,}" if counts else share_words(n, base))

    unit = "number" if counts else "per cent"
    if len(questions) == 1:
        (only,) = questions
        rows = [GridRow(option, (shown(n, only.base),)) for option, n in only.counts]
        rows.append(GridRow("Base", (Text(f"{only.base:,}"),)))
        return Grid(only.question, "answer", (unit,), (Band("", tuple(rows)),))
    options = options_of(questions)
    rows = [
        GridRow(
            each.question,
            (*(shown(count_of(each, option), each.base) for option in options), Text(f"{each.base:,}")),
        )
        for each in questions
    ]
    return Grid("", f"question ({unit})", (*options, "base"), (Band("", tuple(rows)),))


def told(question: Question) -> str:
    """Say a question in words, with its base: what a picture of it shows."""
    parts = [f"{option} {share_words(n, question.base)}" for option, n in question.counts]
    asked = question.question if question.question.endswith(("?", ":", ".")) else f"{question.question}:"
    return f"{asked} {', '.join(parts)} (base {question.base:,})."


# --- As the settings of a block --------------------------------------------------------------------------


def as_settings(questions: Sequence[Question], source: str = "") -> dict[str, Any]:
    """Give questions as the settings of a survey block, as JSON can hold them."""
    said = [
        {"question": each.question, "counts": [[option, n] for option, n in each.counts], "base": each.base}
        for each in questions
    ]
    return (said[0] if len(said) == 1 else {"questions": said}) | {"source": source}


def of_settings(settings: Mapping[str, Any]) -> tuple[Question, ...]:
    """Read the questions, one or several, that the settings of a survey block hold."""
    said: Sequence[Mapping[str, Any]] = settings.get("questions") or (
        [settings] if settings.get("counts") else []
    )
    return tuple(
        Question(
            str(each.get("question", "")),
            tuple((str(option), int(n)) for option, n in each["counts"]),
            int(each["base"]),
        )
        for each in said
    )
