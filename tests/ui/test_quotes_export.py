"""Write the quotations of the board, grouped as the author chooses."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.authoring import QuotationId
from framework_qda.tasks.quotation_pages import Column
from framework_qda.ui.desk import Desk
from framework_qda.ui.quotes.board_export import ExportQuotations, export_board, in_words
from framework_qda.ui.quotes.board_rows import Facet, Shown
from framework_qda.ui.window import MainWindow

SAID = "We see them every day"


@pytest.fixture
def study(window: MainWindow, desk: Desk) -> Study:
    return desk.studio.study


@pytest.fixture
def taken(study: Study) -> list[QuotationId]:
    """One quotation of each interview, the first of them a candidate, indexed to the first sub-topic."""
    topic = study.subtopics()[0].id
    found = list[QuotationId]()
    for row in study.interviews():
        start = study.transcript(row.id).text.index(SAID)
        found.append(study.quote_stretch(row.id, start, start + len(SAID), [topic]))
    return found


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, desk: Desk, taken: list[QuotationId]) -> ExportQuotations:
    made = ExportQuotations(desk.studio, window.work, taken, "", window)
    made.show()
    return made


def _order(dialog: ExportQuotations) -> list[tuple[str, str, int]]:
    tops = [dialog.order.topLevelItem(n) for n in range(dialog.order.topLevelItemCount())]
    return [(each.text(0), each.text(1), each.childCount()) for each in tops if each]


def _group(dialog: ExportQuotations, *by: str) -> None:
    for box, key in zip(dialog.groupings, [*by, "", "", ""], strict=False):
        box.setCurrentIndex(box.findData(key))


def _write(qtbot: QtBot, dialog: ExportQuotations, path: Path) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(path.suffix))
    dialog.place.set_path(path)
    dialog.run()
    qtbot.waitUntil(lambda: "Written" in dialog.notice.sentence)


def test_it_begins_with_subtopic_and_area_and_shows_the_order(dialog: ExportQuotations) -> None:
    assert dialog.by == ["subtopic", "area"]
    assert _order(dialog) == [("1.1 summary", "4", 2)]
    _group(dialog, "area", "interview")
    assert _order(dialog) == [("Area 1", "2", 2), ("Area 2", "2", 2)]
    _group(dialog)
    assert _order(dialog) == [("All in reading order", "4", 0)]


def test_that_several_headings_have_the_same_quotation_is_said(
    dialog: ExportQuotations, study: Study, taken: list[QuotationId]
) -> None:
    _group(dialog, "tag")
    assert not dialog.several.isVisible()
    study.tag_quotations(taken[:1], "one")
    study.tag_quotations(taken[:1], "two")
    again = ExportQuotations(dialog._studio, dialog._work, taken, "", dialog)
    again.show()
    _group(again, "tag")
    assert sum(int(count) for _, count, _ in _order(again)) == 5 and again.several.isVisible()
    _group(again, "area")
    assert not again.several.isVisible()


def test_word_has_the_headings_and_what_was_chosen(
    qtbot: QtBot, dialog: ExportQuotations, tmp_path: Path
) -> None:
    _group(dialog, "area")
    for each, box in dialog.columns.items():
        box.setChecked(each is Column.ATTRIBUTION)
    _write(qtbot, dialog, tmp_path / "quotes.docx")
    texts = [(each.style.name, each.text) for each in Document(str(tmp_path / "quotes.docx")).paragraphs]  # type: ignore[union-attr]
    assert [text for style, text in texts if style == "Heading 1"] == ["Area 1", "Area 2"]
    assert texts.count(("Quote", f"‘{SAID}’")) == 4
    assert ("Attribution", "Local authority.") in texts


def test_excel_has_the_columns(qtbot: QtBot, dialog: ExportQuotations, tmp_path: Path) -> None:
    _group(dialog, "subtopic")
    _write(qtbot, dialog, tmp_path / "quotes.xlsx")
    rows = list(load_workbook(tmp_path / "quotes.xlsx").active.values)  # type: ignore[union-attr]
    assert rows[0][:6] == ("no.", "sub-topic", "quotation", "attribution", "source", "verified")
    assert rows[1][2] == SAID


def test_what_was_chosen_is_there_next_time(
    qtbot: QtBot, window: MainWindow, dialog: ExportQuotations, taken: list[QuotationId], tmp_path: Path
) -> None:
    _group(dialog, "status", "tag")
    dialog.columns[Column.NOTE].setChecked(True)
    dialog.columns[Column.REFERENCE].setChecked(False)
    _write(qtbot, dialog, tmp_path / "quotes.csv")
    assert window.studio
    again = ExportQuotations(window.studio, window.work, taken, "", window)
    assert again.by == ["status", "tag"]
    assert again.chosen_columns == [Column.ATTRIBUTION, Column.VERIFIED, Column.NOTE]
    assert again.suffix == ".csv"


def test_of_the_board_only_what_is_on_show_is_written(
    qtbot: QtBot, desk: Desk, study: Study, taken: list[QuotationId], tmp_path: Path
) -> None:
    study.set_strongest(taken[:1])
    board = desk.quotes("board")
    board.show_where(Shown(facets={Facet.STRONGEST: ("strongest",)}))
    qtbot.waitUntil(lambda: board.ids() == taken[:1])
    dialog = export_board(board)
    _write(qtbot, dialog, tmp_path / "quotes.md")
    written = (tmp_path / "quotes.md").read_text("utf-8")
    assert written.count(SAID) == 1
    assert "strongest: strongest" in written


def test_which_they_are_is_said_in_words(study: Study) -> None:
    area = study.areas()[0]
    shown = Shown(query="knock", facets={Facet.AREA: (area.id,)})
    assert in_words(study, shown) == "“knock”; area: Area 1"
    assert in_words(study, Shown()) == ""
