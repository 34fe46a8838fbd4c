"""What is found in a quotation or a draft is shown where it stands."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.ui.desk import Desk, Mode


def test_a_quotation_and_a_draft_are_gone_to(qtbot: QtBot, desk: Desk) -> None:
    study = desk.studio.study
    quotation = study.quote_stretch(study.interviews()[1].id, 0, 12)
    study.note_quotation(quotation, "a hedgehog")
    texts = ("One.", "No hedgehog here.")
    draft = study.add_draft("A report", [Block(BlockId(""), BlockKind.PARAGRAPH, text) for text in texts])
    quoted, drafted = study.search("hedgehog")
    desk.go_to_hit(quoted)
    assert desk.mode is Mode.QUOTES
    board = desk.quotes()
    qtbot.waitUntil(lambda: board.current == quotation)
    desk.go_to_hit(drafted)
    assert desk.mode is Mode.REPORT and desk.draft == draft
