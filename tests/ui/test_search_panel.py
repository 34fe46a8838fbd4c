"""Find words in every summary and all notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import About, Hit, HitKind
from framework_qda.ui import search_panel
from framework_qda.ui.marked_text import _Marked
from framework_qda.ui.search_groups import Grouping
from framework_qda.ui.search_panel import SearchPanel
from framework_qda.ui.search_rows import Group, Heading, More, Place, near_found
from framework_qda.ui.studio import Studio


@pytest.fixture
def panel(qtbot: QtBot, studio: Studio) -> Iterator[SearchPanel]:
    panel = SearchPanel(studio)
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    with qtbot.waitActive(panel):
        panel.show()
    panel.focus_field()
    yield panel


def rows(panel: SearchPanel) -> list[object]:
    model = panel._model
    return [model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def outline(panel: SearchPanel) -> list[str]:
    return [row.where if isinstance(row, Place) else row.text for row in rows(panel)]  # type: ignore[attr-defined]


def press(qtbot: QtBot, panel: SearchPanel, key: Qt.Key) -> None:
    qtbot.keyClick(panel._field, key)


def test_results_come_as_you_type_under_headings(qtbot: QtBot, panel: SearchPanel) -> None:
    qtbot.keyClicks(panel._field, "every day")
    qtbot.waitUntil(lambda: bool(rows(panel)))
    assert outline(panel) == [
        "Summaries", "Area 1 · LA Team Manager", "1.1 summary",
        "Notes",
        "Area 1 · LA Team Manager", "paragraph 3",
        "Area 1 · AT Named Nurse", "paragraph 3",
        "Area 2 · LA Service Manager", "paragraph 3",
        "Area 2 · AT Named Midwife", "paragraph 3",
    ]  # fmt: skip
    assert [row.count for row in rows(panel) if isinstance(row, Heading)] == ["1", "4"]
    assert panel._count.text() == "5 places"


def test_the_found_words_are_marked_in_their_context(panel: SearchPanel) -> None:
    panel.search("said")
    place = next(row for row in rows(panel) if isinstance(row, Place))
    assert [text for text, found in place.hit.context if found] == ["said"]
    before, after = (place.hit.text.split("said")[n] for n in (0, 1))
    assert before.endswith("the team manager ")
    assert after.startswith(", the midwives")


def test_phrases_prefixes_and_accents(panel: SearchPanel) -> None:
    panel.search("cafe")
    assert panel._count.text() == "4 places"
    panel.search('"day every"')
    assert panel._count.text() == ""
    panel.search("midwi*")
    assert panel._count.text() == "5 places"


def test_enter_searches_at_once_and_goes_to_the_first_place(
    qtbot: QtBot, studio: Studio, panel: SearchPanel
) -> None:
    qtbot.keyClicks(panel._field, "strong")
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        press(qtbot, panel, Qt.Key.Key_Return)
    hit: Hit = chosen.args[0]
    assert (hit.interview, hit.subtopic) == (studio.study.interviews()[0].id, studio.study.subtopics()[0].id)


def test_arrows_go_from_place_to_place_past_headings(
    qtbot: QtBot, studio: Studio, panel: SearchPanel
) -> None:
    panel.search("every day")
    press(qtbot, panel, Qt.Key.Key_Down)
    press(qtbot, panel, Qt.Key.Key_Down)
    assert panel._field.hasFocus()
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        press(qtbot, panel, Qt.Key.Key_Return)
    hit: Hit = chosen.args[0]
    assert (hit.interview, hit.paragraph) == (studio.study.interviews()[1].id, 3)


def test_a_click_goes_there(qtbot: QtBot, panel: SearchPanel) -> None:
    panel.search("every day")
    rect = panel._list.visualRect(panel._model.index(5))
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        qtbot.mouseClick(panel._list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert chosen.args[0].paragraph == 3


def test_a_click_on_a_heading_goes_nowhere(qtbot: QtBot, panel: SearchPanel) -> None:
    panel.search("every day")
    rect = panel._list.visualRect(panel._model.index(3))
    with qtbot.assertNotEmitted(panel.hit_chosen):
        qtbot.mouseClick(panel._list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


@pytest.mark.parametrize("widget", ["_field", "_list"])
def test_escape_closes(qtbot: QtBot, panel: SearchPanel, widget: str) -> None:
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(getattr(panel, widget), Qt.Key.Key_Escape)


def test_memos_and_comments_stand_last_under_what_they_are_about(
    qtbot: QtBot, studio: Studio, panel: SearchPanel
) -> None:
    study = studio.study
    key = study.interviews()[0].id, study.subtopics()[1].id
    study.add_comment(*key, "Six, or seven turbines?")
    study.write_memo(About.JOURNAL, "Turbines again")
    memo = study.write_memo(About.AREA, "A turbine town", study.areas()[1].id)
    panel.search("turbin*")
    kinds = [row.text for row in rows(panel) if isinstance(row, Heading | Group)]
    assert kinds[0] == "Memos and comments"
    assert sorted(kinds[1:]) == ["Area 1 · LA Team Manager", "Area 2", "Journal"]
    places = [row for row in rows(panel) if isinstance(row, Place)]
    assert sorted(place.where.split(" · ")[0] for place in places) == ["comment", "memo", "memo"]
    assert {place.hit.memo for place in places if place.interview == "Area 2"} == {memo}
    study.delete_memo(memo)
    qtbot.waitUntil(lambda: panel._count.text() == "2 places")


def test_more_is_shown_on_demand(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, panel: SearchPanel) -> None:
    monkeypatch.setattr(search_panel, "FIRST", 2)
    panel.search("every day")
    assert panel._count.text() == "3 places and more"
    assert isinstance(rows(panel)[-1], More)
    assert not panel.grab().isNull()
    assert [row.count for row in rows(panel) if isinstance(row, Heading)] == ["1", "2+"]
    for _ in range(3):
        press(qtbot, panel, Qt.Key.Key_Down)
    press(qtbot, panel, Qt.Key.Key_Return)
    assert panel._count.text() == "5 places"
    assert not isinstance(rows(panel)[-1], More)
    # The next place stays where “Show more” was.
    assert panel._list.currentIndex().row() == 9


def test_it_follows_the_study(qtbot: QtBot, studio: Studio, panel: SearchPanel) -> None:
    panel.search("strong")
    assert panel._count.text() == "1 place"
    first, column = studio.study.interviews()[1], studio.study.subtopics()[0]
    studio.study.chart(first.id, column.id, "A strong rota")
    qtbot.waitUntil(lambda: panel._count.text() == "2 places")
    studio.study.rename_area(first.area, "North")
    qtbot.waitUntil(lambda: "North · AT Named Nurse" in outline(panel))
    studio.study.delete_area(first.area)
    qtbot.waitUntil(lambda: panel._count.text() == "")


def test_a_hidden_panel_searches_again_only_when_it_is_shown(studio: Studio, panel: SearchPanel) -> None:
    panel.search("strong")
    panel.hide()
    interview, column = studio.study.interviews()[1], studio.study.subtopics()[0]
    studio.study.chart(interview.id, column.id, "A strong rota")
    assert panel._count.text() == "1 place"
    panel.show()
    assert panel._count.text() == "2 places"


def test_it_says_what_to_do_when_there_is_nothing(panel: SearchPanel) -> None:
    assert "Type a word" in panel._nothing.text()
    assert panel._nothing.isVisible()
    panel.search("zebra")
    assert "Nothing here has “zebra”" in panel._nothing.text()
    panel.search("*")
    assert "Type a word" in panel._nothing.text()
    panel.search("strong")
    assert not panel._nothing.isVisible()


def test_a_screen_reader_hears_where_and_what(panel: SearchPanel) -> None:
    panel.search("strong")
    said = [panel._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[0] == "Summaries, 1"
    assert said[1] == "Area 1 · LA Team Manager, 1"
    assert said[2].startswith("Area 1 · LA Team Manager, 1.1 summary: A strong team")
    assert panel._list.accessibleName() and panel._field.accessibleName()


def test_the_found_word_stands_on_its_colour(panel: SearchPanel) -> None:
    from framework_qda.ui import theme

    panel.search("strong")
    image = panel.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.LIGHT.found.lower() in colours


def test_a_long_way_to_the_found_word_is_cut() -> None:
    far = [("word " * 30, False), ("found", True), (" and\nafter", False)]
    cut = near_found(far)
    assert cut[0][0].startswith("…word") and len(cut[0][0]) < 50
    assert cut[1:] == [("found", True), (" and after", False)]
    assert near_found(far, 12)[0] == ("…word word ", False)
    near = [("close to ", False), ("found", True)]
    assert near_found(near) == near


def test_a_context_is_cut_where_its_lines_end(qapp: QApplication) -> None:
    pieces = [("plenty of words " * 20, False), ("found", True)]
    for lines in (1, 2):
        layout = _Marked(pieces, QApplication.font(), 300, lines, "#ffffff").layout()
        assert layout.lineCount() == lines
        assert layout.text().endswith("…") and len(layout.text()) < 60 * lines
        assert layout.lineAt(lines - 1).naturalTextWidth() <= 300


def test_groups_stand_in_reading_order(studio: Studio, panel: SearchPanel) -> None:
    last, column = studio.study.interviews()[0], studio.study.subtopics()[2]
    studio.study.chart(studio.study.interviews()[3].id, column.id, "zeta later")
    studio.study.chart(last.id, column.id, "zeta first")
    panel.search("zeta")
    groups = [row.text for row in rows(panel) if isinstance(row, Group)]
    assert groups == ["Area 1 · LA Team Manager", "Area 2 · AT Named Midwife"]


# --- Grouped otherwise ---


def grouped(panel: SearchPanel) -> list[tuple[str, str]]:
    """The headings and groups with their counts."""
    return [(row.text, row.count) for row in rows(panel) if isinstance(row, Heading | Group)]


def test_results_are_grouped_by_kind_with_counts(panel: SearchPanel) -> None:
    panel.search("every day")
    assert grouped(panel)[:3] == [("Summaries", "1"), ("Area 1 · LA Team Manager", "1"), ("Notes", "4")]


def test_results_are_grouped_by_case(qtbot: QtBot, studio: Studio, panel: SearchPanel) -> None:
    first = studio.study.interviews()[0].id
    studio.study.write_memo(About.INTERVIEW, "Every day, she says", first)
    studio.study.write_memo(About.JOURNAL, "Every day at this desk")
    panel.search("every day")
    panel.switches[Grouping.CASE].click()
    assert grouped(panel) == [
        ("Area 1", "4"), ("Area 1 · LA Team Manager", "3"), ("Area 1 · AT Named Nurse", "1"),
        ("Area 2", "2"), ("Area 2 · LA Service Manager", "1"), ("Area 2 · AT Named Midwife", "1"),
        ("About no case", "1"), ("Journal", "1"),
    ]  # fmt: skip
    kinds = [row.hit.kind for row in rows(panel) if isinstance(row, Place)]
    assert kinds[:3] == [HitKind.SUMMARY, HitKind.NOTES, HitKind.MEMO]


def test_results_are_grouped_by_matrix(qtbot: QtBot, studio: Studio, panel: SearchPanel) -> None:
    row, columns = studio.study.interviews()[2].id, studio.study.subtopics()
    studio.study.chart(row, columns[4].id, "Feedback comes every day")
    studio.study.add_comment(row, columns[0].id, "Every day?")
    panel.search("every day")
    panel.switches[Grouping.MATRIX].click()
    assert grouped(panel)[:5] == [
        ("1 Background and staffing", "2"), ("1.1 summary", "2"),
        ("2 Referral quality", "1"), ("2.2 feedback", "1"), ("In no matrix", "4"),
    ]  # fmt: skip
    assert outline(panel)[2:4] == ["Area 1 · LA Team Manager", "Area 2 · LA Service Manager · comment"]
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        press(qtbot, panel, Qt.Key.Key_Return)
    assert chosen.args[0].subtopic == columns[0].id


def test_the_grouping_is_switched_by_keyboard_and_remembered(
    qtbot: QtBot, studio: Studio, panel: SearchPanel
) -> None:
    panel.search("every day")
    panel.switches[Grouping.KIND].setFocus()
    qtbot.keyClick(panel.switches[Grouping.KIND], Qt.Key.Key_Tab)
    qtbot.keyClick(panel.switches[Grouping.MATRIX], Qt.Key.Key_Space)
    assert grouped(panel)[0] == ("1 Background and staffing", "1")
    again = SearchPanel(studio)
    qtbot.addWidget(again)
    assert again.switches[Grouping.MATRIX].isChecked()


def test_many_places_are_counted_with_a_plus(panel: SearchPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_panel, "GATHERED", 2)
    panel.search("every day")
    panel.switches[Grouping.CASE].click()
    assert ("Area 1", "3+") in grouped(panel)


def test_quotations_and_drafts_are_found_and_follow_what_is_changed(
    qtbot: QtBot, studio: Studio, panel: SearchPanel
) -> None:
    study = studio.study
    row = study.interviews()[1]
    quotation = study.quote_stretch(row.id, 0, 12)
    study.note_quotation(quotation, "a zebra")
    draft = study.add_draft("The report", [Block(BlockId(""), BlockKind.PARAGRAPH, "No zebra here.")])
    panel.search("zebra")
    name = "Area 1 · AT Named Nurse"
    assert outline(panel) == ["Quotations", name, "quotation", "Drafts", "The report", "in the draft"]
    panel.switches[Grouping.CASE].click()
    assert grouped(panel) == [("Area 1", "1"), (name, "1"), ("About no case", "1"), ("The report", "1")]
    panel.switches[Grouping.MATRIX].click()
    assert grouped(panel)[0] == ("In no matrix", "2")
    panel.switches[Grouping.KIND].click()
    study.note_quotation(quotation, "a horse")
    qtbot.waitUntil(lambda: outline(panel)[0] == "Drafts")
    study.delete_draft(draft)
    qtbot.waitUntil(lambda: rows(panel) == [])
