"""Reading down one sub-topic: groups, filters, evidence, overviews."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.model import About, CellKey, Condition, FieldId, FindingKind
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.reading.within_theme import WithinTheme
from framework_qda.ui.reading.workspace import ReadingWorkspace
from framework_qda.ui.studio import Studio


@pytest.fixture
def reading(qtbot: QtBot, studio: Studio) -> Iterator[ReadingWorkspace]:
    reading = ReadingWorkspace(studio)
    qtbot.addWidget(reading)
    reading.resize(1100, 700)
    with qtbot.waitExposed(reading):
        reading.show()
    reading.other()
    yield reading
    reading.save()


@pytest.fixture
def theme(reading: ReadingWorkspace) -> WithinTheme:
    return reading.theme


def rows(sheet: ReadingSheet) -> list[tuple[str, str, str]]:
    """Heading, title and text of every row, as a reader is told them."""
    found, heading = list[tuple[str, str, str]](), ""
    for n, line in enumerate(sheet.plan.lines):
        if line.level:
            heading = line.title
        else:
            found.append((heading, line.title, str(sheet.plan_model.index(n, 0).data() or "")))
    return found


def from_frame(study: Study, subtopic: str, by: str | None = None, where: list[Condition] | None = None):  # type: ignore[no-untyped-def]
    frame = study.within_theme(subtopic, by, where or [])
    return [(heading, row, text) for (heading, row), text in frame["summary"].items()]  # type: ignore[misc]


def said(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The same without the reasons why cells are empty, which frames do not give."""
    return [(heading, row, "" if text == "not asked" else text) for heading, row, text in found]


def key_of(study: Study, interview: int, subtopic: int) -> CellKey:
    return study.interviews()[interview].id, study.subtopics()[subtopic].id


def evidence(study: Study, interview: int = 0, subtopic: int = 1) -> str:
    """Index a passage where a summary is written."""
    row, column = key_of(study, interview, subtopic)
    text = study.transcript(row).text
    start = text.index("We see them")
    return study.index(row, start, start + len("We see them every day"), [column])


def test_the_page_shows_what_the_frame_of_the_theme_has(
    reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study = reading.studio.study
    assert theme.stepper.title.text() == "1.1 summary ▾"
    assert said(rows(theme.sheet)) == from_frame(study, "1.1")
    assert theme.definition.text().startswith("What stands out.")
    reading.step_subject(1)
    reading.step_subject(1)
    assert theme.stepper.title.text() == "1.3 other ▾"
    assert said(rows(theme.sheet)) == from_frame(study, "1.3")


def test_it_is_grouped_and_filtered_like_the_frame(
    qtbot: QtBot, reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study = reading.studio.study
    side, region = study.find_field("side"), study.find_field("region")
    theme.filter.group_button.click()
    qtbot.keyClicks(theme.filter.groups.field, "side")
    qtbot.keyClick(theme.filter.groups.field, Qt.Key.Key_Return)
    assert [line.title for line in theme.sheet.plan.lines if line.level] == ["acute trust", "local authority"]
    assert said(rows(theme.sheet)) == from_frame(study, "1.1", "side")
    theme.filter.group_by(side.id, descending=True)
    assert [line.title for line in theme.sheet.plan.lines if line.level] == ["local authority", "acute trust"]
    theme.filter.set_condition(region.id, ["London"])
    theme.filter.group_by(None)
    where = [Condition(FieldId(region.id), ("London",))]
    assert said(rows(theme.sheet)) == from_frame(study, "1.1", None, where)
    assert len(rows(theme.sheet)) == 2
    theme.show_cell(*key_of(study, 0, 1))
    assert theme.sheet.current_key == key_of(study, 0, 1), "a cell that is asked for is not filtered away"
    assert theme.stepper.title.text() == "1.2 social work staffing ▾"


def test_it_follows_the_study(reading: ReadingWorkspace, theme: WithinTheme) -> None:
    study = reading.studio.study
    side = study.find_field("side")
    theme.filter.group_by(side.id)
    study.set_value(side.id, study.interviews()[0].id, "acute trust")  # type: ignore[arg-type]
    assert said(rows(theme.sheet)) == from_frame(study, "1.1", "side")
    study.rename_subtopic(study.subtopics()[0].id, "in short")
    assert theme.stepper.title.text() == "1.1 in short ▾"
    study.chart(*key_of(study, 3, 0), "Another account")
    assert rows(theme.sheet)[2][2] == "Another account"
    study.delete_subtopic(study.subtopics()[0].id)
    assert theme.stepper.title.text() == "1.1 social work staffing ▾"


def test_stepping_stays_with_the_interview(reading: ReadingWorkspace, theme: WithinTheme) -> None:
    study = reading.studio.study
    theme.sheet.choose(*key_of(study, 2, 0))
    reading.step_subject(1)
    assert theme.sheet.current_key == key_of(study, 2, 1)
    theme.stepper.title.click()
    assert theme.stepper.chooser.current and theme.stepper.chooser.current.text == "1.2 social work staffing"


def test_from_one_way_of_reading_to_the_other_at_the_same_cell(
    reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study = reading.studio.study
    key = key_of(study, 3, 2)
    theme.show_cell(*key)
    reading.other()
    assert reading.screen is reading.case
    assert reading.current_key == key and reading.case.stepper.title.text() == "Area 2 ▾"


def test_evidence_is_folded_to_a_count_and_unfolds_to_its_words(
    qtbot: QtBot, reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study, sheet = reading.studio.study, theme.sheet
    passage = evidence(study)
    assert theme.show_cell(*key_of(study, 0, 1))
    sheet.setFocus()
    row = sheet.currentIndex().row()

    def text() -> str:
        laid = sheet.page.laid(row, 0)
        assert laid
        return laid.lines.text()

    assert "▸ 1 passage" in text() and "We see them every day”" not in text()
    folded = sheet.rowHeight(row)
    qtbot.keyClick(sheet, Qt.Key.Key_Right)
    assert "▾ 1 passage" in text() and "“We see them every day”" in text()
    assert "p3" in text()
    assert sheet.rowHeight(row) > folded
    qtbot.keyClick(sheet, Qt.Key.Key_Left)
    assert "▸ 1 passage" in text()
    point = link_point(sheet, row, 0, "▸ 1 passage")
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert "▾ 1 passage" in text()
    with qtbot.waitSignal(reading.passage_wanted) as wanted:
        words = link_point(sheet, row, 0, "“We see them every day”")
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert wanted.args == [passage]
    study.unindex(passage, study.subtopics()[1].id)  # type: ignore[arg-type]
    assert "passage" not in text()
    study.undo()
    theme.evidence_button.click()
    assert "▾ 1 passage" in text(), "all are unfolded"


def link_point(sheet: ReadingSheet, row: int, column: int, words: str) -> QPoint:
    laid = sheet.page.laid(row, column)
    assert laid
    start = laid.lines.text().index(words)
    line = laid.lines.lineForTextPosition(start)
    x: object = line.cursorToX(start + 1)
    across = float(x[0] if isinstance(x, tuple) else x)  # type: ignore[arg-type]
    rect = sheet.visualRect(sheet.plan_model.index(row, column))
    within = QPointF(across + 2, line.y() + line.height() / 2)
    return (sheet.page.origin(row, rect.toRectF()) + within).toPoint()


def test_categories_show_as_chips_under_the_summary(reading: ReadingWorkspace, theme: WithinTheme) -> None:
    study, sheet = reading.studio.study, theme.sheet
    row, column = key_of(study, 0, 0)
    category = study.add_finding(column, FindingKind.CATEGORY, "near", interviews=[row])
    study.add_finding(column, FindingKind.ELEMENT, "midwives knock", category, interviews=[row])
    study.add_finding(column, FindingKind.ELEMENT, "a queue", interviews=[row])
    place = sheet.plan_model.places_of((row, column))[0]
    laid = sheet.page.laid(place.row, place.column)
    assert laid and [badge.text for _, badge in laid.chips] == ["near", "· a queue"]
    study.undo()
    laid = sheet.page.laid(place.row, place.column)
    assert laid and [badge.text for _, badge in laid.chips] == ["near"]


def test_the_theme_and_its_matrix_have_overviews(
    qtbot: QtBot, reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study, edit = reading.studio.study, theme.overview.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "What the column comes to")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert study.overview(About.SUBTOPIC, study.subtopics()[0].id).text == "What the column comes to"
    theme.overview._buttons.buttons()[1].click()
    edit.setFocus()
    qtbot.keyClicks(edit, "And the matrix")
    reading.step_subject(1)
    assert study.overview(About.MATRIX, study.matrices()[0].id).text == "And the matrix"
    assert edit.toPlainText() == "And the matrix", "the kind that was asked for stays"


def test_a_single_column_stands_in_the_middle_of_a_wide_window(
    reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    reading.resize(2000, 700)
    QApplication.processEvents()
    page, sheet = theme.sheet.page, theme.sheet
    right = sheet.viewport().width() - page.column_width
    assert page.slack > 50 and abs(page.slack - right) <= 2


def test_what_is_read_is_remembered(qtbot: QtBot, reading: ReadingWorkspace, theme: WithinTheme) -> None:
    reading.step_subject(1)
    again = ReadingWorkspace(reading.studio)
    qtbot.addWidget(again)
    again.show()
    assert again.screen is again.theme
    assert again.theme.stepper.title.text() == "1.2 social work staffing ▾"


def test_without_a_framework_it_says_what_to_do(reading: ReadingWorkspace, theme: WithinTheme) -> None:
    study = reading.studio.study
    for matrix in study.matrices():
        study.delete_matrix(matrix.id)
    assert theme.empty.isVisible() and "no sub-topic yet" in theme.empty.text()
    study.undo()
    assert not theme.empty.isVisible()


def test_the_current_cell_stays_in_view_where_another_head_takes_of_its_room(
    reading: ReadingWorkspace, theme: WithinTheme
) -> None:
    study, sheet = reading.studio.study, theme.sheet
    first, second = study.subtopics()[:2]
    last = study.interviews()[-1].id
    study.define_subtopic(first.id, "")
    study.write_overview(About.SUBTOPIC, second.id, "What it comes to is told at some length. " * 30)
    theme.show_subject(first.id)
    sheet.choose(last, first.id)
    bottom = sheet.visualRect(sheet.currentIndex()).bottom()
    reading.resize(1100, reading.height() - sheet.viewport().height() + bottom + 10)
    QApplication.processEvents()
    before = sheet.viewport().height()
    theme.show_subject(second.id)
    QApplication.processEvents()
    assert sheet.viewport().height() < before - 50, "its overview takes of the room"
    assert sheet.current_key == (last, second.id)
    shown = sheet.visualRect(sheet.currentIndex())
    assert shown.top() >= 0 and shown.bottom() <= sheet.viewport().height()
