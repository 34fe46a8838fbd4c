"""The study at the left: its areas with their interviews, its matrices with their sub-topics."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from framework_qda.study.model import Change
from framework_qda.ui.icons import icon
from framework_qda.ui.outlines.cases import CaseOutline
from framework_qda.ui.outlines.framework import FrameworkOutline
from framework_qda.ui.outlines.outline import Outline
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class Navigator(QWidget):
    """Both outlines, one above the other."""

    area_chosen = Signal(str)
    interview_chosen = Signal(str)
    matrix_chosen = Signal(str)
    subtopic_chosen = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseOutline(studio)
        self.cases.setAccessibleName(self.tr("Areas and interviews"))
        self.framework = FrameworkOutline(studio)
        self.framework.setAccessibleName(self.tr("Matrices and sub-topics"))
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self._section(self.tr("Study"), self.cases))
        self._splitter.addWidget(self._section(self.tr("Framework"), self.framework))
        self._splitter.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._splitter)
        self.setAutoFillBackground(True)
        self.cases.chosen.connect(self._case_chosen)
        self.framework.chosen.connect(self._framework_chosen)
        studio.changed.connect(self._refresh)
        self.load()

    def load(self) -> None:
        """Fill both outlines anew."""
        self.cases.load()
        self.framework.load()

    def _section(self, title: str, outline: Outline) -> QWidget:
        section, head = QWidget(), QHBoxLayout()
        label = QLabel(title)
        label.setProperty("heading", True)
        add = QToolButton(
            icon=icon("plus"), toolTip=self.tr("Add"), accessibleName=self.tr("Add to %s") % title
        )
        add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu: Any = QMenu(add)
        menu.aboutToShow.connect(lambda: (menu.clear(), outline.add_actions(menu)))
        add.setMenu(menu)
        head.setContentsMargins(3 * STEP, 2 * STEP, STEP, STEP)
        head.addWidget(label, 1)
        head.addWidget(add)
        column = QVBoxLayout(section, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(outline, 1)
        return section

    def _refresh(self, change: Change) -> None:
        if change.touches("area", "interview", "matrix", "subtopic"):
            self.load()
        elif change.touches("cell"):
            self.cases.load_rings()
            self.framework.load_rings()

    def _case_chosen(self, row: str, level: int) -> None:
        (self.area_chosen if level == 0 else self.interview_chosen).emit(row)

    def _framework_chosen(self, row: str, level: int) -> None:
        (self.matrix_chosen if level == 0 else self.subtopic_chosen).emit(row)
