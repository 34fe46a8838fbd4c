"""Choose one or more sub-topics by typing a part of their names, where the words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from framework_qda.study.model import SubTopicId
from framework_qda.ui import matching
from framework_qda.ui.finder import ChoiceList, DrivingField
from framework_qda.ui.indexing.topics import Topic
from framework_qda.ui.marked_text import Pieces, paint_pieces, pieces_of
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
_CHOICE = Qt.ItemDataRole.UserRole
_PIECES = Qt.ItemDataRole.UserRole + 1
_ROWS, _WIDTH = 9, 64
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONLY_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class Choice:
    """A sub-topic on offer, why it is offered, and the key it stands on."""

    topic: Topic
    why: str = ""
    key: int | None = None


class SubTopicChooser(QFrame):
    """A field and a list over the page; `chosen` carries the ids of the sub-topics taken.

    Enter takes the current one with all that are ticked; Ctrl+Enter, or Space while nothing is typed, ticks
    one and stays; Ctrl+1 to 9 puts the current one on a key, told by `key_assigned`.
    """

    chosen = Signal(list)
    key_assigned = Signal(int, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._back: QWidget | None = None
        self.ticked: list[SubTopicId] = []
        self.model = _Model(self)
        self.list = ChoiceList(self)
        self.field = _Field(self.list, self)
        self.foot = QLabel(self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Choose sub-topics"))
        self.setAutoFillBackground(True)
        self.field.setPlaceholderText(self.tr("Index to sub-topic"))
        self.field.setAccessibleName(self.tr("Index to sub-topic"))
        self.list.setAccessibleName(self.tr("Sub-topics"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot.setProperty("muted", True)
        self.foot.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        for widget in (self.field, self.list, self.foot):
            column.addWidget(widget)
        self.field.textChanged.connect(self._show_matches)
        self.field.entered.connect(self.take)
        self.field.left.connect(self.dismiss)
        self.field.tick_wanted.connect(self.tick)
        self.field.key_wanted.connect(self._assign)
        self.field.installEventFilter(self)
        self.list.picked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._say_current)

    def open(self, choices: Sequence[Choice], at: QPoint) -> None:
        """Offer sub-topics, the first of them current, below a place on the screen."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self._choices, self.ticked = choices, []
        self.field.clear()
        self._show_matches("")
        self._place(at)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer the same sub-topics with other keys."""
        row = self.list.currentIndex().row()
        self._choices = choices
        self._show_matches(self.field.text())
        self.list.setCurrentIndex(self.model.index(row))

    def take(self) -> None:
        """Take what is ticked and the current one, and close."""
        current = self._current()
        taken = list(self.ticked)
        if current and current.topic.id not in taken and (self.field.text() or not taken):
            taken.append(current.topic.id)
        if taken:
            self.dismiss()
            self.chosen.emit(taken)

    def _clicked(self) -> None:
        if self.ticked:
            self.tick()
        else:
            self.take()

    def tick(self) -> None:
        """Tick the current one, or no more, and go on choosing."""
        if current := self._current():
            topic = current.topic.id
            if topic in self.ticked:
                self.ticked.remove(topic)
            else:
                self.ticked.append(topic)
            row = self.list.currentIndex().row()
            typed = bool(self.field.text())
            self.field.clear()
            self.model.tick(self.ticked)
            if not typed:
                self.list.setCurrentIndex(self.model.index(row))
            self._say_ticked()

    def dismiss(self) -> None:
        """Close, and give the keyboard back."""
        back, self._back = self._back, None
        if back is not None and isValid(back):
            back.setFocus()
        self.hide()

    def _current(self) -> Choice | None:
        index = self.list.currentIndex()
        return index.data(_CHOICE) if index.isValid() else None

    def _assign(self, key: int) -> None:
        if current := self._current():
            self.key_assigned.emit(key, current.topic.id)

    def _show_matches(self, query: str) -> None:
        fits = [
            (fit, choice)
            for choice in self._choices
            if (fit := matching.match(query, matching.fold(choice.topic.name)))
        ]
        fits.sort(key=lambda each: -each[0][0])
        rows = [(choice, pieces_of(choice.topic.name, spans)) for (_, spans), choice in fits]
        self.model.show(rows, self.ticked)
        self.list.setCurrentIndex(self.model.index(0))
        self._say_ticked()

    def _say_ticked(self) -> None:
        how = self.tr("Enter indexes · Ctrl+Enter ticks several · Ctrl+1 to 9 puts it on a key")
        if self.ticked:
            names = [choice.topic.name for choice in self._choices if choice.topic.id in self.ticked]
            how = self.tr("With %s") % ", ".join(names)
        elif not self.model.rowCount():
            how = self.tr("No sub-topic is called so")
        self.foot.setText(how)

    def _say_current(self, current: QModelIndex) -> None:
        # The cursor stays in the field, so that is where a screen reader hears which row is current.
        self.field.setAccessibleDescription(current.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def _place(self, at: QPoint) -> None:
        room = self.parentWidget().rect()
        width = min(self.fontMetrics().averageCharWidth() * _WIDTH, room.width() - 2 * STEP)
        row = self.list.fontMetrics().height() + 3 * STEP
        spare = self.field.sizeHint().height() + 3 * self.fontMetrics().height() + 8 * STEP
        rows = max(2, min(_ROWS, len(self._choices), (room.height() - spare) // row))
        self.list.setFixedHeight(rows * row)
        self.setFixedWidth(width)
        self.adjustSize()
        place = self.parentWidget().mapFromGlobal(at)
        left = max(STEP, min(place.x(), room.width() - width - STEP))
        top = max(STEP, min(place.y() + STEP, room.height() - self.height() - STEP))
        self.move(left, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        lost = isinstance(event, QFocusEvent) and event.lostFocus() and watched is self.field
        if lost and event.reason() not in _ONLY_FOR_A_WHILE:  # type: ignore[attr-defined]
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().room))
        painter.setPen(QPen(QColor(colours().muted), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Field(DrivingField):
    tick_wanted = Signal()
    key_wanted = Signal(int)

    def event(self, event: QEvent) -> bool:
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and (_figure(event) or _ticks(event)):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if figure := _figure(event):
            self.key_wanted.emit(figure)
        elif _ticks(event) or (event.key() == Qt.Key.Key_Space and not self.text()):
            self.tick_wanted.emit()
        else:
            super().keyPressEvent(event)


def _ticks(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _figure(event: QKeyEvent) -> int:
    """Give the figure pressed with Ctrl, 0 for any other key."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() - Qt.Key.Key_0 if control and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 else 0


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[Choice, Pieces]] = ()
        self._ticked: Sequence[SubTopicId] = ()

    def show(self, rows: Sequence[tuple[Choice, Pieces]], ticked: Sequence[SubTopicId]) -> None:
        self.beginResetModel()
        self._rows, self._ticked = rows, ticked
        self.endResetModel()

    def tick(self, ticked: Sequence[SubTopicId]) -> None:
        self._ticked = ticked
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice, pieces = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.topic.name
            case Qt.ItemDataRole.ToolTipRole:
                return choice.topic.definition
            case Qt.ItemDataRole.AccessibleTextRole:
                ticked = self.tr("ticked") if choice.topic.id in self._ticked else ""
                return ", ".join(filter(None, (choice.topic.name, ticked, choice.why)))
            case Qt.ItemDataRole.CheckStateRole if choice.topic.id in self._ticked:
                return Qt.CheckState.Checked
        return {_CHOICE: choice, _PIECES: pieces}.get(role)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 3 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours().selection))
            painter.drawRoundedRect(option.rect, STEP, STEP)
        rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        painter.setBrush(QColor(choice.topic.hue))
        painter.drawRoundedRect(
            QRect(rect.left(), rect.top() + 2 * STEP, STEP, rect.height() - 4 * STEP), 2, 2
        )
        rect.setLeft(rect.left() + 3 * STEP)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        rect.setRight(_paint_right(painter, option, rect, choice, ticked))
        painter.setPen(QColor(colours().text))
        rect.setTop(rect.center().y() - option.fontMetrics.height() // 2)
        paint_pieces(painter, rect, index.data(_PIECES), font=option.font)
        painter.restore()


def _paint_right(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, choice: Choice, ticked: bool
) -> int:
    """Paint why it is offered, its key and its tick; give where the room left of that ends."""
    small = QFont(option.font)
    small.setPointSizeF(option.font.pointSizeF() * 0.88)
    words = " · ".join(
        filter(None, (choice.why, f"{choice.key}" if choice.key else "", "✓" if ticked else ""))
    )
    painter.setFont(small)
    painter.setPen(QColor(colours().text if ticked else colours().muted))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    return rect.right() - QFontMetrics(small).horizontalAdvance(words) - 2 * STEP
