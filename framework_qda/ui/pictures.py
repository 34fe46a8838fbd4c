"""Save pictures of the workbench, for the manual and for machines without a screen."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from framework_qda.study import open_study
from framework_qda.study.authoring import BlockKind
from framework_qda.study.model import PassageId, ViewKind
from framework_qda.tasks.claims import sentences
from framework_qda.text.quoting import has_edits
from framework_qda.ui import settings, theme
from framework_qda.ui.desk import Desk, Mode
from framework_qda.ui.quotes.attribution_dialog import show_attributions
from framework_qda.ui.report.trail import TrailPane
from framework_qda.ui.window import MainWindow
from framework_qda.ui.work import Work

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
    yield "coverage", _in_mode(window, Mode.COVERAGE)
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
    yield "quotes", _show_board(window, desk)
    yield from _scenes_beside_the_board(window, desk)
    yield "attributions", show_attributions(desk.studio, window) or window
    _show_draft(desk)
    yield "report", window
    yield from _scenes_beside_the_report(window, desk)
    yield "memos", _in_mode(window, Mode.MEMOS)
    yield "sources", _in_mode(window, Mode.SOURCES)
    yield "history", _in_mode(window, Mode.HISTORY)


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
    _wait_for(tab.work)


def _in_mode(window: MainWindow, mode: Mode) -> MainWindow:
    assert window.desk
    window.desk.show_mode(mode)
    return window


def _show_board(window: MainWindow, desk: Desk) -> MainWindow:
    """Show the first quotation with an edit on the board, and in the panel."""
    study = desk.studio.study
    edited = (each.id for each in study.quotations() if has_edits(each.text))
    desk.quotes()
    if first := next(edited, None):
        desk.show_quotation(first)
    board = desk.quotes("board")
    _settle(lambda: False)
    board.panel.edit()
    _settle(lambda: False)
    return window


def _scenes_beside_the_board(window: MainWindow, desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Show the ledger of areas, and the first words of the check that could tell who somebody is."""
    _wait_for(desk.quotes("ledger").work)
    yield "ledger", window
    tab = desk.quotes("check")
    _wait_for(tab.work)
    last = tab.model.index(max(0, len(tab.model.sections) - 2), 0)
    tab.list.setCurrentIndex(tab.model.index(0, 0, last))
    yield "check", window


def _show_draft(desk: Desk) -> None:
    """Show the first draft where its first quotation stands."""
    desk.write_report()
    study = desk.studio.study
    for draft in study.drafts()[:1]:
        quotations = (each for each in study.blocks(draft.id) if each.kind is BlockKind.QUOTATION)
        if first := next(quotations, None):
            desk.go_to_block(draft.id, first.id)
    _settle(lambda: False)


def _scenes_beside_the_report(window: MainWindow, desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Show a closing table, what a sentence stands on, and the checklists."""
    desk.report().show_side("quotations")
    for dialog in _closing_table(desk):
        yield "closing", dialog
        dialog.close()
    _show_trail(desk)
    yield "trail", window
    yield "checklist", _checklists(window)


def _closing_table(desk: Desk) -> Iterator[QWidget]:
    """Open the first closing table of the first draft."""
    from framework_qda.ui.report.objects import edit_object

    study = desk.studio.study
    for draft in study.drafts()[:1]:
        found = (each for each in study.blocks(draft.id) if each.kind is BlockKind.CLOSING)
        for block in list(found)[:1]:
            dialog = edit_object(desk.report(), block)
            _settle(lambda: False)
            yield dialog


def _show_trail(desk: Desk) -> None:
    """Show what the sentence before the first quotation of the first draft stands on."""
    study = desk.studio.study
    for draft in study.drafts()[:1]:
        blocks = study.blocks(draft.id)
        quoted = next((n for n, each in enumerate(blocks) if each.kind is BlockKind.QUOTATION), 0)
        before = next((each for each in blocks[:quoted][::-1] if each.kind is BlockKind.PARAGRAPH), None)
        if before:
            pane = cast(TrailPane, desk.report().show_side("evidence"))
            _settle(lambda: False)
            shown = sentences(before.text)
            desk.go_to_block(draft.id, before.id, len(shown) - 1)
            while pane.sentence.text() != shown[-1].text:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _settle(lambda: False)


def _checklists(window: MainWindow) -> QWidget:
    """Open the checklists, and wait for what the study says."""
    from framework_qda.ui.report.checklist import ChecklistWindow

    window.commands["checklists"].trigger()
    shown = window.findChild(ChecklistWindow)
    assert shown is not None
    while window.work.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _settle(lambda: bool(shown.count.text()))
    return shown


def _wait_for(work: Work) -> None:
    """Let work on another thread come to its end."""
    while work.busy:
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
