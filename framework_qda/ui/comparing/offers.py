"""Offer what can be set side by side, and which sub-topics it is read along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from framework_qda.study import Study
from framework_qda.study.model import (
    NO_VALUE,
    Field,
    FieldId,
    FieldKind,
    SubTopic,
    SubTopicId,
    Thing,
    ThingKind,
)
from framework_qda.ui.comparing.comparison import MOST, Comparison
from framework_qda.ui.filtering.chooser import Offer

_APART = "\n"  # between the parts of a key; no id or value has it
_ALL, _PAIRED, _MATRIX = "all", "paired", "matrix"


def _tr(text: str) -> str:
    return QCoreApplication.translate("comparing", text)


# --- Things ----------------------------------------------------------------------------------------------


def key_of(thing: Thing) -> str:
    """Write a thing as the key of its offer."""
    return _APART.join(thing)


def pairing(field: FieldId) -> str:
    """Write the pairing by a field as the key of its offer."""
    return _APART.join((_PAIRED, field))


def all_of(field: FieldId) -> str:
    """Write all values of a field as the key of their offer."""
    return _APART.join((_ALL, field))


def titles(study: Study) -> dict[Thing, str]:
    """Name all that can be set side by side, in the order to be offered."""
    return {Thing(ThingKind.GROUP, *group): title for group, title in _groups(study)} | _single(study)


def _groups(study: Study) -> Iterator[tuple[tuple[str, str], str]]:
    rows = len(study.interviews())
    for field in study.fields():
        lacking = (NO_VALUE,) if len(study.field_values(field.id)) < rows else ()
        for value in (*field.values, *lacking):
            yield (field.id, value), f"{field.name}: {value}"


def _single(study: Study) -> dict[Thing, str]:
    areas = {area.id: area.name for area in study.areas()}
    numbers = {matrix.id: matrix.number for matrix in study.matrices()}
    named = {Thing(ThingKind.AREA, area): name for area, name in areas.items()}
    named |= {
        Thing(ThingKind.INTERVIEW, row.id): f"{areas[row.area]} · {row.name}" for row in study.interviews()
    }
    named |= {
        Thing(ThingKind.SUBTOPIC, each.id): f"{numbers[each.matrix]}.{each.number} {each.name}"
        for each in study.subtopics()
    }
    return named


def titles_of(study: Study, things: Sequence[Thing]) -> dict[Thing, str]:
    """Name some things; those that have been deleted are left out."""
    fields = {str(field.id): field.name for field in study.fields()}
    named = {
        thing: f"{fields[thing.id]}: {thing.value}"
        for thing in things
        if thing.kind is ThingKind.GROUP and thing.id in fields
    } | _single(study)
    return {thing: named[thing] for thing in things if thing in named}


def thing_offers(study: Study, now: Comparison) -> list[Offer]:
    """Offer all that can stand beside what does so already: sub-topics beside sub-topics alone."""
    chosen, full = set(now.things if not now.paired else ()), len(now.things) >= MOST and not now.paired
    sorts = {ThingKind.SUBTOPIC} if now.down else set(ThingKind) - {ThingKind.SUBTOPIC}
    sorts = set(ThingKind) if now.empty or now.paired else sorts
    single = [
        Offer(key_of(thing), title, _sort(thing.kind), thing in chosen)
        for thing, title in titles(study).items()
        if thing.kind in sorts and (thing in chosen or not full)
    ]
    return [*single, *pair_offers(study)] if chosen else [*_whole_fields(study), *pair_offers(study), *single]


def _whole_fields(study: Study) -> Iterator[Offer]:
    for field in comparable(study):
        yield Offer(all_of(field.id), field.name, _tr("all %d groups") % len(field.values))


def pair_offers(study: Study) -> list[Offer]:
    """Offer the pairs there can be within every area; they take the place of what stands side by side."""
    return [
        Offer(pairing(field.id), _tr("In pairs: %s") % field.name, _tr("within every area"))
        for field in comparable(study)
        if field.kind is not FieldKind.AREA
    ]


def _sort(kind: ThingKind) -> str:
    return _tr("sub-topic") if kind is ThingKind.SUBTOPIC else _tr(kind.value)


def comparable(study: Study) -> list[Field]:
    """List the fields of which all values can stand side by side."""
    return [field for field in study.fields() if 2 <= len(field.values) <= MOST]


def suggested(study: Study) -> Field | None:
    """Give the field to begin with: of areas before any other, the one of fewest values."""
    fields = comparable(study)
    return min(fields, key=lambda field: (field.kind is not FieldKind.AREA, len(field.values)), default=None)


def with_picked(study: Study, now: Comparison, key: str) -> Comparison:
    """Give the comparison with what was picked: added, taken away, or all of it others."""
    sort, thing, *value = key.split(_APART)
    if sort == _PAIRED:
        return now._replace(paired=FieldId(thing))
    if sort == _ALL:
        field = study.field(FieldId(thing))
        values = field.values[:MOST] if field else ()
        return now._replace(things=tuple(Thing(ThingKind.GROUP, thing, each) for each in values), paired=None)
    begun = now._replace(things=()) if now.paired else now
    return begun.toggled(Thing(ThingKind(sort), thing, *value))


# --- Sub-topics ------------------------------------------------------------------------------------------


def subtopic_offers(study: Study, chosen: Sequence[SubTopicId] | None) -> list[Offer]:
    """Offer every matrix, ticked when all of its sub-topics are, and every sub-topic."""
    ticked, offers = set(chosen or ()), list[Offer]()
    for matrix in study.matrices():
        columns = study.subtopics(matrix.id)
        whole = bool(columns) and all(each.id in ticked for each in columns)
        count = _tr("%d sub-topics") % len(columns)
        offers.append(Offer(_APART.join((_MATRIX, matrix.id)), matrix.title, count, whole, whole=True))
        offers += [
            Offer(each.id, f"{matrix.number}.{each.number} {each.name}", "", each.id in ticked)
            for each in columns
        ]
    return offers


def with_toggled(
    study: Study, chosen: Sequence[SubTopicId] | None, key: str
) -> tuple[SubTopicId, ...] | None:
    """Tick a sub-topic, or all of a matrix, or no more; None, which is all, when none is left."""
    columns, ticked = study.subtopics(), set(chosen or ())
    meant = _meant(columns, key)
    ticked = ticked - meant if meant <= ticked else ticked | meant
    return tuple(each.id for each in columns if each.id in ticked) or None


def _meant(columns: Sequence[SubTopic], key: str) -> set[SubTopicId]:
    sort, _, matrix = key.partition(_APART)
    return {each.id for each in columns if (each.matrix == matrix if sort == _MATRIX else each.id == key)}
