"""The central chart: chosen columns of any matrices, one row a case, by type."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from framework_qda.reading.page import Page
from framework_qda.study.model import Subject, SubTopicId, TypologyId, ViewId, ViewKind
from framework_qda.ui.beyond.base import BeyondTab, remembered, unit_offers
from framework_qda.ui.beyond.choice import Choice, line
from framework_qda.ui.beyond.deviants import Deviants, marked
from framework_qda.ui.beyond.kept_shapes import CentralChart, central_chart
from framework_qda.ui.comparing.kept import KeptViews
from framework_qda.ui.comparing.offers import subtopic_offers, with_toggled
from framework_qda.ui.comparing.pinned import PinnedSheet
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.reading.placed import placed_badges
from framework_qda.ui.studio import Studio

_NONE = "none"


class CentralChartTab(BeyondTab):
    """Chosen sub-topics side by side, the cases one below the other under their types."""

    name = "central chart"

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.chart = remembered(self.key, central_chart)
        foot = self.tr("Space ticks · Enter closes")
        self.subtopics = Choice(self.tr("Columns"), "list-bullets", self._subtopic_offers, self, foot)
        self.typology = Choice(self.tr("Ordered by the types of"), "tree-structure", self._typologies, self)
        self.unit = Choice(self.tr("One row"), "rows", unit_offers, self)
        self.filter = FilterBar(studio, self, grouping=False)
        self.filter.arrange(self.filter.arrangement._replace(conditions=self.chart.conditions))
        self.kept = KeptViews(studio, ViewKind.CENTRAL_CHART, self._to_keep, self)
        self.sheet = PinnedSheet(studio, parent=self)
        self.sheet.setAccessibleName(self.tr("Central chart"))
        self.deviants = Deviants(studio, self.kept, self.sheet, self.tr("Central chart"), self)
        self.lay_out(
            self.sheet,
            line(self.subtopics, self.typology, self.unit, None, self.deviants.button, self.kept),
            line(self.filter),
        )
        self._connect()

    def _connect(self) -> None:
        self.subtopics.picked.connect(self._toggle)
        self.typology.picked.connect(
            lambda key: self.show_chart(
                self.chart._replace(typology=None if key == _NONE else TypologyId(key))
            )
        )
        self.unit.picked.connect(lambda key: self.show_chart(self.chart._replace(unit=Subject(key))))
        self.filter.changed.connect(self._filtered)
        self.kept.chosen.connect(self.choose_kept)
        self.filter.left.connect(self.hand_over)
        self.kept.left.connect(self.hand_over)
        self.read_in(self.sheet)

    # What is on show --------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.sheet

    def show_chart(self, wanted: CentralChart) -> None:
        """Show other columns, or the same ones otherwise."""
        self.chart = wanted
        self.remember(wanted.settings())
        self.refresh()

    def refresh(self) -> None:
        study, now = self.studio.study, self.chart
        self.kept.show_name()
        plan = study.plan_central(now.subtopics, self._unit, self._typology, now.conditions)
        self.sheet.plan_model.badges = placed_badges(study)
        self.sheet.show_plan(marked(plan, self.deviants.notes))
        known = study.typology(now.typology) if now.typology else None
        self.subtopics.say(self.tr("%d columns") % len(plan.heads))
        self.typology.say(known.name if known else self.tr("No typology"))
        self.unit.setEnabled(known is None)  # a typology says itself what its cases are
        areas = self._unit is Subject.AREA
        self.unit.say(self.tr("One row an area") if areas else self.tr("One row an interview"))
        if plan.heads and any(not each.level for each in plan.lines):
            self.show_nothing("", "")
        elif plan.heads:
            self.show_nothing(
                self.tr("No interview meets all of this: %s.") % self.filter.in_words(),
                self.tr("Clear all filters"),
            )
        else:
            self.show_nothing(
                self.tr("Bring together columns of any matrices, one row a case, by type."),
                self.tr("Choose the columns"),
            )

    def begin(self) -> None:
        if self.chart.conditions and self.sheet.plan.heads:
            self.filter.clear()
        else:
            self.subtopics.choose()

    def extent(self) -> Extent | None:
        study, now, view = self.studio.study, self.chart, self.kept.view
        if not self.sheet.plan.heads:
            return None
        title = view.name if view and view.settings == now.settings() else ""
        unit, typology, deviants = self._unit, self._typology, self.deviants.notes

        def page() -> Page:
            from framework_qda.tasks.pages import central_page

            return central_page(
                study, now.subtopics, unit, typology, now.conditions, title=title, deviants=deviants
            )

        return of_page(title or self.sheet.plan.title or self.tr("Central chart"), page)

    @property
    def _typology(self) -> TypologyId | None:
        chosen = self.chart.typology
        return chosen if chosen and self.studio.study.typology(chosen) else None

    @property
    def _unit(self) -> Subject:
        found = self.studio.study.typology(self._typology) if self._typology else None
        return found.unit if found else self.chart.unit

    # Choosing ---------------------------------------------------------------------------------------

    def _subtopic_offers(self) -> list[Offer]:
        return subtopic_offers(self.studio.study, self.chart.subtopics)

    def _toggle(self, key: str) -> None:
        chosen = with_toggled(self.studio.study, self.chart.subtopics, key)
        self.show_chart(self.chart._replace(subtopics=tuple(map(SubTopicId, chosen or ()))))

    def _typologies(self) -> list[Offer]:
        return [
            *(Offer(each.id, each.name) for each in self.studio.study.typologies()),
            Offer(_NONE, self.tr("No typology"), self.tr("reading order")),
        ]

    def choose_kept(self, view: str) -> None:
        """Show a central chart that is kept."""
        found = self.studio.study.view(ViewId(view))
        if found is not None:
            self.chart = central_chart(found.settings)
            self.filter.arrange(self.filter.arrangement._replace(conditions=self.chart.conditions))
            self.show_chart(self.chart)

    def _to_keep(self) -> dict[str, object] | None:
        return self.chart.settings() if self.chart.subtopics else None

    def _filtered(self) -> None:
        self.show_chart(self.chart._replace(conditions=self.filter.conditions))
