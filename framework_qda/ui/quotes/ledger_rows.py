"""Show the ledger to Qt: a row a group, and what of the board each row points at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from framework_qda.study import Study
from framework_qda.study.ledger import OVER_QUOTED, UNHEARD
from framework_qda.study.model import Condition, FieldId
from framework_qda.tasks.ledger_pages import LedgerRow
from framework_qda.ui.quotes.board_rows import BY_AREA, Facet, Shown
from framework_qda.ui.theme import STEP, colours

Index = QModelIndex | QPersistentModelIndex
SHARES, REMARK = 1, 6  # the columns with the bars, with what is to be looked at
_HEADS = ("", "Said against used", "Words said", "Quotations", "Used", "Times", "Remark")
_MARKS = {OVER_QUOTED: "▲ over-quoted", UNHEARD: "∅ unheard", "": ""}
ROW = Qt.ItemDataRole.UserRole
MOST = Qt.ItemDataRole.UserRole + 1


def pointed_at(study: Study, by: str, group: str) -> Shown:
    """Say which quotations a group of the ledger has."""
    match by:
        case "area":
            ids = [each.id for each in study.areas() if each.name == group]
            return Shown(facets={Facet.AREA: tuple(ids)})
        case "subtopic":
            numbers = {each.id: each.number for each in study.matrices()}
            of = {f"{numbers[each.matrix]}.{each.number} {each.name}": each.id for each in study.subtopics()}
            return Shown(facets={Facet.SUBTOPIC: (of[group],)} if group in of else {})
        case "participant":
            areas = {each.id: each.name for each in study.areas()}
            rows = {each.id: f"{areas[each.area]} · {each.name}" for each in study.interviews()}
            those = (each for each in study.participants())
            ids = [each.interview for each in those if f"{rows[each.interview]} · {each.name}" == group]
            return Shown(facets={Facet.INTERVIEW: tuple(ids)})
        case _:
            return Shown(conditions=(Condition(FieldId(by), (group,)),), by=BY_AREA)


class LedgerModel(QAbstractTableModel):
    """The rows of a ledger; those sorted by a head stay so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LedgerRow] = []
        self.name = ""

    def show(self, rows: Sequence[LedgerRow], name: str) -> None:
        """Show other rows; `name` is what a group is."""
        self.beginResetModel()
        self.rows, self.name = list(rows), name
        self.endResetModel()

    @property
    def most(self) -> float:
        """The largest share of all, to which bars are drawn."""
        return max((max(row.share_said, row.share_used) for row in self.rows), default=0) or 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _tr(_HEADS[section]) if section else self.name[:1].upper() + self.name[1:]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case (
                Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole
            ):
                return self._words(row)[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in (2, 3, 4, 5):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if index.column() == REMARK and row.remark == OVER_QUOTED:
                return QColor(colours().warning)
        return {ROW: row, MOST: self.most}.get(role)

    def _words(self, row: LedgerRow) -> tuple[str, ...]:
        return (
            row.group,
            _tr("said %.0f%%, used %.0f%%") % (100 * row.share_said, 100 * row.share_used),
            f"{row.said:,}",
            str(row.quotations),
            str(row.used),
            str(row.times),
            _tr(_MARKS[row.remark]),
        )


class Shares(QStyledItemDelegate):
    """Paint two bars over each other: what was said, and what is used of it, with the figures beside them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.fontMetrics.averageCharWidth() * 44, option.fontMetrics.height() + 3 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LedgerRow = index.data(ROW)
        most: float = index.data(MOST)
        super().paint(painter, _without_words(option), QModelIndex())
        painter.save()
        rect = option.rect.adjusted(2 * STEP, STEP, -2 * STEP, -STEP)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        room = option.fontMetrics.horizontalAdvance(_tr("said %.0f%%, used %.0f%%") % (100, 100)) + 2 * STEP
        painter.setPen(QColor(colours().text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        rect.setRight(rect.right() - room)
        painter.setPen(Qt.PenStyle.NoPen)
        half = rect.height() / 2
        for place, (share, colour) in enumerate(
            ((row.share_said, colours().muted), (row.share_used, colours().accent))
        ):
            bar = QRectF(rect.left(), rect.top() + place * half + 1, rect.width() * share / most, half - 2)
            painter.setBrush(QColor(colour))
            painter.drawRect(bar)
        painter.restore()


def _without_words(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem(option)
    made.text = ""  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    return made


def _tr(words: str) -> str:
    return QCoreApplication.translate("ledger", words)
