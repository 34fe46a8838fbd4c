"""Linkage: which cases have which values of two fields, and what their cells say."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from framework_qda.reading.page import Page
from framework_qda.reading.plan import Plan
from framework_qda.study import Study
from framework_qda.study.model import (
    NO_VALUE,
    Field,
    FieldId,
    FieldKind,
    FindingId,
    Subject,
    SubTopicId,
    TypologyId,
    ViewId,
    ViewKind,
)
from framework_qda.tasks.page_parts import case_names
from framework_qda.ui.beyond.base import UNITS, BeyondTab, remembered, unit_words
from framework_qda.ui.beyond.choice import Choice, line, tool
from framework_qda.ui.beyond.deviants import DEVIANT, Deviants, marked
from framework_qda.ui.beyond.kept_shapes import Linkage, linkage
from framework_qda.ui.beyond.linkage_grid import Grid, GridModel, GridView
from framework_qda.ui.comparing.kept import KeptViews
from framework_qda.ui.comparing.offers import subtopic_offers, with_toggled
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.reading.placed import placed_badges
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_MOST = 65  # of a hundred: what the grid may take of the height


def concerned(study: Study, field: Field | None) -> set[SubTopicId]:
    """Tell of which sub-topics a field speaks: those its categories, or those of its types, are of."""
    if field is None:
        return set()
    if field.kind is FieldKind.CATEGORY:
        dimension = study.finding(FindingId(field.id))
        return {dimension.subtopic if dimension else SubTopicId(field.id)}
    if field.kind is FieldKind.TYPE:
        topics = {each.id: each.subtopic for each in study.findings()}
        used = (each for type_ in study.types(TypologyId(field.id)) for each in type_.categories)
        return {topics[each] for each in used if each in topics}
    return set()


class LinkageTab(BeyondTab):
    """A grid of two fields, and beneath it the summaries of the cases of its current place."""

    name = "linkage"

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.link = remembered(self.key, linkage)
        self.rows = Choice(self.tr("Rows"), "rows", self._fields, self)
        self.columns = Choice(self.tr("Columns"), "columns", self._fields, self)
        self.swap_button = tool("swap", self.tr("Swap rows and columns"), self)
        self.unit = Choice(self.tr("Link"), "users", self._units, self)
        foot = self.tr("Space ticks · Enter closes")
        self.subtopics = Choice(
            self.tr("Sub-topics beneath"), "list-bullets", self._subtopic_offers, self, foot
        )
        self.filter = FilterBar(studio, self, grouping=False)
        self.filter.arrange(self.filter.arrangement._replace(conditions=self.link.conditions))
        self.kept = KeptViews(studio, ViewKind.LINKAGE, self._to_keep, self)
        self.body = QSplitter(Qt.Orientation.Vertical, self, childrenCollapsible=False)
        self._dragged = False  # whether somebody has given the grid another share
        self.model = GridModel(self)
        self.grid = GridView(self.model, self)
        self.grid.setAccessibleName(self.tr("Linkage grid: cases first, then how many"))
        self.place = QLabel(self, wordWrap=True)
        self.place.setProperty("heading", True)
        self.place.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        self.sheet = ReadingSheet(studio, parent=self)
        self.sheet.setAccessibleName(self.tr("Summaries of these cases"))
        self.deviants = Deviants(studio, self.kept, self.sheet, self.tr("Linkage"), self)
        self.lay_out(
            self._body(),
            line(
                *(self.rows, self.swap_button, self.columns, self.unit, self.subtopics, None),
                *(self.deviants.button, self.kept),
            ),
            line(self.filter),
        )
        self._connect()

    def _body(self) -> QSplitter:
        below = QWidget(self)
        column = QVBoxLayout(below, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.place)
        column.addWidget(self.sheet, 1)
        for widget in (self.grid, below):
            self.body.addWidget(widget)
        self.body.splitterMoved.connect(self._keep_share)
        return self.body

    def _share_out(self) -> None:
        """Give the grid the height of all its rows, up to most of the room, until somebody drags it."""
        height = self.body.height() - self.body.handleWidth()
        if not self._dragged and height > 0:
            grid = min(self.grid.sizeHint().height(), height * _MOST // 100)
            self.body.setSizes([grid, height - grid])

    def _keep_share(self) -> None:
        self._dragged = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share_out)  # once what is in it has its size

    def _connect(self) -> None:
        self.rows.picked.connect(lambda key: self.show_linkage(self.link._replace(rows=FieldId(key))))
        self.columns.picked.connect(lambda key: self.show_linkage(self.link._replace(columns=FieldId(key))))
        self.swap_button.clicked.connect(self.swap)
        self.unit.picked.connect(lambda key: self.show_linkage(self.link._replace(unit=Subject(key))))
        self.subtopics.picked.connect(self._toggle)
        self.filter.changed.connect(
            lambda: self.show_linkage(self.link._replace(conditions=self.filter.conditions))
        )
        self.kept.chosen.connect(self.choose_kept)
        self.grid.selectionModel().currentChanged.connect(self._show_place)
        self.grid.activated.connect(self._go_down)
        self.filter.left.connect(self.hand_over)
        self.kept.left.connect(self.hand_over)
        self.read_in(self.sheet)

    # What is on show --------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.grid

    def show_linkage(self, wanted: Linkage) -> None:
        """Link other fields, or the same ones otherwise."""
        self.link = wanted
        self.remember(wanted.settings())
        self.refresh()

    def refresh(self) -> None:
        self.kept.show_name()
        down, across = (self._field(each) for each in (self.link.rows, self.link.columns))
        none = self.tr("choose…")
        self.rows.say(down.name if down else none)
        self.columns.say(across.name if across else none)
        self.unit.say(unit_words(self.link.unit))
        self.subtopics.say(self._subtopics_in_words())
        before = self._pair()
        self.model.show(self._grid(down, across))
        grid = self.model.grid
        row = grid.rows.index(before[0]) if before and before[0] in grid.rows else 0
        column = grid.columns.index(before[1]) if before and before[1] in grid.columns else 0
        self.grid.setCurrentIndex(self.model.index(row, column))
        self._show_place()
        if down is None or across is None:
            self.show_nothing(
                self.tr("Link two fields: categories, attributes or types, and see which cases meet where."),
                self.tr("Choose the rows") if down is None else self.tr("Choose the columns"),
            )
        elif not grid.cases:
            self.show_nothing(
                self.tr("No interview meets all of this: %s.") % self.filter.in_words(),
                self.tr("Clear all filters"),
            )
        else:
            self.show_nothing("", "")
            self._share_out()

    def _grid(self, down: Field | None, across: Field | None) -> Grid:
        if down is None or across is None:
            return Grid()
        study, unit = self.studio.study, self.link.unit
        cases = study.linkage(down.id, across.id, unit, self.link.conditions)
        rows, columns = (
            tuple(value for value in (*field.values, NO_VALUE) if any(pair[side] == value for pair in cases))
            for side, field in enumerate((down, across))
        )
        notes = self.deviants.notes
        names = {
            case: f"{DEVIANT} {name}" if case in notes else name
            for case, name in case_names(study, unit).items()
        }
        one = self.tr("1 area") if unit is Subject.AREA else self.tr("1 interview")
        many = self.tr("%d areas") if unit is Subject.AREA else self.tr("%d interviews")
        return Grid(rows, columns, cases, names, one, many)

    def _field(self, field: FieldId | None) -> Field | None:
        return self.studio.study.field(field) if field else None

    def _pair(self) -> tuple[str, str] | None:
        index, grid = self.grid.currentIndex(), self.model.grid
        return (grid.rows[index.row()], grid.columns[index.column()]) if index.isValid() else None

    def _show_place(self, *_index: QModelIndex) -> None:
        """Read the cases of the current place beneath the grid."""
        index, pair = self.grid.currentIndex(), self._pair()
        if pair is None:
            self.place.setText("")
            self.sheet.show_plan(Plan("", (), ()))
            return
        self.place.setText(f"{pair[0]} · {pair[1]}: {self.model.count_at(index)}")
        self.sheet.plan_model.badges = placed_badges(self.studio.study)
        self.sheet.show_plan(marked(self._plan(set(self.model.cases_at(index))), self.deviants.notes))

    def _go_down(self, place: QModelIndex) -> None:
        """Give the keyboard to the summaries of a place; where there are none it stays in the grid."""
        if place.isValid() and self.model.cases_at(place):
            self.sheet.setFocus()

    def _plan(self, cases: set[str]) -> Plan:
        """Plan the sub-topics to be read of some cases."""
        study, link = self.studio.study, self.link
        if not cases:
            return Plan("", (), ())
        wanted = self._chosen() or self._concerned()
        columns = [each.id for each in study.subtopics() if not wanted or each.id in wanted]
        plan = study.plan_central(columns, link.unit, None, link.conditions)
        return plan._replace(lines=tuple(each for each in plan.lines if each.id in cases))

    def _chosen(self) -> set[SubTopicId]:
        """Give the chosen sub-topics that are there still."""
        return {each.id for each in self.studio.study.subtopics()}.intersection(self.link.subtopics)

    def _concerned(self) -> set[SubTopicId]:
        study, link = self.studio.study, self.link
        return concerned(study, self._field(link.rows)) | concerned(study, self._field(link.columns))

    def _subtopics_in_words(self) -> str:
        if chosen := self._chosen():
            return self.tr("1 sub-topic") if len(chosen) == 1 else self.tr("%d sub-topics") % len(chosen)
        return self.tr("their own sub-topics") if self._concerned() else self.tr("all sub-topics")

    def extent(self) -> Extent | None:
        study, link, view = self.studio.study, self.link, self.kept.view
        down, across = (self._field(each) for each in (link.rows, link.columns))
        if down is None or across is None or not self.model.grid.cases:
            return None
        title = view.name if view and view.settings == link.settings() else ""
        deviants = self.deviants.notes

        def page() -> Page:
            from framework_qda.tasks.pages import linkage_page

            return linkage_page(
                study, down.id, across.id, link.unit, link.conditions,
                title=title, deviants=deviants, subtopics=link.subtopics,
            )  # fmt: skip

        return of_page(title or self.tr("%s and %s") % (down.name, across.name), page)

    # Choosing ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        if self._field(self.link.rows) is None:
            self.rows.choose()
        elif self._field(self.link.columns) is None:
            self.columns.choose()
        else:
            self.filter.clear()

    def swap(self) -> None:
        """Let rows and columns change places."""
        self.show_linkage(self.link._replace(rows=self.link.columns, columns=self.link.rows))

    def _fields(self) -> list[Offer]:
        return [Offer(each.id, each.name, each.kind) for each in self.studio.study.fields()]

    def _units(self) -> list[Offer]:
        return [Offer(unit, unit_words(unit)) for unit in UNITS]

    def _subtopic_offers(self) -> list[Offer]:
        return subtopic_offers(self.studio.study, self.link.subtopics)

    def _toggle(self, key: str) -> None:
        chosen = with_toggled(self.studio.study, self.link.subtopics, key)
        self.show_linkage(self.link._replace(subtopics=chosen or ()))

    def choose_kept(self, view: str) -> None:
        """Show a linkage grid that is kept."""
        found = self.studio.study.view(ViewId(view))
        if found is not None:
            self.link = linkage(found.settings)
            self.filter.arrange(self.filter.arrangement._replace(conditions=self.link.conditions))
            self.show_linkage(self.link)

    def _to_keep(self) -> dict[str, object] | None:
        return self.link.settings() if self.link.rows and self.link.columns else None
