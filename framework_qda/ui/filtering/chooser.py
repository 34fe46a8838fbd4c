"""A field and a list under a button, to choose or tick by typing a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from framework_qda.ui import matching
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.finder import STEPS, ChoiceList, DrivingField
from framework_qda.ui.marked_text import Pieces, paint_pieces, pieces_of
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
_OFFER = Qt.ItemDataRole.UserRole
_PIECES = Qt.ItemDataRole.UserRole + 1
_ROWS, _WIDTH, _WIDEST = 12, 46, 90  # letters
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chooser(QFrame):
    """Offer rows below a widget; `picked(key)` carries what Enter or a click took, also of a tick.

    `left_off` asks for what was offered before, when there is nothing typed to take back; `delete_wanted`
    comes where rows can be deleted. What is typed can itself be taken where `typed_offer` makes a row of it.
    """

    picked = Signal(str)
    left_off = Signal()
    delete_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._offers: Sequence[Offer] = ()
        self.deletable = False
        self.model = _Model(self)
        self.list = ChoiceList(self)
        self.field = _Field(self.list, self)
        self.nothing = QLabel(self.tr("Nothing found"), self.list.viewport(), visible=False)
        self.nothing.setProperty("muted", True)
        self.nothing.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        self.foot = QLabel(self, wordWrap=True)
        self.foot.setProperty("muted", True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        for widget in (self.field, self.list, self.foot):
            column.addWidget(widget)
        self.field.textChanged.connect(self._show_matches)
        self.field.entered.connect(self.take)
        self.field.left.connect(self.close)
        self.field.ticked.connect(self.tick)
        self.field.erased.connect(self.left_off)
        self.field.deleted.connect(self._delete)
        self.list.picked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._say_current)

    def open(
        self, below: QWidget, title: str, offers: Sequence[Offer], foot: str = "", *, current: str = ""
    ) -> None:
        """Show rows below a widget; current is the one with that key, else the first ticked or the first."""
        self.field.clear()
        self.field.setPlaceholderText(title)
        self.field.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
        self._offers = offers
        self._show_matches("")
        keys = [offer.key for offer in offers]
        ticked = next((n for n, offer in enumerate(offers) if offer.ticked), 0)
        self.list.setCurrentIndex(self.model.index(keys.index(current) if current in keys else ticked))
        self._place(below)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self, offers: Sequence[Offer]) -> None:
        """Show the same rows otherwise; the current one stays current."""
        row = self.list.currentIndex().row()
        self._offers = offers
        self._show_matches(self.field.text())
        self.list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def typed_offer(self, typed: str) -> Offer | None:
        """Make a row of what is typed; there is none where only what is known can be chosen."""
        return None

    @property
    def current(self) -> Offer | None:
        """The row that Enter takes."""
        index = self.list.currentIndex()
        return index.data(_OFFER) if index.isValid() else None

    def take(self) -> None:
        """Take the current row; of rows with ticks, tick it unless others are ticked already, and close."""
        current = self.current
        if current is None:
            return
        if current.ticked is None:
            self.picked.emit(current.key)
            return
        chosen = any(offer.ticked for offer in self._offers)
        if not current.ticked and (self.field.text() or not chosen):
            self.picked.emit(current.key)
        self.close()

    def tick(self) -> None:
        """Tick the current row, or no more, and stay."""
        current = self.current
        if current and current.ticked is not None:
            self.picked.emit(current.key)
            if self.field.text():
                self.field.selectAll()

    def _clicked(self) -> None:
        if self.current and self.current.ticked is None:
            self.take()
        else:
            self.tick()

    def _delete(self) -> None:
        if self.deletable and self.current:
            self.delete_wanted.emit(self.current.key)

    def _menu(self, place: QPoint) -> None:
        if self.deletable and self.list.indexAt(place).isValid() and self.current:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Delete “%s”") % self.current.text, self._delete)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _show_matches(self, query: str) -> None:
        fits = [
            (fit, offer)
            for offer in self._offers
            if (fit := matching.match(query, matching.fold(offer.text)))
        ]
        if query.strip():
            fits.sort(key=lambda each: (-each[0][0], each[1].whole))
        rows = [(offer, pieces_of(offer.text, spans)) for (_, spans), offer in fits]
        if query.strip() and (typed := self.typed_offer(query.strip())):
            exact = any(offer.text == query.strip() for offer in self._offers)
            rows.insert(len(rows) if exact else 0, (typed, [(typed.text, False)]))
        self.model.show(rows)
        self.nothing.adjustSize()
        self.nothing.setVisible(not rows and bool(query.strip()))
        self.list.setCurrentIndex(self.model.index(0))
        if not rows:
            self.field.setAccessibleDescription(self.nothing.text() if query.strip() else "")

    def _say_current(self, current: QModelIndex) -> None:
        # The cursor stays in the field, so that is where a screen reader hears which row is current.
        self.field.setAccessibleDescription(current.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def _place(self, below: QWidget) -> None:
        width = self._wanted_width()
        rows = max(2, min(_ROWS, len(self._offers)))
        self.list.setFixedHeight(rows * (self.list.fontMetrics().height() + 3 * STEP))
        self.setFixedWidth(width)
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(0, below.height() + STEP))
        screen = QGuiApplication.screenAt(corner) or below.screen()
        room = screen.availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - width))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)

    def _wanted_width(self) -> int:
        """Give names the room they need, as far as a list may be wide."""
        metrics, letter = self.fontMetrics(), self.fontMetrics().averageCharWidth()
        longest = max(self._offers, key=lambda offer: len(offer.text) + len(offer.note), default=None)
        words = metrics.horizontalAdvance(f"{longest.text}{longest.note}") if longest else 0
        return max(letter * _WIDTH, min(letter * _WIDEST, words + 24 * STEP))

    def hideEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().room))
        painter.setPen(QPen(QColor(colours().muted), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class _Field(DrivingField):
    """What is typed finds rows; once the arrows have gone to one, Space ticks it until more is typed."""

    ticked = Signal()
    erased = Signal()
    deleted = Signal()

    def __init__(self, view: ChoiceList, parent: QWidget) -> None:
        super().__init__(view, parent)
        self._in_list = False
        self.cursorPositionChanged.connect(self._go_to_text)
        self.textChanged.connect(self._go_to_text)

    def _go_to_text(self) -> None:
        self._in_list = False

    def _on_tick(self) -> bool:
        """Tell whether Space is for the current row, and no letter."""
        row = self._view.currentIndex()
        tickable = row.isValid() and row.data(Qt.ItemDataRole.CheckStateRole) is not None
        return not self.text() or (self._in_list and tickable)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _ticks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _ticks(event):
            self.ticked.emit()
        elif event.key() == Qt.Key.Key_Space and self._on_tick():
            self.ticked.emit()
            self._in_list = bool(self.text())
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif event.key() == Qt.Key.Key_Delete and self.cursorPosition() == len(self.text()):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in STEPS:
                self._in_list = True


def _ticks(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[Offer, Pieces]] = ()

    def show(self, rows: Sequence[tuple[Offer, Pieces]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        offer, pieces = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return offer.text
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (offer.text, offer.note)))
            case Qt.ItemDataRole.AccessibleTextRole:
                ticked = {True: self.tr("ticked"), False: self.tr("not ticked")}.get(offer.ticked, "")  # type: ignore[arg-type]
                ticked = self.tr("partly ticked") if offer.partly else ticked
                return ", ".join(filter(None, (offer.text, ticked, offer.note)))
            case Qt.ItemDataRole.CheckStateRole if offer.ticked is not None:
                if offer.partly:
                    return Qt.CheckState.PartiallyChecked
                return Qt.CheckState.Checked if offer.ticked else Qt.CheckState.Unchecked
        return {_OFFER: offer, _PIECES: pieces}.get(role)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 3 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(_OFFER)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours().selection if chosen else colours().band))
            painter.drawRoundedRect(option.rect, STEP, STEP)
        rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        if offer.ticked is not None:
            rect.setLeft(rect.left() + _paint_tick(painter, rect, offer))
        painter.setFont(option.font)
        painter.setPen(QColor(colours().text if chosen else colours().muted))
        note = fitting_note(offer, rect, option)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        rect.setRight(rect.right() - option.fontMetrics.horizontalAdvance(note) - 3 * STEP)
        painter.setPen(QColor(colours().text))
        rect.setTop(rect.center().y() - option.fontMetrics.height() // 2)
        paint_pieces(painter, rect, fitting(offer, index.data(_PIECES), rect, option), font=option.font)
        painter.restore()


def fitting_note(offer: Offer, rect: QRect, option: QStyleOptionViewItem) -> str:
    """Cut a note at its end where it leaves no room for the name; half the line is always its own."""
    room = rect.width() - option.fontMetrics.horizontalAdvance(offer.text) - 3 * STEP
    return option.fontMetrics.elidedText(
        offer.note, Qt.TextElideMode.ElideRight, max(room, rect.width() // 2)
    )


def fitting(offer: Offer, pieces: Pieces, rect: QRect, option: QStyleOptionViewItem) -> Pieces:
    """Cut a name that is too long in its middle: long names often differ at their ends."""
    if option.fontMetrics.horizontalAdvance(offer.text) <= rect.width():
        return pieces
    return [(option.fontMetrics.elidedText(offer.text, Qt.TextElideMode.ElideMiddle, rect.width()), False)]


def _paint_tick(painter: QPainter, rect: QRect, offer: Offer) -> int:
    """Paint a box at the left of a row; give the room it takes."""
    size = 3.5 * STEP
    box = QRectF(rect.left() + 0.5, rect.center().y() - size / 2 + 0.5, size, size)
    filled = offer.ticked or offer.partly
    painter.setPen(QColor(colours().accent if filled else colours().muted))
    painter.setBrush(QColor(colours().accent if filled else colours().page))
    painter.drawRoundedRect(box, 3, 3)
    if offer.partly:
        painter.setPen(QPen(QColor(colours().accent_text), 1.6))
        painter.drawLine(box.topLeft() + QPointF(0.25, 0.5) * size, box.topLeft() + QPointF(0.75, 0.5) * size)
    elif offer.ticked:
        painter.setPen(QPen(QColor(colours().accent_text), 1.6))
        points = ((0.22, 0.52), (0.42, 0.74), (0.78, 0.28))
        painter.drawPolyline([box.topLeft() + QPointF(x * size, y * size) for x, y in points])
    return round(size) + 2 * STEP
