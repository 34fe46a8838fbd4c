"""Show the tabs beyond reading, then something else in each, and say when all of it is painted."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from reporting import report

from framework_qda import open_study
from framework_qda.study import Study
from framework_qda.study.model import Field, FieldKind, FindingKind, Subject, TypologyId
from framework_qda.ui import settings, theme
from framework_qda.ui.beyond.base import BeyondTab
from framework_qda.ui.beyond.central_chart import CentralChartTab
from framework_qda.ui.beyond.figures import BARS, FiguresTab, Shown
from framework_qda.ui.beyond.kept_shapes import CentralChart, Linkage
from framework_qda.ui.beyond.linkage import LinkageTab
from framework_qda.ui.beyond.typology import TypologyTab
from framework_qda.ui.studio import Studio

_SIZE = 1200, 800
_COLUMNS = 5  # of the central chart


def find_out(study: Study) -> list[TypologyId]:
    """Tick every interview to one of four categories of two sub-topics, and build a typology of each."""
    if not study.typologies():  # else another run has
        rows = study.interviews()
        with study.action("Find out"):
            for subtopic, unit in zip(study.subtopics(), (Subject.INTERVIEW, Subject.AREA), strict=False):
                typology = study.add_typology(f"By {subtopic.name}", unit)
                for n in range(4):
                    ticked = [row.id for row in rows[n::4]]
                    found = study.add_finding(
                        subtopic.id, FindingKind.CATEGORY, f"Category {n}", interviews=ticked
                    )
                    study.add_type(typology, f"Type {n}", [found])
    return [each.id for each in study.typologies()]


def _timed(app: QApplication, what: Callable[[], object]) -> tuple[float, float]:
    """Do something, and give the seconds until all of it is painted."""
    started, spent = time.perf_counter(), time.process_time()
    what()
    app.processEvents()
    return time.perf_counter() - started, time.process_time() - spent


def _settings(study: Study, typology: TypologyId, rows: Field, columns: Field) -> dict[str, object]:
    """Say for each tab what it showed last."""
    subtopics = tuple(each.id for each in study.subtopics()[:_COLUMNS])
    fields = Linkage(rows.id, columns.id, Subject.INTERVIEW)
    return {
        CentralChartTab.name: CentralChart(subtopics, Subject.INTERVIEW, typology).settings(),
        LinkageTab.name: fields.settings(),
        FiguresTab.name: Shown(BARS, Subject.INTERVIEW, columns.id, rows.id).settings(),
    }


def _shown(made: list[BeyondTab], kind: type[BeyondTab], studio: Studio) -> None:
    tab = kind(studio)
    made.append(tab)
    tab.resize(*_SIZE)
    tab.show()


def main() -> None:
    """Take the path of a study that may be written in."""
    app = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    theme.apply("light")
    study = open_study(Path(sys.argv[1]))
    typologies = find_out(study)
    study.states()
    studio, fields = Studio(study), study.fields()
    categories = next(each for each in fields if each.kind is FieldKind.CATEGORY)
    side = next(each for each in fields if each.kind is FieldKind.INTERVIEW and len(each.values) == 2)
    for name, shown in _settings(study, typologies[0], categories, side).items():
        settings.put(settings.for_study(study.path, f"compare/{name}"), json.dumps(shown))
    settings.put(settings.for_study(study.path, f"compare/{TypologyTab.name}"), typologies[0])
    figures: dict[str, tuple[float, float]] = {}
    for kind in (TypologyTab, CentralChartTab, LinkageTab, FiguresTab):
        made: list[BeyondTab] = []
        started, spent = time.perf_counter(), time.process_time()
        figures[kind.name] = _timed(app, partial(_shown, made, kind, studio))
        (tab,) = made
        _await_picture(app, tab)
        figures["picture, first"] = time.perf_counter() - started, time.process_time() - spent
        figures[f"{kind.name}, other"] = _timed(app, partial(_change, tab, side, typologies[1]))
        if isinstance(tab, FiguresTab):
            figures |= _pictures(app, tab, side)
        tab.hide()
    report(**figures)


def _pictures(app: QApplication, tab: FiguresTab, side: Field) -> dict[str, tuple[float, float]]:
    """Await pictures of coverage, the largest: of all areas, then of some of their interviews."""
    _await_picture(app, tab)
    tab.filter.clear()
    _await_picture(app, tab)
    steps = {
        "picture": partial(tab.show_figure, Shown()),
        "picture, other": partial(tab.filter.set_condition, side.id, side.values[:1]),
    }
    return {name: _timed(app, partial(_drawn, app, tab, step)) for name, step in steps.items()}


def _drawn(app: QApplication, tab: FiguresTab, step: Callable[[], object]) -> None:
    step()
    _await_picture(app, tab)


def _await_picture(app: QApplication, tab: BeyondTab) -> None:
    """Let a picture that is drawn off the GUI thread come to an end."""
    while isinstance(tab, FiguresTab) and tab.work.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _change(tab: BeyondTab, side: Field, typology: TypologyId) -> None:
    """Show fewer interviews, or another typology."""
    if isinstance(tab, TypologyTab):
        tab.show_typology(typology)
    elif isinstance(tab, CentralChartTab | LinkageTab | FiguresTab):
        tab.filter.set_condition(side.id, side.values[:1])


main()
