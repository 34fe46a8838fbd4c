"""Paint quotations: the words large, the author's edits told apart, who speaks, and every mark in words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from framework_qda.study.authoring import Quotation, QuotationStatus
from framework_qda.text.quoting import EditKind
from framework_qda.text.verifying import Verdict
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.board_faces import Face, Faces
from framework_qda.ui.quotes.board_model import HEAD, QUOTATION
from framework_qda.ui.quotes.board_rows import Head
from framework_qda.ui.quotes.marks import (
    EAR,
    SOUND,
    STATUS_SYMBOLS,
    by_ear_in_words,
    glyph_of,
    passage_gone_in_words,
    status_in_words,
    verdict_in_words,
)
from framework_qda.ui.theme import STEP, colours

LINES_IN_LIST, LINES_ON_CARD = 2, 5
_PADDING, _BAR, _GAP = 3 * STEP, 3, 3 * STEP
_LARGE, _SMALL, _LEADING = 1.12, 0.9, 1.15
_KEPT = 400  # layouts
_LONG = 3  # times the letters that are likely to fit are laid out at most
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Mark(NamedTuple):
    """One thing to know of a quotation: a picture or a glyph, in words, and whether it asks to be mended."""

    symbol: str
    glyph: str
    words: str
    warns: bool = False


def marks_of(quotation: Quotation, face: Face) -> list[Mark]:
    """List what is to be known of a quotation, what matters most first."""
    marks, noted = list[Mark](), False
    if face.check:
        verdict = face.check.verdict
        glyph, words = glyph_of(verdict, unheard=face.by_ear), verdict_in_words(verdict, unheard=face.by_ear)
        marks.append(Mark("" if glyph else EAR, glyph, words, verdict not in SOUND))
        noted = not glyph and verdict is Verdict.VERBATIM  # which says that nobody heard it
    if quotation.passage is None:
        marks.append(Mark("", "!", passage_gone_in_words(), True))
    if face.exposed:
        marks.append(Mark("shield-warning", "", QObject.tr("could identify"), True))
    if face.by_ear and not noted:
        marks.append(Mark(EAR, "", by_ear_in_words()))
    marks.append(Mark("", "", QObject.tr("used %d×") % face.used if face.used else QObject.tr("not used")))
    marks += [Mark("tag", "", tag) for tag in quotation.tags]
    return marks


class BoardDelegate(QStyledItemDelegate):
    """Paint what a `BoardModel` holds, as lines of a list or as cards."""

    def __init__(self, faces: Faces, view: QWidget, *, cards: bool = False) -> None:
        super().__init__(view)
        self._faces = faces
        self._view = view
        self._laid: OrderedDict[Hashable, QTextLayout] = OrderedDict()
        self.cards = cards
        self._zoom = 1.0
        self.dress()

    def set_zoom(self, zoom: float) -> None:
        """Scale the type."""
        self._zoom = zoom
        self.dress()

    def dress(self) -> None:
        """Take the view's font, and the colours, anew."""
        self._laid.clear()
        self.words_font, self.small_font = QFont(self._view.font()), QFont(self._view.font())
        for font, factor in ((self.words_font, _LARGE), (self.small_font, _SMALL)):
            font.setPointSizeF(self._view.font().pointSizeF() * factor * self._zoom)
        self._line = QFontMetricsF(self.words_font).lineSpacing() * _LEADING
        self._small = QFontMetrics(self.small_font).height() + STEP

    @property
    def lines(self) -> int:
        """How many lines of a quotation's words are shown at most."""
        return LINES_ON_CARD if self.cards else LINES_IN_LIST

    @property
    def height(self) -> int:
        """How high a quotation is, in pixels."""
        return (
            round(self.lines * self._line) + 2 * self._small + 2 * _PADDING + (2 * STEP if self.cards else 0)
        )

    @property
    def head_height(self) -> int:
        """How high the line above a group is, in pixels."""
        return self._view.fontMetrics().height() + 4 * STEP

    @property
    def card_width(self) -> int:
        """How wide a card should be, in pixels."""
        return round(QFontMetricsF(self.words_font).averageCharWidth() * 32) + 2 * _PADDING

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.card_width, self.head_height if index.data(HEAD) else self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if head := index.data(HEAD):
            self._paint_head(painter, rect, head)
        elif quotation := index.data(QUOTATION):
            state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
            self._paint_quotation(painter, rect, quotation, state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: Head) -> None:
        painter.fillRect(rect, QColor(colours().room))
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        room = rect.adjusted(_PADDING, STEP, -_PADDING, 0)
        title = QFontMetrics(font).elidedText(head.title, Qt.TextElideMode.ElideRight, room.width() - 60)
        painter.drawText(room, _MIDDLE, title)
        room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(title) + 2 * STEP)
        painter.setFont(self._view.font())
        painter.setPen(QColor(colours().muted))
        painter.drawText(room, _MIDDLE, f"{head.count:,}")

    def _paint_quotation(
        self, painter: QPainter, rect: QRect, quotation: Quotation, state: QStyle.StateFlag
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        ground = colours().selection if chosen else colours().page
        if self.cards:
            painter.fillRect(rect, QColor(colours().room))
            rect = rect.adjusted(STEP, STEP, -STEP, -STEP)
            painter.setPen(QColor(colours().accent if here or chosen else colours().hairline))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rect, 1.5 * STEP, 1.5 * STEP)
        else:
            painter.fillRect(rect, QColor(ground))
            painter.setPen(QColor(colours().hairline))
            painter.drawLine(rect.left() + _PADDING, rect.bottom(), rect.right() - _PADDING, rect.bottom())
            if here:
                painter.setPen(QColor(colours().accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if chosen and not self.cards:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(colours().accent))
        face = self._faces.of(quotation)
        room = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        aside = quotation.status is QuotationStatus.SET_ASIDE
        painter.setPen(QColor((colours().text if chosen else colours().muted) if aside else colours().text))
        self._words(quotation, face, room.width()).draw(painter, QPointF(room.topLeft()))
        muted = QColor(colours().text if chosen else colours().muted)
        low = room.bottom() - 2 * self._small + STEP
        self._paint_speaker(
            painter, QRect(room.left(), low, room.width(), self._small), quotation, face, muted
        )
        low += self._small
        self._paint_marks(
            painter, QRect(room.left(), low, room.width(), self._small), marks_of(quotation, face), muted
        )

    def _paint_speaker(
        self, painter: QPainter, room: QRect, quotation: Quotation, face: Face, muted: QColor
    ) -> None:
        """Paint who speaks, and at the right how far the author has come with the quotation."""
        painter.setFont(self.small_font)
        metrics = QFontMetrics(self.small_font)
        status = "" if quotation.status is QuotationStatus.CANDIDATE else status_in_words(quotation.status)
        right = room.right()
        if status:
            wide = metrics.horizontalAdvance(status)
            painter.setPen(muted)
            painter.drawText(QRect(right - wide, room.top(), wide + 1, room.height()), _MIDDLE, status)
            right -= wide + STEP + metrics.height()
            symbol = QRect(
                right, room.center().y() - metrics.height() // 2, metrics.height(), metrics.height()
            )
            icon(STATUS_SYMBOLS[quotation.status]).paint(painter, symbol)
            right -= 2 * STEP
        if quotation.strongest:
            star = f"★ {QObject.tr('strongest')}"
            wide = metrics.horizontalAdvance(star)
            painter.setPen(QColor(colours().accent))
            painter.drawText(QRect(right - wide, room.top(), wide + 1, room.height()), _MIDDLE, star)
            right -= wide + 2 * STEP
        painter.setPen(muted)
        wide = right - room.left()
        said = metrics.elidedText(face.attribution, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(room.left(), room.top(), wide, room.height()), _MIDDLE, said)

    def _paint_marks(self, painter: QPainter, room: QRect, marks: Sequence[Mark], muted: QColor) -> None:
        metrics = QFontMetrics(self.small_font)
        left = room.left()
        for mark in marks:
            painter.setPen(QColor(colours().warning) if mark.warns else muted)
            words = f"{mark.glyph} {mark.words}".strip()
            wide = metrics.horizontalAdvance(words)
            picture = metrics.height() + STEP // 2 if mark.symbol else 0
            if left + picture + wide > room.right():
                wide = room.right() - left - picture
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
                if wide < 4 * metrics.averageCharWidth():
                    return
            if mark.symbol:
                size = metrics.height()
                icon(mark.symbol).paint(painter, QRect(left, room.center().y() - size // 2, size, size))
            painter.drawText(QRect(left + picture, room.top(), wide + 1, room.height()), _MIDDLE, words)
            left += picture + wide + _GAP

    def _words(self, quotation: Quotation, face: Face, width: int) -> QTextLayout:
        key = (quotation.text, width, self.lines)
        laid = self._laid.get(key)
        if laid is None:
            laid = self._laid[key] = _lay_out(face.pieces, self.words_font, width, self.lines, self._line)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid


def edit_format(kind: EditKind) -> QTextCharFormat:
    """Give the look of what an author did: a mark of a cut, and words put in, are tinted and told apart."""
    style = QTextCharFormat()
    if kind is EditKind.CUT:
        style.setForeground(QColor(colours().warning))
        style.setFontWeight(QFont.Weight.Bold)
    elif kind is not EditKind.SPOKEN:
        style.setForeground(QColor(colours().accent))
    return style


def _lay_out(
    pieces: Sequence[tuple[str, EditKind]], font: QFont, width: int, lines: int, height: float
) -> QTextLayout:
    most = round(_LONG * lines * width / max(1, QFontMetricsF(font).averageCharWidth())) + 20
    text = "".join(piece for piece, _ in pieces)[:most].replace("\n", " ")
    laid = _broken(text, pieces, font, width, lines, height)
    last = laid.lineAt(laid.lineCount() - 1) if laid.lineCount() else None
    if last is None or last.textStart() + last.textLength() >= len(text):
        return laid
    room = QFontMetricsF(font)
    rest = room.elidedText(
        text[last.textStart() :], Qt.TextElideMode.ElideRight, width - room.averageCharWidth()
    )
    return _broken(text[: last.textStart()] + rest, pieces, font, width, lines, height)


def _broken(  # noqa: PLR0917 # as `_lay_out` has them
    text: str, pieces: Sequence[tuple[str, EditKind]], font: QFont, width: int, lines: int, height: float
) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats, at = [], 0
    for piece, kind in pieces:
        if kind is not EditKind.SPOKEN and at < len(text):
            part = QTextLayout.FormatRange()
            part.start, part.length = at, min(len(piece), len(text) - at)  # type: ignore[assignment]
            part.format = edit_format(kind)  # type: ignore[assignment]
            formats.append(part)
        at += len(piece)
    layout.setFormats(formats)
    layout.beginLayout()
    for n in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, n * height))
    layout.endLayout()
    return layout
