"""Name every command of the window once, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from framework_qda.study.model import About
from framework_qda.ui import out
from framework_qda.ui.desk import Mode
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.matrix.view import Density
from framework_qda.ui.recording import keys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from framework_qda.ui.recording.player import Player
    from framework_qda.ui.window import MainWindow

Keys = QKeySequence.StandardKey


class Command(NamedTuple):
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


def _filter_bar(w: MainWindow, *, grouping: bool = False) -> FilterBar:
    """Give the filter of what is on show; where nothing there can be filtered or grouped, of the matrices."""
    bars = w.desk.centre.currentWidget().findChildren(FilterBar)
    for bar in bars:
        if bar.isVisible() and (not grouping or bar.group_button.isVisible()):
            return bar
    w.desk.show_mode(Mode.CHART)
    return w.desk.matrix.conditions


def _filter_by_words(w: MainWindow) -> None:
    """Go to the field that finds words in what is on show; nothing that is hidden is ever typed into."""
    shown = w.desk.centre.currentWidget()
    field: QLineEdit | None = getattr(shown, "words_field", None)
    if field is None or not field.isVisible():
        w.say(_tr("Nothing here is filtered by words; Ctrl+F searches everything."))
        return
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()


def _filter_by(w: MainWindow) -> None:
    _filter_bar(w).add()


def _group_by(w: MainWindow) -> None:
    _filter_bar(w, grouping=True).choose_group()


def _kept_filters(w: MainWindow) -> None:
    _filter_bar(w).choose_kept()


def _attributes(w: MainWindow) -> None:
    """Show the sheet of attributes, which is a tab of the sources."""
    w.desk.show_mode(Mode.SOURCES)
    w.desk.centre.currentWidget().show_attributes()  # type: ignore[attr-defined]


def _quote(w: MainWindow) -> None:
    from framework_qda.ui.quotes.quoting import quote

    quote(w)


def _copy_quotation(w: MainWindow) -> None:
    from framework_qda.ui.quotes.clip import copy_what_is_wanted

    copy_what_is_wanted(w)


def _list_selection(w: MainWindow) -> None:
    from framework_qda.ui.quotes.listing import list_selection

    list_selection(w)


def _attributions(w: MainWindow) -> None:
    from framework_qda.ui.quotes.attribution_dialog import show_attributions

    show_attributions(w.studio, w)


def _quotes_of_cells(w: MainWindow) -> None:
    from framework_qda.ui.quotes.cells_export import quotes_of_cells

    quotes_of_cells(w)


def _insert(w: MainWindow, kind: str) -> None:
    from framework_qda.study.authoring import BlockKind
    from framework_qda.ui.report.objects import insert_object

    insert_object(w.desk.report(), BlockKind(kind))


def _transcribe(w: MainWindow) -> None:
    w.desk.show_notes()
    _player(w).transcribe()


def _erase_detached(w: MainWindow) -> None:
    w.desk.show_notes()
    w.desk.player.attaching.erase_detached()


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
    Command("export_view", "Export this view…", out.export_view, "Ctrl+E", "export"),
    Command("export", "Export matrices…", out.export_matrices, "", "export"),
    Command("print", "Print…", out.print_view, Keys.Print, "printer"),
    Command("save_copy", "Save a copy…", lambda w: w.save_copy(), "Ctrl+Shift+E", "copy-simple"),
    Command("rename_study", "Title of the study…", lambda w: w.rename_study(), symbol="text-t"),
    Command("passphrase", "Passphrase…", lambda w: w.change_passphrase(), symbol="lock-key"),
    Command("forget_history", "Forget the history…", lambda w: w.forget_history(), symbol="eraser"),
    Command("close_study", "Close study", lambda w: w.close_study(), "Ctrl+W", "x"),
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
    Command("filter", "Filter what is on show by words", _filter_by_words, "Ctrl+Shift+F", "funnel"),
    Command(
        "filter_by", "Filter by attribute, category or type", _filter_by, "Ctrl+Shift+A", "funnel-simple"
    ),
    Command("group_by", "Group by attribute, category or type", _group_by, symbol="stack"),
    Command("kept_filters", "Kept filters", _kept_filters, symbol="bookmark-simple"),
    Command("attributes", "Attributes as a sheet", _attributes, symbol="table"),
    Command(
        "passages",
        "Passages of this sub-topic",
        lambda w: w.desk.show_passages(),
        "Ctrl+Shift+P",
        "list-bullets",
    ),
    Command(
        "unsettled", "Passages to look at, and lost ones", lambda w: w.desk.show_unsettled(), symbol="warning"
    ),
)

_QUOTES = (
    Command("quote", "Quote what is selected", _quote, "Ctrl+Q", "quotes"),
    Command("copy_quotation", "Copy as quotation", _copy_quotation, "Ctrl+Shift+Q", "copy"),
    Command("quotes_of_cells", "Quotes to Word…", _quotes_of_cells, symbol="quotes"),
    Command("attributions", "Attributions of quotations…", _attributions, symbol="identification-card"),
    Command("ledger", "Ledger: who is quoted how much", lambda w: w.desk.quotes("ledger"), symbol="scales"),
    Command("check", "Check before it goes out", lambda w: w.desk.quotes("check"), symbol="shield-check"),
    Command("identify", "Add the selection to identifying words", _list_selection, symbol="shield-warning"),
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
    Command("next_matrix", "Next matrix, case or theme", lambda w: w.desk.step_page(1), "Ctrl+PgDown"),
    Command("previous_matrix", "Previous matrix, case or theme", lambda w: w.desk.step_page(-1), "Ctrl+PgUp"),
    Command("density_compact", "Density: compact rows", lambda w: w.desk.matrix.set_density(Density.COMPACT)),
    Command("density_normal", "Density: normal rows", lambda w: w.desk.matrix.set_density(Density.NORMAL)),
    Command("density_roomy", "Density: roomy rows", lambda w: w.desk.matrix.set_density(Density.ROOMY)),
    Command("zoom_in", "Larger", lambda w: w.desk.zoom(1), "Ctrl++"),
    Command("zoom_out", "Smaller", lambda w: w.desk.zoom(-1), "Ctrl+-"),
    Command("zoom_reset", "Actual size", lambda w: w.desk.zoom(0), "Ctrl+0"),
)

_READ = (
    Command("read_along", "Read within the case", lambda w: w.desk.read_along(), "", "book-open"),
    Command("read_down", "Read within the theme", lambda w: w.desk.read_down(), "", "book-open"),
    Command(
        "overview", "Write the overview of what is read", lambda w: w.desk.write_overview(), "Ctrl+Shift+O"
    ),
)

_COMPARE = (
    Command("compare_add", "Set something side by side", lambda w: w.desk.compare().sides.add(), "", "plus"),
    Command("compare_pairs", "Compare in pairs within every area", lambda w: w.desk.compare().sides.pair()),
    Command(
        "compare_subtopics",
        "Choose the sub-topics that are compared",
        lambda w: w.desk.compare().choose_subtopics(),
        symbol="list-bullets",
    ),
    Command(
        "compare_pin",
        "Pin the first column of what is compared",
        lambda w: w.desk.compare().pin_button.toggle(),
        symbol="push-pin",
    ),
    Command(
        "compare_kept",
        "Kept comparisons",
        lambda w: w.desk.compare().kept.choose(),
        symbol="bookmarks-simple",
    ),
    Command("typology", "Typology", lambda w: w.desk.compare("typology"), symbol="tree-structure"),
    Command("typology_type", "Add a type to the typology", lambda w: w.desk.compare("typology").ask_type()),
    Command("central_chart", "Central chart", lambda w: w.desk.compare("central chart"), symbol="columns"),
    Command("linkage", "Linkage of two fields", lambda w: w.desk.compare("linkage"), symbol="grid-four"),
    Command("figures", "Pictures", lambda w: w.desk.compare("figures"), symbol="image"),
    Command("figure_save", "Save the picture…", lambda w: w.desk.compare("figures").ask_file()),
)

_REPORT = (
    Command("export_report", "Export a draft…", out.export_report, "", "export"),
    Command(
        "trail", "What the sentence stands on", lambda w: w.desk.report().show_side("evidence"), "", "path"
    ),
    Command(
        "claims", "Claims without evidence", lambda w: w.desk.report().show_side("claims"), "", "question"
    ),
    Command("title_page", "Title page of the draft…", out.show_title_page, "", "identification-card"),
    Command("export_claims", "Export claims without evidence…", out.export_claims, "", "export"),
    Command("checklists", "Checklists on reporting: COREQ, SRQR", out.show_checklists, "", "check-square"),
    Command(
        "insert_quotation",
        "Insert a quotation",
        lambda w: w.desk.report().show_side("quotations").setFocus(),
        symbol="quotes",
    ),
    *(
        Command(f"insert_{kind}", words, partial(_insert, kind=kind), symbol=symbol)
        for kind, words, symbol in (
            ("cell", "Insert a cell or summary…", "note"),
            ("matrix", "Insert a matrix…", "table"),
            ("view", "Insert a view…", "eye"),
            ("picture", "Insert a picture…", "image"),
            ("practice", "Insert a practice example…", "lightbulb"),
            ("survey", "Insert a survey…", "chart-bar"),
            ("closing", "Insert a closing table…", "columns"),
            ("contents", "Insert the contents", "list-bullets"),
            ("appendix", "Insert a list of quotations", "quotes"),
        )
    ),
)

_RECORDING = (
    Command("play", "Play or pause", lambda w: _player(w).toggle(), keys.PLAY_KEYS, "play"),
    Command("play_here", "Play from this paragraph", lambda w: w.desk.play_here(), keys.PLAY_HERE_KEYS),
    Command("play_back", "Back 3 seconds", lambda w: _player(w).back(), keys.BACK_KEYS, "rewind"),
    Command(
        "play_on", "Forward 3 seconds", lambda w: _player(w).forward(), keys.FORWARD_KEYS, "fast-forward"
    ),
    Command("play_slower", "Slower", lambda w: _player(w).faster(-1)),
    Command("play_faster", "Faster", lambda w: _player(w).faster()),
    Command("mark_in", "Mark in", lambda w: _player(w).mark_in(), keys.IN_KEYS, "arrow-line-left"),
    Command("mark_out", "Mark out", lambda w: _player(w).mark_out(), keys.OUT_KEYS, "arrow-line-right"),
    Command("loop", "Loop the marked section", lambda w: _player(w).toggle_loop(), symbol="repeat"),
    Command("transcribe", "Transcribe an extract", _transcribe, keys.TRANSCRIBE_KEYS),
    Command("stamp", "Stamp this paragraph with the time", lambda w: w.desk.stamp(), keys.STAMP_KEYS),
    Command("attach", "Attach a recording…", lambda w: _player(w).attach(), symbol="microphone"),
    Command("erase_detached", "Erase detached recordings for good…", _erase_detached, symbol="eraser"),
)

# The numbers are those of all seven modes of the design, so that fingers need never learn them anew.
_MODES = (
    Command("mode_sources", "Go to Sources", lambda w: w.desk.show_mode(Mode.SOURCES), "Ctrl+1"),
    Command("mode_chart", "Go to Chart", lambda w: w.desk.go_to_chart(), "Ctrl+2"),
    Command("mode_read", "Go to Read", lambda w: w.desk.read(), "Ctrl+3"),
    Command("mode_coverage", "Go to Coverage", lambda w: w.desk.show_mode(Mode.COVERAGE), "Ctrl+Shift+2"),
    Command("mode_compare", "Go to Compare", lambda w: w.desk.show_mode(Mode.COMPARE), "Ctrl+4"),
    Command("mode_quotes", "Go to Quotes", lambda w: w.desk.show_mode(Mode.QUOTES), "Ctrl+5"),
    Command("mode_report", "Go to Report", lambda w: w.desk.write_report(), "Ctrl+6"),
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
    ("Reading", _READ),
    ("Compare", _COMPARE),
    ("Quotes", _QUOTES),
    ("Report", _REPORT),
    ("Recording", _RECORDING),
    ("View", _MODES + _PANES),
    ("Help", _HELP),
)
