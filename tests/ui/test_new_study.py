"""A new study is made page by page, by keyboard, and what is wrong is said in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from framework_qda import open_study
from framework_qda.errors import DiskFull, PassphraseNeeded
from framework_qda.study import Study
from framework_qda.ui import settings, theme
from framework_qda.ui.dialogs.new_study import NewStudyWizard

MATRIX = """
name = "Ward life"
[[sub-topic]]
name = "noise"
definition = "What is heard."
"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands before; a dialog deletes itself when it is closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def wizard(window: QWidget, tmp_path: Path) -> Iterator[NewStudyWizard]:
    theme.apply("light")
    folder = tmp_path / "studies"
    folder.mkdir()
    settings.put("new-study/folder", str(folder))
    wizard = NewStudyWizard(window)
    wizard.show()
    yield wizard


def enter(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def fill_place(qtbot: QtBot, wizard: NewStudyWizard, title: str = "Ward: a study") -> None:
    qtbot.keyClicks(wizard.place.title_line, title)
    wizard.place.analyst.setText("Bea")


def test_enter_goes_through_to_a_study_with_the_shipped_matrices(
    qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path
) -> None:
    fill_place(qtbot, wizard)
    enter(qtbot, wizard.place.title_line)
    assert wizard.framework.isVisible()
    assert wizard.framework.preview.topLevelItemCount() == 4
    enter(qtbot, wizard.framework.shipped)
    assert wizard.protection.isVisible()
    with qtbot.waitSignal(wizard.created) as created:
        enter(qtbot, wizard.protection.passphrase.first)
    path, passphrase = created.args
    assert path == tmp_path / "studies" / "Ward a study.fqda"
    assert passphrase == ""
    assert not wizard.isVisible()
    assert settings.analyst() == "Bea"
    with open_study(path) as study:
        assert study.title == "Ward: a study"
        assert [matrix.number for matrix in study.matrices()] == [1, 2, 3, 4]
        assert len(study.subtopics()) == 23
        assert study.actions()[0].who == "Bea"


def test_a_passphrase_protects_and_is_handed_on(qtbot: QtBot, wizard: NewStudyWizard) -> None:
    fill_place(qtbot, wizard)
    wizard.onward.click()
    wizard.framework.empty.click()
    wizard.onward.click()
    qtbot.keyClicks(wizard.protection.passphrase.first, "open sesame")
    enter(qtbot, wizard.protection.passphrase.first)
    assert "differ" in wizard.notice.sentence
    assert not wizard.place.path.exists()
    qtbot.keyClicks(wizard.protection.passphrase.again, "open sesame")
    assert wizard.notice.sentence == ""
    with qtbot.waitSignal(wizard.created) as created:
        enter(qtbot, wizard.protection.passphrase.again)
    path, passphrase = created.args
    assert passphrase == "open sesame"
    with pytest.raises(PassphraseNeeded):
        open_study(path)
    with open_study(path, passphrase) as study:
        assert study.matrices() == []


def test_what_is_missing_on_the_first_page_is_said(
    qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path
) -> None:
    enter(qtbot, wizard.place.title_line)
    assert "what the study is called" in wizard.notice.sentence
    assert wizard.place.title_line.hasFocus()
    fill_place(qtbot, wizard)
    assert wizard.notice.sentence == ""
    wizard.place.analyst.clear()
    enter(qtbot, wizard.place.analyst)
    assert "your name" in wizard.notice.sentence
    wizard.place.analyst.setText("Bea")
    wizard.place.file.line.clear()
    enter(qtbot, wizard.place.analyst)
    assert "file" in wizard.notice.sentence
    wizard.place.file.set_path(tmp_path / "nowhere" / "a.fqda")
    enter(qtbot, wizard.place.analyst)
    assert "there is no such folder" in wizard.notice.sentence
    (tmp_path / "there.fqda").touch()
    wizard.place.file.set_path(tmp_path / "there")
    enter(qtbot, wizard.place.analyst)
    assert "“there.fqda” exists already" in wizard.notice.sentence
    assert wizard.place.isVisible()


def test_the_file_follows_the_title_until_it_is_named(
    qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path
) -> None:
    qtbot.keyClicks(wizard.place.title_line, "Night / day?")
    assert wizard.place.path == tmp_path / "studies" / "Night day.fqda"
    wizard.place.file.line.selectAll()
    qtbot.keyClicks(wizard.place.file.line, str(tmp_path / "mine.fqda"))
    qtbot.keyClicks(wizard.place.title_line, " again")
    assert wizard.place.path == tmp_path / "mine.fqda"


def test_a_file_can_be_chosen(qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path) -> None:
    fill_place(qtbot, wizard)
    wizard.place.file.choose.click()
    chooser = wizard.findChild(QFileDialog)
    assert chooser is not None
    chooser.filesSelected.emit([str(tmp_path / "chosen")])
    chooser.close()
    assert wizard.place.path == tmp_path / "chosen.fqda"


def test_a_framework_of_ones_own(qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "1-ward.toml").write_text(MATRIX, "utf-8")
    fill_place(qtbot, wizard)
    wizard.onward.click()
    wizard.framework.own.click()
    enter(qtbot, wizard.framework.own)
    assert "Choose the folder" in wizard.notice.sentence
    wizard.framework.folder.set_path(folder)
    assert wizard.notice.sentence == ""
    matrix = wizard.framework.preview.topLevelItem(0)
    assert matrix.text(0) == "1  Ward life"
    assert matrix.child(0).text(0) == "noise"
    assert matrix.child(0).toolTip(0) == "What is heard."
    wizard.onward.click()
    with qtbot.waitSignal(wizard.created) as created:
        wizard.onward.click()
    with open_study(created.args[0]) as study:
        assert [subtopic.definition for subtopic in study.subtopics()] == ["What is heard."]


def test_a_wrong_matrix_file_is_said_in_place_and_keeps_one_there(
    qtbot: QtBot, wizard: NewStudyWizard, tmp_path: Path
) -> None:
    (tmp_path / "1-bad.toml").write_text('nome = "x"', "utf-8")
    fill_place(qtbot, wizard)
    wizard.onward.click()
    wizard.framework.own.click()
    wizard.framework.folder.set_path(tmp_path)
    assert "1-bad.toml" in wizard.notice.sentence
    wizard.onward.click()
    assert wizard.framework.isVisible()
    assert "1-bad.toml" in wizard.notice.sentence
    wizard.framework.empty.click()
    assert wizard.notice.sentence == ""
    wizard.onward.click()
    assert wizard.protection.isVisible()


def test_nothing_half_made_is_left(
    qtbot: QtBot, wizard: NewStudyWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Study, _outlines: object) -> None:
        raise DiskFull(self.path)

    monkeypatch.setattr(Study, "add_framework", full)
    fill_place(qtbot, wizard)
    for _ in range(3):
        wizard.onward.click()
    assert "is full" in wizard.notice.sentence
    assert wizard.isVisible()
    assert not wizard.place.path.exists()


def test_back_keeps_what_was_typed_and_escape_makes_nothing(qtbot: QtBot, wizard: NewStudyWizard) -> None:
    assert not wizard.back.isEnabled()
    fill_place(qtbot, wizard)
    wizard.onward.click()
    wizard.back.click()
    assert wizard.place.title_line.text() == "Ward: a study"
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert not wizard.place.path.exists()
