"""Save pictures of the workbench, for the manual and for machines without a screen."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from framework_qda.study import open_study
from framework_qda.study.model import PassageId, ViewKind
from framework_qda.ui import settings, theme
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
        # Now, since other colours would have it laid out anew, and its study is closed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
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
    _read_along(desk)
    yield "read-case", window
    _read_down(desk)
    yield "read-theme", window
    _show_comparison(desk)
    _settle(lambda: False)
    yield "compare", window
    _show_typology(desk)
    yield "typology", window
    _show_kept(desk, "central chart", ViewKind.CENTRAL_CHART)
    yield "central", window
    _show_kept(desk, "linkage", ViewKind.LINKAGE)
    yield "linkage", window
    _show_figure(desk)
    yield "figures", window
    desk.show_mode(Mode.MEMOS)
    yield "memos", window
    desk.show_mode(Mode.SOURCES)
    yield "sources", window
    desk.show_mode(Mode.HISTORY)
    yield "history", window


def _read_along(desk: Desk) -> None:
    """Read the first area on one page."""
    study = desk.studio.study
    desk.matrix.go_to(study.interviews()[0].id, study.subtopics()[0].id)
    desk.read_along()
    _settle(lambda: False)


def _read_down(desk: Desk) -> None:
    """Read the first sub-topic that has column notes down all interviews."""
    desk.read_down()
    if notes := desk.studio.study.findings():
        desk.go_to_subtopic(notes[0].subtopic)
    _settle(lambda: False)


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


def _show_comparison(desk: Desk) -> None:
    """Set the groups of the first kept comparison side by side, or those of a field."""
    tab = desk.compare()
    kept = desk.studio.study.views(ViewKind.COMPARISON)
    if kept:
        tab.choose_kept(kept[0].id)
    else:
        tab.begin()
    tab.sheet.setFocus()


def _show_typology(desk: Desk) -> None:
    """Show the first typology, and how its first case got to its type."""
    tab, study = desk.compare("typology"), desk.studio.study
    for typology in study.typologies()[:1]:
        tab.tree.go_to(study.typed_cases(typology.id)[0].subject)
    tab.head.setFocus()
    _settle(lambda: False)


def _show_kept(desk: Desk, name: str, kind: ViewKind) -> None:
    """Show the first view of a kind that is kept."""
    tab = desk.compare(name)
    for view in desk.studio.study.views(kind)[:1]:
        tab.choose_kept(view.id)
    tab.head.setFocus()
    _settle(lambda: False)


def _show_figure(desk: Desk) -> None:
    """Show the picture of coverage, once it is drawn."""
    tab = desk.compare("figures")
    tab.head.setFocus()
    while tab.work.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _settle(lambda: False)


def _settle(done: Callable[[], bool], rounds: int = 200) -> None:
    """Let timers and queued events run until something has come about."""
    for _ in range(rounds):
        QApplication.processEvents()
        if done():
            return


def main() -> None:
    """Save pictures: python -m framework_qda.ui.pictures FOLDER STUDY."""
    folder, study = (Path(argument) for argument in sys.argv[1:3])
    _app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    with tempfile.TemporaryDirectory() as own:
        settings.remember_in(Path(own))
        for path in save_pictures(folder, study):
            print(path)


if __name__ == "__main__":
    main()
