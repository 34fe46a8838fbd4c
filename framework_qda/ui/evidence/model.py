"""Show the passages behind a cell to Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from framework_qda.ui.cell.rich_summary import PASSAGES_MIME, SUMMARY_MIME
from framework_qda.ui.evidence.reading import Evidence, as_markup

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class EvidenceModel(QAbstractListModel):
    """The passages of one cell, which of them its summary links to, and which are lit up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: list[Evidence] = []
        self.linked: frozenset[str] = frozenset()
        self.lit: frozenset[str] = frozenset()

    def show(self, passages: Sequence[Evidence], linked: Collection[str]) -> None:
        """Show other passages; what is the same stays as it is."""
        if list(passages) != self.passages:
            self.beginResetModel()
            self.passages = list(passages)
            self.linked, self.lit = frozenset(linked), frozenset()
            self.endResetModel()
        else:
            self.set_linked(linked)

    def set_linked(self, linked: Collection[str]) -> None:
        """Say which passages the summary links to."""
        if self.linked != frozenset(linked):
            self.linked = frozenset(linked)
            self._tell()

    def light_up(self, ids: Collection[str]) -> None:
        """Light up the passages that the analyst looks at in the summary."""
        if self.lit != frozenset(ids):
            self.lit = frozenset(ids)
            self._tell()

    def place(self, passage: str) -> int:
        """Tell in which row a passage is; -1 where it is not here."""
        return next((n for n, each in enumerate(self.passages) if each.id == passage), -1)

    def marks(self, evidence: Evidence) -> list[str]:
        """Say in words what is to be known of a passage, here."""
        return [*(["linked"] if evidence.id in self.linked else []), *evidence.marks]

    def _tell(self) -> None:
        if self.passages:
            self.dataChanged.emit(self.index(0), self.index(len(self.passages) - 1))

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.passages)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        evidence = self.passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return evidence.passage.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{evidence.place}\n{evidence.passage.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heard = self.tr("can be listened to") if evidence.heard else ""
            said = (
                evidence.place,
                heard,
                *self.marks(evidence),
                evidence.passage.words,
                evidence.passage.note,
            )
            return ", ".join(filter(None, said))
        return None

    def mimeTypes(self) -> list[str]:
        return [PASSAGES_MIME, SUMMARY_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = [self.passages[row].passage for row in sorted(index.row() for index in indexes)]
        mime = QMimeData()
        mime.setText("\n".join(passage.words for passage in chosen))
        mime.setData(SUMMARY_MIME, as_markup(chosen).encode())
        mime.setData(PASSAGES_MIME, "\n".join(passage.id for passage in chosen).encode())
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
