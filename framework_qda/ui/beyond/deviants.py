"""Mark the cases that do not fit a central chart or a linkage grid, with why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from framework_qda.reading.plan import Line, Plan
from framework_qda.ui.beyond.asking import Asking
from framework_qda.ui.beyond.choice import tool
from framework_qda.ui.beyond.keys import DEVIANT_KEYS
from framework_qda.ui.commands import window_action
from framework_qda.ui.comparing.kept import KeptViews
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio

DEVIANT: Final = "◆"


def marked(plan: Plan, notes: Mapping[str, str]) -> Plan:
    """Mark the lines of the cases that do not fit, and say why beneath their names."""
    return plan._replace(lines=tuple(_marked(line, notes) for line in plan.lines)) if notes else plan


def _marked(line: Line, notes: Mapping[str, str]) -> Line:
    if line.level or line.id not in notes:
        return line
    facts = "\u2028".join(filter(None, (notes[line.id], line.facts)))  # each in lines of its own
    return line._replace(title=f"{DEVIANT} {line.title}", facts=facts)


class Deviants(QObject):
    """Mark the case of the current line of a sheet by its button, its key or its menu.

    Marks belong to a view that is kept; one that is not yet is kept under `name` first, in the same step.
    """

    def __init__(self, studio: Studio, kept: KeptViews, sheet: ReadingSheet, name: str, tab: QWidget) -> None:
        super().__init__(tab)
        self._studio, self._kept, self._sheet, self._name = studio, kept, sheet, name
        self.asking = Asking(tab)
        self.button: QToolButton = tool(
            "diamond", self.tr("Mark the current case as one that does not fit (%s)") % DEVIANT_KEYS, tab
        )
        self.button.clicked.connect(self.ask)
        key = QShortcut(QKeySequence(DEVIANT_KEYS), tab)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.ask)
        sheet.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        sheet.customContextMenuRequested.connect(self._open_menu)

    @property
    def notes(self) -> Mapping[str, str]:
        """The cases marked in the view on show, each with why."""
        view = self._kept.view
        return self._studio.study.deviants(view.id) if view else {}

    @property
    def current(self) -> Line | None:
        """The case of the current line."""
        row, lines = self._sheet.currentIndex().row(), self._sheet.plan.lines
        return lines[row] if 0 <= row < len(lines) and not lines[row].level else None

    def ask(self) -> None:
        """Ask why the current case does not fit, and mark it; where none is current, offer all on show."""
        if case := self.current:
            self._ask_of(case)
        else:
            self.cases_menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _ask_of(self, case: Line) -> None:
        name = case.title.removeprefix(f"{DEVIANT} ")
        self.asking.ask(
            self.button,
            self.tr("Why does “%s” not fit?") % name,
            self.notes.get(case.id, ""),
            lambda why: self.mark(case.id, why),
        )

    def mark(self, case: str, why: str) -> None:
        """Mark a case; undo takes it back."""
        study = self._studio.study
        with study.action(
            f"Mark a deviant case in “{self._kept.view.name if self._kept.view else self._name}”"
        ):
            if self._kept.view is None:
                self._kept.keep(self._free_name())
            if view := self._kept.view:
                study.mark_deviant(view.id, case, why)

    def unmark(self, case: str) -> None:
        """Take a mark away."""
        if view := self._kept.view:
            self._studio.study.mark_deviant(view.id, case, deviant=False)

    def _free_name(self) -> str:
        taken = {view.name for view in self._studio.study.views()}
        names = (self._name if n == 1 else f"{self._name} {n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def cases_menu(self) -> QMenu:
        """Offer the cases on show to be marked."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for case in (line for line in self._sheet.plan.lines if not line.level):
            menu.addAction(case.title.replace("&", "&&"), lambda case=case: self._ask_of(case))
        if menu.isEmpty():
            menu.addAction(self.tr("There is no case here to be marked.")).setEnabled(False)
        return menu

    def menu(self) -> QMenu:
        """Offer what can be done with the current case."""
        menu, case = QMenu(self._sheet), self.current
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if case and case.id in self.notes:
            menu.addAction(self.tr("Change why it does not fit…"), self.ask)
            menu.addAction(self.tr("It fits after all"), lambda: self.unmark(case.id))
        elif case:
            menu.addAction(self.tr("Mark as a case that does not fit…"), self.ask)
        if key := self._sheet.current_key:
            menu.addAction(self.tr("Write in this cell"), lambda: self._sheet.charting_wanted.emit(*key))
            menu.addAction(window_action(self._sheet, "quote"))
        return menu

    def _open_menu(self, place: QPoint) -> None:
        self.menu().popup(self._sheet.viewport().mapToGlobal(place))
