"""Do or find anything by typing a part of its name: commands, interviews, sub-topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from framework_qda.ui import matching, settings
from framework_qda.ui.commands import Commands
from framework_qda.ui.finder import ChoiceList, DrivingField
from framework_qda.ui.icons import icon
from framework_qda.ui.marked_text import Pieces, paint_pieces, pieces_of
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
OWN_COMMAND = "palette"  # opens what is open already
REMEMBERED = 12
ROWS_SHOWN = 11
ROOM_IN_ROW = 4 * STEP
SHADOW = 3 * STEP
_RECENT = "palette/recent"
_ONLY_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_ENTRY = Qt.ItemDataRole.UserRole
_PIECES = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """One line of the palette; `key` is how it is remembered, `group` says what it is."""

    key: str
    text: str
    group: str
    symbol: QIcon
    run: Callable[[], object]
    keys: str = ""
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", matching.fold(self.text))


class Palette(QFrame):
    """A field over the middle of the window that runs a command or goes to a place by its name."""

    interview_chosen = Signal(str)
    subtopic_chosen = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, commands: Commands, studio_getter: Callable[[], Studio | None]) -> None:
        super().__init__(cast(QWidget, commands.parent()))
        self._commands = commands
        self._studio = studio_getter
        self._entries: list[Entry] = []
        self._back: QWidget | None = None
        self._model = _Matches(self)
        self._list = ChoiceList(self)
        self._field = DrivingField(self._list, self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Command palette"))
        self._field.setPlaceholderText(self.tr("Type a command, an interview or a sub-topic"))
        self._field.setAccessibleName(self.tr("Search or do anything"))
        self._field.setClearButtonEnabled(True)
        self._list.setAccessibleName(self.tr("Commands and places"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_EntryDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SHADOW + 2 * STEP, SHADOW + 2 * STEP, SHADOW + 2 * STEP, SHADOW + 2 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._field.textChanged.connect(self._show_matches)
        self._field.entered.connect(self._list.pick)
        self._field.left.connect(self.dismiss)
        self._field.installEventFilter(self)
        self._list.picked.connect(self._run)
        self._list.selectionModel().currentChanged.connect(self._say_current)

    def open(self) -> None:
        """Show the palette, empty, with the cursor in its field."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self._entries = [*self._command_entries(), *self._study_entries()]
        self._field.clear()
        self._show_matches("")
        self.window().installEventFilter(self)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close the palette and give the focus back to where it was."""
        back, self._back = self._back, None
        if back is not None and isValid(back):
            back.setFocus()
        self.hide()

    def _command_entries(self) -> Iterator[Entry]:
        for group, actions in self._commands.grouped():
            for action in actions:
                if action.isEnabled() and action.isVisible() and action.objectName() != OWN_COMMAND:
                    yield Entry(
                        f"command:{action.objectName()}",
                        action.text().replace("&", ""),
                        group,
                        action.icon(),
                        action.trigger,
                        action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                    )

    def _study_entries(self) -> Iterator[Entry]:
        studio = self._studio()
        if studio is None:
            return
        areas = {area.id: area.name for area in studio.study.areas()}
        interview, column = icon("chat-text"), icon("columns")
        for row in studio.study.interviews():
            name = f"{areas[row.area]} · {row.name}"
            yield self._place(
                f"interview:{row.id}", name, self.tr("Interview"), interview, self.interview_chosen
            )
        matrices = {matrix.id: matrix.number for matrix in studio.study.matrices()}
        for topic in studio.study.subtopics():
            name = f"{matrices[topic.matrix]}.{topic.number} {topic.name}"
            yield self._place(
                f"subtopic:{topic.id}", name, self.tr("Sub-topic"), column, self.subtopic_chosen
            )

    def _place(self, key: str, name: str, group: str, symbol: QIcon, chosen: Any) -> Entry:
        return Entry(key, name, group, symbol, lambda: chosen.emit(key.partition(":")[2]))

    def _show_matches(self, query: str) -> None:
        self._model.show([*best(query, self._entries, _recent()), *self._search_entry(query)])
        self._list.setCurrentIndex(self._model.index(0))
        self._list.scrollToTop()
        self._arrange()

    def _search_entry(self, query: str) -> Iterator[tuple[Entry, Pieces]]:
        query = query.strip()
        if query and self._studio() is not None:
            text = self.tr("Search everything for “{query}”").format(query=query)
            search = icon("magnifying-glass")
            yield Entry("", text, "", search, lambda: self.search_wanted.emit(query)), [(text, False)]

    def _run(self, index: QModelIndex) -> None:
        entry: Entry = index.data(_ENTRY)
        if entry.key:
            settings.put(_RECENT, [entry.key, *[key for key in _recent() if key != entry.key]][:REMEMBERED])
        self.dismiss()
        entry.run()

    def _say_current(self, current: QModelIndex) -> None:
        # The cursor stays in the field, so that is where a screen reader hears which row is current.
        self._field.setAccessibleDescription(current.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def _arrange(self) -> None:
        window = self.window()
        width = min(self.fontMetrics().averageCharWidth() * 84, window.width() - 4 * STEP)
        row = self._list.fontMetrics().height() + ROOM_IN_ROW
        rows = min(ROWS_SHOWN, self._model.rowCount(), window.height() * 6 // 10 // row)
        self._list.setVisible(rows > 0)
        self._list.setFixedHeight(rows * row)
        self.setGeometry(
            (window.width() - width) // 2, window.height() // 12, width, self.sizeHint().height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and watched is self._field:
            if event.reason() not in _ONLY_FOR_A_WHILE:
                self.hide()
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self._arrange()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.window().removeEventFilter(self)
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 5))
        for grown in range(SHADOW, 0, -1):
            shadow = sheet.adjusted(-grown, -grown, grown, grown)
            painter.drawRoundedRect(shadow.translated(0, SHADOW / 4), 2 * STEP + grown, 2 * STEP + grown)
        painter.setPen(QPen(QColor(colours().hairline), 1))
        painter.setBrush(QColor(colours().room))
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 2 * STEP, 2 * STEP)


def best(query: str, entries: list[Entry], recent: list[str]) -> list[tuple[Entry, Pieces]]:
    """Give the entries that fit a query, the best first; among equals those used last come first."""
    used = {key: place for place, key in enumerate(recent)}
    fits = [(fit, entry) for entry in entries if (fit := matching.match(query, entry.folded))]
    if not fits:
        near = matching.nearly(query, [entry.folded for entry in entries])
        return [(entries[place], [(entries[place].text, False)]) for place in near]
    fits.sort(key=lambda each: (-each[0][0], used.get(each[1].key, REMEMBERED)))
    return [(entry, pieces_of(entry.text, spans)) for (_, spans), entry in fits]


def _recent() -> list[str]:
    keys = settings.get(_RECENT) or []
    return [keys] if isinstance(keys, str) else list(keys)


class _Matches(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Entry, Pieces]] = []

    def show(self, rows: list[tuple[Entry, Pieces]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry, pieces = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (entry.text, entry.group, entry.keys)))
            case Qt.ItemDataRole.DecorationRole:
                return entry.symbol
        return {_ENTRY: entry, _PIECES: pieces}.get(role)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + ROOM_IN_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        painter.save()
        _paint_ground(painter, option)
        rect = option.rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        size = option.fontMetrics.height()
        entry.symbol.paint(painter, QRect(rect.left(), rect.center().y() - size // 2, size, size))
        rect.setLeft(rect.left() + size + 2 * STEP)
        rect.setRight(_paint_keys(painter, option, rect, entry.keys))
        rect.setRight(_paint_group(painter, option, rect, entry.group))
        painter.setPen(QColor(colours().text))
        rect.setTop(rect.center().y() - option.fontMetrics.height() // 2)
        paint_pieces(painter, rect, index.data(_PIECES), font=option.font)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    chosen = option.state & QStyle.StateFlag.State_Selected
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().selection if chosen else colours().band))
        painter.drawRoundedRect(option.rect, STEP, STEP)


def _paint_keys(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, keys: str) -> int:
    """Paint the keys of a command as a cap at the right; give where the room left of it ends."""
    if not keys:
        return rect.right()
    metrics = QFontMetrics(_small(option.font))
    width, height = metrics.horizontalAdvance(keys) + 3 * STEP, metrics.height() + STEP
    cap = QRect(rect.right() - width, rect.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_small(option.font))
    painter.setPen(QColor(colours().hairline))
    painter.setBrush(QColor(colours().page))
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), STEP, STEP)
    painter.setPen(QColor(colours().text))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
    return cap.left() - 2 * STEP


def _paint_group(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, group: str) -> int:
    painter.setFont(_small(option.font))
    chosen = option.state & QStyle.StateFlag.State_Selected
    painter.setPen(QColor(colours().text if chosen else colours().muted))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, group)
    return rect.right() - QFontMetrics(_small(option.font)).horizontalAdvance(group) - 3 * STEP


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small
