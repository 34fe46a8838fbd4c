"""Show interviews and their attributes as a sheet that is edited in place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from framework_qda.errors import Refused
from framework_qda.study.attributes import misfit
from framework_qda.study.model import (
    Area,
    AreaId,
    Attribute,
    AttributeType,
    Change,
    Interview,
    InterviewId,
    Participant,
    Subject,
)
from framework_qda.ui.studio import Studio

Index = QModelIndex | QPersistentModelIndex
_TABLES = ("area", "interview", "participant", "attribute", "attribute_value")
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: one of the fixed facts, or an attribute."""

    name: str
    attribute: Attribute | None = None


class InterviewSheet(QAbstractTableModel):
    """One row an interview; `refused(sentence)` says why an edit does not fit."""

    refused = Signal(str)

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rows: list[Interview] = []
        self.columns: list[Column] = []
        studio.changed.connect(self._refresh)
        self.load()

    def load(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _read(self) -> None:
        study = self.studio.study
        self.rows = study.interviews()
        self._areas: dict[AreaId, Area] = {area.id: area for area in study.areas()}
        self._people: dict[InterviewId, list[Participant]] = {row.id: [] for row in self.rows}
        for participant in study.participants():
            self._people[participant.interview].append(participant)
        self._values = study.values()
        self._words = study.transcript_words()
        fixed = ("area", "interview", "date", "kind", "words", "participants")
        self.columns = [Column(self.tr(name)) for name in fixed]
        self.columns += [Column(f"{each.subject}: {each.name}", each) for each in study.attributes()]

    def _refresh(self, change: Change) -> None:
        if not change.touches(*_TABLES):
            return
        if self.rows and not self._moved():  # an edit of values leaves the current cell where it is
            self._read()
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        else:
            self.load()

    def _moved(self) -> bool:
        study = self.studio.study
        return [row.id for row in self.rows] != [row.id for row in study.interviews()] or [
            column.attribute for column in self.columns if column.attribute
        ] != study.attributes()

    def row_of(self, interview: InterviewId) -> int:
        """Tell in which row an interview stands, -1 where it is gone."""
        return next((n for n, row in enumerate(self.rows) if row.id == interview), -1)

    # What Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.columns[section].name if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if index.column() == 4 else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        text, wrong = self._text(row, index.column()), self._why_wrong(row, column.attribute)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"⚠ {text}" if wrong else text
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{row.name}, {column.name}: {text or self.tr('empty')}"
                return f"{said}, {self.tr('does not fit')}: {wrong}" if wrong else said
            case Qt.ItemDataRole.ToolTipRole:
                return wrong or None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        try:
            self._write(self.rows[index.row()], index.column(), str(value))
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        return True

    # One cell ---------------------------------------------------------------------------------------

    def _text(self, row: Interview, column: int) -> str:
        attribute = self.columns[column].attribute
        if attribute is not None:
            return _SEPARATOR.join(filter(None, self._given(row, attribute)))
        people = _SEPARATOR.join(person.name for person in self._people[row.id])
        words = self._words.get(row.id, 0)
        fixed = (
            self._areas[row.area].name,
            row.name,
            row.date,
            row.kind,
            f"{words:,}" if words else "",
            people,
        )
        return fixed[column]

    def _given(self, row: Interview, attribute: Attribute) -> list[str]:
        return [self._values.get((attribute.id, each), "") for each in self._subjects(row, attribute)]

    def _why_wrong(self, row: Interview, attribute: Attribute | None) -> str:
        """Say why a value does not fit, as one that was there before the type; nothing where all fit."""
        if attribute is None:
            return ""
        return next(filter(None, (misfit(attribute, value) for value in self._given(row, attribute))), "")

    def _subjects(self, row: Interview, attribute: Attribute) -> list[str]:
        match attribute.subject:
            case Subject.AREA:
                return [row.area]
            case Subject.INTERVIEW:
                return [row.id]
            case Subject.PARTICIPANT:
                return [person.id for person in self._people[row.id]]

    def _write(self, row: Interview, column: int, text: str) -> None:
        study, attribute = self.studio.study, self.columns[column].attribute
        if text == self._text(row, column):
            return
        if attribute is not None:
            self._write_attribute(row, attribute, text)
        elif column == 0:
            known = next((area.id for area in self._areas.values() if area.name == text.strip()), None)
            with study.action(self.tr("Move interview “%s”") % row.name):
                study.move_interview(row.id, known or study.add_area(text))
        elif column == 1:
            study.rename_interview(row.id, text)
        elif column == 2:
            study.date_interview(row.id, text.strip())
        elif column == 3:
            study.set_interview_kind(row.id, text.strip())
        elif column == 5:
            study.set_participants(row.id, text.split(";"))

    def _write_attribute(self, row: Interview, attribute: Attribute, text: str) -> None:
        subjects = self._subjects(row, attribute)
        if attribute.subject is Subject.PARTICIPANT and len(subjects) > 1:
            parts = [part.strip() for part in text.split(";")]
        else:
            parts = [text]
        if not subjects or len(parts) > len(subjects):
            raise Refused(self.tr("There are more values than participants; name the participants first."))
        with self.studio.study.action(self.tr("Set %s of “%s”") % (attribute.name, row.name)):
            for subject, value in zip(subjects, parts, strict=False):
                self.studio.study.set_value(attribute.id, subject, value)  # type: ignore[arg-type]


def choices(column: Column) -> tuple[str, ...]:
    """Give the only values a column takes, where there are such."""
    attribute = column.attribute
    return attribute.choices if attribute and attribute.type is AttributeType.ORDERED else ()
