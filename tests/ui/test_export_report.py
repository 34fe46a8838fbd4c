"""A draft goes out of the window: looked through first, and with the styles of a template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda import Study
from framework_qda.study.authoring import BlockKind, DraftId, ExposedIn
from framework_qda.ui.dialogs.export_report import ExportReportDialog
from framework_qda.ui.dialogs.report_styles import StylesDialog
from framework_qda.ui.dialogs.title_page import TitlePageDialog
from framework_qda.ui.window import MainWindow
from tests.ui.taking_out import dialog

pytestmark = pytest.mark.usefixtures("sample_shown")


@pytest.fixture
def study(window: MainWindow) -> Study:
    assert window.studio
    return window.studio.study


def first_draft(study: Study) -> DraftId:
    return study.drafts()[0].id


def asked(qtbot: QtBot, window: MainWindow) -> ExportReportDialog:
    window.commands["export_report"].trigger()
    shown = dialog(qtbot, window, ExportReportDialog)
    qtbot.waitUntil(lambda: shown._obstacles is not None, timeout=30_000)
    return shown


def export(qtbot: QtBot, shown: ExportReportDialog, suffix: str = ".docx") -> Path:
    shown.format.setCurrentIndex(shown.format.findData(suffix))
    assert shown.go.isEnabled()
    shown.go.click()
    qtbot.waitUntil(lambda: bool(shown.notice.sentence), timeout=60_000)
    assert shown.notice.sentence.startswith("Written: "), shown.notice.sentence
    assert shown.open_file.isVisible() and shown.open_folder.isVisible()
    return Path(shown.notice.sentence.removeprefix("Written: "))


def texts(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).paragraphs]


def disclose(study: Study) -> None:
    """Write a name into the first paragraph of the first draft."""
    blocks = study.blocks(first_draft(study))
    block = next(each for each in blocks if each.kind is BlockKind.PARAGRAPH)
    study.change_block(block._replace(text=f"Write to ann.smith@example.org. {block.text}"))


def test_a_study_copy_refers_to_the_interviews_and_a_public_copy_does_not(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    draft = first_draft(study)
    last = study.blocks(draft)[-1]
    study.put_blocks(
        draft,
        [
            *study.blocks(draft),
            last._replace(id="", kind=BlockKind.NOTE, text="ask again about this", settings={}),
        ],
    )
    shown = asked(qtbot, window)
    assert shown.standing.text() == "Every quotation is verified, and no disclosure is open."
    assert not shown.list.isVisible() and not shown.anyway.isVisible()
    assert shown.place.path and shown.place.path.stem == study.drafts()[0].name, (
        "named as the draft, not the study"
    )
    own = texts(export(qtbot, shown))
    assert "ask again about this" in own
    assert any("Area 1 · LA Team Manager" in each for each in own)
    shown.public_copy.click()
    public = texts(export(qtbot, shown))
    assert "ask again about this" not in public
    assert not any("LA Team Manager" in each for each in public)
    shown.close()


@pytest.mark.parametrize("suffix", [".odt", ".html", ".md"])
def test_other_formats_are_written_too(qtbot: QtBot, window: MainWindow, suffix: str) -> None:
    shown = asked(qtbot, window)
    path = export(qtbot, shown, suffix)
    assert path.suffix == suffix and path.stat().st_size > 5_000
    assert not shown.word_box.isVisible(), "a template is Word's alone"
    shown.close()


def test_what_is_open_is_listed_and_a_public_copy_asks_for_a_tick(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    disclose(study)
    shown = asked(qtbot, window)
    assert shown.standing.text() == "1 disclosure open."
    assert "ann.smith@example.org" in shown.list.item(0).text()
    assert shown.go.isEnabled(), "a study copy may hold it"
    shown.public_copy.click()
    assert not shown.go.isEnabled() and shown.anyway.isVisible()
    shown.anyway.click()
    export(qtbot, shown)
    shown.close()


def test_enter_on_what_is_open_goes_there(qtbot: QtBot, window: MainWindow, study: Study) -> None:
    disclose(study)
    shown, gone = asked(qtbot, window), []
    shown.place_wanted.disconnect()
    shown.place_wanted.connect(lambda *where: gone.append(where))
    shown.list.setFocus()
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    draft = first_draft(study)
    block = next(each for each in study.blocks(draft) if each.kind is BlockKind.PARAGRAPH)
    assert gone == [(draft, ExposedIn.BLOCK, block.id)]
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(ExportReportDialog)))


def test_a_changed_quotation_is_not_verified(qtbot: QtBot, window: MainWindow, study: Study) -> None:
    quotation = study.quotation(study.used_in(first_draft(study))[0])
    assert quotation
    study.edit_quotation(quotation.id, f"Surely {quotation.text}")
    shown = asked(qtbot, window)
    assert "not verified" in shown.standing.text()
    said = [shown.list.item(n).text() for n in range(shown.list.count())]
    assert any(each.startswith("words are not those of the source") for each in said), said
    shown.close()


def template(folder: Path) -> Path:
    """A template of a house with a style of its own for quotations."""
    made = docx.Document()
    made.styles.add_style("House Voice", 1)
    path = folder / "house.docx"
    made.save(str(path))
    return path


def test_styles_of_a_template_are_chosen_kept_with_the_draft_and_undone(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    shown = asked(qtbot, window)
    assert not shown.styles.isEnabled()
    shown.template.set_path(template(tmp_path))
    shown.styles.click()
    styles: Any = dialog(qtbot, shown, StylesDialog)  # type: ignore[arg-type]
    assert styles.choices["Heading 1"].currentData() == "heading 1", "found by its name"
    assert styles.choices["Attribution"].currentData() == "", "which the template lacks"
    box = styles.choices["Quote"]
    box.setCurrentIndex(box.findData("House Voice"))
    styles.accept()
    path = export(qtbot, shown)
    voices = [
        each
        for each in docx.Document(str(path)).paragraphs
        if each.style and each.style.name == "House Voice"
    ]
    assert len(voices) > 10
    settings = study.drafts()[0].settings
    assert settings["template"] == str(tmp_path / "house.docx")
    assert settings["styles"] == {"Quote": "House Voice"}
    shown.close()
    again = asked(qtbot, window)
    assert again.template.path == tmp_path / "house.docx"
    again.close()
    study.undo()
    assert "styles" not in study.drafts()[0].settings


def test_a_template_that_is_none_is_told_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "notes.docx").write_text("no document")
    shown = asked(qtbot, window)
    shown.template.set_path(tmp_path / "notes.docx")
    shown.go.click()
    qtbot.waitUntil(lambda: bool(shown.notice.sentence), timeout=30_000)
    assert shown.notice.sentence.startswith("The template “notes.docx” is damaged")
    shown.close()


def test_the_title_page_is_kept_with_the_draft_and_looked_through(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    shown = asked(qtbot, window)
    shown.title_page.click()
    page: Any = dialog(qtbot, shown, TitlePageDialog)  # type: ignore[arg-type]
    assert page.authors.text() == "Analyst A; Analyst B; Analyst C"
    page.subtitle.setText("Ring ann.smith@example.org")
    page.authors.setText("Analyst A;Analyst D ")
    page.language.setCurrentText("en-US")
    page.accept()
    qtbot.waitUntil(lambda: shown.standing.text() == "1 disclosure open.", timeout=30_000)
    settings = study.drafts()[0].settings
    assert (settings["authors"], settings["language"]) == (["Analyst A", "Analyst D"], "en-US")
    properties = docx.Document(str(export(qtbot, shown))).core_properties
    assert (properties.author, properties.language) == ("Analyst A; Analyst D", "en-US")
    shown.close()
    study.undo()
    assert len(study.drafts()[0].settings["authors"]) == 3
    window.commands["title_page"].trigger()
    page = dialog(qtbot, window, TitlePageDialog)
    assert page.authors.text().endswith("Analyst C")
    page.reject()


def test_without_a_draft_one_sentence_says_so(qtbot: QtBot, window: MainWindow, study: Study) -> None:
    for draft in study.drafts():
        study.delete_draft(draft.id)
    window.commands["export_report"].trigger()
    shown = dialog(qtbot, window, ExportReportDialog)
    assert shown.standing.text() == "There is no draft yet; begin one in Report."
    assert not shown.go.isEnabled()
    shown.close()
    QApplication.processEvents()


def test_what_is_open_is_seen_without_scrolling_where_the_screen_has_room(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    study.list_identifying(["corridor", "hospital", "authority", "referral", "ward", "trust", "children"])
    shown = asked(qtbot, window)
    assert shown.list.count() > 12
    line = shown.list.sizeHintForRow(0)
    room = shown.screen().availableGeometry().height()
    assert shown.height() <= room
    assert shown.list.viewport().height() // line >= 12 or shown.height() + line > 0.85 * room
    shown.public_copy.setChecked(True)
    assert shown.height() <= room
