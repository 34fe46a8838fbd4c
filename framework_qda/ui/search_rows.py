"""Hold and paint what a search found: headings, interviews, and places with the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from framework_qda.study import Study
from framework_qda.study.model import Hit, InterviewId, SubTopicId
from framework_qda.ui.finder import ChoiceList
from framework_qda.ui.marked_text import Pieces, paint_pieces
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_INDENT = 4 * STEP
_LEAD = 48  # characters shown before the first found word


@dataclass(frozen=True)
class Heading:
    """A kind, a matrix or an area, with how many places were found there."""

    text: str
    count: str


@dataclass(frozen=True)
class Group:
    """The interview or the sub-topic that the places below it belong to, with how many these are."""

    text: str
    count: str = ""


@dataclass(frozen=True)
class Place:
    """One hit, where it stands and the interview it stands in, in words."""

    hit: Hit
    where: str
    interview: str


@dataclass(frozen=True)
class More:
    """The last row while there is more to be found."""

    text: str


Row = Heading | Group | Place | More


class Names:
    """How interviews and sub-topics are called, and the order they are read in."""

    def __init__(self, study: Study) -> None:
        areas = {area.id: area.name for area in study.areas()}
        rows = study.interviews()
        self.area = {row.id: areas[row.area] for row in rows}
        self.interview = {row.id: f"{areas[row.area]} · {row.name}" for row in rows}
        self._row = {row.id: place for place, row in enumerate(rows)}
        matrices = {matrix.id: matrix.number for matrix in study.matrices()}
        columns = study.subtopics()
        self.subtopic = {each.id: f"{matrices[each.matrix]}.{each.number} {each.name}" for each in columns}
        titles = {matrix.id: matrix.title for matrix in study.matrices()}
        self.matrix = {each.id: titles[each.matrix] for each in columns}
        self._column = {each.id: place for place, each in enumerate(columns)}

    def row(self, interview: InterviewId) -> int:
        """Tell where an interview stands; after all others where it is none."""
        return self._row.get(interview, len(self._row))

    def column(self, subtopic: SubTopicId) -> int:
        """Tell where a sub-topic stands."""
        return self._column[subtopic]

    def order(self, hit: Hit) -> tuple[int, int]:
        within = hit.paragraph or 0 if hit.subtopic is None else self._column[hit.subtopic]
        return self._row[hit.interview], within


class Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._ticked: set[Place] | None = None  # none while nothing is reviewed

    def review(self, reviewed: bool) -> None:
        """Give every place in notes a tick that can be taken off, or none of them."""
        self._ticked = {row for row in self._rows if _in_notes(row)} if reviewed else None  # type: ignore[misc]
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def ticked(self) -> list[Place]:
        """Give the places that are ticked, in the order they are read."""
        return [row for row in self._rows if isinstance(row, Place) and row in (self._ticked or ())]

    def tick(self, index: Index) -> None:
        """Tick a place, or take its tick off."""
        row = self._rows[index.row()] if index.isValid() else None
        if self._ticked is not None and isinstance(row, Place) and _in_notes(row):
            self._ticked ^= {row}
            self.dataChanged.emit(index, index)

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        if self._ticked is not None:
            self._ticked &= {row for row in rows if isinstance(row, Place)}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        choosable = index.isValid() and isinstance(self._rows[index.row()], Place | More)
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if choosable else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.hit.text if isinstance(row, Place) else row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                ticked = self._ticked is not None and row in self._ticked
                return f"{_said(row)}, {self.tr('ticked')}" if ticked else _said(row)
            case Qt.ItemDataRole.CheckStateRole if self._ticked is not None and _in_notes(row):
                return Qt.CheckState.Checked if row in self._ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, Place):
                return f"{row.interview} · {row.where}"
        return row if role == ROW else None


def _in_notes(row: Row) -> bool:
    return isinstance(row, Place) and row.hit.paragraph is not None


def _said(row: Row) -> str:
    match row:
        case Place(hit, where, interview):
            return f"{interview}, {where}: {hit.text}"
        case Heading(text, count) | Group(text, count) if count:
            return f"{text}, {count}"
        case _:
            return row.text


class PlaceDelegate(QStyledItemDelegate):
    """Paints headings, interviews, and places in two lines: where, and the words around what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        match index.data(ROW):
            case Heading():
                return QSize(0, line + 6 * STEP)
            case Place(hit):
                _, lines = self._context(option, hit)
                return QSize(0, line * (1 + lines) + 3 * STEP)
            case _:
                return QSize(0, line + 3 * STEP)

    def _context(self, option: QStyleOptionViewItem, hit: Hit) -> tuple[Pieces, int]:
        """Fit the words around what was found to the width there is; give them and their lines, 1 or 2."""
        view = self.parent()
        assert isinstance(view, ChoiceList)
        width = view.viewport().width() - _INDENT - 2 * STEP
        pieces = near_found(hit.context, min(_LEAD, width // option.fontMetrics.averageCharWidth() * 2 // 3))
        wide = (
            option.fontMetrics.horizontalAdvance("".join(piece for piece, _ in pieces)) * 1.06
        )  # some is bold
        return pieces, 1 if wide < width else 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setFont(option.font)
        match index.data(ROW):
            case Heading() as row:
                _paint_heading(painter, option, row)
            case Group() as row:
                _paint_group(painter, option, row)
            case Place() as row:
                _paint_ground(painter, option)
                _paint_tick(painter, option, index.data(Qt.ItemDataRole.CheckStateRole))
                _paint_place(painter, option, row, *self._context(option, row.hit))
            case More(text):
                _paint_ground(painter, option)
                painter.setPen(option.palette.color(QPalette.ColorRole.Link))
                painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    chosen = option.state & QStyle.StateFlag.State_Selected
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().selection if chosen else colours().band))
        painter.drawRoundedRect(option.rect.adjusted(0, 0, 0, -1), STEP, STEP)


def _paint_tick(painter: QPainter, option: QStyleOptionViewItem, state: Qt.CheckState | None) -> None:
    if state is None:
        return
    size = 3 * STEP
    box = QRectF(option.rect.left() + 0.5, option.rect.top() + 1.5 * STEP + 0.5, size, size)
    ticked = Qt.CheckState(state) is Qt.CheckState.Checked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours().accent if ticked else colours().muted))
    painter.setBrush(QColor(colours().accent if ticked else colours().page))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(QColor(colours().accent_text), 1.6))
        painter.drawPolyline(
            [
                box.topLeft() + QPointF(x * size, y * size)
                for x, y in ((0.22, 0.52), (0.42, 0.74), (0.78, 0.28))
            ]
        )


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, row: Heading) -> None:
    rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, -2 * STEP)
    big = _weighted(option.font, 1.15)
    painter.setFont(big)
    painter.setPen(QColor(colours().text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, row.text)
    left = rect.left() + QFontMetrics(big).horizontalAdvance(row.text) + 2 * STEP
    painter.setFont(option.font)
    painter.setPen(QColor(colours().muted))
    painter.drawText(rect.adjusted(left - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignBottom, row.count)
    painter.setPen(QColor(colours().hairline))
    bottom = option.rect.bottom() - STEP
    painter.drawLine(rect.left(), bottom, rect.right(), bottom)


def _paint_group(painter: QPainter, option: QStyleOptionViewItem, row: Group) -> None:
    rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, -STEP)
    painter.setPen(QColor(colours().muted))
    painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, row.count)
    rect.setRight(rect.right() - option.fontMetrics.horizontalAdvance(row.count) - 2 * STEP)
    painter.setFont(_weighted(option.font))
    painter.setPen(QColor(colours().text))
    shown = shortened(row.text, QFontMetrics(painter.font()), rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, shown)


def shortened(name: str, metrics: QFontMetrics, width: int) -> str:
    """Fit a name into a width; of an interview's, its area is cut first."""
    area, between, interview = name.partition(" · ")
    room = width - metrics.horizontalAdvance(between + interview)
    if interview and 0 < metrics.horizontalAdvance("…") <= room:
        return metrics.elidedText(area, Qt.TextElideMode.ElideRight, room) + between + interview
    return metrics.elidedText(interview or name, Qt.TextElideMode.ElideRight, width)


def _paint_place(
    painter: QPainter, option: QStyleOptionViewItem, row: Place, pieces: Pieces, lines: int
) -> None:
    rect = option.rect.adjusted(_INDENT, STEP, -2 * STEP, 0)
    chosen = option.state & QStyle.StateFlag.State_Selected
    painter.setPen(QColor(colours().text if chosen else colours().muted))
    shown = option.fontMetrics.elidedText(row.where, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignTop, shown)
    rect.setTop(rect.top() + option.fontMetrics.height())
    painter.setPen(QColor(colours().text))
    paint_pieces(painter, rect, pieces, lines=lines, behind=colours().found, font=option.font)


def near_found(context: Pieces, lead: int = _LEAD) -> Pieces:
    """Leave at most `lead` characters, cut at a word, before the first found word, so that it shows."""
    pieces = [(" ".join(text.split("\n")), found) for text, found in context]
    first, found = pieces[0]
    if found or len(first) <= lead:
        return pieces
    _, _, kept = first[len(first) - max(0, lead) :].partition(" ")
    return [("…" + kept, False), *pieces[1:]]


def _weighted(font: QFont, factor: float = 1.0) -> QFont:
    weighted = QFont(font)
    weighted.setPointSizeF(font.pointSizeF() * factor)
    weighted.setWeight(QFont.Weight.DemiBold)
    return weighted
