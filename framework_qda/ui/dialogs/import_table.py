"""The table of the import dialog: one row a file, with what the study is to know of its interview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.sources import refusal
from framework_qda.text.case import Case, Person
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours

FILE, AREA, INTERVIEW, KIND, DATE, PARTICIPANTS = range(6)
KINDS = ("notes", "transcript")
_MODEL_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass
class Row:
    """A file and its case; `edited` and `decided` once a person has changed the case or `wanted`."""

    path: Path
    case: Case
    wanted: bool = True
    edited: bool = False
    decided: bool = False

    def take_over(self, old: Row) -> Row:
        """Keep what a person has changed in the row that stood here before."""
        if old.edited:
            self.case, self.edited = old.case, True
        if old.decided:
            self.wanted, self.decided = old.wanted, True
        return self


class ImportTable(QAbstractTableModel):
    """The rows, with the checks that can be made before any file is read."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._attributes: list[tuple[str, str]] = []

    def fill(self, rows: Iterable[Row]) -> None:
        """Put other rows in the table; those a person has edited stay as they are."""
        before = {row.path: row for row in self.rows}
        self.beginResetModel()
        self.rows = [row.take_over(before[row.path]) if row.path in before else row for row in rows]
        self._attributes = list(dict.fromkeys(key for row in self.rows for key, _ in _facts(row.case)))
        self.endResetModel()
        self.edited.emit()

    def wanted(self) -> list[tuple[Path, Case]]:
        """Give the files that are to go in."""
        return [(row.path, row.case) for row in self.rows if row.wanted]

    def unreadable(self) -> list[StudyError]:
        """Say of each file that is left out for its format why it cannot be read."""
        refusals = [refusal(row.path) for row in self.rows if not row.wanted]
        return [refused for refused in refusals if refused]

    def areas(self) -> list[str]:
        """List the areas named in the table."""
        return list(dict.fromkeys(row.case.area for row in self.rows if row.case.area))

    def first_problem(self) -> tuple[QModelIndex, str] | None:
        """Find the first cell that must be put right before the import."""
        for number, row in enumerate(self.rows):
            for column in range(PARTICIPANTS + 1):
                problem = self._problem(row, column)
                if row.wanted and problem:
                    return self.index(number, column), problem
        return None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _MODEL_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _MODEL_INDEX) -> int:
        return 0 if parent.isValid() else PARTICIPANTS + 1 + len(self._attributes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        names = (
            self.tr("File"),
            self.tr("Area"),
            self.tr("Interview"),
            self.tr("Kind"),
            self.tr("Date"),
            self.tr("Participants"),
        )
        if section < len(names):
            return names[section]
        subject, name = self._attributes[section - len(names)]
        return f"{subject}: {name}"

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == FILE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() <= PARTICIPANTS else flags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.EditRole):
            return self._text(row, column)
        if role == _Role.CheckStateRole and column == FILE:
            return Qt.CheckState.Checked if row.wanted else Qt.CheckState.Unchecked
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return self._words(row, column, whole_path=role == _Role.ToolTipRole)
        return self._look(row, column, role)

    def _words(self, row: Row, column: int, *, whole_path: bool) -> str:
        text = str(row.path) if column == FILE and whole_path else self._text(row, column)
        return "\n".join(filter(None, (text, self._problem(row, column))))

    def _look(self, row: Row, column: int, role: int) -> Any:
        problem = bool(self._problem(row, column))
        match role:
            case _Role.DecorationRole if problem:
                return icon("warning")
            case _Role.ForegroundRole if problem:
                return QBrush(QColor(colours().warning))
            case _Role.ForegroundRole if not row.wanted or column > PARTICIPANTS:
                return QBrush(QColor(colours().muted))
            case _Role.FontRole if not row.wanted:
                font = QFont()
                font.setStrikeOut(True)
                return font
            case _:
                return None

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = _Role.EditRole
    ) -> bool:
        row, column = self.rows[index.row()], index.column()
        if role == _Role.CheckStateRole and column == FILE:
            row.wanted, row.decided = Qt.CheckState(value) == Qt.CheckState.Checked, True
        elif role == _Role.EditRole and FILE < column <= PARTICIPANTS:
            row.case, row.edited = _changed(row.case, column, " ".join(str(value).split())), True
        else:
            return False
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.edited.emit()
        return True

    def _text(self, row: Row, column: int) -> str:
        case = row.case
        if column > PARTICIPANTS:
            return dict(_facts(case)).get(self._attributes[column - PARTICIPANTS - 1], "")
        people = "; ".join(person.name for person in case.participants)
        return (row.path.name, case.area, case.interview, case.kind, case.date, people)[column]

    def _problem(self, row: Row, column: int) -> str:
        case = row.case
        if column == FILE and (refused := refusal(row.path)):
            return str(refused)
        if not row.wanted:
            return ""
        if column == AREA and not case.area:
            return self.tr("Say to which area “{}” belongs.").format(row.path.name)
        if column == INTERVIEW and not case.interview:
            return self.tr("Give the interview in “{}” a name.").format(row.path.name)
        if column == DATE and not _is_date(case.date):
            return self.tr("“{}” is no date; write it as 2012-02-28 or 28/02/2012.").format(case.date)
        return ""


def _facts(case: Case) -> list[tuple[tuple[str, str], str]]:
    """List the attributes a sheet gave: (subject, name) and the value, several participants' joined."""
    people = dict.fromkeys(name for person in case.participants for name in person.attributes)
    return [
        *((("area", name), value) for name, value in case.area_attributes.items()),
        *((("interview", name), value) for name, value in case.attributes.items()),
        *(
            (
                ("participant", name),
                "; ".join(person.attributes.get(name, "") for person in case.participants),
            )
            for name in people
        ),
    ]


def _changed(case: Case, column: int, text: str) -> Case:
    match column:
        case 1:
            return replace(case, area=text)
        case 2:
            return replace(case, interview=text)
        case 3:
            return replace(case, kind=text if text in KINDS else case.kind)
        case 4:
            return replace(case, date=_iso(text))
        case _:
            return replace(case, participants=_people(case.participants, text))


def _people(before: Sequence[Person], text: str) -> tuple[Person, ...]:
    """Name participants anew; each keeps the attributes of the one that stood in its place."""
    names = [name.strip() for name in text.split(";") if name.strip()]
    return tuple(
        replace(before[place], name=name) if place < len(before) else Person(name)
        for place, name in enumerate(names)
    )


def _iso(written: str) -> str:
    """Write a date in ISO 8601 where it can be read as one, else leave it to be put right."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    return written


def _is_date(text: str) -> bool:
    try:
        return not text or bool(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError:
        return False


class CaseEditing(QStyledItemDelegate):
    """Edits a cell; what is typed goes to every cell selected in that column."""

    def __init__(self, view: ImportView, areas: Iterable[str]) -> None:
        super().__init__(view)
        self._view = view
        self._areas = list(areas)  # those the study has

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        model = index.model()
        assert isinstance(model, ImportTable)
        if index.column() == AREA:
            return self._choice(parent, list(dict.fromkeys([*self._areas, *model.areas()])), free=True)
        if index.column() == KIND:
            return self._choice(parent, KINDS, free=False)
        editor = QLineEdit(parent)
        editor.setStyleSheet("QLineEdit { border-radius: 0; padding: 0 2px; }")
        return editor

    def _choice(self, parent: QWidget, items: Sequence[str], *, free: bool) -> QComboBox:
        choice = QComboBox(parent)
        choice.addItems(items)
        choice.setEditable(free)
        if line := choice.lineEdit():
            line.setStyleSheet("QLineEdit { border: none; border-radius: 0; padding: 0 2px; }")
        choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        choice.activated.connect(self._choose)
        return choice

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A combo box would take Enter as a choice too, and the cell would be written twice.
        if (
            isinstance(watched, QComboBox)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._finish(watched)
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        choice = self.sender()
        assert isinstance(choice, QComboBox)
        if self._view.editing:  # an editor that is being closed names its choice once more
            self._finish(choice)

    def _finish(self, choice: QComboBox) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data(_Role.EditRole))
            if line := editor.lineEdit():
                line.selectAll()  # so that typing takes the place of what is there
        else:
            super().setEditorData(editor, index)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        if text == index.data(_Role.EditRole):
            return
        chosen = [each for each in self._view.selectedIndexes() if each.column() == index.column()]
        for each in chosen if index in chosen else [index]:
            model.setData(each, text)


class ImportView(QTableView):
    """The table as a sheet: Enter edits, Space leaves a file out or takes it in again."""

    def __init__(self, model: ImportTable, areas: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._editing = CaseEditing(self, areas)
        self.setItemDelegate(self._editing)
        self.setAccessibleName(self.tr("Files to import"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 3 * STEP)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setTabKeyNavigation(False)

    @property
    def editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif not self.editing and event.key() == Qt.Key.Key_Space:
            self._toggle()
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        model = self.model()
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if rows:
            wanted = model.index(rows[0], FILE).data(_Role.CheckStateRole) == Qt.CheckState.Checked
            for row in rows:
                state = Qt.CheckState.Unchecked if wanted else Qt.CheckState.Checked
                model.setData(model.index(row, FILE), state, _Role.CheckStateRole)

    def dataChanged(  # type: ignore[override]
        self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()
    ) -> None:
        super().dataChanged(first, last, list(roles))
        if first.isValid() and first.row() == last.row():
            for column in range(first.column(), last.column() + 1):
                self._widen(first.siblingAtColumn(column))

    def _widen(self, index: QModelIndex) -> None:
        """Give a column the room for what was typed, as far as the table has any left."""
        wanted = self.fontMetrics().horizontalAdvance(str(index.data())) + 7 * STEP
        now = self.columnWidth(index.column())
        room = self.viewport().width() - self.horizontalHeader().length()
        if wanted > now and room > 0:
            self.setColumnWidth(index.column(), min(wanted, now + room))

    def fit_columns(self) -> None:
        """Give each column the room its first rows need, the widest ones a limit."""
        metrics, model = self.fontMetrics(), self.model()
        for column in range(model.columnCount()):
            texts = [str(model.headerData(column, Qt.Orientation.Horizontal))]
            texts += [str(model.index(row, column).data()) for row in range(min(60, model.rowCount()))]
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            extra = 12 * STEP if column == FILE else 7 * STEP
            self.setColumnWidth(column, min(widest + extra, metrics.averageCharWidth() * 42))
