"""Find words in every summary and all notes, and go where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study import Study
from framework_qda.study.model import Change, Hit
from framework_qda.study.search import match_expression
from framework_qda.ui.finder import ChoiceList, DrivingField
from framework_qda.ui.icons import icon
from framework_qda.ui.marked_text import Pieces, paint_pieces
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
PAUSE = 150  # milliseconds without a key before a search
FIRST = 50  # places found at first, of each kind
_ROW = Qt.ItemDataRole.UserRole
_INDENT = 4 * STEP
_LEAD = 48  # characters shown before the first found word


@dataclass(frozen=True)
class Heading:
    """Summaries or notes, with how many places were found there."""

    text: str
    count: str


@dataclass(frozen=True)
class Group:
    """The interview that the places below it belong to."""

    text: str


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


class SearchPanel(QWidget):
    """A field and what it finds; emits `hit_chosen` with a Hit and `closed`."""

    hit_chosen = Signal(object)
    closed = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._limit = FIRST
        self._stale = False
        self._model = _Found(self)
        self._list = ChoiceList(self)
        self._field = DrivingField(self._list, self)
        self._count = QLabel(self)
        self._nothing = QLabel(self)
        self._pages = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._search()

    def _build(self) -> None:
        self._field.setPlaceholderText(self.tr("Search summaries and notes"))
        self._field.setAccessibleName(self.tr("Search summaries and notes"))
        self._field.setClearButtonEnabled(True)
        how = QLabel(self.tr("words · “exact phrases” · beginnings*"), self)
        how.setToolTip(
            self.tr(
                "All the words must stand in one paragraph or summary; accents and capitals do not matter."
            )
        )
        for label in (how, self._count, self._nothing):
            label.setProperty("muted", True)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._list.setAccessibleName(self.tr("Places found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_PlaceDelegate(self._list))
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty_page())
        self._lay_out(how)
        self._connect()

    def _empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4 * STEP, 12 * STEP, 4 * STEP, 0)
        layout.addWidget(self._nothing)
        return page

    def _lay_out(self, how: QLabel) -> None:
        close = QToolButton(self)
        close.setIcon(icon("x"))
        close.setToolTip(self.tr("Close  Esc"))
        close.setAccessibleName(self.tr("Close the search"))
        close.clicked.connect(self.closed)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._field, 1)
        top.addWidget(close)
        below.addWidget(how, 1)
        below.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._pause.start)
        self._field.entered.connect(self._go)
        self._field.left.connect(self.closed)
        self._list.left.connect(self.closed)
        self._list.picked.connect(self._pick)
        self._pause.timeout.connect(self._search_anew)
        self._studio.changed.connect(self._refresh)

    def search(self, query: str) -> None:
        """Put words into the field and find them at once."""
        self._field.setText(query)
        self._search_anew()
        self.focus_field()

    def focus_field(self) -> None:
        """Put the cursor into the field, what stands there selected."""
        self._field.setFocus()
        self._field.selectAll()

    def _go(self) -> None:
        if self._pause.isActive():
            self._search_anew()
        self._list.pick()

    def _pick(self, index: QModelIndex) -> None:
        row: Row = index.data(_ROW)
        if isinstance(row, Place):
            self.hit_chosen.emit(row.hit)
        elif isinstance(row, More):
            self._limit *= 4
            self._search(keep=index.row())

    def _search_anew(self) -> None:
        self._limit = FIRST
        self._search()

    def _refresh(self, change: Change) -> None:
        if not change.touches("cell", "interview", "area", "subtopic", "matrix"):
            return
        self._stale = True
        if self.isVisible():
            self._search(keep=self._list.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._search(keep=self._list.currentIndex().row())

    def _search(self, keep: int = -1) -> None:
        self._pause.stop()
        self._stale = False
        query = self._field.text()
        # One more than is shown tells whether there is more.
        hits = self._studio.study.search(query, self._limit + 1)
        summaries = [hit for hit in hits if hit.subtopic is not None]
        notes = [hit for hit in hits if hit.subtopic is None]
        more = max(len(summaries), len(notes)) > self._limit
        self._show(_Names(self._studio.study), summaries[: self._limit], notes[: self._limit], more)
        self._say(query, len(summaries[: self._limit]) + len(notes[: self._limit]), more)
        self._choose(keep)

    def _show(self, names: _Names, summaries: list[Hit], notes: list[Hit], more: bool) -> None:
        rows = [
            *self._section(self.tr("Summaries"), summaries, names),
            *self._section(self.tr("Notes"), notes, names),
        ]
        self._model.show([*rows, More(self.tr("Show more"))] if more else rows)

    def _section(self, title: str, hits: list[Hit], names: _Names) -> Iterator[Row]:
        if not hits:
            return
        yield Heading(title, f"{len(hits)}+" if len(hits) >= self._limit else str(len(hits)))
        for interview, group in groupby(sorted(hits, key=names.order), key=lambda hit: hit.interview):
            yield Group(names.interview[interview])
            for hit in group:
                yield Place(hit, self._where(hit, names), names.interview[interview])

    def _where(self, hit: Hit, names: _Names) -> str:
        if hit.subtopic is not None:
            return names.subtopic[hit.subtopic]
        return self.tr("paragraph {number}").format(number=hit.paragraph)

    def _say(self, query: str, count: int, more: bool) -> None:
        if more:
            said = self.tr("more than {count} places")
        else:
            said = self.tr("1 place") if count == 1 else self.tr("{count} places")
        self._count.setText(said.format(count=count) if count else "")
        if not match_expression(query):
            self._nothing.setText(
                self.tr("Type a word to find it in every summary and in all notes of this study.")
            )
        else:
            nothing = self.tr(
                "Nothing here has “{query}”. Try fewer words, or only the beginning of one: staff*"
            )
            self._nothing.setText(nothing.format(query=query.strip()))
        self._pages.setCurrentIndex(0 if count else 1)

    def _choose(self, row: int) -> None:
        """Make the row current, or the nearest one after it that can be picked."""
        rows = range(max(0, row), self._model.rowCount())
        choice = next((n for n in rows if self._model.index(n).flags() & Qt.ItemFlag.ItemIsSelectable), -1)
        self._list.setCurrentIndex(self._model.index(choice))
        if row < 0:
            self._list.scrollToTop()


class _Names:
    """How interviews and sub-topics are called, and the order they are read in."""

    def __init__(self, study: Study) -> None:
        areas = {area.id: area.name for area in study.areas()}
        rows = study.interviews()
        self.interview = {row.id: f"{areas[row.area]} · {row.name}" for row in rows}
        self._row = {row.id: place for place, row in enumerate(rows)}
        matrices = {matrix.id: matrix.number for matrix in study.matrices()}
        columns = study.subtopics()
        self.subtopic = {each.id: f"{matrices[each.matrix]}.{each.number} {each.name}" for each in columns}
        self._column = {each.id: place for place, each in enumerate(columns)}

    def order(self, hit: Hit) -> tuple[int, int]:
        within = hit.paragraph or 0 if hit.subtopic is None else self._column[hit.subtopic]
        return self._row[hit.interview], within


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
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
                return _said(row)
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, Place):
                return f"{row.interview} · {row.where}"
        return row if role == _ROW else None


def _said(row: Row) -> str:
    match row:
        case Place(hit, where, interview):
            return f"{interview}, {where}: {hit.text}"
        case Heading(text, count):
            return f"{text}, {count}"
        case _:
            return row.text


class _PlaceDelegate(QStyledItemDelegate):
    """Paints headings, interviews, and places in two lines: where, and the words around what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        match index.data(_ROW):
            case Heading():
                return QSize(0, line + 6 * STEP)
            case Place(hit):
                return QSize(0, line * (1 + self._lines(option, hit)) + 3 * STEP)
            case _:
                return QSize(0, line + 3 * STEP)

    def _lines(self, option: QStyleOptionViewItem, hit: Hit) -> int:
        view = self.parent()
        assert isinstance(view, ChoiceList)
        text = "".join(piece for piece, _ in near_found(hit.context))
        wide = option.fontMetrics.horizontalAdvance(text) * 1.06  # what was found is bold
        return 1 if wide < view.viewport().width() - _INDENT - 2 * STEP else 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setFont(option.font)
        match index.data(_ROW):
            case Heading() as row:
                _paint_heading(painter, option, row)
            case Group(text):
                _paint_group(painter, option, text)
            case Place() as row:
                _paint_ground(painter, option)
                _paint_place(painter, option, row, self._lines(option, row.hit))
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


def _paint_group(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
    rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, -STEP)
    painter.setFont(_weighted(option.font))
    painter.setPen(QColor(colours().text))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, shown)


def _paint_place(painter: QPainter, option: QStyleOptionViewItem, row: Place, lines: int) -> None:
    rect = option.rect.adjusted(_INDENT, STEP, -2 * STEP, 0)
    painter.setPen(QColor(colours().muted))
    shown = option.fontMetrics.elidedText(row.where, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignTop, shown)
    rect.setTop(rect.top() + option.fontMetrics.height())
    painter.setPen(QColor(colours().text))
    paint_pieces(
        painter, rect, near_found(row.hit.context), lines=lines, behind=colours().found, font=option.font
    )


def near_found(context: Pieces) -> Pieces:
    """Cut what stands long before the first found word, at a word, so that it shows in a narrow pane."""
    pieces = [(" ".join(text.split("\n")), found) for text, found in context]
    first, found = pieces[0]
    if found or len(first) <= _LEAD:
        return pieces
    _, _, kept = first[-_LEAD:].partition(" ")
    return [("…" + kept, False), *pieces[1:]]


def _weighted(font: QFont, factor: float = 1.0) -> QFont:
    weighted = QFont(font)
    weighted.setPointSizeF(font.pointSizeF() * factor)
    weighted.setWeight(QFont.Weight.DemiBold)
    return weighted
