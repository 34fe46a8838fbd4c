"""Say how a report is to look."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Paper = Literal["A4", "A3"]

# Not strftime's %B, which would follow the computer's language in an English report.
_MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`title` names the study; `attributes` says whether facts about areas and people go in.

    `arranged` says which rows these are and in which order, where that is not all of them as they are read.
    A report in Word takes the author's own `template`; `styles` says which of its styles stands for ours.
    """

    title: str
    date: datetime.date
    paper: Paper = "A4"
    attributes: bool = True
    arranged: str = ""
    template: Path | None = None
    styles: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def day(self) -> str:
        """The date as it is read: 31 May 2012."""
        return f"{self.date.day} {_MONTHS.split()[self.date.month - 1]} {self.date.year}"

    @property
    def midnight(self) -> datetime.datetime:
        """The date as a document's properties hold it."""
        return datetime.datetime.combine(self.date, datetime.time())
