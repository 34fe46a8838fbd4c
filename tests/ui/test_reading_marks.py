"""Reading shows how far a cell is and what waits in it, as the matrix does."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from framework_qda.reading.plan import Head, Line, Plan
from framework_qda.study import Study
from framework_qda.study.model import CellKey
from framework_qda.ui.reading.page import LEFT
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours
from framework_qda.ui.waiting import NEW, OPEN
from tests.ui.conftest import case, notes


def down(study: Study) -> Plan:
    subtopic = study.subtopics()[0].id
    lines = tuple(Line(row.id, row.name, cells=(((row.id, subtopic),),)) for row in study.interviews())
    return Plan("", (Head(subtopic, "summary"),), lines)


@pytest.fixture
def sheet(qtbot: QtBot, studio: Studio) -> ReadingSheet:
    sheet = ReadingSheet(studio)
    qtbot.addWidget(sheet)
    sheet.resize(900, 500)
    sheet.show_plan(down(studio.study))
    sheet.show()
    return sheet


def spoken(sheet: ReadingSheet, row: int = 0) -> str:
    return str(sheet.plan_model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def chips(sheet: ReadingSheet, row: int = 0) -> list[tuple[str, str]]:
    laid = sheet.page.laid(row, 0)
    assert laid
    return [(badge.sign, badge.text) for _, badge in laid.chips]


def disc(sheet: ReadingSheet, row: int = 0) -> int:
    """Count the pixels in the colour of a disc before the first line of a cell."""
    rect, accent = sheet.visualRect(sheet.plan_model.index(row, 0)), QColor(colours().accent)
    picture = sheet.viewport().grab().toImage()
    points = (
        QPoint(x, y)
        for x in range(rect.left() + 3, rect.left() + LEFT)
        for y in range(rect.top() + 3, rect.bottom() - 3)
    )
    return sum(picture.pixelColor(point) == accent for point in points)


def test_how_far_a_cell_is_stands_before_its_first_line(sheet: ReadingSheet, studio: Studio) -> None:
    study, (row, other, *_) = studio.study, studio.study.interviews()
    key = row.id, study.subtopics()[0].id
    study.set_done(*key, False)
    half = disc(sheet)
    assert half and "in progress" in spoken(sheet)
    study.set_done(*key)
    assert disc(sheet) > half and "done" in spoken(sheet)
    study.undo()
    assert disc(sheet) == half
    assert not study.cell(other.id, key[1]).summary and not disc(sheet, 1)


def test_what_waits_in_a_cell_stands_under_it(sheet: ReadingSheet, studio: Studio) -> None:
    study = studio.study
    row, subtopic = study.interviews()[1].id, study.subtopics()[0].id
    before = sheet.rowHeight(1)
    assert not chips(sheet, 1)
    study.index(row, 0, 10, [subtopic])
    assert chips(sheet, 1) == [(NEW, "1 new passage")]
    assert sheet.rowHeight(1) > before
    assert spoken(sheet, 1).endswith("1 new passage")
    study.add_comment(row, subtopic, "Look again.")
    assert chips(sheet, 1) == [(NEW, "1 new passage"), (OPEN, "1 open comment")]
    study.undo()
    study.undo()
    assert not chips(sheet, 1) and sheet.rowHeight(1) == before


def test_only_what_is_on_show_is_read(qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    study, read = studio.study, list[CellKey]()
    study.import_interviews(
        [(case("Area 1", f"Nurse {n}", "acute trust"), notes(f"nurse {n}")) for n in range(300)]
    )
    states_of = study.states_of

    def watched(keys: Iterable[CellKey]) -> object:
        read.extend(keys := list(keys))
        return states_of(keys)

    monkeypatch.setattr(study, "states_of", watched)
    monkeypatch.setattr(study, "states", lambda: pytest.fail("all states were read"))
    sheet = ReadingSheet(studio)
    qtbot.addWidget(sheet)
    sheet.show_plan(down(study))
    sheet.show()
    assert 0 < len(read) < 100
