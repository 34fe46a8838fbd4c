"""Compose a draft into a report: quotations as they read now, objects as the study has them, all counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from framework_qda.errors import NotFound
from framework_qda.progress import Progress, silent
from framework_qda.reading.document import (
    Block,
    Contents,
    Document,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Quote,
)
from framework_qda.reading.page import Band, Grid, GridRow, Text
from framework_qda.study import Study, authoring
from framework_qda.study.authoring import BlockId, BlockKind, DraftId, Quotation, QuotationId
from framework_qda.study.markups import markups
from framework_qda.study.public import PublicReading
from framework_qda.tasks.page_parts import plain
from framework_qda.tasks.references import Places, full_reference
from framework_qda.tasks.report_objects import counted_as, is_open, made
from framework_qda.text import drafting, verifying
from framework_qda.text.drafting import Inline, Quoted, Reference, Run
from framework_qda.text.quoting import shown

_PARAGRAPHS: Mapping[BlockKind, Literal["body", "item", "numbered", "note"]] = {
    BlockKind.PARAGRAPH: "body",
    BlockKind.ITEM: "item",
    BlockKind.NUMBERED: "numbered",
    BlockKind.NOTE: "note",
}
MISSING = "[a quotation that was deleted]"
OPEN = "[what is still to be chosen]"


def compose(study: Study, draft: DraftId, *, public: bool = False, progress: Progress = silent) -> Document:
    """Make a report of a draft.

    A study copy has references that lead back to passages, and notes to self; a public copy has neither.
    The draft is as it was when this began; others may ask for the study in between. Raises NotFound where the
    draft is gone.
    """
    found = study.draft(draft)
    if found is None:
        raise NotFound("draft", "")
    return _Composer(study, draft, public=public).document(found, progress)


def composed(
    study: Study, draft: DraftId, *, public: bool = False
) -> Iterator[tuple[authoring.Block, tuple[Block, ...]]]:
    """Give each block of a draft with what a copy has for it; its pictures are not drawn.

    Others may ask for the study, and change it, in between.
    """
    composer = _Composer(study, draft, public=public, draw=False)
    for block in study.blocks(draft):
        yield block, tuple(composer.made(block))


class _Composer:
    """Reads one draft, block by block."""

    def __init__(self, study: Study, draft: DraftId, *, public: bool, draw: bool = True) -> None:
        self._study, self._public, self._draw = study, public, draw
        self._shown = PublicReading(study) if public else study  # what objects show of it
        self._blocks = study.blocks(draft)
        self._quotations, self._attributions = study.quotations_by_id(), study.attributions()
        texts = (text for block in self._blocks for text in markups(block))
        self._used = [QuotationId(each) for text in texts for each in drafting.quotations(text)]
        self._style, self._places = study.house_style, Places(study)
        self._numbers = numbers(self._blocks)

    def document(self, draft: authoring.Draft, progress: Progress) -> Document:
        settings, blocks = draft.settings, list[Block]()
        for place, block in enumerate(self._blocks):
            progress(place, len(self._blocks), f"Composing part {place + 1} of {len(self._blocks)}")
            blocks += self.made(block)
        return Document(
            draft.name,
            tuple(blocks),
            str(settings.get("subtitle") or ""),
            tuple(map(str, settings.get("authors") or ())),
            str(settings.get("date") or ""),
            str(settings.get("language") or "en-GB"),
        )

    def made(self, block: authoring.Block) -> Iterable[Block]:
        """Make of a block what a report has for it."""
        match block.kind:
            case BlockKind.HEADING:
                return [Heading(max(1, block.level), self.pieces(block.text), anchor(block.id))]
            case BlockKind.QUOTATION:
                return [self._quote(each) for each in drafting.quotations(block.text)]
            case BlockKind.CONTENTS:
                return [Contents(str(block.settings.get("title") or "Contents"))]
            case BlockKind.APPENDIX:
                return [Listing(self._listed(), anchor(block.id), landscape=True)]
            case kind if kind in _PARAGRAPHS:
                return self._paragraph(block)
            case _:
                number = self._numbers.get(block.id, ("", 0))[1]
                return made(self._shown, block, number, anchor(block.id), self.pieces, draw=self._draw)

    def _paragraph(self, block: authoring.Block) -> Iterable[Block]:
        pieces, secret = self.pieces(block.text), self._public and block.kind is BlockKind.NOTE
        if not secret and any(piece.text.strip() for piece in pieces):
            yield Paragraph(pieces, _PARAGRAPHS[block.kind])

    def pieces(self, markup: str) -> tuple[Piece, ...]:
        """Give a block's text as it is read: quotations in their marks, references by their names."""
        found = list[Piece]()
        for each in self._inlines(markup):
            match each:
                case Run(text, bold, italic, note):
                    if not (note and self._public):
                        found.append(Piece(text, bold, italic, note))
                case Quoted(quotation):
                    found.append(Piece(self._words(QuotationId(quotation))))
                case Reference(block):
                    found.append(Piece(self._named(BlockId(block)), target=self._target(BlockId(block))))
        return tuple(found)

    def _inlines(self, markup: str) -> Iterable[Inline]:
        """Read markup; in a public copy without the sentences that refer to what is still to be chosen."""
        inlines = drafting.parse(markup)
        if not self._public or not (lacking := unfilled(inlines, self._blocks)):
            return inlines
        return [each for one in drafting.sentences(inlines) if one not in lacking for each in one]

    def _target(self, block: BlockId) -> str:
        """Give the place a reference leads to, "" where there is none in the report."""
        return anchor(block) if any(each.id == block and not is_open(each) for each in self._blocks) else ""

    def _named(self, block: BlockId) -> str:
        label, number = self._numbers.get(block, ("", 0))
        if number:
            return f"{label} {number}"
        found = next((each for each in self._blocks if each.id == block), None)
        if found and is_open(found):
            return OPEN
        return f"“{drafting.plain(found.text).strip()}”" if found else "[a reference to what was deleted]"

    # --- Quotations --------------------------------------------------------------------------------------

    def _words(self, quotation: QuotationId) -> str:
        found = self._quotations.get(quotation)
        if found is None:
            return MISSING
        return f"{self._style.opening}{shown(found.text, self._style)}{self._style.closing}"

    def _quote(self, quotation: str) -> Quote:
        known = self._quotations.get(QuotationId(quotation))
        if known is None:
            return Quote((Piece(MISSING),))
        reference = "" if self._public else self._reference(known)
        return Quote((Piece(self._words(known.id)),), self._attributed(known), reference)

    def _attributed(self, quotation: Quotation) -> str:
        """End an attribution as a sentence: it stands on a line of its own."""
        words = self._attributions.get(quotation.id, "")
        return words if not words or words.endswith((".", "!", "?")) else f"{words}."

    def _reference(self, quotation: Quotation) -> str:
        return reference(self._study, self._places, quotation)

    def _listed(self) -> Grid:
        """List every quotation in the order of its first use."""
        checks, semi = self._study.verified(), self._study.semi_verbatim()
        heads = ("quotation", "attribution")
        rows = list[GridRow]()
        for number, quotation in enumerate(dict.fromkeys(self._used), 1):
            found = self._quotations.get(quotation)
            if found is None or quotation not in checks:
                continue
            told = [self._words(quotation), self._attributed(found)]
            if not self._public:
                verified = verifying.told(checks[quotation].verdict, unheard=quotation in semi)
                told += [self._reference(found), verified]
            rows.append(GridRow(str(number), tuple(Text(plain(each)) for each in told)))
        if self._public:
            return Grid("", "no.", heads, (Band("", tuple(rows)),), widths=(0.65, 0.35))
        return Grid(
            "", "no.", (*heads, "source", "verified"), (Band("", tuple(rows)),), widths=(0.45, 0.2, 0.2, 0.15)
        )


def reference(study: Study, places: Places, quotation: Quotation) -> str:
    """Say where a quotation is from, for those who have the study."""
    passage = study.passage(quotation.passage) if quotation.passage else None
    return full_reference(study, places, quotation.interview, passage)


def numbers(blocks: Iterable[authoring.Block]) -> Mapping[BlockId, tuple[str, int]]:
    """Count the tables, figures and boxes of a draft: block -> (“Table”, 2)."""
    counts, found = Counter[str](), dict[BlockId, tuple[str, int]]()
    for block in blocks:
        if label := counted_as(block):
            counts[label] += 1
            found[block.id] = (label, counts[label])
    return found


def unfilled(inlines: Iterable[Inline], blocks: Iterable[authoring.Block]) -> list[tuple[Inline, ...]]:
    """Give the sentences that refer to a place of the draft for which nothing is chosen yet."""
    places = {str(each.id) for each in blocks if is_open(each)}
    return [
        sentence
        for sentence in (drafting.sentences(inlines) if places else ())
        if any(isinstance(each, Reference) and each.block in places for each in sentence)
    ]


def anchor(block: str) -> str:
    """Name the place of a block within a document, as Word takes it."""
    return f"b{block}"
