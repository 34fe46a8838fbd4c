"""Say how quotations, references and objects of a draft read at the moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, Quotation, QuotationId
from framework_qda.study.model import Change
from framework_qda.tasks.report_objects import is_open
from framework_qda.tasks.reporting import MISSING, OPEN, numbers
from framework_qda.text.drafting import Quoted, Reference, plain
from framework_qda.text.quoting import shown
from framework_qda.text.verifying import Check, Verdict
from framework_qda.ui.quotes.marks import by_ear_in_words, glyph_of, verdict_explained
from framework_qda.ui.report.cards import Cards
from framework_qda.ui.report.mapping import Mark, Shown, parsed
from framework_qda.ui.studio import Studio

_AT_ONCE = 20
_GONE = "[a reference to what was deleted]"
# What the words of quotations and their attributions are made of.
_OF_QUOTATIONS = (
    "quotation",
    "attribution",
    "setting",
    "attribute",
    "attribute_value",
    "participant",
    "interview",
    "area",
)


class StudyRendering(QObject):
    """Read the study for the page; `marks_changed` comes when the marks of verification are known anew."""

    marks_changed = Signal()

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study: Study = studio.study
        self.cards = Cards(studio, self)
        self._blocks: Mapping[BlockId, Block] = {}
        self._numbers: Mapping[BlockId, tuple[str, int]] = {}
        self._checks: dict[QuotationId, Check] = {}
        self._semi: frozenset[QuotationId] = frozenset()
        self._unchecked: list[QuotationId] = []
        self._used: frozenset[QuotationId] = frozenset()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._verify_some)
        self._read_quotations()

    # --- Keeping up --------------------------------------------------------------------------------------

    def follow(self, change: Change) -> None:
        """Take note of a change: what it may have made otherwise is read anew."""
        if change.touches(*_OF_QUOTATIONS):
            self._read_quotations()
        if change.touches("quotation", "passage", "interview"):
            self.verify()

    def _read_quotations(self) -> None:
        study = self._study
        self._style, self._quotations = study.house_style, study.quotations_by_id()
        self._words = dict[str, str]()
        self._said = dict[str, tuple[Shown, ...]]()  # the lines of quotations set off, by their markup

    def verify(self) -> None:
        """Compare the quotations that are used with their sources, a few at a time."""
        self._semi = self._study.semi_verbatim()
        self._unchecked = list(self._used)
        self._timer.start()

    def _verify_some(self) -> None:
        some, self._unchecked = self._unchecked[:_AT_ONCE], self._unchecked[_AT_ONCE:]
        known = [each for row in some if (each := self._quotations.get(row))]
        self._checks.update(self._study.verified_of(known))
        if not self._unchecked:
            self._timer.stop()
            self.marks_changed.emit()

    def use(self, quotations: Iterable[str]) -> None:
        """Take note of which quotations are in the draft; those that are new are compared."""
        used = frozenset(map(QuotationId, quotations))
        fresh, self._used = used - self._used, used
        if fresh:
            self.verify()

    def number(self, blocks: Sequence[Block]) -> None:
        """Take note of the blocks of the draft: count tables, figures and boxes."""
        self._blocks = {each.id: each for each in blocks}
        self._numbers = numbers(blocks)

    def name(self, block: BlockId) -> str:
        """Give the words that refer to a block: “Table 2”, or a heading."""
        found = self._blocks.get(block)
        if found is None:
            return _GONE
        label, number = self._numbers.get(block, ("", 0))
        if number:
            return f"{label} {number}"
        return OPEN if is_open(found) else f"“{plain(found.text).strip()}”"

    # --- What the page asks ------------------------------------------------------------------------------

    def words(self, inline: Quoted | Reference) -> str:
        """Give the words of a quotation in the sentence, or of a reference."""
        if isinstance(inline, Reference):
            return self.name(BlockId(inline.block))
        return self._quoted(inline.quotation)

    def agreed(self, quotation: str) -> str:
        """Give the words of a quotation as they read now, without their marks."""
        if quotation not in self._words:
            found = self.quotation(quotation)
            self._words[quotation] = shown(found.text, self._style) if found else ""
        return self._words[quotation]

    def quotation(self, quotation: str) -> Quotation | None:
        """Give a quotation."""
        return self._quotations.get(QuotationId(quotation))

    def _quoted(self, quotation: str) -> str:
        if self.quotation(quotation) is None:
            return MISSING
        return f"{self._style.opening}{self.agreed(quotation)}{self._style.closing}"

    def lines(self, block: Block) -> Sequence[Shown]:
        """Give the lines of a whole."""
        if block.kind is BlockKind.QUOTATION:
            return self._lines_of_quotation(block)
        found = self.cards.card(block)
        label, number = self._numbers.get(block.id, ("", 0))
        title = f"{label} {number} · {found.title}" if number else found.title
        return [Shown(title, strong=True), *(Shown(line, quiet=True) for line in found.lines)]

    def _lines_of_quotation(self, block: Block) -> Sequence[Shown]:
        if block.text not in self._said:
            found = [each.quotation for each in parsed(block.text) if isinstance(each, Quoted)]
            nothing = Shown(_tr("A quotation, still to be chosen"), quiet=True)
            lines = tuple(line for each in found for line in self._lines_of(each))
            self._said[block.text] = lines or (nothing,)
        return self._said[block.text]

    def _lines_of(self, quotation: str) -> Iterator[Shown]:
        known = self.quotation(quotation)
        yield Shown(self._quoted(quotation))
        if known and (said := self._study.attribution_of(known)):
            yield Shown(said, quiet=True)

    def picture(self, block: Block) -> QImage | None:
        """Give the picture beneath the lines of an object."""
        return None if block.kind is BlockKind.QUOTATION else self.cards.card(block).picture

    def mark(self, quotation: str) -> Mark:
        """Give the sign that tells whether a quotation is what was said."""
        check = self._checks.get(QuotationId(quotation))
        if check is None:
            return Mark()
        from_notes = QuotationId(quotation) in self._semi
        words = verdict_explained(check.verdict, unheard=from_notes)
        if from_notes and check.verdict is not Verdict.VERBATIM:
            words += f" ({by_ear_in_words()})"
        return Mark(glyph_of(check.verdict, unheard=from_notes), words, from_notes)


def _tr(words: str) -> str:
    return QCoreApplication.translate("report", words)
