"""The ledger in the window: shares as bars and words, what is used twice, the way to the board and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from framework_qda import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, QuotationId
from framework_qda.study.model import Subject
from framework_qda.tasks.exporting import export_pages
from framework_qda.text.drafting import Quoted, write
from framework_qda.ui.desk import Desk
from framework_qda.ui.quotes.board_rows import Facet, Shown, where_found
from framework_qda.ui.quotes.ledger import LedgerTab
from framework_qda.ui.quotes.ledger_rows import REMARK, ROW, SHARES
from tests.ui.conftest import press

Key = Qt.Key


@pytest.fixture
def study(desk: Desk) -> Study:
    """The small study, in which one of four interviews is quoted, and that twice."""
    study = desk.studio.study
    row = study.interviews()[0].id
    text = study.transcript(row).text
    start = text.index("We see them")
    quotation = study.quote_stretch(row, start, text.index("knock.") + 6, [study.subtopics()[1].id])
    used = write([Quoted(quotation, "We see them")])
    blocks = [Block(BlockId(""), BlockKind.HEADING, "What was seen", 1)]
    blocks += [Block(BlockId(""), kind, used) for kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)]
    study.add_draft("Report", blocks)
    return study


@pytest.fixture
def ledger(qtbot: QtBot, desk: Desk, study: Study) -> LedgerTab:
    tab = desk.quotes("ledger")
    qtbot.waitUntil(lambda: bool(tab.model.rows), timeout=20_000)
    return tab


def rows(ledger: LedgerTab) -> list[list[str]]:
    model = ledger.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def of(wanted: SignalBlocker) -> Shown:
    """Give what the board is asked to show."""
    assert wanted.args
    return wanted.args[0]


def show_by(qtbot: QtBot, ledger: LedgerTab, by: str, name: str) -> None:
    ledger.choice.picked.emit(by)
    qtbot.waitUntil(lambda: ledger.model.name == name)


def test_who_is_quoted_is_set_against_what_was_said(ledger: LedgerTab) -> None:
    first, second = rows(ledger)
    assert first[:2] == ["Area 1", "said 50%, used 100%"]
    assert first[3:] == ["1", "1", "2", ""]
    assert second[1:2] + second[3:] == ["said 50%, used 0%", "0", "0", "0", "∅ unheard"]
    assert ledger.said.text() == "1 unheard"
    assert ledger.model.index(0, SHARES).data(ROW).share_used == 1.0


def test_it_is_kept_by_participant_field_and_sub_topic(qtbot: QtBot, study: Study, ledger: LedgerTab) -> None:
    side = next(each for each in study.attributes(Subject.INTERVIEW) if each.name == "side")
    show_by(qtbot, ledger, side.id, "side")
    assert {row[0]: row[5] for row in rows(ledger)} == {"local authority": "2", "acute trust": "0"}
    show_by(qtbot, ledger, "participant", "participant")
    assert rows(ledger)[0][0] == "Area 1 · LA Team Manager · P 1LA"
    show_by(qtbot, ledger, "subtopic", "sub-topic")
    assert [row[0] for row in rows(ledger) if row[5] == "2"] == ["1.2 social work staffing"]
    assert ledger.choice.text() == "Sub-topic"


def test_a_row_shows_its_quotations_on_the_board(qtbot: QtBot, study: Study, ledger: LedgerTab) -> None:
    ledger.table.setFocus()
    with qtbot.waitSignal(ledger.board_wanted) as wanted:
        press(qtbot, Key.Key_Return)
    assert of(wanted).facets == {Facet.AREA: (study.areas()[0].id,)}
    for by, name in (("subtopic", "sub-topic"), ("participant", "participant")):
        show_by(qtbot, ledger, by, name)
        quoted = next(n for n, row in enumerate(ledger.model.rows) if row.times)
        with qtbot.waitSignal(ledger.board_wanted) as wanted:
            ledger.show_group(quoted)
        assert [each.id for each in where_found(study, of(wanted))] == [study.quotations()[0].id]
    side = next(each for each in study.attributes(Subject.INTERVIEW) if each.name == "side")
    show_by(qtbot, ledger, side.id, "side")
    trust = next(n for n, row in enumerate(ledger.model.rows) if row.group == "acute trust")
    with qtbot.waitSignal(ledger.board_wanted) as wanted:
        ledger.show_group(trust)
    assert where_found(study, of(wanted)) == []


def test_what_is_used_twice_is_listed_with_where(qtbot: QtBot, study: Study, ledger: LedgerTab) -> None:
    assert ledger.twice_title.text() == "Used twice (1)"
    item = ledger.twice.topLevelItem(0)
    assert item
    assert item.text(0).startswith("‘We see them every day")
    places = [each.text(0) for n in range(item.childCount()) if (each := item.child(n))]
    assert places == ["“Report” · What was seen · paragraph", "“Report” · What was seen · quotation"]
    draft = study.drafts()[0].id
    with qtbot.waitSignal(ledger.block_wanted) as wanted:
        ledger.twice.itemActivated.emit(item.child(1), 0)
    assert wanted.args == [draft, study.blocks(draft)[2].id]
    with qtbot.waitSignal(ledger.quotation_wanted) as wanted:
        ledger.twice.itemActivated.emit(item, 0)
    assert wanted.args == [study.quotations()[0].id]


def test_it_keeps_up_with_the_study(qtbot: QtBot, study: Study, ledger: LedgerTab) -> None:
    study.delete_quotations([QuotationId(study.quotations()[0].id)])
    qtbot.waitUntil(lambda: ledger.pages.currentIndex() == 1)
    assert ledger.head is ledger.begin_button
    study.undo()
    qtbot.waitUntil(lambda: ledger.pages.currentIndex() == 0)
    assert rows(ledger)[0][5] == "2"


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv"])
def test_it_is_exported(qtbot: QtBot, desk: Desk, ledger: LedgerTab, tmp_path: Path, suffix: str) -> None:
    (extent,) = desk.extents() or []
    assert extent.words == "Quotations by area"
    path = tmp_path / f"ledger{suffix}"
    export_pages(desk.studio.study, path, extent.pages(True))
    assert path.stat().st_size > 100
    if suffix == ".csv":
        assert "unheard" in path.read_text("utf-8-sig")
    with qtbot.waitSignal(desk.export_wanted):
        ledger.export.click()


def test_names_that_differ_at_their_ends_are_told_apart_and_remarks_are_in_sight(ledger: LedgerTab) -> None:
    assert ledger.table.textElideMode() is Qt.TextElideMode.ElideMiddle
    head = ledger.table.horizontalHeader()
    assert [head.visualIndex(column) for column in (0, REMARK, SHARES)] == [0, 1, 2]
    right = head.sectionViewportPosition(REMARK) + head.sectionSize(REMARK)
    assert right < ledger.fontMetrics().averageCharWidth() * 60
