"""Say that a quotation in a sentence reads otherwise than when the sentence was written."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.counting import counted
from framework_qda.text.verifying import word_difference
from framework_qda.ui.report.mapping import quoted_in
from framework_qda.ui.report.rendering import StudyRendering
from framework_qda.ui.theme import STEP


class Moved(NamedTuple):
    """A quotation in the sentence of a block: what its author saw, and what it reads now."""

    block: BlockId
    quotation: str
    before: str
    now: str


def moved_on(blocks: Iterable[Block], rendering: StudyRendering) -> list[Moved]:
    """List the quotations in sentences that read otherwise now."""
    found = dict[tuple[str, str], Moved]()
    for block in blocks:
        if block.kind is BlockKind.QUOTATION:
            continue
        for each in quoted_in(block.text):
            if rendering.quotation(each.quotation):
                now = rendering.agreed(each.quotation)
                if now != each.agreed:
                    found[block.id, each.quotation] = Moved(block.id, each.quotation, each.agreed, now)
    return list(found.values())


class MovedBar(QFrame):
    """Stand above the page while such quotations wait for the author's say.

    `shown(block)` goes to the sentence, `agreed(block, quotation)` where it stands as it is now.
    """

    shown = Signal(str, str)
    agreed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved: list[Moved] = []
        self._current = 0
        self._seen: Moved | None = None
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setAccessibleName(self.tr("Changed quotations"))
        self.difference = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText, visible=False)
        self.difference.setAccessibleName(self.tr("What changed"))
        self.go = QPushButton(self.tr("Go there"))
        self.what = QPushButton(self.tr("Show what changed"), checkable=True)
        self.agree = QPushButton(self.tr("Agree"))
        self.agree.setToolTip(self.tr("The sentence stands with the quotation as it reads now"))
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        for button in (self.go, self.what, self.agree):
            row.addWidget(button)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        column.addLayout(row)
        column.addWidget(self.difference)
        self.go.clicked.connect(self._go)
        self.what.toggled.connect(self._show_difference)
        self.agree.clicked.connect(self._agree)
        self.hide()

    @property
    def current(self) -> Moved | None:
        """The quotation that is asked about."""
        return self._moved[self._current] if self._moved else None

    def show_moved(self, moved: list[Moved]) -> None:
        """Ask about these."""
        if moved == self._moved:
            return
        old, self._moved = self.current, moved
        stays = old is not None and old in moved
        self._current = moved.index(old) if old and stays else min(self._current, max(0, len(moved) - 1))
        self.setVisible(bool(moved))
        self.sentence.setText(
            counted(
                len(moved),
                self.tr("A quotation reads otherwise now than when you wrote the sentence around it."),
                self.tr("%d quotations read otherwise now than when you wrote the sentences around them."),
            )
        )
        self._show_difference(self.what.isChecked())

    def _go(self) -> None:
        """Go to the one that is asked about; once more goes on to the next."""
        if self.current == self._seen:
            self._current = (self._current + 1) % max(1, len(self._moved))
            self._show_difference(self.what.isChecked())
        self._seen = self.current
        if self.current:
            self.shown.emit(self.current.block, self.current.quotation)

    def _agree(self) -> None:
        if current := self.current:
            self.agreed.emit(current.block, current.quotation)

    def _show_difference(self, wanted: bool) -> None:
        current = self.current
        self.difference.setVisible(wanted and current is not None)
        if current and wanted:
            self.difference.setText(difference_in_html(current.before, current.now))
            self.shown.emit(current.block, current.quotation)


_TAGS = {"same": "{}", "gone": "<s>{}</s>", "come": "<u><b>{}</b></u>"}


def difference_in_html(before: str, now: str) -> str:
    """Show what went struck through, and what came underlined."""
    return "".join(_TAGS[step.kind].format(escape(step.words)) for step in word_difference(before, now))
