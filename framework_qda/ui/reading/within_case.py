"""Read one area, or one interview, along all sub-topics on one page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from framework_qda.reading.page import Page
from framework_qda.reading.plan import Plan
from framework_qda.reading.stacking import stacked
from framework_qda.study.model import (
    About,
    AreaId,
    Field,
    Interview,
    InterviewId,
)
from framework_qda.ui import settings
from framework_qda.ui.extents import Extent
from framework_qda.ui.filtering.chooser import Chooser, Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.reading.facts import FactChips
from framework_qda.ui.reading.outline import Outline
from framework_qda.ui.reading.overview_editor import Whole
from framework_qda.ui.reading.screen import Screen
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import area_hue

_BELOW, _SIDE = "read/below", "read/side"
_NO_SIDE = "as they come"
_WIDE = 160  # letters, from which the outline has room for names


class WithinCase(Screen):
    """A page for one case: what is known of it, its overview, and its interviews along all sub-topics."""

    what = "Read an area or an interview"
    shown_by = ("area", "interview", "participant", "matrix", "subtopic", "attribute", "attribute_value")

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, ReadingSheet(studio), parent)
        self.case = str(settings.get(settings.for_study(studio.study.path, "read/case"), ""))
        self.facts = FactChips()
        self.outline = Outline()
        self._build()

    def _build(self) -> None:
        self.side_button = QToolButton(icon=icon("columns"))
        self.below_button = self.toggle(
            "rows", self.tr("Interviews one below the other"), _BELOW, default=False
        )
        self.sides = Chooser(self)
        self.side_button.clicked.connect(self.choose_side)
        self.sides.picked.connect(self._side_picked)
        self.below_button.toggled.connect(lambda _below: self.refresh())
        self.outline.jumped.connect(self._jump)
        self.sheet.verticalScrollBar().valueChanged.connect(self._show_place)
        beside = QWidget()
        row = QHBoxLayout(beside, spacing=0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.outline)
        buttons = [self.side_button, self.below_button, self.overview_button]
        self.lay_out(buttons, self.body([self.facts, self.overview], beside))
        self.empty.setText(
            self.tr("There is no interview yet. Drop interview files on this window, or press Ctrl+Shift+I.")
        )

    # What is read -----------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        study = self.studio.study
        offers: list[Offer] = []
        for area in study.areas():
            rows = [row for row in study.interviews() if row.area == area.id]
            offers.append(Offer(area.id, area.name, self.tr("area")))
            offers += [Offer(row.id, f"{area.name} · {row.name}", self.tr("interview")) for row in rows]
        return offers

    def subjects(self) -> list[str]:
        study = self.studio.study
        if self._interview:
            return [row.id for row in study.interviews()]
        return [area.id for area in study.areas()]

    @property
    def subject(self) -> str:
        return self.case

    @property
    def _interview(self) -> Interview | None:
        return self.studio.study.interview(InterviewId(self.case))

    def show_subject(self, subject: str) -> None:
        """Read another area or interview."""
        if subject == self.case:
            return
        self.save()
        self.case = subject
        settings.put(settings.for_study(self.studio.study.path, "read/case"), subject)
        key = self.sheet.current_key
        self.refresh()
        if key and self.sheet.current_key is None:
            self._choose_in(key[1])

    def _choose_in(self, subtopic: str) -> None:
        """Go on reading at the same sub-topic."""
        line = next((line for line in self.sheet.plan.lines if line.id == subtopic), None)
        places = (key for keys in line.cells for key in keys) if line else iter(())
        if key := next(places, None):
            self.sheet.choose(*key)

    def show_cell(self, interview: str, subtopic: str) -> bool:
        self._keep_up()
        if not self.sheet.plan_model.places_of((interview, subtopic)):
            found = self.studio.study.interview(InterviewId(interview))
            if found is None:
                return False
            self.show_subject(found.area)
        return self.sheet.choose(interview, subtopic)

    def show_matrix(self, matrix: str) -> None:
        """Jump to the heading of a matrix."""
        for row, line in enumerate(self.sheet.plan.lines):
            if line.level == 1 and line.id == matrix:
                self._jump(row)

    # The page ---------------------------------------------------------------------------------------

    def make_plan(self) -> Plan | None:
        study = self.studio.study
        areas = study.areas()
        if not areas or not study.subtopics() or not study.interviews():
            return None
        if self._interview is None and all(area.id != self.case for area in areas):
            self.case = next(
                area.id for area in areas if any(row.area == area.id for row in study.interviews())
            )
        side = self.side()
        case = InterviewId(self.case) if self._interview else AreaId(self.case)
        plan = study.plan_case(case, side.id if side else None)
        below = self.below_button.isChecked() and len(plan.heads) > 1
        return stacked(plan) if below else plan

    def dress(self, plan: Plan) -> None:
        self.stepper.show_title(plan.title)
        self.facts.show_facts(plan.facts)
        self.outline.show_plan(plan)
        self._show_place()
        self._show_side()
        row = self._interview
        names = {area.id: area.name for area in self.studio.study.areas()}
        whole_area = AreaId(row.area if row else self.case)
        wholes = [Whole(About.AREA, whole_area, names[whole_area])]
        if row:
            wholes.insert(0, Whole(About.INTERVIEW, row.id, row.name))
        self.overview.show_wholes(wholes)

    def _show_place(self) -> None:
        self.outline.show_place(max(0, self.sheet.rowAt(4)))

    def _jump(self, row: int) -> None:
        sheet = self.sheet
        sheet.scroll_to_row(row)
        below = sheet.plan.lines[row + 1 :]
        key = next((key for line in below for keys in line.cells for key in keys), None)
        if key:
            sheet.choose(*key)
            sheet.scroll_to_row(row)
        sheet.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outline.set_narrow(self.width() < _WIDE * self.fontMetrics().averageCharWidth())

    def extents(self) -> list[Extent]:
        from framework_qda.tasks.pages import case_page

        study, side = self.studio.study, self.side()
        if not self.sheet.plan.lines:
            return []
        by = side.id if side else None
        kind = InterviewId if self._interview else AreaId
        words = self.tr("All interviews, one after the other") if self._interview else self.tr("All areas")

        def pages(cases: Sequence[str], sheets: bool) -> list[Page]:
            return [case_page(study, kind(case), by, table=sheets) for case in cases]

        return [
            Extent(self.sheet.plan.title, partial(pages, [self.case])),
            Extent(words, partial(pages, self.subjects())),
        ]

    # Sides told apart -------------------------------------------------------------------------------

    def possible_sides(self) -> list[Field]:
        """List what can tell the sides apart."""
        return self.studio.study.possible_sides()

    def side(self) -> Field | None:
        """What orders the columns: as it was chosen, else the first that can."""
        fields = self.possible_sides()
        chosen = settings.get(self._side_key(), "")
        if chosen == _NO_SIDE:
            return None
        return next((field for field in fields if field.id == chosen), fields[0] if fields else None)

    def _side_key(self) -> str:
        return settings.for_study(self.studio.study.path, _SIDE)

    def choose_side(self) -> None:
        """Offer what can tell the sides apart."""
        side = self.side()
        offers = [Offer(field.id, field.name, " · ".join(field.values)) for field in self.possible_sides()]
        offers.sort(key=lambda offer: side is None or offer.key != side.id)
        offers.append(Offer(_NO_SIDE, self.tr("as they come"), self.tr("in reading order")))
        self.sides.open(self.side_button, self.tr("Tell interviews apart by"), offers)

    def _side_picked(self, key: str) -> None:
        self.sides.close()
        settings.put(self._side_key(), key)
        self.refresh()

    def _show_side(self) -> None:
        side, study = self.side(), self.studio.study
        name = (
            self.tr("Interviews told apart by %s") % side.name if side else self.tr("Tell interviews apart")
        )
        self.side_button.setToolTip(name)
        self.side_button.setAccessibleName(name)
        given = study.field_values(side.id) if side else {}
        order = {value: n for n, value in enumerate(side.values)} if side else {}
        self.sheet.set_hues({row: area_hue(order[values[0]]) for row, values in given.items()})
