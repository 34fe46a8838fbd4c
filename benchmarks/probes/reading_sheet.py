"""Show a reading view of a study and say when it is painted and what its frames take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from painted import when_painted
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from reporting import report
from scrolled import frames

from framework_qda import open_study
from framework_qda.reading.plan import Head, Line, Plan
from framework_qda.study import Study
from framework_qda.ui import theme
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio

_WIDTH, _HEIGHT = 1000, 800


def down(study: Study) -> Plan:
    """One sub-topic down all interviews, under the names of their areas."""
    subtopic = study.subtopics()[0]
    lines: list[Line] = []
    for area in study.areas():
        lines.append(Line(area.id, area.name, level=1))
        lines += [
            Line(row.id, row.name, row.date, cells=(((row.id, subtopic.id),),))
            for row in study.interviews()
            if row.area == area.id
        ]
    return Plan(subtopic.name, (Head(subtopic.id, ""),), tuple(lines))


def groups(study: Study) -> Plan:
    """All sub-topics down, and across three groups of a third of the interviews each."""
    rows = study.interviews()
    lines = tuple(
        Line(
            each.id, each.name, cells=tuple(tuple((row.id, each.id) for row in rows[n::3]) for n in range(3))
        )
        for each in study.subtopics()
    )
    return Plan("Groups", tuple(Head(str(n), f"Group {n}") for n in range(3)), lines)


_PLANS: dict[str, Callable[[Study], Plan]] = {"down": down, "groups": groups}


def main() -> None:
    """Take the path of a study, how many frames to scroll, and which plan to show."""
    app = QApplication([])
    theme.apply("light")
    study = open_study(Path(sys.argv[1]))
    sheet = ReadingSheet(Studio(study))
    sheet.resize(_WIDTH, _HEIGHT)
    sheet.show()
    QCoreApplication.processEvents()
    plan = _PLANS[sys.argv[3]](study)
    started, spent = time.perf_counter(), time.process_time()

    def painted() -> None:
        first = time.perf_counter() - started, time.process_time() - spent
        points, across = sheet.page.text.font.pointSizeF(), sheet.page.column_width
        shown = [row for row in range(40) if row < len(plan.lines) and not plan.lines[row].level]
        moving = frames(sheet, int(sys.argv[2]))
        down = sum(map(sheet.rowHeight, shown)) / len(shown)
        report(first=first, sizes=[points, _WIDTH, _HEIGHT, across, down], **moving)

    when_painted(sheet.viewport(), painted)
    sheet.show_plan(plan)
    app.exec()


main()
