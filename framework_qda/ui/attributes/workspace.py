"""The sheet of attributes with its switch between areas, interviews and participants."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import Change, Subject
from framework_qda.ui.attributes.dialog import AttributeDialog, fill_attribute_menu
from framework_qda.ui.attributes.model import TABLES, AttributeSheet
from framework_qda.ui.attributes.view import SheetView
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class AttributeWorkspace(QWidget):
    """Every fact about areas, interviews and participants, typed and pasted as in Excel."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.sheet = AttributeSheet(studio, self)
        # What was said holds until something is changed or undone; the sheet has followed by then.
        studio.changed.connect(self._forget_what_was_said)
        self.view = SheetView(self.sheet, self)
        self.switches: dict[Subject, QToolButton] = {}
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setAccessibleName(self.tr("Message"))
        self._nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._nothing.setProperty("muted", True)
        self._pages = QStackedWidget()
        self._place = (-1, -1)
        self._build()
        self._connect()
        self.setFocusProxy(self.view)
        self.show_subject(Subject.AREA)

    def _build(self) -> None:
        self.new_button = self._button("tag", self.tr("New attribute"))
        self.attribute_button = self._button("dots-three", self.tr("Attribute"))
        self.attribute_button.setMenu(QMenu(self.attribute_button))
        self.attribute_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.paste_button = self._button("clipboard-text", self.tr("Paste"))
        self.copy_button = self._button("copy", self.tr("Copy all"))
        bar = QHBoxLayout(spacing=STEP)
        bar.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        names = {
            Subject.AREA: self.tr("Areas"),
            Subject.INTERVIEW: self.tr("Interviews"),
            Subject.PARTICIPANT: self.tr("Participants"),
        }
        group = QButtonGroup(self)
        for subject, name in names.items():
            switch = QToolButton(text=name, checkable=True)
            switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            switch.clicked.connect(lambda _on, each=subject: self.show_subject(each))
            group.addButton(switch)
            self.switches[subject] = switch
            bar.addWidget(switch)
        bar.addSpacing(4 * STEP)
        for button in (self.new_button, self.attribute_button, self.paste_button, self.copy_button):
            bar.addWidget(button)
        bar.addStretch(1)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._nothing)
        self.message.setContentsMargins(3 * STEP, 0, 3 * STEP, STEP)
        page = QVBoxLayout(self, spacing=0)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(bar)
        page.addWidget(self.message)
        page.addWidget(self._pages, 1)

    def _button(self, symbol: str, text: str) -> QToolButton:
        button = QToolButton(icon=icon(symbol), text=text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.add_attribute)
        self.attribute_button.menu().aboutToShow.connect(self._fill_menu)
        self.paste_button.clicked.connect(self.view.paste)
        self.copy_button.clicked.connect(self.view.copy_all)
        self.sheet.told.connect(self.say)
        self.view.told.connect(self.say)
        self.sheet.modelAboutToBeReset.connect(self._keep_place)
        self.sheet.modelReset.connect(self._lay_out)
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self._say_why(now))
        header = self.view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)

    def show_subject(self, subject: Subject) -> None:
        """Show the attributes of areas, interviews or participants."""
        self.switches[subject].setChecked(True)
        self.say("")
        self.sheet.show_subject(subject)

    def say(self, sentence: str) -> None:
        """Show a sentence above the sheet, or none."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _forget_what_was_said(self, change: Change) -> None:
        if change.touches(*TABLES):
            self.say(self.sheet.why_wrong(self.view.currentIndex()))

    def _say_why(self, index) -> None:  # type: ignore[no-untyped-def]
        why = self.sheet.why_wrong(index)
        if why or not self.sheet.wrong():
            self.say(why)

    def _keep_place(self) -> None:
        self._place = (self.view.currentIndex().row(), self.view.currentIndex().column())

    def _lay_out(self) -> None:
        row, column = (max(0, each) for each in self._place)
        metrics = self.view.fontMetrics()
        self.view.verticalHeader().setDefaultSectionSize(metrics.height() + 3 * STEP)
        for n, attribute in enumerate(self.sheet.columns):
            texts = [str(self.sheet.index(r, n).data()) for r in range(min(50, len(self.sheet.rows)))]
            longest = max(map(len, [attribute.name, attribute.type, *texts]))
            self.view.setColumnWidth(n, metrics.averageCharWidth() * min(44, longest + 5))
        self.view.setCurrentIndex(
            self.sheet.index(min(row, len(self.sheet.rows) - 1), min(column, len(self.sheet.columns) - 1))
        )
        self._nothing.setText(
            self.tr("There is nothing here yet that could have attributes.")
            if not self.sheet.rows
            else self.tr("No attribute yet. Press “New attribute”.")
        )
        self._pages.setCurrentIndex(0 if self.sheet.rows and self.sheet.columns else 1)
        self.attribute_button.setEnabled(bool(self.sheet.columns))

    # Attributes -------------------------------------------------------------------------------------

    def add_attribute(self) -> None:
        """Ask for a new attribute of what is on show."""
        AttributeDialog(self.studio, None, self, self.sheet.subject).open()

    def _fill_menu(self) -> None:
        menu = self.attribute_button.menu()
        menu.clear()
        column = self.view.currentIndex().column()
        if 0 <= column < len(self.sheet.columns):
            fill_attribute_menu(menu, self.studio, self.sheet.columns[column], self)

    def _header_menu(self, place: QPoint) -> None:
        column = self.view.horizontalHeader().logicalIndexAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if column >= 0:
            fill_attribute_menu(menu, self.studio, self.sheet.columns[column], self)
            menu.addSeparator()
        menu.addAction(icon("tag"), self.tr("New attribute"), self.add_attribute)
        menu.popup(self.view.horizontalHeader().viewport().mapToGlobal(place))
