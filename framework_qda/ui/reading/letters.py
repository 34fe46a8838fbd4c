"""Gather the text of cells with the look of its stretches, counted as Qt counts, in UTF-16."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from framework_qda.reading.plan import CellKey
from framework_qda.study.model import Cell
from framework_qda.text.summary import Kind, Line, Run, by_kind, parse
from framework_qda.ui.matrix.cell_text import QUOTES, REASON_GLYPHS, kind_format
from framework_qda.ui.reading.badges import Badge
from framework_qda.ui.reading.folding import FOLD, Folded, Quoted
from framework_qda.ui.theme import STEP, colours

PARAGRAPH_GAP = STEP
PART_GAP = 5 * STEP
OWN_INDENT = 3 * STEP
BULLET = "• "
_LINE_SEPARATOR = "\u2028"

Links = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One cell to be laid out: its key, whose it is if that is to be said, its chips and what is behind."""

    key: CellKey
    cell: Cell
    name: str = ""
    badges: tuple[Badge, ...] = ()
    folded: Folded | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph from `start` on: the room above it, and how far it stands in.

    Of an item the first line hangs out; `own` tells that all of it is the speaker's own words.
    """

    start: int
    part: int
    gap: float
    indent: float = 0.0
    hang: float = 0.0
    own: bool = False


class Letters:
    """The text of the cells of one place, one after the other."""

    def __init__(self, small: QFont, bullet: float) -> None:
        self._small, self._bullet = small, bullet
        self._pieces: list[str] = []
        self._end = 0
        self.formats: list[QTextLayout.FormatRange] = []
        self.links: list[tuple[int, int, Links]] = []
        self.paragraphs: list[Paragraph] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add_cell(self, part: int, written: Written, empty: str) -> None:
        """Add a cell under its name; `empty` is how “not yet charted” reads."""
        if written.name:
            self._begin(part)
            self._add(written.name, self._muted(self._small))
        if not written.cell.summary:
            reason = written.cell.blank_reason
            self._begin(part, close=bool(written.name))
            self._add(f"{REASON_GLYPHS[reason]} {reason or empty}", self._muted())
        for line in parse(written.cell.summary):
            self._add_line(part, line, named=bool(written.name))
        if written.folded and written.folded.count:
            self._add_folded(part, written.folded)

    def add_more(self, part: int, words: str) -> None:
        """Add the line that tells of cells left out."""
        style = QTextCharFormat()
        style.setForeground(QColor(colours().accent))
        self._begin(part)
        self._add(words, style)

    def _add_folded(self, part: int, folded: Folded) -> None:
        style = QTextCharFormat()
        style.setFont(self._small)
        style.setForeground(QColor(colours().accent))
        self._begin(part)
        self._add_link(folded.title, style, FOLD)
        for each in folded.quoted:
            self._add_quoted(part, each)

    def _add_quoted(self, part: int, quoted: Quoted) -> None:
        opening, closing = QUOTES[Kind.OWN_WORDS]
        lines = quoted.words.split("\n")
        for n, words in enumerate(lines):
            self._begin(part, own=True)
            if not n and quoted.place:
                self._add(f"{quoted.place}  ", self._muted(self._small))
            said = f"{'' if n else opening}{words}{closing if n + 1 == len(lines) else ''}"
            self._add_link(said, kind_format(Kind.OWN_WORDS, bold=False), quoted.id)

    def _add_link(self, words: str, look: QTextCharFormat, target: str) -> None:
        start = self._end
        self._add(words, look)
        self.links.append((start, self._end, (target,)))

    def _begin(self, part: int, *, item: bool = False, own: bool = False, close: bool = False) -> None:
        before = self.paragraphs[-1] if self.paragraphs else None
        if before:
            self._add(_LINE_SEPARATOR)
        gap = 0 if before is None or close else PART_GAP if before.part != part else PARAGRAPH_GAP
        indent = self._bullet if item else OWN_INDENT if own else 0
        self.paragraphs.append(
            Paragraph(self._end, part, gap, indent, self._bullet if item else 0, own and not item)
        )

    def _add_line(self, part: int, line: Line, *, named: bool) -> None:
        own = bool(line.runs) and all(run.kind is Kind.OWN_WORDS for run in line.runs)
        first = named and self.paragraphs[-1].part == part
        self._begin(part, item=line.item, own=own, close=first and not self._said_in(part))
        if line.item:
            self._add(BULLET)
        for kind, runs in by_kind(line):
            self._add_kind(kind, runs)

    def _said_in(self, part: int) -> bool:
        return sum(each.part == part for each in self.paragraphs) > 1

    def _add_kind(self, kind: Kind, runs: list[Run]) -> None:
        opening, closing = QUOTES[kind]
        plain = kind_format(kind, bold=False) if opening else None
        self._add(opening, plain)
        for links, linked in groupby(runs, key=lambda run: run.links):
            start = self._end
            for run in linked:
                self._add(run.text, self._look(run))
            if links:
                self.links.append((start, self._end, links))
        self._add(closing, plain)

    def _look(self, run: Run) -> QTextCharFormat | None:
        if run.kind is Kind.SUMMARY and not run.bold and not run.links:
            return None
        look = kind_format(run.kind, bold=run.bold)
        if run.links:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(QColor(colours().accent))
        return look

    def _muted(self, font: QFont | None = None) -> QTextCharFormat:
        style = QTextCharFormat()
        if font is not None:
            style.setFont(font)
        style.setForeground(QColor(colours().muted))
        return style

    def _add(self, text: str, look: QTextCharFormat | None = None) -> None:
        length = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
        if look is not None and length:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = self._end, length, look  # type: ignore[assignment]
            self.formats.append(found)
        self._pieces.append(text)
        self._end += length
