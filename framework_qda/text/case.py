"""Describe an interview before it is in the study: its area, its people and their attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """A participant under a pseudonym, with attributes by name."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a sheet of cases; `kind` is “notes” or “transcript”, `date` is ISO 8601 or empty."""

    file: str
    area: str
    interview: str
    kind: str = "notes"
    date: str = ""
    participants: tuple[Person, ...] = ()
    area_attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
