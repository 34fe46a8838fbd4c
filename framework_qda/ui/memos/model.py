"""Hold memos as a list, filtered, the newest first, and paint each in three lines."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from framework_qda.study.model import About, Memo, MemoId
from framework_qda.ui.dates import local_time
from framework_qda.ui.memos.words import subject_in_words
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
MEMO = Qt.ItemDataRole.UserRole


class MemoList(QAbstractListModel):
    """The memos of one kind, or about one thing, that have the words searched for."""

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self.memos: list[Memo] = []
        self.about: About | None = None
        self.subject = ""
        self.query = ""

    def reload(self) -> None:
        """Read the memos anew."""
        self.beginResetModel()
        found = self._study.memos_matching(self.query) if self.query else None
        memos = self._study.memos(self.about, self.subject)
        self.memos = [memo for memo in memos if found is None or memo.id in found]
        self.endResetModel()

    def row_of(self, memo: MemoId | None) -> int:
        """Tell in which row a memo stands, -1 where it does not."""
        return next((n for n, each in enumerate(self.memos) if each.id == memo), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.memos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        memo = self.memos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return memo.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.place(memo)}, {memo.author}, {local_time(memo.at)}: {memo.text}"
            case Qt.ItemDataRole.ToolTipRole:
                return self.place(memo)
        return memo if role == MEMO else None

    def place(self, memo: Memo) -> str:
        """Name what a memo is about."""
        return subject_in_words(self._study, memo.about, memo.subject)


class MemoDelegate(QStyledItemDelegate):
    """Paints a memo: what it is about, its first words, and who wrote it when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 3 * option.fontMetrics.lineSpacing() + 5 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MemoList)
        memo: Memo = index.data(MEMO)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(colours().selection if chosen else colours().band))
        rect = option.rect.adjusted(3 * STEP, 2 * STEP, -3 * STEP, 0)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        faint = colours().text if chosen else colours().muted
        for text, font, colour in (
            (model.place(memo), bold, colours().text),
            (" ".join(memo.text.split()), option.font, colours().text),
            (f"{memo.author} · {local_time(memo.at)}", option.font, faint),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignTop, shown)
            rect.translate(0, option.fontMetrics.lineSpacing())
        painter.setPen(QColor(colours().hairline))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()
