"""Hold the quotations on show in lines: one in each as a list, several as cards, heads above groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.ui.quotes.board_faces import Faces
from framework_qda.ui.quotes.board_rows import Head, Row

Index = QModelIndex | QPersistentModelIndex
QUOTATION = Qt.ItemDataRole.UserRole
HEAD = Qt.ItemDataRole.UserRole + 1
_Line = Head | list[QuotationId]


class BoardModel(QAbstractTableModel):
    """Lines of quotations; `rows` are as `board_rows` gives them."""

    def __init__(self, study: Study, faces: Faces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self.faces = faces
        self.columns = 1
        self.rows: Sequence[Row] = ()
        self.lines: list[_Line] = []
        self._known = study.quotations_by_id()
        self._places: dict[QuotationId, tuple[int, int]] = {}

    def show(self, rows: Sequence[Row], columns: int) -> None:
        """Show other rows, or the same in so many columns."""
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self._known = self._study.quotations_by_id()
        self.lines = list(_lines(rows, columns))
        self._places = {
            quotation: (n, column)
            for n, line in reversed(list(enumerate(self.lines)))
            if isinstance(line, list)
            for column, quotation in enumerate(line)
        }
        self.endResetModel()

    def refresh(self) -> None:
        """Read the same quotations anew: what is said of them has changed, not which they are."""
        self._known = self._study.quotations_by_id()

    def ids(self) -> list[QuotationId]:
        """List the quotations on show, each once, in order."""
        return list(dict.fromkeys(row for row in self.rows if not isinstance(row, Head)))

    def quotation_at(self, index: Index) -> Quotation | None:
        """Give the quotation at an index, None on a head or beside the last card."""
        line = self.lines[index.row()] if 0 <= index.row() < len(self.lines) else None
        if not isinstance(line, list) or not index.isValid() or index.column() >= len(line):
            return None
        return self._known.get(line[index.column()])

    def index_of(self, quotation: QuotationId | None) -> QModelIndex:
        """Give where a quotation first stands; an invalid index where it does not."""
        place = self._places.get(quotation) if quotation else None
        return self.index(*place) if place else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.quotation_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        quotation = self.quotation_at(index)
        if quotation is None:
            line = self.lines[index.row()] if index.isValid() else None
            head = line if isinstance(line, Head) and index.column() == 0 else None
            if head and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{head.title} ({head.count})"
            return head if role == HEAD else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "".join(piece for piece, _ in self.faces.of(quotation).pieces)
            case Qt.ItemDataRole.AccessibleTextRole:
                face = self.faces.of(quotation)
                words = "".join(piece for piece, _ in face.pieces)
                return f"{words} — {face.attribution}. {face.marks_in_words(quotation)}"
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (self.faces.of(quotation).marks_in_words(quotation),
                                               quotation.note)))  # fmt: skip
        return quotation if role == QUOTATION else None


def _lines(rows: Sequence[Row], columns: int) -> Iterator[_Line]:
    line: list[QuotationId] = []
    for row in rows:
        if isinstance(row, Head):
            if line:
                yield line
            line = []
            yield row
            continue
        line.append(row)
        if len(line) == columns:
            yield line
            line = []
    if line:
        yield line
