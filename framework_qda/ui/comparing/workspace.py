"""The compare workspace: tabs, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from framework_qda.ui import settings
from framework_qda.ui.comparing.tab import ComparingTab
from framework_qda.ui.extents import Extent
from framework_qda.ui.out_buttons import OutButtons
from framework_qda.ui.studio import Studio

_ZOOM = "compare/zoom"


class Kind(NamedTuple):
    """A tab that is not made yet: its name, its title, and what makes it."""

    name: str
    title: str
    make: Callable[[Studio], ComparingTab]


def _side_by_side(studio: Studio) -> ComparingTab:
    from framework_qda.ui.comparing.side_by_side import SideBySide

    return SideBySide(studio)


def _typology(studio: Studio) -> ComparingTab:
    from framework_qda.ui.beyond.typology import TypologyTab

    return TypologyTab(studio)


def _central_chart(studio: Studio) -> ComparingTab:
    from framework_qda.ui.beyond.central_chart import CentralChartTab

    return CentralChartTab(studio)


def _linkage(studio: Studio) -> ComparingTab:
    from framework_qda.ui.beyond.linkage import LinkageTab

    return LinkageTab(studio)


def _figures(studio: Studio) -> ComparingTab:
    from framework_qda.ui.beyond.figures import FiguresTab

    return FiguresTab(studio)


TABS: Sequence[Kind] = (
    Kind("side by side", "Side by side", _side_by_side),
    Kind("typology", "Typology", _typology),
    Kind("central chart", "Central chart", _central_chart),
    Kind("linkage", "Linkage", _linkage),
    Kind("figures", "Pictures", _figures),
)


class CompareWorkspace(QWidget):
    """Show one tab at a time, and hand on what they tell; see `ComparingTab`."""

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str, str)
    link_clicked = Signal(str)
    mode_wanted = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._made: dict[str, ComparingTab] = {}
        self.tabs = QTabBar(self, drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("Ways to compare"))
        self._pages = QStackedWidget(self)
        self.out = OutButtons(self)
        for kind in TABS:
            self.tabs.addTab(self.tr(kind.title))
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.out.beside(self.tabs))
        column.addWidget(self._pages, 1)
        self.show_tab(settings.get(self._key, TABS[0].name))
        self.tabs.currentChanged.connect(lambda n: self.show_tab(TABS[n].name))

    @property
    def _key(self) -> str:
        return settings.for_study(self._studio.study.path, "compare/tab")

    @property
    def tab(self) -> ComparingTab:
        """The tab on show."""
        return self._made[TABS[self.tabs.currentIndex()].name]

    @property
    def table(self) -> QWidget:
        """What takes the keyboard."""
        return self.tab.head

    @property
    def current_key(self) -> tuple[str, str] | None:
        """The current cell of the tab on show."""
        return self.tab.current_key

    def show_tab(self, name: str) -> ComparingTab:
        """Bring a tab to the front, by its name, with the keyboard in it."""
        kind = next((each for each in TABS if each.name == name), TABS[0])
        tab = self._made.get(kind.name) or self._make(kind)
        self.tabs.setCurrentIndex(TABS.index(kind))
        along_tabs = self.tabs.hasFocus()
        if self._pages.currentWidget() is not tab:
            self._pages.setCurrentWidget(tab)
            if self.isVisible() and not along_tabs:  # the arrows go on along the tabs
                tab.head.setFocus()
        settings.put(self._key, kind.name)
        if key := tab.current_key:
            self.cell_chosen.emit(*key)
        return tab

    def shows(self, name: str) -> bool:
        """Tell whether a tab is on show, by its name."""
        return TABS[self.tabs.currentIndex()].name == name

    def step_tab(self, step: int) -> None:
        """Bring the next tab to the front."""
        self.show_tab(TABS[(self.tabs.currentIndex() + step) % len(TABS)].name)
        self.table.setFocus()

    # Going through the plan on show ------------------------------------------------------------------

    def extents(self) -> list[Extent]:
        """Say what of the tab on show can be taken out."""
        return self.tab.extents()

    def come_to(self, interview: str, subtopic: str) -> bool:
        """Go on at a cell that was current elsewhere; False where it is not on show."""
        return self.tab.reading_sheet is not None and self.tab.reading_sheet.choose(interview, subtopic)

    def step(self, columns: int, rows: int) -> bool:
        """Go to a neighbouring cell; False at the edge."""
        return self.tab.reading_sheet is not None and self.tab.reading_sheet.step(columns, rows)

    def show_interview(self, interview: str) -> bool:
        """Go to an interview, in the current sub-topic if it stands there; False where it is not on show."""
        return self._go_to(0, interview)

    def show_subtopic(self, subtopic: str) -> bool:
        """Go to a sub-topic, for the current interview if it stands there; False where it is not on show."""
        return self._go_to(1, subtopic)

    def _go_to(self, part: int, wanted: str) -> bool:
        sheet, here = self.tab.reading_sheet, self.current_key
        if sheet is None:
            return False
        keys = [key for key in sheet.plan.keys() if key[part] == wanted]  # noqa: SIM118 # a plan is no dict
        same = [key for key in keys if here and key[1 - part] == here[1 - part]]
        return bool(keys) and sheet.choose(*(same or keys)[0])

    def zoom_in(self) -> None:
        self._zoom(0.1)

    def zoom_out(self) -> None:
        self._zoom(-0.1)

    def zoom_reset(self) -> None:
        self._zoom(None)

    def _zoom(self, step: float | None) -> None:
        """Scale the type of all that is compared."""
        zoom = 1.0 if step is None else settings.get(_ZOOM, 1.0) + step
        settings.put(_ZOOM, min(2.0, max(0.6, zoom)))
        for tab in self._made.values():
            if tab.reading_sheet:
                tab.reading_sheet.set_zoom(zoom)

    def _make(self, kind: Kind) -> ComparingTab:
        tab = self._made[kind.name] = kind.make(self._studio)
        tab.cell_chosen.connect(self.cell_chosen)
        tab.cell_left.connect(self.cell_left)
        tab.charting_wanted.connect(self.charting_wanted)
        tab.link_clicked.connect(self.link_clicked)
        tab.mode_wanted.connect(self.mode_wanted)
        if tab.reading_sheet:
            tab.reading_sheet.set_zoom(settings.get(_ZOOM, 1.0))
            tab.reading_sheet.zoom_wanted.connect(lambda step: self._zoom(0.1 * step))
        self._pages.addWidget(tab)
        return tab
