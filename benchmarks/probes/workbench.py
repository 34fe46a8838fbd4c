"""Do one thing in the workbench on a study and report what it took: open, scroll, edit, link, cover …"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from painted import when_painted
from PySide6.QtWidgets import QApplication, QTableView
from reporting import report
from scrolled import frames

from framework_qda.study import Study
from framework_qda.study.model import Interview, InterviewId, PassageId, SubTopicId
from framework_qda.ui.app import Application, run
from framework_qda.ui.desk import Desk
from framework_qda.ui.matrix.view import MatrixView
from framework_qda.ui.modes import Mode
from framework_qda.ui.window import MainWindow

_SETTLED = 1.0  # seconds


def opened(window: MainWindow, path: Path) -> None:
    """Report how long a study takes from the wish to open it until its matrix is painted."""
    started, spent = time.perf_counter(), time.process_time()
    desk = _open(window, path)

    def painted() -> None:
        report(wall=time.perf_counter() - started, cpu=time.process_time() - spent)

    when_painted(desk.matrix.view.viewport(), painted)


def memory(window: MainWindow, path: Path) -> None:
    """Report the megabytes in use once all of every matrix has been scrolled through."""
    desk = _open(window, path)
    _settle()
    for tab in range(desk.matrix.tabs.count()):
        desk.matrix.tabs.setCurrentIndex(tab)
        for _ in _pages(desk.matrix.view):
            Application.processEvents()
    report(megabytes=_resident())


def scroll(window: MainWindow, path: Path) -> None:
    """Report the seconds of each frame while scrolling."""
    view = _open(window, path).matrix.view
    _settle()
    report(**frames(view, int(sys.argv[3])), sizes=_sizes(view))


def edit(window: MainWindow, path: Path) -> None:
    """Report the seconds from charting a cell until everything that shows it is painted anew."""
    desk = _open(window, path)
    _settle()
    study, view, model = desk.studio.study, desk.matrix.view, desk.matrix.model
    rows = [row for row in model.rows[:8] if isinstance(row, Interview)]
    taken: list[tuple[float, float]] = []
    for turn in range(int(sys.argv[3])):
        started, spent = time.perf_counter(), time.process_time()
        study.chart(rows[turn % len(rows)].id, model.columns[0].id, f"Edit {turn}")
        view.viewport().repaint()
        Application.processEvents()
        taken.append((time.perf_counter() - started, time.process_time() - spent))
    report(taken=taken)


def link(window: MainWindow, path: Path) -> None:
    """Report the seconds of inserting a passage with its link, and of going on to the next cell."""
    desk = _open(window, path)
    _settle()
    study, view = desk.studio.study, desk.matrix.view
    rows = [row for row in desk.matrix.model.rows if isinstance(row, Interview)][: int(sys.argv[3])]
    column = desk.matrix.model.columns[0].id
    passages = [_index(study, row.id, column) for row in rows]
    view.choose(rows[0].id, column)
    _settle()
    inserted: list[tuple[float, float]] = []
    switched: list[tuple[float, float]] = []
    for found in passages:
        inserted.append(_timed(desk, lambda found=found: _insert(desk, found)))
        switched.append(_timed(desk, lambda: desk.cell.step_wanted.emit(0, 1)))
    report(inserted=inserted, switched=switched)


def cover(window: MainWindow, path: Path) -> None:
    """Report how long the coverage board takes from asking until it is painted, and then each edit."""
    desk = _open(window, path)
    _settle()
    started, spent = time.perf_counter(), time.process_time()
    desk.show_mode(Mode.COVERAGE)
    from framework_qda.ui.coverage.board import Board  # loading it is part of what was asked for

    board = desk.findChild(Board)
    assert board is not None

    def painted() -> None:
        figures = {"wall": time.perf_counter() - started, "cpu": time.process_time() - spent}
        report(**figures, edited=[_edited(desk, board, turn) for turn in range(int(sys.argv[3]))])

    when_painted(board.viewport(), painted)


def _edited(desk: Desk, board: QTableView, turn: int) -> tuple[float, float]:
    """Give the seconds until a cell on show, charted or emptied, is painted in its new state."""
    study, row = desk.studio.study, desk.studio.study.interviews()[turn % 8].id
    column = study.subtopics()[0].id
    started, spent = time.perf_counter(), time.process_time()
    study.chart(row, column, "" if study.cell(row, column).charted else f"Edit {turn}")
    Application.sendPostedEvents()
    board.viewport().repaint()
    Application.processEvents()
    return time.perf_counter() - started, time.process_time() - spent


def _index(study: Study, interview: InterviewId, column: SubTopicId) -> PassageId:
    """Index five stretches of an interview; give the first."""
    first, *_ = [study.index(interview, start, start + 120, [column]) for start in range(0, 5000, 1000)]
    return first


def _insert(desk: Desk, passage: PassageId) -> None:
    desk.cell.insert_passage(passage)
    desk.cell.save()


def _timed(desk: Desk, do: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds until something is done and everything that shows it is painted."""
    started, spent = time.perf_counter(), time.process_time()
    do()
    for shown in (desk.matrix.view, desk.cell.edit, desk.cell.evidence.list):
        shown.viewport().repaint()
    Application.processEvents()
    return time.perf_counter() - started, time.process_time() - spent


def _open(window: MainWindow, path: Path) -> Desk:
    window.open_file(path)
    assert window.desk is not None
    return window.desk


def _pages(view: QTableView) -> Iterator[int]:
    bar = view.verticalScrollBar()
    bar.setValue(0)
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + view.viewport().height())
        yield bar.value()


def _sizes(view: MatrixView) -> list[float]:
    """Give what another table needs to be like this one."""
    across, down = view.column_header.defaultSectionSize(), view.row_header.defaultSectionSize()
    return [view.text.font.pointSizeF(), view.width(), view.height(), across, down]


def _resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("Memory is measured on Linux only.")


def _settle() -> None:
    """Let the window be painted and do what it put off."""
    until = time.perf_counter() + _SETTLED
    while time.perf_counter() < until:
        Application.processEvents()


_DEEDS = {"open": opened, "memory": memory, "scroll": scroll, "edit": edit, "link": link, "cover": cover}


def _do(app: Application) -> int:
    assert app.window is not None
    app.window.resize(1440, 860)
    _settle()
    _DEEDS[sys.argv[1]](app.window, Path(sys.argv[2]))
    return QApplication.exec()


if __name__ == "__main__":
    Application.exec = _do  # type: ignore[method-assign]
    run()
    os._exit(1)  # nothing has been reported
