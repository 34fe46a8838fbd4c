"""Describe a matrix before it is in a study: its name and its sub-topics in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubTopicOutline:
    """One column to be, with what belongs in it and what does not."""

    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class MatrixOutline:
    """One theme to be."""

    name: str
    description: str = ""
    subtopics: tuple[SubTopicOutline, ...] = ()
