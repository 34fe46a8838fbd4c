"""Paint a passage: where it stands, what is to be known of it, its words and its note."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from framework_qda.study.model import PassageState
from framework_qda.ui.evidence.model import EvidenceModel
from framework_qda.ui.evidence.reading import Evidence
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours

_PADDING = 2 * STEP
_BAR = 3
_LINES = 6  # of a passage's words; the rest shows on hover
_SMALL = 0.88
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EvidenceDelegate(QStyledItemDelegate):
    """Paint what the model holds.

    A click on “insert” in a passage asks for it, one on ▶ or the place beside it to hear it.
    """

    insert_wanted = Signal(str)
    listen_wanted = Signal(str)
    clicked = Signal(str)  # anywhere else, and no other one chosen with it

    def __init__(self, model: EvidenceModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        evidence = self._model.passages[index.row()]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or evidence.id in self._model.lit:
            painter.fillRect(rect, QColor(colours().selection))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(colours().accent))
        elif evidence.passage.state is not PassageState.SOUND:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(colours().warning))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self._paint_head(painter, rect, evidence, hovered=hovered)
        self._paint_text(painter, rect, index.row())
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(rect.left() + _PADDING, rect.bottom(), rect.right() - _PADDING, rect.bottom())
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, evidence: Evidence, *, hovered: bool) -> None:
        painter.setFont(self._small())
        head = self._head(rect)
        indent = 0
        if evidence.heard:
            icon("play").paint(painter, QRect(head.topLeft(), QSize(head.height(), head.height())))
            indent = head.height() + STEP
        painter.setPen(QColor(colours().muted))
        painter.drawText(head.adjusted(indent, 0, 0, 0), _LEFT, evidence.place)
        if hovered:
            painter.setPen(QColor(colours().accent))
            painter.drawText(head, _RIGHT, self.tr("insert"))

    def _paint_text(self, painter: QPainter, rect: QRect, row: int) -> None:
        y, width = self._head(rect).bottom() + STEP // 2, rect.width() - 2 * _PADDING - _BAR
        evidence = self._model.passages[row]
        changed = evidence.passage.state is not PassageState.SOUND
        for text, font, colour in self._texts(row):
            painter.setFont(font)
            painter.setPen(QColor(colours().warning if colour == "marks" and changed else _ink(colour)))
            room = self._text_rect(text, font, width)
            painter.drawText(room.translated(rect.left() + _PADDING + _BAR, y), _WRAP, text)
            y += room.height()

    def _texts(self, row: int) -> list[tuple[str, QFont, str]]:
        """Give what stands in a passage from the top: marks, words, note."""
        evidence, small = self._model.passages[row], self._small()
        note = QFont(small)
        note.setItalic(True)
        width = self._view.viewport().width() - 2 * _PADDING - _BAR
        words = _cut(evidence.passage.words, QFontMetrics(self._view.font()), width)
        texts = [
            ("  ·  ".join(self._model.marks(evidence)), small, "marks"),
            (f"“{words}”", self._view.font(), "words"),
            (evidence.passage.note, note, "note"),
        ]
        return [each for each in texts if each[0]]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = max(20 * STEP, self._view.viewport().width())
        inner = width - 2 * _PADDING - _BAR
        height = sum(
            self._text_rect(text, font, inner).height() for text, font, _ in self._texts(index.row())
        )
        return QSize(width, height + self._head(QRect(0, 0, width, 100)).height() + 2 * _PADDING + STEP // 2)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            rect: QRect = option.rect  # type: ignore[attr-defined]
            evidence, at = self._model.passages[index.row()], event.position().toPoint()
            if self.insert_rect(rect).contains(at):
                self.insert_wanted.emit(evidence.id)
                return True
            if evidence.heard and self.listen_rect(rect, evidence.place).contains(at):
                self.listen_wanted.emit(evidence.id)
                return True
            if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.clicked.emit(evidence.id)
        return super().editorEvent(event, model, option, index)

    def insert_rect(self, rect: QRect) -> QRect:
        """Tell where “insert” stands in a passage's rectangle."""
        head = self._head(rect).adjusted(0, -STEP, 0, STEP)
        wide = QFontMetrics(self._small()).horizontalAdvance(self.tr("insert")) + 2 * STEP
        return QRect(head.right() - wide, head.top(), wide + STEP, head.height())

    def listen_rect(self, rect: QRect, place: str) -> QRect:
        """Tell where ▶ and the place stand in a passage's rectangle."""
        head = self._head(rect).adjusted(-STEP, -STEP, 0, STEP)
        wide = head.height() + QFontMetrics(self._small()).horizontalAdvance(place)
        return QRect(head.topLeft(), QSize(wide, head.height()))

    def _head(self, rect: QRect) -> QRect:
        height = QFontMetrics(self._small()).height()
        left, width = rect.left() + _PADDING + _BAR, rect.width() - 2 * _PADDING - _BAR
        return QRect(left, rect.top() + _PADDING, width, height)

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _text_rect(self, text: str, font: QFont, width: int) -> QRect:
        found = QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), _WRAP, text)
        return QRect(0, 0, width, found.height() + STEP // 2)


def _ink(colour: str) -> str:
    return {"marks": colours().accent, "words": colours().text}.get(colour, colours().muted)


def _cut(words: str, metrics: QFontMetrics, width: int) -> str:
    most = max(40, _LINES * width // max(1, metrics.averageCharWidth()))
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
