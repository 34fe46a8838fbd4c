"""Keep the facts by which areas, interviews and participants are ordered, filtered and attributed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

from framework_qda.errors import Refused
from framework_qda.study.core import cleaned_name, kept, new_id
from framework_qda.study.model import Attribute, AttributeId, AttributeType, Subject, SubjectId
from framework_qda.study.transcripts import TranscriptVerbs

# A number as people type it: digits, thousands in groups of three if parted at all, a decimal point.
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?([0-9]+|[0-9]{1,3}([, ][0-9]{3})+)(\.[0-9]+)?|[-+]?\.[0-9]+")
_AS_KEPT = str.maketrans({",": "", " ": "", "+": "", "\N{MINUS SIGN}": "-"})


class AttributeVerbs(TranscriptVerbs):
    """Verbs on attributes and their values."""

    @kept("attribute")
    def attributes(self, subject: Subject | None = None) -> list[Attribute]:
        """List the attributes of areas, interviews or participants, or all of them, in order."""
        rows = self._database.rows(
            "SELECT id, subject, name, type, choices FROM attribute"
            " ORDER BY subject = 'participant', subject = 'interview', position, id"
        )
        found = [_attribute(row) for row in rows]
        return [attribute for attribute in found if subject in (None, attribute.subject)]

    @kept("attribute", "attribute_value")
    def values(self, subject: Subject | None = None) -> dict[tuple[AttributeId, str], str]:
        """Give the values of areas, interviews or participants, or all: (attribute, whose id) -> value."""
        rows = self._database.rows(
            "SELECT value.attribute, value.subject, value.value FROM attribute"
            " JOIN attribute_value AS value ON value.attribute = attribute.id"
            " WHERE attribute.subject = coalesce(?, attribute.subject)",
            (subject,),
        )
        return {(attribute, subject): value for attribute, subject, value in rows}

    def add_attribute(
        self,
        subject: Subject,
        name: str,
        type: AttributeType = AttributeType.TEXT,
        choices: Iterable[str] = (),
    ) -> AttributeId:
        """Add an attribute; an ordered one has choices from low to high.

        Raises Refused where areas, interviews or participants have one of that name already, capitals
        ignored: a column of a table is found by its name.
        """
        name, attribute = cleaned_name(name), AttributeId(new_id())
        self._refuse_twin(subject, name)
        with self.action(f"Add attribute “{name}” of the {subject}"):
            self._database.run(
                "INSERT INTO attribute VALUES (?, ?, ?, ?, ?, 0)",
                (attribute, subject, name, type, "\n".join(choices)),
            )
            self._place("attribute", attribute, None, ("subject", subject))
        return attribute

    def rename_attribute(self, attribute: AttributeId, name: str) -> None:
        """Rename an attribute; raises Refused where another one of the same subject has that name."""
        subject = self._database.value("SELECT subject FROM attribute WHERE id = ?", (attribute,))
        if subject:
            self._refuse_twin(Subject(subject), cleaned_name(name), attribute)
        self._rename("attribute", attribute, name, "attribute")

    def _refuse_twin(self, subject: Subject, name: str, itself: AttributeId | None = None) -> None:
        for other in self.attributes(subject):
            if other.id != itself and other.name.casefold() == name.casefold():
                raise Refused(
                    f"The {subject}s have an attribute “{other.name}” already; use that one, or choose"
                    " another name."
                )

    def set_attribute_type(
        self,
        attribute: AttributeId,
        type: AttributeType,
        choices: Iterable[str] = (),
        *,
        as_typed: bool = False,
    ) -> None:
        """Say how values are checked and ordered.

        Raises Refused when a value there is does not fit, unless such values are to be kept `as_typed`.
        """
        changed = Attribute(attribute, Subject.AREA, self._name("attribute", attribute), type, tuple(choices))
        rows = self._database.rows(
            "SELECT subject, value FROM attribute_value WHERE attribute = ?", (attribute,)
        )
        values = {
            subject: value if as_typed and misfit(changed, value) else _fitting(changed, value)
            for subject, value in rows
        }
        with self.action(f"Make attribute “{changed.name}” a {type}"):
            self._database.run(
                "UPDATE attribute SET type = ?, choices = ? WHERE id = ?",
                (type, "\n".join(changed.choices), attribute),
            )
            for subject, value in rows:
                if values[subject] != value:
                    self._write_value(attribute, subject, values[subject])

    def move_attribute(self, attribute: AttributeId, before: AttributeId | None = None) -> None:
        """Put an attribute before another one of the same subject, or last."""
        subject = self._database.value("SELECT subject FROM attribute WHERE id = ?", (attribute,))
        with self.action(f"Move attribute “{self._name('attribute', attribute)}”"):
            self._place("attribute", attribute, before, ("subject", subject))

    def delete_attribute(self, attribute: AttributeId) -> None:
        """Delete an attribute with its values; undo brings all back."""
        with self.action(f"Delete attribute “{self._name('attribute', attribute)}”"):
            self._database.run("DELETE FROM attribute WHERE id = ?", (attribute,))

    def set_value(
        self, attribute: AttributeId, subject: SubjectId, value: str, *, as_typed: bool = False
    ) -> None:
        """Set the value of an attribute; an empty one takes it away.

        A number may be typed as 1,200 or 1 200 and is kept as 1200. Raises Refused when the value is no
        number, ISO date or choice where the attribute asks for one, unless it is to be kept `as_typed`, and
        where the study has no such area, interview or participant.
        """
        value = " ".join(value.split())
        row = self._database.row(
            "SELECT id, subject, name, type, choices FROM attribute WHERE id = ?", (attribute,)
        )
        if row is None:
            raise Refused("That attribute has been deleted; undo brings it back.")
        kind = Subject(row[1])
        if value and not self._database.value(f"SELECT 1 FROM {kind} WHERE id = ?", (subject,)):
            raise Refused(f"The study has no such {kind}, or it has been deleted; undo brings it back.")
        found = _attribute(row)
        if not as_typed or not misfit(found, value):
            value = _fitting(found, value)
        with self.action(f"Set {row[2]} to “{value}”" if value else f"Clear {row[2]}"):
            self._write_value(attribute, subject, value)

    def _write_value(self, attribute: AttributeId, subject: str, value: str) -> None:
        if value:
            self._database.run(
                "INSERT INTO attribute_value VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                (attribute, subject, value),
            )
        else:
            self._database.run(
                "DELETE FROM attribute_value WHERE attribute = ? AND subject = ?", (attribute, subject)
            )

    def _set_named(self, subject: Subject, row: SubjectId, values: Mapping[str, str]) -> None:
        """Set values by the attributes' names, adding an attribute the study does not have."""
        known = {attribute.name.casefold(): attribute.id for attribute in self.attributes(subject)}
        for name, value in values.items():
            attribute = known.get(cleaned_name(name).casefold())
            self.set_value(attribute or self.add_attribute(subject, name), row, value)

    def _forget_values(self, subject: str) -> None:
        """Delete what is said of an area, interview or participant in other tables than its own."""
        for table in ("attribute_value", "overview", "type_case", "deviant"):
            self._database.run(f"DELETE FROM {table} WHERE subject = ?", (subject,))


def _attribute(row: tuple[str, ...]) -> Attribute:
    attribute, subject, name, type_, choices = row
    return Attribute(
        AttributeId(attribute),
        Subject(subject),
        name,
        AttributeType(type_),
        tuple(filter(None, choices.split("\n"))),
    )


def _fitting(attribute: Attribute, value: str) -> str:
    """Give a value as it is kept; raises Refused where it does not fit its attribute."""
    if not value or _fits(attribute, value):
        return value.translate(_AS_KEPT) if attribute.type is AttributeType.NUMBER else value
    raise Refused(misfit(attribute, value))


def misfit(attribute: Attribute, value: str) -> str:
    """Say why a value does not fit its attribute; "" where it does."""
    if not value or _fits(attribute, value):
        return ""
    wanted = {
        AttributeType.NUMBER: "a number such as 62, 1,200 or 0.5",
        AttributeType.DATE: "a date such as 2012-02-28",
        AttributeType.ORDERED: f"one of {', '.join(attribute.choices) or 'its choices, and it has none yet'}",
    }[attribute.type]
    return f"“{value}” does not fit {attribute.name}; it takes {wanted}."


def as_number(value: str) -> float:
    """Read a number that fits, as it is typed or kept."""
    return float(value.translate(_AS_KEPT))


def is_iso_date(text: str) -> bool:
    """Tell whether a text is a day written as 2012-02-28, so that days sort as texts."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fits(attribute: Attribute, value: str) -> bool:
    match attribute.type:
        case AttributeType.NUMBER:
            return bool(_NUMBER.fullmatch(value))
        case AttributeType.DATE:
            return is_iso_date(value)
        case AttributeType.ORDERED:
            return value in attribute.choices
        case AttributeType.TEXT:
            return True
