"""Name every command of the window once, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from framework_qda.study.model import About
from framework_qda.ui.desk import Mode
from framework_qda.ui.matrix.view import Density

if TYPE_CHECKING:
    from framework_qda.ui.recording.player import Player
    from framework_qda.ui.window import MainWindow

Keys = QKeySequence.StandardKey


@dataclass(frozen=True)
class Command:
    """What one command is called, what it does to the window, and how it is reached."""

    name: str
    text: str
    run: Callable[[MainWindow], object]
    keys: str | Keys = ""
    symbol: str = ""
    needs_study: bool = True


def register(window: MainWindow) -> None:
    """Fill the window's register of commands."""
    for group, commands in _GROUPS:
        for command in commands:
            _register(window, _tr(group), command)


def _register(window: MainWindow, group: str, command: Command) -> None:
    add = window.commands.add_of_study if command.needs_study else window.commands.add
    add(
        command.name,
        _tr(command.text),
        lambda: command.run(window),
        group=group,
        keys=command.keys,
        symbol=command.symbol,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


def _player(w: MainWindow) -> Player:
    """Give the player; what it cannot do it says beneath the interview's text, so that is shown."""
    if not w.desk.player.has_recording:
        w.desk.show_notes()
    return w.desk.player


def _transcribe(w: MainWindow) -> None:
    w.desk.show_notes()
    _player(w).transcribe()


_STUDY = (
    Command("new_study", "New study…", lambda w: w.new_study(), Keys.New, "file-plus", needs_study=False),
    Command(
        "open_study", "Open study…", lambda w: w.choose_study(), Keys.Open, "folder-open", needs_study=False
    ),
    Command(
        "open_sample",
        "Open the sample study",
        lambda w: w.open_sample(),
        "",
        "graduation-cap",
        needs_study=False,
    ),
    Command("import", "Import interviews…", lambda w: w.import_files(), "Ctrl+Shift+I", "download-simple"),
    Command("export", "Export matrices…", lambda w: w.export(), "Ctrl+E", "export"),
    Command("save_copy", "Save a copy…", lambda w: w.save_copy(), "Ctrl+Shift+E", "copy-simple"),
    Command("rename_study", "Title of the study…", lambda w: w.rename_study(), symbol="text-t"),
    Command("passphrase", "Passphrase…", lambda w: w.change_passphrase(), symbol="lock-key"),
    Command("close_study", "Close study", lambda w: w.close_study(), Keys.Close, "x"),
    Command("quit", "Quit", lambda w: w.close(), needs_study=False),
)

_EDIT = (
    Command("undo", "Undo", lambda w: w.undo(), "Ctrl+Z", "arrow-counter-clockwise", needs_study=False),
    Command("redo", "Redo", lambda w: w.redo(), "Ctrl+Shift+Z", "arrow-clockwise", needs_study=False),
    Command("search", "Search everything", lambda w: w.desk.show_search(), "Ctrl+F", "magnifying-glass"),
    Command(
        "palette", "Any command by name", lambda w: w.show_palette(), "Ctrl+K", "command", needs_study=False
    ),
    Command("preferences", "Preferences…", lambda w: w.preferences(), "Ctrl+,", "gear", needs_study=False),
)

_CELL = (
    Command("chart", "Chart the current cell", lambda w: w.desk.start_charting(), "", "pencil-simple"),
    Command(
        "memo", "Write a memo on what is current", lambda w: w.desk.write_memo(), "Ctrl+M", "note-pencil"
    ),
    Command(
        "journal",
        "Write in the reflexive journal",
        lambda w: w.desk.write_memo(About.JOURNAL),
        "",
        "book-open",
    ),
    Command(
        "full", "Chart with notes and evidence in view", lambda w: w.desk.toggle_full(), "F10", "arrows-out"
    ),
    Command(
        "done",
        "Mark the cell as done, or in progress",
        lambda w: w.desk.toggle_done(),
        "Ctrl+D",
        "check-circle",
    ),
    Command("cell_history", "History of the current cell", lambda w: w.desk.show_cell_history(), "Ctrl+H"),
    Command("filter", "Filter rows", lambda w: w.desk.matrix.filter.setFocus(), "Ctrl+Shift+F", "funnel"),
    Command(
        "passages",
        "Passages of this sub-topic",
        lambda w: w.desk.show_passages(),
        "Ctrl+Shift+P",
        "list-bullets",
    ),
)

_NOTES = (
    Command(
        "index_selection",
        "Index the selection to sub-topics",
        lambda w: w.desk.in_notes().indexer.choose(),
        symbol="tag",
    ),
    Command(
        "unread",
        "Next unread stretch of this interview",
        lambda w: w.desk.in_notes().go_to_unread(1),
        symbol="eye-slash",
    ),
    Command(
        "replace_names",
        "Replace a name in the notes…",
        lambda w: w.desk.in_notes().replace_names(),
        symbol="swap",
    ),
)

_MATRIX = (
    Command("next_matrix", "Next matrix", lambda w: w.desk.matrix.step_matrix(1), "Ctrl+PgDown"),
    Command("previous_matrix", "Previous matrix", lambda w: w.desk.matrix.step_matrix(-1), "Ctrl+PgUp"),
    Command("density_compact", "Density: compact rows", lambda w: w.desk.matrix.set_density(Density.COMPACT)),
    Command("density_normal", "Density: normal rows", lambda w: w.desk.matrix.set_density(Density.NORMAL)),
    Command("density_roomy", "Density: roomy rows", lambda w: w.desk.matrix.set_density(Density.ROOMY)),
    Command("zoom_in", "Larger", lambda w: w.desk.matrix.zoom_in(), "Ctrl++"),
    Command("zoom_out", "Smaller", lambda w: w.desk.matrix.zoom_out(), "Ctrl+-"),
    Command("zoom_reset", "Actual size", lambda w: w.desk.matrix.zoom_reset(), "Ctrl+0"),
)

_RECORDING = (
    Command("play", "Play or pause", lambda w: _player(w).toggle(), "Ctrl+Space", "play"),
    Command("play_here", "Play from this paragraph", lambda w: w.desk.play_here(), "Ctrl+Shift+Space"),
    Command("play_back", "Back 3 seconds", lambda w: _player(w).back(), "Ctrl+J", "rewind"),
    Command("play_on", "Forward 3 seconds", lambda w: _player(w).forward(), "Ctrl+Shift+J", "fast-forward"),
    Command("play_slower", "Slower", lambda w: _player(w).faster(-1)),
    Command("play_faster", "Faster", lambda w: _player(w).faster()),
    Command("mark_in", "Mark in", lambda w: _player(w).mark_in(), "Ctrl+[", "arrow-line-left"),
    Command("mark_out", "Mark out", lambda w: _player(w).mark_out(), "Ctrl+]", "arrow-line-right"),
    Command("loop", "Loop the marked section", lambda w: _player(w).toggle_loop(), symbol="repeat"),
    Command("transcribe", "Transcribe an extract", _transcribe, "Ctrl+Shift+T"),
    Command("stamp", "Stamp this paragraph with the time", lambda w: w.desk.stamp(), "Ctrl+T"),
    Command("attach", "Attach a recording…", lambda w: _player(w).attach(), symbol="microphone"),
)

# The numbers are those of all seven modes of the design, so that fingers need never learn them anew.
_MODES = (
    Command("mode_sources", "Go to Sources", lambda w: w.desk.show_mode(Mode.SOURCES), "Ctrl+1"),
    Command("mode_chart", "Go to Chart", lambda w: w.desk.show_mode(Mode.CHART), "Ctrl+2"),
    Command("mode_coverage", "Go to Coverage", lambda w: w.desk.show_mode(Mode.COVERAGE), "Ctrl+Shift+2"),
    Command("mode_memos", "Go to Memos", lambda w: w.desk.show_mode(Mode.MEMOS), "Ctrl+Shift+M"),
    Command("mode_history", "Go to History", lambda w: w.desk.show_mode(Mode.HISTORY), "Ctrl+7"),
)

_PANES = (
    Command("back", "Back", lambda w: w.desk.back(), "Alt+Left", "arrow-left"),
    Command("forward", "Forward", lambda w: w.desk.forward(), "Alt+Right", "arrow-right"),
    Command("next_pane", "Next pane", lambda w: w.desk.next_pane(1), "F6"),
    Command("previous_pane", "Previous pane", lambda w: w.desk.next_pane(-1), "Shift+F6"),
    Command("toggle_left", "Show or hide the study pane", lambda w: w.desk.toggle_left(), "F7"),
    Command("toggle_cell", "Show or hide the cell pane", lambda w: w.desk.toggle_cell(), "F8"),
    Command("toggle_notes", "Show or hide the interview's text", lambda w: w.desk.toggle_notes(), "F9"),
)

_HELP = (
    Command("keys", "Keyboard", lambda w: w.show_keys(), "Ctrl+/", "keyboard", needs_study=False),
    Command("about", "About Framework QDA", lambda w: w.about(), symbol="info", needs_study=False),
)

_GROUPS = (
    ("Study", _STUDY),
    ("Edit", _EDIT),
    ("Matrix", _CELL + _NOTES + _MATRIX),
    ("Recording", _RECORDING),
    ("View", _MODES + _PANES),
    ("Help", _HELP),
)
