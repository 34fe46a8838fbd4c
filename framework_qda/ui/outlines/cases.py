"""The areas of the study with their interviews."""

from __future__ import annotations

from framework_qda.study.model import AreaId, InterviewId
from framework_qda.ui.outlines.outline import Inner, Outer, Outline, mean_of


class CaseOutline(Outline):
    """Areas and their interviews."""

    def entries(self) -> list[Outer]:
        study = self.studio.study
        charted, columns = study.coverage().by_interview, max(1, len(study.subtopics()))
        rows: dict[str, list[Inner]] = {area.id: [] for area in study.areas()}
        for row in study.interviews():
            rows[row.area].append((row.id, row.name, charted.get(row.id, 0) / columns))
        return [(area.id, area.name, mean_of(rows[area.id]), rows[area.id]) for area in study.areas()]

    def rename(self, row: str, level: int, name: str) -> None:
        if level == 0:
            self.studio.study.rename_area(AreaId(row), name)
        else:
            self.studio.study.rename_interview(InterviewId(row), name)

    def delete(self, row: str, level: int) -> None:
        if level == 0:
            self.studio.study.delete_area(AreaId(row))
        else:
            self.studio.study.delete_interview(InterviewId(row))

    def summaries_in(self, row: str, level: int) -> int:
        study = self.studio.study
        rows = [each.id for each in study.interviews() if row in (each.area, each.id)]
        return sum(
            1 for cell in study.cells(rows, [s.id for s in study.subtopics()]).values() if cell.summary
        )

    def place(self, row: str, level: int, parent: str, before: str | None) -> None:
        if level == 0:
            self.studio.study.move_area(AreaId(row), AreaId(before) if before else None)
        else:
            sibling = InterviewId(before) if before else None
            self.studio.study.move_interview(InterviewId(row), AreaId(parent), sibling)

    def merge(self, row: str, level: int, target: str) -> None:
        self.studio.study.merge_areas(AreaId(row), AreaId(target))

    def can_merge(self, level: int) -> bool:
        return level == 0

    def add_outer(self) -> str:
        return self.studio.study.add_area(self.tr("New area"))

    def add_inner(self, parent: str) -> str:
        return self.studio.study.add_interview(AreaId(parent), self.tr("New interview"))

    def outer_words(self) -> str:
        return self.tr("New area")

    def inner_words(self) -> str:
        return self.tr("New interview in “%s”")
