"""Answer the checklists on how to report a study: with what the study knows, or the author's own words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from framework_qda.errors import Refused, listed
from framework_qda.reading.page import Band, Facts, Grid, GridRow, Page, Prose, Text
from framework_qda.study import Study
from framework_qda.tasks.checklist_facts import fact
from framework_qda.tasks.library import templates_folder
from framework_qda.tasks.page_parts import said

_OPEN = "not answered yet"


class Item(NamedTuple):
    """What is to be reported; `fact` names what a study may know of it, empty for nothing."""

    number: str
    domain: str
    topic: str
    fact: str = ""


class Checklist(NamedTuple):
    """A list of what is to be reported, and where it comes from."""

    name: str
    title: str
    source: str
    items: tuple[Item, ...]


class Answered(NamedTuple):
    """An item with its answer, "" where there is none.

    `from_study` tells that the study gave it; `known` is what the study says, whoever's answer stands.
    """

    number: str
    domain: str
    topic: str
    answer: str
    from_study: bool
    known: str = ""


@cache
def checklists() -> tuple[Checklist, ...]:
    """Give the checklists that come with the program."""
    return tuple(map(_read, sorted((templates_folder() / "checklists").glob("*.toml"))))


def checklist_named(name: str) -> Checklist:
    """Find a checklist by its name, such as COREQ; raises Refused."""
    for each in checklists():
        if each.name.casefold() == name.strip().casefold():
            return each
    known = listed(each.name for each in checklists())
    raise Refused(f"There is no checklist “{name}”; those that come with the program are {known}.")


def _read(path: Path) -> Checklist:
    table = tomllib.loads(path.read_text("utf-8"))
    return Checklist(
        table["name"],
        table["title"],
        table["source"],
        tuple(
            Item(item["number"], domain["name"], item["topic"], item.get("fact", ""))
            for domain in table["domain"]
            for item in domain["items"]
        ),
    )


def prefilled(study: Study, checklist: str) -> list[Answered]:
    """Answer every item of a checklist, by its name, in order; raises Refused.

    An author's own answer goes before what the study knows.
    """
    own = study.answers(checklist_named(checklist).name)
    return [_answered(study, item, own.get(item.number, "")) for item in checklist_named(checklist).items]


def _answered(study: Study, item: Item, own: str) -> Answered:
    known = fact(study, item.fact)
    return Answered(item.number, item.domain, item.topic, own or known, bool(known and not own), known)


def checklist_page(study: Study, checklist: str) -> Page:
    """Make the page of a checklist with its answers, as every format writes it; raises Refused."""
    chosen, rows = checklist_named(checklist), prefilled(study, checklist)
    bands = tuple(
        Band(domain, tuple(_row(row) for row in rows if row.domain == domain))
        for domain in dict.fromkeys(row.domain for row in rows)
    )
    answered = sum(bool(row.answer) for row in rows)
    return Page(
        chosen.title,
        "Checklist on reporting",
        True,
        (
            Facts((("Study", study.title), ("Answered", f"{answered} of {len(rows)}"))),
            Prose(said(chosen.source), "After"),
            Grid("", "item", ("what to report", "answer"), bands, "domain", widths=(0.35, 0.65)),
        ),
    )


def _row(row: Answered) -> GridRow:
    answer = said(row.answer)._replace(note="told by the study" if row.from_study else "")
    return GridRow(row.number, (said(row.topic), answer if row.answer else Text("", _OPEN)))
