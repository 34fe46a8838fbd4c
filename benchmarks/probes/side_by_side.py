"""Set groups of a study side by side, then others, then fewer, and say when each is painted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from painted import when_painted
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from reporting import report

from framework_qda import open_study
from framework_qda.ui import theme
from framework_qda.ui.comparing.comparison import Comparison
from framework_qda.ui.comparing.offers import all_of, comparable, with_picked
from framework_qda.ui.comparing.side_by_side import SideBySide
from framework_qda.ui.studio import Studio

_WIDTH, _HEIGHT = 1200, 800
_TIMES: dict[str, tuple[float, float]] = {}


def main() -> None:
    """Take the path of a study."""
    app = QApplication([])
    theme.apply("light")
    study = open_study(Path(sys.argv[1]))
    tab = SideBySide(Studio(study))
    tab.resize(_WIDTH, _HEIGHT)
    tab.show()
    QCoreApplication.processEvents()
    many, few = sorted(comparable(study), key=lambda field: -len(field.values))[:2]

    def wanted(field: object) -> Comparison:
        return with_picked(study, Comparison(), all_of(field.id))  # type: ignore[attr-defined]

    steps: list[tuple[str, Callable[[], object]]] = [
        ("first", lambda: tab.show_comparison(wanted(many))),
        ("groups", lambda: tab.show_comparison(wanted(few))),
        ("filter", lambda: tab.filter.set_condition(many.id, many.values[:1])),
    ]

    def run(n: int) -> None:
        if n == len(steps):
            report(**_TIMES)
        name, step = steps[n]
        started, spent = time.perf_counter(), time.process_time()

        def painted() -> None:
            _TIMES[name] = time.perf_counter() - started, time.process_time() - spent
            run(n + 1)

        when_painted(tab.sheet.viewport(), painted)
        step()

    run(0)
    app.exec()


main()
