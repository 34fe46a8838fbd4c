"""A small study with categories and a typology, for what lies beyond reading."""

from __future__ import annotations

from framework_qda import Study
from framework_qda.study.model import FindingId, FindingKind, TypologyId


def categorise(study: Study) -> dict[str, FindingId]:
    """Put the four interviews into categories of two sub-topics; Area 1 is near, Area 2 is both."""
    rows = [row.id for row in study.interviews()]
    nearness, feedback = study.subtopics()[1].id, study.subtopics()[4].id
    made: dict[str, FindingId] = {}
    for column, name, those in (
        (nearness, "near", [rows[0], rows[1], rows[2]]),
        (nearness, "far", [rows[3]]),
        (feedback, "hears", [rows[0], rows[2]]),
        (feedback, "does not hear", [rows[1]]),
    ):
        made[name] = study.add_finding(column, FindingKind.CATEGORY, name, interviews=those)
    return made


def build(study: Study, made: dict[str, FindingId]) -> TypologyId:
    """Build two types of areas: Area 1 fits one, Area 2 fits both."""
    typology = study.add_typology("Distance", description="How far apart the sides are.")
    study.add_type(typology, "Presence", [made["near"]])
    study.add_type(typology, "Line and letter", [made["far"]])
    return typology
