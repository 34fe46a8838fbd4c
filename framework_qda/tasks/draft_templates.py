"""Begin drafts from templates: headings, notes to self, and places for what is still to be chosen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from framework_qda.errors import Refused, listed
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.core import new_id
from framework_qda.study.model import Matrix
from framework_qda.tasks.library import templates_folder
from framework_qda.text import drafting
from framework_qda.text.drafting import Reference, Run


class PracticeQuestion(NamedTuple):
    """What a practice example answers, and what belongs there."""

    ask: str
    guide: str


class DraftTemplate(NamedTuple):
    """A draft to begin with; `entries` are its blocks as they stand in its file."""

    name: str
    description: str
    settings: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]


@cache
def draft_templates() -> tuple[DraftTemplate, ...]:
    """Give the templates that come with the program, in the order of the numbers of their files."""
    return tuple(map(_read, sorted((templates_folder() / "drafts").glob("*.toml"))))


def template_named(name: str) -> DraftTemplate:
    """Find a template by its name; raises Refused."""
    for each in draft_templates():
        if each.name.casefold() == name.strip().casefold():
            return each
    known = listed(each.name for each in draft_templates())
    raise Refused(f"There is no template “{name}” for drafts; those that come with the program are {known}.")


def _read(path: Path) -> DraftTemplate:
    table = tomllib.loads(path.read_text("utf-8"))
    return DraftTemplate(table["name"], table["description"], table["settings"], tuple(table["block"]))


@cache
def practice_questions() -> tuple[PracticeQuestion, ...]:
    """Give the questions that a practice example answers."""
    table = tomllib.loads((templates_folder() / "practice.toml").read_text("utf-8"))
    return tuple(PracticeQuestion(**question) for question in table["question"])


def practice_settings(title: str = "", organisation: str = "") -> dict[str, Any]:
    """Give the settings of a practice example that is still to be answered."""
    answers = [[question.ask, ""] for question in practice_questions()]
    return {"title": title, "organisation": organisation, "answers": answers}


def template_blocks(study: Study, template: DraftTemplate) -> list[Block]:
    """Make the blocks of a new draft, with ids of their own; a section stands for each matrix of the study.

    A place for a quotation, a view or a survey is a block of that kind that shows nothing yet.
    """
    ids = {str(entry["id"]): new_id() for entry in template.entries if "id" in entry}
    return [block for entry in template.entries for block in _blocks(study, entry, ids)]


def _blocks(study: Study, entry: Mapping[str, Any], ids: Mapping[str, str]) -> Iterator[Block]:
    if entry.get("themes"):
        for matrix in study.matrices():
            yield from _theme(study, matrix)
        return
    kind = BlockKind(entry["kind"])
    settings: dict[str, Any] = practice_settings() if kind is BlockKind.PRACTICE else {}
    if kind is BlockKind.SURVEY:
        settings["questions"] = []
    yield Block(
        BlockId(ids.get(str(entry.get("id")), "") or new_id()),
        kind,
        _referring(entry.get("text", ""), ids),
        entry.get("level", 0),
        settings | entry.get("settings", {}),
    )


def _theme(study: Study, matrix: Matrix) -> Iterator[Block]:
    """Give the section of a matrix: what belongs there, and room for a finding with its quotation."""
    columns = ", ".join(each.name for each in study.subtopics(matrix.id))
    guide = (
        f"{matrix.description} Sub-topics: {columns}. Read down each before you write; say how the sides and"
        " the kinds of service differ, and count nobody."
    )
    for kind, text, level in (
        (BlockKind.HEADING, matrix.name, 2),
        (BlockKind.NOTE, guide.strip(), 0),
        (BlockKind.PARAGRAPH, "", 0),
        (BlockKind.QUOTATION, "", 0),
        (BlockKind.PARAGRAPH, "", 0),
    ):
        yield Block(BlockId(new_id()), kind, drafting.write([Run(text)]) if text else "", level)


def _referring(markup: str, ids: Mapping[str, str]) -> str:
    """Let references lead to the blocks that were made of what they name."""
    return drafting.write(
        Reference(ids[inline.block]) if isinstance(inline, Reference) else inline
        for inline in drafting.parse(markup)
    )
