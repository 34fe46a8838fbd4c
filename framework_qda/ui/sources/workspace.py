"""The sources workspace: the sheet of interviews at the left, the words of the current one at the right."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import InterviewId, Subject
from framework_qda.ui.attributes.dialog import AttributeDialog, fill_attribute_menu
from framework_qda.ui.attributes.workspace import AttributeWorkspace
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
        interviews = QWidget()
        page = QVBoxLayout(interviews, spacing=0)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(bar)
        page.addWidget(self.table, 1)
        self._attributes_page = QWidget()
        self.tabs = QTabWidget(self, documentMode=True)
        self.tabs.setAccessibleName(self.tr("Interviews or attributes"))
        self.tabs.addTab(interviews, self.tr("Interviews"))
        self.tabs.addTab(self._attributes_page, self.tr("Attributes"))
        self.tabs.currentChanged.connect(self._tab_chosen)
        whole = QVBoxLayout(self, spacing=0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)

    def _tab_chosen(self, tab: int) -> None:
        if tab == 1:
            self.attributes.view.setFocus()

    @cached_property
    def attributes(self) -> AttributeWorkspace:
        """The sheet of attributes, made when it is first looked at."""
        attributes = AttributeWorkspace(self.studio)
        page = QVBoxLayout(self._attributes_page)
        page.addWidget(attributes)
        attributes.show()  # now, so that it can have the keyboard
        page.setContentsMargins(0, 0, 0, 0)
        return attributes

    def show_attributes(self, subject: Subject = Subject.AREA) -> None:
        """Show the attributes of areas, interviews or participants."""
        self.tabs.setCurrentIndex(1)
        self.attributes.show_subject(subject)

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
            fill_attribute_menu(menu, self.studio, attribute, self)
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
