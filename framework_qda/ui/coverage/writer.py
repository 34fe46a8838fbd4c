"""Choose an analyst, to see only what she or he wrote last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio


class WriterButton(QToolButton):
    """A button that says whose cells are shown, with a menu of all who wrote any; "" stands for anybody."""

    chosen = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent, icon=icon("user"))
        self._studio = studio
        self.writer = ""
        self._names = QMenu(self)
        self._names.aboutToShow.connect(self._offer)
        self.setMenu(self._names)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def choose(self, writer: str) -> None:
        """Choose an analyst, or everybody."""
        if writer != self.writer:
            self.writer = writer
            self._say()
            self.chosen.emit(writer)

    def _say(self) -> None:
        words = self.tr("Last written by %s") % (self.writer or self.tr("anybody"))
        self.setText(self.writer or self.tr("Anybody"))
        self.setToolTip(words)
        self.setAccessibleName(words)

    def _offer(self) -> None:
        self._names.clear()
        group = QActionGroup(self._names)
        for writer in ["", *sorted(set(self._studio.study.last_writers().values()))]:
            action = QAction(
                writer or self.tr("Anybody"), group, checkable=True, checked=writer == self.writer
            )
            action.triggered.connect(lambda _checked, writer=writer: self.choose(writer))
            self._names.addAction(action)
