"""The cell editor: nothing typed is ever lost, and one visit is one step of the history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.errors import DiskFull
from framework_qda.study.model import BlankReason, CellKey
from framework_qda.ui import theme
from framework_qda.ui.cell import captions
from framework_qda.ui.cell.panel import CellPanel
from framework_qda.ui.cell.versions import Fate, compared
from framework_qda.ui.studio import Studio

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def keys(studio: Studio) -> list[CellKey]:
    """Three cells of the first interview; two are charted, the third is empty."""
    rows, columns = studio.study.interviews(), studio.study.subtopics()
    return [(rows[0].id, column.id) for column in columns[:3]]


@pytest.fixture
def panel(studio: Studio, keys: list[CellKey], qtbot: QtBot) -> CellPanel:
    """The panel on the empty cell, with the keyboard in it."""
    widget = CellPanel(studio)
    qtbot.addWidget(widget)
    widget.resize(380, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_cell(*keys[2])
    widget.focus_editor()
    return widget


def summary(studio: Studio, key: CellKey) -> str:
    return studio.study.cell(*key).summary


def full_disk(*_: object, **__: object) -> None:
    raise DiskFull(Path("small.fqda"))


def test_it_says_which_cell_it_is(panel: CellPanel, keys: list[CellKey]) -> None:
    panel.show_cell(*keys[1])
    assert panel.cell_key == keys[1]
    assert panel.heading.title.text() == "1.2 social work staffing"
    assert panel.heading.interview.text() == "Area 1 · LA Team Manager"
    assert panel.heading.facts.text() == "28 Feb 2012 · notes"
    assert panel.heading.definition.text() == "Who the social workers are and when they are there."
    assert panel.edit.markup() == "Six social workers.\n- on site\n- **on call** at night"
    assert panel.standing.count.text() == "9 words, 26% of the interview"
    assert panel.standing.author.text() == "Ann · just now"
    assert not panel.standing.reason.isEnabled()


def test_without_a_cell_it_says_what_to_do(panel: CellPanel, qtbot: QtBot) -> None:
    panel.show_nothing()
    assert panel.cell_key is None
    assert not panel.edit.isVisible()
    panel.insert_words("lost?")
    panel.focus_editor("x")
    assert panel.save()


def test_typing_is_saved_when_it_pauses(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "Cover is thin")
    assert summary(studio, keys[2]) == ""
    qtbot.waitUntil(lambda: summary(studio, keys[2]) == "Cover is thin")


@pytest.mark.parametrize("leave", ["another cell", "escape", "focus", "nothing", "step"])
def test_leaving_saves_at_once(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot, leave: str
) -> None:
    qtbot.keyClicks(panel.edit, "Cover")
    match leave:
        case "another cell":
            panel.show_cell(*keys[0])
        case "escape":
            qtbot.keyClick(panel.edit, Qt.Key.Key_Escape)
        case "focus":
            panel.foot.notes_button.setFocus()
        case "nothing":
            panel.show_nothing()
        case _:
            qtbot.keyClick(panel.edit, Qt.Key.Key_Return, CONTROL)
    assert summary(studio, keys[2]) == "Cover"


def test_one_visit_is_one_step_of_the_history(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    before = len(studio.study.actions())
    for letters in ("Cover ", "is ", "thin"):
        qtbot.keyClicks(panel.edit, letters)
        panel.save()
    assert len(studio.study.actions()) == before + 1
    panel.show_cell(*keys[0])
    panel.show_cell(*keys[2])
    panel.focus_editor(" at night")
    panel.save()
    assert len(studio.study.actions()) == before + 2
    studio.study.undo()
    assert panel.edit.markup() == "Cover is thin"
    studio.study.undo()
    assert panel.edit.markup() == ""


def test_nothing_is_recorded_without_a_change(panel: CellPanel, studio: Studio, keys: list[CellKey]) -> None:
    before = studio.study.actions()
    for key in (*keys, keys[0]):
        panel.show_cell(*key)
        panel.focus_editor()
    panel.save()
    assert studio.study.actions() == before


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        (Qt.Key.Key_Return, CONTROL, (0, 1)),
        (Qt.Key.Key_Enter, CONTROL, (0, 1)),
        (Qt.Key.Key_Down, ALT, (0, 1)),
        (Qt.Key.Key_Up, ALT, (0, -1)),
        (Qt.Key.Key_Left, ALT, (-1, 0)),
        (Qt.Key.Key_Right, ALT, (1, 0)),
    ],
)
def test_keys_step_to_the_next_cell(
    panel: CellPanel, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, step: tuple[int, int]
) -> None:
    pressed = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
    pressed.ignore()
    QApplication.sendEvent(panel.edit, pressed)
    assert pressed.isAccepted(), "else a shortcut of the window would take the key"
    with qtbot.waitSignal(panel.step_wanted) as asked:
        qtbot.keyClick(panel.edit, key, modifier)
    assert asked.args == list(step)
    assert panel.edit.markup() == ""


def test_escape_leaves_from_any_part_of_the_panel(panel: CellPanel, qtbot: QtBot) -> None:
    for widget in (panel.edit, panel.foot.notes_button, panel.heading.definition):
        with qtbot.waitSignal(panel.left):
            qtbot.keyClick(widget, Qt.Key.Key_Escape)


def test_typed_text_comes_after_what_is_there_as_summary(
    panel: CellPanel, studio: Studio, keys: list[CellKey]
) -> None:
    studio.study.chart(*keys[2], "«we see them»")
    panel.focus_editor(" x")
    assert panel.edit.markup() == "«we see them» x"
    assert panel.tools.summary.isChecked()
    assert panel.edit.hasFocus()


def test_words_of_the_notes_come_in_as_own_words(
    panel: CellPanel, studio: Studio, keys: list[CellKey]
) -> None:
    panel.show_cell(*keys[1])
    panel.focus_editor()
    panel.insert_words("knock on the door\nevery day")
    panel.save()
    assert summary(studio, keys[1]).endswith("at night «knock on the door»\n«every day»")


def test_an_undo_elsewhere_shows_here(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "Cover")
    panel.save()
    studio.study.undo()
    assert panel.edit.markup() == ""
    assert panel.standing.reason.isEnabled()
    studio.study.redo()
    assert panel.edit.markup() == "Cover"


def test_undo_keys_take_back_typing_and_then_the_study(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    studio.study.chart(*keys[2], "Cover")
    qtbot.keyClicks(panel.edit, "!")
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, CONTROL)
    assert panel.edit.markup() == "Cover"
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, CONTROL)
    assert summary(studio, keys[2]) == ""
    assert panel.edit.markup() == ""
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert panel.edit.markup() == "Cover"


def test_saving_does_not_disturb_the_cursor_or_the_undo(
    panel: CellPanel, studio: Studio, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "Cover ")
    panel.save()
    assert panel.edit.markup() == "Cover ", "a space typed last stays while writing goes on"
    assert panel.edit.document().isUndoAvailable()
    assert panel.edit.textCursor().position() == 6


def test_what_is_being_typed_outlives_a_change_from_elsewhere(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.edit, "mine")
    studio.study.chart(*keys[2], "theirs")
    assert panel.edit.markup() == "mine"
    panel.save()
    assert summary(studio, keys[2]) == "mine"
    texts = [version.cell.summary for version in studio.study.cell_history(*keys[2])]
    assert texts == ["theirs", "mine"]


@pytest.mark.parametrize("gone", ["interview", "subtopic"])
def test_a_deleted_cell_leaves_nothing(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot, gone: str
) -> None:
    qtbot.keyClicks(panel.edit, "typed")
    if gone == "interview":
        studio.study.delete_interview(keys[2][0])
    else:
        studio.study.delete_subtopic(keys[2][1])
    assert panel.cell_key is None
    assert panel.save()
    panel.show_cell(*keys[2])
    assert panel.cell_key is None


def test_renaming_shows_at_once(panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.edit, "typed")
    studio.study.rename_subtopic(keys[2][1], "whatever else")
    studio.study.rename_interview(keys[2][0], "LA Manager")
    assert panel.heading.title.text() == "1.3 whatever else"
    assert panel.heading.interview.text() == "Area 1 · LA Manager"
    assert panel.edit.markup() == "typed"


def test_a_full_disk_loses_nothing(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(studio.study, "chart", full_disk)
        qtbot.keyClicks(panel.edit, "precious")
        assert not panel.save()
        assert panel.bar.isVisible()
        assert "disk" in panel.trouble.text()
        assert panel.edit.markup() == "precious"
        panel.show_cell(*keys[0])
        panel.focus_editor(" too")
        panel.show_cell(*keys[2])
        assert panel.edit.markup() == "precious"
        assert panel.bar.isVisible()
    qtbot.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert not panel.bar.isVisible()
    assert summary(studio, keys[2]) == "precious"
    assert summary(studio, keys[0]).endswith("[[check with the nurse]] too")


def test_why_a_cell_is_empty(panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot) -> None:
    names = [panel.standing.reason.itemText(n) for n in range(panel.standing.reason.count())]
    assert names == ["not yet charted", "not asked", "asked, nothing said", "not applicable"]
    panel.standing.reason.setFocus()
    qtbot.keyClick(panel.standing.reason, Qt.Key.Key_Down)
    assert studio.study.cell(*keys[2]).blank_reason is BlankReason.NOT_ASKED
    panel.focus_editor("After all")
    panel.save()
    assert not panel.standing.reason.isEnabled()
    assert studio.study.cell(*keys[2]).summary == "After all"
    panel.edit.selectAll()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Backspace)
    panel.save()
    assert not studio.study.cell(*keys[2]).charted
    assert panel.standing.reason.isEnabled()


def test_the_tools_follow_the_cursor_and_change_the_text(
    panel: CellPanel, keys: list[CellKey], qtbot: QtBot
) -> None:
    panel.show_cell(*keys[0])
    cursor = panel.edit.document().find("every")
    panel.edit.setTextCursor(cursor)
    tools = panel.tools
    assert tools.own_words.isChecked()
    assert not tools.summary.isChecked()
    qtbot.mouseClick(tools.comment, Qt.MouseButton.LeftButton)
    assert tools.comment.isChecked()
    qtbot.mouseClick(tools.bold, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tools.items, Qt.MouseButton.LeftButton)
    assert tools.items.isChecked()
    assert panel.edit.markup() == (
        "- A strong team on site, «We see them »[[**every**]]« day» [[check with the nurse]]"
    )
    assert panel.edit.hasFocus()
    assert "Ctrl+Shift+W" in tools.own_words.toolTip()


def test_the_definition_folds_and_remembers(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    studio.study.define_subtopic(keys[2][1], "What fits nowhere else, and why it does not. " * 8)
    definition = panel.heading.definition
    assert len(definition.shown_lines()) == 2
    assert definition.shown_lines()[-1].endswith("…")
    folded = definition.sizeHint().height()
    qtbot.keyClick(definition, Qt.Key.Key_Space)
    assert "".join(definition.shown_lines()).rstrip() == definition.text().rstrip()
    assert definition.sizeHint().height() > folded
    another = CellPanel(studio)
    qtbot.addWidget(another)
    assert another.heading.definition.isChecked()
    qtbot.mouseClick(definition, Qt.MouseButton.LeftButton)
    assert definition.sizeHint().height() == folded


def test_the_folded_definition_has_room_for_its_lines(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    definition = panel.heading.definition
    panel.resize(900, 700)
    studio.study.define_subtopic(keys[2][1], "What fits nowhere else, and why it does not go elsewhere.")
    qtbot.waitUntil(lambda: len(definition.shown_lines()) == 1)
    panel.resize(380, 700)
    qtbot.waitUntil(lambda: len(definition.shown_lines()) == 2)
    qtbot.waitUntil(lambda: definition.height() >= 2 * definition.fontMetrics().height())


def test_an_earlier_text_is_compared_and_brought_back(
    panel: CellPanel, studio: Studio, keys: list[CellKey], qtbot: QtBot
) -> None:
    studio.study.chart(*keys[2], "Cover is good")
    studio.study.chart(*keys[2], "Cover is «thin»")
    panel.show_history()
    versions = panel.versions
    assert [v.cell.summary for v in versions._versions] == ["Cover is «thin»", "Cover is good"]
    assert versions.list.item(1).text() == "just now · Ann · 3 words"
    assert not versions.restore.isEnabled()
    versions.list.setCurrentRow(1)
    assert versions.text.toPlainText() == "Cover is good\u2009“thin”"
    qtbot.mouseClick(versions.restore, Qt.MouseButton.LeftButton)
    assert summary(studio, keys[2]) == "Cover is good"
    assert panel.edit.markup() == "Cover is good"
    assert versions.list.count() == 3
    studio.study.undo()
    assert panel.edit.markup() == "Cover is «thin»"
    assert "undone" in versions.list.item(0).text()


def test_the_history_follows_the_cell(panel: CellPanel, keys: list[CellKey], qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.foot.history_button, Qt.MouseButton.LeftButton)
    assert panel.versions.isVisible()
    assert panel.versions.list.count() == 0
    panel.show_cell(*keys[1])
    assert panel.versions.list.count() == 1
    qtbot.mouseClick(panel.foot.history_button, Qt.MouseButton.LeftButton)
    assert not panel.versions.isVisible()


def test_the_notes_are_asked_for(panel: CellPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.notes_wanted):
        qtbot.mouseClick(panel.foot.notes_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("width", [250, 380, 700])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_button_is_cut_off(panel: CellPanel, qtbot: QtBot, width: int, scale: float) -> None:
    theme.apply("dark", scale)
    panel.resize(max(width, panel.minimumSizeHint().width()), 700)
    for button in (panel.tools.items, panel.foot.history_button, panel.foot.notes_button):
        qtbot.waitUntil(lambda button=button: button.width() >= button.iconSize().width())
        assert panel.rect().contains(button.mapTo(panel, button.rect().bottomRight()))
    only_icons = panel.tools.summary.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert only_icons == (width / scale < 300)


def test_keys_are_named_for_those_who_do_not_see_them(panel: CellPanel) -> None:
    for widget in (
        panel.edit,
        panel.standing.reason,
        panel.tools.bold,
        panel.foot.history_button,
        panel.heading.definition,
    ):
        assert widget.accessibleName()


words = st.lists(st.sampled_from(["a", "b", " ", "\n", "“", ".", "word"]), max_size=12).map("".join)


@given(words, words)
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    changes = list(compared(old, new))
    assert "".join(text for fate, text in changes if fate is not Fate.ADDED) == old
    assert "".join(text for fate, text in changes if fate is not Fate.GONE) == new
    assert old != new or all(fate is Fate.SAME for fate, _ in changes)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "just now"),
        (61, "1 minute ago"),
        (600, "10 minutes ago"),
        (4000, "1 hour ago"),
        (86_400, "yesterday"),
        (3 * 86_400, "3 days ago"),
        (9 * 86_400, "3 Mar 2012"),
    ],
)
def test_time_is_told_as_people_do(seconds: int, said: str) -> None:
    now = datetime(2012, 3, 12, 12, tzinfo=UTC)
    assert captions.ago((now - timedelta(seconds=seconds)).isoformat(), now) == said
