"""Do what several analysts did on many days, in their names, in order and at their times."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from framework_qda.errors import UnreadableSource
from framework_qda.study import Study

_PACE = timedelta(seconds=47)  # between one thing written and the next


@dataclass(frozen=True, slots=True)
class Entry:
    """What one analyst did from a moment on; `words` tell progress of it."""

    by: str
    at: datetime
    words: str
    do: Callable[[], object]


class Diary:
    """Who did what and when, as a file of tables with `by` and `at` says."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._said: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))

    def during(self, study: Study, what: str) -> AbstractContextManager[None]:
        """Do what is inside as the analyst did it; `what` names a table."""
        return _as_done(study, self._said[what])

    def chart(self, interview: str, do: Callable[[], object]) -> Entry:
        """Give the charting of an interview; raises UnreadableSource where nobody is said to have done it."""
        for table in self._said["chart"]:
            if table["interview"] == interview:
                return entry(table, f"Charting {interview}", do)
        raise UnreadableSource(
            self._source, f"does not say who charted “{interview}”", "add a table [[chart]] for it"
        )


def entry(table: Mapping[str, Any], words: str, do: Callable[[], object]) -> Entry:
    """Make an entry of a table with `by` and `at`."""
    return Entry(table["by"], table["at"], words, do)


def live(study: Study, entries: Iterable[Entry], told: Callable[[int, str], None]) -> None:
    """Do all entries in the order of their times; `told` hears of each before it is done."""
    for number, each in enumerate(sorted(entries, key=lambda each: each.at)):
        told(number, each.words)
        with study.as_done_by(each.by, _clock(each.at)):
            each.do()


def _as_done(study: Study, table: Mapping[str, Any]) -> AbstractContextManager[None]:
    return study.as_done_by(table["by"], _clock(table["at"]))


def _clock(start: datetime) -> Callable[[], datetime]:
    """Give a clock that goes on a little each time it is looked at."""
    looks = itertools.count()
    return lambda: start + next(looks) * _PACE
