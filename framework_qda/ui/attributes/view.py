"""A table that is typed in, pasted into and copied from as in Excel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from framework_qda.study.model import AttributeType
from framework_qda.text.counting import counted
from framework_qda.ui.attributes.block import Pasted, placed, read_block, write_block
from framework_qda.ui.attributes.model import AttributeSheet

Index = QModelIndex | QPersistentModelIndex
_NAMED = 6  # names told of those that nothing is called


class SheetView(QTableView):
    """Enter writes and goes down, unless what was typed does not fit; `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, sheet: AttributeSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._refused = False
        self.setModel(sheet)
        self.setItemDelegate(_Delegate(sheet, self))
        self.setAccessibleName(self.tr("Attributes"))
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        sheet.refused.connect(self._stay)

    def _stay(self, _index: QModelIndex) -> None:
        self._refused = True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        refused, self._refused = self._refused, False
        if refused:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:  # left over by the editor
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen values on the clipboard; of the whole sheet with its names."""
        places = [(index.row(), index.column()) for index in self.selectedIndexes()]
        whole = len(places) == self.sheet.rowCount() * self.sheet.columnCount() > 1
        if places:
            self.put(self.sheet.whole() if whole else self.sheet.block(places))

    def copy_all(self) -> None:
        """Put the whole sheet with its names on the clipboard."""
        self.put(self.sheet.whole())
        self.told.emit(self.tr("The whole sheet is on the clipboard; paste it into a spreadsheet."))

    def put(self, rows: list[list[str]]) -> None:
        """Put rows on the clipboard as a spreadsheet does."""
        QGuiApplication.clipboard().setText(write_block(rows))

    def clear_chosen(self) -> None:
        """Take the chosen values away, as one step."""
        places = {(index.row(), index.column()): "" for index in self.selectedIndexes()}
        if places:
            sentence = counted(len(places), self.tr("Clear 1 value"), self.tr("Clear %d values"))
            self.sheet.write_many(places, sentence)

    def paste(self) -> None:
        """Write what is on the clipboard from the current cell on, or where its names say, as one step."""
        block, index = read_block(QGuiApplication.clipboard().text()), self.currentIndex()
        if not block or not self.sheet.rows:
            self.told.emit(self.tr("There is nothing on the clipboard that could be pasted here."))
            return
        if len(block) == len(block[0]) == 1:
            chosen = {(each.row(), each.column()) for each in self.selectedIndexes()}
            pasted = Pasted(dict.fromkeys(chosen, block[0][0]))
        else:
            at = (max(0, index.row()), max(0, index.column()))
            heads = [column.name for column in self.sheet.columns]
            pasted = placed(block, [row.names for row in self.sheet.rows], heads, at)
        sentence = counted(len(pasted.values), self.tr("Paste 1 value"), self.tr("Paste %d values"))
        wrong = self.sheet.write_many(pasted.values, sentence, pasted.new) if pasted.values else 0
        self._choose(pasted.values)
        self.told.emit(self._pasted(pasted, wrong))

    def _choose(self, values) -> None:  # type: ignore[no-untyped-def]
        self.clearSelection()
        for row, column in values:
            self.selectionModel().select(
                self.sheet.index(row, column), QItemSelectionModel.SelectionFlag.Select
            )

    def _pasted(self, pasted: Pasted, wrong: int) -> str:
        count, unknown, cut, new = len(pasted.values), pasted.unknown, pasted.cut, pasted.new
        said = [counted(count, self.tr("1 value pasted."), self.tr("%d values pasted."))]
        if new:
            names = self._listed(new)
            said.append(self.tr("New, as text: %s.") % names)
        if wrong:
            one = self.tr("1 of them does not fit and is marked ⚠.")
            said.append(counted(wrong, one, self.tr("%d of them do not fit and are marked ⚠.")))
        if cut:
            one = self.tr("1 had no room: there are no more rows or columns.")
            said.append(counted(cut, one, self.tr("%d had no room: there are no more rows or columns.")))
        if unknown:
            said.append(self.tr("Nothing here is called %s.") % self._listed(unknown))
        return " ".join(said)

    def _listed(self, names: Sequence[str]) -> str:
        more = self.tr(" and %d more") % (len(names) - _NAMED) if len(names) > _NAMED else ""
        return ", ".join(f"“{name}”" for name in names[:_NAMED]) + more


class _Delegate(QStyledItemDelegate):
    """Offer the choices of an ordered attribute in a list, and complete what others have already."""

    def __init__(self, sheet: AttributeSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        attribute = self._sheet.columns[index.column()]
        name = f"{self._sheet.rows[index.row()].title}, {attribute.name}"
        if attribute.type is AttributeType.ORDERED:
            combo = QComboBox(parent, editable=True, accessibleName=name)
            combo.addItems(["", *self._sheet.known(index.column())])
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            return combo
        line = QLineEdit(parent, accessibleName=name)
        hints = {AttributeType.DATE: "2012-02-28", AttributeType.NUMBER: "62"}
        line.setPlaceholderText(hints.get(attribute.type, ""))
        if attribute.type is AttributeType.TEXT:
            completer = QCompleter(self._sheet.known(index.column()), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model, index) -> None:  # type: ignore[no-untyped-def]
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        model.setData(index, text)
