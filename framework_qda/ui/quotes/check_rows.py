"""List what stands in the way of going out, in sections that fold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from framework_qda.study import Study
from framework_qda.tasks.checking import Finding, Kind, where
from framework_qda.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
_GLYPHS = {
    Kind.UNVERIFIED: "≠",
    Kind.PASSAGE: "?",
    Kind.BY_EAR: "~",
    Kind.UNFILLED: "…",
    Kind.DISCLOSURE: "!",
}
_HEADS = {
    Kind.UNVERIFIED: "Quotations not verified",
    Kind.PASSAGE: "Passage deleted",
    Kind.BY_EAR: "From notes, not checked by ear",
    Kind.UNFILLED: "Places not filled yet",
    Kind.DISCLOSURE: "Could tell who somebody is",
}
_ACCEPTED = "Accepted for a reason"
_COLUMNS = ("Words", "What", "Where")


class Section(NamedTuple):
    """Findings of a kind under their heading; those that were accepted are a section of their own."""

    title: str
    findings: tuple[Finding, ...]
    accepted: bool = False


def sections_of(found: Sequence[Finding]) -> list[Section]:
    """Part findings into sections, those without any left out."""
    parts = [
        Section(_tr(_HEADS[kind]), tuple(each for each in found if each.kind is kind and each.open))
        for kind in Kind
    ]
    parts.append(Section(_tr(_ACCEPTED), tuple(each for each in found if not each.open), accepted=True))
    return [part for part in parts if part.findings]


def key_of(finding: Finding) -> tuple[str, ...]:
    """Name a finding so that it is found again."""
    return finding.kind, finding.about, finding.subject, finding.words


class CheckModel(QAbstractItemModel):
    """Sections with their findings beneath; where each stands is asked for when its row is painted."""

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._places: dict[tuple[str, str], str] = {}
        self.sections: list[Section] = []

    def show(self, found: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.sections = sections_of(found)
        self._places.clear()
        self.endResetModel()

    def finding(self, index: Index) -> Finding | None:
        """Give the finding of a row, None for a heading."""
        if not index.isValid() or not index.internalId():
            return None
        return self.sections[index.internalId() - 1].findings[index.row()]

    def place(self, key: tuple[str, ...]) -> QModelIndex:
        """Find the row of a finding; an invalid one where it is gone."""
        for number, section in enumerate(self.sections):
            for row, each in enumerate(section.findings):
                if key_of(each) == key:
                    return self.index(row, 0, self.index(number, 0))
        return QModelIndex()

    def where(self, finding: Finding) -> str:
        """Say where a finding stands."""
        key = (finding.about, finding.subject)
        if key not in self._places:
            self._places[key] = where(self._study, finding)
        return self._places[key]

    # What Qt asks -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.sections)
        return 0 if parent.internalId() or parent.column() else len(self.sections[parent.row()].findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        across = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _tr(_COLUMNS[section]) if across else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self.finding(index)
        if finding is None:
            return self._head(self.sections[index.row()], index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (self._words(finding), finding.what, self.where(finding))[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return (finding.words, finding.why, self.where(finding))[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                return ", ".join((finding.words, finding.what, finding.why, self.where(finding)))
            case Qt.ItemDataRole.ForegroundRole if index.column() or not finding.open:
                return QColor(colours().muted)
        return None

    def _words(self, finding: Finding) -> str:
        glyph = "✓" if finding.accepted else _GLYPHS[finding.kind]
        return f"{glyph}  {' '.join(finding.words.split())}"

    def _head(self, section: Section, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if column == 0:
                return f"{section.title} ({len(section.findings)})"
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setBold(True)
                return font
        return None


def _tr(words: str) -> str:
    return QCoreApplication.translate("check", words)
