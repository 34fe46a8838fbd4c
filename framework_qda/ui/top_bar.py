"""The bar above the panes: the study's title, the way to everything, undo, and the menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from framework_qda.ui.commands import Commands
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP


class TopBar(QWidget):
    """Show the commands that are always at hand."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.title = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.title.setIcon(icon("caret-down"))
        self.title.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the caret after the words
        self.title.setAccessibleName(self.tr("Study"))
        self.find_button = QPushButton(self.tr("Search or do anything") + "    Ctrl+K", flat=True)
        self.find_button.setProperty("field", True)
        self.find_button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._fit_field()
        self.find_button.clicked.connect(commands["palette"].trigger)
        self.menu_button = QToolButton(
            icon=icon("list"), toolTip=self.tr("Menu"), accessibleName=self.tr("Menu")
        )
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        row = QHBoxLayout(self, spacing=STEP)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        # Where both have no room, the title gives way: it stands on the window too.
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.find_button)
        row.addStretch(1)
        for name in ("undo", "redo"):
            row.addWidget(self._tool(name))
        row.addWidget(self.menu_button)

    def _fit_field(self) -> None:
        wide = self.find_button.fontMetrics().averageCharWidth() * 44
        self.find_button.setMaximumWidth(max(80 * STEP, wide, self.find_button.sizeHint().width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._fit_field)  # once the field has its new type too

    def _tool(self, name: str) -> QToolButton:
        action = self._commands[name]
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for group, actions in self._commands.grouped():
            inner = menu.addMenu(group)
            inner.setToolTipsVisible(True)
            inner.addActions(actions)
        return menu
