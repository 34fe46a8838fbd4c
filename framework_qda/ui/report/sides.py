"""The tabs at the right of a draft: each is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from framework_qda.ui.icons import icon

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace


class Side(NamedTuple):
    """A tab: its name in the program, its words, its icon, and what makes it; that imports what it needs."""

    name: str
    words: str
    symbol: str
    make: Callable[[ReportWorkspace], QWidget]


def _evidence(workspace: ReportWorkspace) -> QWidget:
    from framework_qda.ui.report.beside import evidence

    return evidence(workspace)


def _claims(workspace: ReportWorkspace) -> QWidget:
    from framework_qda.ui.report.beside import unfounded

    return unfounded(workspace)


def _quotations(workspace: ReportWorkspace) -> QWidget:
    from framework_qda.ui.report.drawer import QuotationDrawer

    return QuotationDrawer(workspace)


def _objects(workspace: ReportWorkspace) -> QWidget:
    from framework_qda.ui.report.insert_pane import InsertPane

    return InsertPane(workspace)


SIDES: tuple[Side, ...] = (
    Side("quotations", "Quotations", "quotes", _quotations),
    Side("objects", "Insert", "plus", _objects),
    Side("evidence", "Evidence", "path", _evidence),
    Side("claims", "Claims", "question", _claims),
)


class Sides(QTabWidget):
    """The tabs of one workspace."""

    def __init__(self, workspace: ReportWorkspace) -> None:
        super().__init__(documentMode=True)
        self._workspace = workspace
        self._made = dict[str, QWidget]()
        self.setAccessibleName(self.tr("Beside the draft"))
        self.tabBar().setAccessibleName(self.tr("Beside the draft"))
        for side in SIDES:
            page = QWidget()
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            number = self.addTab(page, icon(side.symbol), self.tr(side.words))
            self.setTabToolTip(number, self.tr(side.words))
            self.tabBar().setAccessibleTabName(number, self.tr(side.words))
        self.currentChanged.connect(self._furnish)
        self.currentChanged.connect(self._fit)

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self._furnish(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_: object) -> None:
        """Show the words of all tabs where there is room for them, else of the current one alone."""
        for number, side in enumerate(SIDES):
            self.setTabText(number, self.tr(side.words))
            self.setTabIcon(number, icon(side.symbol))
        if self.tabBar().sizeHint().width() > self.width():
            for number in range(self.count()):
                if number == self.currentIndex():
                    self.setTabIcon(number, QIcon())
                else:
                    self.setTabText(number, "")

    def _furnish(self, number: int) -> None:
        if 0 <= number < len(SIDES) and self.isVisible():
            self.side(SIDES[number].name)

    def side(self, name: str) -> QWidget:
        """Give what a tab holds, making it where nobody has looked at it yet."""
        if name not in self._made:
            number = next(n for n, each in enumerate(SIDES) if each.name == name)
            made = self._made[name] = SIDES[number].make(self._workspace)
            self.widget(number).layout().addWidget(made)
            made.show()
        return self._made[name]

    def show_side(self, name: str) -> QWidget:
        """Bring a tab to the front."""
        self.setCurrentIndex(next(n for n, each in enumerate(SIDES) if each.name == name))
        return self.side(name)
