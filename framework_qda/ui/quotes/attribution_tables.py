"""Show what a template makes of every speaker, and which words stand for the values of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from framework_qda.study import Study
from framework_qda.study.authoring import AttributionTemplate
from framework_qda.text.attribution import fields
from framework_qda.text.counting import counted
from framework_qda.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
FEW = "▲"
Wordings = Mapping[str, Mapping[str, str]]


class Speaker(NamedTuple):
    """How one participant is named; `fits` counts all who are named the same."""

    who: str
    words: str
    fits: int


class Preview(QAbstractTableModel):
    """Every interview and participant with its attribution; first those whose attribution fits too few."""

    def __init__(self, study: Study, parent: QObject) -> None:
        super().__init__(parent)
        self._study = study
        self.speakers: list[Speaker] = []
        self._fewest = study.fewest

    def show(self, template: AttributionTemplate) -> None:
        """Show what a template makes of everybody."""
        made = self._study.previewed(template)
        counts = Counter(words for _, _, words in made)
        areas = {area.id: area.name for area in self._study.areas()}
        names = {row.id: f"{areas[row.area]} · {row.name}" for row in self._study.interviews()}
        people = {each.id: each.name for each in self._study.participants()}
        self.beginResetModel()
        self._fewest = self._study.fewest
        self.speakers = [
            Speaker(
                f"{names[interview]} · {people[person]}" if person else names[interview], words, counts[words]
            )
            for interview, person, words in made
        ]
        self.speakers.sort(key=lambda each: not self._is_few(each))
        self.endResetModel()

    def few(self) -> int:
        """Count those whose attribution fits fewer than k participants."""
        return sum(1 for each in self.speakers if self._is_few(each))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self.speakers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role == _ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Who speaks"), self.tr("Attribution"), self.tr("Fits"))[section]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        each = self.speakers[index.row()]
        if role == _ROLE.DisplayRole:
            few = f"{FEW} " if self._is_few(each) else ""
            nobody = self.tr("(nothing is known to say)")
            return (each.who, each.words or nobody, f"{few}{each.fits}")[index.column()]
        if role == _ROLE.ForegroundRole and (self._is_few(each) or (index.column() == 1 and not each.words)):
            return QColor(colours().warning if self._is_few(each) else colours().muted)
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            return self._explained(each)
        return None

    def _explained(self, each: Speaker) -> str:
        if not self._is_few(each):
            return each.words
        fits = counted(each.fits, self.tr("one participant"), self.tr("%d participants"))
        why = self.tr("Fits %s, fewer than %d: it may tell who speaks.") % (fits, self._fewest)
        return f"{each.words}\n{why}"

    def _is_few(self, each: Speaker) -> bool:
        return bool(each.words) and each.fits < self._fewest


class _Value(NamedTuple):
    field: str
    value: str


class WordingsModel(QAbstractTableModel):
    """The values of a template's fields, each with the words that are read for it; the last can be typed."""

    worded = Signal()

    def __init__(self, study: Study, parent: QObject) -> None:
        super().__init__(parent)
        self._study = study
        self._rows: list[_Value] = []
        self._wordings: dict[str, dict[str, str]] = {}

    @property
    def wordings(self) -> Wordings:
        """Attribute -> value -> words."""
        return {field: dict(words) for field, words in self._wordings.items() if words}

    def show(self, text: str, wordings: Wordings) -> None:
        """Show the values of the fields in a template's text."""
        kept = {field: dict(words) for field, words in wordings.items()}
        rows = list(self._values(text, kept))
        if (rows, kept) == (self._rows, self._wordings):
            return
        self.beginResetModel()
        self._rows, self._wordings = rows, kept
        self.endResetModel()

    def _values(self, text: str, wordings: Wordings) -> Iterator[_Value]:
        known = {field.name.casefold(): field.values for field in self._study.fields()}
        known = {"area": tuple(area.name for area in self._study.areas()), **known}
        for field in fields(text):
            worded = self._in(field, wordings)
            for value in dict.fromkeys((*known.get(field.casefold(), ()), *worded)):
                yield _Value(field, value)

    @staticmethod
    def _in(field: str, wordings: Wordings) -> Mapping[str, str]:
        """Give the wordings of a field, whatever its capitals."""
        return next((words for name, words in wordings.items() if name.casefold() == field.casefold()), {})

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role == _ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Field"), self.tr("Value"), self.tr("Is read as"))[section]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        row = self._rows[index.row()]
        words = self._in(row.field, self._wordings).get(row.value)
        if role == _ROLE.DisplayRole and index.column() < 2:
            return row[index.column()]
        if role == _ROLE.DisplayRole:
            return row.value if words is None else words or self.tr("(left out)")
        if role == _ROLE.EditRole:
            return row.value if words is None else words
        if role == _ROLE.ForegroundRole and words is None and index.column() == 2:
            return QColor(colours().muted)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == 2 else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        row, words = self._rows[index.row()], " ".join(str(value).split())
        if role != _ROLE.EditRole or words == self.data(index, _ROLE.EditRole):
            return False
        field = next((each for each in self._wordings if each.casefold() == row.field.casefold()), row.field)
        given = self._wordings.setdefault(field, {})
        if words == row.value:
            given.pop(row.value, None)
        else:
            given[row.value] = words
        self.dataChanged.emit(index, index)
        self.worded.emit()
        return True


def field_names(study: Study) -> Sequence[str]:
    """List the fields that a template can have."""
    own = (each.name for each in study.attributes())
    return list(dict.fromkeys((*own, "area", "interview", "participant")))
