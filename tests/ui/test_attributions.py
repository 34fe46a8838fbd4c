"""Say how speakers are named, and see at once what comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.ui.desk import Desk
from framework_qda.ui.quotes.attribution_dialog import AttributionDialog, show_attributions
from framework_qda.ui.quotes.attribution_tables import FEW, Preview, Speaker
from framework_qda.ui.window import MainWindow

_SHOWN = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def study(window: MainWindow, desk: Desk) -> Study:
    return desk.studio.study


@pytest.fixture
def dialog(window: MainWindow, study: Study) -> AttributionDialog:
    study.add_attribution("Side", "{side}")
    window.commands["attributions"].trigger()
    found = window.findChild(AttributionDialog)
    assert found
    assert not found.isModal()
    return found


def _names(dialog: AttributionDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def _said(dialog: AttributionDialog) -> list[str]:
    return [each.words for each in dialog.preview.speakers]


def test_a_study_without_any_says_how_speakers_are_named_and_offers_one(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    dialog = show_attributions(window.studio, window)
    assert dialog
    assert dialog.nothing.isVisible()
    qtbot.mouseClick(dialog.first, Qt.MouseButton.LeftButton)
    (made,) = study.attribution_templates()
    assert made.text == "{side}, {service model}"
    assert dialog.text.text() == made.text
    assert show_attributions(window.studio, window) is dialog  # once only


def test_everybody_is_shown_as_named_while_it_is_typed(
    qtbot: QtBot, dialog: AttributionDialog, study: Study
) -> None:
    assert _said(dialog) == ["Local authority", "Acute trust", "Local authority", "Acute trust"]
    dialog.text.setFocus()
    dialog.text.end(False)
    qtbot.keyClicks(dialog.text, ", {region}")
    qtbot.waitUntil(lambda: "Acute trust, London" in _said(dialog))
    assert study.attribution_templates()[0].text == "{side}, {region}"
    study.undo()  # a spell of typing is one step
    qtbot.waitUntil(lambda: dialog.text.text() == "{side}")
    assert "Acute trust, London" not in _said(dialog)


def test_fields_are_offered_while_typing_and_by_a_button(
    qtbot: QtBot, dialog: AttributionDialog, study: Study
) -> None:
    dialog.text.clear()
    dialog.text.setFocus()
    qtbot.keyClicks(dialog.text, "{reg")
    popup = dialog.text.offered.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.text.text() == "{region}"
    dialog._fill_fields()
    menu = dialog.field_button.menu()
    assert {"side", "region", "role", "area", "interview", "participant"} <= {
        each.text() for each in menu.actions()
    }
    next(each for each in menu.actions() if each.text() == "side").trigger()
    assert dialog.text.text() == "{region}, {side}"
    qtbot.waitUntil(lambda: study.attribution_templates()[0].text == "{region}, {side}")


def test_a_field_that_is_none_is_marked(qtbot: QtBot, dialog: AttributionDialog) -> None:
    dialog.text.setText("{side}, {shoe size}")
    dialog.save()
    assert "{shoe size}" in dialog.unknown.sentence
    dialog.text.setText("{side}")
    dialog.save()
    assert not dialog.unknown.sentence


def test_values_are_read_in_other_words(dialog: AttributionDialog, study: Study) -> None:
    rows = [
        [dialog.wordings.index(row, column).data(_SHOWN) for column in range(3)]
        for row in range(dialog.wordings.rowCount())
    ]
    assert rows == [
        ["side", "acute trust", "acute trust"],
        ["side", "local authority", "local authority"],
    ]
    assert dialog.wordings.setData(dialog.wordings.index(0, 2), "hospital")
    assert study.attribution_templates()[0].wordings == {"side": {"acute trust": "hospital"}}
    assert "Hospital" in _said(dialog)
    study.undo()
    assert "Hospital" not in _said(dialog)
    assert dialog.wordings.index(0, 2).data(_SHOWN) == "acute trust"


def test_what_fits_fewer_than_k_is_marked(dialog: AttributionDialog, study: Study) -> None:
    assert dialog.preview.index(0, 2).data(_SHOWN) == f"{FEW} 2"  # of 3 as a study begins with
    assert "fewer than 3" in dialog.preview.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert dialog.few.text().startswith(f"{FEW} 4 speakers")
    study.set_fewest(2)
    assert dialog.preview.index(0, 2).data(_SHOWN) == "2"
    assert "2 participants or more" in dialog.few.text()


def test_templates_are_added_renamed_ordered_and_deleted(
    qtbot: QtBot, dialog: AttributionDialog, study: Study
) -> None:
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    field = dialog.list.findChild(QLineEdit)
    assert field
    field.setText("By role")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(dialog) == ["Side", "By role"])
    assert [each.name for each in study.attribution_templates()] == ["Side", "By role"]
    dialog.list.setFocus()
    qtbot.mouseClick(dialog.up, Qt.MouseButton.LeftButton)
    assert _names(dialog) == ["By role", "Side"]
    assert dialog.list.currentRow() == 0
    assert not dialog.up.isEnabled()
    qtbot.mouseClick(dialog.down, Qt.MouseButton.LeftButton)
    assert _names(dialog) == ["Side", "By role"]
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert _names(dialog) == ["Side"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _names(dialog) == ["Side", "By role"]


def test_a_name_that_is_none_is_refused_in_place(dialog: AttributionDialog, study: Study) -> None:
    dialog.list.item(0).setText("  ")
    assert "at least one letter" in dialog.trouble.sentence
    assert study.attribution_templates()[0].name == "Side"


def test_what_is_typed_is_saved_when_it_is_closed(dialog: AttributionDialog, study: Study) -> None:
    dialog.text.setText("{region}")
    dialog.close()
    assert study.attribution_templates()[0].text == "{region}"


def test_it_closes_with_its_study(qtbot: QtBot, window: MainWindow, dialog: AttributionDialog) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        assert window.close_study()


def test_a_field_of_which_half_is_typed_waits_for_its_end(
    qtbot: QtBot, dialog: AttributionDialog, study: Study
) -> None:
    dialog.text.setFocus()
    dialog.text.end(False)
    qtbot.keyClicks(dialog.text, ", {rol")
    dialog._soon.timeout.emit()
    assert study.attribution_templates()[0].text == "{side}"
    dialog.save()  # as when the keyboard leaves
    assert "not closed" in dialog.unknown.sentence


def test_counts_are_as_wide_as_the_first_of_many_speakers_need(
    qtbot: QtBot, window: MainWindow, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = study.add_attribution("Side", "{side}")
    made = study.previewed(study.attribution_template(template)) * 250
    monkeypatch.setattr(study, "previewed", lambda _template: made)
    asked, is_few = list[Speaker](), Preview._is_few

    def noted(model: Preview, each: Speaker) -> bool:
        asked.append(each)
        return is_few(model, each)

    monkeypatch.setattr(Preview, "_is_few", noted)
    dialog = show_attributions(window.studio, window)
    assert dialog is not None and dialog.preview.rowCount() == 1000
    qtbot.waitUntil(dialog.preview_view.isVisible)
    assert len(asked) < 3 * 1000, "the window does not measure all of them before it shows"


def test_those_that_fit_too_few_come_first(dialog: AttributionDialog, study: Study) -> None:
    study.set_fewest(2)
    side = next(each for each in study.attributes() if each.name == "side")
    study.set_value(side.id, study.interviews()[-1].id, "somewhere else")
    dialog.preview.show(study.attribution_templates()[0])
    few = [
        dialog.preview.index(row, 2).data(_SHOWN).startswith(FEW) for row in range(dialog.preview.rowCount())
    ]
    assert few == sorted(few, reverse=True) and True in few and False in few
    assert dialog.preview_view.textElideMode() is Qt.TextElideMode.ElideMiddle
