"""Put into the sample what its analyst found: column notes, overviews, a typology and views kept by name.

Whatever is wrong in one of the files is told with the file, the key and the reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from framework_qda.errors import StudyError, UnreadableSource
from framework_qda.study import Study
from framework_qda.study.model import (
    About,
    Condition,
    FindingId,
    FindingKind,
    InterviewId,
    Subject,
    SubTopicId,
    ThingKind,
    TypeId,
    TypologyId,
    ViewId,
    ViewKind,
)
from framework_qda.tasks.asking import conditions

_KINDS = tuple(FindingKind(kind) for kind in ("dimension", "category", "element"))
_Found = TypeVar("_Found")
# {words|FILE 3.5}; own words in it, «…», are those of a passage.
_LINK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def put_findings(study: Study, folder: Path) -> None:
    """Read findings/*.toml, overviews.toml, typology.toml and views.toml; raises UnreadableSource."""
    with study.action("Read down sub-topics, and note what is found"):
        for source in sorted((folder / "findings").glob("*.toml")):
            _Notes(study, source).put()
    _Overviews(study, folder / "overviews.toml").put()
    _Types(study, folder / "typology.toml").put()
    _Views(study, folder / "views.toml").put()


class _Source:
    """A file of tables, and the study it is about."""

    def __init__(self, study: Study, source: Path) -> None:
        self._study, self._source = study, source
        self._said = self._read()
        self._files = {Path(row.source).stem: row.id for row in study.interviews()}

    def _read(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._source.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise UnreadableSource(self._source, f"is no TOML ({error})", "mend it there") from None
        except UnicodeDecodeError:
            raise UnreadableSource(
                self._source, "is not written in UTF-8", "save it in that encoding"
            ) from None
        except OSError as error:
            raise UnreadableSource(
                self._source, f"cannot be read ({error.strerror})", "check its name"
            ) from None

    def _wrong(self, key: str, reason: str) -> UnreadableSource:
        return UnreadableSource(self._source, f"has in “{key}” {reason}", "mend it there")

    def _of(self, table: Mapping[str, Any], key: str) -> Any:
        if key not in table:
            raise self._wrong(key, "nothing where something is needed")
        return table[key]

    def _interview(self, stem: str, key: str) -> InterviewId:
        if stem not in self._files:
            raise self._wrong(key, f"“{stem}”, which is no interview of the study")
        return self._files[stem]

    def _found(self, find: Callable[[str], _Found], name: str, key: str) -> _Found:
        """Find something by its name, or tell in which key the name stands."""
        try:
            return find(name)
        except StudyError:
            raise self._wrong(key, f"“{name}”, which the study does not have") from None

    def _subtopic(self, number: str, key: str) -> SubTopicId:
        return self._found(lambda name: self._study.find_subtopic(name).id, number, key)

    def _subtopics(self, table: Mapping[str, Any]) -> list[SubTopicId]:
        return [self._subtopic(each, "sub-topics") for each in self._of(table, "sub-topics")]

    def _column(self, table: Mapping[str, Any]) -> SubTopicId:
        """Find the sub-topic that a table names with its matrix."""
        matrix = self._matrix(table)
        for column in self._study.subtopics(matrix):
            if column.name == self._of(table, "sub-topic"):
                return column.id
        raise self._wrong(
            "sub-topic", f"“{table['sub-topic']}”, which matrix {table['matrix']} does not have"
        )

    def _matrix(self, table: Mapping[str, Any]) -> Any:
        return self._found(
            lambda name: self._study.find_matrix(name).id, str(self._of(table, "matrix")), "matrix"
        )

    def _area(self, table: Mapping[str, Any]) -> str:
        name = self._of(table, "area")
        for area in self._study.areas():
            if area.name == name:
                return area.id
        raise self._wrong("area", f"“{name}”, which the study does not have")


class _Notes(_Source):
    """The column notes of one sub-topic: dimensions, their categories, and the elements of these."""

    def put(self) -> None:
        column = self._column(self._said)
        known: dict[str, FindingId] = {}
        for kind in _KINDS:
            for table in self._said.get(kind, ()):
                self._add(column, kind, table, known)

    def _add(
        self, column: SubTopicId, kind: FindingKind, table: Mapping[str, Any], known: dict[str, FindingId]
    ) -> None:
        name = self._of(table, "name")
        if name in known:
            raise self._wrong("name", f"“{name}” twice")
        parent = self._parent(kind, table, known)
        rows = [self._interview(stem, "cells") for stem in table.get("cells", ())]
        known[name] = self._study.add_finding(
            column, kind, name, parent, interviews=self._charted(rows, column)
        )
        if definition := table.get("definition"):
            self._study.define_finding(known[name], definition)

    def _parent(
        self, kind: FindingKind, table: Mapping[str, Any], known: Mapping[str, FindingId]
    ) -> FindingId | None:
        """Find what a note is gathered under: an element in a category, a category in a dimension."""
        key = {FindingKind.ELEMENT: "category", FindingKind.CATEGORY: "dimension"}.get(kind, "")
        name = table.get(key)
        if name is None:
            return None
        if name not in known:
            raise self._wrong(key, f"“{name}”, which this file does not have")
        return known[name]

    def _charted(self, rows: Iterable[InterviewId], column: SubTopicId) -> list[InterviewId]:
        """Make sure that notes stand on what is charted."""
        rows = list(rows)
        cells = self._study.cells(rows, [column])
        names = {row: stem for stem, row in self._files.items()}
        for row in rows:
            if (row, column) not in cells or not cells[row, column].summary:
                raise self._wrong("cells", f"“{names[row]}”, which has no summary there")
        return rows


class _Overviews(_Source):
    """What is written about whole areas, sub-topics and matrices."""

    def put(self) -> None:
        with self._study.action("Sum up areas, sub-topics and matrices"):
            for table in self._of(self._said, "overview"):
                about, subject = self._subject(table)
                self._study.write_overview(about, subject, _LINK.sub(self._link, self._of(table, "text")))

    def _subject(self, table: Mapping[str, Any]) -> tuple[About, str]:
        if "area" in table:
            return About.AREA, self._area(table)
        if "sub-topic" in table:
            return About.SUBTOPIC, self._column(table)
        return About.MATRIX, self._matrix(table)

    def _link(self, found: re.Match[str]) -> str:
        """Lead words to the cell named after them, and a speaker's own to the passage that says them."""
        words, place = found.groups()
        stem, _, number = place.rpartition(" ")
        row, column = self._interview(stem, "text"), self._subtopic(number, "text")
        if not words.startswith("«"):
            return f"{{{words}|{row}/{column}}}"
        spoken = words.strip("«»")
        for passage in self._study.evidence(row, column):
            if spoken in passage.words:
                return f"«{{{spoken}|{passage.id}}}»"
        raise self._wrong("text", f"“{spoken}”, which no passage of {place} says")


class _Types(_Source):
    """A typology of areas or interviews, its types built from categories, and cases placed by hand."""

    def put(self) -> None:
        study, name = self._study, self._of(self._said, "name")
        with study.action(f"Build the typology “{name}”"):
            unit = Subject(self._of(self._said, "unit"))
            typology = study.add_typology(name, unit, self._said.get("description", ""))
            types: dict[str, TypeId] = {}
            for table in self._of(self._said, "type"):
                built = [self._category(each) for each in table.get("categories", ())]
                type_ = study.add_type(typology, self._of(table, "name"), built)
                study.describe_type(type_, table.get("description", ""))
                types[table["name"]] = type_
            for table in self._said.get("case", ()):
                if self._of(table, "type") not in types:
                    raise self._wrong("type", f"“{table['type']}”, which this file does not have")
                study.decide_type(
                    typology, self._area(table), types[table["type"]], self._of(table, "reason")
                )

    def _category(self, words: str) -> FindingId:
        """Find a category written as “3.2: reaches them”."""
        number, _, name = words.partition(": ")
        for each in self._study.findings(self._subtopic(number, "categories")):
            if each.kind is FindingKind.CATEGORY and each.name == name:
                return each.id
        raise self._wrong("categories", f"“{words}”, which is no category of the study")


class _Views(_Source):
    """Filters, comparisons, central charts and linkage grids."""

    def put(self) -> None:
        with self._study.action("Keep views by name"):
            for table in self._said.get("filter", ()):
                by = self._field(table["by"], "by") if "by" in table else None
                self._keep(ViewKind.FILTER, table, {"by": by, "descending": False})
            for table in self._said.get("comparison", ()):
                self._keep(ViewKind.COMPARISON, table, self._sides(table))
            for table in self._said.get("central-chart", ()):
                self._deviants(table, self._keep(ViewKind.CENTRAL_CHART, table, self._columns(table)))
            for table in self._said.get("linkage", ()):
                grid = {key: self._field(self._of(table, key), key) for key in ("rows", "columns")}
                self._deviants(
                    table, self._keep(ViewKind.LINKAGE, table, {**grid, "unit": self._of(table, "unit")})
                )

    def _keep(self, kind: ViewKind, table: Mapping[str, Any], settings: Mapping[str, object]) -> ViewId:
        met = [[each.field, list(each.values)] for each in self._conditions(table)]
        return self._study.keep_view(kind, self._of(table, "name"), {**settings, "conditions": met})

    def _conditions(self, table: Mapping[str, Any]) -> Iterable[Condition]:
        for each in table.get("where", ()):
            yield from self._found(lambda words: conditions(self._study, [words]), each, "where")

    def _sides(self, table: Mapping[str, Any]) -> Mapping[str, object]:
        things = [self._found(self._study.find_thing, each, "things") for each in table.get("things", ())]
        paired = table.get("paired")
        return {
            "things": [[ThingKind(thing.kind), thing.id, thing.value] for thing in things],
            "subtopics": self._subtopics(table),
            "pinned": False,
            "paired": self._field(paired, "paired") if paired else None,
        }

    def _columns(self, table: Mapping[str, Any]) -> Mapping[str, object]:
        typology = table.get("typology")
        return {
            "subtopics": self._subtopics(table),
            "unit": self._of(table, "unit"),
            "typology": TypologyId(self._field(typology, "typology")) if typology else None,
        }

    def _deviants(self, table: Mapping[str, Any], view: ViewId) -> None:
        for each in table.get("deviant", ()):
            case = self._found(self._study.find_case, self._of(each, "case"), "case")
            self._study.mark_deviant(view, case, self._of(each, "note"))

    def _field(self, name: str, key: str) -> str:
        return self._found(lambda wanted: self._study.find_field(wanted).id, name, key)
