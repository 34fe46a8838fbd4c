"""Tell where everything of a plan stands on the page: its widths, its heights, and the text laid out."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFont

from framework_qda.ui.reading.full_text import FullText, Laid
from framework_qda.ui.reading.letters import PART_GAP, Written
from framework_qda.ui.reading.model import PlanModel
from framework_qda.ui.reading.titles import HEAD, HEADINGS, STRIP, Title, lay_title
from framework_qda.ui.theme import ICON, STEP

LEFT = 4 * STEP
RIGHT = ICON + 2 * STEP  # room for the pencil
TOP = 3 * STEP
BOTTOM = 4 * STEP
MEASURE = 68  # letters
_NARROWEST = 34
_NARROWEST_ALONE = 20  # a single column is not scrolled across
_TITLE_LETTERS = 24
_KEPT = 600  # places of which the lines are kept


class Page:
    """The page a plan is set on; `title_column` gives the titles of lines a column of their own."""

    def __init__(self, model: PlanModel, font: QFont) -> None:
        self._model = model
        self.text = FullText(font)
        self.title_column = True
        self.column_width = self.title_width = self.across = self.slack = 0
        self._laid: OrderedDict[tuple[int, int], Laid] = OrderedDict()
        self._titles: dict[int, Title | None] = {}
        self._empty = QCoreApplication.translate("reading", "not yet charted")

    def set_font(self, font: QFont) -> None:
        """Take another font or other colours."""
        self.text.set_font(font)
        self.forget()

    def fit(self, room: int) -> bool:
        """Share a width in pixels out among the columns; True where they became others.

        What is left over stands half before the titles of lines, as `slack`: so text is in the middle.
        """
        before = self.column_width, self.title_width, self.across
        columns = max(1, len(self._model.plan.heads))
        title = min(self.text.measure(_TITLE_LETTERS) + 2 * LEFT, room // 3)
        self.title_width = title if self.title_column else 0
        least = _NARROWEST if columns > 1 else _NARROWEST_ALONE
        narrowest, widest = (self.text.measure(n) + LEFT + RIGHT for n in (least, MEASURE))
        self.column_width = max(narrowest, min(widest, (room - self.title_width) // columns))
        over = room - self.title_width - columns * self.column_width
        self.slack = max(0, over // 2) if self.title_column else 0
        self.title_width += self.slack
        self.across = max(min(room, self.title_width + columns * self.column_width), narrowest)
        return before != (self.column_width, self.title_width, self.across)

    def forget(self) -> None:
        """Lay everything out anew when it is next asked for."""
        self._laid.clear()
        self._titles.clear()

    def forget_place(self, row: int, column: int) -> None:
        """Lay one place out anew when it is next asked for."""
        self._laid.pop((row, column), None)

    # What stands where ------------------------------------------------------------------------------

    def laid(self, row: int, column: int) -> Laid | None:
        """Give the lines of a place; None where no cell stands."""
        place = row, column
        if place not in self._laid:
            if not self._model.keys_at(*place):
                return None
            self._laid[place] = self._lay_out(row, column)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return self._laid[place]

    def _lay_out(self, row: int, column: int) -> Laid:
        model = self._model
        written = [
            Written(
                key,
                model.cell(key, row),
                model.name_at(key, row, column) if model.grouped else "",
                model.chips(key, row),
                model.behind(key) if model.behind else None,
            )
            for key in model.shown_at(row, column)
        ]
        more = model.more_at(row, column)
        return self.text.lay_out(written, more, self.column_width - LEFT - RIGHT, self._empty)

    def title(self, row: int) -> Title | None:
        """Give the heading of a row, or the title of a line; None where it has none."""
        if row not in self._titles:
            line = self._model.line(row)
            manner = HEADINGS[min(3, line.level)] if line.level else HEAD if self.title_column else STRIP
            stacked = self.title_column and not line.level
            width = (self.title_width if stacked else self.across) - self.slack
            named = line.title or line.facts
            self._titles[row] = (
                lay_title(line.title, line.facts, self.text.font, manner, width - 2 * LEFT) if named else None
            )
        return self._titles[row]

    def text_top(self, row: int) -> float:
        """Tell how far below the top of a line its text begins."""
        title = None if self.title_column else self.title(row)
        return TOP + (title.height if title else 0)

    def origin(self, row: int, rect: QRectF) -> QPointF:
        """Give the corner where the text of a cell begins."""
        return QPointF(rect.left() + LEFT, rect.top() + self.text_top(row))

    def part_rect(self, row: int, column: int, part: int, rect: QRectF) -> QRectF:
        """Give the room of one cell of a place: all of it where it is the only one."""
        laid = self.laid(row, column)
        if laid is None or len(laid.parts) < 2 or part >= len(laid.parts):
            return self.text_rect(row, rect)
        top = self.origin(row, rect).y()
        here, half = laid.parts[part], PART_GAP / 2
        return QRectF(rect.left(), top + here.top - half, rect.width(), here.bottom - here.top + 2 * half)

    def text_rect(self, row: int, rect: QRectF) -> QRectF:
        """Give the room of a cell without the title above it."""
        return rect.adjusted(0, self.text_top(row) - (TOP if self.title_column else STEP), 0, 0)

    def ruled(self, row: int) -> bool:
        """Tell whether a hairline parts a line from the next; a heading does that by itself."""
        lines = self._model.plan.lines
        return row + 1 < len(lines) and not lines[row].level and not lines[row + 1].level

    # Heights ----------------------------------------------------------------------------------------

    def height(self, row: int) -> int:
        """Tell how high a row is, laid out in full."""
        title = self.title(row)
        if self._model.line(row).level:
            return round(title.height if title else TOP)
        laid = (self.laid(row, column) for column in range(len(self._model.plan.heads)))
        text = max((each.height for each in laid if each), default=0.0)
        if self.title_column and title:
            text = max(text, title.height)
        return round(self.text_top(row) + text + BOTTOM)

    def estimates(self) -> list[int]:
        """Guess how high all rows are, by the length of what has been read and the average of it."""
        known = self._model.lengths()
        usual = sum(known) / len(known) if known else 0.0
        return [self._estimate(row, usual) for row in range(len(self._model.plan.lines))]

    def _estimate(self, row: int, usual: float) -> int:
        line = self._model.line(row)
        font = self.text.line_height
        if line.level:
            manner = HEADINGS[min(3, line.level)]
            return round(font * manner.size + manner.above + manner.below)
        places = (self._model.shown_at(row, column) for column in range(len(line.cells)))
        highest = max((self._guess(keys, usual) for keys in places), default=0.0)
        strip = 0 if self.title_column or not line.title else font + STRIP.below
        return round(TOP + strip + highest + BOTTOM)

    def _guess(self, keys: tuple[tuple[str, str], ...], usual: float) -> float:
        width = self.column_width - LEFT - RIGHT
        lengths = [len(cell.summary) if (cell := self._model.known(key)) else usual for key in keys]
        named = self.text.line_height + PART_GAP if self._model.grouped else 0
        return sum(self.text.estimate(length, width) + named for length in lengths)
