"""Say which styles of an author's template stand for ours, so that the author can say otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from framework_qda.reports.word_styling import Styling
from framework_qda.reports.word_template import emptied

# The styles of ours that make a report what it looks like; all others follow them or are found by name.
OFFERED = (
    "Title", "Subtitle", "Authors", "Date", "Heading 1", "Heading 2", "Heading 3", "Body Text", "List Bullet",
    "List Number", "Quote", "Attribution", "Caption", "Source Note", "Note to Self", "Table Text",
    "Table Head", "Box Title", "Box Text", "Report Table", "Closing Table", "Practice Box",
)  # fmt: skip


class Fit(NamedTuple):
    """A style of ours, by its name, and that of the template that stands for it, "" where ours is added.

    `offered` are all names of the template's styles of that kind.
    """

    ours: str
    theirs: str
    offered: tuple[str, ...]


def fits(template: Path) -> tuple[Fit, ...]:
    """Choose for every style of ours one of a template; raises BadTemplate."""
    styling = Styling(emptied(template), {}, template)
    return tuple(Fit(ours, *styling.choice(ours)) for ours in OFFERED)
