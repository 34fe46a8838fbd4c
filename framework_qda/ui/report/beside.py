"""Set the evidence and the claims of a draft beside its page, and lead from them to where they point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QToolButton

from framework_qda.study.authoring import BlockId, DraftId
from framework_qda.ui.commands import window_action
from framework_qda.ui.icons import icon
from framework_qda.ui.report.claims_pane import ClaimsPane
from framework_qda.ui.report.trail import TrailPane

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace


def evidence(workspace: ReportWorkspace) -> TrailPane:
    """Make the pane of what the sentence at the caret stands on."""
    pane, go = TrailPane(workspace.studio), workspace.go_wanted.emit

    def follow() -> None:
        place = workspace.editor.place() if workspace.draft else None
        if place is None:
            pane.show_sentence((), BlockId(""), 0)
        else:
            pane.show_sentence(workspace.keeper.blocks, place.block.id, place.sentence)

    ways = pane.ways
    ways.passage_wanted.connect(lambda passage: go("text", passage))
    ways.listen_wanted.connect(lambda passage: go("sound", passage))
    ways.quotation_wanted.connect(lambda quotation: go("quotation", quotation))
    ways.cell_wanted.connect(lambda interview, subtopic: go("cell", f"{interview}/{subtopic}"))
    ways.sentence_wanted.connect(workspace.show_block)
    workspace.caret_moved.connect(follow)
    pane.needless_wanted.connect(lambda block, needless: _say_needless(workspace, [block], needless=needless))
    follow()
    return pane


def unfounded(workspace: ReportWorkspace) -> ClaimsPane:
    """Make the pane of the claims without evidence."""
    pane = ClaimsPane(workspace.studio)
    pane.sentence_wanted.connect(workspace.show_block)
    pane.export_wanted.connect(lambda: window_action(workspace, "export_claims").trigger())
    pane.needless_wanted.connect(lambda blocks: _say_needless(workspace, blocks, needless=True))
    workspace.draft_shown.connect(lambda draft: pane.show_draft(DraftId(draft)))
    pane.show_draft(workspace.draft)
    return pane


def ways_out(workspace: ReportWorkspace) -> None:
    """Put the ways out of a draft beside its name: the report itself, and the checklists on reporting."""
    for name, symbol, words, hint in (
        ("checklists", "check-square", _tr("Checklists"), _tr("COREQ and SRQR, filled in by the study")),
        ("export_report", "export", _tr("Export"), _tr("Write this draft to Word and other formats  Ctrl+E")),
    ):
        made = QToolButton(icon=icon(symbol), text=words, toolTip=hint)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.clicked.connect(lambda _=False, name=name: window_action(workspace, name).trigger())
        workspace.add_tool(made)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Report", words)


def _say_needless(workspace: ReportWorkspace, blocks: list[BlockId], *, needless: bool) -> None:
    """Say that paragraphs need no evidence, or that they do after all; one step of the history."""
    study, draft, wanted = workspace.studio.study, workspace.draft, set(blocks)
    if draft is None or not workspace.save():
        return
    with study.action(f"Say that a paragraph needs {'no ' if needless else ''}evidence"):
        for block in study.blocks(draft):
            if block.id in wanted:
                settings = {key: value for key, value in block.settings.items() if key != "claim"}
                more = {"claim": False} if needless else {}
                study.change_block(block._replace(settings={**settings, **more}))
