"""Look, size, font and name; and what the program says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QRadioButton
from pytestqt.qtbot import QtBot

from framework_qda import __version__
from framework_qda.study import user_name
from framework_qda.ui import settings, theme
from framework_qda.ui.dialogs.about import About
from framework_qda.ui.dialogs.preferences import Preferences, reading_families


@pytest.fixture
def preferences(qtbot: QtBot, qapp: QApplication) -> Iterator[Preferences]:
    theme.apply("light")
    dialog = Preferences()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    yield dialog
    theme.apply("light")


def test_the_look_changes_at_once_and_is_remembered(qtbot: QtBot, preferences: Preferences) -> None:
    dark = preferences.findChild(QRadioButton, "dark")
    assert isinstance(dark, QRadioButton)
    with qtbot.waitSignal(preferences.changed):
        dark.click()
    assert theme.colours() is theme.DARK
    assert settings.scheme() == "dark"


def test_text_size_goes_from_80_to_200_per_cent(qtbot: QtBot, preferences: Preferences) -> None:
    slider = preferences._size
    slider.setFocus()
    with qtbot.waitSignal(preferences.changed):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert settings.scale() == pytest.approx(1.1)
    assert preferences._percent.text() == "110 %"
    assert QApplication.font().pointSizeF() == pytest.approx(theme.BASE_POINTS * 1.1)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert preferences._percent.text() == "200 %" and settings.scale() == 2.0
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert preferences._percent.text() == "80 %" and settings.scale() == 0.8


def test_the_reading_font_is_shown_and_remembered(qtbot: QtBot, preferences: Preferences) -> None:
    families = reading_families()
    assert families and not any(family.lower().startswith("phosphor") for family in families)
    combo = preferences._family
    assert [combo.itemText(n) for n in range(combo.count())] == ["System font", *families]
    combo.setFocus()
    with qtbot.waitSignal(preferences.changed):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert settings.text_family() == families[0]
    assert preferences._preview.font().family() == families[0]
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert settings.text_family() == ""


def test_the_analysts_name_holds_when_it_is_finished(qtbot: QtBot, preferences: Preferences) -> None:
    field = preferences._analyst
    assert field.text() == "" and field.placeholderText() == user_name()
    field.setFocus()
    qtbot.keyClicks(field, "  Ann   Other ")
    with qtbot.waitSignal(preferences.changed):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert settings.analyst() == "Ann Other"


def test_enter_in_the_name_keeps_the_dialog_open_and_closing_keeps_the_name(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences._analyst.setFocus()
    qtbot.keyClicks(preferences._analyst, "Ann")
    with qtbot.waitSignal(preferences.changed):
        qtbot.keyClick(preferences, Qt.Key.Key_Escape)
    assert settings.analyst() == "Ann"
    assert not preferences.isVisible()


def test_reset_puts_everything_back(qtbot: QtBot, preferences: Preferences) -> None:
    for key, value in (("look/scheme", "dark"), ("look/scale", 1.5), ("analyst", "Ann")):
        settings.put(key, value)
    with qtbot.waitSignal(preferences.changed):
        qtbot.mouseClick(
            preferences.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Reset),
            Qt.MouseButton.LeftButton,
        )
    assert (settings.scheme(), settings.scale(), settings.text_family()) == ("system", 1.0, "")
    assert settings.analyst() == user_name()
    assert preferences._percent.text() == "100 %" and preferences._analyst.text() == ""
    assert QApplication.font().pointSizeF() == pytest.approx(theme.BASE_POINTS)


def test_it_opens_with_what_was_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    family = reading_families()[0]
    for key, value in (
        ("look/scheme", "dark"), ("look/scale", 1.5), ("look/text_family", family), ("analyst", "Ann"),
    ):  # fmt: skip
        settings.put(key, value)
    dialog = Preferences()
    qtbot.addWidget(dialog)
    assert dialog._looks.checkedButton().objectName() == "dark"
    assert dialog._percent.text() == "150 %" and dialog._size.value() == 15
    assert dialog._family.currentText() == family
    assert dialog._analyst.text() == "Ann"


def test_about_says_what_runs_and_where_things_lie(qtbot: QtBot, qapp: QApplication) -> None:
    about = About(study=Path("/studies/ours.fqda"))
    about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(about)
    about.show()
    qtbot.mouseClick(about._copy, Qt.MouseButton.LeftButton)
    lines = dict(line.split(": ", 1) for line in QGuiApplication.clipboard().text().split("\n"))
    assert lines["Framework QDA"] == __version__
    assert lines["Licence"] == "MIT"
    assert lines["Study"] == str(Path("/studies/ours.fqda"))
    assert lines["Preferences"] == str(settings.place())
    assert {"Python", "Qt", "SQLite", "System"} <= set(lines)
    assert about._copy.text() == "Copied"


def test_about_names_the_sqlite_that_is_used(qapp: QApplication) -> None:
    import apsw

    from framework_qda.ui.dialogs.about import facts

    assert dict(facts())["SQLite"].startswith(apsw.sqlite_lib_version() + ",")
