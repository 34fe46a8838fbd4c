"""The sources workspace: the sheet of interviews at the left, the words of the current one at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused
from framework_qda.study.model import Attribute, AttributeType, InterviewId, Subject
from framework_qda.ui.icons import icon
from framework_qda.ui.sources.sheet import InterviewSheet, choices
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class SourcesWorkspace(QWidget):
    """Every interview with its facts; `interview_chosen(id)` follows the current row."""

    interview_chosen = Signal(str)
    import_wanted = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.sheet = InterviewSheet(studio, self)
        self.table = _SheetView()
        self.table.setModel(self.sheet)
        self.table.setAccessibleName(self.tr("Interviews and their attributes"))
        self.table.setItemDelegate(_ChoiceDelegate(self.sheet, self))
        self.table.setAlternatingRowColors(True)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        header = self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self._message = QLabel(wordWrap=True, visible=False)
        self._message.setAccessibleName(self.tr("Message"))
        self._build()
        self._set_widths()
        self.sheet.refused.connect(self._say)
        self.sheet.modelAboutToBeReset.connect(self._keep_place)
        self.sheet.modelReset.connect(self._set_widths)
        self.sheet.modelReset.connect(self._restore_place)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)

    def _build(self) -> None:
        bar = QHBoxLayout(spacing=STEP)
        bar.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        bar.addWidget(self._button("file-plus", self.tr("Import interviews"), self.import_wanted.emit))
        bar.addWidget(self._button("tag", self.tr("New attribute"), self.add_attribute))
        bar.addWidget(self._message, 1)
        bar.addStretch()
        page = QVBoxLayout(self, spacing=0)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(bar)
        page.addWidget(self.table, 1)

    def _button(self, symbol: str, text: str, run) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton(icon=icon(symbol), text=text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(run)
        return button

    def _set_widths(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3 * STEP)
        for n, column in enumerate(self.sheet.columns):
            longest = max(
                [
                    len(column.name) + 2,
                    *(len(self.sheet.index(r, n).data()) for r in range(min(50, len(self.sheet.rows)))),
                ]
            )
            self.table.setColumnWidth(n, letter * min(44, longest + 4))

    def _keep_place(self) -> None:
        index = self.table.currentIndex()
        here = self.sheet.rows[index.row()].id if index.isValid() else None
        self._place = (here, index.column(), len(self.sheet.columns))

    def _restore_place(self) -> None:
        interview, column, columns = self._place
        if len(self.sheet.columns) > columns:  # a new attribute: show it
            column = len(self.sheet.columns) - 1
        row = self.sheet.row_of(interview) if interview else -1
        self.table.setCurrentIndex(self.sheet.index(row, column))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _row_chosen(self, index: QModelIndex) -> None:
        self._say("")
        if index.isValid():
            self.interview_chosen.emit(self.sheet.rows[index.row()].id)

    def show_interview(self, interview: InterviewId) -> None:
        """Make the row of an interview the current one."""
        if (row := self.sheet.row_of(interview)) >= 0 and self.table.currentIndex().row() != row:
            self.table.setCurrentIndex(self.sheet.index(row, max(0, self.table.currentIndex().column())))

    # Attributes -------------------------------------------------------------------------------------

    def add_attribute(self) -> None:
        """Ask for a new attribute."""
        AttributeDialog(self.studio, None, self).open()

    def _header_menu(self, place: QPoint) -> None:
        column = self.table.horizontalHeader().logicalIndexAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        attribute = self.sheet.columns[column].attribute if column >= 0 else None
        if attribute is not None:
            words = self.tr("Name and type of “%s”…") % attribute.name
            menu.addAction(
                icon("pencil-simple"), words, lambda: AttributeDialog(self.studio, attribute, self).open()
            )
            others = [
                each for each in self.studio.study.attributes(attribute.subject) if each.id != attribute.id
            ]
            move = menu.addMenu(self.tr("Move before"))
            for other in others:
                move.addAction(
                    other.name, lambda before=other.id: self.studio.study.move_attribute(attribute.id, before)
                )
            move.setEnabled(bool(others))
            menu.addAction(
                icon("trash"),
                self.tr("Delete “%s”") % attribute.name,
                lambda: self.studio.study.delete_attribute(attribute.id),
            )
            menu.addSeparator()
        menu.addAction(icon("tag"), self.tr("New attribute"), self.add_attribute)
        menu.popup(self.table.horizontalHeader().viewport().mapToGlobal(place))


class _SheetView(QTableView):
    """A table in which Enter writes a value and goes one row down, as in a sheet."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)


class AttributeDialog(QDialog):
    """Ask for the name, subject and type of an attribute, new or old."""

    def __init__(self, studio: Studio, attribute: Attribute | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Attribute"))
        self._studio, self._attribute = studio, attribute
        self.name = QLineEdit(attribute.name if attribute else "")
        self.subject = QComboBox(enabled=attribute is None)
        self.subject.addItems([str(each) for each in Subject])
        self.subject.setCurrentText(str(attribute.subject) if attribute else str(Subject.INTERVIEW))
        self.type = QComboBox()
        self.type.addItems([str(each) for each in AttributeType])
        self.type.setCurrentText(str(attribute.type) if attribute else str(AttributeType.TEXT))
        self.choices = QPlainTextEdit("\n".join(attribute.choices) if attribute else "")
        self.choices.setProperty("framed", True)
        self.choices.setPlaceholderText(self.tr("One a line, lowest first"))
        self.choices.setTabChangesFocus(True)
        self._message = QLabel(wordWrap=True, visible=False)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Of the"), self.subject)
        form.addRow(self.tr("&Type"), self.type)
        form.addRow(self.tr("&Choices"), self.choices)
        form.addRow(self._message)
        form.addRow(buttons)
        self.type.currentTextChanged.connect(
            lambda kind: self.choices.setEnabled(kind == AttributeType.ORDERED)
        )
        self.choices.setEnabled(self.type.currentText() == AttributeType.ORDERED)
        self.name.setFocus()

    def accept(self) -> None:
        try:
            self._write()
        except Refused as refusal:
            self._message.setText(str(refusal))
            self._message.setVisible(True)
            return
        super().accept()

    def _write(self) -> None:
        study = self._studio.study
        type_ = AttributeType(self.type.currentText())
        listed = [line.strip() for line in self.choices.toPlainText().splitlines() if line.strip()]
        if self._attribute is None:
            study.add_attribute(Subject(self.subject.currentText()), self.name.text(), type_, listed)
            return
        with study.action(self.tr("Change attribute “%s”") % self._attribute.name):
            study.set_attribute_type(self._attribute.id, type_, listed)
            if self.name.text().strip() != self._attribute.name:
                study.rename_attribute(self._attribute.id, self.name.text())


class _ChoiceDelegate(QStyledItemDelegate):
    """Offer the choices of an ordered attribute, of the kind and of the area, where others are typed."""

    def __init__(self, sheet: InterviewSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        offered = self._offered(index.column())
        if not offered:
            return super().createEditor(parent, option, index)
        combo = QComboBox(parent)
        combo.addItems(offered)
        combo.setEditable(index.column() == 0)
        return combo

    def _offered(self, column: int) -> list[str]:
        if column == 0:
            return [area.name for area in self._sheet.studio.study.areas()]
        if column == 3:
            return ["notes", "transcript"]
        listed = choices(self._sheet.columns[column])
        return ["", *listed] if listed else []

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model, index) -> None:  # type: ignore[no-untyped-def]
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)
