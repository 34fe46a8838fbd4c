"""The cases under their types, then those that fit several, then those that fit none, as Qt asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from framework_qda.study.model import Type, TypedCase
from framework_qda.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
CASES_MIME = "application/x-fqda-cases"
NAME, COUNT, HOW = range(3)
_Role, _Flag, _Align = Qt.ItemDataRole, Qt.ItemFlag, Qt.AlignmentFlag
_USUAL = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable


class Row(NamedTuple):
    """A case as it is shown: its name, and how it got where it is."""

    case: TypedCase
    name: str
    how: str

    @property
    def id(self) -> str:
        return self.case.subject

    def texts(self) -> tuple[str, str, str]:
        """Give what stands in its columns."""
        return self.name, "", self.how


class Band(NamedTuple):
    """A type with its cases, or, without one, those that fit several or none."""

    of: Type | None
    name: str
    how: str
    rows: Sequence[Row]

    @property
    def id(self) -> str:
        return self.of.id if self.of else self.name

    def texts(self) -> tuple[str, str, str]:
        """Give what stands in its columns."""
        return self.name, f"{len(self.rows):,}", self.how


class TypesModel(QAbstractItemModel):
    """Bands, and in each its cases; `renamed(type, name)` has what was typed."""

    renamed = Signal(str, str)

    def __init__(self, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bands: Sequence[Band] = ()
        self._heavy = QFont(font)
        self._heavy.setWeight(QFont.Weight.DemiBold)

    def show(self, bands: Sequence[Band]) -> None:
        """Show other bands."""
        self.beginResetModel()
        self.bands = bands
        self.endResetModel()

    def at(self, index: Index) -> Band | Row | None:
        """Give the band or the case of an index."""
        if not index.isValid():
            return None
        above = index.internalId()  # 0 for a band, else the number of its band and one
        return self.bands[above - 1].rows[index.row()] if above else self.bands[index.row()]

    def band_at(self, index: Index) -> Band | None:
        """Give the band that an index is of or in."""
        return self.bands[(index.internalId() or index.row() + 1) - 1] if index.isValid() else None

    def indexes(self) -> Iterator[tuple[str, QModelIndex]]:
        """Give every band and case, by id."""
        for n, band in enumerate(self.bands):
            yield band.id, self.createIndex(n, NAME, 0)
            for m, row in enumerate(band.rows):
                yield row.id, self.createIndex(m, NAME, n + 1)

    # What Qt asks -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, NAME, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.bands)
        within = parent.internalId() or parent.column() != NAME
        return 0 if within else len(self.bands[parent.row()].rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        titles = (self.tr("Type and case"), "", self.tr("How it got there"))
        return titles[section] if role == _Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        match self.at(index):
            case Row():
                return _USUAL | _Flag.ItemIsDragEnabled
            case Band(of=Type()):
                named = _Flag.ItemIsEditable if index.column() == NAME else _Flag.NoItemFlags
                return _USUAL | named | _Flag.ItemIsDropEnabled
            case Band():
                return _USUAL
        return _Flag.NoItemFlags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        here = self.at(index)
        if here is None:
            return None
        texts, column = here.texts(), index.column()
        match role:
            case _Role.DisplayRole | _Role.EditRole:
                return texts[column]
            case _Role.ToolTipRole:
                said = here.of.description if column == NAME and isinstance(here, Band) and here.of else ""
                return "\n".join(filter(None, (texts[column], said)))
            case _Role.AccessibleTextRole if column == NAME:
                return ", ".join(filter(None, texts))
        return self._look(role, column, heading=isinstance(here, Band))

    def _look(self, role: int, column: int, *, heading: bool) -> Any:
        if role == _Role.FontRole and column == NAME and heading:
            return self._heavy
        if role == _Role.ForegroundRole and column != NAME:
            return QColor(colours().muted)
        if role == _Role.TextAlignmentRole and column == COUNT:
            return _Align.AlignRight | _Align.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        here, name = self.at(index), str(value)
        if not isinstance(here, Band) or here.of is None or name == here.name:
            return False
        self.renamed.emit(here.of.id, name)
        return True

    def mimeTypes(self) -> list[str]:
        return [CASES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        cases = (here.id for index in indexes if isinstance(here := self.at(index), Row))
        data = QMimeData()
        data.setData(CASES_MIME, " ".join(dict.fromkeys(cases)).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
