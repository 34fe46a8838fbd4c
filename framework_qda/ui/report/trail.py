"""Show what the sentence at the caret stands on, one click from the words, the recording and the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from framework_qda.study.authoring import Block, BlockId
from framework_qda.study.model import Change
from framework_qda.tasks.claims import Claim, Using, claim_at, sentences_using
from framework_qda.tasks.references import Places
from framework_qda.tasks.trail import Evidence, EvidenceKind, behind, followed, same_evidence
from framework_qda.text.counting import counted
from framework_qda.ui.dialogs.parts import muted
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MOST_LETTERS = 600  # of a summary, enough to know it by
_NAMED = 60  # letters of it that name a button
_STEP_IN = 4 * STEP
_BETWEEN = 3 * STEP


class Ways(QObject):
    """Where a trail leads: a passage in its interview's text, or to be heard; a quotation on the board; a
    cell in the matrix; a sentence of a draft (draft, block, number).
    """

    passage_wanted = Signal(str)
    listen_wanted = Signal(str)
    quotation_wanted = Signal(str)
    cell_wanted = Signal(str, str)
    sentence_wanted = Signal(str, str, int)


class TrailPane(QWidget):
    """The evidence of one sentence; `ways` tells which of it somebody wants to see.

    `needless_wanted` asks to say of a block that it needs no evidence, or that it does after all.
    """

    needless_wanted = Signal(str, bool)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self.ways = Ways(self)
        self._places = Places(studio.study)
        self._blocks: Sequence[Block] = ()
        self._place = BlockId(""), 0
        self._shown: tuple[Claim | None, bool] | None = None
        self.cards: list[EvidenceCard] = []
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        studio.changed.connect(self._changed)
        self._refresh()

    # What is on show ----------------------------------------------------------------------------------

    def show_sentence(self, blocks: Sequence[Block], block: BlockId, number: int) -> None:
        """Show what a sentence of a draft with these blocks stands on."""
        self._blocks, self._place = blocks, (block, number)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _changed(self, change: Change) -> None:
        if change.touches("block", "quotation", "passage", "cell", "interview", "recording", "indexing"):
            self._shown = None
            self._soon.start()

    def _refresh(self) -> None:
        """Show the sentence anew where it, or what it stands on, is another now."""
        if not self.isVisible():
            return
        claim, needed = self._claim()
        if self._shown != (claim, needed):
            self._shown = claim, needed
            self._show(claim, needed=needed)

    def _claim(self) -> tuple[Claim | None, bool]:
        held = next((each for each in self._blocks if each.id == self._place[0]), None)
        return claim_at(self._blocks, *self._place), held is None or bool(held.settings.get("claim", True))

    # Building -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.sentence.setProperty("heading", True)
        self.said = muted()
        self.needless = QToolButton(text=self.tr("This paragraph needs no evidence"), checkable=True)
        self.needless.setToolTip(self.tr("It tells of methods, or leads on, and claims nothing"))
        self.needless.clicked.connect(lambda on: self.needless_wanted.emit(self._place[0], on))
        self.area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self, spacing=2 * STEP)
        layout.setContentsMargins(3 * STEP, 3 * STEP, 2 * STEP, 2 * STEP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.said)
        layout.addWidget(self.needless, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.area, 1)

    def _show(self, claim: Claim | None, *, needed: bool) -> None:
        study, places = self._studio.study, self._places
        evidence = [followed(study, places, each) for each in claim.evidence] if claim else []
        self.sentence.setText(claim.text if claim else "")
        self.sentence.setVisible(bool(claim and claim.text))
        self.said.setText(self._in_words(claim, evidence, needed=needed))
        self.needless.setVisible(claim is not None and not evidence)
        self.needless.setChecked(not needed)
        self.cards = [EvidenceCard(self._studio, self.ways, places, each) for each in evidence]
        page = QWidget()
        layout = QVBoxLayout(page, spacing=_BETWEEN)
        layout.setContentsMargins(0, 0, STEP, 0)
        for card in self.cards:
            layout.addWidget(card)
        layout.addStretch()
        self.area.setWidget(page)

    def _in_words(self, claim: Claim | None, evidence: Sequence[Evidence], *, needed: bool) -> str:
        if claim is None:
            return self.tr("Put the caret into a sentence to see what it stands on.")
        if evidence:
            return counted(len(evidence), self.tr("One piece of evidence"), self.tr("%d pieces of evidence"))
        if not needed:
            return self.tr("Its author said that it needs no evidence.")
        return self.tr("This sentence stands on nothing yet: select its words and press Ctrl+L to link them.")


class EvidenceCard(QWidget):
    """One thing a sentence stands on: its words, where it is from, and the ways there."""

    def __init__(
        self,
        studio: Studio,
        ways: Ways,
        places: Places,
        evidence: Evidence,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio, self._ways, self._places, self.evidence = studio, ways, places, evidence
        self.buttons: dict[str, QToolButton] = {}
        self.beneath: list[QWidget] = []
        self._layout = QVBoxLayout(self, spacing=STEP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._add_words()
        self._add_ways()

    def _add_words(self) -> None:
        words = self.evidence.words
        shown = f"{words[:_MOST_LETTERS]}…" if len(words) > _MOST_LETTERS else words
        self.words = QLabel(shown or self.tr("Nothing is charted here."), wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.words.font()
        font.setItalic(self.evidence.kind in (EvidenceKind.QUOTATION, EvidenceKind.PASSAGE))
        self.words.setFont(font)
        self._layout.addWidget(self.words)
        if self.evidence.told:
            self._layout.addWidget(muted(self.evidence.told))

    def _add_ways(self) -> None:
        """Add a button for every way that leads on."""
        here, ways, line = self.evidence, self._ways, QHBoxLayout(spacing=STEP)
        passage, cell = here.passage, here.cell
        if here.kind is EvidenceKind.QUOTATION:
            self._way(
                line, "board", "quotes", self.tr("Show on the board"), ways.quotation_wanted.emit, here.id
            )
        if passage:
            words = self.tr("Show in the interview's text")
            self._way(line, "text", "article", words, ways.passage_wanted.emit, passage)
        if passage and here.heard:
            self._way(line, "play", "play", self.tr("Play from here"), ways.listen_wanted.emit, passage)
        if cell:
            self._way(line, "matrix", "table", self.tr("Show in the matrix"), ways.cell_wanted.emit, *cell)
        line.addStretch()
        self._layout.addLayout(line)
        if here.behind:
            words = counted(here.behind, self.tr("1 passage behind it"), self.tr("%d passages behind it"))
            self._fold("behind", words, self._cards_behind)
        if here.kind is not EvidenceKind.GONE:
            self._fold("used", self.tr("Sentences that use it"), self._uses)

    def _way(
        self, line: QHBoxLayout, name: str, symbol: str, words: str, go: Callable[..., object], *what: str
    ) -> None:
        made = QToolButton(icon=icon(symbol), toolTip=words)
        made.setAccessibleName(f"{words}: {self.evidence.words[:_NAMED]}")
        made.clicked.connect(lambda: go(*what))
        line.addWidget(made)
        self.buttons[name] = made

    def _fold(self, name: str, words: str, make: Callable[[], Iterable[QWidget]]) -> None:
        """Add a button that unfolds something beneath, and folds it away again."""
        made = QToolButton(text=words, checkable=True)
        made.setAccessibleName(f"{words}: {self.evidence.words[:_NAMED]}")
        made.setIcon(icon("caret-right"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.buttons[name] = made
        inner = QVBoxLayout(spacing=2 * STEP)
        inner.setContentsMargins(_STEP_IN, 0, 0, 0)
        self._layout.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addLayout(inner)
        held: list[QWidget] = []

        def toggle(shown: bool) -> None:
            made.setIcon(icon("caret-down" if shown else "caret-right"))
            if shown and not held:
                held.extend(make())
                self.beneath += held
                for each in held:
                    inner.addWidget(each)
            for each in held:
                each.setVisible(shown)

        made.toggled.connect(toggle)

    def _cards_behind(self) -> Iterable[QWidget]:
        assert self.evidence.cell
        study = self._studio.study
        for passage in behind(study, self.evidence.cell):
            found = followed(study, self._places, passage)
            yield EvidenceCard(self._studio, self._ways, self._places, found)

    def _uses(self) -> Iterable[QWidget]:
        study = self._studio.study
        uses = sentences_using(study, same_evidence(study, self.evidence.id))
        yield UsedIn(uses, self._ways.sentence_wanted.emit)


class UsedIn(QWidget):
    """The sentences of drafts that use something; one click goes there: draft, block, number."""

    def __init__(
        self, uses: Sequence[Using], go: Callable[[str, str, int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        layout = QVBoxLayout(self, spacing=STEP)
        layout.setContentsMargins(0, 0, 0, 0)
        several = len({use.draft for use in uses}) > 1
        for use in uses:
            named = f"{use.name}: {use.text}" if use.text else use.name
            words = named if several or not use.text else use.text
            made = QToolButton(icon=icon("arrow-square-out"), toolTip=self.tr("Go to this sentence"))
            made.setAccessibleName(self.tr("Go to “{}”").format(named))
            made.clicked.connect(lambda _=False, use=use: go(use.draft, use.block, use.number))
            self.buttons.append(made)
            row = QHBoxLayout(spacing=STEP)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(QLabel(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText), 1)
            layout.addLayout(row)
        if not uses:
            layout.addWidget(muted(self.tr("No draft uses it yet.")))
