"""Say where a quotation is used: draft, and the sentence about it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from framework_qda.study import Study
from framework_qda.study.authoring import BlockId, BlockKind, DraftId, QuotationId
from framework_qda.ui.quotes.panel_parts import small_button, title
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_LETTERS = 90


class Sentence(NamedTuple):
    """A place of a draft in which a quotation stands, in words."""

    draft: DraftId
    block: BlockId
    name: str
    words: str


def sentences_with(study: Study, quotation: QuotationId) -> list[Sentence]:
    """List where a quotation is used; one that stands by itself is named by the heading above it."""
    from framework_qda.text.drafting import Quoted, parse, plain, sentences, write

    found = list[Sentence]()
    for use in study.uses().get(quotation, ()):
        draft, heading = study.draft(use.draft), ""
        for block in study.blocks(use.draft):
            if block.kind is BlockKind.HEADING:
                heading = plain(block.text)
            if block.id != use.block or draft is None:
                continue
            parts = sentences(parse(block.text))
            here = [
                each
                for each in parts
                if any(isinstance(p, Quoted) and p.quotation == quotation for p in each)
            ]
            words = plain(write(here[0])).strip() if here and block.kind is not BlockKind.QUOTATION else ""
            found.append(Sentence(use.draft, use.block, draft.name, words or heading))
    return found


class Uses(QWidget):
    """Links to the sentences that use a quotation; `block_wanted(draft, block)` goes there."""

    block_wanted = Signal(str, str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self.links: list[QToolButton] = []
        self._told: list[Sentence] | None = None
        self._nothing = QLabel(self.tr("In no draft yet."))
        self._nothing.setProperty("muted", True)
        self._column = QVBoxLayout(self, spacing=STEP)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(title(self.tr("Used in")))
        self._column.addWidget(self._nothing)

    def show_quotation(self, quotation: QuotationId) -> None:
        """Show where a quotation is used."""
        told = sentences_with(self._study, quotation)
        if told == self._told:
            return
        self._told = told
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(each) for each in told]
        self._nothing.setVisible(not told)

    def _link(self, use: Sentence) -> QToolButton:
        words = f"{use.name} · {use.words}" if use.words else use.name
        short = words if len(words) <= _LETTERS else words[: _LETTERS - 1] + "…"
        link = small_button(
            short, "arrow-square-out", lambda: self.block_wanted.emit(use.draft, use.block), words
        )
        link.setMinimumWidth(1)
        self._column.addWidget(link)
        return link
