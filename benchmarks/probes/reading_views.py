"""Read a study within a case and within a theme, and say what each screen takes until it is painted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from reporting import report

from framework_qda import open_study
from framework_qda.study import Study
from framework_qda.study.model import FieldKind, FindingKind
from framework_qda.ui import theme
from framework_qda.ui.reading.workspace import ReadingWorkspace
from framework_qda.ui.studio import Studio

_SIZE = 1200, 800


def _timed(app: QApplication, what: Callable[[], object]) -> tuple[float, float]:
    """Do something, and give the seconds until all of it is painted."""
    started, spent = time.perf_counter(), time.process_time()
    what()
    app.processEvents()
    return time.perf_counter() - started, time.process_time() - spent


def _place(study: Study) -> None:
    """Make eight categories of the second sub-topic and tick every interview to one of them."""
    column, rows = study.subtopics()[1].id, study.interviews()
    if study.findings(column):
        return  # another run has
    with study.action("Place"):
        for n in range(8):
            interviews = [row.id for row in rows[n::8]]
            study.add_finding(column, FindingKind.CATEGORY, f"Category {n}", interviews=interviews)


def main() -> None:
    """Take the path of a study that may be written in."""
    app = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    theme.apply("light")
    study = open_study(Path(sys.argv[1]))
    _place(study)
    study.states()
    field = next(each for each in study.fields() if each.kind is not FieldKind.AREA)
    made: list[ReadingWorkspace] = []
    case = _timed(app, lambda: made.append(_shown(study)))
    (reading,) = made
    figures = {
        "case": case,
        "next_case": _timed(app, lambda: reading.step_subject(1)),
        "theme": _timed(app, reading.down),
        "next_theme": _timed(app, lambda: reading.step_subject(1)),
        "grouped": _timed(app, lambda: reading.theme.filter.group_by(field.id)),
        "ticked": _timed(app, lambda: _tick(reading)),
    }
    report(**figures)


def _shown(study: Study) -> ReadingWorkspace:
    reading = ReadingWorkspace(Studio(study))
    reading.resize(*_SIZE)
    reading.show()
    return reading


def _tick(reading: ReadingWorkspace) -> None:
    reading.theme.sheet.step(0, 0)
    reading.theme.notes.toggle_category(1)


main()
