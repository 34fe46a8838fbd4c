"""Name every command of the window once, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from framework_qda.study.model import About
from framework_qda.ui.desk import Mode
from framework_qda.ui.matrix.view import Density

if TYPE_CHECKING:
    from framework_qda.ui.window import MainWindow

_STANDARD = QKeySequence.StandardKey


def register(window: MainWindow) -> None:
    """Fill the window's register of commands."""
    _of_the_study(window)
    _of_editing(window)
    _of_the_matrix(window)
    _of_the_recording(window)
    _of_the_view(window)
    _of_help(window)


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


def _of_the_study(window: MainWindow) -> None:
    add, group = window.commands.add, _tr("Study")
    add("new_study", _tr("New study…"), window.new_study, group=group, keys=_STANDARD.New, symbol="file-plus")
    add(
        "open_study",
        _tr("Open study…"),
        window.choose_study,
        group=group,
        keys=_STANDARD.Open,
        symbol="folder-open",
    )
    add("open_sample", _tr("Open the sample study"), window.open_sample, group=group, symbol="graduation-cap")
    own = window.commands.add_of_study
    own(
        "import",
        _tr("Import interviews…"),
        window.import_files,
        group=group,
        keys="Ctrl+Shift+I",
        symbol="download-simple",
    )
    own("export", _tr("Export matrices…"), window.export, group=group, keys="Ctrl+E", symbol="export")
    own(
        "save_copy",
        _tr("Save a copy…"),
        window.save_copy,
        group=group,
        keys="Ctrl+Shift+E",
        symbol="copy-simple",
    )
    own("rename_study", _tr("Title of the study…"), window.rename_study, group=group, symbol="text-t")
    own("passphrase", _tr("Passphrase…"), window.change_passphrase, group=group, symbol="lock-key")
    own("close_study", _tr("Close study"), window.close_study, group=group, keys=_STANDARD.Close, symbol="x")
    add("quit", _tr("Quit"), window.close, group=group)


def _of_editing(window: MainWindow) -> None:
    add, group = window.commands.add, _tr("Edit")
    add("undo", _tr("Undo"), window.undo, group=group, keys="Ctrl+Z", symbol="arrow-counter-clockwise")
    add("redo", _tr("Redo"), window.redo, group=group, keys="Ctrl+Shift+Z", symbol="arrow-clockwise")
    own = window.commands.add_of_study
    own(
        "search",
        _tr("Search everything"),
        lambda: _desk(window).show_search(),
        group=group,
        keys="Ctrl+F",
        symbol="magnifying-glass",
    )
    add(
        "palette",
        _tr("Any command by name"),
        window.show_palette,
        group=group,
        keys="Ctrl+K",
        symbol="command",
    )
    add("preferences", _tr("Preferences…"), window.preferences, group=group, keys="Ctrl+,", symbol="gear")


def _of_the_matrix(window: MainWindow) -> None:
    own, group = window.commands.add_of_study, _tr("Matrix")
    own(
        "chart",
        _tr("Chart the current cell"),
        lambda: _desk(window).start_charting(),
        group=group,
        symbol="pencil-simple",
    )
    own(
        "memo",
        _tr("Write a memo on what is current"),
        lambda: _desk(window).write_memo(),
        group=group,
        keys="Ctrl+M",
        symbol="note-pencil",
    )
    own(
        "journal",
        _tr("Write in the reflexive journal"),
        lambda: _desk(window).write_memo(About.JOURNAL),
        group=group,
        symbol="book-open",
    )
    own(
        "full",
        _tr("Chart with notes and evidence in view"),
        lambda: _desk(window).toggle_full(),
        group=group,
        keys="F10",
        symbol="arrows-out",
    )
    own(
        "done",
        _tr("Mark the cell as done, or in progress"),
        lambda: _desk(window).toggle_done(),
        group=group,
        keys="Ctrl+D",
        symbol="check-circle",
    )
    own(
        "cell_history",
        _tr("History of the current cell"),
        lambda: _desk(window).show_cell_history(),
        group=group,
        keys="Ctrl+H",
    )
    own(
        "filter",
        _tr("Filter rows"),
        lambda: _desk(window).matrix.filter.setFocus(),
        group=group,
        keys="Ctrl+Shift+F",
        symbol="funnel",
    )
    own(
        "passages",
        _tr("Passages of this sub-topic"),
        lambda: _desk(window).show_passages(),
        group=group,
        keys="Ctrl+Shift+P",
        symbol="list-bullets",
    )
    for name, words, run, symbol in (
        (
            "index_selection",
            _tr("Index the selection to sub-topics"),
            lambda: _desk(window).in_notes().indexer.choose(),
            "tag",
        ),
        (
            "unread",
            _tr("Next unread stretch of this interview"),
            lambda: _desk(window).in_notes().go_to_unread(1),
            "eye-slash",
        ),
        (
            "replace_names",
            _tr("Replace a name in the notes…"),
            lambda: _desk(window).in_notes().replace_names(),
            "swap",
        ),
    ):
        own(name, words, run, group=group, symbol=symbol)
    own(
        "next_matrix",
        _tr("Next matrix"),
        lambda: _desk(window).matrix.step_matrix(1),
        group=group,
        keys="Ctrl+PgDown",
    )
    own(
        "previous_matrix",
        _tr("Previous matrix"),
        lambda: _desk(window).matrix.step_matrix(-1),
        group=group,
        keys="Ctrl+PgUp",
    )
    for density, words in (
        (Density.COMPACT, _tr("Density: compact rows")),
        (Density.NORMAL, _tr("Density: normal rows")),
        (Density.ROOMY, _tr("Density: roomy rows")),
    ):
        own(
            f"density_{density.name.lower()}",
            words,
            lambda each=density: _desk(window).matrix.set_density(each),
            group=group,
        )
    own("zoom_in", _tr("Larger"), lambda: _desk(window).matrix.zoom_in(), group=group, keys="Ctrl++")
    own("zoom_out", _tr("Smaller"), lambda: _desk(window).matrix.zoom_out(), group=group, keys="Ctrl+-")
    own(
        "zoom_reset",
        _tr("Actual size"),
        lambda: _desk(window).matrix.zoom_reset(),
        group=group,
        keys="Ctrl+0",
    )


def _of_the_recording(window: MainWindow) -> None:
    own, group = window.commands.add_of_study, _tr("Recording")
    desk, player = (lambda: _desk(window)), (lambda: _player(window))
    for name, words, run, keys, symbol in (
        ("play", _tr("Play or pause"), lambda: player().toggle(), "Ctrl+Space", "play"),
        (
            "play_here",
            _tr("Play from this paragraph"),
            lambda: desk().play_here(),
            "Ctrl+Shift+Space",
            "",
        ),
        ("play_back", _tr("Back 3 seconds"), lambda: player().back(), "Ctrl+J", "rewind"),
        (
            "play_on",
            _tr("Forward 3 seconds"),
            lambda: player().forward(),
            "Ctrl+Shift+J",
            "fast-forward",
        ),
        ("play_slower", _tr("Slower"), lambda: player().faster(-1), "", ""),
        ("play_faster", _tr("Faster"), lambda: player().faster(), "", ""),
        ("mark_in", _tr("Mark in"), lambda: player().mark_in(), "Ctrl+[", "arrow-line-left"),
        ("mark_out", _tr("Mark out"), lambda: player().mark_out(), "Ctrl+]", "arrow-line-right"),
        ("loop", _tr("Loop the marked section"), lambda: player().toggle_loop(), "", "repeat"),
        ("transcribe", _tr("Transcribe an extract"), lambda: _transcribe(window), "Ctrl+Shift+T", ""),
        ("stamp", _tr("Stamp this paragraph with the time"), lambda: desk().stamp(), "Ctrl+T", ""),
        ("attach", _tr("Attach a recording…"), lambda: player().attach(), "", "microphone"),
    ):
        own(name, words, run, group=group, keys=keys, symbol=symbol)


def _player(window: MainWindow):  # type: ignore[no-untyped-def]
    """Give the player; what it cannot do it says beneath the interview's text, so that is shown."""
    desk = _desk(window)
    if not desk.player.has_recording:
        desk.show_notes()
    return desk.player


def _transcribe(window: MainWindow) -> None:
    _desk(window).show_notes()
    _player(window).transcribe()


def _of_the_view(window: MainWindow) -> None:
    own, group = window.commands.add_of_study, _tr("View")
    # The numbers are those of all seven modes of the design, so that fingers need never learn them anew.
    for mode, keys in (
        (Mode.SOURCES, "Ctrl+1"),
        (Mode.CHART, "Ctrl+2"),
        (Mode.COVERAGE, "Ctrl+Shift+2"),
        (Mode.MEMOS, "Ctrl+Shift+M"),
        (Mode.HISTORY, "Ctrl+7"),
    ):
        own(
            f"mode_{mode.name.lower()}",
            _tr("Go to %s") % _tr(mode),
            lambda each=mode: _desk(window).show_mode(each),
            group=group,
            keys=keys,
        )
    own("back", _tr("Back"), lambda: _desk(window).back(), group=group, keys="Alt+Left", symbol="arrow-left")
    own(
        "forward",
        _tr("Forward"),
        lambda: _desk(window).forward(),
        group=group,
        keys="Alt+Right",
        symbol="arrow-right",
    )
    own("next_pane", _tr("Next pane"), lambda: _desk(window).next_pane(1), group=group, keys="F6")
    own(
        "previous_pane",
        _tr("Previous pane"),
        lambda: _desk(window).next_pane(-1),
        group=group,
        keys="Shift+F6",
    )
    own(
        "toggle_left",
        _tr("Show or hide the study pane"),
        lambda: _desk(window).toggle_left(),
        group=group,
        keys="F7",
    )
    own(
        "toggle_cell",
        _tr("Show or hide the cell pane"),
        lambda: _desk(window).toggle_cell(),
        group=group,
        keys="F8",
    )
    own(
        "toggle_notes",
        _tr("Show or hide the interview's text"),
        lambda: _desk(window).toggle_notes(),
        group=group,
        keys="F9",
    )


def _of_help(window: MainWindow) -> None:
    add, group = window.commands.add, _tr("Help")
    add("keys", _tr("Keyboard"), window.show_keys, group=group, keys="Ctrl+/", symbol="keyboard")
    add("about", _tr("About Framework QDA"), window.about, group=group, symbol="info")


def _desk(window: MainWindow):  # type: ignore[no-untyped-def]
    assert window.desk is not None
    return window.desk
