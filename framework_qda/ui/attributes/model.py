"""Show areas, interviews or participants and their attributes to Qt, as a sheet that is edited in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from framework_qda.study.attributes import misfit
from framework_qda.study.model import Attribute, AttributeId, AttributeType, Change, Subject, SubjectId
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
_Key = tuple[AttributeId, str]
TABLES = ("area", "interview", "participant", "attribute", "attribute_value")
_ONLY_VALUES = frozenset({"attribute_value"})
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class Row(NamedTuple):
    """What a row is about, and its names: of its area, of the interview, of the participant."""

    id: str
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        return " · ".join(self.names)


class AttributeSheet(QAbstractTableModel):
    """One row an area, an interview or a participant, one column an attribute.

    What does not fit its attribute is kept as it was typed and marked until it is mended; `told` carries a
    sentence, `refused` the place that does not fit.
    """

    told = Signal(str)
    refused = Signal(QModelIndex)

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.subject = Subject.AREA
        self.rows: list[Row] = []
        self.columns: list[Attribute] = []
        self._values: Mapping[_Key, str] = {}
        studio.changed.connect(self._refresh)
        self.load()

    def show_subject(self, subject: Subject) -> None:
        """Show the attributes of areas, interviews or participants."""
        self.subject = subject
        self.load()

    def load(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self.rows, self.columns = self._read_rows(), self.studio.study.attributes(self.subject)
        self._values = cast(Mapping[_Key, str], self.studio.study.values())
        self.endResetModel()

    def _read_rows(self) -> list[Row]:
        study = self.studio.study
        areas = {area.id: area.name for area in study.areas()}
        if self.subject is Subject.AREA:
            return [Row(area, (name,)) for area, name in areas.items()]
        interviews = {row.id: (areas[row.area], row.name) for row in study.interviews()}
        if self.subject is Subject.INTERVIEW:
            return [Row(row, names) for row, names in interviews.items()]
        return [Row(each.id, (*interviews[each.interview], each.name)) for each in study.participants()]

    def _refresh(self, change: Change) -> None:
        if not change.touches(*TABLES):
            return
        if self.rows and self.columns and change.rows.keys() <= _ONLY_VALUES:
            self._values = cast(Mapping[_Key, str], self.studio.study.values())
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        else:
            self.load()

    def wrong(self) -> int:
        """Count the values on show that do not fit."""
        rows, columns = {row.id for row in self.rows}, {column.id: column for column in self.columns}
        return sum(
            bool(misfit(columns[attribute], value))
            for (attribute, subject), value in self._values.items()
            if attribute in columns and subject in rows
        )

    def why_wrong(self, index: Index) -> str:
        """Say why a value does not fit; nothing where it does."""
        return misfit(self.columns[index.column()], self._text(index)) if index.isValid() else ""

    def known(self, column: int) -> list[str]:
        """List the values that an attribute takes, or has already."""
        attribute = self.columns[column]
        if attribute.type is AttributeType.ORDERED:
            return list(attribute.choices)
        return sorted({value for (of, _), value in self._values.items() if of == attribute.id})

    def _key(self, index: Index) -> _Key:
        return self.columns[index.column()].id, self.rows[index.row()].id

    # Writing ----------------------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        if self._write(self.rows[index.row()], self.columns[index.column()], str(value)):
            self.told.emit("")
            return True
        self.told.emit(self.why_wrong(index))
        self.refused.emit(index)
        return False

    def write_many(self, values: Mapping[Place, str], sentence: str, new: Sequence[str] = ()) -> int:
        """Write values at places as one action; gives how many of them do not fit.

        Attributes that are `new` are made first; their columns come after those that are there.
        """
        study = self.studio.study
        with study.action(sentence):
            made = [study.add_attribute(self.subject, name) for name in new]
            known = {each.id: each for each in study.attributes(self.subject)}
            columns = [*self.columns, *(known[each] for each in made)]
            fits = [
                self._write(self.rows[row], columns[column], value) for (row, column), value in values.items()
            ]
        return fits.count(False)

    def _write(self, row: Row, attribute: Attribute, text: str) -> bool:
        """Save a value as it was typed; tells whether it fits."""
        text = " ".join(text.split())
        if text != self._values.get((attribute.id, row.id), ""):
            self.studio.study.set_value(attribute.id, cast(SubjectId, row.id), text, as_typed=True)
        return not misfit(attribute, text)

    def block(self, places: Iterable[Place]) -> list[list[str]]:
        """Give the texts at places as rows from the top and the left."""
        rows: dict[int, list[str]] = {}
        for row, column in sorted(places):
            rows.setdefault(row, []).append(self._text(self.index(row, column)))
        return list(rows.values())

    def whole(self) -> list[list[str]]:
        """Give the whole sheet, with the names of its rows and its attributes."""
        heads = [str(subject) for subject in Subject][: len(self.rows[0].names) if self.rows else 1]
        body = [
            [*row.names, *(self._text(self.index(n, m)) for m in range(len(self.columns)))]
            for n, row in enumerate(self.rows)
        ]
        return [[*heads, *(column.name for column in self.columns)], *body]

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if section >= (len(self.columns) if across else len(self.rows)):
            return None
        if not across:
            return self.rows[section].title if role in _SPOKEN else None
        attribute = self.columns[section]
        kind = f"{attribute.type}: {', '.join(attribute.choices)}" if attribute.choices else attribute.type
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{attribute.name}\n{attribute.type}"
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{attribute.name}, {kind}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        wrong, text = self.why_wrong(index), self._text(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"⚠ {text}" if wrong else text
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(index)
            case Qt.ItemDataRole.TextAlignmentRole if self._is_number(index):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        looks = {
            Qt.ItemDataRole.ToolTipRole: wrong or None,
            Qt.ItemDataRole.ForegroundRole: QColor(colours().warning) if wrong else None,
        }
        return looks.get(role)  # type: ignore[call-overload]

    def _text(self, index: Index) -> str:
        return self._values.get(self._key(index), "")

    def _said(self, index: Index) -> str:
        place = f"{self.rows[index.row()].title}, {self.columns[index.column()].name}"
        said = f"{place}: {self._text(index) or self.tr('empty')}"
        why = self.why_wrong(index)
        return f"{said}, {self.tr('does not fit')}: {why}" if why else said

    def _is_number(self, index: Index) -> bool:
        return self.columns[index.column()].type is AttributeType.NUMBER
