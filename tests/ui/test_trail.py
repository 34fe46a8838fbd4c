"""From a sentence of a draft to its quotation, passage and recording, and back; and claims without any."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from framework_qda import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, QuotationId
from framework_qda.tasks.claims import claims
from framework_qda.tasks.trail import EvidenceKind
from framework_qda.ui.dialogs.export_view import ExportViewDialog
from framework_qda.ui.modes import Mode
from framework_qda.ui.report.claims_pane import ClaimsPane
from framework_qda.ui.report.trail import EvidenceCard, TrailPane, UsedIn
from framework_qda.ui.report.used_menu import add_uses
from framework_qda.ui.window import MainWindow
from tests.ui.taking_out import dialog

pytestmark = pytest.mark.usefixtures("sample_shown")


@pytest.fixture
def study(window: MainWindow) -> Study:
    assert window.studio
    return window.studio.study


@pytest.fixture
def report(qtbot: QtBot, window: MainWindow, study: Study) -> Any:
    """The report workspace, with the first draft on show."""
    assert window.desk
    window.desk.show_draft(study.drafts()[0].id)
    return window.desk._workspace(Mode.REPORT)


def shown(qtbot: QtBot, report: Any, block: BlockId, number: int) -> TrailPane:
    """Put the caret into a sentence, and give the pane of its evidence."""
    pane = report.show_side("evidence")
    report.go_to(block, number)
    text = claim_text(report, block, number)
    qtbot.waitUntil(lambda: pane.sentence.text() == text)
    return pane


def claim_text(report: Any, block: BlockId, number: int) -> str:
    found = claims(report.studio.study.blocks(report.draft))
    return next(each.text for each in found if (each.block, each.number) == (block, number))


def card_of(pane: TrailPane, kind: EvidenceKind) -> EvidenceCard:
    return next(card for card in pane.cards if card.evidence.kind is kind)


def with_evidence(study: Study, draft: DraftId, wanted: Any) -> tuple[BlockId, int]:
    """Find the first claim of which a piece of evidence is wanted."""
    return next(
        (each.block, each.number)
        for each in claims(study.blocks(draft))
        if any(wanted(evidence) for evidence in each.evidence)
    )


def quoted(study: Study) -> Any:
    """Tell what is a quotation that can be heard."""
    heard = {row.id for row in study.interviews() if study.recordings(row.id)}
    return lambda id: (found := study.quotation(id)) is not None and found.interview in heard


def test_a_sentence_leads_to_its_quotation_its_passage_and_its_recording(
    qtbot: QtBot, window: MainWindow, study: Study, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.desk
    assert desk
    place = with_evidence(study, report.draft, quoted(study))
    pane = shown(qtbot, report, *place)
    card = card_of(pane, EvidenceKind.QUOTATION)
    found = study.quotation(QuotationId(card.evidence.id))
    assert found and found.passage
    assert card.evidence.told.startswith(study.attributions()[found.id])
    card.buttons["text"].click()
    assert desk.mode is Mode.REPORT, "the draft stays beside the words"
    passage = study.passage(found.passage)
    assert passage and desk.transcript.interview == passage.interview and desk.transcript.isVisible()
    played = list[int]()
    monkeypatch.setattr(desk.player, "play_from", played.append)
    card.buttons["play"].click()
    assert played == [study.time_of(passage)]
    card.buttons["board"].click()
    assert desk.mode is Mode.QUOTES


def test_a_cell_leads_to_the_matrix_and_to_the_passages_behind_it(
    qtbot: QtBot, window: MainWindow, study: Study, report: Any
) -> None:
    desk = window.desk
    assert desk
    place = with_evidence(study, report.draft, lambda id: "/" in id and study.cell(*id.split("/")).summary)
    pane = shown(qtbot, report, *place)
    card = next(card for card in pane.cards if card.evidence.behind)
    assert card.evidence.cell
    card.buttons["behind"].click()
    behind = [each for each in card.beneath if isinstance(each, EvidenceCard)]
    assert len(behind) == card.evidence.behind and behind[0].evidence.kind is EvidenceKind.PASSAGE
    card.buttons["behind"].click()
    assert not behind[0].isVisible()
    card.buttons["matrix"].click()
    assert desk.mode is Mode.CHART and desk.matrix.view.current_key == card.evidence.cell


def test_evidence_leads_back_to_the_sentences_that_use_it(
    qtbot: QtBot, window: MainWindow, study: Study, report: Any
) -> None:
    place = with_evidence(study, report.draft, quoted(study))
    pane = shown(qtbot, report, *place)
    card = card_of(pane, EvidenceKind.QUOTATION)
    card.buttons["used"].click()
    (uses,) = (each for each in card.beneath if isinstance(each, UsedIn))
    report.editor.moveCursor(report.editor.textCursor().MoveOperation.Start)
    uses.buttons[0].click()
    qtbot.waitUntil(lambda: report.editor.place() is not None)
    assert report.editor.place().block.id in (
        place[0],
        *(use.block for use in study.uses()[QuotationId(card.evidence.id)]),
    )
    found = study.quotation(QuotationId(card.evidence.id))
    assert found and found.passage and window.desk
    for evidence in (found.id, found.passage):
        menu = QMenu(window)
        window.desk.show_mode(Mode.CHART)
        add_uses(menu, study, evidence, window.desk.matrix)
        (inner,) = menu.findChildren(QMenu)
        inner.actions()[0].trigger()
        assert window.desk.mode is Mode.REPORT
        assert report.editor.place().block.id in {place[0], *(use.block for use in study.uses()[found.id])}
    menu = QMenu(window)
    add_uses(menu, study, "f" * 32, window.desk.matrix)
    assert not menu.actions(), "nothing uses it"


@pytest.fixture
def unfounded(study: Study, report: Any) -> Block:
    """A paragraph of two claims that stand on nothing, after the first heading of the draft."""
    blocks = study.blocks(report.draft)
    place = next(n for n, each in enumerate(blocks) if each.kind is BlockKind.HEADING) + 1
    new = Block(BlockId("0" * 32), BlockKind.PARAGRAPH, "Nobody ever came by train. All of them walked home.")
    study.put_blocks(report.draft, [*blocks[:place], new, *blocks[place:]])
    return new


def test_claims_without_evidence_are_listed_by_section_and_can_be_let_stand(
    qtbot: QtBot, study: Study, report: Any, unfounded: Block
) -> None:
    pane: ClaimsPane = report.show_side("claims")
    qtbot.waitUntil(lambda: pane.tree.topLevelItemCount() == 1)
    head: Any = pane.tree.topLevelItem(0)
    assert head.text(0).endswith("(2)")
    assert [head.child(n).text(0) for n in range(2)] == [
        "Nobody ever came by train.",
        "All of them walked home.",
    ]
    assert pane.said.text().startswith("2 of ")
    assert pane.rule.text() == "Sentences of fewer than 4 words are no claims."
    assert pane.rule.isVisible()
    pane.tree.setCurrentItem(head.child(1))
    pane.tree.itemActivated.emit(head.child(1), 0)
    place = report.editor.place()
    assert (place.block.id, place.sentence) == (unfounded.id, 1)
    pane.needless.click()
    qtbot.waitUntil(lambda: pane.said.text() == "Every claim of this draft has evidence.")
    assert next(each for each in study.blocks(report.draft) if each.id == unfounded.id).settings == {
        "claim": False
    }
    study.undo()
    qtbot.waitUntil(lambda: pane.said.text().startswith("2 of "))


def test_a_sentence_without_evidence_says_so_and_what_to_do(
    qtbot: QtBot, study: Study, report: Any, unfounded: Block
) -> None:
    pane = shown(qtbot, report, unfounded.id, 0)
    assert "Ctrl+L" in pane.said.text() and not pane.cards
    pane.needless.click()
    qtbot.waitUntil(lambda: "needs no evidence" in pane.said.text())
    pane.needless.click()
    qtbot.waitUntil(lambda: "Ctrl+L" in pane.said.text())


def test_the_list_of_claims_is_a_page_to_export(
    qtbot: QtBot, window: MainWindow, report: Any, unfounded: Block
) -> None:
    pane: ClaimsPane = report.show_side("claims")
    qtbot.waitUntil(lambda: pane.tree.topLevelItemCount() == 1)
    qtbot.mouseClick(pane.export, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, window, ExportViewDialog)
    asked.format.setCurrentIndex(asked.format.findData(".docx"))
    asked.go.click()
    qtbot.waitUntil(lambda: asked.notice.sentence.startswith("Written: "), timeout=60_000)
    made = docx.Document(asked.notice.sentence.removeprefix("Written: "))
    cells = [cell.text for table in made.tables for each in table.rows for cell in each.cells]
    assert "Nobody ever came by train." in cells
    asked.close()


def test_the_palette_shows_both_lists(qtbot: QtBot, window: MainWindow, report: Any) -> None:
    assert window.desk
    for name, kind in (("trail", TrailPane), ("claims", ClaimsPane)):
        window.desk.show_mode(Mode.CHART)
        window.commands[name].trigger()
        assert window.desk.mode is Mode.REPORT
        assert report.findChild(kind).isVisible()
