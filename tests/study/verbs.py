"""Every verb that makes an action, each called with rows picked by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from framework_qda import Study
from framework_qda.study.model import AttributeType, BlankReason, Cell, Subject
from tests.study.making import FRAMEWORK, case, words

Verb = Callable[[Study, Random], object]
T = TypeVar("T")

_SUMMARIES = (
    "They met at the **harbour**",
    "«A meadow», [[says who?]]",
    "- lanterns\n- a slow train",
    "Café noir",
    "",
)


def _one(rows: Sequence[T], chance: Random) -> T | None:
    return chance.choice(rows) if rows else None


def _matrix(study: Study, chance: Random):
    return getattr(_one(study.matrices(), chance), "id", None)


def _subtopic(study: Study, chance: Random):
    return getattr(_one(study.subtopics(), chance), "id", None)


def _area(study: Study, chance: Random):
    return getattr(_one(study.areas(), chance), "id", None)


def _interview(study: Study, chance: Random):
    return getattr(_one(study.interviews(), chance), "id", None)


def _participant(study: Study, chance: Random):
    return getattr(_one(study.participants(), chance), "id", None)


def _attribute(study: Study, chance: Random):
    return getattr(_one(study.attributes(), chance), "id", None)


def _with(*pickers: Callable[[Study, Random], object]) -> Callable[[Callable[..., object]], Verb]:
    """Call a verb with what the pickers find, and not at all where there is nothing to pick."""

    def wrap(verb: Callable[..., object]) -> Verb:
        def call(study: Study, chance: Random) -> object:
            picked = [picker(study, chance) for picker in pickers]
            return None if None in picked else verb(study, chance, *picked)

        return call

    return wrap


def _set_value(study: Study, chance: Random, attribute: str) -> object:
    about = next(each for each in study.attributes() if each.id == attribute)
    rows = {
        Subject.AREA: study.areas,
        Subject.INTERVIEW: study.interviews,
        Subject.PARTICIPANT: study.participants,
    }[about.subject]()
    values = {
        AttributeType.TEXT: ("acute", "community", ""),
        AttributeType.NUMBER: ("62", "0.5", ""),
        AttributeType.DATE: ("2012-02-28", ""),
        AttributeType.ORDERED: ("low", "high", ""),
    }[about.type]
    return study.set_value(about.id, chance.choice(rows).id, chance.choice(values)) if rows else None


def _set_type(study: Study, chance: Random, attribute: str) -> object:
    # Any value is a text, so this is never refused.
    choices = chance.choice([(), ("low", "high")])
    return study.set_attribute_type(attribute, AttributeType.TEXT, choices)  # type: ignore[arg-type]


def _merge_subtopics(study: Study, _chance: Random, source: str, target: str) -> object:
    return study.merge_subtopics(source, target) if source != target else None  # type: ignore[arg-type]


def _merge_areas(study: Study, _chance: Random, source: str, target: str) -> object:
    return study.merge_areas(source, target) if source != target else None  # type: ignore[arg-type]


def _reason(chance: Random) -> BlankReason:
    return chance.choice(list(BlankReason))


def _name(chance: Random) -> str:
    return f"{chance.choice(['harbour', 'Wiese', 'Δέλτα'])} {chance.randrange(4)}"


def _import(study: Study, chance: Random) -> object:
    numbers = chance.sample(range(1, 9), chance.randrange(1, 4))
    return study.import_interviews([(case(number), words(number)) for number in numbers])


def _chart_many(study: Study, chance: Random) -> object:
    return study.chart_many(
        {
            (interview.id, subtopic.id): Cell(chance.choice(_SUMMARIES), _reason(chance))
            for interview in study.interviews()[:2]
            for subtopic in study.subtopics()[:2]
        }
    )


VERBS: dict[str, Verb] = {
    "set_title": lambda s, r: s.set_title(_name(r)),
    "add_framework": lambda s, _: s.add_framework(FRAMEWORK[:1]),
    "add_matrix": lambda s, r: s.add_matrix(_name(r), "About"),
    "rename_matrix": _with(_matrix)(lambda s, r, m: s.rename_matrix(m, _name(r))),
    "describe_matrix": _with(_matrix)(lambda s, r, m: s.describe_matrix(m, _name(r))),
    "move_matrix": _with(_matrix, _matrix)(lambda s, r, m, other: s.move_matrix(m, r.choice([other, None]))),
    "delete_matrix": _with(_matrix)(lambda s, _, m: s.delete_matrix(m)),
    "add_subtopic": _with(_matrix)(lambda s, r, m: s.add_subtopic(m, _name(r), "What belongs")),
    "rename_subtopic": _with(_subtopic)(lambda s, r, c: s.rename_subtopic(c, _name(r))),
    "define_subtopic": _with(_subtopic)(lambda s, r, c: s.define_subtopic(c, _name(r))),
    "move_subtopic": _with(_subtopic, _matrix, _subtopic)(
        lambda s, r, c, m, other: s.move_subtopic(c, m, r.choice([other, None]))
    ),
    "delete_subtopic": _with(_subtopic)(lambda s, _, c: s.delete_subtopic(c)),
    "merge_subtopics": _with(_subtopic, _subtopic)(_merge_subtopics),
    "add_area": lambda s, r: s.add_area(_name(r)),
    "rename_area": _with(_area)(lambda s, r, a: s.rename_area(a, _name(r))),
    "move_area": _with(_area, _area)(lambda s, r, a, other: s.move_area(a, r.choice([other, None]))),
    "delete_area": _with(_area)(lambda s, _, a: s.delete_area(a)),
    "merge_areas": _with(_area, _area)(_merge_areas),
    "add_interview": _with(_area)(lambda s, r, a: s.add_interview(a, _name(r), kind="transcript")),
    "rename_interview": _with(_interview)(lambda s, r, i: s.rename_interview(i, _name(r))),
    "date_interview": _with(_interview)(lambda s, r, i: s.date_interview(i, f"2012-03-0{r.randrange(1, 9)}")),
    "set_interview_kind": _with(_interview)(
        lambda s, r, i: s.set_interview_kind(i, r.choice(["notes", "transcript"]))
    ),
    "move_interview": _with(_interview, _area, _interview)(
        lambda s, r, i, a, other: s.move_interview(i, a, r.choice([other, None]))
    ),
    "delete_interview": _with(_interview)(lambda s, _, i: s.delete_interview(i)),
    "add_participant": _with(_interview)(lambda s, r, i: s.add_participant(i, _name(r))),
    "set_participants": _with(_interview)(
        lambda s, r, i: s.set_participants(i, [_name(r) for _ in range(r.randrange(4))])
    ),
    "rename_participant": _with(_participant)(lambda s, r, p: s.rename_participant(p, _name(r))),
    "move_participant": _with(_participant, _participant)(
        lambda s, r, p, other: s.move_participant(p, r.choice([other, None]))
    ),
    "delete_participant": _with(_participant)(lambda s, _, p: s.delete_participant(p)),
    "import_interviews": _import,
    "add_attribute": lambda s, r: s.add_attribute(
        r.choice(list(Subject)), _name(r), r.choice(list(AttributeType)), ("low", "high")
    ),
    "rename_attribute": _with(_attribute)(lambda s, r, a: s.rename_attribute(a, _name(r))),
    "set_attribute_type": _with(_attribute)(_set_type),
    "move_attribute": _with(_attribute, _attribute)(
        lambda s, r, a, other: s.move_attribute(a, r.choice([other, None]))
    ),
    "delete_attribute": _with(_attribute)(lambda s, _, a: s.delete_attribute(a)),
    "set_value": _with(_attribute)(_set_value),
    "chart": _with(_interview, _subtopic)(
        lambda s, r, i, c: s.chart(i, c, r.choice(_SUMMARIES), _reason(r), continues=r.choice(["", i + c]))
    ),
    "chart_many": _chart_many,
}
# Calls that write no action: they read, go through the history, or look after the file itself.
NO_ACTION = frozenset(
    {
        *("action", "analyst", "path", "title", "protected", "subscribe", "close", "save_copy"),
        *(
            "change_passphrase",
            "problems",
            "undo",
            "redo",
            "undo_after",
            "redo_through",
            "read_once",
            "next_undo",
            "next_redo",
            "actions",
        ),
        *(
            "areas",
            "interviews",
            "interview",
            "participants",
            "attributes",
            "values",
            "matrices",
            "subtopics",
        ),
        *("cell", "cells", "cell_history", "coverage", "summaries_in", "find_matrix", "matrix"),
        *("blank_reasons", "attribute_frame", "arranged", "interviews_with", "interviews_matching", "search"),
        *("transcript", "transcript_words", "keep_transcripts", "drop_loose_transcripts"),
    }
)
