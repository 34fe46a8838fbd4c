"""Build typologies: types made of categories, and every case in exactly one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from framework_qda.errors import Refused
from framework_qda.study.core import cleaned_name, kept, new_id
from framework_qda.study.findings import FindingVerbs
from framework_qda.study.model import (
    FindingId,
    Subject,
    SubTopicId,
    Type,
    TypedCase,
    TypeId,
    Typology,
    TypologyId,
)
from framework_qda.study.people import PeopleVerbs


class TypologyVerbs(FindingVerbs, PeopleVerbs):
    """Verbs on typologies (Ritchie & Lewis 2003, chapter 9: types are mutually exclusive and exhaustive)."""

    @kept("typology")
    def typologies(self) -> list[Typology]:
        """List the typologies in order."""
        rows = self._database.rows("SELECT id, name, description, unit FROM typology ORDER BY position, id")
        return [Typology(TypologyId(row), name, text, Subject(unit)) for row, name, text, unit in rows]

    def typology(self, typology: TypologyId) -> Typology | None:
        """Give one typology, None where it is gone."""
        return next((each for each in self.typologies() if each.id == typology), None)

    @kept("type", "type_category")
    def types(self, typology: TypologyId) -> list[Type]:
        """List the types of a typology in order."""
        built: defaultdict[str, list[FindingId]] = defaultdict(list)
        for type_, category in self._database.rows("SELECT type, category FROM type_category"):
            built[type_].append(FindingId(category))
        rows = self._database.rows(
            "SELECT id, name, description FROM type WHERE typology = ? ORDER BY position, id", (typology,)
        )
        return [Type(TypeId(row), typology, name, text, tuple(built[row])) for row, name, text in rows]

    def add_typology(self, name: str, unit: Subject = Subject.AREA, description: str = "") -> TypologyId:
        """Add a typology of areas or of interviews."""
        name, typology = cleaned_name(name), TypologyId(new_id())
        if unit is Subject.PARTICIPANT:
            raise Refused("A typology is of areas or of interviews; choose one of them.")
        with self.action(f"Add typology “{name}”"):
            self._database.run(
                "INSERT INTO typology VALUES (?, ?, ?, ?, 0)", (typology, name, description.strip(), unit)
            )
            self._place("typology", typology, None)
        return typology

    def rename_typology(self, typology: TypologyId, name: str) -> None:
        self._rename("typology", typology, name, "typology")

    def describe_typology(self, typology: TypologyId, description: str) -> None:
        """Say what a typology tells apart."""
        with self.action(f"Describe typology “{self._name('typology', typology)}”"):
            self._database.run(
                "UPDATE typology SET description = ? WHERE id = ?", (description.strip(), typology)
            )

    def delete_typology(self, typology: TypologyId) -> None:
        """Delete a typology with its types; undo brings all back."""
        with self.action(f"Delete typology “{self._name('typology', typology)}”"):
            self._database.run("DELETE FROM typology WHERE id = ?", (typology,))

    def add_type(self, typology: TypologyId, name: str, categories: Iterable[FindingId] = ()) -> TypeId:
        """Add a type built from categories."""
        name, type_ = cleaned_name(name), TypeId(new_id())
        with self.action(f"Add type “{name}” to “{self._name('typology', typology)}”"):
            self._database.run("INSERT INTO type VALUES (?, ?, ?, '', 0)", (type_, typology, name))
            self._place("type", type_, None, ("typology", typology))
            self.build_type(type_, categories)
        return type_

    def rename_type(self, type_: TypeId, name: str) -> None:
        self._rename("type", type_, name, "type")

    def describe_type(self, type_: TypeId, description: str) -> None:
        """Say what the cases of a type have in common."""
        with self.action(f"Describe type “{self._name('type', type_)}”"):
            self._database.run("UPDATE type SET description = ? WHERE id = ?", (description.strip(), type_))

    def move_type(self, type_: TypeId, before: TypeId | None = None) -> None:
        """Put a type before another of its typology, or last."""
        typology = self._database.value("SELECT typology FROM type WHERE id = ?", (type_,))
        with self.action(f"Move type “{self._name('type', type_)}”"):
            self._place("type", type_, before, ("typology", typology))

    def delete_type(self, type_: TypeId) -> None:
        """Delete a type; undo brings it back."""
        with self.action(f"Delete type “{self._name('type', type_)}”"):
            self._database.run("DELETE FROM type WHERE id = ?", (type_,))

    def build_type(self, type_: TypeId, categories: Iterable[FindingId]) -> None:
        """Say which categories a type is built from, in place of those before."""
        with self.action(f"Build type “{self._name('type', type_)}” from categories"):
            now = {row for (row,) in self._database.rows(
                "SELECT category FROM type_category WHERE type = ?", (type_,)
            )}  # fmt: skip
            wanted = set(categories)
            self._database.run_many(
                "DELETE FROM type_category WHERE type = ? AND category = ?",
                [(type_, each) for each in now - wanted],
            )
            self._database.run_many(
                "INSERT INTO type_category VALUES (?, ?)", [(type_, each) for each in wanted - now]
            )

    def decide_type(self, typology: TypologyId, subject: str, type_: TypeId | None, reason: str = "") -> None:
        """Place a case by hand, with a reason, or leave it to its categories again."""
        with self.action(f"Place a case in “{self._name('typology', typology)}”"):
            if type_ is None:
                self._database.run(
                    "DELETE FROM type_case WHERE typology = ? AND subject = ?", (typology, subject)
                )
            else:
                self._database.run(
                    "INSERT INTO type_case VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET type = excluded.type, reason = excluded.reason",
                    (typology, subject, type_, reason.strip()),
                )

    @kept(
        *("typology", "type", "type_category", "type_case"),
        *("finding", "placing", "area", "interview", "subtopic", "matrix"),
    )
    def typed_cases(self, typology: TypologyId) -> list[TypedCase]:
        """Tell for every case, in order, the types it fits and how it got there.

        A case fits a type when it has one of the type's categories of each sub-topic these are of. An area
        has the categories of all its interviews.
        """
        found = self.typology(typology)
        if found is None:
            return []
        types, topics = self.types(typology), {each.id: each.subtopic for each in self.findings()}
        decided = {
            subject: (TypeId(type_), reason)
            for subject, type_, reason in self._database.rows(
                "SELECT subject, type, reason FROM type_case WHERE typology = ?", (typology,)
            )
        }
        used = {category for each in types for category in each.categories}
        cases: list[TypedCase] = []
        for subject, own in self._case_categories(found.unit, used).items():
            if subject in decided:
                type_, reason = decided[subject]
                cases.append(TypedCase(subject, (type_,), own, by_hand=True, reason=reason))
            else:
                fits = tuple(each.id for each in types if _fits(each, own, topics))
                cases.append(TypedCase(subject, fits, own))
        return cases

    def _case_categories(
        self, unit: Subject, used: Collection[FindingId]
    ) -> Mapping[str, tuple[FindingId, ...]]:
        """Give those of some categories that every area, or interview, has, in their order."""
        cases: dict[str, list[FindingId]] = {
            str(each.id): [] for each in (self.areas() if unit is Subject.AREA else self.interviews())
        }
        of = {row.id: str(row.area if unit is Subject.AREA else row.id) for row in self.interviews()}
        for category, rows in self.category_rows().items():
            if category in used:
                for case in {of[row] for row in rows}:
                    cases[case].append(category)
        return {case: tuple(those) for case, those in cases.items()}


def _fits(type_: Type, own: Iterable[FindingId], topics: Mapping[FindingId, SubTopicId]) -> bool:
    wanted = {topics[each] for each in type_.categories if each in topics}
    had = {topics[each] for each in own if each in type_.categories}
    return bool(wanted) and wanted == had
