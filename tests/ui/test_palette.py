"""Anything by its name: commands, interviews and sub-topics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from framework_qda.ui import matching
from framework_qda.ui.commands import Commands
from framework_qda.ui.palette import Palette
from framework_qda.ui.studio import Studio


class Window(QMainWindow):
    """A window with a pane and some commands, each of which writes down that it ran."""

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.pane = QLineEdit()
        self.setCentralWidget(self.pane)
        self.commands = Commands(self)
        for name, text, keys, group in (
            ("new", "New study…", "Ctrl+N", "Study"),
            ("import", "Import interviews…", "Ctrl+Shift+I", "Study"),
            ("export", "Export matrices…", "Ctrl+E", "Study"),
            ("palette", "Any command by name", "Ctrl+K", "Edit"),
            ("undo", "&Undo", "", "Edit"),
        ):
            self.commands.add(name, text, lambda name=name: self.ran.append(name), group=group, keys=keys)


@pytest.fixture
def window(qtbot: QtBot, studio: Studio) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    with qtbot.waitActive(window):
        window.show()
    window.pane.setFocus()
    yield window


@pytest.fixture
def palette(window: Window, studio: Studio) -> Palette:
    palette = Palette(window.commands, lambda: studio)
    palette.open()
    return palette


def shown(palette: Palette) -> list[str]:
    return [palette._model.index(row).data() for row in range(palette._model.rowCount())]


def type_in(qtbot: QtBot, palette: Palette, text: str) -> None:
    qtbot.keyClicks(palette._field, text)


def press(qtbot: QtBot, palette: Palette, key: Qt.Key) -> None:
    qtbot.keyClick(palette._field, key)


def test_shows_commands_then_interviews_then_subtopics(palette: Palette) -> None:
    assert shown(palette) == [
        "New study…", "Import interviews…", "Export matrices…", "Undo",
        "Area 1 · LA Team Manager", "Area 1 · AT Named Nurse",
        "Area 2 · LA Service Manager", "Area 2 · AT Named Midwife",
        "1.1 summary", "1.2 social work staffing", "1.3 other",
        "2.1 referral quality", "2.2 feedback", "2.3 audits",
    ]  # fmt: skip


def test_a_command_that_is_not_available_is_not_offered(window: Window, palette: Palette) -> None:
    window.commands.enable(False, "undo")
    palette.open()
    assert "Undo" not in shown(palette)


def test_without_a_study_only_commands_are_offered(qtbot: QtBot, window: Window) -> None:
    palette = Palette(window.commands, lambda: None)
    palette.open()
    assert shown(palette) == ["New study…", "Import interviews…", "Export matrices…", "Undo"]
    type_in(qtbot, palette, "zzz")
    assert shown(palette) == []


def test_enter_runs_the_first_match_and_gives_the_focus_back(
    qtbot: QtBot, window: Window, palette: Palette
) -> None:
    type_in(qtbot, palette, "matr exp")
    assert shown(palette)[0] == "Export matrices…"
    press(qtbot, palette, Qt.Key.Key_Return)
    assert window.ran == ["export"]
    assert not palette.isVisible()
    assert window.pane.hasFocus()


def test_escape_closes_without_doing_anything(qtbot: QtBot, window: Window, palette: Palette) -> None:
    press(qtbot, palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.ran == []
    assert window.pane.hasFocus()


def test_going_elsewhere_closes_it(window: Window, palette: Palette) -> None:
    window.pane.setFocus()
    assert not palette.isVisible()


def test_looking_at_another_program_does_not_close_it(window: Window, palette: Palette) -> None:
    event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(palette._field, event)
    assert palette.isVisible()


def test_arrows_choose_while_the_cursor_stays_in_the_field(
    qtbot: QtBot, window: Window, palette: Palette
) -> None:
    press(qtbot, palette, Qt.Key.Key_Down)
    press(qtbot, palette, Qt.Key.Key_Down)
    press(qtbot, palette, Qt.Key.Key_Up)
    assert palette._field.hasFocus()
    assert palette._field.accessibleDescription() == "Import interviews…, Study, Ctrl+Shift+I"
    press(qtbot, palette, Qt.Key.Key_Return)
    assert window.ran == ["import"]


def test_an_interview_is_chosen_by_area_and_name(qtbot: QtBot, studio: Studio, palette: Palette) -> None:
    type_in(qtbot, palette, "midwife area 2")
    with qtbot.waitSignal(palette.interview_chosen) as chosen:
        press(qtbot, palette, Qt.Key.Key_Return)
    assert chosen.args == [studio.study.interviews()[3].id]


@pytest.mark.parametrize("typed", ["1.2", "staffing", "swst", "SOCIAL work", "1.2 staf"])
def test_a_subtopic_is_chosen_by_number_word_or_initials(
    qtbot: QtBot, studio: Studio, palette: Palette, typed: str
) -> None:
    type_in(qtbot, palette, typed)
    with qtbot.waitSignal(palette.subtopic_chosen) as chosen:
        press(qtbot, palette, Qt.Key.Key_Return)
    assert chosen.args == [studio.study.subtopics()[1].id]


def test_a_slip_still_finds(qtbot: QtBot, palette: Palette) -> None:
    type_in(qtbot, palette, "exprot matrices")
    assert shown(palette)[0] == "Export matrices…"


def test_the_last_entry_searches_everything(qtbot: QtBot, palette: Palette) -> None:
    type_in(qtbot, palette, "named")
    assert shown(palette)[-1] == "Search everything for “named”"
    palette._field.clear()
    type_in(qtbot, palette, "corridor")
    assert shown(palette) == ["Search everything for “corridor”"]
    with qtbot.waitSignal(palette.search_wanted) as wanted:
        press(qtbot, palette, Qt.Key.Key_Return)
    assert wanted.args == ["corridor"]


def test_what_was_used_last_comes_first(qtbot: QtBot, window: Window, palette: Palette) -> None:
    for typed in ("midwife", "undo"):
        type_in(qtbot, palette, typed)
        press(qtbot, palette, Qt.Key.Key_Return)
        palette.open()
    assert shown(palette)[:3] == ["Undo", "Area 2 · AT Named Midwife", "New study…"]
    # Among names that fit equally well, too.
    type_in(qtbot, palette, "named")
    assert shown(palette)[0] == "Area 2 · AT Named Midwife"


def test_a_click_chooses(qtbot: QtBot, window: Window, palette: Palette) -> None:
    rect = palette._list.visualRect(palette._model.index(2))
    qtbot.mouseClick(palette._list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.ran == ["export"]
    assert window.pane.hasFocus()


def test_it_stays_within_a_window_that_shrinks(qtbot: QtBot, window: Window, palette: Palette) -> None:
    window.resize(400, 300)
    qtbot.waitUntil(lambda: palette.width() <= 400)
    assert window.rect().contains(palette.geometry())


def test_found_letters_are_bold(qtbot: QtBot, palette: Palette) -> None:
    type_in(qtbot, palette, "wor soc")
    index = palette._model.index(0)
    assert index.data(Qt.ItemDataRole.UserRole + 1) == [
        ("1.2 ", False), ("soc", True), ("ial ", False), ("wor", True), ("k staffing", False),
    ]  # fmt: skip
    image = palette.grab().toImage()
    assert image.width() > 0
    assert QApplication.focusWidget() is palette._field


def test_accents_and_capitals_do_not_matter() -> None:
    text = matching.fold("Café Ångström")
    assert text == "cafe angstrom"
    assert matching.match("ANG", text) == (3, ((5, 8),))
    assert matching.match("tea", text) is None
    assert len(matching.fold("Straße İ ﬁ")) == len("Straße İ ﬁ")
