"""Save pictures of the workbench, for the manual and for machines without a screen."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from framework_qda.study import open_study
from framework_qda.study.model import PassageId
from framework_qda.ui import theme
from framework_qda.ui.desk import Desk, Mode
from framework_qda.ui.window import MainWindow

SIZE = (1440, 860)


def save_pictures(folder: Path, study: Path) -> list[Path]:
    """Save every workspace in light and dark as PNG files; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = list[Path]()
    for scheme in ("light", "dark"):
        theme.apply(scheme)
        window = MainWindow()
        window.resize(*SIZE)
        window.show()
        for name, widget in _scenes(window, study):
            QApplication.processEvents()
            path = folder / f"{name}-{scheme}.png"
            widget.grab().save(str(path))
            saved.append(path)
        window.close()
        window.deleteLater()
    return saved


def _scenes(window: MainWindow, study: Path) -> Iterator[tuple[str, QWidget]]:
    """Bring the window into one state after another, each with a name."""
    yield "welcome", window
    window.show_study(open_study(study))
    desk = window.desk
    assert desk is not None
    desk.matrix.view.step(0, 0)
    desk.navigator.cases.scrollToTop()
    _settle(lambda: False)
    yield "chart", window
    desk.matrix.view.step(2, 1)
    desk.start_charting()
    _settle(lambda: False)
    yield "cell", window
    desk.show_search("feedback")
    _settle(lambda: True)
    yield "search", window
    desk.hide_search()
    window.show_palette()
    yield "palette", window
    window.palette_pane.dismiss()
    _show_evidence(desk)
    _settle(lambda: False)
    yield "evidence", window
    desk.leave_full()
    desk.show_mode(Mode.COVERAGE)
    yield "coverage", window
    desk.show_mode(Mode.MEMOS)
    yield "memos", window
    desk.show_mode(Mode.SOURCES)
    yield "sources", window
    desk.show_mode(Mode.HISTORY)
    yield "history", window


def _show_evidence(desk: Desk) -> None:
    """Chart the cell that has the most evidence, the first of them in reading order, with it all in view."""
    study = desk.studio.study
    columns = [column.id for matrix in study.matrices() for column in study.subtopics(matrix.id)]
    charted = [key for key, state in study.states().items() if state.charted]
    rows = [row.id for row in study.interviews()]
    charted.sort(key=lambda key: (rows.index(key[0]), columns.index(key[1])))
    if charted:
        desk.matrix.go_to(*max(charted, key=lambda key: len(study.evidence(*key))))
    desk.toggle_full()
    _settle(lambda: False)
    for passage in desk.cell.evidence.list.passages.passages[:1]:
        desk.transcript.show_passage(PassageId(passage.id))


def _settle(done: Callable[[], bool], rounds: int = 200) -> None:
    """Let timers and queued events run until something has come about."""
    for _ in range(rounds):
        QApplication.processEvents()
        if done():
            return


def main() -> None:
    """Save pictures: python -m framework_qda.ui.pictures FOLDER STUDY."""
    folder, study = (Path(argument) for argument in sys.argv[1:3])
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as own:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, own)
        for path in save_pictures(folder, study):
            print(path)


if __name__ == "__main__":
    main()
