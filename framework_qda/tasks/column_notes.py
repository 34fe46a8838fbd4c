"""Tell on a page what was found in a sub-topic."""

from __future__ import annotations

from collections.abc import Collection

from framework_qda.reading.page import Band, Block, Facts, Grid, GridRow, Heading, Text
from framework_qda.reading.plan import CellKey
from framework_qda.study import Study
from framework_qda.study.model import Finding, FindingId, FindingKind, InterviewId, SubTopicId
from framework_qda.tasks.describing import count
from framework_qda.tasks.page_parts import items, said


class ColumnNotes:
    """What was found in one sub-topic, and the cells it stands on, among those of some interviews."""

    def __init__(self, study: Study, subtopic: SubTopicId, among: Collection[InterviewId]) -> None:
        self._findings = study.findings(subtopic)
        self._placings, self._found = study.placings(), study.found()
        self._categorised = study.categorised()
        self._open = [row for row in study.unplaced(subtopic) if row in among]
        areas = {area.id: area.name for area in study.areas()}
        self._titles = {
            row.id: f"{areas[row.area]} · {row.name}" for row in study.interviews() if row.id in among
        }
        self._known = {each.id: each for each in self._findings}
        self._subtopic = subtopic

    def categories(self, key: CellKey) -> str:
        """Name the categories of a cell in a line."""
        at = InterviewId(key[0]), SubTopicId(key[1])
        return "; ".join(each.name for each in self._categorised.get(at, ()))

    def both(self, key: CellKey) -> tuple[str, str]:
        """Name the categories of a cell, and the elements."""
        ticked = self._found.get((InterviewId(key[0]), SubTopicId(key[1])), ())
        elements = [self._known[each] for each in ticked if each in self._known]
        names = [each.name for each in elements if each.kind is FindingKind.ELEMENT]
        return self.categories(key), "; ".join(names)

    def blocks(self) -> list[Block]:
        """Make a table of what was found, dimension by dimension."""
        if not self._findings:
            return []
        dimensions = [each for each in self._findings if each.kind is FindingKind.DIMENSION]
        bands = [Band(each.name, tuple(map(self._row, self._under(each.id)))) for each in dimensions]
        loose = [each for each in self._under(None) if each.kind is not FindingKind.DIMENSION]
        if loose:
            bands.append(Band("in no dimension" if dimensions else "", tuple(map(self._row, loose))))
        title = "Categories and elements"
        heads = ("what belongs here", "elements", "cells it stands on")
        above = "dimension" if dimensions else ""
        grid = Grid(title, "category", heads, tuple(bands), above, "cells", (0.3, 0.4, 0.3))
        left = [self._titles[row] for row in self._open]
        note = Facts(((f"{count(len(left), 'cell')} not yet placed", ", ".join(left)),))
        return [Heading(1, title), grid, *([note] if left else [])]

    def _under(self, parent: FindingId | None) -> list[Finding]:
        return [each for each in self._findings if each.parent == parent]

    def _row(self, finding: Finding) -> GridRow:
        elements = self._under(finding.id)
        rows = self._rows(finding)
        cells = (
            said(finding.definition),
            Text(items(f"{each.name} ({len(self._rows(each))})" for each in elements)),
            Text(items(title for row, title in self._titles.items() if row in rows)),
        )
        kind = "" if finding.kind is FindingKind.CATEGORY else f" · {finding.kind}"
        return GridRow(finding.name, cells, f"{count(len(rows), 'cell')}{kind}")

    def _rows(self, finding: Finding) -> set[InterviewId]:
        rows = self._titles.keys() & self._placings.get(finding.id, frozenset())
        return rows.union(*(self._rows(each) for each in self._under(finding.id)))
