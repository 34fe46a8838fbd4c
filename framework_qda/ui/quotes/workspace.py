"""The quotations workspace: board, ledger and check, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from framework_qda.study.authoring import QuotationId
from framework_qda.ui import settings
from framework_qda.ui.extents import Extent
from framework_qda.ui.quotes.tab import QuotesTab
from framework_qda.ui.studio import Studio

if TYPE_CHECKING:
    from framework_qda.ui.quotes.board import BoardTab
    from framework_qda.ui.quotes.board_rows import Shown


class Kind(NamedTuple):
    """A tab that is not made yet: its name, its title, and what makes it."""

    name: str
    title: str
    make: Callable[[Studio], QuotesTab]


def _board(studio: Studio) -> QuotesTab:
    from framework_qda.ui.quotes.board import BoardTab

    return BoardTab(studio)


def _ledger(studio: Studio) -> QuotesTab:
    from framework_qda.ui.quotes.ledger import LedgerTab

    return LedgerTab(studio)


def _check(studio: Studio) -> QuotesTab:
    from framework_qda.ui.quotes.check import CheckTab

    return CheckTab(studio)


TABS: Sequence[Kind] = (
    Kind("board", "Board", _board),
    Kind("ledger", "Ledger", _ledger),
    Kind("check", "Check", _check),
)


class QuotesWorkspace(QWidget):
    """Show one tab at a time, and hand on what they ask for; see `QuotesTab`."""

    passage_wanted = Signal(str)
    listen_wanted = Signal(str)
    cell_wanted = Signal(str, str)
    block_wanted = Signal(str, str)
    overview_wanted = Signal(str, str)
    quotation_chosen = Signal(str)
    export_wanted = Signal()
    sources_wanted = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._made: dict[str, QuotesTab] = {}
        self.tabs = QTabBar(self, drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("Quotations"))
        self._pages = QStackedWidget(self)
        for kind in TABS:
            self.tabs.addTab(self.tr(kind.title))
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.show_tab(TABS[0].name)
        self.tabs.currentChanged.connect(lambda n: self.show_tab(TABS[n].name))

    @property
    def tab(self) -> QuotesTab:
        """The tab on show."""
        return self._made[TABS[self.tabs.currentIndex()].name]

    @property
    def board(self) -> BoardTab:
        """The board of quotations."""
        return cast("BoardTab", self._tab("board"))

    @property
    def table(self) -> QWidget:
        """What takes the keyboard."""
        return self.tab.head

    @property
    def words_field(self) -> QLineEdit:
        """The field that finds quotations; it is the board's, so that is shown."""
        self.show_tab("board")
        return self.board.field

    def show_tab(self, name: str) -> QuotesTab:
        """Bring a tab to the front, by its name, with the keyboard in it."""
        tab, along_tabs = self._tab(name), self.tabs.hasFocus()
        self.tabs.setCurrentIndex(next(n for n, each in enumerate(TABS) if each.name == name))
        if self._pages.currentWidget() is not tab:
            self.save()
            self._pages.setCurrentWidget(tab)
            if self.isVisible() and not along_tabs:  # the arrows go on along the tabs
                tab.head.setFocus()
        return tab

    def shows(self, name: str) -> bool:
        """Tell whether a tab is on show, by its name; any is where none is named."""
        return not name or TABS[self.tabs.currentIndex()].name == name

    def step_tab(self, step: int) -> None:
        """Bring the next tab to the front."""
        self.show_tab(TABS[(self.tabs.currentIndex() + step) % len(TABS)].name)
        self.table.setFocus()

    def show_quotation(self, quotation: str) -> None:
        """Show one quotation on the board, with its panel."""
        self.show_tab("board")
        self.board.show_quotation(QuotationId(quotation))

    def show_quotations(self, quotations: Sequence[str]) -> None:
        """Show several quotations on the board, all of them chosen."""
        self.show_tab("board")
        self.board.show_quotations([QuotationId(each) for each in quotations])

    def show_where(self, shown: Shown) -> None:
        """Show on the board what another part of the window points at."""
        self.show_tab("board")
        self.board.show_where(shown)

    def save(self) -> bool:
        """Save at once what is typed in any tab."""
        saved = [tab.save() for tab in self._made.values()]
        return all(saved)

    # Between the quotations and the rest of the desk ---------------------------------------------------

    @property
    def current_key(self) -> tuple[str, str] | None:
        """The cell that the current quotation is from: its interview, and the first of its sub-topics."""
        study, current = self._studio.study, self.tab.current
        quotation = study.quotation(current) if current else None
        subtopics = study.subtopics_of_quotations().get(quotation.id, ()) if quotation else ()
        return (quotation.interview, subtopics[0]) if quotation and subtopics else None

    def come_to(self, interview: str, subtopic: str) -> bool:
        """Stay: what is current elsewhere is no quotation."""
        return False

    def step(self, columns: int, rows: int) -> bool:
        """Stay: there are no cells here to step through."""
        return False

    def extents(self) -> list[Extent] | None:
        """Say what of the tab on show can be taken out; None for matrices."""
        return self.tab.extents()

    def zoom_in(self) -> None:
        self._zoom(0.1)

    def zoom_out(self) -> None:
        self._zoom(-0.1)

    def zoom_reset(self) -> None:
        self._zoom(None)

    def _zoom(self, step: float | None) -> None:
        zoom = 1.0 if step is None else min(2.0, max(0.6, settings.get(_ZOOM, 1.0) + step))
        settings.put(_ZOOM, zoom)
        self.board.set_zoom(zoom)

    # Making tabs --------------------------------------------------------------------------------------

    def _tab(self, name: str) -> QuotesTab:
        return self._made.get(name) or self._make(next(each for each in TABS if each.name == name))

    def _make(self, kind: Kind) -> QuotesTab:
        tab = self._made[kind.name] = kind.make(self._studio)
        if kind.name == "board":
            self.board.sources_wanted.connect(self.sources_wanted)
        for mine, its in (
            (self.passage_wanted, tab.passage_wanted),
            (self.listen_wanted, tab.listen_wanted),
            (self.cell_wanted, tab.cell_wanted),
            (self.block_wanted, tab.block_wanted),
            (self.overview_wanted, tab.overview_wanted),
            (self.quotation_chosen, tab.quotation_chosen),
            (self.export_wanted, tab.export_wanted),
        ):
            its.connect(mine)
        tab.quotation_wanted.connect(self.show_quotation)
        tab.board_wanted.connect(self.show_where)
        self._pages.addWidget(tab)
        return tab


_ZOOM = "quotes/zoom"
