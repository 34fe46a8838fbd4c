"""Say something about a cell to the other analysts, answer, and resolve it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.model import CellKey, Change, Comment, InterviewId, SubTopicId
from framework_qda.ui import settings
from framework_qda.ui.cell.captions import ago
from framework_qda.ui.dates import local_time
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
_SETTING = "cell/comments_unfolded"
_MOST_LINES = 14  # of the list, before it scrolls
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class CommentsPane(QWidget):
    """The comments on one cell, open or resolved; `count_changed` tells how many are open.

    An answer is another comment. Space resolves the chosen one or opens it again, Delete deletes it. A cell
    without comments is folded, any other as it was left.
    """

    count_changed = Signal(int)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._key: CellKey | None = None
        self._model = _Comments(self)
        self.fold = QToolButton()
        self._unfolded = False
        self.list = _List()
        self.field = QLineEdit()
        self.add = QPushButton(self.tr("Comment"))
        self.resolve = QToolButton()
        self.delete = QToolButton(icon=icon("trash"))
        self.message = QLabel(wordWrap=True, visible=False)
        self._body = QWidget()
        self._soon = QTimer(self, singleShot=True, interval=0)  # a layout is not changed while it is made
        self._build()
        self._connect()
        self._unfold(self._unfolded)
        self._read()

    @property
    def open_count(self) -> int:
        """How many comments on the cell are open."""
        return sum(not comment.resolved for comment in self._model.comments)

    def show_cell(self, interview: InterviewId, subtopic: SubTopicId) -> None:
        """Show the comments on a cell."""
        if (interview, subtopic) != self._key:
            self._key = (interview, subtopic)
            self.field.clear()
            self._say("")
            self._read()
            self._fold_as_left()

    def focus_field(self) -> None:
        """Unfold the pane and begin a comment."""
        self._unfold(True)
        self.field.setFocus()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip(self.tr("Show or hide the comments on this cell"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommentDelegate(self.list))
        self.list.setAccessibleName(self.tr("Comments on this cell"))
        self.field.setPlaceholderText(self.tr("Comment, or answer"))
        self.field.setAccessibleName(self.tr("Comment on this cell"))
        self.resolve.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.delete.setToolTip(self.tr("Delete the chosen comment  Delete"))
        self.delete.setAccessibleName(self.tr("Delete the chosen comment"))
        top = QHBoxLayout(spacing=STEP)
        top.addWidget(self.fold)
        top.addStretch()
        top.addWidget(self.resolve)
        top.addWidget(self.delete)
        foot = QHBoxLayout(spacing=2 * STEP)
        foot.addWidget(self.field, 1)
        foot.addWidget(self.add)
        body = QVBoxLayout(self._body, spacing=STEP)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.list)
        body.addLayout(foot)
        body.addWidget(self.message)
        page = QVBoxLayout(self, spacing=STEP)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(top)
        page.addWidget(self._body)
        for widget in (self._body, self):  # no higher than what is in it
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.fold.clicked.connect(self._fold_or_unfold)
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(self._enable)
        self.add.clicked.connect(self._add)
        self.resolve.clicked.connect(self._resolve)
        self.delete.clicked.connect(self._delete)
        self.list.resolve_wanted.connect(self._resolve)
        self.list.delete_wanted.connect(self._delete)
        self.list.resized.connect(self._soon.start)
        self._soon.timeout.connect(self._fit)
        self.list.selectionModel().currentChanged.connect(self._enable)
        self._studio.changed.connect(self._changed)

    # Showing ----------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if self._key and change.touches("comment"):
            none_before = not self._model.comments
            self._read()
            if none_before:
                self._fold_as_left()

    def _read(self) -> None:
        chosen = self._chosen()
        self._model.show(self._studio.study.comments(*self._key) if self._key else [])
        rows = [comment.id for comment in self._model.comments]
        row = rows.index(chosen.id) if chosen and chosen.id in rows else len(rows) - 1
        self.list.setCurrentIndex(self._model.index(row))
        self.list.setVisible(bool(rows))
        self.setEnabled(self._key is not None)
        self._fit()
        self._enable()
        self._count()

    def _count(self) -> None:
        count, total = self.open_count, len(self._model.comments)
        words = self.tr("Comments")
        if total:
            words += f"  ·  {count} {self.tr('open')}" if count else f"  ·  {self.tr('all resolved')}"
        self.fold.setText(words)
        self.count_changed.emit(count)

    def _fold_as_left(self) -> None:
        self._unfold(bool(self._model.comments) and settings.get(_SETTING, True))

    def _fold_or_unfold(self) -> None:
        self._unfold(not self._unfolded)
        if self._model.comments:
            settings.put(_SETTING, self._unfolded)

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self.fold.setIcon(icon("caret-down" if unfolded else "caret-right"))
        self._body.setVisible(unfolded)
        self._enable()

    def _fit(self) -> None:
        """Make the list as high as what is in it, up to a few lines."""
        wanted = sum(
            self.list.sizeHintForIndex(self._model.index(n)).height() for n in range(self._model.rowCount())
        )
        self.list.setFixedHeight(min(wanted, _MOST_LINES * self.fontMetrics().lineSpacing()) + 2)
        self._body.updateGeometry()

    def _enable(self) -> None:
        chosen = self._chosen()
        for button in (self.resolve, self.delete):
            button.setVisible(chosen is not None and self._unfolded)
        resolved = chosen is not None and chosen.resolved
        self.resolve.setText(self.tr("Open again") if resolved else self.tr("Resolve"))
        self.resolve.setIcon(icon("arrow-counter-clockwise" if resolved else "check"))
        self.resolve.setToolTip(self.resolve.text() + "  " + self.tr("Space"))
        self.add.setEnabled(bool(self.field.text().strip()))

    def _chosen(self) -> Comment | None:
        row = self.list.currentIndex().row()
        return self._model.comments[row] if 0 <= row < len(self._model.comments) else None

    # Doing ------------------------------------------------------------------------------------------

    def _add(self) -> None:
        text = self.field.text().strip()
        if not text or self._key is None:
            return
        key = self._key
        if self._attempt(lambda: self._studio.study.add_comment(*key, text)):
            self.field.clear()
            self.list.setCurrentIndex(self._model.index(self._model.rowCount() - 1))
            self.list.scrollToBottom()

    def _resolve(self) -> None:
        if chosen := self._chosen():
            self._attempt(lambda: self._studio.study.resolve_comment(chosen.id, not chosen.resolved))

    def _delete(self) -> None:
        if chosen := self._chosen():
            self._attempt(lambda: self._studio.study.delete_comment(chosen.id))

    def _attempt(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except StudyError as error:
            self._say(str(error))
            return False
        self._say("")
        return True

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))


class _List(QListView):
    resolve_wanted = Signal()
    delete_wanted = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.resolve_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.resized.emit()


class _Comments(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.comments: list[Comment] = []

    def show(self, comments: list[Comment]) -> None:
        self.beginResetModel()
        self.comments = comments
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.comments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        comment = self.comments[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return comment.text
            case Qt.ItemDataRole.AccessibleTextRole:
                state = self.tr("resolved") if comment.resolved else self.tr("open")
                return f"{comment.author}, {local_time(comment.at)}, {state}: {comment.text}"
            case Qt.ItemDataRole.ToolTipRole:
                return local_time(comment.at)
            case Qt.ItemDataRole.UserRole:
                return comment
        return None


class _CommentDelegate(QStyledItemDelegate):
    """Paints who said it and when, and the words; of a resolved comment in a muted colour, with a tick."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _text_rect(self, metrics: QFontMetrics, text: str) -> QRect:
        room = QRect(0, 0, max(20 * STEP, self._view.viewport().width() - 6 * STEP), 1 << 20)
        return metrics.boundingRect(room, int(_WRAP), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(self._view.font())
        text = self._text_rect(metrics, index.data())
        return QSize(0, metrics.lineSpacing() + text.height() + 3 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        comment: Comment = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, QColor(colours().selection if chosen else colours().room))
        bar = QRect(option.rect.left(), option.rect.top() + STEP, STEP // 2, option.rect.height() - 2 * STEP)
        painter.fillRect(bar, QColor(colours().hairline if comment.resolved else colours().accent))
        rect = option.rect.adjusted(3 * STEP, STEP, -3 * STEP, 0)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(colours().muted if comment.resolved else colours().text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, comment.author)
        left = QFontMetrics(bold).horizontalAdvance(comment.author) + 2 * STEP
        resolved = self.tr(" · ✓ resolved") if comment.resolved else ""
        painter.setFont(option.font)
        painter.setPen(QColor(colours().text if chosen else colours().muted))
        painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignTop, ago(comment.at) + resolved)
        painter.setPen(QColor(colours().muted if comment.resolved and not chosen else colours().text))
        text = rect.adjusted(0, QFontMetrics(option.font).lineSpacing(), 0, 0)
        painter.drawText(text, int(_WRAP), comment.text)
        painter.restore()
